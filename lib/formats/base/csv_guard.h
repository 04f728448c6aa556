/* csv_guard.h: texts in CSV that no spreadsheet takes for a formula. */
#ifndef FORMATS_BASE_CSV_GUARD_H
#define FORMATS_BASE_CSV_GUARD_H

#include <stdbool.h>

/*
 * What a spreadsheet would take for a formula, and what begins with an apostrophe, gets an apostrophe in front. So
 * taking one off every text that begins with one gives back what it was.
 */
bool csv_wants_guard(const char *text);
const char *csv_unguarded(const char *text);

#endif
