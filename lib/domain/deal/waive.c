/* waive.c: setting a waivable check aside for a while: with a reason, an approver and an end. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "base/values/dates.h"
#include "base/values/ids.h"
#include "domain/common/input.h"
#include "domain/common/rows.h"
#include "domain/deal/deal_move.h"
#include "domain/pipeline/pipeline.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/record/record.h"
#include "store/session/transaction.h"

enum { WAIVER_DAYS = 14 };

static int check_waivable(const struct moving *moving, const char *id)
{
    struct env *env = &moving->store->env;
    const naast_check *check = pipeline_check_by_id(moving->pipeline, id, NULL);
    if (check == NULL)
        return FAIL(env, MSG_CHECK_NOT_FOUND, moving->pipeline->name, id ? id : "");
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

static int waive(struct moving *moving, const naast_waive_spec *spec)
{
    naast_store *store = moving->store;
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
        status = approver_of(store, spec->by, &approver);
    if (status != 0)
        return status;
    const struct rec_value row[WAIVER_COLUMNS] = {
        [WAIVER_ID] = rec_int(child_key(moving->deal, 0)),
        [WAIVER_CHECK] = rec_text(spec->check),
        [WAIVER_BECAUSE] = rec_text(moving->because),
        [WAIVER_APPROVER] = rec_int(approver),
        [WAIVER_UNTIL] = rec_int(until),
        [WAIVER_AT] = rec_int(env_now(&store->env)),
        [WAIVER_VOID] = rec_int(0),
    };
    return rec_insert(store, &table_waiver, row, NULL);
}

int naast_deal_waive(naast_store *store, naast_id deal, const naast_waive_spec *spec)
{
    struct moving moving = {.store = store};
    env_clear_failure(&store->env);
    if (!SPEC_HAS_SIZE(spec))
        return FAIL(&store->env, MSG_SPEC_SIZE);
    int status = write_begin(store, OP_WAIVE);
    if (status == 0)
        status = moving_begin(store, deal, &moving);
    if (status == 0)
        status = waive(&moving, spec);
    moving_end(&moving);
    return write_end(store, status);
}
