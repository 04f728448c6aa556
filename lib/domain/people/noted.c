/* noted.c: what tasks and activities have in common: what they belong to, and how their lists go on. */
#include "domain/people/noted.h"

#include "naast.h"

#include "domain/common/conditions.h"
#include "domain/common/input.h"
#include "domain/common/page.h"
#include "store/handle/sql.h"

void noted_conditions(struct conditions *all, const struct noted_of *of)
{
    if (of->deal != 0)
        conditions_add(all, "t.deal = ? AND ", "i", of->deal);
    if (of->org != 0)
        conditions_add(all, NOTED_FOR_ORG("t", "?"), "iiii", of->org, of->org, of->org, of->org);
    if (of->person != 0)
        conditions_add(all, NOTED_FOR_PERSON("t", "?"), "ii", of->person, of->person);
}

int noted_after(naast_store *store, const struct page *page, const char *sql, int64_t *out)
{
    *out = page->after.number;
    if (page->after.id == 0 || page->after.key == CURSOR_INT)
        return 0;
    int status = sql_int(store, out, sql, "i", page->after.id);
    return status == 0 && *out == 0 ? NAAST_NOT_FOUND : status;
}
