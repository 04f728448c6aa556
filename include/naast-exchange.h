/* naast-exchange.h: deals in, from elsewhere. The caller reads the file; naast maps, checks and stores typed rows. */
#ifndef NAAST_EXCHANGE_H
#define NAAST_EXCHANGE_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A value of the stage column, and the stage or outcome it means. */
typedef struct naast_stage_mapping {
    const char *value;
    const char *means; /* a stage of the pipeline, or an outcome ("won", "lost", "declined", ...) */
} naast_stage_mapping;

typedef struct naast_import_spec {
    uint32_t size;
    const char *pipeline; /* NULL: the store's default */
    const naast_stage_mapping *stages;
    size_t stage_count;
    const char *currency;    /* of rows that name none */
    const char *date_format; /* "%Y-%m-%d" (NULL), "%d-%m-%Y", "%m/%d/%Y", ...: %Y %m %d and what stands between */
    const char *source;      /* of rows that name none */
    int dry_run;             /* everything but keeping it */
} naast_import_spec;
#define NAAST_IMPORT_SPEC_INIT NAAST_SPEC_INIT(naast_import_spec)

/* The fields that a row can give; a column of the file is mapped onto one of them by the caller. */
typedef enum naast_import_field {
    NAAST_FIELD_TITLE,
    NAAST_FIELD_ORG,
    NAAST_FIELD_CONTACT,
    NAAST_FIELD_EMAIL,
    NAAST_FIELD_OWNER,
    NAAST_FIELD_AMOUNT,
    NAAST_FIELD_CURRENCY,
    NAAST_FIELD_STAGE,
    NAAST_FIELD_OPENED,
    NAAST_FIELD_CLOSED,
    NAAST_FIELD_EXPECTED,
    NAAST_FIELD_SOURCE,
    NAAST_FIELD_EXTERNAL_ID,
    NAAST_FIELD_NOTE,
    NAAST_FIELD_COUNT
} naast_import_field;

/* The code of a field ("external_id"), NULL past the last. Since 0.1. */
NAAST_API const char *naast_import_field_code(naast_import_field field);

typedef struct naast_import naast_import;

typedef struct naast_import_summary {
    int64_t rows; /* given */
    int64_t added;
    int64_t known; /* their external id is in the store already: left as they are */
    int64_t bad;
    int64_t orgs; /* made on the way */
    int64_t people;
    int64_t no_org; /* added without an organisation */
    int64_t no_amount;
    int64_t no_opened;
    int64_t open, won, ended; /* of those added */
    naast_money total[8];     /* of those added, per currency, the first eight; unused: empty */
} naast_import_summary;

/*
 * Begins an import: one operation, one transaction, until naast_import_end. *out: release with naast_import_end,
 * always. Returns OK, INVALID (stage mapping, currency, date format: the message says which), NOT_FOUND (pipeline),
 * CONFLICT (inside an operation), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_import_begin(naast_store *store, const naast_import_spec *spec, naast_import **out);

/*
 * One row: fields[NAAST_FIELD_TITLE] and so on, NULL or "" where the row gives nothing. It becomes an unverified deal
 * with one transition, "import", dated when it was opened (now, where that is not known), and no evidence. Without a
 * title it is named after its organisation, else its external id, else its contact. A stage value that is not mapped
 * may be a stage's or an outcome's own code; an empty one is the first stage. Won: the last stage; ended otherwise: the
 * first. An organisation is found by name without case and accents, a contact by e-mail address, then by name within
 * the organisation; who is not found is made. A row that is wrong changes nothing and leaves the import usable; *wrong
 * (may be NULL) is then the field at fault. Returns OK, BAD_DATA (the row: naast_store_message says why), BUSY, IO,
 * NO_MEMORY (the import can only be ended). Since 0.1.
 */
NAAST_API int naast_import_row(naast_import *import, const char *const fields[NAAST_FIELD_COUNT],
                               naast_import_field *wrong);

/*
 * Ends an import and releases it: with keep 0, or in a dry run, nothing stays. summary: may be NULL.
 * Returns OK, BUSY, IO, NO_MEMORY (nothing was kept). Since 0.1.
 */
NAAST_API int naast_import_end(naast_import *import, int keep, naast_import_summary *summary);

#ifdef __cplusplus
}
#endif
#endif
