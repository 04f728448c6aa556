/* evidence.c: evidence as CSV: a row for each item, with who said it, its state and the words on it. */
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/export/each_deal.h"
#include "commands/export/store.h"
#include "input/codes.h"
#include "input/deal_filter.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/table.h"
#include "term/message.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

static const struct column columns[] = {
    EXPORTED("item"),       EXPORTED("deal"),         EXPORTED("deal_title"),    EXPORTED("org_name"),
    EXPORTED("kind"),       EXPORTED("value"),        EXPORTED("text"),          EXPORTED("about"),
    EXPORTED("side"),       EXPORTED("said_by"),      EXPORTED("said_by_name"),  EXPORTED("worded_side"),
    EXPORTED("worded_by"),  EXPORTED("on"),           EXPORTED("person"),        EXPORTED("person_name"),
    EXPORTED("amount"),     EXPORTED("currency"),     EXPORTED("due"),           EXPORTED("url"),
    EXPORTED("file_name"),  EXPORTED("state"),        EXPORTED("settled_on"),    EXPORTED("settled_side"),
    EXPORTED("settled_by"), EXPORTED("settled_name"), EXPORTED("because"),       EXPORTED("late"),
    EXPORTED("reagreed"),   EXPORTED("retracted"),    EXPORTED("in_confidence"), EXPORTED("our_word"),
    EXPORTED("their_word"), EXPORTED("words"),
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

struct exporting {
    struct cli *cli;
    struct table *table;
    const char *kind; /* NULL: all */
};

static struct cell side_cell(naast_side side)
{
    return cell_text(side == NAAST_SIDE_US ? "us" : side == NAAST_SIDE_CUSTOMER ? "customer" : "");
}

/* The best word that a side has on it: "fresh", "stale", or none. */
static struct cell word_cell(const naast_item *item, naast_side side)
{
    const char *best = "";
    for (size_t i = 0; i < item->word_count; i++) {
        if (item->words[i].by.side == side && strcmp(best, "fresh") != 0)
            best = item->words[i].fresh ? "fresh" : "stale";
    }
    return cell_text(best);
}

/* "us 2026-11-10 fresh; Sanne de Wit 2026-11-12 stale (by phone)": the last word of each. */
static const char *words_of(struct cli *cli, const naast_item *item)
{
    struct grown list = {0};
    for (size_t i = 0; i < item->word_count; i++) {
        const naast_word *said = &item->words[i];
        if (!is_last_word(item, i))
            continue;
        cli_list(cli, &list, "; ",
                 cli_printf(cli, "%s %s %s", said->by.side == NAAST_SIDE_US ? "us" : said->name,
                            text_iso_date(cli, said->on), said->fresh ? "fresh" : "stale"));
        if (said->how[0] != '\0')
            cli_grow(cli, &list, " (%s)", said->how);
    }
    return cli_grown(&list);
}

static void add_row(struct exporting *exporting, const naast_deal *deal, const naast_item *item)
{
    struct cli *cli = exporting->cli;
    const struct cell cells[COLUMNS] = {
        cell_text(text_item(cli, item->deal, item->n)),
        cell_id('D', item->deal),
        cell_text(deal->title),
        cell_text(deal->org_name),
        cell_text(item->kind),
        cell_text(item->value),
        cell_text(item->text),
        cell_text(item->about != 0 ? text_item(cli, item->deal, item->about) : ""),
        side_cell(item->from.side),
        cell_id('P', item->from.person),
        cell_text(item->from_name),
        side_cell(item->phrased_by.side),
        cell_id('P', item->phrased_by.person),
        cell_date(item->on),
        cell_id('P', item->person),
        cell_text(item->person_name),
        cell_amount(item->amount),
        cell_currency(item->amount),
        cell_date(item->due),
        cell_text(item->url),
        cell_text(item->file_name),
        cell_text(item->state),
        cell_date(item->settled_on),
        side_cell(item->settled_by.side),
        cell_id('P', item->settled_by.person),
        cell_text(item->settled_name),
        cell_text(item->because),
        cell_bool(item->late),
        cell_int(item->reagreed),
        cell_bool(item->retracted),
        cell_bool(item->in_confidence),
        word_cell(item, NAAST_SIDE_US),
        word_cell(item, NAAST_SIDE_CUSTOMER),
        cell_text(words_of(cli, item)),
    };
    table_row(exporting->table, cells);
}

static int take(void *context, const naast_deal *deal)
{
    struct exporting *exporting = context;
    naast_items *items;
    int status = cli_check(exporting->cli, naast_item_list(exporting->cli->store, deal->id, &items));
    if (status != NAAST_OK)
        return status;
    for (size_t i = 0; i < items->count; i++) {
        if (exporting->kind == NULL || strcmp(items->items[i].kind, exporting->kind) == 0)
            add_row(exporting, deal, &items->items[i]);
    }
    naast_free(items);
    return NAAST_OK;
}

static int one_deal(struct exporting *exporting, naast_id id)
{
    naast_deal *deal;
    int status = cli_check(exporting->cli, naast_deal_get(exporting->cli->store, id, &deal));
    if (status != NAAST_OK)
        return status;
    status = take(exporting, deal);
    naast_free(deal);
    return status;
}

static int run(struct cli *cli, const struct args *args)
{
    struct exporting exporting = {.cli = cli, .kind = args_value(args, "kind")};
    naast_deal_filter filter;
    naast_id deal = 0;
    int status = deal_filter_read(cli, args, &filter);
    if (status == NAAST_OK)
        status = cli_deal(cli, args_value(args, "deal"), &deal);
    if (status != NAAST_OK)
        return status;
    if (deal != 0 && args->count > 0)
        return cli_wrong(cli, W_ONE_OF_TWO, "--deal", args_operand(args, 0));
    status = cli_check_kind(cli, exporting.kind);
    if (status != NAAST_OK)
        return status;
    export_as_csv(cli);
    exporting.table = table_begin(cli, "evidence", columns, COLUMNS, W_NONE);
    status = deal != 0 ? one_deal(&exporting, deal) : each_deal(cli, &filter, take, &exporting);
    int ended = table_end(exporting.table);
    return status != NAAST_OK ? status : ended;
}

static const struct option options[] = {
    {"deal", "DEAL", W_OPT_EXPORT_DEAL, 0}, {"kind", "KIND", W_OPT_EXPORT_KIND, 0}, OPTIONS_END};

const struct command command_export_evidence = {
    .name = "export",
    .verb = "evidence",
    .needs = NEEDS_READ,
    .summary = W_DO_EXPORT_EVIDENCE,
    .operands = "[FILTER...]",
    .options = options,
    .example = "naast export evidence >evidence.csv\nnaast export evidence --deal D1 --kind promise\n",
    .more = W_MORE_EXPORT_EVIDENCE,
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = run,
};
