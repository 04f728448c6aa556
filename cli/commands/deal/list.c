/* list.c: deals: list and show. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "input/deal_filter.h"
#include "input/paging.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/json.h"
#include "output/table.h"
#include "term/message.h"
#include "term/values.h"
#include "view/deal_cells.h"
#include "words/words.h"

/* A list shows two more: why a text was found, if what is shown does not show that. */
enum { LIST_COLUMNS = DEAL_COLUMNS + 2 };

/* One page after another, until `limit` deals were shown. */
struct listing {
    naast_deal_filter filter;
    naast_page page;
    struct column columns[LIST_COLUMNS];
    struct table *table;
    size_t shown, limit;
    naast_id last;
    bool more;
    char currency[4]; /* of the last amount shown */
    bool currencies;  /* there was more than one */
};

static bool any_found(const naast_deals *deals)
{
    for (size_t i = 0; i < deals->count; i++) {
        if (deals->items[i].found_text[0] != '\0')
            return true;
    }
    return false;
}

/* Where a text was found elsewhere people read where, in the place of what they did not ask for. */
static void begin_table(struct cli *cli, struct listing *listing, const naast_deals *first, enum word empty)
{
    static const struct column found[] = {{"found_item", W_HEAD_FOUND, COLUMN_HIDDEN},
                                          {"found", W_HEAD_FOUND, COLUMN_WIDE}};
    bool elsewhere = any_found(first);
    for (size_t i = 0; i < LIST_COLUMNS; i++) {
        listing->columns[i] = i < DEAL_COLUMNS ? deal_columns[i] : found[i - DEAL_COLUMNS];
        if (elsewhere && (listing->columns[i].head == W_HEAD_SINCE || listing->columns[i].head == W_HEAD_AMOUNT))
            listing->columns[i].flags |= COLUMN_RECORD;
    }
    listing->table = table_begin(cli, "deals", listing->columns, LIST_COLUMNS, empty);
}

static void list_cells(struct cli *cli, const naast_deal *deal, struct cell cells[LIST_COLUMNS])
{
    const char *item = text_item(cli, deal->id, deal->found_item);
    const char *found = deal->found_text;
    bool in_item = deal->found_item != 0;
    deal_cells(cli, deal, cells);
    cells[DEAL_COLUMNS] = cell_text(in_item ? item : "");
    cells[DEAL_COLUMNS + 1] = cell_text(found);
    if (in_item && cli->output == OUTPUT_TEXT)
        cells[DEAL_COLUMNS + 1] = cell_text(cli_printf(cli, "%s %s", item, found));
}

static void show_page(struct cli *cli, struct listing *listing, const naast_deals *deals)
{
    for (size_t i = 0; i < deals->count; i++) {
        const naast_deal *deal = &deals->items[i];
        struct cell cells[LIST_COLUMNS];
        list_cells(cli, deal, cells);
        table_row(listing->table, cells);
        listing->shown++;
        listing->last = deal->id;
        if (deal->amount.currency[0] == '\0')
            continue;
        listing->currencies |= listing->currency[0] != '\0' && strcmp(listing->currency, deal->amount.currency) != 0;
        memcpy(listing->currency, deal->amount.currency, sizeof listing->currency);
    }
}

/* In order of number every page is as near; in any other, and where words are looked for, each one looks at all that
 * fit, so they are larger. */
enum { LARGEST_PAGE = 1000, LARGEST_SOUGHT = 20000 };

static int show_pages(struct cli *cli, struct listing *listing, enum word empty)
{
    const bool near = listing->filter.sort == NAAST_BY_NUMBER && listing->filter.text == NULL;
    const size_t largest = near ? LARGEST_PAGE : LARGEST_SOUGHT;
    do {
        const size_t left = listing->limit - listing->shown;
        naast_deals *deals;
        listing->page.limit = (uint32_t)(left < largest ? left : largest);
        int status = cli_check(cli, naast_deal_list(cli->store, &listing->filter, &listing->page, &deals));
        if (status != NAAST_OK)
            return status;
        if (listing->table == NULL)
            begin_table(cli, listing, deals, empty);
        show_page(cli, listing, deals);
        listing->more = deals->more != 0;
        listing->page.after = cli_keep_text(cli, deals->next);
        naast_free(deals);
    } while (listing->more && listing->shown < listing->limit);
    return NAAST_OK;
}

static int list(struct cli *cli, const struct args *args)
{
    struct listing listing = {0};
    struct paging paging;
    int status = paging_read(cli, args, 'D', &paging);
    if (status == NAAST_OK)
        status = deal_filter_read(cli, args, &listing.filter);
    if (status == NAAST_OK)
        status = deal_sort_read(cli, args_value(args, "sort"), &listing.filter);
    if (status != NAAST_OK)
        return status;
    listing.page = paging_page(&paging);
    listing.limit = paging.limit;
    status = show_pages(cli, &listing, args->count > 0 ? W_NO_DEAL_FITS : W_NO_DEALS);
    int ended = listing.table != NULL ? paging_end(cli, listing.table, listing.more, 'D', listing.last) : status;
    if (status == NAAST_OK && listing.filter.sort == NAAST_BY_AMOUNT && listing.currencies)
        cli_note(cli, W_SORTED_BY_CURRENCY);
    return status != NAAST_OK ? status : ended;
}

/* The deal, and in JSON every move with its receipt. */
static int show_deal(struct cli *cli, const naast_deal *deal)
{
    struct cell cells[DEAL_COLUMNS];
    deal_cells(cli, deal, cells);
    if (cli->output != OUTPUT_JSON)
        return record_print(cli, "deal", deal->rev, deal_columns, cells, DEAL_COLUMNS, NULL);
    naast_transitions *moves;
    struct json json;
    int status = cli_check(cli, naast_transition_list(cli->store, deal->id, &moves));
    if (status != NAAST_OK)
        return status;
    status = record_print(cli, "deal", deal->rev, deal_columns, cells, DEAL_COLUMNS, &json);
    transitions_json(&json, deal->id, moves);
    json_end(&json);
    naast_free(moves);
    return status;
}

static int show(struct cli *cli, const struct args *args)
{
    naast_id id;
    naast_deal *deal;
    int status = cli_deal(cli, args_operand(args, 0), &id);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_deal_get(cli->store, id, &deal));
    if (status != NAAST_OK)
        return status;
    status = show_deal(cli, deal);
    naast_free(deal);
    return status;
}

static const struct option list_options[] = {
    {"sort", "[-]COLUMN", W_OPT_SORT, 0}, {"limit", "N", W_OPT_LIMIT, 0}, {"after", "D1", W_OPT_AFTER, 0}, OPTIONS_END};

const struct command command_deal_list = {
    .name = "deal",
    .verb = "list",
    .needs = NEEDS_READ,
    .summary = W_DO_DEAL_LIST,
    .operands = "[FILTER...]",
    .options = list_options,
    .example =
        "naast deal list stage:match owner:me\nnaast deal list amount:10000.. due:..friday policy --sort -amount\n",
    .more = W_MORE_DEAL_LIST,
    .writes = WRITES_JSON | WRITES_RECORDS | PAGED,
    .run = list,
};
const struct command command_deal_show = {
    .name = "deal",
    .verb = "show",
    .needs = NEEDS_READ,
    .summary = W_DO_DEAL_SHOW,
    .operands = "DEAL",
    .example = "naast deal show D1\nnaast deal show D1 --json\n",
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = show,
};
