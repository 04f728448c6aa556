/* values.h: what is typed on a sheet for a day, an amount, a value, a file or somebody, read. */
#ifndef FORMATS_SHEETS_VALUES_H
#define FORMATS_SHEETS_VALUES_H

#include <stdbool.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/sheets/faults.h"

/* Where a value is, and what of its entry it is. */
struct value_reading {
    struct faults *faults;
    struct sheet_place place;
    naast_conversation_field field;
};

/* Each gives false where the value is none, which is a fault then. Typed NULL: *out is left as it is. */
bool value_date(const struct value_reading *value, naast_store *store, const char *name, const char *typed,
                naast_date *out);

/* amount and currency as typed; currency NULL: `usual`, else EUR. */
bool value_money(const struct value_reading *value, const char *amount, const char *currency, const char *usual,
                 naast_money *out);

/* The name of a file, and its SHA-256. */
bool value_file(const struct value_reading *value, naast_formats *formats, const char *path, const char **name,
                const unsigned char **sha256);

/* "match: maybe": a kind that has values begins with one of them, or with several. values NULL: none were typed. */
bool value_check(const struct value_reading *value, const naast_kind *kind, const char *values);

/* Takes VALUE[,VALUE] off the front of what follows a kind: *values stays NULL for kinds without any. */
void value_split(struct arena *arena, const naast_kind *kind, const char **text, const char **values);

/* "us", "wij": our own side. */
bool value_means_us(const char *typed);

/* Takes the first of "Sanne, Karim" off: NULL when there is none left. Names that are blank are passed over. */
char *name_next(char **names);

#endif
