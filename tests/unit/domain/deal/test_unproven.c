/* test_unproven.c: a gate that was passed elsewhere is not passed here. */
#include "fixtures/deal.h"

#include "base/env/env.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

enum { STAGES_MOST = 16, CHECKS_MOST = 100 };

/* The stages of fair with one gate that asks next to nothing. */
static void add_easy(const char *name)
{
    static const char *const purpose[] = {"purpose", NULL};
    naast_check checks[STAGES_MOST];
    char ids[STAGES_MOST][32];
    naast_stage stages[STAGES_MOST];
    naast_pipeline *fair = NULL;
    expect_ok(&f, naast_pipeline_get(f.store, "fair", 0, &fair));
    ck_assert_uint_lt(fair->stage_count, STAGES_MOST);
    naast_pipeline easy = *fair;
    for (size_t s = 0; s < fair->stage_count; s++) {
        stages[s] = fair->stages[s];
        if (s + 1 == fair->stage_count)
            break;
        snprintf(ids[s], sizeof ids[s], "easy%zu", s);
        checks[s] = (naast_check){.code = ids[s], .rule = NAAST_RULE_SOME, .kinds = purpose};
        stages[s].gate.checks = &checks[s];
        stages[s].gate.check_count = 1;
    }
    easy.code = name;
    easy.stages = stages;
    expect_ok(&f, naast_pipeline_add(f.store, &easy, NULL));
    naast_free(fair);
}

static void use_pipeline(const char *name, int32_t revision)
{
    expect_ok(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE(name, revision, "they asked for it")));
}

static void go_back(const char *stage)
{
    naast_back_spec spec = NAAST_BACK_SPEC_INIT;
    spec.to = stage;
    spec.because = "we went too fast";
    expect_ok(&f, naast_deal_move_back(f.store, f.deal, &spec));
}

static void expect_unproven(int wanted)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_deals *found = NULL;
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_int_eq(deal->unproven, wanted);
    naast_free(deal);
    filter.unproven = NAAST_FLAG_SET;
    expect_ok(&f, naast_deal_list(f.store, &filter, NULL, &found));
    ck_assert_uint_eq(found->count, (size_t)wanted);
    naast_free(found);
}

/* How many gates the last move passed; each line of its receipt has a digest. */
static int gates_in_last_receipt(void)
{
    naast_transitions *moves = moves_of(&f);
    const naast_transition *last = &moves->items[moves->count - 1];
    const char *gate = "";
    int count = 0;
    for (size_t k = 0; k < last->receipt_count; k++) {
        ck_assert_uint_eq(strlen(last->receipt[k].digest), 32);
        count += strcmp(last->receipt[k].gate, gate) != 0;
        gate = last->receipt[k].gate;
    }
    naast_free(moves);
    return count;
}

static void expect_verified(void)
{
    naast_verification *verification = NULL;
    expect_ok(&f, naast_store_verify(f.store, NULL, &verification));
    naast_free(verification);
}

START_TEST(test_gates_passed_in_an_easier_pipeline_are_not_passed_here)
{
    add_easy("easy");
    use_pipeline("easy", 0);
    record(&f, "purpose", NULL, "we build search");
    expect_ok(&f, advance_to(&f, "decision"));
    expect_unproven(0);
    use_pipeline("fair", 0);
    expect_deal(&f, "decision", "");
    expect_unproven(1);
    ck_assert_int_eq(gates_in_last_receipt(), 0);
    expect(&f, advance_to(&f, "terms"), NAAST_NOT_YET, "not_yet");
    expect_unproven(1);
    expect_verified();
}
END_TEST

START_TEST(test_what_is_open_when_the_pipeline_changes_counts_as_passed)
{
    add_easy("easy");
    answer_gates(&f, "value");
    use_pipeline("easy", 0);
    expect_ok(&f, advance_to(&f, "value"));
    use_pipeline("fair", 0);
    expect_unproven(0);
    ck_assert_int_eq(gates_in_last_receipt(), 2);
    use_pipeline("easy", 0);
    use_pipeline("fair", 0);
    ck_assert_int_eq(gates_in_last_receipt(), 0); /* passed already */
    expect_unproven(0);
}
END_TEST

START_TEST(test_it_ends_when_the_gates_are_open_at_an_advance)
{
    add_easy("easy");
    record(&f, "purpose", NULL, "we build search");
    use_pipeline("easy", 0);
    expect_ok(&f, advance_to(&f, "match"));
    use_pipeline("fair", 0);
    expect_unproven(1);
    answer_gates(&f, "value");
    expect_unproven(1);
    expect_ok(&f, advance_to(&f, "value"));
    expect_unproven(0);
}
END_TEST

START_TEST(test_going_back_before_the_gate_ends_it_and_going_on_does_not_pass_it)
{
    add_easy("easy");
    record(&f, "purpose", NULL, "we build search");
    use_pipeline("easy", 0);
    expect_ok(&f, advance_to(&f, "value"));
    use_pipeline("fair", 0);
    go_back("match");
    expect_unproven(1);
    go_back("discovery");
    expect_unproven(0);
}
END_TEST

START_TEST(test_a_gate_that_was_given_up_is_not_passed_by_its_old_receipt)
{
    bring_to(&f, "match");
    go_back("discovery");
    naast_items *items = items_of(&f);
    for (size_t k = 0; k < items->count; k++)
        if (strcmp(items->items[k].kind, "need") == 0)
            expect_ok(&f, naast_item_retract(f.store, f.deal, items->items[k].n, BECAUSE("they do not")));
    naast_free(items);
    add_easy("easy");
    use_pipeline("easy", 0);
    expect_ok(&f, advance_to(&f, "match"));
    use_pipeline("fair", 0);
    expect_unproven(1);
}
END_TEST

START_TEST(test_after_the_won_stage_they_are_asked_and_never_hold_it_up)
{
    naast_evaluation *evaluation = NULL;
    add_easy("easy");
    record(&f, "purpose", NULL, "we build search");
    use_pipeline("easy", 0);
    expect_ok(&f, advance_to(&f, "delivery"));
    use_pipeline("fair", 0);
    expect_deal(&f, "delivery", "won");
    expect_unproven(1);
    evaluation = gates_of(&f, "completed");
    ck_assert_int_eq(evaluation->gates[0].enforced, 0);
    ck_assert_int_eq(evaluation->gates[0].unproven, 1);
    ck_assert_int_eq(evaluation->gates[evaluation->gate_count - 1].unproven, 0);
    naast_free(evaluation);
    answer_gates(&f, "completed");
    expect_ok(&f, advance_to(&f, "completed"));
    expect_unproven(1); /* it moved, and the earlier ones are still not open */
    expect_verified();
}
END_TEST

/* The first check that is not met of a gate that is not enforced. */
static const naast_check_result *first_behind(const naast_evaluation *evaluation)
{
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t c = 0; evaluation->gates[g].unproven && c < evaluation->gates[g].check_count; c++)
            if (evaluation->gates[g].checks[c].blocks)
                return &evaluation->gates[g].checks[c];
    return NULL;
}

START_TEST(test_after_the_won_stage_it_ends_too_when_they_are_open_at_an_advance)
{
    const naast_check_result *check;
    naast_evaluation *evaluation;
    add_easy("easy");
    record(&f, "purpose", NULL, "we build search");
    use_pipeline("easy", 0);
    expect_ok(&f, advance_to(&f, "delivery"));
    use_pipeline("fair", 0);
    answer_gates(&f, "completed");
    for (evaluation = gates_of(&f, "completed"); (check = first_behind(evaluation)) != NULL;) {
        follow(&f, check->remedy);
        naast_free(evaluation);
        evaluation = gates_of(&f, "completed");
    }
    naast_free(evaluation);
    answer_gates(&f, "completed");
    expect_unproven(1);
    expect_ok(&f, advance_to(&f, "completed"));
    expect_unproven(0);
    ck_assert_int_eq(gates_in_last_receipt(), 6);
    expect_verified();
}
END_TEST

START_TEST(test_undo_brings_it_back_as_it_was)
{
    add_easy("easy");
    record(&f, "purpose", NULL, "we build search");
    use_pipeline("easy", 0);
    expect_ok(&f, advance_to(&f, "match"));
    use_pipeline("fair", 0);
    expect_unproven(1);
    naast_undo_spec spec = NAAST_UNDO_SPEC_INIT;
    naast_undone *undone = NULL;
    expect_ok(&f, naast_operation_undo(f.store, &spec, &undone));
    naast_free(undone);
    expect_unproven(0);
    expect_verified();
}
END_TEST

/* What fair asks is known by these digests in stores that are about: docs/gates.md has the first. */
START_TEST(test_the_digest_of_a_gate_stays_what_it_is)
{
    bring_to(&f, "match");
    naast_transitions *moves = moves_of(&f);
    ck_assert_str_eq(moves->items[1].receipt[0].digest, "a2adbcf072bbe9b25a2f9e0e7dc84c0e");
    naast_free(moves);
}
END_TEST

START_TEST(test_words_and_names_leave_a_gate_as_it_is)
{
    naast_pipeline *fair = NULL;
    naast_stage stages[STAGES_MOST];
    naast_check checks[CHECKS_MOST];
    bring_to(&f, "match");
    expect_ok(&f, naast_pipeline_get(f.store, "fair", 0, &fair));
    for (size_t s = 0; s < fair->stage_count; s++)
        stages[s] = fair->stages[s];
    for (size_t c = 0; c < stages[0].gate.check_count; c++) {
        checks[c] = stages[0].gate.checks[c];
        checks[c].label.en = "something else";
        checks[c].ask.nl = "iets anders?";
    }
    stages[0].gate.code = "understood";
    stages[0].gate.checks = checks;
    stages[0].sleeps_days = 3;
    naast_pipeline reworded = *fair;
    reworded.stages = stages;
    expect_ok(&f, naast_pipeline_add(f.store, &reworded, NULL));
    use_pipeline("fair", 2);
    ck_assert_int_eq(gates_in_last_receipt(), 0);
    expect_unproven(0);
    checks[0].waivable = 1;
    expect_ok(&f, naast_pipeline_add(f.store, &reworded, NULL));
    use_pipeline("fair", 3);
    ck_assert_int_eq(gates_in_last_receipt(), 1);
    expect_unproven(0);
    naast_free(fair);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_gates_passed_in_an_easier_pipeline_are_not_passed_here,
        test_what_is_open_when_the_pipeline_changes_counts_as_passed,
        test_it_ends_when_the_gates_are_open_at_an_advance,
        test_going_back_before_the_gate_ends_it_and_going_on_does_not_pass_it,
        test_a_gate_that_was_given_up_is_not_passed_by_its_old_receipt,
        test_after_the_won_stage_they_are_asked_and_never_hold_it_up,
        test_after_the_won_stage_it_ends_too_when_they_are_open_at_an_advance,
        test_undo_brings_it_back_as_it_was,
        test_the_digest_of_a_gate_stays_what_it_is,
        test_words_and_names_leave_a_gate_as_it_is,
    };
    return RUN_FIXTURE("unproven", tests);
}
