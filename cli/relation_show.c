/* relation_show.c: what there is between us and an organisation or a person, on the screen and in JSON. */
#include <string.h>

#include "relation.h"

enum { INDENT = 9, DATE_INDENT = 15, LAST_WORD = 12 };

static void heading(struct cli *cli, enum word head)
{
    colour_on(cli, cli->out, STRONG);
    fprintf(cli->out, "\n%s\n", word(cli, head));
    colour_off(cli, cli->out);
}

static void line(struct cli *cli, const char *id, const char *text)
{
    fputs("  ", cli->out);
    text_pad(cli->out, id, INDENT - 2);
    text_wrap(cli, cli->out, text, INDENT, INDENT);
}

/* "authority: decides": what the evidence says they are in a deal. */
static const char *roles(struct cli *cli, const struct relation_deal *deal, naast_id person)
{
    const char *list = "";
    for (size_t i = 0; person != 0 && i < deal->items->count; i++) {
        const naast_item *item = &deal->items->items[i];
        if (item->person == person && !item->retracted && item->value[0] != '\0')
            list = listed(cli, list, value_words(cli, item->value));
    }
    return list;
}

/* Its stage and amount, or how it ended, why, and who knows. */
static void deal_line(struct cli *cli, const struct relation_deal *in, naast_id person)
{
    const naast_deal *deal = in->subject.deal;
    const naast_transition *end = relation_end(in);
    const char *text = text_safe(cli, deal->title);
    text = listed(cli, text,
                  deal->outcome[0] == '\0' || strcmp(deal->outcome, "won") == 0 ? text_safe(cli, deal->stage_name)
                                                                                : outcome_words(cli, deal->outcome));
    text = listed(cli, text, text_money(cli, deal->amount));
    text = listed(cli, text, text_date(cli, deal->closed));
    text = listed(cli, text, roles(cli, in, person));
    if (end != NULL)
        text = cli_printf(cli, "%s: %s", text, text_safe(cli, end->because));
    if (end != NULL && end->told.person != 0)
        text = cli_printf(cli, "%s (%s)", text, words(cli, W_REL_TOLD, first_name(cli, end->told_name)));
    line(cli, text_id(cli, 'D', deal->id), text);
}

static void promise_lines(struct cli *cli, const struct relation *relation)
{
    bool any = false;
    for (size_t d = 0; d < relation->count; d++) {
        const struct relation_deal *in = &relation->deals[d];
        for (size_t i = 0; i < in->items->count; i++) {
            const naast_item *item = &in->items->items[i];
            if (!relation_is_promise(in, item))
                continue;
            if (!any)
                heading(cli, W_REL_PROMISES);
            any = true;
            const char *text =
                cli_printf(cli, "%s: %s", speaker_words(cli, item->from, item->from_name), text_safe(cli, item->text));
            text = listed(cli, text, item_state_words(cli, item));
            if (item->due != 0)
                text = listed(cli, text, words(cli, W_DUE, text_date(cli, item->due)));
            line(cli, text_item(cli, item->deal, item->n), text);
        }
    }
}

static void task_line(struct cli *cli, const naast_task *task, bool *any)
{
    const char *due = task->due != 0 ? words(cli, W_DUE, text_date(cli, task->due)) : "";
    if (!*any)
        heading(cli, W_HEAD_TO_DO);
    *any = true;
    line(cli, text_id(cli, 'T', task->id), listed(cli, text_safe(cli, task->text), due));
}

static void task_lines(struct cli *cli, const struct relation *relation)
{
    bool any = false;
    for (size_t i = 0; i < relation->tasks->count; i++) {
        if (relation_is_own(relation, relation->tasks->items[i].deal))
            task_line(cli, &relation->tasks->items[i], &any);
    }
    for (size_t d = 0; d < relation->count; d++) {
        for (size_t i = 0; i < relation->deals[d].tasks->count; i++)
            task_line(cli, &relation->deals[d].tasks->items[i], &any);
    }
}

/* "Sanne, call, D1: what was noted", in two lines at most. */
static void contact_line(struct cli *cli, const struct relation_contact *contact)
{
    const naast_activity *activity = contact->activity;
    const char *who, *text;
    if (activity != NULL) {
        who = listed(cli, text_safe(cli, activity->with), text_safe(cli, activity->how));
        who = listed(cli, *who == '\0' ? text_safe(cli, activity->kind) : who, text_id(cli, 'D', contact->deal));
        text = text_safe(cli, activity->text);
    } else {
        who = listed(cli, speaker_words(cli, contact->item->from, contact->item->from_name),
                     text_item(cli, contact->deal, contact->item->n));
        text = contact->item->text[0] != '\0' ? text_safe(cli, contact->item->text)
                                              : value_words(cli, contact->item->value);
    }
    text = *text == '\0' ? who : cli_printf(cli, "%s: %s", who, text);
    fputs("  ", cli->out);
    text_pad(cli->out, text_date(cli, contact->on), DATE_INDENT - 2);
    text_wrap(cli, cli->out, text_cut(cli, text, 2 * (cli->width - DATE_INDENT) - LAST_WORD), DATE_INDENT, DATE_INDENT);
}

static void contact_lines(struct cli *cli, const struct relation *relation)
{
    if (relation->contact_count > 0)
        heading(cli, W_REL_CONTACTS);
    for (size_t i = 0; i < relation->contact_count; i++)
        contact_line(cli, &relation->contacts[i]);
}

static const char *moment_words(struct cli *cli, const struct relation *relation)
{
    const naast_deal *deal = relation->in != NULL ? relation->in->subject.deal : NULL;
    switch (relation->moment) {
    case MOMENT_TASK:
        return words(cli, W_REL_TASK, text_id(cli, 'T', relation->task->id), relation->task->text);
    case MOMENT_PROMISE:
        return words(cli, W_REL_PROMISE, text_item(cli, deal->id, relation->item->n), relation->item->text);
    case MOMENT_ANSWER:
        return words(cli, W_REL_ANSWER, text_id(cli, 'D', deal->id),
                     kind_words(cli, &relation->in->subject, relation->item->kind));
    case MOMENT_DECISION:
        return words(cli, W_REL_DECISION, text_id(cli, 'D', deal->id), deal->title);
    case MOMENT_TELL:
        return words(cli, W_REL_TELL, text_id(cli, 'D', deal->id), deal->title);
    case MOMENT_NONE:
        break;
    }
    return word(cli, relation->leave_alone ? W_REL_LEAVE_ALONE : W_REL_NO_MOMENT);
}

void relation_screen(struct cli *cli, const struct relation *relation, naast_id person)
{
    const char *on = relation->moment == MOMENT_NONE ? "" : text_date(cli, relation->on);
    const char *next = moment_words(cli, relation);
    fputs("\n", cli->out);
    if (relation->contact_count > 0)
        cli_print(cli, W_REL_LAST, text_date(cli, relation->contacts[0].on));
    text_wrap(cli, cli->out, *on == '\0' ? next : cli_printf(cli, "%s", words(cli, W_REL_NEXT, on, next)), 0, 2);
    if (relation->count > 0)
        heading(cli, W_REL_DEALS);
    for (size_t i = 0; i < relation->count; i++)
        deal_line(cli, &relation->deals[i], person);
    promise_lines(cli, relation);
    task_lines(cli, relation);
    contact_lines(cli, relation);
    if (relation->more)
        cli_note(cli, W_REL_MORE);
}

/* ---- JSON ---- */

static void deal_json_of(struct json *json, const struct relation_deal *in, naast_id person)
{
    const naast_deal *deal = in->subject.deal;
    const naast_transition *end = relation_end(in);
    json_open_object(json, NULL);
    json_id(json, "id", 'D', deal->id);
    json_text(json, "title", deal->title);
    json_text(json, "stage", deal->stage);
    json_text_or_null(json, "outcome", deal->outcome);
    json_money(json, deal->amount);
    json_date(json, "expected", deal->expected);
    json_date(json, "closed", deal->closed);
    json_text(json, "because", end != NULL ? end->because : NULL);
    json_id(json, "told", 'P', end != NULL ? end->told.person : 0);
    json_open_array(json, "roles");
    for (size_t i = 0; person != 0 && i < in->items->count; i++) {
        const naast_item *item = &in->items->items[i];
        if (item->person == person && !item->retracted && item->value[0] != '\0')
            json_text(json, NULL, item->value);
    }
    json_close_array(json);
    json_close_object(json);
}

static void promises_json(struct json *json, const struct relation *relation)
{
    json_open_array(json, "promises");
    for (size_t d = 0; d < relation->count; d++) {
        const struct relation_deal *in = &relation->deals[d];
        for (size_t i = 0; i < in->items->count; i++) {
            const naast_item *item = &in->items->items[i];
            if (!relation_is_promise(in, item))
                continue;
            json_open_object(json, NULL);
            json_item(json, "item", item->deal, item->n);
            json_text(json, "side", item->from.side == NAAST_US ? "us" : "customer");
            json_text(json, "text", item->text);
            json_text(json, "state", item->state);
            json_bool(json, "late", item->late != 0);
            json_date(json, "due", item->due);
            json_close_object(json);
        }
    }
    json_close_array(json);
}

static void task_json(struct json *json, const naast_task *task)
{
    json_open_object(json, NULL);
    json_id(json, "id", 'T', task->id);
    json_id(json, "deal", 'D', task->deal);
    json_text(json, "text", task->text);
    json_date(json, "due", task->due);
    json_close_object(json);
}

static void tasks_json(struct json *json, const struct relation *relation)
{
    json_open_array(json, "tasks");
    for (size_t i = 0; i < relation->tasks->count; i++) {
        if (relation_is_own(relation, relation->tasks->items[i].deal))
            task_json(json, &relation->tasks->items[i]);
    }
    for (size_t d = 0; d < relation->count; d++) {
        for (size_t i = 0; i < relation->deals[d].tasks->count; i++)
            task_json(json, &relation->deals[d].tasks->items[i]);
    }
    json_close_array(json);
}

static void contacts_json(struct json *json, const struct relation *relation)
{
    json_open_array(json, "contacts");
    for (size_t i = 0; i < relation->contact_count; i++) {
        const struct relation_contact *contact = &relation->contacts[i];
        const naast_activity *activity = contact->activity;
        json_open_object(json, NULL);
        json_date(json, "on", contact->on);
        json_id(json, "deal", 'D', contact->deal);
        json_item(json, "item", contact->deal, activity == NULL ? contact->item->n : 0);
        json_id(json, "activity", 'A', activity != NULL ? activity->id : 0);
        json_text(json, "kind", activity != NULL ? activity->kind : contact->item->kind);
        json_text_or_null(json, "with", activity != NULL ? activity->with : contact->item->from_name);
        json_text_or_null(json, "how", activity != NULL ? activity->how : "");
        json_text(json, "text", activity != NULL ? activity->text : contact->item->text);
        json_close_object(json);
    }
    json_close_array(json);
}

static void moment_json(struct json *json, const struct relation *relation)
{
    if (relation->moment == MOMENT_NONE) {
        json_put_null(json, "next");
        return;
    }
    json_open_object(json, "next");
    json_date(json, "on", relation->on);
    json_text(json, "what", moment_code(relation->moment));
    const naast_id deal = relation->in != NULL ? relation->in->subject.deal->id : 0;
    json_id(json, "deal", 'D', deal);
    json_item(json, "item", deal, relation->item != NULL ? relation->item->n : 0);
    json_id(json, "task", 'T', relation->task != NULL ? relation->task->id : 0);
    json_close_object(json);
}

void relation_json(struct json *json, const struct relation *relation, naast_id person)
{
    json_date(json, "last_contact", relation->contact_count > 0 ? relation->contacts[0].on : 0);
    moment_json(json, relation);
    json_open_array(json, "deals");
    for (size_t i = 0; i < relation->count; i++)
        deal_json_of(json, &relation->deals[i], person);
    json_close_array(json);
    json_bool(json, "more_deals", relation->more);
    promises_json(json, relation);
    tasks_json(json, relation);
    contacts_json(json, relation);
}
