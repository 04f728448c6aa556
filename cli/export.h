/* export.h: where an export goes (standard output, or a file that is there when it is whole), and as what. */
#ifndef CLI_EXPORT_H
#define CLI_EXPORT_H

#include "cli.h"

struct export_file {
    struct cli *cli;
    FILE *out;
    const char *path; /* NULL: standard output */
    const char *made; /* the name that it has until it is whole */
};

/*
 * path NULL or "-": standard output. A file that is there already is left alone: NAAST_CONFLICT, told. From here to
 * export_file_end a signal is obeyed when nothing is left half.
 */
int export_file_begin(struct cli *cli, const char *path, struct export_file *out);
/* With status OK the file gets its name; else nothing is left of it. That status, or NAAST_IO or NAAST_CONFLICT, told.
 */
int export_file_end(struct export_file *file, int status);
/* Whether going on is of no use: a signal came, or nobody reads any more. */
bool export_file_over(const struct export_file *file);

/* Lists go out as CSV where nothing else was asked for. */
void export_as_csv(struct cli *cli);
/* A column of such a list. */
#define EXPORTED(key)                                                                                                  \
    {                                                                                                                  \
        key, W_NONE, COLUMN_HIDDEN                                                                                     \
    }

#endif
