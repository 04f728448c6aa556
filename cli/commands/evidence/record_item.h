/* record_item.h: one item as people give it, from options or from a sheet. */
#ifndef CLI_COMMANDS_EVIDENCE_RECORD_ITEM_H
#define CLI_COMMANDS_EVIDENCE_RECORD_ITEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "naast.h"

struct cli;
struct subject;

/* What was typed about an item, not read yet. NULL: not given. */
struct typed_item {
    const char *kind;
    const char *values; /* "decides,signs": one item for each; NULL: the kind has none */
    const char *text;
    const char *from, *person, *due, *amount, *currency, *url, *file, *on, *how;
    const char *none; /* because */
    int32_t about;
    bool in_confidence;
    bool in_sheet; /* rather than as options: so that what is wrong is told by its name there */
};

/*
 * Records it, once for each value, inside the operation that is open. speaker: who speaks for the customer where nobody
 * is named and only a customer can give it; 0: the deal's contact. numbers: of the items made, at most `room`; *count:
 * how many.
 */
int record_typed(struct cli *cli, const struct subject *subject, const struct typed_item *typed, naast_id speaker,
                 int32_t *numbers, size_t room, size_t *count);

/* Takes VALUE[,VALUE] off the front of what follows a kind: *values is NULL for kinds without any. */
int split_values(struct cli *cli, const struct subject *subject, const char *kind, const char **text,
                 const char **values);

/* "D1.21,23,31": a deal and the item numbers in it. */
int typed_items(struct cli *cli, const char *typed, naast_id *deal, int32_t *numbers, size_t room, size_t *count);

/* {"schema":1,"items":["D1.21","D1.23"]}: what commands that touch items write. */
void numbers_json(struct cli *cli, naast_id deal, const int32_t *numbers, size_t count);

#endif
