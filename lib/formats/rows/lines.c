/* lines.c: a file line by line: LF, CR LF or CR end one. */
#include "formats/rows/lines.h"

#include <stdbool.h>
#include <stddef.h>

#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/rows/row.h"
#include "formats/rows/source.h"

void lines_begin(struct lines *lines, struct source *source, size_t largest)
{
    *lines = (struct lines){.source = source, .largest = largest};
    cursor_begin(&lines->cursor);
}

void lines_end(struct lines *lines)
{
    if (lines->source != NULL)
        memory_free(&lines->source->formats->allocator, lines->text);
}

static bool keep(struct lines *lines, unsigned char byte)
{
    void *text = lines->text;
    bool fits = make_room(&lines->source->formats->allocator, &text, &lines->room, lines->used + 1, 1);
    lines->text = text;
    if (fits)
        lines->text[lines->used++] = (char)byte;
    return fits;
}

/* The LF of a CR LF, whose line ended with the CR. */
static void pass_feed(struct lines *lines)
{
    struct source *source = lines->source;
    if (lines->cursor.after_return && source->at < source->filled && source->bytes[source->at] == '\n')
        cursor_pass(&lines->cursor, source->bytes[source->at++]);
}

/* Takes what there is, up to the end of the line. */
static int take(struct lines *lines, bool *ends)
{
    struct source *source = lines->source;
    pass_feed(lines);
    while (source->at < source->filled && !*ends) {
        const unsigned char byte = source->bytes[source->at++];
        *ends = cursor_pass(&lines->cursor, byte);
        if (!*ends && !keep(lines, byte))
            return formats_no_memory(source->formats);
    }
    return NAAST_OK;
}

int lines_next(struct lines *lines, struct line *out, bool *more)
{
    struct source *source = lines->source;
    bool ends = false;
    int status = NAAST_OK;
    lines->used = 0;
    lines->cursor.fault = FMT_NONE;
    struct place place = lines->cursor.next;
    while (status == NAAST_OK && !ends && !source->ended) {
        status = source->at == source->filled ? source_fill(source) : take(lines, &ends);
        if (status == NAAST_OK && lines->used > lines->largest)
            status = source_lost(source, place, FMT_LINE_TOO_LARGE);
    }
    if (status == NAAST_OK && !ends)
        cursor_end(&lines->cursor);
    if (status == NAAST_OK && !keep(lines, '\0'))
        status = formats_no_memory(source->formats);
    if (status != NAAST_OK)
        return status;
    *more = ends || lines->used > 1;
    *out = (struct line){lines->text, lines->used - 1, place, lines->cursor.fault, lines->cursor.fault_place};
    return NAAST_OK;
}
