/* waivers.c: naast waive --list: every waiver of a deal, and what has become of it. */
#include "commands/deal/waivers.h"

#include "naast.h"
#include "base/context.h"
#include "output/cell.h"
#include "output/table.h"
#include "term/message.h"
#include "words/words.h"

static const struct {
    const char *code;
    enum word words;
} states[] = {
    [NAAST_WAIVER_IN_FORCE] = {"in_force", W_WAIVER_IN_FORCE},
    [NAAST_WAIVER_EXPIRED] = {"expired", W_WAIVER_EXPIRED_BY_NOW},
    [NAAST_WAIVER_REPLACED] = {"replaced", W_WAIVER_REPLACED},
    [NAAST_WAIVER_WITHDRAWN] = {"withdrawn", W_WAIVER_WITHDRAWN},
    [NAAST_WAIVER_WITHDRAWAL] = {"withdrawal", W_WAIVER_WITHDRAWAL},
};

int waivers_print(struct cli *cli, naast_id deal)
{
    static const struct column columns[] = {
        {"check", W_HEAD_CHECK, COLUMN_KEPT}, {"state", W_HEAD_STATE, 0},
        {"until", W_HEAD_UNTIL, 0},           {"by", W_HEAD_APPROVED_BY, 0},
        {"at", W_HEAD_AT, COLUMN_RECORD},     {"because", W_HEAD_BECAUSE, COLUMN_WIDE}};
    naast_waivers *waivers;
    int status = cli_check(cli, naast_waiver_list(cli->store, deal, &waivers));
    if (status != NAAST_OK)
        return status;
    struct table *table = table_begin(cli, "waivers", columns, sizeof columns / sizeof columns[0], W_NO_WAIVERS);
    for (size_t i = 0; i < waivers->count; i++) {
        const naast_waiver *waiver = &waivers->items[i];
        const struct cell cells[] = {
            cell_text(waiver->check), cell_named(states[waiver->state].code, word(cli, states[waiver->state].words)),
            cell_date(waiver->until), cell_text(waiver->by),
            cell_time(waiver->at),    cell_text(waiver->because),
        };
        table_row(table, cells);
    }
    naast_free(waivers);
    return table_end(table);
}
