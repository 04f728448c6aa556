/* statements.h: the statements a handle keeps prepared, found by the address of their SQL. */
#ifndef STORE_HANDLE_STATEMENTS_H
#define STORE_HANDLE_STATEMENTS_H

#include "naast.h"

struct engine_stmt;

struct cached_statement {
    const char *sql; /* the literal: its address is the key */
    struct engine_stmt *stmt;
    int in_use;
};

/*
 * A statement for this SQL: the kept one, or, while that is in use, one of its own (*cached is NULL then). Give it back
 * with statement_return. Returns 0 or a status.
 */
int statement_take(naast_store *store, const char *sql, struct engine_stmt **stmt, struct cached_statement **cached);
void statement_return(struct engine_stmt *stmt, struct cached_statement *cached);

/* Releases them all, before the engine is closed or the schema changes. None may be in use. */
void statements_free(naast_store *store);

#endif
