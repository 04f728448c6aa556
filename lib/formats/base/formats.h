/* formats.h: the handle: its language, its memory, and the last fault. */
#ifndef FORMATS_BASE_FORMATS_H
#define FORMATS_BASE_FORMATS_H

#include <stddef.h>
#include <stdint.h>

#include "naast-formats.h"

/* Every sentence of the library; the texts, in each language, are in messages/. */
enum fmt_message {
    FMT_NONE, /* says nothing */
#define MESSAGE(id, status, code, en, nl) FMT_##id,
#include "formats/base/messages/messages.def"
#undef MESSAGE
    FMT_COUNT
};

enum { FAULT_ARGS = 8, FAULT_TEXT_BYTES = 8192, FAULT_PLACE_BYTES = 512 };

/* Fixed storage, so that a lack of memory can be reported without memory. */
struct naast_formats {
    naast_language language;
    naast_allocator allocator;
    naast_fault fault;
    char text[FAULT_TEXT_BYTES], name[FAULT_PLACE_BYTES], path[FAULT_PLACE_BYTES];
};

/* Where something is wrong; zero and NULL: nowhere in particular. */
struct fault_place {
    const char *name;
    int64_t line, column;
    const char *path;
};

/*
 * Keeps what is wrong and returns its status: `return FAIL(formats, FMT_X, a, b);` is the whole error path. Up to eight
 * texts replace {0} to {7}. The sentence is cut at a character's edge when it is too long.
 */
int formats_fail(naast_formats *formats, enum fmt_message message, ...) __attribute__((sentinel));
#define FAIL(formats, ...) formats_fail((formats), __VA_ARGS__, (const char *)NULL)

/* The same, of a place. */
int formats_fail_at(naast_formats *formats, struct fault_place place, enum fmt_message message, ...)
    __attribute__((sentinel));
#define FAIL_AT(formats, place, ...) formats_fail_at((formats), (place), __VA_ARGS__, (const char *)NULL)

/* NAAST_NO_MEMORY, kept. */
int formats_no_memory(naast_formats *formats);

/* What libnaast's call on `store` failed with, as this handle's fault. Returns status. */
int formats_fail_as(naast_formats *formats, const naast_store *store, int status);
/* The same, of a place. */
int formats_fail_as_at(naast_formats *formats, struct fault_place place, const naast_store *store, int status);

/* A public call begins: nothing is wrong yet. */
void formats_clear_fault(naast_formats *formats);

/* The sentence in the handle's language, its places still to be filled in; never NULL. */
const char *formats_message(const naast_formats *formats, enum fmt_message message);

#endif
