/* board_card.c: the words of a card and of a tally, that every output of the board says. */
#include <stdint.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "commands/overview/board.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/values.h"
#include "view/counts.h"
#include "words/words.h"

static const char *kept(struct cli *cli, const char *text) { return cli_keep_text(cli, text); }

/* Both or one of them, with a dot between. */
static const char *joined(struct cli *cli, const char *first, const char *second)
{
    if (first[0] == '\0' || second[0] == '\0')
        return first[0] == '\0' ? second : first;
    return cli_printf(cli, "%s %s %s", first, glyph(cli, GLYPH_DOT), second);
}

const char *tally_worth(struct cli *cli, const struct tally *tally)
{
    const char *between = cli_printf(cli, " %s ", glyph(cli, GLYPH_DOT));
    struct grown worth = {0};
    for (size_t i = 0; i < tally->total_count; i++)
        cli_list(cli, &worth, between, text_money(cli, tally->totals[i]));
    return cli_grown(&worth);
}

const char *tally_all(struct cli *cli, const struct tally *tally)
{
    return joined(cli, deals_words(cli, tally->deals), tally_worth(cli, tally));
}

const char *board_open(struct cli *cli, const struct board *board)
{
    const char *count = text_count(cli, board->open.deals);
    return joined(cli, board->open.deals == 1 ? word(cli, W_BOARD_ONE_OPEN) : words(cli, W_BOARD_OPEN, count),
                  tally_worth(cli, &board->open));
}

const char *card_gate(struct cli *cli, const struct card *card)
{
    return card->open ? word(cli, W_GATE_CLEAR) : words(cli, W_GATE_NOT_YET, cli_printf(cli, "%d", card->blockers));
}

const char *card_worth(struct cli *cli, const struct card *card)
{
    const char *day = words(cli, W_BOARD_DAY, cli_printf(cli, "%d", board_day(cli, card)));
    return joined(cli, text_money(cli, card->amount), card->since_known ? day : "");
}

const char *card_marks(struct cli *cli, const struct card *card)
{
    return joined(cli, card->asleep ? word(cli, W_BOARD_ASLEEP) : "", card->unverified ? word(cli, W_IMPORTED) : "");
}

int tally_add(struct cli *cli, struct tally *tally, int64_t deals, naast_money amount)
{
    size_t at = 0;
    tally->deals += deals;
    if (amount.currency[0] == '\0')
        return NAAST_OK;
    while (at < tally->total_count && strcmp(tally->totals[at].currency, amount.currency) != 0)
        at++;
    if (at == MOST_TOTALS)
        return NAAST_OK;
    if (at == tally->total_count) {
        tally->totals[tally->total_count++] = amount;
        return NAAST_OK;
    }
    if (__builtin_add_overflow(tally->totals[at].minor, amount.minor, &tally->totals[at].minor))
        return cli_wrong(cli, W_SUM_LARGE, amount.currency);
    return NAAST_OK;
}

struct card board_card(struct cli *cli, const naast_deal *deal)
{
    return (struct card){.id = deal->id,
                         .title = kept(cli, deal->title),
                         .org = deal->org,
                         .org_name = kept(cli, deal->org_name),
                         .owner = kept(cli, deal->owner),
                         .amount = deal->amount,
                         .since = deal->since,
                         .since_known = deal->since_known != 0,
                         .revision = deal->pipeline_revision,
                         .unverified = deal->unverified};
}

int board_day(struct cli *cli, const struct card *card)
{
    int days = naast_days_between(naast_date_of(card->since), cli_today(cli));
    return days < 0 ? 1 : days + 1; /* a clock that was put back makes no days before the first */
}
