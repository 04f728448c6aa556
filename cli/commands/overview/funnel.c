/* funnel.c: how many deals are where, and what they are worth. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast-report.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/context.h"
#include "commands/overview/report_run.h"
#include "output/cell.h"
#include "output/chart.h"
#include "output/report.h"
#include "term/message.h"
#include "term/values.h"
#include "view/counts.h"
#include "view/verdict.h"
#include "words/words.h"

static const struct column columns[] = {
    {"pipeline", W_HEAD_PIPELINE, 0},        {"stage", W_HEAD_STAGE, 0},
    {"outcome", W_HEAD_OUTCOME, 0},          {"deals", W_HEAD_DEALS, COLUMN_RIGHT},
    {"amount", W_HEAD_AMOUNT, COLUMN_RIGHT}, {"currency", W_HEAD_CURRENCY, COLUMN_HIDDEN},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static const char *line_outcome(struct cli *cli, const naast_funnel_line *line)
{
    return line->outcome[0] == '\0' ? word(cli, W_OPEN_DEAL) : outcome_words(cli, line->outcome);
}

static void add_row(struct report *report, const naast_funnel_line *line)
{
    struct cli *cli = report->cli;
    naast_money money = money_of(line->minor, line->currency);
    bool open = line->outcome[0] == '\0';
    const struct cell cells[COLUMNS] = {
        cell_text(line->pipeline),
        cell_named(line->stage, line->stage_name),
        open && (cli->output != OUTPUT_TEXT || line->deals == 0)
            ? cell_none()
            : cell_named(open ? "open" : line->outcome, line_outcome(cli, line)),
        cell_int(line->deals),
        cell_amount(money),
        cell_currency(money),
    };
    report_row(report, cells);
}

/* The same outcome and currency further on were counted already. */
static bool told_before(const naast_funnel *funnel, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (funnel->items[i].deals > 0 && strcmp(funnel->items[i].outcome, funnel->items[at].outcome) == 0 &&
            strcmp(funnel->items[i].currency, funnel->items[at].currency) == 0)
            return true;
    }
    return false;
}

/* All lines of one outcome and currency, over all stages. NAAST_INVALID: more than can be counted; reported. */
static int total_of(struct cli *cli, const naast_funnel *funnel, size_t at, const char **out)
{
    const naast_funnel_line *line = &funnel->items[at];
    naast_money money = money_of(line->minor, line->currency);
    int64_t deals = 0;
    money.minor = 0;
    for (size_t i = at; i < funnel->count; i++) {
        const naast_funnel_line *other = &funnel->items[i];
        if (strcmp(other->outcome, line->outcome) != 0 || strcmp(other->currency, line->currency) != 0)
            continue;
        deals += other->deals;
        if (__builtin_add_overflow(money.minor, other->minor, &money.minor))
            return cli_wrong(cli, W_SUM_LARGE, money.currency);
    }
    const char *worth = money.currency[0] != '\0' ? text_money(cli, money) : word(cli, W_NO_AMOUNT);
    *out = words(cli, deals == 1 ? W_FUNNEL_TOTAL_ONE : W_FUNNEL_TOTAL, line_outcome(cli, line), text_count(cli, deals),
                 worth);
    return NAAST_OK;
}

static int note_total(struct report *report, const naast_funnel *funnel, size_t at)
{
    const char *total = "";
    int status = total_of(report->cli, funnel, at, &total);
    if (status == NAAST_OK)
        report_note(report, total);
    return status;
}

/* Open first, then won, then the noes in one order, ours first, whatever stage comes first. */
static int note_totals(struct report *report, const naast_funnel *funnel)
{
    static const char *const order[] = {"",         "won",  "declined",    "no_match",
                                        "rejected", "lost", "no_decision", "withdrawn"};
    int status = NAAST_OK;
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++)
        for (size_t i = 0; i < funnel->count && status == NAAST_OK; i++)
            if (strcmp(funnel->items[i].outcome, order[k]) == 0 && funnel->items[i].deals > 0 &&
                !told_before(funnel, i))
                status = note_total(report, funnel, i);
    return status;
}

/* Whether the line goes on with the stage of the one before it. */
static bool same_stage(const naast_funnel_line *a, const naast_funnel_line *b)
{
    return strcmp(a->pipeline, b->pipeline) == 0 && strcmp(a->stage, b->stage) == 0;
}

static bool several_pipelines(const naast_funnel *funnel)
{
    return funnel->count > 0 && strcmp(funnel->items[0].pipeline, funnel->items[funnel->count - 1].pipeline) != 0;
}

/* The deals in a stage: open ones, and those that were won; deals that ended otherwise are in no stage. */
static int64_t standing(const naast_funnel_line *line)
{
    return line->outcome[0] == '\0' || strcmp(line->outcome, "won") == 0 ? line->deals : 0;
}

static void add_bars(struct report *report, const naast_funnel *funnel)
{
    struct cli *cli = report->cli;
    struct picture *picture = report_picture(report, word(cli, W_FUNNEL_PICTURE), word(cli, W_FUNNEL_PICTURE_SAYS));
    bool several = several_pipelines(funnel);
    for (size_t i = 0, next; i < funnel->count; i = next) {
        const naast_funnel_line *line = &funnel->items[i];
        int64_t deals = 0;
        for (next = i; next < funnel->count && same_stage(line, &funnel->items[next]); next++)
            deals += standing(&funnel->items[next]);
        const struct bar bar = {.label = stage_label(cli, line->pipeline, line->stage_name, several),
                                .shown = text_count(cli, deals),
                                .value = deals};
        report_bar(cli, picture, &bar);
    }
}

static int fill(struct report *report, const naast_report_spec *spec)
{
    naast_funnel *funnel;
    int status = cli_check(report->cli, naast_report_funnel(report->cli->store, spec, &funnel));
    if (status != NAAST_OK)
        return status;
    report_figures(report, funnel, funnel->head, 0, 0);
    for (size_t i = 0; i < funnel->count; i++)
        add_row(report, &funnel->items[i]);
    add_bars(report, funnel);
    return note_totals(report, funnel);
}

static const struct report_kind kind = {W_FUNNEL_TITLE, W_NO_DEALS, columns, COLUMNS, false, fill, NULL};

static int run(struct cli *cli, const struct args *args) { return report_run(cli, args, &kind); }

static const struct option options[] = {
    {"pipeline", "NAME", W_OPT_PIPELINE, 0}, {"html", NULL, W_OPTION_HTML, 0}, OPTIONS_END};

const struct command command_report_funnel = {
    .name = "report",
    .verb = "funnel",
    .needs = NEEDS_READ,
    .summary = W_DO_REPORT_FUNNEL,
    .options = options,
    .example = "naast report funnel\nnaast report funnel --pipeline fair --csv\n",
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = run,
};
