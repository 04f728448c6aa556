/* amend.c: changing an item: a new wording, a corrected slip of the pen, or another date agreed in time. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/spelling.h"
#include "base/text/text.h"
#include "base/values/dates.h"
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

void amendment_free(naast_store *store, struct amendment *amendment)
{
    mem_free(&store->env, amendment->text);
    mem_free(&store->env, amendment->url);
    mem_free(&store->env, amendment->because);
    mem_free(&store->env, amendment->how);
    row_free(&amendment->old);
}

static int has_amount(const naast_amend_spec *spec)
{
    return spec->amount.currency[0] != '\0' || spec->amount.minor != 0;
}

static int moves_due(const naast_amend_spec *spec) { return spec->due != 0 || (spec->clear & NAAST_CLEAR_DUE) != 0; }

static int changes_more_than_text(const naast_amend_spec *spec)
{
    return spec->value != NULL || spec->url != NULL || spec->due != 0 || has_amount(spec) || spec->person != 0 ||
           spec->clear != 0;
}

static int check_clear(naast_store *store, const naast_amend_spec *spec)
{
    static const uint32_t all = NAAST_CLEAR_DUE | NAAST_CLEAR_AMOUNT | NAAST_CLEAR_PERSON;
    const uint32_t given = (spec->due != 0 ? (uint32_t)NAAST_CLEAR_DUE : 0) |
                           (has_amount(spec) ? (uint32_t)NAAST_CLEAR_AMOUNT : 0) |
                           (spec->person != 0 ? (uint32_t)NAAST_CLEAR_PERSON : 0);
    return (spec->clear & ~all) != 0 || (spec->clear & given) != 0 ? FAIL(&store->env, MSG_AMEND_CLEAR) : 0;
}

static int check_shape(naast_store *store, const naast_amend_spec *spec, const char *id)
{
    int more = changes_more_than_text(spec);
    if (spec->text == NULL && !more)
        return FAIL(&store->env, MSG_AMEND_NOTHING, id);
    if (spec->typo && more)
        return FAIL(&store->env, MSG_AMEND_TYPO, id);
    if (party_is_named(spec->agreed) && !moves_due(spec))
        return FAIL(&store->env, MSG_AMEND_AGREED_ALONE, id);
    return check_clear(store, spec);
}

static int clean_texts(naast_store *store, const naast_amend_spec *spec, struct amendment *amendment,
                       struct faults *faults)
{
    const struct {
        naast_conversation_field field;
        enum message name;
        const char *text;
        size_t most;
        int lines;
        char **out;
    } texts[] = {
        {NAAST_IN_TEXT, MSG_FIELD_TEXT, spec->text, NOTE_BYTES, TEXT_LINES, &amendment->text},
        {NAAST_IN_URL, MSG_ITEM_FIELD_URL, spec->url, ITEM_URL_BYTES, TEXT_LINE, &amendment->url},
        {NAAST_IN_BECAUSE, MSG_ITEM_FIELD_BECAUSE, spec->because, NOTE_BYTES, TEXT_LINES, &amendment->because},
        {NAAST_IN_HOW, MSG_ITEM_FIELD_HOW, spec->how, ITEM_HOW_BYTES, TEXT_LINE, &amendment->how},
    };
    int status = 0;
    for (size_t k = 0; status == 0 && k < sizeof texts / sizeof texts[0]; k++)
        status = faults_note(faults, texts[k].field,
                             field_clean(store, texts[k].name, texts[k].text, texts[k].most,
                                         texts[k].lines | TEXT_SPEAKS, texts[k].out));
    return status;
}

static int check_value(naast_store *store, const naast_amend_spec *spec, const struct amendment *amendment)
{
    const struct row *old = &amendment->old;
    const int none = strcmp(row_text(old, EVIDENCE_STATE), "none") == 0;
    return spec->value != NULL
               ? item_value_check(store, amendment->kind, row_text(old, EVIDENCE_KIND), spec->value, none)
               : 0;
}

static int check_fields(naast_store *store, const naast_amend_spec *spec, const struct amendment *amendment,
                        struct faults *faults)
{
    int status = faults_note(faults, NAAST_IN_VALUE, check_value(store, spec, amendment));
    if (status == 0)
        status = faults_note(faults, NAAST_IN_PERSON, links_check(store, 0, spec->person, 0));
    if (status == 0)
        status = faults_note(faults, NAAST_IN_DUE, day_check(store, spec->due));
    if (status == 0)
        status = faults_note(faults, NAAST_IN_AMOUNT, item_amount_check(store, spec->amount));
    if (status == 0 && party_is_named(spec->agreed))
        status = faults_note(faults, NAAST_IN_AGREED, party_check(store, spec->agreed));
    return status;
}

static void fill_content(const naast_amend_spec *spec, struct amendment *amendment)
{
    struct rec_value *now = amendment->now.value;
    if (spec->text != NULL)
        now[EVIDENCE_TEXT] = rec_text(amendment->text);
    if (spec->url != NULL)
        now[EVIDENCE_URL] = rec_text(amendment->url);
    if (spec->value != NULL)
        now[EVIDENCE_VALUE] = rec_text(spec->value);
    if (spec->person != 0 || (spec->clear & NAAST_CLEAR_PERSON)) {
        now[EVIDENCE_PERSON] = rec_int_or_null(spec->person);
        now[EVIDENCE_PERSON_AS] = rec_null();
    }
    if (moves_due(spec))
        now[EVIDENCE_DUE] = rec_int_or_null(spec->due);
    if (spec->amount.currency[0] != '\0') {
        now[EVIDENCE_AMOUNT] = rec_int(spec->amount.minor);
        now[EVIDENCE_CURRENCY] = rec_text(spec->amount.currency);
    }
    if (spec->clear & NAAST_CLEAR_AMOUNT)
        now[EVIDENCE_AMOUNT] = now[EVIDENCE_CURRENCY] = rec_null();
    if (spec->because != NULL)
        now[EVIDENCE_BECAUSE] = rec_text(amendment->because);
}

static int due_not_agreed(naast_store *store, const struct amendment *amendment, naast_date due, naast_side owed)
{
    char date[11];
    date_format(due, date);
    enum message who = owed == NAAST_SIDE_US ? MSG_ITEM_SIDE_US : MSG_ITEM_SIDE_CUSTOMER;
    return FAIL(&store->env, MSG_AMEND_DUE_AGREED, amendment->id.text, date, message_text(&store->env, who));
}

/*
 * The date of what has a life moves only with the agreement of the side that it is owed to, and not once it is settled:
 * else a late promise could be made to look in time. Agreed before the old date has passed, it counts as re-agreed.
 */
static int move_due(naast_store *store, const naast_amend_spec *spec, struct amendment *amendment)
{
    const struct row *old = &amendment->old;
    const char *state = row_text(old, EVIDENCE_STATE);
    naast_date due = (naast_date)row_int(old, EVIDENCE_DUE);
    int lives = amendment->kind != NULL && amendment->kind->life != NULL && strcmp(state, "none") != 0;
    if (!lives || due == 0 || !moves_due(spec) || spec->due == due)
        return 0;
    if (codes_have(amendment->kind->life, state))
        return FAIL(&store->env, MSG_AMEND_DUE_SETTLED, amendment->id.text, state);
    naast_side owed = item_owed(amendment->kind, (naast_side)row_int(old, EVIDENCE_SIDE));
    if (spec->agreed.side != owed)
        return due_not_agreed(store, amendment, due, owed);
    if (amendment->day <= due)
        amendment->now.value[EVIDENCE_REAGREED] = rec_int(row_int(old, EVIDENCE_REAGREED) + 1);
    return 0;
}

/*
 * A slip of the pen leaves what was said as it was, compared with the wording that the words on it were given on, so
 * that slips do not add up; that wording is kept beside the mended one.
 */
static int mend_spelling(naast_store *store, const naast_amend_spec *spec, struct amendment *amendment)
{
    const struct row *old = &amendment->old;
    const int mended = old->value[EVIDENCE_SPELLED_FROM].type != 0;
    const char *was = row_text(old, mended ? EVIDENCE_SPELLED_FROM : EVIDENCE_TEXT);
    int same = 0;
    if (spec->text != NULL && !spec->typo)
        amendment->now.value[EVIDENCE_SPELLED_FROM] = rec_null();
    if (!spec->typo || amendment->text == NULL)
        return 0;
    int status = text_is_respelled(&store->env, was, amendment->text, &same);
    if (status == 0 && !same)
        return FAIL(&store->env, MSG_AMEND_NOT_SPELLING, amendment->id.text);
    if (status == 0)
        amendment->now.value[EVIDENCE_SPELLED_FROM] = text_equal(was, amendment->text) ? rec_null() : rec_text(was);
    return status;
}

static int content_changed(const struct amendment *amendment)
{
    for (int k = 0; k < EVIDENCE_COLUMNS; k++)
        if ((table_evidence.column[k].flags & COL_CONTENT) &&
            !rec_equal(&amendment->old.value[k], &amendment->now.value[k]))
            return 1;
    return 0;
}

static int write_row(naast_store *store, naast_id deal, int32_t n, const struct amendment *amendment)
{
    static const uint64_t mask = EVIDENCE_BIT(TEXT) | EVIDENCE_BIT(URL) | EVIDENCE_BIT(VALUE) | EVIDENCE_BIT(PERSON) |
                                 EVIDENCE_BIT(DUE) | EVIDENCE_BIT(AMOUNT) | EVIDENCE_BIT(CURRENCY) |
                                 EVIDENCE_BIT(BECAUSE) | EVIDENCE_BIT(REAGREED) | EVIDENCE_BIT(CREV) |
                                 EVIDENCE_BIT(DAY) | EVIDENCE_BIT(WORD_SIDE) | EVIDENCE_BIT(WORD_BY) |
                                 EVIDENCE_BIT(WORD_AS) | EVIDENCE_BIT(PERSON_AS) | EVIDENCE_BIT(SPELLED_FROM);
    return rec_update(store, &table_evidence, child_key(deal, n), amendment->old.value, amendment->now.value, mask);
}

int amendment_counts(const naast_amend_spec *spec, const struct amendment *amendment)
{
    return !spec->typo && content_changed(amendment);
}

int amendment_write(naast_store *store, naast_id deal, int32_t n, const naast_amend_spec *spec,
                    struct amendment *amendment, int64_t crev)
{
    struct rec_value *now = amendment->now.value;
    if (amendment_counts(spec, amendment))
        now[EVIDENCE_CREV] = rec_int(crev);
    if (!spec->typo) { /* a slip of the pen changes nobody's wording */
        now[EVIDENCE_DAY] = rec_int(amendment->day);
        now[EVIDENCE_WORD_SIDE] = rec_int(amendment->from.side);
        now[EVIDENCE_WORD_BY] = rec_int_or_null(amendment->from.person);
        now[EVIDENCE_WORD_AS] = rec_null();
    }
    return write_row(store, deal, n, amendment);
}

/* Said again in the same words is no change of content: a word on the present deal. */
static int write_wording(naast_store *store, struct deal_work *work, int32_t n, const naast_amend_spec *spec,
                         struct amendment *amendment)
{
    int64_t seen = row_int(&work->row, DEAL_CREV);
    int status = amendment_counts(spec, amendment) ? deal_next_crev(store, work, &seen) : 0;
    if (status == 0)
        status = amendment_write(store, work->id, n, spec, amendment, seen);
    if (status == 0 && !spec->typo)
        status = word_add(store, work->id, n, amendment->from, (struct sight){seen, 0}, amendment->day, amendment->how);
    if (status == 0 && party_is_named(spec->agreed))
        status = word_add(store, work->id, n, spec->agreed, (struct sight){seen, 0}, amendment->day, amendment->how);
    return status;
}

int amendment_begin(naast_store *store, const struct deal_work *work, int32_t n, struct amendment *amendment)
{
    amendment->id = item_id(work->id, n);
    int status = item_live(store, work->id, n, &amendment->old);
    if (status != 0)
        return status;
    amendment->now = amendment->old;
    amendment->kind = pipeline_kind(work->pipeline, row_text(&amendment->old, EVIDENCE_KIND));
    return 0;
}

int amendment_check(naast_store *store, const struct deal_work *work, const naast_amend_spec *spec,
                    struct amendment *amendment, struct faults *faults)
{
    int status = faults_note(faults, NAAST_IN_WHOLE, check_shape(store, spec, amendment->id.text));
    if (status == 0)
        status = clean_texts(store, spec, amendment, faults);
    if (status == 0)
        status = check_fields(store, spec, amendment, faults);
    if (status == 0)
        status = faults_note(faults, NAAST_IN_ON, item_day_resolve(store, spec->on, &amendment->day));
    if (status == 0 && !spec->typo)
        status = faults_note(faults, NAAST_IN_FROM,
                             party_resolve(store, work, amendment->kind, spec->from, &amendment->from));
    if (status != 0 || faults_noted(faults) != 0)
        return status;
    fill_content(spec, amendment);
    status = faults_note(faults, NAAST_IN_TEXT, mend_spelling(store, spec, amendment));
    if (status != 0 || faults_noted(faults) != 0)
        return status;
    status = faults_note(
        faults, NAAST_IN_WHOLE,
        item_says_something(store, work->pipeline, row_text(&amendment->old, EVIDENCE_KIND), amendment->now.value));
    if (status == 0)
        status = faults_note(faults, NAAST_IN_DUE, move_due(store, spec, amendment));
    return status;
}

static int amend(naast_store *store, naast_id deal, int32_t n, const naast_amend_spec *spec)
{
    struct deal_work work;
    struct amendment amendment = {0};
    int status = deal_work_begin(store, deal, 0, spec->expect_rev, &work);
    if (status == 0)
        status = amendment_begin(store, &work, n, &amendment);
    if (status == 0)
        status = amendment_check(store, &work, spec, &amendment, NULL);
    if (status == 0)
        status = write_wording(store, &work, n, spec, &amendment);
    amendment_free(store, &amendment);
    deal_work_free(&work);
    return status;
}

int naast_item_amend(naast_store *store, naast_id deal, int32_t item, const naast_amend_spec *spec)
{
    naast_amend_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_amend_spec, &own, spec);
    if (status != 0)
        return status;
    status = write_begin(store, OP_AMEND);
    if (status == 0)
        status = amend(store, deal, item, &own);
    return write_end(store, status);
}
