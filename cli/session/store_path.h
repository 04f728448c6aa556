/* store_path.h: where the store is. */
#ifndef CLI_SESSION_STORE_PATH_H
#define CLI_SESSION_STORE_PATH_H

#include <stdbool.h>

struct cli;

/* Where the store is, or for `making` where it should come; kept by cli. NULL: there is none to be found. */
const char *store_path(struct cli *cli, bool making);

/*
 * The same for a store that is to be made: *path NULL becomes where it should come. Makes the folder, where it is the
 * usual one: *made says so. NAAST_IO, reported, where that cannot be.
 */
int store_path_make(struct cli *cli, const char **path, bool *made);

extern const char store_folder[]; /* ".naast" */

#endif
