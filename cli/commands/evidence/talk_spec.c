/* talk_spec.c: from what was typed on a sheet to a conversation. */
#include "commands/evidence/talk_spec.h"

#include <stdbool.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/problems.h"
#include "commands/evidence/record_item.h"
#include "commands/evidence/sheet.h"
#include "input/file_evidence.h"
#include "input/party.h"
#include "input/values.h"
#include "term/message.h"
#include "view/deal.h"
#include "words/words.h"

enum { VALUES_MAX = 16 };

struct reading {
    struct cli *cli;
    const struct subject *subject;
    const struct sheet *sheet;
    struct problems *problems;
    struct talk_spec *out;
    naast_conversation_entry *entries;
    size_t count, room, line_room;
    int32_t *place; /* of each entry of the sheet: where its first is in the conversation, from 1; 0: nowhere */
};

static const char *blank_is_null(const char *text) { return text == NULL || *text == '\0' ? NULL : text; }

/* Takes the first of "Sanne, Karim" off: NULL when there is none left. Names that are blank are passed over. */
static char *name_next(char **names)
{
    while (*names != NULL) {
        char *name = *names + strspn(*names, " \t");
        char *comma = strchr(name, ',');
        *names = comma == NULL ? NULL : comma + 1;
        if (comma != NULL)
            *comma = '\0';
        for (size_t end = strlen(name); end > 0 && (name[end - 1] == ' ' || name[end - 1] == '\t'); end--)
            name[end - 1] = '\0';
        if (*name != '\0')
            return name;
    }
    return NULL;
}

/* The line of what was said about an entry; its own where it has none. */
static int line_of(const struct reading *reading, size_t entry, const char *name)
{
    const struct sheet *sheet = reading->sheet;
    for (size_t k = 0; k < sheet->value_count; k++)
        if (sheet->values[k].entry == (int)entry && strcmp(sheet->values[k].name, name) == 0)
            return sheet->values[k].line;
    return sheet->entries[entry].line;
}

static void found(struct reading *reading, size_t entry, const char *name, int status)
{
    problem_end(reading->problems, line_of(reading, entry, name), status);
    if (status != 0)
        reading->out->wrong[entry] = true;
}

static naast_date read_date(struct reading *reading, size_t entry, const char *name, const char *typed)
{
    naast_date date = 0;
    problem_begin(reading->problems);
    found(reading, entry, name, cli_date(reading->cli, name, typed, &date));
    return date;
}

static naast_money read_amount(struct reading *reading, size_t entry)
{
    const struct typed_item *typed = &reading->sheet->entries[entry].typed;
    const char *usual = reading->subject->deal->amount.currency;
    naast_money money = {0, ""};
    problem_begin(reading->problems);
    found(reading, entry, typed->amount != NULL ? "amount" : "currency",
          cli_money(reading->cli, typed->amount, typed->currency, usual, &money));
    return money;
}

static void read_file(struct reading *reading, size_t entry, const char **name, const unsigned char **sha256)
{
    const char *typed = reading->sheet->entries[entry].typed.file;
    if (typed == NULL)
        return;
    problem_begin(reading->problems);
    found(reading, entry, "file", file_evidence(reading->cli, typed, name, sha256));
}

/* A name, or us: *party. */
static const char *read_name(const char *typed, naast_party *party)
{
    if (typed == NULL || !cli_means_us(typed))
        return typed;
    *party = (naast_party){.side = NAAST_SIDE_US};
    return NULL;
}

/* Every `confirmed:`, each with one name or more. */
static void read_words(struct reading *reading, size_t index, naast_conversation_entry *entry, const int **lines)
{
    struct cli *cli = reading->cli;
    const struct sheet_entry *said = &reading->sheet->entries[index];
    naast_conversation_word *words = NULL;
    int *line = NULL;
    size_t room = 0, line_room = 0;
    for (size_t k = 0; k < said->confirmed_count; k++) {
        char *names = cli_keep_text(cli, said->confirmed[k]), *name;
        while ((name = name_next(&names)) != NULL) {
            words = cli_room(cli, words, entry->word_count, sizeof *words, &room);
            line = cli_room(cli, line, entry->word_count, sizeof *line, &line_room);
            words[entry->word_count] = (naast_conversation_word){.by = {NAAST_SIDE_NONE, 0}};
            words[entry->word_count].name = read_name(name, &words[entry->word_count].by);
            line[entry->word_count++] = said->confirmed_line[k];
        }
    }
    entry->words = words;
    *lines = line;
}

/* "match: maybe": a kind that has values begins with one of them. */
static int check_values(struct reading *reading, const struct sheet_entry *said, const char *values)
{
    struct cli *cli = reading->cli;
    const naast_kind *kind = naast_pipeline_kind(reading->subject->pipeline, said->typed.kind);
    const char *value, *list = "";
    size_t count = 0;
    int status = NAAST_OK;
    if (values == NULL)
        return NAAST_OK;
    for (size_t k = 0; kind->values[k] != NULL; k++)
        list = listed(cli, list, kind->values[k]);
    char *left = cli_keep_text(cli, values);
    while (status == 0 && (value = name_next(&left)) != NULL)
        if (!codes_include(kind->values, value))
            status = cli_failed(cli, NAAST_BAD_DATA, W_SHEET_VALUE, kind->code, list, value);
        else if (++count > VALUES_MAX)
            status = cli_wrong(cli, W_TOO_MANY_VALUES, kind->code);
    return status;
}

static void add_entry(struct reading *reading, size_t index, const naast_conversation_entry *entry, const int *lines)
{
    struct talk_spec *out = reading->out;
    reading->entries =
        cli_room(reading->cli, reading->entries, reading->count, sizeof *reading->entries, &reading->room);
    out->entries = cli_room(reading->cli, out->entries, reading->count, sizeof *out->entries, &reading->line_room);
    reading->entries[reading->count] = *entry;
    out->entries[reading->count++] = (struct spec_entry){index, lines};
    if (reading->place[index] == 0)
        reading->place[index] = (int32_t)reading->count;
}

/* One item, or one for each value. */
static void add_new(struct reading *reading, size_t index, naast_conversation_entry *entry, const int *lines)
{
    struct cli *cli = reading->cli;
    const struct sheet_entry *said = &reading->sheet->entries[index];
    const struct typed_item *typed = &said->typed;
    const char *text = typed->text, *values = NULL, *value;
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    problem_begin(reading->problems);
    int status = typed->none == NULL ? split_values(cli, reading->subject, typed->kind, &text, &values) : NAAST_OK;
    found(reading, index, "", status == 0 ? check_values(reading, said, values) : status);
    spec.kind = typed->kind;
    spec.text = blank_is_null(typed->none) != NULL ? typed->none : text;
    spec.none = typed->none != NULL;
    spec.url = typed->url;
    spec.in_confidence = typed->in_confidence;
    spec.due = read_date(reading, index, "due", typed->due);
    spec.amount = read_amount(reading, index);
    read_file(reading, index, &spec.file_name, &spec.file_sha256);
    entry->from = read_name(typed->from, &spec.from);
    entry->about = said->about >= 0 ? reading->place[said->about] : 0;
    char *left = values != NULL ? cli_keep_text(cli, values) : NULL;
    value = name_next(&left);
    do {
        naast_item_spec *one = cli_keep(cli, sizeof *one);
        *one = spec;
        one->value = value;
        entry->record = one;
        add_entry(reading, index, entry, lines);
    } while ((value = name_next(&left)) != NULL);
}

static const naast_amend_spec *read_amendment(struct reading *reading, size_t index, naast_conversation_entry *entry)
{
    const struct sheet_entry *said = &reading->sheet->entries[index];
    naast_amend_spec *spec = cli_keep(reading->cli, sizeof *spec);
    *spec = (naast_amend_spec)NAAST_AMEND_SPEC_INIT;
    spec->text = said->amend;
    spec->because = said->because;
    spec->url = said->typed.url;
    spec->due = read_date(reading, index, "due", said->typed.due);
    spec->amount = read_amount(reading, index);
    entry->from = read_name(said->typed.from, &spec->from);
    entry->agreed = read_name(said->agreed, &spec->agreed);
    return spec;
}

static const naast_settle_spec *read_settlement(struct reading *reading, size_t index, naast_conversation_entry *entry)
{
    const struct sheet_entry *said = &reading->sheet->entries[index];
    naast_settle_spec *spec = cli_keep(reading->cli, sizeof *spec);
    *spec = (naast_settle_spec)NAAST_SETTLE_SPEC_INIT;
    spec->state = said->as;
    spec->because = said->because;
    entry->by = read_name(said->by, &spec->by);
    if (said->type == SHEET_EXISTING)
        read_file(reading, index, &spec->file_name, &spec->file_sha256);
    return spec;
}

static bool same_text(const char *a, const char *b) { return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0; }

/* A sheet asks of one item as often as there are checks that it answers; the same answer is one amendment. */
static bool is_amended_so(const struct sheet *sheet, size_t index)
{
    const struct sheet_entry *one = &sheet->entries[index];
    bool found = false;
    for (size_t k = 0; !found && k < index; k++) {
        const struct sheet_entry *before = &sheet->entries[k];
        found = before->type == SHEET_EXISTING && before->line != 0 && before->item == one->item &&
                same_text(before->amend, one->amend) && same_text(before->agreed, one->agreed) &&
                same_text(before->because, one->because) && same_text(before->typed.from, one->typed.from) &&
                same_text(before->typed.due, one->typed.due) && same_text(before->typed.amount, one->typed.amount) &&
                same_text(before->typed.currency, one->typed.currency) &&
                same_text(before->typed.person, one->typed.person) && same_text(before->typed.url, one->typed.url);
    }
    return found;
}

static void read_entry(struct reading *reading, size_t index)
{
    const struct sheet_entry *said = &reading->sheet->entries[index];
    naast_conversation_entry entry = {0};
    const int *lines = NULL;
    entry.how = said->typed.how;
    entry.on = read_date(reading, index, "on", said->typed.on);
    entry.person = said->typed.person;
    read_words(reading, index, &entry, &lines);
    if (said->as != NULL)
        entry.settle = read_settlement(reading, index, &entry);
    if (said->type == SHEET_NEW) {
        add_new(reading, index, &entry, lines);
        return;
    }
    entry.item = said->item;
    if (sheet_amends(said) && !is_amended_so(reading->sheet, index))
        entry.amend = read_amendment(reading, index, &entry);
    add_entry(reading, index, &entry, lines);
}

static void read_head(struct reading *reading)
{
    struct cli *cli = reading->cli;
    const struct sheet *sheet = reading->sheet;
    naast_conversation_spec *spec = &reading->out->spec;
    naast_participant *with = NULL;
    size_t room = 0;
    char *names = sheet->with == NULL ? NULL : cli_keep_text(cli, sheet->with), *name;
    while ((name = name_next(&names)) != NULL) {
        with = cli_room(cli, with, spec->with_count, sizeof *with, &room);
        with[spec->with_count++] = (naast_participant){.name = name};
    }
    spec->with = with;
    spec->how = blank_is_null(sheet->how);
    spec->note = blank_is_null(sheet->note);
    problem_begin(reading->problems);
    int status = cli_date(cli, "on", blank_is_null(sheet->on), &spec->on), line = 0;
    for (size_t k = 0; k < sheet->value_count; k++)
        if (sheet->values[k].entry < 0 && strcmp(sheet->values[k].name, "on") == 0)
            line = sheet->values[k].line;
    problem_end(reading->problems, line, status);
}

void talk_spec_read(struct cli *cli, const struct subject *subject, const struct sheet *sheet,
                    struct problems *problems, struct talk_spec *out)
{
    struct reading reading = {.cli = cli, .subject = subject, .sheet = sheet, .problems = problems, .out = out};
    *out = (struct talk_spec){.spec = NAAST_CONVERSATION_SPEC_INIT};
    out->wrong = cli_keep(cli, (sheet->count + 1) * sizeof *out->wrong);
    reading.place = cli_keep(cli, (sheet->count + 1) * sizeof *reading.place);
    read_head(&reading);
    for (size_t k = 0; k < sheet->count; k++)
        if (sheet->entries[k].line != 0)
            read_entry(&reading, k);
    out->spec.entries = reading.entries;
    out->spec.entry_count = reading.count;
    out->spec.add_people = 1;
}
