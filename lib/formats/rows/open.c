/* open.c: which reader a file gets. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/base/spec.h"
#include "formats/rows/encoding.h"
#include "formats/rows/reader.h"
#include "formats/rows/source.h"

static naast_file_kind kind_by_name(const char *name)
{
    static const struct {
        const char *ending;
        naast_file_kind kind;
    } endings[] = {{".csv", NAAST_FILE_CSV},     {".tsv", NAAST_FILE_CSV},          {".vcf", NAAST_FILE_VCARD},
                   {".vcard", NAAST_FILE_VCARD}, {".jsonl", NAAST_FILE_JSON_LINES}, {".ndjson", NAAST_FILE_JSON_LINES}};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof endings[0]; i++) {
        if (strcasecmp(dot, endings[i].ending) == 0)
            return endings[i].kind;
    }
    return NAAST_FILE_ANY;
}

static naast_file_kind kind_by_content(const struct source *source)
{
    static const char card[] = "BEGIN:VCARD";
    const char *text = (const char *)source->bytes;
    size_t at = 0;
    while (at < source->filled && strchr(" \t\r\n", text[at]) != NULL && text[at] != '\0')
        at++;
    if (at < source->filled && text[at] == '{')
        return NAAST_FILE_JSON_LINES;
    if (source->filled - at >= sizeof card - 1 && strncasecmp(text + at, card, sizeof card - 1) == 0)
        return NAAST_FILE_VCARD;
    return NAAST_FILE_CSV;
}

static int check_spec(naast_formats *formats, const naast_reader_spec *spec)
{
    const char c = (char)spec->delimiter, text[] = {c, '\0'};
    enum encoding encoding;
    if ((unsigned)spec->kind > NAAST_FILE_VCARD || encoding_find(spec->encoding, &encoding) != 0)
        return FAIL(formats, FMT_READER_KIND);
    if (spec->delimiter >= 0x7f || c == '"' || (c != '\0' && c < ' ' && c != '\t'))
        return FAIL(formats, FMT_DELIMITER, spec->delimiter >= 0x7f ? "?" : text);
    return NAAST_OK;
}

/* The reader of that kind takes over what was opened. NULL: there is no memory, and nothing was taken. */
static naast_reader *make(naast_formats *formats, const struct source *source, naast_file_kind kind, uint32_t delimiter)
{
    if (kind == NAAST_FILE_JSON_LINES)
        return jsonl_reader_new(&formats->allocator);
    if (kind == NAAST_FILE_VCARD)
        return vcard_reader_new(&formats->allocator);
    return csv_reader_new(&formats->allocator, source, (unsigned char)delimiter);
}

static void begin(naast_reader *reader, struct source *source, struct arena arena, naast_file_kind kind)
{
    reader->formats = source->formats;
    reader->source = source;
    reader->arena = arena;
    reader->head.allocator = reader->maker.allocator = &source->formats->allocator;
    reader->info.name = source->input.name;
    reader->info.kind = kind;
    reader->info.encoding = encoding_name(source->encoding);
    reader->info.read = source->read;
    reader->info.total = source->total;
}

static const char *const *keep_columns(struct arena *arena, const naast_reader_spec *spec)
{
    const char **columns = arena_get(arena, sizeof *columns * (spec->column_count + 1));
    for (size_t i = 0; columns != NULL && i < spec->column_count; i++)
        columns[i] = arena_text(arena, spec->columns[i]);
    return columns;
}

static int open_reader(naast_formats *formats, const naast_reader_spec *spec, naast_reader **out)
{
    struct arena arena = {.allocator = formats->allocator};
    struct source *source = NULL;
    naast_reader *reader = NULL;
    const char *const *columns = keep_columns(&arena, spec);
    int status = arena_status(&arena) == NAAST_OK ? source_open(formats, &arena, spec, &source) : NAAST_NO_MEMORY;
    if (status == NAAST_OK) {
        naast_file_kind kind = spec->kind != NAAST_FILE_ANY ? spec->kind : kind_by_name(source->input.name);
        if (kind == NAAST_FILE_ANY)
            kind = kind_by_content(source);
        reader = make(formats, source, kind, spec->delimiter);
        if (reader != NULL)
            begin(reader, source, arena, kind);
        status = reader != NULL ? NAAST_OK : NAAST_NO_MEMORY;
    }
    if (status != NAAST_OK) {
        source_free(source);
        arena_free(&arena);
        return status == NAAST_NO_MEMORY ? formats_no_memory(formats) : status;
    }
    reader->wanted = columns;
    reader->wanted_count = spec->column_count;
    *out = reader;
    return NAAST_OK;
}

int naast_reader_open(naast_formats *formats, const naast_reader_spec *spec, naast_reader **out)
{
    naast_reader_spec own = NAAST_READER_SPEC_INIT;
    if (formats == NULL)
        return NAAST_INVALID;
    formats_clear_fault(formats);
    if (spec == NULL || out == NULL)
        return NAAST_INVALID;
    if (SPEC_TAKE(naast_reader_spec, &own, spec) != NAAST_OK)
        return FAIL(formats, FMT_SPEC_SIZE);
    if (own.input == NULL || (own.columns == NULL && own.column_count > 0))
        return NAAST_INVALID;
    const int status = check_spec(formats, &own);
    return status == NAAST_OK ? open_reader(formats, &own, out) : status;
}
