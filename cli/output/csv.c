/* csv.c: fields of CSV, which no spreadsheet takes for a formula. */
#include "output/csv.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/context.h"
#include "output/cell.h"
#include "term/text.h"

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

void csv_row(struct cli *cli, const struct cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            fputc(',', cli->out);
        csv_field(cli, &cells[i]);
    }
}
