/* board.c: the deals side by side, stage by stage. */
#include "commands/overview/board.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/overview/report_run.h"
#include "input/deal_filter.h"
#include "input/values.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

enum { USUAL_CARDS = 5, USUAL_CARDS_OF_A_PAGE = 20, MOST_CARDS = 10000 };

/* ---- what was asked for ---- */

/* The filter as it was typed, for people; NULL: nothing chooses but the pipeline. */
static const char *chosen_by(struct cli *cli, const struct args *args)
{
    const char *owner = args_value(args, "owner");
    struct grown typed = {0};
    for (size_t i = 0; i < args->count; i++) {
        if (strncmp(args->operands[i], "pipeline:", strlen("pipeline:")) != 0)
            cli_list(cli, &typed, " ", args->operands[i]);
    }
    if (owner != NULL)
        cli_list(cli, &typed, " ", cli_printf(cli, "owner:%s", owner));
    return typed.text;
}

static int read_filter(struct cli *cli, const struct args *args, naast_deal_filter *filter)
{
    const char *owner = args_value(args, "owner"), *pipeline = args_value(args, "pipeline");
    int status = deal_filter_read(cli, args, filter);
    if (status != NAAST_OK)
        return status;
    if (filter->outcome != NULL)
        return cli_wrong(cli, W_BOARD_NO_OUTCOME, filter->outcome);
    if (owner != NULL)
        filter->owner = cli_owner(cli, owner);
    if (pipeline != NULL)
        filter->pipeline = pipeline;
    return NAAST_OK;
}

static bool is_empty(const struct board *board)
{
    for (size_t i = 0; i < board->stage_count; i++) {
        if (board->stages[i].tally.deals > 0)
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

static void print_text(struct cli *cli, const struct board *board)
{
    if (!is_empty(board))
        board_print(cli, board);
    else if (board->chosen_by != NULL)
        cli_note(cli, W_NO_DEAL_FITS);
    else if (board->others == 0)
        cli_note(cli, W_BOARD_EMPTY);
    tell_others(cli, board);
}

static int run(struct cli *cli, const struct args *args)
{
    struct board board;
    naast_deal_filter filter;
    bool page = args_has(args, "html");
    int64_t top = page ? USUAL_CARDS_OF_A_PAGE : USUAL_CARDS;
    int status = report_outputs(cli, args);
    if (status == NAAST_OK)
        status = cli_number(cli, "--limit", args_value(args, "limit"), 1, MOST_CARDS, &top);
    if (status == NAAST_OK)
        status = read_filter(cli, args, &filter);
    if (status == NAAST_OK)
        status = board_read(cli, &filter, chosen_by(cli, args), (size_t)top, &board);
    if (status != NAAST_OK)
        return status;
    if (page)
        return board_page(cli, &board);
    if (cli->output == OUTPUT_JSON)
        board_json(cli, &board);
    else
        print_text(cli, &board);
    return NAAST_OK;
}

static const struct option options[] = {{"owner", "NAME", W_OPT_BOARD_OWNER, 0},
                                        {"pipeline", "NAME", W_OPT_PIPELINE, 0},
                                        {"limit", "N", W_OPT_BOARD_LIMIT, 0},
                                        {"html", NULL, W_OPTION_HTML, 0},
                                        OPTIONS_END};

const struct command command_board = {
    .name = "board",
    .needs = NEEDS_READ,
    .summary = W_DO_BOARD,
    .operands = "[FILTER...]",
    .options = options,
    .example = "naast board\nnaast board owner:me amount:10000..\nnaast board --html > board.html\n",
    .more = W_MORE_BOARD,
    .writes = WRITES_JSON | PAGED,
    .run = run,
};
