/* watch.c: the history as it grows, entry by entry, for programs. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/context.h"
#include "base/signals.h"
#include "commands/history/file_watch.h"
#include "output/json.h"
#include "output/stream.h"
#include "session/handle.h"
#include "session/store_path.h"
#include "term/formats.h"
#include "term/message.h"
#include "words/words.h"

enum { TRY_AGAIN = 200 }; /* milliseconds, where somebody has the store to themselves */

struct watching {
    struct cli *cli;
    const char *path;
    const char *from;           /* what was typed; NULL: from where it is now */
    char uuid[NAAST_UUID_SIZE]; /* "": not seen yet */
    char last[NAAST_HEAD_SIZE]; /* "SEQ:HASH" of the entry that was written last, or from where it goes on */
    bool ended;
};

static void write_store(struct watching *watching, const naast_head *head)
{
    struct json json;
    json_begin(&json, watching->cli);
    json_text(&json, "type", "store");
    json_int(&json, "format", 1);
    json_text(&json, "uuid", head->uuid);
    json_int(&json, "store_version", head->schema);
    json_text(&json, "from", watching->last);
    json_text(&json, "head", head->head);
    json_end(&json);
}

/* An entry that erases says of which parts: those lines may have been written before. */
static void write_erased(struct watching *watching, const naast_entry *entry)
{
    enum { PART_BITS = 8 };
    struct json json;
    for (size_t p = 0; p < entry->part_count; p++) {
        for (size_t r = 0; r < entry->parts[p].record_count; r++) {
            const naast_entry_record *record = &entry->parts[p].records[r];
            for (size_t v = 0; strcmp(record->table, "erased") == 0 && v < record->value_count; v++) {
                const naast_entry_value *value = &record->values[v];
                if (strcmp(value->column, "part") != 0)
                    continue;
                json_begin(&json, watching->cli);
                json_text(&json, "type", "erased");
                json_int(&json, "seq", value->number >> PART_BITS);
                json_int(&json, "part", value->number & ((1 << PART_BITS) - 1));
                json_int(&json, "by", entry->seq);
                json_end(&json);
            }
        }
    }
}

static void keep_last(struct watching *watching, const naast_entry *entry)
{
    char *at = watching->last;
    at += snprintf(at, sizeof watching->last, "%lld:", (long long)entry->seq);
    for (size_t i = 0; i < sizeof entry->hash; i++)
        at += snprintf(at, 3, "%02x", entry->hash[i]);
}

/* What was written is there before anything else is made; the error is kept, to be reported at the end. */
static bool written(struct cli *cli)
{
    if (fflush(cli->out) == 0)
        return true;
    cli->lost = errno;
    return false;
}

/* What went wrong with the handle of this round, which is not the command's. */
static int failed(struct cli *cli, int status, const naast_store *store)
{
    return cli_failed(cli, status, W_AS_IS, message_hinted(cli, naast_store_message(store), naast_store_code(store)));
}

/* Each line is there before the next is made. */
static int write_entries(struct watching *watching, naast_store *store, naast_export *exporting)
{
    struct cli *cli = watching->cli;
    const naast_writer writer = stream_writer(cli->out);
    const naast_entry *entry = NULL;
    int status = naast_export_next(exporting, &entry);
    while (status == NAAST_OK && entry != NULL && !watching->ended) {
        naast_entry_write(cli_formats(cli), entry, &writer); /* what is not written, the stream remembers */
        write_erased(watching, entry);
        keep_last(watching, entry);
        watching->ended = !written(cli) || interrupted();
        if (!watching->ended)
            status = naast_export_next(exporting, &entry);
    }
    if (status != NAAST_OK)
        return failed(cli, status, store);
    return NAAST_OK;
}

/* It is not the history any more that the lines before were of. */
static int changed(struct watching *watching, const char *seen)
{
    struct json json;
    json_begin(&json, watching->cli);
    json_text(&json, "type", "changed");
    json_text(&json, "seen", seen);
    json_end(&json);
    written(watching->cli);
    return cli_failed(watching->cli, NAAST_UNVERIFIED, W_WATCH_CHANGED, seen);
}

/* The first time: where it begins. */
static void begin(struct watching *watching, const naast_head *head)
{
    if (watching->uuid[0] != '\0')
        return;
    memcpy(watching->uuid, head->uuid, sizeof watching->uuid);
    if (watching->from == NULL)
        memcpy(watching->last, head->head, sizeof watching->last);
    else
        snprintf(watching->last, sizeof watching->last, "%s", watching->from);
    write_store(watching, head);
    watching->ended = !written(watching->cli);
}

/* Entry 0 is none: what comes after it is everything, of whatever history. */
static const char *after(const struct watching *watching)
{
    const char *last = watching->uuid[0] != '\0' ? watching->last : watching->from;
    return last == NULL || strtoll(last, NULL, 10) == 0 ? NULL : last;
}

static int read_store(struct watching *watching, naast_store *store)
{
    naast_export *exporting = NULL;
    naast_head head = NAAST_HEAD_INIT;
    const char *seen = after(watching);
    const bool first = watching->uuid[0] == '\0';
    int status = naast_export_begin(store, NAAST_SPEC(naast_export_spec, .after = seen), &head, &exporting);
    if (status == NAAST_BAD_DATA)
        return changed(watching, seen);
    if (status != NAAST_OK)
        return failed(watching->cli, status, store);
    if (!first && strcmp(head.uuid, watching->uuid) != 0)
        status = changed(watching, watching->last);
    begin(watching, &head);
    if (status == NAAST_OK && !(first && watching->from == NULL) && !watching->ended)
        status = write_entries(watching, store, exporting);
    naast_export_end(exporting);
    return status;
}

/* Opens the store, writes what is new, and closes it: between two rounds nobody has to wait for us. */
static int read_new(struct watching *watching)
{
    struct cli *cli = watching->cli;
    naast_store *store = NULL;
    int status = store_handle(cli, &store);
    if (status != NAAST_OK)
        return status;
    status = naast_store_open(store, watching->path, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY));
    if (status == NAAST_OK)
        status = read_store(watching, store);
    else if (status != NAAST_BUSY)
        status = failed(cli, status, store);
    naast_store_free(store);
    return status;
}

static int follow(struct watching *watching, bool once)
{
    struct changes changes;
    int status = changes_begin(watching->cli, watching->path, &changes);
    if (status != NAAST_OK)
        return status;
    status = read_new(watching);
    while (!watching->ended && (status == NAAST_BUSY || (status == NAAST_OK && !once)) &&
           changes_wait(&changes, status == NAAST_BUSY ? TRY_AGAIN : 0))
        status = read_new(watching);
    changes_end(&changes);
    interrupt_obey();
    return status == NAAST_BUSY ? NAAST_OK : status;
}

static bool is_place(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    size_t hash = text[digits] == ':' ? strspn(text + digits + 1, "0123456789abcdefABCDEF") : 0;
    return digits > 0 && digits < 19 &&
           (text[digits] == '\0' || (hash >= 8 && hash <= 64 && text[digits + 1 + hash] == '\0'));
}

static int run(struct cli *cli, const struct args *args)
{
    struct watching watching = {.cli = cli, .from = args_value(args, "from"), .path = store_path(cli, false)};
    if (args_has(args, "once") && args_has(args, "follow"))
        return cli_wrong(cli, W_WATCH_BOTH);
    if (watching.from != NULL && !is_place(watching.from))
        return cli_wrong(cli, W_WATCH_FROM_WRONG, watching.from);
    if (watching.path == NULL)
        return cli_failed(cli, NAAST_NOT_FOUND, W_NO_STORE);
    return follow(&watching, args_has(args, "once"));
}

static const struct option options[] = {{"from", "SEQ", W_OPT_WATCH_FROM, 0},
                                        {"once", NULL, W_OPT_WATCH_ONCE, 0},
                                        {"follow", NULL, W_OPT_WATCH_FOLLOW, 0},
                                        OPTIONS_END};

const struct command command_watch = {
    .name = "watch",
    .needs = NEEDS_CREATE, /* it opens and closes the store itself */
    .summary = W_DO_WATCH,
    .options = options,
    .example = "naast watch\nnaast watch --from 812 | jq -c 'select(.type == \"entry\") | [.seq, .operation]'\nnaast "
               "watch --from 0 --once\n",
    .more = W_MORE_WATCH,
    .writes = WRITES_JSONL,
    .run = run,
};
