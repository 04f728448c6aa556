/* deal_filter.c: the words that choose deals: stage:match, amount:10000.., due:..friday, sort:-amount, and texts. */
#include "input/deal_filter.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "input/codes.h"
#include "input/values.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

/* The word of the filter that is being read. */
struct reading {
    struct cli *cli;
    naast_deal_filter *out;
    const char *text; /* all of it */
    size_t number;    /* among the operands, from 1 */
    struct grown *words;
};

/* at: where in the text it goes wrong. */
static int wrong(const struct reading *reading, const char *at, enum word wanted)
{
    struct cli *cli = reading->cli;
    int64_t place = 1;
    for (const char *c = reading->text; c < at; c++)
        place += ((unsigned char)*c & 0xC0) != 0x80;
    return cli_wrong(cli, W_FILTER_WRONG, text_count(cli, (int64_t)reading->number), reading->text,
                     text_count(cli, place), *at != '\0' ? at : word(cli, W_FILTER_ITS_END), word(cli, wanted));
}

/* Takes "A..B", "A.." and "..B" apart; one value is from it to it; an empty end is "". */
static const char *range_end(struct cli *cli, const char *text, const char **from)
{
    const char *dots = strstr(text, "..");
    *from = dots == NULL ? text : cli_printf(cli, "%.*s", (int)(dots - text), text);
    return dots == NULL ? text : dots + 2;
}

static int read_amount(const struct reading *reading, const char *typed, const char *at, int64_t *out)
{
    int64_t amount = 0;
    const char *digit = typed;
    for (; *digit >= '0' && *digit <= '9' && amount < INT64_MAX / 100000000; digit++)
        amount = amount * 10 + (*digit - '0');
    if (*digit != '\0')
        return wrong(reading, at + (digit - typed), W_FILTER_AMOUNTS);
    *out = amount;
    return NAAST_OK;
}

static int read_amounts(const struct reading *reading, const char *value)
{
    const char *from, *to = range_end(reading->cli, value, &from);
    if (value[0] == '\0' || strcmp(value, "..") == 0)
        return wrong(reading, value, W_FILTER_AMOUNTS);
    int status = read_amount(reading, from, value, &reading->out->amount_from);
    if (status == NAAST_OK)
        status = read_amount(reading, to, to, &reading->out->amount_to);
    const bool falls = *from != '\0' && *to != '\0' && reading->out->amount_from > reading->out->amount_to;
    return status == NAAST_OK && falls ? wrong(reading, value, W_FILTER_UPWARDS) : status;
}

static int read_day(const struct reading *reading, const char *typed, const char *at, naast_date *out)
{
    if (typed[0] == '\0' ||
        naast_date_parse(typed, NAAST_SPEC(naast_date_parse_spec, .today = cli_today(reading->cli)), out) == NAAST_OK)
        return NAAST_OK;
    return wrong(reading, at, W_FILTER_DAYS);
}

static int read_days(const struct reading *reading, const char *value, naast_days *out)
{
    const char *from, *to = range_end(reading->cli, value, &from);
    if (value[0] == '\0' || strcmp(value, "..") == 0)
        return wrong(reading, value, W_FILTER_DAYS);
    int status = read_day(reading, from, value, &out->from);
    if (status == NAAST_OK)
        status = read_day(reading, to, to, &out->to);
    const bool falls = out->from != 0 && out->to != 0 && out->from > out->to;
    return status == NAAST_OK && falls ? wrong(reading, value, W_FILTER_UPWARDS) : status;
}

static int read_flag(const struct reading *reading, const char *value, naast_flag *out)
{
    if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0 && strcmp(value, "ja") != 0 && strcmp(value, "nee") != 0)
        return wrong(reading, value, W_FILTER_YES_NO);
    *out = value[0] == 'n' ? NAAST_FLAG_CLEAR : NAAST_FLAG_SET;
    return NAAST_OK;
}

static int read_currency(const struct reading *reading, const char *value)
{
    if (text_decimals(value) < 0)
        return wrong(reading, value, W_FILTER_CURRENCY);
    reading->out->currency = value;
    return NAAST_OK;
}

static bool read_sort(const char *typed, naast_deal_filter *out)
{
    static const char *const names[] = {
        [NAAST_BY_NUMBER] = "id",       [NAAST_BY_TITLE] = "title", [NAAST_BY_ORG] = "org",
        [NAAST_BY_AMOUNT] = "amount",   [NAAST_BY_SINCE] = "since", [NAAST_BY_EXPECTED] = "expected",
        [NAAST_BY_CREATED] = "created",
    };
    out->descending = typed[0] == '-';
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], typed + out->descending) != 0)
            continue;
        out->sort = (naast_deal_sort)i;
        return true;
    }
    return false;
}

int deal_sort_read(struct cli *cli, const char *typed, naast_deal_filter *out)
{
    if (typed == NULL || read_sort(typed, out))
        return NAAST_OK;
    return cli_wrong(cli, W_SORT_WRONG, typed, word(cli, W_FILTER_SORTS));
}

/* Every word that is no filter is one to look for. */
static int add_text(const struct reading *reading, const char *text)
{
    cli_grow(reading->cli, reading->words, "%s%s", reading->words->text == NULL ? "" : " ", text);
    reading->out->text = cli_grown(reading->words);
    return NAAST_OK;
}

/* What follows "name:"; NULL: it is another filter. */
static const char *after(const char *text, const char *name)
{
    size_t length = strlen(name);
    return strncmp(text, name, length) == 0 && text[length] == ':' ? text + length + 1 : NULL;
}

static bool looks_like_filter(const char *text)
{
    size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyz_");
    return letters > 0 && text[letters] == ':';
}

/* Codes and names are taken as they are: the library knows which there are. */
static bool read_name(const struct reading *reading)
{
    naast_deal_filter *out = reading->out;
    const char *value;
    if ((value = after(reading->text, "stage")) != NULL)
        out->stage = value;
    else if ((value = after(reading->text, "pipeline")) != NULL)
        out->pipeline = value;
    else if ((value = after(reading->text, "outcome")) != NULL)
        out->outcome = value;
    else if ((value = after(reading->text, "owner")) != NULL)
        out->owner = cli_owner(reading->cli, value);
    return value != NULL;
}

static bool read_range(const struct reading *reading, int *status)
{
    naast_deal_filter *out = reading->out;
    const struct {
        const char *name;
        naast_days *days;
    } days[] = {{"due", &out->expected},
                {"expected", &out->expected},
                {"created", &out->created},
                {"since", &out->since},
                {"closed", &out->closed}};
    const char *value;
    if ((value = after(reading->text, "amount")) != NULL)
        *status = read_amounts(reading, value);
    for (size_t i = 0; value == NULL && i < sizeof days / sizeof days[0]; i++) {
        if ((value = after(reading->text, days[i].name)) != NULL)
            *status = read_days(reading, value, days[i].days);
    }
    return value != NULL;
}

static int read_one(const struct reading *reading)
{
    struct cli *cli = reading->cli;
    const char *value, *text = reading->text;
    int status = NAAST_OK;
    if (read_name(reading) || read_range(reading, &status))
        return status;
    if ((value = after(text, "org")) != NULL)
        return cli_org(cli, value, &reading->out->org);
    if ((value = after(text, "contact")) != NULL)
        return cli_person(cli, value, 0, &reading->out->contact);
    if ((value = after(text, "unverified")) != NULL)
        return read_flag(reading, value, &reading->out->unverified);
    if ((value = after(text, "unproven")) != NULL)
        return read_flag(reading, value, &reading->out->unproven);
    if ((value = after(text, "currency")) != NULL)
        return read_currency(reading, value);
    if ((value = after(text, "sort")) != NULL)
        return read_sort(value, reading->out) ? NAAST_OK : wrong(reading, value, W_FILTER_SORTS);
    if ((value = after(text, "text")) != NULL)
        return add_text(reading, value);
    return looks_like_filter(text) ? wrong(reading, text, W_FILTER_NAMES) : add_text(reading, text);
}

/* People give whole units; the library takes the minor units of the currency, and hundredths where there is none. */
static void amounts_scale(naast_deal_filter *filter)
{
    int decimals = filter->currency == NULL ? 2 : text_decimals(filter->currency);
    for (; decimals > 0; decimals--) {
        filter->amount_from *= 10;
        filter->amount_to *= 10;
    }
}

int deal_filter_read(struct cli *cli, const struct args *args, naast_deal_filter *out)
{
    *out = (naast_deal_filter)NAAST_DEAL_FILTER_INIT;
    int status = NAAST_OK;
    struct grown words_there = {0};
    for (size_t i = 0; i < args->count && status == NAAST_OK; i++) {
        const struct reading reading = {cli, out, args->operands[i], i + 1, &words_there};
        status = read_one(&reading);
    }
    amounts_scale(out);
    return status == NAAST_OK ? cli_check_stage(cli, out->stage) : status;
}
