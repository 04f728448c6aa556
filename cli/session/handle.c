/* handle.c: a handle of the library as this command wants it: its language, who acts, the clock. */
#include "session/handle.h"

#include "naast.h"
#include "base/clock.h"
#include "base/context.h"
#include "session/witness.h"
#include "term/message.h"
#include "words/words.h"

/* Strings in JSON are English unless a language was asked for: scripts run anywhere. */
static naast_language store_language(const struct cli *cli)
{
    return cli->output == OUTPUT_TEXT || cli->language_given ? cli->language : NAAST_LANGUAGE_ENGLISH;
}

int store_handle(struct cli *cli, naast_store **out)
{
    naast_options options = NAAST_OPTIONS_INIT;
    options.language = store_language(cli);
    options.actor = cli->actor;
    options.clock = cli_clock(cli);
    if (cli->witness == NULL)
        cli->witness = witness_folder(cli);
    options.witness = cli->witness;
    int status = naast_store_new(&options, out);
    if (status != NAAST_OK) {
        naast_store_free(*out);
        *out = NULL;
        return cli_failed(cli, status, status == NAAST_INVALID ? W_ACTOR_WRONG : W_NO_MEMORY, cli->actor);
    }
    return NAAST_OK;
}
