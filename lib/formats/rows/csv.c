/*
 * csv.c: rows out of a CSV file. libcsv separates fields but does not say where they are, so it is fed piece by
 * piece, each up to a delimiter or the end of a line: a field that ends, ends with a piece.
 */
#include <csv.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/base/csv_guard.h"
#include "formats/base/formats.h"
#include "formats/rows/reader.h"
#include "formats/rows/row.h"
#include "formats/rows/source.h"

enum { LARGEST_ROW = 1024 * 1024, MOST_COLUMNS = 1000, BUFFER_STEP = 4096 };

struct csv_reader {
    naast_reader reader; /* first */
    struct csv_parser parser;
    unsigned char delimiter;
    struct cursor cursor;
    bool begun, done, ended, no_memory;
    size_t row_bytes; /* of the file */
    struct place field_place;
    size_t columns; /* 0: the head was not read yet */
    bool guarded;   /* it is a file of rejects: its texts are as csv_unguarded gives them */
};

/* --- the delimiter --- */

static const char delimiters[] = ",;\t|";

/* What is most often between the names of the first line; a comma, where nothing is. */
static char likely_delimiter(const struct source *source)
{
    size_t counts[sizeof delimiters] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = source->at; i < source->filled; i++) {
        const char c = (char)source->bytes[i];
        const char *found = c == '\0' ? NULL : strchr(delimiters, c);
        if (!quoted && (c == '\n' || c == '\r') && i > source->at)
            break;
        if (c == '"')
            quoted = !quoted;
        else if (found != NULL && !quoted)
            counts[found - delimiters]++;
    }
    for (size_t k = 1; delimiters[k] != '\0'; k++)
        best = counts[k] > counts[best] ? k : best;
    return delimiters[best];
}

/* --- rows --- */

static void end_field(void *text, size_t length, void *context)
{
    struct csv_reader *csv = context;
    csv->no_memory = csv->no_memory || !row_maker_add(&csv->reader.maker, text, length, csv->field_place);
    csv->field_place = csv->cursor.next;
}

static void end_row(int last, void *context)
{
    (void)last;
    ((struct csv_reader *)context)->done = true;
}

/* Keeps account of the place; true where a piece ends. */
static bool pass(struct csv_reader *csv, unsigned char byte)
{
    bool blank = byte == '\r' || byte == '\n' || byte == ' ' || byte == '\t';
    bool line_ends = cursor_pass(&csv->cursor, byte);
    if (!csv->begun && (!blank || byte == csv->delimiter)) {
        csv->begun = true;
        csv->field_place = csv->cursor.character;
        csv->reader.maker.row.line = csv->field_place.line;
        csv->reader.maker.row.column = csv->field_place.column;
    }
    return line_ends || byte == csv->delimiter;
}

static int feed(struct csv_reader *csv)
{
    struct source *source = csv->reader.source;
    size_t from = source->at, length;
    bool ends = false;
    while (source->at < source->filled && !ends)
        ends = pass(csv, source->bytes[source->at++]);
    length = source->at - from;
    if (csv_parse(&csv->parser, source->bytes + from, length, end_field, end_row, csv) != length || csv->no_memory)
        return formats_no_memory(csv->reader.formats);
    csv->row_bytes += csv->begun ? length : 0;
    return NAAST_OK;
}

/* Strict only here: a quote in the middle of a field is text, but one that is never closed swallows rows. */
static int finish(struct csv_reader *csv)
{
    csv->ended = true;
    cursor_end(&csv->cursor);
    csv_set_opts(&csv->parser, CSV_STRICT | CSV_STRICT_FINI);
    bool failed = csv_fini(&csv->parser, end_field, end_row, csv) != 0;
    if (failed && csv_error(&csv->parser) == CSV_EPARSE)
        return source_lost(csv->reader.source, csv->field_place, FMT_CSV_QUOTE_OPEN);
    return failed || csv->no_memory ? formats_no_memory(csv->reader.formats) : NAAST_OK;
}

static struct place text_place(const naast_row_text *text) { return (struct place){text->line, text->column}; }

static int read_row(struct csv_reader *csv, bool *there)
{
    struct row_maker *maker = &csv->reader.maker;
    struct source *source = csv->reader.source;
    int status = NAAST_OK;
    row_maker_begin(maker, csv->cursor.next);
    csv->cursor.fault = FMT_NONE;
    csv->begun = csv->done = false;
    csv->row_bytes = 0;
    while (status == NAAST_OK && !csv->done && !source->ended) {
        if (source->at == source->filled)
            status = source_fill(source);
        else
            status = feed(csv);
        if (status == NAAST_OK && !csv->done && csv->row_bytes > LARGEST_ROW)
            status = source_lost(source, csv->field_place, FMT_CSV_ROW_TOO_LARGE);
        if (status == NAAST_OK && csv->columns == 0 && maker->row.text_count > MOST_COLUMNS)
            status = source_lost(source, text_place(&maker->texts[MOST_COLUMNS]), FMT_CSV_COLUMNS_TOO_MANY);
    }
    if (status == NAAST_OK && source->ended && !csv->ended)
        status = finish(csv);
    if (status != NAAST_OK)
        return status;
    row_maker_end(maker);
    maker->fault = csv->cursor.fault;
    maker->fault_place = csv->cursor.fault_place;
    *there = maker->row.text_count > 0;
    return NAAST_OK;
}

/* The column by which a file of rejects is known. */
static const char rejects_mark[] = "naast_reason";

/* What makes a row unfit: beside what its bytes are, how many fields it has. */
static void check_count(struct csv_reader *csv)
{
    struct row_maker *maker = &csv->reader.maker;
    const size_t count = maker->row.text_count;
    if (count < csv->columns)
        row_maker_fault(maker, FMT_FIELDS_FEWER, NULL, (struct place){maker->row.line, maker->row.column});
    if (count > csv->columns)
        row_maker_fault(maker, FMT_FIELDS_MORE, NULL, text_place(&maker->texts[csv->columns]));
}

static bool is_empty(const struct row_maker *maker)
{
    for (size_t i = 0; i < maker->row.text_count; i++) {
        if (maker->texts[i].length > 0)
            return false;
    }
    return maker->fault == FMT_NONE;
}

static void unguard(struct row_maker *maker)
{
    for (size_t i = 0; i < maker->row.text_count; i++) {
        naast_row_text *text = &maker->texts[i];
        const char *bare = csv_unguarded(text->text);
        text->length -= (size_t)(bare - text->text);
        text->text = bare;
    }
}

/* The next row that has something in it. */
static int csv_next(naast_reader *reader, bool *more)
{
    struct csv_reader *csv = (struct csv_reader *)reader;
    int status;
    do {
        status = read_row(csv, more);
    } while (status == NAAST_OK && *more && is_empty(&reader->maker));
    if (status == NAAST_OK && *more)
        check_count(csv);
    if (status == NAAST_OK && *more && csv->guarded)
        unguard(&reader->maker);
    return status;
}

static int csv_head(naast_reader *reader, const char *const *wanted, size_t count, bool *there)
{
    struct csv_reader *csv = (struct csv_reader *)reader;
    const struct row_maker empty = reader->head;
    (void)wanted;
    (void)count;
    int status = read_row(csv, there);
    if (status != NAAST_OK || !*there)
        return status;
    if (reader->maker.fault != FMT_NONE)
        return source_lost(reader->source, reader->maker.fault_place, reader->maker.fault);
    reader->head = reader->maker;
    reader->maker = empty;
    csv->columns = reader->head.row.text_count;
    for (size_t i = 0; i < csv->columns; i++)
        csv->guarded = csv->guarded || strcmp(row_text(&reader->head.row, i), rejects_mark) == 0;
    if (csv->guarded)
        unguard(&reader->head);
    return NAAST_OK;
}

/* --- rejects --- */

/* Every field in quotes, and no formula to a spreadsheet; before the first there is nothing. */
static void write_field(const struct csv_reader *csv, struct output *out, bool first, const char *text, size_t length)
{
    const char delimiter = (char)csv->delimiter;
    if (!first)
        output_bytes(out, &delimiter, 1);
    output_text(out, csv_wants_guard(text) ? "\"'" : "\"");
    for (size_t i = 0, from = 0; i < length; i++) {
        if (text[i] == '"')
            output_text(out, "\"");
        if (i + 1 == length || text[i + 1] == '"') {
            output_bytes(out, text + from, i + 1 - from);
            from = i + 1;
        }
    }
    output_text(out, "\"");
}

static void write_text(const struct csv_reader *csv, struct output *out, bool first, const char *text)
{
    write_field(csv, out, first, text, strlen(text));
}

static void write_head(const struct csv_reader *csv, struct output *out)
{
    for (size_t i = 0; i < csv->columns; i++)
        write_text(csv, out, i == 0, row_text(&csv->reader.head.row, i));
    write_text(csv, out, csv->columns == 0, "naast_line");
    write_text(csv, out, false, "naast_field");
    write_text(csv, out, false, rejects_mark);
    output_text(out, "\n");
}

/* Fields that no column has come last. */
static bool csv_reject(naast_reader *reader, struct output *out, const naast_reject_spec *reject)
{
    const struct csv_reader *csv = (const struct csv_reader *)reader;
    const naast_row *row = &reader->maker.row;
    const size_t count = row->text_count;
    char line[24];
    if (!reader->rejected)
        write_head(csv, out);
    for (size_t i = 0; i < csv->columns; i++)
        write_field(csv, out, i == 0, i < count ? row_text(row, i) : "", i < count ? row->texts[i].length : 0);
    snprintf(line, sizeof line, "%lld", (long long)reject->line);
    write_text(csv, out, false, line);
    write_text(csv, out, false, reject->field);
    write_text(csv, out, false, reject->reason);
    for (size_t i = csv->columns; i < count; i++)
        write_field(csv, out, false, row_text(row, i), row->texts[i].length);
    output_text(out, "\n");
    return true;
}

/* --- */

static void csv_close(naast_reader *reader) { csv_free(&((struct csv_reader *)reader)->parser); }

static const struct row_format csv_format = {csv_head, csv_next, csv_reject, csv_close};

naast_reader *csv_reader_new(const naast_allocator *allocator, const struct source *source, unsigned char delimiter)
{
    struct csv_reader *csv = memory_resize(allocator, NULL, sizeof *csv);
    if (csv == NULL)
        return NULL;
    memset(csv, 0, sizeof *csv);
    csv->reader.format = &csv_format;
    csv->delimiter = delimiter != '\0' ? delimiter : (unsigned char)likely_delimiter(source);
    csv->reader.info.delimiter = csv->delimiter;
    cursor_begin(&csv->cursor);
    (void)csv_init(&csv->parser, 0); /* fails for no parser only */
    csv_set_delim(&csv->parser, csv->delimiter);
    csv_set_blk_size(&csv->parser, BUFFER_STEP);
    return &csv->reader;
}
