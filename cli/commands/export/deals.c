/* deals.c: deals as CSV. */
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/export/each_deal.h"
#include "commands/export/store.h"
#include "input/deal_filter.h"
#include "output/cell.h"
#include "output/table.h"
#include "term/message.h"
#include "view/deal_cells.h"
#include "words/words.h"

/* Those of deal list, and what only an export needs. */
enum { OPENED = DEAL_COLUMNS, EMAIL, COLUMNS };

struct exporting {
    struct cli *cli;
    struct table *table;
};

/* The contact's address; "" without one. */
static int find_email(struct cli *cli, naast_id contact, const char **out)
{
    naast_person *person;
    *out = "";
    if (contact == 0)
        return NAAST_OK;
    int status = naast_person_get(cli->store, contact, &person);
    if (status == NAAST_NOT_FOUND)
        return NAAST_OK;
    if (status != NAAST_OK)
        return cli_check(cli, status);
    *out = cli_keep_text(cli, person->email);
    naast_free(person);
    return NAAST_OK;
}

static int take(void *context, const naast_deal *deal)
{
    struct exporting *exporting = context;
    struct cell cells[COLUMNS];
    const char *email;
    int status = find_email(exporting->cli, deal->contact, &email);
    if (status != NAAST_OK)
        return status;
    deal_cells(exporting->cli, deal, cells);
    cells[OPENED] = cell_date(naast_date_of(deal->created));
    cells[EMAIL] = cell_text(email);
    table_row(exporting->table, cells);
    return NAAST_OK;
}

static int run(struct cli *cli, const struct args *args)
{
    struct exporting exporting = {.cli = cli};
    struct column columns[COLUMNS];
    naast_deal_filter filter;
    int status = deal_filter_read(cli, args, &filter);
    if (status != NAAST_OK)
        return status;
    memcpy(columns, deal_columns, sizeof deal_columns);
    columns[OPENED] = (struct column)EXPORTED("opened");
    columns[EMAIL] = (struct column)EXPORTED("email");
    export_as_csv(cli);
    exporting.table = table_begin(cli, "deals", columns, COLUMNS, W_NO_DEALS);
    status = each_deal(cli, &filter, take, &exporting);
    int ended = table_end(exporting.table);
    return status != NAAST_OK ? status : ended;
}

const struct command command_export_deals = {
    .name = "export",
    .verb = "deals",
    .needs = NEEDS_READ,
    .summary = W_DO_EXPORT_DEALS,
    .operands = "[FILTER...]",
    .example = "naast export deals >deals.csv\nnaast export deals owner:me outcome:open >mine.csv\n",
    .more = W_MORE_EXPORT_DEALS,
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = run,
};
