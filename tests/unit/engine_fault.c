/* engine_fault.c: the second engine: it wraps another, fails on command, and counts what a failed transaction may not
 * do. */
#include "engine_fault.h"

#include "base/memory.h"

struct engine_fault {
    struct engine base;
    struct engine *inner;
    struct fault_plan *plan;
    int broken; /* a statement failed in this transaction: only rolling back is legal */
};

struct stmt_fault {
    struct engine_stmt base;
    struct engine_stmt *inner;
};

static struct engine_fault *of(struct engine *engine) { return (struct engine_fault *)engine; }
static struct engine_stmt *inside(struct engine_stmt *stmt) { return ((struct stmt_fault *)stmt)->inner; }

/* Counts the call; the plan's status when it is the one that fails. */
static int planned(struct engine_fault *fault)
{
    if (++fault->plan->calls != fault->plan->fail_at)
        return 0;
    (void)FAIL(fault->base.env, MSG_ENGINE, "as planned");
    return fault->plan->status;
}

static int before(struct engine_fault *fault)
{
    if (fault->broken)
        fault->plan->violations++;
    return planned(fault);
}

static int after(struct engine_fault *fault, int status)
{
    if (status < 0 && fault->inner->ops->in_transaction(fault->inner))
        fault->broken = 1;
    return status;
}

static int fault_prepare(struct engine *engine, const char *sql, struct engine_stmt **out)
{
    struct engine_fault *fault = of(engine);
    struct stmt_fault *stmt = NULL;
    int status = before(fault);
    if (status == 0 && (stmt = mem_zero(engine->env, 1, sizeof *stmt)) == NULL)
        status = NAAST_NO_MEMORY;
    if (status == 0)
        status = fault->inner->ops->prepare(fault->inner, sql, &stmt->inner);
    if (status == 0) {
        stmt->base.engine = engine;
        *out = &stmt->base;
    } else {
        mem_free(engine->env, stmt);
    }
    return after(fault, status);
}

static void fault_finalize(struct engine_stmt *stmt)
{
    if (stmt == NULL)
        return;
    struct engine *inner = of(stmt->engine)->inner;
    inner->ops->finalize(inside(stmt));
    mem_free(stmt->engine->env, stmt);
}

static int fault_bind_int(struct engine_stmt *stmt, int at, int64_t value)
{
    struct engine_fault *fault = of(stmt->engine);
    int status = before(fault);
    return after(fault, status == 0 ? fault->inner->ops->bind_int(inside(stmt), at, value) : status);
}

static int fault_bind_text(struct engine_stmt *stmt, int at, const char *text)
{
    struct engine_fault *fault = of(stmt->engine);
    int status = before(fault);
    return after(fault, status == 0 ? fault->inner->ops->bind_text(inside(stmt), at, text) : status);
}

static int fault_bind_blob(struct engine_stmt *stmt, int at, const void *data, size_t len)
{
    struct engine_fault *fault = of(stmt->engine);
    int status = before(fault);
    return after(fault, status == 0 ? fault->inner->ops->bind_blob(inside(stmt), at, data, len) : status);
}

static int fault_bind_null(struct engine_stmt *stmt, int at)
{
    struct engine_fault *fault = of(stmt->engine);
    int status = before(fault);
    return after(fault, status == 0 ? fault->inner->ops->bind_null(inside(stmt), at) : status);
}

static int fault_step(struct engine_stmt *stmt)
{
    struct engine_fault *fault = of(stmt->engine);
    int status = before(fault);
    return after(fault, status == 0 ? fault->inner->ops->step(inside(stmt)) : status);
}

static void fault_reset(struct engine_stmt *stmt) { of(stmt->engine)->inner->ops->reset(inside(stmt)); }

static int fault_is_null(struct engine_stmt *stmt, int column)
{
    return of(stmt->engine)->inner->ops->is_null(inside(stmt), column);
}

static int64_t fault_column_int(struct engine_stmt *stmt, int column)
{
    return of(stmt->engine)->inner->ops->column_int(inside(stmt), column);
}

static const char *fault_column_text(struct engine_stmt *stmt, int column)
{
    return of(stmt->engine)->inner->ops->column_text(inside(stmt), column);
}

static const void *fault_column_blob(struct engine_stmt *stmt, int column, size_t *len)
{
    return of(stmt->engine)->inner->ops->column_blob(inside(stmt), column, len);
}

static int fault_begin_read(struct engine *engine)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->begin_read(of(engine)->inner) : status);
}

static int fault_begin_write(struct engine *engine, uint32_t wait_ms)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->begin_write(of(engine)->inner, wait_ms) : status);
}

static int fault_commit(struct engine *engine)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->commit(of(engine)->inner) : status);
}

static int fault_rollback(struct engine *engine)
{
    int status = planned(of(engine));
    if (status == 0)
        status = of(engine)->inner->ops->rollback(of(engine)->inner);
    if (status == 0)
        of(engine)->broken = 0;
    return status;
}

static int fault_savepoint(struct engine *engine, int depth)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->savepoint(of(engine)->inner, depth) : status);
}

static int fault_release(struct engine *engine, int depth)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->release(of(engine)->inner, depth) : status);
}

static int fault_rollback_to(struct engine *engine, int depth)
{
    int status = planned(of(engine));
    if (status == 0)
        status = of(engine)->inner->ops->rollback_to(of(engine)->inner, depth);
    if (status == 0)
        of(engine)->broken = 0;
    return after(of(engine), status);
}

static int fault_in_transaction(struct engine *engine)
{
    return of(engine)->inner->ops->in_transaction(of(engine)->inner);
}

static int fault_run(struct engine *engine, const char *sql)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->run(of(engine)->inner, sql) : status);
}

static int fault_create_table(struct engine *engine, const struct rec_table *table)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->create_table(of(engine)->inner, table) : status);
}

static int fault_create_triggers(struct engine *engine)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->create_triggers(of(engine)->inner) : status);
}

static int fault_find_missing_trigger(struct engine *engine, char *name, size_t size)
{
    const struct engine_ops *ops = of(engine)->inner->ops;
    int status = before(of(engine));
    return after(of(engine), status == 0 ? ops->find_missing_trigger(of(engine)->inner, name, size) : status);
}

static const struct engine_search *fault_search(struct engine *engine)
{
    return of(engine)->inner->ops->search(of(engine)->inner);
}

static int fault_find_unknown_trigger(struct engine *engine, char *name, size_t size)
{
    const struct engine_ops *ops = of(engine)->inner->ops;
    int status = before(of(engine));
    return after(of(engine), status == 0 ? ops->find_unknown_trigger(of(engine)->inner, name, size) : status);
}

static int fault_find_damage(struct engine *engine, const char *table, char *text, size_t size)
{
    const struct engine_ops *ops = of(engine)->inner->ops;
    int status = before(of(engine));
    return after(of(engine), status == 0 ? ops->find_damage(of(engine)->inner, table, text, size) : status);
}

static int fault_find_search_damage(struct engine *engine, char *text, size_t size)
{
    const struct engine_ops *ops = of(engine)->inner->ops;
    int status = before(of(engine));
    return after(of(engine), status == 0 ? ops->find_search_damage(of(engine)->inner, text, size) : status);
}

static void fault_heed(struct engine *engine, engine_stop *stop, void *context)
{
    of(engine)->inner->ops->heed(of(engine)->inner, stop, context);
}

static int fault_identify(struct engine *engine, struct engine_identity *out)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->identify(of(engine)->inner, out) : status);
}

static int fault_set_version(struct engine *engine, int64_t version)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->set_version(of(engine)->inner, version) : status);
}

static int fault_examine(struct engine *engine, struct engine_state *out)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->examine(of(engine)->inner, out) : status);
}

static int fault_copy(struct engine *engine, const char *path, const struct engine_copying *copying)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->copy(of(engine)->inner, path, copying) : status);
}

static int fault_seclude(struct engine *engine)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->seclude(of(engine)->inner) : status);
}

static int fault_is_guest(struct engine *engine) { return of(engine)->inner->ops->is_guest(of(engine)->inner); }

static int fault_is_settled(struct engine *engine) { return of(engine)->inner->ops->is_settled(of(engine)->inner); }

static int fault_rewrite(struct engine *engine)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->rewrite(of(engine)->inner) : status);
}

static int fault_empty_log(struct engine *engine, int *done)
{
    int status = before(of(engine));
    return after(of(engine), status == 0 ? of(engine)->inner->ops->empty_log(of(engine)->inner, done) : status);
}

static int fault_read_files(struct engine *engine, size_t overlap, engine_look *look, void *context)
{
    const struct engine_ops *ops = of(engine)->inner->ops;
    int status = before(of(engine));
    return after(of(engine), status == 0 ? ops->read_files(of(engine)->inner, overlap, look, context) : status);
}

static const char *fault_location(struct engine *engine) { return of(engine)->inner->ops->location(of(engine)->inner); }

static void fault_close(struct engine *engine)
{
    of(engine)->inner->ops->close(of(engine)->inner);
    mem_free(engine->env, engine);
}

static const struct engine_ops fault_ops = {
    .prepare = fault_prepare,
    .finalize = fault_finalize,
    .bind_int = fault_bind_int,
    .bind_text = fault_bind_text,
    .bind_blob = fault_bind_blob,
    .bind_null = fault_bind_null,
    .step = fault_step,
    .reset = fault_reset,
    .is_null = fault_is_null,
    .column_int = fault_column_int,
    .column_text = fault_column_text,
    .column_blob = fault_column_blob,
    .begin_read = fault_begin_read,
    .begin_write = fault_begin_write,
    .commit = fault_commit,
    .rollback = fault_rollback,
    .savepoint = fault_savepoint,
    .release = fault_release,
    .rollback_to = fault_rollback_to,
    .in_transaction = fault_in_transaction,
    .run = fault_run,
    .create_table = fault_create_table,
    .create_triggers = fault_create_triggers,
    .find_missing_trigger = fault_find_missing_trigger,
    .search = fault_search,
    .find_unknown_trigger = fault_find_unknown_trigger,
    .find_damage = fault_find_damage,
    .find_search_damage = fault_find_search_damage,
    .heed = fault_heed,
    .identify = fault_identify,
    .set_version = fault_set_version,
    .examine = fault_examine,
    .copy = fault_copy,
    .seclude = fault_seclude,
    .is_guest = fault_is_guest,
    .is_settled = fault_is_settled,
    .rewrite = fault_rewrite,
    .empty_log = fault_empty_log,
    .read_files = fault_read_files,
    .location = fault_location,
    .close = fault_close,
};

int engine_fault_wrap(struct engine *inner, struct fault_plan *plan, struct engine **out)
{
    struct engine_fault *fault = mem_zero(inner->env, 1, sizeof *fault);
    if (fault == NULL)
        return NAAST_NO_MEMORY;
    fault->base = (struct engine){.ops = &fault_ops, .env = inner->env};
    fault->inner = inner;
    fault->plan = plan;
    *out = &fault->base;
    return 0;
}
