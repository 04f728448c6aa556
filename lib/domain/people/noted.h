/* noted.h: what tasks and activities have in common: what they belong to, and how their lists go on. */
#ifndef DOMAIN_PEOPLE_NOTED_H
#define DOMAIN_PEOPLE_NOTED_H

#include "naast.h"

struct conditions;
struct page;

/* What they belong to; 0: to anything. */
struct noted_of {
    naast_id deal, org, person;
};

/* Adds conditions on the rows t, each with " AND " behind it. An organisation's are those of its people too. */
void noted_conditions(struct conditions *all, const struct noted_of *of);

/*
 * The key that the page goes on after: as the cursor has it, else as the row of that id has it now, which `sql` reads;
 * none: the first page. Returns 0, or NAAST_NOT_FOUND without a message where there is no such row.
 */
int noted_after(naast_store *store, const struct page *page, const char *sql, int64_t *out);

#endif
