/* said.c: how deals, people, kinds and items are spoken of. */
#include "said.h"

#include <ctype.h>
#include <string.h>

int subject_read(struct cli *cli, naast_id deal, struct subject *out)
{
    *out = (struct subject){0};
    int status = cli_check(cli, naast_deal_get(cli->store, deal, &out->deal));
    if (status == 0)
        status = cli_check(
            cli, naast_pipeline_get(cli->store, out->deal->pipeline, out->deal->pipeline_revision, &out->pipeline));
    return status;
}

void subject_free(struct subject *subject)
{
    naast_free(subject->deal);
    naast_free(subject->pipeline);
    *subject = (struct subject){0};
}

int subject_day(struct cli *cli, const struct subject *subject)
{
    return naast_days_between(naast_date_of(subject->deal->since), cli_today(cli)) + 1;
}

const naast_kind *subject_kind(const struct subject *subject, const char *code)
{
    for (size_t k = 0; k < subject->pipeline->kind_count; k++)
        if (strcmp(subject->pipeline->kinds[k].code, code) == 0)
            return &subject->pipeline->kinds[k];
    return NULL;
}

int subject_stage(const struct subject *subject, const char *code)
{
    for (size_t k = 0; k < subject->pipeline->stage_count; k++)
        if (strcmp(subject->pipeline->stages[k].code, code) == 0)
            return (int)k;
    return -1;
}

static const char *named(struct cli *cli, const char *code, const naast_words *words)
{
    char buffer[64];
    return cli_keep_text(cli, naast_name(cli->store, code, words, buffer));
}

const char *stage_words(struct cli *cli, const struct subject *subject, const char *code)
{
    int stage = subject_stage(subject, code);
    static const naast_words none = {NULL, NULL};
    return text_safe(cli, named(cli, code, stage < 0 ? &none : &subject->pipeline->stages[stage].name));
}

const char *kind_words(struct cli *cli, const struct subject *subject, const char *code)
{
    const naast_kind *kind = subject_kind(subject, code);
    static const naast_words none = {NULL, NULL};
    return text_safe(cli, named(cli, code, kind == NULL ? &none : &kind->name));
}

bool codes_include(naast_codes codes, const char *code)
{
    for (size_t k = 0; codes != NULL && codes[k] != NULL; k++)
        if (strcmp(codes[k], code) == 0)
            return true;
    return false;
}

const char *first_name(struct cli *cli, const char *name)
{
    const char *end = strchr(name, ' ');
    if (end == NULL || end == name)
        return text_safe(cli, name);
    return text_safe(cli, cli_printf(cli, "%.*s", (int)(end - name), name));
}

const char *party_words(struct cli *cli, naast_party party, const char *name)
{
    return party.side == NAAST_US ? word(cli, W_US) : first_name(cli, name);
}

/* A name that no shell reads as anything but itself, and that is not an option. */
static bool is_plain(const char *name)
{
    if (*name == '\0' || *name == '-')
        return false;
    for (const char *at = name; *at != '\0'; at++)
        if ((unsigned char)*at < 0x80 && !isalnum((unsigned char)*at) && *at != '-' && *at != '.')
            return false;
    return true;
}

const char *typed_person(struct cli *cli, naast_id deal, naast_id person, const char *name)
{
    const char *first = first_name(cli, name);
    naast_id found = 0;
    if (is_plain(first) && strcmp(first, "us") != 0 &&
        naast_resolve(cli->store, NAAST_PERSON, first, deal, &found) == NAAST_OK && found == person)
        return first;
    return text_id(cli, 'P', person);
}

const naast_item *item_by_number(const naast_items *items, int32_t n)
{
    for (size_t k = 0; k < items->count; k++)
        if (items->items[k].n == n)
            return &items->items[k];
    return NULL;
}

int want(struct cli *cli, const char *typed, const char *what)
{
    return typed != NULL ? NAAST_OK : cli_wrong(cli, W_WANTED, what);
}
