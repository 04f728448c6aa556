/* store_write.c: a whole store, or what is new in it, as lines of JSON. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"
#include "formats/base/formats.h"
#include "formats/base/spec.h"
#include "formats/entries/entry_line.h"
#include "formats/write/sink.h"

struct writing {
    naast_formats *formats;
    naast_store *store;
    naast_store_write_spec spec;
    naast_export *from;
    naast_head head;
    int64_t entries; /* that the store has */
    struct sink sink;
    naast_json json;
};

static int report(struct writing *writing, int64_t done, int64_t total)
{
    const naast_store_write_spec *spec = &writing->spec;
    if (spec->progress == NULL || spec->progress(spec->context, done, total) == 0)
        return NAAST_OK;
    return FAIL(writing->formats, FMT_STOPPED);
}

static int write_entries(struct writing *writing)
{
    const naast_entry *entry = NULL;
    int64_t done = 0;
    int status;
    do {
        status = naast_export_next(writing->from, &entry);
        if (status != NAAST_OK)
            return formats_fail_as(writing->formats, writing->store, status);
        if (entry == NULL)
            break;
        entry_line(&writing->json, entry);
        done++;
        status = writing->sink.status;
        if (status == NAAST_OK)
            status = report(writing, done, writing->entries - entry->seq + done);
    } while (status == NAAST_OK);
    return status;
}

static int write_all(struct writing *writing)
{
    const naast_head *head = &writing->head;
    const int whole = writing->spec.after == NULL;
    writing->entries = strtoll(head->head, NULL, 10);
    if (whole)
        store_line(&writing->json, head->uuid, head->schema);
    int status = write_entries(writing);
    if (status == NAAST_OK && whole)
        end_line(&writing->json, head->uuid, head->schema, writing->entries, head->head);
    /* What came before a failure goes out as well: lines are of use one by one. */
    const int written = sink_flush(&writing->sink);
    return status != NAAST_OK ? status : written;
}

static int begin(struct writing *writing, const naast_store_write_spec *spec, const naast_writer *writer)
{
    if (writing->store == NULL)
        return FAIL(writing->formats, FMT_NOT_GIVEN, "store");
    if (spec != NULL && SPEC_TAKE(naast_store_write_spec, &writing->spec, spec) != NAAST_OK)
        return FAIL(writing->formats, FMT_SPEC_SIZE);
    int status = sink_begin(&writing->sink, writing->formats, writer);
    if (status != NAAST_OK)
        return status;
    writing->json = (naast_json)NAAST_JSON_INIT;
    writing->json.writer = &writing->sink.in;
    status = naast_export_begin(writing->store, NAAST_SPEC(naast_export_spec, .after = writing->spec.after),
                                &writing->head, &writing->from);
    return status == NAAST_OK ? status : formats_fail_as(writing->formats, writing->store, status);
}

int naast_store_write(naast_formats *formats, naast_store *store, const naast_store_write_spec *spec,
                      const naast_writer *writer, naast_head *head)
{
    if (formats == NULL)
        return NAAST_INVALID;
    struct writing writing = {
        .formats = formats, .store = store, .spec = NAAST_STORE_WRITE_SPEC_INIT, .head = NAAST_HEAD_INIT};
    formats_clear_fault(formats);
    if (head != NULL && head->size < sizeof head->size)
        return FAIL(formats, FMT_SPEC_SIZE);
    int status = begin(&writing, spec, writer);
    if (status != NAAST_OK)
        return status;
    status = write_all(&writing);
    naast_export_end(writing.from);
    if (status == NAAST_OK)
        head_give(head, &writing.head);
    return status;
}
