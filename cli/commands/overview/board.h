/* board.h: the deals of a pipeline, stage by stage, gathered once for the board in text, as JSON and as a page. */
#ifndef CLI_COMMANDS_OVERVIEW_BOARD_H
#define CLI_COMMANDS_OVERVIEW_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "naast.h"

struct cli;

enum { MOST_TOTALS = 256 }; /* more than there are currencies */

struct card {
    naast_id id;
    const char *title, *org_name, *owner;
    naast_id org;
    naast_money amount;
    naast_time since;
    int32_t revision; /* of its pipeline */
    int unverified;
    bool since_known; /* not where it was imported */
    bool asleep;      /* longer in its stage than its pipeline calls usual */
    bool gated;       /* there is a gate ahead; then: */
    bool open;
    int32_t blockers;
};

/* How many deals there are, and what they are worth in each currency. */
struct tally {
    int64_t deals;
    naast_money totals[MOST_TOTALS];
    size_t total_count;
};

struct board_stage {
    const char *code, *name;
    const char *outcome; /* of the deals shown here: "open", or "won" from the won stage on */
    bool last;           /* no gate leads on: only counted */
    struct tally tally;
    struct card *cards; /* those longest in the stage first */
    size_t card_count;
};

struct board {
    const char *pipeline;
    struct board_stage *stages;
    size_t stage_count;
    struct tally open;     /* the open deals of all stages together */
    int64_t others;        /* open deals of other pipelines; not counted where a filter chooses */
    const char *other;     /* the one of those that has most of them */
    const char *chosen_by; /* the filter as it was typed; NULL: none */
};

/* Gathers at most `top` cards a stage. chosen_by: NULL where the filter lets every deal through, and only names a
 * pipeline. Everything is kept by cli. */
int board_read(struct cli *cli, const naast_deal_filter *filter, const char *chosen_by, size_t top, struct board *out);
/* The same by looking at every deal that is in the pipeline: what a filter lets through (board_scan.c). */
int board_scan(struct cli *cli, const naast_deal_filter *filter, size_t top, struct board *board);

/* NAAST_INVALID: the amounts of a currency are more than can be counted; reported. */
int tally_add(struct cli *cli, struct tally *tally, int64_t deals, naast_money amount);
/* A deal as a card; of its gate and its sleep nothing is known yet. */
struct card board_card(struct cli *cli, const naast_deal *deal);

/* Days in the stage, the first counted as 1; never less. Only where it is known since when. */
int board_day(struct cli *cli, const struct card *card);
/* "EUR 8,000 · day 12", or one of them, or "". Kept by cli. */
const char *card_worth(struct cli *cli, const struct card *card);
/* "EUR 8,000 · USD 4,000", "" where nothing is worth anything; "4 deals" and that; "4 open deals · EUR 8,000". Kept by
 * cli. */
const char *tally_worth(struct cli *cli, const struct tally *tally);
const char *tally_all(struct cli *cli, const struct tally *tally);
const char *board_open(struct cli *cli, const struct board *board);
/* "not yet: 3", "clear"; "asleep · imported", or "". Kept by cli. */
const char *card_gate(struct cli *cli, const struct card *card);
const char *card_marks(struct cli *cli, const struct card *card);

void board_print(struct cli *cli, const struct board *board);
void board_json(struct cli *cli, const struct board *board);
int board_page(struct cli *cli, const struct board *board);

#endif
