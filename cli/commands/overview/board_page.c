/* board_page.c: the board as one page: the stages with their deals, then the same figures as pictures and tables. */
#include <stdint.h>

#include "naast-report.h"
#include "naast.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "commands/overview/board.h"
#include "commands/overview/time.h"
#include "output/cell.h"
#include "output/chart.h"
#include "output/html.h"
#include "output/report.h"
#include "output/report_page.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/values.h"
#include "view/counts.h"
#include "view/verdict.h"
#include "words/words.h"

/* ---- a deal ---- */

static void marks(struct html *html, const struct card *card)
{
    struct cli *cli = html->cli;
    if (card->asleep)
        html_element(html, "p", "class=\"waiting\"", word(cli, W_BOARD_ASLEEP));
    if (card->unverified)
        html_element(html, "p", "class=\"soft\"", word(cli, W_IMPORTED));
}

/* The glyph is for the eye; the words say the same. */
static void gate(struct html *html, const struct card *card)
{
    struct cli *cli = html->cli;
    html_open(html, "p", card->open ? "class=\"good\"" : NULL);
    html_element(html, "span", "aria-hidden=\"true\"", verdict_glyph(cli, card->open ? NAAST_MET : NAAST_MISSING));
    html_text(html, " ");
    html_text(html, card_gate(cli, card));
    html_close(html, "p");
}

static const char *card_class(const struct card *card)
{
    if (card->asleep)
        return "class=\"deal asleep\"";
    return card->gated && card->open ? "class=\"deal ready\"" : "class=\"deal\"";
}

/* What it is worth, and since how many days it stands here; each stays whole where the line is broken. */
static void worth(struct html *html, const struct card *card)
{
    struct cli *cli = html->cli;
    const char *amount = text_money(cli, card->amount);
    if (amount[0] == '\0' && !card->since_known)
        return;
    html_open(html, "p", NULL);
    if (amount[0] != '\0')
        html_element(html, "span", "class=\"whole\"", amount);
    if (amount[0] != '\0' && card->since_known)
        html_text(html, cli_printf(cli, " %s ", glyph(cli, GLYPH_DOT)));
    if (card->since_known)
        html_element(html, "span", "class=\"whole\"",
                     words(cli, W_BOARD_DAY, cli_printf(cli, "%d", board_day(cli, card))));
    html_close(html, "p");
}

static void deal(struct html *html, const struct card *card)
{
    struct cli *cli = html->cli;
    html_open(html, "li", card_class(card));
    html_open(html, "h3", NULL);
    html_data(html, card->title);
    html_text(html, " ");
    html_element(html, "span", "class=\"id whole\"", text_id(cli, 'D', card->id));
    html_close(html, "h3");
    if (card->org_name[0] != '\0')
        html_data_element(html, "p", "class=\"soft\"", card->org_name);
    worth(html, card);
    if (card->gated)
        gate(html, card);
    marks(html, card);
    html_close(html, "li");
    html_newline(html);
}

/* ---- a stage ---- */

static void deals(struct html *html, const struct board_stage *stage)
{
    struct cli *cli = html->cli;
    int64_t more = stage->tally.deals - (int64_t)stage->card_count;
    if (stage->card_count > 0) {
        html_open(html, "ul", "class=\"deals\"");
        html_newline(html);
        for (size_t i = 0; i < stage->card_count; i++)
            deal(html, &stage->cards[i]);
        html_close(html, "ul");
        html_newline(html);
    }
    if (more > 0 && !stage->last)
        html_element(html, "p", "class=\"soft\"", words(cli, W_AND_MORE, text_count(cli, more)));
}

static void stage_of(struct html *html, const struct board_stage *stage)
{
    struct cli *cli = html->cli;
    html_open(html, "section", stage->tally.deals == 0 ? "class=\"stage vacant\"" : "class=\"stage\"");
    html_data_element(html, "h2", NULL, stage->name);
    html_open(html, "p", "class=\"tally\"");
    html_element(html, "span", NULL, deals_words(cli, stage->tally.deals));
    for (size_t i = 0; i < stage->tally.total_count; i++)
        html_element(html, "span", NULL, text_money(cli, stage->tally.totals[i]));
    html_close(html, "p");
    html_newline(html);
    deals(html, stage);
    html_close(html, "section");
    html_newline(html);
}

/* ---- figures ---- */

static const struct column columns[] = {
    {"stage", W_HEAD_STAGE, 0},
    {"deals", W_HEAD_DEALS, COLUMN_RIGHT},
    {"amount", W_HEAD_AMOUNT, COLUMN_RIGHT},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

/* The same deals that the board counts, a bar and a row for each stage. */
static void funnel(struct html *html, const struct board *board)
{
    struct cli *cli = html->cli;
    struct report report = {
        .cli = cli, .title = W_FUNNEL_TITLE, .columns = columns, .column_count = COLUMNS, .empty = W_NO_DEALS};
    struct picture *picture = report_picture(&report, word(cli, W_FUNNEL_PICTURE), word(cli, W_FUNNEL_PICTURE_SAYS));
    for (size_t i = 0; i < board->stage_count; i++) {
        const struct board_stage *stage = &board->stages[i];
        const struct cell cells[COLUMNS] = {
            cell_text(stage->name),
            cell_int(stage->tally.deals),
            cell_text(tally_worth(cli, &stage->tally)),
        };
        const struct bar bar = {
            .label = stage->name, .shown = text_count(cli, stage->tally.deals), .value = stage->tally.deals};
        report_row(&report, cells);
        report_bar(cli, picture, &bar);
    }
    html_open(html, "section", NULL);
    html_element(html, "h2", NULL, word(cli, W_FUNNEL_TITLE));
    report_section(html, &report);
    html_close(html, "section");
    html_newline(html);
}

static void time_in_stage(struct html *html, const struct board *board, const naast_stage_times *times)
{
    struct report report = time_report(html->cli, times);
    html_open(html, "section", NULL);
    html_element(html, "h2", NULL, word(html->cli, W_TIME_TITLE));
    if (board->chosen_by != NULL)
        html_element(html, "p", "class=\"soft\"", word(html->cli, W_BOARD_TIME_OF_ALL));
    report_section(html, &report);
    html_close(html, "section");
    html_newline(html);
}

/* ---- the page ---- */

static const char *today(struct cli *cli) { return text_full_date(cli, cli_today(cli)); }

static void header(struct html *html, const struct board *board)
{
    struct cli *cli = html->cli;
    html_open(html, "header", NULL);
    html_element(html, "h1", NULL, word(cli, W_BOARD_TITLE));
    html_element(html, "p", NULL, board_open(cli, board));
    html_element(html, "p", "class=\"soft\"", words(cli, W_BOARD_OF, board->pipeline, today(cli)));
    if (board->chosen_by != NULL)
        html_data_element(html, "p", "class=\"soft\"", words(cli, W_BOARD_CHOSEN, board->chosen_by));
    html_close(html, "header");
    html_newline(html);
}

static void page(struct html *html, const struct board *board, const naast_stage_times *times)
{
    struct cli *cli = html->cli;
    html_begin(html, cli, word(cli, W_BOARD_TITLE), HTML_WIDE);
    header(html, board);
    html_open(html, "main", "id=\"main\"");
    html_open(html, "div", "class=\"board\"");
    html_newline(html);
    for (size_t i = 0; i < board->stage_count; i++)
        stage_of(html, &board->stages[i]);
    html_close(html, "div");
    html_open(html, "div", "class=\"pair\"");
    html_newline(html);
    funnel(html, board);
    time_in_stage(html, board, times);
    html_close(html, "div");
    html_close(html, "main");
    html_newline(html);
    html_open(html, "footer", NULL);
    html_element(html, "p", NULL, words(cli, W_REPORT_PAGE_HEAD, today(cli), times->head));
    html_close(html, "footer");
    html_newline(html);
    html_end(html);
}

int board_page(struct cli *cli, const struct board *board)
{
    struct html html = {.cli = cli, .out = cli->out};
    naast_stage_times *times;
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    spec.pipeline = board->pipeline;
    int status = cli_check(cli, naast_report_time(cli->store, &spec, &times));
    if (status != NAAST_OK)
        return status;
    page(&html, board, times);
    naast_free(times);
    return NAAST_OK;
}
