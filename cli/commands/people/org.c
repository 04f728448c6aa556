/* org.c: organisations: add, list, show, edit. */
#include <stdbool.h>
#include <stdio.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/people/relation.h"
#include "input/paging.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/json.h"
#include "output/table.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

static const struct column columns[] = {
    {"id", W_HEAD_ID, 0},
    {"name", W_HEAD_NAME, COLUMN_WIDE},
    {"open_deals", W_HEAD_OPEN_DEALS, COLUMN_RIGHT},
    {"deals", W_HEAD_DEALS, COLUMN_RIGHT},
    {"note", W_HEAD_NOTE, COLUMN_RECORD},
    {"uuid", W_HEAD_UUID, COLUMN_RECORD},
};
enum { COLUMNS = sizeof columns / sizeof columns[0], MOST_PEOPLE = 100 };

static void fill(const naast_org *org, struct cell cells[COLUMNS])
{
    struct cell values[COLUMNS] = {cell_id('O', org->id), cell_text(org->name), cell_int(org->open_deals),
                                   cell_int(org->deals),  cell_text(org->note), cell_text(org->uuid)};
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = values[i];
}

static int add(struct cli *cli, const struct args *args)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    naast_id id;
    int status = cli_text(cli, args_value(args, "note"), &spec.note);
    spec.name = args_operand(args, 0);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_org_add(cli->store, &spec, &id));
    return status == NAAST_OK ? id_print(cli, 'O', id) : status;
}

static int list(struct cli *cli, const struct args *args)
{
    struct paging paging;
    naast_orgs *orgs;
    naast_org_filter filter = NAAST_ORG_FILTER_INIT;
    const char *text = args_text(cli, args);
    int status = paging_read(cli, args, 'O', &paging);
    if (status != NAAST_OK)
        return status;
    naast_page page = paging_page(&paging);
    filter.text = text;
    status = cli_check(cli, naast_org_list(cli->store, &filter, &page, &orgs));
    if (status != NAAST_OK)
        return status;
    struct table *table = table_begin(cli, "orgs", columns, COLUMNS, text != NULL ? W_NO_ORG_FITS : W_NO_ORGS);
    for (size_t i = 0; i < orgs->count; i++) {
        struct cell cells[COLUMNS];
        fill(&orgs->items[i], cells);
        table_row(table, cells);
    }
    naast_id last = orgs->count > 0 ? orgs->items[orgs->count - 1].id : 0;
    status = paging_end(cli, table, orgs->more != 0, 'O', last);
    naast_free(orgs);
    return status;
}

static int read_people(struct cli *cli, naast_id org, naast_people **out)
{
    naast_page page = NAAST_PAGE_INIT;
    naast_person_filter filter = NAAST_PERSON_FILTER_INIT;
    page.limit = MOST_PEOPLE;
    filter.org = org;
    return cli_check(cli, naast_person_list(cli->store, &filter, &page, out));
}

static void person_line(struct cli *cli, const naast_person *person, int indent)
{
    const char *text = listed(cli, text_safe(cli, person->name), text_safe(cli, person->email));
    if (person->no_contact)
        text = listed(cli, text, word(cli, W_REL_ASKED_NOT));
    relation_line(cli, indent, text_id(cli, 'P', person->id), text);
}

static void people_lines(struct cli *cli, naast_id org, const naast_people *people, int indent)
{
    if (people->count > 0)
        fprintf(cli->out, "\n%s\n", word(cli, W_REL_PEOPLE));
    for (size_t i = 0; i < people->count; i++)
        person_line(cli, &people->items[i], indent);
    if (people->more)
        cli_note(cli, W_REL_MORE_PEOPLE, cli_printf(cli, "naast person list --org %s", text_id(cli, 'O', org)));
}

static void people_json(struct json *json, const naast_people *people)
{
    json_open_array(json, "people");
    for (size_t i = 0; i < people->count; i++) {
        json_open_object(json, NULL);
        json_id(json, "id", 'P', people->items[i].id);
        json_text(json, "name", people->items[i].name);
        json_text_or_null(json, "email", people->items[i].email);
        json_bool(json, "no_contact", people->items[i].no_contact != 0);
        json_close_object(json);
    }
    json_close_array(json);
    json_bool(json, "more_people", people->more != 0);
}

static void screen(struct cli *cli, naast_id org, const struct relation *relation, const naast_people *people)
{
    int indent = relation_indent(cli, relation);
    for (size_t i = 0; i < people->count; i++)
        indent = indent_for(indent, text_id(cli, 'P', people->items[i].id));
    relation_screen(cli, relation, 0, indent);
    people_lines(cli, org, people, indent);
}

static int show_whole(struct cli *cli, naast_id id, const struct cell cells[COLUMNS])
{
    struct relation relation;
    naast_people *people = NULL;
    struct json json;
    bool as_json = cli->output == OUTPUT_JSON;
    int status = relation_read(cli, id, NULL, &relation);
    if (status == NAAST_OK)
        status = read_people(cli, id, &people);
    if (status == NAAST_OK)
        status = record_print(cli, "org", 0, columns, cells, COLUMNS, as_json ? &json : NULL);
    if (status == NAAST_OK && as_json) {
        relation_json(&json, &relation, 0);
        people_json(&json, people);
        json_end(&json);
    } else if (status == NAAST_OK) {
        screen(cli, id, &relation, people);
    }
    naast_free(people);
    relation_free(&relation);
    return status;
}

static int show(struct cli *cli, const struct args *args)
{
    naast_id id;
    naast_org *org;
    int status = cli_org(cli, args_operand(args, 0), &id);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_org_get(cli->store, id, &org));
    if (status != NAAST_OK)
        return status;
    struct cell cells[COLUMNS];
    fill(org, cells);
    status = cli->output == OUTPUT_TEXT || cli->output == OUTPUT_JSON
                 ? show_whole(cli, id, cells)
                 : record_print(cli, "org", 0, columns, cells, COLUMNS, NULL);
    naast_free(org);
    return status;
}

static int edit(struct cli *cli, const struct args *args)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    naast_id id;
    if (args->typed_count == 0)
        return cli_wrong(cli, W_NOTHING_TO_CHANGE);
    spec.name = args_value(args, "name");
    int status = cli_text(cli, args_value(args, "note"), &spec.note);
    if (status == NAAST_OK)
        status = cli_org(cli, args_operand(args, 0), &id);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_org_edit(cli->store, id, &spec));
    return status == NAAST_OK ? changed_print(cli, 'O', id) : status;
}

static const struct option add_options[] = {{"note", "TEXT|-", W_OPT_NOTE, 0}, OPTIONS_END};
static const struct option list_options[] = {
    {"limit", "N", W_OPT_LIMIT, 0}, {"after", "O1", W_OPT_AFTER, 0}, OPTIONS_END};
static const struct option edit_options[] = {
    {"name", "NAME", W_OPT_NAME, 0}, {"note", "TEXT|-", W_OPT_NOTE, 0}, OPTIONS_END};

const struct command command_org_add = {
    .name = "org",
    .verb = "add",
    .needs = NEEDS_WRITE,
    .summary = W_DO_ORG_ADD,
    .operands = "NAME",
    .options = add_options,
    .example = "naast org add Waterdam\n",
    .writes = WRITES_JSON,
    .run = add,
};
const struct command command_org_list = {
    .name = "org",
    .verb = "list",
    .needs = NEEDS_READ,
    .summary = W_DO_ORG_LIST,
    .operands = "[WORD...]",
    .options = list_options,
    .example = "naast org list --csv\nnaast org list cafe\n",
    .writes = WRITES_JSON | WRITES_RECORDS | PAGED,
    .run = list,
};
const struct command command_org_show = {
    .name = "org",
    .verb = "show",
    .needs = NEEDS_READ,
    .summary = W_DO_ORG_SHOW,
    .operands = "ORG",
    .example = "naast org show Waterdam\n",
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = show,
};
const struct command command_org_edit = {
    .name = "org",
    .verb = "edit",
    .needs = NEEDS_WRITE,
    .summary = W_DO_ORG_EDIT,
    .operands = "ORG",
    .options = edit_options,
    .example = "naast org edit O1 --note \"moved to the quay\"\n",
    .more = W_MORE_EDIT,
    .writes = WRITES_JSON,
    .run = edit,
};
