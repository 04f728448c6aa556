/* find.c: one search over deals, evidence, organisations and people. */
#include "naast-find.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/values/ids.h"
#include "domain/common/conditions.h"
#include "domain/common/list.h"
#include "domain/common/page.h"
#include "domain/common/query.h"
#include "domain/pipeline/pipeline.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/record/search.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { LOOK_AT = 1000 };

/* Where texts are found: which keys are theirs, the newest first, and the row: its name, its texts, and of an item its
 * kind and pipeline. */
static const struct place {
    naast_root root;
    int is_item;
    const char *keys;
    const char *row;
    int names, texts; /* how many columns of each */
} places[] = {
    [SEARCH_DEAL] = {NAAST_ROOT_DEAL, 0, "h.key > 0 AND h.key" SQL_NUMBER "= 0 ORDER BY h.key DESC",
                     "SELECT title, note, source, external_id FROM naast_deal WHERE id = ?1 AND void = 0", 1, 3},
    [SEARCH_ITEM] = {NAAST_ROOT_DEAL, 1, "h.key > 0 AND h.key" SQL_NUMBER "<> 0 ORDER BY h.key DESC",
                     "SELECT d.title, e.text, e.because, e.kind, d.pipeline FROM naast_evidence e "
                     "JOIN naast_deal d ON d.id = e.id" SQL_PARENT "WHERE e.id = ?1 AND e.void = 0",
                     1, 2},
    [SEARCH_ORG] = {NAAST_ROOT_ORG, 0, "h.key < 0 AND h.key % 2 = 0 ORDER BY h.key",
                    "SELECT name, note FROM naast_org WHERE id = ?1 AND void = 0", 1, 1},
    [SEARCH_PERSON] = {NAAST_ROOT_PERSON, 0, "h.key < 0 AND h.key % 2 <> 0 ORDER BY h.key",
                       "SELECT name, email, note FROM naast_person WHERE id = ?1 AND void = 0", 2, 1},
};
enum { PLACES = sizeof places / sizeof places[0] };

/* A text that has the words, and what its place in the list follows from. */
struct candidate {
    enum search_kind where;
    int beside; /* its name does not say it all */
    int64_t id; /* the row's: of an item deal << 20 | n */
    int64_t rev;
};

struct search {
    naast_store *store;
    struct search_words words;
    struct candidate *found;
    size_t count, capacity;
    int64_t look_at;
    int unseen; /* there were more of a sort than that */
};

/* ---- which there are ---- */

static int64_t key_row(enum search_kind where, int64_t key)
{
    return where == SEARCH_ITEM ? key : where == SEARCH_DEAL ? child_parent(key) : -key >> 1;
}

static int add_candidate(struct search *search, enum search_kind where, int64_t key)
{
    int status =
        mem_reserve(&search->store->env, &search->found, &search->capacity, search->count + 1, sizeof *search->found);
    if (status == 0)
        search->found[search->count++] = (struct candidate){.where = where, .id = key_row(where, key)};
    return status;
}

static int find_in(struct search *search, enum search_kind where)
{
    struct conditions all;
    struct query query;
    int64_t looked = 0;
    conditions_begin(&all, search->store);
    conditions_add(&all, "SELECT h.key FROM (", "");
    conditions_match(&all, search->words.word[0]);
    conditions_add(&all, ") AS h WHERE ", "");
    for (int k = 1; k < search->words.count; k++) {
        conditions_add(&all, "+h.key IN (", ""); /* +: of each word all keys once, not one by one */
        conditions_match(&all, search->words.word[k]);
        conditions_add(&all, ") AND ", "");
    }
    conditions_add(&all, places[where].keys, "");
    conditions_add(&all, " LIMIT ?", "i", search->look_at + 1);
    int status = conditions_open(&all, &query);
    while (status == 0 && (status = query_next(&query)) > 0) {
        search->unseen |= looked == search->look_at;
        status = looked++ == search->look_at ? 0 : add_candidate(search, where, query_int(&query, 0));
    }
    query_close(&query);
    conditions_free(&all);
    return status;
}

/* ---- in which order ---- */

/* Those of one deal come one behind the other, and have its rev. */
static int root_rev(struct search *search, size_t at)
{
    struct candidate *one = &search->found[at];
    const struct candidate *before = at > 0 ? one - 1 : NULL;
    const int is_item = places[one->where].is_item;
    if (is_item && before != NULL && before->where == one->where && child_parent(before->id) == child_parent(one->id)) {
        one->rev = before->rev;
        return 0;
    }
    return journal_root_rev(search->store, places[one->where].root, is_item ? child_parent(one->id) : one->id,
                            &one->rev);
}

static int says_it_all(struct search *search, struct query *query, int names, int *out)
{
    const unsigned all = (1U << search->words.count) - 1;
    unsigned there = 0;
    int status = 0;
    for (int k = 0; status == 0 && k < names; k++)
        status = search_words_in(search->store, &search->words, query_text(query, k), &there);
    *out = there == all;
    return status;
}

static int place_one(struct search *search, size_t at)
{
    struct candidate *one = &search->found[at];
    const struct place *place = &places[one->where];
    struct query query = {0};
    int named = 0;
    int status = root_rev(search, at);
    if (status == 0 && !place->is_item) {
        status = query_open(&query, search->store, place->row, "i", one->id);
        if (status == 0 && (status = query_next(&query)) > 0)
            status = says_it_all(search, &query, place->names, &named);
    }
    query_close(&query);
    one->beside = !named;
    return status;
}

static int compare(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    if (a->beside != b->beside)
        return a->beside ? 1 : -1;
    if (a->rev != b->rev)
        return a->rev > b->rev ? -1 : 1;
    if (a->where != b->where)
        return a->where < b->where ? -1 : 1;
    return a->id > b->id ? -1 : a->id < b->id;
}

static int find_all(struct search *search)
{
    int status = 0;
    for (int where = 0; status == 0 && where < PLACES; where++)
        status = find_in(search, (enum search_kind)where);
    for (size_t k = 0; status == 0 && k < search->count; k++)
        status = place_one(search, k);
    if (status == 0 && search->count > 1)
        qsort(search->found, search->count, sizeof *search->found, compare);
    return status;
}

/* ---- what is reported of them ---- */

/* The first of the words, from `first` on, that one of the row's texts has, as a piece of it. */
static int tell_piece(struct search *search, const struct place *place, struct query *query, int first,
                      struct listing *list, naast_hit *out)
{
    int status = 0;
    for (int k = place->names; status == 0 && *out->text == '\0' && k < place->names + place->texts; k++) {
        unsigned there = 0;
        status = search_words_in(search->store, &search->words, query_text(query, k), &there);
        if (status == 0 && (there >> first & 1) != 0)
            status =
                search_piece(search->store, list->result, query_text(query, k), search->words.word[first], &out->text);
    }
    return status;
}

/* A word that the name lacks; of an item, whose deal's title is not what was looked in, any. */
static int first_to_tell(struct search *search, const struct place *place, struct query *query, int *out)
{
    unsigned there = 0;
    int status = place->is_item ? 0 : search_words_in(search->store, &search->words, query_text(query, 0), &there);
    *out = 0;
    while (*out < search->words.count && (there >> *out & 1) != 0)
        ++*out;
    return status;
}

/* An address is as good as a name for search somebody, but is shown, as a note is. */
static int tell_text(struct search *search, const struct place *place, struct query *query, struct listing *list,
                     naast_hit *out)
{
    struct place beside = *place;
    int first = 0;
    beside.texts += place->names - 1;
    beside.names = 1;
    out->text = "";
    int status = first_to_tell(search, place, query, &first);
    if (status == 0 && first < search->words.count)
        status = tell_piece(search, &beside, query, first, list, out);
    return status;
}

static int tell_kind(naast_store *store, struct query *query, struct listing *list, naast_hit *out)
{
    enum { KIND = 3, PIPELINE };
    const naast_pipeline *pipeline = NULL;
    char buffer[64];
    out->kind = listing_text(list, query, KIND);
    int status = out->kind == NULL ? NAAST_NO_MEMORY : pipeline_load(store, query_int(query, PIPELINE), &pipeline);
    if (status != 0)
        return status;
    const naast_kind *kind = pipeline_kind(pipeline, out->kind);
    out->kind_name =
        result_text(list->env, list->result, naast_name(store, out->kind, kind == NULL ? NULL : &kind->label, buffer));
    return out->kind_name == NULL ? NAAST_NO_MEMORY : 0;
}

static int tell_row(struct search *search, const struct candidate *one, struct query *query, struct listing *list)
{
    const struct place *place = &places[one->where];
    naast_hit *out = listing_add(list);
    if (out == NULL)
        return NAAST_NO_MEMORY;
    *out = (naast_hit){.root = place->root, .id = one->id, .kind = "", .kind_name = ""};
    if (place->is_item) {
        out->id = child_parent(one->id);
        out->item = child_number(one->id);
    }
    out->name = listing_text(list, query, 0);
    int status = out->name == NULL ? NAAST_NO_MEMORY : tell_text(search, place, query, list, out);
    return status == 0 && place->is_item ? tell_kind(search->store, query, list, out) : status;
}

static int tell(struct search *search, const struct candidate *one, struct listing *list)
{
    struct query query;
    int status = query_open(&query, search->store, places[one->where].row, "i", one->id);
    if (status == 0 && (status = query_next(&query)) > 0)
        status = tell_row(search, one, &query, list);
    query_close(&query);
    return status;
}

/* ---- a page of them ---- */

/* Where a candidate is in the list, as the text of a cursor: "1 812 3", all that it is sorted by but its id. */
enum { MARK_BYTES = 64 };

static int read_after(naast_store *store, const struct page *page, struct candidate *out)
{
    const struct cursor *after = &page->after;
    int where = 0;
    char end;
    out->id = after->id;
    if (after->id == 0)
        return 0;
    const int fits = after->key == CURSOR_TEXT &&
                     sscanf(after->text, "%d %" SCNd64 " %d%c", &out->beside, &out->rev, &where, &end) == 3;
    out->where = (enum search_kind)where;
    return fits && where >= 0 && where < PLACES ? 0 : FAIL(&store->env, MSG_CURSOR_WRONG, page->typed);
}

static int goes_on(const struct search *search, const struct candidate *last, void *result)
{
    char text[MARK_BYTES];
    (void)snprintf(text, sizeof text, "%d %" PRId64 " %d", last->beside, last->rev, (int)last->where);
    const struct cursor next = {.id = last->id, .key = CURSOR_TEXT, .text = text};
    return page_goes_on(search->store, result, &next);
}

/* The first that comes after the one that the page before ended with, which may be gone by now. */
static size_t first_after(const struct search *search, const struct candidate *after)
{
    size_t first = 0;
    while (after->id != 0 && first < search->count && compare(&search->found[first], after) <= 0)
        first++;
    return first;
}

static int read_page(struct search *search, const struct candidate *after, int64_t limit, naast_hits **out)
{
    struct listing list;
    int status = listing_begin(&list, search->store, sizeof(naast_hits), sizeof(naast_hit));
    if (status == 0)
        status = find_all(search);
    const size_t first = status == 0 ? first_after(search, after) : 0;
    const size_t rest = search->count - first, count = rest < (size_t)limit ? rest : (size_t)limit;
    for (size_t k = 0; status == 0 && k < count; k++)
        status = tell(search, &search->found[first + k], &list);
    status = listing_end(&list, status);
    if (status == 0 && rest > count) {
        status = goes_on(search, &search->found[first + count - 1], list.result);
        if (status != 0)
            naast_free(list.result);
    }
    if (status == 0) {
        *out = list.result;
        (*out)->unseen = search->unseen;
    }
    return status;
}

static int find(naast_store *store, const char *text, const struct page *page, naast_hits **out)
{
    struct search search = {.store = store, .look_at = page->limit > LOOK_AT ? page->limit : LOOK_AT};
    struct candidate after = {0};
    int status = read_after(store, page, &after);
    if (status == 0)
        status = search_words_read(store, text != NULL ? text : "", &search.words);
    if (status == 0)
        status = read_page(&search, &after, page->limit, out);
    mem_free(&store->env, search.found);
    search_words_free(store, &search.words);
    return status;
}

int naast_find(naast_store *store, const naast_find_spec *spec, const naast_page *page, naast_hits **out)
{
    naast_find_spec own;
    struct page asked = {0};
    naast_hits *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_find_spec, &own, spec);
    if (status != 0)
        return status;
    status = page_take(store, page, PAGE_USUAL, &asked);
    if (status == 0) {
        status = read_begin(store);
        if (status == 0)
            status = find(store, own.text, &asked, &found);
        status = read_end(store, status);
    }
    page_free(store, &asked);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
