/*
 * time_zone.c: time zones as the C library has them: the clock of a zone is asked when its offset changes, from long
 * ago to the year 2100.
 */
#include "formats/mapping/time_zone.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "naast-exchange.h"
#include "naast.h"
#include "formats/base/arena.h"

enum { LARGEST_FILE = 256 * 1024, HEAD = 44, MOST_CHANGES = 4096 };

/* Seconds since 1970. The shortest that an offset ever held is four days (Freetown, 1939). */
static const int64_t YEAR_1 = -62135596800, FIRST_PROBE = -5364662400 /* 1800 */, LAST_PROBE = 4133980800 /* 2101 */,
                     STEP = 86400 * 2;
const char time_zone_folder[] = "/usr/share/zoneinfo/";

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

/* --- a zone by name: what the C library's clock shows there --- */

/* A name within the folder and below it. */
static bool is_name(const char *typed)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
    return typed[0] != '\0' && typed[0] != '/' && strlen(typed) < 100 && typed[strspn(typed, letters)] == '\0' &&
           strstr(typed, "//") == NULL;
}

static uint32_t big_32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/*
 * The bytes of a head and the data behind it, whose moments take `size` bytes each (RFC 8536); 0: there is no head of
 * version 2 or later at that place.
 */
static size_t block_length(const unsigned char *bytes, size_t length, size_t size)
{
    if (length < HEAD || memcmp(bytes, "TZif", 4) != 0 || bytes[4] < '2')
        return 0;
    const size_t isut = big_32(bytes + 20), isstd = big_32(bytes + 24), leaps = big_32(bytes + 28),
                 times = big_32(bytes + 32), types = big_32(bytes + 36), letters = big_32(bytes + 40);
    return HEAD + times * (size + 1) + types * 6 + letters + leaps * (size + 4) + isstd + isut;
}

/*
 * Whether it is a whole file of the database: of one that it cannot read, the C library makes UTC without a word. Both
 * blocks of data fit, and the rule for the years to come ends the file, between two newlines.
 */
static bool is_zone_file(const unsigned char *bytes, size_t length)
{
    const size_t first = block_length(bytes, length, 4);
    const size_t second = first > 0 && first < length ? block_length(bytes + first, length - first, 8) : 0;
    const size_t rule = first + second;
    return second > 0 && rule + 2 <= length && bytes[rule] == '\n' && bytes[length - 1] == '\n';
}

/* NAAST_INVALID: there is none. */
static int find_zone_file(const struct arena *arena, const char *path)
{
    unsigned char *bytes = memory_resize(&arena->allocator, NULL, LARGEST_FILE);
    FILE *file = bytes != NULL ? fopen(path, "re") : NULL;
    size_t length = LARGEST_FILE;
    if (file != NULL) {
        length = fread(bytes, 1, LARGEST_FILE, file);
        fclose(file);
    }
    const bool is = length < LARGEST_FILE && is_zone_file(bytes, length);
    const int status = bytes == NULL ? NAAST_NO_MEMORY : is ? NAAST_OK : NAAST_INVALID;
    memory_free(&arena->allocator, bytes);
    return status;
}

static int32_t offset_at(int64_t seconds)
{
    struct tm tm;
    const time_t moment = seconds;
    return localtime_r(&moment, &tm) != NULL ? (int32_t)tm.tm_gmtoff : 0;
}

/* The first second that has another offset than `from` has; `to` has another one. */
static int64_t change_between(int64_t from, int64_t to)
{
    const int32_t before = offset_at(from);
    while (to - from > 1) {
        const int64_t middle = from + (to - from) / 2;
        if (offset_at(middle) == before)
            from = middle;
        else
            to = middle;
    }
    return to;
}

static size_t read_changes(naast_zone_change *list)
{
    int32_t offset = offset_at(YEAR_1);
    size_t count = 1;
    list[0] = (naast_zone_change){YEAR_1 * 1000000, offset};
    for (int64_t from = FIRST_PROBE; from < LAST_PROBE && count < MOST_CHANGES; from += STEP) {
        /* more than one change may lie within a step */
        for (int64_t at = from; offset_at(from + STEP) != offset && count < MOST_CHANGES;) {
            at = change_between(at, from + STEP);
            offset = offset_at(at);
            list[count++] = (naast_zone_change){at * 1000000, offset};
        }
    }
    return count;
}

static int set_tz(const char *value)
{
    const int status = value != NULL ? setenv("TZ", value, 1) : unsetenv("TZ");
    tzset();
    return status;
}

/* The caller sees to it that nobody else's clock sees the other TZ: naast_mapping_set says so. */
static int read_zone(struct arena *arena, const char *name, struct time_zone *out)
{
    if (!is_name(name))
        return NAAST_INVALID;
    const char *value = arena_printf(arena, ":%s%s", time_zone_folder, name), *set = getenv("TZ");
    const char *was = set != NULL ? arena_text(arena, set) : NULL;
    naast_zone_change *list = arena_get(arena, sizeof *list * MOST_CHANGES);
    int status = arena_status(arena) == NAAST_OK ? find_zone_file(arena, value + 1) : NAAST_NO_MEMORY;
    if (status != NAAST_OK) {
        arena->failed = arena->failed || status == NAAST_NO_MEMORY;
        return status;
    }
    if (set_tz(value) == 0)
        *out = (struct time_zone){list, read_changes(list)};
    else
        status = NAAST_NO_MEMORY;
    arena->failed = status != NAAST_OK;
    set_tz(was);
    return status;
}

int time_zone_read(struct arena *arena, const char *text, struct time_zone *out)
{
    int32_t offset;
    if (strcmp(text, "UTC") == 0 || strcmp(text, "Z") == 0) {
        *out = (struct time_zone){0};
        return NAAST_OK;
    }
    if (!read_offset(text, &offset))
        return read_zone(arena, text, out);
    naast_zone_change *only = arena_get(arena, sizeof *only);
    if (only == NULL)
        return NAAST_NO_MEMORY;
    *only = (naast_zone_change){0, offset};
    *out = (struct time_zone){only, 1};
    return NAAST_OK;
}
