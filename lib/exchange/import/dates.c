/* dates.c: dates and times as a file writes them, and the clock they were read from. */
#include "naast-exchange.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/dates.h"
#include "exchange/import/import.h"
#include "store/handle/handle.h"

#include <string.h>

static const int64_t SECOND = 1000000;
enum { DAY_SECONDS = 86400 };

int import_zone_prepare(naast_import *import, const naast_import_spec *spec)
{
    const size_t count = spec->zone_count;
    for (size_t k = 0; k < count; k++) {
        int64_t offset = spec->zone[k].offset;
        if (offset <= -DAY_SECONDS || offset >= DAY_SECONDS || (k > 0 && spec->zone[k].from <= spec->zone[k - 1].from))
            return FAIL(&import->store->env, MSG_IMPORT_ZONE);
    }
    if (count == 0)
        return 0;
    naast_zone_change *zone = result_alloc(&import->store->env, import, count, sizeof *zone);
    if (zone == NULL)
        return NAAST_NO_MEMORY;
    memcpy(zone, spec->zone, count * sizeof *zone);
    import->zone = zone;
    import->zone_count = count;
    return 0;
}

/* The offset that held when clocks showed that time; of an hour that came twice, the second one's. */
static int32_t offset_at(const naast_import *import, int64_t local)
{
    size_t k = import->zone_count;
    if (k == 0)
        return 0;
    while (--k > 0 && local - import->zone[k].offset * SECOND < import->zone[k].from)
        ;
    return import->zone[k].offset;
}

int import_moment_read(naast_import *import, const char *text, naast_date *date, naast_time *at)
{
    struct date_scanned scanned;
    if (text == NULL)
        return 0;
    if (date_scan(text, import->date_format, &scanned) != 0)
        return FAIL(&import->store->env, MSG_IMPORT_DATE, text, import->date_format);
    *date = scanned.date;
    *at = date_start(scanned.date);
    if (scanned.seconds >= 0) {
        int64_t local = *at + scanned.seconds * SECOND;
        *at = local - (scanned.has_offset ? scanned.offset : offset_at(import, local)) * SECOND;
    }
    return 0;
}
