/* edit.c: adding and editing deals. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/clear.h"
#include "domain/common/input.h"
#include "domain/common/revision.h"
#include "domain/common/rows.h"
#include "domain/deal/deal_move.h"
#include "domain/deal/transition.h"
#include "domain/evidence/item_write.h"
#include "domain/pipeline/pipeline.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/record/record.h"
#include "store/session/transaction.h"

enum { EXTERNAL_ID_BYTES = 300 };

/* The texts of a deal, clean; NULL: not given. */
struct deal_texts {
    char *title, *folded, *owner, *source, *note, *external_id;
};

static void texts_free(naast_store *store, struct deal_texts *texts)
{
    mem_free(&store->env, texts->title);
    mem_free(&store->env, texts->folded);
    mem_free(&store->env, texts->owner);
    mem_free(&store->env, texts->source);
    mem_free(&store->env, texts->note);
    mem_free(&store->env, texts->external_id);
}

static int texts_clean(naast_store *store, const naast_deal_spec *spec, int adding, struct deal_texts *texts)
{
    int status = 0;
    if (adding || spec->title != NULL)
        status = field_clean(store, MSG_FIELD_TITLE, spec->title, NAME_BYTES, TEXT_LINE | TEXT_REQUIRED, &texts->title);
    if (status == 0 && texts->title != NULL)
        status = text_fold(&store->env, texts->title, &texts->folded);
    if (status == 0)
        status = field_clean(store, MSG_FIELD_OWNER, spec->owner, NAME_BYTES, TEXT_LINE | TEXT_SPEAKS, &texts->owner);
    if (status == 0)
        status = field_clean(store, MSG_FIELD_SOURCE, spec->source, NAME_BYTES, TEXT_LINE, &texts->source);
    if (status == 0)
        status = field_clean(store, MSG_FIELD_NOTE, spec->note, NOTE_BYTES, TEXT_LINES | TEXT_SPEAKS, &texts->note);
    if (status == 0)
        status = field_clean(store, MSG_FIELD_EXTERNAL_ID, spec->external_id, EXTERNAL_ID_BYTES, TEXT_LINE,
                             &texts->external_id);
    return status;
}

static int amount_check(naast_store *store, naast_money amount)
{
    int status = item_amount_check(store, amount);
    return status == 0 && amount.minor < 0 ? FAIL(&store->env, MSG_DEAL_AMOUNT) : status;
}

/* Everything that can be wrong with what is given for a deal (0: a new one). */
static int spec_check(naast_store *store, naast_id deal, const naast_deal_spec *spec, struct deal_texts *texts)
{
    int status = texts_clean(store, spec, deal == 0, texts);
    if (status == 0)
        status = amount_check(store, spec->amount);
    if (status == 0)
        status = day_check(store, spec->expected);
    if (status == 0)
        status = links_check(store, spec->follows, 0, spec->org);
    if (status == 0 && spec->contact != 0)
        status = speaker_check(store, spec->contact);
    if (status == 0 && deal != 0 && spec->follows == deal)
        status = FAIL(&store->env, MSG_DEAL_FOLLOWS_ITSELF, short_id('D', deal).text);
    if (status == 0)
        status = external_id_check(store, deal, texts->external_id);
    return status;
}

/* What is given goes into the row; the rest stays as it is. */
static void fill_row(const naast_deal_spec *spec, const struct deal_texts *texts, struct rec_value now[],
                     uint64_t *mask)
{
    if (texts->title != NULL) {
        column_set(now, mask, DEAL_TITLE, rec_text(texts->title));
        column_set(now, mask, DEAL_FOLDED, rec_text(texts->folded));
    }
    if (texts->source != NULL)
        column_set(now, mask, DEAL_SOURCE, rec_text(texts->source));
    if (texts->note != NULL)
        column_set(now, mask, DEAL_NOTE, rec_text(texts->note));
    if (texts->external_id != NULL)
        column_set(now, mask, DEAL_EXTERNAL_ID, rec_text(texts->external_id));
    if (spec->org != 0)
        column_set(now, mask, DEAL_ORG, rec_int(spec->org));
    if (spec->contact != 0)
        column_set(now, mask, DEAL_CONTACT, rec_int(spec->contact));
    if (spec->follows != 0)
        column_set(now, mask, DEAL_FOLLOWS, rec_int(spec->follows));
    if (spec->expected != 0)
        column_set(now, mask, DEAL_EXPECTED, rec_int(spec->expected));
    if (spec->amount.currency[0] != '\0') {
        column_set(now, mask, DEAL_AMOUNT, rec_int(spec->amount.minor));
        column_set(now, mask, DEAL_CURRENCY, rec_text(spec->amount.currency));
    }
}

/* ---- add ---- */

static int fill_owner(naast_store *store, const char *owner, struct rec_value now[])
{
    int64_t actor = 0;
    int status = owner != NULL && *owner != '\0' ? actor_named(store, owner, &actor) : actor_current(store, &actor);
    now[DEAL_OWNER] = rec_int_or_null(actor);
    return status;
}

static int add_row(naast_store *store, const naast_deal_spec *spec, const struct deal_texts *texts, naast_id *out)
{
    struct rec_value row[DEAL_COLUMNS] = {0};
    const naast_pipeline *pipeline = NULL;
    uint8_t uuid[UUID_BYTES];
    uint64_t mask = 0;
    int64_t key = 0;
    int status = spec->clear != 0 || spec->expect_rev != 0 ? FAIL(&store->env, MSG_DEAL_ADD_SPEC) : 0;
    if (status == 0)
        status = pipeline_find(store, spec->pipeline, 0, &key);
    if (status == 0)
        status = pipeline_load(store, key, &pipeline);
    if (status == 0)
        status = uuid_make(&store->env, uuid);
    if (status == 0)
        status = fill_owner(store, texts->owner, row);
    if (status != 0)
        return status;
    const struct move move = {.kind = "open", .to_stage = pipeline->stages[0].code, .pipeline = key};
    fill_row(spec, texts, row, &mask);
    row[DEAL_UUID] = rec_blob(uuid, sizeof uuid);
    row[DEAL_PIPELINE] = rec_int(key);
    row[DEAL_STAGE] = rec_text(move.to_stage);
    row[DEAL_CREATED] = rec_int(env_now(&store->env));
    row[DEAL_UNVERIFIED] = rec_int(0);
    row[DEAL_CREV] = rec_int(0);
    return deal_open(store, row, &move, out);
}

int naast_deal_add(naast_store *store, const naast_deal_spec *spec, naast_id *out)
{
    struct deal_texts texts = {0};
    naast_deal_spec own;
    naast_id id = 0;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_deal_spec, &own, spec);
    if (status != 0)
        return status;
    status = write_begin(store, OP_DEAL_ADD);
    if (status == 0)
        status = spec_check(store, 0, &own, &texts);
    if (status == 0)
        status = add_row(store, &own, &texts, &id);
    texts_free(store, &texts);
    status = write_end(store, status);
    if (status == 0 && out != NULL)
        *out = id;
    return status;
}

/* ---- edit ---- */

static int edit_owner(naast_store *store, const char *owner, struct rec_value now[], uint64_t *mask)
{
    int64_t actor = 0;
    if (owner == NULL)
        return 0;
    int status = *owner != '\0' ? actor_named(store, owner, &actor) : 0;
    column_set(now, mask, DEAL_OWNER, rec_int_or_null(actor));
    return status;
}

/* ---- clear ---- */

/* The bits of what the spec sets. */
static uint32_t given_bits(const naast_deal_spec *spec)
{
    uint32_t given = 0;
    given |= spec->org != 0 ? NAAST_CLEAR_ORG : 0;
    given |= spec->contact != 0 ? NAAST_CLEAR_CONTACT : 0;
    given |= spec->owner != NULL && *spec->owner != '\0' ? NAAST_CLEAR_OWNER : 0;
    given |= spec->amount.currency[0] != '\0' ? NAAST_CLEAR_AMOUNT : 0;
    given |= spec->expected != 0 ? NAAST_CLEAR_EXPECTED : 0;
    given |= spec->follows != 0 ? NAAST_CLEAR_FOLLOWS : 0;
    return given;
}

static const struct clearing {
    naast_clear bit;
    int column;
} clearings[] = {
    {NAAST_CLEAR_ORG, DEAL_ORG},         {NAAST_CLEAR_CONTACT, DEAL_CONTACT}, {NAAST_CLEAR_OWNER, DEAL_OWNER},
    {NAAST_CLEAR_AMOUNT, DEAL_AMOUNT},   {NAAST_CLEAR_AMOUNT, DEAL_CURRENCY}, {NAAST_CLEAR_EXPECTED, DEAL_EXPECTED},
    {NAAST_CLEAR_FOLLOWS, DEAL_FOLLOWS},
};
enum { CLEARINGS = sizeof clearings / sizeof clearings[0] };

static int clears_check(naast_store *store, const naast_deal_spec *spec)
{
    uint32_t known = 0;
    for (size_t k = 0; k < CLEARINGS; k++)
        known |= clearings[k].bit;
    return clear_check(store, spec->clear, known, given_bits(spec));
}

static void clear_columns(uint32_t clear, struct rec_value now[], uint64_t *mask)
{
    for (size_t k = 0; k < CLEARINGS; k++)
        if ((clear & clearings[k].bit) != 0)
            column_set(now, mask, clearings[k].column, rec_null());
}

static int edit(naast_store *store, naast_id deal, const naast_deal_spec *spec)
{
    struct row old = {0}, now;
    struct deal_texts texts = {0};
    uint64_t mask = 0;
    int status = deal_read(store, deal, &old);
    if (status == 0)
        status = deal_rev_check(store, deal, spec->expect_rev);
    if (status == 0)
        status = clears_check(store, spec);
    if (status == 0 && spec->pipeline != NULL)
        status = FAIL(&store->env, MSG_DEAL_EDIT_PIPELINE);
    if (status == 0)
        status = spec_check(store, deal, spec, &texts);
    if (status == 0) {
        now = old;
        fill_row(spec, &texts, now.value, &mask);
        clear_columns(spec->clear, now.value, &mask);
        status = edit_owner(store, texts.owner, now.value, &mask);
    }
    if (status == 0)
        status = rec_update(store, &table_deal, deal, old.value, now.value, mask);
    texts_free(store, &texts);
    row_free(&old);
    return status;
}

int naast_deal_edit(naast_store *store, naast_id deal, const naast_deal_spec *spec)
{
    naast_deal_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_deal_spec, &own, spec);
    if (status != 0)
        return status;
    status = write_begin(store, OP_DEAL_EDIT);
    if (status == 0)
        status = edit(store, deal, &own);
    return write_end(store, status);
}
