/* advance.c: naast advance: moving on through open gates, or what is still open. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "input/values.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "view/gate_json.h"
#include "view/gate_show.h"
#include "view/gate_text.h"
#include "words/words.h"

/* "3 promises kept, 1 re-agreed in time": the ledger, said when the work is done. */
static const char *promises_kept(struct cli *cli, const naast_items *items)
{
    int kept = 0, late = 0, reagreed = 0;
    for (size_t k = 0; k < items->count; k++) {
        const naast_item *item = &items->items[k];
        if (item->retracted || strcmp(item->kind, "promise") != 0 || item->from.side != NAAST_SIDE_US)
            continue;
        kept += strcmp(item->state, "kept") == 0;
        late += item->late != 0;
        reagreed += item->reagreed > 0;
    }
    if (kept == 0)
        return "";
    const char *line = words(cli, kept == 1 ? W_PROMISE_KEPT : W_PROMISES_KEPT, cli_printf(cli, "%d", kept));
    if (late > 0)
        line = words(cli, W_PROMISES_LATE, line, cli_printf(cli, "%d", late));
    if (reagreed > 0)
        line = words(cli, W_PROMISES_REAGREED, line, cli_printf(cli, "%d", reagreed));
    return line;
}

/* "D1  Match → Value → Decision" */
static void move_line(struct cli *cli, const struct verdicts *verdicts, bool dry)
{
    const struct subject *subject = &verdicts->subject;
    const naast_evaluation *evaluation = verdicts->evaluation;
    int from = subject_stage(subject, evaluation->from), to = subject_stage(subject, evaluation->to);
    fprintf(cli->out, "%s  ", text_id(cli, 'D', evaluation->deal));
    if (dry)
        fputs(word(cli, W_WOULD_MOVE), cli->out);
    for (int stage = from; stage <= to; stage++)
        fprintf(cli->out, "%s%s", stage_words(cli, subject, subject->pipeline->stages[stage].code),
                stage < to ? cli_printf(cli, " %s ", glyph(cli, GLYPH_ARROW)) : "");
    bool last = to == (int)subject->pipeline->stage_count - 1;
    const char *promises = last ? promises_kept(cli, verdicts->items) : "";
    if (*promises != '\0')
        fprintf(cli->out, ". %s.", promises);
    else if (to - from > 1)
        fputs(".", cli->out);
    fputs("\n", cli->out);
}

/* The deal may be gone since, or have another pipeline, whose stages are others: then the codes say it. */
static int say_move(struct cli *cli, const naast_evaluation *evaluation, bool dry)
{
    struct verdicts verdicts = {.evaluation = evaluation};
    int status = subject_find(cli, evaluation->deal, &verdicts.subject);
    if (status == 0)
        status = naast_item_list(cli->store, evaluation->deal, &verdicts.items);
    if (dry)
        status = cli_check(cli, status);
    if (status == 0 && subject_stage(&verdicts.subject, evaluation->from) >= 0 &&
        subject_stage(&verdicts.subject, evaluation->to) >= 0)
        move_line(cli, &verdicts, dry);
    else if (status == 0 || !dry)
        fprintf(cli->out, "%s  %s%s %s %s\n", text_id(cli, 'D', evaluation->deal), dry ? word(cli, W_WOULD_MOVE) : "",
                text_safe(cli, evaluation->from), glyph(cli, GLYPH_ARROW), text_safe(cli, evaluation->to));
    if (!dry)
        read_back(cli, status);
    verdicts_free(&verdicts);
    return dry ? status : NAAST_OK;
}

/* What a fix would be is read from the deal as it is; of one that is gone the evaluation says what was done. */
static int moved_json(struct cli *cli, const naast_evaluation *evaluation)
{
    struct verdicts verdicts = {.evaluation = evaluation};
    const int status = subject_find(cli, evaluation->deal, &verdicts.subject);
    gate_json(cli, &verdicts);
    read_back(cli, status);
    verdicts_free(&verdicts);
    return NAAST_OK;
}

/* "D1  is in Match already; nothing moved": to a stage that it has reached. */
static int say_reached(struct cli *cli, const naast_evaluation *evaluation, const char *to)
{
    struct subject subject = {0};
    const char *id = text_id(cli, 'D', evaluation->deal);
    int status = subject_find(cli, evaluation->deal, &subject);
    if (status == 0 && strcmp(evaluation->stage, to) == 0)
        fprintf(cli->out, "%s\n", words(cli, W_REACHED_NOW, id, stage_words(cli, &subject, to)));
    else if (status == 0)
        fprintf(cli->out, "%s\n",
                words(cli, W_REACHED_PAST, id, stage_words(cli, &subject, to),
                      stage_words(cli, &subject, evaluation->stage)));
    read_back(cli, status);
    subject_free(&subject);
    return NAAST_OK;
}

/* The gate out of the stage that it was in is not on the way to a stage that it had reached. */
static bool is_reached(const naast_evaluation *evaluation)
{
    for (size_t k = 0; k < evaluation->gate_count; k++)
        if (strcmp(evaluation->gates[k].stage, evaluation->from) == 0)
            return false;
    return true;
}

static int say_advance(struct cli *cli, const naast_evaluation *evaluation, const naast_advance_spec *spec)
{
    if (cli->output == OUTPUT_JSON)
        return evaluation->moved ? moved_json(cli, evaluation) : evaluation_json(cli, evaluation);
    if (is_reached(evaluation))
        return say_reached(cli, evaluation, spec->to);
    return say_move(cli, evaluation, spec->dry_run != 0);
}

static int advance_run(struct cli *cli, const struct args *args)
{
    naast_advance_spec spec = NAAST_ADVANCE_SPEC_INIT;
    naast_id deal = 0;
    naast_evaluation *evaluation = NULL;
    spec.to = args_value(args, "to");
    spec.dry_run = args_has(args, "dry-run");
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == 0)
        status = cli_number(cli, "--if-rev", args_value(args, "if-rev"), 1, INT64_MAX, &spec.expect_rev);
    if (status == 0)
        status = naast_deal_advance(cli->store, deal, &spec, &evaluation);
    if (status == NAAST_NOT_YET) {
        cli->said = true;
        int shown = evaluation_show(cli, evaluation, cli->err, false);
        status = shown == 0 ? NAAST_NOT_YET : shown;
    } else if (status == 0) {
        status = say_advance(cli, evaluation, &spec);
    }
    naast_free(evaluation);
    return status;
}

static const struct option advance_options[] = {{"to", "STAGE", W_OPTION_ADVANCE_TO, 0},
                                                {"dry-run", NULL, W_OPTION_DRY_RUN, 0},
                                                {"if-rev", "N", W_OPTION_IF_REV, 0},
                                                OPTIONS_END};
const struct command command_advance = {
    .name = "advance",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_ADVANCE,
    .operands = "DEAL",
    .options = advance_options,
    .example = "naast advance D1\nnaast advance D1 --to delivery --if-rev 41\n",
    .more = W_MORE_ADVANCE,
    .writes = WRITES_JSON,
    .run = advance_run,
};
