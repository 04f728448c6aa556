/* amend.c: naast amend: an item is put differently, or a promise gets another date. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/record_item.h"
#include "input/party.h"
#include "input/required.h"
#include "input/resolve_or_add.h"
#include "input/values.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

/* Whose wording it is now. */
static const char *worded_by(struct cli *cli, const naast_item *item)
{
    const char *name = item->from_name, *org = item->from_org;
    for (size_t k = 0; k < item->word_count; k++)
        if (item->words[k].by.person == item->phrased_by.person) {
            name = item->words[k].name;
            org = item->words[k].org_name;
        }
    return speaker_words(cli, item->phrased_by, name, org);
}

/* "promise: 20 Nov → 27 Nov, re-agreed in time". before: NULL where it was not there to be read. */
static const char *amended_words(struct cli *cli, const struct subject *subject, const naast_item *before,
                                 const naast_item *now)
{
    const char *what = item_words(cli, subject, now);
    if (before == NULL || before->due == now->due)
        return words(cli, W_SAID_BY, what, worded_by(cli, now));
    const char *from =
        before->due == 0 ? "" : cli_printf(cli, "%s %s ", text_date(cli, before->due), glyph(cli, GLYPH_ARROW));
    bool in_time = now->reagreed > before->reagreed;
    return cli_printf(cli, "%s: %s%s%s", what, from, text_date(cli, now->due),
                      in_time ? word(cli, W_REAGREED_IN_TIME) : "");
}

static void say_amended(struct cli *cli, const struct subject *subject, const naast_items *before, int32_t n)
{
    const naast_id deal = subject->deal->id;
    naast_items *items = NULL;
    if (cli->output == OUTPUT_JSON) {
        numbers_json(cli, deal, &n, 1);
        return;
    }
    const int status = naast_item_list(cli->store, deal, &items);
    const naast_item *now = item_by_number(items, n);
    fprintf(cli->out, "%s  %s\n", text_item(cli, deal, n),
            now != NULL ? amended_words(cli, subject, item_by_number(before, n), now) : unread_words(cli, status));
    read_back(cli, status);
    naast_free(items);
}

static int amend_read(struct cli *cli, const struct args *args, const naast_deal *deal, naast_amend_spec *spec)
{
    spec->value = args_value(args, "value");
    spec->url = args_value(args, "url");
    spec->how = args_value(args, "how");
    spec->typo = args_has(args, "typo");
    int status = cli_text(cli, args_operand(args, 1), &spec->text);
    if (status == 0)
        status = cli_text(cli, args_value(args, "because"), &spec->because);
    if (status == 0)
        status = cli_party(cli, args_value(args, "from"), deal->id, &spec->from);
    if (status == 0)
        status = cli_party(cli, args_value(args, "agreed"), deal->id, &spec->agreed);
    if (status == 0)
        status = cli_date(cli, "--due", args_value(args, "due"), &spec->due);
    if (status == 0)
        status = cli_date(cli, "--on", args_value(args, "on"), &spec->on);
    if (status == 0)
        status = cli_person_or_new(cli, args_value(args, "person"), deal->id, deal->org, &spec->person);
    if (status == 0)
        status = cli_money(cli, args_value(args, "amount"), args_value(args, "currency"), deal->amount.currency,
                           &spec->amount);
    return status;
}

/* Somebody new is made inside the same operation. */
static int amend(struct cli *cli, const struct args *args, const naast_deal *deal, int32_t item)
{
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    int status = cli_check(
        cli, naast_operation_begin(cli->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_AMEND)));
    if (status != 0)
        return status;
    status = amend_read(cli, args, deal, &spec);
    if (status == 0)
        status = cli_check(cli, naast_item_amend(cli->store, deal->id, item, &spec));
    return operation_done(cli, status);
}

static int amend_run(struct cli *cli, const struct args *args)
{
    struct subject subject = {0};
    naast_items *before = NULL;
    naast_id deal = 0;
    int32_t item = 0;
    int status = cli_check(cli, naast_item_resolve(cli->store, 0, args_operand(args, 0), &deal, &item));
    if (status == 0)
        status = subject_read(cli, deal, &subject);
    if (status == 0)
        status = cli_check(cli, naast_item_list(cli->store, deal, &before));
    if (status == 0)
        status = amend(cli, args, subject.deal, item);
    if (status == 0)
        say_amended(cli, &subject, before, item);
    naast_free(before);
    subject_free(&subject);
    return status;
}

static const struct option amend_options[] = {{"due", "DATE", W_OPTION_DUE, 0},
                                              {"agreed", "P|us", W_OPTION_AGREED, 0},
                                              {"value", "VALUE", W_OPTION_VALUE, 0},
                                              {"amount", "N", W_OPTION_AMOUNT, 0},
                                              {"currency", "C", W_OPTION_CURRENCY, 0},
                                              {"person", "P", W_OPTION_PERSON, 0},
                                              {"url", "U", W_OPTION_URL, 0},
                                              {"from", "P|us", W_OPTION_FROM, 0},
                                              {"because", "T", W_OPTION_BECAUSE, 0},
                                              {"how", "T", W_OPTION_HOW, 0},
                                              {"on", "DATE", W_OPTION_ON, 0},
                                              {"typo", NULL, W_OPTION_TYPO, 0},
                                              OPTIONS_END};
const struct command command_amend = {
    .name = "amend",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_AMEND,
    .operands = "ITEM [TEXT]",
    .options = amend_options,
    .example = "naast amend D1.4 \"staff need one place to look\" --from Sanne\n"
               "naast amend D1.21 --due 27nov --agreed Sanne --because \"test server late\"\n",
    .writes = WRITES_JSON,
    .run = amend_run,
};
