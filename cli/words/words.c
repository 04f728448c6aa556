/* words.c: the two languages side by side. */
#include "words/words.h"

static const struct {
    const char *in[2];
} all_words[W_COUNT] = {
    [W_NONE] = {{"", ""}},
#define WORD(id, en, nl) [W_##id] = {{en, nl}},
#include "words/words.def"
#undef WORD
};

const char *word_in(naast_language language, enum word id)
{
    return all_words[id < W_COUNT ? id : W_NONE].in[language == NAAST_LANGUAGE_DUTCH];
}
