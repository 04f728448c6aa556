/* velocity.c: how fast deals come through, and how many enter each stage, week by week. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast-report.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/clock.h"
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
    {"currency", W_HEAD_CURRENCY, 0},
    {"open", W_HEAD_UNDER_WAY, COLUMN_RIGHT},
    {"won", W_HEAD_WON_OF_ENDED, COLUMN_RIGHT},
    {"ended", W_NONE, COLUMN_HIDDEN},
    {"won_amount", W_HEAD_WON_AMOUNT, COLUMN_RIGHT},
    {"cycle_seconds", W_HEAD_CYCLE, COLUMN_RIGHT},
    {"came_per_week", W_HEAD_CAME, COLUMN_RIGHT},
    {"per_week", W_HEAD_PER_WEEK, COLUMN_RIGHT},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static struct cell cell_about(struct cli *cli, int64_t minor, const char *currency)
{
    const naast_money money = money_of(minor, currency);
    return cell_said(cell_amount(money), text_about(cli, money));
}

static struct cell cell_per_week(struct cli *cli, const naast_velocity_line *line)
{
    if (line->minor_per_week < 0)
        return cell_said(cell_none(), word(cli, W_TOO_FEW));
    return cell_about(cli, line->minor_per_week, line->currency);
}

static void add_row(struct report *report, const naast_velocity_line *line, bool several)
{
    struct cli *cli = report->cli;
    const char *won_of = words(cli, W_WON_OF, text_count(cli, line->won), text_count(cli, line->ended));
    const struct cell cells[COLUMNS] = {
        cell_pipeline(line->pipeline, several),
        line->currency[0] != '\0' ? cell_currency(money_of(0, line->currency))
                                  : cell_said(cell_none(), word(cli, W_NO_AMOUNT_SHORT)),
        cell_int(line->open),
        cell_said(cell_int(line->won), won_of),
        cell_int(line->ended),
        cell_about(cli, line->won_minor, line->currency),
        cell_duration(cli, line->cycle),
        cell_about(cli, line->came_per_week, line->currency),
        line->currency[0] != '\0' ? cell_per_week(cli, line) : cell_none(),
    };
    report_row(report, cells);
}

/* The highest of all weeks and stages: what the signs are measured against. */
static int64_t busiest(const naast_velocity *velocity)
{
    int64_t most = 0;
    for (size_t i = 0; i < velocity->move_count; i++)
        for (size_t week = 0; week < velocity->week_count; week++)
            if (velocity->moves[i].entered[week] > most)
                most = velocity->moves[i].entered[week];
    return most;
}

/* A bar for all of them, and before it a sign for each of the last weeks, as many as there is room for. */
static void add_moves(struct report *report, const naast_velocity *velocity)
{
    enum { WEEKS = 26 };
    struct cli *cli = report->cli;
    const size_t weeks = velocity->week_count < WEEKS ? velocity->week_count : WEEKS;
    const size_t from = velocity->week_count - weeks;
    const naast_date first = naast_date_add(velocity->first_week, (int32_t)from * 7);
    const int64_t most = busiest(velocity);
    if (velocity->move_count == 0)
        return;
    const char *last_pipeline = velocity->moves[velocity->move_count - 1].pipeline;
    bool several = strcmp(velocity->moves[0].pipeline, last_pipeline) != 0;
    struct picture *picture =
        report->html ? report_picture(report, words(cli, W_MOVES_PICTURE_PAGE, text_full_date(cli, velocity->since)),
                                      word(cli, W_MOVES_PICTURE_PAGE_SAYS))
                     : report_picture(report, words(cli, W_MOVES_PICTURE, text_date(cli, first)),
                                      word(cli, W_MOVES_PICTURE_SAYS));
    for (size_t i = 0; i < velocity->move_count; i++) {
        const naast_moves_line *line = &velocity->moves[i];
        const struct bar bar = {.label = stage_label(cli, line->pipeline, line->stage_name, several),
                                .shown = text_count(cli, line->total),
                                .spark = chart_spark(cli, line->entered + from, weeks, most),
                                .value = line->total};
        report_bar(cli, picture, &bar);
    }
}

static void describe(struct report *report, const naast_velocity *velocity)
{
    struct cli *cli = report->cli;
    bool several =
        velocity->count > 0 && strcmp(velocity->items[0].pipeline, velocity->items[velocity->count - 1].pipeline) != 0;
    for (size_t i = 0; i < velocity->count; i++)
        add_row(report, &velocity->items[i], several);
    add_moves(report, velocity);
    if (report->rows == 0)
        return;
    report_note(report, words(cli, W_VELOCITY_DAYS, text_full_date(cli, velocity->since),
                              text_full_date(cli, velocity->until ? velocity->until : cli_today(cli))));
    report_note(report, words(cli, W_VELOCITY_LEAST, cli_printf(cli, "%d", NAAST_REPORT_LEAST)));
}

static void json_more(struct json *json, const void *figures)
{
    const naast_velocity *velocity = figures;
    json_open_array(json, "weeks");
    for (size_t week = 0; week < velocity->week_count; week++)
        json_date(json, NULL, naast_date_add(velocity->first_week, (int32_t)week * 7));
    json_close_array(json);
    json_open_array(json, "moves");
    for (size_t i = 0; i < velocity->move_count; i++) {
        const naast_moves_line *line = &velocity->moves[i];
        json_open_object(json, NULL);
        json_text(json, "pipeline", line->pipeline);
        json_text(json, "stage", line->stage);
        json_int(json, "total", line->total);
        json_open_array(json, "entered");
        for (size_t week = 0; week < velocity->week_count; week++)
            json_int(json, NULL, line->entered[week]);
        json_close_array(json);
        json_close_object(json);
    }
    json_close_array(json);
    json_int(json, "least", NAAST_REPORT_LEAST);
}

static int fill(struct report *report, const naast_report_spec *spec)
{
    naast_velocity *velocity;
    int status = cli_check(report->cli, naast_report_velocity(report->cli->store, spec, &velocity));
    if (status != NAAST_OK)
        return status;
    report_figures(report, velocity, velocity->head, velocity->since, velocity->until);
    describe(report, velocity);
    return NAAST_OK;
}

static const struct report_kind kind = {W_VELOCITY_TITLE, W_VELOCITY_EMPTY, columns, COLUMNS, true, fill, json_more};

static int run(struct cli *cli, const struct args *args) { return report_run(cli, args, &kind); }

static const struct option options[] = {REPORT_OPTIONS, OPTIONS_END};

const struct command command_report_velocity = {
    .name = "report",
    .verb = "velocity",
    .needs = NEEDS_READ,
    .summary = W_DO_REPORT_VELOCITY,
    .options = options,
    .example = "naast report velocity\nnaast report velocity --since 2026-01-01 --csv\n",
    .more = W_MORE_REPORT_VELOCITY,
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = run,
};
