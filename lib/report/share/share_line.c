/* share_line.c: one line of the customer's page, from one item. */
#include "naast-share.h"
#include "naast.h"

#include "base/env/memory.h"
#include "domain/common/codes.h"
#include "domain/evidence/facts.h"
#include "domain/evidence/item_write.h"
#include "report/share/share.h"
#include "store/handle/handle.h"

#include <string.h>

naast_share_line *share_line_add(struct sharing *sharing, naast_share_section section)
{
    if (mem_reserve(&sharing->store->env, &sharing->lines, &sharing->capacity, sharing->count + 1,
                    sizeof *sharing->lines) != 0)
        return NULL;
    naast_share_line *line = &sharing->lines[sharing->count++];
    *line = (naast_share_line){.section = section,
                               .kind = "",
                               .name = "",
                               .value = "",
                               .text = "",
                               .about = "",
                               .by = "",
                               .url = "",
                               .state = "",
                               .word_by = "",
                               .by_org = "",
                               .word_by_org = ""};
    return line;
}

const char *share_kind_name(struct sharing *sharing, const naast_kind *kind)
{
    char buffer[64];
    return result_text(&sharing->store->env, sharing->share,
                       naast_name(sharing->store, kind->code, &kind->label, buffer));
}

/* The content count up to which a word must have seen to hold on this page: as item_covered_crev has it, but what the
 * reader does not see changes nothing for the reader. */
static int64_t changed_at(const struct sharing *sharing, size_t index)
{
    const struct fact_item *item = &sharing->facts->items[index];
    int64_t crev = item->crev;
    for (size_t k = 0; k < sharing->facts->item_count; k++) {
        const struct fact_item *other = &sharing->facts->items[k];
        const int covered = other->crev > crev && item_covers(item, other->kind_code, other->from.side);
        if (covered && sharing->fate[k] != SHARE_HELD_BACK && !share_is_secret(sharing, k))
            crev = other->crev;
    }
    return crev;
}

/* The same of what was undone after so much was seen. */
static int has_lost(const struct sharing *sharing, size_t index, int64_t seen)
{
    for (size_t k = 0; k < sharing->facts->undone_count; k++) {
        const struct fact_undone *undone = &sharing->facts->undone[k];
        if (item_lost(&sharing->facts->items[index], undone, seen) && !share_was_secret(sharing, undone))
            return 1;
    }
    return 0;
}

static int holds(const struct sharing *sharing, size_t index, int64_t changed, const naast_word *word)
{
    return word->seen >= changed && !has_lost(sharing, index, word->seen);
}

/* The newest words of the customer on an item: the reader's own rather than others', one that holds rather than one
 * that does not. NULL: nobody of them spoke. */
static const naast_word *their_word(const struct sharing *sharing, size_t index, int64_t changed)
{
    const naast_item *item = &sharing->items->items[index];
    const naast_word *best = NULL;
    for (size_t k = 0; k < item->word_count; k++) {
        const naast_word *word = &item->words[k];
        if (word->by.side != NAAST_SIDE_CUSTOMER)
            continue;
        const int own = sharing->reader != 0 && word->by.person == sharing->reader;
        const int best_own = best != NULL && best->by.person == sharing->reader && sharing->reader != 0;
        if (best == NULL || own > best_own ||
            (own == best_own && holds(sharing, index, changed, word) >= holds(sharing, index, changed, best)))
            best = word;
    }
    return best;
}

/* The person who phrased its present text. */
static void fill_worded(const naast_item *item, naast_share_line *line)
{
    if (item->phrased_by.side != NAAST_SIDE_CUSTOMER)
        return;
    if (item->phrased_by.person == item->from.person) {
        line->by = item->from_name;
        line->by_org = item->from_org;
        return;
    }
    for (size_t k = 0; k < item->word_count; k++)
        if (item->words[k].by.person == item->phrased_by.person) {
            line->by = item->words[k].name;
            line->by_org = item->words[k].org_name;
            return;
        }
}

/* Whoever has to do something about it: the side that it is not owed to, or they whose word is wanted. */
static naast_side turn(const struct sharing *sharing, const naast_share_line *line)
{
    const char *outcome = sharing->facts->outcome;
    const int ended = *outcome != '\0' && strcmp(outcome, "won") != 0;
    if (strcmp(line->state, "open") == 0)
        return line->promised_by;
    if (ended || !line->wants_word)
        return NAAST_SIDE_NONE;
    const int theirs_too = line->sums_up && sharing->reader != 0 && !line->word_by_reader;
    return line->word != NAAST_SHARE_WORD_AGREED || theirs_too ? NAAST_SIDE_CUSTOMER : NAAST_SIDE_NONE;
}

static void fill_word(const struct sharing *sharing, size_t index, const naast_kind *kind, naast_share_line *line)
{
    const naast_item *item = &sharing->items->items[index];
    const int64_t changed = changed_at(sharing, index);
    const naast_word *word = their_word(sharing, index, changed);
    line->sums_up = kind->covers != NULL && !kind->theirs;
    line->wants_word = kind->covers != NULL || (kind->theirs && item->phrased_by.side == NAAST_SIDE_US);
    if (word == NULL)
        return;
    line->word = holds(sharing, index, changed, word) ? NAAST_SHARE_WORD_AGREED : NAAST_SHARE_WORD_CHANGED;
    line->word_by = word->name;
    line->word_by_org = word->org_name;
    line->word_by_reader = sharing->reader != 0 && word->by.person == sharing->reader;
    line->word_on = word->on;
}

static void fill_life(const struct sharing *sharing, const naast_item *item, const naast_kind *kind,
                      naast_share_line *line)
{
    const naast_date today = sharing->facts->today;
    const int open = strcmp(item->state, "open") == 0;
    line->state = item->state;
    line->none = strcmp(item->state, "none") == 0;
    line->settled_on = open || line->none ? 0 : item->settled_on;
    line->late = item->late || (open && item->due != 0 && item->due < today);
    line->reagreed = item->reagreed;
    line->respelled = item->respelled;
    if (kind->life != NULL)
        line->promised_by = item_owed(kind, item->from.side) == NAAST_SIDE_US ? NAAST_SIDE_CUSTOMER : NAAST_SIDE_US;
}

/* The texts so far are the items'; the page gets its own. */
static int keep_texts(struct sharing *sharing, naast_share_line *line)
{
    const char **texts[] = {&line->kind, &line->value, &line->text,    &line->about,  &line->by,
                            &line->url,  &line->state, &line->word_by, &line->by_org, &line->word_by_org};
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++)
        if ((*texts[k] = result_text(&sharing->store->env, sharing->share, *texts[k])) == NULL)
            return NAAST_NO_MEMORY;
    return 0;
}

int share_line_fill(struct sharing *sharing, size_t index, naast_share_line *line)
{
    const naast_item *item = &sharing->items->items[index];
    const naast_kind *kind = sharing->facts->items[index].kind;
    line->n = item->n;
    line->kind = item->kind;
    line->value = item->value;
    line->text = item->text;
    line->about = line->section == NAAST_SECTION_TO_YOU ? item->person_name : "";
    line->side = item->phrased_by.side;
    fill_worded(item, line);
    line->by_reader = sharing->reader != 0 && item->phrased_by.person == sharing->reader;
    line->in_confidence = item->in_confidence;
    line->amount = item->amount;
    line->due = item->due;
    line->on = item->on;
    line->url = line->section == NAAST_SECTION_RISKS ? item->url : "";
    fill_life(sharing, item, kind, line);
    fill_word(sharing, index, kind, line);
    line->open_at = turn(sharing, line);
    line->name = share_kind_name(sharing, kind);
    return line->name == NULL ? NAAST_NO_MEMORY : keep_texts(sharing, line);
}
