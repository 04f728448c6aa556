/* dossier.c: naast dossier: everything that is held on a person. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "input/values.h"
#include "output/json.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "view/log_text.h"
#include "view/mentions.h"
#include "view/verdict.h"
#include "words/words.h"

/* ---- as JSON ---- */

static void held_json(struct json *json, const naast_held *held)
{
    json_open_object(json, NULL);
    json_text(json, "what", held->what);
    json_text(json, "table", held->table);
    json_open_array(json, "as");
    for (size_t k = 0; k < held->as_count; k++)
        json_text(json, NULL, held->as[k]);
    json_close_array(json);
    json_bool(json, "taken_back", held->taken_back != 0);
    json_time(json, "at", held->at);
    json_id(json, "operation", 'J', held->operation);
    json_text(json, "through", held->operation_name);
    json_text(json, "actor", held->actor);
    json_open_object(json, "fields");
    for (size_t k = 0; k < held->field_count; k++)
        json_text(json, held->fields[k].column, held->fields[k].text);
    json_close_object(json);
    json_close_object(json);
}

static void change_json(struct json *json, const naast_held_change *change)
{
    json_open_object(json, NULL);
    json_int(json, "seq", change->seq);
    json_id(json, "operation", 'J', change->operation);
    json_time(json, "at", change->at);
    json_text(json, "through", change->operation_name);
    json_text(json, "actor", change->actor);
    json_text(json, "what", change->what);
    json_text(json, "table", change->table);
    json_bool(json, "inserted", change->inserted != 0);
    json_bool(json, "erased", change->erased != 0);
    json_close_object(json);
}

static void print_json(struct cli *cli, const naast_dossier *dossier)
{
    struct json json;
    json_begin(&json, cli);
    json_id(&json, "person", 'P', dossier->person);
    json_text(&json, "name", dossier->name);
    json_open_array(&json, "held");
    for (size_t k = 0; k < dossier->held_count; k++)
        held_json(&json, &dossier->held[k]);
    json_close_array(&json);
    json_open_array(&json, "history");
    for (size_t k = 0; k < dossier->history_count; k++)
        change_json(&json, &dossier->history[k]);
    json_close_array(&json);
    mentions_json(cli, &json, dossier->named_in, dossier->named_count);
    json_end(&json);
}

/* ---- as text ---- */

static void heading(struct cli *cli, enum word id)
{
    fputc('\n', cli->out);
    colour_on(cli, cli->out, STRONG);
    fputs(word(cli, id), cli->out);
    colour_off(cli, cli->out);
    fputc('\n', cli->out);
}

/* What only naast has a use for is in the JSON. */
static bool is_told(const naast_held_field *field)
{
    static const char *const told[] = {"name",         "title",   "email", "note", "text",   "because",   "how",
                                       "participants", "kind",    "value", "url",  "source", "file_name", "state",
                                       "stage",        "outcome", "day",   "due",  "done"};
    for (size_t k = 0; k < sizeof told / sizeof told[0]; k++)
        if (strcmp(field->column, told[k]) == 0)
            return true;
    return false;
}

static void held_print(struct cli *cli, const naast_held *held)
{
    enum { INDENT = 9 };
    const char *as = "";
    for (size_t k = 0; k < held->as_count; k++)
        as = listed(cli, as, held_column_words(cli, held->as[k]));
    fputs("  ", cli->out);
    text_pad(cli->out, held->what, INDENT - 3);
    fprintf(cli->out, " %s: %s%s\n", held_table_words(cli, held->table), as,
            held->taken_back ? word(cli, W_HELD_TAKEN_BACK) : "");
    for (size_t k = 0; k < held->field_count; k++) {
        if (!is_told(&held->fields[k]))
            continue;
        const char *value = log_value_words(cli, held->fields[k].column, held->fields[k].text);
        fprintf(cli->out, "%*s", INDENT, "");
        text_wrap(cli, cli->out, cli_printf(cli, "%s: %s", held_column_words(cli, held->fields[k].column), value),
                  INDENT, INDENT + 2);
    }
    fprintf(cli->out, "%*s", INDENT, "");
    text_wrap(cli, cli->out,
              words(cli, W_HELD_SINCE, text_date(cli, naast_date_of(held->at)),
                    operation_words(cli, held->operation_name), held->actor, text_id(cli, 'J', held->operation)),
              INDENT, INDENT + 2);
}

static void change_print(struct cli *cli, const naast_held_change *change)
{
    enum { OPERATION = 7, DAY = 13 };
    fputs("  ", cli->out);
    text_pad(cli->out, text_date(cli, naast_date_of(change->at)), DAY);
    text_pad(cli->out, text_id(cli, 'J', change->operation), OPERATION);
    const char *line = words(cli, W_HELD_CHANGE, operation_words(cli, change->operation_name), change->what,
                             held_table_words(cli, change->table), change->actor);
    text_wrap(cli, cli->out, change->erased ? words(cli, W_LOG_ERASED, line) : line, OPERATION + DAY + 2,
              OPERATION + DAY + 2);
}

static void print_text(struct cli *cli, const naast_dossier *dossier)
{
    const char *id = text_id(cli, 'P', dossier->person);
    cli_print(cli, W_DOSSIER_OF, strcmp(id, dossier->name) == 0 ? id : cli_printf(cli, "%s %s", id, dossier->name),
              text_date(cli, cli_today(cli)));
    heading(cli, W_DOSSIER_HELD);
    for (size_t k = 0; k < dossier->held_count; k++)
        held_print(cli, &dossier->held[k]);
    heading(cli, W_DOSSIER_HISTORY);
    for (size_t k = 0; k < dossier->history_count; k++)
        change_print(cli, &dossier->history[k]);
    heading(cli, W_DOSSIER_NAMED);
    if (dossier->named_count == 0)
        cli_print(cli, W_DOSSIER_NOT_NAMED);
    mentions_print(cli, dossier->named_in, dossier->named_count, false);
}

static int run(struct cli *cli, const struct args *args)
{
    naast_id person = 0;
    naast_dossier *dossier = NULL;
    int status = cli_person(cli, args_operand(args, 0), 0, &person);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_person_dossier(cli->store, person, &dossier));
    if (status != NAAST_OK)
        return status;
    if (cli->output == OUTPUT_JSON)
        print_json(cli, dossier);
    else
        print_text(cli, dossier);
    naast_free(dossier);
    return NAAST_OK;
}

const struct command command_dossier = {
    .name = "dossier",
    .needs = NEEDS_READ,
    .summary = W_DO_DOSSIER,
    .operands = "PERSON",
    .example = "naast dossier P1\nnaast dossier Sanne --json >sanne.json\n",
    .more = W_MORE_DOSSIER,
    .writes = WRITES_JSON | PAGED,
    .run = run,
};
