/* tasks.c: what is to do. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "domain/common/input.h"
#include "domain/common/list.h"
#include "domain/common/rows.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
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
    char *text = NULL;
    naast_id id = 0;
    env_clear_failure(&store->env);
    int status = SPEC_HAS_SIZE(spec) ? day_check(store, spec->due) : FAIL(&store->env, MSG_SPEC_SIZE);
    if (status == 0)
        status = field_clean(store, MSG_FIELD_TEXT, spec->text, NOTE_BYTES, TEXT_LINES | TEXT_REQUIRED, &text);
    if (status == 0) {
        status = write_begin(store, OP_TASK_ADD);
        if (status == 0)
            status = task_insert(store, spec, text, &id);
        status = write_end(store, status);
    }
    mem_free(&store->env, text);
    if (status == 0)
        *out = id;
    return status;
}

static int task_finish(naast_store *store, naast_id task, naast_date on)
{
    struct row row = {0};
    struct rec_value now[REC_COLUMNS_MAX];
    uint64_t mask = 0;
    int status = row_read(store, &table_task, task, &row);
    if (status == NAAST_NOT_FOUND)
        status = FAIL(&store->env, MSG_TASK_NOT_FOUND, short_id('T', task).text);
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

int naast_task_done(naast_store *store, naast_id task, naast_date on)
{
    env_clear_failure(&store->env);
    int status = day_check(store, on);
    if (status != 0)
        return status;
    status = write_begin(store, OP_TASK_DONE);
    if (status == 0)
        status = task_finish(store, task, on != 0 ? on : env_today(&store->env));
    return write_end(store, status);
}

/* Undated ones sort as if they were due on a day after every other; the page goes on after the pair (due, id). */
#define TASKS                                                                                                          \
    "SELECT t.id, t.text, t.deal, coalesce(p.merged, t.person), coalesce(o.merged, t.org), t.due, a.name, t.done"      \
    " FROM naast_task t LEFT JOIN naast_actor a ON a.id = t.owner LEFT JOIN naast_person p ON p.id = t.person LEFT "   \
    "JOIN naast_org o ON o.id = t.org WHERE t.void = 0 AND "
#define PAGE                                                                                                           \
    "(?1 = 0 OR (coalesce(t.due, 99999999), t.id) > (SELECT coalesce(b.due, 99999999), b.id FROM naast_task b"         \
    " WHERE b.id = ?1)) ORDER BY coalesce(t.due, 99999999), t.id LIMIT ?2"

static const char sql_all[] = TASKS PAGE;
static const char sql_to_do[] = TASKS "t.done IS NULL AND " PAGE;
#define OF(whose) TASKS whose "(?4 <> 0 OR t.done IS NULL) AND " PAGE
static const char sql_of_deal[] = OF("t.deal = ?3 AND ");
static const char sql_of_org[] = OF(NOTED_FOR_ORG("t", "?3"));
static const char sql_of_person[] = OF(NOTED_FOR_PERSON("t", "?3"));

/* Whose tasks, and which part of the list. */
struct tasks_asked {
    naast_root root;
    naast_id id;
    int done;
    int64_t after, limit;
};

/* A deal and what is still to do have an index, which the done ones of years do not fill. */
static void task_query(naast_store *store, struct query *query, const struct tasks_asked *asked)
{
    if (asked->id == 0)
        (void)query_open(query, store, asked->done ? sql_all : sql_to_do, "ii", asked->after, asked->limit);
    else
        (void)query_open(query, store,
                         asked->root == NAAST_DEAL  ? sql_of_deal
                         : asked->root == NAAST_ORG ? sql_of_org
                                                    : sql_of_person,
                         "iiii", asked->after, asked->limit, asked->id, (int64_t)(asked->done != 0));
}

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

static int task_rows(naast_store *store, const struct tasks_asked *asked, naast_tasks **out)
{
    struct query query;
    void *found = NULL;
    task_query(store, &query, asked);
    int status = listing_read(store, &query, &task_items, &found);
    if (status == 0)
        *out = found;
    return status;
}

int naast_task_list(naast_store *store, naast_root root, naast_id id, int done, const naast_page *page,
                    naast_tasks **out)
{
    struct tasks_asked asked = {.root = root, .id = id, .done = done};
    naast_tasks *found = NULL;
    env_clear_failure(&store->env);
    int status = noted_root_check(store, root, id);
    if (status == 0)
        status = page_resolve(store, page, &asked.after, &asked.limit);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = task_rows(store, &asked, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
