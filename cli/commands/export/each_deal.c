/* each_deal.c: every deal that a filter lets through, a page at a time. */
#include "commands/export/each_deal.h"

#include <stdint.h>
#include <stdio.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "term/progress.h"

/* Where words are looked for each page looks at all that fit, so they are larger. */
enum { PAGE = 500, PAGE_SOUGHT = 20000 };

struct walk {
    int (*take)(void *context, const naast_deal *deal);
    void *context;
};

static int take_page(const struct walk *walk, const naast_deals *deals)
{
    int status = NAAST_OK;
    for (size_t i = 0; status == NAAST_OK && i < deals->count; i++)
        status = walk->take(walk->context, &deals->items[i]);
    return status;
}

int each_deal(struct cli *cli, const naast_deal_filter *filter, int (*take)(void *context, const naast_deal *deal),
              void *context)
{
    const struct walk walk = {take, context};
    const struct kept *mark = kept_mark(cli);
    naast_page page = NAAST_PAGE_INIT;
    naast_deals *before = NULL;
    struct progress progress;
    int status = NAAST_OK, more = 1;
    int64_t count = 0;
    progress_begin(cli, 0, &progress);
    progress.wanted = progress.wanted && !cli->terminal; /* on a terminal the rows themselves show it */
    page.limit = filter->text != NULL ? PAGE_SOUGHT : PAGE;
    while (status == NAAST_OK && more && ferror(cli->out) == 0) {
        naast_deals *deals;
        status = cli_check(cli, naast_deal_list(cli->store, filter, &page, &deals));
        naast_free(before); /* it held `after` */
        before = NULL;
        if (status != NAAST_OK)
            break;
        status = take_page(&walk, deals);
        more = deals->more;
        count += (int64_t)deals->count;
        page.after = deals->next;
        before = deals;
        kept_release(cli, mark);
        progress_step(&progress, count, count);
    }
    naast_free(before);
    progress_clear(&progress);
    return status;
}
