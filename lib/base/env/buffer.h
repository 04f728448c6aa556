/* buffer.h: a growable byte buffer. A failed append sticks: append on, and ask once at the end. */
#ifndef BASE_ENV_BUFFER_H
#define BASE_ENV_BUFFER_H

#include "base/env/env.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct env;

struct buffer {
    struct env *env;
    char *data; /* NUL-terminated once anything was appended */
    size_t len, capacity;
    int status;
};

void buffer_init(struct buffer *buffer, struct env *env);
void buffer_free(struct buffer *buffer);  /* ready for use again */
void buffer_clear(struct buffer *buffer); /* keeps its memory */
void buffer_add(struct buffer *buffer, const void *data, size_t len);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_byte(struct buffer *buffer, uint8_t byte);
void buffer_varint(struct buffer *buffer, uint64_t value); /* LEB128 */

/* Reading back what a buffer wrote: never past the end; a short read sets bad and gives 0 or NULL. */
struct reader {
    const uint8_t *at, *end;
    int bad;
};
uint8_t read_byte(struct reader *reader);
uint64_t read_varint(struct reader *reader);
const void *read_bytes(struct reader *reader, size_t len);

#endif
