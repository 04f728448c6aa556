/* board_page.c: the board as one page: the stages with their deals, then the same figures as pictures and tables. */
#include <stdint.h>

#include "naast-formats.h"
#include "naast-report.h"
#include "naast.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "commands/overview/board.h"
#include "commands/overview/time.h"
#include "output/cell.h"
#include "output/chart.h"
#include "output/page.h"
#include "output/report.h"
#include "output/report_page.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/values.h"
#include "view/counts.h"
#include "view/verdict.h"
#include "words/words.h"

/* ---- a deal ---- */

static void marks(struct cli *cli, naast_html *html, const struct card *card)
{
    if (card->asleep)
        naast_html_element(html, "p", "class=\"waiting\"", word(cli, W_BOARD_ASLEEP));
    if (card->unverified)
        naast_html_element(html, "p", "class=\"soft\"", word(cli, W_IMPORTED));
}

/* The glyph is for the eye; the words say the same. */
static void gate(struct cli *cli, naast_html *html, const struct card *card)
{
    naast_html_open(html, "p", card->open ? "class=\"good\"" : NULL);
    naast_html_element(html, "span", "aria-hidden=\"true\"",
                       verdict_glyph(cli, card->open ? NAAST_VERDICT_MET : NAAST_VERDICT_MISSING));
    naast_html_text(html, " ");
    naast_html_text(html, card_gate(cli, card));
    naast_html_close(html, "p");
}

static const char *card_class(const struct card *card)
{
    if (card->asleep)
        return "class=\"deal asleep\"";
    return card->gated && card->open ? "class=\"deal ready\"" : "class=\"deal\"";
}

/* What it is worth, and for how many days it is here; each stays whole where the line is broken. */
static void worth(struct cli *cli, naast_html *html, const struct card *card)
{
    const char *amount = text_money(cli, card->amount);
    if (amount[0] == '\0' && !card->since_known)
        return;
    naast_html_open(html, "p", NULL);
    if (amount[0] != '\0')
        naast_html_element(html, "span", "class=\"whole\"", amount);
    if (amount[0] != '\0' && card->since_known)
        naast_html_text(html, cli_printf(cli, " %s ", glyph(cli, GLYPH_DOT)));
    if (card->since_known)
        naast_html_element(html, "span", "class=\"whole\"",
                           words(cli, W_BOARD_DAY, cli_printf(cli, "%d", board_day(cli, card))));
    naast_html_close(html, "p");
}

static void deal(struct cli *cli, naast_html *html, const struct card *card)
{
    naast_html_open(html, "li", card_class(card));
    naast_html_open(html, "h3", NULL);
    naast_html_data(html, card->title);
    naast_html_text(html, " ");
    naast_html_element(html, "span", "class=\"id whole\"", text_id(cli, 'D', card->id));
    naast_html_close(html, "h3");
    if (card->org_name[0] != '\0')
        naast_html_data_element(html, "p", "class=\"soft\"", card->org_name);
    worth(cli, html, card);
    if (card->gated)
        gate(cli, html, card);
    marks(cli, html, card);
    naast_html_close(html, "li");
    naast_html_newline(html);
}

/* ---- a stage ---- */

static void deals(struct cli *cli, naast_html *html, const struct board_stage *stage)
{
    int64_t more = stage->tally.deals - (int64_t)stage->card_count;
    if (stage->card_count > 0) {
        naast_html_open(html, "ul", "class=\"deals\"");
        naast_html_newline(html);
        for (size_t i = 0; i < stage->card_count; i++)
            deal(cli, html, &stage->cards[i]);
        naast_html_close(html, "ul");
        naast_html_newline(html);
    }
    if (more > 0 && !stage->last)
        naast_html_element(html, "p", "class=\"soft\"", words(cli, W_AND_MORE, text_count(cli, more)));
}

static void stage_of(struct cli *cli, naast_html *html, const struct board_stage *stage)
{
    naast_html_open(html, "section", stage->tally.deals == 0 ? "class=\"stage vacant\"" : "class=\"stage\"");
    naast_html_data_element(html, "h2", NULL, stage->name);
    naast_html_open(html, "p", "class=\"tally\"");
    naast_html_element(html, "span", NULL, deals_words(cli, stage->tally.deals));
    for (size_t i = 0; i < stage->tally.total_count; i++)
        naast_html_element(html, "span", NULL, text_money(cli, stage->tally.totals[i]));
    naast_html_close(html, "p");
    naast_html_newline(html);
    deals(cli, html, stage);
    naast_html_close(html, "section");
    naast_html_newline(html);
}

/* ---- figures ---- */

static const struct column columns[] = {
    {"stage", W_HEAD_STAGE, 0},
    {"deals", W_HEAD_DEALS, COLUMN_RIGHT},
    {"amount", W_HEAD_AMOUNT, COLUMN_RIGHT},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

/* The same deals that the board counts, a bar and a row for each stage. */
static void funnel(struct cli *cli, naast_html *html, const struct board *board)
{
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
    naast_html_open(html, "section", NULL);
    naast_html_element(html, "h2", NULL, word(cli, W_FUNNEL_TITLE));
    report_section(html, &report);
    naast_html_close(html, "section");
    naast_html_newline(html);
}

static void time_in_stage(struct cli *cli, naast_html *html, const struct board *board, const naast_stage_times *times)
{
    struct report report = time_report(cli, times);
    naast_html_open(html, "section", NULL);
    naast_html_element(html, "h2", NULL, word(cli, W_TIME_TITLE));
    if (board->chosen_by != NULL)
        naast_html_element(html, "p", "class=\"soft\"", word(cli, W_BOARD_TIME_OF_ALL));
    report_section(html, &report);
    naast_html_close(html, "section");
    naast_html_newline(html);
}

/* ---- the page ---- */

static const char *today(struct cli *cli) { return text_full_date(cli, cli_today(cli)); }

static void header(struct cli *cli, naast_html *html, const struct board *board)
{
    naast_html_open(html, "header", NULL);
    naast_html_element(html, "h1", NULL, word(cli, W_BOARD_TITLE));
    naast_html_element(html, "p", NULL, board_open(cli, board));
    naast_html_element(html, "p", "class=\"soft\"", words(cli, W_BOARD_OF, board->pipeline, today(cli)));
    if (board->chosen_by != NULL)
        naast_html_data_element(html, "p", "class=\"soft\"", words(cli, W_BOARD_CHOSEN, board->chosen_by));
    naast_html_close(html, "header");
    naast_html_newline(html);
}

static void page(struct cli *cli, naast_html *html, const struct board *board, const naast_stage_times *times)
{
    header(cli, html, board);
    naast_html_open(html, "main", "id=\"main\"");
    naast_html_open(html, "div", "class=\"board\"");
    naast_html_newline(html);
    for (size_t i = 0; i < board->stage_count; i++)
        stage_of(cli, html, &board->stages[i]);
    naast_html_close(html, "div");
    naast_html_open(html, "div", "class=\"pair\"");
    naast_html_newline(html);
    funnel(cli, html, board);
    time_in_stage(cli, html, board, times);
    naast_html_close(html, "div");
    naast_html_close(html, "main");
    naast_html_newline(html);
    naast_html_open(html, "footer", NULL);
    naast_html_element(html, "p", NULL, words(cli, W_REPORT_PAGE_HEAD, today(cli), times->head));
    naast_html_close(html, "footer");
    naast_html_newline(html);
}

int board_page(struct cli *cli, const struct board *board)
{
    naast_stage_times *times;
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    spec.pipeline = board->pipeline;
    int status = cli_check(cli, naast_report_time(cli->store, &spec, &times));
    if (status != NAAST_OK)
        return status;
    naast_html *html = page_begin(cli, word(cli, W_BOARD_TITLE), NAAST_HTML_WIDE);
    page(cli, html, board, times);
    naast_free(times);
    return page_end(cli, html);
}
