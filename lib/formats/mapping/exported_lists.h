/* exported_lists.h: the CSV lists that naast writes, recognised when they come back. */
#ifndef FORMATS_MAPPING_EXPORTED_LISTS_H
#define FORMATS_MAPPING_EXPORTED_LISTS_H

#include <stdbool.h>
#include <stdint.h>

#include "naast-formats.h"

/*
 * Whether a file's first line is that of `naast export deals`, `orgs` or `people`; then out[field] is the number of the
 * column that gives the field (-1: none does). Its texts are as csv_unguarded gives them.
 */
bool exported_bind(const naast_row *head, naast_import_kind kind, int32_t out[NAAST_FIELD_COUNT]);

#endif
