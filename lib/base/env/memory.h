/* memory.h: checked memory, and result objects that own everything they point to. */
#ifndef BASE_ENV_MEMORY_H
#define BASE_ENV_MEMORY_H

#include <stddef.h>

struct env;

/* As realloc and free, through env's allocator. NULL, with the failure set, when there is no memory. count * size is
 * checked. */
void *mem_resize(struct env *env, void *ptr, size_t count, size_t size);
void *mem_zero(struct env *env, size_t count, size_t size);
void mem_free(struct env *env, void *ptr);

/*
 * A result: a zeroed object of `size` bytes, with an arena behind it for what it points to. naast_free releases both.
 * A result keeps its own copy of the allocator, so it may outlive env.
 */
void *result_new(struct env *env, size_t size);
/* Zeroed memory owned by the result; NULL, with env's failure set, when there is none. Never moves. */
void *result_alloc(struct env *env, void *result, size_t count, size_t size);
/* A copy of text owned by the result; text NULL gives "". */
const char *result_text(struct env *env, void *result, const char *text);

/* One other result, which naast_free releases together with this one. */
void result_take_along(void *result, void *other);

/* A growable array: grows *items (of `size` bytes each) so that it holds at least `wanted`. Returns 0 or
 * NAAST_NO_MEMORY. */
int mem_reserve(struct env *env, void *items, size_t *capacity, size_t wanted, size_t size);

#endif
