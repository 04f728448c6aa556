/* undo_apply.c: every row of an operation back to what it was: by further writes, since nothing is taken out. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/common/input.h"
#include "domain/common/rows.h"
#include "domain/deal/transition.h"
#include "domain/history/undo.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/history/history.h"
#include "store/record/journal.h"
#include "store/record/record.h"

#include <string.h>

/* The root being written back, and its deal while that waits to be written: last, with all that its items counted. */
struct applying {
    struct undoing *undoing;
    void *memory;     /* a result: what the rows borrow */
    struct row deal;  /* as it is now */
    struct row back;  /* as it will */
    uint64_t changes; /* the columns of it that change; 0: it is not touched */
    int64_t deal_id;
    int64_t first_move; /* n of the first move that the operation made; 0: it made none */
};

static int read_deal(struct applying *applying, int64_t id)
{
    int there = 0;
    if (applying->deal_id == id)
        return 0;
    int status =
        history_row_now(applying->undoing->store, &table_deal, id, applying->memory, applying->deal.value, &there);
    applying->back = applying->deal;
    applying->deal_id = id;
    return status == 0 && !there ? FAIL(&applying->undoing->store->env, MSG_DEAL_NOT_FOUND, short_id('D', id).text)
                                 : status;
}

/* A value of the journal as one that can be written: there its texts end where the next column begins. */
static int own_value(const struct applying *applying, const struct rec_value *from, struct rec_value *to)
{
    char *own = NULL;
    *to = *from;
    if (from->data == NULL)
        return 0;
    own = result_alloc(&applying->undoing->store->env, applying->memory, from->len + 1, 1);
    if (own == NULL)
        return NAAST_NO_MEMORY;
    memcpy(own, from->data, from->len);
    to->data = own;
    return 0;
}

/* What was made is taken back; what was changed becomes what it was. *mask: the columns that change are added. */
static int put_back(const struct applying *applying, const struct history_row *row, struct rec_value now[],
                    uint64_t *mask)
{
    const uint64_t written = row->written & undo_columns(row->table);
    const int gone = rec_void_column(row->table);
    int status = 0;
    if (row->inserted && gone >= 0) {
        now[gone] = rec_int(1);
        *mask |= UINT64_C(1) << gone;
        return 0;
    }
    for (int k = 1; status == 0 && k < row->table->columns; k++)
        if (written >> k & 1)
            status = own_value(applying, &row->before[k], &now[k]);
    *mask |= written;
    return status;
}

/* What took a count of the deal: a correction, a merge and what settled it did not. */
static int is_content(const struct history_row *row)
{
    return row->table == &table_evidence && (row->inserted || (row->written >> EVIDENCE_CREV & 1) != 0);
}

/* Undoing a change of content is one, and takes the deal's next count. */
static int count_content(struct applying *applying, const struct history_row *row, struct rec_value now[],
                         uint64_t *mask)
{
    int status = read_deal(applying, child_parent(row->id));
    if (status != 0)
        return status;
    now[EVIDENCE_CREV] = applying->back.value[DEAL_CREV] = rec_int(row_int(&applying->back, DEAL_CREV) + 1);
    *mask |= UINT64_C(1) << EVIDENCE_CREV;
    applying->changes |= UINT64_C(1) << DEAL_CREV;
    return 0;
}

static int apply_deal(struct applying *applying, const struct history_row *row)
{
    int status = read_deal(applying, row->id);
    return status == 0 ? put_back(applying, row, applying->back.value, &applying->changes) : status;
}

static int apply_row(struct applying *applying, const struct history_row *row)
{
    naast_store *store = applying->undoing->store;
    struct rec_value old[REC_COLUMNS_MAX], now[REC_COLUMNS_MAX];
    uint64_t mask = 0;
    int there = 0;
    int status = history_row_now(store, row->table, row->id, applying->memory, old, &there);
    if (status != 0)
        return status;
    for (int k = 0; k < row->table->columns; k++)
        now[k] = old[k];
    status = put_back(applying, row, now, &mask);
    if (status == 0 && is_content(row))
        status = count_content(applying, row, now, &mask);
    return status == 0 ? rec_update(store, row->table, row->id, old, now, mask) : status;
}

static int apply_rows(struct applying *applying, const struct history *history)
{
    int status = 0;
    for (size_t k = 0; status == 0 && k < history->count; k++) {
        const struct history_row *row = &history->rows[k];
        if (row->table == &table_transition && applying->first_move == 0)
            applying->first_move = child_number(row->id);
        if (undo_leaves(row->table))
            continue;
        status = row->table == &table_deal ? apply_deal(applying, row) : apply_row(applying, row);
    }
    /* A deal that comes back may find its number in use. */
    if (status == 0 && applying->changes >> DEAL_VOID & 1 && row_int(&applying->back, DEAL_VOID) == 0)
        status =
            external_id_check(applying->undoing->store, applying->deal_id, row_text(&applying->back, DEAL_EXTERNAL_ID));
    if (status == 0 && applying->changes != 0)
        status = deal_restore(applying->undoing->store, applying->deal_id, &applying->deal, &applying->back,
                              applying->changes, applying->first_move, applying->undoing->because);
    return status;
}

static int apply_root(void *context, const struct history *history)
{
    struct undoing *undoing = context;
    struct applying applying = {.undoing = undoing, .memory = result_new(&undoing->store->env, 1)};
    int status = applying.memory != NULL ? apply_rows(&applying, history) : NAAST_NO_MEMORY;
    naast_free(applying.memory);
    /* An import may have touched a million roots: what is written of them does not wait in memory. */
    return status == 0 ? journal_flush(undoing->store) : status;
}

int undo_apply(struct undoing *undoing) { return history_each(undoing->store, &undoing->span, apply_root, undoing); }
