/* ics.c: iCalendar, as RFC 5545 has it. */
#include "formats/ics.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/text.h"
#include "term/values.h"

enum { LONGEST = 75 }; /* octets of a line, its end not counted */

/* Puts what stays together, on the next line where it does not fit. */
static void put(struct ics *ics, const char *bytes, size_t length)
{
    if (ics->column + (int)length > LONGEST) {
        fputs("\r\n ", ics->out);
        ics->column = 1;
    }
    fwrite(bytes, 1, length, ics->out);
    ics->column += (int)length;
}

void ics_name(struct ics *ics, const char *name)
{
    ics->column = 0;
    ics_raw(ics, name);
    put(ics, ":", 1);
}

void ics_raw(struct ics *ics, const char *text)
{
    for (; *text != '\0'; text++)
        put(ics, text, 1);
}

void ics_close(struct ics *ics) { fputs("\r\n", ics->out); }

/* Whatever a reader may take for the end of a line. */
static bool ends_line(utf8proc_int32_t letter)
{
    return letter == '\n' || letter == 0x0b || letter == 0x0c || letter == 0x85 || letter == 0x2028 || letter == 0x2029;
}

static void put_letter(struct ics *ics, const char *at, size_t length, utf8proc_int32_t letter, const char *line_end)
{
    char escaped[2] = {'\\', at[0]};
    if (ends_line(letter))
        put(ics, line_end, strlen(line_end));
    else if (letter == '\\' || letter == ';' || letter == ',')
        put(ics, escaped, sizeof escaped);
    else if (letter < 0)
        put(ics, "\xef\xbf\xbd", 3);
    else if (utf8proc_category(letter) == UTF8PROC_CATEGORY_CC)
        put(ics, " ", 1);
    else
        put(ics, at, length);
}

static void put_text(struct ics *ics, const char *text, const char *line_end)
{
    text = ics->cli->terminal ? text_safe_lines(ics->cli, text) : text;
    for (size_t left = strlen(text); left > 0;) {
        utf8proc_int32_t letter = -1;
        utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)left, &letter);
        size_t length = used > 0 ? (size_t)used : 1;
        put_letter(ics, text, length, used > 0 ? letter : -1, line_end);
        text += length;
        left -= length;
    }
}

void ics_text(struct ics *ics, const char *text) { put_text(ics, text, "\\n"); }
void ics_line_text(struct ics *ics, const char *text) { put_text(ics, text, " "); }

void ics_line(struct ics *ics, const char *name, const char *value)
{
    ics_name(ics, name);
    ics_raw(ics, value);
    ics_close(ics);
}

void ics_date(struct ics *ics, const char *name, naast_date date)
{
    ics_line(ics, cli_printf(ics->cli, "%s;VALUE=DATE", name), cli_printf(ics->cli, "%08d", date));
}

void ics_moment(struct ics *ics, const char *name, naast_time time)
{
    char text[TEXT_TIME], plain[TEXT_TIME], *to = plain;
    for (const char *at = text_time_into(text, time); *at != '\0'; at++) {
        if (*at != '-' && *at != ':')
            *to++ = *at;
    }
    *to = '\0';
    ics_line(ics, name, plain);
}

void ics_begin(struct ics *ics, struct cli *cli)
{
    *ics = (struct ics){.cli = cli, .out = cli->out};
    ics_line(ics, "BEGIN", "VCALENDAR");
    ics_line(ics, "VERSION", "2.0");
    ics_line(ics, "PRODID", "-//naast//naast//EN");
    ics_line(ics, "CALSCALE", "GREGORIAN");
    ics_line(ics, "X-WR-CALNAME", "naast");
}

void ics_end(struct ics *ics) { ics_line(ics, "END", "VCALENDAR"); }
