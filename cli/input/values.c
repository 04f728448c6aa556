/* values.c: what people type for an option or an operand, read: texts, dates, numbers, amounts, who. */
#include "input/values.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "naast.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "term/message.h"
#include "term/read_file.h"
#include "term/values.h"
#include "words/words.h"

int cli_text(struct cli *cli, const char *typed, const char **out)
{
    char *text;
    if (typed == NULL)
        return NAAST_OK;
    if (strcmp(typed, "-") != 0) {
        *out = typed;
        return NAAST_OK;
    }
    int status = cli_read_all(cli, cli->in, word(cli, W_STANDARD_INPUT), &text);
    if (status != NAAST_OK)
        return status;
    size_t length = strlen(text);
    if (length > 0 && text[length - 1] == '\n')
        text[length - 1] = '\0';
    *out = text;
    return NAAST_OK;
}

int cli_date(struct cli *cli, const char *option, const char *typed, naast_date *out)
{
    if (typed == NULL ||
        naast_date_parse(typed, NAAST_SPEC(naast_date_parse_spec, .today = cli_today(cli)), out) == NAAST_OK)
        return NAAST_OK;
    return cli_wrong(cli, W_DATE_WRONG, option, typed);
}

int cli_moment(struct cli *cli, const char *option, const char *typed, bool last, naast_time *out)
{
    const int64_t day = INT64_C(86400) * 1000000;
    naast_date date = 0;
    if (typed == NULL || text_moment(cli, typed, out))
        return NAAST_OK;
    if (naast_date_parse(typed, NAAST_SPEC(naast_date_parse_spec, .today = cli_today(cli)), &date) != NAAST_OK)
        return cli_wrong(cli, W_MOMENT_WRONG, option, typed);
    *out = naast_days_between(19700101, date) * day + (last ? day - 1 : 0);
    return NAAST_OK;
}

int cli_number(struct cli *cli, const char *option, const char *typed, int64_t smallest, int64_t most, int64_t *out)
{
    if (typed == NULL)
        return NAAST_OK;
    char *end;
    errno = 0;
    long long number = strtoll(typed, &end, 10);
    if (end == typed || *end != '\0' || strchr("0123456789-", typed[0]) == NULL)
        return cli_wrong(cli, W_NUMBER_WRONG, option, typed, cli_printf(cli, "%lld", (long long)smallest));
    if (number < smallest)
        return cli_wrong(cli, W_NUMBER_SMALL, option, typed, cli_printf(cli, "%lld", (long long)smallest));
    if (errno != 0 || number > most)
        return cli_wrong(cli, W_NUMBER_LARGE, option, typed, cli_printf(cli, "%lld", (long long)most));
    *out = number;
    return NAAST_OK;
}

/* 25.000 means twenty-five here and twenty-five thousand there. */
static bool is_grouped(const char *typed, int decimals)
{
    const char *point = strpbrk(typed, ".,");
    return point != NULL && (strpbrk(point + 1, ".,") != NULL || (int)strlen(point + 1) > decimals);
}

int cli_money(struct cli *cli, const char *amount, const char *currency, const char *usual, naast_money *out)
{
    if (amount == NULL)
        return currency == NULL ? NAAST_OK : cli_wrong(cli, W_CURRENCY_ALONE);
    if (currency == NULL)
        currency = usual != NULL && usual[0] != '\0' ? usual : "EUR";
    int decimals = text_decimals(currency);
    if (decimals < 0)
        return cli_wrong(cli, W_CURRENCY_WRONG, currency);
    if (naast_money_parse(amount, NAAST_SPEC(naast_money_parse_spec, .currency = currency), out) == NAAST_OK)
        return NAAST_OK;
    return cli_wrong(cli, is_grouped(amount, decimals) ? W_AMOUNT_GROUPED : W_AMOUNT_WRONG, amount);
}

const char *cli_owner(const struct cli *cli, const char *typed)
{
    bool me = typed != NULL && (strcmp(typed, "me") == 0 || strcmp(typed, "ik") == 0);
    return me ? cli->actor : typed;
}

char cli_letter(naast_root root) { return root == NAAST_ROOT_DEAL ? 'D' : root == NAAST_ROOT_ORG ? 'O' : 'P'; }

int cli_resolve(struct cli *cli, const naast_resolve_spec *spec, naast_resolved **out)
{
    const bool addable = spec->root == NAAST_ROOT_PERSON || spec->root == NAAST_ROOT_ORG;
    int status = cli_check(cli, naast_resolve_named(cli->store, spec, out));
    const bool unfound = status == NAAST_NOT_FOUND || (status == NAAST_AMBIGUOUS && spec->newcomer);
    if (unfound && cli->command->needs == NEEDS_WRITE && addable && !cli_is_reference(spec->text))
        cli_note(cli, spec->root == NAAST_ROOT_PERSON ? W_ADD_PERSON : W_ADD_ORG, text_shell(cli, spec->text));
    return status;
}

/* For the end of the JSON that the command writes. */
static void keep_resolved(struct cli *cli, char letter, const char *typed, const naast_resolved *found)
{
    for (size_t k = 0; k < cli->resolved_count; k++)
        if (cli->resolved[k].id == found->id && cli->resolved[k].letter == letter &&
            strcmp(cli->resolved[k].typed, typed) == 0)
            return;
    cli->resolved = cli_room(cli, cli->resolved, cli->resolved_count, sizeof *cli->resolved, &cli->resolved_room);
    cli->resolved[cli->resolved_count++] = (struct resolved){
        .typed = cli_keep_text(cli, typed),
        .name = cli_keep_text(cli, found->name),
        .letter = letter,
        .id = found->id,
        .passed_over = found->passed_over,
        .passed_name = found->passed_over != 0 ? cli_keep_text(cli, found->passed_name) : "",
    };
}

void cli_tell_whom(struct cli *cli, naast_root root, const char *typed, const naast_resolved *found)
{
    const char letter = cli_letter(root), *id = text_id(cli, letter, found->id);
    const naast_id given = found->fit == NAAST_FIT_ID ? id_read(typed, letter) : 0;
    const char *line = "";
    if (given != 0 && given != found->id)
        line = words(cli, W_MERGED_EARLIER, text_id(cli, letter, given), id);
    else if (found->passed_over != 0)
        line = words(cli, W_TAKEN_OVER, typed, id, found->name, text_id(cli, letter, found->passed_over),
                     found->passed_name);
    else if (found->fit == NAAST_FIT_PART || found->fit == NAAST_FIT_MERGED)
        line = words(cli, W_TAKEN_FOR, typed, id, found->name);
    if (*line == '\0')
        return;
    cli_note_once(cli, line);
    keep_resolved(cli, letter, typed, found);
}

static int find(struct cli *cli, naast_root root, const char *typed, naast_id within, naast_id *out)
{
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    naast_resolved *found = NULL;
    if (typed == NULL)
        return NAAST_OK;
    spec.root = root;
    spec.text = typed;
    spec.within = within;
    spec.whole = root == NAAST_ROOT_DEAL && cli->command->needs == NEEDS_WRITE;
    int status = cli_resolve(cli, &spec, &found);
    if (status == NAAST_OK) {
        cli_tell_whom(cli, root, typed, found);
        *out = found->id;
    }
    naast_free(found);
    return status;
}

int cli_deal(struct cli *cli, const char *typed, naast_id *out) { return find(cli, NAAST_ROOT_DEAL, typed, 0, out); }
int cli_org(struct cli *cli, const char *typed, naast_id *out) { return find(cli, NAAST_ROOT_ORG, typed, 0, out); }

int cli_person(struct cli *cli, const char *typed, naast_id deal, naast_id *out)
{
    return find(cli, NAAST_ROOT_PERSON, typed, deal, out);
}
