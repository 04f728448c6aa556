/**
 * @file naast-formats-sheets.h
 * The sheet of a conversation: a text with the questions to ask next, which is filled in and read back. Include
 * <naast-formats.h>.
 */
#ifndef NAAST_FORMATS_SHEETS_H
#define NAAST_FORMATS_SHEETS_H

#include "naast-conversation.h"
#include "naast-formats-base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- reading one ---- */

/** A sheet that was filled in. */
typedef struct naast_sheet_read_spec {
    uint32_t size;
    int no_files;     /**< 1: open no file; "file:" is a fault then (sheet_no_files). For a sheet of somebody else's */
    int ascii;        /**< 1: the sentences of faults have ASCII's letters and signs alone */
    const char *text; /**< UTF-8, at most 128 KiB */
} naast_sheet_read_spec;
#define NAAST_SHEET_READ_SPEC_INIT NAAST_SPEC_INIT(naast_sheet_read_spec)

/** One thing that is wrong with a sheet, or (status NAAST_OK) one that its writer should know. Texts that do not apply
 * are "", numbers 0. */
typedef struct naast_sheet_fault {
    int64_t line;                   /**< from 1; 0: the sheet as a whole */
    int64_t column;                 /**< from 1, in characters; where that begins which is wrong */
    int status;                     /**< NAAST_OK: nothing is wrong; the sentence says how something was understood */
    int recorded;                   /**< 1: naast_conversation_record found it, 0: naast_sheet_read did */
    naast_conversation_field field; /**< what of its entry is wrong */
    const char *code;               /**< stable: "sheet_word" */
    const char *text;               /**< the sentence, without the place */
    const char *suggestion;         /**< what was probably meant: "need" */
    const char *name;               /**< the name that is wrong, as in naast_conversation_fault */
} naast_sheet_fault;

/** Where an entry of the conversation is on the sheet. */
typedef struct naast_sheet_place {
    int64_t line;   /**< from 1 */
    int64_t column; /**< from 1, in characters */
    int repeats; /**< 1: an earlier entry amends the same item in the same way, so this one has no `amend` of its own */
} naast_sheet_place;

/** A sheet that was read. */
typedef struct naast_sheet {
    /** What to record. Where something in it cannot be read, `dry_run` is set, so that recording it finds out what else
     * is wrong. NULL: its lines cannot be read. */
    const naast_conversation_spec *spec;
    const naast_sheet_place *places; /**< one for each entry of `spec` */
    size_t place_count;
    const naast_sheet_fault *faults; /**< by line where there is a `spec`, else in the order they were found */
    size_t fault_count;
    uint32_t place_size;
    uint32_t fault_size;
} naast_sheet;

/**
 * Reads a sheet, as docs/sheets.md describes it, as the conversation that it is. Nothing is recorded:
 *
 *     spec.text = text;
 *     status = naast_sheet_read(formats, store, deal, &spec, &sheet);
 *     if (sheet != NULL && sheet->spec != NULL) {
 *         int recorded = naast_conversation_record(store, deal, sheet->spec, &result);
 *         status = result != NULL ? naast_sheet_add_faults(sheet, result) : recorded;
 *     }
 *
 * Dates and amounts are read as naast_date_parse and naast_money_parse do, with the store's day and the deal's
 * currency; of a "file:", its bytes are read as naast_evidence_file does. Names are looked up when it is recorded.
 * @param store  whose deal it is; read it in the handle's language
 * @param out    release it with naast_sheet_free, before the handle. Given with NAAST_OK, and with any other status
 *               that comes from a fault
 * @retval NAAST_INVALID    a NULL (not_given); a size field that is not filled in (spec_size); or the first fault: a
 * day, an amount or a currency that is none, too many values
 * @retval NAAST_NOT_FOUND  there is no such deal; or the first fault: no such file
 * @retval NAAST_BAD_DATA   the first fault: a line that cannot be read, a value that the kind does not have, a sheet
 * that is empty, or larger than 128 KiB
 * @retval NAAST_IO         the store cannot be read; or the first fault: a file cannot be
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_sheet_read(naast_formats *formats, naast_store *store, naast_id deal,
                               const naast_sheet_read_spec *spec, naast_sheet **out);

/**
 * Adds what recording the sheet found wrong to its faults, each at the line that it came from. What follows from a
 * fault that reading found is left out.
 * @param result  of naast_conversation_record with the sheet's `spec`
 * @return the status of the first of all faults, by line; NAAST_OK: there are none
 * @retval NAAST_INVALID    a NULL, or a sheet without `spec`; else as the fault has it
 * @retval NAAST_NO_MEMORY  its faults are as they were
 * @since 0.2
 */
NAAST_API int naast_sheet_add_faults(naast_sheet *sheet, const naast_conversation_result *result);

/** Releases a sheet. NULL is allowed. @since 0.2 */
NAAST_API void naast_sheet_free(naast_sheet *sheet);

/** The bytes of a SHA-256. */
enum { NAAST_SHA256_SIZE = 32 };

/**
 * What an item keeps of a file that is its evidence: the file itself stays where it is.
 * @param name    points into `path`: what is behind its last slash
 * @param sha256  of the bytes of the file
 * @retval NAAST_INVALID    a NULL
 * @retval NAAST_NOT_FOUND  there is no such file (evidence_file_missing)
 * @retval NAAST_IO         it cannot be read (evidence_file_unread)
 * @since 0.2
 */
NAAST_API int naast_evidence_file(naast_formats *formats, const char *path, const char **name,
                                  unsigned char sha256[NAAST_SHA256_SIZE]);

/* ---- writing one ---- */

/** What the questions for a conversation are written as. */
typedef enum naast_sheet_form {
    NAAST_SHEET_TEXT = 0, /**< a sheet, which naast_sheet_read reads once it is filled in */
    NAAST_SHEET_MARKDOWN, /**< a document to read or print, with room to write in */
    NAAST_SHEET_HTML      /**< the same, as one self-contained page */
} naast_sheet_form;

/** How a sheet is written. */
typedef struct naast_sheet_write_spec {
    uint32_t size;
    naast_sheet_form form;
    int ascii; /**< 1: sentences and signs have ASCII's letters and signs alone; what people wrote keeps its letters */
    int columns;         /**< that a line may take: over 100, more is shown of what items say; 0: 80 */
    const char *then;    /**< what to do once it is filled in, as one types or clicks it; NULL: nothing is said of it */
    const char *advance; /**< the same, to move the deal when its gate is open */
} naast_sheet_write_spec;
#define NAAST_SHEET_WRITE_SPEC_INIT NAAST_SPEC_INIT(naast_sheet_write_spec)

/**
 * Writes what to ask and to tell about a deal next: what is known so far, the checks of the gate ahead that are not
 * met, with a line for each answer, and what tends to come up before its gate asks. It is for our own side: what was
 * said in confidence is in it. On failure a part of it may have been written.
 * @param formats  its language is the sheet's; read the store in the same language, which names its kinds and questions
 * @param spec     NULL: a sheet
 * @retval NAAST_INVALID    a NULL (not_given, writer_invalid); a size field that is not filled in (spec_size); no such
 *                          form (sheet_form)
 * @retval NAAST_NOT_FOUND  there is no such deal
 * @retval NAAST_CONFLICT   the deal has ended: there is nothing to ask (sheet_ended)
 * @retval NAAST_IO         the writer took no more (write_failed), or the store cannot be read
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_sheet_write(naast_formats *formats, naast_store *store, naast_id deal,
                                const naast_sheet_write_spec *spec, const naast_writer *writer);

#ifdef __cplusplus
}
#endif
#endif
