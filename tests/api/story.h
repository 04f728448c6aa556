/*
 * story.h: one honest deal from the first call to what came of it, step by step through the public API. Every step is
 * one operation, or a read: it happens whole or not at all. Used by the API tests and by the harness that lets memory
 * run out.
 */
#ifndef STORY_H
#define STORY_H

#include <naast.h>
#include <naast-report.h>

#include <string.h>

enum { STORY_FIRST_DAY = 20760 }; /* 3 November 2026, in days since 1970 */

struct story {
    naast_store *store;
    naast_id org, sanne, karim, joris, deal, other;
    char page[NAAST_HEAD_SIZE]; /* the head in the footer of the page that Karim saw */
};

struct story_step {
    const char *name;
    int day; /* after the first */
    int (*run)(struct story *story);
    int status; /* what it must return */
};

static inline naast_time story_time(int day)
{
    return (INT64_C(43200) + (STORY_FIRST_DAY + day) * INT64_C(86400)) * 1000000;
}

static inline naast_party story_us(void) { return (naast_party){NAAST_SIDE_US, 0}; }
static inline naast_party story_by(naast_id person) { return (naast_party){NAAST_SIDE_CUSTOMER, person}; }

static inline naast_item_spec story_item(const char *kind, const char *text, naast_party from)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = kind;
    spec.text = text;
    spec.from = from;
    return spec;
}

/* Adds to *status, unless something went wrong before; so that a step reads as a list. */
static inline void story_record(const struct story *story, int *status, const naast_item_spec *spec)
{
    if (*status == NAAST_OK)
        *status = naast_item_record(story->store, story->deal, spec, NULL);
}

static inline void story_say(const struct story *story, int *status, const char *kind, const char *text,
                             naast_party from)
{
    naast_item_spec spec = story_item(kind, text, from);
    story_record(story, status, &spec);
}

static inline void story_say_about(const struct story *story, int *status, const char *kind, const char *text,
                                   naast_party from, int32_t about)
{
    naast_item_spec spec = story_item(kind, text, from);
    spec.about = about;
    story_record(story, status, &spec);
}

static inline void story_say_value(const struct story *story, int *status, const char *kind, const char *value,
                                   const char *text, naast_party from)
{
    naast_item_spec spec = story_item(kind, text, from);
    spec.value = value;
    story_record(story, status, &spec);
}

static inline void story_promise(const struct story *story, int *status, const char *text, naast_date due,
                                 int32_t about)
{
    naast_item_spec spec = story_item("promise", text, story_us());
    spec.due = due;
    spec.about = about;
    story_record(story, status, &spec);
}

static inline void story_confirm(const struct story *story, int *status, int32_t item, naast_id person, const char *how)
{
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.item = item;
    spec.by = story_by(person);
    spec.how = how;
    if (*status == NAAST_OK)
        *status = naast_item_confirm(story->store, story->deal, &spec, NULL);
}

static inline void story_settle(const struct story *story, int *status, int32_t item, const char *state,
                                naast_id person, naast_date on)
{
    naast_settle_spec spec = NAAST_SETTLE_SPEC_INIT;
    spec.state = state;
    spec.on = on;
    spec.by = story_by(person);
    if (*status == NAAST_OK)
        *status = naast_item_settle(story->store, story->deal, item, &spec);
}

static inline int story_person(struct story *story, const char *name, const char *email, naast_id org, naast_id *out)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.name = name;
    spec.email = email;
    spec.org = org;
    return naast_person_add(story->store, &spec, out);
}

/* naast deal add "Findable policy" --org Waterdam --contact "Sanne de Wit" --purpose "..." */
static inline int story_open(struct story *story)
{
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    int status =
        naast_operation_begin(story->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_DEAL_ADD));
    if (status != NAAST_OK)
        return status;
    org.name = "Waterdam";
    status = naast_org_add(story->store, &org, &story->org);
    if (status == NAAST_OK)
        status = story_person(story, "Sanne de Wit", "sanne@waterdam.example", story->org, &story->sanne);
    deal.title = "Findable policy";
    deal.org = story->org;
    deal.contact = story->sanne;
    deal.amount = (naast_money){2500000, "EUR"};
    deal.expected = 20261215;
    if (status == NAAST_OK)
        status = naast_deal_add(story->store, &deal, &story->deal);
    story_say(story, &status, "purpose", "We build search, 15 to 40k. She said: tell me.", story_us());
    return naast_operation_end(story->store, status);
}

/* naast talk D1 < call-1.txt */
static inline int story_first_call(struct story *story)
{
    const naast_party sanne = story_by(story->sanne);
    int status =
        naast_operation_begin(story->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK));
    if (status != NAAST_OK)
        return status;
    story_say(story, &status, "need", "Nobody can find the policy that holds.", sanne);
    story_say_about(story, &status, "why", "Staff follow old versions; the inspectorate noticed.", sanne, 2);
    story_say(story, &status, "summary", "You want staff to find the one policy that holds, before the inspection.",
              story_us());
    return naast_operation_end(story->store, status);
}

static inline int story_advance_to(struct story *story, const char *to)
{
    naast_evaluation *evaluation = NULL;
    naast_advance_spec spec = NAAST_ADVANCE_SPEC_INIT;
    spec.to = to;
    int status = naast_deal_advance(story->store, story->deal, &spec, &evaluation);
    naast_free(evaluation);
    return status;
}

static inline int story_advance(struct story *story) { return story_advance_to(story, NULL); }
static inline int story_to_delivery(struct story *story) { return story_advance_to(story, "delivery"); }

static inline int story_summary_agreed(struct story *story)
{
    int status = NAAST_OK;
    story_confirm(story, &status, 4, story->sanne, "mail 3 Nov");
    return status;
}

/* A second deal, for which we are not the ones. */
static inline int story_other_deal(struct story *story)
{
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    int status =
        naast_operation_begin(story->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_DEAL_ADD));
    if (status != NAAST_OK)
        return status;
    status = story_person(story, "Joris", NULL, 0, &story->joris);
    deal.title = "An app";
    deal.contact = story->joris;
    if (status == NAAST_OK)
        status = naast_deal_add(story->store, &deal, &story->other);
    return naast_operation_end(story->store, status);
}

/* naast decline D2 --because "you need an app, not search" --told Joris */
static inline int story_decline(struct story *story)
{
    naast_end_spec end = NAAST_END_SPEC_INIT;
    end.outcome = "declined";
    end.because = "you need an app, not search";
    end.informed = story->joris;
    return naast_deal_end(story->store, story->other, &end);
}

static inline void story_frame(const struct story *story, int *status)
{
    const naast_party us = story_us(), sanne = story_by(story->sanne);
    naast_item_spec price = story_item("price", "fixed, three parts", us);
    price.amount = (naast_money){2500000, "EUR"};
    story_record(story, status, &price);
    story_say(story, status, "costs", "two afternoons of your editors", us);
    story_say(story, status, "timeline", "start on the 16th, there by 15 December", us);
    story_say_about(story, status, "basis", "the last three took four weeks", us, 10);
    story_say(story, status, "place", "at yours on Tuesdays", us);
    story_say(story, status, "result", "any policy found in a minute", us);
    story_say_about(story, status, "basis", "measured at two others", us, 13);
    story_say(story, status, "milestone", "a first index on the 27th", us);
    story_say(story, status, "stakeholder", "the editors and the works council", sanne);
    story_say(story, status, "reporting", "Fridays, by telephone", us);
    story_say(story, status, "win", "no finding at the inspection", sanne);
    story_say(story, status, "win", "a case that others can look at", us);
    story_say(story, status, "frame", "All of the above, as one page.", us);
}

/* naast talk D1 < call-2.txt */
static inline int story_second_call(struct story *story)
{
    const naast_party us = story_us(), sanne = story_by(story->sanne);
    int status =
        naast_operation_begin(story->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK));
    if (status != NAAST_OK)
        return status;
    story_say_about(story, &status, "contribution", "Search over what holds, and only that.", us, 2);
    story_say(story, &status, "limit", "We do not write your policy.", us);
    story_say_value(story, &status, "match", "yes", "We can do this.", us);
    story_confirm(story, &status, 7, story->sanne, "call");
    story_frame(story, &status);
    story_promise(story, &status, "a test server", 20261120, 0);
    story_say_about(story, &status, "basis", "the server is ordered", us, 21);
    story_promise(story, &status, "a first index", 20261127, 0);
    story_say_about(story, &status, "basis", "the documents are in", us, 23);
    story_say(story, &status, "condition", "an NDA", sanne);
    return naast_operation_end(story->store, status);
}

/* naast record D1 authority decides,signs --person "Karim Ali" */
static inline int story_authority(struct story *story)
{
    static const char *const values[] = {"decides", "signs"};
    int status =
        naast_operation_begin(story->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_RECORD));
    if (status != NAAST_OK)
        return status;
    status = story_person(story, "Karim Ali", NULL, story->org, &story->karim);
    for (int i = 0; i < 2; i++) {
        naast_item_spec spec = story_item("authority", NULL, story_by(story->sanne));
        spec.value = values[i];
        spec.person = story->karim;
        story_record(story, &status, &spec);
    }
    return naast_operation_end(story->store, status);
}

/* naast share D1 --for Karim: the head that stands in the footer of his page */
static inline int story_page(struct story *story)
{
    naast_funnel *funnel = NULL;
    int status = naast_report_funnel(story->store, NULL, &funnel);
    if (status == NAAST_OK)
        memcpy(story->page, funnel->head, sizeof story->page);
    naast_free(funnel);
    return status;
}

/* naast confirm D1 --seen 41:9c1e07d2 --by Karim --how "call 12 Nov" */
static inline int story_page_agreed(struct story *story)
{
    naast_items_touched *touched = NULL;
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.by = story_by(story->karim);
    spec.seen = story->page;
    spec.how = "call 12 Nov";
    int status = naast_item_confirm(story->store, story->deal, &spec, &touched);
    if (status == NAAST_OK && touched->count != 3)
        status = NAAST_FAILURE;
    naast_free(touched);
    return status;
}

/* naast talk D1 < call-3.txt */
static inline int story_third_call(struct story *story)
{
    int status =
        naast_operation_begin(story->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK));
    if (status != NAAST_OK)
        return status;
    story_settle(story, &status, 25, "met", story->sanne, 0);
    story_say_value(story, &status, "agreement", "yes", "Let us start.", story_by(story->karim));
    story_say(story, &status, "signature", "signed on paper", story_by(story->karim));
    return naast_operation_end(story->store, status);
}

/* naast amend D1.21 --due 27nov --because "test server late" --agreed Sanne */
static inline int story_reagree(struct story *story)
{
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.due = 20261127;
    spec.because = "test server late";
    spec.agreed = story_by(story->sanne);
    return naast_item_amend(story->store, story->deal, 21, &spec);
}

/* naast record D1 pulse amber "..." --from Sanne --promise "..." --due 5dec --basis "..." */
static inline int story_amber(struct story *story)
{
    int status =
        naast_operation_begin(story->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_RECORD));
    if (status != NAAST_OK)
        return status;
    story_say_value(story, &status, "pulse", "amber", "I hear about problems too late", story_by(story->sanne));
    story_promise(story, &status, "Friday call, bad news first", 20261205, 30);
    story_say_about(story, &status, "basis", "in both diaries", story_us(), 31);
    return naast_operation_end(story->store, status);
}

static inline int story_green(struct story *story)
{
    int status = NAAST_OK;
    story_say_value(story, &status, "pulse", "green", "much better", story_by(story->sanne));
    return status;
}

/* naast settle D1.21,23,31 --as kept --by Sanne */
static inline int story_kept(struct story *story)
{
    int status =
        naast_operation_begin(story->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_SETTLE));
    if (status != NAAST_OK)
        return status;
    story_settle(story, &status, 21, "kept", story->sanne, 20261126);
    story_settle(story, &status, 23, "kept", story->sanne, 20261127);
    story_settle(story, &status, 31, "kept", story->sanne, 20261204);
    return naast_operation_end(story->store, status);
}

static inline int story_accepted(struct story *story)
{
    int status = NAAST_OK;
    story_say_value(story, &status, "acceptance", "yes", "staff find it", story_by(story->sanne));
    return status;
}

/* Everything that can be looked at. */
static inline int story_look(struct story *story)
{
    naast_items *items = NULL;
    naast_deal *deal = NULL;
    naast_deals *deals = NULL;
    naast_transitions *transitions = NULL;
    naast_evaluation *evaluation = NULL;
    naast_log *log = NULL;
    int status = naast_item_list(story->store, story->deal, &items);
    if (status == NAAST_OK)
        status = naast_deal_get(story->store, story->deal, &deal);
    if (status == NAAST_OK)
        status = naast_deal_list(story->store, NULL, NULL, &deals);
    if (status == NAAST_OK)
        status = naast_transition_list(story->store, story->deal, &transitions);
    if (status == NAAST_OK)
        status = naast_gate_evaluate(story->store, story->deal, NULL, &evaluation);
    if (status == NAAST_OK)
        status = naast_log_list(story->store, NULL, NULL, &log);
    naast_free(items);
    naast_free(deal);
    naast_free(deals);
    naast_free(transitions);
    naast_free(evaluation);
    naast_free(log);
    return status;
}

static const struct story_step story_steps[] = {
    {"open", 0, story_open, NAAST_OK},
    {"first call", 0, story_first_call, NAAST_OK},
    {"not yet", 0, story_advance, NAAST_NOT_YET},
    {"summary agreed", 0, story_summary_agreed, NAAST_OK},
    {"to match", 0, story_advance, NAAST_OK},
    {"another deal", 1, story_other_deal, NAAST_OK},
    {"decline", 1, story_decline, NAAST_OK},
    {"second call", 6, story_second_call, NAAST_OK},
    {"who decides and signs", 7, story_authority, NAAST_OK},
    {"page", 7, story_page, NAAST_OK},
    {"page agreed", 9, story_page_agreed, NAAST_OK},
    {"third call", 10, story_third_call, NAAST_OK},
    {"look", 10, story_look, NAAST_OK},
    {"to delivery", 10, story_to_delivery, NAAST_OK},
    {"re-agreed in time", 15, story_reagree, NAAST_OK},
    {"amber", 25, story_amber, NAAST_OK},
    {"green", 32, story_green, NAAST_OK},
    {"promises kept", 33, story_kept, NAAST_OK},
    {"accepted", 40, story_accepted, NAAST_OK},
    {"to completed", 40, story_advance, NAAST_OK},
    {"look again", 41, story_look, NAAST_OK},
};
enum { STORY_STEPS = sizeof story_steps / sizeof story_steps[0] };

#endif
