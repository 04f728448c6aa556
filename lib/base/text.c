/* text.c: text from outside made valid, normal and bounded; and folded for search and matching. */
#include "base/text.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

/* NFC makes a text at most this many times shorter (Hangul: three letters, one syllable). */
enum { NFC_SHRINKS = 3 };

struct span {
    const char *at;
    size_t len;
};

/* The next character; its length, or 0 where the bytes are not UTF-8. Surrogates and overlong forms are not. */
static size_t next_char(const char *at, size_t len, int32_t *out)
{
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)at, (utf8proc_ssize_t)len, out);
    return used > 0 ? (size_t)used : 0;
}

static int is_space(int32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

/* Without the white space around it. Bytes that are not UTF-8 count as text, for check_chars to find. */
static struct span trim(const char *text)
{
    struct span span = {text, strlen(text)};
    size_t end = 0, start = 0;
    int seen = 0;
    for (size_t at = 0; at < span.len;) {
        int32_t c = 0;
        size_t used = next_char(text + at, span.len - at, &c);
        if (used == 0 || !is_space(c)) {
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

/* Nothing that can be seen: only space and format characters such as the zero-width ones. */
static int is_blank(struct span span)
{
    while (span.len > 0) {
        int32_t c = 0;
        size_t used = next_char(span.at, span.len, &c);
        if (used == 0 || (!is_space(c) && utf8proc_category(c) != UTF8PROC_CATEGORY_CF))
            return 0;
        span.at += used;
        span.len -= used;
    }
    return 1;
}

static int allowed_control(struct span rest, int rules)
{
    if (!(rules & TEXT_LINES))
        return 0;
    return rest.at[0] == '\n' || rest.at[0] == '\t' || (rest.at[0] == '\r' && rest.len > 1 && rest.at[1] == '\n');
}

/* UTF-8 without controls. *simple: every character is one that NFC leaves alone. */
static int check_chars(struct env *env, const char *what, struct span span, int rules, int *simple)
{
    char where[24], code[16];
    *simple = 1;
    for (size_t at = 0; at < span.len;) {
        struct span rest = {span.at + at, span.len - at};
        int32_t c = 0;
        size_t used = next_char(rest.at, rest.len, &c);
        (void)snprintf(where, sizeof where, "%zu", at + 1);
        if (used == 0)
            return FAIL(env, MSG_TEXT_NOT_UTF8, what, where);
        if ((c < 0x20 || (c >= 0x7F && c < 0xA0)) && !allowed_control(rest, rules)) {
            (void)snprintf(code, sizeof code, "U+%04X", (unsigned)c);
            return FAIL(env, MSG_TEXT_CONTROL, what, code, where);
        }
        *simple = *simple && c < 0x300;
        at += used;
    }
    return 0;
}

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

/* The characters of a text, decomposed by utf8proc's rules, with room behind them to write them back as UTF-8. */
static int decompose(struct env *env, const char *text, utf8proc_option_t options, int32_t **out, size_t *count)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t len = (utf8proc_ssize_t)strlen(text), wanted, got;
    wanted = utf8proc_decompose(bytes, len, NULL, 0, options);
    if (wanted < 0)
        return FAIL(env, MSG_TEXT_NOT_UTF8, text, "?");
    int32_t *chars = mem_resize(env, NULL, (size_t)wanted + 1, sizeof *chars);
    if (chars == NULL)
        return NAAST_NO_MEMORY;
    got = utf8proc_decompose(bytes, len, chars, wanted, options);
    *out = chars;
    *count = (size_t)got;
    return 0;
}

/* The same memory, now holding the composed UTF-8. */
static char *recompose(int32_t *chars, size_t count)
{
    (void)utf8proc_reencode(chars, (utf8proc_ssize_t)count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    return (char *)chars;
}

static int normalise(struct env *env, char **text)
{
    int32_t *chars;
    size_t count;
    int status = decompose(env, *text, UTF8PROC_STABLE | UTF8PROC_COMPOSE, &chars, &count);
    if (status != 0)
        return status;
    mem_free(env, *text);
    *text = recompose(chars, count);
    return 0;
}

int text_clean(struct env *env, const char *what, const char *text, size_t max_bytes, int rules, char **out)
{
    int simple, status;
    struct span span = trim(text == NULL ? "" : text);
    if ((rules & TEXT_REQUIRED) && is_blank(span))
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

/* Marks that people leave out when they search. Vowel signs and voicing marks, which make another word, stay. */
static int is_accent(int32_t c)
{
    static const int32_t ranges[][2] = {
        {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05C7}, {0x064B, 0x065F},
        {0x0670, 0x0670}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F},
    };
    for (size_t k = 0; k < sizeof ranges / sizeof ranges[0]; k++) {
        if (c >= ranges[k][0] && c <= ranges[k][1])
            return 1;
    }
    return 0;
}

/* Letters that Unicode does not take apart, though people type them without the stroke. */
static int32_t without_stroke(int32_t c)
{
    switch (c) {
    case 0x0111: /* d with stroke */
    case 0x00F0: /* eth */
        return 'd';
    case 0x0127:
        return 'h';
    case 0x0131:
        return 'i'; /* dotless */
    case 0x0142:
        return 'l';
    case 0x00F8:
        return 'o';
    case 0x0167:
        return 't';
    default:
        return c;
    }
}

/* In place; the new count. */
static size_t simplify(int32_t *chars, size_t count)
{
    size_t len = 0;
    int gap = 0;
    for (size_t k = 0; k < count; k++) {
        int32_t c = chars[k];
        if (is_accent(c))
            continue;
        if (is_space(c)) {
            gap = len > 0;
            continue;
        }
        if (gap)
            chars[len++] = ' ';
        gap = 0;
        chars[len++] = without_stroke(c);
    }
    return len;
}

/* What most names are; saves them the tables. */
static int is_ascii(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0x80)
        text++;
    return *text == '\0';
}

static int fold_ascii(struct env *env, const char *text, char **out)
{
    char *folded = mem_resize(env, NULL, strlen(text) + 1, 1);
    size_t len = 0;
    int gap = 0;
    if (folded == NULL)
        return NAAST_NO_MEMORY;
    for (; *text != '\0'; text++) {
        if (is_space(*text)) {
            gap = len > 0;
            continue;
        }
        if (gap)
            folded[len++] = ' ';
        gap = 0;
        folded[len++] = *text >= 'A' && *text <= 'Z' ? (char)(*text + ('a' - 'A')) : *text;
    }
    folded[len] = '\0';
    *out = folded;
    return 0;
}

int text_fold(struct env *env, const char *text, char **out)
{
    const utf8proc_option_t options =
        UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    int32_t *chars;
    size_t count;
    if (is_ascii(text))
        return fold_ascii(env, text, out);
    int status = decompose(env, text, options, &chars, &count);
    if (status == 0)
        *out = recompose(chars, simplify(chars, count));
    return status;
}

int text_is_code(const char *text)
{
    enum { LONGEST = 40 };
    if (text == NULL || *text < 'a' || *text > 'z')
        return 0;
    return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(text) && strlen(text) <= LONGEST;
}

size_t text_fit(const char *text, size_t max)
{
    size_t len = strnlen(text, max);
    if (text[len] == '\0' && len < max)
        return len;
    while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
        len--;
    return len;
}

int text_equal(const char *a, const char *b) { return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0; }
