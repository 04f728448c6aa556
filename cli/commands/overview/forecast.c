/* forecast.c: what the open deals may come to. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast-report.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/overview/report_run.h"
#include "output/cell.h"
#include "output/chart.h"
#include "output/json.h"
#include "output/report.h"
#include "term/message.h"
#include "term/values.h"
#include "view/counts.h"
#include "words/words.h"

static const struct column columns[] = {
    {"pipeline", W_HEAD_PIPELINE, COLUMN_WIDE},
    {"stage", W_HEAD_GATES_ALLOW, COLUMN_WIDE},
    {"currency", W_HEAD_CURRENCY, COLUMN_HIDDEN},
    {"deals", W_HEAD_DEALS, COLUMN_RIGHT},
    {"amount", W_HEAD_AMOUNT, COLUMN_RIGHT},
    {"won", W_HEAD_WON_OF, COLUMN_RIGHT},
    {"ended", W_NONE, COLUMN_HIDDEN},
    {"share", W_HEAD_SHARE, COLUMN_RIGHT},
    {"share_low", W_NONE, COLUMN_HIDDEN},
    {"share_high", W_NONE, COLUMN_HIDDEN},
    {"expected", W_HEAD_ABOUT_AMOUNT, COLUMN_RIGHT},
    {"expected_low", W_NONE, COLUMN_HIDDEN},
    {"expected_high", W_NONE, COLUMN_HIDDEN},
};
enum { COLUMNS = sizeof columns / sizeof columns[0], ALL = 10000 };

static const char *share_words(struct cli *cli, const naast_forecast_line *line)
{
    if (line->share < 0)
        return word(cli, W_TOO_FEW);
    const char *low = cli_printf(cli, "%d", (int)((line->low + 50) / 100));
    return words(cli, W_SHARE_RANGE, text_percent(cli, line->share), low, text_percent(cli, line->high));
}

static const char *won_of(struct cli *cli, const naast_forecast_line *line)
{
    return words(cli, W_WON_OF, text_count(cli, line->won), text_count(cli, line->ended));
}

static struct cell cell_expected(struct cli *cli, const naast_forecast_line *line, int64_t minor)
{
    naast_money money = money_of(minor, line->currency);
    return line->share < 0 || line->currency[0] == '\0' ? cell_none()
                                                        : cell_said(cell_amount(money), text_about(cli, money));
}

static void add_row(struct report *report, const naast_forecast_line *line, bool several)
{
    struct cli *cli = report->cli;
    const naast_money money = money_of(line->minor, line->currency);
    const struct cell cells[COLUMNS] = {
        cell_pipeline(line->pipeline, several),
        cell_named(line->stage, line->stage_name),
        cell_currency(money),
        cell_int(line->deals),
        cell_amount(money),
        cell_said(cell_int(line->won), won_of(cli, line)),
        cell_int(line->ended),
        cell_said(cell_share(line->share), share_words(cli, line)),
        cell_share(line->low),
        cell_share(line->high),
        cell_expected(cli, line, line->expected),
        cell_expected(cli, line, line->expected_low),
        cell_expected(cli, line, line->expected_high),
    };
    report_row(report, cells);
}

/* One bar for each stage, however many currencies: the share that was won. */
static void add_bars(struct report *report, const naast_forecast *forecast, bool several)
{
    struct cli *cli = report->cli;
    const char *before = "";
    struct picture *picture = report_picture(report, word(cli, W_FORECAST_PICTURE), word(cli, W_FORECAST_PICTURE_SAYS));
    for (size_t i = 0; i < forecast->count; i++) {
        const naast_forecast_line *line = &forecast->items[i];
        const char *label = stage_label(cli, line->pipeline, line->stage_name, several);
        if (line->share < 0 || strcmp(label, before) == 0)
            continue;
        before = label;
        const struct bar bar = {.label = label,
                                .shown = words(cli, W_FORECAST_SHOWN, share_words(cli, line), won_of(cli, line)),
                                .value = line->low,
                                .further = line->high,
                                .whole = ALL};
        report_bar(cli, picture, &bar);
    }
}

/* "EUR 120,000 in 12 deals: about EUR 45,000, between EUR 20,000 and EUR 70,000." */
static void note_total(struct report *report, const naast_forecast_total *total)
{
    struct cli *cli = report->cli;
    const char *untold = deals_words(cli, total->deals - total->estimated);
    if (total->currency[0] != '\0' && total->estimated > 0)
        report_note(report,
                    words(cli, W_FORECAST_TOTAL, text_money(cli, money_of(total->estimated_minor, total->currency)),
                          deals_words(cli, total->estimated),
                          text_about(cli, money_of(total->expected, total->currency)),
                          text_about(cli, money_of(total->expected_low, total->currency)),
                          text_about(cli, money_of(total->expected_high, total->currency))));
    if (total->deals == total->estimated)
        return;
    if (total->currency[0] == '\0')
        report_note(report, words(cli, W_FORECAST_UNTOLD_BARE, untold));
    else
        report_note(report,
                    words(cli, W_FORECAST_UNTOLD,
                          text_money(cli, money_of(total->minor - total->estimated_minor, total->currency)), untold));
}

static void add_notes(struct report *report, const naast_forecast *forecast)
{
    struct cli *cli = report->cli;
    int64_t imported = 0;
    for (size_t i = 0; i < forecast->total_count; i++) {
        note_total(report, &forecast->totals[i]);
        imported += forecast->totals[i].imported;
    }
    if (report->rows > 0)
        report_note(report, words(cli, W_FORECAST_LEAST, cli_printf(cli, "%d", NAAST_REPORT_LEAST)));
    if (forecast->behind > 0)
        report_note(report, words(cli, W_FORECAST_BEHIND, text_count(cli, forecast->behind)));
    if (imported > 0)
        report_note(report, words(cli, W_FORECAST_IMPORTED, text_count(cli, imported)));
    if (forecast->ended_imported > 0)
        report_note(report, words(cli, W_FORECAST_ENDED_IMPORTED, text_count(cli, forecast->ended_imported)));
}

static void json_amount(struct json *json, const char *key, int64_t minor, const char *currency)
{
    char text[TEXT_DECIMAL];
    json_text_or_null(json, key, text_decimal_into(text, money_of(minor, currency)));
}

static void json_more(struct json *json, const void *figures)
{
    const naast_forecast *forecast = figures;
    json_open_array(json, "totals");
    for (size_t i = 0; i < forecast->total_count; i++) {
        const naast_forecast_total *total = &forecast->totals[i];
        json_open_object(json, NULL);
        json_text_or_null(json, "currency", total->currency);
        json_int(json, "deals", total->deals);
        json_amount(json, "amount", total->minor, total->currency);
        json_int(json, "told", total->estimated);
        json_amount(json, "told_amount", total->estimated_minor, total->currency);
        json_amount(json, "expected", total->expected, total->currency);
        json_amount(json, "expected_low", total->expected_low, total->currency);
        json_amount(json, "expected_high", total->expected_high, total->currency);
        json_int(json, "imported", total->imported);
        json_amount(json, "imported_amount", total->imported_minor, total->currency);
        json_close_object(json);
    }
    json_close_array(json);
    json_int(json, "least", NAAST_REPORT_LEAST);
    json_int(json, "behind", forecast->behind);
    json_int(json, "ahead", forecast->ahead);
    json_int(json, "ended_imported", forecast->ended_imported);
}

static void describe(struct report *report, const naast_forecast *forecast)
{
    bool several =
        forecast->count > 0 && strcmp(forecast->items[0].pipeline, forecast->items[forecast->count - 1].pipeline) != 0;
    for (size_t i = 0; i < forecast->count; i++)
        add_row(report, &forecast->items[i], several);
    add_bars(report, forecast, several);
    add_notes(report, forecast);
    if (forecast->total_count > 0) /* open deals of which nothing is known here: there are some */
        report->empty = W_FORECAST_EMPTY_IMPORTED;
}

static int fill(struct report *report, const naast_report_spec *spec)
{
    naast_forecast *forecast;
    int status = cli_check(report->cli, naast_report_forecast(report->cli->store, spec, &forecast));
    if (status != NAAST_OK)
        return status;
    report_figures(report, forecast, forecast->head, forecast->since, forecast->until);
    describe(report, forecast);
    return NAAST_OK;
}

static const struct report_kind kind = {W_FORECAST_TITLE, W_FORECAST_EMPTY, columns, COLUMNS, true, fill, json_more};

static int run(struct cli *cli, const struct args *args) { return report_run(cli, args, &kind); }

static const struct option options[] = {REPORT_OPTIONS, OPTIONS_END};

const struct command command_report_forecast = {
    .name = "report",
    .verb = "forecast",
    .needs = NEEDS_READ,
    .summary = W_DO_REPORT_FORECAST,
    .options = options,
    .example = "naast report forecast\nnaast report forecast --since 2026-01-01 --json\n",
    .more = W_MORE_REPORT_FORECAST,
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = run,
};
