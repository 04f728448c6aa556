/* time.c: how long deals stay in their stages. */
#include "commands/overview/time.h"

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
#include "words/words.h"

static const struct column columns[] = {
    {"pipeline", W_HEAD_PIPELINE, COLUMN_WIDE},
    {"stage", W_HEAD_STAGE, COLUMN_WIDE},
    {"stays", W_HEAD_STAYS, COLUMN_RIGHT},
    {"median_seconds", W_HEAD_MEDIAN, COLUMN_RIGHT},
    {"p90_seconds", W_HEAD_P90, COLUMN_RIGHT},
    {"present", W_HEAD_PRESENT, COLUMN_RIGHT},
    {"present_median_seconds", W_HEAD_PRESENT_MEDIAN, COLUMN_RIGHT},
    {"present_longest_seconds", W_HEAD_PRESENT_LONGEST, COLUMN_RIGHT},
    {"asleep", W_HEAD_ASLEEP, COLUMN_RIGHT},
    {"unknown_stays", W_NONE, COLUMN_HIDDEN},
    {"unknown_present", W_NONE, COLUMN_HIDDEN},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static bool several_pipelines(const naast_stage_times *times)
{
    return times->count > 0 && strcmp(times->items[0].pipeline, times->items[times->count - 1].pipeline) != 0;
}

static void add_row(struct report *report, const naast_stage_time *line, bool several)
{
    struct cli *cli = report->cli;
    const struct cell cells[COLUMNS] = {
        cell_pipeline(line->pipeline, several),
        cell_named(line->stage, line->stage_name),
        cell_int(line->stays),
        cell_duration(cli, line->median),
        cell_duration(cli, line->p90),
        cell_int(line->present),
        cell_duration(cli, line->present_median),
        cell_duration(cli, line->present_longest),
        cell_int(line->sleeping),
        cell_int(line->unknown_stays),
        cell_int(line->unknown_present),
    };
    report_row(report, cells);
}

static void add_bars(struct report *report, const naast_stage_times *times)
{
    struct cli *cli = report->cli;
    struct picture *picture = report_picture(report, word(cli, W_TIME_PICTURE), word(cli, W_TIME_PICTURE_SAYS));
    bool several = several_pipelines(times);
    for (size_t i = 0; i < times->count; i++) {
        const naast_stage_time *line = &times->items[i];
        if (line->stays == 0)
            continue;
        const struct bar bar = {
            .label = stage_label(cli, line->pipeline, line->stage_name, several),
            .shown = words(cli, W_TIME_SHOWN, text_duration(cli, line->median), text_duration(cli, line->p90)),
            .value = line->median,
            .further = line->p90,
        };
        report_bar(cli, picture, &bar);
    }
}

static void note_left_out(struct report *report, const naast_stage_times *times)
{
    struct cli *cli = report->cli;
    int64_t stays = 0, present = 0;
    for (size_t i = 0; i < times->count; i++) {
        stays += times->items[i].unknown_stays;
        present += times->items[i].unknown_present;
    }
    if (report->rows > 0)
        report_note(report, word(cli, W_TIME_OVER));
    if (stays + present > 0)
        report_note(report, words(cli, W_TIME_LEFT_OUT, text_count(cli, stays), text_count(cli, present)));
}

static void describe(struct report *report, const naast_stage_times *times)
{
    for (size_t i = 0; i < times->count; i++)
        add_row(report, &times->items[i], several_pipelines(times));
    add_bars(report, times);
    note_left_out(report, times);
}

static int fill(struct report *report, const naast_report_spec *spec)
{
    naast_stage_times *times;
    int status = cli_check(report->cli, naast_report_time(report->cli->store, spec, &times));
    if (status != NAAST_OK)
        return status;
    report_figures(report, times, times->head, times->since, times->until);
    describe(report, times);
    return NAAST_OK;
}

static const struct report_kind kind = {W_TIME_TITLE, W_NO_DEALS, columns, COLUMNS, true, fill, NULL};

struct report time_report(struct cli *cli, const naast_stage_times *times)
{
    struct report report = report_blank(cli, &kind);
    describe(&report, times);
    return report;
}

static int run(struct cli *cli, const struct args *args) { return report_run(cli, args, &kind); }

static const struct option options[] = {REPORT_OPTIONS, OPTIONS_END};

const struct command command_report_time = {
    .name = "report",
    .verb = "time",
    .needs = NEEDS_READ,
    .summary = W_DO_REPORT_TIME,
    .options = options,
    .example = "naast report time\nnaast report time --since 2026-01-01 --html > page.html\n",
    .more = W_MORE_REPORT_TIME,
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = run,
};
