/* table.c: one list or record to every output. */
#include "output/table.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "output/cell.h"
#include "output/json.h"
#include "output/records.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "words/words.h"

struct table {
    struct cli *cli;
    const char *name;
    const struct column *columns;
    size_t count;
    size_t rows;
    enum word empty;
    int status;
    struct json json;
    bool json_list_closed;
    const char **texts; /* of text: `shown` cells for each row */
    size_t shown, room;
};

const char *cell_for_people(struct cli *cli, const struct cell *cell)
{
    if (cell->name != NULL)
        return text_safe(cli, cell->name);
    switch (cell->type) {
    case CELL_TEXT:
        return text_safe(cli, cell->text);
    case CELL_INT:
        return text_count(cli, cell->number);
    case CELL_SHARE:
        return cli_printf(cli, "%d%%", (int)((cell->number + 50) / 100));
    case CELL_BOOL:
        return word(cli, cell->number != 0 ? W_YES : W_NO);
    case CELL_DATE:
        return text_date(cli, (naast_date)cell->number);
    case CELL_TIME:
        return text_date(cli, naast_date_of(cell->number));
    case CELL_MONEY:
        return text_money(cli, cell->money);
    default:
        return cell_for_machines(cli, cell);
    }
}

struct table *table_begin(struct cli *cli, const char *name, const struct column *columns, size_t count,
                          enum word empty)
{
    struct table *table = cli_keep(cli, sizeof *table);
    *table = (struct table){.cli = cli, .name = name, .columns = columns, .count = count, .empty = empty};
    table->status = rows_check(cli, columns, count);
    if (table->status != NAAST_OK)
        return table;
    if (cli->output == OUTPUT_JSON) {
        json_begin(&table->json, cli);
        json_open_array(&table->json, name);
    } else if (cli->output == OUTPUT_TEXT) {
        for (size_t i = 0; i < count; i++)
            table->shown += column_is_listed(&columns[i]);
    } else {
        rows_head(cli, columns, count);
    }
    return table;
}

static void text_row(struct table *table, const struct cell *cells)
{
    size_t at = (table->rows - 1) * table->shown;
    table->texts =
        cli_room(table->cli, table->texts, table->rows - 1, table->shown * sizeof(const char *), &table->room);
    for (size_t i = 0; i < table->count; i++) {
        if (!column_is_listed(&table->columns[i]))
            continue;
        const char *text = cell_for_people(table->cli, &cells[i]);
        bool borrowed = cells[i].type == CELL_TEXT; /* the row's owner may release it before the table ends */
        table->texts[at++] = borrowed ? cli_keep_text(table->cli, text) : text;
    }
}

void table_row(struct table *table, const struct cell *cells)
{
    const struct kept *mark = kept_mark(table->cli);
    if (table->status != NAAST_OK)
        return;
    table->rows++;
    if (table->cli->output == OUTPUT_TEXT) {
        text_row(table, cells);
        return;
    }
    if (table->cli->output == OUTPUT_JSON) {
        json_open_object(&table->json, NULL);
        cells_json(&table->json, table->columns, cells, table->count);
        json_close_object(&table->json);
    } else {
        rows_write(table->cli, table->columns, cells, table->count);
    }
    kept_release(table->cli, mark); /* what is written needs no memory any more, however many rows follow */
}

static struct json *after_list(struct table *table)
{
    if (!table->json_list_closed)
        json_close_array(&table->json);
    table->json_list_closed = true;
    return &table->json;
}

void table_flag(struct table *table, const char *key, bool value)
{
    if (table->status == NAAST_OK && table->cli->output == OUTPUT_JSON)
        json_bool(after_list(table), key, value);
}

void table_text(struct table *table, const char *key, const char *text)
{
    if (table->status == NAAST_OK && table->cli->output == OUTPUT_JSON)
        json_text(after_list(table), key, text);
}

struct json *table_json(struct table *table)
{
    return table->status == NAAST_OK && table->cli->output == OUTPUT_JSON ? after_list(table) : NULL;
}

enum { GAP = 2, WIDE_LEAST = 5, WIDE_FAIR = 9 };

/* A column that is printed: one in which no row has anything is left out. */
struct printed {
    const struct column *column;
    size_t at; /* among the cells of a row */
    int width;
};

static const char *printed_text(const struct table *table, const struct printed *printed, size_t row)
{
    return table->texts[row * table->shown + printed->at];
}

static size_t choose(const struct table *table, struct printed printed[])
{
    size_t count = 0, at = 0;
    for (size_t i = 0; i < table->count; i++) {
        if (!column_is_listed(&table->columns[i]))
            continue;
        struct printed *next = &printed[count];
        *next = (struct printed){&table->columns[i], at++, 0};
        for (size_t row = 0; row < table->rows; row++) {
            int width = text_width(printed_text(table, next, row));
            next->width = width > next->width ? width : next->width;
        }
        int head = text_width(word(table->cli, next->column->head));
        count += next->width > 0;
        next->width = head > next->width ? head : next->width;
    }
    return count;
}

/* The widest of the columns that may give way and are wider than that, but for those with one of these flags. */
static struct printed *gives_way(struct printed printed[], size_t count, int least, unsigned but)
{
    struct printed *widest = NULL;
    for (size_t i = 0; i < count; i++) {
        unsigned flags = printed[i].column->flags;
        if ((flags & COLUMN_WIDE) != 0 && (flags & but) == 0 && printed[i].width > least &&
            (widest == NULL || printed[i].width > widest->width))
            widest = &printed[i];
    }
    return widest;
}

/* Where the terminal is narrow, columns give way letter by letter: those that are kept last. */
static void fit(const struct table *table, struct printed printed[], size_t count)
{
    int sum = -GAP;
    for (size_t i = 0; i < count; i++)
        sum += printed[i].width + GAP;
    for (; sum > table->cli->width; sum--) {
        struct printed *widest = gives_way(printed, count, WIDE_FAIR, COLUMN_KEPT);
        if (widest == NULL)
            widest = gives_way(printed, count, WIDE_LEAST, 0);
        if (widest == NULL)
            return;
        widest->width--;
    }
}

/* `gap`: the columns that are still empty before it: they are written with what comes, so that no line ends in blanks.
 */
static void print_cell(FILE *out, const struct printed *printed, const char *text, int *gap)
{
    const int free = printed->width - text_width(text);
    const bool right = (printed->column->flags & COLUMN_RIGHT) != 0;
    if (text[0] == '\0') {
        *gap += printed->width + GAP;
        return;
    }
    text_pad(out, "", *gap + (right ? free : 0));
    fputs(text, out);
    *gap = GAP + (right ? 0 : free);
}

static const char *printed_head(const struct table *table, const struct printed *printed)
{
    return text_cut(table->cli, word(table->cli, printed->column->head), printed->width);
}

/* A text that was cut may be narrower than there was room for: a wide letter did not fit. */
static void narrow(const struct table *table, struct printed *printed)
{
    int widest = text_width(printed_head(table, printed));
    for (size_t row = 0; row < table->rows; row++) {
        const int width = text_width(text_cut(table->cli, printed_text(table, printed, row), printed->width));
        widest = width > widest ? width : widest;
    }
    printed->width = widest;
}

static void print_lines(const struct table *table, struct printed printed[], size_t count)
{
    FILE *out = table->cli->out;
    int gap = 0;
    for (size_t i = 0; i < count; i++) {
        narrow(table, &printed[i]);
        print_cell(out, &printed[i], printed_head(table, &printed[i]), &gap);
    }
    fputc('\n', out);
    for (size_t row = 0; row < table->rows; row++) {
        gap = 0;
        for (size_t i = 0; i < count; i++) {
            const char *text = text_cut(table->cli, printed_text(table, &printed[i], row), printed[i].width);
            print_cell(out, &printed[i], text, &gap);
        }
        fputc('\n', out);
    }
}

static void print_text(struct table *table)
{
    struct cli *cli = table->cli;
    struct printed *printed = cli_keep(cli, table->shown * sizeof *printed);
    size_t count = choose(table, printed);
    if (cli->narrow)
        fit(table, printed, count);
    print_lines(table, printed, count);
}

int table_end(struct table *table)
{
    struct cli *cli = table->cli;
    if (table->status != NAAST_OK)
        return table->status;
    if (cli->output == OUTPUT_JSON)
        json_end(after_list(table));
    else if (cli->output == OUTPUT_TEXT && table->rows == 0)
        cli_note(cli, table->empty);
    else if (cli->output == OUTPUT_TEXT)
        print_text(table);
    return table->status;
}

static void record_text(struct cli *cli, const struct column *columns, const struct cell *cells, size_t count)
{
    int widest = 0;
    for (size_t i = 0; i < count; i++) {
        int width = text_width(word(cli, columns[i].head));
        widest = cells[i].type != CELL_NONE && width > widest ? width : widest;
    }
    for (size_t i = 0; i < count; i++) {
        if (cells[i].type == CELL_NONE || (columns[i].flags & COLUMN_HIDDEN) != 0)
            continue;
        text_pad(cli->out, word(cli, columns[i].head), widest + 2);
        const char *text = cells[i].type == CELL_TEXT && cells[i].name == NULL ? text_safe_lines(cli, cells[i].text)
                                                                               : cell_for_people(cli, &cells[i]);
        text_wrap(cli, cli->out, text, widest + 2, widest + 2);
    }
}

int record_print(struct cli *cli, const char *name, int64_t rev, const struct column *columns, const struct cell *cells,
                 size_t count, struct json *json)
{
    struct json own = {0}, *writer = json != NULL ? json : &own;
    if (cli->output == OUTPUT_TEXT) {
        record_text(cli, columns, cells, count);
        return NAAST_OK;
    }
    if (cli->output != OUTPUT_JSON) {
        int status = rows_check(cli, columns, count);
        if (status == NAAST_OK) {
            rows_head(cli, columns, count);
            rows_write(cli, columns, cells, count);
        }
        return status;
    }
    json_begin(writer, cli);
    if (rev != 0)
        json_int(writer, "rev", rev);
    json_open_object(writer, name);
    cells_json(writer, columns, cells, count);
    json_close_object(writer);
    if (json == NULL)
        json_end(writer);
    return NAAST_OK;
}

int changed_print(struct cli *cli, char letter, naast_id id)
{
    return cli->output == OUTPUT_TEXT ? NAAST_OK : id_print(cli, letter, id);
}

int id_print(struct cli *cli, char letter, naast_id id)
{
    static const struct column columns[] = {{"id", W_HEAD_ID, 0}};
    struct cell cell = cell_id(letter, id);
    if (cli->output == OUTPUT_TEXT) {
        fprintf(cli->out, "%s\n", text_id(cli, letter, id));
        return NAAST_OK;
    }
    if (cli->output == OUTPUT_JSON) {
        struct json json;
        json_begin(&json, cli);
        json_id(&json, "id", letter, id);
        json_end(&json);
        return NAAST_OK;
    }
    int status = rows_check(cli, columns, 1);
    if (status == NAAST_OK) {
        rows_head(cli, columns, 1);
        rows_write(cli, columns, &cell, 1);
    }
    return status;
}
