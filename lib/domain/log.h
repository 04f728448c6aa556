/* log.h: the journal as people read it, shared by the files that read it. */
#ifndef DOMAIN_LOG_H
#define DOMAIN_LOG_H

#include "naast.h"

/* log_values.c: what each column of the entry's changes was and became, into the log's memory. */
int log_values_add(naast_store *store, naast_log *log, const naast_log_entry *entry, naast_change *changes,
                   size_t count);

#endif
