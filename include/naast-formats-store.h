/**
 * @file naast-formats-store.h
 * A store as lines of JSON, pipelines as JSON, and a calendar of what is due. Include <naast-formats.h>.
 */
#ifndef NAAST_FORMATS_STORE_H
#define NAAST_FORMATS_STORE_H

#include "naast-exchange.h"
#include "naast-formats-base.h"

#ifdef __cplusplus
extern "C" {
#endif

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
 * @param writer  is given the lines in pieces
 * @param head  begun with NAAST_HEAD_INIT: where the journal ends; the next call can take head.head as `after`. May be
 *              NULL
 * @retval NAAST_INVALID     no handle, store or writer; the size of the spec or of `head`
 * @retval NAAST_BAD_DATA    the journal has no entry `after`
 * @retval NAAST_UNVERIFIED  an entry is not what was written
 * @retval NAAST_STOPPED     progress returned other than 0
 * @retval NAAST_IO          the writer could not write
 * @since 0.2
 */
NAAST_API int naast_store_write(naast_formats *formats, naast_store *store, const naast_store_write_spec *spec,
                                const naast_writer *writer, naast_head *head);

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
 * @param path  of the new store
 * @param spec  where the lines are
 * @param head   begun with NAAST_HEAD_INIT: of the store that was made. May be NULL
 * @retval NAAST_INVALID    no handle, store, path, spec or input; the size of the spec or of `head`; the
 *                          handle has a store
 * @retval NAAST_NOT_FOUND  there is no such input, or no such folder for path
 * @retval NAAST_CONFLICT   there is a file at path; it is left alone
 * @retval NAAST_BAD_DATA   a line is wrong, or missing
 * @retval NAAST_NEWER      the store has a later schema
 * @retval NAAST_STOPPED    progress returned other than 0
 * @retval NAAST_IO         the input cannot be read, or the store not written
 * @since 0.2
 */
NAAST_API int naast_store_read(naast_formats *formats, naast_store *store, const char *path,
                               const naast_store_read_spec *spec, naast_head *head);

/**
 * Writes one entry as its line, newline included: for a program that follows a journal with naast_export_begin.
 * @param entry  as naast_export_next gives it; in texts a NUL follows their bytes
 * @param writer  is given the line
 * @retval NAAST_INVALID  no handle, entry or writer; no such root
 * @retval NAAST_IO       the writer could not write
 * @since 0.2
 */
NAAST_API int naast_entry_write(naast_formats *formats, const naast_entry *entry, const naast_writer *writer);

/** Reads entries, line by line. */
typedef struct naast_entry_reader naast_entry_reader;

/**
 * Opens lines to read. They are a whole store, whose last line is checked against what was read, or entries alone.
 * @param input  the lines
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
 * @param input  the definition, as JSON
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
 * @param writer  is given the definition, as JSON
 * @retval NAAST_INVALID  no handle, pipeline or writer
 * @retval NAAST_IO       the writer could not write
 * @since 0.2
 */
NAAST_API int naast_pipeline_write(naast_formats *formats, const naast_pipeline *pipeline, const naast_writer *writer);

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
 * @param writer  is given the calendar in pieces
 * @retval NAAST_INVALID    no handle, store or writer; the spec's size
 * @retval NAAST_NOT_FOUND  there is no such deal
 * @retval NAAST_STOPPED    progress returned other than 0
 * @retval NAAST_IO         the writer could not write
 * @since 0.2
 */
NAAST_API int naast_calendar_write(naast_formats *formats, naast_store *store, const naast_calendar_spec *spec,
                                   const naast_writer *writer);

#ifdef __cplusplus
}
#endif
#endif
