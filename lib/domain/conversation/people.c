/* people.c: who is meant by the names in a conversation; who is new is added. */
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/values/ids.h"
#include "domain/common/input.h"
#include "domain/common/rows.h"
#include "domain/conversation/conversation.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <string.h>

/* Somebody new has a name: what has the form of an id or of an address is nobody's. */
static int is_reference(const char *typed)
{
    uint8_t uuid[UUID_BYTES];
    return strchr(typed, '@') != NULL || short_id_form(typed) || uuid_parse(typed, uuid) == 0;
}

static int keep_named(struct conversation *talk, const char *typed, const naast_resolved *found, int is_new,
                      struct named **out)
{
    struct env *env = &talk->store->env;
    void *result = talk->result;
    if (mem_reserve(env, &talk->named, &talk->named_capacity, talk->named_count + 1, sizeof *talk->named) != 0)
        return NAAST_NO_MEMORY;
    struct named *named = &talk->named[talk->named_count];
    *named = (struct named){.name = {.typed = result_text(env, result, typed),
                                     .person = found->id,
                                     .name = result_text(env, result, found->name),
                                     .fit = found->fit,
                                     .is_new = is_new,
                                     .passed_over = found->passed_over,
                                     .passed_name = result_text(env, result, found->passed_name)}};
    if (named->name.typed == NULL || named->name.name == NULL || named->name.passed_name == NULL)
        return NAAST_NO_MEMORY;
    talk->named_count++;
    *out = named;
    return 0;
}

static int add_person(struct conversation *talk, const char *typed, struct named **out)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    naast_resolved added = {.fit = NAAST_FIT_WHOLE, .name = typed};
    spec.name = typed;
    spec.org = row_int(&talk->work.row, DEAL_ORG);
    int status = naast_person_add(talk->store, &spec, &added.id);
    return status == 0 ? keep_named(talk, typed, &added, 1, out) : status;
}

static int look_up(struct conversation *talk, const char *typed, int may_be_new, struct named **out)
{
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    naast_resolved *found = NULL;
    spec.root = NAAST_ROOT_PERSON;
    spec.text = typed;
    spec.within = talk->work.id;
    spec.newcomer = may_be_new;
    int status = naast_resolve_named(talk->store, &spec, &found);
    if (status == 0)
        status = keep_named(talk, typed, found, 0, out);
    else if (status == NAAST_NOT_FOUND && may_be_new && !is_reference(typed))
        status = add_person(talk, typed, out);
    naast_free(found);
    return status;
}

static int find_name(struct conversation *talk, const char *typed, int may_be_new, struct named **out)
{
    for (size_t k = 0; k < talk->named_count; k++)
        if (strcmp(talk->named[k].name.typed, typed) == 0) {
            *out = &talk->named[k];
            return 0;
        }
    return look_up(talk, typed, may_be_new && talk->spec->add_people, out);
}

/* ---- who took part ---- */

int took_part(const struct conversation *talk, naast_party party)
{
    if (party.side == NAAST_SIDE_US || talk->spec->with_count == 0)
        return 1;
    for (size_t k = 0; k < talk->spec->with_count; k++)
        if (talk->with[k] == party.person)
            return 1;
    return 0;
}

static int meet(struct conversation *talk, size_t index, struct buffer *text)
{
    naast_participant one;
    struct named *named = NULL;
    const char *typed;
    int status =
        SPEC_TAKE_ELEMENT(&talk->store->env, naast_participant, &one, talk->spec->with, talk->spec->with_size, index);
    if (status != 0)
        return status;
    const struct short_id id = short_id('P', one.person);
    typed = one.name != NULL ? one.name : id.text;
    status = one.name == NULL && one.person == 0 ? FAIL(&talk->store->env, MSG_ITEM_PARTY_PERSON)
                                                 : find_name(talk, typed, one.name != NULL, &named);
    if (status == 0)
        status = speaker_check(talk->store, named->name.person);
    if (status != 0)
        return note_at(talk, NAAST_IN_WITH, (int32_t)index, one.name, status);
    talk->with[index] = named->name.person;
    buffer_format(text, "%s%s", text->len > 0 ? ", " : "", named->name.name);
    return text->status;
}

int people_meet(struct conversation *talk, struct buffer *names)
{
    struct env *env = &talk->store->env;
    const naast_id contact = row_int(&talk->work.row, DEAL_CONTACT);
    int status = 0;
    look_at(talk, -1);
    talk->with = result_alloc(env, talk->scratch, talk->spec->with_count, sizeof *talk->with);
    if (talk->with == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; status == 0 && k < talk->spec->with_count; k++) {
        status = meet(talk, k, names);
        if (talk->speaker == 0 || (contact != 0 && talk->with[k] == contact))
            talk->speaker = talk->with[k];
    }
    return status;
}

/* ---- who speaks ---- */

static int speaks_here(struct conversation *talk, naast_id person, int64_t *out)
{
    return sql_int(talk->store, out,
                   "SELECT 1 FROM naast_evidence e WHERE e.id BETWEEN ?1 AND ?2 AND e.void = 0 AND "
                   "(e.said_by = ?3 OR e.word_by = ?3 OR e.person = ?3 OR e.settled_by = ?3 OR EXISTS "
                   "(SELECT 1 FROM naast_word w WHERE w.id BETWEEN ?1 AND ?2 AND w.item = e.id - ?1 + 1 "
                   "AND w.person = ?3 AND w.void = 0)) LIMIT 1",
                   "iii", child_key(talk->work.id, 1), child_key(talk->work.id, CHILD_MAX), person);
}

/* A name alone must not make somebody of another customer speak in this deal: whoever means that gives the id. */
static int check_part(struct conversation *talk, const char *typed, naast_id id)
{
    const naast_id org = row_int(&talk->work.row, DEAL_ORG);
    naast_person *person = NULL;
    int64_t part = 0;
    int status = naast_person_get(talk->store, id, &person);
    if (status == 0)
        part = org == 0 || person->org == 0 || person->org == org || id == row_int(&talk->work.row, DEAL_CONTACT);
    if (status == 0 && !part)
        status = speaks_here(talk, id, &part);
    if (status == 0 && !part) {
        struct buffer who;
        buffer_init(&who, &talk->store->env);
        buffer_format(&who, "%s (%s)", person->name, person->org_name);
        status = who.status != 0 ? who.status
                                 : FAIL(&talk->store->env, MSG_CONVERSATION_NO_PART, typed, short_id('P', id).text,
                                        who.data, short_id('D', talk->work.id).text);
        buffer_free(&who);
    }
    naast_free(person);
    return status;
}

static int find_speaker(struct conversation *talk, const char *typed, naast_party *out)
{
    struct named *named = NULL;
    int status = find_name(talk, typed, 0, &named);
    if (status != 0)
        return status;
    const naast_party party = {NAAST_SIDE_CUSTOMER, named->name.person};
    const int is_known =
        named->may_speak || named->name.fit == NAAST_FIT_ID || (talk->spec->with_count > 0 && took_part(talk, party));
    if (!is_known)
        status = check_part(talk, typed, party.person);
    if (status == 0) {
        named->may_speak = 1;
        *out = party;
    }
    return status;
}

static int speak(struct conversation *talk, naast_conversation_field field, int32_t place, const char *typed,
                 naast_party *out)
{
    return typed != NULL ? note_at(talk, field, place, typed, find_speaker(talk, typed, out)) : 0;
}

/* Whom an item is about. */
static int find_person(struct conversation *talk, struct said *said)
{
    struct named *named = NULL;
    if (said->own.person == NULL)
        return 0;
    int status = find_name(talk, said->own.person, 1, &named);
    if (status != 0)
        return note_at(talk, NAAST_IN_PERSON, 0, said->own.person, status);
    said->record.person = said->amend.person = named->name.person;
    return 0;
}

static int find_speakers(struct conversation *talk, struct said *said)
{
    naast_party from = {NAAST_SIDE_NONE, 0};
    int status = speak(talk, NAAST_IN_FROM, 0, said->own.from, &from);
    if (status == 0 && said->own.from != NULL)
        said->record.from = said->amend.from = from;
    if (status == 0)
        status = speak(talk, NAAST_IN_AGREED, 0, said->own.agreed, &said->amend.agreed);
    if (status == 0)
        status = speak(talk, NAAST_IN_BY, 0, said->own.by, &said->settle.by);
    for (size_t k = 0; status == 0 && k < said->own.word_count; k++)
        status = speak(talk, NAAST_IN_WORDS, (int32_t)k, said->words[k].name, &said->words[k].by);
    return status;
}

int people_find(struct conversation *talk)
{
    int status = 0;
    for (size_t k = 0; status == 0 && k < talk->spec->entry_count; k++) {
        look_at(talk, (int32_t)k);
        status = find_person(talk, &talk->entries[k]);
    }
    for (size_t k = 0; status == 0 && k < talk->spec->entry_count; k++) {
        look_at(talk, (int32_t)k);
        status = find_speakers(talk, &talk->entries[k]);
    }
    return status;
}

int people_give(struct conversation *talk)
{
    naast_conversation_name *names = result_alloc(&talk->store->env, talk->result, talk->named_count, sizeof *names);
    if (names == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < talk->named_count; k++)
        names[k] = talk->named[k].name;
    talk->result->names = names;
    talk->result->name_count = talk->named_count;
    return 0;
}
