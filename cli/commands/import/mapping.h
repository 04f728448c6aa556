/* mapping.h: which column of a file gives which field, what its stages mean, and how it is written. */
#ifndef CLI_COMMANDS_IMPORT_MAPPING_H
#define CLI_COMMANDS_IMPORT_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "naast-exchange.h"
#include "formats/source.h"
#include "formats/time_zone.h"

struct args;
struct cli;
struct import_preset;
struct import_reader;

/* Values and what they mean; grows. */
struct meanings {
    naast_stage_mapping *list;
    size_t count, room;
};

struct import_mapping {
    naast_import_kind kind;
    const struct import_preset *preset;     /* NULL: none */
    const char *columns[NAAST_FIELD_COUNT]; /* their names; NULL: nobody said */
    struct meanings stages, outcomes;
    const char *currency, *date_format, *pipeline, *source; /* NULL: as the library has it */
    const char *preset_name, *decimal_name, *grouping_name, *encoding_name, *zone_name; /* as typed; NULL: not */
    const char *decimal, *grouping;
    enum import_encoding encoding;
    struct time_zone zone;
    char delimiter; /* '\0': as the file shows */
};

/*
 * What --mapping and the options say; an option goes before what the file says, and both before a preset. NAAST_INVALID
 * for what was typed wrong, NAAST_BAD_DATA for a mapping file that cannot be read; told.
 */
int import_mapping_read(struct cli *cli, const struct args *args, naast_import_kind kind, struct import_mapping *out);
/* Adds what the preset says the values mean, as far as nobody said otherwise and the pipeline has the stage. */
int import_mapping_add_preset(struct cli *cli, struct import_mapping *mapping);

/* Whether any column was mapped. */
bool import_mapping_maps(const struct import_mapping *mapping);

/* What a stage and an outcome beside it were said to mean: how it ended, else where it stands; NULL: nothing was said.
 */
const char *import_mapping_means(const struct import_mapping *mapping, const char *stage, const char *outcome);
/* The fields that rows of the kind have, in one line. */
const char *import_fields(struct cli *cli, naast_import_kind kind);

/*
 * Opens the columns of the file and finds the mapped ones: out[field] is the column's number, -1 for none. *own:
 * nothing was mapped, and it is a file that naast export wrote: its texts are as csv_unguarded gives them.
 * NAAST_INVALID, with the columns that there are, where one is missing or there twice, or where nothing is mapped;
 * NAAST_BAD_DATA, NAAST_IO, NAAST_NO_MEMORY; told.
 */
int import_columns_bind(struct cli *cli, const struct import_mapping *mapping, struct import_reader *reader,
                        int out[NAAST_FIELD_COUNT], bool *own);

#endif
