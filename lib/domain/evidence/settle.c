/* settle.c: ending the life of an item (kept, met, broken, released), and taking an item back. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/codes.h"
#include "domain/common/input.h"
#include "domain/common/rows.h"
#include "domain/evidence/item_write.h"
#include "domain/pipeline/pipeline.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/record/record.h"
#include "store/session/transaction.h"

#include <string.h>

/* The texts of a settlement, clean. */
struct settlement {
    naast_date on;
    char *because, *file_name;
};

/* Whether the item can end as `state` at all, whoever says so. */
static int check_state(naast_store *store, const struct row *item, const naast_kind *kind, const char *id,
                       const char *state)
{
    const char *now = row_text(item, EVIDENCE_STATE);
    if (kind == NULL)
        return FAIL(&store->env, MSG_ITEM_KIND_GONE, id, row_text(item, EVIDENCE_KIND));
    if (kind->life == NULL || strcmp(now, "none") == 0)
        return FAIL(&store->env, MSG_SETTLE_NO_LIFE, id, kind->life == NULL ? kind->code : now);
    if (!codes_have(kind->life, state))
        return fail_with_codes(store, MSG_SETTLE_STATE, id, kind->life, NULL, NULL);
    if (strcmp(now, state) == 0)
        return FAIL(&store->env, MSG_SETTLE_ALREADY, id, state);
    if (strcmp(now, "broken") == 0 && strcmp(state, "released") != 0)
        return FAIL(&store->env, MSG_SETTLE_BROKEN, id);
    return 0;
}

/* The side that it is owed to says how it ended; that it was broken, either side may say. */
static int check_side(naast_store *store, const struct row *item, const naast_kind *kind, const char *id,
                      const naast_settle_spec *spec)
{
    naast_side owed = item_owed(kind, (naast_side)row_int(item, EVIDENCE_SIDE));
    if (owed == spec->by.side || strcmp(spec->state, "broken") == 0)
        return 0;
    enum message who = owed == NAAST_SIDE_US ? MSG_ITEM_SIDE_US : MSG_ITEM_SIDE_CUSTOMER;
    return FAIL(&store->env, MSG_SETTLE_NOT_THEIRS, id, message_text(&store->env, who), spec->state);
}

static int read_file(naast_store *store, const naast_settle_spec *spec, struct settlement *out)
{
    int status = item_file_check(store, spec->file_name, spec->file_sha256);
    if (status == 0 && spec->file_name != NULL)
        status = field_clean(store, MSG_ITEM_FIELD_FILE, spec->file_name, ITEM_FILE_BYTES, TEXT_LINE | TEXT_REQUIRED,
                             &out->file_name);
    return status;
}

static int read_settlement(naast_store *store, const naast_settle_spec *spec, struct settlement *out,
                           struct faults *faults)
{
    int status = faults_note(faults, NAAST_IN_ON, item_day_resolve(store, spec->on, &out->on));
    if (status == 0)
        status = faults_note(faults, NAAST_IN_BECAUSE,
                             field_clean(store, MSG_ITEM_FIELD_BECAUSE, spec->because, NOTE_BYTES,
                                         TEXT_LINES | TEXT_SPEAKS, &out->because));
    return status == 0 ? faults_note(faults, NAAST_IN_FILE, read_file(store, spec, out)) : status;
}

/* Settling is no change of content: the words on the item stay as fresh as they were. */
static int write_settlement(naast_store *store, naast_id deal, int32_t n, const struct row *item,
                            const naast_settle_spec *spec, const struct settlement *settlement)
{
    struct row now = *item;
    uint64_t mask = EVIDENCE_BIT(STATE) | EVIDENCE_BIT(SETTLED_ON) | EVIDENCE_BIT(SETTLED_SIDE) |
                    EVIDENCE_BIT(SETTLED_BY) | EVIDENCE_BIT(BECAUSE);
    now.value[EVIDENCE_STATE] = rec_text(spec->state);
    now.value[EVIDENCE_SETTLED_ON] = rec_int(settlement->on);
    now.value[EVIDENCE_SETTLED_SIDE] = rec_int(spec->by.side);
    now.value[EVIDENCE_SETTLED_BY] = rec_int_or_null(spec->by.person);
    now.value[EVIDENCE_BECAUSE] = rec_text(settlement->because);
    if (settlement->file_name != NULL) {
        mask |= EVIDENCE_BIT(FILE_NAME) | EVIDENCE_BIT(FILE_SHA);
        now.value[EVIDENCE_FILE_NAME] = rec_text(settlement->file_name);
        now.value[EVIDENCE_FILE_SHA] = rec_blob(spec->file_sha256, ITEM_SHA_BYTES);
    }
    return rec_update(store, &table_evidence, child_key(deal, n), item->value, now.value, mask);
}

/* Who may say what of it: the state, then who says so. */
static int check_ending(naast_store *store, const struct deal_work *work, const struct row *item, const char *id,
                        const naast_settle_spec *spec, struct faults *faults)
{
    const naast_kind *kind = pipeline_kind(work->pipeline, row_text(item, EVIDENCE_KIND));
    const size_t before = faults_noted(faults);
    int status = faults_note(faults, NAAST_IN_STATE, check_state(store, item, kind, id, spec->state));
    if (status == 0)
        status = faults_note(faults, NAAST_IN_BY, party_check(store, spec->by));
    if (status == 0 && faults_noted(faults) == before)
        status = faults_note(faults, NAAST_IN_BY, check_side(store, item, kind, id, spec));
    return status;
}

int item_settle(naast_store *store, const struct deal_work *work, int32_t n, const naast_settle_spec *spec,
                struct faults *faults)
{
    struct row item = {0};
    struct settlement settlement = {0};
    const size_t before = faults_noted(faults);
    int status = faults_note(faults, NAAST_IN_ITEM, item_live(store, work->id, n, &item));
    if (status == 0 && faults_noted(faults) == before)
        status = check_ending(store, work, &item, item_id(work->id, n).text, spec, faults);
    if (status == 0)
        status = read_settlement(store, spec, &settlement, faults);
    if (status == 0 && faults_noted(faults) == before)
        status = write_settlement(store, work->id, n, &item, spec, &settlement);
    mem_free(&store->env, settlement.because);
    mem_free(&store->env, settlement.file_name);
    row_free(&item);
    return status;
}

static int settle(naast_store *store, naast_id deal, int32_t n, const naast_settle_spec *spec)
{
    struct deal_work work;
    int status = deal_work_begin(store, deal, 0, spec->expect_rev, &work);
    if (status == 0)
        status = item_settle(store, &work, n, spec, NULL);
    deal_work_free(&work);
    return status;
}

int naast_item_settle(naast_store *store, naast_id deal, int32_t item, const naast_settle_spec *spec)
{
    naast_settle_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_settle_spec, &own, spec);
    if (status != 0)
        return status;
    status = write_begin(store, OP_SETTLE);
    if (status == 0)
        status = settle(store, deal, item, &own);
    return write_end(store, status);
}

static int retract(naast_store *store, naast_id deal, int32_t n, const naast_retract_spec *spec)
{
    struct deal_work work;
    struct row item = {0}, now;
    char *reason = NULL;
    int64_t crev = 0;
    int status = deal_work_begin(store, deal, 0, spec->expect_rev, &work);
    if (status == 0)
        status = item_live(store, deal, n, &item);
    if (status == 0)
        status =
            field_clean(store, MSG_ITEM_FIELD_BECAUSE, spec->because, NOTE_BYTES, TEXT_LINES | TEXT_REQUIRED, &reason);
    if (status == 0)
        status = deal_next_crev(store, &work, &crev);
    if (status == 0) {
        now = item;
        now.value[EVIDENCE_RETRACTED] = rec_int(1);
        now.value[EVIDENCE_CREV] = rec_int(crev);
        now.value[EVIDENCE_BECAUSE] = rec_text(reason);
        status = rec_update(store, &table_evidence, child_key(deal, n), item.value, now.value,
                            EVIDENCE_BIT(RETRACTED) | EVIDENCE_BIT(CREV) | EVIDENCE_BIT(BECAUSE));
    }
    mem_free(&store->env, reason);
    row_free(&item);
    deal_work_free(&work);
    return status;
}

int naast_item_retract(naast_store *store, naast_id deal, int32_t item, const naast_retract_spec *spec)
{
    naast_retract_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_retract_spec, &own, spec);
    if (status != 0)
        return status;
    status = write_begin(store, OP_RETRACT);
    if (status == 0)
        status = retract(store, deal, item, &own);
    return write_end(store, status);
}
