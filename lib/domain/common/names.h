/* names.h: whether what somebody typed is a name, or a part of it by which people are called. */
#ifndef DOMAIN_COMMON_NAMES_H
#define DOMAIN_COMMON_NAMES_H

#include <stddef.h>

/*
 * The words of a folded text (text_fold), a space between: apostrophes and dots gone, a hyphen keeps a word whole.
 * turns: "Surname, First" is turned round. out: room for the text and its NUL. Returns the length.
 */
size_t name_key(const char *folded, int turns, char *out);

enum fit { FIT_NOT, FIT_PART, FIT_WHOLE };

/*
 * Both are keys. A part is a run of words at the beginning, one at the end, or both with a gap: "karim", "el amrani"
 * and "karim amrani" are "karim el amrani". Never a part of a word, nor one letter that has a large and a small form.
 */
enum fit name_fits(const char *name, const char *typed);

/* How far a name is from what was typed: NAME_BEGINS where one of its words, and what follows, begins so; else how many
 * letters differ; NAME_FAR: too many for a mistake. */
enum { NAME_BEGINS = 0, NAME_FAR = 3 };
int name_distance(const char *name, const char *typed);

#endif
