/* utf8.h: bytes and characters; needs nothing, so that reporting a failure can use it. */
#ifndef BASE_ENV_UTF8_H
#define BASE_ENV_UTF8_H

#include <stddef.h>

/* The length in bytes of the longest prefix of at most max bytes that ends at a character's edge. */
size_t utf8_fit(const char *text, size_t max);

#endif
