/* log.c: the journal, newest first. */
#include <string.h>

#include "paging.h"

static const struct column columns[] = {
    {"operation", W_HEAD_OPERATION, 0},  {"seq", W_HEAD_SEQ, COLUMN_RIGHT},         {"at", W_HEAD_AT, 0},
    {"actor", W_HEAD_ACTOR, 0},          {"name", W_HEAD_DID, COLUMN_WIDE},         {"on", W_HEAD_ABOUT, 0},
    {"title", W_HEAD_TEXT, COLUMN_WIDE}, {"changes", W_HEAD_CHANGES, COLUMN_RIGHT},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

/* "D1", "fair" for a pipeline, "" for the store itself. */
static const char *root_text(struct cli *cli, const naast_log_entry *entry)
{
    switch (entry->root) {
    case NAAST_DEAL:
        return text_id(cli, 'D', entry->id);
    case NAAST_ORG:
        return text_id(cli, 'O', entry->id);
    case NAAST_PERSON:
        return text_id(cli, 'P', entry->id);
    default:
        return entry->root == NAAST_PIPELINE ? "pipeline" : "store";
    }
}

/* A number that is typed again: for people without marks between its thousands. */
static struct cell cell_number(struct cli *cli, int64_t number)
{
    return cli->output == OUTPUT_TEXT ? cell_text(cli_printf(cli, "%lld", (long long)number)) : cell_int(number);
}

static void print_row(struct cli *cli, struct table *table, const naast_log_entry *entry)
{
    const struct cell cells[COLUMNS] = {
        cell_id('J', entry->operation),
        cell_number(cli, entry->seq),
        cell_time(entry->at),
        cell_text(entry->actor),
        cell_named(entry->name, operation_words(cli, entry->name)),
        cell_text(root_text(cli, entry)),
        cell_text(entry->title),
        cell_int((int64_t)entry->change_count),
    };
    table_row(table, cells);
}

/* One row of a change as people name it: "D1.7" for what belongs to a deal. */
static void json_change(struct json *json, const naast_change *change)
{
    json_open_object(json, NULL);
    json_text(json, "table", change->table);
    json_int(json, "row", change->row);
    json_bool(json, "inserted", change->inserted);
    json_bool(json, "erased", change->erased);
    json_close_object(json);
}

static void print_json(struct cli *cli, const naast_log *log, size_t shown)
{
    struct json json;
    json_begin(&json, cli->out);
    json_open_array(&json, "entries");
    for (size_t i = 0; i < shown; i++) {
        const naast_log_entry *entry = &log->entries[i];
        json_open_object(&json, NULL);
        json_id(&json, "operation", 'J', entry->operation);
        json_int(&json, "seq", entry->seq);
        json_time(&json, "at", entry->at);
        json_text(&json, "actor", entry->actor);
        json_text(&json, "name", entry->name);
        json_text(&json, "on", root_text(cli, entry));
        json_text_or_null(&json, "title", entry->title);
        json_open_array(&json, "changes");
        for (size_t j = 0; j < entry->change_count; j++)
            json_change(&json, &entry->changes[j]);
        json_close_array(&json);
        json_close_object(&json);
    }
    json_close_array(&json);
    json_bool(&json, "more", log->count > shown);
    json_end(&json);
}

static int print_log(struct cli *cli, const naast_log *log, size_t shown)
{
    if (cli->output == OUTPUT_JSON) {
        print_json(cli, log, shown);
        return NAAST_OK;
    }
    struct table *table = table_begin(cli, "entries", columns, COLUMNS, W_NO_LOG);
    for (size_t i = 0; i < shown; i++)
        print_row(cli, table, &log->entries[i]);
    int status = table_end(table);
    if (status == NAAST_OK && log->count > shown && shown > 0)
        cli_note(cli, W_LOG_MORE, cli_printf(cli, "%lld", (long long)log->entries[shown - 1].seq));
    return status;
}

/* O3, P7, else a deal. */
static int read_root(struct cli *cli, const char *typed, naast_log_filter *filter)
{
    if (typed == NULL)
        return NAAST_OK;
    filter->root = strchr("Oo", typed[0]) != NULL && id_read(typed, 'O') != 0   ? NAAST_ORG
                   : strchr("Pp", typed[0]) != NULL && id_read(typed, 'P') != 0 ? NAAST_PERSON
                                                                                : NAAST_DEAL;
    return cli_check(cli, naast_resolve(cli->store, filter->root, typed, 0, &filter->id));
}

static int run(struct cli *cli, const struct args *args)
{
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    int64_t limit = cli->output == OUTPUT_TEXT ? 50 : 1000000;
    naast_log *log;
    int status = cli_number(cli, "--limit", args_value(args, "limit"), 1, 1000000, &limit);
    if (status == NAAST_OK)
        status = cli_number(cli, "--before", args_value(args, "before"), 1, INT64_MAX, &filter.before);
    if (status == NAAST_OK)
        status = read_root(cli, args_operand(args, 0), &filter);
    filter.limit = (uint32_t)limit + 1;
    if (status == NAAST_OK)
        status = cli_check(cli, naast_log_list(cli->store, &filter, &log));
    if (status != NAAST_OK)
        return status;
    status = print_log(cli, log, log->count > (size_t)limit ? (size_t)limit : log->count);
    naast_free(log);
    return status;
}

static const struct option options[] = {
    {"limit", "N", W_OPT_LIMIT, 0}, {"before", "SEQ", W_OPT_BEFORE, 0}, OPTIONS_END};

const struct command command_log = {
    .name = "log",
    .needs = NEEDS_READ,
    .summary = W_DO_LOG,
    .operands = "[ID]",
    .options = options,
    .example = "naast log\nnaast log D1 --json\n",
    .writes = WRITES_JSON | WRITES_RECORDS | PAGED,
    .run = run,
};
