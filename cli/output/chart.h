/* chart.h: bars, in the terminal and as SVG, from the same figures. What a bar shows is also in words beside it. */
#ifndef CLI_OUTPUT_CHART_H
#define CLI_OUTPUT_CHART_H

#include <stddef.h>
#include <stdint.h>

#include "naast-formats.h"

struct cli;

struct bar {
    const char *label; /* any text */
    const char *shown; /* its figures in words, any text; NULL: none */
    const char *spark; /* in the terminal, before the figures: of chart_spark; NULL: none */
    int64_t value;     /* how long it is; not below zero */
    int64_t further;   /* and how far a lighter one goes on behind it; not above value: none */
    int64_t whole;     /* what the full width is worth, if that is more than the longest of them; else 0 */
};

/* In the terminal, as wide as there is room: label, figures, bar; ASCII where that is wanted. */
void chart_print(struct cli *cli, const struct bar *bars, size_t count);

/*
 * A <figure> with the caption, and an SVG that says its title and description to who cannot see it. Drawn with the
 * classes of the shared stylesheet alone. caption and description: any text.
 */
void chart_html(struct cli *cli, naast_html *html, const char *caption, const char *description, const struct bar *bars,
                size_t count);

/* One sign for each number, higher for a higher one: the numbers against the highest of all, `most`. Kept by cli. */
const char *chart_spark(struct cli *cli, const int64_t *numbers, size_t count, int64_t most);

#endif
