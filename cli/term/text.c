/* text.c: text made safe for a terminal, measured, cut and wrapped. */
#include "term/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/context.h"
#include "term/glyph.h"

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

/* The code point at text and its bytes; -1 and 1 byte where it is no UTF-8. */
static utf8proc_int32_t decode(const char *text, size_t left, size_t *bytes)
{
    utf8proc_int32_t c = -1;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)left, &c);
    *bytes = used > 0 ? (size_t)used : 1;
    return used > 0 ? c : -1;
}

static size_t escape(char *to, utf8proc_int32_t c, unsigned char byte)
{
    int length;
    if (c == '\n' || c == '\t')
        length = snprintf(to, 11, "\\%c", c == '\n' ? 'n' : 't');
    else if (c < 0x80)
        length = snprintf(to, 11, "\\x%02x", c < 0 ? (unsigned)byte : (unsigned)c);
    else
        length = snprintf(to, 11, c > 0xffff ? "\\U%08x" : "\\u%04x", (unsigned)c);
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

const char *text_plain(struct cli *cli, const char *text)
{
    size_t length = strlen(text), to = 0, bytes;
    char *plain = cli_keep(cli, length * 2 + 1); /* two bytes or more become at most three */
    for (size_t at = 0; at < length; at += bytes) {
        char letter[2];
        utf8proc_int32_t c = decode(text + at, length - at, &bytes);
        const char *form = plain_sign(c);
        if (form == NULL && c >= 0x80)
            form = plain_letter(c, letter);
        size_t size = form == NULL ? bytes : strlen(form);
        memcpy(plain + to, form == NULL ? text + at : form, size);
        to += size;
    }
    return plain;
}

/* What replaces a character that cannot be written itself; *bytes of the text were read. NULL: it can. */
static const char *substitute(const struct cli *cli, const char *text, size_t left, bool keep_newlines, size_t *bytes,
                              char escaped[12])
{
    utf8proc_int32_t c = decode(text, left, bytes);
    if ((c >= 0 && is_harmless(c)) || (keep_newlines && c == '\n'))
        return cli->ascii && cli->output == OUTPUT_TEXT ? plain_sign(c) : NULL;
    escaped[escape(escaped, c, (unsigned char)text[0])] = '\0';
    return escaped;
}

static const char *make_safe(struct cli *cli, const char *text, bool keep_newlines)
{
    size_t length = strlen(text);
    char *safe = NULL, escaped[12];
    size_t at = 0, to = 0, bytes;
    for (; at < length; at += bytes) {
        const char *instead = substitute(cli, text + at, length - at, keep_newlines, &bytes, escaped);
        if (instead == NULL && safe == NULL)
            continue;
        if (safe == NULL) {
            safe = cli_keep(cli, at + (length - at) * 10 + 1);
            memcpy(safe, text, at);
            to = at;
        }
        size_t size = instead == NULL ? bytes : strlen(instead);
        memcpy(safe + to, instead == NULL ? text + at : instead, size);
        to += size;
    }
    if (safe == NULL)
        return text;
    safe[to] = '\0';
    return safe;
}

const char *text_safe(struct cli *cli, const char *text) { return make_safe(cli, text, false); }
const char *text_safe_lines(struct cli *cli, const char *text) { return make_safe(cli, text, true); }

/* The bytes at the beginning of a text that fit in a number of columns; *columns: those they take. */
static size_t fitting(const char *text, size_t length, int room, int *columns)
{
    size_t at = 0, bytes;
    int used = 0;
    for (; at < length; at += bytes) {
        utf8proc_int32_t c = decode(text + at, length - at, &bytes);
        int width = c < 0 ? 1 : utf8proc_charwidth(c);
        if (used + width > room)
            break;
        used += width;
    }
    *columns = used;
    return at;
}

int text_width(const char *text)
{
    int columns;
    fitting(text, strlen(text), INT32_MAX / 2, &columns);
    return columns;
}

const char *text_cut(struct cli *cli, const char *text, int columns)
{
    if (text_width(text) <= columns)
        return text;
    const char *dots = glyph(cli, GLYPH_ELLIPSIS);
    int used, room = columns - text_width(dots);
    size_t bytes = fitting(text, strlen(text), room > 0 ? room : 0, &used);
    return cli_printf(cli, "%.*s%s", (int)bytes, text, room < 0 ? "" : dots);
}

void text_pad(FILE *out, const char *text, int columns)
{
    fputs(text, out);
    for (int used = text_width(text); used < columns; used++)
        fputc(' ', out);
}

void text_wrap(struct cli *cli, FILE *out, const char *text, int first, int indent)
{
    int at = first;
    bool begun = false; /* a word is on this line */
    while (*text != '\0') {
        size_t length = strcspn(text, " \n");
        int width;
        fitting(text, length, INT32_MAX / 2, &width);
        if (begun && at + 1 + width > cli->width) {
            fprintf(out, "\n%*s", indent, "");
            at = indent;
            begun = false;
        }
        if (length > 0) {
            fprintf(out, "%s%.*s", begun ? " " : "", (int)length, text);
            at += width + begun;
            begun = true;
        }
        text += length;
        if (*text == '\n') {
            fprintf(out, "\n%*s", indent, "");
            at = indent;
            begun = false;
        }
        text += *text != '\0';
    }
    fputc('\n', out);
}
