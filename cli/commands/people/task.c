/* task.c: what is to do: add, list, done. */
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/context.h"
#include "input/paging.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/table.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

static const struct column columns[] = {
    {"id", W_HEAD_ID, 0},       {"text", W_HEAD_TEXT, COLUMN_WIDE}, {"due", W_HEAD_DUE, 0},
    {"deal", W_HEAD_DEAL, 0},   {"person", W_HEAD_PERSON, 0},       {"org", W_HEAD_ORG, 0},
    {"owner", W_HEAD_OWNER, 0}, {"done", W_HEAD_DONE, 0},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static int add(struct cli *cli, const struct args *args)
{
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    naast_id id;
    spec.owner = cli_owner(cli, args_value(args, "owner"));
    int status = cli_text(cli, args_operand(args, 0), &spec.text);
    if (status == NAAST_OK)
        status = cli_deal(cli, args_value(args, "deal"), &spec.deal);
    if (status == NAAST_OK)
        status = cli_person(cli, args_value(args, "person"), spec.deal, &spec.person);
    if (status == NAAST_OK)
        status = cli_org(cli, args_value(args, "org"), &spec.org);
    if (status == NAAST_OK)
        status = cli_date(cli, "--due", args_value(args, "due"), &spec.due);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_task_add(cli->store, &spec, &id));
    return status == NAAST_OK ? id_print(cli, 'T', id) : status;
}

static void print_row(struct cli *cli, struct table *table, const naast_task *task)
{
    const struct cell cells[COLUMNS] = {
        cell_id('T', task->id),     cell_or_redacted(cli, task->text), cell_date(task->due),   cell_id('D', task->deal),
        cell_id('P', task->person), cell_id('O', task->org),           cell_text(task->owner), cell_date(task->done)};
    table_row(table, cells);
}

static int list(struct cli *cli, const struct args *args)
{
    struct paging paging;
    naast_task_filter filter = NAAST_TASK_FILTER_INIT;
    naast_tasks *tasks;
    int status = paging_read(cli, args, 'T', &paging);
    if (status == NAAST_OK)
        status = cli_deal(cli, args_value(args, "deal"), &filter.deal);
    if (status != NAAST_OK)
        return status;
    filter.done = args_has(args, "done");
    naast_page page = paging_page(&paging);
    status = cli_check(cli, naast_task_list(cli->store, &filter, &page, &tasks));
    if (status != NAAST_OK)
        return status;
    struct table *table = table_begin(cli, "tasks", columns, COLUMNS, W_NO_TASKS);
    for (size_t i = 0; i < tasks->count; i++)
        print_row(cli, table, &tasks->items[i]);
    naast_id last = tasks->count > 0 ? tasks->items[tasks->count - 1].id : 0;
    status = paging_end(cli, table, tasks->more != 0, 'T', last);
    naast_free(tasks);
    return status;
}

static int done(struct cli *cli, const struct args *args)
{
    const char *typed = args_operand(args, 0);
    naast_date on = 0;
    naast_id id = id_read(typed, 'T');
    if (id == 0)
        return cli_wrong(cli, W_NOT_A_TASK, typed);
    int status = cli_date(cli, "--on", args_value(args, "on"), &on);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_task_done(cli->store, id, NAAST_SPEC(naast_task_done_spec, .on = on)));
    if (status == NAAST_OK)
        cli_note(cli, W_TASK_IS_DONE, text_id(cli, 'T', id));
    return status == NAAST_OK ? changed_print(cli, 'T', id) : status;
}

static const struct option add_options[] = {{"deal", "DEAL", W_OPT_DEAL, 0},   {"person", "PERSON", W_OPT_PERSON, 0},
                                            {"org", "ORG", W_OPT_TASK_ORG, 0}, {"due", "DATE", W_OPT_DUE, 0},
                                            {"owner", "NAME", W_OPT_OWNER, 0}, OPTIONS_END};
static const struct option list_options[] = {{"deal", "DEAL", W_OPT_DEAL, 0},
                                             {"done", NULL, W_OPT_DONE_TOO, 0},
                                             {"limit", "N", W_OPT_LIMIT, 0},
                                             {"after", "T1", W_OPT_AFTER, 0},
                                             OPTIONS_END};
static const struct option done_options[] = {{"on", "DATE", W_OPT_ON, 0}, OPTIONS_END};

const struct command command_task_add = {
    .name = "task",
    .verb = "add",
    .needs = NEEDS_WRITE,
    .summary = W_DO_TASK_ADD,
    .operands = "TEXT",
    .options = add_options,
    .example = "naast task add \"send the NDA\" --deal D1 --due friday\n",
    .writes = WRITES_JSON,
    .run = add,
};
const struct command command_task_list = {
    .name = "task",
    .verb = "list",
    .needs = NEEDS_READ,
    .summary = W_DO_TASK_LIST,
    .options = list_options,
    .example = "naast task list --deal D1\n",
    .writes = WRITES_JSON | WRITES_RECORDS | PAGED,
    .run = list,
};
const struct command command_task_done = {
    .name = "task",
    .verb = "done",
    .needs = NEEDS_WRITE,
    .summary = W_DO_TASK_DONE,
    .operands = "TASK",
    .options = done_options,
    .example = "naast task done T5\n",
    .writes = WRITES_JSON,
    .run = done,
};
