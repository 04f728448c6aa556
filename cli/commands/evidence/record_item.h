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

/* What is to be recorded, without its value. People who are new are added, so it is read inside the operation. */
int item_spec_read(struct cli *cli, const struct subject *subject, const struct typed_item *typed,
                   naast_item_spec *spec);

/* Takes the first of "decides, signs" off; NULL for the rest once it was the last. */
char *value_next(char *values, const char **value);

/* Whether what was typed can be read, the text left aside; nothing is written. *side: whose answer it is. */
int typed_check(struct cli *cli, const struct subject *subject, const struct typed_item *typed, naast_side *side);

/* Takes VALUE[,VALUE] off the front of what follows a kind: *values is NULL for kinds without any. */
int split_values(struct cli *cli, const struct subject *subject, const char *kind, const char **text,
                 const char **values);

/* "D1.21,23,31": a deal and the item numbers in it. */
int typed_items(struct cli *cli, const char *typed, naast_id *deal, int32_t *numbers, size_t room, size_t *count);

/* {"schema":1,"items":["D1.21","D1.23"]}: what commands that touch items write. */
void numbers_json(struct cli *cli, naast_id deal, const int32_t *numbers, size_t count);

#endif
