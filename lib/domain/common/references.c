/* references.c: from "D1.4" to a row and back, and where a row came from. */
#include "domain/common/references.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/common/rows.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/history/history.h"
#include "store/record/journal.h"
#include "store/record/journal_body.h"
#include "store/record/record.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const struct rec_table *table;
    char letter;
} lettered[] = {
    {&table_deal, 'D'}, {&table_org, 'O'}, {&table_person, 'P'}, {&table_task, 'T'}, {&table_activity, 'A'},
};
enum { LETTERED = sizeof lettered / sizeof lettered[0] };

/* "D1.4" */
static int parse_item(const char *text, struct thing *out)
{
    char deal[24] = "";
    const char *dot = strchr(text, '.');
    char *end = NULL;
    if (dot == NULL || (size_t)(dot - text) >= sizeof deal || dot[1] < '1' || dot[1] > '9')
        return 0;
    memcpy(deal, text, (size_t)(dot - text));
    const int64_t id = short_id_parse('D', deal);
    const long n = strtol(dot + 1, &end, 10);
    if (id == 0 || id > INT64_MAX >> CHILD_BITS || *end != '\0' || n > CHILD_MAX)
        return 0;
    *out = (struct thing){&table_evidence, child_key(id, n)};
    return 1;
}

/* Of an operation the row that has its reason. */
static int find_reason(naast_store *store, int64_t operation, struct thing *out)
{
    int64_t row = 0;
    int status = sql_int(store, &row, "SELECT id FROM naast_undo WHERE operation = ?1", "i", operation);
    *out = (struct thing){&table_undo, row};
    if (status == 0 && row == 0) {
        status = sql_int(store, &row, "SELECT id FROM naast_erasure WHERE operation = ?1 ORDER BY id LIMIT 1", "i",
                         operation);
        *out = (struct thing){&table_erasure, row};
    }
    return status;
}

int thing_parse(naast_store *store, const char *text, struct thing *out)
{
    struct thing thing = {0};
    int status = 0, there = 0;
    if (text == NULL)
        return FAIL(&store->env, MSG_THING_FORM, "");
    const int64_t operation = short_id_parse('J', text);
    if (operation != 0)
        status = find_reason(store, operation, &thing);
    for (size_t k = 0; k < LETTERED && thing.table == NULL; k++)
        if ((thing.row = short_id_parse(lettered[k].letter, text)) != 0)
            thing.table = lettered[k].table;
    if (thing.table == NULL && !parse_item(text, &thing))
        return FAIL(&store->env, MSG_THING_FORM, text);
    if (status == 0)
        status = row_exists(store, thing.table, thing.row, &there);
    if (status == 0 && !there)
        status = FAIL(&store->env, MSG_THING_NOT_FOUND, text);
    if (status == 0)
        *out = thing;
    return status;
}

static int name_by(naast_store *store, const char *sql, int64_t row, char letter, struct short_id *out)
{
    int64_t number = 0;
    int status = sql_int(store, &number, sql, "i", row);
    if (status == 0)
        *out = short_id(letter, number);
    return status;
}

static int name_word(naast_store *store, int64_t row, struct short_id *out)
{
    int64_t item = 0;
    int status = sql_int(store, &item, "SELECT item FROM naast_word WHERE id = ?1", "i", row);
    if (status == 0)
        *out = item_id(child_parent(row), (int32_t)item);
    return status;
}

int thing_name(naast_store *store, struct thing thing, struct short_id *out)
{
    for (size_t k = 0; k < LETTERED; k++)
        if (thing.table == lettered[k].table) {
            *out = short_id(lettered[k].letter, thing.row);
            return 0;
        }
    if (thing.table == &table_evidence) {
        *out = item_id(child_parent(thing.row), child_number(thing.row));
        return 0;
    }
    if (thing.table == &table_word)
        return name_word(store, thing.row, out);
    if (thing.table == &table_undo)
        return name_by(store, "SELECT operation FROM naast_undo WHERE id = ?1", thing.row, 'J', out);
    if (thing.table == &table_erasure)
        return name_by(store, "SELECT operation FROM naast_erasure WHERE id = ?1", thing.row, 'J', out);
    if (thing.table->root_kind == NAAST_ROOT_DEAL)
        *out = short_id('D', child_parent(thing.row));
    else
        strncpy(out->text, rec_plain_name(thing.table), sizeof out->text - 1);
    return 0;
}

/* Whether a part 0 inserts the row. */
static int inserts(naast_store *store, struct thing thing, int64_t seq, const void *bytes, size_t len, int *found)
{
    struct reader in = {bytes, (const uint8_t *)bytes + len, 0};
    struct body_record record;
    struct rec_value value;
    int column, more = 0, next = 0;
    while (!*found && more == 0 && (next = body_next_record(&in, &record)) == 1) {
        *found = record.inserted && record.table == thing.table && record.row == thing.row;
        while ((more = body_next_value(&in, record.table, &column, &value)) == 1)
            continue;
    }
    return more < 0 || next < 0 ? journal_unreadable(store, seq) : 0;
}

static int find_insert(naast_store *store, struct thing thing, struct root root, int64_t *seq)
{
    struct query query;
    int found = 0, more = 0;
    int status =
        query_open(&query, store,
                   "SELECT j.seq, b.bytes FROM naast_journal j JOIN naast_body b ON b.id = j.seq" SQL_FIRST_PART
                   "WHERE j.root_kind = ?1 AND j.root_id = ?2 ORDER BY j.root_kind, j.root_id, j.seq",
                   "ii", (int64_t)root.kind, root.id);
    while (status == 0 && !found && (more = query_next(&query)) == 1) {
        size_t len = 0;
        const void *bytes = query_blob(&query, 1, &len);
        status = inserts(store, thing, query_int(&query, 0), bytes, len, &found);
        if (found)
            *seq = query_int(&query, 0);
    }
    query_close(&query);
    return status == 0 && more < 0 ? more : status;
}

int thing_born(naast_store *store, struct thing thing, int64_t *seq)
{
    struct rec_value now[REC_COLUMNS_MAX];
    int there = 0;
    void *memory = result_new(&store->env, 1);
    *seq = 0;
    if (memory == NULL)
        return NAAST_NO_MEMORY;
    int status = history_row_now(store, thing.table, thing.row, memory, now, &there);
    if (status == 0 && there)
        status = find_insert(store, thing, row_root(thing.table, thing.row, now), seq);
    naast_free(memory);
    return status;
}
