/* gate_text.h: what a gate says, for people. */
#ifndef CLI_VIEW_GATE_TEXT_H
#define CLI_VIEW_GATE_TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include "naast.h"
#include "view/deal.h"

struct cli;

/* Everything a screen of the gates shows. Release with verdicts_free. */
struct verdicts {
    struct subject subject;
    naast_items *items;
    const naast_evaluation *evaluation; /* borrowed */
};

int verdicts_read(struct cli *cli, const naast_evaluation *evaluation, struct verdicts *out);
void verdicts_free(struct verdicts *verdicts);

/* The header, what comes first, and what to do about it. every: also the checks that are clear. */
void gate_screen(struct cli *cli, FILE *out, const struct verdicts *verdicts, bool every);

/* The verdict on every check, gate by gate, and nothing to do about it: for what is past. */
void gate_verdicts(struct cli *cli, FILE *out, const struct verdicts *verdicts);

/* "D1  Findable policy · Waterdam        Getting to know, day 9". */
void deal_header(struct cli *cli, FILE *out, const struct subject *subject);

/* D1.6 "staff also follow old versions" (Sanne, 7 Nov). Kept by cli. */
const char *item_line(struct cli *cli, const naast_item *item);

/* Why an agreed item has to be looked at again: "D1.4, agreed with Sanne on 4 Nov; D1.6 came on 7 Nov". Kept by cli. */
const char *stale_line(struct cli *cli, const struct verdicts *verdicts, const naast_item *item);

#endif
