/**
 * @file naast-formats.h
 * The files that naast reads and writes: CSV, JSON, JSON lines, vCard, iCalendar, a store as lines of JSON, pipelines
 * as JSON, and the page of a deal that its customer reads, as HTML or Markdown.
 *
 * This is a library of its own, libnaast-formats, which is static and stands on libnaast: `pkg-config --libs --static
 * libnaast-formats`. It opens no store; it gives and takes what the calls of libnaast take and give. Every call returns
 * NAAST_OK or a negative naast_status; outputs come last and are left alone on failure. A NULL where something is
 * wanted is NAAST_INVALID. Texts are UTF-8. Nothing here prints, exits or sets the locale.
 *
 * A handle, and whatever was made with it, is used by one thread at a time.
 */
#ifndef NAAST_FORMATS_H
#define NAAST_FORMATS_H

#include "naast-exchange.h"
#include "naast-share.h"
#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- the handle, and what was wrong ---- */

/** What readers and writers have in common: a language, memory, and what was wrong the last time. */
typedef struct naast_formats naast_formats;

typedef struct naast_formats_options {
    uint32_t size;
    naast_language language;   /**< of sentences and of pages */
    naast_allocator allocator; /**< resize NULL: the C library's */
} naast_formats_options;
#define NAAST_FORMATS_OPTIONS_INIT NAAST_SPEC_INIT(naast_formats_options)

/**
 * Makes a handle.
 * @param options  NULL for the defaults
 * @param out      release it with naast_formats_free, after all that was made with it
 * @retval NAAST_INVALID    out is NULL; the size field is not filled in, or is of a later version (see docs/abi.md); no
 *                          such language
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_formats_new(const naast_formats_options *options, naast_formats **out);

/** Releases the handle. NULL is allowed. @since 0.2 */
NAAST_API void naast_formats_free(naast_formats *formats);

/** What was wrong, and where. Texts that do not apply are "", numbers 0. */
typedef struct naast_fault {
    int status;
    const char *code; /**< stable: "csv_quote_open" */
    const char *text; /**< the sentence, in the handle's language; without the place */
    const char *name; /**< of the file, as the input is called */
    int64_t line;     /**< from 1 */
    int64_t column;   /**< from 1, in characters */
    const char *path; /**< in a definition: "stages[2].gate.checks[0].kind" */
} naast_fault;

/**
 * What was wrong with the last call that failed on this handle, or on what was made with it.
 * @return never NULL; code and text are "" when nothing failed, or formats is NULL. It lasts until the next call.
 * @since 0.2
 */
NAAST_API const naast_fault *naast_formats_fault(const naast_formats *formats);

/* ---- where bytes come from, and where they go ---- */

/** A file, or whatever else gives bytes. */
typedef struct naast_input {
    uint32_t size;
    const char *path; /**< a file to open; NULL: `read` gives the bytes */
    /** Puts at most `room` bytes at `out`, and how many in *got (0: there are no more). Other than 0: it cannot,
     * NAAST_IO.
     */
    int (*read)(void *context, void *out, size_t room, size_t *got);
    void *context;
    const char *name; /**< what messages call it; NULL: path, or "" */
} naast_input;
#define NAAST_INPUT_INIT NAAST_SPEC_INIT(naast_input)

/** Where bytes are written. */
typedef struct naast_writer {
    uint32_t size;
    /** Takes all of the bytes and returns 0; other than 0: it cannot, and the call that writes returns NAAST_IO. */
    int (*write)(void *context, const char *bytes, size_t length);
    void *context;
} naast_writer;
#define NAAST_WRITER_INIT NAAST_SPEC_INIT(naast_writer)

/* ---- rows of a file to import ---- */

typedef enum naast_file_kind {
    NAAST_FILE_ANY = 0, /**< as the ending of its name shows, else how it begins */
    NAAST_FILE_CSV = 1,
    NAAST_FILE_JSON_LINES = 2, /**< a JSON object a line */
    NAAST_FILE_VCARD = 3       /**< 3.0 and 4.0 */
} naast_file_kind;

/** How letters are written. A byte order mark goes before what was set. */
typedef enum naast_encoding {
    NAAST_ENCODING_UTF_8 = 0,
    NAAST_ENCODING_WINDOWS_1252 = 1,
    NAAST_ENCODING_UTF_16_LE = 2,
    NAAST_ENCODING_UTF_16_BE = 3
} naast_encoding;

/** A file of rows, and how to read it. */
typedef struct naast_reader_spec {
    uint32_t size;
    naast_file_kind kind;
    const naast_input *input;
    naast_encoding encoding;
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
    naast_encoding encoding;
    uint32_t delimiter; /**< of CSV; else 0 */
    int64_t read;       /**< bytes, so far */
    int64_t total;      /**< 0: unknown */
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
 * @retval NAAST_INVALID    a NULL
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_mapping_set_stage(naast_mapping *mapping, const char *value, const char *means);

/**
 * Sets what a value of the outcome column means: an outcome, or "open".
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
 * - "encoding": "utf-8" or "windows-1252"; "delimiter": one character, or "tab".
 *
 * A time zone by name is read through the C library's clock: TZ in the environment is set and put back, so no other
 * thread may use the environment or local times meanwhile. Where that cannot be, use naast_mapping_set_zone.
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
 * The fields that a row gives, as naast_import_row takes them.
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

/* ---- a store as lines of JSON ---- */

/** What goes out of a store. */
typedef struct naast_store_write_spec {
    uint32_t size;
    const char *after; /**< "812", or "812:HASH" with at least 8 digits of the hash: the entries after this one alone,
                          without the first and the last line; NULL: the whole store */
    naast_progress *progress; /**< after each entry, in entries; other than 0 stops it: NAAST_STOPPED. May be NULL */
    void *context;            /**< of progress */
} naast_store_write_spec;
#define NAAST_STORE_WRITE_SPEC_INIT NAAST_SPEC_INIT(naast_store_write_spec)

/**
 * Writes a store as lines of JSON: a first line that says which store it is, a line for each entry of its journal, and
 * a last line with its head. naast_store_read makes the same store of it. docs/export.md describes the lines.
 * Everything is in it, also what was said in confidence. On failure a part of the lines may have been written, without
 * the last.
 * @param spec  NULL: the whole store
 * @param head  "SEQ:HASH" of the newest entry, which the next call can take as `after`; may be NULL
 * @retval NAAST_INVALID     no handle, store or writer; the spec's size
 * @retval NAAST_BAD_DATA    the journal has no entry `after`
 * @retval NAAST_UNVERIFIED  an entry is not what was written
 * @retval NAAST_STOPPED     progress returned other than 0
 * @retval NAAST_IO          the writer could not write
 * @since 0.2
 */
NAAST_API int naast_store_write(naast_formats *formats, naast_store *store, const naast_store_write_spec *spec,
                                const naast_writer *writer, char head[NAAST_HEAD_SIZE]);

/** What a store is made of. */
typedef struct naast_store_read_spec {
    uint32_t size;
    const naast_input *input; /**< what naast_store_write wrote, of a whole store */
    naast_progress *progress; /**< after each entry, in bytes, with a total of 0 where the size is not known; other than
                                 0 stops it: NAAST_STOPPED. May be NULL */
    void *context;            /**< of progress */
} naast_store_read_spec;
#define NAAST_STORE_READ_SPEC_INIT NAAST_SPEC_INIT(naast_store_read_spec)

/**
 * Makes a store at path from the lines of another and opens it, through naast_store_import: the same journal with the
 * same head. Each line is checked. On failure there is no file at path, and naast_formats_fault has the line.
 * @param store  a handle without a store
 * @param head   of the store that was made; may be NULL
 * @retval NAAST_INVALID    no handle, store, path, spec or input; the handle has a store
 * @retval NAAST_NOT_FOUND  there is no such input, or no such folder for path
 * @retval NAAST_CONFLICT   there is a file at path; it is left alone
 * @retval NAAST_BAD_DATA   a line is wrong, or missing
 * @retval NAAST_NEWER      the store has a later schema
 * @retval NAAST_STOPPED    progress returned other than 0
 * @retval NAAST_IO         the input cannot be read, or the store not written
 * @since 0.2
 */
NAAST_API int naast_store_read(naast_formats *formats, naast_store *store, const char *path,
                               const naast_store_read_spec *spec, char head[NAAST_HEAD_SIZE]);

/**
 * Writes one entry as its line, newline included: for a program that follows a journal with naast_export_after.
 * @param entry  as naast_export_next gives it; in texts a NUL follows their bytes
 * @retval NAAST_INVALID  no handle, entry or writer; no such root
 * @retval NAAST_IO       the writer could not write
 * @since 0.2
 */
NAAST_API int naast_entry_write(naast_formats *formats, const naast_entry *entry, const naast_writer *writer);

/** Reads entries, line by line. */
typedef struct naast_entry_reader naast_entry_reader;

/**
 * Opens lines to read. They are a whole store, whose last line is checked against what was read, or entries alone.
 * @param out  release it with naast_entry_reader_free, before the handle
 * @retval NAAST_INVALID    no handle, input or out
 * @retval NAAST_NOT_FOUND  there is no such file
 * @retval NAAST_IO         it cannot be read
 * @since 0.2
 */
NAAST_API int naast_entry_reader_new(naast_formats *formats, const naast_input *input, naast_entry_reader **out);

/**
 * The next entry. Its hash is not checked: naast_store_import does that.
 * @param out  it lasts until the next call; NULL after the last
 * @retval NAAST_INVALID   no reader or out
 * @retval NAAST_BAD_DATA  a line is wrong, or that which ends a whole store is missing; only
 *                         naast_entry_reader_free is of use then
 * @retval NAAST_IO        it cannot be read
 * @since 0.2
 */
NAAST_API int naast_entry_reader_next(naast_entry_reader *reader, const naast_entry **out);

/** Releases a reader, and the entry that it gave. NULL is allowed. @since 0.2 */
NAAST_API void naast_entry_reader_free(naast_entry_reader *reader);

/* ---- pipelines as JSON ---- */

/**
 * Reads a definition of a pipeline, which naast_pipeline_add can store. What is no JSON has its line and column in the
 * fault; a field that does not belong has its path. Whether the definition makes sense naast_pipeline_validate judges.
 * docs/pipelines.md describes the fields.
 * @param out  release it with naast_pipeline_release
 * @retval NAAST_INVALID    no handle, input or out
 * @retval NAAST_NOT_FOUND  there is no such file
 * @retval NAAST_BAD_DATA   it is no JSON, or not a definition, or larger than 64 MiB
 * @retval NAAST_IO         it cannot be read
 * @since 0.2
 */
NAAST_API int naast_pipeline_read(naast_formats *formats, const naast_input *input, naast_pipeline **out);

/** Releases what naast_pipeline_read gave. NULL is allowed. @since 0.2 */
NAAST_API void naast_pipeline_release(naast_pipeline *pipeline);

/**
 * Writes a pipeline so that naast_pipeline_read gives it back, and a newline.
 * @param pipeline  as naast_pipeline_get or naast_pipeline_read gives it
 * @retval NAAST_INVALID  no handle, pipeline or writer
 * @retval NAAST_IO       the writer could not write
 * @since 0.2
 */
NAAST_API int naast_pipeline_write(naast_formats *formats, const naast_pipeline *pipeline, const naast_writer *writer);

/* ---- writing JSON and CSV ---- */

/**
 * A JSON document that is written a piece at a time. It lies in the caller's memory and needs no other:
 *
 *     naast_json json = NAAST_JSON_INIT;
 *     json.writer = &writer;
 *     naast_json_open_object(&json, NULL);
 *     naast_json_text(&json, "title", deal->title);
 *     naast_json_close_object(&json);
 *     status = naast_json_end(&json);
 *
 * The commas, quotes and escapes are written by it. In a text, controls and what steers the direction of writing become
 * \\uXXXX, and bytes that are no UTF-8 become U+FFFD. The first failure stays in `status`: from there on nothing is
 * written, and every call returns it, so it is enough to look at what naast_json_end returns.
 */
typedef struct naast_json {
    uint32_t size;
    int status;                 /**< NAAST_OK, or what went wrong first: NAAST_IO or NAAST_INVALID */
    int comma;                  /**< the library's: a value was written before the next one */
    int depth;                  /**< the library's: objects and arrays that are open */
    const naast_writer *writer; /**< it must last as long as the document */
} naast_json;
#define NAAST_JSON_INIT NAAST_SPEC_INIT(naast_json)

/**
 * Begins an object or an array.
 * @param key  its name in the object that it is in; NULL: in an array, or of the whole document
 * @retval NAAST_INVALID  json is NULL, or has no writer
 * @retval NAAST_IO       the writer could not write
 * @since 0.2
 */
NAAST_API int naast_json_open_object(naast_json *json, const char *key);
/** The same for an array. @since 0.2 */
NAAST_API int naast_json_open_array(naast_json *json, const char *key);

/**
 * Ends the object that was begun last.
 * @retval NAAST_INVALID  none was begun
 * @since 0.2
 */
NAAST_API int naast_json_close_object(naast_json *json);
/** The same for an array. @since 0.2 */
NAAST_API int naast_json_close_array(naast_json *json);

/** A text; NULL: null. @since 0.2 */
NAAST_API int naast_json_text(naast_json *json, const char *key, const char *text);
/** A whole number. @since 0.2 */
NAAST_API int naast_json_int(naast_json *json, const char *key, int64_t value);
/**
 * A number with decimals: 6321 with 4 is 0.6321.
 * @retval NAAST_INVALID  decimals is below 0 or above 18; nothing is written
 * @since 0.2
 */
NAAST_API int naast_json_decimal(naast_json *json, const char *key, int64_t value, int decimals);
/** true or false. @since 0.2 */
NAAST_API int naast_json_bool(naast_json *json, const char *key, int value);
/** null. @since 0.2 */
NAAST_API int naast_json_null(naast_json *json, const char *key);
/** Bytes as a text of small hexadecimal digits. @since 0.2 */
NAAST_API int naast_json_hex(naast_json *json, const char *key, const void *bytes, size_t length);

/**
 * Ends a document with a newline. Another may follow: JSON lines.
 * @return the status of the whole document
 * @retval NAAST_INVALID  an object or an array was not closed
 * @since 0.2
 */
NAAST_API int naast_json_end(naast_json *json);

/**
 * Rows of CSV (RFC 4180, with lines that end in a newline), in the caller's memory as naast_json is. A text that a
 * spreadsheet would take for a formula gets an apostrophe in front, and so does one that begins with an apostrophe:
 * naast_csv_unguarded takes it off again.
 */
typedef struct naast_csv {
    uint32_t size;
    int status;                 /**< NAAST_OK, or what went wrong first: NAAST_IO or NAAST_INVALID */
    int comma;                  /**< the library's: a field was written before the next one */
    int reserved;               /**< 0 */
    const naast_writer *writer; /**< it must last as long as the rows are written */
} naast_csv;
#define NAAST_CSV_INIT NAAST_SPEC_INIT(naast_csv)

/**
 * The next field, which is somebody's text. NULL: empty.
 * @retval NAAST_INVALID  csv is NULL, or has no writer
 * @retval NAAST_IO       the writer could not write
 * @since 0.2
 */
NAAST_API int naast_csv_text(naast_csv *csv, const char *text);
/** The next field, which is a number, an amount, a date or an id: it gets no apostrophe. @since 0.2 */
NAAST_API int naast_csv_plain(naast_csv *csv, const char *text);
/** Ends the row. @return the status of all that was written @since 0.2 */
NAAST_API int naast_csv_end_row(naast_csv *csv);

/** Whether naast_csv_text puts an apostrophe in front of a text: 1 or 0. @since 0.2 */
NAAST_API int naast_csv_wants_guard(const char *text);
/** A text without the apostrophe that naast_csv_text put in front of it; never NULL, and a part of `text`. @since 0.2
 */
NAAST_API const char *naast_csv_unguarded(const char *text);

/* ---- a calendar ---- */

/** What a calendar has. */
typedef struct naast_calendar_spec {
    uint32_t size;
    int all;                  /**< also what is done, settled or off, marked as such */
    int in_confidence;        /**< also the text of what was said in confidence; else only its day, kind and deal */
    int events;               /**< tasks with a date as events, for programs that show no to-dos */
    naast_id deal;            /**< of this deal alone; 0: of all */
    const char *owner;        /**< of this colleague's deals and tasks alone; NULL: of everybody's */
    naast_time now;           /**< when it is written; 0: the system's clock */
    naast_progress *progress; /**< after each task and deal, with a total of 0; other than 0 stops it: NAAST_STOPPED.
                                 May be NULL */
    void *context;            /**< of progress */
} naast_calendar_spec;
#define NAAST_CALENDAR_SPEC_INIT NAAST_SPEC_INIT(naast_calendar_spec)

/**
 * Writes tasks, and items with a due date, as iCalendar (RFC 5545): tasks are to-dos, items are events of a whole day
 * that leave its time free. Each has a UID that stays, so that a program that reads it again puts each in the place of
 * what it was. On failure a part of it may have been written.
 * @param spec  NULL: what is still to come about, of all deals
 * @retval NAAST_INVALID    no handle, store or writer; the spec's size
 * @retval NAAST_NOT_FOUND  there is no such deal
 * @retval NAAST_STOPPED    progress returned other than 0
 * @retval NAAST_IO         the writer could not write
 * @since 0.2
 */
NAAST_API int naast_calendar_write(naast_formats *formats, naast_store *store, const naast_calendar_spec *spec,
                                   const naast_writer *writer);

/* ---- pages ---- */

/*
 * Pages and documents are for people to read. Whatever is written into one comes out as text: data cannot become a tag,
 * a link, an image or a heading, and what could turn the direction of a line or hide in it is shown as an escape
 * (\u202e). An HTML page is whole in itself: it has no script and asks for nothing, and its one stylesheet is all that
 * its policy allows. After a failure, what was written already is not whole.
 */

/** What a document is written as. */
typedef enum naast_document_format {
    NAAST_MARKDOWN = 0, /**< CommonMark */
    NAAST_HTML          /**< one self-contained page */
} naast_document_format;

/** What a part of a document is. Those from NAAST_PART_FACT on are rows of a list, which lies around those in a row. */
typedef enum naast_part_type {
    NAAST_PART_SECTION = 0, /**< begins a section: label is its heading */
    NAAST_PART_CARD,        /**< the same, of a section that stands out */
    NAAST_PART_HEADING,     /**< a smaller heading in it: label */
    NAAST_PART_PARAGRAPH,   /**< text and note */
    NAAST_PART_QUOTE,       /**< what somebody said: text, and in note who and when */
    NAAST_PART_FACT,        /**< label, text and note */
    NAAST_PART_POINT,       /**< of a list: text and note */
    NAAST_PART_MOMENT,      /**< of a timeline: label is its date; text and note */
    NAAST_PART_BLANK        /**< room to write in, after label; or text, where it is filled in already */
} naast_part_type;

/** How a note is shown: colour is never all that says it. */
typedef enum naast_tone { NAAST_TONE_PLAIN = 0, NAAST_TONE_GOOD, NAAST_TONE_WAITING, NAAST_TONE_FAULT } naast_tone;

/** A part of a document. A NULL text is "". Text may have several lines. */
typedef struct naast_document_part {
    naast_part_type type;
    naast_tone tone; /**< of the note */
    const char *label;
    const char *text;
    const char *note;
    int32_t beneath; /**< of a quote, a point or a blank: it belongs under the one above */
    int32_t past;    /**< of a moment: it has been */
} naast_document_part;

/** A text in sections, for people to read or print. A NULL text is "". */
typedef struct naast_document {
    uint32_t size;
    uint32_t part_size; /**< sizeof(naast_document_part) */
    const naast_document_part *parts;
    size_t part_count;
    const char *title;
    const char *over;  /**< above the title, small */
    const char *under; /**< below the title */
    const char *foot;  /**< the last line, small */
} naast_document;
#define NAAST_DOCUMENT_INIT NAAST_SPEC_INIT(naast_document)

/**
 * Writes a document.
 * @param formats   its language is the one that an HTML page says it is in
 * @param document  used only during the call
 * @param format    NAAST_MARKDOWN or NAAST_HTML
 * @param writer    is given the text in pieces
 * @retval NAAST_INVALID    something is NULL (not_given, writer_invalid); a size is not filled in or of a later version
 *                          (spec_size); no such format (page_format); a part has no such type or tone (document_part)
 * @retval NAAST_IO         the writer took no more (write_failed)
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_document_write(naast_formats *formats, const naast_document *document, naast_document_format format,
                                   const naast_writer *writer);

/** How the page of a deal is written. */
typedef struct naast_share_write_spec {
    uint32_t size;
    naast_document_format format;
    const char *from; /**< our name on it; needed */
} naast_share_write_spec;
#define NAAST_SHARE_WRITE_SPEC_INIT NAAST_SPEC_INIT(naast_share_write_spec)

/**
 * Writes the page of a deal that its customer reads, whole: its lines in words, section by section, what is open and at
 * whom, what is still to be talked about, how to answer, and in its foot the day and the number ("41:9c1e07d2") that
 * naast_item_confirm takes as `seen`. Nothing but what is in `share` comes onto it.
 * @param formats  its language is the page's; read the share with a store in the same language, which names its kinds
 * @param share    from naast_share_read
 * @param spec     format, and whom it is from
 * @param writer   is given the text in pieces
 * @retval NAAST_INVALID    something is NULL (not_given, writer_invalid); a size is not filled in or of a later version
 *                          (spec_size); no such format (page_format); `from` is NULL or blank (share_from)
 * @retval NAAST_IO         the writer took no more (write_failed)
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_share_write(naast_formats *formats, const naast_share *share, const naast_share_write_spec *spec,
                                const naast_writer *writer);

/** A page of your own, written front to back with the same stylesheet and under the same policy. */
/** A page of one's own, written front to back with the same stylesheet and under the same policy. */
typedef struct naast_html naast_html;

/** How a page is laid out: a column to read, or the whole window. */
typedef enum naast_html_layout { NAAST_HTML_SHEET = 0, NAAST_HTML_WIDE } naast_html_layout;

typedef struct naast_html_page {
    uint32_t size;
    naast_html_layout layout;
    const char *title; /**< of the window; any text, NULL for none */
} naast_html_page;
#define NAAST_HTML_PAGE_INIT NAAST_SPEC_INIT(naast_html_page)

/**
 * Begins a page: from the doctype to the open <body>, with a link that skips to the element whose id is "main". The
 * page then writes <header>, <main id="main"> and <footer>. What goes wrong on the way is kept until naast_html_end,
 * which each page needs, also one that is given up; nothing is written after it.
 * @param formats  its language is the one that the page says it is in
 * @param page     NULL for the defaults
 * @param writer   is given the text in pieces, until naast_html_end
 * @param out      released by naast_html_end
 * @retval NAAST_INVALID    something is NULL (not_given, writer_invalid); a size is not filled in or of a later version
 *                          (spec_size); no such layout (page_format)
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_html_begin(naast_formats *formats, const naast_html_page *page, const naast_writer *writer,
                               naast_html **out);

/**
 * Closes <body> and <html>, releases the page and returns what came of it.
 * @retval NAAST_INVALID    html is NULL; a tag or an attribute was none that a page may have (html_markup)
 * @retval NAAST_IO         the writer took no more (write_failed)
 * @since 0.2
 */
NAAST_API int naast_html_end(naast_html *html);

/**
 * Opens an element.
 * @param tag         a name: "section". Those that run, load or send something (script, iframe, form, ...) are none
 *                    that a page may have.
 * @param attributes  as they come in the tag, NULL for none: "class=\"card\" id=\"main\"". Write them as literals, at
 *                    most with numbers filled in; those that run, load or style something (onclick, src, style, an href
 *                    that leaves the page) are none that a page may have.
 * @since 0.2
 */
NAAST_API void naast_html_open(naast_html *html, const char *tag, const char *attributes);

/** The same with one attribute more (aria-label, title, datetime, ...) whose value is any text. @since 0.2 */
NAAST_API void naast_html_open_with(naast_html *html, const char *tag, const char *attributes, const char *name,
                                    const char *value);

/** Closes an element. @since 0.2 */
NAAST_API void naast_html_close(naast_html *html, const char *tag);

/** An element without an end, as SVG has them: <path d="M0 1"/>. @since 0.2 */
NAAST_API void naast_html_empty(naast_html *html, const char *tag, const char *attributes);

/** Any text on one line. @since 0.2 */
NAAST_API void naast_html_text(naast_html *html, const char *text);

/** What people wrote: set apart (<bdi>), so that its direction does not turn what is around it. @since 0.2 */
NAAST_API void naast_html_data(naast_html *html, const char *text);

/** The same of several lines: a newline becomes <br>. @since 0.2 */
NAAST_API void naast_html_data_lines(naast_html *html, const char *text);

/** A whole element with your own text in it. @since 0.2 */
/** A whole element with a text of one's own in it. @since 0.2 */
NAAST_API void naast_html_element(naast_html *html, const char *tag, const char *attributes, const char *text);

/** A whole element with what people wrote in it. @since 0.2 */
NAAST_API void naast_html_data_element(naast_html *html, const char *tag, const char *attributes, const char *text);

/** A newline in the source, between blocks, for those who read that. @since 0.2 */
NAAST_API void naast_html_newline(naast_html *html);

#ifdef __cplusplus
}
#endif
#endif
