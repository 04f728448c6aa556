/* exported_lists.h: the CSV lists that naast writes, recognised when they come back. */
#ifndef CLI_FORMATS_EXPORTED_LISTS_H
#define CLI_FORMATS_EXPORTED_LISTS_H

#include <stdbool.h>

#include "naast-exchange.h"

struct import_row;

/*
 * Whether a file's first line is that of `naast export deals`, `orgs` or `people`; then out[field] is the number of the
 * column that gives the field (-1: none does). Its texts are as csv_unguarded gives them.
 */
bool exported_bind(const struct import_row *head, naast_import_kind kind, int out[NAAST_FIELD_COUNT]);

#endif
