/* test_callbacks.c: a check that the caller's program answers, in a pipeline of the caller's own. */
#include "api.h"

static struct world world;
static naast_store *store;
static naast_id sanne, deal;

/* "The amount is at most what the budget says": what no rule of a pipeline can express. */
static const naast_kind kinds[] = {
    {.code = "need", .theirs = 1},
    {.code = "budget", .theirs = 1, .latest = 1},
};
static const char *const need[] = {"need", NULL};
static const naast_check checks[] = {
    {.code = "need", .rule = NAAST_RULE_SOME, .kinds = need, .word = NAAST_WORD_CUSTOMER},
    {.code = "within_budget",
     .rule = NAAST_RULE_CALLBACK,
     .ask = {"Does it fit your budget?", "Past het in je budget?"}},
};
static const naast_stage stages[] = {
    {.code = "talking", .gate = {.code = "fits", .checks = checks, .check_count = 2}},
    {.code = "working", .won = 1},
};

static naast_pipeline definition(void)
{
    naast_pipeline pipeline = NAAST_PIPELINE_INIT;
    pipeline.code = "budgeted";
    pipeline.kinds = kinds;
    pipeline.kind_count = sizeof kinds / sizeof kinds[0];
    pipeline.stages = stages;
    pipeline.stage_count = sizeof stages / sizeof stages[0];
    return pipeline;
}

#define CALLBACK(check_, callback_, context_)                                                                          \
    (&(naast_callback_spec){                                                                                           \
        .size = sizeof(naast_callback_spec), .check = (check_), .callback = (callback_), .context = (context_)})

struct asked {
    int times;
    int fails;
    naast_verdict says;
};

static int within_budget(void *context, const naast_callback_question *question, naast_callback_answer *answer)
{
    struct asked *asked = context;
    const naast_item *budget = NULL;
    asked->times++;
    if (asked->fails)
        return 1;
    if (asked->says != NAAST_VERDICT_MET) {
        answer->verdict = asked->says;
        return 0;
    }
    for (size_t i = 0; i < question->items->count; i++)
        if (strcmp(question->items->items[i].kind, "budget") == 0)
            budget = &question->items->items[i];
    if (budget == NULL)
        answer->verdict = NAAST_VERDICT_MISSING;
    else
        answer->verdict = question->amount.minor <= budget->amount.minor ? NAAST_VERDICT_MET : NAAST_VERDICT_REFUSED;
    return question->deal == deal && strcmp(question->check, "within_budget") == 0 && question->today == 20261103 ? 0
                                                                                                                  : 1;
}

static void setup(void)
{
    naast_pipeline pipeline = definition();
    world_open(&world);
    store = world_store(&world, "callbacks.db");
    is_ok(store, naast_pipeline_add(store, &pipeline, NULL));
    sanne = add_person(store, "Sanne");
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.title = "Within budget";
    spec.pipeline = "budgeted";
    spec.contact = sanne;
    spec.amount = (naast_money){2500000, "EUR"};
    is_ok(store, naast_deal_add(store, &spec, &deal));
    add_item(store, deal, "need", NULL, "search");
}

static void teardown(void)
{
    naast_store_free(store);
    world_close(&world);
}

static void add_budget(int64_t minor)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "budget";
    spec.amount = (naast_money){minor, "EUR"};
    is_ok(store, naast_item_record(store, deal, &spec, NULL));
}

static void expect_verdict(naast_verdict verdict, const char *code)
{
    naast_evaluation *evaluation = NULL;
    is_ok(store, naast_gate_evaluate(store, deal, NULL, &evaluation));
    const naast_check_result *check = &evaluation->gates[0].checks[1];
    ck_assert_str_eq(check->check, "within_budget");
    ck_assert_int_eq(check->verdict, verdict);
    if (code != NULL)
        ck_assert_str_eq(check->code, code);
    ck_assert_int_eq(evaluation->open, verdict == NAAST_VERDICT_MET);
    naast_free(evaluation);
}

START_TEST(test_a_callback_that_nobody_registered_keeps_the_gate_shut)
{
    expect_verdict(NAAST_VERDICT_MISSING, "callback_missing");
    is_status(store, naast_deal_advance(store, deal, NULL, NULL), NAAST_NOT_YET);
}
END_TEST

START_TEST(test_the_callers_program_answers)
{
    struct asked asked = {0, 0, NAAST_VERDICT_MET};
    is_ok(store, naast_callback_register(store, CALLBACK("within_budget", within_budget, &asked)));
    expect_verdict(NAAST_VERDICT_MISSING, NULL);
    add_budget(1000000);
    expect_verdict(NAAST_VERDICT_REFUSED, NULL);
    is_status(store, naast_deal_advance(store, deal, NULL, NULL), NAAST_NOT_YET);
    add_budget(3000000);
    expect_verdict(NAAST_VERDICT_MET, NULL);
    ck_assert_int_ge(asked.times, 4);
    asked.times = 0;
    is_ok(store, naast_deal_advance(store, deal, NULL, NULL));
    ck_assert_int_eq(asked.times, 1);
    is_sound(store);
}
END_TEST

START_TEST(test_a_callback_that_fails_is_missing)
{
    struct asked asked = {0, 1, NAAST_VERDICT_MET};
    is_ok(store, naast_callback_register(store, CALLBACK("within_budget", within_budget, &asked)));
    expect_verdict(NAAST_VERDICT_MISSING, "callback_failed");
}
END_TEST

START_TEST(test_a_callback_may_say_any_verdict_but_waived)
{
    static const naast_verdict verdicts[] = {NAAST_VERDICT_STALE, NAAST_VERDICT_UNCONFIRMED, NAAST_VERDICT_MISSING,
                                             NAAST_VERDICT_REFUSED};
    struct asked asked = {0, 0, NAAST_VERDICT_STALE};
    is_ok(store, naast_callback_register(store, CALLBACK("within_budget", within_budget, &asked)));
    for (size_t i = 0; i < 4; i++) {
        asked.says = verdicts[i];
        expect_verdict(verdicts[i], NULL);
    }
    asked.says = NAAST_VERDICT_WAIVED;
    expect_verdict(NAAST_VERDICT_MISSING, "callback_failed");
    asked.says = (naast_verdict)99;
    expect_verdict(NAAST_VERDICT_MISSING, "callback_failed");
}
END_TEST

/* ---- what it answers besides a verdict ---- */

struct saying {
    naast_callback_answer answer;
    char check[16], gate[16], stage[16], pipeline[16];
    int32_t revision;
    uint32_t question_size, answer_size;
    naast_verdict first; /* before it says anything */
};

static int say(void *context, const naast_callback_question *question, naast_callback_answer *answer)
{
    struct saying *saying = context;
    saying->question_size = question->size;
    saying->answer_size = answer->size;
    saying->first = answer->verdict;
    saying->revision = question->revision;
    snprintf(saying->check, sizeof saying->check, "%s", question->check);
    snprintf(saying->gate, sizeof saying->gate, "%s", question->gate);
    snprintf(saying->stage, sizeof saying->stage, "%s", question->stage);
    snprintf(saying->pipeline, sizeof saying->pipeline, "%s", question->pipeline);
    *answer = saying->answer;
    return 0;
}

static naast_evaluation *evaluation_of(void)
{
    naast_evaluation *evaluation = NULL;
    is_ok(store, naast_gate_evaluate(store, deal, NULL, &evaluation));
    return evaluation;
}

START_TEST(test_code_text_and_items_stand_in_the_result_and_in_the_receipt)
{
    int32_t items[] = {1};
    char code[] = "over_budget", text[] = "It is 5.000 over.";
    struct saying saying = {.answer = {0, NAAST_VERDICT_REFUSED, code, text, items, 1}};
    is_ok(store, naast_callback_register(store, CALLBACK("within_budget", say, &saying)));
    naast_evaluation *evaluation = evaluation_of();
    const naast_check_result *check = &evaluation->gates[0].checks[1];
    code[0] = text[0] = 'X';
    items[0] = 77;
    ck_assert_int_eq(check->verdict, NAAST_VERDICT_REFUSED);
    ck_assert_str_eq(check->code, "over_budget");
    ck_assert_str_eq(check->text, "It is 5.000 over.");
    ck_assert_uint_eq(check->item_count, 1);
    ck_assert_int_eq(check->items[0].n, 1);
    ck_assert_int_eq(check->items[0].verdict, NAAST_VERDICT_REFUSED);
    ck_assert_str_eq(check->items[0].code, "over_budget");
    ck_assert_int_eq(check->blocks, 1);
    ck_assert_int_eq(check->want, 0);
    ck_assert_int_eq(check->remedy->action, NAAST_DO_CALLBACK);
    ck_assert_int_eq(evaluation->valid_until, 20261103);
    naast_free(evaluation);
    ck_assert_uint_eq(saying.question_size, sizeof(naast_callback_question));
    ck_assert_uint_eq(saying.answer_size, sizeof(naast_callback_answer));
    ck_assert_int_eq(saying.first, NAAST_VERDICT_MISSING);
    ck_assert_str_eq(saying.check, "within_budget");
    ck_assert_str_eq(saying.gate, "fits");
    ck_assert_str_eq(saying.stage, "talking");
    ck_assert_str_eq(saying.pipeline, "budgeted");
    ck_assert_int_eq(saying.revision, 1);
    code[0] = 'o';
    items[0] = 1;
    saying.answer.verdict = NAAST_VERDICT_MET;
    is_ok(store, naast_deal_advance(store, deal, NULL, NULL));
    naast_transitions *moves = NULL;
    is_ok(store, naast_transition_list(store, deal, &moves));
    const naast_receipt_line *line = &moves->items[moves->count - 1].receipt[1];
    ck_assert_str_eq(line->code, "over_budget");
    ck_assert_uint_eq(line->item_count, 1);
    ck_assert_int_eq(line->items[0].n, 1);
    naast_free(moves);
    is_sound(store);
}
END_TEST

START_TEST(test_an_answer_that_cannot_be_is_missing)
{
    static const int32_t none[] = {9};
    const naast_callback_answer wrong[] = {
        {0, NAAST_VERDICT_MET, "Not a code", NULL, NULL, 0}, {0, NAAST_VERDICT_MET, NULL, "two\nlines", NULL, 0},
        {0, NAAST_VERDICT_MET, NULL, "\xFF", NULL, 0},       {0, NAAST_VERDICT_MET, NULL, NULL, none, 1},
        {0, NAAST_VERDICT_MET, NULL, NULL, NULL, 1},         {0, NAAST_VERDICT_MET, NULL, NULL, none, SIZE_MAX},
    };
    struct saying saying = {0};
    is_ok(store, naast_callback_register(store, CALLBACK("within_budget", say, &saying)));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        saying.answer = wrong[i];
        expect_verdict(NAAST_VERDICT_MISSING, "callback_failed");
        ck_assert_str_eq(naast_store_message(store), "");
    }
}
END_TEST

START_TEST(test_a_callback_for_one_pipeline_goes_before_that_for_all)
{
    struct saying all = {.answer = {0, NAAST_VERDICT_STALE, NULL, NULL, NULL, 0}}, one = all, other = all;
    naast_callback_spec spec = NAAST_CALLBACK_SPEC_INIT;
    one.answer.verdict = NAAST_VERDICT_MET;
    other.answer.verdict = NAAST_VERDICT_REFUSED;
    is_ok(store, naast_callback_register(store, CALLBACK("within_budget", say, &all)));
    spec.check = "within_budget";
    spec.callback = say;
    spec.context = &other;
    spec.pipeline = "fair";
    is_ok(store, naast_callback_register(store, &spec));
    expect_verdict(NAAST_VERDICT_STALE, "changed_since");
    spec.pipeline = "budgeted";
    spec.context = &one;
    is_ok(store, naast_callback_register(store, &spec));
    expect_verdict(NAAST_VERDICT_MET, "ok");
    spec.callback = NULL;
    is_ok(store, naast_callback_register(store, &spec));
    expect_verdict(NAAST_VERDICT_STALE, NULL);
    spec.pipeline = "No Code";
    is_status(store, naast_callback_register(store, &spec), NAAST_INVALID);
    is_status(store, naast_callback_register(store, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_callback_register(NULL, &spec), NAAST_INVALID);
}
END_TEST

/* What it tries with the store that asks. */
static int meddle(void *context, const naast_callback_question *question, naast_callback_answer *answer)
{
    int *statuses = context;
    naast_evaluation *evaluation = NULL;
    naast_deal *found = NULL;
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.note = "from within";
    statuses[0] = naast_gate_evaluate(store, question->deal, NULL, &evaluation);
    statuses[1] = naast_deal_get(store, question->deal, &found);
    statuses[2] = naast_deal_edit(store, question->deal, &spec);
    statuses[3] = naast_callback_register(store, CALLBACK("within_budget", NULL, NULL));
    answer->verdict = NAAST_VERDICT_MET;
    return 0;
}

START_TEST(test_a_callback_cannot_use_the_store_that_asks)
{
    int statuses[4] = {0};
    is_ok(store, naast_callback_register(store, CALLBACK("within_budget", meddle, statuses)));
    is_ok(store, naast_deal_advance(store, deal, NULL, NULL));
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(statuses[i], NAAST_INVALID);
    naast_deal *got = NULL;
    is_ok(store, naast_deal_get(store, deal, &got));
    ck_assert_str_eq(got->note, "");
    ck_assert_str_eq(got->stage, "working");
    ck_assert_int_eq(got->status, NAAST_DEAL_WON);
    naast_free(got);
    is_sound(store);
}
END_TEST

START_TEST(test_a_callback_can_be_replaced_and_taken_away)
{
    struct asked one = {0, 0, NAAST_VERDICT_REFUSED}, two = {0, 0, NAAST_VERDICT_STALE};
    is_ok(store, naast_callback_register(store, CALLBACK("within_budget", within_budget, &one)));
    is_ok(store, naast_callback_register(store, CALLBACK("within_budget", within_budget, &two)));
    expect_verdict(NAAST_VERDICT_STALE, NULL);
    ck_assert_int_eq(one.times, 0);
    is_ok(store, naast_callback_register(store, CALLBACK("within_budget", NULL, NULL)));
    is_ok(store, naast_callback_register(store, CALLBACK("never_was_there", NULL, NULL)));
    expect_verdict(NAAST_VERDICT_MISSING, "callback_missing");
    is_status(store, naast_callback_register(store, CALLBACK("No Code", within_budget, &one)), NAAST_INVALID);
    is_status(store, naast_callback_register(store, CALLBACK(NULL, within_budget, &one)), NAAST_INVALID);
}
END_TEST

START_TEST(test_callbacks_are_of_one_handle)
{
    char path[128];
    naast_store *other = NULL;
    struct asked asked = {0, 0, NAAST_VERDICT_MET};
    naast_options options = world_options(&world);
    world_path(&world, "callbacks.db", path);
    is_ok(store, naast_callback_register(store, CALLBACK("within_budget", within_budget, &asked)));
    add_budget(9000000);
    is_ok(store, naast_store_new(&options, &other));
    is_ok(other, naast_store_open(other, path, NULL));
    is_status(other, naast_deal_advance(other, deal, NULL, NULL), NAAST_NOT_YET);
    naast_store_free(other);
    is_ok(store, naast_deal_advance(store, deal, NULL, NULL));
}
END_TEST

START_TEST(test_an_equal_definition_makes_no_revision)
{
    naast_pipeline pipeline = definition(), *stored = NULL;
    naast_stage changed[2] = {stages[0], stages[1]};
    int32_t revision = 0;
    is_ok(store, naast_pipeline_add(store, &pipeline, &revision));
    ck_assert_int_eq(revision, 1);
    changed[0].sleeps_days = 7;
    pipeline.stages = changed;
    is_ok(store, naast_pipeline_add(store, &pipeline, &revision));
    ck_assert_int_eq(revision, 2);
    is_ok(store, naast_pipeline_get(store, "budgeted", 0, &stored));
    ck_assert_int_eq(stored->stages[0].sleeps_days, 7);
    naast_free(stored);
    naast_deal *got = NULL;
    is_ok(store, naast_deal_get(store, deal, &got));
    ck_assert_int_eq(got->pipeline_revision, 1);
    naast_free(got);
    changed[1].won = 0;
    is_status(store, naast_pipeline_add(store, &pipeline, &revision), NAAST_BAD_DATA);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("callbacks");
    TCase *tests = tcase_create("callbacks");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_a_callback_that_nobody_registered_keeps_the_gate_shut);
    tcase_add_test(tests, test_the_callers_program_answers);
    tcase_add_test(tests, test_a_callback_that_fails_is_missing);
    tcase_add_test(tests, test_a_callback_may_say_any_verdict_but_waived);
    tcase_add_test(tests, test_code_text_and_items_stand_in_the_result_and_in_the_receipt);
    tcase_add_test(tests, test_an_answer_that_cannot_be_is_missing);
    tcase_add_test(tests, test_a_callback_for_one_pipeline_goes_before_that_for_all);
    tcase_add_test(tests, test_a_callback_cannot_use_the_store_that_asks);
    tcase_add_test(tests, test_a_callback_can_be_replaced_and_taken_away);
    tcase_add_test(tests, test_callbacks_are_of_one_handle);
    tcase_add_test(tests, test_an_equal_definition_makes_no_revision);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
