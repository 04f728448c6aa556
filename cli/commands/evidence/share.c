/* share.c: naast share: the page that the customer reads. */
#include <stdbool.h>
#include <string.h>

#include "naast-formats.h"
#include "naast-share.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "input/values.h"
#include "output/page.h"
#include "term/message.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

enum { HASH_SHOWN = 8 };

/* Its number, and (a count alone) in how much another reader's page differs. */
static void say_page(struct cli *cli, const naast_share *share)
{
    const char *number = cli_printf(cli, "%.*s", (int)strcspn(share->head, ":") + 1 + HASH_SHOWN, share->head);
    if (*share->reader != '\0')
        cli_note(cli, W_SHARE_PAGE_FOR, number, first_name(cli, share->reader));
    else
        cli_note(cli, W_SHARE_PAGE, number);
    if (share->held_back == 1)
        cli_note(cli, W_SHARE_HELD_ONE);
    else if (share->held_back > 1)
        cli_note(cli, W_SHARE_HELD, text_count(cli, share->held_back));
    int own = 0;
    for (size_t k = 0; k < share->count; k++)
        own += share->items[k].in_confidence != 0;
    if (own == 1)
        cli_note(cli, W_SHARE_OWN_ONE);
    else if (own > 1)
        cli_note(cli, W_SHARE_OWN, text_count(cli, own));
}

/* Who does not want to hear from us gets it when they ask. */
static int say_no_contact(struct cli *cli, naast_id reader)
{
    naast_person *person = NULL;
    if (reader == 0)
        return NAAST_OK;
    int status = cli_check(cli, naast_person_get(cli->store, reader, &person));
    if (status == 0 && person->no_contact)
        cli_note(cli, W_SHARE_NO_CONTACT, first_name(cli, person->name));
    naast_free(person);
    return status;
}

static int share_run(struct cli *cli, const struct args *args)
{
    naast_share_spec spec = NAAST_SHARE_SPEC_INIT;
    naast_share *share = NULL;
    naast_id deal = 0;
    const char *from = args_value(args, "from");
    if (from != NULL && from[strspn(from, " \t")] == '\0')
        return cli_wrong(cli, W_SHARE_FROM_EMPTY);
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == 0)
        status = cli_person(cli, args_value(args, "for"), deal, &spec.reader);
    if (status == 0)
        status = cli_check(cli, naast_share_read(cli->store, deal, &spec, &share));
    if (status == 0) {
        cli->ascii = false; /* it is read elsewhere */
        status = page_share(cli, share, from == NULL ? cli->actor : from,
                            args_has(args, "html") ? NAAST_DOCUMENT_HTML : NAAST_DOCUMENT_MARKDOWN);
    }
    if (status == 0) {
        say_page(cli, share);
        status = say_no_contact(cli, spec.reader);
    }
    naast_free(share);
    return status;
}

static const struct option share_options[] = {{"for", "P", W_OPTION_SHARE_FOR, 0},
                                              {"from", "NAME", W_OPTION_SHARE_FROM, 0},
                                              {"html", NULL, W_OPTION_HTML, 0},
                                              OPTIONS_END};
const struct command command_share = {
    .name = "share",
    .needs = NEEDS_READ,
    .summary = W_SUMMARY_SHARE,
    .operands = "DEAL",
    .options = share_options,
    .example = "naast share D1 --for Karim --html > page.html\nnaast share D1 --lang nl > pagina.md\n",
    .more = W_MORE_SHARE,
    .run = share_run,
};
