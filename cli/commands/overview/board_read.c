/* board_read.c: gathers the board: counts from the funnel, the deals that are longest in each stage, what their gates
 * say. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast-report.h"
#include "naast.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "commands/overview/board.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

static const char *kept(struct cli *cli, const char *text) { return cli_keep_text(cli, text); }

/* The lines of one pipeline are together. */
static void count_others(struct cli *cli, const naast_funnel *funnel, struct board *board)
{
    int64_t here = 0, most = 0;
    for (size_t i = 0; i < funnel->count; i++) {
        const naast_funnel_line *line = &funnel->items[i];
        bool same = i > 0 && strcmp(line->pipeline, funnel->items[i - 1].pipeline) == 0;
        here = same ? here : 0;
        if (line->outcome[0] != '\0' || strcmp(line->pipeline, board->pipeline) == 0)
            continue;
        here += line->deals;
        board->others += line->deals;
        if (here > most)
            board->other = kept(cli, line->pipeline);
        most = here > most ? here : most;
    }
}

static int count_line(struct cli *cli, struct board *board, const naast_funnel_line *line)
{
    const char *outcome = line->outcome[0] == '\0' ? "open" : line->outcome;
    int status = NAAST_OK;
    for (size_t i = 0; i < board->stage_count && status == NAAST_OK; i++) {
        struct board_stage *stage = &board->stages[i];
        if (strcmp(stage->code, line->stage) == 0 && strcmp(stage->outcome, outcome) == 0)
            status = tally_add(cli, &stage->tally, line->deals, money_of(line->minor, line->currency));
    }
    return status;
}

/* The funnel has one line for each pipeline, stage, outcome and currency. */
static int read_totals(struct cli *cli, struct board *board)
{
    naast_funnel *funnel;
    int status = cli_check(cli, naast_report_funnel(cli->store, NULL, &funnel));
    if (status != NAAST_OK)
        return status;
    for (size_t i = 0; i < funnel->count && status == NAAST_OK; i++) {
        if (strcmp(funnel->items[i].pipeline, board->pipeline) == 0)
            status = count_line(cli, board, &funnel->items[i]);
    }
    count_others(cli, funnel, board);
    naast_free(funnel);
    return status;
}

static int read_cards(struct cli *cli, const struct board *board, struct board_stage *stage, size_t top)
{
    naast_deals *deals;
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_page page = NAAST_PAGE_INIT;
    filter.pipeline = board->pipeline;
    filter.stage = stage->code;
    filter.outcome = stage->outcome;
    page.limit = (uint32_t)top;
    filter.sort = NAAST_BY_SINCE;
    int status = cli_check(cli, naast_deal_list(cli->store, &filter, &page, &deals));
    if (status != NAAST_OK)
        return status;
    stage->cards = cli_keep(cli, deals->count * sizeof *stage->cards);
    stage->card_count = deals->count;
    for (size_t i = 0; i < deals->count; i++)
        stage->cards[i] = board_card(cli, &deals->items[i]);
    naast_free(deals);
    return NAAST_OK;
}

/* The longest of each stage, by an index: nothing is read that is not shown. */
static int read_longest(struct cli *cli, size_t top, struct board *board)
{
    int status = read_totals(cli, board);
    for (size_t i = 0; i < board->stage_count && status == NAAST_OK; i++) {
        struct board_stage *stage = &board->stages[i];
        if (!stage->last && stage->tally.deals > 0)
            status = read_cards(cli, board, stage, top);
    }
    return status;
}

/* ---- what a card shows ---- */

static int read_gate(struct cli *cli, struct card *card)
{
    naast_evaluation *found;
    int status = cli_check(cli, naast_gate_evaluate(cli->store, card->id, NULL, &found));
    if (status != NAAST_OK)
        return status;
    card->gated = found->to[0] != '\0';
    card->open = found->open;
    card->blockers = found->blockers;
    naast_free(found);
    return NAAST_OK;
}

static int32_t days_of(const naast_pipeline *pipeline, const char *stage)
{
    for (size_t i = 0; i < pipeline->stage_count; i++) {
        if (strcmp(pipeline->stages[i].code, stage) == 0)
            return pipeline->stages[i].sleeps_days;
    }
    return 0;
}

/* By the deal's own revision of the pipeline. *pipeline: the last that was read, which the caller frees. */
static int read_sleep(struct cli *cli, const char *stage, naast_pipeline **pipeline, struct card *card)
{
    if ((*pipeline)->revision != card->revision) {
        naast_pipeline *own;
        int status = cli_check(cli, naast_pipeline_get(cli->store, (*pipeline)->code, card->revision, &own));
        if (status != NAAST_OK)
            return status;
        naast_free(*pipeline);
        *pipeline = own;
    }
    int32_t most = days_of(*pipeline, stage);
    card->asleep =
        card->since_known && most > 0 && naast_days_between(naast_date_of(card->since), cli_today(cli)) > most;
    return NAAST_OK;
}

static int tell_cards(struct cli *cli, struct board *board, naast_pipeline **pipeline)
{
    int status = NAAST_OK;
    for (size_t i = 0; i < board->stage_count; i++) {
        struct board_stage *stage = &board->stages[i];
        for (size_t k = 0; k < stage->card_count && status == NAAST_OK; k++) {
            status = read_gate(cli, &stage->cards[k]);
            if (status == NAAST_OK)
                status = read_sleep(cli, stage->code, pipeline, &stage->cards[k]);
        }
    }
    return status;
}

/* ---- the whole ---- */

static struct board_stage stage_of(struct cli *cli, const naast_stage *from, bool won)
{
    char buffer[64];
    return (struct board_stage){.code = kept(cli, from->code),
                                .name = kept(cli, naast_name(cli->store, from->code, &from->label, buffer)),
                                .outcome = won ? "won" : "open",
                                .last = from->gate.code == NULL};
}

/* only: the one stage that is wanted; NULL: all. */
static int read_stages(struct cli *cli, const naast_pipeline *pipeline, const char *only, struct board *board)
{
    bool won = false;
    board->pipeline = kept(cli, pipeline->code);
    board->stages = cli_keep(cli, pipeline->stage_count * sizeof *board->stages);
    for (size_t i = 0; i < pipeline->stage_count; i++) {
        won = won || pipeline->stages[i].won;
        if (only == NULL || strcmp(only, pipeline->stages[i].code) == 0)
            board->stages[board->stage_count++] = stage_of(cli, &pipeline->stages[i], won);
    }
    if (board->stage_count == 0)
        return cli_failed(cli, NAAST_NOT_FOUND, W_BOARD_NO_STAGE, only, board->pipeline);
    return NAAST_OK;
}

static int add_up(struct cli *cli, struct board *board)
{
    int status = NAAST_OK;
    for (size_t i = 0; i < board->stage_count; i++) {
        const struct board_stage *stage = &board->stages[i];
        if (strcmp(stage->outcome, "open") != 0)
            continue;
        board->open.deals += stage->tally.deals;
        for (size_t k = 0; k < stage->tally.total_count && status == NAAST_OK; k++)
            status = tally_add(cli, &board->open, 0, stage->tally.totals[k]);
    }
    return status;
}

int board_read(struct cli *cli, const naast_deal_filter *filter, const char *chosen_by, size_t top, struct board *out)
{
    naast_pipeline *pipeline;
    *out = (struct board){.chosen_by = chosen_by};
    int status = cli_check(cli, naast_pipeline_get(cli->store, filter->pipeline, 0, &pipeline));
    if (status != NAAST_OK)
        return status;
    status = read_stages(cli, pipeline, filter->stage, out);
    if (status == NAAST_OK)
        status = chosen_by == NULL ? read_longest(cli, top, out) : board_scan(cli, filter, top, out);
    if (status == NAAST_OK)
        status = tell_cards(cli, out, &pipeline);
    naast_free(pipeline);
    return status == NAAST_OK ? add_up(cli, out) : status;
}
