/* sheet.c: reads the sheet of a conversation. */
#include "sheet.h"

#include <string.h>

struct reading {
    struct cli *cli;
    const struct subject *subject;
    struct sheet *sheet;
    size_t room;
    int line;
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

static size_t word_length(const char *at)
{
    size_t len = *at == '.' ? 1 : 0;
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

static struct sheet_entry *entry_add(struct reading *reading, enum sheet_entry_type type, int indent)
{
    struct sheet *sheet = reading->sheet;
    if (sheet->count == reading->room) {
        size_t room = reading->room == 0 ? 64 : reading->room * 2;
        struct sheet_entry *entries = cli_keep(reading->cli, room * sizeof(*entries));
        if (sheet->count > 0)
            memcpy(entries, sheet->entries, sheet->count * sizeof(*entries));
        sheet->entries = entries;
        reading->room = room;
    }
    struct sheet_entry *entry = &sheet->entries[sheet->count++];
    *entry = (struct sheet_entry){.type = type, .line = reading->line, .indent = indent, .about = -1};
    return entry;
}

/* The entry that a line further in belongs to: the last one above that stands at most as far in. */
static struct sheet_entry *entry_above(struct reading *reading, int indent)
{
    for (size_t k = reading->sheet->count; k > 0; k--)
        if (reading->sheet->entries[k - 1].indent <= indent)
            return &reading->sheet->entries[k - 1];
    return NULL;
}

/* The entry that an item is about: the last one above that stands less far in. */
static int entry_around(const struct reading *reading, int indent)
{
    for (size_t k = reading->sheet->count; k > 0; k--)
        if (reading->sheet->entries[k - 1].indent < indent)
            return (int)k - 1;
    return -1;
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
    return NAAST_OK;
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

/* from:, due:, confirmed: and the like: about the item above. */
static int read_attribute(struct reading *reading, const struct sheet_line *line, bool *taken)
{
    struct sheet_entry blank = {0};
    bool confirmed = strcmp(line->word, "confirmed") == 0, confidence = strcmp(line->word, "in-confidence") == 0;
    *taken = confirmed || confidence || entry_place(&blank, line->word) != NULL;
    if (!*taken)
        return NAAST_OK;
    struct sheet_entry *entry = entry_above(reading, line->indent);
    if (entry == NULL)
        return wrong_line(reading, W_SHEET_ABOUT_NOTHING, line->word);
    if (confidence) {
        entry->typed.in_confidence = true;
        return NAAST_OK;
    }
    if (line->rest == NULL && strcmp(line->word, "none") != 0)
        return NAAST_OK;
    if (!confirmed) {
        const char **place = entry_place(entry, line->word);
        if (*place != NULL)
            return wrong_line(reading, W_SHEET_TWICE, line->word);
        *place = line->rest == NULL ? "" : line->rest;
        return NAAST_OK;
    }
    if (entry->confirmed_count == sizeof(entry->confirmed) / sizeof(entry->confirmed[0]))
        return wrong_line(reading, W_SHEET_TWICE, line->word);
    entry->confirmed[entry->confirmed_count++] = line->rest;
    return NAAST_OK;
}

static int read_existing(struct reading *reading, const struct sheet_line *line)
{
    int64_t number = 0;
    for (const char *at = line->word + 1; *at >= '0' && *at <= '9' && number < (1 << 20); at++)
        number = number * 10 + (*at - '0');
    if (number == 0 || number >= (1 << 20))
        return wrong_line(reading, W_SHEET_NO_WORD, line->word);
    if (line->rest != NULL)
        return wrong_line(reading, W_SHEET_ITEM_TEXT, line->word);
    entry_add(reading, SHEET_EXISTING, line->indent)->item = (int32_t)number;
    return NAAST_OK;
}

static int read_new(struct reading *reading, const struct sheet_line *line)
{
    if (subject_kind(reading->subject, line->word) == NULL)
        return wrong_line(reading, W_SHEET_NO_WORD, line->word);
    int about = entry_around(reading, line->indent);
    struct sheet_entry *entry = entry_add(reading, SHEET_NEW, line->indent);
    entry->about = about;
    entry->typed.kind = line->word;
    entry->typed.text = line->rest;
    return NAAST_OK;
}

static int read_line(struct reading *reading, char *text)
{
    if (*text == '#')
        return NAAST_OK;
    struct sheet_line line = line_split(reading->cli, text);
    if (line.word == NULL) {
        if (*line.rest != '\0')
            reading->sheet->note = *reading->sheet->note == '\0'
                                       ? line.rest
                                       : cli_printf(reading->cli, "%s\n%s", reading->sheet->note, line.rest);
        return NAAST_OK;
    }
    bool taken = false;
    int status = read_head(reading, &line, &taken);
    if (status == 0 && !taken)
        status = read_attribute(reading, &line, &taken);
    if (status != 0 || taken)
        return status;
    return line.word[0] == '.' ? read_existing(reading, &line) : read_new(reading, &line);
}

static bool entry_says(const struct sheet_entry *entry)
{
    return entry->typed.text != NULL || entry->typed.none != NULL || entry->confirmed_count > 0 ||
           entry->amend != NULL || entry->as != NULL || (entry->type == SHEET_EXISTING && entry->typed.due != NULL);
}

/* Questions that stayed without an answer are no entries; what stands around an answer stays, to be spoken about. */
static int drop_silent(struct reading *reading)
{
    struct sheet *sheet = reading->sheet;
    for (size_t k = sheet->count; k > 0; k--) {
        struct sheet_entry *entry = &sheet->entries[k - 1];
        bool spoken_about = false;
        for (size_t j = k; j < sheet->count; j++)
            spoken_about = spoken_about || (sheet->entries[j].line != 0 && sheet->entries[j].about == (int)k - 1);
        if (entry_says(entry) || (entry->type == SHEET_EXISTING && spoken_about))
            continue;
        reading->line = entry->line;
        if (spoken_about)
            return wrong_line(reading, W_SHEET_EMPTY_SUBJECT, entry->typed.kind);
        entry->line = 0;
    }
    return NAAST_OK;
}

int sheet_read(struct cli *cli, const struct subject *subject, const char *text, struct sheet *out)
{
    struct sheet sheet = {.note = ""};
    struct reading reading = {.cli = cli, .subject = subject, .sheet = &sheet};
    int status = NAAST_OK;
    char *at = cli_keep_text(cli, text);
    while (status == 0 && at != NULL) {
        char *end = strchr(at, '\n');
        if (end != NULL)
            *end++ = '\0';
        reading.line++;
        status = read_line(&reading, at);
        at = end;
    }
    if (status == 0)
        status = drop_silent(&reading);
    if (status == 0)
        *out = sheet;
    return status;
}
