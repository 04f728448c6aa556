/* duplicates.c: who is probably in the store twice, and the command that makes them one. */
#include <stdbool.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "input/paging.h"
#include "output/cell.h"
#include "output/table.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

static const struct column columns[] = {
    {"from", W_HEAD_ID, 0},      {"from_name", W_HEAD_NAME, COLUMN_WIDE},
    {"into", W_HEAD_PERHAPS, 0}, {"into_name", W_HEAD_NAME, COLUMN_WIDE},
    {"why", W_HEAD_WHY, 0},      {"fix", W_HEAD_TYPE, 0},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static void show(struct cli *cli, struct table *table, const naast_duplicate *found)
{
    const char letter = found->root == NAAST_ROOT_PERSON ? 'P' : 'O';
    const char *from = text_id(cli, letter, found->from), *into = text_id(cli, letter, found->into);
    const bool address = found->why[0] == 'e';
    struct cell cells[COLUMNS] = {
        cell_text(from),
        cell_text(found->from_name),
        cell_text(into),
        cell_text(found->into_name),
        cell_named(found->why, word(cli, address ? W_SAME_ADDRESS : W_ALIKE_NAME)),
        cell_text(cli_printf(cli, "naast merge %s %s", from, into)),
    };
    table_row(table, cells);
}

static int run(struct cli *cli, const struct args *args)
{
    naast_duplicates *found;
    naast_page page = NAAST_PAGE_INIT;
    int status = paging_limit(cli, args, &page.limit);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_duplicate_list(cli->store, NULL, &page, &found));
    if (status != NAAST_OK)
        return status;
    struct table *table = table_begin(cli, "duplicates", columns, COLUMNS, W_NO_DUPLICATES);
    const bool more = found->more != 0;
    for (size_t i = 0; i < found->count; i++)
        show(cli, table, &found->items[i]);
    naast_free(found);
    table_flag(table, "more", more);
    status = table_end(table);
    if (status == NAAST_OK && more)
        cli_note(cli, W_MORE_DUPLICATES);
    return status;
}

static const struct option options[] = {{"limit", "N", W_OPT_LIMIT, 0}, OPTIONS_END};

const struct command command_duplicates = {
    .name = "duplicates",
    .needs = NEEDS_READ,
    .summary = W_DO_DUPLICATES,
    .options = options,
    .example = "naast duplicates\n",
    .writes = WRITES_JSON | WRITES_RECORDS | PAGED,
    .run = run,
};
