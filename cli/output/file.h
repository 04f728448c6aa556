/* file.h: where an export goes: standard output, or a file that is there when it is whole. */
#ifndef CLI_OUTPUT_FILE_H
#define CLI_OUTPUT_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "words/words.h"

struct cli;

struct export_file {
    struct cli *cli;
    FILE *out;
    const char *path;    /* NULL: standard output */
    const char *made;    /* the name that it has until it is whole */
    enum word unwritten; /* the message if it cannot be written: {0} its name, {1} why */
    bool kept;           /* it has its own name */
};

/*
 * path NULL or "-": standard output. A file that is there already is left alone: NAAST_CONFLICT, reported. From here to
 * export_file_end a signal is obeyed when nothing is left half.
 */
int export_file_begin(struct cli *cli, const char *path, struct export_file *out);

/* The same for what is always a file, with messages of its own. */
int export_file_create(struct cli *cli, const char *path, enum word unwritten, struct export_file *out);

/*
 * The file gets its name, and both are on the disk. It may still be taken away: export_file_end with another status
 * than OK does so. NAAST_IO or NAAST_CONFLICT, reported.
 */
int export_file_keep(struct export_file *file);

/* With status OK the file gets its name; else nothing is left of it. That status, or NAAST_IO or NAAST_CONFLICT,
 * reported.
 */
int export_file_end(struct export_file *file, int status);

/* Whether going on is of no use: a signal came, or nobody reads any more. */
bool export_file_over(const struct export_file *file);

#endif
