/* dossier.c: everything that is held on a person: the rows about them, where each came from, and what else names them.
 */
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/common/references.h"
#include "domain/common/rows.h"
#include "domain/history/log.h"
#include "domain/privacy/data_subject.h"
#include "domain/privacy/mentions.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/history/history.h"
#include "store/record/journal.h"
#include "store/record/journal_body.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <stdlib.h>
#include <string.h>

struct compiling {
    naast_store *store;
    struct subject subject;
    naast_dossier *dossier; /* the result, which owns all texts */
    naast_held *held;       /* one for each row of the subject, in its order */
    struct root *roots;     /* of those rows, each once */
    size_t root_count, root_capacity;
    naast_held_change *changes;
    size_t change_count, change_capacity;
    struct part_rows parts; /* of the entry at hand */
};

/* ---- rows ---- */

static int add_root(struct compiling *compiling, struct root root)
{
    for (size_t k = 0; k < compiling->root_count; k++)
        if (compiling->roots[k].kind == root.kind && compiling->roots[k].id == root.id)
            return 0;
    int status = mem_reserve(&compiling->store->env, &compiling->roots, &compiling->root_capacity,
                             compiling->root_count + 1, sizeof *compiling->roots);
    if (status == 0)
        compiling->roots[compiling->root_count++] = root;
    return status;
}

static int fill_as(struct compiling *compiling, const struct subject_row *row, naast_held *held)
{
    const struct rec_table *table = row->thing.table;
    const char **as = result_alloc(&compiling->store->env, compiling->dossier, table->columns, sizeof *as);
    if (as == NULL)
        return NAAST_NO_MEMORY;
    for (int k = 0; k < table->columns; k++)
        if (row->by >> k & 1)
            as[held->as_count++] = table->column[k].name;
    held->as = as;
    return 0;
}

static int fill_fields(struct compiling *compiling, const struct rec_table *table, const struct rec_value now[],
                       naast_held *held)
{
    struct env *env = &compiling->store->env;
    naast_held_field *fields = result_alloc(env, compiling->dossier, table->columns, sizeof *fields);
    int status = fields != NULL ? 0 : NAAST_NO_MEMORY;
    for (int k = 1; status == 0 && k < table->columns; k++) {
        if (now[k].type == 0)
            continue;
        naast_held_field *field = &fields[held->field_count++];
        held->field_size = sizeof *field;
        field->column = table->column[k].name;
        status = log_value_text(env, compiling->dossier, &now[k], &field->text);
    }
    held->fields = fields;
    return status;
}

static int hold_row(struct compiling *compiling, const struct subject_row *row, naast_held *held)
{
    const struct rec_table *table = row->thing.table;
    struct rec_value now[REC_COLUMNS_MAX];
    struct short_id what = {""};
    int there = 0;
    const int gone = rec_void_column(table);
    void *memory = result_new(&compiling->store->env, 1);
    if (memory == NULL)
        return NAAST_NO_MEMORY;
    int status = history_row_now(compiling->store, table, row->thing.row, memory, now, &there);
    if (status == 0)
        status = thing_name(compiling->store, row->thing, &what);
    held->table = rec_plain_name(table);
    held->what = result_text(&compiling->store->env, compiling->dossier, what.text);
    held->operation_name = held->actor = "";
    if (status == 0 && held->what == NULL)
        status = NAAST_NO_MEMORY;
    if (status == 0)
        status = fill_as(compiling, row, held);
    if (status == 0 && there) {
        held->taken_back = gone >= 0 && now[gone].i != 0;
        status = fill_fields(compiling, table, now, held);
    }
    if (status == 0 && there)
        status = add_root(compiling, row_root(table, row->thing.row, now));
    naast_free(memory);
    return status;
}

static int hold_rows(struct compiling *compiling)
{
    const struct subject *subject = &compiling->subject;
    int status = 0;
    if (subject->count == 0)
        return 0;
    compiling->held = result_alloc(&compiling->store->env, compiling->dossier, subject->count, sizeof *compiling->held);
    if (compiling->held == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; status == 0 && k < subject->count; k++)
        status = hold_row(compiling, &subject->rows[k], &compiling->held[k]);
    return status;
}

/* ---- what changed them ---- */

enum { ENTRY_SEQ_AT, ENTRY_FIRST, ENTRY_AT, ENTRY_OP, ENTRY_ACTOR, ENTRY_BYTES };

static size_t row_of(const struct subject *subject, const struct body_record *record)
{
    size_t k = 0;
    while (k < subject->count &&
           !(subject->rows[k].thing.row == record->row && subject->rows[k].thing.table == record->table))
        k++;
    return k;
}

/* A row that an entry changes twice is listed once. */
static int is_told(const struct compiling *compiling, int64_t seq, const naast_held *held)
{
    for (size_t k = compiling->change_count; k > 0 && compiling->changes[k - 1].seq == seq; k--)
        if (compiling->changes[k - 1].what == held->what)
            return 1;
    return 0;
}

static int add_change(struct compiling *compiling, struct query *entry, const struct body_record *record, size_t row)
{
    struct env *env = &compiling->store->env;
    naast_held *held = &compiling->held[row];
    const int64_t seq = query_int(entry, ENTRY_SEQ_AT);
    if (is_told(compiling, seq, held))
        return 0;
    int status = mem_reserve(env, &compiling->changes, &compiling->change_capacity, compiling->change_count + 1,
                             sizeof *compiling->changes);
    const char *actor = status == 0 ? result_text(env, compiling->dossier, query_text(entry, ENTRY_ACTOR)) : NULL;
    if (actor == NULL)
        return NAAST_NO_MEMORY;
    const naast_held_change change = {.seq = seq,
                                      .operation = query_int(entry, ENTRY_FIRST),
                                      .at = query_int(entry, ENTRY_AT),
                                      .operation_name = operation_name((int)query_int(entry, ENTRY_OP)),
                                      .actor = actor,
                                      .what = held->what,
                                      .table = held->table,
                                      .inserted = record->inserted};
    compiling->changes[compiling->change_count++] = change;
    if (change.inserted) {
        held->at = change.at;
        held->operation = change.operation;
        held->operation_name = change.operation_name;
        held->actor = change.actor;
    }
    return 0;
}

/* Whether the part with the row's personal columns is gone. */
static int note_erased(struct compiling *compiling, int64_t seq, size_t from)
{
    int status = 0;
    for (size_t part = 1; status == 0 && part <= compiling->parts.count; part++) {
        const struct body_record record = {.table = compiling->parts.row[part - 1].table,
                                           .row = compiling->parts.row[part - 1].id};
        const size_t row = row_of(&compiling->subject, &record);
        int64_t gone = 0;
        if (row == compiling->subject.count)
            continue;
        status = sql_int(compiling->store, &gone, "SELECT 1 FROM naast_body WHERE id = ?1 AND gone IS NOT NULL", "i",
                         body_key(seq, (int64_t)part));
        for (size_t k = from; k < compiling->change_count; k++)
            if (compiling->changes[k].what == compiling->held[row].what)
                compiling->changes[k].erased = gone != 0;
    }
    return status;
}

static int read_entry(struct compiling *compiling, struct query *entry)
{
    size_t len = 0;
    const int64_t seq = query_int(entry, ENTRY_SEQ_AT);
    const void *bytes = query_blob(entry, ENTRY_BYTES, &len);
    const size_t from = compiling->change_count;
    struct reader in = {bytes, (const uint8_t *)bytes + len, 0};
    struct body_record record;
    struct rec_value value;
    int status = 0, column = 0, more = 0, next = 0;
    compiling->parts.count = 0;
    while (status == 0 && more == 0 && (next = body_next_record(&in, &record)) == 1) {
        const size_t row = row_of(&compiling->subject, &record);
        part_rows_note(&compiling->parts, &record);
        if (row < compiling->subject.count)
            status = add_change(compiling, entry, &record, row);
        while ((more = body_next_value(&in, record.table, &column, &value)) == 1)
            continue;
    }
    if (status == 0 && (more < 0 || next < 0))
        status = journal_unreadable(compiling->store, seq);
    return status == 0 ? note_erased(compiling, seq, from) : status;
}

static int read_entries(struct compiling *compiling, struct root root)
{
    struct query entry;
    int more = 0;
    int status =
        query_open(&entry, compiling->store,
                   "SELECT j.seq, j.first, j.at, j.op, a.name, b.bytes FROM naast_journal j "
                   "JOIN naast_body b ON b.id = j.seq" SQL_FIRST_PART "LEFT JOIN naast_actor a ON a.id = j.actor "
                   "WHERE j.root_kind = ?1 AND j.root_id = ?2 ORDER BY j.root_kind, j.root_id, j.seq",
                   "ii", (int64_t)root.kind, root.id);
    while (status == 0 && (more = query_next(&entry)) == 1)
        status = read_entry(compiling, &entry);
    query_close(&entry);
    return status == 0 ? more : status;
}

static int compare_changes(const void *a, const void *b)
{
    const naast_held_change *left = a, *right = b;
    return (left->seq > right->seq) - (left->seq < right->seq);
}

static int tell_history(struct compiling *compiling)
{
    naast_held_change *own = NULL;
    int status = 0;
    for (size_t k = 0; status == 0 && k < compiling->root_count; k++)
        status = read_entries(compiling, compiling->roots[k]);
    if (status != 0 || compiling->change_count == 0)
        return status;
    qsort(compiling->changes, compiling->change_count, sizeof *compiling->changes, compare_changes);
    own = result_alloc(&compiling->store->env, compiling->dossier, compiling->change_count, sizeof *own);
    if (own == NULL)
        return NAAST_NO_MEMORY;
    memcpy(own, compiling->changes, compiling->change_count * sizeof *own);
    compiling->dossier->history = own;
    compiling->dossier->history_count = compiling->change_count;
    return 0;
}

/* ---- all of it ---- */

static const char *own_name(const struct compiling *compiling)
{
    const naast_held *held = compiling->held;
    for (size_t k = 0; k < compiling->subject.count; k++)
        for (size_t f = 0; f < held[k].field_count; f++)
            if (compiling->subject.rows[k].thing.table == &table_person &&
                compiling->subject.rows[k].thing.row == compiling->dossier->person &&
                strcmp(held[k].fields[f].column, "name") == 0)
                return held[k].fields[f].text;
    return "";
}

static int compile(struct compiling *compiling, naast_id person)
{
    naast_dossier *dossier = compiling->dossier;
    dossier->held_size = sizeof *dossier->held;
    dossier->history_size = sizeof *dossier->history;
    dossier->named_size = sizeof *dossier->named_in;
    struct names names = {.store = compiling->store};
    int status = held_subject_read(compiling->store, &person, 1, &compiling->subject);
    if (status == 0)
        status = hold_rows(compiling);
    if (status == 0)
        status = tell_history(compiling);
    if (status == 0)
        status = names_of(&compiling->subject, &names);
    if (status == 0)
        status = mentions_find(&names, &compiling->subject, dossier, &dossier->named_in, &dossier->named_count);
    if (status == 0) {
        dossier->person = compiling->subject.people[0];
        dossier->held = compiling->held;
        dossier->held_count = compiling->subject.count;
        dossier->name = own_name(compiling);
    }
    names_free(&names);
    return status;
}

int naast_person_dossier(naast_store *store, naast_id person, naast_dossier **out)
{
    struct compiling compiling = {.store = store, .subject = {.store = store}};
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    compiling.dossier = result_new(&store->env, sizeof *compiling.dossier);
    if (compiling.dossier == NULL)
        return NAAST_NO_MEMORY;
    status = read_begin(store);
    if (status == 0)
        status = compile(&compiling, person);
    status = read_end(store, status);
    held_subject_free(&compiling.subject);
    mem_free(&store->env, compiling.roots);
    mem_free(&store->env, compiling.changes);
    if (status == 0)
        *out = compiling.dossier;
    else
        naast_free(compiling.dossier);
    return status;
}
