/**
 * @file naast-formats-import.h
 * Rows of a file to import, and what its columns mean. Include <naast-formats.h>.
 */
#ifndef NAAST_FORMATS_IMPORT_H
#define NAAST_FORMATS_IMPORT_H

#include "naast-exchange.h"
#include "naast-formats-base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- rows of a file to import ---- */

typedef enum naast_file_kind {
    NAAST_FILE_ANY = 0, /**< as the ending of its name shows, else how it begins */
    NAAST_FILE_CSV = 1,
    NAAST_FILE_JSON_LINES = 2, /**< a JSON object a line */
    NAAST_FILE_VCARD = 3       /**< 3.0 and 4.0 */
} naast_file_kind;

/** A file of rows, and how to read it. */
typedef struct naast_reader_spec {
    uint32_t size;
    naast_file_kind kind;
    const naast_input *input;
    /** How its letters are written: "utf-8" (NULL), "windows-1252", "utf-16le" or "utf-16be"; capitals do not matter. A
     * byte order mark in the file goes before it. */
    const char *encoding;
    uint32_t delimiter; /**< of CSV: an ASCII character but the quote; 0: as the first line shows */
    /** Of JSON lines: the members that make a row, in this order. None: those that naast_mapping_bind asks for, else
     * the codes of all fields that can be imported. */
    const char *const *columns;
    size_t column_count;
    naast_progress *progress; /**< called with the bytes that were read, and the total; NULL: nobody asks */
    void *context;            /**< of progress */
    int64_t total;            /**< the bytes that the input has; 0: the size of the file at its path, else unknown */
} naast_reader_spec;
#define NAAST_READER_SPEC_INIT NAAST_SPEC_INIT(naast_reader_spec)

typedef struct naast_reader naast_reader;

/** One text of a row, and where it begins in the file. */
typedef struct naast_row_text {
    const char *text; /**< UTF-8 without a NUL in a row that has no fault; a NUL follows; never NULL */
    size_t length;    /**< in bytes */
    int64_t line;     /**< from 1 */
    int64_t column;   /**< from 1, in characters */
} naast_row_text;

/** A row: texts in the order of the columns. */
typedef struct naast_row {
    const naast_row_text *texts; /**< read them with NAAST_AT */
    size_t text_count;
    uint32_t text_size;
    int64_t line; /**< where the row begins */
    int64_t column;
    /** What makes it unfit to be read, and where: it has other texts than the columns are, or is no text. NULL:
     * nothing.
     */
    const naast_fault *fault;
} naast_row;

/** What a reader found out about its file. */
typedef struct naast_reader_info {
    const char *name; /**< as messages call the file */
    naast_file_kind kind;
    const char *encoding; /**< "utf-8", ..., as naast_reader_spec has it */
    uint32_t delimiter;   /**< of CSV; else 0 */
    int64_t read;         /**< bytes, so far */
    int64_t total;        /**< 0: unknown */
} naast_reader_info;

/**
 * Opens a file of rows and reads its beginning. What jansson and libcsv need meanwhile is the C library's memory.
 * @param spec  with the input; all of it is copied
 * @param out   release it with naast_reader_free, before the handle
 * @retval NAAST_INVALID    a NULL, or a size field that is not filled in; no such kind or encoding; an input without
 *                          path and read; delimiter: see the fault
 * @retval NAAST_NOT_FOUND  there is no file at the path
 * @retval NAAST_IO         it cannot be read
 * @retval NAAST_STOPPED    progress returned other than 0
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_reader_open(naast_formats *formats, const naast_reader_spec *spec, naast_reader **out);

/** Closes the file and releases the reader with all that it gave. NULL is allowed. @since 0.2 */
NAAST_API void naast_reader_free(naast_reader *reader);

/** What is known of the file. @return lasts as long as the reader; NULL for a NULL reader @since 0.2 */
NAAST_API const naast_reader_info *naast_reader_about(const naast_reader *reader);

/**
 * The names of the columns, as a row.
 * @param out  lasts until naast_mapping_bind, or the end of the reader
 * @retval NAAST_INVALID    a NULL; or reading failed before
 * @retval NAAST_BAD_DATA   the file is empty; its first line is no text, or none that ends: see the fault
 * @retval NAAST_IO         the file cannot be read
 * @retval NAAST_STOPPED    progress returned other than 0
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_reader_columns(naast_reader *reader, const naast_row **out);

/**
 * The next row that has something in it. One that cannot be read is given too, with its fault.
 * @param out  lasts until the next call with this reader; NULL after the last row
 * @retval NAAST_INVALID    a NULL; or reading failed before
 * @retval NAAST_BAD_DATA   from here on rows cannot be separated, as a quote or a card is not closed; or as
 *                          naast_reader_columns: see the fault
 * @retval NAAST_IO         the file cannot be read
 * @retval NAAST_STOPPED    progress returned other than 0
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_reader_next(naast_reader *reader, const naast_row **out);

/** What is wrong with a row. */
typedef struct naast_reject_spec {
    uint32_t size;
    const char *reason;
    const char *field; /**< NULL or "": the row as a whole */
    int64_t line;      /**< where that is; 0: where the row begins */
} naast_reject_spec;
#define NAAST_REJECT_SPEC_INIT NAAST_SPEC_INIT(naast_reject_spec)

/**
 * Writes the row that was read last as it was, in the form of its file, with what is wrong, so that it can be mended
 * and read again. The first time, the names of the columns come before it.
 * @param spec what is wrong
 * @param writer is given the row as text
 * @retval NAAST_INVALID    a NULL, or a size field that is not filled in; no row was read
 * @retval NAAST_IO         the writer could not write
 * @retval NAAST_NO_MEMORY  a part of it may have been written
 * @since 0.2
 */
NAAST_API int naast_reader_reject(naast_reader *reader, const naast_reject_spec *spec, const naast_writer *writer);

/* ---- what its columns mean ---- */

/** Which column gives which field, what values mean, and how a file is written. What was set for a field, a value or an
 * option last counts, and all of that goes before a preset. */
typedef struct naast_mapping naast_mapping;

/**
 * Makes a mapping in which nothing is set.
 * @param kind  what the rows become
 * @param out   release it with naast_mapping_free, before the handle
 * @retval NAAST_INVALID    a NULL; no such kind
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_mapping_new(naast_formats *formats, naast_import_kind kind, naast_mapping **out);

/** Releases a mapping. NULL is allowed. @since 0.2 */
NAAST_API void naast_mapping_free(naast_mapping *mapping);

/**
 * Sets what a JSON object says; each member may be missing: "map" ({field: column}), "stages" and "outcomes" ({value:
 * meaning}), "schema" (1), and the options of naast_mapping_set. On failure a part of it may have been set.
 * A time zone by name changes TZ for a moment: see naast_mapping_set.
 * @param input the object, as JSON; used during the call only
 * @retval NAAST_INVALID    a NULL, or a size field that is not filled in; the value of an option, as naast_mapping_set
 * @retval NAAST_BAD_DATA   it is no such object: the fault has the line and column, or the path
 * @retval NAAST_NOT_FOUND  there is no file at the path
 * @retval NAAST_IO         it cannot be read
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_mapping_read(naast_mapping *mapping, const naast_input *input);

/**
 * Sets the column that gives a field.
 * @param field   its code: "title"; naast_import_takes says which a kind has
 * @param column  its name, as the file has it
 * @retval NAAST_INVALID    a NULL; rows of the kind have no such field
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_mapping_set_column(naast_mapping *mapping, const char *field, const char *column);

/**
 * Sets what a value of the stage column means: a stage, or an outcome.
 * @param value as the file has it; copied
 * @param means the code of a stage, or an outcome; copied
 * @retval NAAST_INVALID    a NULL
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_mapping_set_stage(naast_mapping *mapping, const char *value, const char *means);

/**
 * Sets what a value of the outcome column means: an outcome, or "open".
 * @param value as the file has it; copied
 * @param means an outcome, or "open"; copied
 * @retval NAAST_INVALID    a NULL
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_mapping_set_outcome(naast_mapping *mapping, const char *value, const char *means);

/**
 * Sets an option, by its name:
 * - "preset": a name that naast_preset_name gives;
 * - "currency", "date_format", "pipeline", "source": as in naast_import_spec, whose call checks them;
 * - "decimal": "comma" or "point"; "grouping": "point", "comma", "space" or "apostrophe";
 * - "time_zone": "UTC", "+01:00", or a name that /usr/share/zoneinfo has, such as "Europe/Amsterdam";
 * - "encoding": as in naast_reader_spec; "delimiter": one character, or "tab".
 *
 * A time zone by name is read through the C library's clock: TZ in the environment is set and put back, so no other
 * thread may use the environment or local times meanwhile. Where that cannot be, use naast_mapping_set_zone.
 * @param option its name
 * @param value copied
 * @retval NAAST_INVALID    a NULL; no such option, or not one of its values: the fault's path is the option
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_mapping_set(naast_mapping *mapping, const char *option, const char *value);

/**
 * Sets the time zone of the file's clock by its changes, as naast_import_spec has them.
 * @param changes  copied; NULL with a count of 0: UTC
 * @retval NAAST_INVALID    a NULL
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_mapping_set_zone(naast_mapping *mapping, const naast_zone_change *changes, size_t count);

/** The names of the presets: systems whose exports are known. @return NULL past the last @since 0.2 */
NAAST_API const char *naast_preset_name(size_t index);

/**
 * Sets how a file is read that this mapping is for: encoding and delimiter.
 * @param spec  other fields are left alone
 * @retval NAAST_INVALID  a NULL, or a size field that is not filled in
 * @since 0.2
 */
NAAST_API int naast_mapping_reader_spec(const naast_mapping *mapping, naast_reader_spec *spec);

/** The column that was set for a field, by its name. @return NULL: none was @since 0.2 */
NAAST_API const char *naast_mapping_column(const naast_mapping *mapping, naast_import_field field);

/** Which columns give fields. */
typedef struct naast_binding {
    const int32_t *columns; /**< by field: the place of its column, from 0; -1: none gives it */
    size_t column_count;
    int by_name;                    /**< nothing was set: columns that are called as a field give it */
    const char *const *passed_over; /**< the names of the columns that give nothing */
    size_t passed_over_count;
} naast_binding;

/**
 * Finds the columns of a file, before its first row is read. Where neither columns nor a preset are set, a list that
 * naast wrote is recognised, and else columns that are called as fields give those. vCards need no columns. Columns,
 * stages and outcomes that are set afterwards count from the next naast_mapping_bind.
 * @param store  whose pipeline has the stages that a preset names; may be NULL where the mapping has no preset for
 * deals
 * @param reader  of the same handle
 * @retval NAAST_INVALID    a NULL; a reader of another handle; a column is missing or there twice; nothing can be
 * bound; the file is no export of that preset; dates that can be read in two ways: the fault says what there is
 * @retval NAAST_CONFLICT   a row of the file was read already
 * @retval NAAST_NOT_FOUND  there is no such pipeline
 * @retval NAAST_BAD_DATA   as naast_reader_columns
 * @retval NAAST_IO         the file cannot be read, or the store
 * @retval NAAST_STOPPED    progress returned other than 0
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_mapping_bind(naast_mapping *mapping, naast_store *store, naast_reader *reader);

/** What naast_mapping_bind found. @return NULL: nothing is bound; lasts until the next naast_mapping_bind @since 0.2 */
NAAST_API const naast_binding *naast_mapping_binding(const naast_mapping *mapping);

/**
 * Fills in what naast_import_begin takes: kind, pipeline, stages, outcomes, currency, date format, decimal, grouping,
 * zone and source. After naast_mapping_bind with what the preset adds.
 * @param spec  other fields are left alone; what it points to lasts until the mapping is changed, bound or released
 * @retval NAAST_INVALID  a NULL, or a size field that is not filled in
 * @since 0.2
 */
NAAST_API int naast_mapping_import_spec(const naast_mapping *mapping, naast_import_spec *spec);

/**
 * The fields that a row gives, as naast_import_row_spec has them.
 * @param fields       by naast_import_field; they last as long as the row
 * @param field_count  how many it has room for: NAAST_FIELD_COUNT
 * @retval NAAST_INVALID   a NULL; nothing is bound
 * @retval NAAST_BAD_DATA  the row has a fault, which becomes that of the handle
 * @since 0.2
 */
NAAST_API int naast_mapping_fields(const naast_mapping *mapping, const naast_row *row, const char **fields,
                                   size_t field_count);

/**
 * What a value of the stage column and one of the outcome column beside it mean: how it ended, else the stage.
 * @param stage, outcome  NULL or "": there is none
 * @return NULL: it was not set @since 0.2
 */
NAAST_API const char *naast_mapping_means(const naast_mapping *mapping, const char *stage, const char *outcome);

#ifdef __cplusplus
}
#endif
#endif
