/* memory.c: checked memory through the caller's allocator, and results: one object with an arena behind it. */
#include "base/env/memory.h"

#include "naast.h"

#include "base/env/env.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { ALIGN = alignof(max_align_t), FIRST_CHUNK = 512, LARGEST_CHUNK = 64 * 1024 };

struct chunk {
    struct chunk *next;
    size_t used, size;
    max_align_t data[];
};

struct result {
    naast_allocator allocator;
    struct chunk *chunks; /* the newest first: the one that is filled */
    void *other;          /* what it takes along */
    max_align_t object[];
};

/* NULL leaves the failure to the caller's env: NAAST_NO_MEMORY. */
static void *obtain(struct env *env, void *ptr, size_t size)
{
    void *block = env->allocator.resize(env->allocator.context, ptr, size);
    if (block == NULL)
        env_no_memory(env);
    return block;
}

void *mem_resize(struct env *env, void *ptr, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        env_no_memory(env);
        return NULL;
    }
    return obtain(env, ptr, bytes == 0 ? 1 : bytes);
}

void *mem_zero(struct env *env, size_t count, size_t size)
{
    void *block = mem_resize(env, NULL, count, size);
    if (block != NULL)
        memset(block, 0, count * size);
    return block;
}

void mem_free(struct env *env, void *ptr)
{
    if (ptr != NULL)
        (void)env->allocator.resize(env->allocator.context, ptr, 0);
}

int mem_reserve(struct env *env, void *items, size_t *capacity, size_t wanted, size_t size)
{
    void *block;
    size_t room = *capacity;
    if (wanted <= room)
        return 0;
    room = room < 8 ? 8 : room;
    while (room < wanted)
        room = room > SIZE_MAX / 2 ? wanted : room * 2;
    memcpy(&block, items, sizeof block);
    block = mem_resize(env, block, room, size);
    if (block == NULL)
        return NAAST_NO_MEMORY;
    memcpy(items, &block, sizeof block);
    *capacity = room;
    return 0;
}

static struct result *result_of(void *object)
{
    return (struct result *)((char *)object - offsetof(struct result, object));
}

void *result_new(struct env *env, size_t size)
{
    size_t bytes;
    struct result *result;
    if (__builtin_add_overflow(sizeof *result, size, &bytes)) {
        env_no_memory(env);
        return NULL;
    }
    result = obtain(env, NULL, bytes);
    if (result == NULL)
        return NULL;
    memset(result, 0, bytes);
    result->allocator = env->allocator;
    return result->object;
}

/* Each chunk is twice the one before, up to a limit; what is larger than half a chunk gets one of its own, behind the
 * one that is filled. */
static void *new_chunk(struct env *env, struct result *result, size_t bytes)
{
    struct chunk *newest = result->chunks, *chunk;
    size_t size = newest == NULL ? FIRST_CHUNK : newest->size * 2, whole;
    size = size > LARGEST_CHUNK ? LARGEST_CHUNK : size;
    int alone = bytes > size / 2;
    size = alone ? bytes : size;
    if (__builtin_add_overflow(sizeof *chunk, size, &whole)) {
        env_no_memory(env);
        return NULL;
    }
    chunk = obtain(env, NULL, whole);
    if (chunk == NULL)
        return NULL;
    memset(chunk, 0, whole);
    chunk->used = bytes;
    chunk->size = size;
    if (alone && newest != NULL) {
        chunk->next = newest->next;
        newest->next = chunk;
    } else {
        chunk->next = newest;
        result->chunks = chunk;
    }
    return chunk->data;
}

void *result_alloc(struct env *env, void *object, size_t count, size_t size)
{
    struct result *result = result_of(object);
    struct chunk *chunk = result->chunks;
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX - ALIGN) {
        env_no_memory(env);
        return NULL;
    }
    bytes = (bytes + ALIGN - 1) / ALIGN * ALIGN;
    if (chunk == NULL || bytes > chunk->size - chunk->used)
        return new_chunk(env, result, bytes);
    void *block = (char *)chunk->data + chunk->used;
    chunk->used += bytes;
    return block;
}

const char *result_text(struct env *env, void *result, const char *text)
{
    if (text == NULL || *text == '\0')
        return "";
    size_t len = strlen(text) + 1;
    char *copy = result_alloc(env, result, len, 1);
    if (copy != NULL)
        memcpy(copy, text, len);
    return copy;
}

void result_take_along(void *object, void *other) { result_of(object)->other = other; }

void naast_free(void *object)
{
    if (object == NULL)
        return;
    struct result *result = result_of(object);
    naast_free(result->other);
    naast_allocator allocator = result->allocator;
    for (struct chunk *chunk = result->chunks; chunk != NULL;) {
        struct chunk *next = chunk->next;
        (void)allocator.resize(allocator.context, chunk, 0);
        chunk = next;
    }
    (void)allocator.resize(allocator.context, result, 0);
}
