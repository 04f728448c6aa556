/* safe.h: text that hides nothing and turns nothing. */
#ifndef FORMATS_BASE_SAFE_H
#define FORMATS_BASE_SAFE_H

#include <stddef.h>

struct arena;

/* A character of a text as it can be shown: itself, or an escape in its place. */
struct shown {
    const char *text; /* of `length` bytes */
    size_t length;
    size_t read; /* bytes of the text that it stands for */
    char escape[12];
};

/*
 * The next character of a text with `left` bytes, as naast_text_safe shows it. how: of naast_shown.
 */
void show_next(const char *text, size_t left, int how, struct shown *out);

/* The whole text; "" when there is no memory, which the arena remembers. */
const char *safe_text(struct arena *arena, const char *text, int how);

#endif
