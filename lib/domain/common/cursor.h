/* cursor.h: where the next page of a list begins, as text: the row that came last, and what it was sorted by then. */
#ifndef DOMAIN_COMMON_CURSOR_H
#define DOMAIN_COMMON_CURSOR_H

#include <stdint.h>

struct env;

/* By what a list is sorted. */
enum cursor_key { CURSOR_BY_ID, CURSOR_NULL, CURSOR_INT, CURSOR_TEXT };

/*
 * The key is kept, and not read again, so that a row that changes between two pages takes no others with it. By the id
 * alone, as a list by number has it or a person types it ("42", "D42"), the caller reads the key where it needs one.
 */
struct cursor {
    int64_t id; /* 0: from the first */
    enum cursor_key key;
    int64_t number;
    const char *text; /* of CURSOR_TEXT */
    char *memory;     /* of one that was read: its text */
};

/* The text of a cursor, owned by the result; NULL when there is no memory. */
const char *cursor_write(struct env *env, void *result, const struct cursor *cursor);

/* NULL and "" are the first page. *out: release with cursor_free, whatever came of it. NAAST_INVALID: it is no cursor.
 */
int cursor_read(struct env *env, const char *after, struct cursor *out);
void cursor_free(struct env *env, struct cursor *cursor);

#endif
