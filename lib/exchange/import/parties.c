/* parties.c: organisations and people that rows name: found, or made, and whom they may be the same as. */
#include "naast-exchange.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "exchange/import/import.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <string.h>
#include <strings.h>

enum { ANYWHERE = -1 };

/* The number of what `sql` finds by a folded name, and, as ?2, within an organisation (0: within none); 0: nothing. */
static int find_by_name(naast_import *import, const char *sql, const char *name, int64_t within, int64_t *out)
{
    char *folded = NULL;
    int status = text_fold(&import->store->env, name, &folded);
    *out = 0;
    if (status == 0)
        status = sql_int(import->store, out, sql, within == ANYWHERE ? "t" : "ti", folded, within);
    mem_free(&import->store->env, folded);
    return status;
}

/* --- organisations --- */

static int find_org(naast_import *import, const char *name, int64_t *out)
{
    int status = find_by_name(import,
                              "SELECT id FROM naast_org WHERE folded = CAST(?1 AS TEXT) AND void = 0 "
                              "ORDER BY id LIMIT 1",
                              name, ANYWHERE, out);
    return status == 0 && *out == 0 ? gone_into(import, GONE_ORG, name, 0, out) : status;
}

static int make_org(naast_import *import, struct import_row *row, const naast_org_spec *spec, int64_t *out)
{
    int status = naast_org_add(import->store, spec, out);
    row->result.new_org = *out;
    return status;
}

int import_org_of(naast_import *import, struct import_row *row, int64_t *out)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = row->text[NAAST_FIELD_ORG];
    if (spec.name == NULL)
        return 0;
    int status = find_org(import, spec.name, out);
    if (status == 0 && *out == 0) {
        status = alike_find(import, spec.name, &row->result.like_org);
        if (status == 0)
            status = make_org(import, row, &spec, out);
    }
    return status;
}

int import_org_read(naast_import *import, struct import_row *row)
{
    int status = row->text[NAAST_FIELD_NAME] == NULL ? FAIL(&import->store->env, MSG_IMPORT_NO_NAME) : 0;
    return import_fault_keep(import, status, NAAST_FIELD_NAME);
}

int import_org_write(naast_import *import, struct import_row *row, naast_import_field *wrong)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    int64_t known = 0;
    int status = 0;
    spec.name = row->text[NAAST_FIELD_NAME];
    spec.note = row->text[NAAST_FIELD_NOTE];
    *wrong = NAAST_FIELD_NAME;
    if (import->duplicates != NAAST_DUPLICATES_ADD)
        status = find_org(import, spec.name, &known);
    row->is_known = known != 0;
    row->result.id = known;
    if (status == 0 && !row->is_known)
        status = alike_find(import, spec.name, &row->result.like_org);
    if (status != 0 || row->is_known || (row->result.like_org != 0 && import->duplicates == NAAST_DUPLICATES_SKIP))
        return status;
    return import_row_fault(import, make_org(import, row, &spec, &row->result.id));
}

/* --- people --- */

#define BY_NAME "SELECT id FROM naast_person WHERE folded = CAST(?1 AS TEXT) AND void = 0 "
#define FIRST "ORDER BY id LIMIT 1"
static const char by_email_sql[] =
    "SELECT id FROM naast_person WHERE email_folded = CAST(?1 AS TEXT) AND void = 0 " FIRST;
static const char in_org_sql[] = BY_NAME "AND coalesce(org, 0) = ?2 " FIRST;
/* Somebody known without an address, whose address this row gives. */
static const char without_email_sql[] = BY_NAME "AND coalesce(org, 0) = ?2 AND email_folded IS NULL " FIRST;
/* Somebody of that name in the organisation, or where of one of the two it is not known whose colleague they are. */
static const char namesake_sql[] = BY_NAME "AND (?2 = 0 OR coalesce(org, 0) = ?2 OR org IS NULL) " FIRST;

/* The wish not to be contacted; one that is known already is never taken back by a row. */
static int read_no_contact(naast_import *import, struct import_row *row)
{
    const char *text = row->text[NAAST_FIELD_NO_CONTACT];
    if (text == NULL || strcasecmp(text, "false") == 0 || strcasecmp(text, "no") == 0)
        return 0;
    if (strcasecmp(text, "true") != 0 && strcasecmp(text, "yes") != 0)
        return FAIL(&import->store->env, MSG_IMPORT_NO_CONTACT, text);
    row->no_contact = NAAST_FLAG_SET;
    return 0;
}

/* Somebody who is there already, and of whom it is not known yet. */
static int give_wish(naast_import *import, int64_t person)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    int64_t known = 0;
    int status =
        sql_int(import->store, &known, "SELECT no_contact FROM naast_person WHERE id = ?1 AND void = 0", "i", person);
    spec.no_contact = NAAST_FLAG_SET;
    return status == 0 && known == 0 ? naast_person_edit(import->store, person, &spec) : status;
}

static int give_email(naast_import *import, int64_t person, const char *email)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.email = email;
    return naast_person_edit(import->store, person, &spec);
}

/* By address, which is somebody's own; then by name within the organisation. */
static int find_person(naast_import *import, const naast_person_spec *spec, int64_t *out)
{
    int status = 0;
    if (spec->email != NULL)
        status = find_by_name(import, by_email_sql, spec->email, ANYWHERE, out);
    if (status == 0 && *out == 0 && spec->email != NULL)
        status = gone_into(import, GONE_EMAIL, spec->email, 0, out);
    if (status != 0 || *out != 0)
        return status;
    if (spec->email == NULL) {
        status = find_by_name(import, in_org_sql, spec->name, spec->org, out);
        return status == 0 && *out == 0 ? gone_into(import, GONE_PERSON, spec->name, spec->org, out) : status;
    }
    status = find_by_name(import, without_email_sql, spec->name, spec->org, out);
    return status == 0 && *out != 0 ? give_email(import, *out, spec->email) : status;
}

static int make_person(naast_import *import, struct import_row *row, const naast_person_spec *spec, int64_t *out)
{
    int status = naast_person_add(import->store, spec, out);
    row->result.new_person = *out;
    return status;
}

int import_contact_of(naast_import *import, struct import_row *row, int64_t org, int64_t *out)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.email = row->text[NAAST_FIELD_EMAIL];
    spec.name = row->text[NAAST_FIELD_CONTACT] ? row->text[NAAST_FIELD_CONTACT] : spec.email;
    spec.org = org;
    if (spec.name == NULL)
        return 0;
    int status = find_person(import, &spec, out);
    if (status != 0 || *out != 0)
        return status;
    status = find_by_name(import, namesake_sql, spec.name, org, &row->result.like_person);
    return status == 0 ? make_person(import, row, &spec, out) : status;
}

/* The first of these texts that says something; NULL: none does. */
static const char *speaking(const char *first, const char *second, const char *third)
{
    const char *texts[] = {first, second, third};
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++)
        if (texts[k] != NULL && text_says_something(texts[k]))
            return texts[k];
    return NULL;
}

/* A person's name, as given or from its two parts; else the address. Systems that want a family name get "-" for
 * one that nobody knew. */
static int read_name(naast_import *import, struct import_row *row)
{
    struct env *env = &import->store->env;
    const char *given = row->text[NAAST_FIELD_GIVEN_NAME], *family = row->text[NAAST_FIELD_FAMILY_NAME];
    row->name = row->text[NAAST_FIELD_NAME];
    if (row->name == NULL && given != NULL && family != NULL) {
        const size_t length = strlen(given), size = length + 1 + strlen(family) + 1;
        char *joined = mem_resize(env, NULL, size, 1);
        if (joined == NULL)
            return NAAST_NO_MEMORY;
        memcpy(joined, given, length);
        joined[length] = ' ';
        memcpy(joined + length + 1, family, size - length - 1);
        row->name = row->text[NAAST_FIELD_NAME] = joined;
    }
    if (row->name == NULL || !text_says_something(row->name))
        row->name = speaking(given, family, row->text[NAAST_FIELD_EMAIL]);
    if (row->name == NULL && import->faults.count > 0)
        return 0; /* what is wrong may be the name */
    return row->name == NULL ? FAIL(env, MSG_IMPORT_NO_NAME) : 0;
}

int import_person_read(naast_import *import, struct import_row *row)
{
    int status = import_fault_keep(import, read_name(import, row), NAAST_FIELD_NAME);
    return status == 0 ? import_fault_keep(import, read_no_contact(import, row), NAAST_FIELD_NO_CONTACT) : status;
}

/* Whether the row is to be left out, or was found; else it can be made. */
static int look_for_person(naast_import *import, struct import_row *row, const naast_person_spec *spec)
{
    int status = 0;
    if (import->duplicates != NAAST_DUPLICATES_ADD)
        status = find_person(import, spec, &row->result.id);
    row->is_known = row->result.id != 0;
    if (status == 0 && !row->is_known)
        status = find_by_name(import, namesake_sql, spec->name, spec->org, &row->result.like_person);
    return status;
}

int import_person_write(naast_import *import, struct import_row *row, naast_import_field *wrong)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.name = row->name;
    spec.email = row->text[NAAST_FIELD_EMAIL];
    spec.note = row->text[NAAST_FIELD_NOTE];
    spec.no_contact = row->no_contact;
    *wrong = NAAST_FIELD_ORG;
    int status = import_org_of(import, row, &spec.org);
    if (status == 0) {
        *wrong = spec.email != NULL ? NAAST_FIELD_EMAIL : NAAST_FIELD_NAME;
        status = look_for_person(import, row, &spec);
    }
    const int skipped = row->result.like_person != 0 && import->duplicates == NAAST_DUPLICATES_SKIP;
    if (status == 0 && row->is_known && spec.no_contact == NAAST_FLAG_SET)
        status = give_wish(import, row->result.id);
    if (status == 0 && !row->is_known && !skipped)
        status = make_person(import, row, &spec, &row->result.id);
    return import_row_fault(import, status);
}
