/* records.c: records for machines: JSONL, CSV, --format and -z, one after the other. */
#include "output/records.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "output/cell.h"
#include "output/csv.h"
#include "output/json.h"
#include "term/message.h"
#include "term/text.h"
#include "words/words.h"

static void end_record(struct cli *cli) { fputc(cli->zero ? '\0' : '\n', cli->out); }

/* The column that "{key}" at text names; count: it names none. *length: of the whole placeholder, 0 if there is none
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
    json_begin(&json, cli);
    cells_json(&json, columns, cells, count);
    json_close_object(&json);
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
        end_record(cli);
    } else if (cli->format != NULL) {
        format_row(cli, columns, cells, count);
    } else {
        id_row(cli, columns, cells, count);
    }
}
