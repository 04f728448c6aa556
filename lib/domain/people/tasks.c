/* tasks.c: what is to do. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "domain/common/clear.h"
#include "domain/common/conditions.h"
#include "domain/common/input.h"
#include "domain/common/list.h"
#include "domain/common/page.h"
#include "domain/common/rows.h"
#include "domain/people/noted.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <string.h>

static int task_insert(naast_store *store, const naast_task_spec *spec, const char *text, naast_id *out)
{
    int64_t owner = 0;
    const int named = spec->owner != NULL && *spec->owner != '\0';
    int status = links_check(store, spec->deal, spec->person, spec->org);
    if (status == 0)
        status = named ? actor_named(store, spec->owner, &owner) : actor_current(store, &owner);
    if (status != 0)
        return status;
    const struct rec_value row[TASK_COLUMNS] = {
        [TASK_TEXT] = rec_text(text),
        [TASK_DEAL] = rec_int_or_null(spec->deal),
        [TASK_PERSON] = rec_int_or_null(spec->person),
        [TASK_ORG] = rec_int_or_null(spec->org),
        [TASK_DUE] = rec_int_or_null(spec->due),
        [TASK_OWNER] = rec_int(owner),
        [TASK_VOID] = rec_int(0),
    };
    return rec_insert(store, &table_task, row, out);
}

int naast_task_add(naast_store *store, const naast_task_spec *spec, naast_id *out)
{
    naast_task_spec own;
    char *text = NULL;
    naast_id id = 0;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_task_spec, &own, spec);
    if (status == 0)
        status = clear_check(store, own.clear, 0, 0);
    if (status == 0)
        status = day_check(store, own.due);
    if (status == 0)
        status = field_clean(store, MSG_FIELD_TEXT, own.text, NOTE_BYTES, TEXT_LINES | TEXT_REQUIRED, &text);
    if (status != 0)
        return status;
    status = write_begin(store, OP_TASK_ADD);
    if (status == 0)
        status = task_insert(store, &own, text, &id);
    status = write_end(store, status);
    mem_free(&store->env, text);
    if (status == 0)
        *out = id;
    return status;
}

static int task_not_found(naast_store *store, naast_id task)
{
    return FAIL(&store->env, MSG_TASK_NOT_FOUND, short_id('T', task).text);
}

/* ---- changing ---- */

/* What it belongs to is where its history is kept, which stays. */
static int edit_check(naast_store *store, const naast_task_spec *spec)
{
    if (spec->deal != 0 || spec->person != 0 || spec->org != 0)
        return FAIL(&store->env, MSG_TASK_BELONGS);
    int status = clear_check(store, spec->clear, NAAST_CLEAR_DUE, spec->due != 0 ? NAAST_CLEAR_DUE : 0);
    return status == 0 ? day_check(store, spec->due) : status;
}

static int task_owner(naast_store *store, const char *name, struct rec_value now[], uint64_t *mask)
{
    int64_t owner = 0;
    if (name == NULL)
        return 0;
    int status = *name != '\0' ? actor_named(store, name, &owner) : actor_current(store, &owner);
    if (status == 0)
        column_set(now, mask, TASK_OWNER, rec_int(owner));
    return status;
}

static int task_update(naast_store *store, naast_id task, const naast_task_spec *spec, const char *text)
{
    struct row row = {0};
    struct rec_value now[REC_COLUMNS_MAX];
    uint64_t mask = 0;
    int status = row_read(store, &table_task, task, &row);
    if (status == NAAST_NOT_FOUND)
        status = task_not_found(store, task);
    if (status == 0) {
        memcpy(now, row.value, sizeof now);
        if (spec->due != 0 || spec->clear != 0)
            column_set(now, &mask, TASK_DUE, rec_int_or_null(spec->due));
        if (text != NULL)
            column_set(now, &mask, TASK_TEXT, rec_text(text));
        status = task_owner(store, spec->owner, now, &mask);
    }
    if (status == 0)
        status = rec_update(store, &table_task, task, row.value, now, mask);
    row_free(&row);
    return status;
}

int naast_task_edit(naast_store *store, naast_id task, const naast_task_spec *spec)
{
    naast_task_spec own;
    char *text = NULL;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_task_spec, &own, spec);
    if (status == 0)
        status = edit_check(store, &own);
    if (status == 0 && own.text != NULL)
        status = field_clean(store, MSG_FIELD_TEXT, own.text, NOTE_BYTES, TEXT_LINES | TEXT_REQUIRED, &text);
    if (status != 0)
        return status;
    status = write_begin(store, OP_TASK_EDIT);
    if (status == 0)
        status = task_update(store, task, &own, text);
    status = write_end(store, status);
    mem_free(&store->env, text);
    return status;
}

static int task_finish(naast_store *store, naast_id task, naast_date on)
{
    struct row row = {0};
    struct rec_value now[REC_COLUMNS_MAX];
    uint64_t mask = 0;
    int status = row_read(store, &table_task, task, &row);
    if (status == NAAST_NOT_FOUND)
        status = task_not_found(store, task);
    if (status == 0 && row_int(&row, TASK_DONE) != 0)
        status = FAIL(&store->env, MSG_TASK_DONE, short_id('T', task).text);
    if (status == 0) {
        memcpy(now, row.value, sizeof now);
        column_set(now, &mask, TASK_DONE, rec_int(on));
        status = rec_update(store, &table_task, task, row.value, now, mask);
    }
    row_free(&row);
    return status;
}

int naast_task_done(naast_store *store, naast_id task, const naast_task_done_spec *spec)
{
    naast_task_done_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_task_done_spec, &own, spec);
    if (status == 0)
        status = day_check(store, own.on);
    if (status != 0)
        return status;
    status = write_begin(store, OP_TASK_DONE);
    if (status == 0)
        status = task_finish(store, task, own.on != 0 ? own.on : env_today(&store->env));
    return write_end(store, status);
}

/* ---- reading ---- */

#define TASKS                                                                                                          \
    "SELECT t.id, t.text, t.deal, coalesce(p.merged, t.person), coalesce(o.merged, t.org), t.due, a.name, t.done"      \
    " FROM naast_task t LEFT JOIN naast_actor a ON a.id = t.owner LEFT JOIN naast_person p ON p.id = t.person LEFT "   \
    "JOIN naast_org o ON o.id = t.org WHERE t.void = 0 AND "

/* Undated ones sort as if they were due on a day after every other. */
#define DUE(t) "coalesce(" t ".due, 99999999)"
enum { UNDATED = 99999999 };

static int task_fill(struct listing *list, struct query *query, void *item)
{
    naast_task *task = item;
    task->id = query_int(query, 0);
    task->text = listing_text(list, query, 1);
    task->deal = query_int(query, 2);
    task->person = query_int(query, 3);
    task->org = query_int(query, 4);
    task->due = (naast_date)query_int(query, 5);
    task->owner = listing_text(list, query, 6);
    task->done = (naast_date)query_int(query, 7);
    return task->text && task->owner ? 0 : NAAST_NO_MEMORY;
}

static const struct item_kind task_items = {sizeof(naast_tasks), sizeof(naast_task), task_fill};

static int task_one(naast_store *store, naast_id task, naast_task **out)
{
    struct query query;
    void *found = NULL;
    (void)query_open(&query, store, TASKS "t.id = ?1", "i", task);
    int status = listing_one(store, &query, &task_items, &found);
    *out = found;
    return status == NAAST_NOT_FOUND ? task_not_found(store, task) : status;
}

int naast_task_get(naast_store *store, naast_id task, naast_task **out)
{
    naast_task *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = task_one(store, task, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}

/* A deal and what is still to do have an index, which the done ones of years do not fill. */
static void task_query(naast_store *store, const naast_task_filter *filter, const struct page *page, int64_t due,
                       struct query *query)
{
    struct conditions all;
    conditions_begin(&all, store);
    conditions_add(&all, TASKS, "");
    noted_conditions(&all, &(struct noted_of){filter->deal, filter->org, filter->person});
    if (!filter->done)
        conditions_add(&all, "t.done IS NULL AND ", "");
    conditions_add(&all, "(" DUE("t") ", t.id) > (?, ?) ORDER BY " DUE("t") ", t.id LIMIT ?", "iii", due,
                   page->after.id, page->limit + 1);
    (void)conditions_open(&all, query);
    conditions_free(&all);
}

static void task_mark(const void *item, struct cursor *out)
{
    const naast_task *task = item;
    *out = (struct cursor){.id = task->id, .key = CURSOR_INT, .number = task->due != 0 ? task->due : UNDATED};
}

static int task_rows(naast_store *store, const naast_task_filter *filter, const struct page *page, naast_tasks **out)
{
    struct query query;
    void *found = NULL;
    int64_t due = 0;
    int status = noted_after(store, page, "SELECT " DUE("b") " FROM naast_task b WHERE b.id = ?1", &due);
    if (status != 0)
        return status == NAAST_NOT_FOUND ? task_not_found(store, page->after.id) : status;
    task_query(store, filter, page, due, &query);
    status = page_read(store, &query, &task_items, page, task_mark, &found);
    if (status == 0)
        *out = found;
    return status;
}

int naast_task_list(naast_store *store, const naast_task_filter *filter, const naast_page *page, naast_tasks **out)
{
    naast_task_filter own;
    struct page asked = {0};
    naast_tasks *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_task_filter, &own, filter);
    if (status != 0)
        return status;
    status = page_take(store, page, PAGE_USUAL, &asked);
    if (status == 0) {
        status = read_begin(store);
        if (status == 0)
            status = task_rows(store, &own, &asked, &found);
        status = read_end(store, status);
    }
    page_free(store, &asked);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
