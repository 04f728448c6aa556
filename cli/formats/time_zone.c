/*
 * time_zone.c: time zones out of the system's database: TZif files (RFC 8536), and the rule in their last line for the
 * years after the last change that they list.
 */
#include "formats/time_zone.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast-exchange.h"
#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "words/words.h"

enum { LARGEST_FILE = 256 * 1024, HEAD = 44, LAST_YEAR = 2100, DAY = 86400, MOST_CHANGES = 4096 };
static const char folder[] = "/usr/share/zoneinfo/";

/* --- offsets --- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* "+01:00", "+0100" or "+01". */
static bool read_offset(const char *typed, int32_t *out)
{
    const char *at = typed + 1;
    int digits = 0, number = 0;
    if (typed[0] != '+' && typed[0] != '-')
        return false;
    for (; is_digit(*at) || (*at == ':' && digits == 2 && is_digit(at[1])); at++) {
        if (*at == ':')
            continue;
        number = number * 10 + (*at - '0');
        if (++digits > 4)
            return false;
    }
    if (*at != '\0' || (digits != 2 && digits != 4))
        return false;
    number = digits == 2 ? number * 100 : number;
    if (number / 100 > 23 || number % 100 > 59)
        return false;
    *out = (number / 100 * 3600 + number % 100 * 60) * (typed[0] == '-' ? -1 : 1);
    return true;
}

/* --- the rule of the last line: POSIX's TZ, as in CET-1CEST,M3.5.0,M10.5.0/3 --- */

struct change_day {
    int month, week, weekday; /* week 5: the last */
    int32_t seconds;          /* of the day */
};

struct rule {
    int32_t standard, summer; /* offsets */
    struct change_day begins, ends;
    bool changes; /* there is a summer time */
};

static bool skip_name(const char **at)
{
    const char *from = *at;
    if (**at == '<') {
        *at += strcspn(*at, ">");
        *at += **at == '>';
        return *at - from > 2;
    }
    while ((**at >= 'A' && **at <= 'Z') || (**at >= 'a' && **at <= 'z'))
        ++*at;
    return *at - from >= 3;
}

static int read_number(const char **at)
{
    int number = 0;
    for (int digits = 0; is_digit(**at) && digits < 4; digits++)
        number = number * 10 + (*(*at)++ - '0');
    return number;
}

/* [+-]h[:mm[:ss]] in seconds. */
static int32_t read_clock(const char **at)
{
    int sign = **at == '-' ? -1 : 1, seconds;
    *at += **at == '-' || **at == '+';
    seconds = read_number(at) * 3600;
    for (int unit = 60; unit >= 1 && **at == ':'; unit /= 60) {
        ++*at;
        seconds += read_number(at) * unit;
    }
    return sign * seconds;
}

/* ,Mm.w.d[/time]; other forms are not in use. */
static bool read_day(const char **at, struct change_day *out)
{
    if (strncmp(*at, ",M", 2) != 0)
        return false;
    *at += 2;
    out->month = read_number(at);
    *at += **at == '.';
    out->week = read_number(at);
    *at += **at == '.';
    out->weekday = read_number(at);
    out->seconds = 2 * 3600;
    if (**at == '/') {
        ++*at;
        out->seconds = read_clock(at);
    }
    return out->month >= 1 && out->month <= 12 && out->week >= 1 && out->week <= 5 && out->weekday <= 6;
}

/* Offsets are written the other way round: west is positive. */
static bool read_rule(const char *at, struct rule *out)
{
    *out = (struct rule){0};
    if (!skip_name(&at))
        return false;
    out->standard = -read_clock(&at);
    if (*at == '\0' || *at == '\n')
        return true;
    if (!skip_name(&at))
        return false;
    out->summer = *at == ',' ? out->standard + 3600 : -read_clock(&at);
    out->changes = true;
    return read_day(&at, &out->begins) && read_day(&at, &out->ends) && (*at == '\0' || *at == '\n');
}

/* Seconds since 1970 at the beginning of that day. 1970-01-01 was a Thursday. */
static int64_t day_of_year(int year, const struct change_day *day)
{
    const naast_date first = year * 10000 + day->month * 100 + 1;
    const int64_t begins = naast_days_between(19700101, first);
    int64_t found = begins + (day->weekday - (begins + 4) % 7 + 7) % 7 + (day->week - 1) * 7;
    const naast_date next = day->month == 12 ? (year + 1) * 10000 + 101 : first + 100;
    while (found >= naast_days_between(19700101, next))
        found -= 7;
    return found * DAY;
}

/* --- the file --- */

struct changes {
    naast_zone_change *list;
    size_t count;
};

/* In order; one that changes nothing, or comes before the last one, is left out. */
static void add(struct changes *changes, int64_t seconds, int32_t offset)
{
    const size_t count = changes->count;
    const naast_time from = seconds * 1000000;
    if (count == MOST_CHANGES ||
        (count > 0 && (from <= changes->list[count - 1].from || offset == changes->list[count - 1].offset)))
        return;
    changes->list[changes->count++] = (naast_zone_change){from, offset};
}

static void add_rule(struct changes *changes, const struct rule *rule)
{
    const naast_time last = changes->count == 0 ? 0 : changes->list[changes->count - 1].from;
    int year = naast_date_of(last) / 10000;
    if (!rule->changes) {
        add(changes, last / 1000000 + 1, rule->standard);
        return;
    }
    for (year = year < 1970 ? 1970 : year; year <= LAST_YEAR; year++) {
        const int64_t begins = day_of_year(year, &rule->begins) + rule->begins.seconds - rule->standard;
        const int64_t ends = day_of_year(year, &rule->ends) + rule->ends.seconds - rule->summer;
        if (begins > ends) /* south of the equator */
            add(changes, ends, rule->standard);
        add(changes, begins, rule->summer);
        if (begins < ends)
            add(changes, ends, rule->standard);
    }
}

struct tzif {
    const unsigned char *bytes;
    size_t length;
    uint32_t isut, isstd, leaps, times, types, letters;
    size_t data; /* where the data of this head begin */
};

static uint32_t big_32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int64_t big_64(const unsigned char *at) { return (int64_t)((uint64_t)big_32(at) << 32 | big_32(at + 4)); }

static bool read_head(struct tzif *tzif, size_t at)
{
    const unsigned char *head = tzif->bytes + at;
    if (at + HEAD > tzif->length || memcmp(head, "TZif", 4) != 0 || head[4] < '2')
        return false;
    tzif->isut = big_32(head + 20);
    tzif->isstd = big_32(head + 24);
    tzif->leaps = big_32(head + 28);
    tzif->times = big_32(head + 32);
    tzif->types = big_32(head + 36);
    tzif->letters = big_32(head + 40);
    tzif->data = at + HEAD;
    return tzif->times <= MOST_CHANGES && tzif->types >= 1 && tzif->types <= 256 && tzif->isut <= 256 &&
           tzif->isstd <= 256 && tzif->leaps <= 1024 && tzif->letters <= 4096;
}

/* The bytes of the data, whose times take `size` bytes each. */
static size_t data_length(const struct tzif *tzif, size_t size)
{
    return tzif->times * (size + 1) + tzif->types * 6 + tzif->letters + tzif->leaps * (size + 4) + tzif->isstd +
           tzif->isut;
}

static bool read_changes(struct cli *cli, struct tzif *tzif, struct changes *out)
{
    struct rule rule;
    if (!read_head(tzif, 0) || !read_head(tzif, HEAD + data_length(tzif, 4)))
        return false;
    const size_t end = tzif->data + data_length(tzif, 8);
    if (end + 2 > tzif->length || tzif->bytes[end] != '\n')
        return false;
    const unsigned char *times = tzif->bytes + tzif->data, *kinds = times + (size_t)tzif->times * 8,
                        *types = kinds + tzif->times;
    out->list = cli_keep(cli, sizeof *out->list * MOST_CHANGES);
    add(out, -INT64_C(62135596800), (int32_t)big_32(types)); /* the year 1 */
    for (uint32_t i = 0; i < tzif->times; i++) {
        const int64_t from = big_64(times + (size_t)i * 8);
        if (kinds[i] >= tzif->types)
            return false;
        if (from > -INT64_C(62135596800) && from < INT64_C(253402300800))
            add(out, from, (int32_t)big_32(types + (size_t)kinds[i] * 6));
    }
    if (tzif->bytes[end + 1] == '\n')
        return true; /* no rule: as it was last */
    if (!read_rule((const char *)tzif->bytes + end + 1, &rule))
        return false;
    add_rule(out, &rule);
    return true;
}

/* A name within the folder and below it. */
static bool is_name(const char *typed)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
    return typed[0] != '\0' && typed[0] != '/' && strlen(typed) < 100 && typed[strspn(typed, letters)] == '\0' &&
           strstr(typed, "//") == NULL;
}

static bool read_file(struct cli *cli, const char *name, struct changes *out)
{
    FILE *file = fopen(cli_printf(cli, "%s%s", folder, name), "re");
    if (file == NULL)
        return false;
    unsigned char *bytes = cli_keep(cli, LARGEST_FILE + 1); /* a NUL follows */
    struct tzif tzif = {.bytes = bytes, .length = fread(bytes, 1, LARGEST_FILE, file)};
    fclose(file);
    return read_changes(cli, &tzif, out);
}

int time_zone_read(struct cli *cli, const char *typed, struct time_zone *out)
{
    struct changes changes = {0};
    int32_t offset;
    if (strcmp(typed, "UTC") == 0 || strcmp(typed, "Z") == 0) {
        *out = (struct time_zone){0};
        return NAAST_OK;
    }
    if (read_offset(typed, &offset)) {
        changes.list = cli_keep(cli, sizeof *changes.list);
        add(&changes, 0, offset);
    } else if (!is_name(typed) || !read_file(cli, typed, &changes)) {
        return cli_wrong(cli, W_IMPORT_ZONE_UNKNOWN, typed, folder);
    }
    *out = (struct time_zone){changes.list, changes.count};
    return NAAST_OK;
}
