/* result.c: the public evaluation: every gate on the way, every check, in words that a person can use. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "domain/common/codes.h"
#include "domain/evidence/facts.h"
#include "domain/gate/callbacks.h"
#include "domain/gate/gate.h"
#include "domain/gate/left.h"
#include "domain/gate/remedy.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/proof.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

/* An evaluation being put together. Texts are copied: the result outlives the store. */
struct telling {
    naast_store *store;
    const struct facts *facts;
    naast_evaluation *result;
    void *scratch; /* a result: what the checks leave behind */
    struct callback_session session;
    struct asked *asked; /* the checks that count, in the order of the gates */
    size_t asked_count;
    int while_open; /* behind the stage that the deal is in, a gate that is not open is left out, and all after it */
    int no_memory;  /* a text did not fit; asked once, at the end */
};

/* How it all stood before a gate that may be left out again. */
struct mark {
    int32_t blockers, clear;
    naast_date valid_until;
    size_t asked_count;
};

const char *naast_verdict_code(naast_verdict verdict)
{
    switch (verdict) {
    case NAAST_VERDICT_MET:
        return "met";
    case NAAST_VERDICT_WAIVED:
        return "waived";
    case NAAST_VERDICT_STALE:
        return "stale";
    case NAAST_VERDICT_UNCONFIRMED:
        return "unconfirmed";
    case NAAST_VERDICT_MISSING:
        return "missing";
    case NAAST_VERDICT_REFUSED:
        return "refused";
    }
    return "unknown";
}

static const char *tell(struct telling *telling, const char *text)
{
    const char *own = result_text(&telling->store->env, telling->result, text);
    telling->no_memory |= own == NULL;
    return own;
}

static const char *tell_name(struct telling *telling, const char *code, const naast_label *words)
{
    char buffer[64];
    return tell(telling, naast_name(telling->store, code, words, buffer));
}

/* ---- one check ---- */

/* The item's number in a finding: what answers, or what lacks an answer; 0: nothing is there. */
static const struct fact_item *finding_item(const struct finding *finding)
{
    return finding->item ? finding->item : finding->subject;
}

/* One item may answer for several subjects; it is given once. seen: a bit for each number. */
static int is_first(unsigned char *seen, int32_t n)
{
    unsigned char *byte = &seen[n / 8];
    const unsigned char bit = (unsigned char)(1U << n % 8);
    const int first = (*byte & bit) == 0;
    *byte |= bit;
    return first;
}

static unsigned char *numbers_seen(struct telling *telling)
{
    const struct facts *facts = telling->facts;
    const int32_t last = facts->item_count > 0 ? facts->items[facts->item_count - 1].n : 0;
    return result_alloc(&telling->store->env, telling->scratch, (size_t)last / 8 + 1, 1);
}

static void tell_items(struct telling *telling, const struct check_outcome *outcome, naast_check_result *check)
{
    naast_check_item *items =
        result_alloc(&telling->store->env, telling->result, outcome->finding_count, sizeof *items);
    unsigned char *seen = outcome->finding_count > 0 ? numbers_seen(telling) : NULL;
    telling->no_memory |= items == NULL || (seen == NULL && outcome->finding_count > 0);
    for (size_t k = 0; items != NULL && seen != NULL && k < outcome->finding_count; k++) {
        const struct finding *finding = &outcome->findings[k];
        const struct fact_item *item = finding_item(finding);
        if (item != NULL && is_first(seen, item->n))
            items[check->item_count++] = (naast_check_item){.n = item->n,
                                                            .content_rev = item->crev,
                                                            .respelled = item->respelled,
                                                            .verdict = finding->verdict,
                                                            .code = tell(telling, finding->code)};
    }
    check->items = items;
    check->item_size = sizeof *items;
}

/* Where our own word is the one that lacks, or no word of theirs is asked for, the question is to ourselves. */
static void tell_question(struct telling *telling, const struct check_outcome *outcome, naast_check_result *told)
{
    const naast_check *check = outcome->check;
    const naast_language language = telling->store->env.language;
    const char *ask_us = words_in(language, &check->ask_us);
    told->asks_us = ask_us != NULL && (check->word != NAAST_WORD_BOTH || outcome->worst.lacking == NAAST_SIDE_US);
    told->ask = tell(telling, told->asks_us ? ask_us : words_in(language, &check->ask));
    told->stated = check->stated != 0;
}

static void tell_remedy(struct telling *telling, const struct check_outcome *outcome, naast_check_result *told)
{
    struct remedy_room room;
    const naast_remedy remedy = remedy_of(telling->facts, outcome, &room);
    told->remedy = remedy_copy(&telling->store->env, telling->result, &remedy);
    telling->no_memory |= told->remedy == NULL;
}

/* How many of those that are not there yet are to be settled too, which is one thing more to do of each. */
static int32_t count_to_settle(const naast_pipeline *pipeline, const struct check_outcome *outcome)
{
    const naast_check *check = outcome->check;
    naast_codes judged = codes_any(check->has) ? check->has : check->kinds;
    int32_t count = 0;
    for (; check->closed && judged != NULL && *judged != NULL; judged++)
        if (!codes_any(pipeline_kind(pipeline, *judged)->life))
            return 0; /* that one is recorded, and needs no settling */
    for (size_t k = 0; check->closed && k < outcome->finding_count; k++)
        count += outcome->findings[k].item == NULL;
    return count;
}

static int tell_check(struct telling *telling, const naast_check *check, naast_check_result *told, int32_t *to_settle)
{
    const struct gate_callbacks callbacks = {callback_ask, &telling->session};
    struct check_outcome outcome;
    int status = check_evaluate(&telling->store->env, telling->scratch, telling->facts, check, &callbacks, &outcome);
    if (status != 0)
        return status;
    *told = (naast_check_result){
        .check = tell(telling, check->code),
        .name = tell_name(telling, check->code, check_name(telling->facts->pipeline, check)),
        .verdict = outcome.verdict,
        .under = outcome.under,
        .code = tell(telling, outcome.code),
        .text = tell(telling, outcome.text),
        .advisory = check->advisory != 0,
        .waivable = check->waivable != 0,
        .waiver_expired = outcome.waiver_expired,
        .waived_until = outcome.waived_until,
        .blocks = outcome_blocks(&outcome),
        .have = outcome.have,
        .want = outcome.want,
    };
    tell_question(telling, &outcome, told);
    tell_items(telling, &outcome, told);
    tell_remedy(telling, &outcome, told);
    *to_settle = count_to_settle(telling->facts->pipeline, &outcome);
    const naast_date until = check_valid_until(telling->facts, &outcome);
    if (until != 0 && (telling->result->valid_until == 0 || until < telling->result->valid_until))
        telling->result->valid_until = until;
    return telling->no_memory ? NAAST_NO_MEMORY : 0;
}

/* ---- one gate, and all of them ---- */

static void count_check(struct telling *telling, naast_gate_result *gate, const naast_check_result *check)
{
    if (check->blocks)
        gate->open = 0;
    if (!gate->enforced || check->advisory)
        return;
    telling->result->blockers += check->blocks;
    telling->result->clear += !check->blocks;
}

static int tell_gate(struct telling *telling, int stage, naast_gate_result *told)
{
    const naast_stage *stages = telling->facts->pipeline->stages;
    const naast_gate *gate = &stages[stage].gate;
    const int won = pipeline_won(telling->facts->pipeline);
    int status = 0;
    naast_check_result *checks = result_alloc(&telling->store->env, telling->result, gate->check_count, sizeof *checks);
    if (checks == NULL)
        return NAAST_NO_MEMORY;
    *told = (naast_gate_result){
        .gate = tell(telling, gate->code),
        .name = tell_name(telling, gate->code, &gate->label),
        .stage = tell(telling, stages[stage].code),
        .to = tell(telling, stages[stage + 1].code),
        .open = 1,
        .enforced = telling->facts->stage < won || stage >= won,
        .unproven = (telling->facts->unproven & stage_bit((size_t)stage)) != 0,
        .checks = checks,
        .check_count = gate->check_count,
        .check_size = sizeof *checks,
    };
    for (size_t k = 0; status == 0 && k < gate->check_count; k++) {
        int32_t to_settle = 0;
        status = tell_check(telling, &gate->checks[k], &checks[k], &to_settle);
        if (status == 0)
            count_check(telling, told, &checks[k]);
        if (told->enforced && !checks[k].advisory)
            telling->asked[telling->asked_count++] = (struct asked){&gate->checks[k], &checks[k], to_settle};
    }
    return status;
}

static size_t count_checks(const naast_pipeline *pipeline, int to)
{
    size_t count = 0;
    for (int stage = 0; stage < to; stage++)
        count += pipeline->stages[stage].gate.check_count;
    return count;
}

/* Where all gates are open there is nothing to ask of it. */
static int tell_left(struct telling *telling)
{
    naast_evaluation *result = telling->result;
    if (result->blockers == 0)
        return 0;
    return left_tell(&telling->store->env, result, telling->scratch, telling->facts->pipeline, telling->asked,
                     telling->asked_count, &result->left);
}

static struct mark mark_of(const struct telling *telling)
{
    const naast_evaluation *result = telling->result;
    return (struct mark){result->blockers, result->clear, result->valid_until, telling->asked_count};
}

static void go_back_to(struct telling *telling, const struct mark *mark)
{
    telling->result->blockers = mark->blockers;
    telling->result->clear = mark->clear;
    telling->result->valid_until = mark->valid_until;
    telling->asked_count = mark->asked_count;
}

/* The gates up to *to; with while_open, *to is as far as they are open, and at least the next stage. */
static int tell_gates(struct telling *telling, naast_gate_result *gates, int *to)
{
    const int here = telling->facts->stage;
    int status = 0;
    for (int stage = 0; status == 0 && stage < *to; stage++) {
        const struct mark mark = mark_of(telling);
        status = tell_gate(telling, stage, &gates[stage]);
        if (status != 0 || !telling->while_open || stage < here || telling->result->blockers == 0)
            continue;
        *to = stage == here ? here + 1 : stage;
        if (stage > here)
            go_back_to(telling, &mark);
    }
    return status;
}

static int tell_all(struct telling *telling, int to)
{
    const struct facts *facts = telling->facts;
    naast_evaluation *result = telling->result;
    const int last = (int)facts->pipeline->stage_count - 1;
    result->deal = facts->deal;
    result->rev = facts->rev;
    result->stage = tell(telling, facts->pipeline->stages[facts->stage].code);
    result->from = result->stage;
    naast_gate_result *gates = result_alloc(&telling->store->env, result, (size_t)to, sizeof *gates);
    telling->asked =
        result_alloc(&telling->store->env, telling->scratch, count_checks(facts->pipeline, to), sizeof *telling->asked);
    if (gates == NULL || telling->asked == NULL)
        return NAAST_NO_MEMORY;
    int status = tell_gates(telling, gates, &to);
    result->to = tell(telling, facts->stage == last ? "" : facts->pipeline->stages[to].code);
    result->gates = gates;
    result->gate_count = (size_t)to;
    result->gate_size = sizeof *gates;
    result->open = result->blockers == 0;
    if (status == 0)
        status = tell_left(telling);
    return status == 0 && telling->no_memory ? NAAST_NO_MEMORY : status;
}

/* The facts are the caller's; who was erased goes with a copy of them. */
static int evaluate_gates(naast_store *store, const struct facts *facts, int to, int while_open, naast_evaluation **out)
{
    struct facts own = *facts;
    struct telling telling = {.store = store, .facts = &own, .while_open = while_open};
    telling.result = result_new(&store->env, sizeof *telling.result);
    telling.scratch = telling.result ? result_new(&store->env, 1) : NULL;
    callback_session_begin(store, &telling.session);
    int status = telling.scratch ? facts_find_gone(store, telling.scratch, &own) : NAAST_NO_MEMORY;
    if (status == 0)
        status = tell_all(&telling, to);
    callback_session_end(&telling.session);
    naast_free(telling.scratch);
    if (status == 0)
        *out = telling.result;
    else
        naast_free(telling.result);
    return status;
}

int gates_evaluate(naast_store *store, const struct facts *facts, int to, naast_evaluation **out)
{
    return evaluate_gates(store, facts, to, 0, out);
}

int gates_evaluate_open(naast_store *store, const struct facts *facts, int most, naast_evaluation **out)
{
    return evaluate_gates(store, facts, most, 1, out);
}

/* ---- the public call ---- */

static int evaluate(naast_store *store, naast_id deal, const char *to, naast_evaluation **out)
{
    struct facts *facts = NULL;
    int stage = 0;
    int status = facts_read(store, deal, &facts);
    if (status == 0) {
        const int last = (int)facts->pipeline->stage_count - 1;
        stage = to ? pipeline_stage(facts->pipeline, to) : facts->stage < last ? facts->stage + 1 : last;
        if (stage < 0)
            status = FAIL(&store->env, MSG_STAGE_NOT_FOUND, facts->pipeline->code, to);
    }
    if (status == 0)
        status = gates_evaluate(store, facts, stage, out);
    naast_free(facts);
    return status;
}

int naast_gate_evaluate(naast_store *store, naast_id deal, const naast_evaluate_spec *spec, naast_evaluation **out)
{
    naast_evaluate_spec own;
    naast_evaluation *evaluation = NULL;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_evaluate_spec, &own, spec);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = evaluate(store, deal, own.to, &evaluation);
    status = read_end(store, status);
    if (status == 0)
        *out = evaluation;
    else
        naast_free(evaluation);
    return status;
}
