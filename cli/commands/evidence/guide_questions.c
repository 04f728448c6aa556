/* guide_questions.c: the questions of a guide, and the lines in which they are answered. */
#include <stdbool.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/guide.h"
#include "term/message.h"
#include "term/text.h"
#include "view/deal.h"
#include "view/gate_text.h"
#include "view/verdict.h"
#include "words/words.h"

/* ---- the pipeline's side of a check ---- */

static const naast_check *check_asked(const struct guide *guide, const char *id)
{
    return naast_pipeline_check(guide->verdicts.subject.pipeline, id);
}

static bool is_about(const struct guide *guide, const char *kind, const char *subject)
{
    const naast_kind *known = naast_pipeline_kind(guide->verdicts.subject.pipeline, kind);
    return known != NULL && codes_include(known->about, subject);
}

static bool is_asked(const naast_gate_result *gate, const naast_check_result *check, bool advisory)
{
    bool open = check->verdict != NAAST_VERDICT_MET && check->verdict != NAAST_VERDICT_WAIVED;
    return gate->enforced && open && check->remedy->action != NAAST_DO_CALLBACK && (check->advisory != 0) == advisory;
}

/* The kind that money is first spoken of with; "" where the pipeline has none. */
static const char *first_money(const struct guide *guide)
{
    static const char *const money[] = {"price_indication", "price", "budget"};
    for (size_t k = 0; k < sizeof(money) / sizeof(money[0]); k++)
        if (naast_pipeline_kind(guide->verdicts.subject.pipeline, money[k]) != NULL)
            return money[k];
    return "";
}

/* Who decides, what they need from us, and what it costs tend to come up long before their gate asks. */
static bool comes_up(const struct guide *guide, const naast_check_result *check)
{
    const naast_check *asked = check_asked(guide, check->check);
    const naast_kind *kind = naast_pipeline_kind(guide->verdicts.subject.pipeline, check->remedy->kind);
    if (asked == NULL || kind == NULL || asked->rule != NAAST_RULE_SOME || check->verdict != NAAST_VERDICT_MISSING)
        return false;
    return (kind->theirs && (kind->person || kind->life != NULL)) || strcmp(first_money(guide), kind->code) == 0;
}

/* ---- lines to fill in ---- */

static void gap(struct guide *guide) { guide_add(guide, (struct guide_line){.type = GUIDE_GAP}); }

static void field(struct guide *guide, const char *indent, const char *label, const char *name, const char *value)
{
    guide_add(guide,
              (struct guide_line){.type = GUIDE_FIELD, .indent = indent, .label = label, .name = name, .text = value});
}

static void question(struct guide *guide, const naast_check_result *check)
{
    enum word label = check->stated ? W_LABEL_SAY : check->asks_us ? W_LABEL_US : W_LABEL_ASK;
    bool asks = *check->ask != '\0';
    guide_add(guide, (struct guide_line){.type = GUIDE_QUESTION,
                                         .label = asks ? word(guide->cli, label) : "",
                                         .text = text_safe(guide->cli, asks ? check->ask : check->name)});
}

/* What there is to choose from: as it is typed, and in words. */
static void choice(struct guide *guide, enum word sentence, naast_codes codes, bool states)
{
    struct cli *cli = guide->cli;
    const char *typed = "", *named = "";
    if (sentence == W_GUIDE_VALUES && codes != NULL && codes[0] != NULL && codes[1] == NULL)
        sentence = W_GUIDE_VALUE;
    for (size_t k = 0; codes != NULL && codes[k] != NULL; k++) {
        typed = listed(cli, typed, codes[k]);
        named = listed(cli, named, states ? state_words(cli, codes[k]) : value_words(cli, codes[k]));
    }
    if (*typed != '\0')
        guide_add(guide, (struct guide_line){.type = GUIDE_CHOICE, .text = words(cli, sentence, typed), .name = named});
}

static const char *speaker_on_sheet(struct guide *guide, naast_id person)
{
    struct cli *cli = guide->cli;
    naast_person *found = NULL;
    if (person == 0 || naast_person_get(cli->store, person, &found) != NAAST_OK)
        return "";
    const char *name = guide_person(guide, person, cli_keep_text(cli, found->name));
    naast_free(found);
    return name;
}

/* Whether it must be said who speaks: talk takes the contact for what only a customer can say, and else us. */
static bool names_speaker(const struct guide *guide, const naast_kind *kind, naast_party from)
{
    if (from.side != NAAST_SIDE_CUSTOMER)
        return false;
    return (kind->sided && !kind->theirs) || (from.person != 0 && from.person != guide->verdicts.subject.deal->contact);
}

/* "KIND:", and below it what the kind cannot do without. value: the one that is asked for; "": any. */
static void blank_item(struct guide *guide, const char *code, const char *value, const char *indent, naast_id person,
                       naast_party from)
{
    struct cli *cli = guide->cli;
    const naast_kind *kind = naast_pipeline_kind(guide->verdicts.subject.pipeline, code);
    if (kind == NULL)
        return;
    const char *const asked[] = {value, NULL};
    bool one = *value != '\0' && !codes_include(kind->no, value) && kind->no == NULL;
    choice(guide, W_GUIDE_VALUES, one ? asked : kind->values, false);
    field(guide, indent, code, kind_words(cli, &guide->verdicts.subject, code), "");
    const char *further = cli_printf(cli, "%s  ", indent);
    if (kind->person)
        field(guide, further, "person", word(cli, W_GUIDE_PERSON), speaker_on_sheet(guide, person));
    if (names_speaker(guide, kind, from))
        field(guide, further, "from", word(cli, W_GUIDE_FROM), speaker_on_sheet(guide, from.person));
}

static void blank_word(struct guide *guide)
{
    field(guide, "  ", "confirmed", word(guide->cli, W_GUIDE_CONFIRMED), "");
}

/* What a new item of this kind will be asked further, in the gates that are ahead: a why with each need. */
static void blank_further(struct guide *guide, const char *kind)
{
    const naast_evaluation *evaluation = guide->evaluation;
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t c = 0; evaluation->gates[g].enforced && c < evaluation->gates[g].check_count; c++) {
            const naast_check_result *result = &evaluation->gates[g].checks[c];
            const naast_check *check = check_asked(guide, result->check);
            bool further = check != NULL && check->rule == NAAST_RULE_EVERY && codes_include(check->kinds, kind);
            bool told = false;
            for (size_t k = 0; further && check->has != NULL && check->has[k] != NULL; k++) {
                if (!is_about(guide, check->has[k], kind))
                    continue;
                if (!told)
                    question(guide, result);
                told = true;
                blank_item(guide, check->has[k], "", "  ", 0, (naast_party){NAAST_SIDE_NONE, 0});
            }
        }
}

static void blank_new(struct guide *guide, const naast_remedy *remedy)
{
    blank_item(guide, remedy->kind, remedy->value, "", remedy->about_person, remedy->from);
    if (remedy->by_count > 0)
        blank_word(guide);
    blank_further(guide, remedy->kind);
}

/* What lacks an answer of its own: each kind that would be one. */
static void blank_answers(struct guide *guide, const naast_check *check, const naast_item *subject)
{
    const naast_party nobody = {NAAST_SIDE_NONE, 0};
    for (size_t k = 0; check->has != NULL && check->has[k] != NULL; k++)
        if (is_about(guide, check->has[k], subject->kind))
            blank_item(guide, check->has[k], "", "  ", 0, nobody);
        else if (subject->person != 0)
            blank_item(guide, check->has[k], "", "", subject->person, nobody);
}

/* An item that is there, and what it lacks. False: only something new can answer. */
static bool known_item(struct guide *guide, const naast_check *check, const naast_item *item, const char *code)
{
    struct cli *cli = guide->cli;
    const naast_kind *kind = naast_pipeline_kind(guide->verdicts.subject.pipeline, item->kind);
    bool stale = strcmp(code, "changed_since") == 0, lacks = strcmp(code, "no_answer") == 0;
    bool settles = strcmp(code, "not_settled") == 0 || strcmp(code, "broken") == 0;
    bool speaks = strcmp(code, "no_word") == 0 || strcmp(code, "old") == 0;
    guide_add(guide,
              (struct guide_line){.type = GUIDE_ITEM,
                                  .text = stale ? stale_line(cli, &guide->verdicts, item) : item_line(cli, item)});
    if (!(stale || lacks || settles || speaks))
        return false;
    if (settles && kind != NULL)
        choice(guide, W_GUIDE_STATES, kind->life, true);
    field(guide, "", cli_printf(cli, ".%d", (int)item->n), "", "");
    if (lacks)
        blank_answers(guide, check, item);
    if (stale && (kind == NULL || kind->values == NULL))
        field(guide, "  ", "amend", word(cli, W_GUIDE_AMEND), "");
    if (stale || speaks)
        blank_word(guide);
    if (settles) {
        field(guide, "  ", "as", word(cli, W_GUIDE_AS), "");
        field(guide, "  ", "by", word(cli, W_GUIDE_BY), "");
    }
    return true;
}

/* A block for each item that lacks something, or one for something new. */
static void answers(struct guide *guide, const naast_check_result *result)
{
    const naast_check *check = check_asked(guide, result->check);
    bool answered = false;
    for (size_t k = 0; check != NULL && k < result->item_count; k++) {
        const naast_item *item = item_by_number(guide->verdicts.items, result->items[k].n);
        if (item != NULL && result->items[k].verdict != NAAST_VERDICT_MET)
            answered = known_item(guide, check, item, result->items[k].code) || answered;
    }
    if (!answered && *result->remedy->kind != '\0')
        blank_new(guide, result->remedy);
}

static void ask(struct guide *guide, const naast_check_result *check, bool *any, enum word heading)
{
    gap(guide);
    if (!*any) {
        guide_add(guide, (struct guide_line){.type = GUIDE_PART, .text = word(guide->cli, heading)});
        gap(guide);
    }
    *any = true;
    question(guide, check);
    answers(guide, check);
}

void guide_questions(struct guide *guide)
{
    const naast_evaluation *now = guide->evaluation, *ahead = guide->ahead;
    bool any = false;
    for (size_t g = 0; g < now->gate_count; g++)
        for (size_t c = 0; c < now->gates[g].check_count; c++)
            if (is_asked(&now->gates[g], &now->gates[g].checks[c], false))
                ask(guide, &now->gates[g].checks[c], &any, W_GUIDE_TO_ASK);
    any = false;
    for (size_t g = 0; g < now->gate_count; g++)
        for (size_t c = 0; c < now->gates[g].check_count; c++)
            if (is_asked(&now->gates[g], &now->gates[g].checks[c], true))
                ask(guide, &now->gates[g].checks[c], &any, W_GUIDE_IF_IT_COMES_UP);
    for (size_t g = now->gate_count; g < ahead->gate_count; g++)
        for (size_t c = 0; c < ahead->gates[g].check_count; c++)
            if (comes_up(guide, &ahead->gates[g].checks[c]))
                ask(guide, &ahead->gates[g].checks[c], &any, W_GUIDE_IF_IT_COMES_UP);
}
