/* row.c: rows in the making. */
#include "formats/rows/row.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "formats/base/arena.h"
#include "formats/rows/source.h"

bool make_room(const naast_allocator *allocator, void **list, size_t *room, size_t wanted, size_t size)
{
    if (wanted <= *room)
        return true;
    size_t larger = *room * 2 > wanted ? *room * 2 : wanted;
    void *moved = larger < SIZE_MAX / 2 / size ? memory_resize(allocator, *list, larger * size) : NULL;
    if (moved == NULL)
        return false;
    *list = moved;
    *room = larger;
    return true;
}

void row_maker_begin(struct row_maker *maker, struct place place)
{
    maker->row = (naast_row){.text_size = sizeof(naast_row_text), .line = place.line, .column = place.column};
    maker->fault = FMT_NONE;
    maker->reason = maker->raw = NULL;
    maker->used = 0;
}

bool row_maker_add(struct row_maker *maker, const char *text, size_t length, struct place place)
{
    void *texts = maker->texts, *bytes = maker->bytes;
    bool fits = make_room(maker->allocator, &texts, &maker->text_room, maker->row.text_count + 1, sizeof *maker->texts);
    maker->texts = texts;
    fits = fits && make_room(maker->allocator, &bytes, &maker->room, maker->used + length + 1, 1);
    maker->bytes = bytes;
    if (!fits)
        return false;
    maker->texts[maker->row.text_count++] = (naast_row_text){NULL, length, place.line, place.column};
    if (length > 0)
        memcpy(maker->bytes + maker->used, text, length);
    maker->used += length;
    maker->bytes[maker->used++] = '\0';
    return true;
}

void row_maker_end(struct row_maker *maker)
{
    const char *at = maker->bytes;
    for (size_t i = 0; i < maker->row.text_count; i++) {
        maker->texts[i].text = at;
        at += maker->texts[i].length + 1;
    }
    maker->row.texts = maker->texts;
}

void row_maker_fault(struct row_maker *maker, enum fmt_message fault, const char *reason, struct place place)
{
    if (maker->fault != FMT_NONE)
        return;
    maker->fault = fault;
    maker->reason = reason;
    maker->fault_place = place;
}

void row_maker_free(struct row_maker *maker)
{
    if (maker->allocator == NULL)
        return;
    memory_free(maker->allocator, maker->texts);
    memory_free(maker->allocator, maker->bytes);
}
