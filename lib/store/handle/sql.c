/* sql.c: running written SQL: parameters in, rows out. */
#include "store/handle/sql.h"

#include "naast.h"

#include "base/env/env.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "store/handle/handle.h"
#include "store/handle/statements.h"

#include <stdarg.h>

int bind_value(struct engine_stmt *stmt, int at, const struct rec_value *value)
{
    const struct engine_ops *ops = stmt->engine->ops;
    switch (value->type) {
    case REC_INT:
        return ops->bind_int(stmt, at, value->i);
    case REC_TEXT:
        return ops->bind_text(stmt, at, value->data);
    case REC_BLOB:
        return ops->bind_blob(stmt, at, value->data, value->len);
    }
    return ops->bind_null(stmt, at);
}

/* `t` and `z` differ in what "" means. */
static int bind_text(struct engine_stmt *stmt, int at, const char *text, int empty_is_null)
{
    if (empty_is_null && text != NULL && *text == '\0')
        text = NULL;
    return stmt->engine->ops->bind_text(stmt, at, text);
}

static int bind(struct engine_stmt *stmt, const char *types, va_list list)
{
    const struct engine_ops *ops = stmt->engine->ops;
    int status = 0;
    for (int at = 1; status == 0 && types[at - 1] != '\0'; at++) {
        int64_t number;
        const void *data;
        switch (types[at - 1]) {
        case 'i':
            status = ops->bind_int(stmt, at, va_arg(list, int64_t));
            break;
        case '0':
            number = va_arg(list, int64_t);
            status = number != 0 ? ops->bind_int(stmt, at, number) : ops->bind_null(stmt, at);
            break;
        case 't':
        case 'z':
            status = bind_text(stmt, at, va_arg(list, const char *), types[at - 1] == 'z');
            break;
        case 'b':
            data = va_arg(list, const void *);
            status = ops->bind_blob(stmt, at, data, va_arg(list, size_t));
            break;
        default:
            status = FAIL(stmt->engine->env, MSG_ENGINE, types);
        }
    }
    return status;
}

static int open_with(struct query *query, naast_store *store, const char *sql, const char *types, va_list list)
{
    *query = (struct query){.store = store};
    if (store->engine == NULL)
        query->status = FAIL(&store->env, MSG_STORE_CLOSED);
    if (query->status == 0)
        query->status = statement_take(store, sql, &query->stmt, &query->cached);
    if (query->status == 0)
        query->status = bind(query->stmt, types, list);
    return query->status;
}

int query_open(struct query *query, naast_store *store, const char *sql, const char *types, ...)
{
    va_list list;
    va_start(list, types);
    int status = open_with(query, store, sql, types, list);
    va_end(list);
    return status;
}

int query_open_built(struct query *query, naast_store *store, const char *sql, const struct rec_value *values,
                     size_t count)
{
    *query = (struct query){.store = store};
    if (store->engine == NULL)
        query->status = FAIL(&store->env, MSG_STORE_CLOSED);
    if (query->status == 0)
        query->status = store->engine->ops->prepare(store->engine, sql, &query->stmt);
    for (size_t k = 0; query->status == 0 && k < count; k++)
        query->status = bind_value(query->stmt, (int)k + 1, &values[k]);
    return query->status;
}

int query_next(struct query *query)
{
    if (query->status != 0)
        return query->status;
    int status = query->stmt->engine->ops->step(query->stmt);
    if (status < 0)
        query->status = status;
    return status;
}

int64_t query_int(struct query *query, int column) { return query->stmt->engine->ops->column_int(query->stmt, column); }

/* Without memory the text is "", and the next step says why. */
const char *query_text(struct query *query, int column)
{
    const char *text = query->stmt->engine->ops->column_text(query->stmt, column);
    if (text != NULL)
        return text;
    query->status = NAAST_NO_MEMORY;
    return "";
}

const void *query_blob(struct query *query, int column, size_t *len)
{
    return query->stmt->engine->ops->column_blob(query->stmt, column, len);
}

int query_null(struct query *query, int column) { return query->stmt->engine->ops->is_null(query->stmt, column); }

void query_close(struct query *query)
{
    statement_return(query->stmt, query->cached);
    query->stmt = NULL;
    query->cached = NULL;
}

int sql_int(naast_store *store, int64_t *out, const char *sql, const char *types, ...)
{
    struct query query;
    va_list list;
    va_start(list, types);
    int status = open_with(&query, store, sql, types, list);
    va_end(list);
    if (status == 0) {
        status = query_next(&query);
        if (status == ENGINE_ROW) {
            *out = query_int(&query, 0);
            status = 0;
        }
    }
    query_close(&query);
    return status;
}
