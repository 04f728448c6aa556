/* unicode.h: characters and normal forms, for the texts of this folder. */
#ifndef BASE_TEXT_UNICODE_H
#define BASE_TEXT_UNICODE_H

#include <stddef.h>
#include <stdint.h>
#include <utf8proc.h>

struct env;

/* The next character; its length, or 0 where the bytes are not UTF-8: surrogates and overlong forms are not. */
size_t unicode_next(const char *at, size_t len, int32_t *out);
int unicode_is_space(int32_t c);
/* A letter or digit of any script that shows: Hangul fillers are letters by their category, and show nothing. */
int unicode_is_letter_or_digit(int32_t c);

/*
 * The characters of a clean text, decomposed by utf8proc's options and in canonical order, with room behind them for
 * unicode_compose. *out: mem_free. Returns 0 or NAAST_NO_MEMORY.
 */
int unicode_decompose(struct env *env, const char *text, int options, int32_t **out, size_t *count);
/* The same memory, now holding the composed text. */
char *unicode_compose(int32_t *chars, size_t count);

#endif
