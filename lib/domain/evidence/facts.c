/* facts.c: reading everything the gates need to know of one deal, in one snapshot. */
#include "domain/evidence/facts.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/common/codes.h"
#include "domain/common/rows.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/proof.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"

#include <string.h>

/* A word as it comes from the table, before it is put with its item. */
struct loose_word {
    int32_t item;
    struct fact_word word;
};

/* What grows while it is read, before it is the result's. */
struct reading {
    naast_store *store;
    struct facts *facts;
    struct fact_item *items;
    size_t item_capacity;
    struct loose_word *words;
    size_t word_count, word_capacity;
    struct fact_undone *undone;
    size_t undone_capacity;
    struct fact_waiver *waivers;
    size_t waiver_count, waiver_capacity;
    int no_memory; /* a text did not fit; asked once, at the end */
};

/* The deal's children of one table. */
static int children_open(struct reading *reading, const char *sql, struct query *query)
{
    const int64_t deal = reading->facts->deal;
    return query_open(query, reading->store, sql, "ii", child_key(deal, 1), child_key(deal, CHILD_MAX));
}

static const char *keep_text(struct reading *reading, const char *text)
{
    const char *own = result_text(&reading->store->env, reading->facts, text);
    reading->no_memory |= own == NULL;
    return own;
}

static const char items_sql[] =
    "SELECT id, kind, value, state, side, said_by, word_side, word_by, about, person, crev, day, retracted, void, "
    "in_confidence, said_as, word_as, person_as, spelled_from IS NOT NULL "
    "FROM naast_evidence WHERE id BETWEEN ?1 AND ?2 ORDER BY id";
enum {
    I_ID,
    I_KIND,
    I_VALUE,
    I_STATE,
    I_SIDE,
    I_SAID_BY,
    I_WORD_SIDE,
    I_WORD_BY,
    I_ABOUT,
    I_PERSON,
    I_CREV,
    I_DAY,
    I_GONE,
    I_VOID,
    I_IN_CONFIDENCE,
    I_SAID_AS,
    I_WORD_AS,
    I_PERSON_AS,
    I_RESPELLED
};

static int item_add(struct reading *reading, struct query *query)
{
    struct facts *facts = reading->facts;
    int status = mem_reserve(&reading->store->env, &reading->items, &reading->item_capacity, facts->item_count + 1,
                             sizeof *reading->items);
    if (status != 0)
        return status;
    struct fact_item *item = &reading->items[facts->item_count++];
    *item = (struct fact_item){
        .n = child_number(query_int(query, I_ID)),
        .kind = pipeline_kind(facts->pipeline, query_text(query, I_KIND)),
        .value = keep_text(reading, query_text(query, I_VALUE)),
        .state = keep_text(reading, query_text(query, I_STATE)),
        .from = {(naast_side)query_int(query, I_SIDE), query_int(query, I_SAID_BY)},
        .worded = {(naast_side)query_int(query, I_WORD_SIDE), query_int(query, I_WORD_BY)},
        .about = (int32_t)query_int(query, I_ABOUT),
        .person = query_int(query, I_PERSON),
        .said_then = query_int(query, I_SAID_AS),
        .worded_then = query_int(query, I_WORD_AS),
        .person_then = query_int(query, I_PERSON_AS),
        .crev = query_int(query, I_CREV),
        .day = (naast_date)query_int(query, I_DAY),
        .retracted = query_int(query, I_GONE) != 0,
        .respelled = query_int(query, I_RESPELLED) != 0,
    };
    item->kind_code = item->kind ? item->kind->code : keep_text(reading, query_text(query, I_KIND));
    item->none = strcmp(query_text(query, I_STATE), "none") == 0;
    return 0;
}

/* What it took when it was recorded, the word that was recorded with it still knows. */
static int undone_add(struct reading *reading, struct query *query)
{
    struct facts *facts = reading->facts;
    const int64_t id = query_int(query, I_ID);
    struct fact_undone undone = {
        .kind = pipeline_kind(facts->pipeline, query_text(query, I_KIND)),
        .kind_code = keep_text(reading, query_text(query, I_KIND)),
        .from = {(naast_side)query_int(query, I_SIDE), query_int(query, I_SAID_BY)},
        .worded = {(naast_side)query_int(query, I_WORD_SIDE), query_int(query, I_WORD_BY)},
        .about = (int32_t)query_int(query, I_ABOUT),
        .in_confidence = query_int(query, I_IN_CONFIDENCE) != 0,
        .crev = query_int(query, I_CREV),
    };
    int status =
        sql_int(reading->store, &undone.recorded,
                "SELECT coalesce(min(seen), 0) FROM naast_word WHERE id BETWEEN ?1 AND ?2 AND item = ?3", "iii",
                child_key(facts->deal, 1), child_key(facts->deal, CHILD_MAX), (int64_t)child_number(id));
    if (status == 0)
        status = mem_reserve(&reading->store->env, &reading->undone, &reading->undone_capacity, facts->undone_count + 1,
                             sizeof *reading->undone);
    if (status == 0)
        reading->undone[facts->undone_count++] = undone;
    return status;
}

static int items_read_all(struct reading *reading)
{
    struct query query;
    int status = children_open(reading, items_sql, &query);
    while (status == 0 && (status = query_next(&query)) > 0)
        status = query_int(&query, I_VOID) != 0 ? undone_add(reading, &query) : item_add(reading, &query);
    query_close(&query);
    return status;
}

static int words_read_all(struct reading *reading)
{
    struct query query;
    int status = children_open(reading,
                               "SELECT item, side, person, given_as, seen, day FROM naast_word "
                               "WHERE id BETWEEN ?1 AND ?2 AND void = 0 ORDER BY id",
                               &query);
    while (status == 0 && (status = query_next(&query)) > 0) {
        status = mem_reserve(&reading->store->env, &reading->words, &reading->word_capacity, reading->word_count + 1,
                             sizeof *reading->words);
        if (status != 0)
            break;
        reading->words[reading->word_count++] = (struct loose_word){
            .item = (int32_t)query_int(&query, 0),
            .word = {.side = (naast_side)query_int(&query, 1),
                     .person = query_int(&query, 2),
                     .then = query_int(&query, 3),
                     .seen = query_int(&query, 4),
                     .day = (naast_date)query_int(&query, 5)},
        };
    }
    query_close(&query);
    return status;
}

/* The item of a number; NULL: none. */
static struct fact_item *item_of(const struct reading *reading, int32_t n)
{
    size_t low = 0, high = reading->facts->item_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (reading->items[middle].n < n)
            low = middle + 1;
        else
            high = middle;
    }
    return low < reading->facts->item_count && reading->items[low].n == n ? &reading->items[low] : NULL;
}

/* Puts each word with its item, in the order in which they were given. */
static void words_place(struct reading *reading)
{
    struct fact_item *item;
    size_t at = 0;
    struct fact_word *words = result_alloc(&reading->store->env, reading->facts, reading->word_count, sizeof *words);
    reading->no_memory |= words == NULL;
    if (words == NULL)
        return;
    for (size_t k = 0; k < reading->word_count; k++)
        if ((item = item_of(reading, reading->words[k].item)) != NULL)
            item->word_count++;
    for (size_t k = 0; k < reading->facts->item_count; k++) {
        reading->items[k].words = &words[at];
        at += reading->items[k].word_count;
        reading->items[k].word_count = 0;
    }
    for (size_t k = 0; k < reading->word_count; k++)
        if ((item = item_of(reading, reading->words[k].item)) != NULL)
            words[(item->words - words) + (ptrdiff_t)item->word_count++] = reading->words[k].word;
}

/* A copy of what was read, as the result's own. */
static const void *place(struct reading *reading, const void *read, size_t count, size_t size)
{
    void *own = result_alloc(&reading->store->env, reading->facts, count, size);
    reading->no_memory |= own == NULL;
    if (own != NULL && count > 0)
        memcpy(own, read, count * size);
    return own;
}

static int place_all(struct reading *reading)
{
    struct facts *facts = reading->facts;
    words_place(reading);
    facts->items = place(reading, reading->items, facts->item_count, sizeof *reading->items);
    facts->undone = place(reading, reading->undone, facts->undone_count, sizeof *reading->undone);
    facts->waivers = place(reading, reading->waivers, reading->waiver_count, sizeof *reading->waivers);
    facts->waiver_count = reading->waiver_count;
    return reading->no_memory ? NAAST_NO_MEMORY : 0;
}

int waiver_is_withdrawal(naast_date until, naast_time at) { return until < naast_date_of(at); }

static int waiver_add(struct reading *reading, struct query *query)
{
    const naast_date until = (naast_date)query_int(query, 1);
    const int withdrawn = waiver_is_withdrawal(until, query_int(query, 2));
    int status = mem_reserve(&reading->store->env, &reading->waivers, &reading->waiver_capacity,
                             reading->waiver_count + 1, sizeof *reading->waivers);
    if (status == 0)
        reading->waivers[reading->waiver_count++] =
            (struct fact_waiver){keep_text(reading, query_text(query, 0)), until, withdrawn};
    return status;
}

static int waivers_read_all(struct reading *reading)
{
    struct query query;
    int status = children_open(
        reading, "SELECT check_id, until, at FROM naast_waiver WHERE id BETWEEN ?1 AND ?2 AND void = 0 ORDER BY id",
        &query);
    while (status == 0 && (status = query_next(&query)) > 0)
        status = waiver_add(reading, &query);
    query_close(&query);
    return status;
}

static int deal_facts(struct reading *reading, const struct row *row)
{
    naast_store *store = reading->store;
    struct facts *facts = reading->facts;
    int status = pipeline_load(store, row_int(row, DEAL_PIPELINE), &facts->pipeline);
    if (status != 0)
        return status;
    facts->stage = pipeline_stage(facts->pipeline, row_text(row, DEAL_STAGE));
    if (facts->stage < 0)
        return FAIL(&store->env, MSG_DEAL_STAGE_LOST, short_id('D', facts->deal).text, row_text(row, DEAL_STAGE));
    facts->outcome = keep_text(reading, row_text(row, DEAL_OUTCOME));
    facts->today = env_today(&store->env);
    facts->contact = row_int(row, DEAL_CONTACT);
    facts->org = row_int(row, DEAL_ORG);
    facts->crev = row_int(row, DEAL_CREV);
    facts->amount.minor = row_int(row, DEAL_AMOUNT);
    strncpy(facts->amount.currency, row_text(row, DEAL_CURRENCY), sizeof facts->amount.currency - 1);
    return journal_root_rev(store, NAAST_ROOT_DEAL, facts->deal, &facts->rev);
}

int facts_of_row(naast_store *store, naast_id deal, const struct row *row, struct facts **out)
{
    struct reading reading = {.store = store, .facts = result_new(&store->env, sizeof *reading.facts)};
    if (reading.facts == NULL)
        return NAAST_NO_MEMORY;
    reading.facts->deal = deal;
    int status = deal_facts(&reading, row);
    if (status == 0)
        status = items_read_all(&reading);
    if (status == 0)
        status = words_read_all(&reading);
    if (status == 0)
        status = waivers_read_all(&reading);
    if (status == 0 && row_int(row, DEAL_UNPROVEN) != 0)
        status = gates_lacking(store, deal, row_int(row, DEAL_PIPELINE), (size_t)reading.facts->stage,
                               &reading.facts->unproven);
    if (status == 0)
        status = place_all(&reading);
    mem_free(&store->env, reading.items);
    mem_free(&store->env, reading.words);
    mem_free(&store->env, reading.undone);
    mem_free(&store->env, reading.waivers);
    if (status == 0)
        *out = reading.facts;
    else
        naast_free(reading.facts);
    return status;
}

int facts_read(naast_store *store, naast_id deal, struct facts **out)
{
    struct row row = {0};
    int status = deal_read(store, deal, &row);
    if (status == 0)
        status = facts_of_row(store, deal, &row, out);
    row_free(&row);
    return status;
}

int facts_under(naast_store *store, const struct facts *facts, const naast_pipeline *definition, int stage,
                struct facts **out)
{
    struct facts *under = result_new(&store->env, sizeof *under);
    struct fact_item *items = under ? result_alloc(&store->env, under, facts->item_count, sizeof *items) : NULL;
    if (items == NULL) {
        naast_free(under);
        return NAAST_NO_MEMORY;
    }
    *under = *facts;
    for (size_t k = 0; k < facts->item_count; k++) {
        items[k] = facts->items[k];
        items[k].kind = pipeline_kind(definition, items[k].kind_code);
    }
    under->pipeline = definition;
    under->stage = stage;
    under->items = items;
    under->unproven = 0;
    *out = under;
    return 0;
}

/* A kind of which only the newest counts covers itself: what came after a word and was taken back since makes it stale.
 */
static int covers_itself(const naast_kind *kind, naast_side side, const char *other, naast_side other_side)
{
    return kind->latest && strcmp(kind->code, other) == 0 && (!kind->sided || side == other_side);
}

int item_covers(const struct fact_item *item, const char *kind_code, naast_side side)
{
    return kind_covers(item->kind, kind_code, side) || covers_itself(item->kind, item->from.side, kind_code, side);
}

int64_t item_covered_crev(const struct facts *facts, const struct fact_item *item)
{
    int64_t crev = item->crev;
    if (item->kind == NULL || (item->kind->covers == NULL && !item->kind->latest))
        return crev;
    for (size_t k = 0; k < facts->item_count; k++)
        if (facts->items[k].crev > crev && item_covers(item, facts->items[k].kind_code, facts->items[k].from.side))
            crev = facts->items[k].crev;
    return crev;
}

int item_lost(const struct fact_item *item, const struct fact_undone *undone, int64_t seen)
{
    if (item->kind == NULL || seen >= undone->crev)
        return 0;
    if (covers_itself(item->kind, item->from.side, undone->kind_code, undone->from.side))
        return 1;
    return seen >= undone->recorded && kind_covers(item->kind, undone->kind_code, undone->from.side);
}

int item_lost_covered(const struct facts *facts, const struct fact_item *item, int64_t seen)
{
    for (size_t k = 0; k < facts->undone_count; k++)
        if (item_lost(item, &facts->undone[k], seen))
            return 1;
    return 0;
}

int word_is_fresh(const struct facts *facts, const struct fact_item *item, const struct fact_word *word)
{
    return item_covered_crev(facts, item) <= word->seen && !item_lost_covered(facts, item, word->seen);
}
