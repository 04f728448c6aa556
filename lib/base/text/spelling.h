/* spelling.h: whether two wordings differ in nothing but spelling. */
#ifndef BASE_TEXT_SPELLING_H
#define BASE_TEXT_SPELLING_H

struct env;

/*
 * Whether `now` says what `was` says, but for slips of the pen: the same words in the same order, what is between them
 * the same but for white space. A word may differ in case. One word in ten (at least one) may have a letter too many,
 * too few, another one, or two that changed places, if it has seven letters or more and the slip is not among its first
 * two or last two; or a letter doubled or no longer doubled, if it has four or more. A word beside a digit, a sign, an
 * apostrophe or a hyphen stays as it is. Both are clean texts. Returns 0 or NAAST_NO_MEMORY.
 */
int text_is_respelled(struct env *env, const char *was, const char *now, int *out);

#endif
