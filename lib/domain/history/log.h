/* log.h: the journal as people read it, shared by the files that read it. */
#ifndef DOMAIN_HISTORY_LOG_H
#define DOMAIN_HISTORY_LOG_H

#include "naast.h"

struct env;
struct rec_value;

/* log_values.c: what each column of the entry's changes was and became, into the log's memory. */
int log_values_add(naast_store *store, naast_log *log, const naast_log_entry *entry, naast_change *changes,
                   size_t count);

/* A value as text, into memory, a result: numbers in decimals, bytes in hexadecimal digits; *out NULL: none. */
int log_value_text(struct env *env, void *memory, const struct rec_value *value, const char **out);

#endif
