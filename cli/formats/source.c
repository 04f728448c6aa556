/* source.c: a file's bytes as UTF-8, a piece at a time. */
#include "formats/source.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "formats/input_file.h"
#include "term/message.h"
#include "words/words.h"

enum { PIECE = SOURCE_BYTES / 4 }; /* of the file: each of its bytes becomes three at most */

int import_encoding_read(struct cli *cli, const char *typed, enum import_encoding *out)
{
    static const struct {
        const char *name;
        enum import_encoding encoding;
    } names[] = {
        {"utf-8", ENCODING_UTF_8},         {"utf8", ENCODING_UTF_8},          {"windows-1252", ENCODING_WINDOWS_1252},
        {"cp1252", ENCODING_WINDOWS_1252}, {"latin1", ENCODING_WINDOWS_1252},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcasecmp(names[i].name, typed) == 0) {
            *out = names[i].encoding;
            return NAAST_OK;
        }
    }
    return cli_wrong(cli, W_IMPORT_ENCODING_WRONG, typed);
}

/* --- encodings --- */

static void put(struct import_source *source, uint32_t c)
{
    unsigned char *to = source->bytes + source->filled;
    if (c < 0x80) {
        *to = (unsigned char)c;
        source->filled += 1;
    } else if (c < 0x800) {
        to[0] = (unsigned char)(0xc0 | c >> 6);
        to[1] = (unsigned char)(0x80 | (c & 0x3f));
        source->filled += 2;
    } else if (c < 0x10000) {
        to[0] = (unsigned char)(0xe0 | c >> 12);
        to[1] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
        to[2] = (unsigned char)(0x80 | (c & 0x3f));
        source->filled += 3;
    } else {
        to[0] = (unsigned char)(0xf0 | c >> 18);
        to[1] = (unsigned char)(0x80 | (c >> 12 & 0x3f));
        to[2] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
        to[3] = (unsigned char)(0x80 | (c & 0x3f));
        source->filled += 4;
    }
}

/* The 32 places in which windows-1252 has signs of its own. Five of them are nothing: they stay controls, which no text
 * may have. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

static size_t decode_windows_1252(struct import_source *source, const unsigned char *raw, size_t length)
{
    for (size_t i = 0; i < length; i++)
        put(source, raw[i] >= 0x80 && raw[i] < 0xa0 ? windows_1252[raw[i] - 0x80] : raw[i]);
    return length;
}

static uint32_t unit_of(const struct import_source *source, const unsigned char *raw)
{
    return source->encoding == ENCODING_UTF_16_LE ? (uint32_t)(raw[0] | raw[1] << 8) : (uint32_t)(raw[0] << 8 | raw[1]);
}

/* Half a pair alone becomes what is no UTF-8 either, so that it is found and told. */
static size_t decode_utf_16(struct import_source *source, const unsigned char *raw, size_t length)
{
    size_t at = 0;
    while (length - at >= 2) {
        const uint32_t unit = unit_of(source, raw + at);
        const bool high = unit >= 0xd800 && unit < 0xdc00;
        if (high && length - at < 4)
            break;
        const uint32_t low = high ? unit_of(source, raw + at + 2) : 0;
        if (high && low >= 0xdc00 && low < 0xe000) {
            put(source, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
            at += 4;
            continue;
        }
        put(source, unit);
        at += 2;
    }
    return at;
}

/* How many bytes were taken; the others begin a character. */
static size_t decode(struct import_source *source, const unsigned char *raw, size_t length)
{
    switch (source->encoding) {
    case ENCODING_WINDOWS_1252:
        return decode_windows_1252(source, raw, length);
    case ENCODING_UTF_16_LE:
    case ENCODING_UTF_16_BE:
        return decode_utf_16(source, raw, length);
    case ENCODING_UTF_8:
        break;
    }
    memcpy(source->bytes, raw, length);
    source->filled = length;
    return length;
}

/* The bytes of the mark that the file begins with. One of UTF-16 says how to go on. */
static size_t skip_mark(struct import_source *source, const unsigned char *raw, size_t length)
{
    if (length >= 3 && memcmp(raw, "\xef\xbb\xbf", 3) == 0) {
        source->encoding = ENCODING_UTF_8;
        return 3;
    }
    if (length >= 2 && (memcmp(raw, "\xff\xfe", 2) == 0 || memcmp(raw, "\xfe\xff", 2) == 0)) {
        source->encoding = raw[0] == 0xff ? ENCODING_UTF_16_LE : ENCODING_UTF_16_BE;
        return 2;
    }
    return 0;
}

/* --- reading --- */

/* At the end of a file that stops within a character: its bytes as they are, which is no UTF-8. */
static void put_rest(struct import_source *source)
{
    for (size_t i = 0; i < source->rest_count; i++)
        source->bytes[source->filled++] = 0xff;
    source->rest_count = 0;
}

int import_source_fill(struct import_source *source)
{
    unsigned char raw[PIECE];
    size_t kept = source->rest_count, mark = 0;
    memcpy(raw, source->rest, kept);
    source->at = source->filled = 0;
    size_t length = fread(raw + kept, 1, sizeof raw - kept, source->file);
    if (length == 0 && ferror(source->file) != 0)
        return cli_failed(source->cli, NAAST_IO, W_FILE_UNREAD, source->name, strerror(errno));
    if (length == 0) {
        put_rest(source);
        source->ended = source->filled == 0;
        return NAAST_OK;
    }
    if (source->read == 0)
        mark = skip_mark(source, raw, length);
    source->read += (int64_t)length;
    length += kept;
    size_t taken = mark + decode(source, raw + mark, length - mark);
    source->rest_count = length - taken;
    memcpy(source->rest, raw + taken, source->rest_count);
    return source->filled == 0 ? import_source_fill(source) : NAAST_OK; /* a mark, or less than a character */
}

int import_source_open(struct cli *cli, const char *path, enum import_encoding encoding, struct import_source **out)
{
    struct import_source *source = cli_keep(cli, sizeof *source);
    source->cli = cli;
    source->encoding = encoding;
    int status = input_file_open(cli, path, &source->file, &source->name, &source->size);
    if (status != NAAST_OK)
        return status;
    *out = source;
    return import_source_fill(source);
}

void import_source_close(struct import_source *source)
{
    if (source != NULL)
        input_file_close(source->cli, source->file);
}

bool import_source_is(const struct import_source *source, const char *path)
{
    struct stat read, other;
    return fstat(fileno(source->file), &read) == 0 && stat(path, &other) == 0 && read.st_dev == other.st_dev &&
           read.st_ino == other.st_ino;
}

/* --- places --- */

void import_cursor_begin(struct import_cursor *cursor)
{
    *cursor = (struct import_cursor){.next = {1, 1}, .fault = W_NONE};
}

static void note_fault(struct import_cursor *cursor, enum word fault)
{
    if (cursor->fault != W_NONE)
        return;
    cursor->fault = fault;
    cursor->fault_place = cursor->character;
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

static void check_byte(struct import_cursor *cursor, unsigned char byte)
{
    if (continues(&cursor->utf8, byte)) {
        cursor->utf8 = (struct utf8){cursor->utf8.wanted - 1, 0x80, 0xbf};
        return;
    }
    if (cursor->utf8.wanted > 0)
        note_fault(cursor, W_IMPORT_NOT_UTF8);
    cursor->character = cursor->next;
    cursor->next.column++;
    if (!announces(&cursor->utf8, byte))
        note_fault(cursor, W_IMPORT_NOT_UTF8);
    else if (byte == '\0')
        note_fault(cursor, W_IMPORT_NUL);
}

bool import_cursor_pass(struct import_cursor *cursor, unsigned char byte)
{
    bool line_ends = byte == '\r' || byte == '\n';
    check_byte(cursor, byte);
    if (line_ends)
        cursor->next = (struct import_place){cursor->next.line + (byte == '\r' || !cursor->after_return), 1};
    cursor->after_return = byte == '\r';
    return line_ends;
}

void import_cursor_end(struct import_cursor *cursor)
{
    if (cursor->utf8.wanted > 0)
        note_fault(cursor, W_IMPORT_NOT_UTF8);
}
