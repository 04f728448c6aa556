/* options.c: the options that reports share. */
#include "commands/overview/options.h"

#include "naast-report.h"
#include "naast.h"
#include "args/args.h"
#include "base/context.h"
#include "input/values.h"
#include "term/message.h"
#include "words/words.h"

int report_spec(struct cli *cli, const struct args *args, naast_report_spec *spec)
{
    *spec = (naast_report_spec)NAAST_REPORT_SPEC_INIT;
    spec->pipeline = args_value(args, "pipeline");
    int status = report_outputs(cli, args);
    if (status == NAAST_OK)
        status = cli_date(cli, "--since", args_value(args, "since"), &spec->since);
    if (status == NAAST_OK)
        status = cli_date(cli, "--until", args_value(args, "until"), &spec->until);
    return status;
}

int report_outputs(struct cli *cli, const struct args *args)
{
    if (args_has(args, "html") && cli->output != OUTPUT_TEXT)
        return cli_wrong(cli, W_REPORT_ONE_OUTPUT);
    if (cli->output == OUTPUT_FORMAT && cli->format == NULL)
        return cli_wrong(cli, W_REPORT_NO_IDS);
    return NAAST_OK;
}
