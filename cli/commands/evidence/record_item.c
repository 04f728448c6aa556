/* record_item.c: one item as people give it: read, checked as far as typing goes, recorded. */
#include "commands/evidence/record_item.h"

#include <nettle/sha2.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "input/file_evidence.h"
#include "input/party.h"
#include "input/resolve_or_add.h"
#include "input/values.h"
#include "output/json.h"
#include "term/message.h"
#include "view/deal.h"
#include "words/words.h"

int split_values(struct cli *cli, const struct subject *subject, const char *kind, const char **text,
                 const char **values)
{
    const naast_kind *known = naast_pipeline_kind(subject->pipeline, kind);
    *values = NULL;
    if (known == NULL || known->values == NULL || *text == NULL)
        return NAAST_OK;
    const char *at = *text;
    size_t len = strcspn(at, " \t");
    /* "decides, signs": a comma may be followed by a space. */
    while (len > 0 && at[len - 1] == ',' && at[len] != '\0') {
        len += strspn(at + len, " \t");
        len += strcspn(at + len, " \t");
    }
    *values = cli_printf(cli, "%.*s", (int)len, at);
    at += len;
    at += strspn(at, " \t");
    *text = *at == '\0' ? NULL : at;
    return NAAST_OK;
}

/* Everything but whom it is about, who may be added for it. */
static int said_read(struct cli *cli, const struct subject *subject, const struct typed_item *typed,
                     naast_item_spec *spec)
{
    *spec = (naast_item_spec)NAAST_ITEM_SPEC_INIT;
    spec->kind = typed->kind;
    spec->about = typed->about;
    spec->url = typed->url;
    spec->in_confidence = typed->in_confidence;
    spec->none = typed->none != NULL;
    spec->how = typed->how;
    spec->text = typed->none != NULL && *typed->none != '\0' ? typed->none : typed->text;
    int status = cli_party(cli, typed->from, subject->deal->id, &spec->from);
    if (status == 0)
        status = cli_date(cli, typed->in_sheet ? "due" : "--due", typed->due, &spec->due);
    if (status == 0)
        status = cli_date(cli, typed->in_sheet ? "on" : "--on", typed->on, &spec->on);
    if (status == 0)
        status = cli_money(cli, typed->amount, typed->currency, subject->deal->amount.currency, &spec->amount);
    if (status == 0 && typed->file != NULL)
        status = file_evidence(cli, typed->file, &spec->file_name, &spec->file_sha256);
    return status;
}

int item_spec_read(struct cli *cli, const struct subject *subject, const struct typed_item *typed,
                   naast_item_spec *spec)
{
    int status = said_read(cli, subject, typed, spec);
    if (status == 0)
        status = cli_person_or_new(cli, typed->person, subject->deal->id, subject->deal->org, &spec->person);
    return status;
}

int typed_check(struct cli *cli, const struct subject *subject, const struct typed_item *typed, naast_side *side)
{
    naast_item_spec spec;
    const naast_kind *kind = naast_pipeline_kind(subject->pipeline, typed->kind);
    int status = said_read(cli, subject, typed, &spec);
    if (status == 0)
        *side = spec.from.side != NAAST_SIDE_NONE   ? spec.from.side
                : kind != NULL && kind->theirs != 0 ? NAAST_SIDE_CUSTOMER
                                                    : NAAST_SIDE_US;
    return status;
}

char *value_next(char *values, const char **value)
{
    values += strspn(values, " \t");
    char *comma = strchr(values, ',');
    *value = values;
    if (comma != NULL)
        *comma++ = '\0';
    return comma;
}

static int number_read(struct cli *cli, const char *typed, const char **at, int32_t *out)
{
    int64_t number = 0;
    const char *digits = **at == '.' ? *at + 1 : *at;
    const char *end = digits;
    while (*end >= '0' && *end <= '9' && number < (1 << 20))
        number = number * 10 + (*end++ - '0');
    if (end == digits || (*end != ',' && *end != '\0') || number == 0 || number >= (1 << 20))
        return cli_wrong(cli, W_NOT_ITEMS, typed);
    *out = (int32_t)number;
    *at = *end == ',' ? end + 1 : end;
    return NAAST_OK;
}

int typed_items(struct cli *cli, const char *typed, naast_id *deal, int32_t *numbers, size_t room, size_t *count)
{
    const char *comma = strchr(typed, ',');
    const char *first = comma == NULL ? typed : cli_printf(cli, "%.*s", (int)(comma - typed), typed);
    *count = 0;
    if (typed[strlen(typed) - (*typed != '\0')] == ',')
        return cli_wrong(cli, W_NOT_ITEMS, typed);
    int status = cli_check(cli, naast_item_resolve(cli->store, 0, first, deal, &numbers[0]));
    if (status == 0)
        *count = 1;
    const char *at = comma == NULL ? "" : comma + 1;
    while (status == 0 && *at != '\0') {
        if (*count == room)
            return cli_wrong(cli, W_NOT_ITEMS, typed);
        status = number_read(cli, typed, &at, &numbers[*count]);
        if (status == 0)
            ++*count;
    }
    return status;
}

void numbers_json(struct cli *cli, naast_id deal, const int32_t *numbers, size_t count)
{
    struct json json;
    json_begin(&json, cli);
    json_open_array(&json, "items");
    for (size_t k = 0; k < count; k++)
        json_item(&json, NULL, deal, numbers[k]);
    json_close_array(&json);
    json_end(&json);
}
