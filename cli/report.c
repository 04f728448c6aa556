/* report.c: what the reports share: gathering figures, and writing them to every output. */
#include "report.h"

#include <inttypes.h>
#include <string.h>

#include "table.h"

/* ---- gathering ---- */

void report_row(struct report *report, const struct cell *cells)
{
    const size_t size = report->column_count * sizeof *cells;
    report->cells = cli_room(report->cli, report->cells, report->rows, size, &report->room);
    memcpy(report->cells + report->rows++ * report->column_count, cells, size);
}

struct picture *report_picture(struct report *report, const char *caption, const char *description)
{
    struct picture *picture = &report->pictures[report->picture_count++];
    picture->caption = caption;
    picture->description = description;
    return picture;
}

void report_bar(struct cli *cli, struct picture *picture, const struct bar *bar)
{
    picture->bars = cli_room(cli, picture->bars, picture->count, sizeof *picture->bars, &picture->room);
    picture->bars[picture->count++] = *bar;
}

void report_note(struct report *report, const char *text)
{
    report->notes = cli_room(report->cli, report->notes, report->note_count, sizeof(const char *), &report->note_room);
    report->notes[report->note_count++] = text;
}

static int64_t nearest(int64_t seconds, int64_t unit) { return seconds / unit + (seconds % unit * 2 >= unit); }

/* To the nearest minute, hour, tenth of a day or day: 59 min 40 s is an hour, not 60 minutes. */
const char *text_duration(struct cli *cli, int64_t seconds)
{
    const int64_t hour = 3600, day = 24 * hour, minutes = nearest(seconds, 60), hours = nearest(seconds, hour);
    const int64_t tenths = nearest(seconds, day / 10);
    if (seconds < 0)
        return "";
    if (minutes < 60)
        return words(cli, W_SHORT_MINUTES, cli_printf(cli, "%" PRId64, minutes));
    if (hours < 24)
        return words(cli, W_SHORT_HOURS, cli_printf(cli, "%" PRId64, hours));
    if (tenths >= 100)
        return words(cli, W_SHORT_DAYS, text_count(cli, nearest(seconds, day)));
    const char point = cli->language == NAAST_DUTCH ? ',' : '.';
    return words(cli, W_SHORT_DAYS, cli_printf(cli, "%" PRId64 "%c%" PRId64, tenths / 10, point, tenths % 10));
}

struct cell cell_duration(struct cli *cli, int64_t seconds)
{
    return seconds < 0 ? cell_none() : cell_said(cell_int(seconds), text_duration(cli, seconds));
}

const char *text_about(struct cli *cli, naast_money money)
{
    int64_t unit = 1;
    if (money.currency[0] == '\0')
        return "";
    for (int digits = naast_currency_decimals(money.currency); digits > 0; digits--)
        unit *= 10;
    money.minor = money.minor / unit * unit + (money.minor % unit * 2 >= unit ? unit : 0);
    return text_money(cli, money);
}

naast_money money_of(int64_t minor, const char *currency)
{
    naast_money money = {.minor = minor};
    snprintf(money.currency, sizeof money.currency, "%s", currency);
    return money;
}

const char *deals_words(struct cli *cli, int64_t deals)
{
    return deals == 1 ? word(cli, W_ONE_DEAL) : words(cli, W_MANY_DEALS, text_count(cli, deals));
}

const char *text_percent(struct cli *cli, int32_t share) { return cli_printf(cli, "%d%%", (int)((share + 50) / 100)); }

struct cell cell_pipeline(const char *pipeline, bool several) { return cell_named(pipeline, several ? NULL : ""); }

const char *stage_label(struct cli *cli, const char *pipeline, const char *stage_name, bool several)
{
    return several ? cli_printf(cli, "%s %s %s", pipeline, glyph(cli, GLYPH_DOT), stage_name)
                   : cli_keep_text(cli, stage_name);
}

/* ---- what was typed ---- */

int report_spec(struct cli *cli, const struct args *args, naast_report_spec *spec)
{
    *spec = (naast_report_spec)NAAST_REPORT_SPEC_INIT;
    spec->pipeline = args_value(args, "pipeline");
    int status = report_outputs(cli, args);
    if (status == NAAST_OK)
        status = cli_date(cli, "--since", args_value(args, "since"), &spec->since);
    if (status == NAAST_OK)
        status = cli_date(cli, "--until", args_value(args, "until"), &spec->until);
    return status;
}

int report_outputs(struct cli *cli, const struct args *args)
{
    if (args_has(args, "html") && cli->output != OUTPUT_TEXT)
        return cli_wrong(cli, W_REPORT_ONE_OUTPUT);
    if (cli->output == OUTPUT_FORMAT && cli->format == NULL)
        return cli_wrong(cli, W_REPORT_NO_IDS);
    return NAAST_OK;
}

/* ---- text and machines ---- */

static void print_picture(struct cli *cli, const struct picture *picture)
{
    if (picture->count == 0)
        return;
    fputc('\n', cli->out);
    text_wrap(cli, cli->out, picture->caption, 0, 0);
    chart_print(cli, picture->bars, picture->count);
}

static void print_text(const struct report *report)
{
    struct cli *cli = report->cli;
    for (size_t i = 0; i < report->picture_count; i++)
        print_picture(cli, &report->pictures[i]);
    if (report->rows > 0)
        fputc('\n', cli->out);
    for (size_t i = 0; i < report->note_count; i++)
        text_wrap(cli, cli->out, report->notes[i], 0, 2);
    cli_print(cli, W_REPORT_HEAD, cli_printf(cli, "%.20s", report->head));
}

/* Where there are no rows there may still be a picture, or what was left out. */
static bool says_something(const struct report *report)
{
    bool says = report->rows > 0 || report->note_count > 0;
    for (size_t i = 0; i < report->picture_count; i++)
        says = says || report->pictures[i].count > 0;
    return says;
}

int report_write(struct report *report, const struct args *args)
{
    struct cli *cli = report->cli;
    if (args_has(args, "html")) {
        report_page(report);
        return NAAST_OK;
    }
    struct table *table = table_begin(cli, report->name, report->columns, report->column_count, report->empty);
    for (size_t i = 0; i < report->rows; i++)
        table_row(table, report->cells + i * report->column_count);
    struct json *json = table_json(table);
    if (json != NULL && report->more != NULL)
        report->more(json, report->figures);
    if (json != NULL && report->window) {
        json_date(json, "since", report->since);
        json_date(json, "until", report->until);
    }
    table_text(table, "head", report->head);
    int status = table_end(table);
    if (status == NAAST_OK && cli->output == OUTPUT_TEXT && says_something(report))
        print_text(report);
    return status;
}
