/* deal_fixture.h: the evidence fixture, and answering a deal's gates by doing what they say. */
#ifndef DEAL_FIXTURE_H
#define DEAL_FIXTURE_H

#include "evidence_fixture.h"

/* What the gates up to a stage say; the caller frees it. */
static inline naast_evaluation *gates_of(struct fixture *f, const char *to)
{
    naast_evaluation *evaluation = NULL;
    int status = naast_gate_evaluate(f->store, f->deal, to, &evaluation);
    ck_assert_msg(status == NAAST_OK, "gate_evaluate: %s", naast_store_message(f->store));
    return evaluation;
}

static inline const naast_check_result *check_of(const naast_evaluation *evaluation, const char *id)
{
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t c = 0; c < evaluation->gates[g].check_count; c++)
            if (strcmp(evaluation->gates[g].checks[c].check, id) == 0)
                return &evaluation->gates[g].checks[c];
    ck_abort_msg("there is no check %s", id);
    return NULL;
}

static inline naast_deal *deal_of(struct fixture *f, naast_id id)
{
    naast_deal *deal = NULL;
    int status = naast_deal_get(f->store, id, &deal);
    ck_assert_msg(status == NAAST_OK, "deal_get: %s", naast_store_message(f->store));
    return deal;
}

static inline void expect_deal(struct fixture *f, const char *stage, const char *outcome)
{
    naast_deal *deal = deal_of(f, f->deal);
    ck_assert_str_eq(deal->stage, stage);
    ck_assert_str_eq(deal->outcome, outcome);
    naast_free(deal);
}

static inline naast_transitions *moves_of(struct fixture *f)
{
    naast_transitions *moves = NULL;
    int status = naast_transition_list(f->store, f->deal, &moves);
    ck_assert_msg(status == NAAST_OK, "transition_list: %s", naast_store_message(f->store));
    return moves;
}

/* Does what a check says can be done about it, as the command line would type it. */
static inline void follow(struct fixture *f, const naast_remedy *remedy)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    int32_t n = remedy->item;
    if (remedy->action == NAAST_DO_SETTLE) {
        expect_ok(f, settle(f, n, remedy->value, remedy->by[0]));
        return;
    }
    if (remedy->action == NAAST_DO_RECORD) {
        spec.kind = remedy->kind;
        spec.value = *remedy->value == '\0' ? NULL : remedy->value;
        spec.text = "as they said";
        spec.from = remedy->from;
        spec.about = remedy->about;
        spec.person = remedy->about_person;
        n = record_spec(f, &spec);
    } else if (remedy->action == NAAST_DO_AMEND) {
        expect_ok(f, amend_text(f, n, "as they say now", nobody));
    } else {
        ck_assert_int_eq(remedy->action, NAAST_DO_CONFIRM);
    }
    for (size_t k = 0; k < remedy->by_count; k++)
        expect_ok(f, confirm(f, n, remedy->by[k], NULL));
}

/* The first check that blocks; NULL: none does. */
static inline const naast_check_result *first_blocker(const naast_evaluation *evaluation)
{
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t c = 0; c < evaluation->gates[g].check_count; c++) {
            const naast_check_result *check = &evaluation->gates[g].checks[c];
            if (evaluation->gates[g].enforced && !check->advisory && check->verdict >= NAAST_STALE)
                return check;
        }
    return NULL;
}

/* Answers every gate up to a stage, an item at a time; doing what a check says must answer for that item. How many it
 * took. */
static inline int answer_gates(struct fixture *f, const char *to)
{
    for (int steps = 0; steps < 100; steps++) {
        naast_evaluation *before = gates_of(f, to);
        const naast_check_result *check = first_blocker(before);
        if (check == NULL) {
            ck_assert_int_eq(before->open, 1);
            naast_free(before);
            return steps;
        }
        follow(f, &check->remedy);
        naast_evaluation *after = gates_of(f, to);
        const naast_check_result *answered = check_of(after, check->check);
        ck_assert_msg(answered->verdict == NAAST_MET || answered->item_count < check->item_count,
                      "%s is %s after doing what it said", check->check, answered->code);
        naast_free(after);
        naast_free(before);
    }
    ck_abort_msg("the gates up to %s do not open", to);
    return 0;
}

static inline int advance_to(struct fixture *f, const char *to)
{
    naast_advance_spec spec = NAAST_ADVANCE_SPEC_INIT;
    spec.to = to;
    return naast_deal_advance(f->store, f->deal, &spec, NULL);
}

/* Answers and passes every gate up to a stage. */
static inline void bring_to(struct fixture *f, const char *stage)
{
    answer_gates(f, stage);
    expect_ok(f, advance_to(f, stage));
}

static inline int end_as(struct fixture *f, const char *outcome, naast_id told)
{
    naast_end_spec spec = NAAST_END_SPEC_INIT;
    spec.outcome = outcome;
    spec.because = "they need something else";
    spec.told = told;
    return naast_deal_end(f->store, f->deal, &spec);
}

static inline int waive(struct fixture *f, const char *check, const char *because, const char *by, naast_date until)
{
    naast_waive_spec spec = NAAST_WAIVE_SPEC_INIT;
    spec.check = check;
    spec.because = because;
    spec.by = by;
    spec.until = until;
    return naast_deal_waive(f->store, f->deal, &spec);
}

static inline int run_fixture(const char *name, void (*setup)(void), void (*teardown)(void), const TTest *const tests[],
                              size_t count)
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60);
    for (size_t k = 0; k < count; k++)
        tcase_add_test(tcase, tests[k]);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
#define RUN_FIXTURE(name, tests) run_fixture(name, setup, teardown, tests, sizeof(tests) / sizeof(tests)[0])

#endif
