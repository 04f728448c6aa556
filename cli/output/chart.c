/* chart.c: bars, in the terminal and as SVG, from the same figures. */
#include "output/chart.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "naast-formats.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/text.h"

enum { GAP = 2, LABEL_MOST = 28, BAR_LEAST = 8, BAR_MOST = 60 };

/* What the full width is worth. */
static int64_t longest(const struct bar *bars, size_t count)
{
    int64_t most = 0;
    for (size_t i = 0; i < count; i++) {
        most = bars[i].value > most ? bars[i].value : most;
        most = bars[i].further > most ? bars[i].further : most;
        most = bars[i].whole > most ? bars[i].whole : most;
    }
    return most;
}

/* value of `most`, on a scale of `units`; what is not nothing is at least one of them. */
static int scaled(int64_t value, int64_t most, int units)
{
    if (value <= 0 || most <= 0)
        return 0;
    int length = (int)((double)value / (double)most * units + 0.5);
    return length < 1 ? 1 : length > units ? units : length;
}

/* ---- the terminal ---- */

/* So many eighths of a column, and then a lighter bar up to `further` columns. */
static void print_bar(struct cli *cli, int eighths, int further)
{
    static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    int whole = eighths / 8, used = whole + (eighths % 8 > 0);
    if (cli->ascii)
        whole = used;
    for (int i = 0; i < whole; i++)
        fputs(cli->ascii ? "#" : "█", cli->out);
    if (!cli->ascii)
        fputs(parts[eighths % 8], cli->out);
    for (int i = used; i < further; i++)
        fputs(cli->ascii ? "." : "░", cli->out);
}

static const char *shown(struct cli *cli, const struct bar *bar)
{
    const char *figures = bar->shown == NULL ? "" : text_safe(cli, bar->shown);
    return bar->spark == NULL ? figures : cli_printf(cli, "%s  %s", bar->spark, figures);
}

void chart_print(struct cli *cli, const struct bar *bars, size_t count)
{
    int64_t most = longest(bars, count);
    int label = 0, figures = 0;
    for (size_t i = 0; i < count; i++) {
        int width = text_width(text_safe(cli, bars[i].label)), said = text_width(shown(cli, &bars[i]));
        label = width > label ? width : label;
        figures = said > figures ? said : figures;
    }
    label = label > LABEL_MOST ? LABEL_MOST : label;
    int room = cli->width - label - figures - 2 * GAP;
    room = room < BAR_LEAST ? BAR_LEAST : room > BAR_MOST ? BAR_MOST : room;
    for (size_t i = 0; i < count; i++) {
        text_pad(cli->out, text_cut(cli, text_safe(cli, bars[i].label), label), label + GAP);
        bool draws = bars[i].value > 0 || bars[i].further > 0;
        text_pad(cli->out, shown(cli, &bars[i]), draws ? figures + GAP : 0);
        print_bar(cli, scaled(bars[i].value, most, room * 8), scaled(bars[i].further, most, room));
        fputc('\n', cli->out);
    }
}

const char *chart_spark(struct cli *cli, const int64_t *numbers, size_t count, int64_t most)
{
    static const char *const fine[] = {"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const plain[] = {".", "1", "2", "3", "4", "5", "6", "7", "8"};
    struct grown line = {0};
    for (size_t i = 0; i < count; i++)
        cli_list(cli, &line, "", (cli->ascii ? plain : fine)[scaled(numbers[i], most, 8)]);
    return cli_grown(&line);
}

/* ---- SVG ---- */

enum { WIDTH = 480, ROW = 44, BASELINE = 16, BAR_TOP = 22, BAR_HEIGHT = 12 };

static void svg_text(struct cli *cli, naast_html *html, const char *more, int x, int y, const char *text)
{
    naast_html_element(html, "text", cli_printf(cli, "x=\"%d\" y=\"%d\"%s", x, y, more), text);
}

static void svg_rect(struct cli *cli, naast_html *html, const char *class, int y, int width)
{
    static const char form[] = "class=\"%s\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"";
    if (width > 0)
        naast_html_empty(html, "rect", cli_printf(cli, form, class, y, width, BAR_HEIGHT));
}

/* Where the lighter part ends there is a line too, for who sees no difference between the two. */
static void svg_bar(struct cli *cli, naast_html *html, const struct bar *bar, int64_t most, int top)
{
    int value = scaled(bar->value, most, WIDTH), further = scaled(bar->further, most, WIDTH);
    int y = top + BAR_TOP;
    svg_text(cli, html, "", 0, top + BASELINE, bar->label);
    if (bar->shown != NULL)
        svg_text(cli, html, " class=\"soft\" text-anchor=\"end\"", WIDTH, top + BASELINE, bar->shown);
    naast_html_empty(html, "path", cli_printf(cli, "class=\"line\" d=\"M0 %d.5H%d\"", y + BAR_HEIGHT, WIDTH));
    if (further > value)
        svg_rect(cli, html, "far", y, further);
    svg_rect(cli, html, "bar", y, value);
    if (further > value)
        naast_html_empty(html, "path",
                         cli_printf(cli, "class=\"mark\" d=\"M%d %dv%d\"", further - 1, y - 2, BAR_HEIGHT + 4));
    naast_html_newline(html);
}

void chart_html(struct cli *cli, naast_html *html, const char *caption, const char *description, const struct bar *bars,
                size_t count)
{
    static const char form[] = "role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\"";
    int64_t most = longest(bars, count);
    int height = (int)count * ROW + 2;
    naast_html_open(html, "figure", NULL);
    naast_html_element(html, "figcaption", NULL, caption);
    naast_html_open(html, "svg", cli_printf(cli, form, WIDTH, height, WIDTH, height));
    naast_html_element(html, "title", NULL, caption);
    naast_html_element(html, "desc", NULL, description);
    naast_html_newline(html);
    for (size_t i = 0; i < count; i++)
        svg_bar(cli, html, &bars[i], most, (int)i * ROW);
    naast_html_close(html, "svg");
    naast_html_close(html, "figure");
    naast_html_newline(html);
}
