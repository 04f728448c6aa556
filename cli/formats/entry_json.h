/* entry_json.h: an entry of the journal as a line of JSON: what `export --jsonl` writes and `import store` reads. */
#ifndef CLI_FORMATS_ENTRY_JSON_H
#define CLI_FORMATS_ENTRY_JSON_H

#include <stdbool.h>
#include <stdio.h>

#include "naast-exchange.h"
#include "naast.h"

/* The line of an entry, its newline included. docs/export.md describes it. */
void entry_write(FILE *out, const naast_entry *entry);

/* The codes of roots, by their number; NULL where there is none. */
enum { ENTRY_ROOTS = NAAST_STORE + 1 };
extern const char *const entry_roots[ENTRY_ROOTS];

/* A moment to the microsecond, "2026-11-10T09:00:00.000000Z"; false: outside the years 1 to 9999. */
enum { MOMENT_TEXT = 28 };
bool moment_write(naast_time time, char text[MOMENT_TEXT]);
bool moment_read(const char *text, naast_time *out);

#endif
