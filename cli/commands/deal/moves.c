/* moves.c: naast back, reopen, end, decline, waive: every other way a deal's standing changes. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/deal/waivers.h"
#include "input/required.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/table.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/values.h"
#include "view/deal.h"
#include "view/deal_cells.h"
#include "view/verdict.h"
#include "words/words.h"

/* The deal as it is now, in the shape of deal show. */
static int moved_json(struct cli *cli, const naast_deal *deal)
{
    struct cell cells[DEAL_COLUMNS];
    deal_cells(cli, deal, cells);
    return record_print(cli, "deal", deal->rev, deal_columns, cells, DEAL_COLUMNS, NULL);
}

/* What can no longer be read is shown by its number. */
static int moved_unread(struct cli *cli, naast_id deal, int status)
{
    read_back(cli, status);
    return id_print(cli, 'D', deal);
}

/* "D1  back to Match" */
static int say_stage(struct cli *cli, naast_id deal, enum word sentence)
{
    struct subject subject;
    int status = subject_find(cli, deal, &subject);
    if (status != 0)
        status = moved_unread(cli, deal, status);
    else if (cli->output == OUTPUT_JSON)
        status = moved_json(cli, subject.deal);
    else
        cli_print(cli, sentence, text_id(cli, 'D', deal), stage_words(cli, &subject, subject.deal->stage));
    subject_free(&subject);
    return status;
}

static int back_run(struct cli *cli, const struct args *args)
{
    naast_back_spec spec = NAAST_BACK_SPEC_INIT;
    naast_id deal = 0;
    spec.to = args_value(args, "to");
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == 0)
        status = want_text(cli, args, "because", &spec.because);
    if (status == 0)
        status = cli_check(cli, naast_deal_move_back(cli->store, deal, &spec));
    return status == 0 ? say_stage(cli, deal, W_MOVED_BACK) : status;
}

static int reopen_run(struct cli *cli, const struct args *args)
{
    naast_reopen_spec spec = NAAST_REOPEN_SPEC_INIT;
    naast_id deal = 0;
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == 0)
        status = want_text(cli, args, "because", &spec.because);
    if (status == 0)
        status = cli_check(cli, naast_deal_reopen(cli->store, deal, &spec));
    return status == 0 ? say_stage(cli, deal, W_REOPENED) : status;
}

/* Who can help instead: O3 is an organisation; a name is a person's, else an organisation's. */
static int referral(struct cli *cli, const char *typed, naast_id deal, naast_end_spec *spec)
{
    naast_id found = 0;
    if (typed == NULL)
        return NAAST_OK;
    bool is_org = (typed[0] == 'O' || typed[0] == 'o') && typed[1] >= '0' && typed[1] <= '9';
    if (!is_org && naast_resolve(cli->store, NAAST_ROOT_PERSON, typed, deal, &found) == NAAST_NOT_FOUND)
        is_org = naast_resolve(cli->store, NAAST_ROOT_ORG, typed, 0, &found) != NAAST_NOT_FOUND;
    spec->refer_root = is_org ? NAAST_ROOT_ORG : NAAST_ROOT_PERSON;
    return is_org ? cli_org(cli, typed, &spec->refer) : cli_person(cli, typed, deal, &spec->refer);
}

/* "D2  We said no, on day 2. Joris knows why." */
static void ended_line(struct cli *cli, const naast_deal *deal, const naast_person *told)
{
    int32_t day = naast_days_between(naast_date_of(deal->created), deal->closed) + 1;
    const char *id = text_id(cli, 'D', deal->id);
    const char *line =
        words(cli, W_ENDED, id, capital(cli, outcome_words(cli, deal->outcome)), cli_printf(cli, "%d", (int)day));
    if (told != NULL)
        line = words(cli, W_ENDED_TOLD, line, first_name(cli, told->name));
    fprintf(cli->out, "%s\n", line);
    bool ours = strcmp(deal->outcome, "declined") == 0 || strcmp(deal->outcome, "no_match") == 0;
    fflush(cli->out);
    if (ours && !deal->informed)
        cli_note(cli, W_TELL_THEM, id, deal->outcome,
                 deal->contact == 0 ? glyph(cli, GLYPH_ELLIPSIS)
                                    : typed_person(cli, deal->id, deal->contact, deal->contact_name));
}

static int say_ended(struct cli *cli, naast_id id, naast_id told)
{
    naast_deal *deal = NULL;
    naast_person *person = NULL;
    int status = naast_deal_get(cli->store, id, &deal);
    if (status == 0 && told != 0)
        status = naast_person_get(cli->store, told, &person);
    if (status != 0)
        status = moved_unread(cli, id, status);
    else if (cli->output == OUTPUT_JSON)
        status = moved_json(cli, deal);
    else if (deal->outcome[0] != '\0')
        ended_line(cli, deal, person);
    else
        cli_print(cli, W_ENDED_NO_MORE, text_id(cli, 'D', id));
    naast_free(person);
    naast_free(deal);
    return status;
}

/* Why it ended was said when it ended: that they were told by now needs no reason. */
static int because_of_end(struct cli *cli, const struct args *args, const char **out)
{
    return args_has(args, "told") ? cli_text(cli, args_value(args, "because"), out)
                                  : want_text(cli, args, "because", out);
}

static int end_deal(struct cli *cli, const struct args *args, const char *outcome)
{
    naast_end_spec spec = NAAST_END_SPEC_INIT;
    naast_id deal = 0;
    spec.outcome = outcome;
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == 0)
        status = want(cli, outcome, "--as");
    if (status == 0)
        status = because_of_end(cli, args, &spec.because);
    if (status == 0)
        status = cli_person(cli, args_value(args, "told"), deal, &spec.informed);
    if (status == 0)
        status = referral(cli, args_value(args, "refer"), deal, &spec);
    if (status == 0)
        status = cli_check(cli, naast_deal_end(cli->store, deal, &spec));
    return status == 0 ? say_ended(cli, deal, spec.informed) : status;
}

static int end_run(struct cli *cli, const struct args *args) { return end_deal(cli, args, args_value(args, "as")); }
static int decline_run(struct cli *cli, const struct args *args) { return end_deal(cli, args, "declined"); }

/* The check in what the gates say; NULL: none. */
static const naast_check_result *check_of(const naast_evaluation *evaluation, const char *code)
{
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t k = 0; k < evaluation->gates[g].check_count; k++)
            if (strcmp(evaluation->gates[g].checks[k].check, code) == 0)
                return &evaluation->gates[g].checks[k];
    return NULL;
}

/* "D1  how we know we can: set aside until 24 Nov", or that it no longer is */
static int say_waived(struct cli *cli, naast_id deal, const char *code, bool withdrawn)
{
    struct subject subject;
    naast_evaluation *evaluation = NULL;
    int status = subject_find(cli, deal, &subject);
    if (status == 0 && cli->output != OUTPUT_JSON) {
        const char *last = subject.pipeline->stages[subject.pipeline->stage_count - 1].code;
        status = naast_gate_evaluate(cli->store, deal, NAAST_SPEC(naast_evaluate_spec, .to = last), &evaluation);
    }
    if (status != 0)
        status = moved_unread(cli, deal, status);
    else if (cli->output == OUTPUT_JSON)
        status = moved_json(cli, subject.deal);
    const naast_check_result *check = evaluation == NULL ? NULL : check_of(evaluation, code);
    if (check != NULL && withdrawn)
        cli_print(cli, W_UNWAIVED, text_id(cli, 'D', deal), check->name);
    else if (check != NULL && check->verdict == NAAST_VERDICT_WAIVED)
        cli_print(cli, W_WAIVED_CHECK, text_id(cli, 'D', deal), check->name,
                  verdict_words(cli, NAAST_VERDICT_WAIVED, false, check->waived_until));
    else if (check != NULL)
        cli_print(cli, W_WAIVED_FOR_LATER, text_id(cli, 'D', deal), check->name);
    naast_free(evaluation);
    subject_free(&subject);
    return status;
}

static int waive(struct cli *cli, const struct args *args, naast_id deal)
{
    naast_waive_spec spec = NAAST_WAIVE_SPEC_INIT;
    spec.check = args_operand(args, 1);
    spec.by = cli_owner(cli, args_value(args, "by"));
    int status = want_text(cli, args, "because", &spec.because);
    if (status == 0)
        status = cli_date(cli, "--until", args_value(args, "until"), &spec.until);
    if (status == 0)
        status = cli_check(cli, naast_deal_waive(cli->store, deal, &spec));
    return status == 0 ? say_waived(cli, deal, spec.check, false) : status;
}

static int withdraw(struct cli *cli, const struct args *args, naast_id deal)
{
    naast_unwaive_spec spec = NAAST_UNWAIVE_SPEC_INIT;
    spec.check = args_operand(args, 1);
    spec.by = cli_owner(cli, args_value(args, "by"));
    int status = want_text(cli, args, "because", &spec.because);
    if (status == 0)
        status = cli_check(cli, naast_deal_unwaive(cli->store, deal, &spec));
    return status == 0 ? say_waived(cli, deal, spec.check, true) : status;
}

static int waive_run(struct cli *cli, const struct args *args)
{
    const bool listed = args_has(args, "list"), withdrawn = args_has(args, "withdraw");
    naast_id deal = 0;
    if (listed && (args->typed_count > 1 || args->count > 1))
        return cli_wrong(cli, W_NOT_WITH, "--list", args->count > 1 ? "CHECK" : "--because, --by, --until, --withdraw");
    if (withdrawn && args_has(args, "until"))
        return cli_wrong(cli, W_NOT_WITH, "--withdraw", "--until");
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == 0 && !listed)
        status = want(cli, args_operand(args, 1), "CHECK");
    if (status != 0)
        return status;
    if (listed)
        return waivers_print(cli, deal);
    return withdrawn ? withdraw(cli, args, deal) : waive(cli, args, deal);
}

static const struct option back_options[] = {
    {"to", "STAGE", W_OPTION_BACK_TO, 0}, {"because", "T", W_OPTION_BECAUSE, 0}, OPTIONS_END};
const struct command command_back = {
    .name = "back",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_BACK,
    .operands = "DEAL",
    .options = back_options,
    .example = "naast back D1 --because \"the budget holder changed\"\n",
    .writes = WRITES_JSON,
    .run = back_run,
};

static const struct option reopen_options[] = {{"because", "T", W_OPTION_BECAUSE, 0}, OPTIONS_END};
const struct command command_reopen = {
    .name = "reopen",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_REOPEN,
    .operands = "DEAL",
    .options = reopen_options,
    .example = "naast reopen D2 --because \"Joris called: they want search after all\"\n",
    .writes = WRITES_JSON,
    .run = reopen_run,
};

static const struct option end_options[] = {{"as", "OUTCOME", W_OPTION_OUTCOME, 0},
                                            {"because", "T", W_OPTION_BECAUSE, 0},
                                            {"told", "P", W_OPTION_TOLD, 0},
                                            {"refer", "P|O", W_OPTION_REFER, 0},
                                            OPTIONS_END};
const struct command command_end = {
    .name = "end",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_END,
    .operands = "DEAL",
    .options = end_options,
    .example = "naast end D2 --as no_decision --because \"the project was put off\"\n",
    .more = W_MORE_END,
    .writes = WRITES_JSON,
    .run = end_run,
};
static const struct option decline_options[] = {{"because", "T", W_OPTION_BECAUSE, 0},
                                                {"told", "P", W_OPTION_TOLD, 0},
                                                {"refer", "P|O", W_OPTION_REFER, 0},
                                                OPTIONS_END};
const struct command command_decline = {
    .name = "decline",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_DECLINE,
    .operands = "DEAL",
    .options = decline_options,
    .example = "naast decline D2 --because \"you need an app, not search\" --told Joris\n",
    .writes = WRITES_JSON,
    .run = decline_run,
};

static const struct option waive_options[] = {
    {"because", "T", W_OPTION_BECAUSE, 0}, {"by", "APPROVER", W_OPTION_APPROVER, 0},
    {"until", "DATE", W_OPTION_UNTIL, 0},  {"withdraw", NULL, W_OPTION_WITHDRAW, 0},
    {"list", NULL, W_OPTION_WAIVERS, 0},   OPTIONS_END};
const struct command command_waive = {
    .name = "waive",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_WAIVE,
    .operands = "DEAL [CHECK]",
    .options = waive_options,
    .example = "naast waive D1 basis --because \"a pilot first\" --until 1dec\n"
               "naast waive D1 --list\n",
    .writes = WRITES_JSON,
    .run = waive_run,
};
