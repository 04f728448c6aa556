/* row.c: rows in the making. */
#include "formats/row.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "formats/source.h"
#include "words/words.h"

bool make_room(void **list, size_t *room, size_t wanted, size_t size)
{
    if (wanted <= *room)
        return true;
    size_t larger = *room * 2 > wanted ? *room * 2 : wanted;
    void *moved = reallocarray(*list, larger, size);
    if (moved == NULL)
        return false;
    *list = moved;
    *room = larger;
    return true;
}

void row_maker_begin(struct row_maker *maker)
{
    maker->row = (struct import_row){.fault = W_NONE};
    maker->used = 0;
}

bool row_maker_add(struct row_maker *maker, const char *text, size_t length, struct import_place place)
{
    void *fields = maker->fields, *bytes = maker->bytes;
    bool fits = make_room(&fields, &maker->field_room, maker->row.count + 1, sizeof *maker->fields);
    maker->fields = fields;
    fits = fits && make_room(&bytes, &maker->room, maker->used + length + 1, 1);
    maker->bytes = bytes;
    if (!fits)
        return false;
    maker->fields[maker->row.count++] = (struct import_field){maker->used, length, place};
    if (length > 0)
        memcpy(maker->bytes + maker->used, text, length);
    maker->used += length;
    maker->bytes[maker->used++] = '\0';
    return true;
}

const struct import_row *row_maker_end(struct row_maker *maker)
{
    maker->row.bytes = maker->bytes;
    maker->row.fields = maker->fields;
    return &maker->row;
}

void row_maker_free(struct row_maker *maker)
{
    free(maker->fields);
    free(maker->bytes);
}
