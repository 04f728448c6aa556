/* remedy.c: what a person can do about a check that is not met, so that doing it answers the check. Pure, but for the
 * copy. */
#include "domain/gate/remedy.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/common/codes.h"
#include "domain/evidence/facts.h"
#include "domain/gate/gate.h"
#include "domain/gate/parts.h"
#include "domain/pipeline/pipeline.h"

#include <string.h>

struct remedying {
    const struct facts *facts;
    const naast_check *check;
    const struct finding *worst;
    naast_remedy *remedy;
    struct remedy_room *room; /* for the lists of the remedy */
};

static const naast_party us = {NAAST_SIDE_US, 0};

/* ---- who ---- */

/* Who has the say, and can still be asked; NULL: nobody. */
static const struct fact_item *authority_present(const struct remedying *r)
{
    const struct fact_item *named;
    for (size_t at = 0; (named = authority_next(r->facts, r->check->by, &at)) != NULL;)
        if (!person_is_gone(r->facts, named->person))
            return named;
    return NULL;
}

/* Who of the customer can give the word that the check asks for: who gave it before, else who has the say, else the
 * contact. */
static naast_party customer_party(const struct remedying *r, const struct fact_item *item)
{
    int64_t person = 0;
    for (size_t k = 0; item != NULL && k < item->word_count; k++)
        if (item->words[k].side == NAAST_SIDE_CUSTOMER && !person_is_gone(r->facts, item->words[k].person) &&
            person_may_speak(r->facts, r->check, word_giver(&item->words[k])))
            person = item->words[k].person;
    if (person == 0 && check_names_who(r->check)) {
        const struct fact_item *named = authority_present(r);
        person = named != NULL ? named->person : 0;
    }
    return (naast_party){NAAST_SIDE_CUSTOMER, person ? person : r->facts->contact};
}

static naast_party side_party(const struct remedying *r, naast_side side, const struct fact_item *item)
{
    return side == NAAST_SIDE_US ? us : customer_party(r, item);
}

static void add_by(struct remedying *r, naast_party party) { r->room->by[r->remedy->by_count++] = party; }

/* Everybody whose word the check asks for, but for whoever gives it by speaking now. */
static void add_other_words(struct remedying *r, naast_party speaker, const struct fact_item *item)
{
    for (naast_side side = NAAST_SIDE_US; side <= NAAST_SIDE_CUSTOMER; side++) {
        const naast_party party = side_party(r, side, item);
        if (side_wanted(r->check, side) && (party.side != speaker.side || party.person != speaker.person))
            add_by(r, party);
    }
}

/* ---- record ---- */

static int is_subject_answered(const struct remedying *r) { return codes_any(r->check->has); }

/* What would answer for the subject; where it must be settled too, rather what needs no settling. */
static const naast_kind *answering_kind(const struct remedying *r, const naast_kind *subject)
{
    const naast_kind *chosen = NULL;
    for (naast_codes code = r->check->has; *code != NULL; code++) {
        const naast_kind *kind = pipeline_kind(r->facts->pipeline, *code);
        if (!kind_is_about(kind, subject) && !kinds_share_person(kind, subject))
            continue;
        if (chosen == NULL || (r->check->closed && codes_any(chosen->life) && !codes_any(kind->life)))
            chosen = kind;
    }
    return chosen;
}

static const naast_kind *kind_to_record(const struct remedying *r)
{
    if (is_subject_answered(r))
        return answering_kind(r, r->worst->subject->kind);
    return r->worst->item ? r->worst->item->kind : pipeline_kind(r->facts->pipeline, r->check->kinds[0]);
}

const char *kind_good_value(const naast_kind *kind)
{
    for (naast_codes code = kind->values; code != NULL && *code != NULL; code++)
        if (!codes_have(kind->no, *code))
            return *code;
    return "";
}

/* The value that is asked for, else the first that does not mean no. */
static const char *value_to_record(const struct remedying *r, const naast_kind *kind)
{
    for (naast_codes code = r->check->value; !is_subject_answered(r) && code != NULL && *code != NULL; code++)
        if (codes_have(kind->values, *code) && !codes_have(kind->no, *code))
            return *code;
    return kind_good_value(kind);
}

static naast_side side_to_record(const struct remedying *r, const naast_kind *kind)
{
    if (kind->sided && r->check->side != NAAST_SIDE_NONE && codes_have(r->check->kinds, kind->code))
        return r->check->side;
    if (kind->sided && r->worst->item != NULL && r->worst->item->kind == kind)
        return r->worst->item->from.side; /* of the other side it would not take its place */
    return kind->theirs && r->check->word != NAAST_WORD_US ? NAAST_SIDE_CUSTOMER : NAAST_SIDE_US;
}

static void link_to_subject(const struct remedying *r, const naast_kind *kind, const struct fact_item *subject)
{
    if (kind_is_about(kind, subject->kind))
        r->remedy->about = subject->n;
    if (kinds_share_person(kind, subject->kind))
        r->remedy->about_person = subject->person;
}

/* What every item of the kind has to have, where one kind alone can be it; of a kind with sides, on the side of `from`.
 */
static const char *wanted_of_each(const naast_check *check, const naast_kind *kind, naast_side from)
{
    const int of_each =
        check->rule == NAAST_RULE_EVERY && codes_have(check->kinds, kind->code) && !codes_any(check->value);
    const int of_side = !kind->sided || check->side == NAAST_SIDE_NONE || check->side == from;
    return of_each && of_side && codes_any(check->has) && check->has[1] == NULL ? check->has[0] : NULL;
}

static int is_along(const naast_remedy *remedy, const char *code)
{
    for (size_t k = 0; k < remedy->along_count; k++)
        if (strcmp(remedy->along[k], code) == 0)
            return 1;
    return 0;
}

/* So that answering one question opens no other. */
static void bring_along(struct remedying *r, const naast_kind *kind, naast_side from)
{
    const naast_pipeline *pipeline = r->facts->pipeline;
    for (size_t s = 0; s < pipeline->stage_count; s++)
        for (size_t k = 0; k < pipeline->stages[s].gate.check_count; k++) {
            const char *code = wanted_of_each(&pipeline->stages[s].gate.checks[k], kind, from);
            if (code != NULL && kind_is_about(pipeline_kind(pipeline, code), kind) && !is_along(r->remedy, code) &&
                r->remedy->along_count < REMEDY_ALONG)
                r->room->along[r->remedy->along_count++] = code;
        }
}

static void record_anew(struct remedying *r)
{
    const naast_kind *kind = kind_to_record(r);
    const struct fact_item *item = r->worst->item;
    if (kind == NULL) /* nothing can answer: no checked definition asks that */
        return;
    const naast_party speaker = side_party(r, side_to_record(r, kind), NULL);
    r->remedy->action = NAAST_DO_RECORD;
    r->remedy->kind = kind->code;
    r->remedy->value = value_to_record(r, kind);
    if (is_subject_answered(r))
        link_to_subject(r, kind, r->worst->subject);
    else if (item != NULL && item->kind->person && !item->none)
        r->remedy->about_person = item->person;
    if (speaker.side == NAAST_SIDE_CUSTOMER || kind->theirs || kind->sided)
        r->remedy->from = speaker;
    bring_along(r, kind, speaker.side);
    add_other_words(r, speaker, NULL);
}

/* ---- confirm, amend, settle, decide ---- */

static void on_item(struct remedying *r, naast_action action)
{
    r->remedy->action = action;
    r->remedy->item = r->worst->item->n;
    r->remedy->kind = r->worst->item->kind->code;
}

static void confirm_what_lacks(struct remedying *r)
{
    const struct fact_item *item = r->worst->item;
    on_item(r, NAAST_DO_CONFIRM);
    for (naast_side side = NAAST_SIDE_US; side <= NAAST_SIDE_CUSTOMER; side++)
        if (side_wanted(r->check, side) && side_standing(r->facts, r->check, item, side) != STANDING_FRESH)
            add_by(r, side_party(r, side, item));
}

/* Who has the say is theirs to name: what was recorded of it waits for their word, or is still to be recorded. */
static void name_somebody(struct remedying *r)
{
    const naast_party contact = {NAAST_SIDE_CUSTOMER, r->facts->contact};
    const struct fact_item *named = authority_recorded(r->facts, r->check->by);
    if (named != NULL && person_is_gone(r->facts, named->person))
        named = NULL;
    r->remedy->kind = "authority";
    if (named != NULL) {
        r->remedy->action = NAAST_DO_CONFIRM;
        r->remedy->item = named->n;
        add_by(r, contact);
        return;
    }
    r->remedy->action = NAAST_DO_RECORD;
    r->remedy->value = r->check->by;
    r->remedy->from = contact;
}

/* An item that sums up others and is older than they are is amended first; a yes stays a yes. */
static void agree_again(struct remedying *r)
{
    const struct fact_item *item = r->worst->item;
    if (item_covered_crev(r->facts, item) == item->crev || codes_any(item->kind->values)) {
        confirm_what_lacks(r);
        return;
    }
    const naast_party contact = {NAAST_SIDE_CUSTOMER, r->facts->contact};
    on_item(r, NAAST_DO_AMEND);
    add_other_words(r, item->kind->theirs ? contact : us, item);
}

static void settle_as(struct remedying *r, const char *state)
{
    const struct fact_item *item = r->worst->item;
    const naast_side owed = !item->kind->sided                 ? item->kind->owed
                            : item->from.side == NAAST_SIDE_US ? NAAST_SIDE_CUSTOMER
                                                               : NAAST_SIDE_US;
    const int64_t said = person_is_gone(r->facts, item->from.person) ? 0 : item->from.person;
    const int64_t person = r->facts->contact ? r->facts->contact : said;
    on_item(r, NAAST_DO_SETTLE);
    r->remedy->value = state;
    add_by(r, owed == NAAST_SIDE_US ? us : (naast_party){NAAST_SIDE_CUSTOMER, person});
}

const char *kind_good_state(const naast_kind *kind)
{
    naast_codes code = kind->life;
    while (code[1] != NULL && strcmp(*code, "broken") == 0)
        code++;
    return *code;
}

/* What would answer is given too: the answer may have become another. */
static void decide(struct remedying *r)
{
    const int32_t n = r->worst->item->n;
    record_anew(r);
    r->remedy->action = NAAST_DO_DECIDE;
    r->remedy->item = n;
}

/* A new item of its kind takes the place of one that falls short; where every item counts, it does not. */
static int can_be_replaced(const struct remedying *r)
{
    return r->check->rule == NAAST_RULE_SOME || is_subject_answered(r) || r->worst->item->kind->latest;
}

static void ask_again(struct remedying *r)
{
    const struct fact_item *item = r->worst->item;
    if (codes_any(item->kind->values) && can_be_replaced(r)) {
        record_anew(r);
        return;
    }
    on_item(r, NAAST_DO_CONFIRM);
    add_by(r, item->kind->theirs || side_wanted(r->check, NAAST_SIDE_CUSTOMER) ? customer_party(r, item) : us);
}

/* ---- which ---- */

/* Their word is wanted, and all who have the say were erased: somebody else has to have it. */
static int has_nobody_left(const struct remedying *r)
{
    return check_names_who(r->check) && r->worst->lacking == NAAST_SIDE_CUSTOMER && authority_present(r) == NULL;
}

static void fill(struct remedying *r)
{
    const char *code = r->worst->code;
    const struct fact_item *item = r->worst->item;
    if (item == NULL || item->kind->by_speaking)
        record_anew(r);
    else if (strcmp(code, "nobody_named") == 0 || has_nobody_left(r))
        name_somebody(r);
    else if (strcmp(code, "no_word") == 0 || strcmp(code, "merged_word") == 0)
        confirm_what_lacks(r);
    else if (strcmp(code, "changed_since") == 0)
        agree_again(r);
    else if (strcmp(code, "not_settled") == 0)
        settle_as(r, kind_good_state(item->kind));
    else if (strcmp(code, "old") == 0)
        ask_again(r);
    else if (strcmp(code, "none_not_enough") == 0 && can_be_replaced(r))
        record_anew(r);
    else if (strcmp(code, "broken") == 0 && codes_have(item->kind->life, "released"))
        settle_as(r, "released");
    else
        decide(r);
}

int remedy_lacks_person(const naast_remedy *remedy)
{
    int lacks = remedy->from.side == NAAST_SIDE_CUSTOMER && remedy->from.person == 0;
    for (size_t k = 0; k < remedy->by_count; k++)
        lacks |= remedy->by[k].side == NAAST_SIDE_CUSTOMER && remedy->by[k].person == 0;
    return lacks;
}

naast_remedy remedy_of(const struct facts *facts, const struct check_outcome *outcome, struct remedy_room *room)
{
    naast_remedy remedy = {.kind = "", .value = "", .by = room->by, .along = room->along};
    struct remedying remedying = {facts, outcome->check, &outcome->worst, &remedy, room};
    if (outcome->under == NAAST_VERDICT_MET)
        return remedy;
    if (outcome->check->rule == NAAST_RULE_CALLBACK)
        remedy.action = NAAST_DO_CALLBACK;
    else
        fill(&remedying);
    remedy.reopen = *facts->outcome != '\0' && strcmp(facts->outcome, "won") != 0;
    remedy.needs_contact = facts->contact == 0 && remedy_lacks_person(&remedy);
    return remedy;
}

naast_remedy *remedy_copy(struct env *env, void *result, const naast_remedy *remedy)
{
    naast_remedy *copy = result_alloc(env, result, 1, sizeof *copy);
    naast_party *by = result_alloc(env, result, remedy->by_count, sizeof *by);
    const char **along = result_alloc(env, result, remedy->along_count, sizeof *along);
    if (copy == NULL || by == NULL || along == NULL)
        return NULL;
    *copy = *remedy;
    copy->kind = result_text(env, result, remedy->kind);
    copy->value = result_text(env, result, remedy->value);
    int complete = copy->kind != NULL && copy->value != NULL;
    for (size_t k = 0; k < remedy->by_count; k++)
        by[k] = remedy->by[k];
    for (size_t k = 0; k < remedy->along_count; k++) {
        along[k] = result_text(env, result, remedy->along[k]);
        complete &= along[k] != NULL;
    }
    copy->by = by;
    copy->along = along;
    return complete ? copy : NULL;
}
