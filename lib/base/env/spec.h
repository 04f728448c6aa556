/* spec.h: specs and options from callers who were built with an earlier or a later version. docs/abi.md is the promise.
 */
#ifndef BASE_ENV_SPEC_H
#define BASE_ENV_SPEC_H

#include <stdint.h>

#include "naast.h"

struct env;

/* Where the fields of a spec end, in their order. */
struct spec_layout {
    uint32_t size, count;
    const uint16_t *ends;
};
#define SPEC(type, ...) struct spec_layout layout_##type(void);
#include "base/env/specs.def"
#undef SPEC
#define ELEMENT(type, ...) struct spec_layout layout_##type(void);
#include "base/env/elements.def"
#undef ELEMENT

/*
 * Takes over the fields of the caller's spec that lie wholly within its size; the others become zero. NAAST_INVALID for
 * no spec, a size of less than 4 (spec_size), or a later version's field that is set (spec_newer).
 *     naast_deal_spec own;
 *     int status = SPEC_TAKE(env, naast_deal_spec, &own, spec);
 */
int spec_take(struct env *env, struct spec_layout layout, void *into, const void *spec);
#define SPEC_TAKE(env, type, into, spec) spec_take((env), layout_##type(), (into), (spec))

/* The same where NULL stands for a spec in which nothing is set. */
int spec_take_if(struct env *env, struct spec_layout layout, void *into, const void *spec);
#define SPEC_TAKE_IF(env, type, into, spec) spec_take_if((env), layout_##type(), (into), (spec))

/* As SPEC_TAKE_IF, where there is no handle to keep a message. */
int spec_take_quietly(struct spec_layout layout, void *into, const void *spec);
#define SPEC_TAKE_QUIETLY(type, into, spec) spec_take_quietly(layout_##type(), (into), (spec))

/* Whether a struct that the caller made, and that is to be filled, has a size: 0, or NAAST_INVALID (spec_size). NULL,
 * where it is not wanted, is 0. */
int spec_room(struct env *env, struct spec_layout layout, const void *spec);
#define SPEC_ROOM(env, type, spec) spec_room((env), layout_##type(), (spec))

/* Takes over element `index` of a caller's array, whose elements have that stride in place of a size of their own. */
int spec_take_element(struct env *env, struct spec_layout layout, void *into, const void *array, uint32_t stride,
                      size_t index);
#define SPEC_TAKE_ELEMENT(env, type, into, array, stride, index)                                                       \
    spec_take_element((env), layout_##type(), (into), (array), (stride), (index))

/* Gives a struct that the caller made, and whose size the caller filled in, the fields of `own` that lie within it. */
void spec_give(struct spec_layout layout, void *spec, const void *own);
#define SPEC_GIVE(type, spec, own) spec_give(layout_##type(), (spec), (own))

#endif
