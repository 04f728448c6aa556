/* talk.c: naast talk: one conversation, one command, one operation. */
#include "sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { VALUES_MAX = 16 };

/* What a conversation leads to, while it is being recorded. */
struct talking {
    struct cli *cli;
    struct subject subject;
    struct sheet sheet;
    naast_id speaker;    /* who speaks for the customer by default; 0: the contact */
    int32_t *made;       /* for each entry: its item's number */
    const char *touched; /* what became of items that were there, for people */
    int32_t before;      /* the number of the last item that was there */
};

static int wrong_entry(struct talking *talking, const struct sheet_entry *entry, int status)
{
    struct cli *cli = talking->cli;
    if (status != 0)
        cli_note(cli, W_SHEET_AT_LINE, cli_printf(cli, "%d", entry->line));
    return status;
}

/* with: Sanne de Wit, Karim Ali */
static int meet(struct talking *talking)
{
    struct cli *cli = talking->cli;
    naast_id contact = talking->subject.deal->contact, first = 0;
    bool contact_there = false;
    char *names = talking->sheet.with == NULL ? NULL : cli_keep_text(cli, talking->sheet.with);
    int status = NAAST_OK;
    for (char *name = names, *next; status == 0 && name != NULL; name = next) {
        next = strchr(name, ',');
        if (next != NULL)
            *next++ = '\0';
        name += strspn(name, " \t");
        if (*name == '\0')
            continue;
        naast_id person = 0;
        status = cli_person_or_new(cli, name, talking->subject.deal->id, talking->subject.deal->org, &person);
        first = first == 0 ? person : first;
        contact_there = contact_there || person == contact;
    }
    talking->speaker = contact_there ? contact : first;
    return status;
}

static int note_conversation(struct talking *talking)
{
    struct cli *cli = talking->cli;
    naast_activity_spec spec = NAAST_ACTIVITY_SPEC_INIT;
    spec.kind = "talk";
    spec.text = *talking->sheet.note == '\0' ? word(cli, W_CONVERSATION) : talking->sheet.note;
    spec.with = talking->sheet.with;
    spec.how = talking->sheet.how;
    spec.deal = talking->subject.deal->id;
    naast_id activity = 0;
    int status = NAAST_OK;
    if (talking->sheet.on != NULL && *talking->sheet.on != '\0')
        status = cli_date(cli, "on:", talking->sheet.on, &spec.on);
    return status != 0 ? status : cli_check(cli, naast_activity_add(cli->store, &spec, &activity));
}

static const char *blank_is_null(const char *text) { return text == NULL || *text == '\0' ? NULL : text; }

static int record_entry(struct talking *talking, struct sheet_entry *entry, int32_t *numbers, size_t *count)
{
    struct cli *cli = talking->cli;
    struct typed_item *typed = &entry->typed;
    if (typed->on == NULL)
        typed->on = blank_is_null(talking->sheet.on);
    if (typed->how == NULL)
        typed->how = blank_is_null(talking->sheet.how);
    if (entry->about >= 0)
        typed->about = talking->made[entry->about];
    int status = NAAST_OK;
    if (typed->none == NULL)
        status = split_values(cli, &talking->subject, typed->kind, &typed->text, &typed->values);
    if (status == 0)
        status = record_typed(cli, &talking->subject, typed, talking->speaker, numbers, VALUES_MAX, count);
    return status;
}

static int amend_entry(struct talking *talking, const struct sheet_entry *entry, int32_t item)
{
    struct cli *cli = talking->cli;
    naast_id deal = talking->subject.deal->id;
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.text = entry->amend;
    spec.because = entry->because;
    spec.how = entry->typed.how != NULL ? entry->typed.how : blank_is_null(talking->sheet.how);
    int status = cli_party(cli, entry->typed.from, deal, &spec.from);
    if (status == 0)
        status = cli_party(cli, entry->agreed, deal, &spec.agreed);
    if (status == 0)
        status = cli_date(cli, "due:", entry->typed.due, &spec.due);
    if (status == 0)
        status = cli_date(cli, "on:", blank_is_null(talking->sheet.on), &spec.on);
    return status != 0 ? status : cli_check(cli, naast_item_amend(cli->store, deal, item, &spec));
}

static int confirm_entry(struct talking *talking, const struct sheet_entry *entry, int32_t item)
{
    struct cli *cli = talking->cli;
    naast_id deal = talking->subject.deal->id;
    int status = NAAST_OK;
    for (size_t k = 0; status == 0 && k < entry->confirmed_count; k++) {
        naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
        spec.item = item;
        spec.how = blank_is_null(talking->sheet.how);
        status = cli_party(cli, entry->confirmed[k], deal, &spec.by);
        if (status == 0)
            status = cli_date(cli, "on:", blank_is_null(talking->sheet.on), &spec.on);
        if (status == 0)
            status = cli_check(cli, naast_item_confirm(cli->store, deal, &spec, NULL));
    }
    return status;
}

static int settle_entry(struct talking *talking, const struct sheet_entry *entry, int32_t item)
{
    struct cli *cli = talking->cli;
    naast_id deal = talking->subject.deal->id;
    naast_settle_spec spec = NAAST_SETTLE_SPEC_INIT;
    spec.state = entry->as;
    spec.because = entry->because;
    if (entry->by == NULL)
        return cli_failed(cli, NAAST_BAD_DATA, W_SHEET_SETTLED_BY);
    int status = cli_party(cli, entry->by, deal, &spec.by);
    if (status == 0)
        status = cli_date(cli, "on:", blank_is_null(talking->sheet.on), &spec.on);
    if (status == 0 && entry->typed.file != NULL && entry->type == SHEET_EXISTING)
        status = file_evidence(cli, entry->typed.file, &spec.file_name, &spec.file_sha256);
    return status != 0 ? status : cli_check(cli, naast_item_settle(cli->store, deal, item, &spec));
}

static const char *said_existing(struct talking *talking, const struct sheet_entry *entry)
{
    struct cli *cli = talking->cli;
    enum word what = entry->as != NULL ? W_ITEM_SETTLED : entry->amend != NULL ? W_ITEM_AMENDED : W_ITEM_CONFIRMED;
    const char *item = text_item(cli, talking->subject.deal->id, entry->item);
    return entry->as != NULL ? words(cli, what, item, state_words(cli, entry->as)) : words(cli, what, item);
}

static int enter(struct talking *talking, size_t index)
{
    struct sheet_entry *entry = &talking->sheet.entries[index];
    int32_t numbers[VALUES_MAX] = {entry->item};
    size_t count = 1;
    int status = NAAST_OK;
    if (entry->type == SHEET_NEW)
        status = record_entry(talking, entry, numbers, &count);
    talking->made[index] = numbers[0];
    bool amends = entry->amend != NULL || (entry->type == SHEET_EXISTING && entry->typed.due != NULL);
    for (size_t k = 0; status == 0 && k < count; k++) {
        if (amends)
            status = amend_entry(talking, entry, numbers[k]);
        if (status == 0)
            status = confirm_entry(talking, entry, numbers[k]);
        if (status == 0 && entry->as != NULL)
            status = settle_entry(talking, entry, numbers[k]);
    }
    if (status == 0 && entry->type == SHEET_EXISTING && (amends || entry->as != NULL || entry->confirmed_count > 0))
        talking->touched = cli_printf(talking->cli, "%s%s%s", talking->touched, *talking->touched == '\0' ? "" : "; ",
                                      said_existing(talking, entry));
    return wrong_entry(talking, entry, status);
}

static int enter_all(struct talking *talking)
{
    int status = meet(talking);
    if (status == 0)
        status = note_conversation(talking);
    talking->made = cli_keep(talking->cli, (talking->sheet.count + 1) * sizeof(*talking->made));
    for (size_t k = 0; status == 0 && k < talking->sheet.count; k++)
        if (talking->sheet.entries[k].line != 0)
            status = enter(talking, k);
    return status;
}

static bool says_nothing(const struct sheet *sheet)
{
    for (size_t k = 0; k < sheet->count; k++)
        if (sheet->entries[k].line != 0)
            return false;
    return *sheet->note == '\0';
}

/* A new file that only we can read, for the sheet. *out: kept. */
static int sheet_file(struct cli *cli, naast_id deal, const char *text, char **out)
{
    const char *folder = getenv("TMPDIR");
    char *path = cli_printf(cli, "%s/naast-talk-%s-XXXXXX", folder == NULL || *folder == '\0' ? "/tmp" : folder,
                            text_id(cli, 'D', deal));
    int descriptor = mkstemp(path);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    bool broken = file == NULL || fputs(text, file) == EOF;
    broken = (file != NULL && fclose(file) != 0) || broken;
    if (broken)
        return cli_failed(cli, NAAST_IO, W_FILE_UNWRITABLE, path, strerror(errno));
    *out = path;
    return NAAST_OK;
}

static int run_editor(struct cli *cli, const char *path)
{
    const char *editor = getenv("VISUAL");
    if (editor == NULL || *editor == '\0')
        editor = getenv("EDITOR");
    if (editor == NULL || *editor == '\0')
        editor = "vi";
    const char *command = cli_printf(cli, "%s %s", editor, text_shell(cli, path));
    int ended = system(command);
    if (ended != 0)
        return cli_failed(cli, NAAST_FAILURE, W_EDITOR_LEFT, editor, path);
    return NAAST_OK;
}

static int sheet_text(struct cli *cli, naast_id deal, char **text, char **path)
{
    char *blank = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&blank, &size);
    int status = memory == NULL ? NAAST_NO_MEMORY : sheet_write(cli, memory, deal);
    if (memory != NULL && fclose(memory) != 0 && status == 0)
        status = NAAST_NO_MEMORY;
    if (status == 0)
        status = sheet_file(cli, deal, blank, path);
    if (status == 0)
        status = run_editor(cli, *path);
    if (status == 0)
        status = cli_read_file(cli, *path, text);
    if (status == 0 && strcmp(*text, blank) == 0)
        *text = cli_keep_text(cli, "");
    free(blank);
    return status;
}

/* What was typed must not be lost with what was wrong in it. */
static void keep_sheet(struct cli *cli, naast_id deal, const char *text, char *path)
{
    if (path == NULL && *text != '\0' && sheet_file(cli, deal, text, &path) != NAAST_OK)
        return;
    if (path != NULL)
        cli_note(cli, W_SHEET_KEPT, path, text_id(cli, 'D', deal));
}

static int record_sheet(struct talking *talking)
{
    struct cli *cli = talking->cli;
    int status = cli_check(cli, naast_operation_begin(cli->store, "talk"));
    if (status != 0)
        return status;
    status = enter_all(talking);
    int ended = naast_operation_end(cli->store, status);
    return status == 0 ? cli_check(cli, ended) : status;
}

static bool same_speaker(const naast_item *a, const naast_item *b)
{
    return a->from.side == b->from.side && a->from.person == b->from.person;
}

/* "D1.2 need, D1.3 underlying question (Sanne); D1.4 summary (us)" */
static const char *made_words(struct talking *talking, const naast_items *items)
{
    struct cli *cli = talking->cli;
    const char *line = "";
    for (size_t k = 0; k < items->count; k++) {
        const naast_item *item = &items->items[k], *next = k + 1 < items->count ? item + 1 : NULL;
        if (item->n <= talking->before)
            continue;
        line = cli_printf(cli, "%s%s %s", line, text_item(cli, item->deal, item->n),
                          kind_words(cli, &talking->subject, item->kind));
        if (next == NULL || !same_speaker(item, next))
            line = cli_printf(cli, "%s (%s)%s", line, party_words(cli, item->from, item->from_name),
                              next == NULL ? "" : "; ");
        else
            line = cli_printf(cli, "%s, ", line);
    }
    return line;
}

static void made_json(struct talking *talking, const naast_items *items)
{
    struct json json;
    json_begin(&json, talking->cli->out);
    json_open_array(&json, "items");
    for (size_t k = 0; k < items->count; k++)
        if (items->items[k].n > talking->before)
            json_item(&json, NULL, items->items[k].deal, items->items[k].n);
    json_close_array(&json);
    json_end(&json);
}

static int say_talked(struct talking *talking)
{
    struct cli *cli = talking->cli;
    naast_items *items = NULL;
    int status = cli_check(cli, naast_item_list(cli->store, talking->subject.deal->id, &items));
    if (status == 0 && cli->output == OUTPUT_JSON) {
        made_json(talking, items);
    } else if (status == 0) {
        const char *line = made_words(talking, items);
        if (*talking->touched != '\0')
            line = cli_printf(cli, "%s%s%s", line, *line == '\0' ? "" : "; ", talking->touched);
        if (*line == '\0')
            line = words(cli, W_NOTED, text_id(cli, 'D', talking->subject.deal->id));
        text_wrap(cli, cli->out, line, 0, 0);
    }
    naast_free(items);
    return status;
}

static int last_item(struct talking *talking)
{
    naast_items *items = NULL;
    int status = cli_check(talking->cli, naast_item_list(talking->cli->store, talking->subject.deal->id, &items));
    if (status == 0 && items->count > 0)
        talking->before = items->items[items->count - 1].n;
    naast_free(items);
    return status;
}

static int talk_from(struct cli *cli, naast_id deal, const char *text)
{
    struct talking talking = {.cli = cli, .touched = ""};
    int status = subject_read(cli, deal, &talking.subject);
    if (status == 0)
        status = sheet_read(cli, &talking.subject, text, &talking.sheet);
    if (status == 0 && says_nothing(&talking.sheet))
        status = cli_failed(cli, NAAST_BAD_DATA, W_SHEET_EMPTY);
    if (status == 0)
        status = last_item(&talking);
    if (status == 0)
        status = record_sheet(&talking);
    if (status == 0)
        status = say_talked(&talking);
    subject_free(&talking.subject);
    return status;
}

static int talk_run(struct cli *cli, const struct args *args)
{
    naast_id deal = 0;
    char *text = NULL, *path = NULL;
    bool editor = isatty(STDIN_FILENO);
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == 0)
        status = editor ? sheet_text(cli, deal, &text, &path)
                        : cli_read_all(cli, cli->in, word(cli, W_STANDARD_INPUT), &text);
    if (status != 0)
        return status;
    if (editor && *text == '\0') {
        unlink(path);
        cli_note(cli, W_SHEET_UNCHANGED);
        return NAAST_OK;
    }
    status = talk_from(cli, deal, text);
    if (status != 0)
        keep_sheet(cli, deal, text, path);
    else if (path != NULL)
        unlink(path);
    return status;
}

const struct command command_talk = {
    .name = "talk",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_TALK,
    .operands = "DEAL",
    .example = "naast talk D1\nnaast talk D1 < call-1.txt\n",
    .more = W_MORE_TALK,
    .writes = WRITES_JSON,
    .run = talk_run,
};
