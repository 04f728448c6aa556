/* find.c: one search over deals, evidence, organisations and people. */
#include <stdbool.h>
#include <stdint.h>

#include "naast-find.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/context.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/table.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

static const struct column columns[] = {
    {"id", W_HEAD_ID, 0},
    {"what", W_HEAD_WHAT, 0},
    {"kind", W_NONE, COLUMN_HIDDEN},
    {"deal", W_NONE, COLUMN_HIDDEN},
    {"name", W_HEAD_NAME, COLUMN_WIDE},
    {"found", W_HEAD_FOUND, COLUMN_WIDE},
};
enum { COLUMNS = sizeof columns / sizeof columns[0], USUAL = 25, USUAL_RECORDS = 1000, MOST = 100000 };

static struct cell what_it_is(struct cli *cli, const naast_hit *found)
{
    if (found->item != 0)
        return cell_named("item", found->kind_name);
    switch (found->root) {
    case NAAST_ROOT_ORG:
        return cell_named("org", word(cli, W_HEAD_ORG));
    case NAAST_ROOT_PERSON:
        return cell_named("person", word(cli, W_A_PERSON));
    default:
        return cell_named("deal", word(cli, W_HEAD_TITLE));
    }
}

static void show(struct cli *cli, struct table *table, const naast_hit *found)
{
    const char letter = found->root == NAAST_ROOT_ORG ? 'O' : found->root == NAAST_ROOT_PERSON ? 'P' : 'D';
    const char *id = found->item != 0 ? text_item(cli, found->id, found->item) : text_id(cli, letter, found->id);
    const struct cell cells[COLUMNS] = {
        cell_text(id),          what_it_is(cli, found),
        cell_text(found->kind), found->root == NAAST_ROOT_DEAL ? cell_id('D', found->id) : cell_none(),
        cell_text(found->name), cell_text(found->text),
    };
    table_row(table, cells);
}

static int run(struct cli *cli, const struct args *args)
{
    naast_hits *found;
    int64_t limit = cli->output == OUTPUT_TEXT ? USUAL : USUAL_RECORDS;
    int status = cli_number(cli, "--limit", args_value(args, "limit"), 1, MOST, &limit);
    naast_find_spec spec = NAAST_FIND_SPEC_INIT;
    naast_page page = NAAST_PAGE_INIT;
    spec.text = args_text(cli, args);
    page.limit = (uint32_t)limit;
    if (status == NAAST_OK)
        status = cli_check(cli, naast_find(cli->store, &spec, &page, &found));
    if (status != NAAST_OK)
        return status;
    const enum word nothing = args->count > 1 ? W_NOTHING_FOUND_OF_ALL : W_NOTHING_FOUND;
    struct table *table = table_begin(cli, "found", columns, COLUMNS, nothing);
    for (size_t i = 0; i < found->count; i++)
        show(cli, table, &found->items[i]);
    const bool more = found->more != 0 || found->unseen != 0;
    naast_free(found);
    table_flag(table, "more", more);
    status = table_end(table);
    if (status == NAAST_OK && more)
        cli_note(cli, W_FOUND_MORE);
    return status;
}

static const struct option options[] = {{"limit", "N", W_OPT_FIND_LIMIT, 0}, OPTIONS_END};

const struct command command_find = {
    .name = "find",
    .needs = NEEDS_READ,
    .summary = W_DO_FIND,
    .operands = "TEXT...",
    .options = options,
    .example = "naast find policy\nnaast find cafe sanne --limit 5\n",
    .more = W_MORE_FIND,
    .writes = WRITES_JSON | WRITES_RECORDS | PAGED,
    .run = run,
};
