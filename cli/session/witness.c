/* witness.c: where the witnesses of stores are kept, and what is said of them around every command. */
#include "session/witness.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "term/text.h"
#include "words/words.h"

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

const char *witness_folder(struct cli *cli)
{
    const char *named = getenv("NAAST_WITNESS"), *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (named != NULL && named[0] != '\0')
        return strcmp(named, "none") == 0 ? NULL : named;
    if (state != NULL && state[0] == '/')
        return cli_printf(cli, "%s/naast/witness", state);
    if (home != NULL && home[0] == '/' && is_folder(home))
        return cli_printf(cli, "%s/.local/state/naast/witness", home);
    cli->no_witness = true;
    return NULL;
}

/* Whoever only looks may go on; whoever writes gets an error from the library. */
void witness_before(struct cli *cli)
{
    naast_witness *witness;
    if (naast_store_witness(cli->store, &witness) != NAAST_OK)
        return;
    if (witness->text[0] != '\0')
        fprintf(cli->err, "naast: %s; %s\n", text_safe(cli, witness->text), word(cli, W_HINT_TRUST));
    naast_free(witness);
}

void witness_after(struct cli *cli)
{
    naast_witness *witness;
    if (naast_operation_last(cli->store) == 0)
        return;
    if (cli->no_witness) {
        cli_note(cli, W_WITNESS_NO_HOME);
        return;
    }
    if (naast_store_witness(cli->store, &witness) != NAAST_OK)
        return;
    if (witness->state == NAAST_WITNESS_UNREADABLE)
        cli_note(cli, W_WITNESS_UNREADABLE, witness->file, witness->trouble);
    else if (witness->trouble[0] != '\0')
        cli_note(cli, W_WITNESS_NOT_KEPT, witness->file, witness->trouble);
    naast_free(witness);
}
