/* entry_line.h: an entry of the journal as a line of JSON, and the first and the last line of an export. */
#ifndef FORMATS_ENTRIES_ENTRY_LINE_H
#define FORMATS_ENTRIES_ENTRY_LINE_H

#include <stdbool.h>
#include <stdint.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"

/* The version of these lines: docs/export.md describes it. */
enum { EXPORT_FORMAT = 1, JSON_SCHEMA = 1 };

/* Each with its newline; what went wrong is in json->status. */
void entry_line(naast_json *json, const naast_entry *entry);
void store_line(naast_json *json, const char *uuid, int32_t version);
void end_line(naast_json *json, const char *uuid, int32_t version, int64_t entries, const char *head);

/* The codes of roots, by their number; NULL where there is none. */
enum { ENTRY_ROOTS = NAAST_ROOT_STORE + 1 };
extern const char *const entry_roots[ENTRY_ROOTS];

/* A moment to the microsecond, "2026-11-10T09:00:00.000000Z"; false: outside the years 1 to 9999. */
enum { MOMENT_TEXT = 28 };
bool moment_write(naast_time time, char text[MOMENT_TEXT]);
bool moment_read(const char *text, naast_time *out);

#endif
