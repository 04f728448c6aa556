/* replay_state.c: laying the journal's parts over each other, row by row. */
#include "store/history/replay_state.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "engine/schema/table.h"
#include "store/record/journal_body.h"

#include <string.h>

void fold_init(struct fold *fold, struct env *env) { *fold = (struct fold){.env = env}; }

void fold_free(struct fold *fold)
{
    naast_free(fold->memory);
    mem_free(fold->env, fold->rows);
    mem_free(fold->env, fold->slots);
    fold_init(fold, fold->env);
}

static void clear_slots(struct fold *fold)
{
    for (size_t k = 0; k < fold->slot_capacity; k++)
        fold->slots[k] = 0;
}

int fold_root(struct fold *fold, struct root root)
{
    naast_free(fold->memory);
    fold->memory = result_new(fold->env, 1);
    fold->root = root;
    fold->count = 0;
    clear_slots(fold);
    return fold->memory != NULL ? 0 : NAAST_NO_MEMORY;
}

/* The slot where a row is, or would be put. There is always a free one. */
static size_t slot_of(const struct fold *fold, const struct rec_table *table, int64_t id)
{
    const uint64_t mixed = ((uint64_t)id * 32 + table->id) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(mixed >> 20) & (fold->slot_capacity - 1);
    for (; fold->slots[at] != 0; at = (at + 1) & (fold->slot_capacity - 1)) {
        const struct fold_row *row = &fold->rows[fold->slots[at] - 1];
        if (row->id == id && row->table == table)
            break;
    }
    return at;
}

const struct fold_row *fold_find(const struct fold *fold, const struct rec_table *table, int64_t id)
{
    const size_t slot = fold->slot_capacity > 0 ? fold->slots[slot_of(fold, table, id)] : 0;
    return slot > 0 ? &fold->rows[slot - 1] : NULL;
}

static int grow_slots(struct fold *fold)
{
    if ((fold->count + 1) * 2 <= fold->slot_capacity)
        return 0;
    const size_t wanted = fold->slot_capacity ? fold->slot_capacity * 2 : 64;
    size_t *slots = mem_resize(fold->env, fold->slots, wanted, sizeof *slots);
    if (slots == NULL)
        return NAAST_NO_MEMORY;
    fold->slots = slots;
    fold->slot_capacity = wanted;
    clear_slots(fold);
    for (size_t k = 0; k < fold->count; k++)
        fold->slots[slot_of(fold, fold->rows[k].table, fold->rows[k].id)] = k + 1;
    return 0;
}

/* The row, made empty when there is none: then *born is 0. */
static int find_row(struct fold *fold, const struct rec_table *table, int64_t id, struct fold_row **out)
{
    int status = grow_slots(fold);
    if (status == 0)
        status = mem_reserve(fold->env, &fold->rows, &fold->capacity, fold->count + 1, sizeof *fold->rows);
    if (status != 0)
        return status;
    const size_t slot = slot_of(fold, table, id);
    if (fold->slots[slot] == 0) {
        struct rec_value *value = result_alloc(fold->env, fold->memory, table->columns, sizeof *value);
        if (value == NULL)
            return NAAST_NO_MEMORY;
        value[0] = rec_int(id);
        fold->rows[fold->count++] = (struct fold_row){.table = table, .id = id, .value = value};
        fold->slots[slot] = fold->count;
    }
    *out = &fold->rows[fold->slots[slot] - 1];
    return 0;
}

/* An insert comes once, before any change; its further parts belong to the same entry. */
static int contradicts(const struct fold_row *row, const struct body_record *record, int64_t seq, int part)
{
    if (!record->inserted)
        return row->born == 0;
    return part == 0 ? row->born != 0 : row->born != seq;
}

static int lay_values(struct reader *in, struct fold_row *row, struct fold_place *place)
{
    struct rec_value value;
    int column = 0, more;
    while ((more = body_next_value(in, row->table, &column, &value)) == 1) {
        const int counts = row->table->column[column].flags & COL_COUNTER;
        if (counts && value.i < row->value[column].i)
            *place = (struct fold_place){FOLD_COUNTER_BACK, row->table, row->id, column};
        row->value[column] = value;
    }
    return more;
}

static int belongs(const struct fold *fold, const struct fold_row *row)
{
    const struct root root = row_root(row->table, row->id, row->value);
    return root.kind == fold->root.kind && root.id == fold->root.id;
}

static int lay_record(struct fold *fold, int64_t seq, int part, struct reader *in, const struct body_record *record,
                      struct fold_place *place)
{
    struct fold_row *row = NULL;
    int status = find_row(fold, record->table, record->row, &row);
    if (status != 0)
        return status;
    const int against = contradicts(row, record, seq, part);
    if (record->inserted && part == 0)
        row->born = seq;
    row->seq = seq;
    if (lay_values(in, row, place) < 0)
        *place = (struct fold_place){FOLD_UNREADABLE, record->table, record->row, -1};
    else if (against || !belongs(fold, row))
        *place = (struct fold_place){FOLD_CONTRADICTED, record->table, record->row, -1};
    return 0;
}

int fold_part(struct fold *fold, int64_t seq, int part, const void *bytes, size_t len, struct fold_place *place)
{
    uint8_t *kept = result_alloc(fold->env, fold->memory, len + 1, 1);
    struct body_record record;
    int status = 0, more = 1;
    if (kept == NULL)
        return NAAST_NO_MEMORY;
    if (len > 0)
        memcpy(kept, bytes, len);
    struct reader in = {kept, kept + len, 0};
    *place = (struct fold_place){.fault = FOLD_FINE, .column = -1};
    while (status == 0 && place->fault == FOLD_FINE && (more = body_next_record(&in, &record)) == 1)
        status = lay_record(fold, seq, part, &in, &record, place);
    if (status == 0 && more < 0)
        place->fault = FOLD_UNREADABLE;
    return status;
}
