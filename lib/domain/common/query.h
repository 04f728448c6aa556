/* query.h: what a person asks for, as words of full text; and why a text was found. */
#ifndef DOMAIN_COMMON_QUERY_H
#define DOMAIN_COMMON_QUERY_H

#include "naast.h"

enum { SEARCH_WORDS_MAX = 8, SEARCH_TEXT_BYTES = 1000 };

struct search_words {
    char *memory;
    const char *word[SEARCH_WORDS_MAX]; /* folded, each once; a text has it where one of its words begins so */
    int count;
};

/* text: as it was typed. Returns 0, NAAST_INVALID (no word, too many, not text) or NAAST_NO_MEMORY. */
int search_words_read(naast_store *store, const char *text, struct search_words *out);
void search_words_free(naast_store *store, struct search_words *words);

/* Which of the words (a bit each) are in a clean text. Returns 0 or NAAST_NO_MEMORY. */
int search_words_in(naast_store *store, const struct search_words *words, const char *text, unsigned *found);

/*
 * A piece of a clean text, on one line, around the first word that begins with `word`, else its beginning; … where
 * something was left out. *out: the result's. Returns 0 or NAAST_NO_MEMORY.
 */
int search_piece(naast_store *store, void *result, const char *text, const char *word, const char **out);

#endif
