/* store.h: what the exports of lists share; its functions are in store.c. */
#ifndef CLI_COMMANDS_EXPORT_STORE_H
#define CLI_COMMANDS_EXPORT_STORE_H

#include "output/cell.h"
#include "words/words.h"

struct cli;

/* Lists go out as CSV where nothing else was asked for. */
void export_as_csv(struct cli *cli);

/* A column of such a list. */
#define EXPORTED(key)                                                                                                  \
    {                                                                                                                  \
        key, W_NONE, COLUMN_HIDDEN                                                                                     \
    }

#endif
