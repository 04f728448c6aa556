/* content.c: the items of a conversation: read, checked, numbered, written. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "domain/common/codes.h"
#include "domain/common/revision.h"
#include "domain/common/rows.h"
#include "domain/conversation/conversation.h"
#include "domain/pipeline/pipeline.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"

/* ---- what the caller gave ---- */

/* What a spec leaves open goes for the entry, and else for the conversation. */
static void fill_occasion(const struct conversation *talk, const struct said *said, naast_date *on, const char **how)
{
    const char *usual = said->own.how != NULL ? said->own.how : talk->how;
    const naast_date day = said->own.on != 0 ? said->own.on : talk->on;
    *on = *on != 0 ? *on : day;
    if (how != NULL)
        *how = *how != NULL ? *how : usual;
}

static int check_revisions(struct conversation *talk, const struct said *said)
{
    naast_store *store = talk->store;
    int status = deal_rev_check(store, talk->work.id, said->record.expect_rev);
    if (status == 0)
        status = deal_rev_check(store, talk->work.id, said->amend.expect_rev);
    return status == 0 ? deal_rev_check(store, talk->work.id, said->settle.expect_rev) : status;
}

static int read_specs(struct conversation *talk, struct said *said)
{
    struct env *env = &talk->store->env;
    const naast_conversation_entry *own = &said->own;
    int status = SPEC_TAKE_IF(env, naast_item_spec, &said->record, own->record);
    if (status == 0)
        status = SPEC_TAKE_IF(env, naast_amend_spec, &said->amend, own->amend);
    if (status == 0)
        status = SPEC_TAKE_IF(env, naast_settle_spec, &said->settle, own->settle);
    if (status == 0)
        status = check_revisions(talk, said);
    if (status == 0 && ((own->record != NULL) == (own->item != 0) || (own->record != NULL && own->amend != NULL)))
        status = FAIL(env, MSG_CONVERSATION_ENTRY);
    fill_occasion(talk, said, &said->record.on, &said->record.how);
    fill_occasion(talk, said, &said->amend.on, &said->amend.how);
    fill_occasion(talk, said, &said->settle.on, NULL);
    fill_occasion(talk, said, &said->own.on, &said->own.how);
    return faults_note(&talk->faults, NAAST_IN_WHOLE, status);
}

static int read_words(struct conversation *talk, struct said *said)
{
    struct env *env = &talk->store->env;
    int status = 0;
    said->words = result_alloc(env, talk->scratch, said->own.word_count, sizeof *said->words);
    if (said->words == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; status == 0 && k < said->own.word_count; k++)
        status =
            SPEC_TAKE_ELEMENT(env, naast_conversation_word, &said->words[k], said->own.words, talk->spec->word_size, k);
    return status;
}

int content_read(struct conversation *talk)
{
    struct env *env = &talk->store->env;
    int status = 0;
    talk->entries = result_alloc(env, talk->scratch, talk->spec->entry_count, sizeof *talk->entries);
    if (talk->entries == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; status == 0 && k < talk->spec->entry_count; k++) {
        struct said *said = &talk->entries[k];
        look_at(talk, (int32_t)k);
        status = SPEC_TAKE_ELEMENT(env, naast_conversation_entry, &said->own, talk->spec->entries,
                                   talk->spec->entry_size, k);
        if (status == 0)
            status = read_words(talk, said);
        if (status == 0)
            status = read_specs(talk, said);
    }
    return status;
}

/* ---- what is there already ---- */

static naast_party usual_speaker(const struct conversation *talk, const naast_kind *kind)
{
    const int theirs = kind != NULL && kind->theirs && talk->speaker != 0;
    return theirs ? (naast_party){NAAST_SIDE_CUSTOMER, talk->speaker} : (naast_party){NAAST_SIDE_NONE, 0};
}

static int check_amended_once(struct conversation *talk, size_t index)
{
    for (size_t k = 0; k < index; k++)
        if (talk->entries[k].own.amend != NULL && talk->entries[k].own.item == talk->entries[index].own.item)
            return FAIL(&talk->store->env, MSG_CONVERSATION_AMENDED,
                        item_id(talk->work.id, talk->entries[index].own.item).text);
    return 0;
}

static int prepare_amendment(struct conversation *talk, size_t index, struct said *said)
{
    if (!party_is_named(said->amend.from))
        said->amend.from = usual_speaker(talk, said->kind);
    int status = faults_note(&talk->faults, NAAST_IN_WHOLE, check_amended_once(talk, index));
    if (status == 0)
        status = amendment_check(talk->store, &talk->work, &said->amend, said->amendment, &talk->faults);
    if (status == 0 && said->wrong == 0 && amendment_counts(&said->amend, said->amendment))
        said->crev = -1; /* a number that it is still to get */
    return status;
}

/* An item that is there: read, and its amendment checked. */
static int prepare_existing(struct conversation *talk, size_t index)
{
    struct env *env = &talk->store->env;
    struct said *said = &talk->entries[index];
    struct amendment *amendment = result_alloc(env, talk->scratch, 1, sizeof *amendment);
    if (amendment == NULL)
        return NAAST_NO_MEMORY;
    int status = amendment_begin(talk->store, &talk->work, said->own.item, amendment);
    if (status != 0)
        return faults_note(&talk->faults, NAAST_IN_ITEM, status);
    said->amendment = amendment;
    said->kind = amendment->kind;
    said->kind_code = row_text(&amendment->old, EVIDENCE_KIND);
    said->n = said->own.item;
    return said->own.amend != NULL ? prepare_amendment(talk, index, said) : 0;
}

static int prepare_new(struct conversation *talk, struct said *said)
{
    int status = 0;
    said->kind = kind_find(talk->store, talk->work.pipeline, said->record.kind, &status);
    if (said->kind == NULL)
        return faults_note(&talk->faults, NAAST_IN_KIND, status);
    said->item.kind = said->kind;
    said->kind_code = said->kind->code;
    said->crev = -1;
    if (!party_is_named(said->record.from))
        said->record.from = usual_speaker(talk, said->kind);
    return 0;
}

static int prepare(struct conversation *talk)
{
    int status = 0;
    for (size_t k = 0; status == 0 && k < talk->spec->entry_count; k++) {
        struct said *said = &talk->entries[k];
        look_at(talk, (int32_t)k);
        if (said->own.record != NULL)
            status = prepare_new(talk, said);
        else if (said->own.item != 0)
            status = prepare_existing(talk, k);
    }
    return status;
}

/* ---- the content counter ----
 *
 * A word has seen the deal up to one number. Whoever took part has seen the last; whoever did not has seen what was
 * there before, and the item itself. So an item with the word of somebody absent takes its number before all that its
 * kind covers; the others keep the order of the entries.
 */

static int is_absent(const struct conversation *talk, naast_party party)
{
    return party_is_named(party) && !took_part(talk, party);
}

static int has_absent_word(const struct conversation *talk, const struct said *said)
{
    const naast_party from = said->own.record != NULL ? said->record.from : said->amend.from;
    int absent = is_absent(talk, from) || is_absent(talk, said->amend.agreed);
    for (size_t k = 0; !absent && k < said->own.word_count; k++)
        absent = said->words[k].seen == NULL && is_absent(talk, said->words[k].by);
    return absent;
}

/* How many kinds lie below each, by what it covers: what covers has more. Kinds that cover each other have equally
 * many. */
static void measure_depths(const naast_pipeline *pipeline, size_t *depth)
{
    int changed = 1;
    for (size_t round = 0; changed && round < pipeline->kind_count; round++) {
        changed = 0;
        for (size_t k = 0; k < pipeline->kind_count; k++)
            for (size_t c = 0; c < pipeline->kind_count; c++)
                if (c != k && depth[k] <= depth[c] && depth[c] + 1 < pipeline->kind_count &&
                    kind_covers(&pipeline->kinds[k], pipeline->kinds[c].code, NAAST_SIDE_NONE)) {
                    depth[k] = depth[c] + 1;
                    changed = 1;
                }
    }
}

static int number_absent(struct conversation *talk)
{
    const naast_pipeline *pipeline = talk->work.pipeline;
    size_t *depth = result_alloc(&talk->store->env, talk->scratch, pipeline->kind_count, sizeof *depth);
    if (depth == NULL)
        return NAAST_NO_MEMORY;
    measure_depths(pipeline, depth);
    for (size_t d = pipeline->kind_count; d-- > 0;)
        for (size_t k = 0; k < talk->spec->entry_count; k++) {
            struct said *said = &talk->entries[k];
            const size_t own = said->kind != NULL ? depth[said->kind - pipeline->kinds] : 0;
            if (said->crev < 0 && own == d && has_absent_word(talk, said))
                said->crev = ++talk->after;
        }
    return 0;
}

static int number(struct conversation *talk)
{
    talk->before = talk->after = row_int(&talk->work.row, DEAL_CREV);
    int status = talk->spec->with_count > 0 ? number_absent(talk) : 0;
    for (size_t k = 0; status == 0 && k < talk->spec->entry_count; k++)
        if (talk->entries[k].crev < 0)
            talk->entries[k].crev = ++talk->after;
    return status;
}

/* ---- writing ---- */

/* What the entry is about: an earlier one, of which the item is there by now. *broken: it is wrong itself. */
static int find_about(struct conversation *talk, size_t index, int *broken)
{
    struct said *said = &talk->entries[index];
    const int32_t about = said->own.about;
    if (about == 0)
        return 0;
    if (about < 0 || (size_t)about > index)
        return faults_note(&talk->faults, NAAST_IN_ABOUT, FAIL(&talk->store->env, MSG_CONVERSATION_ABOUT));
    said->record.about = talk->entries[about - 1].n;
    *broken = said->record.about == 0;
    return 0;
}

static int write_new(struct conversation *talk, size_t index)
{
    struct said *said = &talk->entries[index];
    int broken = 0;
    int status = find_about(talk, index, &broken);
    if (status == 0)
        status = new_item_check(talk->store, &talk->work, &said->record, &said->item, &talk->faults);
    if (status == 0 && said->wrong == 0 && !broken)
        status = note_at(talk, NAAST_IN_WHOLE, 0, NULL,
                         new_item_insert(talk->store, talk->work.id, &said->record, &said->item, said->crev, &said->n));
    return status;
}

static int write_one(struct conversation *talk, size_t index)
{
    struct said *said = &talk->entries[index];
    int status = 0;
    look_at(talk, (int32_t)index);
    if (said->own.record != NULL && said->kind != NULL)
        status = write_new(talk, index);
    else if (said->own.amend != NULL && said->amendment != NULL && said->wrong == 0)
        status = amendment_write(talk->store, talk->work.id, said->n, &said->amend, said->amendment, said->crev);
    if (status == 0 && said->own.settle != NULL && said->n != 0)
        status = item_settle(talk->store, &talk->work, said->n, &said->settle, &talk->faults);
    return status;
}

int content_write(struct conversation *talk)
{
    int status = prepare(talk);
    if (status == 0)
        status = number(talk);
    for (size_t k = 0; status == 0 && k < talk->spec->entry_count; k++)
        status = write_one(talk, k);
    if (status == 0 && talk->after != talk->before)
        status = deal_set_crev(talk->store, &talk->work, talk->after);
    return status;
}

void content_free(struct conversation *talk)
{
    for (size_t k = 0; talk->entries != NULL && k < talk->spec->entry_count; k++) {
        new_item_free(talk->store, &talk->entries[k].item);
        if (talk->entries[k].amendment != NULL)
            amendment_free(talk->store, talk->entries[k].amendment);
    }
}
