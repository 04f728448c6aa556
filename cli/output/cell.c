/* cell.c: the values that tables and records are made of. */
#include "output/cell.h"

#include <stdbool.h>
#include <stdint.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "output/json.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

struct cell cell_none(void) { return (struct cell){.type = CELL_NONE}; }

struct cell cell_text(const char *text) { return cell_named(text, NULL); }

struct cell cell_named(const char *code, const char *name)
{
    if (code == NULL || code[0] == '\0')
        return cell_none();
    return (struct cell){.type = CELL_TEXT, .text = code, .name = name};
}

struct cell cell_or_redacted(struct cli *cli, const char *text)
{
    return *text == '\0' ? cell_said(cell_none(), word(cli, W_REDACTED)) : cell_text(text);
}

struct cell cell_int(int64_t number) { return (struct cell){.type = CELL_INT, .number = number}; }
struct cell cell_said(struct cell cell, const char *name)
{
    cell.name = name;
    return cell;
}

struct cell cell_share(int32_t share)
{
    return (struct cell){.type = share < 0 ? CELL_NONE : CELL_SHARE, .number = share};
}
struct cell cell_bool(bool flag) { return (struct cell){.type = CELL_BOOL, .number = flag}; }
struct cell cell_date(naast_date date)
{
    return (struct cell){.type = date == 0 ? CELL_NONE : CELL_DATE, .number = date};
}
struct cell cell_time(naast_time time)
{
    return (struct cell){.type = time == 0 ? CELL_NONE : CELL_TIME, .number = time};
}

struct cell cell_id(char letter, naast_id id)
{
    return (struct cell){.type = id == 0 ? CELL_NONE : CELL_ID, .letter = letter, .number = id};
}

struct cell cell_amount(naast_money money)
{
    return (struct cell){.type = money.currency[0] == '\0' ? CELL_NONE : CELL_MONEY, .money = money};
}

struct cell cell_currency(naast_money money)
{
    struct cell cell = {.type = money.currency[0] == '\0' ? CELL_NONE : CELL_CURRENCY, .money = money};
    return cell;
}

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

bool column_is_listed(const struct column *column) { return (column->flags & (COLUMN_HIDDEN | COLUMN_RECORD)) == 0; }

struct cell cell_duration(struct cli *cli, int64_t seconds)
{
    return seconds < 0 ? cell_none() : cell_said(cell_int(seconds), text_duration(cli, seconds));
}
