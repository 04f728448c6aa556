/* honesty.c: how honest we are; never who of us. */
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
#include "output/json.h"
#include "output/report.h"
#include "term/message.h"
#include "term/values.h"
#include "view/verdict.h"
#include "words/words.h"

static const struct column columns[] = {
    {"measure", W_HEAD_MEASURE, 0},           {"pipeline", W_NONE, COLUMN_HIDDEN},
    {"key", W_HEAD_MEASURE_KEY, COLUMN_WIDE}, {"count", W_HEAD_COUNT, COLUMN_RIGHT},
    {"of", W_HEAD_OF, COLUMN_RIGHT},          {"share", W_HEAD_SHARE, COLUMN_RIGHT},
};
enum { COLUMNS = sizeof columns / sizeof columns[0], WHOLE = 10000 };

static const char *measure_words(struct cli *cli, const char *measure)
{
    static const struct {
        const char *code;
        enum word words;
    } list[] = {{"ended", W_HONEST_ENDED},
                {"no", W_HONEST_NO},
                {"no_stage", W_HONEST_NO_STAGE},
                {"no_untold", W_HONEST_NO_UNTOLD},
                {"moves_stale", W_HONEST_MOVES_STALE},
                {"stale_check", W_HONEST_STALE_CHECK},
                {"moves_waived", W_HONEST_MOVES_WAIVED},
                {"waiver", W_HONEST_WAIVER},
                {"unverified", W_HONEST_UNVERIFIED},
                {"unproven", W_HONEST_UNPROVEN},
                {"won_under", W_HONEST_WON_UNDER},
                {"won_other_gates", W_HONEST_WON_OTHER_GATES},
                {"won_at_once", W_HONEST_WON_AT_ONCE},
                {"won_decider_silent", W_HONEST_WON_DECIDER_SILENT},
                {"won_backed", W_HONEST_WON_BACKED},
                {"taken_back", W_HONEST_TAKEN_BACK},
                {"respelled", W_HONEST_RESPELLED},
                {"renamed", W_HONEST_RENAMED},
                {"words_elsewhere", W_HONEST_WORDS_ELSEWHERE},
                {"words_own_name", W_HONEST_WORDS_OWN_NAME},
                {"promise_kept", W_HONEST_PROMISE_KEPT},
                {"promise_late", W_HONEST_PROMISE_LATE},
                {"promise_broken", W_HONEST_PROMISE_BROKEN},
                {"promise_moved", W_HONEST_PROMISE_MOVED},
                {"promise_overdue", W_HONEST_PROMISE_OVERDUE}};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        if (strcmp(list[i].code, measure) == 0)
            return word(cli, list[i].words);
    return measure;
}

static bool is(const naast_honesty_line *line, const char *measure) { return strcmp(line->measure, measure) == 0; }

static const char *backing_words(struct cli *cli, const char *key)
{
    return word(cli, strcmp(key, "page") == 0      ? W_HONEST_BY_PAGE
                     : strcmp(key, "message") == 0 ? W_HONEST_BY_MESSAGE
                                                   : W_HONEST_BY_US);
}

static const char *key_words(struct cli *cli, const naast_honesty_line *line)
{
    if (is(line, "won_under"))
        return words(cli, W_HONEST_REVISION, line->pipeline, line->key);
    if (is(line, "won_backed"))
        return backing_words(cli, line->key);
    return is(line, "ended") ? outcome_words(cli, line->key) : line->name;
}

static bool is_median(const naast_honesty_line *line) { return is(line, "no_days") || is(line, "won_moments"); }

/* What is no count has no share. */
static int32_t share_of(const naast_honesty_line *line)
{
    if (line->of <= 0 || is_median(line))
        return -1;
    return (int32_t)((line->count * WHOLE + line->of / 2) / line->of);
}

/* Of so few a percentage would say more than there is to know: people read the two numbers. */
static struct cell cell_share_of(const naast_honesty_line *line)
{
    const struct cell cell = cell_share(share_of(line));
    return line->of < NAAST_REPORT_LEAST ? cell_said(cell, "") : cell;
}

/* How many a median is of is in the words, since "2 of 1" would be read as a count. */
static const char *measured(struct cli *cli, const naast_honesty_line *line)
{
    if (is(line, "no_days"))
        return words(cli, W_HONEST_NO_DAYS, text_count(cli, line->of));
    if (is(line, "won_moments"))
        return words(cli, W_HONEST_WON_MOMENTS, text_count(cli, line->of));
    return measure_words(cli, line->measure);
}

static struct cell cell_of(const naast_honesty_line *line)
{
    const struct cell cell = line->of < 0 ? cell_none() : cell_int(line->of);
    return is_median(line) ? cell_said(cell, "") : cell;
}

static void add_row(struct report *report, const naast_honesty_line *line)
{
    struct cli *cli = report->cli;
    const struct cell cells[COLUMNS] = {
        cell_named(line->measure, measured(cli, line)),
        cell_text(line->pipeline),
        cell_named(line->key, key_words(cli, line)),
        cell_int(line->count),
        cell_of(line),
        cell_share_of(line),
    };
    report_row(report, cells);
}

static void add_bar(struct report *report, struct picture *picture, const naast_honesty_line *line)
{
    struct cli *cli = report->cli;
    const struct bar bar = {.label = key_words(cli, line),
                            .shown = words(cli, W_WON_OF, text_count(cli, line->count), text_count(cli, line->of)),
                            .value = line->count,
                            .whole = line->of};
    report_bar(cli, picture, &bar);
}

static void describe(struct report *report, const naast_honesty *honesty)
{
    struct cli *cli = report->cli;
    struct picture *picture = report_picture(report, word(cli, W_HONEST_PICTURE), word(cli, W_HONEST_PICTURE_SAYS));
    for (size_t i = 0; i < honesty->count; i++) {
        add_row(report, &honesty->items[i]);
        if (is(&honesty->items[i], "ended"))
            add_bar(report, picture, &honesty->items[i]);
    }
    if (report->rows > 0)
        report_note(report, word(cli, W_HONEST_NOBODY));
    if (honesty->ended_imported > 0)
        report_note(report, words(cli, W_HONEST_IMPORTED, text_count(cli, honesty->ended_imported)));
}

static void json_more(struct json *json, const void *figures)
{
    json_int(json, "ended_imported", ((const naast_honesty *)figures)->ended_imported);
}

static int fill(struct report *report, const naast_report_spec *spec)
{
    naast_honesty *honesty;
    int status = cli_check(report->cli, naast_report_honesty(report->cli->store, spec, &honesty));
    if (status != NAAST_OK)
        return status;
    report_figures(report, honesty, honesty->head, honesty->since, honesty->until);
    describe(report, honesty);
    return NAAST_OK;
}

static const struct report_kind kind = {W_HONEST_TITLE, W_HONEST_EMPTY, columns, COLUMNS, true, fill, json_more};

static int run(struct cli *cli, const struct args *args) { return report_run(cli, args, &kind); }

static const struct option options[] = {REPORT_OPTIONS, OPTIONS_END};

const struct command command_report_honesty = {
    .name = "report",
    .verb = "honesty",
    .needs = NEEDS_READ,
    .summary = W_DO_REPORT_HONESTY,
    .options = options,
    .example = "naast report honesty\nnaast report honesty --since 2026-01-01 --html > page.html\n",
    .more = W_MORE_REPORT_HONESTY,
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = run,
};
