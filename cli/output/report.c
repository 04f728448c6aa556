/* report.c: what the reports share: gathering figures, and writing them to every output. */
#include "output/report.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "output/cell.h"
#include "output/chart.h"
#include "output/json.h"
#include "output/report_page.h"
#include "output/table.h"
#include "term/message.h"
#include "term/text.h"
#include "words/words.h"

/* ---- gathering ---- */

void report_figures(struct report *report, void *figures, const char *head, naast_date since, naast_date until)
{
    report->figures = figures;
    report->head = head;
    report->since = since;
    report->until = until;
}

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

int report_write(const struct report *report)
{
    struct cli *cli = report->cli;
    if (report->html)
        return report_page(report);
    struct table *table = table_begin(cli, "lines", report->columns, report->column_count, report->empty);
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
