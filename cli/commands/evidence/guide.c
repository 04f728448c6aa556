/* guide.c: naast guide: what to ask next, as the sheet that naast talk reads back, or as a page to read and print. */
#include "commands/evidence/guide.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "input/values.h"
#include "output/stream.h"
#include "term/formats.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

int guide_write(struct cli *cli, FILE *out, naast_id deal, naast_sheet_form form)
{
    const char *id = text_id(cli, 'D', deal);
    const naast_writer writer = stream_writer(out);
    naast_sheet_write_spec spec = NAAST_SHEET_WRITE_SPEC_INIT;
    spec.form = form;
    spec.ascii = cli->ascii && form == NAAST_SHEET_TEXT; /* a page is read elsewhere */
    spec.columns = cli->width;
    spec.then = "naast talk";
    spec.advance = cli_printf(cli, "naast advance %s", id);
    const int status = naast_sheet_write(cli_formats(cli), cli->store, deal, &spec, &writer);
    if (strcmp(naast_formats_fault(cli->formats)->code, "sheet_ended") == 0)
        return cli_failed(cli, status, W_GUIDE_ENDED, id);
    if (ferror(out) == 0)
        return cli_fault(cli, status);
    cli->lost = errno; /* what was not taken is found, and reported, when it is closed */
    return NAAST_OK;
}

static int guide_run(struct cli *cli, const struct args *args)
{
    naast_id deal = 0;
    bool html = args_has(args, "html"), markdown = args_has(args, "markdown");
    if (html && markdown)
        return cli_wrong(cli, W_GUIDE_ONE_FORM);
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status != 0)
        return status;
    return guide_write(cli, cli->out, deal,
                       html       ? NAAST_SHEET_HTML
                       : markdown ? NAAST_SHEET_MARKDOWN
                                  : NAAST_SHEET_TEXT);
}

static const struct option guide_options[] = {
    {"markdown", NULL, W_OPTION_GUIDE_MARKDOWN, 0}, {"html", NULL, W_OPTION_HTML, 0}, OPTIONS_END};
const struct command command_guide = {
    .name = "guide",
    .needs = NEEDS_READ,
    .summary = W_SUMMARY_GUIDE,
    .operands = "DEAL",
    .options = guide_options,
    .example = "naast guide D1\nnaast guide D1 > call.txt; $EDITOR call.txt; naast talk D1 < call.txt\n"
               "naast guide D1 --html --lang nl > gesprek.html\n",
    .more = W_MORE_GUIDE,
    .run = guide_run,
};
