/* row_write.c: one checked row into the store: who it names, found or made, and its deal. */
#include "exchange/import.h"

#include "base/dates.h"
#include "base/ids.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/moves.h"
#include "store/sql.h"

/* Who a row names, and the deal as it will stand. */
struct named {
    int64_t org, contact, owner;
    int64_t at; /* when it was opened; now, when that is not known */
};

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

static int find_or_make_org(naast_import *import, struct import_row *row, int64_t *out)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = row->text[NAAST_FIELD_ORG];
    if (spec.name == NULL)
        return 0;
    int status = find_by_name(import,
                              "SELECT id FROM naast_org WHERE folded = CAST(?1 AS TEXT) AND void = 0 "
                              "ORDER BY id LIMIT 1",
                              spec.name, ANYWHERE, out);
    if (status != 0 || *out != 0)
        return status;
    row->made_org = 1;
    return naast_org_add(import->store, &spec, out);
}

static int find_by_email(naast_import *import, const char *email, int64_t *out)
{
    return find_by_name(import,
                        "SELECT id FROM naast_person WHERE email_folded = CAST(?1 AS TEXT) AND void = 0 "
                        "ORDER BY id LIMIT 1",
                        email, ANYWHERE, out);
}

static int find_in_org(naast_import *import, const char *name, int64_t org, int64_t *out)
{
    return find_by_name(import,
                        "SELECT id FROM naast_person WHERE folded = CAST(?1 AS TEXT) AND void = 0 "
                        "AND coalesce(org, 0) = ?2 ORDER BY id LIMIT 1",
                        name, org, out);
}

/* Somebody known without an address, whose address this row gives. */
static int find_without_email(naast_import *import, const char *name, int64_t org, int64_t *out)
{
    return find_by_name(import,
                        "SELECT id FROM naast_person WHERE folded = CAST(?1 AS TEXT) AND void = 0 "
                        "AND coalesce(org, 0) = ?2 AND email_folded IS NULL ORDER BY id LIMIT 1",
                        name, org, out);
}

static int give_email(naast_import *import, int64_t person, const char *email)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.email = email;
    return naast_person_edit(import->store, person, &spec);
}

static int make_person(naast_import *import, struct import_row *row, int64_t org, int64_t *out)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.email = row->text[NAAST_FIELD_EMAIL];
    spec.name = row->text[NAAST_FIELD_CONTACT] ? row->text[NAAST_FIELD_CONTACT] : spec.email;
    spec.org = org;
    row->made_person = 1;
    return naast_person_add(import->store, &spec, out);
}

/* By address, which is somebody's own; then by name within the organisation. */
static int find_or_make_person(naast_import *import, struct import_row *row, int64_t org, int64_t *out)
{
    const char *name = row->text[NAAST_FIELD_CONTACT], *email = row->text[NAAST_FIELD_EMAIL];
    int status = 0;
    if (name == NULL && email == NULL)
        return 0;
    if (email != NULL)
        status = find_by_email(import, email, out);
    if (status != 0 || *out != 0)
        return status;
    if (name != NULL)
        status = email == NULL ? find_in_org(import, name, org, out) : find_without_email(import, name, org, out);
    if (status != 0)
        return status;
    if (*out == 0)
        return make_person(import, row, org, out);
    return email == NULL ? 0 : give_email(import, *out, email);
}

static int find_named(naast_import *import, struct import_row *row, struct named *out, naast_import_field *wrong)
{
    const char *owner = row->text[NAAST_FIELD_OWNER];
    *wrong = NAAST_FIELD_ORG;
    int status = find_or_make_org(import, row, &out->org);
    if (status != 0)
        return status;
    *wrong = row->text[NAAST_FIELD_EMAIL] ? NAAST_FIELD_EMAIL : NAAST_FIELD_CONTACT;
    status = find_or_make_person(import, row, out->org, &out->contact);
    if (status != 0 || owner == NULL)
        return status;
    *wrong = NAAST_FIELD_OWNER;
    return actor_named(import->store, owner, &out->owner);
}

static void fill_row(const naast_import *import, const struct import_row *from, const struct named *named,
                     struct rec_value row[DEAL_COLUMNS])
{
    int has_amount = from->amount.currency[0] != '\0';
    const char *source = from->text[NAAST_FIELD_SOURCE];
    row[DEAL_TITLE] = rec_text(from->text[NAAST_FIELD_TITLE]);
    row[DEAL_ORG] = rec_int_or_null(named->org);
    row[DEAL_CONTACT] = rec_int_or_null(named->contact);
    row[DEAL_OWNER] = rec_int_or_null(named->owner);
    row[DEAL_AMOUNT] = has_amount ? rec_int(from->amount.minor) : rec_null();
    row[DEAL_CURRENCY] = has_amount ? rec_text(from->amount.currency) : rec_null();
    row[DEAL_EXPECTED] = rec_int_or_null(from->expected);
    row[DEAL_SOURCE] = rec_text(source ? source : import->source);
    row[DEAL_EXTERNAL_ID] = rec_text(from->text[NAAST_FIELD_EXTERNAL_ID]);
    row[DEAL_NOTE] = rec_text(from->text[NAAST_FIELD_NOTE]);
    row[DEAL_PIPELINE] = rec_int(import->pipeline);
    row[DEAL_STAGE] = rec_text(from->meaning->stage);
    row[DEAL_OUTCOME] = rec_text(from->meaning->outcome);
    row[DEAL_CREATED] = rec_int(named->at);
    row[DEAL_CLOSED] = rec_int_or_null(from->closed);
    row[DEAL_UNVERIFIED] = rec_int(1);
    row[DEAL_CREV] = rec_int(0);
}

static int open_deal(naast_import *import, const struct import_row *from, const struct named *named)
{
    struct env *env = &import->store->env;
    struct rec_value row[DEAL_COLUMNS] = {0};
    uint8_t uuid[UUID_BYTES];
    char *folded = NULL;
    naast_id deal;
    const struct move move = {
        .kind = "import",
        .to_stage = from->meaning->stage,
        .to_outcome = from->meaning->outcome,
        .pipeline = import->pipeline,
        .at = named->at,
        .closed = from->closed,
    };
    fill_row(import, from, named, row);
    int status = uuid_make(env, uuid);
    if (status == 0)
        status = text_fold(env, from->text[NAAST_FIELD_TITLE], &folded);
    if (status == 0) {
        row[DEAL_UUID] = rec_blob(uuid, sizeof uuid);
        row[DEAL_FOLDED] = rec_text(folded);
        status = deal_open(import->store, row, &move, &deal);
    }
    mem_free(env, folded);
    return status;
}

int import_row_write(naast_import *import, struct import_row *row, naast_import_field *wrong)
{
    struct named named = {0};
    int status = find_named(import, row, &named, wrong);
    if (status != 0)
        return import_row_fault(import, status);
    named.at = row->opened != 0 ? date_start(row->opened) : env_now(&import->store->env);
    if (named.at == 0)
        named.at = 1;            /* the first moment of 1970 would mean "now" */
    *wrong = NAAST_FIELD_AMOUNT; /* all the rest was looked at before: what is left is a sum that does not fit */
    return import_row_fault(import, open_deal(import, row, &named));
}
