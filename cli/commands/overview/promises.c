/* promises.c: what each side promised the other, and what became of it. */
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
#include "term/glyph.h"
#include "term/message.h"
#include "term/values.h"
#include "view/counts.h"
#include "words/words.h"

static const struct column columns[] = {
    {"pipeline", W_HEAD_PIPELINE, COLUMN_WIDE},
    {"by", W_HEAD_PROMISED_BY, 0},
    {"kind", W_HEAD_KIND, COLUMN_WIDE},
    {"open", W_HEAD_PROMISES_OPEN, COLUMN_RIGHT},
    {"overdue", W_HEAD_OVERDUE, COLUMN_RIGHT},
    {"kept", W_HEAD_KEPT, COLUMN_RIGHT},
    {"late", W_HEAD_LATE, COLUMN_RIGHT},
    {"broken", W_HEAD_BROKEN, COLUMN_RIGHT},
    {"forgiven", W_NONE, COLUMN_HIDDEN},
    {"released", W_HEAD_RELEASED, COLUMN_RIGHT},
    {"retracted", W_NONE, COLUMN_HIDDEN},
    {"reagreed", W_HEAD_REAGREED, COLUMN_RIGHT},
    {"late_median_days", W_NONE, COLUMN_HIDDEN},
    {"late_most_days", W_NONE, COLUMN_HIDDEN},
    {"overdue_median_days", W_NONE, COLUMN_HIDDEN},
    {"overdue_most_days", W_NONE, COLUMN_HIDDEN},
};
enum { COLUMNS = sizeof columns / sizeof columns[0], MOST_OVERDUE = 7 };

static const char *side_code(naast_side side) { return side == NAAST_SIDE_US ? "us" : "customer"; }

static const char *side_words(struct cli *cli, naast_side side)
{
    return word(cli, side == NAAST_SIDE_US ? W_BY_US : W_BY_THEM);
}

static struct cell cell_days(int64_t days) { return days < 0 ? cell_none() : cell_int(days); }

static void add_row(struct report *report, const naast_promise_line *line, bool several)
{
    const struct cell cells[COLUMNS] = {
        cell_pipeline(line->pipeline, several),
        cell_named(side_code(line->by), side_words(report->cli, line->by)),
        cell_named(line->kind, line->kind_name),
        cell_int(line->open),
        cell_int(line->overdue),
        cell_int(line->kept),
        cell_int(line->late),
        cell_int(line->broken),
        cell_int(line->forgiven),
        cell_int(line->released),
        cell_int(line->retracted),
        cell_int(line->reagreed),
        cell_days(line->late_median),
        cell_days(line->late_most),
        cell_days(line->overdue_median),
        cell_days(line->overdue_most),
    };
    report_row(report, cells);
}

/* Of what was settled, how much in time: dark, and lighter up to all of it. */
static void add_bar(struct report *report, struct picture *picture, const naast_promise_line *line, bool several)
{
    struct cli *cli = report->cli;
    const int64_t settled = line->kept + line->late + line->broken;
    if (settled == 0)
        return;
    const char *kind = stage_label(cli, line->pipeline, line->kind_name, several);
    const struct bar bar = {
        .label = cli_printf(cli, "%s %s %s", side_words(cli, line->by), glyph(cli, GLYPH_DOT), kind),
        .shown = words(cli, W_PROMISES_SHOWN, text_count(cli, line->kept), text_count(cli, settled)),
        .value = line->kept,
        .further = settled,
    };
    report_bar(cli, picture, &bar);
}

/* "By us, promise: kept late by 3 days at the median, 9 at most." */
static void note_days(struct report *report, const naast_promise_line *line)
{
    struct cli *cli = report->cli;
    const struct {
        int64_t median, most;
        enum word words;
    } told[] = {{line->late_median, line->late_most, W_PROMISES_LATE_BY},
                {line->overdue_median, line->overdue_most, W_PROMISES_OVERDUE_BY}};
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
        if (told[i].most >= 0)
            report_note(report, words(cli, told[i].words, side_words(cli, line->by), line->kind_name,
                                      text_count(cli, told[i].median), text_count(cli, told[i].most)));
}

static void note_overdue(struct report *report, const naast_promises *promises)
{
    struct cli *cli = report->cli;
    size_t told = promises->overdue_count < MOST_OVERDUE ? promises->overdue_count : MOST_OVERDUE;
    if (told > 0)
        report_note(report, word(cli, W_PROMISES_OVERDUE_NOW));
    for (size_t i = 0; i < told; i++) {
        const naast_overdue *overdue = &promises->overdue[i];
        report_note(report, words(cli, W_PROMISES_OVERDUE_LINE, text_item(cli, overdue->deal, overdue->n),
                                  side_words(cli, overdue->by), overdue->text, overdue->title,
                                  text_date(cli, overdue->due), text_count(cli, overdue->days)));
    }
    if (told < promises->overdue_count)
        report_note(report,
                    words(cli, W_PROMISES_OVERDUE_MORE, text_count(cli, (int64_t)(promises->overdue_count - told))));
}

static void note_apart(struct report *report, const naast_promises *promises)
{
    struct cli *cli = report->cli;
    int64_t forgiven = 0, retracted = 0;
    for (size_t i = 0; i < promises->count; i++) {
        forgiven += promises->items[i].forgiven;
        retracted += promises->items[i].retracted;
    }
    if (forgiven > 0)
        report_note(report, words(cli, W_PROMISES_FORGIVEN, text_count(cli, forgiven)));
    if (retracted > 0)
        report_note(report, words(cli, W_PROMISES_RETRACTED, text_count(cli, retracted)));
}

static void describe(struct report *report, const naast_promises *promises)
{
    struct cli *cli = report->cli;
    bool several =
        promises->count > 0 && strcmp(promises->items[0].pipeline, promises->items[promises->count - 1].pipeline) != 0;
    struct picture *picture = report_picture(report, word(cli, W_PROMISES_PICTURE), word(cli, W_PROMISES_PICTURE_SAYS));
    for (size_t i = 0; i < promises->count; i++) {
        add_row(report, &promises->items[i], several);
        add_bar(report, picture, &promises->items[i], several);
        note_days(report, &promises->items[i]);
    }
    note_apart(report, promises);
    note_overdue(report, promises);
}

static void json_more(struct json *json, const void *figures)
{
    const naast_promises *promises = figures;
    json_open_array(json, "overdue");
    for (size_t i = 0; i < promises->overdue_count; i++) {
        const naast_overdue *overdue = &promises->overdue[i];
        json_open_object(json, NULL);
        json_item(json, "item", overdue->deal, overdue->n);
        json_id(json, "deal", 'D', overdue->deal);
        json_text_or_null(json, "title", overdue->title);
        json_text(json, "kind", overdue->kind);
        json_text(json, "by", side_code(overdue->by));
        json_text_or_null(json, "text", overdue->text);
        json_date(json, "due", overdue->due);
        json_int(json, "days", overdue->days);
        json_close_object(json);
    }
    json_close_array(json);
}

static int fill(struct report *report, const naast_report_spec *spec)
{
    naast_promises *promises;
    int status = cli_check(report->cli, naast_report_promises(report->cli->store, spec, &promises));
    if (status != NAAST_OK)
        return status;
    report_figures(report, promises, promises->head, promises->since, promises->until);
    describe(report, promises);
    return NAAST_OK;
}

static const struct report_kind kind = {W_PROMISES_TITLE, W_PROMISES_EMPTY, columns, COLUMNS, true, fill, json_more};

static int run(struct cli *cli, const struct args *args) { return report_run(cli, args, &kind); }

static const struct option options[] = {REPORT_OPTIONS, OPTIONS_END};

const struct command command_report_promises = {
    .name = "report",
    .verb = "promises",
    .needs = NEEDS_READ,
    .summary = W_DO_REPORT_PROMISES,
    .options = options,
    .example = "naast report promises\nnaast report promises --since 2026-01-01 --csv\n",
    .more = W_MORE_REPORT_PROMISES,
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = run,
};
