/* sql.h: running the domain's written SQL through cached statements. */
#ifndef STORE_HANDLE_SQL_H
#define STORE_HANDLE_SQL_H

#include "naast.h"

#include "base/env/env.h"

struct cached_statement;
struct engine_stmt;
struct rec_value;

/* A query under way. On the stack; sql_close it on every path (closing twice, or one that never opened, is harmless).
 */
struct query {
    naast_store *store;
    struct engine_stmt *stmt;
    struct cached_statement *cached;
    int status;
};

/*
 * Starts a query. sql: a string literal (statements are cached under its address), with ?1 to ?9. types: one letter for
 * each parameter that follows: i int64_t, t const char * (NULL: NULL), z the same but "" is NULL too, b const void *
 * and size_t, 0 int64_t of which 0 is NULL. Texts must live until sql_close. Returns 0 or a status; after a failure
 * query_next returns that status too.
 */
int query_open(struct query *query, naast_store *store, const char *sql, const char *types, ...);
/* 1: a row; 0: no more; negative: a status. */
int query_next(struct query *query);
/*
 * The same for SQL that was put together, which is not kept: value k belongs to ?k+1. Both may go once this returned,
 * but not the texts of the values.
 */
int query_open_built(struct query *query, naast_store *store, const char *sql, const struct rec_value *values,
                     size_t count);
int64_t query_int(struct query *query, int column);      /* 0 for NULL */
const char *query_text(struct query *query, int column); /* "" for NULL; valid until the next query_next */
const void *query_blob(struct query *query, int column, size_t *len);
int query_null(struct query *query, int column);
void query_close(struct query *query);

/* One integer of one row: *out stays as it is when there is no row. Returns 0 or a status. */
int sql_int(naast_store *store, int64_t *out, const char *sql, const char *types, ...);

int bind_value(struct engine_stmt *stmt, int at, const struct rec_value *value);

#endif
