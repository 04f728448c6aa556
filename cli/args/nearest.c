/* nearest.c: the word that was probably meant. */
#include "args/nearest.h"

#include <string.h>

enum { LONGEST = 40 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* How many letters must change, come or go (two neighbours that changed places: one); LONGEST where a word is too long
 * to compare. */
static size_t distance(const char *a, const char *b)
{
    size_t la = strlen(a), lb = strlen(b), rows[3][LONGEST + 1];
    if (la >= LONGEST || lb >= LONGEST)
        return LONGEST;
    for (size_t j = 0; j <= lb; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= la; i++) {
        size_t *now = rows[i % 3], *up = rows[(i - 1) % 3], *twice = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= lb; j++) {
            size_t changed = up[j - 1] + (a[i - 1] != b[j - 1]);
            now[j] = least(changed, least(up[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], twice[j - 2] + 1);
        }
    }
    return rows[la % 3][lb];
}

const char *args_nearest(const char *typed, const char *const *words_there, size_t count)
{
    const char *nearest = NULL;
    size_t best = strlen(typed) / 3 + 2;
    for (size_t i = 0; i < count; i++) {
        size_t now = distance(typed, words_there[i]);
        if (now < best && now < strlen(words_there[i])) {
            best = now;
            nearest = words_there[i];
        }
    }
    return nearest;
}
