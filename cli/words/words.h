/* words.h: every word the command line says itself, in English and Dutch, complete by construction. */
#ifndef CLI_WORDS_WORDS_H
#define CLI_WORDS_WORDS_H

#include "naast.h"

/* One id for each WORD(ID, "english", "dutch") of words.def: W_ID. */
enum word {
    W_NONE, /* says nothing */
#define WORD(id, en, nl) W_##id,
#include "words/words.def"
#undef WORD
    W_COUNT
};

/* The words as they are, placeholders and all. Never NULL. */
const char *word_in(naast_language language, enum word id);

#endif
