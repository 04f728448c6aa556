/* journal_gather.c: what an operation has changed so far, in memory, root by root, until it is written. */
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/record/journal_body.h"
#include "store/record/journal_operation.h"
#include "store/record/journal_state.h"

struct journal *journal_of(naast_store *store)
{
    if (store->journal == NULL) {
        struct journal *journal = mem_zero(&store->env, 1, sizeof *journal);
        if (journal == NULL)
            return NULL;
        buffer_init(&journal->bytes, &store->env);
        buffer_init(&journal->scratch, &store->env);
        store->journal = journal;
    }
    return store->journal;
}

void journal_forget_changes(struct journal *journal)
{
    buffer_clear(&journal->bytes);
    journal->change_count = journal->root_count = 0;
    for (size_t k = 0; journal->slot_count > 0 && k < journal->slot_capacity; k++)
        journal->slots[k] = 0;
    journal->slot_count = 0;
}

void journal_discard(naast_store *store)
{
    struct journal *journal = store->journal;
    store->actor_id = 0;
    if (journal == NULL)
        return;
    journal_forget_changes(journal);
    journal->first = 0;
    journal->head_known = 0;
}

/* The slot where a root is, or would be put. There is always a free one. */
static size_t slot_of(const struct journal *journal, struct root root)
{
    const uint64_t mixed = ((uint64_t)root.id * 8 + root.kind) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(mixed >> 20) & (journal->slot_capacity - 1);
    for (; journal->slots[at] != 0; at = (at + 1) & (journal->slot_capacity - 1)) {
        const struct root *there = &journal->roots[journal->slots[at] - 1].root;
        if (there->id == root.id && there->kind == root.kind)
            break;
    }
    return at;
}

static void fill_slots(struct journal *journal)
{
    for (size_t k = 0; k < journal->slot_capacity; k++)
        journal->slots[k] = 0;
    for (size_t k = 0; k < journal->root_count; k++)
        journal->slots[slot_of(journal, journal->roots[k].root)] = k + 1;
    journal->slot_count = journal->root_count;
}

/* Keeps the slots at most half full. */
static int grow_slots(naast_store *store)
{
    struct journal *journal = store->journal;
    if ((journal->slot_count + 1) * 2 <= journal->slot_capacity)
        return 0;
    const size_t wanted = journal->slot_capacity ? journal->slot_capacity * 2 : 16;
    size_t *slots = mem_resize(&store->env, journal->slots, wanted, sizeof *slots);
    if (slots == NULL)
        return NAAST_NO_MEMORY;
    journal->slots = slots;
    journal->slot_capacity = wanted;
    fill_slots(journal);
    return 0;
}

static int find_root(naast_store *store, struct root root, size_t *out)
{
    struct journal *journal = store->journal;
    int status = grow_slots(store);
    if (status == 0)
        status = mem_reserve(&store->env, &journal->roots, &journal->root_capacity, journal->root_count + 1,
                             sizeof *journal->roots);
    if (status != 0)
        return status;
    const size_t slot = slot_of(journal, root);
    if (journal->slots[slot] == 0) {
        journal->roots[journal->root_count++] =
            (struct gathered_root){.root = root, .first = NOWHERE, .last = NOWHERE, .unwritten = NOWHERE};
        journal->slots[slot] = journal->root_count;
        journal->slot_count++;
    }
    *out = journal->slots[slot] - 1;
    return 0;
}

static void link_change(struct journal *journal, size_t at)
{
    struct change *change = &journal->changes[at];
    struct gathered_root *root = &journal->roots[change->root];
    change->previous = root->last;
    change->next = NOWHERE;
    if (root->last == NOWHERE)
        root->first = at;
    else
        journal->changes[root->last].next = at;
    root->last = at;
}

static void add_record(struct buffer *bytes, const struct body_record *record, const struct rec_value row[],
                       uint64_t mask, int personal)
{
    body_record_begin(bytes, record);
    for (int k = 1; k < record->table->columns; k++) {
        const struct rec_column *column = &record->table->column[k];
        if (mask >> k & 1 && !(column->flags & COL_PERSONAL) == !personal)
            body_value(bytes, column, &row[k]);
    }
    body_record_end(bytes);
}

int journal_gather(naast_store *store, const struct rec_table *table, int64_t id, const struct rec_value row[],
                   uint64_t mask, int inserted)
{
    struct journal *journal = store->journal;
    struct buffer *bytes = &journal->bytes;
    struct change change = {.table = table, .row = id, .at = bytes->len};
    const struct body_record record = {table, id, inserted, (mask & rec_personal_columns(table)) != 0};
    add_record(bytes, &record, row, mask, 0);
    change.business = bytes->len - change.at;
    if (record.has_personal)
        add_record(bytes, &record, row, mask, 1);
    change.personal = bytes->len - change.at - change.business;
    if (table == &table_transition)
        change.pipeline = (uint32_t)row[TRANSITION_PIPELINE].i;
    int status = bytes->status;
    if (status == 0)
        status = mem_reserve(&store->env, &journal->changes, &journal->change_capacity, journal->change_count + 1,
                             sizeof *journal->changes);
    if (status == 0)
        status = find_root(store, row_root(table, id, row), &change.root);
    if (status != 0)
        return status;
    journal->changes[journal->change_count] = change;
    link_change(journal, journal->change_count++);
    return 0;
}

size_t journal_mark(naast_store *store) { return store->journal != NULL ? store->journal->change_count : 0; }

static void drop_last_change(struct journal *journal)
{
    const struct change *change = &journal->changes[--journal->change_count];
    struct gathered_root *root = &journal->roots[change->root];
    root->last = change->previous;
    if (root->last != NOWHERE)
        journal->changes[root->last].next = NOWHERE;
    else
        journal->root_count--; /* roots are in the order of their first change: it is the last one */
}

static void cut(struct buffer *bytes, size_t len)
{
    bytes->len = len;
    bytes->status = 0;
}

void journal_rollback_to(naast_store *store, size_t token)
{
    struct journal *journal = store->journal;
    store->actor_id = 0; /* its row may have been made in what is taken back */
    if (journal == NULL)
        return;
    const size_t roots = journal->root_count;
    const size_t bytes = token < journal->change_count ? journal->changes[token].at : journal->bytes.len;
    while (journal->change_count > token)
        drop_last_change(journal);
    cut(&journal->bytes, bytes);
    if (journal->root_count != roots)
        fill_slots(journal);
}
