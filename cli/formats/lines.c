/* lines.c: a file line by line: LF, CR LF or CR end one. */
#include "formats/lines.h"

#include <stdbool.h>
#include <stdlib.h>

#include "naast.h"
#include "formats/reader.h"
#include "formats/row.h"
#include "formats/source.h"
#include "words/words.h"

void import_lines_begin(struct import_lines *lines, struct import_source *source, size_t largest)
{
    *lines = (struct import_lines){.source = source, .largest = largest};
    import_cursor_begin(&lines->cursor);
}

void import_lines_end(struct import_lines *lines) { free(lines->text); }

static bool keep(struct import_lines *lines, unsigned char byte)
{
    void *text = lines->text;
    bool fits = make_room(&text, &lines->room, lines->used + 1, 1);
    lines->text = text;
    if (fits)
        lines->text[lines->used++] = (char)byte;
    return fits;
}

/* The LF of a CR LF, whose line ended with the CR. */
static void pass_feed(struct import_lines *lines)
{
    struct import_source *source = lines->source;
    if (lines->cursor.after_return && source->at < source->filled && source->bytes[source->at] == '\n')
        import_cursor_pass(&lines->cursor, source->bytes[source->at++]);
}

/* Takes what there is, up to the end of the line. */
static int take(struct import_lines *lines, bool *ends)
{
    struct import_source *source = lines->source;
    pass_feed(lines);
    while (source->at < source->filled && !*ends) {
        const unsigned char byte = source->bytes[source->at++];
        *ends = import_cursor_pass(&lines->cursor, byte);
        if (!*ends && !keep(lines, byte))
            return import_no_memory(source->cli);
    }
    return NAAST_OK;
}

int import_lines_next(struct import_lines *lines, struct import_line *out, bool *more)
{
    struct import_source *source = lines->source;
    bool ends = false;
    int status = NAAST_OK;
    lines->used = 0;
    lines->cursor.fault = W_NONE;
    struct import_place place = lines->cursor.next;
    while (status == NAAST_OK && !ends && !source->ended) {
        status = source->at == source->filled ? import_source_fill(source) : take(lines, &ends);
        if (status == NAAST_OK && lines->used > lines->largest)
            status = import_lost(source, place, W_IMPORT_LINE_TOO_LARGE);
    }
    if (status == NAAST_OK && !ends)
        import_cursor_end(&lines->cursor);
    if (status == NAAST_OK && !keep(lines, '\0'))
        status = import_no_memory(source->cli);
    if (status != NAAST_OK)
        return status;
    *more = ends || lines->used > 1;
    *out = (struct import_line){lines->text, lines->used - 1, place, lines->cursor.fault, lines->cursor.fault_place};
    return NAAST_OK;
}
