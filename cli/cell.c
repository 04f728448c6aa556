/* cell.c: the values that tables and records are made of. */
#include "cli.h"

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
