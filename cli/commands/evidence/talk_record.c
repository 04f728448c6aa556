/* talk_record.c: enters a sheet into the store, line by line, as one operation. */
#include "commands/evidence/talk_record.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/record_item.h"
#include "commands/evidence/sheet.h"
#include "input/file_evidence.h"
#include "input/party.h"
#include "input/required.h"
#include "input/resolve_or_add.h"
#include "input/values.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

enum { VALUES_MAX = 16 };

/* The items of an entry: one, or one for each value. */
struct entered {
    int32_t numbers[VALUES_MAX];
    size_t count;
};

/* A conversation while it is being recorded. */
struct talking {
    struct cli *cli;
    const struct subject *subject;
    const struct sheet *sheet;
    naast_id deal;
    naast_id speaker;  /* who speaks for the customer by default; 0: the contact */
    struct grown with; /* everybody who was there, by name */
    struct present present;
    struct entered *entered; /* for each entry */
    int32_t *made;           /* the new items */
    size_t made_count;
};

static const char *blank_is_null(const char *text) { return text == NULL || *text == '\0' ? NULL : text; }

/* with: Sanne de Wit, Karim Ali */
static int meet(struct talking *talking)
{
    struct cli *cli = talking->cli;
    const naast_deal *deal = talking->subject->deal;
    char *names = talking->sheet->with == NULL ? NULL : cli_keep_text(cli, talking->sheet->with), *name;
    bool contact_there = false;
    int status = NAAST_OK;
    while (status == 0 && (name = name_next(&names)) != NULL) {
        naast_id id = 0;
        naast_person *person = NULL;
        status = cli_person_or_new(cli, name, deal->id, deal->org, &id);
        if (status == 0)
            status = cli_check(cli, naast_person_get(cli->store, id, &person));
        if (status == 0)
            cli_list(cli, &talking->with, ", ", person->name);
        talking->speaker = talking->speaker == 0 ? id : talking->speaker;
        contact_there = contact_there || id == deal->contact;
        if (status == 0 && talking->present.count < sizeof talking->present.people / sizeof(naast_id))
            talking->present.people[talking->present.count++] = id;
        naast_free(person);
    }
    if (contact_there)
        talking->speaker = deal->contact;
    return status;
}

static int note_conversation(struct talking *talking)
{
    struct cli *cli = talking->cli;
    naast_activity_spec spec = NAAST_ACTIVITY_SPEC_INIT;
    naast_id activity = 0;
    spec.kind = "talk";
    spec.text = blank_is_null(talking->sheet->note);
    spec.with = blank_is_null(cli_grown(&talking->with));
    spec.how = blank_is_null(talking->sheet->how);
    spec.deal = talking->deal;
    int status = cli_date(cli, "on", blank_is_null(talking->sheet->on), &spec.on);
    return status != 0 ? status : cli_check(cli, naast_activity_add(cli->store, &spec, &activity));
}

/* When an entry was said: as it tells itself, else as the sheet does. */
static const char *said_on(const struct talking *talking, const struct sheet_entry *entry)
{
    return entry->typed.on != NULL ? entry->typed.on : blank_is_null(talking->sheet->on);
}

static const char *said_how(const struct talking *talking, const struct sheet_entry *entry)
{
    return entry->typed.how != NULL ? entry->typed.how : blank_is_null(talking->sheet->how);
}

/* Whom a name on the sheet is. */
static const char *speaker(const struct talking *talking, const char *typed)
{
    return present_name(talking->cli, &talking->present, talking->deal, typed);
}

static int record_entry(struct talking *talking, const struct sheet_entry *entry, int32_t *numbers, size_t *count)
{
    struct typed_item typed = entry->typed;
    int status = NAAST_OK;
    typed.on = said_on(talking, entry);
    typed.how = said_how(talking, entry);
    typed.from = speaker(talking, typed.from);
    typed.about = entry->about >= 0 ? talking->entered[entry->about].numbers[0] : 0;
    if (typed.none == NULL)
        status = split_values(talking->cli, talking->subject, typed.kind, &typed.text, &typed.values);
    if (status == 0)
        status = record_typed(talking->cli, talking->subject, &typed, talking->speaker, numbers, VALUES_MAX, count);
    for (size_t k = 0; status == 0 && k < *count; k++)
        talking->made[talking->made_count++] = numbers[k];
    return status;
}

static int amend_entry(struct talking *talking, const struct sheet_entry *entry)
{
    struct cli *cli = talking->cli;
    const naast_deal *deal = talking->subject->deal;
    const struct typed_item *typed = &entry->typed;
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.text = entry->amend;
    spec.because = entry->because;
    spec.url = typed->url;
    spec.how = said_how(talking, entry);
    int status = cli_party(cli, speaker(talking, typed->from), deal->id, &spec.from);
    if (status == 0)
        status = cli_party(cli, speaker(talking, entry->agreed), deal->id, &spec.agreed);
    if (status == 0)
        status = cli_date(cli, "due", typed->due, &spec.due);
    if (status == 0)
        status = cli_person_or_new(cli, typed->person, deal->id, deal->org, &spec.person);
    if (status == 0)
        status = cli_money(cli, typed->amount, typed->currency, deal->amount.currency, &spec.amount);
    if (status == 0)
        status = cli_date(cli, "on", said_on(talking, entry), &spec.on);
    return status != 0 ? status : cli_check(cli, naast_item_amend(cli->store, deal->id, entry->item, &spec));
}

/* confirmed: Sanne, us */
static int confirm_entry(struct talking *talking, const struct sheet_entry *entry, const char *typed, int32_t item)
{
    struct cli *cli = talking->cli;
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    char *names = cli_keep_text(cli, typed), *name;
    spec.item = item;
    spec.how = said_how(talking, entry);
    int status = cli_date(cli, "on", said_on(talking, entry), &spec.on);
    while (status == 0 && (name = name_next(&names)) != NULL) {
        status = cli_party(cli, speaker(talking, name), talking->deal, &spec.by);
        if (status == 0)
            status = cli_check(cli, naast_item_confirm(cli->store, talking->deal, &spec, NULL));
    }
    return status;
}

static int settle_entry(struct talking *talking, const struct sheet_entry *entry, int32_t item)
{
    struct cli *cli = talking->cli;
    naast_settle_spec spec = NAAST_SETTLE_SPEC_INIT;
    spec.state = entry->as;
    spec.because = entry->because;
    int status = cli_party(cli, speaker(talking, entry->by), talking->deal, &spec.by);
    if (status == 0)
        status = cli_date(cli, "on", said_on(talking, entry), &spec.on);
    if (status == 0 && entry->typed.file != NULL && entry->type == SHEET_EXISTING)
        status = file_evidence(cli, entry->typed.file, &spec.file_name, &spec.file_sha256);
    return status != 0 ? status : cli_check(cli, naast_item_settle(cli->store, talking->deal, item, &spec));
}

/* Says which line it was that could not be entered. */
static int at_line(const struct talking *talking, const struct sheet_entry *entry, int status)
{
    if (status != 0)
        fprintf(talking->cli->err, "%s\n",
                words(talking->cli, W_SHEET_AT_LINE, cli_printf(talking->cli, "%d", entry->line)));
    return status;
}

/* An entry's items; what becomes of them; not yet who stands by them. */
static int enter(struct talking *talking, size_t index)
{
    const struct sheet_entry *entry = &talking->sheet->entries[index];
    struct entered *entered = &talking->entered[index];
    int status = NAAST_OK;
    entered->numbers[0] = entry->item;
    entered->count = 1;
    if (entry->type == SHEET_NEW)
        status = record_entry(talking, entry, entered->numbers, &entered->count);
    else if (sheet_amends(entry))
        status = amend_entry(talking, entry);
    for (size_t k = 0; status == 0 && entry->as != NULL && k < entered->count; k++)
        status = settle_entry(talking, entry, entered->numbers[k]);
    return at_line(talking, entry, status);
}

/* Who stands by an entry's items. */
static int confirm_entered(struct talking *talking, size_t index)
{
    const struct sheet_entry *entry = &talking->sheet->entries[index];
    const struct entered *entered = &talking->entered[index];
    int status = NAAST_OK;
    for (size_t k = 0; status == 0 && k < entered->count; k++)
        for (size_t c = 0; status == 0 && c < entry->confirmed_count; c++)
            status = confirm_entry(talking, entry, entry->confirmed[c], entered->numbers[k]);
    return at_line(talking, entry, status);
}

/*
 * A new item that speaks for others (a match, a summary) may stand above those on the sheet: whoever gave it here gave
 * it for all of this conversation. Only what was said here made it stale, since it was new.
 */
static int renew_word(struct talking *talking, const naast_item *item)
{
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    if (item->word_count == 0 || item->words[0].fresh)
        return NAAST_OK;
    spec.item = item->n;
    spec.by = item->words[0].by;
    spec.how = item->words[0].how;
    spec.on = item->words[0].on;
    return cli_check(talking->cli, naast_item_confirm(talking->cli->store, talking->deal, &spec, NULL));
}

static int renew_words(struct talking *talking)
{
    naast_items *items = NULL;
    if (talking->made_count == 0)
        return NAAST_OK;
    int status = cli_check(talking->cli, naast_item_list(talking->cli->store, talking->deal, &items));
    for (size_t k = 0; status == 0 && k < talking->made_count; k++)
        status = renew_word(talking, item_by_number(items, talking->made[k]));
    naast_free(items);
    return status;
}

static int enter_all(struct talking *talking)
{
    const struct sheet *sheet = talking->sheet;
    talking->entered = cli_keep(talking->cli, (sheet->count + 1) * sizeof(*talking->entered));
    talking->made = cli_keep(talking->cli, (sheet->count + 1) * VALUES_MAX * sizeof(*talking->made));
    int status = meet(talking);
    if (status == 0)
        status = talking_check(talking->cli, talking->subject, sheet, &talking->present);
    if (status == 0)
        status = note_conversation(talking);
    for (size_t k = 0; status == 0 && k < sheet->count; k++)
        if (sheet->entries[k].line != 0)
            status = enter(talking, k);
    if (status == 0)
        status = renew_words(talking);
    for (size_t k = 0; status == 0 && k < sheet->count; k++)
        if (sheet->entries[k].line != 0)
            status = confirm_entered(talking, k);
    /* The command itself was right: what is wrong stands on the sheet. */
    return status == NAAST_INVALID ? NAAST_BAD_DATA : status;
}

/* "us, Sanne": everybody who stands by an item. */
static const char *voices(struct cli *cli, const naast_item *item)
{
    struct grown line = {0};
    for (size_t k = 0; k < item->word_count; k++)
        if (is_last_word(item, k))
            cli_list(cli, &line, ", ", speaker_words(cli, item->words[k].by, item->words[k].name));
    return cli_grown(&line);
}

/* "D1.2 need, D1.3 underlying question (Sanne); D1.4 summary (us)" */
static const char *made_words(const struct talking *talking, const naast_items *items, int status)
{
    struct cli *cli = talking->cli;
    const char *before = NULL;
    struct grown line = {0};
    for (size_t k = 0; k < talking->made_count; k++) {
        const naast_item *item = item_by_number(items, talking->made[k]);
        const char *now = item != NULL ? voices(cli, item) : unread_words(cli, status);
        const char *what = text_item(cli, talking->deal, talking->made[k]);
        if (item != NULL)
            what = cli_printf(cli, "%s %s", what, kind_words(cli, talking->subject, item->kind));
        if (before != NULL && strcmp(before, now) != 0)
            cli_grow(cli, &line, " (%s); %s", before, what);
        else
            cli_list(cli, &line, ", ", what);
        before = now;
    }
    if (before != NULL)
        cli_grow(cli, &line, " (%s)", before);
    return cli_grown(&line);
}

/* "D1.25 in order; D1.4 confirmed": what became of items that were there. */
static const char *touched_words(const struct talking *talking, const naast_items *items, int status)
{
    struct cli *cli = talking->cli;
    struct grown line = {0};
    for (size_t k = 0; k < talking->sheet->count; k++) {
        const struct sheet_entry *entry = &talking->sheet->entries[k];
        const naast_item *item = item_by_number(items, entry->item);
        if (entry->line == 0 || entry->type != SHEET_EXISTING)
            continue;
        const char *what = item == NULL                 ? unread_words(cli, status)
                           : entry->as != NULL          ? item_state_words(cli, item)
                           : sheet_amends(entry)        ? word(cli, W_ITEM_AMENDED)
                           : entry->confirmed_count > 0 ? word(cli, W_ITEM_CONFIRMED)
                                                        : "";
        if (*what != '\0')
            cli_list(cli, &line, "; ", cli_printf(cli, "%s %s", text_item(cli, talking->deal, entry->item), what));
    }
    return cli_grown(&line);
}

static int say_talked(const struct talking *talking)
{
    struct cli *cli = talking->cli;
    naast_items *items = NULL;
    if (cli->output == OUTPUT_JSON) {
        numbers_json(cli, talking->deal, talking->made, talking->made_count);
        return NAAST_OK;
    }
    const int status = naast_item_list(cli->store, talking->deal, &items);
    const char *touched = touched_words(talking, items, status), *made = made_words(talking, items, status);
    const char *line = cli_printf(cli, "%s%s%s", touched, *touched == '\0' || *made == '\0' ? "" : "; ", made);
    if (*line == '\0')
        cli_print(cli, W_NOTED, text_id(cli, 'D', talking->deal));
    else
        text_wrap(cli, cli->out, line, 0, 0);
    read_back(cli, status);
    naast_free(items);
    return NAAST_OK;
}

int talking_record(struct cli *cli, const struct subject *subject, const struct sheet *sheet)
{
    struct talking talking = {.cli = cli, .subject = subject, .sheet = sheet, .deal = subject->deal->id};
    int status = cli_check(cli, naast_operation_begin(cli->store, NAAST_OPERATION_TALK));
    if (status == 0)
        status = operation_done(cli, enter_all(&talking));
    return status == 0 ? say_talked(&talking) : status;
}
