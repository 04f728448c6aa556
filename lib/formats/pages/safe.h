/* safe.h: text that hides nothing and turns nothing. */
#ifndef FORMATS_PAGES_SAFE_H
#define FORMATS_PAGES_SAFE_H

#include <stdbool.h>
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
 * The next character of a text with `left` bytes: controls and DEL as \x1b, newlines as \n (unless they are kept), tabs
 * as \t, C1 controls, bidi overrides and isolates, zero-width and line separators as \u202e, bytes that are no UTF-8 as
 * \xff. What is shown is not escaped again: doing it twice changes nothing.
 */
void show_next(const char *text, size_t left, bool keep_newlines, struct shown *out);

/* The whole text; "" when there is no memory, which the arena remembers. */
const char *safe_text(struct arena *arena, const char *text, bool keep_newlines);

#endif
