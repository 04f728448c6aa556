/* input.h: bytes from a file, or from whatever else a caller reads. */
#ifndef FORMATS_ROWS_INPUT_H
#define FORMATS_ROWS_INPUT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "naast-formats.h"
#include "formats/base/arena.h"

struct input {
    naast_formats *formats;
    const char *name;  /* as messages call it */
    naast_input given; /* its texts are not kept */
    FILE *file;        /* NULL: the caller's function reads */
    int64_t size;      /* in bytes; 0: not known */
};

/* Opens what a caller gave; its name is kept in the arena. On failure there is nothing to close. NAAST_INVALID,
 * NAAST_NOT_FOUND, NAAST_IO, NAAST_NO_MEMORY. */
int input_open(naast_formats *formats, struct arena *arena, const naast_input *given, struct input *out);
void input_close(struct input *input);

/* At most `room` bytes; 0 in *got: there are no more. NAAST_IO. */
int input_read(struct input *input, void *out, size_t room, size_t *got);

/* All of it as one text in the arena. NAAST_BAD_DATA for more than 64 MiB or a NUL byte; as the others. */
int input_text(naast_formats *formats, struct arena *arena, const naast_input *given, const char **name, char **out);

#endif
