/* parts.h: the kinds, stages and checks of a pipeline: the one place that knows how they are kept in it. */
#ifndef FORMATS_PIPELINES_PARTS_H
#define FORMATS_PIPELINES_PARTS_H

#include <stddef.h>

#include "naast.h"

static inline const naast_kind *kind_at(const naast_pipeline *pipeline, size_t i) 
{
    return NAAST_AT(naast_kind, pipeline->kinds, pipeline->kind_size, i);
}
static inline const naast_stage *stage_at(const naast_pipeline *pipeline, size_t i) 
{
    return NAAST_AT(naast_stage, pipeline->stages, pipeline->stage_size, i);
}
static inline const naast_check *check_at(const naast_gate *gate, size_t i) { return &gate->checks[i]; }

static inline void give_kinds(naast_pipeline *pipeline, const naast_kind *kinds, size_t count)
{
    pipeline->kinds = kinds;
    pipeline->kind_count = count;
}

static inline void give_stages(naast_pipeline *pipeline, const naast_stage *stages, size_t count)
{
    pipeline->stages = stages;
    pipeline->stage_count = count;
}

static inline void give_checks(naast_gate *gate, const naast_check *checks, size_t count)
{
    gate->checks = checks;
    gate->check_count = count;
}

#endif
