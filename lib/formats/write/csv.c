/* csv.c: fields of CSV (RFC 4180), which no spreadsheet takes for a formula. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/csv_guard.h"
#include "formats/write/sink.h"

/* The fields of the first version that had them: what a program has filled in at least. */
enum { KNOWN_SIZE = offsetof(naast_csv, writer) + sizeof(const naast_writer *) };

int naast_csv_wants_guard(const char *text) { return text != NULL && csv_wants_guard(text); }
const char *naast_csv_unguarded(const char *text) { return text != NULL ? csv_unguarded(text) : ""; }

static void put(naast_csv *csv, const char *bytes, size_t length)
{
    if (csv->status != NAAST_OK || length == 0)
        return;
    if (csv->writer->write(csv->writer->context, bytes, length) != 0)
        csv->status = NAAST_IO;
}

/* Whether the writer is one, and nothing went wrong so far. */
static bool usable(naast_csv *csv)
{
    if (csv == NULL)
        return false;
    if (csv->size < KNOWN_SIZE || !writer_is_usable(csv->writer))
        csv->status = NAAST_INVALID;
    return csv->status == NAAST_OK;
}

static void put_quoted(naast_csv *csv, const char *text, bool guarded)
{
    put(csv, guarded ? "\"'" : "\"", guarded ? 2 : 1);
    for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        put(csv, text, (size_t)(quote - text));
        put(csv, "\"\"", 2);
    }
    put(csv, text, strlen(text));
    put(csv, "\"", 1);
}

static int put_field(naast_csv *csv, const char *text, bool guarded)
{
    if (!usable(csv))
        return csv != NULL ? csv->status : NAAST_INVALID;
    if (csv->comma)
        put(csv, ",", 1);
    csv->comma = 1;
    if (guarded || strpbrk(text, "\",\r\n") != NULL)
        put_quoted(csv, text, guarded);
    else
        put(csv, text, strlen(text));
    return csv->status;
}

int naast_csv_text(naast_csv *csv, const char *text)
{
    return put_field(csv, text != NULL ? text : "", naast_csv_wants_guard(text));
}

int naast_csv_plain(naast_csv *csv, const char *text) { return put_field(csv, text != NULL ? text : "", false); }

int naast_csv_end_row(naast_csv *csv)
{
    if (!usable(csv))
        return csv != NULL ? csv->status : NAAST_INVALID;
    put(csv, "\n", 1);
    csv->comma = 0;
    return csv->status;
}
