/* text.c: text from outside made valid, normal and bounded. */
#include "base/text/text.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/unicode.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

/* NFC makes a text at most this many times shorter (Hangul: three letters, one syllable). */
enum { NFC_SHRINKS = 3 };

struct span {
    const char *at;
    size_t len;
};

/* Without the white space around it. Bytes that are not UTF-8 count as text, for check_chars to find. */
static struct span trim(const char *text)
{
    struct span span = {text, strlen(text)};
    size_t end = 0, start = 0;
    int seen = 0;
    for (size_t at = 0; at < span.len;) {
        int32_t c = 0;
        size_t used = unicode_next(text + at, span.len - at, &c);
        if (used == 0 || !unicode_is_space(c)) {
            start = seen ? start : at;
            end = at + (used == 0 ? 1 : used);
            seen = 1;
        }
        at += used == 0 ? 1 : used;
    }
    span.at = text + start;
    span.len = end - start;
    return span;
}

static int allowed_control(struct span rest, int rules)
{
    if (!(rules & TEXT_LINES))
        return 0;
    return rest.at[0] == '\n' || rest.at[0] == '\t' || (rest.at[0] == '\r' && rest.len > 1 && rest.at[1] == '\n');
}

static int bad_bytes(struct env *env, const char *what, size_t at)
{
    char where[24];
    (void)snprintf(where, sizeof where, "%zu", at + 1);
    return FAIL(env, MSG_TEXT_NOT_UTF8, what, where);
}

static int control(struct env *env, const char *what, int32_t c, size_t at)
{
    char where[24], code[16];
    (void)snprintf(where, sizeof where, "%zu", at + 1);
    (void)snprintf(code, sizeof code, "U+%04X", (unsigned)c);
    return FAIL(env, MSG_TEXT_CONTROL, what, code, where);
}

/* UTF-8 without controls. *simple: every character is one that NFC leaves alone. */
static int check_chars(struct env *env, const char *what, struct span span, int rules, int *simple)
{
    *simple = 1;
    for (size_t at = 0; at < span.len;) {
        struct span rest = {span.at + at, span.len - at};
        int32_t c = 0;
        size_t used = unicode_next(rest.at, rest.len, &c);
        if (used == 0)
            return bad_bytes(env, what, at);
        if ((c < 0x20 || (c >= 0x7F && c < 0xA0)) && !allowed_control(rest, rules))
            return control(env, what, c, at);
        *simple = *simple && c < 0x300;
        at += used;
    }
    return 0;
}

static int says_something(struct span span)
{
    while (span.len > 0) {
        int32_t c = 0;
        size_t used = unicode_next(span.at, span.len, &c);
        if (used != 0 && unicode_is_letter_or_digit(c))
            return 1;
        used = used == 0 ? 1 : used; /* no UTF-8 says nothing */
        span.at += used;
        span.len -= used;
    }
    return 0;
}

int text_says_something(const char *text) { return says_something((struct span){text, strlen(text)}); }

static int too_long(struct env *env, const char *what, size_t max)
{
    char most[24];
    (void)snprintf(most, sizeof most, "%zu", max);
    return FAIL(env, MSG_TEXT_TOO_LONG, what, most);
}

/* A copy in which CR LF is LF. */
static char *copy_lines(struct env *env, struct span span)
{
    char *copy = mem_resize(env, NULL, span.len + 1, 1);
    size_t len = 0;
    if (copy == NULL)
        return NULL;
    for (size_t at = 0; at < span.len; at++) {
        if (span.at[at] != '\r')
            copy[len++] = span.at[at];
    }
    copy[len] = '\0';
    return copy;
}

static int normalise(struct env *env, char **text)
{
    int32_t *chars;
    size_t count;
    int status = unicode_decompose(env, *text, UTF8PROC_STABLE | UTF8PROC_COMPOSE, &chars, &count);
    if (status != 0)
        return status;
    mem_free(env, *text);
    *text = unicode_compose(chars, count);
    return 0;
}

int text_clean(struct env *env, const char *what, const char *text, size_t max_bytes, int rules, char **out)
{
    int simple, status;
    struct span span = trim(text == NULL ? "" : text);
    if ((rules & TEXT_REQUIRED) && span.len == 0)
        return FAIL(env, MSG_TEXT_MISSING, what);
    if (text == NULL) {
        *out = NULL;
        return 0;
    }
    if (span.len / NFC_SHRINKS > max_bytes)
        return too_long(env, what, max_bytes);
    status = check_chars(env, what, span, rules, &simple);
    if (status != 0)
        return status;
    if (span.len > 0 && (rules & (TEXT_REQUIRED | TEXT_SPEAKS)) && !says_something(span))
        return FAIL(env, MSG_TEXT_SAYS_NOTHING, what);
    char *copy = copy_lines(env, span);
    if (copy == NULL)
        return NAAST_NO_MEMORY;
    if (!simple)
        status = normalise(env, &copy);
    if (status == 0 && strlen(copy) > max_bytes)
        status = too_long(env, what, max_bytes);
    if (status != 0) {
        mem_free(env, copy);
        return status;
    }
    *out = copy;
    return 0;
}

int text_is_code(const char *text)
{
    enum { LONGEST = 40 };
    if (text == NULL || *text < 'a' || *text > 'z')
        return 0;
    return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(text) && strlen(text) <= LONGEST;
}

int text_equal(const char *a, const char *b) { return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0; }
