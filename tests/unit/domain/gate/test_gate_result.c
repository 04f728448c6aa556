/* test_gate_result.c: the public evaluation: which gates, in whose words, which items, and the checks that a program
 * answers. */
#include "fixtures/deal.h"
#include "base/env/env.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static void expect_gates(const char *to, const char *wanted)
{
    char got[300] = "";
    naast_evaluation *evaluation = gates_of(&f, to);
    for (size_t k = 0; k < evaluation->gate_count; k++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s>%s ", evaluation->gates[k].stage,
                 evaluation->gates[k].to);
    ck_assert_str_eq(got, wanted);
    naast_free(evaluation);
}

START_TEST(test_the_gates_up_to_the_next_stage_or_further)
{
    expect_gates(NULL, "discovery>match ");
    expect_gates("value", "discovery>match match>value ");
    expect_gates("discovery", "");
    bring_to(&f, "match");
    expect_gates(NULL, "discovery>match match>value ");
    expect_gates("match", "discovery>match ");
}
END_TEST

START_TEST(test_the_last_stage_leads_nowhere)
{
    f.deal = fixture_deal(&f, "bant", f.sanne);
    bring_to(&f, "won");
    naast_evaluation *evaluation = gates_of(&f, NULL);
    ck_assert_str_eq(evaluation->stage, "won");
    ck_assert_str_eq(evaluation->to, "");
    ck_assert_uint_eq(evaluation->gate_count, 2);
    ck_assert_int_eq(evaluation->open, 1);
    ck_assert_int_eq(evaluation->clear, 0);
    naast_free(evaluation);
}
END_TEST

START_TEST(test_what_cannot_be_evaluated)
{
    naast_evaluation *evaluation = NULL;
    expect(&f, naast_gate_evaluate(f.store, 4711, NULL, &evaluation), NAAST_NOT_FOUND, "deal_not_found");
    expect(&f, naast_gate_evaluate(f.store, f.deal, NAAST_SPEC(naast_evaluate_spec, .to = "nowhere"), &evaluation),
           NAAST_NOT_FOUND, "stage_not_found");
    const naast_evaluate_spec nothing = {0};
    expect(&f, naast_gate_evaluate(f.store, f.deal, &nothing, &evaluation), NAAST_INVALID, "spec_size");
    ck_assert_ptr_null(evaluation);
}
END_TEST

START_TEST(test_evaluating_changes_nothing_and_tells_the_revision)
{
    naast_deal *deal = deal_of(&f, f.deal);
    naast_evaluation *evaluation = gates_of(&f, "completed");
    ck_assert_int_eq(evaluation->deal, f.deal);
    ck_assert_int_eq(evaluation->rev, deal->rev);
    naast_free(evaluation);
    naast_deal *after = deal_of(&f, f.deal);
    ck_assert_int_eq(after->rev, deal->rev);
    naast_free(after);
    naast_free(deal);
}
END_TEST

START_TEST(test_what_advises_neither_blocks_nor_clears)
{
    naast_evaluation *evaluation = gates_of(&f, "value");
    const naast_gate_result *gate = &evaluation->gates[1];
    ck_assert_str_eq(gate->gate, "match_confirmed");
    ck_assert_str_eq(gate->name, "Match confirmed");
    ck_assert_uint_eq(gate->check_count, 5);
    ck_assert_int_eq(check_of(evaluation, "limit")->advisory, 1);
    ck_assert_int_eq(check_of(evaluation, "limit")->verdict, NAAST_VERDICT_MISSING);
    ck_assert_int_eq(evaluation->blockers, 4); /* purpose, need, summary; match */
    ck_assert_int_eq(evaluation->clear, 3);    /* why; contribution, source */
    naast_free(evaluation);
}
END_TEST

START_TEST(test_questions_to_them_to_us_and_what_we_tell)
{
    naast_evaluation *evaluation = gates_of(&f, "decision");
    const naast_check_result *check = check_of(evaluation, "purpose");
    ck_assert_int_eq(check->stated, 1);
    ck_assert_int_eq(check->asks_us, 0);
    check = check_of(evaluation, "need");
    ck_assert_str_eq(check->name, "need or challenge");
    ck_assert_str_eq(check->ask, "What keeps you busy, and what should be different?");
    ck_assert_int_eq(check->stated, 0);
    ck_assert_int_eq(check_of(evaluation, "basis")->asks_us, 1);
    check = check_of(evaluation, "match");
    ck_assert_int_eq(check->asks_us, 1);
    ck_assert_str_eq(check->ask, "Can we honestly help here?");
    naast_free(evaluation);
    record(&f, "match", "yes", "it fits");
    evaluation = gates_of(&f, "decision");
    check = check_of(evaluation, "match");
    ck_assert_int_eq(check->asks_us, 0);
    ck_assert_str_eq(check->ask, "Does this feel like a match to you? No is a good answer.");
    naast_free(evaluation);
}
END_TEST

START_TEST(test_in_dutch)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *mine = f.store;
    options.language = NAAST_LANGUAGE_DUTCH;
    ck_assert_int_eq(naast_store_new(&options, &f.store), NAAST_OK);
    ck_assert_int_eq(naast_store_open(f.store, f.path, NULL), NAAST_OK);
    naast_evaluation *evaluation = gates_of(&f, NULL);
    ck_assert_str_eq(evaluation->gates[0].name, "Behoefte begrepen");
    ck_assert_str_eq(check_of(evaluation, "need")->name, "behoefte of uitdaging");
    ck_assert_str_eq(check_of(evaluation, "need")->ask, "Wat houdt je bezig, en wat zie je graag anders?");
    naast_free(evaluation);
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_str_eq(deal->stage_name, "Kennismaken");
    naast_free(deal);
    naast_store_free(f.store);
    f.store = mine;
}
END_TEST

START_TEST(test_items_at_fault_and_items_that_answer)
{
    int32_t first = record(&f, "need", NULL, "a need");
    int32_t second = record(&f, "need", NULL, "another");
    naast_evaluation *evaluation = gates_of(&f, NULL);
    const naast_check_result *why = check_of(evaluation, "why");
    ck_assert_uint_eq(why->item_count, 2);
    ck_assert_int_eq(why->items[0].n, first);
    ck_assert_int_eq(why->items[1].n, second);
    ck_assert_str_eq(why->items[1].code, "no_answer");
    ck_assert_int_eq(why->items[1].verdict, NAAST_VERDICT_MISSING);
    ck_assert_int_eq(why->items[1].content_rev, crev_of(&f, second));
    ck_assert_uint_eq(check_of(evaluation, "need")->item_count, 1);
    ck_assert_int_eq(check_of(evaluation, "need")->items[0].n, first);
    ck_assert_uint_eq(check_of(evaluation, "purpose")->item_count, 0);
    naast_free(evaluation);
}
END_TEST

START_TEST(test_an_item_that_answers_twice_is_told_once)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "authority";
    spec.person = f.karim;
    spec.from = customer(f.karim);
    spec.value = "decides";
    record_spec(&f, &spec);
    spec.value = "signs";
    record_spec(&f, &spec);
    naast_evaluation *evaluation = gates_of(&f, "terms");
    const naast_check_result *met = check_of(evaluation, "met");
    ck_assert_int_eq(met->verdict, NAAST_VERDICT_MET);
    ck_assert_uint_eq(met->item_count, 1);
    naast_free(evaluation);
}
END_TEST

/* ---- checks that a program answers ---- */

struct asked {
    int times;
    int returns;
    naast_verdict says;
    size_t items;
};

static int answer(void *context, const naast_callback_question *question, naast_callback_answer *said)
{
    struct asked *asked = context;
    asked->times++;
    asked->items = question->items->count;
    said->verdict = asked->says;
    return question->deal == f.deal && question->today == 20261110 && question->amount.minor == 700 &&
                   strcmp(question->amount.currency, "EUR") == 0
               ? asked->returns
               : 1;
}

static void add_called_pipeline(void)
{
    static const naast_kind kinds[] = {{.code = "need", .theirs = 1}};
    static const naast_check checks[] = {
        {.code = "first_call", .rule = NAAST_RULE_CALLBACK},
        {.code = "second_call", .rule = NAAST_RULE_CALLBACK},
    };
    static const naast_stage stages[] = {
        {.code = "start", .gate = {.code = "called", .checks = checks, .check_count = 2}}, {.code = "end", .won = 1}};
    naast_pipeline pipeline = NAAST_PIPELINE_INIT;
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    pipeline.code = "called";
    pipeline.kinds = kinds;
    pipeline.kind_count = 1;
    pipeline.stages = stages;
    pipeline.stage_count = 2;
    expect_ok(&f, naast_pipeline_add(f.store, &pipeline, NULL));
    deal.title = "called";
    deal.contact = f.sanne;
    deal.pipeline = "called";
    deal.amount = (naast_money){700, "EUR"};
    expect_ok(&f, naast_deal_add(f.store, &deal, &f.deal));
    record(&f, "need", NULL, "a need");
}

START_TEST(test_a_callback_is_told_of_the_deal_and_answers)
{
    struct asked first = {.says = NAAST_VERDICT_MET}, second = {.says = NAAST_VERDICT_STALE};
    add_called_pipeline();
    expect_ok(&f, naast_callback_register(f.store, CALLBACK("first_call", answer, &first)));
    expect_ok(&f, naast_callback_register(f.store, CALLBACK("second_call", answer, &second)));
    naast_evaluation *evaluation = gates_of(&f, NULL);
    ck_assert_int_eq(check_of(evaluation, "first_call")->verdict, NAAST_VERDICT_MET);
    ck_assert_int_eq(check_of(evaluation, "second_call")->verdict, NAAST_VERDICT_STALE);
    ck_assert_int_eq(check_of(evaluation, "second_call")->remedy->action, NAAST_DO_CALLBACK);
    ck_assert_str_eq(check_of(evaluation, "first_call")->name, "first call");
    ck_assert_str_eq(check_of(evaluation, "first_call")->ask, "");
    naast_free(evaluation);
    ck_assert_int_eq(first.times, 1);
    ck_assert_uint_eq(first.items, 1);
    second.says = NAAST_VERDICT_MET;
    expect_ok(&f, naast_deal_advance(f.store, f.deal, NULL, NULL));
    expect_deal(&f, "end", "won");
}
END_TEST

START_TEST(test_a_callback_that_is_not_there_or_fails_never_opens_a_gate)
{
    struct asked first = {.says = NAAST_VERDICT_MET, .returns = 1};
    add_called_pipeline();
    expect_ok(&f, naast_callback_register(f.store, CALLBACK("first_call", answer, &first)));
    naast_evaluation *evaluation = gates_of(&f, NULL);
    ck_assert_str_eq(check_of(evaluation, "first_call")->code, "callback_failed");
    ck_assert_str_eq(check_of(evaluation, "second_call")->code, "callback_missing");
    naast_free(evaluation);
    first.says = NAAST_VERDICT_WAIVED;
    first.returns = 0;
    evaluation = gates_of(&f, NULL);
    ck_assert_str_eq(check_of(evaluation, "first_call")->code, "callback_failed");
    naast_free(evaluation);
    expect(&f, naast_deal_advance(f.store, f.deal, NULL, NULL), NAAST_NOT_YET, "not_yet");
}
END_TEST

START_TEST(test_a_callback_is_replaced_and_taken_away)
{
    struct asked first = {.says = NAAST_VERDICT_REFUSED}, second = {.says = NAAST_VERDICT_MET};
    add_called_pipeline();
    expect_ok(&f, naast_callback_register(f.store, CALLBACK("second_call", NULL, NULL)));
    expect_ok(&f, naast_callback_register(f.store, CALLBACK("first_call", answer, &first)));
    expect_ok(&f, naast_callback_register(f.store, CALLBACK("second_call", answer, &first)));
    expect_ok(&f, naast_callback_register(f.store, CALLBACK("first_call", answer, &second)));
    naast_evaluation *evaluation = gates_of(&f, NULL);
    ck_assert_int_eq(check_of(evaluation, "first_call")->verdict, NAAST_VERDICT_MET);
    ck_assert_int_eq(check_of(evaluation, "second_call")->verdict, NAAST_VERDICT_REFUSED);
    naast_free(evaluation);
    expect_ok(&f, naast_callback_register(f.store, CALLBACK("first_call", NULL, NULL)));
    evaluation = gates_of(&f, NULL);
    ck_assert_str_eq(check_of(evaluation, "first_call")->code, "callback_missing");
    ck_assert_int_eq(check_of(evaluation, "second_call")->verdict, NAAST_VERDICT_REFUSED);
    naast_free(evaluation);
}
END_TEST

START_TEST(test_a_callback_is_for_a_check_by_its_code)
{
    struct asked asked = {0};
    expect(&f, naast_callback_register(f.store, CALLBACK("First Call", answer, &asked)), NAAST_INVALID,
           "callback_check");
    expect(&f, naast_callback_register(f.store, CALLBACK(NULL, answer, &asked)), NAAST_INVALID, "callback_check");
    expect(&f, naast_callback_register(f.store, CALLBACK("", NULL, NULL)), NAAST_INVALID, "callback_check");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_the_gates_up_to_the_next_stage_or_further,
        test_the_last_stage_leads_nowhere,
        test_what_cannot_be_evaluated,
        test_evaluating_changes_nothing_and_tells_the_revision,
        test_what_advises_neither_blocks_nor_clears,
        test_questions_to_them_to_us_and_what_we_tell,
        test_in_dutch,
        test_items_at_fault_and_items_that_answer,
        test_an_item_that_answers_twice_is_told_once,
        test_a_callback_is_told_of_the_deal_and_answers,
        test_a_callback_that_is_not_there_or_fails_never_opens_a_gate,
        test_a_callback_is_replaced_and_taken_away,
        test_a_callback_is_for_a_check_by_its_code,
    };
    return RUN_FIXTURE("gate_told", tests);
}
