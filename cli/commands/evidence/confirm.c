/* confirm.c: naast confirm: a side stands by an item, or by everything on a page. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/record_item.h"
#include "input/party.h"
#include "input/required.h"
#include "input/values.h"
#include "term/message.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

/* "D1.7", or "D1 summary"; with --seen also "D1": everything on that page. */
static int confirm_target(struct cli *cli, const struct args *args, naast_id *deal, int32_t *item)
{
    const char *first = args_operand(args, 0), *kind = args_operand(args, 1);
    bool whole_page = args_value(args, "seen") != NULL && strchr(first, '.') == NULL;
    if (kind == NULL && !whole_page)
        return cli_check(cli, naast_item_resolve(cli->store, 0, first, deal, item));
    int status = cli_deal(cli, first, deal);
    if (status == 0 && kind != NULL)
        status = cli_check(cli, naast_item_resolve(cli->store, *deal, kind, deal, item));
    return status;
}

static int say_confirmed(struct cli *cli, naast_id deal, const naast_items_touched *touched, naast_party by)
{
    struct subject subject;
    naast_items *items = NULL;
    naast_person *person = NULL;
    struct grown list = {0};
    int status = subject_find(cli, deal, &subject);
    if (status == 0)
        status = naast_item_list(cli->store, deal, &items);
    if (status == 0 && by.person != 0)
        status = naast_person_get(cli->store, by.person, &person);
    for (size_t k = 0; k < touched->count; k++) {
        const naast_item *item = item_by_number(items, touched->items[k]);
        const char *what =
            item != NULL ? kind_words(cli, &subject, item->kind) : cli_printf(cli, "(%s)", unread_words(cli, status));
        cli_list(cli, &list, ", ", cli_printf(cli, "%s %s", text_item(cli, deal, touched->items[k]), what));
    }
    cli_print(cli, W_CONFIRMED, cli_grown(&list),
              party_words(cli, by, person == NULL ? text_id(cli, 'P', by.person) : person->name,
                          person == NULL || subject.deal == NULL ? "" : other_org(subject.deal, person)));
    read_back(cli, status);
    naast_free(person);
    naast_free(items);
    subject_free(&subject);
    return NAAST_OK;
}

static int confirm_run(struct cli *cli, const struct args *args)
{
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    naast_items_touched *touched = NULL;
    naast_id deal = 0;
    spec.seen = args_value(args, "seen");
    spec.how = args_value(args, "how");
    int status = confirm_target(cli, args, &deal, &spec.item);
    if (status == 0)
        status = want(cli, args_value(args, "by"), "--by");
    if (status == 0)
        status = cli_party(cli, args_value(args, "by"), deal, &spec.by);
    if (status == 0)
        status = cli_date(cli, "--on", args_value(args, "on"), &spec.on);
    if (status == 0)
        status = cli_check(cli, naast_item_confirm(cli->store, deal, &spec, &touched));
    if (status == 0 && cli->output == OUTPUT_JSON)
        numbers_json(cli, deal, touched->items, touched->count);
    else if (status == 0)
        status = say_confirmed(cli, deal, touched, spec.by);
    naast_free(touched);
    return status;
}

static const struct option confirm_options[] = {{"by", "P|us", W_OPTION_BY, 0},
                                                {"seen", "SEQ:HASH", W_OPTION_SEEN, 0},
                                                {"how", "T", W_OPTION_HOW, 0},
                                                {"on", "DATE", W_OPTION_ON, 0},
                                                OPTIONS_END};
const struct command command_confirm = {
    .name = "confirm",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_CONFIRM,
    .operands = "ITEM|DEAL [KIND]",
    .options = confirm_options,
    .example = "naast confirm D1.4 --by Sanne --how \"mail 3 Nov\"\nnaast confirm D1 match --by us\n",
    .more = W_MORE_CONFIRM,
    .writes = WRITES_JSON,
    .run = confirm_run,
};
