/* data_subject.c: which rows are about a person follows from the tables' descriptions: every column that refers to
 * people.
 */
#include "domain/privacy/data_subject.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/common/references.h"
#include "domain/common/rows.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <stdlib.h>

#define BIT(column) (UINT64_C(1) << (column))

/* ---- who ---- */

static int is_among(const struct subject *subject, naast_id person)
{
    for (size_t k = 0; k < subject->people_count; k++)
        if (subject->people[k] == person)
            return 1;
    return 0;
}

static int add_person(struct subject *subject, naast_id person)
{
    if (is_among(subject, person))
        return 0;
    int status = mem_reserve(&subject->store->env, &subject->people, &subject->people_capacity,
                             subject->people_count + 1, sizeof *subject->people);
    if (status == 0)
        subject->people[subject->people_count++] = person;
    return status;
}

/* Whom somebody went into, if they did; somebody who was otherwise taken back is not there. */
static int follow_merged(naast_store *store, naast_id *person)
{
    const naast_id asked = *person;
    int status = 0, more = 1;
    while (status == 0 && more) {
        struct query query;
        int64_t merged = 0;
        int is_void = 1;
        status = query_open(&query, store, "SELECT void, merged FROM naast_person WHERE id = ?1", "i", *person);
        if (status == 0)
            status = query_next(&query);
        if (status == 1) {
            is_void = query_int(&query, 0) != 0;
            merged = query_int(&query, 1);
            status = 0;
        }
        query_close(&query);
        if (status == 0 && is_void && merged == 0)
            status = FAIL(&store->env, MSG_PERSON_NOT_FOUND, short_id('P', asked).text);
        more = is_void && merged != 0;
        if (more)
            *person = merged;
    }
    return status;
}

static int add_merged(struct subject *subject, naast_id into)
{
    struct query query;
    int more = 0;
    int status = query_open(&query, subject->store, "SELECT id FROM naast_person WHERE merged = ?1", "i", into);
    while (status == 0 && (more = query_next(&query)) == 1)
        status = add_person(subject, query_int(&query, 0));
    query_close(&query);
    return status == 0 ? more : status;
}

/* ---- which rows ---- */

static int add_row(struct subject *subject, struct thing thing, uint64_t by)
{
    int status = mem_reserve(&subject->store->env, &subject->rows, &subject->capacity, subject->count + 1,
                             sizeof *subject->rows);
    if (status == 0)
        subject->rows[subject->count++] = (struct subject_row){thing, by};
    return status;
}

static int add_referring(struct subject *subject, const struct rec_table *table, int column, naast_id person)
{
    struct query query = {0};
    struct buffer sql;
    const struct rec_value value = rec_int(person);
    int more = 0;
    buffer_init(&sql, &subject->store->env);
    buffer_format(&sql, "SELECT id FROM %s WHERE %s = ?1", table->name, table->column[column].name);
    int status = sql.status;
    if (status == 0)
        status = query_open_built(&query, subject->store, sql.data, &value, 1);
    while (status == 0 && (more = query_next(&query)) == 1)
        status = add_row(subject, (struct thing){table, query_int(&query, 0)}, BIT(column));
    query_close(&query);
    buffer_free(&sql);
    return status == 0 ? more : status;
}

static int add_rows_of(struct subject *subject, naast_id person)
{
    int status = add_row(subject, (struct thing){&table_person, person}, BIT(PERSON_ID));
    for (const struct rec_table *const *table = all_tables; status == 0 && *table != NULL; table++)
        for (int k = 1; status == 0 && k < (*table)->columns; k++)
            if ((*table)->column[k].refs == table_person.id && *table != &table_person)
                status = add_referring(subject, *table, k, person);
    return status;
}

static int compare_rows(const void *a, const void *b)
{
    const struct subject_row *left = a, *right = b;
    const int tables =
        (left->thing.table->id > right->thing.table->id) - (left->thing.table->id < right->thing.table->id);
    return tables != 0 ? tables : (left->thing.row > right->thing.row) - (left->thing.row < right->thing.row);
}

/* A row that refers to them by several columns is there once. */
static void sort_rows(struct subject *subject)
{
    size_t kept = 0;
    if (subject->count > 0)
        qsort(subject->rows, subject->count, sizeof *subject->rows, compare_rows);
    for (size_t k = 0; k < subject->count; k++) {
        if (kept > 0 && compare_rows(&subject->rows[kept - 1], &subject->rows[k]) == 0)
            subject->rows[kept - 1].by |= subject->rows[k].by;
        else
            subject->rows[kept++] = subject->rows[k];
    }
    subject->count = kept;
}

int held_subject_read(naast_store *store, const naast_id *people, size_t count, struct subject *out)
{
    int status = 0;
    *out = (struct subject){.store = store};
    for (size_t k = 0; status == 0 && k < count; k++) {
        naast_id person = people[k];
        status = follow_merged(store, &person);
        if (status == 0)
            status = add_person(out, person);
    }
    out->asked = out->people_count;
    for (size_t k = 0; status == 0 && k < out->people_count; k++) /* it grows on the way */
        status = add_merged(out, out->people[k]);
    for (size_t k = 0; status == 0 && k < out->people_count; k++)
        status = add_rows_of(out, out->people[k]);
    if (status == 0)
        sort_rows(out);
    return status;
}

void held_subject_free(struct subject *subject)
{
    mem_free(&subject->store->env, subject->people);
    mem_free(&subject->store->env, subject->rows);
    *subject = (struct subject){.store = subject->store};
}

uint64_t subject_columns(const struct subject_row *row)
{
    const struct rec_table *table = row->thing.table;
    const uint64_t speaks = BIT(EVIDENCE_SAID_BY) | BIT(EVIDENCE_WORD_BY) | BIT(EVIDENCE_PERSON);
    if (table == &table_deal || table == &table_transition) /* what we wrote of the deal, not of them */
        return 0;
    if (table == &table_evidence && (row->by & speaks) == 0) /* they settled it: what they said to that */
        return BIT(EVIDENCE_BECAUSE) | BIT(EVIDENCE_FILE_NAME) | BIT(EVIDENCE_FILE_SHA);
    return rec_personal_columns(table);
}
