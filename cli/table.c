/* table.c: one list or record to every output. */
#include "table.h"

#include <libsmartcols/libsmartcols.h>
#include <string.h>

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
    struct libscols_table *text;
};

const char *cell_for_people(struct cli *cli, const struct cell *cell)
{
    switch (cell->type) {
    case CELL_TEXT:
        return text_safe(cli, cell->name != NULL ? cell->name : cell->text);
    case CELL_INT:
        return text_count(cli, cell->number);
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

/* The writer of text columns; NULL when there is no memory for it. */
static struct libscols_table *text_table(struct table *table)
{
    struct cli *cli = table->cli;
    struct libscols_table *text = scols_new_table();
    if (text == NULL)
        return NULL;
    scols_table_set_stream(text, cli->out);
    scols_table_set_column_separator(text, "  ");
    scols_table_enable_nowrap(text, 0);
    scols_table_set_termforce(text, cli->narrow ? SCOLS_TERMFORCE_ALWAYS : SCOLS_TERMFORCE_NEVER);
    scols_table_set_termwidth(text, (size_t)cli->width);
    for (size_t i = 0; i < table->count; i++) {
        unsigned flags = table->columns[i].flags;
        if ((flags & (COLUMN_HIDDEN | COLUMN_RECORD)) != 0)
            continue;
        int look =
            ((flags & COLUMN_RIGHT) != 0 ? SCOLS_FL_RIGHT : 0) | ((flags & COLUMN_WIDE) != 0 ? SCOLS_FL_TRUNC : 0);
        if (scols_table_new_column(text, word(cli, table->columns[i].head), 0, look) == NULL) {
            scols_unref_table(text);
            return NULL;
        }
    }
    return text;
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
        json_begin(&table->json, cli->out);
        json_open_array(&table->json, name);
    } else if (cli->output == OUTPUT_TEXT) {
        table->text = text_table(table);
        if (table->text == NULL)
            table->status = cli_failed(cli, NAAST_NO_MEMORY, W_NO_MEMORY);
    } else {
        rows_head(cli, columns, count);
    }
    return table;
}

static void text_row(struct table *table, const struct cell *cells)
{
    struct libscols_line *line = scols_table_new_line(table->text, NULL);
    size_t shown = 0;
    for (size_t i = 0; line != NULL && i < table->count; i++) {
        if ((table->columns[i].flags & (COLUMN_HIDDEN | COLUMN_RECORD)) != 0)
            continue;
        if (scols_line_set_data(line, shown++, cell_for_people(table->cli, &cells[i])) != 0)
            line = NULL;
    }
    if (line == NULL)
        table->status = cli_failed(table->cli, NAAST_NO_MEMORY, W_NO_MEMORY);
}

void table_row(struct table *table, const struct cell *cells)
{
    if (table->status != NAAST_OK)
        return;
    table->rows++;
    if (table->cli->output == OUTPUT_JSON) {
        json_open_object(&table->json, NULL);
        cells_json(&table->json, table->columns, cells, table->count);
        json_close_object(&table->json);
    } else if (table->cli->output == OUTPUT_TEXT) {
        text_row(table, cells);
    } else {
        rows_write(table->cli, table->columns, cells, table->count);
    }
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

int table_end(struct table *table)
{
    struct cli *cli = table->cli;
    if (table->status == NAAST_OK && cli->output == OUTPUT_JSON) {
        json_end(after_list(table));
    } else if (table->status == NAAST_OK && cli->output == OUTPUT_TEXT) {
        if (table->rows == 0)
            cli_note(cli, table->empty);
        else if (scols_print_table(table->text) != 0)
            table->status = cli_failed(cli, NAAST_IO, W_NO_MEMORY);
    }
    if (table->text != NULL)
        scols_unref_table(table->text);
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
    struct json own, *writer = json != NULL ? json : &own;
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
    json_begin(writer, cli->out);
    if (rev != 0)
        json_int(writer, "rev", rev);
    json_open_object(writer, name);
    cells_json(writer, columns, cells, count);
    json_close_object(writer);
    if (json == NULL)
        json_end(writer);
    return NAAST_OK;
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
        json_begin(&json, cli->out);
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
