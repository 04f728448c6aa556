/* guide_known.c: what we know of a deal so far, for whoever is about to call. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pages/text.h"
#include "formats/sheets/guide.h"
#include "formats/sheets/guide_lines.h"
#include "formats/sheets/guide_text.h"
#include "formats/sheets/parts.h"
#include "formats/sheets/sheet.h"

enum { SHOWN_OF_A_KIND = 7 };

static bool is_covered(const struct guide *guide, const char *code)
{
    const naast_pipeline *pipeline = guide->pipeline;
    for (size_t k = 0; k < pipeline->kind_count; k++)
        if (codes_include(kind_at(pipeline, k)->covers, code))
            return true;
    return false;
}

/* What they told, what was summed up and what that speaks for; of what has an end, while it is open. */
static bool matters(const struct guide *guide, const naast_kind *kind)
{
    return !kind->by_speaking && (kind->theirs || kind->latest || kind->life != NULL || kind->covers != NULL ||
                                  is_covered(guide, kind->code));
}

/* Of kinds of which only the newest counts, only the newest. */
static bool is_newest(const struct guide *guide, const naast_kind *kind, const naast_item *item)
{
    const naast_items *items = guide->items;
    for (size_t k = 0; kind->latest && k < items->count; k++) {
        const naast_item *other = item_at(items, k);
        bool same = !other->retracted && strcmp(other->kind, item->kind) == 0 &&
                    (!kind->sided || other->from.side == item->from.side);
        if (same && other->n > item->n)
            return false;
    }
    return true;
}

static bool is_known(const struct guide *guide, const naast_kind *kind, const naast_item *item)
{
    bool open = kind->life == NULL || strcmp(item->state, "open") == 0 || strcmp(item->state, "none") == 0;
    return !item->retracted && open && strcmp(item->kind, kind->code) == 0 && is_newest(guide, kind, item);
}

/* Who said it and when; until when it was promised; that it is not for others' ears. */
static const char *known_note(struct guide *guide, const naast_item *item)
{
    struct wording *words = &guide->words;
    const char *note =
        arena_printf(&words->arena, "%s, %s", guide_speaker(guide, item->from, item->from_name, item->from_org),
                     text_date(words, item->on));
    if (item->due != 0)
        note = text_joined(words, note, "; ", TEXT(words, FMT_SHEET_UNTIL, text_date(words, item->due)));
    return item->in_confidence ? text_joined(words, note, "; ", text_of(words, FMT_SHARE_IN_CONFIDENCE)) : note;
}

static const char *known_text(struct guide *guide, const naast_item *item)
{
    return text_joined(&guide->words, text_money(&guide->words, item->amount), ", ",
                       text_safe(&guide->words, item->text));
}

static void add_known(struct guide *guide, const naast_item *item)
{
    guide_add(guide, (struct guide_line){.type = GUIDE_KNOWN,
                                         .label = text_capital(&guide->words, guide_item_name(guide, item)),
                                         .text = known_text(guide, item),
                                         .note = known_note(guide, item)});
}

static void known_of(struct guide *guide, const naast_kind *kind)
{
    const naast_items *items = guide->items;
    size_t shown = 0;
    for (size_t k = items->count; k > 0; k--)
        shown += is_known(guide, kind, item_at(items, k - 1));
    size_t left = shown > SHOWN_OF_A_KIND ? shown - SHOWN_OF_A_KIND : 0;
    if (left > 0)
        guide_add(guide,
                  (struct guide_line){.type = GUIDE_KNOWN,
                                      .label = text_capital(&guide->words, guide_kind(guide, kind->code)),
                                      .text = TEXT(&guide->words, FMT_SHEET_EARLIER, text_count(&guide->words, left))});
    for (size_t k = 0; k < items->count; k++)
        if (is_known(guide, kind, item_at(items, k)) && shown-- <= SHOWN_OF_A_KIND)
            add_known(guide, item_at(items, k));
}

void guide_known(struct guide *guide)
{
    const naast_pipeline *pipeline = guide->pipeline;
    size_t heading = guide->count;
    guide_gap(guide);
    guide_add(guide, (struct guide_line){.type = GUIDE_PART, .text = text_of(&guide->words, FMT_SHEET_KNOWN)});
    size_t before = guide->count;
    for (size_t k = 0; k < pipeline->kind_count; k++)
        if (matters(guide, kind_at(pipeline, k)))
            known_of(guide, kind_at(pipeline, k));
    if (guide->count == before)
        guide->count = heading;
}
