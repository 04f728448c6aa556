/* format.c: dates, moments, amounts and ids as text that the readers of the library take back. */
#include "naast.h"

#include "base/values/dates.h"
#include "base/values/money.h"
#include "base/values/ids.h"

#include <inttypes.h>
#include <stdio.h>

const char *naast_date_format(naast_date date, char out[NAAST_DATE_SIZE])
{
    if (out == NULL)
        return "";
    date_format(date, out);
    return out;
}

const char *naast_time_format(naast_time time, char out[NAAST_TIME_SIZE])
{
    const int64_t day = INT64_C(86400) * 1000000;
    char date[NAAST_DATE_SIZE];
    if (out == NULL)
        return "";
    date_format(naast_date_of(time), date);
    out[0] = '\0';
    if (date[0] == '\0')
        return out;
    const int64_t of_day = time % day < 0 ? time % day + day : time % day;
    const int second = (int)(of_day / 1000000);
    snprintf(out, NAAST_TIME_SIZE, "%sT%02d:%02d:%02dZ", date, second / 3600 % 24, second / 60 % 60, second % 60);
    return out;
}

/* The magnitude, since INT64_MIN has no opposite. */
const char *naast_money_format(const naast_money *money, char out[NAAST_MONEY_SIZE])
{
    if (out == NULL)
        return "";
    const int digits = money != NULL ? money_decimals(money->currency) : -1;
    out[0] = '\0';
    if (digits < 0)
        return out;
    const uint64_t size = money->minor < 0 ? 0 - (uint64_t)money->minor : (uint64_t)money->minor;
    uint64_t unit = 1;
    for (int k = 0; k < digits; k++)
        unit *= 10;
    const int len = snprintf(out, NAAST_MONEY_SIZE, "%s%" PRIu64, money->minor < 0 ? "-" : "", size / unit);
    if (digits > 0)
        snprintf(out + len, NAAST_MONEY_SIZE - (size_t)len, ".%0*" PRIu64, digits % 10, size % unit);
    return out;
}

static const struct {
    naast_root root;
    char letter;
} letters[] = {{NAAST_ROOT_DEAL, 'D'}, {NAAST_ROOT_ORG, 'O'}, {NAAST_ROOT_PERSON, 'P'}};
enum { LETTERS = sizeof letters / sizeof letters[0] };

const char *naast_id_format(naast_root root, naast_id id, char out[NAAST_ID_SIZE])
{
    if (out == NULL)
        return "";
    out[0] = '\0';
    for (size_t k = 0; k < LETTERS; k++)
        if (letters[k].root == root && id > 0)
            snprintf(out, NAAST_ID_SIZE, "%c%" PRId64, letters[k].letter, id);
    return out;
}

int naast_id_parse(const char *text, naast_root *root, naast_id *id)
{
    if (text == NULL || root == NULL || id == NULL)
        return NAAST_INVALID;
    for (size_t k = 0; k < LETTERS; k++) {
        const naast_id found = short_id_parse(letters[k].letter, text);
        if (found == 0)
            continue;
        *root = letters[k].root;
        *id = found;
        return NAAST_OK;
    }
    return NAAST_INVALID;
}
