/* deal_write.c: one checked row into the store: who it names, found or made, and its deal. */
#include "naast-exchange.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/rows.h"
#include "domain/deal/transition.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "exchange/import/import.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

/* Whom a row names, and the deal as it will be. */
struct named {
    int64_t org, contact, owner;
    int64_t at; /* when it was opened; now, when that is not known */
};

static int find_people(naast_import *import, struct import_row *row, struct named *out, naast_import_field *wrong)
{
    const char *owner = row->text[NAAST_FIELD_OWNER];
    *wrong = row->text[NAAST_FIELD_EMAIL] ? NAAST_FIELD_EMAIL : NAAST_FIELD_CONTACT;
    int status = import_contact_of(import, row, out->org, &out->contact);
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
    row[DEAL_STAGE] = rec_text(from->stage);
    row[DEAL_OUTCOME] = rec_text(from->outcome);
    row[DEAL_CREATED] = rec_int(named->at);
    row[DEAL_CLOSED] = rec_int_or_null(from->closed);
    row[DEAL_UNVERIFIED] = rec_int(1);
    row[DEAL_CREV] = rec_int(0);
}

/* Without an id of its own a deal is known by all that it says. Rows of one file are told apart by being two. */
#define SAME_SELECT                                                                                                    \
    "SELECT id FROM naast_deal WHERE id <= ?1 AND void = 0 AND coalesce(amount, 0) = ?2"                               \
    " AND coalesce(currency, '') = CAST(?3 AS TEXT) AND (created = ?4 OR ?4 = 0) AND "

/* Whether any deal that was there before has that title: 0, or one of them. The file's own rows are not looked through,
 * however many are called the same. */
static int find_title(naast_import *import, const char *folded, int64_t *out)
{
    return sql_int(import->store, out,
                   "SELECT id FROM naast_deal WHERE folded = CAST(?2 AS TEXT) AND void = 0 AND id <= ?1 LIMIT 1", "it",
                   import->last_deal, folded);
}

/* The deals of one organisation are few, whatever their titles; + leaves the index of titles to those without one. */
static int find_same(naast_import *import, struct import_row *row, int64_t org, const char *folded)
{
    const naast_money *amount = &row->amount;
    int64_t *found = &row->result.id, titled = 0;
    if (row->text[NAAST_FIELD_EXTERNAL_ID] != NULL || import->duplicates == NAAST_DUPLICATES_ADD)
        return 0;
    int status = find_title(import, folded, &titled);
    if (status != 0 || titled == 0)
        return status;
    if (org == 0)
        status =
            sql_int(import->store, found, SAME_SELECT "folded = CAST(?5 AS TEXT) AND org IS NULL ORDER BY id LIMIT 1",
                    "iitit", import->last_deal, amount->minor, amount->currency, row->opened_at, folded);
    else
        status =
            sql_int(import->store, found, SAME_SELECT "+folded = CAST(?5 AS TEXT) AND org = ?6 ORDER BY id LIMIT 1",
                    "iititi", import->last_deal, amount->minor, amount->currency, row->opened_at, folded, org);
    row->is_same = *found != 0;
    return status;
}

static int open_deal(naast_import *import, struct import_row *from, const struct named *named, const char *folded)
{
    struct rec_value row[DEAL_COLUMNS] = {0};
    uint8_t uuid[UUID_BYTES];
    const struct move move = {
        .kind = "import",
        .to_stage = from->stage,
        .to_outcome = from->outcome,
        .pipeline = import->pipeline,
        .at = named->at,
        .closed = from->closed,
    };
    fill_row(import, from, named, row);
    int status = uuid_make(&import->store->env, uuid);
    if (status != 0)
        return status;
    row[DEAL_UUID] = rec_blob(uuid, sizeof uuid);
    row[DEAL_FOLDED] = rec_text(folded);
    return deal_open(import->store, row, &move, &from->result.id);
}

static int write_deal(naast_import *import, struct import_row *row, const char *folded, naast_import_field *wrong)
{
    struct named named = {0};
    *wrong = NAAST_FIELD_ORG;
    int status = import_org_of(import, row, &named.org);
    if (status == 0 && row->result.new_org == 0)
        status = find_same(import, row, named.org, folded);
    if (status != 0 || row->is_same)
        return status;
    named.at = row->opened != 0 ? row->opened_at : env_now(&import->store->env);
    if (named.at == 0)
        named.at = 1; /* the first moment of 1970 would mean "now" */
    status = find_people(import, row, &named, wrong);
    if (status != 0)
        return status;
    *wrong = NAAST_FIELD_AMOUNT; /* all the rest was looked at before: what is left is a sum that does not fit */
    return open_deal(import, row, &named, folded);
}

int import_deal_write(naast_import *import, struct import_row *row, naast_import_field *wrong)
{
    struct env *env = &import->store->env;
    char *folded = NULL;
    int status = text_fold(env, row->text[NAAST_FIELD_TITLE], &folded);
    if (status == 0)
        status = write_deal(import, row, folded, wrong);
    mem_free(env, folded);
    return import_row_fault(import, status);
}
