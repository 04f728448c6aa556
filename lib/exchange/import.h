/* import.h: an import under way, shared by the files of this folder. */
#ifndef EXCHANGE_IMPORT_H
#define EXCHANGE_IMPORT_H

#include "naast-exchange.h"

#include "domain/rows.h"

/* What a value of the stage column says of a deal. */
struct import_meaning {
    const char *folded; /* the value, as text_fold gives it */
    const char *stage;
    const char *outcome; /* "" for an open deal */
};

/* A result: everything it points to goes with it. */
struct naast_import {
    naast_store *store;
    int64_t pipeline;                    /* revision key */
    const struct import_meaning *mapped; /* as the caller mapped them */
    size_t mapped_count;
    const struct import_meaning
        *known; /* the pipeline's own stages and the outcomes, by their codes; the first is the first stage */
    size_t known_count;
    const char *currency, *date_format, *source; /* "": none */
    int dry_run;
    int failed;    /* the status of what broke it off; 0: usable */
    int unflushed; /* rows since the journal was last written out */
    naast_import_summary summary;
};

/* One row, read and checked before anything is written. */
struct import_row {
    char *text[NAAST_FIELD_COUNT]; /* cleaned; NULL for what the row does not give */
    naast_money amount;            /* empty currency: none */
    naast_date opened, closed, expected;
    const struct import_meaning *meaning;
    int is_known; /* its external id is in the store already; nothing else was read */
    int made_org, made_person;
};

/* meanings.c: what stage values mean. */
int import_meanings_prepare(naast_import *import, const naast_import_spec *spec, const char *pipeline);
/* NULL: nobody said. value "": the first stage, unless it is mapped. *out NULL on no match. Returns 0 or
 * NAAST_NO_MEMORY. */
int import_meaning_find(naast_import *import, const char *value, const struct import_meaning **out);

/* row_read.c: texts in, values out. BAD_DATA with *wrong for a row that is wrong. Release with import_row_free in any
 * case. */
int import_row_read(naast_import *import, const char *const fields[], struct import_row *out,
                    naast_import_field *wrong);
void import_row_free(naast_import *import, struct import_row *row);

/* row_write.c: values into the store, inside a write of its own. Finds or makes who is named. */
int import_row_write(naast_import *import, struct import_row *row, naast_import_field *wrong);

/* Turns what an argument is told (INVALID) into what a row is told (BAD_DATA), with the same sentence. Other statuses
 * stay. */
int import_row_fault(naast_import *import, int status);

#endif
