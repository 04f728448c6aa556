/* sheet_lines.c: reads the lines of a sheet. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pages/text.h"
#include "formats/sheets/faults.h"
#include "formats/sheets/sheet.h"

struct reading {
    struct arena *arena;
    const struct sheet_subject *subject;
    struct faults *faults;
    struct sheet *sheet;
    size_t room, value_room;
    int64_t line;
    struct grown note;
    const char **text;         /* what a line without a word that is further in goes on with; NULL: the note */
    struct grown *grown;       /* where it grows */
    const char *text_unwanted; /* it would go on with this item, which says nothing itself; NULL: no such item */
    struct sheet_entry spare;  /* where there is no memory for one; nobody reads it */
};

/* A line, taken apart: "  due: 5dec". */
struct sheet_line {
    int indent;
    const char *word; /* NULL: a line of the note */
    const char *rest; /* NULL: nothing follows */
    struct sheet_place at, rest_at;
};

static void wrong_line(const struct reading *reading, const struct sheet_line *line, enum fmt_message message,
                       const char *what)
{
    FAULT(reading->faults, line->at, message, what);
}

/* ---- a line ---- */

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

/* Where a place in a line is, in characters. */
static struct sheet_place place_of(const struct reading *reading, const char *begin, const char *at)
{
    struct sheet_place place = {reading->line, 1};
    for (; begin < at; begin++)
        place.column += ((unsigned char)*begin & 0xC0) != 0x80;
    return place;
}

static struct sheet_line line_split(const struct reading *reading, char *text)
{
    struct sheet_line line = {0};
    const char *begin = text;
    size_t end = strlen(text);
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\r'))
        text[--end] = '\0';
    for (; *text == ' ' || *text == '\t'; text++)
        line.indent += *text == '\t' ? 8 : 1;
    line.at = line.rest_at = place_of(reading, begin, text);
    size_t len = word_length(text);
    if (len == 0) {
        line.rest = text;
        return line;
    }
    line.word = arena_bytes(reading->arena, text, len);
    text += len + 1;
    text += strspn(text, " \t");
    line.rest = *text == '\0' ? NULL : text;
    line.rest_at = *text == '\0' ? line.at : place_of(reading, begin, text);
    return line;
}

/* ---- texts that go on ---- */

/* Of an entry: its texts that may go on. */
static void text_to(struct reading *reading, struct sheet_entry *entry, const char **place)
{
    const char **const places[SHEET_TEXTS] = {&entry->text, &entry->none, &entry->amend, &entry->because};
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
static void go_on(struct arena *arena, const char **text, struct grown *grown, const char *between, const char *more)
{
    if (grown->text == NULL && *text != NULL)
        arena_grow(arena, grown, between, *text);
    *text = arena_grow(arena, grown, between, more);
}

static void add_note(struct reading *reading, const char *text)
{
    go_on(reading->arena, &reading->sheet->note, &reading->note, "\n", text);
    text_to_note(reading);
}

/* The word of "need : foo" or "Due :", small: a slip, most likely. NULL: it is none. */
static const char *slip_word(struct arena *arena, const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");
    const char *at = text + length + strspn(text + length, " \t");
    if (length == 0 || at == text + length || *at != ':')
        return NULL;
    char *word = arena_bytes(arena, text, length);
    for (char *letter = word; *letter != '\0'; letter++)
        if (*letter >= 'A' && *letter <= 'Z')
            *letter = (char)(*letter - 'A' + 'a');
    return word;
}

/* A fault with what was probably meant. */
static void wrong_but_near(struct reading *reading, const struct sheet_line *line, enum fmt_message message,
                           const char *what, const char *meant)
{
    fault_add_all(reading->faults, (naast_sheet_fault){.line = line->at.line,
                                                       .column = line->at.column,
                                                       .status = formats_message_status(message),
                                                       .code = formats_message_code(message),
                                                       .text = TEXT(reading->faults->words, message, what),
                                                       .suggestion = meant});
}

/* A line without a word: further in it goes on with what is directly above it, else it is the note. */
static void read_text(struct reading *reading, const struct sheet_line *line)
{
    const char *slip = slip_word(reading->arena, line->rest);
    if (slip != NULL && sheet_word(reading->subject->pipeline, slip))
        wrong_but_near(reading, line, FMT_SHEET_SLIP, slip, slip);
    else if (*line->rest == '\0')
        text_to_note(reading);
    else if (line->indent > 0 && reading->text_unwanted != NULL)
        wrong_line(reading, line, FMT_SHEET_ITEM_TEXT, reading->text_unwanted);
    else if (line->indent > 0 && reading->text != NULL)
        go_on(reading->arena, reading->text, reading->grown, " ", line->rest);
    else
        add_note(reading, line->rest);
}

/* ---- items ---- */

static struct sheet_entry *entry_add(struct reading *reading, enum sheet_entry_type type, const struct sheet_line *line)
{
    struct sheet *sheet = reading->sheet;
    struct sheet_entry *entry = &reading->spare;
    struct sheet_entry *entries =
        arena_room(reading->arena, sheet->entries, sheet->count, sizeof *entries, &reading->room);
    if (entries != NULL) {
        sheet->entries = entries;
        entry = &entries[sheet->count++];
    }
    *entry = (struct sheet_entry){.type = type, .place = line->at, .indent = line->indent, .about = -1};
    return entry;
}

/* The entry that a line is about: the last one above that is less far in; its index, -1 for none. */
static int entry_around(const struct reading *reading, int indent)
{
    for (size_t k = reading->sheet->count; k > 0; k--)
        if (reading->sheet->entries[k - 1].indent < indent)
            return (int)k - 1;
    return -1;
}

/* The same for what is said about an item; where nothing is less far in, nothing was indented at all. */
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
    struct sheet_value *values =
        arena_room(reading->arena, sheet->values, sheet->value_count, sizeof *values, &reading->value_room);
    if (values == NULL)
        return;
    sheet->values = values;
    int index = entry == NULL ? -1 : (int)(entry - sheet->entries);
    sheet->values[sheet->value_count++] = (struct sheet_value){index, line->rest_at, line->word, line->rest};
}

/* False: it is no line of the head. */
static bool read_head(struct reading *reading, const struct sheet_line *line)
{
    struct sheet *sheet = reading->sheet;
    const char **place = strcmp(line->word, "with") == 0  ? &sheet->with
                         : strcmp(line->word, "how") == 0 ? &sheet->how
                         : strcmp(line->word, "on") == 0  ? &sheet->on
                                                          : NULL;
    if (place == NULL || line->indent != 0)
        return false;
    if (*place != NULL || sheet->count > 0) {
        wrong_line(reading, line, FMT_SHEET_HEAD_ONCE, line->word);
        return true;
    }
    *place = line->rest == NULL ? "" : line->rest;
    add_value(reading, NULL, line);
    text_to_note(reading);
    return true;
}

static void add_confirmed(struct reading *reading, struct sheet_entry *entry, const struct sheet_line *line)
{
    if (entry->confirmed_count == SHEET_WORDS) {
        wrong_line(reading, line, FMT_SHEET_TWICE, line->word);
        return;
    }
    entry->confirmed_at[entry->confirmed_count] = line->rest_at;
    entry->confirmed[entry->confirmed_count++] = line->rest;
}

static void set_field(struct reading *reading, const char **place, const struct sheet_line *line)
{
    if (*place != NULL)
        wrong_line(reading, line, FMT_SHEET_TWICE, line->word);
    else
        *place = line->rest == NULL ? "" : line->rest;
}

/* What a line further in, below this one, goes on with. */
static void goes_on_with(struct reading *reading, struct sheet_entry *entry, const char **place)
{
    const bool is_text = place == &entry->none || place == &entry->amend || place == &entry->because;
    if (is_text || entry->type == SHEET_NEW)
        text_to(reading, entry, is_text ? place : &entry->text);
    else
        text_to_note(reading);
    if (entry->type == SHEET_EXISTING && !is_text)
        reading->text_unwanted = arena_printf(reading->arena, ".%d", (int)entry->item);
}

/* from:, due:, confirmed: and the like: about the item above. Those that were left empty say nothing. False: it is none
 * of them. */
static bool read_attribute(struct reading *reading, const struct sheet_line *line)
{
    struct sheet_entry *entry = &reading->spare;
    const bool confirmed = strcmp(line->word, "confirmed") == 0, confidence = strcmp(line->word, "in-confidence") == 0;
    if (!confirmed && !confidence && sheet_field(entry, line->word) == NULL)
        return false;
    entry = entry_above(reading, line->indent);
    if (entry == NULL) {
        wrong_line(reading, line, FMT_SHEET_ABOUT_NOTHING, line->word);
        return true;
    }
    const char **place = sheet_field(entry, line->word);
    goes_on_with(reading, entry, place);
    add_value(reading, entry, line);
    if (confidence)
        entry->in_confidence = true;
    else if (confirmed && line->rest != NULL)
        add_confirmed(reading, entry, line);
    else if (place != NULL && (line->rest != NULL || place == &entry->none))
        set_field(reading, place, line);
    return true;
}

/* A word that is none; what is below it, further in, is not about what is above it. */
static void wrong_word(struct reading *reading, const struct sheet_line *line)
{
    struct sheet_entry *entry = entry_add(reading, SHEET_NEW, line);
    entry->kind = line->word;
    text_to(reading, entry, &entry->text);
    wrong_but_near(reading, line, FMT_SHEET_NO_WORD, line->word,
                   sheet_word_meant(reading->subject->pipeline, line->word, reading->arena));
}

/* ".7:" or "D1.7:". */
static void read_existing(struct reading *reading, const struct sheet_line *line)
{
    char id[NAAST_ID_SIZE];
    naast_id_format(NAAST_ROOT_DEAL, reading->subject->deal->id, id);
    const char *point = strchr(line->word, '.'), *at = point + 1;
    const size_t before = (size_t)(point - line->word);
    const bool ours = before == 0 || (before == strlen(id) && strncmp(line->word + 1, id + 1, before - 1) == 0);
    int64_t number = 0;
    for (; *at >= '0' && *at <= '9' && number < (1 << 20); at++)
        number = number * 10 + (*at - '0');
    if (!ours || *at != '\0' || number == 0 || number >= (1 << 20)) {
        wrong_word(reading, line);
    } else if (line->rest != NULL) {
        wrong_line(reading, line, FMT_SHEET_ITEM_TEXT, line->word);
    } else {
        entry_add(reading, SHEET_EXISTING, line)->item = (int32_t)number;
        text_to_note(reading);
        reading->text_unwanted = line->word;
    }
}

static void read_new(struct reading *reading, const struct sheet_line *line)
{
    if (naast_pipeline_kind(reading->subject->pipeline, line->word) == NULL) {
        wrong_word(reading, line);
        return;
    }
    const int about = entry_around(reading, line->indent);
    struct sheet_entry *entry = entry_add(reading, SHEET_NEW, line);
    entry->about = about;
    entry->kind = line->word;
    entry->text = line->rest;
    text_to(reading, entry, &entry->text);
}

static void read_line(struct reading *reading, char *text)
{
    if (*text == '#')
        return;
    const struct sheet_line line = line_split(reading, text);
    if (line.word == NULL)
        read_text(reading, &line);
    else if (strcmp(line.word, "note") == 0 && line.indent == 0)
        add_note(reading, line.rest == NULL ? "" : line.rest);
    else if (!read_head(reading, &line) && !read_attribute(reading, &line))
        (strchr(line.word, '.') != NULL ? read_existing : read_new)(reading, &line);
}

void sheet_lines_read(const struct sheet_subject *subject, const char *text, struct faults *faults, struct sheet *out)
{
    struct reading reading = {.arena = &faults->words->arena, .subject = subject, .faults = faults, .sheet = out};
    char *at = arena_text(reading.arena, text);
    *out = (struct sheet){.note = ""};
    if (strncmp(at, "\xef\xbb\xbf", 3) == 0) /* some editors begin a file so */
        at += 3;
    while (at != NULL && arena_status(reading.arena) == NAAST_OK) {
        char *end = strchr(at, '\n');
        if (end != NULL)
            *end++ = '\0';
        reading.line++;
        read_line(&reading, at);
        at = end;
    }
}
