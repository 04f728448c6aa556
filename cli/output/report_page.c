/* report_page.c: a report as one self-contained page: pictures, and beside them a table with the same figures. */
#include "output/report_page.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "output/cell.h"
#include "output/chart.h"
#include "output/html.h"
#include "output/report.h"
#include "output/table.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

static const struct cell *cell_at(const struct report *report, size_t row, size_t column)
{
    return &report->cells[row * report->column_count + column];
}

/* A column in which no row says anything to people is left out. */
static bool column_says_something(const struct report *report, size_t column)
{
    for (size_t row = 0; row < report->rows; row++)
        if (cell_for_people(report->cli, cell_at(report, row, column))[0] != '\0')
            return column_is_listed(&report->columns[column]);
    return false;
}

static const char *look(const struct column *column)
{
    return (column->flags & COLUMN_RIGHT) != 0 ? "class=\"number\"" : NULL;
}

static void page_heads(struct html *html, const struct report *report, const bool *shown)
{
    html_open(html, "thead", NULL);
    html_open(html, "tr", NULL);
    for (size_t i = 0; i < report->column_count; i++) {
        if (!shown[i])
            continue;
        html_open(html, "th", look(&report->columns[i]) == NULL ? "scope=\"col\"" : "scope=\"col\" class=\"number\"");
        html_text(html, word(html->cli, report->columns[i].head));
        html_close(html, "th");
    }
    html_close(html, "tr");
    html_close(html, "thead");
    html_newline(html);
}

/* The first that is shown names the row. */
static void page_row(struct html *html, const struct report *report, const bool *shown, size_t row)
{
    bool first = true;
    html_open(html, "tr", NULL);
    for (size_t i = 0; i < report->column_count; i++) {
        const struct cell *cell = cell_at(report, row, i);
        const char *text = cell_for_people(html->cli, cell);
        if (!shown[i])
            continue;
        const char *tag = first ? "th" : "td", *attributes = first ? "scope=\"row\"" : look(&report->columns[i]);
        if (cell->type == CELL_TEXT)
            html_data_element(html, tag, attributes, text);
        else
            html_element(html, tag, attributes, text);
        first = false;
    }
    html_close(html, "tr");
    html_newline(html);
}

static void page_table(struct html *html, const struct report *report)
{
    struct cli *cli = report->cli;
    bool *shown = cli_keep(cli, report->column_count * sizeof *shown);
    for (size_t i = 0; i < report->column_count; i++)
        shown[i] = column_says_something(report, i);
    html_open_with(html, "div", "class=\"scroll\" tabindex=\"0\" role=\"region\"", "aria-label",
                   word(cli, report->title));
    html_open_with(html, "table", NULL, "aria-label", word(cli, report->title));
    html_newline(html);
    page_heads(html, report, shown);
    html_open(html, "tbody", NULL);
    html_newline(html);
    for (size_t row = 0; row < report->rows; row++)
        page_row(html, report, shown, row);
    html_close(html, "tbody");
    html_close(html, "table");
    html_close(html, "div");
    html_newline(html);
}

/* "1 Oct 2026 to 10 Nov 2026", or from or up to one of them. */
static const char *days_words(const struct report *report)
{
    struct cli *cli = report->cli;
    const char *since = text_full_date(cli, report->since), *until = text_full_date(cli, report->until);
    if (report->since != 0 && report->until != 0)
        return words(cli, W_REPORT_DAYS, since, until);
    if (report->since != 0)
        return words(cli, W_REPORT_SINCE, since);
    return report->until != 0 ? words(cli, W_REPORT_UNTIL, until) : word(cli, W_REPORT_ALL_DAYS);
}

void report_section(struct html *html, const struct report *report)
{
    if (report->rows == 0)
        html_element(html, "p", NULL, word(report->cli, report->empty));
    for (size_t i = 0; i < report->picture_count; i++) {
        const struct picture *picture = &report->pictures[i];
        if (picture->count > 0)
            chart_html(html, picture->caption, picture->description, picture->bars, picture->count);
    }
    if (report->rows > 0)
        page_table(html, report);
    for (size_t i = 0; i < report->note_count; i++) {
        html_element(html, "p", NULL, report->notes[i]);
        html_newline(html);
    }
}

void report_page(const struct report *report)
{
    struct cli *cli = report->cli;
    struct html html;
    html_begin(&html, cli, word(cli, report->title), HTML_WIDE);
    html_open(&html, "header", NULL);
    html_element(&html, "h1", NULL, word(cli, report->title));
    if (report->window)
        html_element(&html, "p", "class=\"soft\"", days_words(report));
    html_close(&html, "header");
    html_newline(&html);
    html_open(&html, "main", "id=\"main\"");
    html_newline(&html);
    report_section(&html, report);
    html_close(&html, "main");
    html_newline(&html);
    html_open(&html, "footer", NULL);
    html_element(&html, "p", NULL, words(cli, W_REPORT_PAGE_HEAD, text_full_date(cli, cli_today(cli)), report->head));
    html_close(&html, "footer");
    html_newline(&html);
    html_end(&html);
}
