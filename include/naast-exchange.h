/**
 * @file
 * naast-exchange.h: deals, organisations and people in from elsewhere; a whole store out and in again; and the journal
 * read entry by entry, also to follow it while others write. The caller reads and writes the files; naast takes and
 * gives typed rows.
 */
#ifndef NAAST_EXCHANGE_H
#define NAAST_EXCHANGE_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What the rows of an import become. */
typedef enum naast_import_kind {
    NAAST_IMPORT_DEALS = 0,
    NAAST_IMPORT_ORGS = 1,
    NAAST_IMPORT_PEOPLE = 2
} naast_import_kind;

/** What a value of the stage column means, or one of the outcome column. Frozen: it never gets another field. */
typedef struct naast_stage_mapping {
    const char *value; /**< as the file has it; case and accents do not count */
    const char
        *means; /**< a stage of the pipeline or an outcome ("won"); of the outcome column: an outcome or "open" */
} naast_stage_mapping;

/** From a moment on, local time was UTC plus `offset`. Frozen: it never gets another field. */
typedef struct naast_zone_change {
    naast_time from;
    int32_t offset; /**< in seconds, less than a day (Amsterdam in winter: 3600) */
} naast_zone_change;

/** What happens with rows that are in the store already, or that resemble what is there. */
typedef enum naast_import_duplicates {
    NAAST_DUPLICATES_REPORT = 0, /**< the same: left out; alike: added, and reported in the result */
    NAAST_DUPLICATES_SKIP = 1,   /**< alike: left out too */
    NAAST_DUPLICATES_ADD = 2     /**< the same are added too, unless their external id is known */
} naast_import_duplicates;

/** How the rows of an import are to be read. */
typedef struct naast_import_spec {
    uint32_t size;
    naast_import_kind kind;
    const char *pipeline; /**< NULL: the store's default */
    const naast_stage_mapping *stages;
    size_t stage_count;
    const naast_stage_mapping *outcomes;
    size_t outcome_count;
    const char *currency; /**< of rows that give none */
    /** "%Y-%m-%d" (NULL), "%d-%m-%Y %H:%M", ...: %Y %m %d once each, and perhaps %H or %I and %p, %M, %S, %z, with the
     * signs between them. A value may leave the time out. */
    const char *date_format;
    const char *decimal;  /**< the sign before cents: "." or ","; NULL: either */
    const char *grouping; /**< the sign between thousands: ".", ",", " " or "'"; NULL: none is allowed */
    /** The offsets of the file's clock, in order of time; none: UTC. Times with an offset of their own (%z) ignore it.
     */
    const naast_zone_change *zone;
    size_t zone_count;
    const char *source;                 /**< of rows that give none */
    naast_import_duplicates duplicates; /**< REPORT when zero */
    int dry_run;                        /**< checks everything and keeps nothing */
} naast_import_spec;
#define NAAST_IMPORT_SPEC_INIT NAAST_SPEC_INIT(naast_import_spec)

/** The fields that a row can give; the caller maps each column of the file to one of them. New ones come at the end. */
typedef enum naast_import_field {
    NAAST_FIELD_TITLE,
    NAAST_FIELD_NAME, /**< of an organisation or a person */
    NAAST_FIELD_GIVEN_NAME,
    NAAST_FIELD_FAMILY_NAME,
    NAAST_FIELD_ORG,
    NAAST_FIELD_CONTACT,
    NAAST_FIELD_EMAIL,
    NAAST_FIELD_OWNER,
    NAAST_FIELD_AMOUNT,
    NAAST_FIELD_CURRENCY,
    NAAST_FIELD_STAGE,
    NAAST_FIELD_OUTCOME, /**< how it ended, or "open": for files whose stage does not say so */
    NAAST_FIELD_OPENED,
    NAAST_FIELD_CLOSED,
    NAAST_FIELD_CLOSES, /**< one column for two: the expected date of an open deal, the date of closing of another */
    NAAST_FIELD_EXPECTED,
    NAAST_FIELD_SOURCE,
    NAAST_FIELD_EXTERNAL_ID,
    NAAST_FIELD_NOTE,
    NAAST_FIELD_NO_CONTACT, /**< "true" or "yes": a person who asked not to be contacted; "false", "no" or nothing: not
                             */
    NAAST_FIELD_COUNT       /**< how many this version has; the size of your array of fields */
} naast_import_field;

/**
 * The code of a field.
 * @param field any
 * @return "external_id"; NULL past the last one; never freed
 * @since 0.1
 */
NAAST_API const char *naast_import_field_code(naast_import_field field);

/**
 * Whether rows of a kind have a field.
 * @param kind what the rows become
 * @param field any
 * @return 1 or 0
 * @since 0.1
 */
NAAST_API int naast_import_takes(naast_import_kind kind, naast_import_field field);

/** An import under way; naast_import_end releases it. */
typedef struct naast_import naast_import;

/** What is wrong with a field of a row. */
typedef struct naast_import_fault {
    naast_import_field field;
    const char *code;    /**< "import_amount" */
    const char *message; /**< in the language of the handle */
} naast_import_fault;

/** What became of a row. The caller's: begin it with its INIT. */
typedef struct naast_import_result {
    uint32_t size;
    int added;
    naast_id id;                      /**< of what was added, or of what was there already */
    naast_id new_org, like_org;       /**< the organisation made for this row, and one that it resembles; 0: none */
    naast_id new_person, like_person; /**< the same of a person */
    const naast_import_fault *faults; /**< of a row that is wrong: at most one for a field; the first is the failure of
                                           the call. Valid until the next row or the end of the import */
    size_t fault_count;               /**< of a row that is wrong: at least 1; else 0 */
    uint32_t fault_size;              /**< NAAST_AT(naast_import_fault, result.faults, result.fault_size, i) */
    naast_import_field wrong;         /**< of a row that is wrong: the field of the first fault */
} naast_import_result;
#define NAAST_IMPORT_RESULT_INIT NAAST_SPEC_INIT(naast_import_result)

/** What the added deals of one currency are worth, in minor units. */
typedef struct naast_import_total {
    char currency[4];
    int64_t open, won, ended; /**< as the summary counts them */
} naast_import_total;

/** What an import came to. */
typedef struct naast_import_summary {
    int64_t rows; /**< given */
    int64_t added;
    int64_t known; /**< their external id, name or address is in the store already: left as they are */
    int64_t same;  /**< deals without an external id that are in the store with the same content: left out */
    int64_t alike; /**< organisations and people that resemble others */
    int64_t bad;
    int64_t orgs;   /**< organisations made for rows that named them */
    int64_t people; /**< people made for rows that named them */
    int64_t no_org; /**< added without an organisation */
    int64_t no_amount;
    int64_t no_opened;
    int64_t open, won, ended;         /**< of those added; ended: in another way than won */
    const naast_import_total *totals; /**< in the order in which the rows had the currencies */
    size_t total_count;
    uint32_t total_size; /**< NAAST_AT(naast_import_total, summary->totals, summary->total_size, i) */
} naast_import_summary;

/**
 * Begins an import: one operation and one transaction, until naast_import_end.
 * @param store a handle that writes
 * @param spec how to read the rows; its texts and arrays are copied
 * @param out the import; release with naast_import_end, always
 * @retval NAAST_INVALID a mapping, the currency, the date format, a sign, the time zone, the kind or `duplicates` is
 *         wrong; the message says which
 * @retval NAAST_NOT_FOUND no such pipeline
 * @retval NAAST_CONFLICT inside an operation or another import, or while the handle has an export open
 * @since 0.1
 */
NAAST_API int naast_import_begin(naast_store *store, const naast_import_spec *spec, naast_import **out);

/** A row. @since 0.2 */
typedef struct naast_import_row_spec {
    uint32_t size;
    /** fields[NAAST_FIELD_TITLE] and so on; NULL or "" where the row gives nothing. Fields that the kind does not have
     * are ignored. */
    const char *const *fields;
    size_t field_count; /**< how many there are: NAAST_FIELD_COUNT as the caller was compiled; later ones are not given
                         */
} naast_import_row_spec;
#define NAAST_IMPORT_ROW_SPEC_INIT NAAST_SPEC_INIT(naast_import_row_spec)

/**
 * Takes one row.
 *
 * A deal becomes an unverified deal with one move, "import", dated when it was opened (now, where that is not known),
 * and no evidence. Without a title it is named after its organisation, else its external id, else its contact. A stage
 * value that is not mapped may be the code of a stage or an outcome; an empty one is the first stage. A deal that was
 * won gets the last stage, unless the row names one from the won stage on; one that ended otherwise gets the stage that
 * the row names, else the first. An organisation is found by name without case and accents, a contact by e-mail
 * address, then by name within the organisation; who is not found is made. Without an external id, a deal is the same
 * as one that was there before the import when title, organisation, amount and (where the row has it) date of opening
 * are equal.
 *
 * An organisation or a person is found in the same way, and then left as it is; a person without an e-mail address
 * gets the row's. Alike are names that differ in legal form or punctuation, and people of one name in one organisation.
 *
 * A row that is wrong changes nothing, and the import goes on. After another failure of the store the import can only
 * be ended. A call that is INVALID is not counted as a row.
 * @param import from naast_import_begin
 * @param spec the row; used during the call only
 * @param result what became of the row, or its faults: all that can be found without the store and without a field
 *        that is itself wrong. May be NULL
 * @retval NAAST_BAD_DATA the row is wrong: the message has the first fault
 * @retval NAAST_INVALID a field is given that this version does not know (spec_newer)
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_import_row(naast_import *import, const naast_import_row_spec *spec, naast_import_result *result);

/**
 * Ends an import and releases it. When it fails nothing is kept.
 * @param import NULL is allowed, and OK
 * @param keep 0, or a dry run: nothing is kept
 * @param summary what the import came to, also where nothing is kept; free with naast_free. May be NULL
 * @return NAAST_OK, or the status of the failure that broke the import off, or of the commit (BUSY, IO, NO_MEMORY)
 * @since 0.1, with a result since 0.2
 */
NAAST_API int naast_import_end(naast_import *import, int keep, naast_import_summary **summary);

/* ---- a whole store: its journal, entry by entry ---- */

/** Of what type a value is. */
typedef enum naast_value_type {
    NAAST_VALUE_NULL = 0,
    NAAST_VALUE_INT = 1,
    NAAST_VALUE_TEXT = 2, /**< UTF-8 in every store that naast wrote */
    NAAST_VALUE_BYTES = 3
} naast_value_type;

/* An entry and what is in it are frozen: they are version 1 of the journal, and never get another field. */

enum { NAAST_SALT_SIZE = 16, NAAST_HASH_SIZE = 32 };

/** A column of a row, as it is after the change. docs/journal.md lists tables and columns. */
typedef struct naast_entry_value {
    const char *column; /**< "title" */
    naast_value_type type;
    int64_t number;    /**< of INT */
    const char *bytes; /**< of TEXT and BYTES; in what naast gives a NUL follows */
    size_t length;     /**< of `bytes` */
} naast_entry_value;

/** What an entry says about one row. */
typedef struct naast_entry_record {
    const char *table; /**< "deal" */
    int64_t row;       /**< of what belongs to a deal: deal << 20 | n */
    int inserted;      /**< else changed */
    int personal;      /**< in part 0: a further part has the row's personal columns; in that part: always set */
    const naast_entry_value *values; /**< in the order of the table's columns */
    size_t value_count;
} naast_entry_record;

/** A part of an entry: what is committed to, and erased, as one. */
typedef struct naast_entry_part {
    int erased;
    unsigned char salt[NAAST_SALT_SIZE]; /**< of one that is there */
    unsigned char hash[NAAST_HASH_SIZE]; /**< of an erased one: its c_k in docs/journal.md */
    const naast_entry_record *records;
    size_t record_count;
} naast_entry_part;

/** An entry of the journal, with all that its hash is made of. */
typedef struct naast_entry {
    int64_t seq;
    int64_t first; /**< the seq of its operation's first entry: J812 */
    int32_t version;
    int32_t flags;
    naast_time at;
    const char *operation; /**< "record", "advance", ... */
    naast_root root;
    naast_id root_id;
    int64_t actor;     /**< a row of the table actor */
    uint32_t pipeline; /**< of a move: the low 32 bits of the key of the pipeline's revision; else 0 */
    unsigned char hash[NAAST_HASH_SIZE]; /**< h, which follows from all of this and the h before it */
    const naast_entry_part *parts;
    size_t part_count;
} naast_entry;

/** Which entries an export gives. @since 0.2 */
typedef struct naast_export_spec {
    uint32_t size;
    const char *after; /**< "812": the entries after this one; or "812:HASH" with 8 digits of its hash or more, by which
                            a store with another history is noticed; NULL: all entries */
} naast_export_spec;
#define NAAST_EXPORT_SPEC_INIT NAAST_SPEC_INIT(naast_export_spec)

/** An export under way; naast_export_end releases it. */
typedef struct naast_export naast_export;

/**
 * Begins to give out the journal, or what came after an entry that the caller has already: with that a program follows
 * a journal. It is read from a snapshot that lasts until naast_export_end. Until then calls that write through this
 * handle are CONFLICT (write_in_read), and what it reads is that snapshot; other handles are free.
 * @param store any handle with a store
 * @param spec which entries; NULL: all
 * @param head begun with NAAST_HEAD_INIT: where the journal ends in that snapshot. May be NULL
 * @param out release with naast_export_end, always, before the store is freed
 * @retval NAAST_BAD_DATA the journal has no entry `after`
 * @retval NAAST_UNVERIFIED the journal has no head that can be read
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_export_begin(naast_store *store, const naast_export_spec *spec, naast_head *head,
                                 naast_export **out);

/**
 * The next entry, checked against its hash. After a failure the export can only be ended.
 * @param exporting from naast_export_begin
 * @param out the entry, which lasts until the next call; NULL after the last
 * @retval NAAST_UNVERIFIED an entry is not what was written, or is missing: naast_store_verify says more
 * @since 0.1
 */
NAAST_API int naast_export_next(naast_export *exporting, const naast_entry **out);

/**
 * Ends an export and releases it, with the last entry that it gave.
 * @param exporting NULL is allowed
 * @since 0.1
 */
NAAST_API void naast_export_end(naast_export *exporting);

/** From what a store is made. */
typedef struct naast_store_import_spec {
    uint32_t size;
    int32_t schema;   /**< the version of the exported store's schema: naast_head.schema */
    const char *uuid; /**< of the store that was exported: the new one is that store */
    /** Gives the next entry, which must last until the call after it; *out NULL after the last. Another status than OK
     * ends the import, and the import returns it; a number that is no naast_status makes it INVALID. It must not call
     * naast with this store, except for its message and code. */
    int (*next)(void *context, const naast_entry **out);
    void *context;
} naast_store_import_spec;
#define NAAST_STORE_IMPORT_SPEC_INIT NAAST_SPEC_INIT(naast_store_import_spec)

/**
 * Makes a store from the entries of another, and opens it: the same journal with the same head, and every row as the
 * entries say, written through the tables and their triggers. Each entry's hash is checked as it comes, and the whole
 * store, as naast_store_verify does, before anything is kept. The file gets its name when it is complete, so that after
 * a failure or a crash there is no file at `path`.
 * @param store a handle without a store
 * @param path of the new file
 * @param spec the entries
 * @retval NAAST_INVALID the handle has a store; or `next` returned what is no status (callback_status)
 * @retval NAAST_NOT_FOUND no such directory
 * @retval NAAST_CONFLICT the file exists; it is left alone
 * @retval NAAST_BAD_DATA the uuid or an entry is wrong, or the entries do not make a store that verifies
 * @retval NAAST_NEWER the entries are of a later schema
 * @since 0.1
 */
NAAST_API int naast_store_import(naast_store *store, const char *path, const naast_store_import_spec *spec);

#ifdef __cplusplus
}
#endif
#endif
