/* buffer.c: a growable byte buffer whose first failure sticks, and reading back what it wrote. */
#include "base/env/buffer.h"

#include "base/env/env.h"
#include "base/env/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void buffer_init(struct buffer *buffer, struct env *env) { *buffer = (struct buffer){.env = env}; }

void buffer_free(struct buffer *buffer)
{
    mem_free(buffer->env, buffer->data);
    buffer_init(buffer, buffer->env);
}

void buffer_clear(struct buffer *buffer)
{
    buffer->len = 0;
    buffer->status = 0;
    if (buffer->data != NULL)
        buffer->data[0] = '\0';
}

/* Room for `len` more bytes and the NUL behind them. */
static int make_room(struct buffer *buffer, size_t len)
{
    size_t wanted;
    if (buffer->status != 0)
        return buffer->status;
    if (__builtin_add_overflow(buffer->len, len, &wanted) || __builtin_add_overflow(wanted, 1U, &wanted))
        buffer->status = env_no_memory(buffer->env);
    else
        buffer->status = mem_reserve(buffer->env, &buffer->data, &buffer->capacity, wanted, 1);
    return buffer->status;
}

void buffer_add(struct buffer *buffer, const void *data, size_t len)
{
    if (make_room(buffer, len) != 0)
        return;
    if (len > 0)
        memcpy(buffer->data + buffer->len, data, len);
    buffer->len += len;
    buffer->data[buffer->len] = '\0';
}

void buffer_text(struct buffer *buffer, const char *text) { buffer_add(buffer, text, strlen(text)); }

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int len = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (len < 0) {
        if (buffer->status == 0)
            buffer->status = env_no_memory(buffer->env);
        return;
    }
    if (make_room(buffer, (size_t)len) != 0)
        return;
    va_start(list, format);
    (void)vsnprintf(buffer->data + buffer->len, (size_t)len + 1, format, list);
    va_end(list);
    buffer->len += (size_t)len;
}

void buffer_byte(struct buffer *buffer, uint8_t byte) { buffer_add(buffer, &byte, 1); }

void buffer_varint(struct buffer *buffer, uint64_t value)
{
    uint8_t bytes[10];
    size_t len = 0;
    do {
        bytes[len] = (uint8_t)(value & 0x7F);
        value >>= 7;
        if (value != 0)
            bytes[len] |= 0x80;
        len++;
    } while (value != 0);
    buffer_add(buffer, bytes, len);
}

const void *read_bytes(struct reader *reader, size_t len)
{
    const void *at = reader->at;
    if (reader->bad || len > (size_t)(reader->end - reader->at)) {
        reader->bad = 1;
        return NULL;
    }
    reader->at += len;
    return at;
}

uint8_t read_byte(struct reader *reader)
{
    const uint8_t *at = read_bytes(reader, 1);
    return at == NULL ? 0 : *at;
}

/* Only the shortest form of a value is accepted, so that equal values are equal bytes. */
uint64_t read_varint(struct reader *reader)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        uint8_t byte = read_byte(reader);
        if (reader->bad)
            return 0;
        if ((shift == 63 && byte > 1) || (shift > 0 && byte == 0))
            break;
        value |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return value;
    }
    reader->bad = 1;
    return 0;
}
