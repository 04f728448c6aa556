/* ddl.h: the schema in SQLite's words: tables from their descriptors, the store's own tables, and the triggers. */
#ifndef ENGINE_SQLITE_DDL_H
#define ENGINE_SQLITE_DDL_H

#include <stddef.h>

struct engine;
struct rec_table;

int ddl_create_table(struct engine *engine, const struct rec_table *table);
int ddl_create_own_tables(struct engine *engine); /* naast_meta, the journal's and the summaries' */
int ddl_create_triggers(struct engine *engine);
int ddl_create_full_text(struct engine *engine);
int ddl_create_all(struct engine *engine); /* the whole schema of this version */
int ddl_find_missing_trigger(struct engine *engine, char *name, size_t size);
int ddl_find_unknown_trigger(struct engine *engine, char *name, size_t size);

#endif
