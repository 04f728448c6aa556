/* share_note.c: what the customer's page says of a line besides its text. */
#include <stdbool.h>
#include <string.h>

#include "naast-formats.h"
#include "naast-share.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pages/share.h"
#include "formats/pages/text.h"

static const char *joined(struct wording *words, const char *list, const char *more)
{
    return text_joined(words, list, "; ", more);
}

/* Who put it so, and when: of what they said themselves. */
static const char *said_note(struct wording *words, const naast_share_line *line)
{
    if (line->side != NAAST_SIDE_CUSTOMER)
        return "";
    const char *who = line->by_reader ? text_of(words, FMT_SHARE_YOU) : text_person(words, line->by, line->by_org);
    return *who == '\0' ? text_date(words, line->on)
                        : arena_printf(&words->arena, "%s, %s", who, text_date(words, line->on));
}

static const char *word_note(struct wording *words, const naast_share *share, const naast_share_line *line,
                             naast_tone *tone)
{
    const char *on = text_date(words, line->word_on);
    *tone = line->word == NAAST_SHARE_WORD_AGREED ? NAAST_TONE_GOOD : NAAST_TONE_WAITING;
    switch (line->word) {
    case NAAST_SHARE_WORD_AGREED:
        if (line->word_by_reader)
            return TEXT(words, FMT_SHARE_AGREED_BY_YOU, on);
        return TEXT(words, *share->reader != '\0' && line->open_at != 0 ? FMT_SHARE_YOU_TOO : FMT_SHARE_AGREED_BY,
                    text_person(words, line->word_by, line->word_by_org), on);
    case NAAST_SHARE_WORD_CHANGED:
        return line->word_by_reader
                   ? TEXT(words, FMT_SHARE_CHANGED_YOU, on)
                   : TEXT(words, FMT_SHARE_CHANGED, text_person(words, line->word_by, line->word_by_org), on);
    case NAAST_SHARE_WORD_NONE:
        break;
    }
    return text_of(words, line->sums_up ? FMT_SHARE_CORRECT_US : FMT_SHARE_OUR_WORDS);
}

/* Our being late is said as it is; of theirs no more than the day. */
const char *share_life_note(struct wording *words, const naast_share_line *line, naast_tone *tone)
{
    const char *due = text_date(words, line->due), *settled = text_date(words, line->settled_on);
    if (strcmp(line->state, "open") == 0) {
        bool ours = line->promised_by == NAAST_SIDE_US;
        *tone = line->late && ours ? NAAST_TONE_FAULT : line->due == 0 ? NAAST_TONE_PLAIN : NAAST_TONE_WAITING;
        enum fmt_message until = !line->late ? FMT_SHARE_BY_DAY : ours ? FMT_SHARE_LATE : FMT_SHARE_MEANT_FOR;
        return line->due == 0 ? "" : TEXT(words, until, due);
    }
    *tone = strcmp(line->state, "broken") == 0 || line->late ? NAAST_TONE_FAULT : NAAST_TONE_GOOD;
    if (line->late)
        return TEXT(words, FMT_SHARE_KEPT_LATE, settled, due);
    if (strcmp(line->state, "kept") == 0 && line->settled_on != 0)
        return TEXT(words, FMT_SHARE_KEPT, settled);
    if (strcmp(line->state, "met") == 0 && line->settled_on != 0)
        return TEXT(words, FMT_SHARE_MET, settled);
    return text_of(words, strcmp(line->state, "broken") == 0 ? FMT_SHARE_BROKEN : FMT_SHARE_RELEASED);
}

const char *share_note(struct wording *words, const naast_share *share, const naast_share_line *line, naast_tone *tone)
{
    bool lives = strcmp(line->state, "given") != 0 && !line->none && !line->unspoken;
    const char *note = "";
    *tone = NAAST_TONE_PLAIN;
    if (lives)
        note = share_life_note(words, line, tone);
    else if (line->due != 0 && line->section != NAAST_SECTION_MILESTONES)
        note = TEXT(words, FMT_SHARE_BY_DAY, text_date(words, line->due));
    if (line->reagreed > 0)
        note = joined(words, note, text_of(words, FMT_SHARE_REAGREED));
    if (line->wants_word)
        note = joined(words, note, word_note(words, share, line, tone));
    else
        note = joined(words, said_note(words, line), note);
    if (line->respelled)
        note = joined(words, note, text_of(words, FMT_SHARE_RESPELLED));
    return line->in_confidence ? joined(words, note, text_of(words, FMT_SHARE_IN_CONFIDENCE)) : note;
}
