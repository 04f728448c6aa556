/* text.c: text made safe for a terminal, measured, cut and wrapped. */
#include "cli.h"

#include <string.h>
#include <utf8proc.h>

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

static const char *make_safe(struct cli *cli, const char *text, bool keep_newlines)
{
    size_t length = strlen(text);
    char *safe = NULL;
    size_t at = 0, to = 0, bytes;
    for (; at < length; at += bytes) {
        utf8proc_int32_t c = decode(text + at, length - at, &bytes);
        bool as_is = (c >= 0 && is_harmless(c)) || (keep_newlines && c == '\n');
        if (as_is && safe == NULL)
            continue;
        if (safe == NULL) {
            safe = cli_keep(cli, at + (length - at) * 10 + 1);
            memcpy(safe, text, at);
            to = at;
        }
        if (as_is)
            memcpy(safe + to, text + at, bytes);
        to += as_is ? bytes : escape(safe + to, c, (unsigned char)text[at]);
    }
    if (safe == NULL)
        return text;
    safe[to] = '\0';
    return safe;
}

const char *text_safe(struct cli *cli, const char *text) { return make_safe(cli, text, false); }
const char *text_safe_lines(struct cli *cli, const char *text) { return make_safe(cli, text, true); }

/* The bytes at the beginning of a text that fit in so many columns; *columns: those they take. */
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
    bool begun = false; /* a word stands on this line */
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
