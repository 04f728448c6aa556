/* board_read.c: gathers the board: counts from the funnel, the deals that are longest in each stage, what their gates
 * say. */
#include <string.h>

#include "board.h"

static const char *kept(struct cli *cli, const char *text) { return cli_keep_text(cli, text); }

static void add_total(struct board_stage *stage, const naast_funnel_line *line)
{
    stage->deals += line->deals;
    if (line->currency[0] == '\0' || stage->total_count == MOST_TOTALS)
        return;
    naast_money *total = &stage->totals[stage->total_count++];
    total->minor = line->minor;
    snprintf(total->currency, sizeof total->currency, "%s", line->currency);
}

/* The lines of one pipeline stand together. */
static void count_others(struct cli *cli, const naast_funnel *funnel, struct board *board)
{
    int64_t here = 0, most = 0;
    for (size_t i = 0; i < funnel->count; i++) {
        const naast_funnel_line *line = &funnel->lines[i];
        bool same = i > 0 && strcmp(line->pipeline, funnel->lines[i - 1].pipeline) == 0;
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

static void count_line(struct board *board, const naast_funnel_line *line)
{
    const char *outcome = line->outcome[0] == '\0' ? "open" : line->outcome;
    for (size_t i = 0; i < board->stage_count; i++) {
        struct board_stage *stage = &board->stages[i];
        if (strcmp(stage->code, line->stage) == 0 && strcmp(stage->outcome, outcome) == 0)
            add_total(stage, line);
    }
}

/* The funnel has one line for each pipeline, stage, outcome and currency. */
static int read_totals(struct cli *cli, struct board *board)
{
    naast_funnel *funnel;
    int status = cli_check(cli, naast_report_funnel(cli->store, NULL, &funnel));
    if (status != NAAST_OK)
        return status;
    for (size_t i = 0; i < funnel->count; i++) {
        if (strcmp(funnel->lines[i].pipeline, board->pipeline) == 0)
            count_line(board, &funnel->lines[i]);
    }
    count_others(cli, funnel, board);
    naast_free(funnel);
    return NAAST_OK;
}

static struct card card_of(struct cli *cli, const naast_deal *deal)
{
    return (struct card){.id = deal->id,
                         .title = kept(cli, deal->title),
                         .org = kept(cli, deal->org_name),
                         .owner = kept(cli, deal->owner),
                         .amount = deal->amount,
                         .since = deal->since,
                         .unverified = deal->unverified};
}

static int read_cards(struct cli *cli, const struct board *board, struct board_stage *stage, size_t top)
{
    naast_deals *deals;
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    filter.pipeline = board->pipeline;
    filter.stage = stage->code;
    filter.outcome = stage->outcome;
    filter.limit = (uint32_t)top;
    filter.longest_first = 1;
    int status = cli_check(cli, naast_deal_list(cli->store, &filter, &deals));
    if (status != NAAST_OK)
        return status;
    stage->cards = cli_keep(cli, deals->count * sizeof *stage->cards);
    stage->card_count = deals->count;
    for (size_t i = 0; i < deals->count; i++)
        stage->cards[i] = card_of(cli, &deals->items[i]);
    naast_free(deals);
    return NAAST_OK;
}

static int read_gates(struct cli *cli, struct board_stage *stage)
{
    for (size_t i = 0; i < stage->card_count; i++) {
        struct card *card = &stage->cards[i];
        naast_evaluation *found;
        int status = cli_check(cli, naast_gate_evaluate(cli->store, card->id, NULL, &found));
        if (status != NAAST_OK)
            return status;
        card->gated = found->to[0] != '\0';
        card->open = found->open;
        card->missing = found->blockers;
        naast_free(found);
    }
    return NAAST_OK;
}

static void read_stages(struct cli *cli, const naast_pipeline *pipeline, struct board *board)
{
    bool won = false;
    board->pipeline = kept(cli, pipeline->name);
    board->stage_count = pipeline->stage_count;
    board->stages = cli_keep(cli, pipeline->stage_count * sizeof *board->stages);
    for (size_t i = 0; i < pipeline->stage_count; i++) {
        const naast_stage *from = &pipeline->stages[i];
        char buffer[64];
        won = won || from->won;
        board->stages[i] =
            (struct board_stage){.code = kept(cli, from->code),
                                 .name = kept(cli, naast_name(cli->store, from->code, &from->name, buffer)),
                                 .outcome = won ? "won" : "open",
                                 .last = from->gate.code == NULL};
    }
}

int board_read(struct cli *cli, const char *name, size_t top, struct board *out)
{
    naast_pipeline *pipeline;
    *out = (struct board){0};
    int status = cli_check(cli, naast_pipeline_get(cli->store, name, 0, &pipeline));
    if (status != NAAST_OK)
        return status;
    read_stages(cli, pipeline, out);
    naast_free(pipeline);
    status = read_totals(cli, out);
    for (size_t i = 0; i < out->stage_count && status == NAAST_OK; i++) {
        struct board_stage *stage = &out->stages[i];
        if (stage->last || stage->deals == 0)
            continue;
        status = read_cards(cli, out, stage, top);
        if (status == NAAST_OK)
            status = read_gates(cli, stage);
    }
    return status;
}

int board_day(struct cli *cli, const struct card *card)
{
    int days = naast_days_between(naast_date_of(card->since), cli_today(cli));
    return days < 0 ? 1 : days + 1; /* a clock that was put back makes no days before the first */
}
