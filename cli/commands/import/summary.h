/* summary.h: what an import says: bad rows, the file of rejected rows, the preview, the summary. */
#ifndef CLI_COMMANDS_IMPORT_SUMMARY_H
#define CLI_COMMANDS_IMPORT_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"
#include "output/file.h"

struct cli;

/* Where something is in the file: both from 1; columns count characters, as editors do. */
struct place {
    int64_t line, column;
};

/* Bad rows that JSON lists, kinds of them that are printed, and rows of a preview. */
enum { MOST_LISTED = 20, MOST_SHOWN = 5 };
enum { MOST_FAULTS = NAAST_FIELD_COUNT }; /* one for a field */

/* What is wrong with a row: one thing of it. */
struct bad_row {
    struct place place;
    const char *field; /* "": the row as a whole */
    const char *reason;
    const char *hint; /* what to do about it; "": nothing to say */
    const char *key;  /* what it has in common with others; NULL: the reason */
};

/* Rows with which the same is wrong: the first is printed, the others are counted. */
struct bad_kind {
    const char *key;
    int64_t count;
    const char *reason; /* as it was printed */
    const char *lines;  /* of the first few of the others */
};

/* Somebody who was made, and who may be the same as another; or a deal that is there already. */
struct twin {
    struct place place;
    char letter;
    const char *name;
    naast_id id, like; /* id 0: it was left out */
};

struct rejects {
    const char *path;
    bool open; /* else bad rows are not set apart */
    struct export_file file;
    naast_reader *reader;
    bool begun;
};

struct import_report {
    struct cli *cli;
    naast_import_kind kind;
    const char *file;
    int64_t bad;
    struct bad_row listed[MOST_LISTED];
    size_t listed_count;
    struct bad_kind kinds[MOST_LISTED];
    size_t kind_count;
    int64_t unprinted; /* of other kinds than those */
    const char *shown[MOST_SHOWN][NAAST_FIELD_COUNT];
    size_t shown_count;
    struct twin same[MOST_LISTED], alike[MOST_LISTED];
    size_t same_count, alike_count;
    struct rejects rejects;
};

/* Prints all that is wrong with a row, which was read last, or counts it if many were printed already; and writes the
 * row to the file of rejects. What naast_reader_reject returned. */
int import_report_bad(struct import_report *report, const struct bad_row *bad, size_t count);
/* Whether a row with this key will be printed, rather than counted. */
bool import_report_prints(const struct import_report *report, const char *key);
/* Keeps one of the first rows for the preview. */
void import_report_show(struct import_report *report, const char *const fields[NAAST_FIELD_COUNT]);

/* What came of a row that is right: whom it may double. */
void import_report_row(struct import_report *report, const naast_row *row, const naast_import_result *result,
                       const char *const fields[NAAST_FIELD_COUNT]);

/* Begins the file for rejected rows. NAAST_INVALID: it is the file that is read; NAAST_CONFLICT: it is there already;
 * NAAST_IO; reported. */
int rejects_open(struct cli *cli, const char *read, naast_reader *reader, struct rejects *rejects);
/* Writes the row that was read last. What the file does not take, its stream remembers. What naast_reader_reject
 * returned. */
int rejects_write(struct rejects *rejects, const struct bad_row *bad);
/* Whether a signal came that is obeyed in rejects_close. */
bool rejects_over(const struct rejects *rejects);
/* The file gets its name, if a row is in it, and is on the disk. NAAST_IO or NAAST_CONFLICT, reported. */
int rejects_keep(struct rejects *rejects);
/* kept: the rows that are not in it were kept. Else nothing is left of it. */
void rejects_close(struct rejects *rejects, bool kept);

/* The end: summary and preview on stdout, in text or JSON. */
void import_report_end(struct import_report *report, const naast_mapping *mapping, const naast_import_summary *summary,
                       bool dry_run, bool kept);

#endif
