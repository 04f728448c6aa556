/* store_path.c: where the store is: --db, NAAST_DB, .naast/ upward, else the person's data folder. */
#include "session/store_path.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "words/words.h"

const char store_folder[] = ".naast";

static bool exists(const char *path) { return access(path, F_OK) == 0; }

/* .naast/naast.db in the working directory or the nearest one above it. */
static const char *found_upward(struct cli *cli)
{
    char *here = getcwd(NULL, 0);
    if (here == NULL)
        return NULL;
    const char *found = NULL;
    while (found == NULL) {
        const char *path = cli_printf(cli, "%s/.naast/naast.db", strcmp(here, "/") == 0 ? "" : here);
        if (exists(path))
            found = path;
        char *slash = strrchr(here, '/');
        if (slash == NULL || strcmp(here, "/") == 0)
            break;
        slash[slash == here ? 1 : 0] = '\0';
    }
    free(here);
    return found;
}

static const char *in_data_folder(struct cli *cli)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (data != NULL && data[0] == '/')
        return cli_printf(cli, "%s/naast/naast.db", data);
    return home == NULL || home[0] == '\0' ? NULL : cli_printf(cli, "%s/.local/share/naast/naast.db", home);
}

const char *store_path(struct cli *cli, bool making)
{
    const char *named = getenv("NAAST_DB");
    if (cli->db != NULL)
        return cli->db;
    if (named != NULL && named[0] != '\0')
        return named;
    if (making)
        return ".naast/naast.db";
    const char *found = found_upward(cli);
    if (found != NULL)
        return found;
    found = in_data_folder(cli);
    return found != NULL && exists(found) ? found : NULL;
}

int store_path_make(struct cli *cli, const char **path, bool *made)
{
    *made = false;
    if (*path == NULL)
        *path = store_path(cli, true);
    if (strcmp(*path, ".naast/naast.db") != 0)
        return NAAST_OK;
    *made = mkdir(store_folder, 0700) == 0;
    if (*made || errno == EEXIST)
        return NAAST_OK;
    return cli_failed(cli, NAAST_IO, W_FOLDER_NOT_MADE, store_folder, strerror(errno));
}
