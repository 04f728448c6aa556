/* hints.c: what can be typed after a failure of the library, by the code of it. */
#include "term/hints.h"

#include <stddef.h>
#include <string.h>

enum word hint_of(const char *code)
{
    static const struct {
        const char *code;
        enum word word;
    } hints[] = {
#define HINT(code, word) {code, W_##word},
#include "term/hints.def"
#undef HINT
    };
    for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++)
        if (strcmp(hints[i].code, code) == 0)
            return hints[i].word;
    return W_NONE;
}
