/* formats.c: the handle of libnaast-formats, and the sentences for what is wrong. */
#include "formats/base/formats.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/spec.h"

static const struct {
    int status;
    const char *code;
    const char *in[2];
} messages[FMT_COUNT] = {
    [FMT_NONE] = {NAAST_OK, "", {"", ""}},
#define MESSAGE(id, status, code, en, nl) [FMT_##id] = {status, code, {en, nl}},
#include "formats/base/messages/messages.def"
#undef MESSAGE
};

const char *formats_message(const naast_formats *formats, enum fmt_message message)
{
    return messages[message].in[formats->language == NAAST_LANGUAGE_DUTCH];
}

/* ---- the last fault ---- */

/* Writes at most room - 1 bytes of text, up to the edge of a character; returns how many. */
static size_t put(char *out, size_t room, const char *text, size_t length)
{
    if (length >= room) {
        length = room - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(out, text, length);
    out[length] = '\0';
    return length;
}

static void fill(char out[FAULT_TEXT_BYTES], const char *sentence, const char *const with[], size_t count)
{
    size_t used = 0;
    out[0] = '\0';
    while (*sentence != '\0') {
        const size_t plain = strcspn(sentence, "{");
        used += put(out + used, FAULT_TEXT_BYTES - used, sentence, plain);
        sentence += plain;
        if (*sentence == '\0')
            break;
        const size_t n = (size_t)(sentence[1] - '0');
        const bool is_place = n < count && sentence[2] == '}';
        used += put(out + used, FAULT_TEXT_BYTES - used, is_place ? with[n] : sentence, is_place ? strlen(with[n]) : 1);
        sentence += is_place ? 3 : 1;
    }
}

static int fail(naast_formats *formats, struct fault_place place, enum fmt_message message, va_list list)
{
    const char *with[FAULT_ARGS], *next;
    size_t count = 0;
    while ((next = va_arg(list, const char *)) != NULL && count < FAULT_ARGS)
        with[count++] = next;
    fill(formats->text, formats_message(formats, message), with, count);
    put(formats->name, sizeof formats->name, place.name ? place.name : "", place.name ? strlen(place.name) : 0);
    put(formats->path, sizeof formats->path, place.path ? place.path : "", place.path ? strlen(place.path) : 0);
    formats->fault = (naast_fault){.status = messages[message].status,
                                   .code = messages[message].code,
                                   .text = formats->text,
                                   .name = formats->name,
                                   .line = place.line,
                                   .column = place.column,
                                   .path = formats->path};
    return formats->fault.status;
}

int formats_fail(naast_formats *formats, enum fmt_message message, ...)
{
    va_list list;
    va_start(list, message);
    const int status = fail(formats, (struct fault_place){0}, message, list);
    va_end(list);
    return status;
}

int formats_fail_at(naast_formats *formats, struct fault_place place, enum fmt_message message, ...)
{
    va_list list;
    va_start(list, message);
    const int status = fail(formats, place, message, list);
    va_end(list);
    return status;
}

int formats_no_memory(naast_formats *formats) { return FAIL(formats, FMT_NO_MEMORY); }

int formats_fail_as(naast_formats *formats, const naast_store *store, int status)
{
    return formats_fail_as_at(formats, (struct fault_place){0}, store, status);
}

int formats_fail_as_at(naast_formats *formats, struct fault_place place, const naast_store *store, int status)
{
    FAIL_AT(formats, place, FMT_OF_THE_STORE, naast_store_message(store));
    formats->fault.status = status;
    formats->fault.code = naast_store_code(store);
    return status;
}

void formats_clear_fault(naast_formats *formats)
{
    formats->fault = (naast_fault){.code = "", .text = "", .name = "", .path = ""};
}

const naast_fault *naast_formats_fault(const naast_formats *formats)
{
    static const naast_fault none = {.code = "", .text = "", .name = "", .path = ""};
    return formats != NULL ? &formats->fault : &none;
}

/* ---- the handle ---- */

int naast_formats_new(const naast_formats_options *options, naast_formats **out)
{
    naast_formats_options own = NAAST_FORMATS_OPTIONS_INIT;
    if (out == NULL || (options != NULL && SPEC_TAKE(naast_formats_options, &own, options) != NAAST_OK) ||
        (own.language != NAAST_LANGUAGE_ENGLISH && own.language != NAAST_LANGUAGE_DUTCH))
        return NAAST_INVALID;
    naast_formats *formats = memory_resize(&own.allocator, NULL, sizeof *formats);
    if (formats == NULL)
        return NAAST_NO_MEMORY;
    memset(formats, 0, sizeof *formats);
    formats->language = own.language;
    formats->allocator = own.allocator;
    formats_clear_fault(formats);
    *out = formats;
    return NAAST_OK;
}

void naast_formats_free(naast_formats *formats)
{
    if (formats == NULL)
        return;
    const naast_allocator allocator = formats->allocator;
    memory_free(&allocator, formats);
}
