/* read_file.h: a whole file, or a whole stream, as one text. */
#ifndef CLI_TERM_READ_FILE_H
#define CLI_TERM_READ_FILE_H

#include <stddef.h>
#include <stdio.h>

#include "words/words.h"

struct cli;

/* Reads all of a stream, or the file at path, as one text; *out is kept. NAAST_IO, or NAAST_BAD_DATA for more than 64
 * MiB or a NUL byte. */
int cli_read_all(struct cli *cli, FILE *stream, const char *name, char **out);
int cli_read_file(struct cli *cli, const char *path, char **out);

/* The same for what is shorter: more than that number of bytes is not read, and `larger` says so of the name. */
struct most {
    size_t bytes;
    enum word larger;
};

int cli_read_most(struct cli *cli, FILE *stream, const char *name, struct most most, char **out);
int cli_read_file_most(struct cli *cli, const char *path, struct most most, char **out);

#endif
