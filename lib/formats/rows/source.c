/* source.c: a file's bytes as UTF-8, a piece at a time. */
#include "formats/rows/source.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/rows/input.h"

enum { PIECE = SOURCE_BYTES / 4 }; /* of the file: each of its bytes becomes three at most */

/* --- encodings --- */

static void put(struct source *source, uint32_t c)
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

static size_t decode_windows_1252(struct source *source, const unsigned char *raw, size_t length)
{
    for (size_t i = 0; i < length; i++)
        put(source, raw[i] >= 0x80 && raw[i] < 0xa0 ? windows_1252[raw[i] - 0x80] : raw[i]);
    return length;
}

static uint32_t unit_of(const struct source *source, const unsigned char *raw)
{
    return source->encoding == ENCODING_UTF_16_LE ? (uint32_t)(raw[0] | raw[1] << 8) : (uint32_t)(raw[0] << 8 | raw[1]);
}

/* Half a pair alone becomes what is no UTF-8 either, so that it is found. */
static size_t decode_utf_16(struct source *source, const unsigned char *raw, size_t length)
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
static size_t decode(struct source *source, const unsigned char *raw, size_t length)
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
static size_t skip_mark(struct source *source, const unsigned char *raw, size_t length)
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
static void put_rest(struct source *source)
{
    for (size_t i = 0; i < source->rest_count; i++)
        source->bytes[source->filled++] = 0xff;
    source->rest_count = 0;
}

/*
 * What there is, at most `room` bytes. The first time as much as fits: a mark, the kind of file and the delimiter are
 * found in it, and a pipe may give a few bytes at a time.
 */
static int read_piece(struct source *source, unsigned char *out, size_t room, size_t *length)
{
    const bool first = source->read == 0;
    int status = NAAST_OK;
    *length = 0;
    while (status == NAAST_OK && !source->input_ended && *length < room && (first || *length == 0)) {
        size_t got = 0;
        status = input_read(&source->input, out + *length, room - *length, &got);
        source->input_ended = status == NAAST_OK && got == 0;
        *length += got;
    }
    return status;
}

int source_fill(struct source *source)
{
    unsigned char raw[PIECE];
    size_t kept = source->rest_count, mark = 0;
    memcpy(raw, source->rest, kept);
    source->at = source->filled = 0;
    size_t length = 0;
    int status = read_piece(source, raw + kept, sizeof raw - kept, &length);
    if (status != NAAST_OK)
        return status;
    if (length == 0) {
        put_rest(source);
        source->ended = source->filled == 0;
        return NAAST_OK;
    }
    if (source->read == 0)
        mark = skip_mark(source, raw, length);
    source->read += (int64_t)length;
    if (source->progress != NULL && source->progress(source->progress_context, source->read, source->total) != 0)
        return FAIL_AT(source->formats, (struct fault_place){.name = source->input.name}, FMT_READ_STOPPED,
                       source->input.name);
    length += kept;
    size_t taken = mark + decode(source, raw + mark, length - mark);
    source->rest_count = length - taken;
    memcpy(source->rest, raw + taken, source->rest_count);
    return source->filled == 0 ? source_fill(source) : NAAST_OK; /* a mark, or less than a character */
}

int source_open(naast_formats *formats, struct arena *arena, const naast_reader_spec *spec, struct source **out)
{
    struct source *source = memory_resize(&formats->allocator, NULL, sizeof *source);
    if (source == NULL)
        return formats_no_memory(formats);
    memset(source, 0, sizeof *source);
    source->formats = formats;
    (void)encoding_find(spec->encoding, &source->encoding); /* it was looked at before */
    source->progress = spec->progress;
    source->progress_context = spec->context;
    int status = input_open(formats, arena, spec->input, &source->input);
    source->total = spec->total > 0 ? spec->total : source->input.size;
    if (status == NAAST_OK)
        status = source_fill(source);
    if (status == NAAST_OK)
        *out = source;
    else
        source_free(source);
    return status;
}

void source_free(struct source *source)
{
    if (source == NULL)
        return;
    const naast_allocator allocator = source->formats->allocator;
    input_close(&source->input);
    memory_free(&allocator, source);
}

int source_lost(const struct source *source, struct place place, enum fmt_message why)
{
    const struct fault_place at = {source->input.name, place.line, place.column, NULL};
    return FAIL_AT(source->formats, at, why);
}

/* --- places --- */

void cursor_begin(struct cursor *cursor) { *cursor = (struct cursor){.next = {1, 1}, .fault = FMT_NONE}; }

static void note_fault(struct cursor *cursor, enum fmt_message fault)
{
    if (cursor->fault != FMT_NONE)
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

static void check_byte(struct cursor *cursor, unsigned char byte)
{
    if (continues(&cursor->utf8, byte)) {
        cursor->utf8 = (struct utf8){cursor->utf8.wanted - 1, 0x80, 0xbf};
        return;
    }
    if (cursor->utf8.wanted > 0)
        note_fault(cursor, FMT_NOT_UTF8);
    cursor->character = cursor->next;
    cursor->next.column++;
    if (!announces(&cursor->utf8, byte))
        note_fault(cursor, FMT_NOT_UTF8);
    else if (byte == '\0')
        note_fault(cursor, FMT_NUL);
}

bool cursor_pass(struct cursor *cursor, unsigned char byte)
{
    bool line_ends = byte == '\r' || byte == '\n';
    check_byte(cursor, byte);
    if (line_ends)
        cursor->next = (struct place){cursor->next.line + (byte == '\r' || !cursor->after_return), 1};
    cursor->after_return = byte == '\r';
    return line_ends;
}

void cursor_end(struct cursor *cursor)
{
    if (cursor->utf8.wanted > 0)
        note_fault(cursor, FMT_NOT_UTF8);
}
