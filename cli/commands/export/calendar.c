/* calendar.c: export calendar: tasks, and what is due on a day, for calendar programs. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "input/values.h"
#include "output/stream.h"
#include "term/formats.h"
#include "term/message.h"
#include "term/progress.h"
#include "term/text.h"
#include "words/words.h"

static int show_progress(void *context, int64_t done, int64_t total)
{
    (void)total;
    progress_step(context, done, done);
    return 0;
}

/* For a terminal: nothing but the ends of lines steers it. */
static int write_safe(void *context, const char *bytes, size_t length)
{
    struct cli *cli = context;
    const struct kept *mark = kept_mark(cli);
    for (size_t at = 0, run = 0; at < length; at = run) {
        while (run < length && bytes[run] != '\r' && bytes[run] != '\n')
            run++;
        fputs(text_safe(cli, cli_printf(cli, "%.*s", (int)(run - at), bytes + at)), cli->out);
        for (; run < length && (bytes[run] == '\r' || bytes[run] == '\n'); run++)
            fputc(bytes[run], cli->out);
    }
    kept_release(cli, mark);
    return ferror(cli->out);
}

static int write_calendar(struct cli *cli, const naast_calendar_spec *spec)
{
    naast_writer writer = stream_writer(cli->out);
    if (cli->terminal) {
        writer.write = write_safe;
        writer.context = cli;
    }
    const int status = naast_calendar_write(cli_formats(cli), cli->store, spec, &writer);
    return ferror(cli->out) ? NAAST_OK : status; /* what was not written, main says at the end */
}

static int run(struct cli *cli, const struct args *args)
{
    struct progress progress;
    naast_calendar_spec spec = NAAST_CALENDAR_SPEC_INIT;
    int status = cli_deal(cli, args_value(args, "deal"), &spec.deal);
    if (status != NAAST_OK)
        return status;
    spec.owner = cli_owner(cli, args_value(args, "owner"));
    spec.now = cli_now(cli);
    spec.all = args_has(args, "all");
    spec.in_confidence = args_has(args, "in-confidence");
    spec.events = args_has(args, "events");
    spec.progress = show_progress;
    spec.context = &progress;
    progress_begin(cli, 0, &progress);
    progress.wanted = progress.wanted && !cli->terminal; /* on a terminal the lines themselves show it */
    status = write_calendar(cli, &spec);
    progress_clear(&progress);
    return cli_fault(cli, status);
}

static const struct option options[] = {
    {"deal", "DEAL", W_OPT_EXPORT_DEAL, 0},     {"owner", "NAME", W_OPT_CALENDAR_OWNER, 0},
    {"all", NULL, W_OPT_CALENDAR_ALL, 0},       {"in-confidence", NULL, W_OPT_CALENDAR_CONFIDENCE, 0},
    {"events", NULL, W_OPT_CALENDAR_EVENTS, 0}, OPTIONS_END,
};

const struct command command_export_calendar = {
    .name = "export",
    .verb = "calendar",
    .needs = NEEDS_READ,
    .summary = W_DO_EXPORT_CALENDAR,
    .options = options,
    .example = "naast export calendar --owner me >naast.ics\nnaast export calendar --deal D1\n",
    .more = W_MORE_EXPORT_CALENDAR,
    .run = run,
};
