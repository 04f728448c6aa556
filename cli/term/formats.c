/* formats.c: the library of formats: its handle, and what it found wrong. */
#include "term/formats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "words/words.h"

naast_formats *cli_formats(struct cli *cli)
{
    naast_formats_options options = NAAST_FORMATS_OPTIONS_INIT;
    options.language = cli->language;
    if (cli->formats == NULL && naast_formats_new(&options, &cli->formats) != NAAST_OK) {
        cli_failed(cli, NAAST_NO_MEMORY, W_NO_MEMORY);
        exit(EXIT_FAILURE);
    }
    return cli->formats;
}

const char *fault_place(struct cli *cli, const naast_fault *fault)
{
    const char *place = fault->name;
    if (fault->line > 0)
        place = cli_printf(cli, "%s:%lld", place, (long long)fault->line);
    if (fault->column > 0)
        place = cli_printf(cli, "%s:%lld", place, (long long)fault->column);
    if (fault->path[0] != '\0')
        place = cli_printf(cli, "%s%s%s", place, place[0] != '\0' ? ": " : "", fault->path);
    return place;
}

int cli_fault(struct cli *cli, int status)
{
    const naast_fault *fault = naast_formats_fault(cli->formats);
    const char *place = fault_place(cli, fault);
    if (status >= 0 || cli->said)
        return status;
    if (place[0] != '\0')
        return cli_failed(cli, status, W_FAULT_AT, place, fault->text);
    if (cli->store != NULL && strcmp(fault->text, naast_store_message(cli->store)) == 0)
        return cli_check(cli, status); /* it may have several lines */
    return cli_failed(cli, status, W_FAULT, fault->text);
}
