/* log.c: the journal as people read it: entries newest first, with what each changed. */
#include "domain/common/list.h"
#include "domain/history/log.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "domain/common/input.h"
#include "domain/common/page.h"
#include "domain/history/undo.h"
#include "engine/schema/table.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/history/history.h"
#include "store/record/journal_body.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define LOG_COLUMNS                                                                                                    \
    "SELECT j.seq, j.first, j.at, j.op, j.root_kind, j.root_id, a.name, "                                              \
    "CASE j.root_kind "                                                                                                \
    "WHEN 1 THEN (SELECT title FROM naast_deal WHERE id = j.root_id) "                                                 \
    "WHEN 2 THEN (SELECT name FROM naast_org WHERE id = j.root_id) "                                                   \
    "WHEN 3 THEN (SELECT name FROM naast_person WHERE id = j.root_id) "                                                \
    "WHEN 4 THEN (SELECT name FROM naast_pipeline WHERE id = j.root_id) END, "                                         \
    "b.bytes FROM naast_journal j LEFT JOIN naast_actor a ON a.id = j.actor "                                          \
    "LEFT JOIN naast_body b ON b.id = j.seq" SQL_FIRST_PART

_Static_assert(NAAST_ROOT_DEAL == 1 && NAAST_ROOT_ORG == 2 && NAAST_ROOT_PERSON == 3 && NAAST_ROOT_PIPELINE == 4,
               "as in LOG_COLUMNS");

enum log_column { LOG_SEQ, LOG_FIRST, LOG_AT, LOG_OP, LOG_ROOT_KIND, LOG_ROOT_ID, LOG_ACTOR, LOG_TITLE, LOG_BYTES };

/* A filter as the query takes it. */
struct log_page {
    const naast_log_filter *filter;
    int64_t from, before, limit; /* seqs: from this one on, and smaller than that one */
    int64_t operation;           /* its number in the journal; 0: any */
};

/* The result while it grows. */
struct log_list {
    naast_store *store;
    int values; /* asked for */
    int more;   /* there are others behind them */
    naast_log *log;
    naast_log_entry *entries;
    size_t capacity;
};

struct change_list {
    naast_change *items;
    size_t count, capacity;
};

/* Which parts of an entry are erased: a bit for each. */
struct part_set {
    uint64_t bits[4];
};

static int read_erased(naast_store *store, int64_t seq, struct part_set *erased)
{
    struct query query;
    int more = 0;
    int status = query_open(&query, store, "SELECT id FROM naast_body WHERE id BETWEEN ?1 AND ?2 AND gone IS NOT NULL",
                            "ii", body_key(seq, 0), body_key(seq, PARTS_MAX));
    while (status == 0 && (more = query_next(&query)) == 1) {
        const unsigned part = (unsigned)(query_int(&query, 0) & 0xFF);
        erased->bits[part / 64] |= (uint64_t)1 << part % 64;
    }
    query_close(&query);
    return status == 0 ? more : status;
}

/* A row that is changed twice in an entry is listed once. Its index; the count when it is new. */
static size_t find_change(const struct change_list *changes, const char *table, int64_t row)
{
    size_t k = 0;
    while (k < changes->count && !(changes->items[k].row == row && strcmp(changes->items[k].table, table) == 0))
        k++;
    return k;
}

static int add_change(struct env *env, struct change_list *changes, const struct body_record *record, size_t *at)
{
    const char *table = rec_plain_name(record->table);
    *at = find_change(changes, table, record->row);
    if (*at < changes->count)
        return 0;
    int status = mem_reserve(env, &changes->items, &changes->capacity, changes->count + 1, sizeof *changes->items);
    if (status == 0)
        changes->items[changes->count++] =
            (naast_change){.table = table, .row = record->row, .inserted = record->inserted};
    return status;
}

/*
 * The changes in part 0. The parts with personal columns are numbered in the order in which their rows first
 * say that they have one. What cannot be read is left out: naast_store_verify reports that.
 */
static int read_changes(struct env *env, const void *bytes, size_t len, const struct part_set *erased,
                        struct change_list *changes, unsigned char *numbered)
{
    struct reader in = {bytes, (const uint8_t *)bytes + len, 0};
    struct body_record record;
    struct rec_value value;
    unsigned part = 0;
    int status = 0, column, more = 0;
    while (status == 0 && more == 0 && body_next_record(&in, &record) == 1) {
        size_t at = 0;
        while ((more = body_next_value(&in, record.table, &column, &value)) == 1)
            continue;
        status = add_change(env, changes, &record, &at);
        if (status != 0 || !record.has_personal || numbered[at] || part == PARTS_MAX - 1)
            continue;
        numbered[at] = 1;
        part++;
        changes->items[at].erased = (erased->bits[part / 64] >> part % 64 & 1) != 0;
    }
    return status;
}

/* A record takes at least four bytes, so that many rows at most are in a part. */
enum { RECORD_LEAST = 4 };

static int add_changes(struct log_list *list, struct query *query, naast_log_entry *entry)
{
    struct env *env = &list->store->env;
    struct change_list changes = {0};
    struct part_set erased = {{0}};
    size_t len = 0;
    int status = read_erased(list->store, entry->seq, &erased);
    const void *bytes = query_blob(query, LOG_BYTES, &len);
    if (status != 0 || bytes == NULL)
        return status;
    unsigned char *numbered = mem_zero(env, len / RECORD_LEAST + 1, 1);
    status = numbered != NULL ? read_changes(env, bytes, len, &erased, &changes, numbered) : NAAST_NO_MEMORY;
    naast_change *kept = NULL;
    if (status == 0 && changes.count > 0) {
        kept = result_alloc(env, list->log, changes.count, sizeof *kept);
        status = kept != NULL ? 0 : NAAST_NO_MEMORY;
    }
    if (kept != NULL)
        memcpy(kept, changes.items, changes.count * sizeof *kept);
    if (status == 0 && kept != NULL && list->values)
        status = log_values_add(list->store, list->log, entry, kept, changes.count);
    entry->changes = kept;
    entry->change_count = changes.count;
    entry->change_size = sizeof *kept;
    mem_free(env, numbered);
    mem_free(env, changes.items);
    return status;
}

static int add_entry(struct log_list *list, struct query *query)
{
    struct env *env = &list->store->env;
    int status = mem_reserve(env, &list->entries, &list->capacity, list->log->count + 1, sizeof *list->entries);
    if (status != 0)
        return status;
    naast_log_entry *entry = &list->entries[list->log->count++];
    *entry = (naast_log_entry){.seq = query_int(query, LOG_SEQ),
                               .operation = query_int(query, LOG_FIRST),
                               .at = query_int(query, LOG_AT),
                               .operation_name = operation_name((int)query_int(query, LOG_OP)),
                               .root = (naast_root)query_int(query, LOG_ROOT_KIND),
                               .id = query_int(query, LOG_ROOT_ID),
                               .title = result_text(env, list->log, query_text(query, LOG_TITLE)),
                               .actor = result_text(env, list->log, query_text(query, LOG_ACTOR))};
    if (entry->title == NULL || entry->actor == NULL)
        return NAAST_NO_MEMORY;
    status = undo_target(list->store, entry->operation, &entry->undoes);
    if (status == 0)
        status = undo_standing(list->store, entry->operation, &entry->undone_by);
    return status == 0 ? add_changes(list, query, entry) : status;
}

/* What comes after the page before is further back, or further on where the oldest come first. */
static void begin_after(struct log_page *page, const struct page *asked)
{
    const int64_t seq = asked->after.id;
    if (seq == 0)
        return;
    if (page->filter->oldest_first)
        page->from = seq >= page->from ? seq + (seq < INT64_MAX) : page->from;
    else
        page->before = seq < page->before ? seq : page->before;
}

static int log_page_take(naast_store *store, const naast_log_filter *filter, const struct page *asked,
                         struct log_page *page)
{
    struct operation_span span = {.last = INT64_MAX - 1};
    int status = 0;
    *page = (struct log_page){.filter = filter,
                              .operation = filter->operation_name ? operation_from_name(filter->operation_name) : 0};
    if ((int)filter->root < 0 || (int)filter->root > NAAST_ROOT_STORE)
        return FAIL(&store->env, MSG_LOG_ROOT);
    if (filter->operation_name != NULL && page->operation == 0)
        return FAIL(&store->env, MSG_OPERATION_UNKNOWN, filter->operation_name);
    if (filter->operation != 0)
        status = operation_span_read(store, filter->operation, &span);
    if (status == NAAST_NOT_FOUND)
        status = FAIL(&store->env, MSG_OPERATION_NOT_FOUND, operation_id(filter->operation).text);
    page->from = filter->after >= span.first ? filter->after + (filter->after < INT64_MAX) : span.first;
    page->before = filter->before > 0 && filter->before <= span.last ? filter->before : span.last + 1;
    page->limit = asked->limit + 1; /* one more: whether there are others */
    begin_after(page, asked);
    return status;
}

#define LOG_FITS                                                                                                       \
    "j.seq >= ?1 AND j.seq < ?2 AND (CAST(?4 AS TEXT) IS NULL OR a.name = ?4) "                                        \
    "AND (CAST(?5 AS INTEGER) = 0 OR j.op = ?5) AND j.at >= ?6 AND j.at <= ?7 "

static int open_query(struct query *query, naast_store *store, const struct log_page *page)
{
    const naast_log_filter *filter = page->filter;
    const int64_t until = filter->until != 0 ? filter->until : INT64_MAX;
    const int64_t since = filter->since != 0 ? filter->since : INT64_MIN;
    const int rising = filter->oldest_first;
    if (filter->root == 0)
        return query_open(query, store,
                          rising ? LOG_COLUMNS "WHERE " LOG_FITS "ORDER BY j.seq LIMIT ?3"
                                 : LOG_COLUMNS "WHERE " LOG_FITS "ORDER BY j.seq DESC LIMIT ?3",
                          "iiitiii", page->from, page->before, page->limit, filter->actor, page->operation, since,
                          until);
    return query_open(query, store,
                      rising ? LOG_COLUMNS "WHERE j.root_kind = ?8 AND j.root_id = ?9 AND " LOG_FITS
                                           "ORDER BY j.root_kind, j.root_id, j.seq LIMIT ?3"
                             : LOG_COLUMNS "WHERE j.root_kind = ?8 AND j.root_id = ?9 AND " LOG_FITS
                                           "ORDER BY j.root_kind DESC, j.root_id DESC, j.seq DESC LIMIT ?3",
                      "iiitiiiii", page->from, page->before, page->limit, filter->actor, page->operation, since, until,
                      (int64_t)filter->root, filter->id);
}

static int read_log(struct log_list *list, const naast_log_filter *filter, const struct page *asked)
{
    struct query query = {0};
    struct log_page page;
    int more = 0;
    list->log = result_new(&list->store->env, sizeof *list->log);
    if (list->log == NULL)
        return NAAST_NO_MEMORY;
    int status = log_page_take(list->store, filter, asked, &page);
    if (status == 0)
        status = open_query(&query, list->store, &page);
    while (status == 0 && (more = query_next(&query)) == 1 && !list->more) {
        list->more = (int64_t)list->log->count == page.limit - 1;
        status = list->more ? 0 : add_entry(list, &query);
    }
    query_close(&query);
    return status == 0 && more < 0 ? more : status;
}

/* Where the next page begins. */
static int tell_more(struct log_list *list)
{
    const naast_log *log = list->log;
    if (!list->more || log->count == 0)
        return 0;
    return page_goes_on(list->store, list->log, &(struct cursor){.id = log->items[log->count - 1].seq});
}

/* Moves the entries into the result. */
static int keep_entries(struct log_list *list)
{
    const size_t count = list->log->count;
    list_head_fill(list->log, NULL, 0, sizeof *list->entries);
    if (count == 0)
        return 0;
    naast_log_entry *kept = result_alloc(&list->store->env, list->log, count, sizeof *kept);
    if (kept == NULL)
        return NAAST_NO_MEMORY;
    memcpy(kept, list->entries, count * sizeof *kept);
    list_head_fill(list->log, kept, count, sizeof *kept);
    return 0;
}

int naast_log_list(naast_store *store, const naast_log_filter *filter, const naast_page *page, naast_log **out)
{
    naast_log_filter own;
    struct page asked = {0};
    struct log_list list = {.store = store};
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = SPEC_TAKE_IF(&store->env, naast_log_filter, &own, filter);
    if (status == 0)
        status = page_take(store, page, PAGE_USUAL, &asked);
    if (status == 0 && asked.after.key != CURSOR_BY_ID)
        status = FAIL(&store->env, MSG_CURSOR_WRONG, asked.typed);
    if (status != 0) {
        page_free(store, &asked);
        return status;
    }
    list.values = own.values;
    status = read_begin(store);
    if (status == 0)
        status = read_log(&list, &own, &asked);
    if (status == 0)
        status = keep_entries(&list);
    if (status == 0)
        status = tell_more(&list);
    status = read_end(store, status);
    mem_free(&store->env, list.entries);
    page_free(store, &asked);
    if (status == 0)
        *out = list.log;
    else
        naast_free(list.log);
    return status;
}
