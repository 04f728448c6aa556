/* byte_reader.c: the bytes of a naast_input: line by line, or all of them. */
#include "formats/base/byte_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/base/spec.h"

/* ---- opening ---- */

static int keep_name(struct byte_reader *reader)
{
    const naast_input *input = &reader->input;
    const char *name = input->name != NULL ? input->name : input->path != NULL ? input->path : "";
    char *copy = memory_resize(&reader->formats->allocator, NULL, strlen(name) + 1);
    if (copy == NULL)
        return formats_no_memory(reader->formats);
    reader->name = strcpy(copy, name);
    return NAAST_OK;
}

static int open_file(struct byte_reader *reader)
{
    const struct fault_place place = {.name = reader->name};
    struct stat status;
    if (reader->input.path == NULL)
        return NAAST_OK;
    do
        reader->file = open(reader->input.path, O_RDONLY | O_CLOEXEC);
    while (reader->file < 0 && errno == EINTR);
    if (reader->file < 0)
        return FAIL_AT(reader->formats, place, errno == ENOENT ? FMT_INPUT_MISSING : FMT_INPUT_UNREAD, strerror(errno));
    if (fstat(reader->file, &status) == 0 && S_ISREG(status.st_mode))
        reader->size = status.st_size;
    return NAAST_OK;
}

int byte_reader_open(naast_formats *formats, const naast_input *input, struct byte_reader **out)
{
    naast_input own = NAAST_INPUT_INIT;
    if (input == NULL || SPEC_TAKE(naast_input, &own, input) != NAAST_OK || (own.path == NULL && own.read == NULL))
        return FAIL(formats, FMT_INPUT_INVALID);
    struct byte_reader *reader = memory_resize(&formats->allocator, NULL, sizeof *reader);
    if (reader == NULL)
        return formats_no_memory(formats);
    memset(reader, 0, offsetof(struct byte_reader, bytes));
    reader->formats = formats;
    reader->input = own;
    reader->file = -1;
    int status = keep_name(reader);
    if (status == NAAST_OK)
        status = open_file(reader);
    if (status == NAAST_OK)
        *out = reader;
    else
        byte_reader_close(reader);
    return status;
}

void byte_reader_close(struct byte_reader *reader)
{
    if (reader == NULL)
        return;
    const naast_allocator allocator = reader->formats->allocator;
    if (reader->file >= 0)
        close(reader->file);
    memory_free(&allocator, reader->text);
    memory_free(&allocator, (void *)(uintptr_t)reader->name);
    memory_free(&allocator, reader);
}

/* ---- reading ---- */

static int read_file(struct byte_reader *reader, size_t *got)
{
    ssize_t count;
    do
        count = read(reader->file, reader->bytes, sizeof reader->bytes);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        return FAIL_AT(reader->formats, ((struct fault_place){.name = reader->name}), FMT_INPUT_UNREAD,
                       strerror(errno));
    *got = (size_t)count;
    return NAAST_OK;
}

static int read_callback(struct byte_reader *reader, size_t *got)
{
    if (reader->input.read(reader->input.context, reader->bytes, sizeof reader->bytes, got) != 0 ||
        *got > sizeof reader->bytes)
        return FAIL_AT(reader->formats, ((struct fault_place){.name = reader->name}), FMT_INPUT_STOPPED);
    return NAAST_OK;
}

/* Reads on where all was taken. */
static int fill(struct byte_reader *reader)
{
    size_t got = 0;
    int status = reader->file >= 0 ? read_file(reader, &got) : read_callback(reader, &got);
    reader->at = 0;
    reader->filled = status == NAAST_OK ? got : 0;
    reader->ended = reader->filled == 0;
    return status;
}

/* Takes bytes behind those of `text`. */
static int take(struct byte_reader *reader, size_t count, size_t largest, enum fmt_message too_large)
{
    const size_t length = reader->length + count;
    if (length > largest)
        return FAIL_AT(reader->formats, ((struct fault_place){.name = reader->name, .line = reader->line}), too_large);
    if (length >= reader->room) {
        const size_t room = length + 1 > reader->room * 2 ? length + 1 : reader->room * 2;
        char *text = memory_resize(&reader->formats->allocator, reader->text, room);
        if (text == NULL)
            return formats_no_memory(reader->formats);
        reader->text = text;
        reader->room = room;
    }
    memcpy(reader->text + reader->length, reader->bytes + reader->at, count);
    reader->at += count;
    reader->done += (int64_t)count;
    reader->length = length;
    reader->text[length] = '\0';
    return NAAST_OK;
}

/* A line without its newline; *ends: it had one. */
static int take_line(struct byte_reader *reader, size_t largest, enum fmt_message too_large, bool *ends)
{
    int status = NAAST_OK;
    reader->length = 0;
    reader->line++;
    *ends = false;
    while (status == NAAST_OK && !*ends && !reader->ended) {
        if (reader->at == reader->filled) {
            status = fill(reader);
            continue;
        }
        const unsigned char *from = reader->bytes + reader->at;
        const unsigned char *end = memchr(from, '\n', reader->filled - reader->at);
        status = take(reader, end != NULL ? (size_t)(end - from) : reader->filled - reader->at, largest, too_large);
        *ends = status == NAAST_OK && end != NULL;
        reader->at += *ends;
        reader->done += *ends;
    }
    return status;
}

static bool is_blank(const struct byte_reader *reader)
{
    size_t i = 0;
    while (i < reader->length && memchr(" \t\r", reader->text[i], 3) != NULL)
        i++;
    return i == reader->length;
}

int byte_reader_line(struct byte_reader *reader, size_t largest, enum fmt_message too_large, bool *there)
{
    bool ends;
    int status;
    do
        status = take_line(reader, largest, too_large, &ends);
    while (status == NAAST_OK && ends && is_blank(reader));
    if (status == NAAST_OK)
        *there = !is_blank(reader);
    return status;
}

int byte_reader_all(struct byte_reader *reader, size_t largest, enum fmt_message too_large)
{
    int status = take(reader, 0, largest, too_large); /* an empty file is an empty text */
    while (status == NAAST_OK && !reader->ended)
        status =
            reader->at == reader->filled ? fill(reader) : take(reader, reader->filled - reader->at, largest, too_large);
    return status;
}
