/* record_sql.h: the statements of the record layer. */
#ifndef STORE_RECORD_RECORD_SQL_H
#define STORE_RECORD_RECORD_SQL_H

#include "naast.h"

#include "store/record/journal_state.h"

struct engine;
struct engine_stmt;
struct journal;
struct rec_table;

/*
 * The statement for a table, prepared when it is first asked for and kept. mask: of an insert and an update the columns
 * that it binds, from ?2 on (?1 is the key). Reset it after use, also after a failure. *out is good until the next call
 * of this.
 */
int record_statement(naast_store *store, enum statement_kind kind, const struct rec_table *table, uint64_t mask,
                     struct engine_stmt **out);
void record_statements_free(struct journal *journal, struct engine *engine);

#endif
