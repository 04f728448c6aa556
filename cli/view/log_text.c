/* log_text.c: an entry's changes as sentences: from the values that they wrote to what somebody did. */
#include "view/log_text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "view/verdict.h"
#include "words/words.h"

void log_speaker_free(struct log_speaker *speaker)
{
    subject_free(&speaker->subject);
    naast_free(speaker->items);
    *speaker = (struct log_speaker){.cli = speaker->cli};
}

/* ---- values ---- */

static const naast_change_value *value_of(const naast_change *change, const char *column)
{
    for (size_t k = 0; k < change->value_count; k++)
        if (strcmp(change->values[k].column, column) == 0)
            return &change->values[k];
    return NULL;
}

/* What the change made of a column; "" where it wrote nothing there. */
static const char *after(const naast_change *change, const char *column)
{
    const naast_change_value *value = value_of(change, column);
    return value != NULL && value->after != NULL ? value->after : "";
}

static int64_t number(const char *text) { return strtoll(text, NULL, 10); }

bool log_column_speaks(const char *column)
{
    static const char *const silent[] = {
        "uuid", "folded",     "email_folded", "crev",     "moves", "since", "void",    "seen",
        "n",    "definition", "receipt",      "file_sha", "item",  "day",   "created", "spelled_from"};
    for (size_t k = 0; k < sizeof silent / sizeof silent[0]; k++)
        if (strcmp(column, silent[k]) == 0)
            return false;
    return true;
}

static bool one_of(const char *column, const char *const *list, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (strcmp(column, list[k]) == 0)
            return true;
    return false;
}

const char *log_value_words(struct cli *cli, const char *column, const char *value)
{
    static const char *const dates[] = {"due", "done", "expected", "closed", "settled_on", "until", "on", "day"};
    static const char *const people[] = {"person",     "contact", "said_by",     "word_by",
                                         "settled_by", "told",    "refer_person"};
    if (value == NULL)
        return cli->ascii ? "-" : "–";
    if (one_of(column, dates, sizeof dates / sizeof dates[0]))
        return text_date(cli, (naast_date)number(value));
    if (one_of(column, people, sizeof people / sizeof people[0]))
        return text_id(cli, 'P', number(value));
    if (strcmp(column, "org") == 0 || strcmp(column, "refer_org") == 0)
        return text_id(cli, 'O', number(value));
    if (strcmp(column, "follows") == 0 || strcmp(column, "deal") == 0)
        return text_id(cli, 'D', number(value));
    if (strcmp(column, "state") == 0)
        return state_words(cli, value);
    return text_safe(cli, value);
}

/* ---- names ---- */

const char *log_row_name(struct cli *cli, const naast_change *change)
{
    static const struct {
        const char *table;
        char letter;
    } letters[] = {{"deal", 'D'}, {"org", 'O'}, {"person", 'P'}, {"task", 'T'}, {"activity", 'A'}};
    if (strcmp(change->table, "evidence") == 0)
        return text_item(cli, change->row >> 20, (int32_t)(change->row & 0xFFFFF));
    for (size_t k = 0; k < sizeof letters / sizeof letters[0]; k++)
        if (strcmp(change->table, letters[k].table) == 0)
            return text_id(cli, letters[k].letter, change->row);
    return "";
}

/* The deal that the entry is of, for the words of its pipeline; NULL where there is none any more. */
static const struct subject *subject_of(struct log_speaker *speaker, const naast_log_entry *entry)
{
    struct cli *cli = speaker->cli;
    if (entry->root != NAAST_ROOT_DEAL)
        return NULL;
    if (speaker->deal != entry->id) {
        log_speaker_free(speaker);
        speaker->deal = entry->id;
        if (naast_deal_get(cli->store, entry->id, &speaker->subject.deal) == NAAST_OK &&
            naast_pipeline_get(cli->store, speaker->subject.deal->pipeline, speaker->subject.deal->pipeline_revision,
                               &speaker->subject.pipeline) != NAAST_OK)
            log_speaker_free(speaker);
    }
    return speaker->subject.pipeline != NULL ? &speaker->subject : NULL;
}

static const char *person_name(struct log_speaker *speaker, const naast_log_entry *entry, int64_t id)
{
    struct cli *cli = speaker->cli;
    const struct subject *subject = subject_of(speaker, entry);
    naast_person *person = NULL;
    const char *name = text_id(cli, 'P', id);
    if (id != 0 && naast_person_get(cli->store, id, &person) == NAAST_OK)
        name = person_words(cli, person->name, subject != NULL ? other_org(subject->deal, person) : "");
    naast_free(person);
    return cli_keep_text(cli, name);
}

static const char *spaced(struct cli *cli, const char *code)
{
    char *text = cli_keep_text(cli, code);
    for (char *at = text; *at != '\0'; at++)
        *at = *at == '_' ? ' ' : *at;
    return text_safe(cli, text);
}

static const char *stage_name(struct log_speaker *speaker, const naast_log_entry *entry, const char *code)
{
    const struct subject *subject = subject_of(speaker, entry);
    return subject != NULL ? stage_words(speaker->cli, subject, code) : spaced(speaker->cli, code);
}

static const char *kind_name(struct log_speaker *speaker, const naast_log_entry *entry, const char *code)
{
    const struct subject *subject = subject_of(speaker, entry);
    return subject != NULL ? kind_words(speaker->cli, subject, code) : spaced(speaker->cli, code);
}

/* ---- changes ---- */

/* "amount 100 → 200, note – → later": every column that says something, except those that were shown otherwise. */
static const char *columns_words(struct cli *cli, const naast_change *change, const char *const *told,
                                 size_t told_count)
{
    const char *list = "";
    for (size_t k = 0; k < change->value_count; k++) {
        const naast_change_value *value = &change->values[k];
        if (!log_column_speaks(value->column) || one_of(value->column, told, told_count))
            continue;
        list = listed(cli, list,
                      cli_printf(cli, "%s %s %s %s", spaced(cli, value->column),
                                 log_value_words(cli, value->column, value->before), glyph(cli, GLYPH_ARROW),
                                 log_value_words(cli, value->column, value->after)));
    }
    return list;
}

/* Taken back, or there again; NULL: it was neither. */
static const char *void_words(struct cli *cli, const naast_change *change, const char *name)
{
    if (change->inserted || value_of(change, "void") == NULL)
        return NULL;
    return words(cli, number(after(change, "void")) != 0 ? W_LOG_GONE : W_LOG_THERE_AGAIN, name);
}

static const char *row_words(struct cli *cli, const naast_change *change, const char *text)
{
    const char *name = log_row_name(cli, change), *gone = void_words(cli, change, name);
    if (gone != NULL)
        return gone;
    if (change->inserted)
        return cli_printf(cli, "%s %s", name, text_safe(cli, text));
    const char *columns = columns_words(cli, change, NULL, 0);
    return *columns == '\0' ? "" : cli_printf(cli, "%s: %s", name, columns);
}

/* Kept, but later than was agreed: what the item itself says, as long as it is as this entry left it. */
static bool settled_late(struct log_speaker *speaker, const naast_log_entry *entry, const naast_change *change)
{
    if (speaker->items == NULL && naast_item_list(speaker->cli->store, entry->id, &speaker->items) != NAAST_OK)
        return false;
    const naast_item *item = item_by_number(speaker->items, (int32_t)(change->row & 0xFFFFF));
    return item != NULL && item->late && strcmp(item->state, after(change, "state")) == 0 &&
           item->settled_on == (naast_date)number(after(change, "settled_on"));
}

/* "kept late, says Sanne (12 Nov)" */
static const char *settled_words(struct log_speaker *speaker, const naast_log_entry *entry, const naast_change *change)
{
    struct cli *cli = speaker->cli;
    const char *on = text_date(cli, (naast_date)number(after(change, "settled_on")));
    const char *state = subject_of(speaker, entry) != NULL && settled_late(speaker, entry, change)
                            ? word(cli, W_STATE_KEPT_LATE)
                            : state_words(cli, after(change, "state"));
    const int64_t person = number(after(change, "settled_by"));
    if (*on != '\0' && person != 0)
        return words(cli, W_LOG_SETTLED, state, person_name(speaker, entry, person), on);
    if (*on != '\0' && number(after(change, "settled_side")) == NAAST_SIDE_US)
        return words(cli, W_LOG_SETTLED_US, state, on);
    return state;
}

/* Another text that is no other content. */
static bool is_respelling(const naast_change *change)
{
    return *after(change, "text") != '\0' && value_of(change, "crev") == NULL;
}

/* What became of an item, then what else changed. */
static const char *amended_words(struct log_speaker *speaker, const naast_log_entry *entry, const naast_change *change,
                                 const char *name)
{
    static const char *const settling[] = {"state", "settled_on", "settled_side", "settled_by"};
    const bool settled = value_of(change, "state") != NULL;
    const char *list = settled ? settled_words(speaker, entry, change) : "";
    list = listed(speaker->cli, list,
                  columns_words(speaker->cli, change, settling, settled ? sizeof settling / sizeof settling[0] : 0));
    if (is_respelling(change))
        list = listed(speaker->cli, list, word(speaker->cli, W_SPELLING_ONLY));
    return *list == '\0' ? "" : cli_printf(speaker->cli, "%s: %s", name, list);
}

static const char *evidence_words(struct log_speaker *speaker, const naast_log_entry *entry, const naast_change *change)
{
    struct cli *cli = speaker->cli;
    const char *name = log_row_name(cli, change), *gone = void_words(cli, change, name);
    if (gone != NULL)
        return gone;
    if (!change->inserted && number(after(change, "retracted")) != 0)
        return words(cli, W_LOG_TAKEN_BACK, name);
    if (!change->inserted)
        return amended_words(speaker, entry, change, name);
    const char *kind = kind_name(speaker, entry, after(change, "kind")), *value = after(change, "value");
    const char *text = text_safe(cli, after(change, "text"));
    const char *what = *value == '\0' ? kind : cli_printf(cli, "%s: %s", kind, value_words(cli, value));
    return *text == '\0' ? cli_printf(cli, "%s %s", name, what) : cli_printf(cli, "%s %s: %s", name, what, text);
}

/* A word that an item was recorded with goes without saying. */
static bool goes_without_saying(const naast_log_entry *entry, const naast_change *word)
{
    const int64_t item = (word->row >> 20 << 20) | number(after(word, "item"));
    for (size_t k = 0; k < entry->change_count; k++) {
        const naast_change *change = &entry->changes[k];
        if (strcmp(change->table, "evidence") == 0 && change->row == item)
            return change->inserted ? strcmp(after(change, "side"), after(word, "side")) == 0
                                    : value_of(change, "word_side") != NULL || value_of(change, "text") != NULL;
    }
    return false;
}

static const char *word_words(struct log_speaker *speaker, const naast_log_entry *entry, const naast_change *change)
{
    struct cli *cli = speaker->cli;
    if (!change->inserted || goes_without_saying(entry, change))
        return "";
    const char *item = text_item(cli, change->row >> 20, (int32_t)number(after(change, "item")));
    if (number(after(change, "side")) == NAAST_SIDE_US)
        return words(cli, W_LOG_WE_AGREE, item);
    return words(cli, W_LOG_AGREES, item, person_name(speaker, entry, number(after(change, "person"))));
}

static const char *transition_words(struct log_speaker *speaker, const naast_log_entry *entry,
                                    const naast_change *change)
{
    struct cli *cli = speaker->cli;
    const char *from = after(change, "from_stage"), *to = after(change, "to_stage");
    const char *before = after(change, "from_outcome"), *outcome = after(change, "to_outcome");
    const char *stages = *from == '\0'           ? words(cli, W_MOVE_OPENED, stage_name(speaker, entry, to))
                         : strcmp(from, to) == 0 ? ""
                                                 : cli_printf(cli, "%s %s %s", stage_name(speaker, entry, from),
                                                              glyph(cli, GLYPH_ARROW), stage_name(speaker, entry, to));
    if (strcmp(before, outcome) != 0)
        stages = listed(cli, stages, *outcome != '\0' ? outcome_words(cli, outcome) : word(cli, W_LOG_OPEN_AGAIN));
    const int64_t told = number(after(change, "told"));
    return told == 0 ? stages : listed(cli, stages, words(cli, W_TOLD, person_name(speaker, entry, told)));
}

/* What a deal's row says beside its moves and counts. */
static const char *deal_words(struct cli *cli, const naast_change *change)
{
    static const char *const moved[] = {"stage", "outcome", "pipeline", "closed", "told", "unverified", "unproven"};
    const char *gone = void_words(cli, change, log_row_name(cli, change));
    if (gone != NULL)
        return gone;
    if (change->inserted)
        return row_words(cli, change, after(change, "title"));
    const char *rest = columns_words(cli, change, moved, sizeof moved / sizeof moved[0]);
    return number(after(change, "unproven")) != 0 ? listed(cli, rest, word(cli, W_HEAD_UNPROVEN)) : rest;
}

static const char *waiver_words(struct cli *cli, const naast_change *change)
{
    const char *check = spaced(cli, after(change, "check_id"));
    const char *until = text_date(cli, (naast_date)number(after(change, "until")));
    if (!change->inserted)
        return columns_words(cli, change, NULL, 0);
    return words(cli, W_LOG_WAIVED, check, until);
}

const char *log_change_words(struct log_speaker *speaker, const naast_log_entry *entry, const naast_change *change)
{
    struct cli *cli = speaker->cli;
    const char *table = change->table;
    bool erasing = strcmp(entry->operation_name, "erase") == 0 || strcmp(entry->operation_name, "redact") == 0;
    if (erasing && *log_row_name(cli, change) == '\0')
        return "";
    if (change->erased || erasing)
        return words(cli, W_LOG_ERASED, log_row_name(cli, change));
    if (strcmp(table, "evidence") == 0)
        return evidence_words(speaker, entry, change);
    if (strcmp(table, "word") == 0)
        return word_words(speaker, entry, change);
    if (strcmp(table, "transition") == 0)
        return transition_words(speaker, entry, change);
    if (strcmp(table, "deal") == 0)
        return deal_words(cli, change);
    if (strcmp(table, "waiver") == 0)
        return waiver_words(cli, change);
    if (strcmp(table, "org") == 0 || strcmp(table, "person") == 0)
        return row_words(cli, change, after(change, "name"));
    if (strcmp(table, "task") == 0 || strcmp(table, "activity") == 0)
        return row_words(cli, change, after(change, "text"));
    return "";
}

const char *log_change_because(struct cli *cli, const naast_change *change)
{
    return text_safe_lines(cli, after(change, "because"));
}
