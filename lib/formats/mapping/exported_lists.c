/* exported_lists.c: the CSV lists that naast writes, recognised when they come back. */
#include "formats/mapping/exported_lists.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast-exchange.h"
#include "formats/rows/row.h"

/* The column of each field, all of which such a file has; and one more that it is known by, beside id and uuid. */
static const char *const deal_columns[NAAST_FIELD_COUNT] = {
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
static const char *const org_columns[NAAST_FIELD_COUNT] = {
    [NAAST_FIELD_NAME] = "name",
    [NAAST_FIELD_NOTE] = "note",
};
static const char *const person_columns[NAAST_FIELD_COUNT] = {
    [NAAST_FIELD_NAME] = "name", [NAAST_FIELD_ORG] = "org_name",          [NAAST_FIELD_EMAIL] = "email",
    [NAAST_FIELD_NOTE] = "note", [NAAST_FIELD_NO_CONTACT] = "no_contact",
};
static const struct {
    const char *const *columns;
    const char *known_by;
} lists[] = {
    [NAAST_IMPORT_DEALS] = {deal_columns, "org_name"},
    [NAAST_IMPORT_ORGS] = {org_columns, "open_deals"},
    [NAAST_IMPORT_PEOPLE] = {person_columns, "org_name"},
};

static int32_t find_column(const naast_row *head, const char *name)
{
    for (size_t i = 0; i < head->text_count; i++) {
        if (strcmp(row_text(head, i), name) == 0)
            return (int32_t)i;
    }
    return -1;
}

bool exported_bind(const naast_row *head, naast_import_kind kind, int32_t out[NAAST_FIELD_COUNT])
{
    const char *const *names = lists[kind].columns;
    int32_t found[NAAST_FIELD_COUNT];
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++) {
        found[i] = names[i] == NULL ? -1 : find_column(head, names[i]);
        if (names[i] != NULL && found[i] < 0)
            return false;
    }
    if (find_column(head, "id") != 0 || find_column(head, "uuid") < 0 || find_column(head, lists[kind].known_by) < 0)
        return false;
    memcpy(out, found, sizeof found);
    return true;
}
