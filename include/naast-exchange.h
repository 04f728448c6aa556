/*
 * naast-exchange.h: deals, organisations and people in from elsewhere, and a whole store out and in again. The caller
 * reads and writes the files; naast takes and gives typed rows.
 */
#ifndef NAAST_EXCHANGE_H
#define NAAST_EXCHANGE_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the rows of an import become. */
typedef enum naast_import_kind {
    NAAST_IMPORT_DEALS = 0,
    NAAST_IMPORT_ORGS = 1,
    NAAST_IMPORT_PEOPLE = 2
} naast_import_kind;

/* A value of the stage column, and the stage or outcome it means; of the outcome column, and the outcome or "open". */
typedef struct naast_stage_mapping {
    const char *value;
    const char *means; /* a stage of the pipeline, or an outcome ("won", "lost", "declined", ...) */
} naast_stage_mapping;

/* From a moment on, clocks stood so many seconds before UTC's (Amsterdam in winter: 3600). */
typedef struct naast_zone_change {
    naast_time from;
    int32_t offset; /* of less than a day */
} naast_zone_change;

/* What happens with rows that are there already, or may be. */
typedef enum naast_import_duplicates {
    NAAST_IMPORT_DUPLICATES_REPORT = 0, /* the same: left as they are; alike: they come in, and are told */
    NAAST_IMPORT_DUPLICATES_SKIP = 1,   /* alike: left out too */
    NAAST_IMPORT_DUPLICATES_ADD = 2     /* the same come in as well, but for an external id that is known */
} naast_import_duplicates;

typedef struct naast_import_spec {
    uint32_t size;
    naast_import_kind kind;
    const char *pipeline; /* NULL: the store's default */
    const naast_stage_mapping *stages;
    size_t stage_count;
    const naast_stage_mapping *outcomes;
    size_t outcome_count;
    const char *currency; /* of rows that name none */
    /* "%Y-%m-%d" (NULL), "%d-%m-%Y %H:%M", ...: %Y %m %d, and perhaps %H or %I and %p, %M, %S, %z; what stands between.
     * The time may be missing from a value. */
    const char *date_format;
    const char *decimal;  /* what stands before cents: "." or ","; NULL: either */
    const char *grouping; /* what stands between thousands: ".", ",", " " or "'"; NULL: nothing may */
    /* Where the file's clock stood, in order; none: UTC. Times that name their own offset (%z) need it not. */
    const naast_zone_change *zone;
    size_t zone_count;
    const char *source; /* of rows that name none */
    naast_import_duplicates duplicates;
    int dry_run; /* everything but keeping it */
} naast_import_spec;
#define NAAST_IMPORT_SPEC_INIT NAAST_SPEC_INIT(naast_import_spec)

/* The fields that a row can give; a column of the file is mapped onto one of them by the caller. */
typedef enum naast_import_field {
    NAAST_FIELD_TITLE,
    NAAST_FIELD_NAME, /* of an organisation or a person */
    NAAST_FIELD_GIVEN_NAME,
    NAAST_FIELD_FAMILY_NAME,
    NAAST_FIELD_ORG,
    NAAST_FIELD_CONTACT,
    NAAST_FIELD_EMAIL,
    NAAST_FIELD_OWNER,
    NAAST_FIELD_AMOUNT,
    NAAST_FIELD_CURRENCY,
    NAAST_FIELD_STAGE,
    NAAST_FIELD_OUTCOME, /* how it ended, or "open": beside a stage that does not say so */
    NAAST_FIELD_OPENED,
    NAAST_FIELD_CLOSED,
    NAAST_FIELD_CLOSES, /* one date for two: expected while the deal is open, closed once it ended */
    NAAST_FIELD_EXPECTED,
    NAAST_FIELD_SOURCE,
    NAAST_FIELD_EXTERNAL_ID,
    NAAST_FIELD_NOTE,
    NAAST_FIELD_NO_CONTACT, /* "true" or "yes": a person who asked not to be contacted; "false", "no" or nothing: not */
    NAAST_FIELD_COUNT
} naast_import_field;

/* The code of a field ("external_id"), NULL past the last. Since 0.1. */
NAAST_API const char *naast_import_field_code(naast_import_field field);
/* Whether rows of that kind have the field: 1 or 0. Since 0.1. */
NAAST_API int naast_import_takes(naast_import_kind kind, naast_import_field field);

typedef struct naast_import naast_import;

/* What is wrong with a field of a row. */
typedef struct naast_import_fault {
    naast_import_field field;
    const char *code;    /* "import_amount" */
    const char *message; /* in the language of the store; until the next row, or the end of the import */
} naast_import_fault;

/* What came of a row. */
typedef struct naast_import_result {
    uint32_t size;
    naast_import_field wrong; /* of a row that is wrong: the first field at fault */
    int added;
    naast_id id; /* of what was added, or of what was there already */
    /* Made for this row, and what it may be the same as; 0: nobody. */
    naast_id new_org, like_org;
    naast_id new_person, like_person;
    size_t fault_count;           /* of a row that is wrong: at least 1 */
    naast_import_fault faults[8]; /* one for a field; the first is the one that naast_store_message tells */
} naast_import_result;
#define NAAST_IMPORT_RESULT_INIT NAAST_SPEC_INIT(naast_import_result)

/* What the deals are worth that were added, in minor units. */
typedef struct naast_import_total {
    char currency[4];         /* "": unused */
    int64_t open, won, ended; /* by how they stand, as the summary counts them */
} naast_import_total;

typedef struct naast_import_summary {
    int64_t rows; /* given */
    int64_t added;
    int64_t known; /* their external id, name or address is in the store already: left as they are */
    int64_t same;  /* deals without an external id that are there already, by all that they say: left out */
    int64_t alike; /* organisations and people that may be the same as others */
    int64_t bad;
    int64_t orgs; /* made on the way */
    int64_t people;
    int64_t no_org; /* added without an organisation */
    int64_t no_amount;
    int64_t no_opened;
    int64_t open, won, ended;    /* of those added */
    naast_import_total total[8]; /* per currency, the first eight */
} naast_import_summary;

/*
 * Begins an import: one operation, one transaction, until naast_import_end. *out: release with naast_import_end,
 * always. Returns OK, INVALID (stage or outcome mapping, currency, date format, decimal, grouping, zone: the message
 * says which), NOT_FOUND (pipeline), CONFLICT (inside an operation), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_import_begin(naast_store *store, const naast_import_spec *spec, naast_import **out);

/*
 * One row: fields[NAAST_FIELD_TITLE] and so on, NULL or "" where the row gives nothing; fields that the kind does not
 * have are not looked at.
 *
 * A deal becomes an unverified deal with one transition, "import", dated when it was opened (now, where that is not
 * known), and no evidence. Without a title it is named after its organisation, else its external id, else its contact.
 * A stage value that is not mapped may be a stage's or an outcome's own code; an empty one is the first stage. Won: the
 * last stage, unless the row names one from the won stage on; ended otherwise: the stage that the row names, else the
 * first. An organisation is found by name without case and accents, a contact by e-mail address, then by name within
 * the organisation; who is not found is made. Without an external id, a deal that was there before the import with
 * the same title, organisation, amount and (where the row says) opening is the same.
 *
 * An organisation or a person is found in the same way, and then left as it is; somebody whose e-mail address was not
 * known gets it. Alike are names that differ in legal form or punctuation, and people of one name in one organisation.
 *
 * A row that is wrong changes nothing and leaves the import usable; told (may be NULL) then has the fields at fault:
 * all that the row shows, but for what depends on another of them, or on what is in the store.
 * Returns OK, BAD_DATA (the row: naast_store_message says why), BUSY, IO, NO_MEMORY (the import can only be ended).
 * Since 0.1.
 */
NAAST_API int naast_import_row(naast_import *import, const char *const fields[NAAST_FIELD_COUNT],
                               naast_import_result *told);

/*
 * Ends an import and releases it: with keep 0, or in a dry run, nothing stays. summary: may be NULL.
 * Returns OK, BUSY, IO, NO_MEMORY (nothing was kept). Since 0.1.
 */
NAAST_API int naast_import_end(naast_import *import, int keep, naast_import_summary *summary);

/* ---- a whole store: its journal, entry by entry ---- */

typedef enum naast_value_type {
    NAAST_VALUE_NULL = 0,
    NAAST_VALUE_INT = 1,
    NAAST_VALUE_TEXT = 2, /* UTF-8 in every store that naast wrote */
    NAAST_VALUE_BYTES = 3
} naast_value_type;

/* A column of a row, as it is after the change. docs/journal.md lists tables and columns. */
typedef struct naast_entry_value {
    const char *column; /* "title" */
    naast_value_type type;
    int64_t number;    /* of INT */
    const char *bytes; /* of TEXT and BYTES; in what naast gives a NUL follows */
    size_t length;
} naast_entry_value;

/* What an entry says of one row. */
typedef struct naast_entry_record {
    const char *table; /* "deal" */
    int64_t row;       /* packed for children of a deal: deal << 20 | n */
    int inserted;      /* else changed */
    int personal;      /* in part 0: a further part has the row's personal columns; in that part: always set */
    const naast_entry_value *values; /* in the order of the table's columns */
    size_t value_count;
} naast_entry_record;

/* A part of an entry: what is committed to, and erased, as one. */
typedef struct naast_entry_part {
    int erased;
    unsigned char salt[16]; /* of one that is there */
    unsigned char hash[32]; /* of an erased one: its c_k in docs/journal.md */
    const naast_entry_record *records;
    size_t record_count;
} naast_entry_part;

/* An entry of the journal, with all that its hash is made of. */
typedef struct naast_entry {
    int64_t seq;
    int64_t first; /* the seq of its operation's first entry: J812 */
    int32_t version;
    int32_t flags;
    naast_time at;
    const char *operation; /* "record", "advance", ... */
    naast_root root;
    naast_id root_id;
    int64_t actor;          /* a row of the table actor */
    uint32_t pipeline;      /* of a move: the low 32 bits of the key of the pipeline's revision; else 0 */
    unsigned char hash[32]; /* h, which follows from all of this and the h before it */
    const naast_entry_part *parts;
    size_t part_count;
} naast_entry;

/* Which store it is, and where its journal ends. */
typedef struct naast_export_head {
    char uuid[NAAST_UUID_SIZE];
    int32_t version;            /* of its schema */
    char head[NAAST_HEAD_SIZE]; /* "SEQ:HASH" of the newest entry; SEQ is how many there are */
} naast_export_head;

typedef struct naast_export naast_export;

/*
 * Begins to give the whole journal out, from a snapshot that lasts until naast_export_end. head may be NULL. *out:
 * release with naast_export_end, always, before the store is freed. Returns OK, INVALID (no store), UNVERIFIED (the
 * store's head cannot be read), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_export_begin(naast_store *store, naast_export_head *head, naast_export **out);

/*
 * The same for the entries after one that the caller has already. after: "812", or "812:HASH" with 8 digits of its hash
 * or more, which tells a history that went another way; NULL: all. Returns as naast_export_begin, and BAD_DATA: the
 * journal has no such entry. Since 0.1.
 */
NAAST_API int naast_export_after(naast_store *store, const char *after, naast_export_head *head, naast_export **out);

/*
 * The next entry, which lasts until the one after it; *out is NULL after the last. Each is checked against its hash on
 * the way out. Returns OK, UNVERIFIED (an entry is not what was written, or is missing: naast_store_verify tells
 * more), BUSY, IO, NO_MEMORY. After a failure only naast_export_end is of use. Since 0.1.
 */
NAAST_API int naast_export_next(naast_export *exporting, const naast_entry **out);

/* Ends an export and releases it, with the last entry that it gave. NULL is allowed. Since 0.1. */
NAAST_API void naast_export_end(naast_export *exporting);

typedef struct naast_store_import_spec {
    uint32_t size;
    const char *uuid; /* of the store that was exported: the new one is that store */
    int32_t version;  /* of its schema */
    /*
     * Gives the next entry, which must last until the call after it; *out NULL after the last. Any status but OK ends
     * the restoring with that status. Must not call naast with this store, but for its message and code.
     */
    int (*next)(void *context, const naast_entry **out);
    void *context;
} naast_store_import_spec;
#define NAAST_STORE_IMPORT_SPEC_INIT NAAST_SPEC_INIT(naast_store_import_spec)

/*
 * Makes a store at path from the entries of another, and opens it: the same journal with the same head, and every row
 * as the entries say, written through the tables and their triggers. Each entry's hash is checked as it comes, and the
 * whole store, as naast_store_verify does, before anything is kept. The file gets its name when it is whole, so on
 * failure, and for who is killed on the way, there is nothing at path.
 * Returns OK, what `next` returned, INVALID (the handle has a store), NOT_FOUND (directory), CONFLICT (the file exists;
 * it is left alone), BAD_DATA (uuid, an entry, or what they come to), NEWER (a later schema), IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_store_import(naast_store *store, const char *path, const naast_store_import_spec *spec);

#ifdef __cplusplus
}
#endif
#endif
