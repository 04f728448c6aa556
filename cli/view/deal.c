/* deal.c: how deals, people, kinds and items are spoken of. */
#include "view/deal.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "naast.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/verdict.h"
#include "words/words.h"

int subject_find(struct cli *cli, naast_id deal, struct subject *out)
{
    *out = (struct subject){0};
    int status = naast_deal_get(cli->store, deal, &out->deal);
    if (status == 0)
        status = naast_pipeline_get(cli->store, out->deal->pipeline, out->deal->pipeline_revision, &out->pipeline);
    return status;
}

int subject_read(struct cli *cli, naast_id deal, struct subject *out)
{
    return cli_check(cli, subject_find(cli, deal, out));
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

int subject_stage(const struct subject *subject, const char *code)
{
    const naast_stage *stage = naast_pipeline_stage(subject->pipeline, code);
    return stage != NULL ? (int)(stage - subject->pipeline->stages) : -1;
}

static const char *named(struct cli *cli, const char *code, const naast_label *words)
{
    char buffer[64];
    return cli_keep_text(cli, naast_name(cli->store, code, words, buffer));
}

const char *stage_words(struct cli *cli, const struct subject *subject, const char *code)
{
    int stage = subject_stage(subject, code);
    static const naast_label none = {NULL, NULL};
    return text_safe(cli, named(cli, code, stage < 0 ? &none : &subject->pipeline->stages[stage].label));
}

const char *kind_words(struct cli *cli, const struct subject *subject, const char *code)
{
    const naast_kind *kind = naast_pipeline_kind(subject->pipeline, code);
    static const naast_label none = {NULL, NULL};
    return text_safe(cli, named(cli, code, kind == NULL ? &none : &kind->label));
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

const char *person_words(struct cli *cli, const char *name, const char *org)
{
    const char *first = first_name(cli, name);
    return *first == '\0' || *org == '\0' ? first : words(cli, W_PERSON_OF, first, org);
}

const char *other_org(const naast_deal *deal, const naast_person *person)
{
    return deal->org != 0 && person->org != 0 && person->org != deal->org ? person->org_name : "";
}

const char *party_words(struct cli *cli, naast_party party, const char *name, const char *org)
{
    return party.side == NAAST_SIDE_US ? word(cli, W_US) : person_words(cli, name, org);
}

const char *speaker_words(struct cli *cli, naast_party party, const char *name, const char *org)
{
    return party.side == NAAST_SIDE_US ? word(cli, W_WE) : person_words(cli, name, org);
}

const char *dotted(struct cli *cli, const char *text)
{
    static const char dots[] = "…";
    const char *at = cli->ascii ? strstr(text, dots) : NULL;
    struct grown line = {0};
    for (; at != NULL; at = strstr(text, dots)) {
        cli_grow(cli, &line, "%.*s..", (int)(at - text), text);
        text = at + sizeof(dots) - 1;
    }
    if (line.length == 0)
        return text;
    cli_grow(cli, &line, "%s", text);
    return cli_grown(&line);
}

const char *listed(struct cli *cli, const char *list, const char *part)
{
    return *part == '\0' ? list : *list == '\0' ? part : cli_printf(cli, "%s, %s", list, part);
}

const char *capital(struct cli *cli, const char *text)
{
    utf8proc_int32_t first = -1;
    utf8proc_uint8_t large[4];
    utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &first);
    if (bytes <= 0 || first <= 0)
        return text;
    utf8proc_ssize_t larger = utf8proc_encode_char(utf8proc_toupper(first), large);
    return cli_printf(cli, "%.*s%s", (int)larger, (const char *)large, text + bytes);
}

const char *item_words(struct cli *cli, const struct subject *subject, const naast_item *item)
{
    const char *line = kind_words(cli, subject, item->kind);
    if (*item->value != '\0')
        line = cli_printf(cli, "%s: %s", line, value_words(cli, item->value));
    if (strcmp(item->state, "none") == 0)
        line = cli_printf(cli, "%s: %s", line, word(cli, W_NONE_OF_IT));
    if (*item->person_name != '\0')
        line = cli_printf(cli, "%s, %s", line, first_name(cli, item->person_name));
    return line;
}

bool is_last_word(const naast_item *item, size_t index)
{
    const naast_party by = item->words[index].by;
    for (size_t k = index + 1; k < item->word_count; k++)
        if (item->words[k].by.side == by.side && item->words[k].by.person == by.person)
            return false;
    return true;
}

const char *item_state_words(struct cli *cli, const naast_item *item)
{
    if (item->retracted)
        return word(cli, W_STATE_RETRACTED);
    if (item->late)
        return word(cli, W_STATE_KEPT_LATE);
    if (strcmp(item->state, "released") == 0)
        return words(cli, W_RELEASED_BY, party_words(cli, item->settled_by, item->settled_name, item->settled_org));
    bool lives = strcmp(item->state, "given") != 0 && strcmp(item->state, "none") != 0;
    return lives ? state_words(cli, item->state) : "";
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
        naast_resolve(cli->store, NAAST_ROOT_PERSON, first, deal, &found) == NAAST_OK && found == person)
        return first;
    return text_id(cli, 'P', person);
}

const char *typed_person_of(struct cli *cli, naast_id deal, naast_id person, bool for_people)
{
    naast_person *found = NULL;
    const char *typed = text_id(cli, 'P', person);
    if (for_people && naast_person_get(cli->store, person, &found) == NAAST_OK)
        typed = cli_keep_text(cli, typed_person(cli, deal, person, found->name)); /* it may be the name in `found` */
    naast_free(found);
    return typed;
}

const naast_item *item_by_number(const naast_items *items, int32_t n)
{
    size_t from = 0, to = items != NULL ? items->count : 0;
    while (from < to) {
        const size_t middle = from + (to - from) / 2;
        if (items->items[middle].n == n)
            return &items->items[middle];
        if (items->items[middle].n < n)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

void read_back(struct cli *cli, int status)
{
    if (status == NAAST_NOT_FOUND)
        cli_note(cli, W_DONE_GONE, naast_store_message(cli->store));
    else if (status != NAAST_OK)
        cli_note(cli, W_DONE_UNREAD, naast_store_message(cli->store));
}

const char *unread_words(struct cli *cli, int status)
{
    return word(cli, status == NAAST_OK || status == NAAST_NOT_FOUND ? W_ITEM_GONE : W_ITEM_UNREAD);
}
