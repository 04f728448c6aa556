/* file_watch.h: waits until a store's file is written to, without looking into it. */
#ifndef CLI_COMMANDS_HISTORY_FILE_WATCH_H
#define CLI_COMMANDS_HISTORY_FILE_WATCH_H

#include <stdbool.h>
#include <stdint.h>

struct cli;

/* What a write changes: the file and its log, and the beginning of the log's index, by which others see it. */
struct file_state {
    int64_t files[6];
    unsigned char index[96];
};

struct changes {
    struct cli *cli;
    int notices;      /* of the kernel */
    const char *name; /* of the store in its folder */
    const char *path, *log, *index;
    struct file_state seen; /* how they were when last looked at */
    int pause;              /* until the next look, where nothing is noticed */
};

/* Notices from here on. NAAST_OK, or NAAST_NOT_FOUND or NAAST_IO, reported. */
int changes_begin(struct cli *cli, const char *path, struct changes *out);
/* Comes back when something was written, or after a while when it may have been; false: a signal came, or nobody reads
 * standard output any more. */
bool changes_wait(struct changes *changes, int milliseconds);
void changes_end(struct changes *changes);

#endif
