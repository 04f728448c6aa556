/* names.c: names compared as people say them: by whole words, from the beginning or to the end. */
#include "domain/common/names.h"

#include "base/text/text.h"
#include "base/text/unicode.h"

#include <string.h>

/* ---- the key ---- */

/* Adds the words of the first len bytes, a space between; out may be from. Commas part words: what they said was taken
 * from them. */
static size_t add_words(const char *from, size_t len, char *out, size_t used)
{
    int gap = used > 0;
    for (size_t k = 0; k < len; k++) {
        if (from[k] == ' ' || from[k] == ',') {
            gap = used > 0;
            continue;
        }
        if (gap)
            out[used++] = ' ';
        gap = 0;
        out[used++] = from[k];
    }
    return used;
}

/* "Surname, First": the one comma, with a name on either side; NULL: it is written otherwise. */
static const char *turning_comma(const char *text)
{
    const char *comma = strchr(text, ',');
    if (comma == NULL || strchr(comma + 1, ',') != NULL)
        return NULL;
    const int before = (size_t)(comma - text) > strspn(text, " ");
    return before && comma[1 + strspn(comma + 1, " ")] != '\0' ? comma : NULL;
}

size_t name_key(const char *folded, int turns, char *out)
{
    const char *comma = turns ? turning_comma(folded) : NULL;
    size_t len = 0;
    if (comma != NULL) {
        len = add_words(comma + 1, strlen(comma + 1), out, 0);
        len = add_words(folded, (size_t)(comma - folded), out, len);
    } else {
        len = add_words(folded, strlen(folded), out, 0);
    }
    out[len] = '\0';
    text_close_up(out);
    len = add_words(out, strlen(out), out, 0); /* a dot of its own left a space on either side */
    out[len] = '\0';
    return len;
}

/* ---- what fits ---- */

static int begins_with(const char *name, const char *run, size_t len)
{
    return len == 0 || (strncmp(name, run, len) == 0 && (name[len] == ' ' || name[len] == '\0'));
}

static int ends_with(const char *name, size_t name_len, const char *run, size_t len)
{
    if (len == 0)
        return 1;
    if (len > name_len || memcmp(name + name_len - len, run, len) != 0)
        return 0;
    return len == name_len || name[name_len - len - 1] == ' ';
}

static int is_cased(int32_t c)
{
    const utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_LL || category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

/* An initial, or signs without a word, would fit a great many names. */
static int says_enough(const char *typed)
{
    int32_t c = 0;
    size_t word;
    const size_t first = unicode_next(typed, strlen(typed), &c);
    return text_next_word(typed, &word) != NULL && !(typed[first] == '\0' && is_cased(c));
}

enum fit name_fits(const char *name, const char *typed)
{
    const size_t name_len = strlen(name), len = strlen(typed);
    if (len == 0 || len > name_len)
        return FIT_NOT;
    if (strcmp(name, typed) == 0)
        return FIT_WHOLE;
    for (size_t at = 0; at <= len; at++) { /* where what was typed falls apart into a beginning and an end */
        if (at > 0 && at < len && typed[at] != ' ')
            continue;
        const size_t rest = at == 0 || at == len ? at : at + 1;
        if (begins_with(name, typed, at) && ends_with(name, name_len, typed + rest, len - rest))
            return says_enough(typed) ? FIT_PART : FIT_NOT;
    }
    return FIT_NOT;
}

/* ---- what is near ---- */

enum { LONGEST = 60 };

/* The characters of the first len bytes; 0 for more than are compared. */
static size_t characters(const char *text, size_t len, int32_t out[LONGEST])
{
    size_t count = 0;
    for (size_t used; len > 0; text += used, len -= used) {
        if (count == LONGEST || (used = unicode_next(text, len, &out[count])) == 0)
            return 0;
        count++;
    }
    return count;
}

static int least(int a, int b) { return a < b ? a : b; }

/* How many characters must change, come or go; two neighbours that changed places are one. */
static int count_changes(const int32_t *a, size_t la, const int32_t *b, size_t lb)
{
    int rows[3][LONGEST + 1];
    for (size_t j = 0; j <= lb; j++)
        rows[0][j] = (int)j;
    for (size_t i = 1; i <= la; i++) {
        int *now = rows[i % 3], *up = rows[(i - 1) % 3], *twice = rows[(i + 1) % 3];
        now[0] = (int)i;
        for (size_t j = 1; j <= lb; j++) {
            now[j] = least(up[j - 1] + (a[i - 1] != b[j - 1]), least(up[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], twice[j - 2] + 1);
        }
    }
    return rows[la % 3][lb];
}

/* A slip of the fingers: one in a short name, two in a longer one. A script without case has whole words in a letter.
 */
static int slips_allowed(const int32_t *typed, size_t count)
{
    if (count >= 6)
        return 2;
    return count >= 3 || (count == 2 && !is_cased(typed[0])) ? 1 : 0;
}

/* Which characters there are, as bits that some share. */
static uint64_t letters(const int32_t *chars, size_t count)
{
    uint64_t bits = 0;
    for (size_t k = 0; k < count; k++)
        bits |= UINT64_C(1) << ((uint32_t)chars[k] & 63);
    return bits;
}

/* Whether more bits are set than are allowed. */
static int more_than(uint64_t bits, int allowed)
{
    for (; bits != 0 && allowed >= 0; allowed--)
        bits &= bits - 1;
    return allowed < 0;
}

/* A character of the one that the other lacks is a slip: most names are seen to be far by that, without comparing. */
static int slips(const int32_t *typed, size_t count, const char *name, size_t len)
{
    enum { BYTES_MAX = 4 };
    int32_t other[LONGEST];
    const int allowed = slips_allowed(typed, count);
    if (len + (size_t)allowed < count || len > (count + (size_t)allowed) * BYTES_MAX)
        return NAME_FAR;
    const size_t others = characters(name, len, other);
    const size_t apart = others > count ? others - count : count - others;
    if (others == 0 || apart > (size_t)allowed)
        return NAME_FAR;
    const uint64_t mine = letters(typed, count), theirs = letters(other, others);
    if (more_than(mine & ~theirs, allowed) || more_than(theirs & ~mine, allowed))
        return NAME_FAR;
    const int changes = count_changes(typed, count, other, others);
    return changes <= allowed ? changes : NAME_FAR;
}

static size_t count_words(const char *key)
{
    size_t count = *key != '\0';
    for (; *key != '\0'; key++)
        count += *key == ' ';
    return count;
}

/* How many bytes the first `count` words have. */
static size_t first_words(const char *key, size_t count)
{
    const char *at = key;
    for (; *at != '\0'; at++)
        if (*at == ' ' && --count == 0)
            break;
    return (size_t)(at - key);
}

/* 0: a word begins so; 1: what follows a hyphen does; -1: nothing does. */
static int find_beginning(const char *name, const char *typed)
{
    int best = -1;
    for (const char *at = strstr(name, typed); at != NULL; at = strstr(at + 1, typed)) {
        if (at == name || at[-1] == ' ')
            return NAME_BEGINS;
        if (at[-1] == '-')
            best = 1;
    }
    return best;
}

int name_distance(const char *name, const char *typed)
{
    int32_t chars[LONGEST];
    size_t word;
    if (text_next_word(typed, &word) == NULL || *name == '\0')
        return NAME_FAR;
    const int beginning = find_beginning(name, typed);
    const size_t count = characters(typed, strlen(typed), chars);
    if (beginning >= 0 || count == 0)
        return beginning >= 0 ? beginning : NAME_FAR;
    const size_t wanted = count_words(typed), there = count_words(name), len = strlen(name);
    int distance = slips(chars, count, name, len);
    if (there > wanted) {
        const size_t before = first_words(name, there - wanted) + 1;
        distance = least(distance, slips(chars, count, name, first_words(name, wanted)));
        distance = least(distance, slips(chars, count, name + before, len - before));
    }
    return distance;
}
