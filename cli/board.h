/* board.h: the deals of a pipeline, stage by stage, gathered for the board. */
#ifndef CLI_BOARD_H
#define CLI_BOARD_H

#include "cli.h"
#include "naast-report.h"

enum { MOST_TOTALS = 8 };

struct card {
    naast_id id;
    const char *title, *org, *owner;
    naast_money amount;
    naast_time since;
    int unverified;
    bool gated; /* there is a gate ahead; then: */
    bool open;
    int32_t missing;
};

struct board_stage {
    const char *code, *name;
    const char *outcome; /* of the deals shown here: "open", or "won" from the won stage on */
    bool last;           /* no gate leads on: only counted */
    int64_t deals;
    naast_money totals[MOST_TOTALS];
    size_t total_count;
    struct card *cards; /* those longest in the stage first */
    size_t card_count;
};

struct board {
    const char *pipeline;
    struct board_stage *stages;
    size_t stage_count;
    int64_t others;    /* open deals of other pipelines */
    const char *other; /* the one of those that has most of them */
};

/* Gathers at most `top` cards a stage. Everything is kept by cli. */
int board_read(struct cli *cli, const char *pipeline, size_t top, struct board *out);

/* Days in the stage, the first counted as 1; never less. */
int board_day(struct cli *cli, const struct card *card);

#endif
