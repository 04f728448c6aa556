/* report_run.c: every report command: what was asked for, its figures, its output. */
#include "commands/overview/report_run.h"

#include "naast-report.h"
#include "naast.h"
#include "args/args.h"
#include "base/context.h"
#include "input/values.h"
#include "output/report.h"
#include "term/message.h"
#include "words/words.h"

int report_outputs(struct cli *cli, const struct args *args)
{
    if (args_has(args, "html") && cli->output != OUTPUT_TEXT)
        return cli_wrong(cli, W_REPORT_ONE_OUTPUT);
    if (cli->output == OUTPUT_FORMAT && cli->format == NULL)
        return cli_wrong(cli, W_REPORT_NO_IDS);
    return NAAST_OK;
}

static int read_spec(struct cli *cli, const struct args *args, const struct report_kind *kind, naast_report_spec *spec)
{
    *spec = (naast_report_spec)NAAST_REPORT_SPEC_INIT;
    spec->pipeline = args_value(args, "pipeline");
    int status = report_outputs(cli, args);
    if (status == NAAST_OK && kind->window)
        status = cli_date(cli, "--since", args_value(args, "since"), &spec->since);
    if (status == NAAST_OK && kind->window)
        status = cli_date(cli, "--until", args_value(args, "until"), &spec->until);
    return status;
}

struct report report_blank(struct cli *cli, const struct report_kind *kind)
{
    return (struct report){.cli = cli,
                           .title = kind->title,
                           .empty = kind->empty,
                           .columns = kind->columns,
                           .column_count = kind->column_count,
                           .window = kind->window,
                           .more = kind->more};
}

int report_run(struct cli *cli, const struct args *args, const struct report_kind *kind)
{
    struct report report = report_blank(cli, kind);
    naast_report_spec spec;
    int status = read_spec(cli, args, kind, &spec);
    report.html = args_has(args, "html");
    if (status == NAAST_OK)
        status = kind->fill(&report, &spec);
    if (status == NAAST_OK)
        status = report_write(&report);
    naast_free(report.figures);
    return status;
}
