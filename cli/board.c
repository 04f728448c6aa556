/* board.c: the deals side by side, stage by stage. */
#include "board.h"

enum { COLUMN_LEAST = 24, GAP = 2, CARD_LINES = 5, HEAD_LINES = 3 };

struct line {
    const char *text; /* safe, and cut to the column */
    enum colour colour;
};

/* What stands in one column, from top to bottom. */
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
    const char *day = words(cli, W_BOARD_DAY, cli_printf(cli, "%d", board_day(cli, card)));
    const char *amount = text_money(cli, card->amount);
    if (card->unverified)
        day = cli_printf(cli, "%s %s %s", day, glyph(cli, GLYPH_DOT), word(cli, W_BOARD_IMPORTED));
    add(lines, PLAIN, cli_printf(cli, "%s %s", text_id(cli, 'D', card->id), card->title));
    if (card->org[0] != '\0')
        add(lines, FAINT, card->org);
    add(lines, PLAIN, amount[0] == '\0' ? day : cli_printf(cli, "%s %s %s", amount, glyph(cli, GLYPH_DOT), day));
    if (card->gated) {
        naast_verdict verdict = card->open ? NAAST_MET : NAAST_MISSING;
        const char *said =
            card->open ? word(cli, W_GATE_CLEAR) : words(cli, W_GATE_NOT_YET, cli_printf(cli, "%d", card->missing));
        add(lines, verdict_colour(verdict), cli_printf(cli, "%s %s", verdict_glyph(cli, verdict), said));
    }
    add(lines, PLAIN, "");
}

static void add_head(struct lines *lines, const struct board_stage *stage)
{
    struct cli *cli = lines->cli;
    const char *count = text_count(cli, stage->deals);
    add(lines, STRONG, stage->name);
    add(lines, PLAIN, stage->deals == 1 ? word(cli, W_BOARD_ONE_DEAL) : words(cli, W_BOARD_DEALS, count));
    for (size_t i = 0; i < stage->total_count; i++)
        add(lines, PLAIN, text_money(cli, stage->totals[i]));
    lines->head = lines->count;
}

static struct lines column_lines(struct cli *cli, const struct board_stage *stage, int width)
{
    size_t most = HEAD_LINES + MOST_TOTALS + stage->card_count * CARD_LINES + 1;
    struct lines lines = {.cli = cli, .items = cli_keep(cli, most * sizeof(struct line)), .width = width};
    add_head(&lines, stage);
    for (size_t i = 0; i < stage->card_count; i++)
        add_card(&lines, &stage->cards[i]);
    int64_t more = stage->deals - (int64_t)stage->card_count;
    if (more > 0 && !stage->last)
        add(&lines, FAINT, words(cli, W_BOARD_MORE, text_count(cli, more)));
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

/* So many stages side by side as there is room for. */
static void print_band(struct cli *cli, const struct board_stage *stages, size_t count, int width)
{
    struct lines *columns = cli_keep(cli, count * sizeof *columns);
    size_t heads = 0, rows = 0;
    for (size_t i = 0; i < count; i++) {
        columns[i] = column_lines(cli, &stages[i], width);
        heads = columns[i].head > heads ? columns[i].head : heads;
        rows = columns[i].count - columns[i].head > rows ? columns[i].count - columns[i].head : rows;
    }
    print_rows(cli, columns, count, heads, true);
    print_rule(cli, columns, count);
    print_rows(cli, columns, count, rows, false);
}

static void print_text(struct cli *cli, const struct board *board)
{
    size_t side_by_side = (size_t)((cli->width + GAP) / (COLUMN_LEAST + GAP));
    side_by_side = side_by_side < 1 ? 1 : side_by_side > board->stage_count ? board->stage_count : side_by_side;
    int width = (cli->width - (int)(side_by_side - 1) * GAP) / (int)side_by_side;
    for (size_t at = 0; at < board->stage_count; at += side_by_side) {
        size_t left = board->stage_count - at;
        if (at > 0)
            fputc('\n', cli->out);
        print_band(cli, &board->stages[at], left < side_by_side ? left : side_by_side, width);
    }
}

static void json_card(struct cli *cli, struct json *json, const struct card *card)
{
    json_open_object(json, NULL);
    json_id(json, "id", 'D', card->id);
    json_text(json, "title", card->title);
    json_text_or_null(json, "org_name", card->org);
    json_text_or_null(json, "owner", card->owner);
    json_money(json, card->amount);
    json_int(json, "day", board_day(cli, card));
    json_time(json, "since", card->since);
    json_bool(json, "unverified", card->unverified);
    if (card->gated)
        json_bool(json, "gate_open", card->open);
    else
        json_put_null(json, "gate_open");
    json_int(json, "missing", card->missing);
    json_close_object(json);
}

static void json_stage(struct cli *cli, struct json *json, const struct board_stage *stage)
{
    json_open_object(json, NULL);
    json_text(json, "stage", stage->code);
    json_text(json, "name", stage->name);
    json_int(json, "deals", stage->deals);
    json_open_array(json, "totals");
    for (size_t i = 0; i < stage->total_count; i++) {
        json_open_object(json, NULL);
        json_money(json, stage->totals[i]);
        json_close_object(json);
    }
    json_close_array(json);
    json_open_array(json, "cards");
    for (size_t i = 0; i < stage->card_count; i++)
        json_card(cli, json, &stage->cards[i]);
    json_close_array(json);
    json_close_object(json);
}

static void print_json(struct cli *cli, const struct board *board)
{
    struct json json;
    json_begin(&json, cli->out);
    json_text(&json, "pipeline", board->pipeline);
    json_open_array(&json, "stages");
    for (size_t i = 0; i < board->stage_count; i++)
        json_stage(cli, &json, &board->stages[i]);
    json_close_array(&json);
    json_end(&json);
}

static bool is_empty(const struct board *board)
{
    for (size_t i = 0; i < board->stage_count; i++) {
        if (board->stages[i].deals > 0)
            return false;
    }
    return true;
}

static void tell_others(struct cli *cli, const struct board *board)
{
    if (board->others == 0)
        return;
    const char *count = text_count(cli, board->others);
    cli_note(cli, board->others == 1 ? W_BOARD_ONE_OTHER : W_BOARD_OTHERS, count, board->other);
}

static int run(struct cli *cli, const struct args *args)
{
    struct board board;
    int64_t top = 5;
    int status = cli_number(cli, "--limit", args_value(args, "limit"), 1, 10000, &top);
    if (status == NAAST_OK)
        status = board_read(cli, args_value(args, "pipeline"), (size_t)top, &board);
    if (status != NAAST_OK)
        return status;
    if (cli->output == OUTPUT_JSON) {
        print_json(cli, &board);
        return NAAST_OK;
    }
    if (!is_empty(&board))
        print_text(cli, &board);
    else if (board.others == 0)
        cli_note(cli, W_BOARD_EMPTY);
    tell_others(cli, &board);
    return NAAST_OK;
}

static const struct option options[] = {
    {"pipeline", "NAME", W_OPT_PIPELINE, 0}, {"limit", "N", W_OPT_TOP, 0}, OPTIONS_END};

const struct command command_board = {
    .name = "board",
    .needs = NEEDS_READ,
    .summary = W_DO_BOARD,
    .options = options,
    .example = "naast board\nnaast board --limit 3\n",
    .writes = WRITES_JSON | PAGED,
    .run = run,
};
