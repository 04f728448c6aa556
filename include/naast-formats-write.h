/**
 * @file naast-formats-write.h
 * Writing JSON and CSV to any writer. Include <naast-formats.h>.
 */
#ifndef NAAST_FORMATS_WRITE_H
#define NAAST_FORMATS_WRITE_H

#include "naast-formats-base.h"

#ifdef __cplusplus
extern "C" {
#endif

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

#ifdef __cplusplus
}
#endif
#endif
