/* open.c: which reader a file gets. */
#include <string.h>
#include <strings.h>

#include "naast.h"
#include "base/context.h"
#include "formats/reader.h"
#include "formats/source.h"

enum kind_of_file { FILE_CSV, FILE_JSONL, FILE_VCARD, FILE_UNKNOWN };

static enum kind_of_file kind_by_name(const char *path)
{
    static const struct {
        const char *ending;
        enum kind_of_file kind;
    } endings[] = {{".csv", FILE_CSV},     {".tsv", FILE_CSV},     {".vcf", FILE_VCARD},
                   {".vcard", FILE_VCARD}, {".jsonl", FILE_JSONL}, {".ndjson", FILE_JSONL}};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof endings[0]; i++) {
        if (strcasecmp(dot, endings[i].ending) == 0)
            return endings[i].kind;
    }
    return FILE_UNKNOWN;
}

static enum kind_of_file kind_by_content(const struct import_source *source)
{
    static const char card[] = "BEGIN:VCARD";
    const char *text = (const char *)source->bytes;
    size_t at = 0;
    while (at < source->filled && strchr(" \t\r\n", text[at]) != NULL && text[at] != '\0')
        at++;
    if (at < source->filled && text[at] == '{')
        return FILE_JSONL;
    if (source->filled - at >= sizeof card - 1 && strncasecmp(text + at, card, sizeof card - 1) == 0)
        return FILE_VCARD;
    return FILE_CSV;
}

int import_reader_open(struct cli *cli, const char *path, enum import_encoding encoding, char delimiter,
                       struct import_reader **out)
{
    struct import_source *source = NULL;
    int status = import_source_open(cli, path, encoding, &source);
    if (status != NAAST_OK) {
        import_source_close(source);
        return status;
    }
    enum kind_of_file kind = kind_by_name(path);
    if (kind == FILE_UNKNOWN)
        kind = kind_by_content(source);
    if (kind == FILE_JSONL)
        return import_jsonl_open(source, out);
    return kind == FILE_VCARD ? import_vcard_open(source, out) : import_csv_open(source, delimiter, out);
}
