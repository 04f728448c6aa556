/* log.c: the journal, newest first. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "input/paging.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/json.h"
#include "output/table.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/log_text.h"
#include "view/verdict.h"
#include "words/words.h"

static const struct column columns[] = {
    {"operation", W_HEAD_OPERATION, 0},  {"seq", W_HEAD_SEQ, COLUMN_RIGHT},         {"at", W_HEAD_AT, 0},
    {"actor", W_HEAD_ACTOR, 0},          {"name", W_HEAD_DID, COLUMN_WIDE},         {"on", W_HEAD_ABOUT, 0},
    {"title", W_HEAD_TEXT, COLUMN_WIDE}, {"changes", W_HEAD_CHANGES, COLUMN_RIGHT},
};
enum { COLUMNS = sizeof columns / sizeof columns[0], INDENT = 8 };

/* "D1", "fair" for a pipeline, "" for the store itself. */
static const char *root_text(struct cli *cli, const naast_log_entry *entry)
{
    switch (entry->root) {
    case NAAST_ROOT_DEAL:
        return text_id(cli, 'D', entry->id);
    case NAAST_ROOT_ORG:
        return text_id(cli, 'O', entry->id);
    case NAAST_ROOT_PERSON:
        return text_id(cli, 'P', entry->id);
    default:
        return entry->root == NAAST_ROOT_PIPELINE ? "pipeline" : "store";
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
        cell_named(entry->operation_name, operation_words(cli, entry->operation_name)),
        cell_text(root_text(cli, entry)),
        cell_text(entry->title),
        cell_int((int64_t)entry->change_count),
    };
    table_row(table, cells);
}

static void json_value(struct json *json, const naast_change_value *value)
{
    json_open_object(json, NULL);
    json_text(json, "column", value->column);
    json_text(json, "before", value->before);
    json_text(json, "after", value->after);
    json_close_object(json);
}

/* One row of a change as people name it: "D1.7" for what belongs to a deal. */
static void json_change(struct json *json, const naast_change *change, bool patch)
{
    json_open_object(json, NULL);
    json_text(json, "table", change->table);
    json_int(json, "row", change->row);
    json_bool(json, "inserted", change->inserted);
    json_bool(json, "erased", change->erased);
    if (patch) {
        json_open_array(json, "values");
        for (size_t k = 0; k < change->value_count; k++)
            json_value(json, &change->values[k]);
        json_close_array(json);
    }
    json_close_object(json);
}

static void json_entry(struct cli *cli, struct json *json, const naast_log_entry *entry, bool patch)
{
    json_open_object(json, NULL);
    json_id(json, "operation", 'J', entry->operation);
    json_int(json, "seq", entry->seq);
    json_time(json, "at", entry->at);
    json_text(json, "actor", entry->actor);
    json_text(json, "name", entry->operation_name);
    json_text(json, "on", root_text(cli, entry));
    json_text_or_null(json, "title", entry->title);
    json_id(json, "undoes", 'J', entry->undoes);
    json_id(json, "undone_by", 'J', entry->undone_by);
    json_open_array(json, "changes");
    for (size_t k = 0; k < entry->change_count; k++)
        json_change(json, &entry->changes[k], patch);
    json_close_array(json);
    json_close_object(json);
}

static void print_json(struct cli *cli, const naast_log *log, bool patch)
{
    struct json json;
    json_begin(&json, cli);
    json_open_array(&json, "entries");
    for (size_t i = 0; i < log->count; i++)
        json_entry(cli, &json, &log->items[i], patch);
    json_close_array(&json);
    json_bool(&json, "more", log->more);
    json_end(&json);
}

/* ---- for people ---- */

/* "J13  10 Nov  anna  moved on", and whether it is still in effect. */
static void print_head(struct cli *cli, const naast_log_entry *entry)
{
    const char *day = text_date(cli, naast_date_of(entry->at)), *number = text_id(cli, 'J', entry->operation);
    const char *did = cli_printf(cli, "%s %s %s", text_safe(cli, entry->actor), glyph(cli, GLYPH_DOT),
                                 operation_words(cli, entry->operation_name));
    if (entry->undoes != 0)
        did = cli_printf(cli, "%s: %s", did, text_id(cli, 'J', entry->undoes));
    if (entry->undone_by != 0)
        did = cli_printf(cli, "%s (%s)", did, words(cli, W_LOG_UNDONE_BY, text_id(cli, 'J', entry->undone_by)));
    colour_on(cli, cli->out, STRONG);
    text_pad(cli->out, number, INDENT - 2);
    colour_off(cli, cli->out);
    fprintf(cli->out, "  %s  ", day);
    text_wrap(cli, cli->out, did, INDENT + text_width(day) + 2, INDENT);
}

static void print_line(struct cli *cli, const char *line, int indent)
{
    if (*line == '\0')
        return;
    fprintf(cli->out, "%*s", indent, "");
    text_wrap(cli, cli->out, line, indent, indent);
}

static void print_patch(struct cli *cli, const naast_change *change)
{
    const char *name = log_row_name(cli, change);
    print_line(cli, cli_printf(cli, "%s%s%s", *name == '\0' ? "" : name, *name == '\0' ? "" : " ", change->table),
               INDENT);
    for (size_t k = 0; k < change->value_count; k++) {
        const naast_change_value *value = &change->values[k];
        if (value->before != NULL)
            print_line(cli, cli_printf(cli, "- %s: %s", value->column, text_safe(cli, value->before)), INDENT + 2);
        if (value->after != NULL)
            print_line(cli, cli_printf(cli, "+ %s: %s", value->column, text_safe(cli, value->after)), INDENT + 2);
    }
}

/* What it is about, where the changes below do not say that themselves. */
static const char *about(struct cli *cli, const naast_log_entry *entry)
{
    const char *title = text_safe(cli, entry->title);
    if (entry->root == NAAST_ROOT_STORE)
        return "";
    return *title == '\0' ? root_text(cli, entry) : cli_printf(cli, "%s %s", root_text(cli, entry), title);
}

/* A change that says no more than what the entry is about. */
static bool is_root_line(const naast_change *change, const char *line, const char *root)
{
    return change->inserted && strcmp(line, root) == 0;
}

static void print_entry(struct log_speaker *speaker, const naast_log_entry *entry, bool patch)
{
    struct cli *cli = speaker->cli;
    const char *root = about(cli, entry);
    print_line(cli, root, INDENT);
    for (size_t k = 0; k < entry->change_count; k++) {
        const naast_change *change = &entry->changes[k];
        const char *line = log_change_words(speaker, entry, change);
        if (patch)
            print_patch(cli, change);
        else if (!is_root_line(change, line, root))
            print_line(cli, line, INDENT + 2);
        if (!patch)
            print_line(cli, log_change_because(cli, change), INDENT + 2);
    }
}

static void print_text(struct cli *cli, const naast_log *log, bool patch, bool filtered)
{
    struct log_speaker speaker = {.cli = cli};
    for (size_t i = 0; i < log->count; i++) {
        if (i == 0 || log->items[i].operation != log->items[i - 1].operation)
            print_head(cli, &log->items[i]);
        print_entry(&speaker, &log->items[i], patch);
    }
    log_speaker_free(&speaker);
    if (log->count == 0)
        cli_note(cli, filtered ? W_LOG_NONE_FITS : W_NO_LOG);
}

static int print_log(struct cli *cli, const naast_log *log, bool patch, bool filtered)
{
    int status = NAAST_OK;
    if (cli->output == OUTPUT_JSON) {
        print_json(cli, log, patch);
        return NAAST_OK;
    }
    if (cli->output == OUTPUT_TEXT) {
        print_text(cli, log, patch, filtered);
    } else {
        struct table *table = table_begin(cli, "entries", columns, COLUMNS, W_NO_LOG);
        for (size_t i = 0; i < log->count; i++)
            print_row(cli, table, &log->items[i]);
        status = table_end(table);
    }
    if (status == NAAST_OK && log->more)
        cli_note(cli, W_LOG_MORE, cli_printf(cli, "%lld", (long long)log->items[log->count - 1].seq));
    return status;
}

/* O3, P7, an operation J12, else a deal. */
static int read_root(struct cli *cli, const char *typed, naast_log_filter *filter)
{
    if (typed == NULL)
        return NAAST_OK;
    filter->operation = strchr("Jj", typed[0]) != NULL ? id_read(typed, 'J') : 0;
    if (filter->operation != 0)
        return NAAST_OK;
    filter->root = strchr("Oo", typed[0]) != NULL && id_read(typed, 'O') != 0   ? NAAST_ROOT_ORG
                   : strchr("Pp", typed[0]) != NULL && id_read(typed, 'P') != 0 ? NAAST_ROOT_PERSON
                                                                                : NAAST_ROOT_DEAL;
    return filter->root == NAAST_ROOT_ORG      ? cli_org(cli, typed, &filter->id)
           : filter->root == NAAST_ROOT_PERSON ? cli_person(cli, typed, 0, &filter->id)
                                               : cli_deal(cli, typed, &filter->id);
}

static int read_filter(struct cli *cli, const struct args *args, naast_log_filter *filter)
{
    int status = cli_number(cli, "--before", args_value(args, "before"), 1, INT64_MAX, &filter->before);
    if (status == NAAST_OK)
        status = cli_moment(cli, "--since", args_value(args, "since"), false, &filter->since);
    if (status == NAAST_OK)
        status = cli_moment(cli, "--until", args_value(args, "until"), true, &filter->until);
    if (status == NAAST_OK)
        status = read_root(cli, args_operand(args, 0), filter);
    filter->actor = cli_owner(cli, args_value(args, "by"));
    filter->operation_name = args_value(args, "did");
    return status;
}

static int run(struct cli *cli, const struct args *args)
{
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    uint32_t limit;
    const bool patch = args_has(args, "patch");
    naast_log *log;
    int status = paging_limit(cli, args, &limit);
    if (status == NAAST_OK)
        status = read_filter(cli, args, &filter);
    if (status != NAAST_OK)
        return status;
    filter.values = patch || cli->output == OUTPUT_TEXT;
    status = cli_check(cli, naast_log_list(cli->store, &filter, NAAST_SPEC(naast_page, .limit = limit), &log));
    if (status != NAAST_OK)
        return status;
    status = print_log(cli, log, patch, args->count + args->typed_count > 0);
    naast_free(log);
    return status;
}

static const struct option options[] = {{"limit", "N", W_OPT_LIMIT, 0},        {"before", "SEQ", W_OPT_BEFORE, 0},
                                        {"by", "ACTOR", W_OPT_LOG_ACTOR, 0},   {"did", "NAME", W_OPT_LOG_DID, 0},
                                        {"since", "DATE", W_OPT_LOG_SINCE, 0}, {"until", "DATE", W_OPT_LOG_UNTIL, 0},
                                        {"patch", NULL, W_OPT_LOG_PATCH, 0},   OPTIONS_END};

const struct command command_log = {
    .name = "log",
    .needs = NEEDS_READ,
    .summary = W_DO_LOG,
    .operands = "[ID]",
    .options = options,
    .example = "naast log\nnaast log D1 --since 1nov --by me\nnaast log J12 --patch\n",
    .more = W_MORE_LOG,
    .writes = WRITES_JSON | WRITES_RECORDS | PAGED,
    .run = run,
};
