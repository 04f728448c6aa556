/* activity.c: what happened: add, list. */
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/context.h"
#include "input/paging.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/table.h"
#include "term/message.h"
#include "words/words.h"

static const struct column columns[] = {
    {"id", W_HEAD_ID, 0},     {"on", W_HEAD_ON, 0},   {"kind", W_HEAD_KIND, 0}, {"text", W_HEAD_TEXT, COLUMN_WIDE},
    {"with", W_HEAD_WITH, 0}, {"how", W_HEAD_HOW, 0}, {"deal", W_HEAD_DEAL, 0}, {"person", W_HEAD_PERSON, 0},
    {"org", W_HEAD_ORG, 0},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static int add(struct cli *cli, const struct args *args)
{
    naast_activity_spec spec = NAAST_ACTIVITY_SPEC_INIT;
    naast_id id;
    spec.kind = args_value(args, "kind");
    spec.with = args_value(args, "with");
    spec.how = args_value(args, "how");
    int status = cli_text(cli, args_operand(args, 0), &spec.text);
    if (status == NAAST_OK)
        status = cli_deal(cli, args_value(args, "deal"), &spec.deal);
    if (status == NAAST_OK)
        status = cli_person(cli, args_value(args, "person"), spec.deal, &spec.person);
    if (status == NAAST_OK)
        status = cli_org(cli, args_value(args, "org"), &spec.org);
    if (status == NAAST_OK)
        status = cli_date(cli, "--on", args_value(args, "on"), &spec.on);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_activity_add(cli->store, &spec, &id));
    return status == NAAST_OK ? id_print(cli, 'A', id) : status;
}

static void print_row(struct cli *cli, struct table *table, const naast_activity *activity)
{
    const struct cell cells[COLUMNS] = {
        cell_id('A', activity->id),   cell_date(activity->on),
        cell_text(activity->kind),    cell_or_redacted(cli, activity->text),
        cell_text(activity->with),    cell_text(activity->how),
        cell_id('D', activity->deal), cell_id('P', activity->person),
        cell_id('O', activity->org),
    };
    table_row(table, cells);
}

static int list(struct cli *cli, const struct args *args)
{
    struct paging paging;
    naast_activity_filter filter = NAAST_ACTIVITY_FILTER_INIT;
    naast_activities *activities;
    int status = paging_read(cli, args, 'A', &paging);
    if (status == NAAST_OK)
        status = cli_deal(cli, args_value(args, "deal"), &filter.deal);
    if (status != NAAST_OK)
        return status;
    naast_page page = paging_page(&paging);
    status = cli_check(cli, naast_activity_list(cli->store, &filter, &page, &activities));
    if (status != NAAST_OK)
        return status;
    struct table *table = table_begin(cli, "activities", columns, COLUMNS, W_NO_ACTIVITIES);
    for (size_t i = 0; i < activities->count; i++)
        print_row(cli, table, &activities->items[i]);
    naast_id last = activities->count > 0 ? activities->items[activities->count - 1].id : 0;
    status = paging_end(cli, table, activities->more != 0, 'A', last);
    naast_free(activities);
    return status;
}

static const struct option add_options[] = {{"deal", "DEAL", W_OPT_DEAL, 0},   {"person", "PERSON", W_OPT_PERSON, 0},
                                            {"org", "ORG", W_OPT_TASK_ORG, 0}, {"kind", "KIND", W_OPT_KIND, 0},
                                            {"with", "NAMES", W_OPT_WITH, 0},  {"how", "TEXT", W_OPT_HOW, 0},
                                            {"on", "DATE", W_OPT_ON, 0},       OPTIONS_END};
static const struct option list_options[] = {
    {"deal", "DEAL", W_OPT_DEAL, 0}, {"limit", "N", W_OPT_LIMIT, 0}, {"after", "A1", W_OPT_AFTER, 0}, OPTIONS_END};

const struct command command_activity_add = {
    .name = "activity",
    .verb = "add",
    .needs = NEEDS_WRITE,
    .summary = W_DO_ACTIVITY_ADD,
    .operands = "TEXT",
    .options = add_options,
    .example = "naast activity add \"she called back\" --deal D1 --kind call --with Sanne\n",
    .writes = WRITES_JSON,
    .run = add,
};
const struct command command_activity_list = {
    .name = "activity",
    .verb = "list",
    .needs = NEEDS_READ,
    .summary = W_DO_ACTIVITY_LIST,
    .options = list_options,
    .example = "naast activity list --deal D1\n",
    .writes = WRITES_JSON | WRITES_RECORDS | PAGED,
    .run = list,
};
