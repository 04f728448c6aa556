/* report.c: figures: the funnel. */
#include <string.h>

#include "cli.h"
#include "naast-report.h"

static const struct column columns[] = {
    {"pipeline", W_HEAD_PIPELINE, 0},        {"stage", W_HEAD_STAGE, 0},
    {"outcome", W_HEAD_OUTCOME, 0},          {"deals", W_HEAD_DEALS, COLUMN_RIGHT},
    {"amount", W_HEAD_AMOUNT, COLUMN_RIGHT}, {"currency", W_HEAD_CURRENCY, COLUMN_HIDDEN},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static naast_money line_money(const naast_funnel_line *line)
{
    naast_money money = {.minor = line->minor};
    snprintf(money.currency, sizeof money.currency, "%s", line->currency);
    return money;
}

static const char *line_outcome(struct cli *cli, const naast_funnel_line *line)
{
    return line->outcome[0] == '\0' ? word(cli, W_OPEN_DEAL) : outcome_words(cli, line->outcome);
}

static void print_line(struct cli *cli, struct table *table, const naast_funnel_line *line)
{
    naast_money money = line_money(line);
    bool open = line->outcome[0] == '\0';
    const struct cell cells[COLUMNS] = {
        cell_text(line->pipeline),
        cell_named(line->stage, line->stage_name),
        open && cli->output != OUTPUT_TEXT ? cell_none()
                                           : cell_named(open ? "open" : line->outcome, line_outcome(cli, line)),
        cell_int(line->deals),
        cell_amount(money),
        cell_currency(money),
    };
    table_row(table, cells);
}

/* The same outcome and currency further on were counted already. */
static bool told_before(const naast_funnel *funnel, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (strcmp(funnel->lines[i].outcome, funnel->lines[at].outcome) == 0 &&
            strcmp(funnel->lines[i].currency, funnel->lines[at].currency) == 0)
            return true;
    }
    return false;
}

/* One line for each outcome and currency, over all stages; never over currencies. */
static void print_totals(struct cli *cli, const naast_funnel *funnel)
{
    fputc('\n', cli->out);
    for (size_t i = 0; i < funnel->count; i++) {
        const naast_funnel_line *line = &funnel->lines[i];
        int64_t deals = 0;
        naast_money money = line_money(line);
        if (told_before(funnel, i))
            continue;
        money.minor = 0;
        for (size_t j = i; j < funnel->count; j++) {
            const naast_funnel_line *other = &funnel->lines[j];
            if (strcmp(other->outcome, line->outcome) != 0 || strcmp(other->currency, line->currency) != 0)
                continue;
            deals += other->deals;
            if (__builtin_add_overflow(money.minor, other->minor, &money.minor))
                money.minor = INT64_MAX;
        }
        const char *worth = money.currency[0] != '\0' ? text_money(cli, money) : word(cli, W_NO_AMOUNT);
        cli_print(cli, deals == 1 ? W_FUNNEL_TOTAL_ONE : W_FUNNEL_TOTAL, line_outcome(cli, line),
                  text_count(cli, deals), worth);
    }
    cli_print(cli, W_FUNNEL_HEAD, cli_printf(cli, "%.20s", funnel->head));
}

static int run(struct cli *cli, const struct args *args)
{
    naast_funnel *funnel;
    int status = cli_check(cli, naast_report_funnel(cli->store, args_value(args, "pipeline"), &funnel));
    if (status != NAAST_OK)
        return status;
    struct table *table = table_begin(cli, "lines", columns, COLUMNS, W_NO_DEALS);
    for (size_t i = 0; i < funnel->count; i++)
        print_line(cli, table, &funnel->lines[i]);
    table_text(table, "head", funnel->head);
    status = table_end(table);
    if (status == NAAST_OK && cli->output == OUTPUT_TEXT && funnel->count > 0)
        print_totals(cli, funnel);
    naast_free(funnel);
    return status;
}

static const struct option options[] = {{"pipeline", "NAME", W_OPT_PIPELINE, 0}, OPTIONS_END};

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
