/* share_compose.c: the lines of the customer's page, section by section. */
#include "naast-share.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/common/codes.h"
#include "domain/common/list.h"
#include "domain/evidence/facts.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/visibility.h"
#include "report/share/share.h"
#include "store/handle/handle.h"

#include <stdlib.h>
#include <string.h>

static int section_of(const struct sharing *sharing, const naast_kind *kind)
{
    const enum page_class class = page_class_of(sharing->facts->pipeline, kind);
    return class == PAGE_EVERYBODY ? page_section_of(kind) : class == PAGE_SPEAKER ? NAAST_SECTION_TO_YOU : -1;
}

/* Where an item is under the one it is about: under needs the questions beneath, under risks their sources. */
static int is_head(int section, const naast_kind *kind)
{
    const int nests = section == NAAST_SECTION_NEEDS || section == NAAST_SECTION_RISKS;
    return nests && strcmp(page_codes_of(section)[0], kind->code) == 0;
}

static int is_shown(const struct sharing *sharing, size_t index, const naast_kind *kind)
{
    return sharing->fate[index] == SHARE_SHOWN && sharing->facts->items[index].kind == kind;
}

static int add_item(struct sharing *sharing, int section, size_t index, int beneath)
{
    naast_share_line *line = share_line_add(sharing, (naast_share_section)section);
    if (line == NULL)
        return NAAST_NO_MEMORY;
    line->beneath = beneath;
    return share_line_fill(sharing, index, line);
}

/* What is about the head of a few lines, in the same section. */
static int add_beneath(struct sharing *sharing, int section, int32_t n)
{
    int status = 0;
    for (size_t i = 0; status == 0 && i < sharing->facts->item_count; i++) {
        const struct fact_item *item = &sharing->facts->items[i];
        const int about = sharing->fate[i] == SHARE_SHOWN && item->about == n && !is_head(section, item->kind);
        if (about && section_of(sharing, item->kind) == section)
            status = add_item(sharing, section, i, 1);
    }
    return status;
}

/* Whether an item is under a head. */
static int is_beneath(const struct sharing *sharing, int section, const struct fact_item *item)
{
    const struct fact_item *items = sharing->facts->items;
    for (size_t i = 0; item->about != 0 && !is_head(section, item->kind) && items[i].n < item->n; i++)
        if (items[i].n == item->about)
            return sharing->fate[i] == SHARE_SHOWN && is_head(section, items[i].kind);
    return 0;
}

/* Whether anything of a kind (and a side) was said, shown or not. */
static int was_said(const struct sharing *sharing, const naast_kind *kind, naast_side side)
{
    for (size_t i = 0; i < sharing->facts->item_count; i++) {
        const struct fact_item *item = &sharing->facts->items[i];
        if (item->kind == kind && !item->retracted && (side == NAAST_SIDE_NONE || item->from.side == side))
            return 1;
    }
    return 0;
}

/* Part of what they will be asked to agree to, and not spoken of yet. */
static int add_unspoken(struct sharing *sharing, int section, const naast_kind *kind, naast_side side)
{
    if (was_said(sharing, kind, side))
        return 0;
    naast_share_line *line = share_line_add(sharing, (naast_share_section)section);
    if (line == NULL)
        return NAAST_NO_MEMORY;
    line->unspoken = 1;
    line->side = side;
    line->name = share_kind_name(sharing, kind);
    line->kind = result_text(&sharing->store->env, sharing->share, kind->code);
    return line->name == NULL || line->kind == NULL ? NAAST_NO_MEMORY : 0;
}

static int is_covered(const naast_pipeline *pipeline, const naast_kind *kind)
{
    for (size_t k = 0; k < pipeline->kind_count; k++)
        if (kind_covers(&pipeline->kinds[k], kind->code, NAAST_SIDE_NONE))
            return 1;
    return 0;
}

static int add_wanting(struct sharing *sharing, int section, const naast_kind *kind)
{
    const int framed = section == NAAST_SECTION_FRAME || section == NAAST_SECTION_WINS;
    if (!framed || !is_covered(sharing->facts->pipeline, kind))
        return 0;
    if (!kind->sided)
        return add_unspoken(sharing, section, kind, NAAST_SIDE_NONE);
    int status = add_unspoken(sharing, section, kind, NAAST_SIDE_CUSTOMER);
    return status != 0 ? status : add_unspoken(sharing, section, kind, NAAST_SIDE_US);
}

static int add_kind(struct sharing *sharing, int section, const naast_kind *kind)
{
    int status = 0;
    for (size_t i = 0; status == 0 && i < sharing->facts->item_count; i++) {
        if (!is_shown(sharing, i, kind) || is_beneath(sharing, section, &sharing->facts->items[i]))
            continue;
        status = add_item(sharing, section, i, 0);
        if (status == 0 && is_head(section, kind))
            status = add_beneath(sharing, section, sharing->facts->items[i].n);
    }
    return status != 0 ? status : add_wanting(sharing, section, kind);
}

/* A section is on the page if it has items, or when nothing was said for it yet; not when all of it is held
 * back. */
static void mark_section(struct sharing *sharing, int section, size_t before, int said)
{
    const int says = sharing->count > before;
    if (says || (!said && section != NAAST_SECTION_TO_YOU && section != NAAST_SECTION_FURTHER))
        sharing->share->sections |= UINT32_C(1) << section;
}

static int compare_days(const void *left, const void *right)
{
    const naast_share_line *a = left, *b = right;
    const int dated = (b->due != 0) - (a->due != 0);
    const int day = (a->due > b->due) - (a->due < b->due);
    return dated != 0 ? dated : day != 0 ? day : (a->n > b->n) - (a->n < b->n);
}

/* What was met while a section was written. */
struct seen {
    int known; /* the pipeline has a kind for it */
    int said;  /* and something was said of that kind */
};

static int add_kind_of(struct sharing *sharing, int section, const naast_kind *kind, struct seen *seen)
{
    if (kind == NULL || section_of(sharing, kind) != section)
        return 0;
    seen->known = 1;
    seen->said |= was_said(sharing, kind, NAAST_SIDE_NONE);
    return add_kind(sharing, section, kind);
}

/* First the kinds that have their place in it, then those that belong there by what they are. */
static int add_section(struct sharing *sharing, int section)
{
    const naast_pipeline *pipeline = sharing->facts->pipeline;
    const naast_codes codes = page_codes_of(section);
    const size_t before = sharing->count;
    struct seen seen = {0, 0};
    int status = 0;
    for (size_t c = 0; status == 0 && codes != NULL && codes[c] != NULL; c++)
        status = add_kind_of(sharing, section, pipeline_kind(pipeline, codes[c]), &seen);
    for (size_t k = 0; status == 0 && k < pipeline->kind_count; k++)
        if (!codes_have(codes, pipeline->kinds[k].code))
            status = add_kind_of(sharing, section, &pipeline->kinds[k], &seen);
    if (section == NAAST_SECTION_MILESTONES && sharing->count > before)
        qsort(sharing->lines + before, sharing->count - before, sizeof *sharing->lines, compare_days);
    if (seen.known)
        mark_section(sharing, section, before, seen.said);
    return status;
}

/* The first day ahead. */
static const naast_share_line *next_of(const naast_share *share)
{
    const naast_share_line *next = NULL;
    for (size_t k = 0; k < share->count; k++) {
        const naast_share_line *line = &share->items[k];
        const int ahead = strcmp(line->state, "open") == 0 || strcmp(line->state, "given") == 0;
        if (ahead && line->due >= share->today && line->due != 0 && (next == NULL || line->due < next->due))
            next = line;
    }
    return next;
}

int share_compose(struct sharing *sharing)
{
    int status = 0;
    for (int section = 0; status == 0 && section < NAAST_SHARE_SECTIONS; section++)
        status = add_section(sharing, section);
    list_head_fill(sharing->share, NULL, 0, sizeof *sharing->lines);
    if (status != 0 || sharing->count == 0)
        return status;
    naast_share_line *own = result_alloc(&sharing->store->env, sharing->share, sharing->count, sizeof *sharing->lines);
    if (own == NULL)
        return NAAST_NO_MEMORY;
    memcpy(own, sharing->lines, sharing->count * sizeof *own);
    list_head_fill(sharing->share, own, sharing->count, sizeof *own);
    sharing->share->upcoming = next_of(sharing->share);
    return 0;
}
