/* report_page.c: a report as one self-contained page: pictures, and beside them a table with the same figures. */
#include "output/report_page.h"

#include <stdbool.h>

#include "naast-formats.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "output/cell.h"
#include "output/chart.h"
#include "output/page.h"
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

static void page_heads(naast_html *html, const struct report *report, const bool *shown)
{
    naast_html_open(html, "thead", NULL);
    naast_html_open(html, "tr", NULL);
    for (size_t i = 0; i < report->column_count; i++) {
        if (!shown[i])
            continue;
        naast_html_open(html, "th",
                        look(&report->columns[i]) == NULL ? "scope=\"col\"" : "scope=\"col\" class=\"number\"");
        naast_html_text(html, word(report->cli, report->columns[i].head));
        naast_html_close(html, "th");
    }
    naast_html_close(html, "tr");
    naast_html_close(html, "thead");
    naast_html_newline(html);
}

/* The first that is shown names the row. */
static void page_row(naast_html *html, const struct report *report, const bool *shown, size_t row)
{
    bool first = true;
    naast_html_open(html, "tr", NULL);
    for (size_t i = 0; i < report->column_count; i++) {
        const struct cell *cell = cell_at(report, row, i);
        const char *text = cell_for_people(report->cli, cell);
        if (!shown[i])
            continue;
        const char *tag = first ? "th" : "td", *attributes = first ? "scope=\"row\"" : look(&report->columns[i]);
        if (cell->type == CELL_TEXT)
            naast_html_data_element(html, tag, attributes, text);
        else
            naast_html_element(html, tag, attributes, text);
        first = false;
    }
    naast_html_close(html, "tr");
    naast_html_newline(html);
}

static void page_table(naast_html *html, const struct report *report)
{
    struct cli *cli = report->cli;
    bool *shown = cli_keep(cli, report->column_count * sizeof *shown);
    for (size_t i = 0; i < report->column_count; i++)
        shown[i] = column_says_something(report, i);
    naast_html_open_with(html, "div", "class=\"scroll\" tabindex=\"0\" role=\"region\"", "aria-label",
                         word(cli, report->title));
    naast_html_open_with(html, "table", NULL, "aria-label", word(cli, report->title));
    naast_html_newline(html);
    page_heads(html, report, shown);
    naast_html_open(html, "tbody", NULL);
    naast_html_newline(html);
    for (size_t row = 0; row < report->rows; row++)
        page_row(html, report, shown, row);
    naast_html_close(html, "tbody");
    naast_html_close(html, "table");
    naast_html_close(html, "div");
    naast_html_newline(html);
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

void report_section(naast_html *html, const struct report *report)
{
    if (report->rows == 0)
        naast_html_element(html, "p", NULL, word(report->cli, report->empty));
    for (size_t i = 0; i < report->picture_count; i++) {
        const struct picture *picture = &report->pictures[i];
        if (picture->count > 0)
            chart_html(report->cli, html, picture->caption, picture->description, picture->bars, picture->count);
    }
    if (report->rows > 0)
        page_table(html, report);
    for (size_t i = 0; i < report->note_count; i++) {
        naast_html_element(html, "p", NULL, report->notes[i]);
        naast_html_newline(html);
    }
}

int report_page(const struct report *report)
{
    struct cli *cli = report->cli;
    naast_html *html = page_begin(cli, word(cli, report->title), NAAST_HTML_WIDE);
    naast_html_open(html, "header", NULL);
    naast_html_element(html, "h1", NULL, word(cli, report->title));
    if (report->window)
        naast_html_element(html, "p", "class=\"soft\"", days_words(report));
    naast_html_close(html, "header");
    naast_html_newline(html);
    naast_html_open(html, "main", "id=\"main\"");
    naast_html_newline(html);
    report_section(html, report);
    naast_html_close(html, "main");
    naast_html_newline(html);
    naast_html_open(html, "footer", NULL);
    naast_html_element(html, "p", NULL,
                       words(cli, W_REPORT_PAGE_HEAD, text_full_date(cli, cli_today(cli)), report->head));
    naast_html_close(html, "footer");
    naast_html_newline(html);
    return page_end(cli, html);
}
