/* entry_read.h: the lines of an export of a store, read back into typed entries: what lies below naast_entry_reader. */
#ifndef FORMATS_ENTRIES_ENTRY_READ_H
#define FORMATS_ENTRIES_ENTRY_READ_H

#include <stdint.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "formats/base/formats.h"

/* Reads the first line, which must be that of a whole store. */
int entry_reader_begin_store(naast_entry_reader *reader);
/* naast_entry_reader_next, without its checks; *out is NULL on failure, too. */
int entry_reader_next(naast_entry_reader *reader, const naast_entry **out);

/* Of the first line. */
const char *entry_reader_uuid(const naast_entry_reader *reader);
int32_t entry_reader_version(const naast_entry_reader *reader);

const char *entry_reader_head(const naast_entry_reader *reader);         /* of the last entry */
struct fault_place entry_reader_place(const naast_entry_reader *reader); /* the line that was read last */
int64_t entry_reader_size(const naast_entry_reader *reader);             /* in bytes; 0: not known */
int64_t entry_reader_done(const naast_entry_reader *reader);

#endif
