/* erase.c: naast erase, naast redact: what goes, what stays, and whether its bytes are gone. */
#include "commands/privacy/erase.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/json.h"
#include "output/table.h"
#include "term/message.h"
#include "term/values.h"
#include "view/mentions.h"
#include "words/words.h"

/* In a dry run nothing is written, so no reason is needed; the library wants one. */
static const char no_reason[] = "0"; /* of a dry run, which keeps none: it is a text, and names nobody */

struct asked {
    naast_erase_spec spec;
    bool yes;
    const char *subjects; /* as people read them: "P1 Sanne de Wit" */
    const char *command;  /* what to type, without --because and --yes */
    const char *const *ids;
    size_t count;
};

static const char *const bytes_codes[] = {
    [NAAST_ERASURE_GONE] = "gone",
    [NAAST_ERASURE_IN_OPERATION] = "in_operation",
    [NAAST_ERASURE_BY_READER] = "by_reader",
    [NAAST_ERASURE_NOT_DONE] = "not_done",
    [NAAST_ERASURE_STILL_THERE] = "still_there",
    [NAAST_ERASURE_NOTHING] = "nothing",
};

static void note_bytes(struct cli *cli, naast_erasure_state bytes)
{
    if (bytes == NAAST_ERASURE_BY_READER)
        cli_note(cli, W_ERASE_BY_READER);
    else if (bytes == NAAST_ERASURE_NOT_DONE)
        cli_note(cli, W_ERASE_NOT_DONE, naast_store_message(cli->store));
    else if (bytes == NAAST_ERASURE_STILL_THERE)
        cli_note(cli, W_ERASE_STILL_THERE);
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* What else may hold it: backups, of which a new one takes the place where the bytes are gone, and what a restore left.
 * How many backups went. */
static size_t replace_copies(struct cli *cli, bool gone)
{
    naast_replace_spec spec = NAAST_REPLACE_SPEC_INIT;
    naast_erasure_copies *copies = NULL;
    struct grown left = {0};
    spec.dry_run = !gone;
    if (cli_check(cli, naast_erasure_replace_backups(cli->store, &spec, &copies)) != NAAST_OK)
        return 0;
    const size_t removed = copies->removed_count;
    if (*copies->trouble != '\0')
        cli_note(cli, W_ERASE_BACKUPS_STAY, copies->trouble);
    if (*copies->backup != '\0')
        cli_note(cli, W_ERASE_BACKUPS, text_count(cli, (int64_t)removed), file_name(copies->backup));
    for (size_t k = 0; k < copies->stayed_count; k++)
        cli_note(cli, W_ERASE_BACKUP_STAYED, file_name(copies->stayed[k]), text_shell(cli, copies->stayed[k]));
    for (size_t k = 0; k < copies->leftover_count; k++)
        cli_list(cli, &left, " ", text_shell(cli, copies->leftovers[k]));
    if (copies->leftover_count > 0)
        cli_note(cli, W_ERASE_BESIDE, cli_grown(&left));
    naast_free(copies);
    return removed;
}

/* What an earlier erasure could not finish is finished by whoever writes next. Trouble with that is theirs to know, not
 * to be stopped by. */
void erasure_before(struct cli *cli)
{
    naast_erasure_state bytes = NAAST_ERASURE_NOTHING;
    if (naast_erasure_finish(cli->store, &bytes) != NAAST_OK || bytes == NAAST_ERASURE_NOTHING)
        return;
    if (bytes == NAAST_ERASURE_GONE) {
        cli_note(cli, W_ERASE_FINISHED);
        replace_copies(cli, true);
    } else {
        note_bytes(cli, bytes);
    }
}

/* ---- telling it ---- */

static void print_json(struct cli *cli, const struct asked *asked, const naast_erasure *erasure, size_t backups)
{
    struct json json;
    bool done = asked->yes;
    json_begin(&json, cli);
    json_open_array(&json, "erased");
    for (size_t k = 0; k < asked->count; k++)
        json_text(&json, NULL, asked->ids[k]);
    json_close_array(&json);
    json_bool(&json, "dry_run", !done);
    json_int(&json, "rows", erasure->rows);
    json_int(&json, "parts", erasure->parts);
    json_id(&json, "operation", 'J', done && erasure->rows > 0 ? naast_operation_last(cli->store) : 0);
    json_text(&json, "bytes", done ? bytes_codes[erasure->state] : NULL);
    json_bool(&json, "pending", done && erasure->state != NAAST_ERASURE_GONE);
    json_int(&json, "backups_replaced", (int64_t)backups);
    json_int(&json, "remain", erasure->remain);
    mentions_json(cli, &json, erasure->mentions, erasure->mention_count);
    json_end(&json);
}

static void print_done(struct cli *cli, const struct asked *asked, const naast_erasure *erasure)
{
    const char *rows = text_count(cli, erasure->rows), *parts = text_count(cli, erasure->parts);
    cli_print(cli, W_ERASED, asked->subjects, rows, parts, text_id(cli, 'J', naast_operation_last(cli->store)));
    if (erasure->state == NAAST_ERASURE_GONE)
        cli_print(cli, W_ERASE_BYTES_GONE);
    if (erasure->remain > 0)
        cli_print(cli, W_ERASE_REMAIN, text_count(cli, erasure->remain));
}

static void print_text(struct cli *cli, const struct asked *asked, const naast_erasure *erasure)
{
    const char *rows = text_count(cli, erasure->rows), *parts = text_count(cli, erasure->parts);
    if (erasure->rows == 0)
        cli_print(cli, W_ERASE_NOTHING, asked->subjects);
    else if (asked->yes)
        print_done(cli, asked, erasure);
    else
        cli_print(cli, W_WOULD_ERASE, asked->subjects, rows, parts);
    if (erasure->mention_count > 0) {
        fputc('\n', cli->out);
        cli_print(cli, W_ERASE_NAMED);
        mentions_print(cli, erasure->mentions, erasure->mention_count, true);
    }
}

/* Whoever says neither --yes nor --dry-run sees what would go, and is asked to say so. */
static int tell(struct cli *cli, const struct asked *asked, const naast_erasure *erasure)
{
    size_t backups = 0;
    if (asked->yes)
        note_bytes(cli, erasure->state);
    if (asked->yes && erasure->rows > 0)
        backups = replace_copies(cli, erasure->state == NAAST_ERASURE_GONE);
    if (cli->output == OUTPUT_JSON)
        print_json(cli, asked, erasure, backups);
    else
        print_text(cli, asked, erasure);
    if (asked->yes || asked->spec.dry_run || erasure->rows == 0)
        return NAAST_OK;
    return cli_failed(cli, NAAST_INVALID, W_ERASE_SAY_YES, asked->command);
}

/* --dry-run, or no --yes: the same, and nothing is kept. */
static int read_asked(struct cli *cli, const struct args *args, struct asked *asked)
{
    asked->spec = (naast_erase_spec)NAAST_ERASE_SPEC_INIT;
    asked->yes = args_has(args, "yes");
    if (asked->yes && args_has(args, "dry-run"))
        return cli_wrong(cli, W_ONE_OF_TWO, "--yes", "--dry-run");
    asked->spec.dry_run = !asked->yes;
    int status = cli_text(cli, args_value(args, "because"), &asked->spec.because);
    if (status == NAAST_OK && asked->yes && asked->spec.because == NULL)
        status = cli_wrong(cli, W_ERASE_SAY_WHY);
    if (asked->spec.because == NULL)
        asked->spec.because = no_reason;
    return status;
}

/* ---- redact ---- */

static int redact_run(struct cli *cli, const struct args *args)
{
    struct asked asked = {.subjects = args_operand(args, 0), .ids = &asked.subjects, .count = 1};
    naast_erasure *erasure = NULL;
    int status = read_asked(cli, args, &asked);
    asked.command = cli_printf(cli, "naast redact %s", text_shell(cli, asked.subjects));
    if (status == NAAST_OK)
        status = cli_check(cli, naast_redact(cli->store, asked.subjects, &asked.spec, &erasure));
    asked.spec.dry_run = args_has(args, "dry-run");
    if (status == NAAST_OK)
        status = tell(cli, &asked, erasure);
    naast_free(erasure);
    return status;
}

/* ---- erase ---- */

struct people {
    naast_id *ids;
    const char **texts; /* "P1" */
    size_t count;
    struct grown named; /* "P1 Sanne de Wit, P2 …" */
};

static int add_person(struct cli *cli, struct people *people, naast_id id)
{
    naast_person *person = NULL;
    int status = cli_check(cli, naast_person_get(cli->store, id, &person));
    if (status != NAAST_OK)
        return status;
    const char *text = text_id(cli, 'P', person->id);
    const char *named = strcmp(text, person->name) == 0 ? text : cli_printf(cli, "%s %s", text, person->name);
    cli_list(cli, &people->named, ", ", named);
    people->ids[people->count] = person->id;
    people->texts[people->count++] = text;
    naast_free(person);
    return NAAST_OK;
}

static void make_room(struct cli *cli, struct people *people, size_t count)
{
    people->ids = cli_keep(cli, (count + 1) * sizeof *people->ids);
    people->texts = cli_keep(cli, (count + 1) * sizeof *people->texts);
    people->named = (struct grown){0};
}

static int typed_people(struct cli *cli, const struct args *args, struct people *people)
{
    int status = NAAST_OK;
    make_room(cli, people, args->count);
    for (size_t k = 0; status == NAAST_OK && k < args->count; k++) {
        naast_id id = 0;
        status = cli_person(cli, args_operand(args, k), 0, &id);
        if (status == NAAST_OK)
            status = add_person(cli, people, id);
    }
    return status;
}

static int erase_them(struct cli *cli, const struct args *args, const struct people *people, const char *command)
{
    struct asked asked = {
        .subjects = cli_grown(&people->named), .command = command, .ids = people->texts, .count = people->count};
    naast_erasure *erasure = NULL;
    int status = read_asked(cli, args, &asked);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_people_erase(cli->store, people->ids, people->count, &asked.spec, &erasure));
    asked.spec.dry_run = args_has(args, "dry-run");
    if (status == NAAST_OK)
        status = tell(cli, &asked, erasure);
    naast_free(erasure);
    return status;
}

/* ---- erase --inactive-for ---- */

/* 2y, 18m, 90d: the day so long ago. */
static int read_period(struct cli *cli, const char *typed, naast_date *since)
{
    char *end = NULL;
    const naast_date today = cli_today(cli);
    const long count = strtol(typed, &end, 10);
    if (typed[0] < '1' || typed[0] > '9' || count > 36500 || end[0] == '\0' || end[1] != '\0')
        return cli_wrong(cli, W_ERASE_PERIOD, typed);
    if (*end == 'd') {
        *since = naast_date_add(today, (int32_t)-count);
    } else if (*end == 'm' || *end == 'y') {
        const long months = (today / 10000) * 12L + today / 100 % 100 - 1 - (*end == 'y' ? count * 12 : count);
        const naast_date first = (naast_date)((months / 12) * 10000 + (months % 12 + 1) * 100 + 1);
        const naast_date next = naast_date_add(first, 31), last = naast_date_add(next, -(next % 100));
        const int day = today % 100 < last % 100 ? today % 100 : last % 100;
        *since = months < 12 ? 0 : first + day - 1;
    } else {
        return cli_wrong(cli, W_ERASE_PERIOD, typed);
    }
    return *since > 0 ? NAAST_OK : cli_wrong(cli, W_ERASE_PERIOD, typed);
}

static const struct column columns[] = {
    {"id", W_HEAD_ID, 0},
    {"name", W_HEAD_NAME, COLUMN_WIDE},
    {"last", W_HEAD_LAST, 0},
    {"last_was", W_HEAD_LAST_WAS, 0},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static int list_inactive(struct cli *cli, const naast_inactive_people *found)
{
    struct table *table = table_begin(cli, "people", columns, COLUMNS, W_ERASE_NOBODY_INACTIVE);
    for (size_t k = 0; k < found->count; k++) {
        const naast_inactive_person *person = &found->items[k];
        const struct cell cells[COLUMNS] = {
            cell_id('P', person->id),
            cell_text(person->name),
            cell_date(person->last),
            cell_named(person->last_was, held_table_words(cli, person->last_was)),
        };
        table_row(table, cells);
    }
    return table_end(table);
}

static int erase_found(struct cli *cli, const struct args *args, const naast_inactive_people *found)
{
    struct people people = {0};
    int status = NAAST_OK;
    make_room(cli, &people, found->count);
    for (size_t k = 0; status == NAAST_OK && k < found->count; k++)
        status = add_person(cli, &people, found->items[k].id);
    return status == NAAST_OK ? erase_them(cli, args, &people, "") : status;
}

static int erase_inactive(struct cli *cli, const struct args *args)
{
    naast_inactive_people *found = NULL;
    naast_inactive_filter filter = NAAST_INACTIVE_FILTER_INIT;
    const char *period = args_value(args, "inactive-for");
    if (args->count > 0)
        return cli_wrong(cli, W_ERASE_WHO);
    int status = read_period(cli, period, &filter.since);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_people_inactive(cli->store, &filter, &found));
    if (status != NAAST_OK)
        return status;
    if (args_has(args, "yes") && found->count > 0)
        status = erase_found(cli, args, found);
    else
        status = list_inactive(cli, found);
    if (status == NAAST_OK && found->count > 0 && !args_has(args, "yes") && !args_has(args, "dry-run"))
        status = cli_failed(cli, NAAST_INVALID, W_ERASE_SAY_YES,
                            cli_printf(cli, "naast erase --inactive-for %s", text_shell(cli, period)));
    naast_free(found);
    return status;
}

static int erase_run(struct cli *cli, const struct args *args)
{
    struct people people = {0};
    if (args_value(args, "inactive-for") != NULL)
        return erase_inactive(cli, args);
    if (args->count == 0)
        return cli_wrong(cli, W_ERASE_WHO);
    int status = typed_people(cli, args, &people);
    struct grown command = {0};
    cli_grow(cli, &command, "naast erase");
    for (size_t k = 0; status == NAAST_OK && k < people.count; k++)
        cli_grow(cli, &command, " %s", people.texts[k]);
    return status == NAAST_OK ? erase_them(cli, args, &people, cli_grown(&command)) : status;
}

static const struct option erase_options[] = {{"because", "T", W_OPT_ERASE_BECAUSE, 0},
                                              {"yes", NULL, W_OPT_ERASE_YES, 0},
                                              {"dry-run", NULL, W_OPT_ERASE_DRY, 0},
                                              {"inactive-for", "2y", W_OPT_INACTIVE_FOR, 0},
                                              OPTIONS_END};
static const struct option redact_options[] = {{"because", "T", W_OPT_ERASE_BECAUSE, 0},
                                               {"yes", NULL, W_OPT_ERASE_YES, 0},
                                               {"dry-run", NULL, W_OPT_ERASE_DRY, 0},
                                               OPTIONS_END};

const struct command command_erase = {
    .name = "erase",
    .needs = NEEDS_WRITE,
    .summary = W_DO_ERASE,
    .operands = "[PERSON...]",
    .options = erase_options,
    .example = "naast erase P3 --dry-run\nnaast erase P3 --because \"asked to be forgotten\" --yes\n"
               "naast erase --inactive-for 2y --dry-run\n",
    .more = W_MORE_ERASE,
    .writes = WRITES_JSON,
    .run = erase_run,
};
const struct command command_redact = {
    .name = "redact",
    .needs = NEEDS_WRITE,
    .summary = W_DO_REDACT,
    .operands = "ITEM",
    .options = redact_options,
    .example = "naast redact D1.4 --because \"says more than we need to know\" --yes\n",
    .more = W_MORE_REDACT,
    .writes = WRITES_JSON,
    .run = redact_run,
};
