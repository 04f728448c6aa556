/* copy_progress.h: the bar and the signals while a store is copied. */
#ifndef CLI_TERM_COPY_PROGRESS_H
#define CLI_TERM_COPY_PROGRESS_H

#include <stdint.h>

#include "term/progress.h"

struct cli;

struct copying {
    struct cli *cli;
    struct progress progress;
};

/* From here on a signal stops the copying, and is obeyed at the end. */
void copying_begin(struct cli *cli, struct copying *out);
int copying_progress(void *context, int64_t done, int64_t total); /* of a spec */

/* The status; reported if it is a failure. Ends the program where a signal came. */
int copying_end(struct copying *copying, int status);

#endif
