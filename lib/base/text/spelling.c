/*
 * spelling.c: whether two wordings differ in nothing but spelling.
 *
 * A word of the customer stays good when a slip in it is mended, so what counts as a slip must not be able to change
 * what was said: "now" and "not", 40 and 4, "can't" and "can" are no slips. What is not surely one is none.
 */
#include "base/text/spelling.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/unicode.h"

#include <string.h>

enum { LONG_WORD = 7, DOUBLED_WORD = 4, UNTOUCHED = 2, WORDS_A_SLIP = 10 };

/* The characters of a text that show. */
struct letters {
    int32_t *at;
    size_t count;
};

struct word {
    const int32_t *at;
    size_t count;
    int kept; /* what is beside it keeps it as it is */
};

static int is_of_word(int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return 1;
    default:
        return 0;
    }
}

static int is_cased(int32_t c) { return utf8proc_tolower(c) != utf8proc_toupper(c); }

/* What parts a word from others and belongs to neither. Anything else that is no letter makes one of what it joins. */
static int parts_words(int32_t c)
{
    static const char marks[] = ".,;:!?()\"[]";
    if (c < 0x80)
        return unicode_is_space(c) || strchr(marks, (int)c) != NULL;
    return unicode_is_space(c) || c == 0x2026 || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB;
}

static int letters_read(struct env *env, const char *text, struct letters *out)
{
    return unicode_decompose(env, text, UTF8PROC_STABLE | UTF8PROC_IGNORE, &out->at, &out->count);
}

/* The next word from *at on, which comes to stand behind it; count 0: there is none. */
static struct word word_next(const struct letters *letters, size_t *at)
{
    struct word word = {0};
    size_t first = *at;
    while (first < letters->count && !is_of_word(letters->at[first]))
        first++;
    size_t end = first;
    while (end < letters->count && is_of_word(letters->at[end]))
        end++;
    word.at = letters->at + first;
    word.count = end - first;
    word.kept =
        (first > 0 && !parts_words(letters->at[first - 1])) || (end < letters->count && !parts_words(letters->at[end]));
    *at = end;
    return word;
}

/* Whether what is between two words is the same but for white space. White space is as good as more of it, not as none:
 * a hyphen alone and one with spaces are two things. */
static int same_between(const struct letters *a, size_t from_a, size_t to_a, const struct letters *b, size_t from_b,
                        size_t to_b)
{
    for (;;) {
        const size_t begin_a = from_a, begin_b = from_b;
        while (from_a < to_a && unicode_is_space(a->at[from_a]))
            from_a++;
        while (from_b < to_b && unicode_is_space(b->at[from_b]))
            from_b++;
        if ((from_a > begin_a) != (from_b > begin_b))
            return 0;
        if (from_a == to_a || from_b == to_b)
            return from_a == to_a && from_b == to_b;
        if (a->at[from_a++] != b->at[from_b++])
            return 0;
    }
}

/* ---- one word ---- */

static int same_letter(int32_t a, int32_t b) { return a == b || utf8proc_tolower(a) == utf8proc_tolower(b); }

static size_t same_ahead(const struct word *a, const struct word *b)
{
    size_t k = 0;
    while (k < a->count && k < b->count && same_letter(a->at[k], b->at[k]))
        k++;
    return k;
}

static size_t same_behind(const struct word *a, const struct word *b)
{
    size_t k = 0;
    while (k < a->count && k < b->count && same_letter(a->at[a->count - 1 - k], b->at[b->count - 1 - k]))
        k++;
    return k;
}

static int within(size_t first, size_t last, size_t count) { return first >= UNTOUCHED && last + UNTOUCHED < count; }

/* Of words of one length: another letter, or two neighbours that changed places. */
static int is_replaced(const struct word *was, const struct word *now)
{
    const size_t first = same_ahead(was, now), last = was->count - 1 - same_behind(was, now);
    if (was->count < LONG_WORD || !within(first, last, was->count))
        return 0;
    if (first == last)
        return is_cased(was->at[first]) && is_cased(now->at[first]);
    return last == first + 1 && same_letter(was->at[first], now->at[last]) &&
           same_letter(was->at[last], now->at[first]) && is_cased(was->at[first]) && is_cased(was->at[last]);
}

/* The longer has one letter more, which may be any of those from `low` to `high`: they are the same letter. */
static int is_one_more(const struct word *was, const struct word *longer, const struct word *shorter)
{
    const size_t ahead = same_ahead(longer, shorter), behind = same_behind(longer, shorter);
    if (ahead + behind < shorter->count)
        return 0;
    const size_t high = ahead, low = longer->count - 1 - behind;
    if (!is_cased(longer->at[high]))
        return 0;
    if (low + 1 == high) /* it is beside its like: of two, which is one too many does not matter */
        return was->count >= DOUBLED_WORD;
    return was->count >= LONG_WORD && within(low, high, longer->count);
}

enum likeness { SAME, SLIP, OTHER };

static enum likeness word_likeness(const struct word *was, const struct word *now)
{
    if (was->kept || now->kept)
        return was->count == now->count && memcmp(was->at, now->at, was->count * sizeof *was->at) == 0 ? SAME : OTHER;
    if (was->count == now->count) {
        if (same_ahead(was, now) == was->count)
            return SAME;
        return is_replaced(was, now) ? SLIP : OTHER;
    }
    if (was->count + 1 == now->count)
        return is_one_more(was, now, was) ? SLIP : OTHER;
    if (now->count + 1 == was->count)
        return is_one_more(was, was, now) ? SLIP : OTHER;
    return OTHER;
}

/* ---- all of them ---- */

static int respelled(const struct letters *was, const struct letters *now)
{
    size_t at_was = 0, at_now = 0, words = 0, slips = 0;
    for (;;) {
        const size_t from_was = at_was, from_now = at_now;
        const struct word a = word_next(was, &at_was), b = word_next(now, &at_now);
        const size_t first_was = at_was - a.count, first_now = at_now - b.count;
        if (!same_between(was, from_was, first_was, now, from_now, first_now))
            return 0;
        if (a.count == 0 || b.count == 0)
            return a.count == 0 && b.count == 0 && (slips <= 1 || slips * WORDS_A_SLIP <= words);
        const enum likeness likeness = word_likeness(&a, &b);
        if (likeness == OTHER)
            return 0;
        slips += likeness == SLIP;
        words++;
    }
}

int text_is_respelled(struct env *env, const char *was, const char *now, int *out)
{
    struct letters a = {0}, b = {0};
    int status = letters_read(env, was, &a);
    if (status == 0)
        status = letters_read(env, now, &b);
    if (status == 0)
        *out = respelled(&a, &b);
    mem_free(env, a.at);
    mem_free(env, b.at);
    return status;
}
