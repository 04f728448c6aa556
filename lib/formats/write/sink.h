/* sink.h: bytes on their way to the caller's writer, in pieces of a few kilobytes. */
#ifndef FORMATS_WRITE_SINK_H
#define FORMATS_WRITE_SINK_H

#include <stdbool.h>
#include <stddef.h>

#include "naast-formats.h"

enum { SINK_BYTES = 8192 };

/* It is a writer itself, `in`, so that naast_json can write to it. */
struct sink {
    naast_formats *formats;
    naast_writer to, in;
    int status; /* NAAST_IO: the writer could not write, and that was kept as the fault */
    size_t used;
    char bytes[SINK_BYTES];
};

/* Whether a caller's writer has what is needed. */
bool writer_is_usable(const naast_writer *writer);

/* NAAST_INVALID, kept as the fault, for a writer that is none. */
int sink_begin(struct sink *sink, naast_formats *formats, const naast_writer *writer);
void sink_put(struct sink *sink, const char *bytes, size_t length);
void sink_text(struct sink *sink, const char *text);

/* Hands over what is left. Returns the status of all of it. */
int sink_flush(struct sink *sink);

#endif
