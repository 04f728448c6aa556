/* fields.c: the fields that rows can give, by their codes, and which kind of row has which. */
#include "naast-exchange.h"

#include "base/env/env.h"

enum { DEALS = 1 << NAAST_IMPORT_DEALS, ORGS = 1 << NAAST_IMPORT_ORGS, PEOPLE = 1 << NAAST_IMPORT_PEOPLE };

static const struct {
    const char *code;
    unsigned kinds;
} fields[NAAST_FIELD_COUNT] = {
    [NAAST_FIELD_TITLE] = {"title", DEALS},
    [NAAST_FIELD_NAME] = {"name", ORGS | PEOPLE},
    [NAAST_FIELD_GIVEN_NAME] = {"given_name", PEOPLE},
    [NAAST_FIELD_FAMILY_NAME] = {"family_name", PEOPLE},
    [NAAST_FIELD_ORG] = {"org", DEALS | PEOPLE},
    [NAAST_FIELD_CONTACT] = {"contact", DEALS},
    [NAAST_FIELD_EMAIL] = {"email", DEALS | PEOPLE},
    [NAAST_FIELD_OWNER] = {"owner", DEALS},
    [NAAST_FIELD_AMOUNT] = {"amount", DEALS},
    [NAAST_FIELD_CURRENCY] = {"currency", DEALS},
    [NAAST_FIELD_STAGE] = {"stage", DEALS},
    [NAAST_FIELD_OUTCOME] = {"outcome", DEALS},
    [NAAST_FIELD_OPENED] = {"opened", DEALS},
    [NAAST_FIELD_CLOSED] = {"closed", DEALS},
    [NAAST_FIELD_CLOSES] = {"closes", DEALS},
    [NAAST_FIELD_EXPECTED] = {"expected", DEALS},
    [NAAST_FIELD_SOURCE] = {"source", DEALS},
    [NAAST_FIELD_EXTERNAL_ID] = {"external_id", DEALS},
    [NAAST_FIELD_NOTE] = {"note", DEALS | ORGS | PEOPLE},
    [NAAST_FIELD_NO_CONTACT] = {"no_contact", PEOPLE},
};

const char *naast_import_field_code(naast_import_field field)
{
    return (unsigned)field < NAAST_FIELD_COUNT ? fields[field].code : NULL;
}

int naast_import_takes(naast_import_kind kind, naast_import_field field)
{
    return (unsigned)field < NAAST_FIELD_COUNT && (unsigned)kind <= NAAST_IMPORT_PEOPLE &&
           (fields[field].kinds >> kind & 1U) != 0;
}
