/**
 * @file naast-formats-base.h
 * What readers and writers of files have in common: the handle, what was wrong, bytes in and out. Include
 * <naast-formats.h>.
 */
#ifndef NAAST_FORMATS_BASE_H
#define NAAST_FORMATS_BASE_H

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

#ifdef __cplusplus
}
#endif
#endif
