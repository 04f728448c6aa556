/* guide.c: naast guide: the sheet for the next conversation, which naast talk reads back. */
#include "gate_screen.h"
#include "sheet.h"

#include <string.h>

struct guiding {
    struct cli *cli;
    FILE *out;
    struct verdicts verdicts;
};

static const char *stage_after(const struct subject *subject)
{
    size_t here = (size_t)subject_stage(subject, subject->deal->stage);
    return subject->pipeline->stages[here + 1 < subject->pipeline->stage_count ? here + 1 : here].code;
}

static void comment(struct guiding *guiding, const char *text) { fprintf(guiding->out, "# %s\n", text); }

static void sheet_head(struct guiding *guiding)
{
    struct cli *cli = guiding->cli;
    const naast_deal *deal = guiding->verdicts.subject.deal;
    const char *org = *deal->org_name == '\0' ? "" : cli_printf(cli, " · %s", text_safe(cli, deal->org_name));
    comment(guiding, cli_printf(cli, "%s  %s%s", text_id(cli, 'D', deal->id), text_safe(cli, deal->title), org));
    comment(guiding, word(cli, W_GUIDE_HOW));
    fprintf(guiding->out, "with: %s\nhow:\non: %s\n", text_safe(cli, deal->contact_name),
            text_iso_date(cli, cli_today(cli)));
}

static void question(struct guiding *guiding, const naast_check_result *check)
{
    struct cli *cli = guiding->cli;
    enum word label = check->telling ? W_LABEL_SAY : check->asks_us ? W_LABEL_US : W_LABEL_ASK;
    fputs("\n", guiding->out);
    if (*check->ask != '\0')
        comment(guiding, cli_printf(cli, "%s: %s", word(cli, label), text_safe(cli, check->ask)));
    else
        comment(guiding, text_safe(cli, check->name));
}

/* The line to fill in for one new item. */
static void blank_item(struct guiding *guiding, const naast_remedy *remedy, const char *indent)
{
    const naast_kind *kind = subject_kind(&guiding->verdicts.subject, remedy->kind);
    if (kind != NULL && kind->values != NULL) {
        const char *values = kind->values[0];
        for (size_t k = 1; kind->values[k] != NULL; k++)
            values = cli_printf(guiding->cli, "%s, %s", values, kind->values[k]);
        comment(guiding, words(guiding->cli, W_GUIDE_VALUES, values));
    }
    fprintf(guiding->out, "%s%s:\n", indent, remedy->kind);
    if (kind != NULL && kind->person)
        fprintf(guiding->out, "%s  person: %s\n", indent,
                remedy->about_person == 0 ? "" : text_id(guiding->cli, 'P', remedy->about_person));
}

static void known_item(struct guiding *guiding, const naast_item *item, const char *code)
{
    const char *line = strcmp(code, "changed_since") == 0 ? stale_line(guiding->cli, &guiding->verdicts, item)
                                                          : item_line(guiding->cli, item);
    comment(guiding, line);
    fprintf(guiding->out, ".%d:\n", (int)item->n);
}

/* One block for each subject that lacks an answer, or one for the check. */
static void answers(struct guiding *guiding, const naast_check_result *check)
{
    const naast_remedy *remedy = &check->remedy;
    bool any = false;
    for (size_t k = 0; k < check->item_count; k++) {
        const naast_item *item = item_by_number(guiding->verdicts.items, check->items[k].n);
        if (item == NULL || check->items[k].verdict == NAAST_MET)
            continue;
        any = true;
        known_item(guiding, item, check->items[k].code);
        if (remedy->action == NAAST_DO_RECORD && remedy->about != 0)
            blank_item(guiding, remedy, "  ");
        else if (remedy->action == NAAST_DO_SETTLE)
            fputs("  as:\n  by:\n", guiding->out);
        else if (remedy->action == NAAST_DO_AMEND)
            fputs("  amend:\n  confirmed:\n", guiding->out);
        else if (remedy->action == NAAST_DO_CONFIRM)
            fputs("  confirmed:\n", guiding->out);
        else
            any = false;
    }
    if (!any && (remedy->action == NAAST_DO_RECORD || remedy->action == NAAST_DO_DECIDE) && *remedy->kind != '\0')
        blank_item(guiding, remedy, "");
}

static bool wants_answer(const naast_check_result *check)
{
    return check->verdict != NAAST_MET && check->verdict != NAAST_WAIVED && check->remedy.action != NAAST_DO_CALLBACK;
}

static void questions(struct guiding *guiding, bool advisory)
{
    const naast_evaluation *evaluation = guiding->verdicts.evaluation;
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t c = 0; evaluation->gates[g].enforced && c < evaluation->gates[g].check_count; c++) {
            const naast_check_result *check = &evaluation->gates[g].checks[c];
            if (!wants_answer(check) || (check->advisory != 0) != advisory)
                continue;
            question(guiding, check);
            answers(guiding, check);
        }
}

static bool has_advice(const naast_evaluation *evaluation)
{
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t c = 0; c < evaluation->gates[g].check_count; c++)
            if (evaluation->gates[g].checks[c].advisory && wants_answer(&evaluation->gates[g].checks[c]))
                return true;
    return false;
}

int sheet_write(struct cli *cli, FILE *out, naast_id deal)
{
    struct guiding guiding = {.cli = cli, .out = out};
    struct subject subject;
    naast_evaluation *evaluation = NULL;
    int status = subject_read(cli, deal, &subject);
    if (status == 0 && *subject.deal->outcome != '\0' && strcmp(subject.deal->outcome, "won") != 0)
        status = cli_failed(cli, NAAST_CONFLICT, W_GUIDE_ENDED, text_id(cli, 'D', deal));
    if (status == 0)
        status = cli_check(cli, naast_gate_evaluate(cli->store, deal, stage_after(&subject), &evaluation));
    if (status == 0)
        status = verdicts_read(cli, evaluation, &guiding.verdicts);
    if (status == 0) {
        sheet_head(&guiding);
        questions(&guiding, false);
        if (has_advice(evaluation)) {
            fputs("\n", out);
            comment(&guiding, word(cli, W_GUIDE_IF_IT_COMES_UP));
            questions(&guiding, true);
        }
        fputs("\n", out);
        comment(&guiding, word(cli, W_GUIDE_NOTE));
    }
    verdicts_free(&guiding.verdicts);
    naast_free(evaluation);
    subject_free(&subject);
    return status;
}

static int guide_run(struct cli *cli, const struct args *args)
{
    naast_id deal = 0;
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    return status == 0 ? sheet_write(cli, cli->out, deal) : status;
}

const struct command command_guide = {
    .name = "guide",
    .needs = NEEDS_READ,
    .summary = W_SUMMARY_GUIDE,
    .operands = "DEAL",
    .example = "naast guide D1\nnaast guide D1 > call.txt; $EDITOR call.txt; naast talk D1 < call.txt\n",
    .more = W_MORE_GUIDE,
    .run = guide_run,
};
