/* handle.h: a handle of the library for this command. */
#ifndef CLI_SESSION_HANDLE_H
#define CLI_SESSION_HANDLE_H

#include "naast.h"

struct cli;

/* A handle without a store, for this command's language, actor and clock. NAAST_OK or a status, reported. */
int store_handle(struct cli *cli, naast_store **out);

#endif
