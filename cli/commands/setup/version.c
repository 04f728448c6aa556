/* version.c: the version that runs. */
#include <stdio.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "output/json.h"
#include "words/words.h"

static int run(struct cli *cli, const struct args *args)
{
    (void)args;
    int version = naast_version();
    const char *text = cli_printf(cli, "%d.%d.%d", version / 1000000, version / 1000 % 1000, version % 1000);
    if (cli->output == OUTPUT_JSON) {
        struct json json;
        json_begin(&json, cli);
        json_text(&json, "version", text);
        json_end(&json);
    } else {
        fprintf(cli->out, "naast %s\n", text);
    }
    return NAAST_OK;
}

const struct command command_version = {
    .name = "version",
    .needs = NEEDS_NONE,
    .summary = W_DO_VERSION,
    .example = "naast version\n",
    .writes = WRITES_JSON,
    .run = run,
};
