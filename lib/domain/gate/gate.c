/* gate.c: evaluating one check: its rule over the items it selects, then what was set aside. Pure. */
#include "domain/gate/gate.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "domain/common/codes.h"
#include "domain/evidence/facts.h"
#include "domain/gate/parts.h"

#include <string.h>

/* A check being evaluated. */
struct inquiry {
    struct env *env;
    void *memory;
    const struct facts *facts;
    const naast_check *check;
    struct pool pool;
    const struct fact_item **selected;
    size_t selected_count;
    struct finding *findings;
    size_t count;
};

static struct finding absent(const naast_check *check, const struct fact_item *subject)
{
    return (struct finding){.subject = subject,
                            .verdict = NAAST_VERDICT_MISSING,
                            .code = "no_answer",
                            .lacking = check->word == NAAST_WORD_BOTH ? NAAST_SIDE_US : NAAST_SIDE_NONE};
}

/* Of two that are missing, one that is there and only waits to be settled is nearer than a "none". */
static int is_worse(const struct finding *a, const struct finding *b)
{
    if (a->verdict != b->verdict)
        return a->verdict > b->verdict;
    return strcmp(a->code, "none_not_enough") == 0 && strcmp(b->code, "not_settled") == 0;
}

/* Keeps the best `wanted` findings from good to bad; equals stay in the order of their numbers. */
static void insert_best(struct inquiry *inquiry, struct finding finding, size_t wanted)
{
    if (inquiry->count == wanted && !is_worse(&inquiry->findings[wanted - 1], &finding))
        return;
    size_t at = inquiry->count < wanted ? inquiry->count++ : wanted - 1;
    for (; at > 0 && is_worse(&inquiry->findings[at - 1], &finding); at--)
        inquiry->findings[at] = inquiry->findings[at - 1];
    inquiry->findings[at] = finding;
}

/* The n best candidates; absent ones are missing. */
static void evaluate_some(struct inquiry *inquiry)
{
    const size_t wanted = inquiry->check->n > 1 ? (size_t)inquiry->check->n : 1;
    for (size_t k = 0; k < inquiry->selected_count; k++)
        insert_best(inquiry, item_judge(inquiry->facts, inquiry->check, inquiry->selected[k]), wanted);
    while (inquiry->count < wanted)
        insert_best(inquiry, absent(inquiry->check, NULL), wanted);
}

/* The best answer for a subject; of equals the first. */
static struct finding best_answer(const struct inquiry *inquiry, const struct fact_item *subject)
{
    struct finding best = absent(inquiry->check, subject);
    const struct answer_key *answer;
    struct answer_walk walk;
    size_t order = 0;
    answers_begin(&inquiry->pool, subject, &walk);
    while ((answer = answers_next(&walk)) != NULL) {
        if (!item_answers(&inquiry->pool, answer->item, subject))
            continue;
        struct finding finding = item_judge(inquiry->facts, inquiry->check, answer->item);
        finding.subject = subject;
        if (best.item == NULL || finding.verdict < best.verdict ||
            (finding.verdict == best.verdict && answer->order < order)) {
            best = finding;
            order = answer->order;
        }
    }
    return best;
}

static struct finding subject_judge(const struct inquiry *inquiry, const struct fact_item *subject)
{
    if (!codes_any(inquiry->check->has))
        return item_judge(inquiry->facts, inquiry->check, subject);
    if (subject->none) /* nothing is there that wants an answer */
        return (struct finding){.item = subject, .subject = subject, .verdict = NAAST_VERDICT_MET, .code = "ok"};
    return best_answer(inquiry, subject);
}

static void evaluate_every(struct inquiry *inquiry)
{
    for (size_t k = 0; k < inquiry->selected_count; k++)
        inquiry->findings[inquiry->count++] = subject_judge(inquiry, inquiry->selected[k]);
}

/* The worst finding decides; of a check that is not met, those that are met are no longer listed. */
static void conclude(struct inquiry *inquiry, struct check_outcome *outcome)
{
    size_t kept = 0;
    outcome->want = (int32_t)inquiry->count;
    outcome->worst = (struct finding){.verdict = NAAST_VERDICT_MET, .code = "nothing_to_check"};
    for (size_t k = 0; k < inquiry->count; k++)
        outcome->have += inquiry->findings[k].verdict == NAAST_VERDICT_MET;
    for (size_t k = 0; k < inquiry->count; k++)
        if (k == 0 || inquiry->findings[k].verdict > outcome->worst.verdict)
            outcome->worst = inquiry->findings[k];
    for (size_t k = 0; k < inquiry->count; k++)
        if (outcome->worst.verdict == NAAST_VERDICT_MET || inquiry->findings[k].verdict != NAAST_VERDICT_MET)
            inquiry->findings[kept++] = inquiry->findings[k];
    outcome->findings = inquiry->findings;
    outcome->finding_count = kept;
}

/* Selects, and makes room for a finding of each and for absent ones. */
static int select_items(struct inquiry *inquiry)
{
    const size_t wanted = inquiry->check->n > 0 ? (size_t)inquiry->check->n : 1;
    int status = pool_fill(inquiry->env, inquiry->memory, inquiry->facts, inquiry->check, &inquiry->pool);
    if (status != 0)
        return status;
    inquiry->selected =
        result_alloc(inquiry->env, inquiry->memory, inquiry->facts->item_count + inquiry->pool.spoken_count,
                     sizeof *inquiry->selected);
    if (inquiry->selected == NULL)
        return NAAST_NO_MEMORY;
    inquiry->selected_count = pool_select(&inquiry->pool, inquiry->check, inquiry->selected);
    inquiry->findings =
        result_alloc(inquiry->env, inquiry->memory, inquiry->selected_count + wanted, sizeof *inquiry->findings);
    return inquiry->findings ? 0 : NAAST_NO_MEMORY;
}

static int evaluate_items(struct inquiry *inquiry, struct check_outcome *outcome)
{
    int status = select_items(inquiry);
    if (status != 0)
        return status;
    if (inquiry->check->rule == NAAST_RULE_EVERY)
        evaluate_every(inquiry);
    else
        evaluate_some(inquiry);
    conclude(inquiry, outcome);
    return 0;
}

/* A callback gives a verdict; the code that goes with each is the plainest one. */
static const char *verdict_reason(naast_verdict verdict)
{
    switch (verdict) {
    case NAAST_VERDICT_MET:
        return "ok";
    case NAAST_VERDICT_STALE:
        return "changed_since";
    case NAAST_VERDICT_UNCONFIRMED:
        return "no_word";
    case NAAST_VERDICT_MISSING:
        return "no_answer";
    case NAAST_VERDICT_REFUSED:
        return "answer_no";
    case NAAST_VERDICT_WAIVED: /* not a callback's to give */
        break;
    }
    return NULL;
}

/* The items that it named are the findings. */
static int take_items(struct inquiry *inquiry, const struct gate_answer *answer, struct check_outcome *outcome)
{
    inquiry->findings = result_alloc(inquiry->env, inquiry->memory, answer->item_count, sizeof *inquiry->findings);
    if (inquiry->findings == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < answer->item_count; k++)
        inquiry->findings[k] = (struct finding){.item = answer->items[k],
                                                .subject = answer->items[k],
                                                .verdict = outcome->worst.verdict,
                                                .code = outcome->worst.code};
    outcome->findings = inquiry->findings;
    outcome->finding_count = answer->item_count;
    outcome->text = answer->text;
    return 0;
}

static int evaluate_callback(struct inquiry *inquiry, const struct gate_callbacks *callbacks,
                             struct check_outcome *outcome)
{
    struct gate_answer answer = {.verdict = NAAST_VERDICT_MISSING, .code = "callback_missing"};
    int status = GATE_UNANSWERED;
    if (callbacks != NULL)
        status = callbacks->ask(callbacks->context, inquiry->memory, inquiry->facts, inquiry->check, &answer);
    if (status == 0 && verdict_reason(answer.verdict) == NULL) {
        answer.code = "callback_failed";
        status = GATE_UNANSWERED;
    }
    if (status == GATE_UNANSWERED)
        answer = (struct gate_answer){.verdict = NAAST_VERDICT_MISSING, .code = answer.code};
    outcome->worst = (struct finding){.verdict = answer.verdict,
                                      .code = answer.code != NULL ? answer.code : verdict_reason(answer.verdict)};
    return status < 0 ? status : take_items(inquiry, &answer, outcome);
}

/* The last day of the waiver that counts, which is the last one given; 0: there is none. */
static naast_date set_aside_until(const struct facts *facts, const naast_check *check)
{
    naast_date until = 0;
    for (size_t k = 0; k < facts->waiver_count; k++)
        if (text_equal(facts->waivers[k].check, check->code))
            until = facts->waivers[k].withdrawn ? 0 : facts->waivers[k].until;
    return until;
}

static void apply_waivers(const struct facts *facts, struct check_outcome *outcome)
{
    naast_date until = outcome->check->waivable ? set_aside_until(facts, outcome->check) : 0;
    outcome->verdict = outcome->under = outcome->worst.verdict;
    outcome->code = outcome->worst.code;
    if (until == 0 || outcome->verdict == NAAST_VERDICT_MET)
        return;
    outcome->waiver_expired = until < facts->today;
    outcome->waived_until = until;
    if (!outcome->waiver_expired)
        outcome->verdict = NAAST_VERDICT_WAIVED;
}

int check_evaluate(struct env *env, void *memory, const struct facts *facts, const naast_check *check,
                   const struct gate_callbacks *callbacks, struct check_outcome *outcome)
{
    struct inquiry inquiry = {.env = env, .memory = memory, .facts = facts, .check = check};
    *outcome = (struct check_outcome){.check = check};
    int status = check->rule == NAAST_RULE_CALLBACK ? evaluate_callback(&inquiry, callbacks, outcome)
                                                    : evaluate_items(&inquiry, outcome);
    if (status == 0)
        apply_waivers(facts, outcome);
    return status;
}

int outcome_blocks(const struct check_outcome *outcome)
{
    return !outcome->check->advisory && outcome->verdict != NAAST_VERDICT_MET &&
           outcome->verdict != NAAST_VERDICT_WAIVED;
}

/* The earlier of two days, of which 0 is none. */
static naast_date earlier(naast_date a, naast_date b) { return a == 0 || (b != 0 && b < a) ? b : a; }

naast_date check_valid_until(const struct facts *facts, const struct check_outcome *outcome)
{
    const naast_check *check = outcome->check;
    naast_date until = outcome->verdict == NAAST_VERDICT_WAIVED ? outcome->waived_until : 0;
    if (check->rule == NAAST_RULE_CALLBACK)
        return facts->today;
    for (size_t k = 0; check->fresh_days > 0 && k < facts->item_count; k++) {
        const naast_date old = naast_date_add(item_last_day(&facts->items[k]), check->fresh_days);
        if (!facts->items[k].retracted && old >= facts->today)
            until = earlier(until, old);
    }
    return until;
}
