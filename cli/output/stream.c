/* stream.c: a stream as a writer of the library of formats. */
#include "output/stream.h"

#include <stdio.h>

#include "naast-formats.h"

static int write_stream(void *context, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, context) == length ? 0 : -1;
}

naast_writer stream_writer(FILE *stream)
{
    naast_writer writer = NAAST_WRITER_INIT;
    writer.write = write_stream;
    writer.context = stream;
    return writer;
}
