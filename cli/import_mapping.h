/* import_mapping.h: which column of a file gives which field, and what its stages mean. */
#ifndef CLI_IMPORT_MAPPING_H
#define CLI_IMPORT_MAPPING_H

#include "cli.h"
#include "import_csv.h"
#include "naast-exchange.h"

struct import_mapping {
    const char *columns[NAAST_FIELD_COUNT]; /* their names; NULL: no column gives it */
    const naast_stage_mapping *stages;
    size_t stage_count;
    const char *currency, *date_format, *pipeline, *source; /* NULL: as the library has it */
    char delimiter;
};

/*
 * What --mapping and the options say; an option goes before what the file says. NAAST_INVALID for what was typed wrong,
 * NAAST_BAD_DATA for a mapping file that cannot be read; told.
 */
int import_mapping_read(struct cli *cli, const struct args *args, struct import_mapping *out);

/*
 * Finds the mapped columns in the first line of the file: out[field] is the column's number, -1 for none.
 * NAAST_INVALID, with the columns that there are, where one is missing or there twice, or where nothing is mapped.
 */
int import_mapping_bind(struct cli *cli, const struct import_mapping *mapping, const char *file,
                        const struct csv_row *head, int out[NAAST_FIELD_COUNT]);

/* Whether any column was mapped. */
bool import_mapping_maps(const struct import_mapping *mapping);

/* What a value of the stage column was said to mean; NULL: nothing was said. */
const char *import_mapping_means(const struct import_mapping *mapping, const char *value);

#endif
