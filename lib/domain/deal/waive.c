/*
 * waive.c: setting a waivable check aside for a while: with a reason, an approver and an end; and withdrawing that.
 *
 * Of the waivers of a check the last one counts. One is withdrawn by another that ended the day before it was given:
 * the table has no column for it, and a waiver cannot be given for a day that has passed.
 */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "base/values/dates.h"
#include "base/values/ids.h"
#include "domain/common/input.h"
#include "domain/common/rows.h"
#include "domain/deal/deal_move.h"
#include "domain/pipeline/pipeline.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/record.h"

enum { WAIVER_DAYS = 14 };

static int check_waivable(const struct moving *moving, const char *id)
{
    struct env *env = &moving->store->env;
    const naast_check *check = pipeline_check_of(moving->pipeline, id, NULL);
    if (check == NULL)
        return FAIL(env, MSG_CHECK_NOT_FOUND, moving->pipeline->code, id ? id : "");
    return check->waivable ? 0 : FAIL(env, MSG_CHECK_NOT_WAIVABLE, id);
}

static int waiver_end(const struct moving *moving, naast_date until, naast_date *out)
{
    char text[11];
    const naast_date today = env_today(&moving->store->env);
    int status = day_check(moving->store, until);
    if (status != 0)
        return status;
    date_format(until, text);
    if (until != 0 && until < today)
        return FAIL(&moving->store->env, MSG_WAIVER_PAST, text);
    *out = until ? until : naast_date_add(today, WAIVER_DAYS);
    return 0;
}

static int approver_of(naast_store *store, const char *by, int64_t *out)
{
    char *name = NULL;
    int status = field_clean(store, MSG_FIELD_APPROVER, by, NAME_BYTES, TEXT_LINE | TEXT_SPEAKS, &name);
    if (status == 0)
        status = name != NULL && *name != '\0' ? actor_named(store, name, out) : actor_current(store, out);
    mem_free(&store->env, name);
    return status;
}

/* until: the last day of the waiver. */
static int waiver_write(struct moving *moving, const char *check, int64_t approver, naast_date until)
{
    naast_store *store = moving->store;
    const struct rec_value row[WAIVER_COLUMNS] = {
        [WAIVER_ID] = rec_int(child_key(moving->deal, 0)),
        [WAIVER_CHECK] = rec_text(check),
        [WAIVER_BECAUSE] = rec_text(moving->because),
        [WAIVER_APPROVER] = rec_int(approver),
        [WAIVER_UNTIL] = rec_int(until),
        [WAIVER_AT] = rec_int(env_now(&store->env)),
        [WAIVER_VOID] = rec_int(0),
    };
    return rec_insert(store, &table_waiver, row, NULL);
}

static int waive(struct moving *moving, const naast_waive_spec *spec)
{
    naast_date until = 0;
    int64_t approver = 0;
    int status = moving_not_ended(moving);
    if (status == 0)
        status = check_waivable(moving, spec->check);
    if (status == 0)
        status = moving_because(moving, spec->because, 1);
    if (status == 0)
        status = waiver_end(moving, spec->until, &until);
    if (status == 0)
        status = approver_of(moving->store, spec->by, &approver);
    return status == 0 ? waiver_write(moving, spec->check, approver, until) : status;
}

int naast_deal_waive(naast_store *store, naast_id deal, const naast_waive_spec *spec)
{
    struct moving moving;
    naast_waive_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_waive_spec, &own, spec);
    if (status != 0)
        return status;
    status = moving_begin(store, OP_WAIVE, deal, own.expect_rev, &moving);
    if (status == 0)
        status = waive(&moving, &own);
    return moving_end(&moving, status);
}

/* ---- withdrawing ---- */

/* Whether a waiver of the check is in force: the last one counts. */
static int check_waived(const struct moving *moving, const char *check)
{
    naast_store *store = moving->store;
    int64_t until = 0;
    if (check == NULL || pipeline_check_of(moving->pipeline, check, NULL) == NULL)
        return FAIL(&store->env, MSG_CHECK_NOT_FOUND, moving->pipeline->code, check ? check : "");
    int status = sql_int(store, &until,
                         "SELECT until FROM naast_waiver WHERE id BETWEEN ?1 AND ?2 AND check_id = ?3 AND void = 0 "
                         "ORDER BY id DESC LIMIT 1",
                         "iit", child_key(moving->deal, 1), child_key(moving->deal, CHILD_MAX), check);
    if (status == 0 && until < env_today(&store->env))
        status = FAIL(&store->env, MSG_NOT_WAIVED, short_id('D', moving->deal).text, check);
    return status;
}

static int unwaive(struct moving *moving, const naast_unwaive_spec *spec)
{
    int64_t approver = 0;
    int status = moving_not_ended(moving);
    if (status == 0)
        status = check_waived(moving, spec->check);
    if (status == 0)
        status = moving_because(moving, spec->because, 1);
    if (status == 0)
        status = approver_of(moving->store, spec->by, &approver);
    if (status != 0)
        return status;
    return waiver_write(moving, spec->check, approver, naast_date_add(env_today(&moving->store->env), -1));
}

int naast_deal_unwaive(naast_store *store, naast_id deal, const naast_unwaive_spec *spec)
{
    struct moving moving;
    naast_unwaive_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_unwaive_spec, &own, spec);
    if (status != 0)
        return status;
    status = moving_begin(store, OP_WAIVE, deal, own.expect_rev, &moving);
    if (status == 0)
        status = unwaive(&moving, &own);
    return moving_end(&moving, status);
}
