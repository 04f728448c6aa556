/* engine_fault.h: an engine that wraps another, and fails on command. */
#ifndef ENGINE_FAULT_H
#define ENGINE_FAULT_H

#include "store/engine.h"

/*
 * Wraps an engine: the call numbered fail_at (counting every call that can fail, from 1; 0: none) returns `status`.
 * After a failed statement only a rollback (or rollback_to) is legal: anything else is counted in `violations`. Owns
 * the inner engine, on which no statement may have been prepared yet.
 */
struct fault_plan {
    int64_t calls, fail_at;
    int status;
    int64_t violations;
};
int engine_fault_wrap(struct engine *inner, struct fault_plan *plan, struct engine **out);

#endif
