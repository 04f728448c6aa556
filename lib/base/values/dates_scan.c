/* dates_scan.c: dates and times read by a format that says how they are written. */
#include "naast.h"

#include "base/values/dates.h"

#include <string.h>

enum { PARTS = 8, MINUTE = 60, HOUR = 3600 };

/* The parts of a format, and how often each is named. */
static const char part_letters[PARTS + 1] = "YmdHIMSp";

struct scanning {
    const char *text;
    int32_t year, month, day, hour, minute, second;
    int twelve, afternoon; /* an hour of %I; %p said so */
    int has_time;
    struct date_scanned *out;
};

static int count_of(const int counts[PARTS], char letter)
{
    return counts[strchr(part_letters, letter) - part_letters];
}

static int times_fit(const int counts[PARTS], int zones)
{
    int hours = count_of(counts, 'H') + count_of(counts, 'I');
    if (hours > 1 || zones > 1 || count_of(counts, 'I') != count_of(counts, 'p'))
        return 0;
    if (count_of(counts, 'M') > hours || count_of(counts, 'S') > count_of(counts, 'M'))
        return 0;
    return zones <= hours;
}

int date_format_valid(const char *format)
{
    int counts[PARTS] = {0}, zones = 0;
    for (; *format != '\0'; format++) {
        if (*format != '%')
            continue;
        const char *part = *++format == '\0' ? NULL : strchr(part_letters, *format);
        if (part != NULL)
            counts[part - part_letters]++;
        else if (*format == 'z')
            zones++;
        else if (*format != '%')
            return 0;
    }
    return count_of(counts, 'Y') == 1 && count_of(counts, 'm') == 1 && count_of(counts, 'd') == 1 &&
           times_fit(counts, zones);
}

/* Reads between least and most digits; -1 when there are fewer. */
static int32_t scan_number(const char **text, int least, int most)
{
    int32_t value = 0;
    int count = 0;
    for (; count < most && **text >= '0' && **text <= '9'; count++, (*text)++)
        value = value * 10 + (**text - '0');
    return count < least ? -1 : value;
}

/* "AM" or "PM", in any case. */
static int scan_half(struct scanning *scanning)
{
    char letter = (char)(scanning->text[0] | 0x20);
    if ((letter != 'a' && letter != 'p') || (scanning->text[1] | 0x20) != 'm')
        return NAAST_INVALID;
    scanning->afternoon = letter == 'p';
    scanning->text += 2;
    return 0;
}

static int scan_offset(struct scanning *scanning)
{
    const char sign = *scanning->text++;
    scanning->out->has_offset = 1;
    if (sign == 'Z')
        return 0;
    if (sign != '+' && sign != '-')
        return NAAST_INVALID;
    int32_t hours = scan_number(&scanning->text, 2, 2);
    scanning->text += *scanning->text == ':';
    int32_t minutes = scan_number(&scanning->text, 2, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return NAAST_INVALID;
    scanning->out->offset = (hours * HOUR + minutes * MINUTE) * (sign == '-' ? -1 : 1);
    return 0;
}

/* A fraction of a second is passed over. */
static int32_t scan_seconds(struct scanning *scanning)
{
    int32_t seconds = scan_number(&scanning->text, 2, 2);
    if (*scanning->text == '.' && scanning->text[1] >= '0' && scanning->text[1] <= '9') {
        scanning->text++;
        scanning->text += strspn(scanning->text, "0123456789");
    }
    return seconds;
}

static int scan_part(struct scanning *scanning, char part)
{
    int32_t number = 0;
    switch (part) {
    case 'Y':
        number = scanning->year = scan_number(&scanning->text, 4, 4);
        break;
    case 'm':
        number = scanning->month = scan_number(&scanning->text, 1, 2);
        break;
    case 'd':
        number = scanning->day = scan_number(&scanning->text, 1, 2);
        break;
    case 'H':
    case 'I':
        number = scanning->hour = scan_number(&scanning->text, 1, 2);
        scanning->twelve = part == 'I';
        scanning->has_time = 1;
        break;
    case 'M':
        number = scanning->minute = scan_number(&scanning->text, 2, 2);
        break;
    case 'S':
        number = scanning->second = scan_seconds(scanning);
        break;
    case 'p':
        return scan_half(scanning);
    case 'z':
        return scan_offset(scanning);
    default:
        return NAAST_INVALID;
    }
    return number < 0 ? NAAST_INVALID : 0;
}

/* Whether what is left of a format is a time alone. */
static int only_time_left(const char *format)
{
    int hours = 0;
    for (; *format != '\0'; format++) {
        if (*format != '%')
            continue;
        if (*++format == '\0' || strchr("Ymd", *format) != NULL)
            return 0;
        hours += *format == 'H' || *format == 'I';
    }
    return hours == 1;
}

static int scan_all(struct scanning *scanning, const char *format)
{
    for (; *format != '\0'; format++) {
        if (*scanning->text == '\0' && only_time_left(format))
            return 0;
        int is_part = *format == '%';
        format += is_part;
        if (is_part && *format != '%') {
            if (*format == '\0' || scan_part(scanning, *format) != 0)
                return NAAST_INVALID;
        } else if (*scanning->text++ != *format) {
            return NAAST_INVALID;
        }
    }
    return *scanning->text == '\0' ? 0 : NAAST_INVALID;
}

static int settle_time(struct scanning *scanning)
{
    struct date_scanned *out = scanning->out;
    out->seconds = -1;
    if (!scanning->has_time)
        return 0;
    if (scanning->twelve && (scanning->hour < 1 || scanning->hour > 12))
        return NAAST_INVALID;
    if (scanning->twelve)
        scanning->hour = scanning->hour % 12 + (scanning->afternoon ? 12 : 0);
    if (scanning->hour > 23 || scanning->minute > 59 || scanning->second > 60)
        return NAAST_INVALID;
    out->seconds = scanning->hour * HOUR + scanning->minute * MINUTE + scanning->second;
    return 0;
}

int date_scan(const char *text, const char *format, struct date_scanned *out)
{
    struct date_scanned found = {0};
    struct scanning scanning = {.text = text, .out = &found};
    if (scan_all(&scanning, format) != 0 || settle_time(&scanning) != 0)
        return NAAST_INVALID;
    if (scanning.year < 1 || scanning.month < 1 || scanning.month > 12 || scanning.day < 1)
        return NAAST_INVALID;
    found.date = scanning.year * 10000 + scanning.month * 100 + scanning.day;
    if (!date_valid(found.date))
        return NAAST_INVALID;
    *out = found;
    return 0;
}
