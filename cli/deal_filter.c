/* deal_filter.c: the words that choose deals: stage:match, amount:10000.., due:..friday, and texts. */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "deal.h"

/* Without case and accents, as the library compares names. Kept by cli. */
static const char *folded(struct cli *cli, const char *text)
{
    utf8proc_uint8_t *out = NULL;
    const utf8proc_option_t how = UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                  UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
    if (utf8proc_map((const utf8proc_uint8_t *)text, 0, &out, how) < 0)
        return text;
    const char *kept = cli_keep_text(cli, (const char *)out);
    free(out);
    return kept;
}

/* Splits "A..B", "A.." and "..B" (one value: from it to it); an empty end is "". */
static void split_range(struct cli *cli, const char *text, const char **from, const char **to)
{
    const char *dots = strstr(text, "..");
    *from = dots == NULL ? text : cli_printf(cli, "%.*s", (int)(dots - text), text);
    *to = dots == NULL ? text : dots + 2;
}

static int read_amounts(struct cli *cli, const char *text, struct deal_filter *out)
{
    const char *from, *to;
    split_range(cli, text, &from, &to);
    int status = from[0] == '\0' ? NAAST_OK : cli_number(cli, "amount", from, 0, INT64_MAX / 1000, &out->amount_from);
    if (status == NAAST_OK && to[0] != '\0')
        status = cli_number(cli, "amount", to, 0, INT64_MAX / 1000, &out->amount_to);
    out->looks = true;
    return status;
}

static int read_due(struct cli *cli, const char *text, struct deal_filter *out)
{
    const char *from, *to;
    split_range(cli, text, &from, &to);
    int status = from[0] == '\0' ? NAAST_OK : cli_date(cli, "due", from, &out->due_from);
    if (status == NAAST_OK && to[0] != '\0')
        status = cli_date(cli, "due", to, &out->due_to);
    out->looks = true;
    return status;
}

static int read_text(struct cli *cli, const char *text, struct deal_filter *out)
{
    if (out->text_count == sizeof out->texts / sizeof out->texts[0])
        return cli_wrong(cli, W_OPERAND_TOO_MANY, text);
    out->texts[out->text_count++] = folded(cli, text);
    out->looks = true;
    return NAAST_OK;
}

/* What stands after "name:"; NULL: it is another filter. */
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

static int read_one(struct cli *cli, const char *text, struct deal_filter *out)
{
    const char *value;
    if ((value = after(text, "stage")) != NULL)
        out->asked.stage = value;
    else if ((value = after(text, "pipeline")) != NULL)
        out->asked.pipeline = value;
    else if ((value = after(text, "outcome")) != NULL)
        out->asked.outcome = value;
    else if ((value = after(text, "owner")) != NULL)
        out->asked.owner = strcmp(value, "me") == 0 ? cli->actor : value;
    else if ((value = after(text, "org")) != NULL)
        return cli_org(cli, value, &out->asked.org);
    else if ((value = after(text, "amount")) != NULL)
        return read_amounts(cli, value, out);
    else if ((value = after(text, "due")) != NULL)
        return read_due(cli, value, out);
    else if (looks_like_filter(text))
        return cli_wrong(cli, W_FILTER_UNKNOWN, text);
    else
        return read_text(cli, text, out);
    return NAAST_OK;
}

int deal_filter_read(struct cli *cli, const struct args *args, struct deal_filter *out)
{
    *out = (struct deal_filter){.asked = NAAST_DEAL_FILTER_INIT, .amount_from = -1, .amount_to = -1};
    int status = NAAST_OK;
    for (size_t i = 0; i < args->count && status == NAAST_OK; i++)
        status = read_one(cli, args->operands[i], out);
    return status;
}

/* An amount in whole units of its currency against the bounds. */
static bool amount_fits(const struct deal_filter *filter, naast_money amount)
{
    if (filter->amount_from < 0 && filter->amount_to < 0)
        return true;
    int decimals = amount.currency[0] == '\0' ? -1 : naast_currency_decimals(amount.currency);
    int64_t unit = 1;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    if (decimals < 0)
        return false;
    if (filter->amount_from > amount.minor / unit)
        return false;
    int64_t whole = amount.minor / unit + (amount.minor % unit > 0);
    return filter->amount_to < 0 || whole <= filter->amount_to;
}

static bool due_fits(const struct deal_filter *filter, naast_date expected)
{
    if (filter->due_from == 0 && filter->due_to == 0)
        return true;
    return expected != 0 && expected >= filter->due_from && (filter->due_to == 0 || expected <= filter->due_to);
}

bool deal_filter_fits(struct cli *cli, const struct deal_filter *filter, const naast_deal *deal)
{
    if (!filter->looks)
        return true;
    if (!amount_fits(filter, deal->amount) || !due_fits(filter, deal->expected))
        return false;
    if (filter->text_count == 0)
        return true;
    const char *all = folded(cli, cli_printf(cli, "%s\n%s\n%s", deal->title, deal->org_name, deal->contact_name));
    for (size_t i = 0; i < filter->text_count; i++) {
        if (strstr(all, filter->texts[i]) == NULL)
            return false;
    }
    return true;
}
