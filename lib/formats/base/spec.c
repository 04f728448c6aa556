/* spec.c: specs and options from callers who were built with an earlier or a later version. */
#include "formats/base/spec.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "naast-formats.h"

enum { MOST_BEYOND = 4096 };

#define END(field) (uint16_t)(offsetof(spec_type, field) + sizeof((spec_type *)0)->field)
#define SPEC(type, ...)                                                                                                \
    struct spec_layout layout_##type(void)                                                                             \
    {                                                                                                                  \
        typedef type spec_type;                                                                                        \
        static const uint16_t ends[] = {__VA_ARGS__};                                                                  \
        return (struct spec_layout){sizeof(spec_type), sizeof ends / sizeof ends[0], ends};                            \
    }
#include "formats/base/specs.def"
#undef SPEC

/* Bytes of fields that are not known here. */
static int is_zero(const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != 0)
            return 0;
    }
    return 1;
}

int spec_take(struct spec_layout layout, void *into, const void *spec)
{
    uint32_t size, known = sizeof size;
    memcpy(&size, spec, sizeof size);
    if (size < sizeof size || size > layout.size + MOST_BEYOND)
        return NAAST_INVALID;
    if (size > layout.size && !is_zero((const unsigned char *)spec + layout.size, size - layout.size))
        return NAAST_INVALID;
    for (uint32_t i = 0; i < layout.count && layout.ends[i] <= size; i++)
        known = layout.ends[i];
    memcpy((char *)into + sizeof size, (const char *)spec + sizeof size, known - sizeof size);
    return NAAST_OK;
}

void head_give(naast_head *head, const naast_head *own)
{
    if (head == NULL)
        return;
    const uint32_t size = head->size;
    memcpy(head, own, size < sizeof *own ? size : sizeof *own);
    head->size = size;
}
