/* input.h: a file, or standard input, as an input of the library of formats. */
#ifndef CLI_FORMATS_INPUT_H
#define CLI_FORMATS_INPUT_H

#include <stdint.h>

#include "naast-formats.h"

struct cli;

struct file_input {
    naast_input input;
    struct cli *cli;
    int file;  /* that is read here; -1: the library opens it */
    int error; /* why it could not be read any further, an errno; 0: it could */
};

/* path "-": standard input. Release with file_input_close. NAAST_NOT_FOUND, NAAST_IO, printed. */
int file_input_open(struct cli *cli, const char *path, struct file_input *out);

/* In bytes; 0: not known here. */
int64_t file_input_size(const struct file_input *input);

/* Prints why it could not be read, where that made the call fail. Returns the status. */
int file_input_close(struct file_input *input, int status);

#endif
