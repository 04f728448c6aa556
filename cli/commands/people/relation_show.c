/* relation_show.c: what there is between us and an organisation or a person, on the screen and in JSON. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast-agenda.h"
#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/people/relation.h"
#include "output/json.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/agenda_text.h"
#include "view/deal.h"
#include "view/verdict.h"
#include "words/words.h"

enum { MARGIN = 2, GAP = 2, INDENT = 9, DATE_INDENT = 15, LAST_WORD = 12 };

static void heading(struct cli *cli, enum word head)
{
    colour_on(cli, cli->out, STRONG);
    fprintf(cli->out, "\n%s\n", word(cli, head));
    colour_off(cli, cli->out);
}

void relation_line(struct cli *cli, int indent, const char *id, const char *text)
{
    fprintf(cli->out, "%*s", MARGIN, "");
    text_pad(cli->out, id, indent - MARGIN);
    text_wrap(cli, cli->out, text, indent, indent);
}

int indent_for(int indent, const char *id)
{
    const int wanted = MARGIN + text_width(id) + GAP;
    return wanted > indent ? wanted : indent;
}

int relation_indent(struct cli *cli, const struct relation *relation)
{
    int indent = INDENT;
    for (size_t d = 0; d < relation->count; d++) {
        const struct relation_deal *in = &relation->deals[d];
        indent = indent_for(indent, text_id(cli, 'D', in->subject.deal->id));
        for (size_t i = 0; i < in->items->count; i++) {
            if (relation_is_promise(in, &in->items->items[i]))
                indent = indent_for(indent, text_item(cli, in->items->items[i].deal, in->items->items[i].n));
        }
        for (size_t i = 0; i < in->tasks->count; i++)
            indent = indent_for(indent, text_id(cli, 'T', in->tasks->items[i].id));
    }
    for (size_t i = 0; i < relation->tasks->count; i++)
        indent = indent_for(indent, text_id(cli, 'T', relation->tasks->items[i].id));
    return indent;
}

/* "authority: decides": what the evidence says they are in a deal. */
static const char *roles(struct cli *cli, const struct relation_deal *deal, naast_id person)
{
    struct grown list = {0};
    for (size_t i = 0; person != 0 && i < deal->items->count; i++) {
        const naast_item *item = &deal->items->items[i];
        if (item->person == person && !item->retracted && item->value[0] != '\0')
            cli_list(cli, &list, ", ", value_words(cli, item->value));
    }
    return cli_grown(&list);
}

/* Its stage and amount, or how it ended, why, and who knows. */
static void deal_line(struct cli *cli, const struct relation_deal *in, naast_id person, int indent)
{
    const naast_deal *deal = in->subject.deal;
    const naast_transition *end = relation_end(in);
    const char *text = text_safe(cli, deal->title);
    text =
        listed(cli, text,
               deal->status != NAAST_DEAL_ENDED ? text_safe(cli, deal->stage_name) : outcome_words(cli, deal->outcome));
    text = listed(cli, text, text_money(cli, deal->amount));
    text = listed(cli, text, text_date(cli, deal->closed));
    if (deal->outcome[0] == '\0' && deal->expected != 0)
        text = listed(cli, text, words(cli, W_REL_EXPECTED, text_date(cli, deal->expected)));
    text = listed(cli, text, roles(cli, in, person));
    if (end != NULL)
        text = cli_printf(cli, "%s: %s", text, text_safe(cli, end->because));
    if (end != NULL && end->informed.person != 0)
        text = cli_printf(cli, "%s (%s)", text, words(cli, W_REL_TOLD, first_name(cli, end->informed_name)));
    relation_line(cli, indent, text_id(cli, 'D', deal->id), text);
}

/* "Sanne: our old files", or for what only one side can owe: "we: two references (supplier condition)". */
static const char *promise_words(struct cli *cli, const struct relation_deal *in, const naast_item *item)
{
    const naast_party by = {.side = relation_owes(in, item)};
    const char *name = item->from.side == by.side ? item->from_name : in->subject.deal->contact_name;
    const char *org = item->from.side == by.side ? item->from_org : "";
    const char *who = speaker_words(cli, by, name, org), *text = text_safe(cli, item->text);
    const char *kind = kind_words(cli, &in->subject, item->kind);
    if (*who == '\0')
        who = word(cli, W_REL_THEM);
    if (naast_pipeline_kind(in->subject.pipeline, item->kind)->sided)
        return cli_printf(cli, "%s: %s", who, text);
    return *text == '\0' ? cli_printf(cli, "%s: %s", who, kind) : cli_printf(cli, "%s: %s (%s)", who, text, kind);
}

static void promise_line(struct cli *cli, const struct relation_deal *in, const naast_item *item, int indent)
{
    const char *text = listed(cli, promise_words(cli, in, item), item_state_words(cli, item));
    if (item->due != 0)
        text = listed(cli, text, words(cli, W_DUE, text_date(cli, item->due)));
    relation_line(cli, indent, text_item(cli, item->deal, item->n), text);
}

static void promise_lines(struct cli *cli, const struct relation *relation, int indent)
{
    bool any = false;
    for (size_t d = 0; d < relation->count; d++) {
        const struct relation_deal *in = &relation->deals[d];
        for (size_t i = 0; i < in->items->count; i++) {
            if (!relation_is_promise(in, &in->items->items[i]))
                continue;
            if (!any)
                heading(cli, W_REL_PROMISES);
            any = true;
            promise_line(cli, in, &in->items->items[i], indent);
        }
    }
}

static void task_line(struct cli *cli, const naast_task *task, int indent, bool *any)
{
    const char *due = task->due != 0 ? words(cli, W_DUE, text_date(cli, task->due)) : "";
    if (!*any)
        heading(cli, W_HEAD_TO_DO);
    *any = true;
    relation_line(cli, indent, text_id(cli, 'T', task->id), listed(cli, text_safe(cli, task->text), due));
}

static void task_lines(struct cli *cli, const struct relation *relation, int indent)
{
    bool any = false;
    for (size_t i = 0; i < relation->tasks->count; i++) {
        if (relation_is_own(relation, relation->tasks->items[i].deal))
            task_line(cli, &relation->tasks->items[i], indent, &any);
    }
    for (size_t d = 0; d < relation->count; d++) {
        for (size_t i = 0; i < relation->deals[d].tasks->count; i++)
            task_line(cli, &relation->deals[d].tasks->items[i], indent, &any);
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
        who = listed(cli, speaker_words(cli, contact->item->from, contact->item->from_name, contact->item->from_org),
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

/* Of a check that is silent the day is when they were last heard, and the moment is now. */
static bool is_pulse(const naast_agenda_line *next)
{
    return next->reason == NAAST_REASON_PULSE_SILENT || next->reason == NAAST_REASON_PULSE_DUE;
}

/* "Next moment: 20 Nov, D1.3: promise "a test server": ours to keep", or since when it is late. */
static const char *next_words(struct cli *cli, const struct relation *relation)
{
    const naast_agenda_line *next = relation->next;
    if (next == NULL)
        return word(cli, relation->leave_alone ? W_REL_LEAVE_ALONE : W_REL_NO_MOMENT);
    const char *what = next->item != 0   ? text_item(cli, next->deal, next->item)
                       : next->task != 0 ? text_id(cli, 'T', next->task)
                                         : text_id(cli, 'D', next->deal);
    what = cli_printf(cli, "%s: %s", what, next_what(cli, next));
    if (is_pulse(next))
        return words(cli, W_REL_NOW, next_when(cli, next), what);
    return words(cli, next->days > 0 ? W_REL_LATE : W_REL_NEXT, text_date(cli, next->day), what);
}

void relation_screen(struct cli *cli, const struct relation *relation, naast_id person, int indent)
{
    fputs("\n", cli->out);
    if (relation->contact_count > 0)
        cli_print(cli, W_REL_LAST, text_date(cli, relation->contacts[0].on));
    text_wrap(cli, cli->out, next_words(cli, relation), 0, 2);
    if (relation->count > 0)
        heading(cli, W_REL_DEALS);
    for (size_t i = 0; i < relation->count; i++)
        deal_line(cli, &relation->deals[i], person, indent);
    promise_lines(cli, relation, indent);
    task_lines(cli, relation, indent);
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
    json_id(json, "told", 'P', end != NULL ? end->informed.person : 0);
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
            json_text(json, "kind", item->kind);
            json_text(json, "side", relation_owes(in, item) == NAAST_SIDE_US ? "us" : "customer");
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

/* Named as naast next names them. */
static void next_json(struct json *json, const naast_agenda_line *next)
{
    if (next == NULL) {
        json_put_null(json, "next");
        return;
    }
    json_open_object(json, "next");
    json_text(json, "reason", naast_reason_code(next->reason));
    json_date(json, "on", next->day);
    json_int(json, "days", next->days);
    json_id(json, "deal", 'D', next->deal);
    json_item(json, "item", next->deal, next->item);
    json_id(json, "task", 'T', next->task);
    json_text_or_null(json, "check", next->check);
    json_close_object(json);
}

void relation_json(struct json *json, const struct relation *relation, naast_id person)
{
    json_date(json, "last_contact", relation->contact_count > 0 ? relation->contacts[0].on : 0);
    next_json(json, relation->next);
    json_open_array(json, "deals");
    for (size_t i = 0; i < relation->count; i++)
        deal_json_of(json, &relation->deals[i], person);
    json_close_array(json);
    json_bool(json, "more_deals", relation->more);
    promises_json(json, relation);
    tasks_json(json, relation);
    contacts_json(json, relation);
}
