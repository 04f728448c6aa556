/* rows.c: reading whole rows of the tables, and the ids and "there is no ..." that go with them. */
#include "domain/common/rows.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/record/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { ACTOR_NAME_BYTES = 300 };

/*
 * The columns of a table are in the order of its description, since new ones only ever come at the end; so "*" is
 * that order. Each is a literal of its own: statements are cached under their address.
 */
static const struct {
    const struct rec_table *table;
    const char *sql;
} row_queries[] = {
    {&table_deal, "SELECT * FROM naast_deal WHERE id = ?1"},
    {&table_evidence, "SELECT * FROM naast_evidence WHERE id = ?1"},
    {&table_person, "SELECT * FROM naast_person WHERE id = ?1"},
    {&table_org, "SELECT * FROM naast_org WHERE id = ?1"},
    {&table_task, "SELECT * FROM naast_task WHERE id = ?1"},
};

static const char *row_query(const struct rec_table *table)
{
    for (size_t k = 0; k < sizeof row_queries / sizeof row_queries[0]; k++)
        if (row_queries[k].table == table)
            return row_queries[k].sql;
    return NULL;
}

static struct rec_value column_value(struct query *query, const struct rec_table *table, int column)
{
    size_t len = 0;
    if (query_null(query, column))
        return rec_null();
    switch (table->column[column].type) {
    case REC_INT:
        return rec_int(query_int(query, column));
    case REC_TEXT: {
        const char *text = query_text(query, column);
        return (struct rec_value){.type = REC_TEXT, .data = text, .len = strlen(text)};
    }
    case REC_BLOB: {
        const void *data = query_blob(query, column, &len);
        return (struct rec_value){.type = REC_BLOB, .data = data, .len = len};
    }
    }
    return rec_null();
}

static int row_is_void(const struct rec_table *table, const struct rec_value *value)
{
    const int column = rec_void_column(table);
    return column >= 0 && value[column].i != 0;
}

/* Moves what the values borrow from the statement into one block of their own. */
static int row_keep(naast_store *store, int columns, struct row *row)
{
    size_t bytes = 1;
    for (int k = 0; k < columns; k++)
        if (row->value[k].data != NULL)
            bytes += row->value[k].len + 1;
    char *at = result_new(&store->env, bytes);
    if (at == NULL)
        return NAAST_NO_MEMORY;
    row->memory = at;
    for (int k = 0; k < columns; k++) {
        struct rec_value *value = &row->value[k];
        if (value->data == NULL)
            continue;
        memcpy(at, value->data, value->len);
        value->data = at;
        at += value->len + 1; /* zeroed: a text stays terminated */
    }
    return 0;
}

int row_read(naast_store *store, const struct rec_table *table, int64_t id, struct row *out)
{
    struct row row = {0};
    struct query query;
    int status = query_open(&query, store, row_query(table), "i", id);
    if (status == 0)
        status = query_next(&query);
    if (status == 0)
        status = NAAST_NOT_FOUND;
    if (status < 0)
        goto out;
    for (int k = 0; k < table->columns; k++)
        row.value[k] = column_value(&query, table, k);
    status = query.status; /* a text that there was no memory for */
    if (status == 0 && row_is_void(table, row.value))
        status = NAAST_NOT_FOUND;
    if (status == 0 && out != NULL)
        status = row_keep(store, table->columns, &row);
    if (status == 0 && out != NULL)
        *out = row;
out:
    query_close(&query);
    return status;
}

void row_free(struct row *row)
{
    naast_free(row->memory);
    *row = (struct row){0};
}

const char *row_text(const struct row *row, int column)
{
    const char *text = row->value[column].data;
    return text ? text : "";
}

int deal_read(naast_store *store, naast_id deal, struct row *out)
{
    int status = row_read(store, &table_deal, deal, out);
    return status == NAAST_NOT_FOUND ? FAIL(&store->env, MSG_DEAL_NOT_FOUND, short_id('D', deal).text) : status;
}

int person_read(naast_store *store, naast_id person, struct row *out)
{
    int status = row_read(store, &table_person, person, out);
    return status == NAAST_NOT_FOUND ? FAIL(&store->env, MSG_PERSON_NOT_FOUND, short_id('P', person).text) : status;
}

int org_read(naast_store *store, naast_id org, struct row *out)
{
    int status = row_read(store, &table_org, org, out);
    return status == NAAST_NOT_FOUND ? FAIL(&store->env, MSG_ORG_NOT_FOUND, short_id('O', org).text) : status;
}

int item_read(naast_store *store, naast_id deal, int32_t n, struct row *out)
{
    int status = NAAST_NOT_FOUND;
    if (deal > 0 && deal <= INT64_MAX >> CHILD_BITS && n > 0 && n <= CHILD_MAX)
        status = row_read(store, &table_evidence, child_key(deal, n), out);
    return status == NAAST_NOT_FOUND ? FAIL(&store->env, MSG_ITEM_NOT_FOUND, item_id(deal, n).text) : status;
}

struct short_id short_id(char letter, int64_t id)
{
    struct short_id out;
    snprintf(out.text, sizeof out.text, "%c%" PRId64, letter, id);
    return out;
}

struct short_id item_id(int64_t deal, int32_t n)
{
    struct short_id out;
    snprintf(out.text, sizeof out.text, "D%" PRId64 ".%" PRId32, deal, n);
    return out;
}

int actor_current(naast_store *store, int64_t *out) { return journal_actor(store, out); }

static int actor_find(naast_store *store, const char *name, int64_t *out)
{
    int64_t id = 0;
    int status =
        sql_int(store, &id, "SELECT id FROM naast_actor WHERE name = CAST(?1 AS TEXT) ORDER BY id LIMIT 1", "t", name);
    if (status == 0 && id == 0) {
        const struct rec_value row[ACTOR_COLUMNS] = {[ACTOR_NAME] = rec_text(name)};
        status = rec_insert(store, &table_actor, row, &id);
    }
    if (status == 0)
        *out = id;
    return status;
}

int actor_named(naast_store *store, const char *name, int64_t *out)
{
    char *clean = NULL;
    int status = text_clean(&store->env, message_text(&store->env, MSG_FIELD_OWNER), name, ACTOR_NAME_BYTES,
                            TEXT_LINE | TEXT_REQUIRED, &clean);
    if (status == 0)
        status = actor_find(store, clean, out);
    mem_free(&store->env, clean);
    return status;
}
