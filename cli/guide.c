/* guide.c: naast guide: the sheet for the next conversation, which naast talk reads back. */
#include "gate_screen.h"
#include "sheet.h"

#include <string.h>

struct guiding {
    struct cli *cli;
    FILE *out;
    struct verdicts verdicts;
};

static void comment(const struct guiding *guiding, const char *text) { fprintf(guiding->out, "# %s\n", text); }

/* "  person: Sanne", or "  person:" to fill in. */
static void line(const struct guiding *guiding, const char *indent, const char *label, const char *value)
{
    fprintf(guiding->out, "%s%s:%s%s\n", indent, label, *value == '\0' ? "" : " ", value);
}

/* A name as it can stand on a sheet and be read back as that person, else the person's number. */
static const char *person_on_sheet(const struct guiding *guiding, naast_id person, const char *name)
{
    struct cli *cli = guiding->cli;
    naast_id found = 0;
    bool readable = strchr(name, ',') == NULL && strcmp(text_safe(cli, name), name) == 0;
    if (readable && naast_resolve(cli->store, NAAST_PERSON, name, guiding->verdicts.subject.deal->id, &found) == 0 &&
        found == person)
        return name;
    return text_id(cli, 'P', person);
}

static void sheet_head(const struct guiding *guiding)
{
    struct cli *cli = guiding->cli;
    const naast_deal *deal = guiding->verdicts.subject.deal;
    const char *org = *deal->org_name == '\0' ? "" : cli_printf(cli, " · %s", text_safe(cli, deal->org_name));
    comment(guiding, cli_printf(cli, "%s  %s%s", text_id(cli, 'D', deal->id), text_safe(cli, deal->title), org));
    comment(guiding, word(cli, W_GUIDE_HOW));
    line(guiding, "", "with", person_on_sheet(guiding, deal->contact, deal->contact_name));
    line(guiding, "", "how", "");
    line(guiding, "", "on", text_iso_date(cli, cli_today(cli)));
}

/* ---- the pipeline's side of a check ---- */

static const naast_check *check_asked(const struct guiding *guiding, const char *id)
{
    const naast_pipeline *pipeline = guiding->verdicts.subject.pipeline;
    for (size_t s = 0; s < pipeline->stage_count; s++)
        for (size_t c = 0; c < pipeline->stages[s].gate.check_count; c++)
            if (strcmp(pipeline->stages[s].gate.checks[c].id, id) == 0)
                return &pipeline->stages[s].gate.checks[c];
    return NULL;
}

static bool is_about(const struct guiding *guiding, const char *kind, const char *subject)
{
    const naast_kind *known = subject_kind(&guiding->verdicts.subject, kind);
    return known != NULL && codes_include(known->about, subject);
}

static bool is_asked(const naast_gate_result *gate, const naast_check_result *check, bool advisory)
{
    bool open = check->verdict != NAAST_MET && check->verdict != NAAST_WAIVED;
    return gate->enforced && open && check->remedy.action != NAAST_DO_CALLBACK && (check->advisory != 0) == advisory;
}

/* ---- lines to fill in ---- */

static void question(const struct guiding *guiding, const naast_check_result *check)
{
    struct cli *cli = guiding->cli;
    enum word label = check->telling ? W_LABEL_SAY : check->asks_us ? W_LABEL_US : W_LABEL_ASK;
    if (*check->ask != '\0')
        comment(guiding, cli_printf(cli, "%s: %s", word(cli, label), text_safe(cli, check->ask)));
    else
        comment(guiding, text_safe(cli, check->name));
}

/* What there is to choose from. */
static void choice(const struct guiding *guiding, enum word sentence, naast_codes codes)
{
    const char *list = "";
    for (size_t k = 0; codes != NULL && codes[k] != NULL; k++)
        list = listed(guiding->cli, list, codes[k]);
    if (*list != '\0')
        comment(guiding, words(guiding->cli, sentence, list));
}

static const char *speaker_on_sheet(const struct guiding *guiding, naast_id person)
{
    struct cli *cli = guiding->cli;
    naast_person *found = NULL;
    if (person == 0 || naast_person_get(cli->store, person, &found) != NAAST_OK)
        return "";
    const char *name = person_on_sheet(guiding, person, cli_keep_text(cli, found->name));
    naast_free(found);
    return name;
}

/* Whether it must be said who speaks: talk takes the contact for what only a customer can say, and else us. */
static bool names_speaker(const struct guiding *guiding, const naast_kind *kind, naast_party from)
{
    if (from.side != NAAST_CUSTOMER)
        return false;
    return (kind->sided && !kind->theirs) ||
           (from.person != 0 && from.person != guiding->verdicts.subject.deal->contact);
}

/* "KIND:", and below it what the kind cannot do without. */
static void blank_item(const struct guiding *guiding, const char *code, const char *indent, naast_id person,
                       naast_party from)
{
    const naast_kind *kind = subject_kind(&guiding->verdicts.subject, code);
    if (kind == NULL)
        return;
    choice(guiding, W_GUIDE_VALUES, kind->values);
    line(guiding, indent, code, "");
    const char *further = cli_printf(guiding->cli, "%s  ", indent);
    if (kind->person)
        line(guiding, further, "person", speaker_on_sheet(guiding, person));
    if (names_speaker(guiding, kind, from))
        line(guiding, further, "from", speaker_on_sheet(guiding, from.person));
}

/* What a new item of this kind will be asked further, in the gates that are ahead: a why with each need. */
static void blank_further(const struct guiding *guiding, const char *kind)
{
    const naast_evaluation *evaluation = guiding->verdicts.evaluation;
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t c = 0; evaluation->gates[g].enforced && c < evaluation->gates[g].check_count; c++) {
            const naast_check_result *result = &evaluation->gates[g].checks[c];
            const naast_check *check = check_asked(guiding, result->check);
            bool further = check != NULL && check->rule == NAAST_EVERY && codes_include(check->kinds, kind);
            bool told = false;
            for (size_t k = 0; further && check->has != NULL && check->has[k] != NULL; k++) {
                if (!is_about(guiding, check->has[k], kind))
                    continue;
                if (!told)
                    question(guiding, result);
                told = true;
                blank_item(guiding, check->has[k], "  ", 0, (naast_party){NAAST_NO_SIDE, 0});
            }
        }
}

static void blank_new(const struct guiding *guiding, const naast_remedy *remedy)
{
    blank_item(guiding, remedy->kind, "", remedy->about_person, remedy->from);
    if (remedy->by_count > 0)
        fputs("  confirmed:\n", guiding->out);
    blank_further(guiding, remedy->kind);
}

/* What lacks an answer of its own: each kind that would be one. */
static void blank_answers(const struct guiding *guiding, const naast_check *check, const naast_item *subject)
{
    for (size_t k = 0; check->has != NULL && check->has[k] != NULL; k++)
        if (is_about(guiding, check->has[k], subject->kind))
            blank_item(guiding, check->has[k], "  ", 0, (naast_party){NAAST_NO_SIDE, 0});
        else if (subject->person != 0)
            blank_item(guiding, check->has[k], "", subject->person, (naast_party){NAAST_NO_SIDE, 0});
}

/* An item that is there, and what it lacks. False: only something new can answer. */
static bool known_item(const struct guiding *guiding, const naast_check *check, const naast_item *item,
                       const char *code)
{
    struct cli *cli = guiding->cli;
    const naast_kind *kind = subject_kind(&guiding->verdicts.subject, item->kind);
    bool stale = strcmp(code, "changed_since") == 0, lacks = strcmp(code, "no_answer") == 0;
    bool settles = strcmp(code, "not_settled") == 0 || strcmp(code, "broken") == 0;
    bool speaks = strcmp(code, "no_word") == 0 || strcmp(code, "old") == 0;
    comment(guiding, stale ? stale_line(cli, &guiding->verdicts, item) : item_line(cli, item));
    if (!(stale || lacks || settles || speaks))
        return false;
    if (settles && kind != NULL)
        choice(guiding, W_GUIDE_STATES, kind->life);
    fprintf(guiding->out, ".%d:\n", (int)item->n);
    if (lacks)
        blank_answers(guiding, check, item);
    if (stale && (kind == NULL || kind->values == NULL))
        fputs("  amend:\n", guiding->out);
    if (stale || speaks)
        fputs("  confirmed:\n", guiding->out);
    if (settles)
        fputs("  as:\n  by:\n", guiding->out);
    return true;
}

/* A block for each item that lacks something, or one for something new. */
static void answers(const struct guiding *guiding, const naast_check_result *result)
{
    const naast_check *check = check_asked(guiding, result->check);
    bool answered = false;
    for (size_t k = 0; check != NULL && k < result->item_count; k++) {
        const naast_item *item = item_by_number(guiding->verdicts.items, result->items[k].n);
        if (item != NULL && result->items[k].verdict != NAAST_MET)
            answered = known_item(guiding, check, item, result->items[k].code) || answered;
    }
    if (!answered && *result->remedy.kind != '\0')
        blank_new(guiding, &result->remedy);
}

static void questions(const struct guiding *guiding, bool advisory)
{
    const naast_evaluation *evaluation = guiding->verdicts.evaluation;
    bool any = false;
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t c = 0; c < evaluation->gates[g].check_count; c++) {
            const naast_check_result *check = &evaluation->gates[g].checks[c];
            if (!is_asked(&evaluation->gates[g], check, advisory))
                continue;
            fputs("\n", guiding->out);
            if (advisory && !any)
                fprintf(guiding->out, "# %s\n\n", word(guiding->cli, W_GUIDE_IF_IT_COMES_UP));
            question(guiding, check);
            answers(guiding, check);
            any = true;
        }
}

int sheet_write(struct cli *cli, FILE *out, naast_id deal)
{
    struct guiding guiding = {.cli = cli, .out = out};
    naast_evaluation *evaluation = NULL;
    int status = cli_check(cli, naast_gate_evaluate(cli->store, deal, NULL, &evaluation));
    if (status == 0)
        status = verdicts_read(cli, evaluation, &guiding.verdicts);
    if (status == 0) {
        const char *outcome = guiding.verdicts.subject.deal->outcome;
        if (*outcome != '\0' && strcmp(outcome, "won") != 0)
            status = cli_failed(cli, NAAST_CONFLICT, W_GUIDE_ENDED, text_id(cli, 'D', deal));
    }
    if (status == 0) {
        sheet_head(&guiding);
        if (evaluation->open && *evaluation->to != '\0')
            comment(&guiding, words(cli, W_GUIDE_OPEN, text_id(cli, 'D', deal)));
        questions(&guiding, false);
        questions(&guiding, true);
        fputs("\n", out);
        comment(&guiding, word(cli, W_GUIDE_NOTE));
    }
    verdicts_free(&guiding.verdicts);
    naast_free(evaluation);
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
