/* erase.c: a row and the parts of the journal that are about it, erased together and listed. */
#include "store/erase/erase.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/hash.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/erase/byte_search.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/record/journal_body.h"
#include "store/record/record.h"

enum { BODY_ID, BODY_SALT, BODY_BYTES };

void erasing_init(struct erasing *erasing, naast_store *store)
{
    *erasing = (struct erasing){.store = store};
    traces_init(&erasing->salts, &store->env);
    traces_init(&erasing->texts, &store->env);
}

void erasing_free(struct erasing *erasing)
{
    traces_free(&erasing->salts);
    traces_free(&erasing->texts);
}

/* ---- which parts go ---- */

/* A part that goes: its key and, while it is known, what is in its place. */
struct gone_part {
    int64_t key;
    uint8_t hash[HASH_BYTES];
};

struct search {
    struct erasing *erasing;
    const struct rec_table *table;
    int64_t id;
    const struct rec_value *now;
    int64_t entry;
    struct part_rows rows; /* of that entry */
    struct gone_part *parts;
    size_t count, capacity;
};

static int skip_values(struct reader *in, const struct body_record *record)
{
    struct rec_value value;
    int column, more;
    while ((more = body_next_value(in, record->table, &column, &value)) == 1)
        continue;
    return more;
}

static int read_first_part(struct search *search, int64_t seq, const void *bytes, size_t len)
{
    struct reader in = {bytes, (const uint8_t *)bytes + len, 0};
    struct body_record record;
    int next;
    search->entry = seq;
    search->rows.count = 0;
    while ((next = body_next_record(&in, &record)) == 1) {
        part_rows_note(&search->rows, &record);
        if (skip_values(&in, &record) < 0)
            next = -1;
        if (next < 0)
            break;
    }
    return next < 0 ? journal_unreadable(search->erasing->store, seq) : 0;
}

static int is_our_part(const struct search *search, int64_t seq, int64_t part)
{
    return seq == search->entry && (size_t)part <= search->rows.count &&
           search->rows.row[part - 1].table == search->table && search->rows.row[part - 1].id == search->id;
}

/* Keeps what is to be looked for in the files; *tells: the part says something that is not to stay. */
static int read_personal_part(struct search *search, int64_t seq, const void *bytes, size_t len, int *tells)
{
    struct reader in = {bytes, (const uint8_t *)bytes + len, 0};
    struct body_record record;
    struct rec_value value;
    int status = 0, column = 0, more = 0, next = 0;
    while (status == 0 && more == 0 && (next = body_next_record(&in, &record)) == 1)
        while (status == 0 && (more = body_next_value(&in, record.table, &column, &value)) == 1) {
            if (value.type == 0 || rec_equal(&value, &search->now[column]))
                continue;
            *tells = 1;
            status = traces_add(&search->erasing->texts, value.data, value.len);
        }
    return status == 0 && (more < 0 || next < 0) ? journal_unreadable(search->erasing->store, seq) : status;
}

static int take_part(struct search *search, struct query *query)
{
    const int64_t key = query_int(query, BODY_ID);
    size_t len = 0, salt_len = 0;
    int tells = 0;
    const void *bytes = query_blob(query, BODY_BYTES, &len);
    const void *salt = query_blob(query, BODY_SALT, &salt_len);
    if (salt_len != SALT_BYTES)
        return journal_unreadable(search->erasing->store, key >> PART_BITS);
    int status = read_personal_part(search, key >> PART_BITS, bytes, len, &tells);
    if (status != 0 || !tells)
        return status;
    status = mem_reserve(&search->erasing->store->env, &search->parts, &search->capacity, search->count + 1,
                         sizeof *search->parts);
    if (status == 0)
        status = traces_add(&search->erasing->salts, salt, salt_len);
    if (status != 0)
        return status;
    struct gone_part *part = &search->parts[search->count++];
    part->key = key;
    part_hash(salt, bytes, len, part->hash);
    return 0;
}

static int look_at_body(struct search *search, struct query *query)
{
    const int64_t key = query_int(query, BODY_ID), seq = key >> PART_BITS, part = key - body_key(seq, 0);
    size_t len = 0;
    const void *bytes = query_blob(query, BODY_BYTES, &len);
    if (bytes == NULL)
        return 0;
    if (part == 0)
        return read_first_part(search, seq, bytes, len);
    return is_our_part(search, seq, part) ? take_part(search, query) : 0;
}

static int find_parts(struct search *search, struct root root)
{
    struct query query;
    int more = 0;
    int status = query_open(&query, search->erasing->store,
                            "SELECT b.id, b.salt, b.bytes FROM naast_journal j "
                            "JOIN naast_body b ON b.id BETWEEN j.seq" SQL_FIRST_PART "AND j.seq" SQL_LAST_PART
                            "WHERE j.root_kind = ?1 AND j.root_id = ?2 "
                            "ORDER BY j.root_kind, j.root_id, j.seq, b.id",
                            "ii", (int64_t)root.kind, root.id);
    while (status == 0 && (more = query_next(&query)) == 1)
        status = look_at_body(search, &query);
    query_close(&query);
    return status == 0 ? more : status;
}

/* ---- taking them ---- */

/* The erasure itself is written down with the first thing that it takes. */
static int need_erasure(struct erasing *erasing)
{
    const struct rec_value row[ERASURE_COLUMNS] = {
        [ERASURE_OPERATION] = rec_int(erasing->operation),
        [ERASURE_WHOLE] = rec_int(erasing->whole),
        [ERASURE_SUBJECT_TABLE] = rec_int(erasing->subject_table->id),
        [ERASURE_SUBJECT_ROW] = rec_int(erasing->subject_row),
        [ERASURE_BECAUSE] = rec_text(erasing->because),
    };
    return erasing->erasure != 0 ? 0 : rec_insert(erasing->store, &table_erasure, row, &erasing->erasure);
}

static int empty_body(naast_store *store, const struct gone_part *part)
{
    struct query query;
    int status = query_open(&query, store, "UPDATE naast_body SET salt = NULL, bytes = NULL, gone = ?2 WHERE id = ?1",
                            "ib", part->key, (const void *)part->hash, (size_t)HASH_BYTES);
    if (status == 0)
        status = query_next(&query);
    query_close(&query);
    return status;
}

static int erase_part(struct erasing *erasing, const struct gone_part *part)
{
    const struct rec_value row[ERASED_COLUMNS] = {
        [ERASED_ERASURE] = rec_int(erasing->erasure),
        [ERASED_PART] = rec_int(part->key),
    };
    int status = empty_body(erasing->store, part);
    if (status == 0)
        status = rec_insert(erasing->store, &table_erased, row, NULL);
    erasing->parts++;
    return status;
}

static int loses_something(const struct rec_table *table, const struct rec_value old[], const struct rec_value now[])
{
    const uint64_t personal = rec_personal_columns(table);
    for (int k = 1; k < table->columns; k++)
        if (personal >> k & 1 && old[k].type != 0 && !rec_equal(&old[k], &now[k]))
            return 1;
    return 0;
}

int erase_row(struct erasing *erasing, const struct rec_table *table, int64_t id, const struct rec_value old[],
              const struct rec_value now[])
{
    struct search search = {.erasing = erasing, .table = table, .id = id, .now = now};
    int status = find_parts(&search, row_root(table, id, old));
    if (status == 0 && (search.count > 0 || loses_something(table, old, now))) {
        erasing->rows++;
        status = need_erasure(erasing);
        for (size_t k = 0; status == 0 && k < search.count; k++)
            status = erase_part(erasing, &search.parts[k]);
        if (status == 0)
            status = rec_erase(erasing->store, table, id, old, now);
    }
    mem_free(&erasing->store->env, search.parts);
    return status;
}
