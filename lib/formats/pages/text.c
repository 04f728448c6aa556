/* text.c: sentences, dates and amounts as whoever reads a page reads them. */
#include "formats/pages/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pages/safe.h"

enum { MOST_FILLED = 4 };

/* ---- sentences ---- */

const char *text_of(const struct wording *wording, enum fmt_message message)
{
    return formats_message(wording->formats, message);
}

/* The text of the place that begins here ("{1}"); NULL: none does. */
static const char *filled_in(const char *at, const char *const with[], size_t count)
{
    const size_t n = at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == '}' ? (size_t)(at[1] - '0') : count;
    return n < count ? with[n] : NULL;
}

static const char *fill(struct arena *arena, const char *sentence, const char *const with[], size_t count)
{
    size_t size = strlen(sentence) + 1;
    for (const char *at = sentence; *at != '\0'; at++)
        size += filled_in(at, with, count) != NULL ? strlen(filled_in(at, with, count)) : 0;
    char *text = arena_get(arena, size), *to = text;
    if (text == NULL)
        return "";
    while (*sentence != '\0') {
        const char *part = filled_in(sentence, with, count);
        if (part == NULL) {
            *to++ = *sentence++;
            continue;
        }
        to = stpcpy(to, part);
        sentence += strlen("{0}");
    }
    *to = '\0';
    return text;
}

const char *text_filled(struct wording *wording, enum fmt_message message, ...)
{
    const char *with[MOST_FILLED], *next;
    size_t count = 0;
    va_list list;
    va_start(list, message);
    while (count < MOST_FILLED && (next = va_arg(list, const char *)) != NULL)
        with[count++] = safe_text(&wording->arena, next, false);
    va_end(list);
    return fill(&wording->arena, text_of(wording, message), with, count);
}

/* ---- values ---- */

static const char *month(const struct wording *wording, naast_date date)
{
    static const enum fmt_message months[12] = {FMT_MONTH_JAN, FMT_MONTH_FEB, FMT_MONTH_MAR, FMT_MONTH_APR,
                                                FMT_MONTH_MAY, FMT_MONTH_JUN, FMT_MONTH_JUL, FMT_MONTH_AUG,
                                                FMT_MONTH_SEP, FMT_MONTH_OCT, FMT_MONTH_NOV, FMT_MONTH_DEC};
    return text_of(wording, months[(date / 100 % 100 + 11) % 12]);
}

const char *text_date(struct wording *wording, naast_date date)
{
    if (date <= 0 || date / 10000 != wording->today / 10000)
        return text_full_date(wording, date);
    return arena_printf(&wording->arena, "%d %s", date % 100, month(wording, date));
}

const char *text_full_date(struct wording *wording, naast_date date)
{
    if (date <= 0)
        return "";
    return arena_printf(&wording->arena, "%d %s %d", date % 100, month(wording, date), date / 10000);
}

/* A number with its thousands grouped. */
static void group(char grouped[32], uint64_t number, char between)
{
    char plain[24];
    const int length = snprintf(plain, sizeof plain, "%" PRIu64, number);
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            *grouped++ = between;
        *grouped++ = plain[i];
    }
    *grouped = '\0';
}

const char *text_money(struct wording *wording, naast_money money)
{
    const bool dutch = wording->formats->language == NAAST_LANGUAGE_DUTCH;
    if (money.currency[0] == '\0')
        return "";
    /* The magnitude, since INT64_MIN has no opposite. */
    const uint64_t size = money.minor < 0 ? 0 - (uint64_t)money.minor : (uint64_t)money.minor;
    int32_t digits = 0;
    (void)naast_currency_decimals(money.currency, &digits);
    uint64_t unit = 1;
    for (int i = 0; i < digits; i++)
        unit *= 10;
    char grouped[32], decimals[16] = "";
    group(grouped, size / unit, dutch ? '.' : ',');
    if (size % unit != 0)
        snprintf(decimals, sizeof decimals, "%c%0*" PRIu64, dutch ? ',' : '.', digits < 8 ? digits : 8, size % unit);
    return arena_printf(&wording->arena, "%s %s%s%s", money.currency, money.minor < 0 ? "-" : "", grouped, decimals);
}

const char *text_value(struct wording *wording, const char *value)
{
    static const struct {
        const char *code;
        enum fmt_message words;
    } list[] = {{"yes", FMT_VALUE_YES},     {"no", FMT_VALUE_NO},   {"green", FMT_VALUE_GREEN},
                {"amber", FMT_VALUE_AMBER}, {"red", FMT_VALUE_RED}, {"decides", FMT_VALUE_DECIDES},
                {"signs", FMT_VALUE_SIGNS}};
    for (size_t k = 0; k < sizeof list / sizeof list[0]; k++)
        if (strcmp(list[k].code, value) == 0)
            return text_of(wording, list[k].words);
    char *spaced = arena_text(&wording->arena, value);
    for (char *at = spaced; *at != '\0'; at++)
        *at = *at == '_' ? ' ' : *at;
    return spaced;
}

const char *text_first_name(struct wording *wording, const char *name)
{
    const char *end = strchr(name, ' ');
    return end == NULL || end == name ? name : arena_bytes(&wording->arena, name, (size_t)(end - name));
}

const char *text_person(struct wording *wording, const char *name, const char *org)
{
    const char *first = text_first_name(wording, name);
    return *first == '\0' || *org == '\0' ? first : TEXT(wording, FMT_PERSON_OF, first, org);
}

const char *text_capital(struct wording *wording, const char *text)
{
    utf8proc_int32_t first = -1;
    utf8proc_uint8_t large[4];
    const utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &first);
    if (bytes <= 0 || first <= 0)
        return text;
    const utf8proc_ssize_t larger = utf8proc_encode_char(utf8proc_toupper(first), large);
    return arena_printf(&wording->arena, "%.*s%s", (int)larger, (const char *)large, text + bytes);
}

const char *text_joined(struct wording *wording, const char *list, const char *between, const char *part)
{
    if (*part == '\0' || *list == '\0')
        return *part == '\0' ? list : part;
    return arena_printf(&wording->arena, "%s%s%s", list, between, part);
}
