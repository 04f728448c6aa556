/* gate.c: naast gate: what is still open on the way. */
#include <stdbool.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/context.h"
#include "input/values.h"
#include "term/message.h"
#include "view/gate_show.h"
#include "words/words.h"

static int gate_run(struct cli *cli, const struct args *args)
{
    naast_id deal = 0;
    naast_evaluation *evaluation = NULL;
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == 0)
        status = cli_check(cli, naast_gate_evaluate(cli->store, deal,
                                                    NAAST_SPEC(naast_evaluate_spec, .to = args_value(args, "to")),
                                                    &evaluation));
    if (status == 0)
        status = evaluation_show(cli, evaluation, cli->out, true);
    if (status == 0 && !evaluation->open) {
        cli->said = true;
        status = NAAST_NOT_YET;
    }
    naast_free(evaluation);
    return status;
}

static const struct option gate_options[] = {{"to", "STAGE", W_OPTION_TO_STAGE, 0}, OPTIONS_END};
const struct command command_gate = {
    .name = "gate",
    .needs = NEEDS_READ,
    .summary = W_SUMMARY_GATE,
    .operands = "DEAL",
    .options = gate_options,
    .example = "naast gate D1\nnaast gate D1 --to delivery --json\n",
    .more = W_MORE_GATE,
    .writes = WRITES_JSON | PAGED,
    .run = gate_run,
};
