/* board_scan.c: the board of chosen deals: every deal that is in the pipeline is looked at, the longest in each
 * stage are kept. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/overview/board.h"
#include "term/message.h"

/* Large, since a text is looked up again for each page: with 1,000 a word that 100,000 deals have took 14 s, so 0.9 s.
 */
enum { SCAN_PAGE = 50000 };

/* A deal that fits, as far as it must be remembered to know which were longest there. */
struct found {
    naast_time since;
    naast_id id;
};

/* What was found in one stage. */
struct finds {
    struct found *items;
    size_t count, room;
};

static void keep_found(struct cli *cli, struct finds *finds, const naast_deal *deal)
{
    finds->items = cli_room(cli, finds->items, finds->count, sizeof *finds->items, &finds->room);
    finds->items[finds->count++] = (struct found){deal->since, deal->id};
}

static int by_time(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    if (a->since != b->since)
        return a->since < b->since ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

static int look_at(struct cli *cli, struct board *board, struct finds *finds, const naast_deal *deal,
                   const char *outcome)
{
    int status = NAAST_OK;
    for (size_t i = 0; i < board->stage_count && status == NAAST_OK; i++) {
        struct board_stage *stage = &board->stages[i];
        if (strcmp(stage->code, deal->stage) != 0 || strcmp(stage->outcome, outcome) != 0)
            continue;
        status = tally_add(cli, &stage->tally, 1, deal->amount);
        if (!stage->last)
            keep_found(cli, &finds[i], deal);
    }
    return status;
}

/* All deals with one outcome, a page at a time. */
static int scan(struct cli *cli, const naast_deal_filter *filter, const char *outcome, struct board *board,
                struct finds *finds)
{
    naast_deal_filter asked = *filter;
    naast_page page = NAAST_PAGE_INIT;
    char after[32];
    int status = NAAST_OK;
    bool more = true;
    asked.pipeline = board->pipeline;
    asked.outcome = outcome;
    page.limit = SCAN_PAGE;
    asked.sort = NAAST_BY_NUMBER; /* the board has an order of its own */
    while (status == NAAST_OK && more) {
        naast_deals *deals;
        status = cli_check(cli, naast_deal_list(cli->store, &asked, &page, &deals));
        if (status != NAAST_OK)
            return status;
        for (size_t i = 0; i < deals->count && status == NAAST_OK; i++)
            status = look_at(cli, board, finds, &deals->items[i], outcome);
        more = deals->more && deals->count > 0;
        snprintf(after, sizeof after, "%s", deals->next); /* by number a cursor is a number */
        page.after = after;
        naast_free(deals);
    }
    return status;
}

static int take_cards(struct cli *cli, struct board_stage *stage, struct finds *finds, size_t top)
{
    if (finds->count > 0)
        qsort(finds->items, finds->count, sizeof *finds->items, by_time);
    size_t count = finds->count < top ? finds->count : top;
    stage->cards = cli_keep(cli, count * sizeof *stage->cards);
    for (size_t i = 0; i < count; i++) {
        naast_deal *deal;
        int status = cli_check(cli, naast_deal_get(cli->store, finds->items[i].id, &deal));
        if (status != NAAST_OK)
            return status;
        stage->cards[stage->card_count++] = board_card(cli, deal);
        naast_free(deal);
    }
    return NAAST_OK;
}

int board_scan(struct cli *cli, const naast_deal_filter *filter, size_t top, struct board *board)
{
    struct finds *finds = cli_keep(cli, board->stage_count * sizeof *finds);
    memset(finds, 0, board->stage_count * sizeof *finds);
    int status = scan(cli, filter, "open", board, finds);
    if (status == NAAST_OK)
        status = scan(cli, filter, "won", board, finds);
    for (size_t i = 0; i < board->stage_count && status == NAAST_OK; i++)
        status = take_cards(cli, &board->stages[i], &finds[i], top);
    return status;
}
