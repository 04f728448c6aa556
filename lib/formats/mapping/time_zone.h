/* time_zone.h: what clocks of a place showed: an offset, or a zone by its name in the system's time zone database. */
#ifndef FORMATS_MAPPING_TIME_ZONE_H
#define FORMATS_MAPPING_TIME_ZONE_H

#include <stddef.h>

#include "naast-exchange.h"
#include "formats/base/arena.h"

extern const char time_zone_folder[]; /* where names are looked for */

struct time_zone {
    const naast_zone_change *changes; /* in the arena */
    size_t count;                     /* 0: UTC */
};

/*
 * Reads "UTC", "Z", "+01:00", "-0330", or a name such as Europe/Amsterdam. For a name TZ in the environment is set and
 * put back. NAAST_INVALID: it is none of these; NAAST_NO_MEMORY. *out is left alone on failure.
 */
int time_zone_read(struct arena *arena, const char *text, struct time_zone *out);

#endif
