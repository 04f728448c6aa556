/* parts.h: what is in the results of libnaast, whose later versions may give longer ones. */
#ifndef FORMATS_SHEETS_PARTS_H
#define FORMATS_SHEETS_PARTS_H

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
static inline const naast_check *check_at(const naast_pipeline *pipeline, const naast_stage *stage, size_t i)
{
    return NAAST_AT(naast_check, stage->gate.checks, pipeline->check_size, i);
}

static inline const naast_gate_result *gate_at(const naast_evaluation *evaluation, size_t i)
{
    return NAAST_AT(naast_gate_result, evaluation->gates, evaluation->gate_size, i);
}
static inline const naast_check_result *verdict_at(const naast_gate_result *gate, size_t i)
{
    return NAAST_AT(naast_check_result, gate->checks, gate->check_size, i);
}
static inline const naast_check_item *checked_at(const naast_check_result *check, size_t i)
{
    return NAAST_AT(naast_check_item, check->items, check->item_size, i);
}

static inline const naast_item *item_at(const naast_items *items, size_t i)
{
    return NAAST_AT(naast_item, items->items, items->item_size, i);
}
static inline const naast_word *word_at(const naast_item *item, size_t i)
{
    return NAAST_AT(naast_word, item->words, item->word_size, i);
}

#endif
