/* rows.c: records for machines: JSONL, CSV, --format and -z, one after the other. */
#include <string.h>

#include "table.h"

const char *cell_for_machines(struct cli *cli, const struct cell *cell)
{
    switch (cell->type) {
    case CELL_TEXT:
        return cell->text;
    case CELL_INT:
        return cli_printf(cli, "%lld", (long long)cell->number);
    case CELL_SHARE:
        return cli_printf(cli, "%d.%04d", (int)cell->number / 10000, (int)cell->number % 10000);
    case CELL_BOOL:
        return cell->number != 0 ? "true" : "false";
    case CELL_DATE:
        return text_iso_date(cli, (naast_date)cell->number);
    case CELL_TIME:
        return text_iso_time(cli, cell->number);
    case CELL_ID:
        return text_id(cli, cell->letter, cell->number);
    case CELL_MONEY:
        return text_decimal(cli, cell->money);
    case CELL_CURRENCY:
        return cli_keep_text(cli, cell->money.currency);
    case CELL_NONE:
        break;
    }
    return "";
}

void cell_json(struct json *json, const char *key, const struct cell *cell)
{
    char decimal[TEXT_DECIMAL];
    switch (cell->type) {
    case CELL_NONE:
        json_put_null(json, key);
        break;
    case CELL_TEXT:
        json_text(json, key, cell->text);
        break;
    case CELL_INT:
        json_int(json, key, cell->number);
        break;
    case CELL_SHARE:
        json_share(json, key, (int32_t)cell->number);
        break;
    case CELL_BOOL:
        json_bool(json, key, cell->number != 0);
        break;
    case CELL_DATE:
        json_date(json, key, (naast_date)cell->number);
        break;
    case CELL_TIME:
        json_time(json, key, cell->number);
        break;
    case CELL_ID:
        json_id(json, key, cell->letter, cell->number);
        break;
    case CELL_MONEY:
        json_text(json, key, text_decimal_into(decimal, cell->money));
        break;
    case CELL_CURRENCY:
        json_text(json, key, cell->money.currency);
        break;
    }
}

void cells_json(struct json *json, const struct column *columns, const struct cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cell_json(json, columns[i].key, &cells[i]);
}

static void end_record(struct cli *cli) { fputc(cli->zero ? '\0' : '\n', cli->out); }

bool csv_wants_guard(const char *text)
{
    static const char *const wide[] = {"＝", "＋", "－", "＠"}; /* for which some spreadsheets take it too */
    if (text[0] != '\0' && strchr("=+-@\t\r\n'", text[0]) != NULL)
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++) {
        if (strncmp(text, wide[i], strlen(wide[i])) == 0)
            return true;
    }
    return false;
}

const char *csv_unguarded(const char *text) { return text[0] == '\'' ? text + 1 : text; }

static void csv_field(struct cli *cli, const struct cell *cell)
{
    const char *text = cell_for_machines(cli, cell);
    if (cli->terminal)
        text = text_safe(cli, text);
    bool guarded = cell->type == CELL_TEXT && csv_wants_guard(text);
    if (!guarded && strpbrk(text, "\",\r\n") == NULL) {
        fputs(text, cli->out);
        return;
    }
    fputs(guarded ? "\"'" : "\"", cli->out);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            fputc('"', cli->out);
        fputc(*text, cli->out);
    }
    fputc('"', cli->out);
}

static void csv_row(struct cli *cli, const struct cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            fputc(',', cli->out);
        csv_field(cli, &cells[i]);
    }
    end_record(cli);
}

/* The column that "{key}" at text names; count: it names none. *length: of the whole placeholder, 0 where none stands
 * there. */
static size_t named_column(const char *text, const struct column *columns, size_t count, size_t *length)
{
    const char *close = text[0] == '{' && text[1] != '{' ? strchr(text, '}') : NULL;
    *length = close == NULL ? 0 : (size_t)(close - text) + 1;
    for (size_t i = 0; close != NULL && i < count; i++) {
        size_t key = strlen(columns[i].key);
        if (key == *length - 2 && memcmp(columns[i].key, text + 1, key) == 0)
            return i;
    }
    return count;
}

static const char *all_keys(struct cli *cli, const struct column *columns, size_t count)
{
    const char *keys = "";
    for (size_t i = 0; i < count; i++)
        keys = cli_printf(cli, "%s%s{%s}", keys, i > 0 ? " " : "", columns[i].key);
    return keys;
}

int rows_check(struct cli *cli, const struct column *columns, size_t count)
{
    if (cli->output != OUTPUT_FORMAT || cli->format == NULL)
        return NAAST_OK;
    for (const char *at = cli->format; *at != '\0';) {
        size_t length;
        if (named_column(at, columns, count, &length) == count && length > 0) {
            const char *name = cli_printf(cli, "%.*s", (int)length, at);
            return cli_wrong(cli, W_FORMAT_UNKNOWN, name, all_keys(cli, columns, count));
        }
        at += length > 0 ? length : at[0] == '{' && at[1] == '{' ? 2 : 1;
    }
    return NAAST_OK;
}

/* \t, \n, \0 and \\ as printf has them. */
static char backslashed(char c)
{
    switch (c) {
    case 't':
        return '\t';
    case 'n':
        return '\n';
    case '0':
        return '\0';
    default:
        return c;
    }
}

static void format_row(struct cli *cli, const struct column *columns, const struct cell *cells, size_t count)
{
    for (const char *at = cli->format; *at != '\0';) {
        size_t length, column = named_column(at, columns, count, &length);
        if (length > 0) {
            const char *text = cell_for_machines(cli, &cells[column]);
            fputs(cli->zero && !cli->terminal ? text : text_safe(cli, text), cli->out);
            at += length;
        } else if (at[0] == '\\' && at[1] != '\0') {
            fputc(backslashed(at[1]), cli->out);
            at += 2;
        } else {
            fputc(at[0], cli->out);
            at += at[0] == '{' && at[1] == '{' ? 2 : 1;
        }
    }
    end_record(cli);
}

static void jsonl_row(struct cli *cli, const struct column *columns, const struct cell *cells, size_t count)
{
    struct json json;
    json_begin(&json, cli->out);
    cells_json(&json, columns, cells, count);
    fputc('}', cli->out);
    end_record(cli);
}

void rows_head(struct cli *cli, const struct column *columns, size_t count)
{
    if (cli->output != OUTPUT_CSV)
        return;
    for (size_t i = 0; i < count; i++)
        fprintf(cli->out, "%s%s", i > 0 ? "," : "", columns[i].key);
    end_record(cli);
}

/* -z alone, for xargs -0: the row's id; one that has none, where others do, is left out. */
static void id_row(struct cli *cli, const struct column *columns, const struct cell *cells, size_t count)
{
    const struct cell *id = &cells[0];
    bool marked = false;
    for (size_t i = count; i-- > 0;) {
        if ((columns[i].flags & COLUMN_ID) == 0)
            continue;
        id = cells[i].type != CELL_NONE || !marked ? &cells[i] : id;
        marked = true;
    }
    if (marked && id->type == CELL_NONE)
        return;
    fputs(cell_for_machines(cli, id), cli->out);
    end_record(cli);
}

void rows_write(struct cli *cli, const struct column *columns, const struct cell *cells, size_t count)
{
    if (cli->output == OUTPUT_JSONL) {
        jsonl_row(cli, columns, cells, count);
    } else if (cli->output == OUTPUT_CSV) {
        csv_row(cli, cells, count);
    } else if (cli->format != NULL) {
        format_row(cli, columns, cells, count);
    } else {
        id_row(cli, columns, cells, count);
    }
}
