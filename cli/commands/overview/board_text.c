/* board_text.c: the board in the terminal: as many stages side by side as there is room for, in bands. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/overview/board.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/counts.h"
#include "view/verdict.h"
#include "words/words.h"

enum { COLUMN_LEAST = 24, GAP = 2, CARD_LINES = 6, HEAD_LINES = 3 };

struct line {
    const char *text; /* safe, and cut to the column */
    enum colour colour;
};

/* What is in one column, from top to bottom. */
struct lines {
    struct cli *cli;
    struct line *items;
    size_t count, head; /* of them, those above the cards */
    int width;
};

static void add(struct lines *lines, enum colour colour, const char *text)
{
    lines->items[lines->count++] =
        (struct line){text_cut(lines->cli, text_safe(lines->cli, text), lines->width), colour};
}

static void add_card(struct lines *lines, const struct card *card)
{
    struct cli *cli = lines->cli;
    const char *worth = card_worth(cli, card), *marks = card_marks(cli, card);
    add(lines, PLAIN, cli_printf(cli, "%s %s", text_id(cli, 'D', card->id), card->title));
    if (card->org_name[0] != '\0')
        add(lines, FAINT, card->org_name);
    if (worth[0] != '\0')
        add(lines, PLAIN, worth);
    if (card->gated) {
        naast_verdict verdict = card->open ? NAAST_VERDICT_MET : NAAST_VERDICT_MISSING;
        add(lines, verdict_colour(verdict),
            cli_printf(cli, "%s %s", verdict_glyph(cli, verdict), card_gate(cli, card)));
    }
    if (marks[0] != '\0')
        add(lines, card->asleep ? WAITING : FAINT, marks);
    add(lines, PLAIN, "");
}

static void add_head(struct lines *lines, const struct board_stage *stage)
{
    struct cli *cli = lines->cli;
    add(lines, STRONG, stage->name);
    add(lines, PLAIN, deals_words(cli, stage->tally.deals));
    for (size_t i = 0; i < stage->tally.total_count; i++)
        add(lines, PLAIN, text_money(cli, stage->tally.totals[i]));
    lines->head = lines->count;
}

static struct lines column_lines(struct cli *cli, const struct board_stage *stage, int width)
{
    size_t most = HEAD_LINES + MOST_TOTALS + stage->card_count * CARD_LINES + 1;
    struct lines lines = {.cli = cli, .items = cli_keep(cli, most * sizeof(struct line)), .width = width};
    add_head(&lines, stage);
    for (size_t i = 0; i < stage->card_count; i++)
        add_card(&lines, &stage->cards[i]);
    int64_t more = stage->tally.deals - (int64_t)stage->card_count;
    if (more > 0 && !stage->last)
        add(&lines, FAINT, words(cli, W_AND_MORE, text_count(cli, more)));
    else if (stage->card_count > 0)
        lines.count--; /* nothing follows the last card */
    return lines;
}

/* One line of one column; *owed: the spaces that bring it in its place, and then the next one. */
static void print_cell(struct cli *cli, const struct line *line, int width, int *owed)
{
    int used = 0;
    if (line != NULL && line->text[0] != '\0') {
        used = text_width(line->text);
        fprintf(cli->out, "%*s", *owed, "");
        *owed = 0;
        colour_on(cli, cli->out, line->colour);
        fputs(line->text, cli->out);
        if (line->colour != PLAIN)
            colour_off(cli, cli->out);
    }
    *owed += width - used + GAP;
}

static void print_rows(struct cli *cli, const struct lines *columns, size_t count, size_t rows, bool heads)
{
    for (size_t row = 0; row < rows; row++) {
        int owed = 0;
        for (size_t i = 0; i < count; i++) {
            size_t at = heads ? row : columns[i].head + row;
            bool there = at < (heads ? columns[i].head : columns[i].count);
            print_cell(cli, there ? &columns[i].items[at] : NULL, columns[i].width, &owed);
        }
        fputc('\n', cli->out);
    }
}

static void print_rule(struct cli *cli, const struct lines *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (int at = 0; at < columns[i].width; at++)
            fputs(glyph(cli, GLYPH_LINE), cli->out);
        fprintf(cli->out, "%*s", i + 1 < count ? GAP : 1, i + 1 < count ? "" : "\n");
    }
}

static void print_band(struct cli *cli, const struct board_stage *const *stages, size_t count, int width)
{
    struct lines *columns = cli_keep(cli, count * sizeof *columns);
    size_t heads = 0, rows = 0;
    for (size_t i = 0; i < count; i++) {
        columns[i] = column_lines(cli, stages[i], width);
        heads = columns[i].head > heads ? columns[i].head : heads;
        rows = columns[i].count - columns[i].head > rows ? columns[i].count - columns[i].head : rows;
    }
    print_rows(cli, columns, count, heads, true);
    print_rule(cli, columns, count);
    print_rows(cli, columns, count, rows, false);
}

/* What is in a line below instead: stages without deals, and the last one, whose deals are only counted. */
static void print_below(struct cli *cli, const struct board *board)
{
    const char *empty = "";
    for (size_t i = 0; i < board->stage_count; i++) {
        const struct board_stage *stage = &board->stages[i];
        if (stage->tally.deals == 0)
            empty = cli_printf(cli, "%s%s%s", empty, empty[0] == '\0' ? "" : ", ", stage->name);
        else if (stage->last)
            text_wrap(cli, cli->out, words(cli, W_BOARD_STAGE_LINE, stage->name, tally_all(cli, &stage->tally)), 0, 2);
    }
    if (empty[0] != '\0')
        text_wrap(cli, cli->out, words(cli, W_BOARD_NOWHERE, empty), 0, 2);
}

void board_print(struct cli *cli, const struct board *board)
{
    const struct board_stage **shown = cli_keep(cli, board->stage_count * sizeof(struct board_stage *));
    size_t room = (size_t)((cli->width + GAP) / (COLUMN_LEAST + GAP)), count = 0;
    bool all = room >= board->stage_count;
    for (size_t i = 0; i < board->stage_count; i++) {
        const struct board_stage *stage = &board->stages[i];
        if (all || (stage->tally.deals > 0 && !stage->last))
            shown[count++] = stage;
    }
    room = room < 1 ? 1 : room > count ? count : room;
    int width = count == 0 ? 0 : (cli->width - (int)(room - 1) * GAP) / (int)room;
    for (size_t at = 0; at < count; at += room) {
        print_band(cli, &shown[at], count - at < room ? count - at : room, width);
        fputc('\n', cli->out);
    }
    if (!all)
        print_below(cli, board);
    text_wrap(cli, cli->out, board_open(cli, board), 0, 2);
}
