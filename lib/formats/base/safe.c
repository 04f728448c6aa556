/* safe.c: text that hides nothing and turns nothing. */
#include "formats/base/safe.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "naast-formats.h"
#include "formats/base/arena.h"

/* Format characters that write something, or that scripts and emoji cannot do without. */
static bool format_is_harmless(utf8proc_int32_t c)
{
    return c == 0x200c || c == 0x200d || (c >= 0x600 && c <= 0x605) || c == 0x6dd || c == 0x70f || c == 0x8e2;
}

static bool is_harmless(utf8proc_int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CF:
        return format_is_harmless(c);
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return true;
    }
}

static size_t escape(char to[12], utf8proc_int32_t c, unsigned char byte)
{
    int length;
    if (c == '\n' || c == '\t')
        length = snprintf(to, 12, "\\%c", c == '\n' ? 'n' : 't');
    else if (c < 0x80)
        length = snprintf(to, 12, "\\x%02x", c < 0 ? (unsigned)byte : (unsigned)c);
    else
        length = snprintf(to, 12, c > 0xffff ? "\\U%08x" : "\\u%04x", (unsigned)c);
    return (size_t)length;
}

/* Signs that our words use, and that ASCII has other ones for; NULL: this is none of them. */
static const char *plain_sign(utf8proc_int32_t c)
{
    static const struct {
        utf8proc_int32_t sign;
        const char *plain;
    } signs[] = {{0xb7, "-"},    {0x2013, "-"},  {0x2014, "-"},   {0x2018, "'"},  {0x2019, "'"},
                 {0x201c, "\""}, {0x201d, "\""}, {0x2026, "..."}, {0x2192, "->"}, {0x21bb, "*"}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (signs[i].sign == c)
            return signs[i].plain;
    }
    return NULL;
}

/* Letters lose their accents. What has no form in ASCII becomes a question mark; our words have no such letters. */
static const char *plain_letter(utf8proc_int32_t c, char letter[2])
{
    utf8proc_int32_t parts[8] = {'?'};
    int boundary = 0;
    utf8proc_decompose_char(c, parts, 8, UTF8PROC_DECOMPOSE, &boundary);
    letter[0] = parts[0] > 0 && parts[0] < 0x80 ? (char)parts[0] : '?';
    letter[1] = '\0';
    return letter;
}

/* What ASCII has for a character; NULL: it is written itself. */
static const char *plain(utf8proc_int32_t c, int how, char letter[2])
{
    const char *sign = (how & (NAAST_SHOWN_SIGNS | NAAST_SHOWN_ASCII)) != 0 && c >= 0x80 ? plain_sign(c) : NULL;
    return sign == NULL && (how & NAAST_SHOWN_ASCII) != 0 && c >= 0x80 ? plain_letter(c, letter) : sign;
}

void show_next(const char *text, size_t left, int how, struct shown *out)
{
    utf8proc_int32_t c = -1;
    const utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)left, &c);
    out->text = text;
    out->length = out->read = used > 0 ? (size_t)used : 1;
    if (used > 0 && (is_harmless(c) || ((how & NAAST_SHOWN_LINES) != 0 && c == '\n'))) {
        const char *instead = plain(c, how, out->escape);
        out->text = instead != NULL ? instead : text;
        out->length = instead != NULL ? strlen(instead) : out->read;
        return;
    }
    out->length = escape(out->escape, used > 0 ? c : -1, (unsigned char)*text);
    out->text = out->escape;
}

/* How many of its first bytes are shown as they are. */
static size_t shown_as_it_is(const char *text, size_t length, int how)
{
    struct shown shown;
    size_t same = 0;
    for (bool is_same = true; is_same && same < length; same += is_same ? shown.read : 0) {
        show_next(text + same, length - same, how, &shown);
        is_same = shown.text == text + same;
    }
    return same;
}

/* Writes it where `out` is not NULL. Returns its bytes, without a NUL. */
static size_t show(const char *text, size_t length, int how, char *out)
{
    struct shown shown;
    size_t used = 0;
    for (size_t at = 0; at < length; at += shown.read) {
        show_next(text + at, length - at, how, &shown);
        if (out != NULL)
            memcpy(out + used, shown.text, shown.length);
        used += shown.length;
    }
    if (out != NULL)
        out[used] = '\0';
    return used;
}

size_t naast_text_safe(const char *text, int how, char *out, size_t room)
{
    const size_t length = text == NULL ? 0 : strlen(text);
    if (shown_as_it_is(text, length, how) == length)
        return 0;
    const size_t size = show(text, length, how, NULL) + 1;
    if (out != NULL && size <= room)
        show(text, length, how, out);
    return size;
}

const char *safe_text(struct arena *arena, const char *text, int how)
{
    const size_t size = naast_text_safe(text, how, NULL, 0);
    if (size == 0)
        return text;
    char *safe = arena_get(arena, size);
    if (safe == NULL)
        return "";
    naast_text_safe(text, how, safe, size);
    return safe;
}
