/* unicode.c: utf8proc's tables behind what texts need of them, through env's memory and in linear time. */
#include "base/text/unicode.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"

#include <string.h>

size_t unicode_next(const char *at, size_t len, int32_t *out)
{
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)at, (utf8proc_ssize_t)len, out);
    return used > 0 ? (size_t)used : 0;
}

int unicode_is_space(int32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

int unicode_is_letter_or_digit(int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return !utf8proc_get_property(c)->ignorable;
    default:
        return 0;
    }
}

/* Takes the characters apart by utf8proc's rules, as many as fit in room; how many there are. */
static size_t take_apart(const char *text, int options, int32_t *out, size_t room)
{
    size_t len = strlen(text), count = 0;
    for (size_t at = 0; at < len;) {
        int32_t c = 0;
        int boundary = 0;
        size_t used = unicode_next(text + at, len - at, &c);
        if (used == 0)
            break;
        at += used;
        utf8proc_ssize_t left = (utf8proc_ssize_t)(room > count ? room - count : 0);
        count += (size_t)utf8proc_decompose_char(c, left > 0 ? out + count : NULL, left, (utf8proc_option_t)options,
                                                 &boundary);
    }
    return count;
}

static int combining(int32_t c) { return (int)utf8proc_get_property(c)->combining_class; }

/* Stable, by counting the classes. */
static void order_long_run(int32_t *run, size_t count, int32_t *scratch)
{
    enum { CLASSES = 256 };
    size_t start[CLASSES + 1] = {0};
    for (size_t k = 0; k < count; k++)
        start[combining(run[k]) + 1]++;
    for (size_t k = 1; k <= CLASSES; k++)
        start[k] += start[k - 1];
    for (size_t k = 0; k < count; k++)
        scratch[start[combining(run[k])]++] = run[k];
    memcpy(run, scratch, count * sizeof *run);
}

static void order_short_run(int32_t *run, size_t count)
{
    for (size_t k = 1; k < count; k++) {
        int32_t c = run[k];
        size_t at = k;
        for (; at > 0 && combining(run[at - 1]) > combining(c); at--)
            run[at] = run[at - 1];
        run[at] = c;
    }
}

/*
 * The canonical order: marks that follow each other go by their class. utf8proc's own way takes the square of a run's
 * length, and text from outside must not choose how long this takes.
 */
static void order_marks(int32_t *chars, size_t count, int32_t *scratch)
{
    enum { SHORT = 32 };
    for (size_t at = 0; at < count;) {
        size_t end = at;
        while (end < count && combining(chars[end]) != 0)
            end++;
        if (end - at > SHORT)
            order_long_run(chars + at, end - at, scratch);
        else
            order_short_run(chars + at, end - at);
        at = end + 1;
    }
}

int unicode_decompose(struct env *env, const char *text, int options, int32_t **out, size_t *count)
{
    size_t wanted = take_apart(text, options, NULL, 0);
    int32_t *chars = mem_resize(env, NULL, wanted * 2 + 1, sizeof *chars);
    if (chars == NULL)
        return NAAST_NO_MEMORY;
    *count = take_apart(text, options, chars, wanted);
    order_marks(chars, *count, chars + *count);
    *out = chars;
    return 0;
}

char *unicode_compose(int32_t *chars, size_t count)
{
    (void)utf8proc_reencode(chars, (utf8proc_ssize_t)count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    return (char *)chars;
}
