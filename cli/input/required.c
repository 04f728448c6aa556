/* required.c: what must be given, and how an operation ends. */
#include "input/required.h"

#include "naast.h"
#include "args/args.h"
#include "base/arena.h"
#include "base/context.h"
#include "input/values.h"
#include "term/message.h"
#include "words/words.h"

int want(struct cli *cli, const char *typed, const char *what)
{
    return typed != NULL ? NAAST_OK : cli_wrong(cli, W_WANTED, what);
}

int want_text(struct cli *cli, const struct args *args, const char *option, const char **out)
{
    const char *typed = args_value(args, option);
    int status = want(cli, typed, cli_printf(cli, "--%s", option));
    return status == 0 ? cli_text(cli, typed, out) : status;
}

int operation_done(struct cli *cli, int status)
{
    int ended = naast_operation_end(cli->store, status);
    return status == 0 ? cli_check(cli, ended) : status;
}
