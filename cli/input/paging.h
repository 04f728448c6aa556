/* paging.h: lists a page at a time: --limit and --after. */
#ifndef CLI_INPUT_PAGING_H
#define CLI_INPUT_PAGING_H

#include <stdbool.h>
#include <stdint.h>

#include "naast.h"

struct args;
struct cli;
struct table;

struct paging {
    naast_id after;
    const char *after_typed; /* NULL: from the first */
    uint32_t limit;
};

/* Reads --limit N. Without it people get a hundred, and machines, who cannot see that there is more, all there is. */
int paging_limit(struct cli *cli, const struct args *args, uint32_t *out);

/* The same, and --after ID, an id with that letter. */
int paging_read(struct cli *cli, const struct args *args, char letter, struct paging *out);

/* The page to ask the library for. */
naast_page paging_page(const struct paging *paging);

/* Ends a table: "more" in JSON, a note in text. last: the id of the last one shown. */
int paging_end(struct cli *cli, struct table *table, bool more, char letter, naast_id last);

#endif
