/* store_read.c: the lines of an export become a store again. */
#include <stdio.h>
#include <stdlib.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"
#include "formats/base/formats.h"
#include "formats/base/spec.h"
#include "formats/entries/entry_read.h"

struct reading {
    naast_formats *formats;
    naast_store_read_spec spec;
    naast_entry_reader *reader;
    int failed; /* the status of a fault that was kept while the store was made */
};

static int report(struct reading *reading)
{
    const naast_store_read_spec *spec = &reading->spec;
    if (spec->progress == NULL ||
        spec->progress(spec->context, entry_reader_done(reading->reader), entry_reader_size(reading->reader)) == 0)
        return NAAST_OK;
    return FAIL(reading->formats, FMT_STOPPED);
}

static int next(void *context, const naast_entry **out)
{
    struct reading *reading = context;
    int status = entry_reader_next(reading->reader, out);
    if (status == NAAST_OK && *out != NULL)
        status = report(reading);
    reading->failed = status;
    return status;
}

/* What the library found wrong is about the line that was read last. */
static int import(struct reading *reading, naast_store *store, const char *path)
{
    naast_store_import_spec spec = NAAST_STORE_IMPORT_SPEC_INIT;
    spec.uuid = entry_reader_uuid(reading->reader);
    spec.schema = entry_reader_version(reading->reader);
    spec.next = next;
    spec.context = reading;
    const int status = naast_store_import(store, path, &spec);
    if (status == NAAST_OK || reading->failed != NAAST_OK)
        return status == NAAST_OK ? status : reading->failed;
    if (status != NAAST_BAD_DATA)
        return formats_fail_as(reading->formats, store, status);
    return formats_fail_as_at(reading->formats, entry_reader_place(reading->reader), store, status);
}

static int begin(struct reading *reading, const naast_store *store, const char *path, const naast_store_read_spec *spec)
{
    if (store == NULL || path == NULL || spec == NULL)
        return FAIL(reading->formats, FMT_NOT_GIVEN, store == NULL ? "store" : path == NULL ? "path" : "spec");
    if (SPEC_TAKE(naast_store_read_spec, &reading->spec, spec) != NAAST_OK)
        return FAIL(reading->formats, FMT_SPEC_SIZE);
    int status = naast_entry_reader_new(reading->formats, reading->spec.input, &reading->reader);
    return status == NAAST_OK ? entry_reader_begin_store(reading->reader) : status;
}

static void give_head(const struct reading *reading, naast_head *head)
{
    naast_head own = NAAST_HEAD_INIT;
    own.schema = entry_reader_version(reading->reader);
    snprintf(own.uuid, sizeof own.uuid, "%s", entry_reader_uuid(reading->reader));
    snprintf(own.head, sizeof own.head, "%s", entry_reader_head(reading->reader));
    own.seq = strtoll(own.head, NULL, 10);
    head_give(head, &own);
}

int naast_store_read(naast_formats *formats, naast_store *store, const char *path, const naast_store_read_spec *spec,
                     naast_head *head)
{
    if (formats == NULL)
        return NAAST_INVALID;
    struct reading reading = {.formats = formats, .spec = NAAST_STORE_READ_SPEC_INIT};
    formats_clear_fault(formats);
    if (head != NULL && head->size < sizeof head->size)
        return FAIL(formats, FMT_SPEC_SIZE);
    int status = begin(&reading, store, path, spec);
    if (status == NAAST_OK)
        status = import(&reading, store, path);
    if (status == NAAST_OK)
        give_head(&reading, head);
    naast_entry_reader_free(reading.reader);
    return status;
}
