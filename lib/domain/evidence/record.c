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

void new_item_free(naast_store *store, struct new_item *item)
{
    mem_free(&store->env, item->text);
    mem_free(&store->env, item->url);
    mem_free(&store->env, item->file_name);
    mem_free(&store->env, item->how);
}

const naast_kind *kind_find(naast_store *store, const naast_pipeline *pipeline, const char *code, int *status)
{
    const naast_kind *kind = code != NULL ? pipeline_kind(pipeline, code) : NULL;
    if (kind != NULL)
        return kind;
    const char **codes = mem_zero(&store->env, pipeline->kind_count + 1, sizeof *codes);
    for (size_t i = 0; codes != NULL && i < pipeline->kind_count; i++)
        codes[i] = pipeline->kinds[i].code;
    *status = codes == NULL ? NAAST_NO_MEMORY
                            : fail_with_codes(store, MSG_ITEM_KIND_UNKNOWN, pipeline->code, codes, NULL, NULL);
    mem_free(&store->env, codes);
    return NULL;
}

/* ---- what can be wrong with a spec, field by field ---- */

typedef int check_field(naast_store *store, const struct deal_work *work, const naast_item_spec *spec,
                        struct new_item *item);

static int check_value(naast_store *store, const struct deal_work *work, const naast_item_spec *spec,
                       struct new_item *item)
{
    (void)work;
    return item_value_check(store, item->kind, item->kind->code, spec->value, spec->none);
}

/* One command may record several items: the name of the text shows which of them it belongs to. */
static int check_text(naast_store *store, const struct deal_work *work, const naast_item_spec *spec,
                      struct new_item *item)
{
    struct env *env = &store->env;
    char what[100];
    (void)work;
    (void)snprintf(what, sizeof what, "%s (%s)",
                   message_text(env, spec->none ? MSG_ITEM_FIELD_BECAUSE : MSG_FIELD_TEXT), item->kind->code);
    return text_clean(env, what, spec->text, NOTE_BYTES, TEXT_LINES | TEXT_SPEAKS, &item->text);
}

static int check_url(naast_store *store, const struct deal_work *work, const naast_item_spec *spec,
                     struct new_item *item)
{
    (void)work;
    return field_clean(store, MSG_ITEM_FIELD_URL, spec->url, ITEM_URL_BYTES, TEXT_LINE | TEXT_SPEAKS, &item->url);
}

static int check_file(naast_store *store, const struct deal_work *work, const naast_item_spec *spec,
                      struct new_item *item)
{
    (void)work;
    int status = item_file_check(store, spec->file_name, spec->file_sha256);
    if (status == 0 && spec->file_name != NULL)
        status = field_clean(store, MSG_ITEM_FIELD_FILE, spec->file_name, ITEM_FILE_BYTES, TEXT_LINE | TEXT_REQUIRED,
                             &item->file_name);
    return status;
}

static int check_how(naast_store *store, const struct deal_work *work, const naast_item_spec *spec,
                     struct new_item *item)
{
    (void)work;
    return field_clean(store, MSG_ITEM_FIELD_HOW, spec->how, ITEM_HOW_BYTES, TEXT_LINE | TEXT_SPEAKS, &item->how);
}

static int check_from(naast_store *store, const struct deal_work *work, const naast_item_spec *spec,
                      struct new_item *item)
{
    return party_resolve(store, work, item->kind, spec->from, &item->from);
}

static int check_about(naast_store *store, const struct deal_work *work, const naast_item_spec *spec,
                       struct new_item *item)
{
    const naast_kind *kind = item->kind;
    if (spec->about == 0)
        return 0;
    if (kind->about == NULL)
        return FAIL(&store->env, MSG_ITEM_ABOUT_UNUSED, kind->code);
    struct row subject = {0};
    int status = item_live(store, work->id, spec->about, &subject);
    if (status == 0 && !codes_have(kind->about, row_text(&subject, EVIDENCE_KIND)))
        status = fail_with_codes(store, MSG_ITEM_ABOUT_KIND, kind->code, kind->about,
                                 item_id(work->id, spec->about).text, row_text(&subject, EVIDENCE_KIND));
    row_free(&subject);
    return status;
}

static int check_person(naast_store *store, const struct deal_work *work, const naast_item_spec *spec,
                        struct new_item *item)
{
    (void)work;
    (void)item;
    return links_check(store, 0, spec->person, 0);
}

static int check_due(naast_store *store, const struct deal_work *work, const naast_item_spec *spec,
                     struct new_item *item)
{
    (void)work;
    (void)item;
    return day_check(store, spec->due);
}

static int check_amount(naast_store *store, const struct deal_work *work, const naast_item_spec *spec,
                        struct new_item *item)
{
    (void)work;
    (void)item;
    return item_amount_check(store, spec->amount);
}

static int check_day(naast_store *store, const struct deal_work *work, const naast_item_spec *spec,
                     struct new_item *item)
{
    (void)work;
    return item_day_resolve(store, spec->on, &item->day);
}

/* In the order in which a person would be asked. */
static const struct {
    naast_conversation_field field;
    check_field *check;
} checks[] = {
    {NAAST_IN_VALUE, check_value},   {NAAST_IN_TEXT, check_text},     {NAAST_IN_URL, check_url},
    {NAAST_IN_FILE, check_file},     {NAAST_IN_HOW, check_how},       {NAAST_IN_FROM, check_from},
    {NAAST_IN_ABOUT, check_about},   {NAAST_IN_PERSON, check_person}, {NAAST_IN_DUE, check_due},
    {NAAST_IN_AMOUNT, check_amount}, {NAAST_IN_ON, check_day},
};

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

int new_item_check(naast_store *store, const struct deal_work *work, const naast_item_spec *spec, struct new_item *item,
                   struct faults *faults)
{
    struct rec_value row[EVIDENCE_COLUMNS] = {0};
    int status = 0;
    for (size_t k = 0; status == 0 && k < sizeof checks / sizeof checks[0]; k++)
        status = faults_note(faults, checks[k].field, checks[k].check(store, work, spec, item));
    if (status != 0 || faults_noted(faults) != 0) /* what is wrong may be all that it says */
        return status;
    fill_row(work->id, spec, item, row);
    return faults_note(faults, NAAST_IN_WHOLE, item_says_something(store, work->pipeline, item->kind->code, row));
}

int new_item_insert(naast_store *store, naast_id deal, const naast_item_spec *spec, const struct new_item *item,
                    int64_t crev, int32_t *n)
{
    struct rec_value row[EVIDENCE_COLUMNS] = {0};
    int64_t id = 0;
    fill_row(deal, spec, item, row);
    row[EVIDENCE_CREV] = rec_int(crev);
    int status = rec_insert(store, &table_evidence, row, &id);
    if (status == 0)
        *n = child_number(id);
    return status;
}

static int record(naast_store *store, naast_id deal, const naast_item_spec *spec, int32_t *n)
{
    struct deal_work work;
    struct new_item item = {0};
    int64_t crev = 0;
    int status = deal_work_begin(store, deal, 1, spec->expect_rev, &work);
    if (status == 0)
        item.kind = kind_find(store, work.pipeline, spec->kind, &status);
    if (status == 0)
        status = new_item_check(store, &work, spec, &item, NULL);
    if (status == 0)
        status = deal_next_crev(store, &work, &crev);
    if (status == 0)
        status = new_item_insert(store, deal, spec, &item, crev, n);
    if (status == 0)
        status = word_add(store, deal, *n, item.from, (struct sight){crev, 0}, item.day, item.how);
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
