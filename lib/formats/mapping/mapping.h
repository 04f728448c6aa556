/* mapping.h: which column of a file gives which field, what its values mean, and how it is written. */
#ifndef FORMATS_MAPPING_MAPPING_H
#define FORMATS_MAPPING_MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/mapping/presets.h"
#include "formats/mapping/time_zone.h"

/* Values and what they mean; grows. */
struct meanings {
    naast_stage_mapping *list;
    size_t count, room;
};

/* What was found in a file; its memory goes when another is bound. */
struct bound {
    struct arena arena;
    naast_binding binding; /* columns NULL: nothing is bound */
    int32_t columns[NAAST_FIELD_COUNT];
    bool guarded; /* a list that naast wrote: its texts are as csv_unguarded gives them */
    struct meanings stages, outcomes;
};

struct naast_mapping {
    naast_formats *formats;
    struct arena arena;
    naast_import_kind kind;
    const struct import_preset *preset;     /* NULL: none */
    const char *columns[NAAST_FIELD_COUNT]; /* their names; NULL: none was set */
    struct meanings stages, outcomes;
    const char *currency, *date_format, *pipeline, *source; /* NULL: as libnaast has it */
    const char *decimal, *grouping;
    const char *encoding; /* NULL: UTF-8 */
    struct time_zone zone;
    uint32_t delimiter; /* 0: as the file shows */
    struct bound bound;
};

/* NAAST_OK, or NAAST_NO_MEMORY, kept, if something that the arena was asked for was not made. It may be asked again. */
int mapping_memory(naast_formats *formats, struct arena *arena);

/* The place of a value, or of the next one. */
size_t meanings_place(const struct meanings *meanings, const char *value, int (*compare)(const char *, const char *));
/* What a value means: if it was known, from now on. The texts are not copied. */
void meanings_set(struct arena *arena, struct meanings *meanings, const char *value, const char *means);

/* The fields that rows of the kind have, in one line. */
const char *mapping_fields_of(struct arena *arena, naast_import_kind kind);

/* One column, one option, with what was wrong at that path of a mapping file (name NULL: it comes from a program). */
int mapping_set_column(naast_mapping *mapping, const char *name, const char *path, const char *field,
                       const char *column);
int mapping_set_option(naast_mapping *mapping, const char *name, const char *option, const char *value);
bool mapping_has_option(const char *option);
int mapping_set_meaning(naast_mapping *mapping, struct meanings *meanings, const char *value, const char *means);

#endif
