/* money.c: ISO 4217, and amounts as checked int64 minor units. */
#include "base/values/money.h"

#include "naast.h"

#include "base/env/spec.h"

#include <stdlib.h>
#include <string.h>

struct currency {
    char code[4];
    int decimals;
};

/*
 * Every current code that has minor units, in order, and the codes withdrawn since 2021, which older deals still carry.
 * Metals, baskets and test codes (XAU, XDR, XTS, ...) have none, so no amount can be kept in them.
 */
/* clang-format off */
static const struct currency currencies[] = {
    {"AED", 2}, {"AFN", 2}, {"ALL", 2}, {"AMD", 2}, {"ANG", 2}, {"AOA", 2}, {"ARS", 2}, {"AUD", 2},
    {"AWG", 2}, {"AZN", 2}, {"BAM", 2}, {"BBD", 2}, {"BDT", 2}, {"BGN", 2}, {"BHD", 3}, {"BIF", 0},
    {"BMD", 2}, {"BND", 2}, {"BOB", 2}, {"BOV", 2}, {"BRL", 2}, {"BSD", 2}, {"BTN", 2}, {"BWP", 2},
    {"BYN", 2}, {"BZD", 2}, {"CAD", 2}, {"CDF", 2}, {"CHE", 2}, {"CHF", 2}, {"CHW", 2}, {"CLF", 4},
    {"CLP", 0}, {"CNY", 2}, {"COP", 2}, {"COU", 2}, {"CRC", 2}, {"CUC", 2}, {"CUP", 2}, {"CVE", 2},
    {"CZK", 2}, {"DJF", 0}, {"DKK", 2}, {"DOP", 2}, {"DZD", 2}, {"EGP", 2}, {"ERN", 2}, {"ETB", 2},
    {"EUR", 2}, {"FJD", 2}, {"FKP", 2}, {"GBP", 2}, {"GEL", 2}, {"GHS", 2}, {"GIP", 2}, {"GMD", 2},
    {"GNF", 0}, {"GTQ", 2}, {"GYD", 2}, {"HKD", 2}, {"HNL", 2}, {"HRK", 2}, {"HTG", 2}, {"HUF", 2},
    {"IDR", 2}, {"ILS", 2}, {"INR", 2}, {"IQD", 3}, {"IRR", 2}, {"ISK", 0}, {"JMD", 2}, {"JOD", 3},
    {"JPY", 0}, {"KES", 2}, {"KGS", 2}, {"KHR", 2}, {"KMF", 0}, {"KPW", 2}, {"KRW", 0}, {"KWD", 3},
    {"KYD", 2}, {"KZT", 2}, {"LAK", 2}, {"LBP", 2}, {"LKR", 2}, {"LRD", 2}, {"LSL", 2}, {"LYD", 3},
    {"MAD", 2}, {"MDL", 2}, {"MGA", 2}, {"MKD", 2}, {"MMK", 2}, {"MNT", 2}, {"MOP", 2}, {"MRU", 2},
    {"MUR", 2}, {"MVR", 2}, {"MWK", 2}, {"MXN", 2}, {"MXV", 2}, {"MYR", 2}, {"MZN", 2}, {"NAD", 2},
    {"NGN", 2}, {"NIO", 2}, {"NOK", 2}, {"NPR", 2}, {"NZD", 2}, {"OMR", 3}, {"PAB", 2}, {"PEN", 2},
    {"PGK", 2}, {"PHP", 2}, {"PKR", 2}, {"PLN", 2}, {"PYG", 0}, {"QAR", 2}, {"RON", 2}, {"RSD", 2},
    {"RUB", 2}, {"RWF", 0}, {"SAR", 2}, {"SBD", 2}, {"SCR", 2}, {"SDG", 2}, {"SEK", 2}, {"SGD", 2},
    {"SHP", 2}, {"SLE", 2}, {"SLL", 2}, {"SOS", 2}, {"SRD", 2}, {"SSP", 2}, {"STN", 2}, {"SVC", 2},
    {"SYP", 2}, {"SZL", 2}, {"THB", 2}, {"TJS", 2}, {"TMT", 2}, {"TND", 3}, {"TOP", 2}, {"TRY", 2},
    {"TTD", 2}, {"TWD", 2}, {"TZS", 2}, {"UAH", 2}, {"UGX", 0}, {"USD", 2}, {"USN", 2}, {"UYI", 0},
    {"UYU", 2}, {"UYW", 4}, {"UZS", 2}, {"VED", 2}, {"VES", 2}, {"VND", 0}, {"VUV", 0}, {"WST", 2},
    {"XAD", 2}, {"XAF", 0}, {"XCD", 2}, {"XCG", 2}, {"XOF", 0}, {"XPF", 0}, {"YER", 2}, {"ZAR", 2},
    {"ZMW", 2}, {"ZWG", 2}, {"ZWL", 2},
};
/* clang-format on */

static int compare_code(const void *code, const void *currency)
{
    return strcmp(code, ((const struct currency *)currency)->code);
}

const char *money_currency_at(size_t k, int *decimals)
{
    if (k >= sizeof currencies / sizeof currencies[0])
        return NULL;
    *decimals = currencies[k].decimals;
    return currencies[k].code;
}

int money_decimals(const char *currency)
{
    const struct currency *found = NULL;
    if (currency != NULL)
        found =
            bsearch(currency, currencies, sizeof currencies / sizeof currencies[0], sizeof currencies[0], compare_code);
    return found == NULL ? -1 : found->decimals;
}

int naast_currency_decimals(const char *currency, int32_t *out)
{
    const int decimals = money_decimals(currency);
    if (decimals < 0 || out == NULL)
        return NAAST_INVALID;
    *out = decimals;
    return 0;
}

int money_add(int64_t a, int64_t b, int64_t *out)
{
    int64_t sum;
    if (__builtin_add_overflow(a, b, &sum))
        return NAAST_INVALID;
    *out = sum;
    return 0;
}

int money_valid(const naast_money *money)
{
    return money->currency[0] == '\0' || (money->currency[3] == '\0' && money_decimals(money->currency) >= 0);
}

/* value * 10 + digit; NAAST_INVALID when it overflows. */
static int push_digit(int64_t *value, int digit)
{
    if (__builtin_mul_overflow(*value, 10, value) || __builtin_add_overflow(*value, digit, value))
        return NAAST_INVALID;
    return 0;
}

/* Pushes the digits at *text onto *value and counts them. */
static int push_digits(const char **text, int64_t *value, int *count)
{
    int status = 0;
    for (*count = 0; status == 0 && **text >= '0' && **text <= '9'; (*text)++, (*count)++)
        status = push_digit(value, **text - '0');
    return status;
}

/* Groups of three after a first one of at most three. NAAST_INVALID for any other. */
static int push_groups(const char **text, char grouping, int64_t *value, int first)
{
    int count = 3, status = 0;
    while (status == 0 && **text == grouping) {
        if (first > 3 || count != 3)
            return NAAST_INVALID;
        (*text)++;
        status = push_digits(text, value, &count);
    }
    return count == 3 ? status : NAAST_INVALID;
}

static int is_decimal(char c, char decimal) { return decimal == '\0' ? c == '.' || c == ',' : c == decimal; }

int money_scan(const char *text, const char *currency, char decimal, char grouping, naast_money *out)
{
    int64_t minor = 0;
    int whole, fraction = 0, decimals = money_decimals(currency);
    if (text == NULL || decimals < 0 || push_digits(&text, &minor, &whole) != 0 || whole == 0)
        return NAAST_INVALID;
    if (grouping != '\0' && push_groups(&text, grouping, &minor, whole) != 0)
        return NAAST_INVALID;
    if (is_decimal(*text, decimal)) {
        text++;
        if (push_digits(&text, &minor, &fraction) != 0 || fraction == 0)
            return NAAST_INVALID;
    }
    if (*text != '\0' || fraction > decimals)
        return NAAST_INVALID;
    for (; fraction < decimals; fraction++) {
        if (push_digit(&minor, 0) != 0)
            return NAAST_INVALID;
    }
    out->minor = minor;
    memcpy(out->currency, currency, sizeof out->currency);
    return 0;
}

int naast_money_parse(const char *text, const naast_money_parse_spec *spec, naast_money *out)
{
    naast_money_parse_spec own;
    if (out == NULL || SPEC_TAKE_QUIETLY(naast_money_parse_spec, &own, spec) != 0)
        return NAAST_INVALID;
    return money_scan(text, own.currency, '\0', '\0', out);
}
