/* sink.c: bytes on their way to the caller's writer, in pieces of a few kilobytes. */
#include "formats/write/sink.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/formats.h"
#include "formats/base/spec.h"

bool writer_is_usable(const naast_writer *writer)
{
    return writer != NULL && writer->size >= offsetof(naast_writer, context) + sizeof writer->context &&
           writer->write != NULL;
}

static int take(void *context, const char *bytes, size_t length)
{
    struct sink *sink = context;
    sink_put(sink, bytes, length);
    return sink->status;
}

int sink_begin(struct sink *sink, naast_formats *formats, const naast_writer *writer)
{
    sink->formats = formats;
    sink->status = NAAST_OK;
    sink->used = 0;
    sink->to = (naast_writer)NAAST_WRITER_INIT;
    sink->in = (naast_writer)NAAST_WRITER_INIT;
    sink->in.write = take;
    sink->in.context = sink;
    if (writer == NULL || SPEC_TAKE(naast_writer, &sink->to, writer) != NAAST_OK || sink->to.write == NULL)
        return FAIL(formats, FMT_WRITER_INVALID);
    return NAAST_OK;
}

static void hand_over(struct sink *sink, const char *bytes, size_t length)
{
    if (length > 0 && sink->status == NAAST_OK && sink->to.write(sink->to.context, bytes, length) != 0)
        sink->status = FAIL(sink->formats, FMT_WRITE_FAILED);
}

void sink_put(struct sink *sink, const char *bytes, size_t length)
{
    if (length > sizeof sink->bytes - sink->used)
        sink_flush(sink);
    if (length > sizeof sink->bytes) {
        hand_over(sink, bytes, length);
    } else if (sink->status == NAAST_OK) {
        memcpy(sink->bytes + sink->used, bytes, length);
        sink->used += length;
    }
}

void sink_text(struct sink *sink, const char *text) { sink_put(sink, text, strlen(text)); }

int sink_flush(struct sink *sink)
{
    hand_over(sink, sink->bytes, sink->used);
    sink->used = 0;
    return sink->status;
}
