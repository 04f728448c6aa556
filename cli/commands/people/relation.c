/* relation.c: all deals of an organisation or a person, read; and what the agenda says of them first. */
#include "commands/people/relation.h"

#include <stdbool.h>
#include <string.h>

#include "naast-agenda.h"
#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "view/deal.h"

/* A screen of it; who has more asks deal list. */
enum { MOST_DEALS = 50, ALL_OF_THEM = 1000, LAST_DAY = 99991231 };

bool relation_is_promise(const struct relation_deal *deal, const naast_item *item)
{
    const naast_kind *kind = naast_pipeline_kind(deal->subject.pipeline, item->kind);
    return kind != NULL && kind->life != NULL && !item->retracted && strcmp(item->state, "none") != 0;
}

naast_side relation_owes(const struct relation_deal *deal, const naast_item *item)
{
    const naast_kind *kind = naast_pipeline_kind(deal->subject.pipeline, item->kind);
    if (kind == NULL || kind->sided)
        return item->from.side;
    return kind->owed == NAAST_SIDE_US ? NAAST_SIDE_CUSTOMER : NAAST_SIDE_US;
}

const naast_transition *relation_end(const struct relation_deal *deal)
{
    if (deal->subject.deal->outcome[0] == '\0')
        return NULL;
    for (size_t i = deal->moves->count; i > 0; i--) {
        const naast_transition *move = &deal->moves->items[i - 1];
        if (move->counts && move->because[0] != '\0' && strcmp(move->to_outcome, deal->subject.deal->outcome) == 0)
            return move;
    }
    return NULL;
}

bool relation_is_own(const struct relation *relation, naast_id deal)
{
    for (size_t i = 0; i < relation->count; i++) {
        if (relation->deals[i].subject.deal->id == deal)
            return false;
    }
    return true;
}

/* ---- contacts ---- */

/* What they said in a deal on a day is one contact, and none where there was a conversation. */
static bool is_told(const struct relation *relation, const struct relation_contact *contact)
{
    for (size_t i = 0; contact->activity == NULL && i < relation->contact_count; i++) {
        if (relation->contacts[i].on == contact->on && relation->contacts[i].deal == contact->deal)
            return true;
    }
    return false;
}

static void add_contact(struct relation *relation, const struct relation_contact *contact)
{
    struct relation_contact *list = relation->contacts;
    size_t at = relation->contact_count;
    if (is_told(relation, contact))
        return;
    while (at > 0 && list[at - 1].on < contact->on)
        at--;
    if (at == RELATION_CONTACTS)
        return;
    if (relation->contact_count < RELATION_CONTACTS)
        relation->contact_count++;
    memmove(&list[at + 1], &list[at], (relation->contact_count - 1 - at) * sizeof *list);
    list[at] = *contact;
}

/* With whom is not always noted, and then it may have been with them; where it is, it is in words. */
static bool was_with(const struct relation *relation, const naast_activity *activity)
{
    if (relation->person == 0 || activity->person != 0)
        return relation->person == 0 || activity->person == relation->person;
    return activity->with[0] == '\0' || strstr(activity->with, relation->called) != NULL;
}

static void add_activity(struct relation *relation, const naast_activity *activity)
{
    const struct relation_contact contact = {.on = activity->on, .deal = activity->deal, .activity = activity};
    if (was_with(relation, activity))
        add_contact(relation, &contact);
}

static void add_said(struct relation *relation, const naast_item *item)
{
    const struct relation_contact contact = {.on = item->on, .deal = item->deal, .item = item};
    if (item->from.side == NAAST_SIDE_CUSTOMER && (relation->person == 0 || item->from.person == relation->person))
        add_contact(relation, &contact);
}

static void deal_contacts(struct relation *relation, const struct relation_deal *in)
{
    for (size_t i = 0; i < in->activities->count; i++)
        add_activity(relation, &in->activities->items[i]);
    for (size_t i = 0; i < in->items->count; i++)
        add_said(relation, &in->items->items[i]);
}

/* What belongs to them themselves, or to a deal that is not among those read. */
static void own_contacts(struct relation *relation)
{
    for (size_t i = 0; i < relation->activities->count; i++) {
        if (relation_is_own(relation, relation->activities->items[i].deal))
            add_activity(relation, &relation->activities->items[i]);
    }
}

/* ---- reading ---- */

static int read_deal(struct cli *cli, naast_id id, struct relation_deal *out)
{
    naast_page page = NAAST_PAGE_INIT;
    naast_activity_filter activities = NAAST_ACTIVITY_FILTER_INIT;
    naast_task_filter tasks = NAAST_TASK_FILTER_INIT;
    page.limit = ALL_OF_THEM;
    activities.deal = tasks.deal = id;
    int status = subject_read(cli, id, &out->subject);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_item_list(cli->store, id, &out->items));
    if (status == NAAST_OK)
        status = cli_check(cli, naast_transition_list(cli->store, id, &out->moves));
    if (status == NAAST_OK)
        status = cli_check(cli, naast_activity_list(cli->store, &activities, &page, &out->activities));
    if (status == NAAST_OK)
        status = cli_check(cli, naast_task_list(cli->store, &tasks, &page, &out->tasks));
    return status;
}

static int read_own(struct cli *cli, naast_id org, struct relation *out)
{
    naast_page page = NAAST_PAGE_INIT;
    naast_activity_filter activities = NAAST_ACTIVITY_FILTER_INIT;
    naast_task_filter tasks = NAAST_TASK_FILTER_INIT;
    page.limit = ALL_OF_THEM;
    activities.org = tasks.org = org;
    activities.person = tasks.person = org != 0 ? 0 : out->person;
    int status = cli_check(cli, naast_activity_list(cli->store, &activities, &page, &out->activities));
    if (status == NAAST_OK)
        status = cli_check(cli, naast_task_list(cli->store, &tasks, &page, &out->tasks));
    return status;
}

/* The first on the agenda that has a day, which is the first of all unless nothing has one. */
static int read_next(struct cli *cli, naast_id org, struct relation *out)
{
    naast_agenda_filter filter = NAAST_AGENDA_FILTER_INIT;
    naast_page page = NAAST_PAGE_INIT;
    if (out->leave_alone)
        return NAAST_OK;
    filter.org = org;
    filter.person = out->person;
    filter.until = LAST_DAY;
    page.limit = 1;
    int status = cli_check(cli, naast_agenda_list(cli->store, &filter, &page, &out->agenda));
    if (status == NAAST_OK && out->agenda->count > 0 && out->agenda->items[0].reason <= NAAST_REASON_WAIVER_EXPIRES)
        out->next = &out->agenda->items[0];
    return status;
}

int relation_read(struct cli *cli, naast_id org, const naast_person *person, struct relation *out)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_page page = NAAST_PAGE_INIT;
    naast_deals *deals;
    *out = (struct relation){0};
    filter.org = org;
    filter.person = person != NULL ? person->id : 0;
    out->person = filter.person;
    out->called = person != NULL ? first_name(cli, person->name) : "";
    out->leave_alone = person != NULL && person->no_contact;
    filter.descending = 1;
    page.limit = MOST_DEALS;
    int status = cli_check(cli, naast_deal_list(cli->store, &filter, &page, &deals));
    if (status != NAAST_OK)
        return status;
    out->deals = cli_keep(cli, (deals->count + 1) * sizeof *out->deals);
    memset(out->deals, 0, (deals->count + 1) * sizeof *out->deals);
    out->count = deals->count;
    out->more = deals->more != 0;
    for (size_t i = 0; i < deals->count && status == NAAST_OK; i++) {
        status = read_deal(cli, deals->items[i].id, &out->deals[i]);
        if (status == NAAST_OK)
            deal_contacts(out, &out->deals[i]);
    }
    naast_free(deals);
    if (status == NAAST_OK)
        status = read_own(cli, org, out);
    if (status == NAAST_OK)
        own_contacts(out);
    return status == NAAST_OK ? read_next(cli, org, out) : status;
}

void relation_free(struct relation *relation)
{
    for (size_t i = 0; i < relation->count; i++) {
        subject_free(&relation->deals[i].subject);
        naast_free(relation->deals[i].items);
        naast_free(relation->deals[i].moves);
        naast_free(relation->deals[i].activities);
        naast_free(relation->deals[i].tasks);
    }
    naast_free(relation->agenda);
    naast_free(relation->activities);
    naast_free(relation->tasks);
}
