/* guide_text.c: how a guide calls people, kinds and items. */
#include "formats/sheets/guide_text.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <utf8proc.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pages/text.h"
#include "formats/sheets/guide.h"
#include "formats/sheets/parts.h"
#include "formats/sheets/sheet.h"

enum { CHANGES_SHOWN = 4, TEXT_COLUMNS = 52, WIDE = 100, BESIDE_TEXT = 48 };

static const char *id_text(struct guide *guide, naast_root root, naast_id id)
{
    char text[NAAST_ID_SIZE];
    return arena_text(&guide->words.arena, naast_id_format(root, id, text));
}

const char *guide_deal_id(struct guide *guide) { return id_text(guide, NAAST_ROOT_DEAL, guide->deal->id); }

const char *guide_item_id(struct guide *guide, const naast_item *item)
{
    return arena_printf(&guide->words.arena, "%s.%" PRId32, guide_deal_id(guide), item->n);
}

/* ---- people ---- */

const char *guide_person(struct guide *guide, naast_id person, const char *name)
{
    naast_id found = 0;
    const bool readable = strchr(name, ',') == NULL && strcmp(text_safe(&guide->words, name), name) == 0;
    if (readable && naast_resolve(guide->store, NAAST_ROOT_PERSON, name, guide->deal->id, &found) == NAAST_OK &&
        found == person)
        return name;
    return id_text(guide, NAAST_ROOT_PERSON, person);
}

const char *guide_first_name(struct guide *guide, const char *name)
{
    return text_safe(&guide->words, text_first_name(&guide->words, name));
}

const char *guide_speaker(struct guide *guide, naast_party party, const char *name, const char *org)
{
    if (party.side == NAAST_SIDE_US)
        return text_of(&guide->words, FMT_SHEET_WE);
    return text_safe(&guide->words, text_person(&guide->words, name, org));
}

/* ---- codes ---- */

const char *guide_kind(struct guide *guide, const char *code)
{
    char buffer[NAAST_NAME_SIZE];
    const naast_kind *kind = naast_pipeline_kind(guide->pipeline, code);
    const char *name = naast_name(guide->store, code, kind == NULL ? NULL : &kind->label, buffer);
    return text_safe(&guide->words, arena_text(&guide->words.arena, name));
}

const char *guide_value(struct guide *guide, const char *code)
{
    return text_safe(&guide->words, text_value(&guide->words, code));
}

const char *guide_state(struct guide *guide, const char *code)
{
    static const struct {
        const char *code;
        enum fmt_message words;
    } list[] = {{"open", FMT_STATE_OPEN},     {"met", FMT_STATE_MET},           {"kept", FMT_STATE_KEPT},
                {"broken", FMT_STATE_BROKEN}, {"released", FMT_STATE_RELEASED}, {"none", FMT_STATE_NONE}};
    for (size_t k = 0; k < sizeof list / sizeof list[0]; k++)
        if (strcmp(list[k].code, code) == 0)
            return text_of(&guide->words, list[k].words);
    return guide_value(guide, code);
}

/* ---- items ---- */

const char *guide_item_name(struct guide *guide, const naast_item *item)
{
    struct arena *arena = &guide->words.arena;
    const char *line = guide_kind(guide, item->kind);
    if (*item->value != '\0')
        line = arena_printf(arena, "%s: %s", line, guide_value(guide, item->value));
    if (strcmp(item->state, "none") == 0)
        line = arena_printf(arena, "%s: %s", line, text_of(&guide->words, FMT_SHARE_NONE));
    if (*item->person_name != '\0')
        line = arena_printf(arena, "%s, %s", line, guide_first_name(guide, item->person_name));
    return line;
}

/* How many of its bytes fit in so many columns; *all: it does as a whole. */
static size_t fitting(const char *text, int columns, bool *all)
{
    utf8proc_int32_t c;
    size_t at = 0, length = strlen(text);
    for (int used = 0; at < length;) {
        c = -1;
        const utf8proc_ssize_t bytes =
            utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(length - at), &c);
        used += bytes > 0 ? utf8proc_charwidth(c) : 1;
        if (used > columns)
            break;
        at += bytes > 0 ? (size_t)bytes : 1;
    }
    *all = at == length;
    return at;
}

const char *guide_cut(struct guide *guide, const char *text, int columns)
{
    bool all;
    fitting(text, columns, &all);
    if (all)
        return text;
    const char *dots = guide->words.ascii ? "..." : "…";
    const size_t bytes = fitting(text, columns - (guide->words.ascii ? 3 : 1), &all);
    return arena_printf(&guide->words.arena, "%.*s%s", (int)bytes, text, dots);
}

const char *guide_item(struct guide *guide, const naast_item *item)
{
    struct arena *arena = &guide->words.arena;
    const int columns = guide->spec->columns > WIDE ? guide->spec->columns - BESIDE_TEXT : TEXT_COLUMNS;
    const char *value = *item->value == '\0' ? "" : arena_printf(arena, " %s", guide_value(guide, item->value));
    const char *text = guide_cut(guide, text_safe(&guide->words, item->text), columns);
    if (*text != '\0')
        text = arena_printf(arena, " \"%s\"", text);
    return arena_printf(arena, "%s%s%s (%s, %s)", guide_item_id(guide, item), value, text,
                        guide_speaker(guide, item->from, item->from_name, item->from_org),
                        text_date(&guide->words, item->on));
}

/* ---- what was agreed, and what came since ---- */

static bool same_party(naast_party a, naast_party b) { return a.side == b.side && a.person == b.person; }

/* A party's last word on an item; false for one that it repeated later. */
static bool is_last_word(const naast_item *item, size_t index)
{
    for (size_t k = index + 1; k < item->word_count; k++)
        if (same_party(word_at(item, k)->by, word_at(item, index)->by))
            return false;
    return true;
}

/* The newest word that no longer covers all; one of the customer rather than ours. */
static const naast_word *latest_agreement(const naast_item *item)
{
    const naast_word *latest = NULL;
    for (size_t k = 0; k < item->word_count; k++) {
        const naast_word *said = word_at(item, k);
        const bool stale = !said->fresh && is_last_word(item, k);
        if (stale && (latest == NULL || said->by.side >= latest->by.side))
            latest = said;
    }
    return latest;
}

/* Whoever said it first spoke of an earlier wording. */
static bool was_reworded(const naast_item *item)
{
    for (size_t k = 0; k < item->word_count; k++)
        if (same_party(word_at(item, k)->by, item->from))
            return word_at(item, k)->seen < item->content_rev;
    return false;
}

/* Whether a word on an item of a kind counts for another item too: "win", "win:customer", or a newer one of its kind.
 */
static bool counts_for(struct guide *guide, const naast_kind *kind, const naast_item *other)
{
    const char *side = other->from.side == NAAST_SIDE_US ? "us" : "customer";
    return codes_include(kind->covers, other->kind) ||
           codes_include(kind->covers, arena_printf(&guide->words.arena, "%s:%s", other->kind, side)) ||
           (kind->latest && strcmp(kind->code, other->kind) == 0);
}

static const char *agreement(struct guide *guide, const naast_item *item, const naast_word *agreed)
{
    const char *id = guide_item_id(guide, item), *on = text_date(&guide->words, agreed->on);
    if (agreed->by.side == NAAST_SIDE_US)
        return TEXT(&guide->words, FMT_ITEM_OUR_WORD, id, on);
    return TEXT(&guide->words, FMT_ITEM_AGREED_WITH, id, text_person(&guide->words, agreed->name, agreed->org_name),
                on);
}

const char *guide_stale_item(struct guide *guide, const naast_item *item)
{
    const naast_word *agreed = latest_agreement(item);
    const naast_kind *kind = naast_pipeline_kind(guide->pipeline, item->kind);
    if (agreed == NULL)
        return guide_item(guide, item);
    const char *line = agreement(guide, item, agreed);
    int shown = 0;
    for (size_t k = 0; k < guide->items->count && shown < CHANGES_SHOWN; k++) {
        const naast_item *other = item_at(guide->items, k);
        const bool covered = other == item || (kind != NULL && counts_for(guide, kind, other));
        if (!covered || other->content_rev <= agreed->seen)
            continue;
        const enum fmt_message changed = other->retracted      ? FMT_ITEM_RETRACTED
                                         : was_reworded(other) ? FMT_ITEM_REWORDED
                                                               : FMT_ITEM_CAME;
        line = TEXT(&guide->words, changed, line, guide_item_id(guide, other), text_date(&guide->words, other->on));
        shown++;
    }
    return shown > 0 ? line : TEXT(&guide->words, FMT_ITEM_UNDONE, line); /* what is no longer there to be named */
}
