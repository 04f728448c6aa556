/* nearest.h: the word that was probably meant. */
#ifndef CLI_ARGS_NEAREST_H
#define CLI_ARGS_NEAREST_H

#include <stddef.h>

/* Of `count` words the one nearest to what was typed, near enough to be meant; NULL: none is. */
const char *args_nearest(const char *typed, const char *const *words, size_t count);

#endif
