/* dates_typed.c: dates as people type them, in English and Dutch. */
#include "naast.h"

#include "base/env/spec.h"
#include "base/values/dates.h"

#include <stdint.h>
#include <string.h>

struct word_value {
    const char *word;
    int value;
};

/* Days from today. */
static const struct word_value near_days[] = {
    {"today", 0}, {"tomorrow", 1}, {"yesterday", -1}, {"vandaag", 0}, {"morgen", 1}, {"gisteren", -1}, {NULL, 0},
};

/* 0: Thursday, the first day of 1970. */
static const struct word_value weekdays[] = {
    {"monday", 4},  {"mon", 4},      {"maandag", 4},   {"ma", 4},       {"tuesday", 5},  {"tue", 5},    {"tues", 5},
    {"dinsdag", 5}, {"di", 5},       {"wednesday", 6}, {"wed", 6},      {"woensdag", 6}, {"wo", 6},     {"thursday", 0},
    {"thu", 0},     {"thurs", 0},    {"donderdag", 0}, {"do", 0},       {"friday", 1},   {"fri", 1},    {"vrijdag", 1},
    {"vr", 1},      {"saturday", 2}, {"sat", 2},       {"zaterdag", 2}, {"za", 2},       {"sunday", 3}, {"sun", 3},
    {"zondag", 3},  {"zo", 3},       {NULL, 0},
};

static const struct word_value months[] = {
    {"jan", 1},  {"january", 1},   {"januari", 1}, {"feb", 2},       {"february", 2}, {"februari", 2},
    {"mar", 3},  {"march", 3},     {"mrt", 3},     {"maart", 3},     {"apr", 4},      {"april", 4},
    {"may", 5},  {"mei", 5},       {"jun", 6},     {"june", 6},      {"juni", 6},     {"jul", 7},
    {"july", 7}, {"juli", 7},      {"aug", 8},     {"august", 8},    {"augustus", 8}, {"sep", 9},
    {"sept", 9}, {"september", 9}, {"oct", 10},    {"october", 10},  {"okt", 10},     {"oktober", 10},
    {"nov", 11}, {"november", 11}, {"dec", 12},    {"december", 12}, {NULL, 0},
};

/* -1: fits none */
static int look_up(const struct word_value *list, const char *word, int *value)
{
    for (; list->word != NULL; list++) {
        if (strcmp(list->word, word) == 0) {
            *value = list->value;
            return 0;
        }
    }
    return -1;
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }
static int is_letter(char c) { return c >= 'a' && c <= 'z'; }

/* Small letters, without the space around it; -1 when it is too long to be a date. */
static int tidy(const char *text, char out[32])
{
    size_t len = 0;
    text += strspn(text, " \t");
    for (; *text != '\0' && len < 31; text++)
        out[len++] = *text >= 'A' && *text <= 'Z' ? (char)(*text + ('a' - 'A')) : *text;
    while (len > 0 && (out[len - 1] == ' ' || out[len - 1] == '\t'))
        len--;
    out[len] = '\0';
    return *text == '\0' && len > 0 ? 0 : -1;
}

/* The date of a day and a month that lies nearest to today; the later one when two are as near. 29 February skips
 * years. */
static int nearest_year(int month, int day, naast_date today, naast_date *out)
{
    enum { LEAP_GAP = 8 };
    int64_t best = INT64_MAX;
    naast_date nearest = 0;
    if (!date_valid(today))
        return NAAST_INVALID;
    for (int year = today / 10000 - LEAP_GAP; year <= today / 10000 + LEAP_GAP; year++) {
        naast_date date = year * 10000 + month * 100 + day;
        if (!date_valid(date))
            continue;
        int64_t away = date_to_days(date) - date_to_days(today);
        away = away < 0 ? -away : away;
        if (away <= best) {
            best = away;
            nearest = date;
        }
    }
    if (nearest == 0)
        return NAAST_INVALID;
    *out = nearest;
    return 0;
}

/* One space or hyphen, or nothing. */
static const char *skip_one(const char *at) { return *at == ' ' || *at == '-' ? at + 1 : at; }

/* "23nov", "23 nov", "23 nov 2026", "23-nov-2026". */
static int day_and_month(const char *at, naast_date today, naast_date *out)
{
    char word[32];
    size_t len = 0;
    int day = 0, month, year = 0, digits = 0;
    for (; is_digit(*at) && digits < 3; at++, digits++)
        day = day * 10 + (*at - '0');
    if (digits < 1 || digits > 2 || day < 1)
        return NAAST_INVALID;
    for (at = skip_one(at); is_letter(*at); at++)
        word[len++] = *at;
    word[len] = '\0';
    if (look_up(months, word, &month) != 0)
        return NAAST_INVALID;
    if (*at == '\0')
        return nearest_year(month, day, today, out);
    at = skip_one(at);
    for (digits = 0; is_digit(*at) && digits < 5; at++, digits++)
        year = year * 10 + (*at - '0');
    naast_date date = year * 10000 + month * 100 + day;
    if (digits != 4 || *at != '\0' || !date_valid(date))
        return NAAST_INVALID;
    *out = date;
    return 0;
}

int naast_date_parse(const char *text, const naast_date_parse_spec *spec, naast_date *out)
{
    char word[32];
    int value;
    naast_date date = 0;
    naast_date_parse_spec own;
    struct date_scanned scanned;
    if (SPEC_TAKE_QUIETLY(naast_date_parse_spec, &own, spec) != 0)
        return NAAST_INVALID;
    const naast_date today = own.today;
    if (text == NULL || out == NULL || tidy(text, word) != 0)
        return NAAST_INVALID;
    if (date_scan(word, "%Y-%m-%d", &scanned) == 0) {
        *out = scanned.date;
        return 0;
    }
    if (is_digit(word[0]))
        return day_and_month(word, today, out);
    if (look_up(near_days, word, &value) == 0) {
        date = naast_date_add(today, value);
    } else if (look_up(weekdays, word, &value) == 0 && date_valid(today)) {
        int of_week = (int)(((date_to_days(today) % 7) + 7) % 7);
        int ahead = (value - of_week + 7) % 7;
        date = naast_date_add(today, ahead == 0 ? 7 : ahead);
    }
    if (date == 0)
        return NAAST_INVALID;
    *out = date;
    return 0;
}
