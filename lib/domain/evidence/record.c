/* record.c: recording an item: what its kind asks of it is checked first, then it is written with its first
 * word. */
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

#include <stdio.h>

/* What a spec becomes once its texts are clean and its defaults filled in. */
struct new_item {
    const naast_kind *kind;
    naast_party from;
    naast_date day;
    char *text, *url, *file_name, *how;
};

static void new_item_free(naast_store *store, struct new_item *item)
{
    mem_free(&store->env, item->text);
    mem_free(&store->env, item->url);
    mem_free(&store->env, item->file_name);
    mem_free(&store->env, item->how);
}

/* One command may record several items: the name of the text tells which of them it belongs to. */
static int clean_text(naast_store *store, const naast_item_spec *spec, struct new_item *item)
{
    struct env *env = &store->env;
    char what[100];
    (void)snprintf(what, sizeof what, "%s (%s)",
                   message_text(env, spec->none ? MSG_ITEM_FIELD_BECAUSE : MSG_FIELD_TEXT), item->kind->code);
    return text_clean(env, what, spec->text, NOTE_BYTES, TEXT_LINES | TEXT_SPEAKS, &item->text);
}

static int clean_texts(naast_store *store, const naast_item_spec *spec, struct new_item *item)
{
    int status = clean_text(store, spec, item);
    if (status == 0)
        status = field_clean(store, MSG_ITEM_FIELD_URL, spec->url, ITEM_URL_BYTES, TEXT_LINE | TEXT_SPEAKS, &item->url);
    if (status == 0)
        status = item_file_check(store, spec->file_name, spec->file_sha256);
    if (status == 0 && spec->file_name != NULL)
        status = field_clean(store, MSG_ITEM_FIELD_FILE, spec->file_name, ITEM_FILE_BYTES, TEXT_LINE | TEXT_REQUIRED,
                             &item->file_name);
    if (status == 0)
        status = field_clean(store, MSG_ITEM_FIELD_HOW, spec->how, ITEM_HOW_BYTES, TEXT_LINE | TEXT_SPEAKS, &item->how);
    return status;
}

/* NULL, with the failure in *status: the message names the kinds that there are. */
static const naast_kind *find_kind(naast_store *store, const naast_pipeline *pipeline, const char *code, int *status)
{
    const naast_kind *kind = code != NULL ? pipeline_kind(pipeline, code) : NULL;
    if (kind != NULL)
        return kind;
    const char **codes = mem_zero(&store->env, pipeline->kind_count + 1, sizeof *codes);
    for (size_t i = 0; codes != NULL && i < pipeline->kind_count; i++)
        codes[i] = pipeline->kinds[i].code;
    *status = codes == NULL ? NAAST_NO_MEMORY
                            : fail_with_codes(store, MSG_ITEM_KIND_UNKNOWN, pipeline->name, codes, NULL, NULL);
    mem_free(&store->env, codes);
    return NULL;
}

static int check_about(naast_store *store, naast_id deal, const naast_kind *kind, int32_t about)
{
    if (about == 0)
        return 0;
    if (kind->about == NULL)
        return FAIL(&store->env, MSG_ITEM_ABOUT_UNUSED, kind->code);
    struct row subject = {0};
    int status = item_live(store, deal, about, &subject);
    if (status == 0 && !codes_have(kind->about, row_text(&subject, EVIDENCE_KIND)))
        status = fail_with_codes(store, MSG_ITEM_ABOUT_KIND, kind->code, kind->about, item_id(deal, about).text,
                                 row_text(&subject, EVIDENCE_KIND));
    row_free(&subject);
    return status;
}

/* Everything about a spec that can be wrong, in the order in which a person would be asked. */
static int check_spec(naast_store *store, const struct deal_work *work, const naast_item_spec *spec,
                      struct new_item *item)
{
    int status = item_value_check(store, item->kind, item->kind->code, spec->value, spec->none);
    if (status == 0)
        status = clean_texts(store, spec, item);
    if (status == 0)
        status = party_resolve(store, work, item->kind, spec->from, &item->from);
    if (status == 0)
        status = check_about(store, work->id, item->kind, spec->about);
    if (status == 0)
        status = links_check(store, 0, spec->person, 0);
    if (status == 0)
        status = day_check(store, spec->due);
    if (status == 0)
        status = item_amount_check(store, spec->amount);
    if (status == 0)
        status = item_day_resolve(store, spec->on, &item->day);
    return status;
}

static const char *first_state(const struct new_item *item, int none)
{
    if (none)
        return "none";
    return item->kind->life != NULL ? "open" : "given";
}

static void fill_row(naast_id deal, const naast_item_spec *spec, const struct new_item *item, struct rec_value row[])
{
    int has_amount = spec->amount.currency[0] != '\0';
    row[EVIDENCE_ID] = rec_int(child_key(deal, 0));
    row[EVIDENCE_KIND] = rec_text(item->kind->code);
    row[EVIDENCE_TEXT] = rec_text(item->text);
    row[EVIDENCE_SIDE] = row[EVIDENCE_WORD_SIDE] = rec_int(item->from.side);
    row[EVIDENCE_SAID_BY] = row[EVIDENCE_WORD_BY] = rec_int_or_null(item->from.person);
    row[EVIDENCE_ABOUT] = rec_int_or_null(spec->about);
    row[EVIDENCE_PERSON] = rec_int_or_null(spec->person);
    row[EVIDENCE_VALUE] = rec_text(spec->value);
    row[EVIDENCE_AMOUNT] = has_amount ? rec_int(spec->amount.minor) : rec_null();
    row[EVIDENCE_CURRENCY] = rec_text(spec->amount.currency);
    row[EVIDENCE_DUE] = rec_int_or_null(spec->due);
    row[EVIDENCE_URL] = rec_text(item->url);
    row[EVIDENCE_FILE_NAME] = rec_text(item->file_name);
    row[EVIDENCE_FILE_SHA] = rec_blob(spec->file_sha256, ITEM_SHA_BYTES);
    row[EVIDENCE_STATE] = rec_text(first_state(item, spec->none));
    row[EVIDENCE_RETRACTED] = rec_int(0);
    row[EVIDENCE_IN_CONFIDENCE] = rec_int(spec->in_confidence != 0);
    row[EVIDENCE_DAY] = rec_int(item->day);
    row[EVIDENCE_REAGREED] = rec_int(0);
    row[EVIDENCE_VOID] = rec_int(0);
}

static int write_item(naast_store *store, struct deal_work *work, const naast_item_spec *spec,
                      const struct new_item *item, int32_t *n)
{
    struct rec_value row[EVIDENCE_COLUMNS] = {0};
    int64_t crev = 0, id = 0;
    fill_row(work->id, spec, item, row);
    int status = item_says_something(store, item->kind, item->kind->code, row);
    if (status == 0)
        status = deal_next_crev(store, work, &crev);
    row[EVIDENCE_CREV] = rec_int(crev);
    if (status == 0)
        status = rec_insert(store, &table_evidence, row, &id);
    if (status == 0)
        status = word_add(store, work->id, child_number(id), item->from, crev, item->day, item->how);
    if (status == 0)
        *n = child_number(id);
    return status;
}

static int record(naast_store *store, naast_id deal, const naast_item_spec *spec, int32_t *n)
{
    struct deal_work work;
    struct new_item item = {0};
    int status = deal_work_begin(store, deal, 1, spec->expect_rev, &work);
    if (status == 0)
        item.kind = find_kind(store, work.pipeline, spec->kind, &status);
    if (item.kind != NULL)
        status = check_spec(store, &work, spec, &item);
    if (item.kind != NULL && status == 0)
        status = write_item(store, &work, spec, &item, n);
    new_item_free(store, &item);
    deal_work_free(&work);
    return status;
}

int naast_item_record(naast_store *store, naast_id deal, const naast_item_spec *spec, int32_t *n)
{
    naast_item_spec own;
    int32_t number = 0;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_item_spec, &own, spec);
    if (status != 0)
        return status;
    status = write_begin(store, OP_RECORD);
    if (status == 0)
        status = record(store, deal, &own, &number);
    status = write_end(store, status);
    if (status == 0 && n != NULL)
        *n = number;
    return status;
}
