/* export_deals.c: deals as CSV; and how that file is known again. */
#include "export_deals.h"

#include <string.h>

#include "each_deal.h"
#include "export.h"

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

/* --- known again --- */

static int find_column(const struct import_row *head, const char *name)
{
    for (size_t i = 0; i < head->count; i++) {
        if (strcmp(import_text(head, i), name) == 0)
            return (int)i;
    }
    return -1;
}

bool exported_deals_bind(const struct import_row *head, int out[NAAST_FIELD_COUNT])
{
    static const char *const names[NAAST_FIELD_COUNT] = {
        [NAAST_FIELD_TITLE] = "title",
        [NAAST_FIELD_ORG] = "org_name",
        [NAAST_FIELD_CONTACT] = "contact_name",
        [NAAST_FIELD_EMAIL] = "email",
        [NAAST_FIELD_OWNER] = "owner",
        [NAAST_FIELD_AMOUNT] = "amount",
        [NAAST_FIELD_CURRENCY] = "currency",
        [NAAST_FIELD_STAGE] = "stage",
        [NAAST_FIELD_OPENED] = "opened",
        [NAAST_FIELD_CLOSED] = "closed",
        [NAAST_FIELD_EXPECTED] = "expected",
        [NAAST_FIELD_SOURCE] = "source",
        [NAAST_FIELD_EXTERNAL_ID] = "external_id",
        [NAAST_FIELD_NOTE] = "note",
        [NAAST_FIELD_OUTCOME] = "outcome",
    };
    int found[NAAST_FIELD_COUNT];
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++) {
        found[i] = names[i] == NULL ? -1 : find_column(head, names[i]);
        if (names[i] != NULL && found[i] < 0)
            return false;
    }
    if (find_column(head, "id") != 0 || find_column(head, "uuid") < 0)
        return false;
    memcpy(out, found, sizeof found);
    return true;
}
