/* spec.c: specs and options from callers who were built with an earlier or a later version. */
#include "base/env/spec.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "naast-agenda.h"
#include "naast-backup.h"
#include "naast-checkup.h"
#include "naast-exchange.h"
#include "naast-find.h"
#include "naast-report.h"
#include "naast-share.h"
#include "naast.h"

#include "base/env/env.h"

/* More than this beyond what is known is no spec of any version. */
enum { MOST_BEYOND = 4096 };

#define END(field) (uint16_t)(offsetof(spec_type, field) + sizeof((spec_type *)0)->field)
#define SPEC(type, ...)                                                                                                \
    struct spec_layout layout_##type(void)                                                                             \
    {                                                                                                                  \
        typedef type spec_type;                                                                                        \
        static const uint16_t ends[] = {__VA_ARGS__};                                                                  \
        return (struct spec_layout){sizeof(spec_type), sizeof ends / sizeof ends[0], ends};                            \
    }
#include "base/env/specs.def"
#define ELEMENT SPEC
#include "base/env/elements.def"
#undef ELEMENT
#undef SPEC

static int is_zero(const unsigned char *bytes, size_t length)
{
    for (size_t k = 0; k < length; k++)
        if (bytes[k] != 0)
            return 0;
    return 1;
}

static uint32_t size_of(const void *spec)
{
    uint32_t size;
    memcpy(&size, spec, sizeof size);
    return size;
}

/* Where the last field ends that lies wholly within a size. */
static uint32_t known_end(const struct spec_layout *layout, uint32_t size)
{
    uint32_t end = sizeof size;
    for (uint32_t k = 0; k < layout->count && layout->ends[k] <= size; k++)
        end = layout->ends[k];
    return end;
}

/* What is wrong with a spec; MSG_COUNT: nothing. */
static enum message wrong(const struct spec_layout *layout, const void *spec)
{
    const uint32_t size = spec != NULL ? size_of(spec) : 0;
    if (size < sizeof size || size > layout->size + MOST_BEYOND)
        return MSG_SPEC_SIZE;
    const int newer = size > layout->size && !is_zero((const unsigned char *)spec + layout->size, size - layout->size);
    return newer ? MSG_SPEC_NEWER : MSG_COUNT;
}

static void take(const struct spec_layout *layout, void *into, const void *spec)
{
    memset(into, 0, layout->size);
    if (spec != NULL)
        memcpy(into, spec, known_end(layout, size_of(spec)));
    memcpy(into, &layout->size, sizeof layout->size);
}

int spec_take(struct env *env, struct spec_layout layout, void *into, const void *spec)
{
    const enum message fault = wrong(&layout, spec);
    if (fault != MSG_COUNT)
        return FAIL(env, fault);
    take(&layout, into, spec);
    return 0;
}

int spec_take_quietly(struct spec_layout layout, void *into, const void *spec)
{
    if (spec != NULL && wrong(&layout, spec) != MSG_COUNT)
        return NAAST_INVALID;
    take(&layout, into, spec);
    return 0;
}

int spec_take_if(struct env *env, struct spec_layout layout, void *into, const void *spec)
{
    if (spec != NULL)
        return spec_take(env, layout, into, spec);
    take(&layout, into, NULL);
    return 0;
}

int spec_room(struct env *env, struct spec_layout layout, const void *spec)
{
    const uint32_t size = spec != NULL ? size_of(spec) : layout.size;
    return size < sizeof size || size > layout.size + MOST_BEYOND ? FAIL(env, MSG_SPEC_SIZE) : 0;
}

int spec_take_element(struct env *env, struct spec_layout layout, void *into, const void *array, uint32_t stride,
                      size_t index)
{
    if (array == NULL || stride < layout.ends[0] || stride > layout.size + MOST_BEYOND)
        return FAIL(env, MSG_SPEC_SIZE);
    const unsigned char *element = (const unsigned char *)array + stride * index;
    if (stride > layout.size && !is_zero(element + layout.size, stride - layout.size))
        return FAIL(env, MSG_SPEC_NEWER);
    memset(into, 0, layout.size);
    memcpy(into, element, known_end(&layout, stride));
    return 0;
}

void spec_give(struct spec_layout layout, void *spec, const void *own)
{
    const uint32_t begins = sizeof(uint32_t), ends = known_end(&layout, size_of(spec));
    memcpy((char *)spec + begins, (const char *)own + begins, ends - begins);
}
