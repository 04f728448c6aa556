/* guide_known.c: what we know of a deal so far, for whoever is about to call. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/guide.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

enum { SHOWN_OF_A_KIND = 7 };

static bool is_covered(const struct guide *guide, const char *code)
{
    const naast_pipeline *pipeline = guide->verdicts.subject.pipeline;
    for (size_t k = 0; k < pipeline->kind_count; k++)
        if (codes_include(pipeline->kinds[k].covers, code))
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
    const naast_items *items = guide->verdicts.items;
    for (size_t k = 0; kind->latest && k < items->count; k++) {
        const naast_item *other = &items->items[k];
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
static const char *known_note(struct cli *cli, const naast_item *item)
{
    const char *note = cli_printf(cli, "%s, %s", speaker_words(cli, item->from, item->from_name, item->from_org),
                                  text_date(cli, item->on));
    if (item->due != 0)
        note = cli_printf(cli, "%s; %s", note, words(cli, W_GUIDE_UNTIL, text_date(cli, item->due)));
    return item->in_confidence ? cli_printf(cli, "%s; %s", note, word(cli, W_IN_CONFIDENCE)) : note;
}

static const char *known_text(struct cli *cli, const naast_item *item)
{
    const char *money = text_money(cli, item->amount), *text = text_safe(cli, item->text);
    return *money == '\0' ? text : *text == '\0' ? money : cli_printf(cli, "%s, %s", money, text);
}

static void add_known(struct guide *guide, const naast_item *item)
{
    struct cli *cli = guide->cli;
    guide_add(guide, (struct guide_line){.type = GUIDE_KNOWN,
                                         .label = capital(cli, item_words(cli, &guide->verdicts.subject, item)),
                                         .text = known_text(cli, item),
                                         .note = known_note(cli, item)});
}

static void known_of(struct guide *guide, const naast_kind *kind)
{
    struct cli *cli = guide->cli;
    const naast_items *items = guide->verdicts.items;
    size_t shown = 0;
    for (size_t k = items->count; k > 0; k--)
        shown += is_known(guide, kind, &items->items[k - 1]);
    size_t left = shown > SHOWN_OF_A_KIND ? shown - SHOWN_OF_A_KIND : 0;
    if (left > 0)
        guide_add(guide,
                  (struct guide_line){.type = GUIDE_KNOWN,
                                      .label = capital(cli, kind_words(cli, &guide->verdicts.subject, kind->code)),
                                      .text = words(cli, W_GUIDE_EARLIER, text_count(cli, (int64_t)left))});
    for (size_t k = 0; k < items->count; k++)
        if (is_known(guide, kind, &items->items[k]) && shown-- <= SHOWN_OF_A_KIND)
            add_known(guide, &items->items[k]);
}

void guide_known(struct guide *guide)
{
    const naast_pipeline *pipeline = guide->verdicts.subject.pipeline;
    size_t heading = guide->count;
    guide_add(guide, (struct guide_line){.type = GUIDE_GAP});
    guide_add(guide, (struct guide_line){.type = GUIDE_PART, .text = word(guide->cli, W_GUIDE_KNOWN)});
    size_t before = guide->count;
    for (size_t k = 0; k < pipeline->kind_count; k++)
        if (matters(guide, &pipeline->kinds[k]))
            known_of(guide, &pipeline->kinds[k]);
    if (guide->count == before)
        guide->count = heading;
}
