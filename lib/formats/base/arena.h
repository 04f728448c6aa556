/* arena.h: memory that belongs to one object and is released with it. */
#ifndef FORMATS_BASE_ARENA_H
#define FORMATS_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "naast.h"

/*
 * Texts are made in many steps, each of which may lack memory. Those that make texts then give "" and remember that in
 * `failed`, so that whoever made a whole page or mapping asks once, at its end: arena_status. Those that make room for
 * other things give NULL as well.
 */
struct arena {
    naast_allocator allocator;
    struct arena_block *blocks;
    bool failed; /* something was not made: there was no memory */
};

/* Zeroed; NULL when there is no memory. */
void *arena_get(struct arena *arena, size_t size);
char *arena_text(struct arena *arena, const char *text);
char *arena_bytes(struct arena *arena, const char *bytes, size_t length); /* a NUL follows */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* An array of `count` things of that size, with room for one more: in its place, or in a larger one. *room: for how
 * many. NULL, and the array as it was, when there is no memory. */
void *arena_room(struct arena *arena, void *items, size_t count, size_t size, size_t *room);

/* NAAST_OK, or NAAST_NO_MEMORY if something was not made. */
int arena_status(const struct arena *arena);

void arena_free(struct arena *arena);

/* Memory that grows and shrinks on its own: as realloc and free. NULL when there is no memory. */
void *memory_resize(const naast_allocator *allocator, void *ptr, size_t size);
void memory_free(const naast_allocator *allocator, void *ptr);

#endif
