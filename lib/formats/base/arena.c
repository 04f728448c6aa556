/* arena.c: memory that belongs to one object and is released with it. */
#include "formats/base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "naast.h"

struct arena_block {
    struct arena_block *next;
    max_align_t data[];
};

static char nothing[1]; /* what is written there is one NUL */

void *memory_resize(const naast_allocator *allocator, void *ptr, size_t size)
{
    return allocator->resize != NULL ? allocator->resize(allocator->context, ptr, size) : realloc(ptr, size);
}

void memory_free(const naast_allocator *allocator, void *ptr)
{
    if (ptr == NULL)
        return;
    if (allocator->resize != NULL)
        (void)allocator->resize(allocator->context, ptr, 0);
    else
        free(ptr);
}

void *arena_get(struct arena *arena, size_t size)
{
    struct arena_block *block = NULL;
    if (size < SIZE_MAX / 2)
        block = memory_resize(&arena->allocator, NULL, sizeof *block + size);
    if (block == NULL) {
        arena->failed = true;
        return NULL;
    }
    memset(block, 0, sizeof *block + size);
    block->next = arena->blocks;
    arena->blocks = block;
    return block->data;
}

char *arena_bytes(struct arena *arena, const char *bytes, size_t length)
{
    char *text = arena_get(arena, length + 1);
    return text != NULL ? memcpy(text, bytes, length) : nothing;
}

char *arena_text(struct arena *arena, const char *text) { return arena_bytes(arena, text, strlen(text)); }

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    const int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = length < 0 ? NULL : arena_get(arena, (size_t)length + 1);
    if (text == NULL) {
        arena->failed = true;
        return nothing;
    }
    va_start(list, format);
    vsnprintf(text, (size_t)length + 1, format, list);
    va_end(list);
    return text;
}

void *arena_room(struct arena *arena, void *items, size_t count, size_t size, size_t *room)
{
    if (count < *room)
        return items;
    const size_t wanted = *room == 0 ? 16 : *room * 2;
    void *larger = wanted < SIZE_MAX / 2 / size ? arena_get(arena, wanted * size) : NULL;
    if (larger == NULL) {
        arena->failed = true;
        return NULL;
    }
    if (count > 0)
        memcpy(larger, items, count * size);
    *room = wanted;
    return larger;
}

int arena_status(const struct arena *arena) { return arena->failed ? NAAST_NO_MEMORY : NAAST_OK; }

void arena_free(struct arena *arena)
{
    while (arena->blocks != NULL) {
        struct arena_block *next = arena->blocks->next;
        memory_free(&arena->allocator, arena->blocks);
        arena->blocks = next;
    }
}
