/* values.c: dates, amounts, ids and shell words as people and machines read them. */
#include "term/values.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "term/message.h"
#include "words/words.h"

static const enum word months[12] = {W_JAN, W_FEB, W_MAR, W_APR, W_MAY, W_JUN,
                                     W_JUL, W_AUG, W_SEP, W_OCT, W_NOV, W_DEC};

const char *text_date(struct cli *cli, naast_date date)
{
    if (date == 0 || date / 10000 != cli_today(cli) / 10000)
        return text_full_date(cli, date);
    return cli_printf(cli, "%d %s", date % 100, word(cli, months[(date / 100 % 100 + 11) % 12]));
}

const char *text_full_date(struct cli *cli, naast_date date)
{
    if (date == 0)
        return "";
    return cli_printf(cli, "%d %s %d", date % 100, word(cli, months[(date / 100 % 100 + 11) % 12]), date / 10000);
}

const char *text_iso_date(struct cli *cli, naast_date date)
{
    char text[NAAST_DATE_SIZE];
    return cli_keep_text(cli, naast_date_format(date, text));
}

const char *text_time_into(char text[TEXT_TIME], naast_time time) { return naast_time_format(time, text); }

const char *text_iso_time(struct cli *cli, naast_time time)
{
    char text[TEXT_TIME];
    return cli_keep_text(cli, text_time_into(text, time));
}

int text_decimals(const char *currency)
{
    int32_t decimals = 0;
    return naast_currency_decimals(currency, &decimals) == NAAST_OK ? decimals : -1;
}

/* Whole and decimals of an amount; the magnitude, since INT64_MIN has no opposite. */
static uint64_t split(naast_money money, uint64_t *decimals, int *digits)
{
    uint64_t unit = 1, size = money.minor < 0 ? 0 - (uint64_t)money.minor : (uint64_t)money.minor;
    *digits = text_decimals(money.currency);
    for (int i = 0; i < *digits; i++)
        unit *= 10;
    *decimals = size % unit;
    return size / unit;
}

const char *text_decimal_into(char text[TEXT_DECIMAL], naast_money money) { return naast_money_format(&money, text); }

const char *text_decimal(struct cli *cli, naast_money money)
{
    char text[TEXT_DECIMAL];
    return cli_keep_text(cli, text_decimal_into(text, money));
}

const char *text_count(struct cli *cli, int64_t number)
{
    char plain[24], *grouped = cli_keep(cli, 32);
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    int length = snprintf(plain, sizeof plain, "%" PRIu64, size);
    size_t to = 0;
    if (number < 0)
        grouped[to++] = '-';
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            grouped[to++] = cli->language == NAAST_LANGUAGE_DUTCH ? '.' : ',';
        grouped[to++] = plain[i];
    }
    return grouped;
}

const char *text_money(struct cli *cli, naast_money money)
{
    if (money.currency[0] == '\0')
        return "";
    uint64_t decimals;
    int digits;
    uint64_t whole = split(money, &decimals, &digits);
    const char *minus = money.minor < 0 ? "-" : "";
    const char *grouped = text_count(cli, (int64_t)whole);
    if (decimals == 0)
        return cli_printf(cli, "%s %s%s", money.currency, minus, grouped);
    char point = cli->language == NAAST_LANGUAGE_DUTCH ? ',' : '.';
    return cli_printf(cli, "%s %s%s%c%0*" PRIu64, money.currency, minus, grouped, point, digits, decimals);
}

const char *text_id(struct cli *cli, char letter, naast_id id)
{
    return id == 0 ? "" : cli_printf(cli, "%c%" PRId64, letter, id);
}

const char *text_item(struct cli *cli, naast_id deal, int32_t n)
{
    return cli_printf(cli, "D%" PRId64 ".%" PRId32, deal, n);
}

static bool shell_takes_as_is(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (!isalnum((unsigned char)*at) && strchr("_-.,:/@%+=", *at) == NULL)
            return false;
    }
    return text[0] != '\0';
}

const char *text_shell(struct cli *cli, const char *text)
{
    if (shell_takes_as_is(text))
        return text;
    char *quoted = cli_keep(cli, strlen(text) * 4 + 3), *to = quoted;
    *to++ = '\'';
    for (; *text != '\0'; text++) {
        if (*text != '\'') {
            *to++ = *text;
            continue;
        }
        memcpy(to, "'\\''", 4);
        to += 4;
    }
    *to++ = '\'';
    *to = '\0';
    return quoted;
}

/* The number that two digits write. */
static int64_t two_digits(const char *text) { return (text[0] - '0') * 10 + (text[1] - '0'); }

/* Whether it looks like 2026-01-31T12:00:00Z, digit for digit. */
static bool is_moment(const char *text)
{
    static const char pattern[] = "0000-00-00T00:00:00Z";
    size_t i = 0;
    for (; pattern[i] != '\0'; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (pattern[i] == '0' ? !digit : text[i] != pattern[i])
            return false;
    }
    return text[i] == '\0';
}

bool text_moment(struct cli *cli, const char *text, naast_time *out)
{
    naast_date date;
    if (!is_moment(text) || naast_date_parse(cli_printf(cli, "%.10s", text),
                                             NAAST_SPEC(naast_date_parse_spec, .today = 20000101), &date) != NAAST_OK)
        return false;
    int64_t hour = two_digits(text + 11), minute = two_digits(text + 14), second = two_digits(text + 17);
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    int64_t days = naast_days_between(19700101, date);
    *out = (days * 86400 + hour * 3600 + minute * 60 + second) * 1000000;
    return true;
}

naast_id id_read(const char *typed, char letter)
{
    if (toupper((unsigned char)typed[0]) == letter)
        typed++;
    if (!isdigit((unsigned char)typed[0]))
        return 0;
    char *end;
    errno = 0;
    long long id = strtoll(typed, &end, 10);
    return errno != 0 || *end != '\0' ? 0 : id;
}

/* "D42", of whatever it is, or "D1.4". */
static bool is_id(const char *typed)
{
    static const char digits[] = "0123456789";
    if (*typed == '\0' || strchr("DOPTAJ", toupper((unsigned char)*typed)) == NULL)
        return false;
    const size_t number = strspn(typed + 1, digits);
    const char *end = typed + 1 + number;
    if (number > 0 && toupper((unsigned char)*typed) == 'D' && *end == '.' && end[1] != '\0')
        end += 1 + strspn(end + 1, digits);
    return number > 0 && *end == '\0';
}

static bool is_uuid(const char *typed)
{
    enum { UUID_LENGTH = 36 };
    return strlen(typed) == UUID_LENGTH && strspn(typed, "0123456789abcdefABCDEF-") == UUID_LENGTH;
}

bool cli_is_reference(const char *typed) { return strchr(typed, '@') != NULL || is_id(typed) || is_uuid(typed); }

const char *text_bytes(struct cli *cli, int64_t bytes)
{
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    enum { STEP = 1000, LAST = sizeof units / sizeof units[0] - 1 };
    size_t unit = 0;
    int64_t whole = bytes, rest = 0;
    for (; whole >= STEP && unit < LAST; unit++) {
        rest = whole % STEP / 100;
        whole /= STEP;
    }
    if (unit == 0)
        return cli_printf(cli, "%lld %s", (long long)whole, units[unit]);
    return cli_printf(cli, "%lld%c%lld %s", (long long)whole, cli->language == NAAST_LANGUAGE_DUTCH ? ',' : '.',
                      (long long)rest, units[unit]);
}

static int64_t nearest(int64_t seconds, int64_t unit) { return seconds / unit + (seconds % unit * 2 >= unit); }

/* To the nearest minute, hour, tenth of a day or day: 59 min 40 s is an hour, not 60 minutes. */
const char *text_duration(struct cli *cli, int64_t seconds)
{
    const int64_t hour = 3600, day = 24 * hour, minutes = nearest(seconds, 60), hours = nearest(seconds, hour);
    const int64_t tenths = nearest(seconds, day / 10);
    if (seconds < 0)
        return "";
    if (minutes < 60)
        return words(cli, W_SHORT_MINUTES, cli_printf(cli, "%" PRId64, minutes));
    if (hours < 24)
        return words(cli, W_SHORT_HOURS, cli_printf(cli, "%" PRId64, hours));
    if (tenths >= 100)
        return words(cli, W_SHORT_DAYS, text_count(cli, nearest(seconds, day)));
    const char point = cli->language == NAAST_LANGUAGE_DUTCH ? ',' : '.';
    return words(cli, W_SHORT_DAYS, cli_printf(cli, "%" PRId64 "%c%" PRId64, tenths / 10, point, tenths % 10));
}

const char *text_about(struct cli *cli, naast_money money)
{
    int64_t unit = 1;
    if (money.currency[0] == '\0')
        return "";
    for (int digits = text_decimals(money.currency); digits > 0; digits--)
        unit *= 10;
    money.minor = money.minor / unit * unit + (money.minor % unit * 2 >= unit ? unit : 0);
    return text_money(cli, money);
}

naast_money money_of(int64_t minor, const char *currency)
{
    naast_money money = {.minor = minor};
    snprintf(money.currency, sizeof money.currency, "%s", currency);
    return money;
}

const char *text_percent(struct cli *cli, int32_t share) { return cli_printf(cli, "%d%%", (int)((share + 50) / 100)); }
