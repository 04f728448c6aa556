/* undo.c: the public undo: which operation, whether it may go, and what became of it. */
#include "domain/history/undo.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "domain/common/input.h"
#include "domain/common/rows.h"
#include "domain/pipeline/pipeline.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/history/history.h"
#include "store/record/journal.h"
#include "store/record/record.h"
#include "store/session/transaction.h"

enum { UNDO_BECAUSE_BYTES = 65536 };

/* The newest operation of the handle's actor that is in effect and is not an undo itself. */
static int find_last(naast_store *store, int64_t *out)
{
    struct query query;
    int64_t actor = 0;
    int more = 0;
    int status = journal_actor(store, &actor);
    if (status == 0)
        status = query_open(&query, store,
                            "SELECT seq FROM naast_journal WHERE seq = first AND actor = ?1 AND op NOT IN (?2, ?3) "
                            "ORDER BY seq DESC",
                            "iii", actor, (int64_t)OP_INIT, (int64_t)OP_MIGRATE);
    else
        return status;
    *out = 0;
    while (status == 0 && *out == 0 && (more = query_next(&query)) == 1) {
        const int64_t operation = query_int(&query, 0);
        int64_t undoes = 0, undone_by = 0;
        status = undo_target(store, operation, &undoes);
        if (status == 0)
            status = undo_standing(store, operation, &undone_by);
        if (status == 0 && undoes == 0 && undone_by == 0)
            *out = operation;
    }
    query_close(&query);
    if (status == 0 && more < 0)
        status = more;
    return status == 0 && *out == 0 ? FAIL(&store->env, MSG_UNDO_NOTHING, store->actor) : status;
}

static int find_operation(naast_store *store, int64_t asked, struct operation_span *out)
{
    int64_t operation = asked;
    int status = asked == 0 ? find_last(store, &operation) : 0;
    if (status == 0)
        status = operation_span_read(store, operation, out);
    if (status == NAAST_NOT_FOUND && asked != 0)
        status = FAIL(&store->env, MSG_OPERATION_NOT_FOUND, operation_id(asked).text);
    return status;
}

/* Whether it is of a kind that can be undone, and is in effect. */
static int check_standing(struct undoing *undoing)
{
    naast_store *store = undoing->store;
    const struct short_id id = operation_id(undoing->span.first);
    int64_t undone_by = 0;
    if (undoing->span.operation == OP_INIT || undoing->span.operation == OP_MIGRATE)
        return FAIL(&store->env, MSG_UNDO_NEVER, id.text, operation_name(undoing->span.operation));
    if (undoing->span.operation == OP_REDACT || undoing->span.operation == OP_ERASE)
        return FAIL(&store->env, MSG_UNDO_ERASURE, id.text);
    int status = undo_standing(store, undoing->span.first, &undone_by);
    if (status == 0 && undone_by != 0)
        status = FAIL(&store->env, MSG_UNDO_DONE_ALREADY, id.text, operation_id(undone_by).text);
    return status;
}

/* The first entry of this operation will be the next one in the journal: nothing of it is written yet. */
static int note_undo(struct undoing *undoing)
{
    struct journal_head head;
    int status = journal_head_read(undoing->store, &head);
    if (status != 0)
        return status;
    const struct rec_value row[UNDO_COLUMNS] = {
        [UNDO_OPERATION] = rec_int(head.seq + 1),
        [UNDO_UNDOES] = rec_int(undoing->span.first),
        [UNDO_BECAUSE] = rec_text(undoing->because),
    };
    return rec_insert(undoing->store, &table_undo, row, NULL);
}

static int undo(naast_store *store, const naast_undo_spec *spec, const char *because, struct operation_span *span)
{
    struct undoing undoing = {.store = store, .because = because};
    int status = find_operation(store, spec->operation, &undoing.span);
    if (status == 0)
        status = check_standing(&undoing);
    if (status == 0)
        status = undo_check(&undoing);
    if (status == 0)
        status = note_undo(&undoing);
    if (status == 0)
        status = undo_apply(&undoing);
    undo_free(&undoing);
    pipeline_doubt(store);
    if (status == 0)
        *span = undoing.span;
    return status;
}

/* The result is made before the write ends, so that no kept undo is reported as a failure. */
static int present(naast_store *store, const struct operation_span *span, naast_undone **out)
{
    struct query query;
    naast_undone *undone = result_new(&store->env, sizeof *undone);
    if (undone == NULL)
        return NAAST_NO_MEMORY;
    undone->operation = span->first;
    undone->entries = span->last - span->first + 1;
    undone->operation_name = operation_name(span->operation);
    undone->at = span->at;
    undone->actor = "";
    int status = query_open(
        &query, store,
        "SELECT a.name, j.root_kind, j.root_id FROM naast_journal j LEFT JOIN naast_actor a ON a.id = j.actor "
        "WHERE j.seq BETWEEN ?1 AND ?2 ORDER BY +j.root_kind, j.seq LIMIT 1",
        "ii", span->first, span->last);
    if (status == 0)
        status = query_next(&query);
    if (status == 1) {
        undone->actor = result_text(&store->env, undone, query_text(&query, 0));
        undone->root = (naast_root)query_int(&query, 1);
        undone->id = query_int(&query, 2);
        status = undone->actor != NULL ? 0 : NAAST_NO_MEMORY;
    }
    query_close(&query);
    if (status == 0)
        *out = undone;
    else
        naast_free(undone);
    return status;
}

int naast_operation_undo(naast_store *store, const naast_undo_spec *spec, naast_undone **out)
{
    naast_undo_spec own;
    struct operation_span span = {0};
    naast_undone *undone = NULL;
    char *because = NULL;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_undo_spec, &own, spec);
    if (status == 0 && store->depth > 0)
        status = FAIL(&store->env, MSG_IN_OPERATION);
    if (status != 0)
        return status;
    status = write_begin(store, OP_UNDO);
    if (status == 0) {
        write_is_long(store);
        status =
            field_clean(store, MSG_FIELD_BECAUSE, own.because, UNDO_BECAUSE_BYTES, TEXT_LINES | TEXT_SPEAKS, &because);
    }
    if (status == 0)
        status = undo(store, &own, because, &span);
    if (status == 0)
        status = present(store, &span, &undone);
    const int dry = status == 0 && own.dry_run;
    status = write_end(store, dry ? NAAST_NOT_YET : status); /* any status but 0 takes it back */
    if (dry) {
        env_clear_failure(&store->env);
        status = 0;
    }
    mem_free(&store->env, because);
    if (status == 0)
        *out = undone;
    else
        naast_free(undone);
    return status;
}
