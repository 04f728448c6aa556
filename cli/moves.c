/* moves.c: naast back, reopen, end, decline, waive: every other way a deal's standing changes. */
#include "said.h"

#include <string.h>

static int say_stage(struct cli *cli, naast_id deal, enum word sentence)
{
    struct subject subject;
    int status = subject_read(cli, deal, &subject);
    if (status == 0)
        cli_print(cli, sentence, text_id(cli, 'D', deal), stage_words(cli, &subject, subject.deal->stage));
    subject_free(&subject);
    return status;
}

static int back_run(struct cli *cli, const struct args *args)
{
    naast_id deal = 0;
    const char *because = NULL;
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == 0)
        status = want(cli, args_value(args, "because"), "--because");
    if (status == 0)
        status = cli_text(cli, args_value(args, "because"), &because);
    if (status == 0)
        status = cli_check(cli, naast_deal_back(cli->store, deal, args_value(args, "to"), because));
    return status == 0 ? say_stage(cli, deal, W_MOVED_BACK) : status;
}

static int reopen_run(struct cli *cli, const struct args *args)
{
    naast_id deal = 0;
    const char *because = NULL;
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == 0)
        status = want(cli, args_value(args, "because"), "--because");
    if (status == 0)
        status = cli_text(cli, args_value(args, "because"), &because);
    if (status == 0)
        status = cli_check(cli, naast_deal_reopen(cli->store, deal, because));
    return status == 0 ? say_stage(cli, deal, W_REOPENED) : status;
}

static int referral(struct cli *cli, const char *typed, naast_end_spec *spec)
{
    if (typed == NULL)
        return NAAST_OK;
    spec->refer_root = NAAST_ORG;
    if ((typed[0] == 'O' || typed[0] == 'o') && naast_resolve(cli->store, NAAST_ORG, typed, 0, &spec->refer) == 0)
        return NAAST_OK;
    spec->refer_root = NAAST_PERSON;
    int status = naast_resolve(cli->store, NAAST_PERSON, typed, 0, &spec->refer);
    if (status != NAAST_NOT_FOUND)
        return cli_check(cli, status);
    spec->refer_root = NAAST_ORG;
    return cli_org(cli, typed, &spec->refer);
}

static int say_ended(struct cli *cli, naast_id deal, naast_id told)
{
    struct subject subject;
    naast_person *person = NULL;
    int status = subject_read(cli, deal, &subject);
    if (status == 0 && told != 0)
        status = cli_check(cli, naast_person_get(cli->store, told, &person));
    if (status == 0) {
        int32_t day = naast_days_between(naast_date_of(subject.deal->created), cli_today(cli)) + 1;
        const char *line = words(cli, W_ENDED, text_id(cli, 'D', deal), outcome_words(cli, subject.deal->outcome),
                                 cli_printf(cli, "%d", (int)day));
        if (person != NULL)
            line = words(cli, W_ENDED_TOLD, line, first_name(cli, person->name));
        fprintf(cli->out, "%s\n", line);
        bool ours = strcmp(subject.deal->outcome, "declined") == 0 || strcmp(subject.deal->outcome, "no_match") == 0;
        if (ours && !subject.deal->told)
            cli_note(cli, W_TELL_THEM, text_id(cli, 'D', deal), subject.deal->outcome);
    }
    naast_free(person);
    subject_free(&subject);
    return status;
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
        status = want(cli, args_value(args, "because"), "--because");
    if (status == 0)
        status = cli_text(cli, args_value(args, "because"), &spec.because);
    if (status == 0)
        status = cli_person(cli, args_value(args, "told"), deal, &spec.told);
    if (status == 0)
        status = referral(cli, args_value(args, "refer"), &spec);
    if (status == 0)
        status = cli_check(cli, naast_deal_end(cli->store, deal, &spec));
    return status == 0 ? say_ended(cli, deal, spec.told) : status;
}

static int end_run(struct cli *cli, const struct args *args) { return end_deal(cli, args, args_value(args, "as")); }
static int decline_run(struct cli *cli, const struct args *args) { return end_deal(cli, args, "declined"); }

static int waive_run(struct cli *cli, const struct args *args)
{
    naast_waive_spec spec = NAAST_WAIVE_SPEC_INIT;
    naast_id deal = 0;
    spec.check = args_operand(args, 1);
    spec.by = args_value(args, "by");
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == 0)
        status = want(cli, args_value(args, "because"), "--because");
    if (status == 0)
        status = cli_text(cli, args_value(args, "because"), &spec.because);
    if (status == 0)
        status = cli_date(cli, "--until", args_value(args, "until"), &spec.until);
    if (status == 0)
        status = cli_check(cli, naast_deal_waive(cli->store, deal, &spec));
    if (status == 0) {
        naast_date until = spec.until != 0 ? spec.until : naast_date_add(cli_today(cli), 14);
        cli_print(cli, W_WAIVED_CHECK, text_id(cli, 'D', deal), spec.check, text_date(cli, until));
    }
    return status;
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
    .run = decline_run,
};

static const struct option waive_options[] = {{"because", "T", W_OPTION_BECAUSE, 0},
                                              {"by", "APPROVER", W_OPTION_APPROVER, 0},
                                              {"until", "DATE", W_OPTION_UNTIL, 0},
                                              OPTIONS_END};
const struct command command_waive = {
    .name = "waive",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_WAIVE,
    .operands = "DEAL CHECK",
    .options = waive_options,
    .example = "naast waive D1 basis --because \"a pilot first\" --until 1dec\n",
    .run = waive_run,
};
