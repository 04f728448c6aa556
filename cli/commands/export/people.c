/* people.c: people and organisations as CSV. */
#include <stdbool.h>
#include <stdio.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/export/store.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/table.h"
#include "term/message.h"
#include "words/words.h"

enum { PAGE = 1000 };

static const struct column person_columns[] = {
    EXPORTED("id"),    EXPORTED("name"),       EXPORTED("org"),  EXPORTED("org_name"),
    EXPORTED("email"), EXPORTED("no_contact"), EXPORTED("note"), EXPORTED("uuid"),
};
enum { PERSON_COLUMNS = sizeof person_columns / sizeof person_columns[0] };

static const struct column org_columns[] = {
    EXPORTED("id"), EXPORTED("name"), EXPORTED("open_deals"), EXPORTED("deals"), EXPORTED("note"), EXPORTED("uuid"),
};
enum { ORG_COLUMNS = sizeof org_columns / sizeof org_columns[0] };

struct exporting {
    struct cli *cli;
    struct table *table;
    naast_id org; /* of people: whose; 0: everybody's */
    naast_page page;
    void *before; /* the page before, in which `after` is */
    bool more;
};

static void end_page(struct exporting *exporting, void *result, int more, const char *next)
{
    exporting->more = more && ferror(exporting->cli->out) == 0;
    exporting->page.after = next;
    naast_free(exporting->before);
    exporting->before = result;
}

static int people_page(struct exporting *exporting)
{
    naast_people *people;
    naast_person_filter filter = NAAST_PERSON_FILTER_INIT;
    filter.org = exporting->org;
    int status = naast_person_list(exporting->cli->store, &filter, &exporting->page, &people);
    if (status != NAAST_OK)
        return cli_check(exporting->cli, status);
    for (size_t i = 0; i < people->count; i++) {
        const naast_person *person = &people->items[i];
        const struct cell cells[PERSON_COLUMNS] = {
            cell_id('P', person->id),    cell_text(person->name),  cell_id('O', person->org),
            cell_text(person->org_name), cell_text(person->email), cell_bool(person->no_contact),
            cell_text(person->note),     cell_text(person->uuid),
        };
        table_row(exporting->table, cells);
    }
    end_page(exporting, people, people->more, people->next);
    return NAAST_OK;
}

static int orgs_page(struct exporting *exporting)
{
    naast_orgs *orgs;
    int status = naast_org_list(exporting->cli->store, NULL, &exporting->page, &orgs);
    if (status != NAAST_OK)
        return cli_check(exporting->cli, status);
    for (size_t i = 0; i < orgs->count; i++) {
        const naast_org *org = &orgs->items[i];
        const struct cell cells[ORG_COLUMNS] = {
            cell_id('O', org->id), cell_text(org->name), cell_int(org->open_deals),
            cell_int(org->deals),  cell_text(org->note), cell_text(org->uuid),
        };
        table_row(exporting->table, cells);
    }
    end_page(exporting, orgs, orgs->more, orgs->next);
    return NAAST_OK;
}

static int all_pages(struct exporting *exporting, int (*page)(struct exporting *exporting))
{
    struct cli *cli = exporting->cli;
    const struct kept *mark = kept_mark(cli);
    int status = NAAST_OK;
    exporting->page = (naast_page)NAAST_PAGE_INIT;
    exporting->page.limit = PAGE;
    exporting->more = true;
    while (status == NAAST_OK && exporting->more) {
        status = page(exporting);
        kept_release(cli, mark);
    }
    naast_free(exporting->before);
    int ended = table_end(exporting->table);
    return status != NAAST_OK ? status : ended;
}

static int run_people(struct cli *cli, const struct args *args)
{
    struct exporting exporting = {.cli = cli};
    int status = cli_org(cli, args_value(args, "org"), &exporting.org);
    if (status != NAAST_OK)
        return status;
    export_as_csv(cli);
    exporting.table = table_begin(cli, "people", person_columns, PERSON_COLUMNS, W_NO_PEOPLE);
    return all_pages(&exporting, people_page);
}

static int run_orgs(struct cli *cli, const struct args *args)
{
    struct exporting exporting = {.cli = cli};
    (void)args;
    export_as_csv(cli);
    exporting.table = table_begin(cli, "orgs", org_columns, ORG_COLUMNS, W_NO_ORGS);
    return all_pages(&exporting, orgs_page);
}

static const struct option people_options[] = {{"org", "ORG", W_OPT_EXPORT_ORG, 0}, OPTIONS_END};

const struct command command_export_people = {
    .name = "export",
    .verb = "people",
    .needs = NEEDS_READ,
    .summary = W_DO_EXPORT_PEOPLE,
    .options = people_options,
    .example = "naast export people >people.csv\nnaast export people --org Waterdam\n",
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = run_people,
};
const struct command command_export_orgs = {
    .name = "export",
    .verb = "orgs",
    .needs = NEEDS_READ,
    .summary = W_DO_EXPORT_ORGS,
    .example = "naast export orgs >orgs.csv\n",
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = run_orgs,
};
