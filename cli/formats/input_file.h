/* input_file.h: a file that is read, or standard input in its place. */
#ifndef CLI_FORMATS_INPUT_FILE_H
#define CLI_FORMATS_INPUT_FILE_H

#include <stdint.h>
#include <stdio.h>

struct cli;

/*
 * Opens a file; "-": standard input. *name: as messages call it. *size: in bytes; 0: not known. NAAST_NOT_FOUND,
 * NAAST_IO, printed.
 */
int input_file_open(struct cli *cli, const char *path, FILE **out, const char **name, int64_t *size);
void input_file_close(struct cli *cli, FILE *file);

#endif
