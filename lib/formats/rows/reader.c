/* reader.c: the calls of naast-formats.h that read rows; what every reader shares. */
#include "formats/rows/reader.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/base/spec.h"
#include "formats/rows/encoding.h"
#include "formats/rows/row.h"
#include "formats/rows/source.h"

void naast_reader_free(naast_reader *reader)
{
    if (reader == NULL)
        return;
    const naast_allocator allocator = reader->formats->allocator;
    reader->format->close(reader);
    row_maker_free(&reader->head);
    row_maker_free(&reader->maker);
    source_free(reader->source);
    arena_free(&reader->arena);
    memory_free(&allocator, reader);
}

const naast_reader_info *naast_reader_about(const naast_reader *reader)
{
    return reader != NULL ? &reader->info : NULL;
}

/* What a call that reads comes to: the file was read further, or cannot be. */
static int read_on(naast_reader *reader, int status)
{
    reader->info.read = reader->source->read;
    reader->info.encoding = encoding_name(reader->source->encoding);
    reader->failed = status != NAAST_OK;
    return status;
}

/* ---- columns ---- */

static size_t every_field(const char *codes[NAAST_FIELD_COUNT])
{
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++)
        codes[i] = naast_import_field_code((naast_import_field)i);
    return NAAST_FIELD_COUNT;
}

static int make_head(naast_reader *reader, const char *const *wanted, size_t count)
{
    const char *codes[NAAST_FIELD_COUNT];
    bool there = false;
    if (count == 0) {
        count = reader->wanted_count > 0 ? reader->wanted_count : every_field(codes);
        wanted = reader->wanted_count > 0 ? reader->wanted : codes;
    }
    int status = read_on(reader, reader->format->head(reader, wanted, count, &there));
    if (status == NAAST_OK && !there) {
        reader->failed = true;
        status = FAIL_AT(reader->formats, (struct fault_place){.name = reader->info.name}, FMT_FILE_EMPTY,
                         reader->info.name);
    }
    reader->has_head = status == NAAST_OK;
    return status;
}

int reader_head(naast_reader *reader, const char *const *wanted, size_t count, const naast_row **out)
{
    int status = NAAST_OK;
    const bool other = count > 0 && reader->info.kind == NAAST_FILE_JSON_LINES && !reader->begun;
    if (reader->failed)
        return FAIL(reader->formats, FMT_READER_FAILED);
    if (!reader->has_head || other)
        status = make_head(reader, wanted, count);
    if (status == NAAST_OK)
        *out = &reader->head.row;
    return status;
}

int naast_reader_columns(naast_reader *reader, const naast_row **out)
{
    if (reader == NULL)
        return NAAST_INVALID;
    formats_clear_fault(reader->formats);
    return out != NULL ? reader_head(reader, NULL, 0, out) : NAAST_INVALID;
}

/* ---- rows ---- */

/* The sentence is made where every sentence is, and then kept with the row. */
static void keep_fault(naast_reader *reader)
{
    const struct row_maker *maker = &reader->maker;
    struct kept_fault *kept = &reader->fault;
    const struct fault_place place = {reader->info.name, maker->fault_place.line, maker->fault_place.column, NULL};
    FAIL_AT(reader->formats, place, maker->fault, maker->reason);
    kept->fault = *naast_formats_fault(reader->formats);
    memcpy(kept->text, kept->fault.text, strlen(kept->fault.text) + 1);
    kept->fault.text = kept->text;
    kept->fault.name = reader->info.name;
    kept->fault.path = "";
    reader->maker.row.fault = &kept->fault;
    formats_clear_fault(reader->formats);
}

int naast_reader_next(naast_reader *reader, const naast_row **out)
{
    const naast_row *head;
    bool more = false;
    if (reader == NULL)
        return NAAST_INVALID;
    formats_clear_fault(reader->formats);
    if (out == NULL)
        return NAAST_INVALID;
    int status = reader_head(reader, NULL, 0, &head);
    if (status != NAAST_OK)
        return status;
    reader->begun = true;
    status = read_on(reader, reader->format->next(reader, &more));
    reader->has_row = status == NAAST_OK && more;
    if (reader->has_row && reader->maker.fault != FMT_NONE)
        keep_fault(reader);
    if (status == NAAST_OK)
        *out = more ? &reader->maker.row : NULL;
    return status;
}

/* ---- rejects ---- */

void output_bytes(struct output *out, const char *bytes, size_t length)
{
    if (!out->failed && length > 0)
        out->failed = out->writer.write(out->writer.context, bytes, length) != 0;
}

void output_text(struct output *out, const char *text) { output_bytes(out, text, strlen(text)); }

int naast_reader_reject(naast_reader *reader, const naast_reject_spec *spec, const naast_writer *writer)
{
    naast_reject_spec own = NAAST_REJECT_SPEC_INIT;
    struct output out = {.writer = NAAST_WRITER_INIT};
    if (reader == NULL)
        return NAAST_INVALID;
    formats_clear_fault(reader->formats);
    if (spec == NULL || writer == NULL)
        return NAAST_INVALID;
    if (SPEC_TAKE(naast_reject_spec, &own, spec) != NAAST_OK ||
        SPEC_TAKE(naast_writer, &out.writer, writer) != NAAST_OK)
        return FAIL(reader->formats, FMT_SPEC_SIZE);
    if (out.writer.write == NULL || own.reason == NULL)
        return NAAST_INVALID;
    if (!reader->has_row)
        return FAIL(reader->formats, FMT_READER_NO_ROW);
    own.field = own.field != NULL ? own.field : "";
    own.line = own.line > 0 ? own.line : reader->maker.row.line;
    if (!reader->format->reject(reader, &out, &own))
        return formats_no_memory(reader->formats);
    reader->rejected = true;
    return out.failed ? FAIL(reader->formats, FMT_WRITE_FAILED) : NAAST_OK;
}
