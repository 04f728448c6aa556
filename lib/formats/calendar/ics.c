/* ics.c: iCalendar, as RFC 5545 has it. */
#include "formats/calendar/ics.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "naast.h"
#include "formats/write/sink.h"

enum { VALUE_BYTES = 64, SECONDS_A_DAY = 86400, MICROSECONDS = 1000000 };
enum { LONGEST = 75 }; /* octets of a line, its end not counted */

/* Puts what stays together, on the next line where it does not fit. */
static void put(struct ics *ics, const char *bytes, size_t length)
{
    if (ics->column + (int)length > LONGEST) {
        sink_text(ics->out, "\r\n ");
        ics->column = 1;
    }
    sink_put(ics->out, bytes, length);
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

void ics_close(struct ics *ics) { sink_text(ics->out, "\r\n"); }

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
    char value[VALUE_BYTES];
    snprintf(value, sizeof value, "%08d", date);
    ics->column = 0;
    ics_raw(ics, name);
    ics_raw(ics, ";VALUE=DATE:");
    ics_raw(ics, value);
    ics_close(ics);
}

void ics_moment(struct ics *ics, const char *name, naast_time time)
{
    char value[VALUE_BYTES] = "";
    const int64_t day = INT64_C(1) * SECONDS_A_DAY * MICROSECONDS, rest = time % day;
    const int second = (int)((rest < 0 ? rest + day : rest) / MICROSECONDS);
    if (time != 0)
        snprintf(value, sizeof value, "%08dT%02d%02d%02dZ", naast_date_of(time), second / 3600, second / 60 % 60,
                 second % 60);
    ics_line(ics, name, value);
}

void ics_begin(struct ics *ics, struct sink *out)
{
    *ics = (struct ics){.out = out};
    ics_line(ics, "BEGIN", "VCALENDAR");
    ics_line(ics, "VERSION", "2.0");
    ics_line(ics, "PRODID", "-//naast//naast//EN");
    ics_line(ics, "CALSCALE", "GREGORIAN");
    ics_line(ics, "X-WR-CALNAME", "naast");
}

void ics_end(struct ics *ics) { ics_line(ics, "END", "VCALENDAR"); }
