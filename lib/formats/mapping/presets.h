/* presets.h: what the exports of other systems look like: data. */
#ifndef FORMATS_MAPPING_PRESETS_H
#define FORMATS_MAPPING_PRESETS_H

#include "naast-exchange.h"

enum { PRESET_NAMES = 3 };

/* A field, and the names that its column has had, the likeliest first; upper and lower case are one. */
struct preset_column {
    naast_import_field field; /* NAAST_FIELD_COUNT ends the list */
    const char *names[PRESET_NAMES];
};

struct import_preset {
    const char *name;
    naast_import_kind kind;
    const struct preset_column *columns;
    const naast_stage_mapping *stages, *outcomes; /* up to a value of NULL; NULL: none */
    const char *date_format;                      /* NULL: every export of it has another */
};

/* NULL: there is none of that name for that kind. */
const struct import_preset *import_preset_find(const char *name, naast_import_kind kind);

#endif
