/* restore_fixture.h: entries on their way from one store to another, changed on the way where a test says so. */
#ifndef RESTORE_FIXTURE_H
#define RESTORE_FIXTURE_H

#include "failing_fixture.h"

#include "exchange/entry_parts.h"
#include "naast-exchange.h"

enum { COPY_PARTS = 16, COPY_RECORDS = 64, COPY_VALUES = 512 };

/* An entry whose every field may be changed; texts stay where they were. */
struct copy {
    naast_entry entry;
    naast_entry_part parts[COPY_PARTS];
    naast_entry_record records[COPY_RECORDS];
    naast_entry_value values[COPY_VALUES];
};

struct way {
    naast_export *from;
    int64_t at;                        /* the entry that `change` is called for */
    void (*change)(struct copy *copy); /* NULL: nothing is changed */
    int rehash;                        /* from there on hashes are made to fit */
    int drop, twice;                   /* that entry */
    int fail;                          /* what `next` returns there; 0: it goes on */
    uint8_t hash[HASH_BYTES];
    struct copy copy;
    int again;
};

static inline void copy_entry(struct copy *to, const naast_entry *from)
{
    size_t records = 0, values = 0;
    to->entry = *from;
    to->entry.parts = to->parts;
    ck_assert_uint_le(from->part_count, COPY_PARTS);
    for (size_t k = 0; k < from->part_count; k++) {
        to->parts[k] = from->parts[k];
        to->parts[k].records = &to->records[records];
        for (size_t r = 0; r < from->parts[k].record_count; r++) {
            const naast_entry_record *record = &from->parts[k].records[r];
            ck_assert_uint_lt(records, COPY_RECORDS);
            ck_assert_uint_le(values + record->value_count, COPY_VALUES);
            to->records[records] = *record;
            to->records[records++].values = &to->values[values];
            memcpy(&to->values[values], record->values, record->value_count * sizeof *record->values);
            values += record->value_count;
        }
    }
}

/* Who can write the file can do this too: hashes that follow from what is said. */
static inline void rehash(struct way *way)
{
    naast_entry *entry = &way->copy.entry;
    struct env env;
    uint8_t part[COPY_PARTS][HASH_BYTES];
    struct journal_core core = {.version = (uint8_t)entry->version,
                                .op = (uint8_t)operation_from_name(entry->operation),
                                .root_kind = (uint8_t)entry->root,
                                .flags = (uint8_t)entry->flags,
                                .pipeline = entry->pipeline,
                                .seq = entry->seq,
                                .first = entry->first,
                                .at = entry->at,
                                .root_id = entry->root_id,
                                .actor = (uint32_t)entry->actor};
    ck_assert_int_eq(env_init(&env, NULL), 0);
    for (size_t k = 0; k < entry->part_count; k++) {
        struct buffer bytes;
        buffer_init(&bytes, &env);
        ck_assert_int_eq(entry_encode(&env, entry->seq, &entry->parts[k], &bytes), 0);
        part_hash(entry->parts[k].salt, bytes.data, bytes.len, part[k]);
        buffer_free(&bytes);
    }
    parts_commitment((const uint8_t(*)[HASH_BYTES])part, entry->part_count, core.commitment);
    core_hash(way->hash, &core, entry->hash);
}

static inline int next_on_way(void *context, const naast_entry **out)
{
    struct way *way = context;
    const naast_entry *entry = NULL;
    if (way->again) {
        way->again = 0;
        *out = &way->copy.entry;
        return 0;
    }
    ck_assert_int_eq(naast_export_next(way->from, &entry), 0);
    if (entry != NULL && entry->seq == way->at && way->drop)
        ck_assert_int_eq(naast_export_next(way->from, &entry), 0);
    *out = NULL;
    if (entry == NULL)
        return 0;
    copy_entry(&way->copy, entry);
    if (entry->seq == way->at && way->fail != 0)
        return way->fail;
    way->again = entry->seq == way->at && way->twice;
    if (entry->seq == way->at && way->change != NULL)
        way->change(&way->copy);
    if (way->rehash && entry->seq >= way->at)
        rehash(way);
    memcpy(way->hash, way->copy.entry.hash, HASH_BYTES);
    *out = &way->copy.entry;
    return 0;
}

static inline void other_path(const struct fixture *f, char path[128])
{
    snprintf(path, 128, "%s/other.db", f->folder);
}

/* Takes the fixture's store along the way into another, through a handle of its own, which is left open in *out. */
static inline int travel(struct fixture *f, struct way *way, naast_store **out)
{
    char path[128];
    naast_export_head head;
    naast_restore_spec spec = NAAST_RESTORE_SPEC_INIT;
    ck_assert_int_eq(naast_export_begin(f->store, &head, &way->from), 0);
    spec.uuid = head.uuid;
    spec.version = head.version;
    spec.next = next_on_way;
    spec.context = way;
    other_path(f, path);
    *out = fixture_handle(f);
    int status = naast_store_restore(*out, path, &spec);
    naast_export_end(way->from);
    return status;
}

/* Nothing is left of a store that did not come to be: only the fixture's own is in the folder. */
static inline int files_left(const struct fixture *f)
{
    char command[200];
    snprintf(command, sizeof command, "test \"$(ls '%s' | grep -v '^store.db' | wc -l)\" -eq 0", f->folder);
    return system(command) != 0;
}

static inline void remove_other(const struct fixture *f)
{
    char command[200];
    snprintf(command, sizeof command, "rm -f '%s'/other.db*", f->folder);
    ck_assert_int_eq(system(command), 0);
}

#endif
