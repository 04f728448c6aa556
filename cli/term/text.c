/* text.c: text made safe for a terminal, measured, cut and wrapped. */
#include "term/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "naast-formats.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/glyph.h"

/* The code point at text and its bytes; -1 and 1 byte where it is no UTF-8. */
static utf8proc_int32_t decode(const char *text, size_t left, size_t *bytes)
{
    utf8proc_int32_t c = -1;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)left, &c);
    *bytes = used > 0 ? (size_t)used : 1;
    return used > 0 ? c : -1;
}

static const char *shown(struct cli *cli, const char *text, int how)
{
    const size_t size = naast_text_safe(text, how, NULL, 0);
    if (size == 0)
        return text;
    char *safe = cli_keep(cli, size);
    naast_text_safe(text, how, safe, size);
    return safe;
}

const char *text_plain(struct cli *cli, const char *text)
{
    return shown(cli, text, NAAST_SHOWN_ASCII | NAAST_SHOWN_LINES);
}

static int signs_of(const struct cli *cli) { return cli->ascii && cli->output == OUTPUT_TEXT ? NAAST_SHOWN_SIGNS : 0; }

const char *text_safe(struct cli *cli, const char *text) { return shown(cli, text, signs_of(cli)); }
const char *text_safe_lines(struct cli *cli, const char *text)
{
    return shown(cli, text, signs_of(cli) | NAAST_SHOWN_LINES);
}

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
