/* promises.h: what both sides promised, counted: for the report of promises, and for that of honesty. */
#ifndef REPORT_PROMISES_H
#define REPORT_PROMISES_H

#include "naast-report.h"

struct scope;

/* Fills lines and overdue; the rest of the result is the caller's. */
int promises_count(struct scope *scope, naast_promises *promises);

#endif
