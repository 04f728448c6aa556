/* values.c: what is typed on a sheet for a day, an amount, a value, a file or somebody, read. */
#include "formats/sheets/values.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pages/text.h"
#include "formats/sheets/faults.h"
#include "formats/sheets/sheet.h"

enum { VALUES_MAX = 16 };

static bool wrong(const struct value_reading *value, enum fmt_message message, const char *text)
{
    fault_add_all(value->faults, (naast_sheet_fault){.line = value->place.line,
                                                     .column = value->place.column,
                                                     .status = formats_message_status(message),
                                                     .field = value->field,
                                                     .code = formats_message_code(message),
                                                     .text = text});
    return false;
}
#define WRONG(value, message, ...) wrong((value), (message), TEXT((value)->faults->words, (message), __VA_ARGS__))

bool value_date(const struct value_reading *value, naast_store *store, const char *name, const char *typed,
                naast_date *out)
{
    naast_date_parse_spec spec = NAAST_DATE_PARSE_SPEC_INIT;
    if (typed == NULL)
        return true;
    spec.today = naast_store_today(store);
    return naast_date_parse(typed, &spec, out) == NAAST_OK || WRONG(value, FMT_SHEET_DATE, name, typed);
}

/* 25.000 means twenty-five here and twenty-five thousand there. */
static bool is_grouped(const char *typed, int32_t decimals)
{
    const char *point = strpbrk(typed, ".,");
    return point != NULL && (strpbrk(point + 1, ".,") != NULL || strlen(point + 1) > (size_t)decimals);
}

bool value_money(const struct value_reading *value, const char *amount, const char *currency, const char *usual,
                 naast_money *out)
{
    naast_money_parse_spec spec = NAAST_MONEY_PARSE_SPEC_INIT;
    int32_t decimals = 0;
    if (amount == NULL)
        return currency == NULL || WRONG(value, FMT_SHEET_CURRENCY_ALONE, "");
    spec.currency = currency != NULL ? currency : usual[0] != '\0' ? usual : "EUR";
    if (naast_currency_decimals(spec.currency, &decimals) != NAAST_OK)
        return WRONG(value, FMT_SHEET_CURRENCY, spec.currency);
    if (naast_money_parse(amount, &spec, out) == NAAST_OK)
        return true;
    return WRONG(value, is_grouped(amount, decimals) ? FMT_SHEET_AMOUNT_GROUPED : FMT_SHEET_AMOUNT, amount);
}

bool value_file(const struct value_reading *value, naast_formats *formats, const char *path, const char **name,
                const unsigned char **sha256)
{
    struct arena *arena = &value->faults->words->arena;
    unsigned char *digest = arena_get(arena, NAAST_SHA256_SIZE);
    if (digest == NULL)
        return false;
    const int status = naast_evidence_file(formats, path, name, digest);
    if (status == NAAST_OK) {
        *sha256 = digest;
        return true;
    }
    const naast_fault *fault = naast_formats_fault(formats);
    return wrong(value, status == NAAST_NOT_FOUND ? FMT_EVIDENCE_FILE_MISSING : FMT_EVIDENCE_FILE_UNREAD,
                 arena_text(arena, text_safe(value->faults->words, fault->text)));
}

bool value_check(const struct value_reading *value, const naast_kind *kind, const char *values)
{
    struct arena *arena = &value->faults->words->arena;
    struct grown list = {0};
    const char *one;
    size_t count = 0;
    if (values == NULL)
        return true;
    for (size_t k = 0; kind->values[k] != NULL; k++)
        arena_grow(arena, &list, ", ", kind->values[k]);
    char *left = arena_text(arena, values);
    while ((one = name_next(&left)) != NULL) {
        if (!codes_include(kind->values, one))
            return WRONG(value, FMT_SHEET_VALUE, kind->code, arena_grow(arena, &list, "", ""), one);
        if (++count > VALUES_MAX)
            return WRONG(value, FMT_SHEET_VALUES, kind->code);
    }
    return true;
}

void value_split(struct arena *arena, const naast_kind *kind, const char **text, const char **values)
{
    if (kind == NULL || kind->values == NULL || *text == NULL)
        return;
    const char *at = *text;
    size_t len = strcspn(at, " \t");
    /* "decides, signs": a comma may be followed by a space. */
    while (len > 0 && at[len - 1] == ',' && at[len] != '\0') {
        len += strspn(at + len, " \t");
        len += strcspn(at + len, " \t");
    }
    *values = arena_bytes(arena, at, len);
    at += len;
    at += strspn(at, " \t");
    *text = *at == '\0' ? NULL : at;
}

bool value_means_us(const char *typed)
{
    static const char *const us[] = {"us", "we", "ons", "wij"};
    for (size_t i = 0; i < sizeof us / sizeof us[0]; i++)
        if (strcmp(typed, us[i]) == 0)
            return true;
    return false;
}

char *name_next(char **names)
{
    while (*names != NULL) {
        char *name = *names + strspn(*names, " \t");
        char *comma = strchr(name, ',');
        *names = comma == NULL ? NULL : comma + 1;
        if (comma != NULL)
            *comma = '\0';
        for (size_t end = strlen(name); end > 0 && (name[end - 1] == ' ' || name[end - 1] == '\t'); end--)
            name[end - 1] = '\0';
        if (*name != '\0')
            return name;
    }
    return NULL;
}
