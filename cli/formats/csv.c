/*
 * csv.c: rows out of a CSV file. libcsv tells fields apart but not where they stand, so it is fed piece by
 * piece, each up to a delimiter or the end of a line: a field that ends, ends with a piece.
 */
#include <csv.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "formats/reader.h"
#include "formats/row.h"
#include "formats/source.h"
#include "output/csv.h"
#include "term/message.h"
#include "words/words.h"

enum { LARGEST_ROW = 1024 * 1024, MOST_COLUMNS = 1000 };

struct csv_reader {
    struct import_reader reader; /* first */
    struct csv_parser parser;
    unsigned char delimiter;
    struct import_cursor cursor;
    struct row_maker maker;
    bool begun, done, ended, no_memory;
    size_t row_bytes; /* of the file */
    struct import_place field_place;
    const char **head;
    size_t columns; /* 0: the head was not read yet */
    bool guarded;   /* it is a file of rejects: its texts are as csv_unguarded gives them */
};

/* --- the delimiter --- */

static const char delimiters[] = ",;\t|";

/* What stands most often between the names of the first line; a comma, where nothing does. */
static char likely_delimiter(const struct import_source *source)
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

static void tell_delimiter(struct cli *cli, char delimiter)
{
    const char text[] = {delimiter, '\0'};
    if (delimiter != ',')
        cli_note(cli, W_IMPORT_DELIMITER_FOUND, delimiter == '\t' ? "tab" : text);
}

/* --- rows --- */

static void end_field(void *text, size_t length, void *context)
{
    struct csv_reader *csv = context;
    csv->no_memory = csv->no_memory || !row_maker_add(&csv->maker, text, length, csv->field_place);
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
    bool line_ends = import_cursor_pass(&csv->cursor, byte);
    if (!csv->begun && (!blank || byte == csv->delimiter)) {
        csv->begun = true;
        csv->maker.row.place = csv->field_place = csv->cursor.character;
    }
    return line_ends || byte == csv->delimiter;
}

static int feed(struct csv_reader *csv)
{
    struct import_source *source = csv->reader.source;
    size_t from = source->at, length;
    bool ends = false;
    while (source->at < source->filled && !ends)
        ends = pass(csv, source->bytes[source->at++]);
    length = source->at - from;
    if (csv_parse(&csv->parser, source->bytes + from, length, end_field, end_row, csv) != length || csv->no_memory)
        return import_no_memory(csv->reader.cli);
    csv->row_bytes += csv->begun ? length : 0;
    return NAAST_OK;
}

/* Strict only here: a quote in the middle of a field is text, but one that is never closed swallows rows. */
static int finish(struct csv_reader *csv)
{
    csv->ended = true;
    import_cursor_end(&csv->cursor);
    csv_set_opts(&csv->parser, CSV_STRICT | CSV_STRICT_FINI);
    bool failed = csv_fini(&csv->parser, end_field, end_row, csv) != 0;
    if (failed && csv_error(&csv->parser) == CSV_EPARSE)
        return import_lost(csv->reader.source, csv->field_place, W_CSV_QUOTE_OPEN);
    return failed || csv->no_memory ? import_no_memory(csv->reader.cli) : NAAST_OK;
}

static int csv_next(struct import_reader *reader, const struct import_row **out)
{
    struct csv_reader *csv = (struct csv_reader *)reader;
    struct import_source *source = reader->source;
    int status = NAAST_OK;
    row_maker_begin(&csv->maker);
    csv->cursor.fault = W_NONE;
    csv->begun = csv->done = false;
    csv->row_bytes = 0;
    while (status == NAAST_OK && !csv->done && !source->ended) {
        if (source->at == source->filled)
            status = import_source_fill(source);
        else
            status = feed(csv);
        if (status == NAAST_OK && !csv->done && csv->row_bytes > LARGEST_ROW)
            status = import_lost(source, csv->field_place, W_CSV_ROW_TOO_LARGE);
        if (status == NAAST_OK && csv->columns == 0 && csv->maker.row.count > MOST_COLUMNS)
            status = import_lost(source, csv->maker.fields[MOST_COLUMNS].place, W_CSV_COLUMNS_TOO_MANY);
    }
    if (status == NAAST_OK && source->ended && !csv->ended)
        status = finish(csv);
    if (status != NAAST_OK)
        return status;
    csv->maker.row.fault = csv->cursor.fault;
    csv->maker.row.fault_place = csv->cursor.fault_place;
    *out = csv->maker.row.count > 0 ? row_maker_end(&csv->maker) : NULL;
    return NAAST_OK;
}

/* The column by which a file of rejects is known. */
static const char rejects_mark[] = "naast_reason";

/* What makes a row unfit: beside what its bytes are, how many fields it has. */
static void check_count(struct csv_reader *csv)
{
    struct import_row *row = &csv->maker.row;
    if (row->fault != W_NONE || row->count == csv->columns)
        return;
    bool fewer = row->count < csv->columns;
    row->fault = fewer ? W_IMPORT_FIELDS_FEWER : W_IMPORT_FIELDS_MORE;
    row->fault_place = fewer ? row->place : csv->maker.fields[csv->columns].place;
}

static bool is_empty(const struct import_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (row->fields[i].length > 0)
            return false;
    }
    return row->fault == W_NONE;
}

static void unguard(struct csv_reader *csv)
{
    for (size_t i = 0; i < csv->maker.row.count; i++) {
        struct import_field *field = &csv->maker.fields[i];
        const char *text = csv->maker.bytes + field->at;
        size_t guards = (size_t)(csv_unguarded(text) - text);
        field->at += guards;
        field->length -= guards;
    }
}

/* The next row that has something in it. */
static int csv_next_full(struct import_reader *reader, const struct import_row **out)
{
    struct csv_reader *csv = (struct csv_reader *)reader;
    int status;
    do {
        status = csv_next(reader, out);
    } while (status == NAAST_OK && *out != NULL && is_empty(*out));
    if (status == NAAST_OK && *out != NULL)
        check_count(csv);
    if (status == NAAST_OK && *out != NULL && csv->guarded)
        unguard(csv);
    return status;
}

static int csv_head(struct import_reader *reader, const char *const *wanted, size_t count,
                    const struct import_row **out)
{
    struct csv_reader *csv = (struct csv_reader *)reader;
    struct cli *cli = reader->cli;
    (void)wanted;
    (void)count;
    int status = csv_next(reader, out);
    if (status != NAAST_OK || *out == NULL)
        return status;
    if ((*out)->fault != W_NONE)
        return import_lost(reader->source, (*out)->fault_place, (*out)->fault);
    csv->columns = (*out)->count;
    for (size_t i = 0; i < csv->columns; i++)
        csv->guarded = csv->guarded || strcmp(import_text(*out, i), rejects_mark) == 0;
    if (csv->guarded)
        unguard(csv);
    csv->head = cli_keep(cli, sizeof *csv->head * csv->columns);
    for (size_t i = 0; i < csv->columns; i++)
        csv->head[i] = cli_keep_text(cli, import_text(*out, i));
    return NAAST_OK;
}

/* --- rejects --- */

/* Every field in quotes, and no formula to a spreadsheet; before the first there is nothing. */
static void write_field(const struct csv_reader *csv, FILE *file, bool first, const char *text, size_t length)
{
    if (!first)
        fputc(csv->delimiter, file);
    fputs(csv_wants_guard(text) ? "\"'" : "\"", file);
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"')
            fputc('"', file);
        fputc(text[i], file);
    }
    fputc('"', file);
}

static void write_text(const struct csv_reader *csv, FILE *file, bool first, const char *text)
{
    write_field(csv, file, first, text, strlen(text));
}

static void write_head(const struct csv_reader *csv, FILE *file)
{
    for (size_t i = 0; i < csv->columns; i++)
        write_text(csv, file, i == 0, csv->head[i]);
    write_text(csv, file, csv->columns == 0, "naast_line");
    write_text(csv, file, false, "naast_field");
    write_text(csv, file, false, rejects_mark);
    fputc('\n', file);
}

/* Fields that no column has come last. */
static bool csv_reject(struct import_reader *reader, FILE *file, bool first, const struct import_row *row,
                       struct import_place place, const char *field, const char *reason)
{
    const struct csv_reader *csv = (const struct csv_reader *)reader;
    char line[24];
    if (first)
        write_head(csv, file);
    for (size_t i = 0; i < csv->columns; i++)
        write_field(csv, file, i == 0, i < row->count ? import_text(row, i) : "",
                    i < row->count ? row->fields[i].length : 0);
    snprintf(line, sizeof line, "%lld", (long long)place.line);
    write_text(csv, file, false, line);
    write_text(csv, file, false, field);
    write_text(csv, file, false, reason);
    for (size_t i = csv->columns; i < row->count; i++)
        write_field(csv, file, false, import_text(row, i), row->fields[i].length);
    fputc('\n', file);
    return true;
}

/* --- */

static void csv_close(struct import_reader *reader)
{
    struct csv_reader *csv = (struct csv_reader *)reader;
    csv_free(&csv->parser);
    row_maker_free(&csv->maker);
}

static const struct import_format csv_format = {"csv", csv_head, csv_next_full, csv_reject, csv_close};

int import_csv_open(struct import_source *source, char delimiter, struct import_reader **out)
{
    struct cli *cli = source->cli;
    struct csv_reader *csv = cli_keep(cli, sizeof *csv);
    csv->reader = (struct import_reader){.format = &csv_format, .cli = cli, .source = source};
    *out = &csv->reader;
    csv->delimiter = (unsigned char)(delimiter != '\0' ? delimiter : likely_delimiter(source));
    if (delimiter == '\0')
        tell_delimiter(cli, (char)csv->delimiter);
    import_cursor_begin(&csv->cursor);
    if (csv_init(&csv->parser, 0) != 0)
        return import_no_memory(cli);
    csv_set_delim(&csv->parser, csv->delimiter);
    csv_set_blk_size(&csv->parser, 4096);
    return NAAST_OK;
}
