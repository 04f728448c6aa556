/* text.h: text from outside: valid UTF-8, NFC, size-capped, and its folded form for search and matching. */
#ifndef BASE_TEXT_TEXT_H
#define BASE_TEXT_TEXT_H

#include <stddef.h>

struct env;

enum text_rule {
    TEXT_LINE = 0,    /* no control characters at all */
    TEXT_LINES = 1,   /* line feeds and tabs are allowed; CR LF becomes LF */
    TEXT_SPEAKS = 4,  /* it may be left empty; else it says something: see text_says_something */
    TEXT_REQUIRED = 2 /* it may not be left empty, and says something */
};

/*
 * Checks and normalises a text (NFC, surrounding white space off). what: its name in messages. NULL stays NULL unless
 * required. *out: release with mem_free. Returns 0, NAAST_INVALID or NAAST_NO_MEMORY.
 */
int text_clean(struct env *env, const char *what, const char *text, size_t max_bytes, int rules, char **out);

/*
 * Whether a text has a letter or digit, of any script. One that has none says nothing: invisible characters, signs, and
 * the "…" that commands show where something is to be filled in. text: valid UTF-8.
 */
int text_says_something(const char *text);

/* Case folded, marks stripped, white space runs made one space: "Café  de Wit" -> "cafe de wit". text must be clean.
 * *out: mem_free. */
int text_fold(struct env *env, const char *text, char **out);

/* Removes, in place, the signs inside a word that do not divide it, so that "B.V." is one word and "O'Neill" too:
 * dots and apostrophes, whichever are typed. One hyphen is as good as another. */
void text_close_up(char *text);

/*
 * The words of a text, folded: each once, in the order of their bytes, a space between; "" where there is none. A word
 * is a run of letters, digits and signs such as emoji, of which the first TEXT_WORD_BYTES count. text must be clean.
 * *out: mem_free.
 */
enum { TEXT_WORD_BYTES = 64 };
int text_words(struct env *env, const char *text, char **out);

/* The next word at or after text, and its length in bytes; NULL when there is none. As written: not folded, not cut.
 */
const char *text_next_word(const char *text, size_t *len);

/* A code: small letters, digits and underscores, beginning with a letter, 1 to 40 bytes. */
int text_is_code(const char *text);

/* Equal, both NULL and "" meaning none. */
int text_equal(const char *a, const char *b);

#endif
