/* person.c: people: add, list, show, edit. */
#include <stdbool.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/context.h"
#include "commands/people/relation.h"
#include "input/paging.h"
#include "input/resolve_or_add.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/json.h"
#include "output/table.h"
#include "term/message.h"
#include "words/words.h"

static const struct column columns[] = {
    {"id", W_HEAD_ID, 0},
    {"name", W_HEAD_NAME, COLUMN_WIDE},
    {"org", W_HEAD_ORG, COLUMN_HIDDEN},
    {"org_name", W_HEAD_ORG, COLUMN_WIDE},
    {"email", W_HEAD_EMAIL, 0},
    {"no_contact", W_HEAD_NO_CONTACT, 0},
    {"note", W_HEAD_NOTE, COLUMN_RECORD},
    {"uuid", W_HEAD_UUID, COLUMN_RECORD},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static void fill(struct cli *cli, const naast_person *person, struct cell cells[COLUMNS])
{
    bool for_people = cli->output == OUTPUT_TEXT; /* that somebody may be contacted need not be shown */
    struct cell values[COLUMNS] = {
        cell_id('P', person->id),  cell_text(person->name),
        cell_id('O', person->org), cell_text(person->org_name),
        cell_text(person->email),  for_people && !person->no_contact ? cell_none() : cell_bool(person->no_contact),
        cell_text(person->note),   cell_text(person->uuid),
    };
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = values[i];
}

static int add(struct cli *cli, const struct args *args)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    naast_id id = 0;
    int status = cli_text(cli, args_value(args, "note"), &spec.note);
    spec.name = args_operand(args, 0);
    spec.email = args_value(args, "email");
    spec.no_contact = args_has(args, "no-contact") ? NAAST_FLAG_SET : NAAST_FLAG_KEEP;
    if (status == NAAST_OK)
        status = cli_check(cli, naast_operation_begin(cli->store, NAAST_SPEC(naast_operation_spec,
                                                                             .operation = NAAST_OPERATION_PERSON_ADD)));
    if (status != NAAST_OK)
        return status;
    status = cli_org_or_new(cli, args_value(args, "org"), &spec.org);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_person_add(cli->store, &spec, &id));
    status = cli_check(cli, naast_operation_end(cli->store, status));
    return status == NAAST_OK ? id_print(cli, 'P', id) : status;
}

static int list_all(struct cli *cli, naast_id org, const char *text, const struct paging *paging)
{
    naast_people *people;
    naast_page page = paging_page(paging);
    naast_person_filter filter = NAAST_PERSON_FILTER_INIT;
    filter.org = org;
    filter.text = text;
    int status = cli_check(cli, naast_person_list(cli->store, &filter, &page, &people));
    if (status != NAAST_OK)
        return status;
    struct table *table = table_begin(cli, "people", columns, COLUMNS, text != NULL ? W_NO_PERSON_FITS : W_NO_PEOPLE);
    for (size_t i = 0; i < people->count; i++) {
        struct cell cells[COLUMNS];
        fill(cli, &people->items[i], cells);
        table_row(table, cells);
    }
    naast_id last = people->count > 0 ? people->items[people->count - 1].id : 0;
    status = paging_end(cli, table, people->more != 0, 'P', last);
    naast_free(people);
    return status;
}

static int list(struct cli *cli, const struct args *args)
{
    struct paging paging;
    naast_id org = 0;
    int status = paging_read(cli, args, 'P', &paging);
    if (status == NAAST_OK)
        status = cli_org(cli, args_value(args, "org"), &org);
    return status == NAAST_OK ? list_all(cli, org, args_text(cli, args), &paging) : status;
}

static int show_whole(struct cli *cli, const naast_person *person, const struct cell cells[COLUMNS])
{
    struct relation relation;
    struct json json;
    bool as_json = cli->output == OUTPUT_JSON;
    int status = relation_read(cli, 0, person, &relation);
    if (status == NAAST_OK)
        status = record_print(cli, "person", 0, columns, cells, COLUMNS, as_json ? &json : NULL);
    if (status == NAAST_OK && as_json) {
        relation_json(&json, &relation, person->id);
        json_end(&json);
    } else if (status == NAAST_OK) {
        relation_screen(cli, &relation, person->id, relation_indent(cli, &relation));
    }
    relation_free(&relation);
    return status;
}

static int show(struct cli *cli, const struct args *args)
{
    naast_id id;
    naast_person *person;
    int status = cli_person(cli, args_operand(args, 0), 0, &id);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_person_get(cli->store, id, &person));
    if (status != NAAST_OK)
        return status;
    struct cell cells[COLUMNS];
    fill(cli, person, cells);
    status = cli->output == OUTPUT_TEXT || cli->output == OUTPUT_JSON
                 ? show_whole(cli, person, cells)
                 : record_print(cli, "person", 0, columns, cells, COLUMNS, NULL);
    naast_free(person);
    return status;
}

static int edit(struct cli *cli, const struct args *args)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    naast_id id;
    if (args->typed_count == 0)
        return cli_wrong(cli, W_NOTHING_TO_CHANGE);
    if (args_has(args, "no-contact") && args_has(args, "contact-again"))
        return cli_wrong(cli, W_ONE_OF_TWO, "--no-contact", "--contact-again");
    spec.name = args_value(args, "name");
    spec.email = args_value(args, "email");
    if (args_has(args, "no-contact"))
        spec.no_contact = NAAST_FLAG_SET;
    if (args_has(args, "contact-again"))
        spec.no_contact = NAAST_FLAG_CLEAR;
    const char *org = args_value(args, "org");
    if (org != NULL && *org == '\0') {
        spec.clear = NAAST_CLEAR_ORG;
        org = NULL;
    }
    int status = cli_text(cli, args_value(args, "note"), &spec.note);
    if (status == NAAST_OK)
        status = cli_person(cli, args_operand(args, 0), 0, &id);
    if (status == NAAST_OK)
        status = cli_org(cli, org, &spec.org);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_person_edit(cli->store, id, &spec));
    return status == NAAST_OK ? changed_print(cli, 'P', id) : status;
}

static const struct option add_options[] = {{"org", "ORG", W_OPT_ORG_OR_NEW, 0},
                                            {"email", "ADDRESS", W_OPT_EMAIL, 0},
                                            {"note", "TEXT|-", W_OPT_NOTE, 0},
                                            {"no-contact", NULL, W_OPT_NO_CONTACT, 0},
                                            OPTIONS_END};
static const struct option list_options[] = {
    {"org", "ORG", W_OPT_ORG, 0}, {"limit", "N", W_OPT_LIMIT, 0}, {"after", "P1", W_OPT_AFTER, 0}, OPTIONS_END};
static const struct option edit_options[] = {{"name", "NAME", W_OPT_NAME, 0},
                                             {"org", "ORG", W_OPT_ORG, 0},
                                             {"email", "ADDRESS", W_OPT_EMAIL, 0},
                                             {"note", "TEXT|-", W_OPT_NOTE, 0},
                                             {"no-contact", NULL, W_OPT_NO_CONTACT, 0},
                                             {"contact-again", NULL, W_OPT_CONTACT_AGAIN, 0},
                                             OPTIONS_END};

const struct command command_person_add = {
    .name = "person",
    .verb = "add",
    .needs = NEEDS_WRITE,
    .summary = W_DO_PERSON_ADD,
    .operands = "NAME",
    .options = add_options,
    .example = "naast person add \"Sanne de Wit\" --org Waterdam --email sanne@waterdam.example\n",
    .writes = WRITES_JSON,
    .run = add,
};
const struct command command_person_list = {
    .name = "person",
    .verb = "list",
    .needs = NEEDS_READ,
    .summary = W_DO_PERSON_LIST,
    .operands = "[WORD...]",
    .options = list_options,
    .example = "naast person list --org Waterdam\nnaast person list sanne\n",
    .writes = WRITES_JSON | WRITES_RECORDS | PAGED,
    .run = list,
};
const struct command command_person_show = {
    .name = "person",
    .verb = "show",
    .needs = NEEDS_READ,
    .summary = W_DO_PERSON_SHOW,
    .operands = "PERSON",
    .example = "naast person show P1\n",
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = show,
};
const struct command command_person_edit = {
    .name = "person",
    .verb = "edit",
    .needs = NEEDS_WRITE,
    .summary = W_DO_PERSON_EDIT,
    .operands = "PERSON",
    .options = edit_options,
    .example = "naast person edit Sanne --no-contact\nnaast person edit P1 --org \"\"\n",
    .more = W_MORE_EDIT,
    .writes = WRITES_JSON,
    .run = edit,
};
