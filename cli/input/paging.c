/* paging.c: lists a page at a time: --limit and --after. */
#include "input/paging.h"

#include <stdbool.h>
#include <stdint.h>

#include "naast.h"
#include "args/args.h"
#include "base/context.h"
#include "input/values.h"
#include "output/table.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

enum { USUAL_LIMIT = 100, MOST_LIMIT = 1000000 };

int paging_limit(struct cli *cli, const struct args *args, uint32_t *out)
{
    int64_t limit = cli->output == OUTPUT_TEXT ? USUAL_LIMIT : MOST_LIMIT;
    int status = cli_number(cli, "--limit", args_value(args, "limit"), 1, MOST_LIMIT, &limit);
    if (status == NAAST_OK)
        *out = (uint32_t)limit;
    return status;
}

int paging_read(struct cli *cli, const struct args *args, char letter, struct paging *out)
{
    const char *after = args_value(args, "after");
    *out = (struct paging){0};
    int status = paging_limit(cli, args, &out->limit);
    if (status != NAAST_OK)
        return status;
    out->after_typed = after;
    if (after != NULL)
        out->after = id_read(after, letter);
    if (after != NULL && out->after == 0)
        return cli_wrong(cli, W_AFTER_WRONG, after, text_id(cli, letter, 42));
    return NAAST_OK;
}

naast_page paging_page(const struct paging *paging)
{
    naast_page page = NAAST_PAGE_INIT;
    page.after = paging->after_typed;
    page.limit = paging->limit;
    return page;
}

int paging_end(struct cli *cli, struct table *table, bool more, char letter, naast_id last)
{
    table_flag(table, "more", more);
    int status = table_end(table);
    if (status == NAAST_OK && more)
        cli_note(cli, W_THERE_IS_MORE, text_id(cli, letter, last));
    return status;
}
