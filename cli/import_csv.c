/*
 * import_csv.c: rows out of a CSV file. libcsv tells fields apart but not where they stand, so it is fed piece by
 * piece, each up to a delimiter or the end of a line: a field that ends, ends with a piece.
 */
#include "import_csv.h"

#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { BUFFER = 64 * 1024, LARGEST_ROW = 1024 * 1024 };

/* What may follow of a character of more bytes than one. */
struct utf8 {
    unsigned wanted;           /* bytes still to come */
    unsigned char least, most; /* that the next of them may be */
};

struct import_csv {
    struct cli *cli;
    const char *name;
    FILE *file;
    int64_t size, read;
    struct csv_parser parser;
    unsigned char delimiter;
    size_t at, filled; /* of the buffer */
    bool ended;
    struct csv_place next, character; /* places of the next character, and of the one that is read */
    bool after_return;
    struct utf8 utf8;
    bool begun, done, no_memory; /* of the row */
    size_t row_bytes;            /* of the file */
    struct csv_place field_place;
    struct csv_row row;
    struct csv_field *fields;
    size_t field_room;
    char *bytes;
    size_t used, room;
    unsigned char buffer[BUFFER];
};

const char *csv_text(const struct csv_row *row, size_t field) { return row->bytes + row->fields[field].at; }

const char *import_csv_name(const struct import_csv *csv) { return csv->name; }
int64_t import_csv_size(const struct import_csv *csv) { return csv->size; }
int64_t import_csv_read(const struct import_csv *csv) { return csv->read; }

bool import_csv_is(const struct import_csv *csv, const char *path)
{
    struct stat read, other;
    return fstat(fileno(csv->file), &read) == 0 && stat(path, &other) == 0 && read.st_dev == other.st_dev &&
           read.st_ino == other.st_ino;
}

int import_csv_open(struct cli *cli, const char *path, char delimiter, struct import_csv **out)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? cli->in : fopen(path, "re");
    if (file == NULL)
        return cli_failed(cli, errno == ENOENT ? NAAST_NOT_FOUND : NAAST_IO, W_FILE_UNREAD, path, strerror(errno));
    struct import_csv *csv = cli_keep(cli, sizeof *csv);
    struct stat status;
    csv->cli = cli;
    csv->name = standard ? word(cli, W_STANDARD_INPUT) : path;
    csv->file = file;
    csv->size = fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode) ? status.st_size : 0;
    csv->delimiter = (unsigned char)delimiter;
    csv->next = (struct csv_place){1, 1};
    if (csv_init(&csv->parser, 0) != 0) {
        if (!standard)
            fclose(file);
        return cli_failed(cli, NAAST_NO_MEMORY, W_NO_MEMORY);
    }
    csv_set_delim(&csv->parser, csv->delimiter);
    csv_set_blk_size(&csv->parser, 4096);
    *out = csv;
    return NAAST_OK;
}

void import_csv_close(struct import_csv *csv)
{
    if (csv == NULL)
        return;
    csv_free(&csv->parser);
    free(csv->fields);
    free(csv->bytes);
    if (csv->file != csv->cli->in)
        fclose(csv->file);
}

/* Room for one more of `size` bytes, twice as much as there was; false: there is no memory. */
static bool make_room(void **list, size_t *room, size_t wanted, size_t size)
{
    if (wanted <= *room)
        return true;
    size_t larger = *room * 2 > wanted ? *room * 2 : wanted;
    void *moved = reallocarray(*list, larger, size);
    if (moved == NULL)
        return false;
    *list = moved;
    *room = larger;
    return true;
}

static void end_field(void *text, size_t length, void *context)
{
    struct import_csv *csv = context;
    void *fields = csv->fields, *bytes = csv->bytes;
    bool fits = make_room(&fields, &csv->field_room, csv->row.count + 1, sizeof *csv->fields);
    csv->fields = fields;
    fits = fits && make_room(&bytes, &csv->room, csv->used + length + 1, 1);
    csv->bytes = bytes;
    if (!fits) {
        csv->no_memory = true;
        return;
    }
    csv->fields[csv->row.count++] = (struct csv_field){csv->used, length, csv->field_place};
    if (length > 0)
        memcpy(csv->bytes + csv->used, text, length);
    csv->used += length;
    csv->bytes[csv->used++] = '\0';
    csv->field_place = csv->next;
}

static void end_row(int last, void *context)
{
    (void)last;
    ((struct import_csv *)context)->done = true;
}

static void note_fault(struct import_csv *csv, enum word fault)
{
    if (csv->row.fault != W_NONE)
        return;
    csv->row.fault = fault;
    csv->row.fault_place = csv->character;
}

static bool continues(const struct utf8 *utf8, unsigned char byte)
{
    return utf8->wanted > 0 && byte >= utf8->least && byte <= utf8->most;
}

/* What a first byte announces. No text has those from 0x80 to 0xc1 and from 0xf5 on there: false. */
static bool announces(struct utf8 *utf8, unsigned char byte)
{
    *utf8 = (struct utf8){0, 0x80, 0xbf};
    if (byte < 0x80)
        return true;
    if (byte < 0xc2 || byte > 0xf4)
        return false;
    utf8->wanted = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    if (byte == 0xe0)
        utf8->least = 0xa0; /* shorter forms of the same, and what follows 0xed 0x9f, are not UTF-8 */
    else if (byte == 0xed)
        utf8->most = 0x9f;
    else if (byte == 0xf0)
        utf8->least = 0x90;
    else if (byte == 0xf4)
        utf8->most = 0x8f;
    return true;
}

static void check_byte(struct import_csv *csv, unsigned char byte)
{
    if (continues(&csv->utf8, byte)) {
        csv->utf8 = (struct utf8){csv->utf8.wanted - 1, 0x80, 0xbf};
        return;
    }
    if (csv->utf8.wanted > 0)
        note_fault(csv, W_CSV_NOT_UTF8);
    csv->character = csv->next;
    csv->next.column++;
    if (!announces(&csv->utf8, byte))
        note_fault(csv, W_CSV_NOT_UTF8);
    else if (byte == '\0')
        note_fault(csv, W_CSV_NUL);
}

/* Keeps account of the place; true where a piece ends. */
static bool pass(struct import_csv *csv, unsigned char byte)
{
    bool line_ends = byte == '\r' || byte == '\n';
    bool blank = line_ends || byte == ' ' || byte == '\t';
    check_byte(csv, byte);
    if (!csv->begun && (!blank || byte == csv->delimiter)) {
        csv->begun = true;
        csv->row.place = csv->field_place = csv->character;
    }
    if (line_ends)
        csv->next = (struct csv_place){csv->next.line + (byte == '\r' || !csv->after_return), 1};
    csv->after_return = byte == '\r';
    return line_ends || byte == csv->delimiter;
}

static int feed(struct import_csv *csv)
{
    size_t from = csv->at, length;
    bool ends = false;
    while (csv->at < csv->filled && !ends)
        ends = pass(csv, csv->buffer[csv->at++]);
    length = csv->at - from;
    csv->read += (int64_t)length;
    if (csv_parse(&csv->parser, csv->buffer + from, length, end_field, end_row, csv) != length || csv->no_memory)
        return cli_failed(csv->cli, NAAST_NO_MEMORY, W_NO_MEMORY);
    csv->row_bytes += csv->begun ? length : 0;
    return NAAST_OK;
}

static int fill(struct import_csv *csv)
{
    static const unsigned char mark[] = {0xef, 0xbb, 0xbf};
    bool first = csv->read == 0;
    csv->at = 0;
    csv->filled = fread(csv->buffer, 1, sizeof csv->buffer, csv->file);
    if (csv->filled == 0 && ferror(csv->file) != 0)
        return cli_failed(csv->cli, NAAST_IO, W_FILE_UNREAD, csv->name, strerror(errno));
    csv->ended = csv->filled == 0;
    if (first && csv->filled >= sizeof mark && memcmp(csv->buffer, mark, sizeof mark) == 0)
        csv->at = sizeof mark;
    csv->read += (int64_t)csv->at;
    return NAAST_OK;
}

/* From here on nobody can say where a row ends. */
static int lost(struct import_csv *csv, enum word why)
{
    struct cli *cli = csv->cli;
    return cli_failed(cli, NAAST_BAD_DATA, W_CSV_LOST, csv->name,
                      cli_printf(cli, "%lld", (long long)csv->field_place.line),
                      cli_printf(cli, "%lld", (long long)csv->field_place.column), word(cli, why));
}

/* Strict only here: a quote in the middle of a field is text, but one that is never closed swallows rows. */
static int finish(struct import_csv *csv)
{
    if (csv->utf8.wanted > 0)
        note_fault(csv, W_CSV_NOT_UTF8);
    csv_set_opts(&csv->parser, CSV_STRICT | CSV_STRICT_FINI);
    if (csv_fini(&csv->parser, end_field, end_row, csv) != 0)
        return csv_error(&csv->parser) == CSV_EPARSE ? lost(csv, W_CSV_QUOTE_OPEN)
                                                     : cli_failed(csv->cli, NAAST_NO_MEMORY, W_NO_MEMORY);
    return csv->no_memory ? cli_failed(csv->cli, NAAST_NO_MEMORY, W_NO_MEMORY) : NAAST_OK;
}

int import_csv_next(struct import_csv *csv, const struct csv_row **out)
{
    int status = NAAST_OK;
    bool was_ended = csv->ended;
    csv->row = (struct csv_row){.fault = W_NONE};
    csv->begun = csv->done = false;
    csv->used = csv->row_bytes = 0;
    while (status == NAAST_OK && !csv->done && !csv->ended) {
        if (csv->at == csv->filled)
            status = fill(csv);
        else
            status = feed(csv);
        if (status == NAAST_OK && !csv->done && csv->row_bytes > LARGEST_ROW)
            status = lost(csv, W_CSV_ROW_TOO_LARGE);
    }
    if (status == NAAST_OK && csv->ended && !was_ended)
        status = finish(csv);
    if (status != NAAST_OK)
        return status;
    csv->row.bytes = csv->bytes;
    csv->row.fields = csv->fields;
    *out = csv->row.count > 0 ? &csv->row : NULL;
    return NAAST_OK;
}
