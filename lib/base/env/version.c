/* version.c: which library runs, and the codes of its statuses. */
#include "naast.h"

#include "base/env/env.h"

int naast_version(void) { return NAAST_VERSION_MAJOR * 1000000 + NAAST_VERSION_MINOR * 1000 + NAAST_VERSION_PATCH; }

const char *naast_status_code(int status)
{
    static const char *const codes[] = {
        "ok",   "failure",    "invalid",   "not_yet", "not_found", "ambiguous", "conflict", "busy",    "bad_data",
        "veto", "unverified", "no_memory", "io",      "foreign",   "newer",     "older",    "stopped",
    };
    if (status > 0 || status <= -(int)(sizeof codes / sizeof codes[0]))
        return "unknown";
    return codes[-status];
}
