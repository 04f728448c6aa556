/* sheet.c: reads the sheet of a conversation. */
#include "commands/evidence/sheet.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/record_item.h"
#include "term/message.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

enum { WRONG_LINES = 10 };

struct reading {
    struct cli *cli;
    const struct subject *subject;
    struct sheet *sheet;
    size_t room, value_room;
    int line;
    struct grown note;
    const char **text;         /* what a line without a word that stands further in goes on with; NULL: the note */
    struct grown *grown;       /* where it grows */
    const char *text_unwanted; /* it would go on with this item, which says nothing itself; NULL: no such item */
};

/* A line, taken apart: "  due: 5dec". */
struct sheet_line {
    int indent;
    const char *word; /* NULL: a line of the note */
    const char *rest; /* NULL: nothing follows */
};

static int wrong_line(const struct reading *reading, enum word sentence, const char *what)
{
    const char *number = cli_printf(reading->cli, "%d", reading->line);
    return cli_failed(reading->cli, NAAST_BAD_DATA, W_SHEET_LINE, number, words(reading->cli, sentence, what));
}

/* The "D1" of "D1.7:", so that it is a word too. */
static size_t deal_length(const char *at)
{
    size_t len = *at == 'D' || *at == 'd' ? 1 + strspn(at + 1, "0123456789") : 0;
    return len > 1 && at[len] == '.' ? len : 0;
}

static size_t word_length(const char *at)
{
    size_t len = deal_length(at);
    len += at[len] == '.';
    while ((at[len] >= 'a' && at[len] <= 'z') || (at[len] >= 'A' && at[len] <= 'Z') ||
           (at[len] >= '0' && at[len] <= '9') || at[len] == '_' || at[len] == '-')
        len++;
    return at[len] == ':' && (at[len + 1] == '\0' || at[len + 1] == ' ' || at[len + 1] == '\t') ? len : 0;
}

static struct sheet_line line_split(struct cli *cli, char *text)
{
    struct sheet_line line = {0};
    size_t end = strlen(text);
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\r'))
        text[--end] = '\0';
    for (; *text == ' ' || *text == '\t'; text++)
        line.indent += *text == '\t' ? 8 : 1;
    size_t len = word_length(text);
    if (len == 0) {
        line.rest = text;
        return line;
    }
    line.word = cli_printf(cli, "%.*s", (int)len, text);
    text += len + 1;
    text += strspn(text, " \t");
    line.rest = *text == '\0' ? NULL : text;
    return line;
}

/* Of an entry: its texts that may go on. */
static void text_to(struct reading *reading, struct sheet_entry *entry, const char **place)
{
    const char **const places[SHEET_TEXTS] = {&entry->typed.text, &entry->typed.none, &entry->amend, &entry->because};
    size_t k = 0;
    while (k + 1 < SHEET_TEXTS && places[k] != place)
        k++;
    reading->text = place;
    reading->grown = &entry->texts[k];
    reading->text_unwanted = NULL;
}

static void text_to_note(struct reading *reading)
{
    reading->text = NULL;
    reading->text_unwanted = NULL;
}

/* One line more of a text, which may have very many. */
static void go_on(struct cli *cli, const char **text, struct grown *grown, const char *between, const char *more)
{
    if (grown->text == NULL && *text != NULL)
        cli_list(cli, grown, between, *text);
    cli_list(cli, grown, between, more);
    *text = cli_grown(grown);
}

static void add_note(struct reading *reading, const char *text)
{
    go_on(reading->cli, &reading->sheet->note, &reading->note, "\n", text);
    text_to_note(reading);
}

static const char **entry_place(struct sheet_entry *entry, const char *name)
{
    const struct {
        const char *name;
        const char **place;
    } places[] = {{"from", &entry->typed.from},
                  {"person", &entry->typed.person},
                  {"due", &entry->typed.due},
                  {"amount", &entry->typed.amount},
                  {"currency", &entry->typed.currency},
                  {"url", &entry->typed.url},
                  {"file", &entry->typed.file},
                  {"none", &entry->typed.none},
                  {"amend", &entry->amend},
                  {"agreed", &entry->agreed},
                  {"because", &entry->because},
                  {"as", &entry->as},
                  {"by", &entry->by},
                  {"on", &entry->typed.on},
                  {"how", &entry->typed.how}};
    for (size_t k = 0; k < sizeof(places) / sizeof(places[0]); k++)
        if (strcmp(places[k].name, name) == 0)
            return places[k].place;
    return NULL;
}

/* The word of "need : foo" or "Due :", small: a slip, most likely. NULL: it is none. */
static const char *slip_word(struct cli *cli, const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");
    const char *at = text + length + strspn(text + length, " \t");
    if (length == 0 || at == text + length || *at != ':')
        return NULL;
    char *word = cli_keep_text(cli, cli_printf(cli, "%.*s", (int)length, text));
    for (char *letter = word; *letter != '\0'; letter++)
        if (*letter >= 'A' && *letter <= 'Z')
            *letter = (char)(*letter - 'A' + 'a');
    return word;
}

static bool is_word(const struct reading *reading, const char *word)
{
    static const char *const others[] = {"with", "note", "confirmed", "in-confidence"};
    struct sheet_entry blank = {0};
    for (size_t k = 0; k < sizeof others / sizeof others[0]; k++)
        if (strcmp(others[k], word) == 0)
            return true;
    return entry_place(&blank, word) != NULL || naast_pipeline_kind(reading->subject->pipeline, word) != NULL;
}

/* A line without a word: further in it goes on with what stands directly above it, else it is the note. */
static int read_text(struct reading *reading, const struct sheet_line *line)
{
    const char *slip = slip_word(reading->cli, line->rest);
    if (slip != NULL && is_word(reading, slip))
        return wrong_line(reading, W_SHEET_SLIP, slip);
    if (*line->rest == '\0')
        text_to_note(reading);
    else if (line->indent > 0 && reading->text_unwanted != NULL)
        return wrong_line(reading, W_SHEET_ITEM_TEXT, reading->text_unwanted);
    else if (line->indent > 0 && reading->text != NULL)
        go_on(reading->cli, reading->text, reading->grown, " ", line->rest);
    else
        add_note(reading, line->rest);
    return NAAST_OK;
}

static struct sheet_entry *entry_add(struct reading *reading, enum sheet_entry_type type, int indent)
{
    struct sheet *sheet = reading->sheet;
    sheet->entries = cli_room(reading->cli, sheet->entries, sheet->count, sizeof *sheet->entries, &reading->room);
    struct sheet_entry *entry = &sheet->entries[sheet->count++];
    *entry = (struct sheet_entry){.type = type, .line = reading->line, .indent = indent, .about = -1};
    return entry;
}

/* The entry that a line is about: the last one above that stands less far in; its index, -1 for none. */
static int entry_around(const struct reading *reading, int indent)
{
    for (size_t k = reading->sheet->count; k > 0; k--)
        if (reading->sheet->entries[k - 1].indent < indent)
            return (int)k - 1;
    return -1;
}

/* The same for what is said about an item; where nothing stands less far in, nothing was indented at all. */
static struct sheet_entry *entry_above(struct reading *reading, int indent)
{
    int around = entry_around(reading, indent);
    if (around < 0)
        around = entry_around(reading, indent + 1);
    return around < 0 ? NULL : &reading->sheet->entries[around];
}

static void add_value(struct reading *reading, const struct sheet_entry *entry, const struct sheet_line *line)
{
    struct sheet *sheet = reading->sheet;
    if (line->rest == NULL)
        return;
    sheet->values =
        cli_room(reading->cli, sheet->values, sheet->value_count, sizeof *sheet->values, &reading->value_room);
    int index = entry == NULL ? -1 : (int)(entry - sheet->entries);
    sheet->values[sheet->value_count++] = (struct sheet_value){index, reading->line, line->word, line->rest};
}

static int read_head(struct reading *reading, const struct sheet_line *line, bool *taken)
{
    struct sheet *sheet = reading->sheet;
    const char **place = strcmp(line->word, "with") == 0  ? &sheet->with
                         : strcmp(line->word, "how") == 0 ? &sheet->how
                         : strcmp(line->word, "on") == 0  ? &sheet->on
                                                          : NULL;
    *taken = place != NULL && line->indent == 0;
    if (!*taken)
        return NAAST_OK;
    if (*place != NULL || sheet->count > 0)
        return wrong_line(reading, W_SHEET_HEAD_ONCE, line->word);
    *place = line->rest == NULL ? "" : line->rest;
    add_value(reading, NULL, line);
    text_to_note(reading);
    return NAAST_OK;
}

static int add_confirmed(struct reading *reading, struct sheet_entry *entry, const struct sheet_line *line)
{
    if (entry->confirmed_count == sizeof(entry->confirmed) / sizeof(entry->confirmed[0]))
        return wrong_line(reading, W_SHEET_TWICE, line->word);
    entry->confirmed_line[entry->confirmed_count] = reading->line;
    entry->confirmed[entry->confirmed_count++] = line->rest;
    return NAAST_OK;
}

static int set_place(struct reading *reading, const char **place, const struct sheet_line *line)
{
    if (*place != NULL)
        return wrong_line(reading, W_SHEET_TWICE, line->word);
    *place = line->rest == NULL ? "" : line->rest;
    return NAAST_OK;
}

/* from:, due:, confirmed: and the like: about the item above. Those that were left empty say nothing. */
static int read_attribute(struct reading *reading, const struct sheet_line *line, bool *taken)
{
    struct sheet_entry blank = {0};
    bool confirmed = strcmp(line->word, "confirmed") == 0, confidence = strcmp(line->word, "in-confidence") == 0;
    bool none = strcmp(line->word, "none") == 0;
    *taken = confirmed || confidence || entry_place(&blank, line->word) != NULL;
    if (!*taken)
        return NAAST_OK;
    struct sheet_entry *entry = entry_above(reading, line->indent);
    if (entry == NULL)
        return wrong_line(reading, W_SHEET_ABOUT_NOTHING, line->word);
    const char **place = entry_place(entry, line->word);
    bool is_text = place == &entry->typed.none || place == &entry->amend || place == &entry->because;
    if (is_text || entry->type == SHEET_NEW)
        text_to(reading, entry, is_text ? place : &entry->typed.text);
    else
        text_to_note(reading);
    if (entry->type == SHEET_EXISTING && !is_text)
        reading->text_unwanted = cli_printf(reading->cli, ".%d", (int)entry->item);
    add_value(reading, entry, line);
    if (confidence)
        entry->typed.in_confidence = true;
    else if (confirmed && line->rest != NULL)
        return add_confirmed(reading, entry, line);
    else if (line->rest != NULL || none)
        return set_place(reading, place, line);
    return NAAST_OK;
}

/* A word that is none; what stands below it, further in, is not about what stands above it. */
static int wrong_word(struct reading *reading, const struct sheet_line *line)
{
    struct sheet_entry *entry = entry_add(reading, SHEET_NEW, line->indent);
    entry->typed.kind = line->word;
    text_to(reading, entry, &entry->typed.text);
    return wrong_line(reading, W_SHEET_NO_WORD, line->word);
}

/* ".7:" or "D1.7:". */
static int read_existing(struct reading *reading, const struct sheet_line *line)
{
    const char *id = text_id(reading->cli, 'D', reading->subject->deal->id);
    const char *point = strchr(line->word, '.'), *at = point + 1;
    size_t before = (size_t)(point - line->word);
    bool ours = before == 0 || (before == strlen(id) && strncmp(line->word + 1, id + 1, before - 1) == 0);
    int64_t number = 0;
    for (; *at >= '0' && *at <= '9' && number < (1 << 20); at++)
        number = number * 10 + (*at - '0');
    if (!ours || *at != '\0' || number == 0 || number >= (1 << 20))
        return wrong_word(reading, line);
    if (line->rest != NULL)
        return wrong_line(reading, W_SHEET_ITEM_TEXT, line->word);
    entry_add(reading, SHEET_EXISTING, line->indent)->item = (int32_t)number;
    text_to_note(reading);
    reading->text_unwanted = line->word;
    return NAAST_OK;
}

static int read_new(struct reading *reading, const struct sheet_line *line)
{
    if (naast_pipeline_kind(reading->subject->pipeline, line->word) == NULL)
        return wrong_word(reading, line);
    int about = entry_around(reading, line->indent);
    struct sheet_entry *entry = entry_add(reading, SHEET_NEW, line->indent);
    entry->about = about;
    entry->typed.kind = line->word;
    entry->typed.text = line->rest;
    entry->typed.in_sheet = true;
    text_to(reading, entry, &entry->typed.text);
    return NAAST_OK;
}

static int read_line(struct reading *reading, char *text)
{
    if (*text == '#')
        return NAAST_OK;
    struct sheet_line line = line_split(reading->cli, text);
    if (line.word == NULL)
        return read_text(reading, &line);
    if (strcmp(line.word, "note") == 0 && line.indent == 0) {
        add_note(reading, line.rest == NULL ? "" : line.rest);
        return NAAST_OK;
    }
    bool taken = false;
    int status = read_head(reading, &line, &taken);
    if (status == 0 && !taken)
        status = read_attribute(reading, &line, &taken);
    if (status != 0 || taken)
        return status;
    return strchr(line.word, '.') != NULL ? read_existing(reading, &line) : read_new(reading, &line);
}

bool sheet_amends(const struct sheet_entry *entry)
{
    const struct typed_item *typed = &entry->typed;
    return entry->type == SHEET_EXISTING &&
           (entry->amend != NULL || entry->agreed != NULL || typed->from != NULL || typed->due != NULL ||
            typed->person != NULL || typed->amount != NULL || typed->url != NULL);
}

static bool entry_says(const struct sheet_entry *entry)
{
    const struct typed_item *typed = &entry->typed;
    bool something = typed->text != NULL || typed->none != NULL || typed->due != NULL || typed->amount != NULL ||
                     typed->url != NULL || typed->file != NULL;
    return something || entry->confirmed_count > 0 || entry->as != NULL || entry->by != NULL || entry->amend != NULL ||
           sheet_amends(entry);
}

static bool is_spoken_about(const struct sheet *sheet, int index)
{
    for (size_t k = (size_t)index + 1; k < sheet->count; k++)
        if (sheet->entries[k].line != 0 && sheet->entries[k].about == index)
            return true;
    return false;
}

/* A kind that is nothing by itself: it is the one answer to what is asked about others (a why, of a need). */
static bool only_answers(const struct subject *subject, const naast_kind *kind)
{
    const naast_pipeline *pipeline = subject->pipeline;
    bool answers = false;
    for (size_t s = 0; s < pipeline->stage_count; s++)
        for (size_t c = 0; c < pipeline->stages[s].gate.check_count; c++) {
            const naast_check *check = &pipeline->stages[s].gate.checks[c];
            if (codes_include(check->kinds, kind->code))
                return false;
            answers = answers || (codes_include(check->has, kind->code) && check->has[1] == NULL);
        }
    return answers && kind->about != NULL;
}

/* Whether an entry, which stands as far in as another, is what that one could be about. */
static bool may_answer(const struct sheet_entry *about, const naast_kind *kind, int indent)
{
    return about->indent == indent && (about->type == SHEET_EXISTING || codes_include(kind->about, about->typed.kind));
}

/* What an answer that was not put further in is about: the one that stands right above it, unless another stands right
 * above that. -1: that cannot be told. */
static int answered(const struct sheet *sheet, size_t index, const naast_kind *kind)
{
    const struct sheet_entry *entry = &sheet->entries[index];
    size_t k = index;
    while (k > 0 && sheet->entries[k - 1].typed.kind != NULL &&
           strcmp(sheet->entries[k - 1].typed.kind, kind->code) == 0)
        k--;
    if (k == 0 || !may_answer(&sheet->entries[k - 1], kind, entry->indent))
        return -1;
    bool another = k > 1 && may_answer(&sheet->entries[k - 2], kind, entry->indent);
    return another ? -1 : (int)k - 1;
}

/* Where a why was not put further in, it would be about nothing, and the gate would go on asking. */
static int find_answered(struct reading *reading)
{
    struct sheet *sheet = reading->sheet;
    int status = NAAST_OK;
    for (size_t k = 0; k < sheet->count; k++) {
        struct sheet_entry *entry = &sheet->entries[k];
        if (entry->type != SHEET_NEW || entry->about >= 0 || !entry_says(entry))
            continue;
        const naast_kind *kind = naast_pipeline_kind(reading->subject->pipeline, entry->typed.kind);
        if (!only_answers(reading->subject, kind))
            continue;
        reading->line = entry->line;
        entry->about = answered(sheet, k, kind);
        if (entry->about < 0)
            status = wrong_line(reading, W_SHEET_ANSWERS, kind->code);
        else
            cli_note(reading->cli, W_SHEET_TAKEN_ABOUT, cli_printf(reading->cli, "%d", entry->line), kind->code,
                     cli_printf(reading->cli, "%d", sheet->entries[entry->about].line));
    }
    return status;
}

/* Questions that stayed without an answer are no entries; what stands around an answer stays, to be spoken about. */
static int drop_silent(struct reading *reading)
{
    for (size_t k = reading->sheet->count; k > 0; k--) {
        struct sheet_entry *entry = &reading->sheet->entries[k - 1];
        bool spoken_about = is_spoken_about(reading->sheet, (int)k - 1);
        if (entry_says(entry) || (entry->type == SHEET_EXISTING && spoken_about))
            continue;
        reading->line = entry->line;
        if (spoken_about)
            return wrong_line(reading, W_SHEET_EMPTY_SUBJECT, entry->typed.kind);
        entry->line = 0;
    }
    return NAAST_OK;
}

/* What is said about an item that cannot be said of it. NULL: nothing. */
static const char *misplaced(const struct sheet_entry *entry)
{
    bool exists = entry->type == SHEET_EXISTING;
    if (entry->by != NULL && entry->as == NULL)
        return "by";
    if (exists)
        return entry->typed.none != NULL                        ? "none"
               : entry->typed.in_confidence                     ? "in-confidence"
               : entry->typed.file != NULL && entry->as == NULL ? "file"
                                                                : NULL;
    return entry->amend != NULL                          ? "amend"
           : entry->agreed != NULL                       ? "agreed"
           : entry->because != NULL && entry->as == NULL ? "because"
                                                         : NULL;
}

static int check_entries(struct reading *reading)
{
    int status = NAAST_OK;
    for (size_t k = 0; status == 0 && k < reading->sheet->count; k++) {
        const struct sheet_entry *entry = &reading->sheet->entries[k];
        reading->line = entry->line;
        if (entry->line != 0 && misplaced(entry) != NULL)
            status = wrong_line(reading, W_SHEET_MISPLACED, misplaced(entry));
        else if (entry->line != 0 && entry->as != NULL && entry->by == NULL)
            status = wrong_line(reading, W_SHEET_SETTLED_BY, "");
    }
    return status;
}

/* Every line that is wrong is told, so that one look at the sheet mends them all; after a few the rest can wait. */
static int read_lines(struct reading *reading, char *at)
{
    int wrong = 0;
    while (wrong < WRONG_LINES && at != NULL) {
        char *end = strchr(at, '\n');
        if (end != NULL)
            *end++ = '\0';
        reading->line++;
        wrong += read_line(reading, at) != 0;
        at = end;
    }
    return wrong == 0 ? NAAST_OK : NAAST_BAD_DATA;
}

/* A page with headings, on which nothing is filled in: every line of it would be the note. */
static bool is_page(const struct sheet *sheet, const char *text)
{
    bool heading = false;
    for (const char *at = text; !heading && at != NULL; at = strchr(at, '\n')) {
        at += *at == '\n';
        heading = strncmp(at, "## ", 3) == 0 || strncmp(at, "### ", 4) == 0;
    }
    return heading && sheet->count == 0;
}

int sheet_read(struct cli *cli, const struct subject *subject, const char *text, struct sheet *out)
{
    struct sheet sheet = {.note = ""};
    struct reading reading = {.cli = cli, .subject = subject, .sheet = &sheet};
    char *at = cli_keep_text(cli, text);
    if (strncmp(at, "\xef\xbb\xbf", 3) == 0) /* some editors begin a file so */
        at += 3;
    int status = read_lines(&reading, at);
    if (status == 0 && is_page(&sheet, text))
        status = cli_failed(cli, NAAST_BAD_DATA, W_SHEET_IS_PAGE, text_id(cli, 'D', subject->deal->id));
    if (status == 0)
        status = find_answered(&reading);
    if (status == 0)
        status = drop_silent(&reading);
    if (status == 0)
        status = check_entries(&reading);
    if (status == 0)
        *out = sheet;
    return status;
}
