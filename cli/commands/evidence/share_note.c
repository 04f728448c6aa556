/* share_note.c: what the customer's page says of a line besides its text. */
#include <stdbool.h>
#include <string.h>

#include "naast-share.h"
#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/share.h"
#include "output/document.h"
#include "term/message.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

static const char *joined(struct cli *cli, const char *list, const char *more)
{
    return *more == '\0' ? list : *list == '\0' ? more : cli_printf(cli, "%s; %s", list, more);
}

/* Who put it so, and when: of what they said themselves. */
static const char *said_note(struct cli *cli, const naast_share_line *line)
{
    if (line->side != NAAST_CUSTOMER)
        return "";
    const char *who = line->by_reader ? word(cli, W_SHARE_YOU) : first_name(cli, line->by);
    return *who == '\0' ? text_date(cli, line->on) : cli_printf(cli, "%s, %s", who, text_date(cli, line->on));
}

static const char *word_note(struct cli *cli, const naast_share *share, const naast_share_line *line,
                             enum part_tone *tone)
{
    const char *on = text_date(cli, line->word_on);
    *tone = line->word == NAAST_SHARE_AGREED ? TONE_GOOD : TONE_WAITING;
    switch (line->word) {
    case NAAST_SHARE_AGREED:
        if (line->word_by_reader)
            return words(cli, W_SHARE_AGREED_BY_YOU, on);
        return words(cli, *share->reader != '\0' && line->open_at != 0 ? W_SHARE_YOU_TOO : W_SHARE_AGREED_BY,
                     first_name(cli, line->word_by), on);
    case NAAST_SHARE_CHANGED:
        return line->word_by_reader ? words(cli, W_SHARE_CHANGED_YOU, on)
                                    : words(cli, W_SHARE_CHANGED, first_name(cli, line->word_by), on);
    case NAAST_SHARE_NO_WORD:
        break;
    }
    return word(cli, line->sums_up ? W_SHARE_CORRECT_US : W_SHARE_OUR_WORDS);
}

/* Our being late is said as it is; of theirs no more than the day. */
const char *share_life_note(struct cli *cli, const naast_share_line *line, enum part_tone *tone)
{
    const char *due = text_date(cli, line->due), *settled = text_date(cli, line->settled_on);
    if (strcmp(line->state, "open") == 0) {
        bool ours = line->promised_by == NAAST_US;
        *tone = line->late && ours ? TONE_FAULT : line->due == 0 ? TONE_PLAIN : TONE_WAITING;
        enum word until = !line->late ? W_SHARE_BY_DAY : ours ? W_SHARE_LATE : W_SHARE_MEANT_FOR;
        return line->due == 0 ? "" : words(cli, until, due);
    }
    *tone = strcmp(line->state, "broken") == 0 || line->late ? TONE_FAULT : TONE_GOOD;
    if (line->late)
        return words(cli, W_SHARE_KEPT_LATE, settled, due);
    if (strcmp(line->state, "kept") == 0 && line->settled_on != 0)
        return words(cli, W_SHARE_KEPT, settled);
    if (strcmp(line->state, "met") == 0 && line->settled_on != 0)
        return words(cli, W_SHARE_MET, settled);
    return word(cli, strcmp(line->state, "broken") == 0 ? W_SHARE_BROKEN : W_SHARE_RELEASED);
}

const char *share_note(struct cli *cli, const naast_share *share, const naast_share_line *line, enum part_tone *tone)
{
    bool lives = strcmp(line->state, "given") != 0 && !line->none && !line->unspoken;
    const char *note = "";
    *tone = TONE_PLAIN;
    if (lives)
        note = share_life_note(cli, line, tone);
    else if (line->due != 0 && line->section != NAAST_SHARE_MILESTONES)
        note = words(cli, W_SHARE_BY_DAY, text_date(cli, line->due));
    if (line->reagreed > 0)
        note = joined(cli, note, word(cli, W_SHARE_REAGREED));
    if (line->wants_word)
        note = joined(cli, note, word_note(cli, share, line, tone));
    else
        note = joined(cli, said_note(cli, line), note);
    return line->in_confidence ? joined(cli, note, word(cli, W_IN_CONFIDENCE)) : note;
}
