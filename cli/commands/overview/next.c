/* next.c: what is due, most pressing first. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "naast-agenda.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/json.h"
#include "output/table.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/agenda_commands.h"
#include "view/agenda_text.h"
#include "words/words.h"

static const struct column columns[] = {
    {"reason", W_NONE, COLUMN_HIDDEN},      {"deal", W_NONE, COLUMN_HIDDEN | COLUMN_ID},
    {"title", W_NONE, COLUMN_HIDDEN},       {"org", W_NONE, COLUMN_HIDDEN},
    {"org_name", W_NONE, COLUMN_HIDDEN},    {"person", W_NONE, COLUMN_HIDDEN},
    {"person_name", W_NONE, COLUMN_HIDDEN}, {"person_org", W_NONE, COLUMN_HIDDEN},
    {"owner", W_NONE, COLUMN_HIDDEN},       {"stage", W_NONE, COLUMN_HIDDEN},
    {"outcome", W_NONE, COLUMN_HIDDEN},     {"item", W_NONE, COLUMN_HIDDEN},
    {"kind", W_NONE, COLUMN_HIDDEN},        {"task", W_NONE, COLUMN_HIDDEN | COLUMN_ID},
    {"text", W_NONE, COLUMN_HIDDEN},        {"check", W_NONE, COLUMN_HIDDEN},
    {"verdict", W_NONE, COLUMN_HIDDEN},     {"ask", W_NONE, COLUMN_HIDDEN},
    {"on", W_NONE, COLUMN_HIDDEN},          {"days", W_NONE, COLUMN_HIDDEN},
    {"blockers", W_NONE, COLUMN_HIDDEN},    {"count", W_NONE, COLUMN_HIDDEN},
    {"also", W_NONE, COLUMN_HIDDEN},        {"fix", W_NONE, COLUMN_HIDDEN},
};
enum {
    COLUMNS = sizeof columns / sizeof columns[0],
    MARGIN = 4,
    GAP = 2,
    WIDE = 120,
    WHAT_LINES = 2,
    LEAST = 20,
    MOST_LINES = 1000000
};

/* ---- for machines ---- */

static struct cell verdict_cell(const naast_agenda_line *line)
{
    return line->check[0] == '\0' || line->verdict == NAAST_VERDICT_MET ? cell_none()
                                                                        : cell_text(naast_verdict_code(line->verdict));
}

static int row(struct cli *cli, struct next_pipelines *pipelines, struct table *table, const naast_agenda_line *line)
{
    const char *fix = "";
    int status = next_fix(cli, pipelines, line, false, &fix);
    const struct cell cells[COLUMNS] = {
        cell_text(naast_reason_code(line->reason)),
        cell_id('D', line->deal),
        cell_text(line->title),
        cell_id('O', line->org),
        cell_text(line->org_name),
        cell_id('P', line->person),
        cell_text(line->person_name),
        cell_text(line->person_org),
        cell_text(line->owner),
        cell_text(line->stage),
        cell_text(line->outcome),
        cell_text(line->item == 0 ? "" : text_item(cli, line->deal, line->item)),
        cell_text(line->kind),
        cell_id('T', line->task),
        cell_text(line->text),
        cell_text(line->check),
        verdict_cell(line),
        cell_text(line->ask),
        cell_date(line->day),
        line->day == 0 ? cell_none() : cell_int(line->days),
        line->blockers == 0 ? cell_none() : cell_int(line->blockers),
        line->count == 0 ? cell_none() : cell_int(line->count),
        cell_int(line->also),
        cell_text(fix),
    };
    if (status == NAAST_OK)
        table_row(table, cells);
    return status;
}

static int print_rows(struct cli *cli, struct next_pipelines *pipelines, const naast_agenda *agenda)
{
    struct table *table = table_begin(cli, "lines", columns, COLUMNS, W_NONE);
    int status = NAAST_OK;
    for (size_t k = 0; status == NAAST_OK && k < agenda->count; k++)
        status = row(cli, pipelines, table, &agenda->items[k]);
    table_text(table, "until", text_iso_date(cli, agenda->until));
    table_flag(table, "more", agenda->left_out > 0);
    struct json *json = table_json(table);
    if (json != NULL)
        json_int(json, "more_lines", agenda->left_out);
    table_flag(table, "more_at_least", agenda->left_out_at_least != 0);
    const int ended = table_end(table);
    return status == NAAST_OK ? ended : status;
}

/* ---- for people ---- */

/* As wide as the widest of them, so that the lines are in columns. */
static int when_columns(struct cli *cli, const naast_agenda *agenda)
{
    int widest = 0;
    for (size_t k = 0; k < agenda->count; k++) {
        const int width = text_width(next_when(cli, &agenda->items[k]));
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* How long and with whom; what, on the same line where there is room for both; below it what to type. */
static int print_line(struct cli *cli, struct next_pipelines *pipelines, const naast_agenda_line *line, int when)
{
    const bool wide = cli->width >= WIDE;
    const char *fix = "", *who = next_who(cli, line), *what = next_what(cli, line);
    const char *also =
        line->also == 0
            ? ""
            : cli_printf(cli, "  (%s)",
                         words(cli, W_NEXT_ALSO, text_count(cli, line->also), text_id(cli, 'D', line->deal)));
    const int room = cli->width - MARGIN - when - GAP - text_width(also);
    int status = next_fix(cli, pipelines, line, true, &fix);
    if (status != NAAST_OK)
        return status;
    if (*who == '\0' || wide)
        who = *who == '\0' ? what : cli_printf(cli, "%s: %s", who, what);
    colour_on(cli, cli->out, next_colour(line));
    fprintf(cli->out, " %s  ", next_glyph(cli, line));
    text_pad(cli->out, next_when(cli, line), when + GAP);
    colour_off(cli, cli->out);
    fprintf(cli->out, "%s%s\n", text_cut(cli, who, room > LEAST ? room : LEAST), also);
    if (!wide && who != what) {
        fprintf(cli->out, "%*s", MARGIN, "");
        text_wrap(cli, cli->out, text_cut(cli, what, (cli->width - MARGIN) * WHAT_LINES), MARGIN, MARGIN);
    }
    fprintf(cli->out, "%*s%s\n", MARGIN, "", fix);
    return NAAST_OK;
}

static void tell_more(struct cli *cli, const struct args *args, const naast_agenda *agenda)
{
    const char *deal = args_operand(args, 0), *owner = args_value(args, "owner"), *until = args_value(args, "until");
    const char *command = deal == NULL ? "naast next --all" : cli_printf(cli, "naast next %s", text_shell(cli, deal));
    if (owner != NULL)
        command = cli_printf(cli, "%s --owner %s", command, text_shell(cli, owner));
    if (until != NULL)
        command = cli_printf(cli, "%s --until %s", command, text_shell(cli, until));
    if (agenda->left_out == 1 && !agenda->left_out_at_least)
        cli_note(cli, W_NEXT_MORE_ONE, command);
    else if (agenda->left_out > 0)
        cli_note(cli, agenda->left_out_at_least ? W_NEXT_MORE_LEAST : W_NEXT_MORE_LINES,
                 text_count(cli, agenda->left_out), command);
}

static int print_text(struct cli *cli, const struct args *args, struct next_pipelines *pipelines,
                      const naast_agenda *agenda)
{
    const int when = when_columns(cli, agenda);
    int status = NAAST_OK;
    for (size_t k = 0; status == NAAST_OK && k < agenda->count; k++)
        status = print_line(cli, pipelines, &agenda->items[k], when);
    if (status != NAAST_OK)
        return status;
    fflush(cli->out);
    if (agenda->count == 0)
        cli_note(cli, W_NEXT_NOTHING, text_date(cli, agenda->until));
    tell_more(cli, args, agenda);
    return NAAST_OK;
}

/* ---- the command ---- */

static int read_filter(struct cli *cli, const struct args *args, naast_agenda_filter *filter, naast_page *page)
{
    int64_t limit = 0;
    if (args_has(args, "all") && args_has(args, "limit"))
        return cli_wrong(cli, W_LIMIT_AND_ALL);
    int status = cli_number(cli, "--limit", args_value(args, "limit"), 1, MOST_LINES, &limit);
    if (status == NAAST_OK)
        status = cli_date(cli, "--until", args_value(args, "until"), &filter->until);
    if (status == NAAST_OK)
        status = cli_deal(cli, args_operand(args, 0), &filter->deal);
    filter->owner = cli_owner(cli, args_value(args, "owner"));
    page->limit = (uint32_t)limit;
    filter->all = args_has(args, "all");
    return status;
}

static int print(struct cli *cli, const struct args *args, const naast_agenda *agenda)
{
    struct next_pipelines pipelines = {0};
    int status =
        cli->output == OUTPUT_TEXT ? print_text(cli, args, &pipelines, agenda) : print_rows(cli, &pipelines, agenda);
    next_pipelines_free(&pipelines);
    return status;
}

static int run(struct cli *cli, const struct args *args)
{
    naast_agenda_filter filter = NAAST_AGENDA_FILTER_INIT;
    naast_page page = NAAST_PAGE_INIT;
    naast_agenda *agenda = NULL;
    int status = read_filter(cli, args, &filter, &page);
    if (status != NAAST_OK)
        return status;
    status = naast_agenda_list(cli->store, &filter, &page, &agenda);
    /* Who has written nothing yet has nothing due. */
    if (status == NAAST_NOT_FOUND && filter.owner == cli->actor) {
        const naast_agenda nothing = {.until = filter.until ? filter.until : cli_today(cli)};
        return print(cli, args, &nothing);
    }
    status = cli_check(cli, status);
    if (status == NAAST_OK)
        status = print(cli, args, agenda);
    naast_free(agenda);
    return status;
}

static const struct option options[] = {{"owner", "NAME", W_OPT_NEXT_OWNER, 0},
                                        {"until", "DATE", W_OPT_NEXT_UNTIL, 0},
                                        {"limit", "N", W_OPT_NEXT_LIMIT, 0},
                                        {"all", NULL, W_OPT_NEXT_ALL, 0},
                                        OPTIONS_END};

const struct command command_next = {
    .name = "next",
    .needs = NEEDS_READ,
    .summary = W_DO_NEXT,
    .operands = "[DEAL]",
    .options = options,
    .example = "naast next\nnaast next D1\nnaast next --owner me --until friday\n",
    .more = W_MORE_NEXT,
    .writes = WRITES_JSON | WRITES_RECORDS | PAGED,
    .run = run,
};
