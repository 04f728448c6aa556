/* talk_check.c: what a sheet says, looked at before anything of it is recorded: all that is wrong is told at once.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/record_item.h"
#include "commands/evidence/sheet.h"
#include "commands/evidence/talk_record.h"
#include "input/party.h"
#include "input/values.h"
#include "term/message.h"
#include "view/deal.h"
#include "words/words.h"

enum { WRONG_VALUES = 10 };

struct checking {
    struct cli *cli;
    const struct subject *subject;
    const struct sheet *sheet;
    const struct present *present;
    bool newcomers; /* somebody is new on the sheet: names are looked at while it is recorded */
    int wrong;
    int status; /* of the first that is wrong */
};

static int check_names(const struct checking *checking, const char *typed)
{
    struct cli *cli = checking->cli;
    naast_id deal = checking->subject->deal->id;
    char *names = cli_keep_text(cli, typed), *name;
    naast_party party;
    int status = NAAST_OK;
    while (status == 0 && !checking->newcomers && (name = name_next(&names)) != NULL)
        status = cli_party(cli, present_name(cli, checking->present, deal, name), deal, &party);
    return status;
}

static int check_amount(const struct checking *checking, const struct sheet_value *value)
{
    const char *currency = checking->sheet->entries[value->entry].typed.currency;
    naast_money money;
    return cli_money(checking->cli, value->text, currency, checking->subject->deal->amount.currency, &money);
}

static int check_value(const struct checking *checking, const struct sheet_value *value)
{
    static const char *const names[] = {"from", "by", "agreed"};
    naast_date date;
    if (strcmp(value->name, "due") == 0 || strcmp(value->name, "on") == 0)
        return cli_date(checking->cli, value->name, value->text, &date);
    if (strcmp(value->name, "amount") == 0 && value->entry >= 0)
        return check_amount(checking, value);
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
        if (strcmp(value->name, names[k]) == 0)
            return check_names(checking, value->text);
    return NAAST_OK;
}

/* "match: maybe": a kind that has values begins with one of them. */
static int check_kind(const struct checking *checking, const struct sheet_entry *entry)
{
    struct cli *cli = checking->cli;
    const naast_kind *kind = naast_pipeline_kind(checking->subject->pipeline, entry->typed.kind);
    const char *text = entry->typed.text, *values = NULL, *value, *list = "";
    if (kind == NULL || kind->values == NULL || text == NULL || entry->typed.none != NULL)
        return NAAST_OK;
    int status = split_values(cli, checking->subject, kind->code, &text, &values);
    for (size_t k = 0; kind->values[k] != NULL; k++)
        list = listed(cli, list, kind->values[k]);
    char *left = cli_keep_text(cli, values);
    while (status == 0 && (value = name_next(&left)) != NULL)
        if (!codes_include(kind->values, value))
            status = cli_failed(cli, NAAST_BAD_DATA, W_SHEET_VALUE, kind->code, list, value);
    return status;
}

static bool brings_newcomers(const struct checking *checking)
{
    const struct sheet *sheet = checking->sheet;
    naast_store *store = checking->cli->store;
    naast_id found;
    for (size_t k = 0; k < sheet->value_count; k++)
        if (strcmp(sheet->values[k].name, "person") == 0 &&
            naast_resolve(store, NAAST_PERSON, sheet->values[k].text, checking->subject->deal->id, &found) ==
                NAAST_NOT_FOUND)
            return true;
    return false;
}

/* Counts what is wrong, and says where it stands. */
static void found(struct checking *checking, int line, int status)
{
    if (status == 0)
        return;
    checking->wrong++;
    checking->status = checking->status == 0 ? status : checking->status;
    fprintf(checking->cli->err, "%s\n", words(checking->cli, W_SHEET_AT_LINE, cli_printf(checking->cli, "%d", line)));
    checking->cli->said = false; /* so that the next one is said too */
}

static void check_entry(struct checking *checking, int index)
{
    const struct sheet *sheet = checking->sheet;
    const struct sheet_entry *entry = index < 0 ? NULL : &sheet->entries[index];
    if (entry != NULL && entry->line == 0)
        return;
    if (entry != NULL && entry->type == SHEET_NEW)
        found(checking, entry->line, check_kind(checking, entry));
    for (size_t k = 0; k < sheet->value_count && checking->wrong < WRONG_VALUES; k++)
        if (sheet->values[k].entry == index)
            found(checking, sheet->values[k].line, check_value(checking, &sheet->values[k]));
    for (size_t k = 0; entry != NULL && k < entry->confirmed_count && checking->wrong < WRONG_VALUES; k++)
        found(checking, entry->confirmed_line[k], check_names(checking, entry->confirmed[k]));
}

int talking_check(struct cli *cli, const struct subject *subject, const struct sheet *sheet,
                  const struct present *present)
{
    struct checking checking = {.cli = cli, .subject = subject, .sheet = sheet, .present = present};
    checking.newcomers = brings_newcomers(&checking);
    for (int k = -1; k < (int)sheet->count && checking.wrong < WRONG_VALUES; k++)
        check_entry(&checking, k);
    cli->said = cli->said || checking.wrong > 0;
    return checking.status;
}
