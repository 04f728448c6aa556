/* time_zone.h: what clocks of a place showed: an offset, or a zone by its name in the system's time zone database. */
#ifndef CLI_FORMATS_TIME_ZONE_H
#define CLI_FORMATS_TIME_ZONE_H

#include <stddef.h>

#include "naast-exchange.h"

struct cli;

struct time_zone {
    const naast_zone_change *changes; /* kept by cli */
    size_t count;                     /* 0: UTC */
};

/*
 * Reads "UTC", "Z", "+01:00", "-0330", or a name such as Europe/Amsterdam, whose file is read as it is: neither the
 * environment nor the process's own time zone has a part in it. NAAST_INVALID, told.
 */
int time_zone_read(struct cli *cli, const char *typed, struct time_zone *out);

#endif
