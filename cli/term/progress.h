/* progress.h: a bar on stderr, for work that takes long, where a person watches. */
#ifndef CLI_TERM_PROGRESS_H
#define CLI_TERM_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct cli;

struct progress {
    struct cli *cli;
    int64_t total;        /* 0: not known */
    int64_t began, drawn; /* milliseconds; drawn 0: nothing is there */
    bool wanted;
};

void progress_begin(struct cli *cli, int64_t total, struct progress *out);
/* So much of the total is done, which was `count` things. Draws now and then, and never within the first second. */
void progress_step(struct progress *progress, int64_t done, int64_t count);
/* Takes the bar away: before anything else is written to stderr, and at the end. */
void progress_clear(struct progress *progress);

#endif
