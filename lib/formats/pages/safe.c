/* safe.c: text that hides nothing and turns nothing. */
#include "formats/pages/safe.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "formats/base/arena.h"

enum { MOST_FOR_A_BYTE = 10 };

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

void show_next(const char *text, size_t left, bool keep_newlines, struct shown *out)
{
    utf8proc_int32_t c = -1;
    const utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)left, &c);
    out->text = text;
    out->length = out->read = used > 0 ? (size_t)used : 1;
    if (used > 0 && (is_harmless(c) || (keep_newlines && c == '\n')))
        return;
    out->length = escape(out->escape, used > 0 ? c : -1, (unsigned char)*text);
    out->text = out->escape;
}

const char *safe_text(struct arena *arena, const char *text, bool keep_newlines)
{
    struct shown shown;
    size_t left = strlen(text), same = 0;
    for (bool is_same = true; is_same && same < left; same += is_same ? shown.read : 0) {
        show_next(text + same, left - same, keep_newlines, &shown);
        is_same = shown.text != shown.escape;
    }
    if (same == left)
        return text;
    char *safe = arena_get(arena, same + (left - same) * MOST_FOR_A_BYTE + 1), *to = safe;
    if (safe == NULL)
        return "";
    memcpy(to, text, same);
    to += same;
    text += same;
    left -= same;
    for (; left > 0; left -= shown.read, text += shown.read) {
        show_next(text, left, keep_newlines, &shown);
        memcpy(to, shown.text, shown.length);
        to += shown.length;
    }
    *to = '\0';
    return safe;
}
