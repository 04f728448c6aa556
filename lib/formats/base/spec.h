/* spec.h: specs and options from callers who were built with an earlier or a later version. */
#ifndef FORMATS_BASE_SPEC_H
#define FORMATS_BASE_SPEC_H

#include <stdint.h>

#include "naast-formats.h"

/* Where the fields of a spec end. */
struct spec_layout {
    uint32_t size, count;
    const uint16_t *ends;
};
#define SPEC(type, ...) struct spec_layout layout_##type(void);
#include "formats/base/specs.def"
#undef SPEC

/*
 * Takes over the fields that lie wholly within the caller's size; the others stay as they are. NAAST_INVALID for a size
 * of less than 4, or where a later version's field is set.
 */
int spec_take(struct spec_layout layout, void *into, const void *spec);
#define SPEC_TAKE(type, into, spec) spec_take(layout_##type(), (into), (spec))

/* Fills in the caller's head as far as its size goes; NULL: it is not wanted. */
void head_give(naast_head *head, const naast_head *own);

#endif
