/* test_story.c: the whole honest deal through the public API, and what can be seen of it on the way. */
#include "api.h"
#include "story.h"

static struct world world;
static struct story story;

static void setup(void)
{
    world_open(&world);
    memset(&story, 0, sizeof story);
    story.store = world_store(&world, "story.db");
}

static void teardown(void)
{
    naast_store_free(story.store);
    world_close(&world);
}

/* Plays the story up to and with the step of that name. */
static void play(const char *last)
{
    for (size_t i = 0; i < STORY_STEPS; i++) {
        const struct story_step *step = &story_steps[i];
        world.now = story_time(step->day);
        int status = step->run(&story);
        ck_assert_msg(status == step->status, "%s: %d (%s), expected %d", step->name, status,
                      naast_store_message(story.store), step->status);
        if (strcmp(step->name, last) == 0)
            return;
    }
    ck_abort_msg("the story has no step %s", last);
}

static naast_evaluation *evaluate(const char *to)
{
    naast_evaluation *evaluation = NULL;
    is_ok(story.store,
          naast_gate_evaluate(story.store, story.deal, NAAST_SPEC(naast_evaluate_spec, .to = to), &evaluation));
    return evaluation;
}

static const naast_check_result *check_of(const naast_evaluation *evaluation, const char *id)
{
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t c = 0; c < evaluation->gates[g].check_count; c++)
            if (strcmp(evaluation->gates[g].checks[c].check, id) == 0)
                return &evaluation->gates[g].checks[c];
    ck_abort_msg("no check %s", id);
    return NULL;
}

static void expect_deal(naast_id id, const char *stage, const char *outcome)
{
    naast_deal *deal = NULL;
    is_ok(story.store, naast_deal_get(story.store, id, &deal));
    ck_assert_str_eq(deal->stage, stage);
    ck_assert_str_eq(deal->outcome, outcome);
    naast_free(deal);
}

START_TEST(test_not_yet_says_the_one_thing_that_is_open)
{
    play("not yet");
    expect_deal(story.deal, "discovery", "");
    naast_evaluation *evaluation = evaluate(NULL);
    ck_assert_int_eq(evaluation->open, 0);
    ck_assert_int_eq(evaluation->blockers, 1);
    ck_assert_int_eq(evaluation->clear, 3);
    ck_assert_str_eq(evaluation->to, "match");
    const naast_check_result *summary = check_of(evaluation, "summary");
    ck_assert_int_eq(summary->verdict, NAAST_VERDICT_UNCONFIRMED);
    ck_assert_str_eq(summary->code, "no_word");
    ck_assert_str_eq(summary->ask, "May I sum it up? Correct me where I'm off.");
    ck_assert_uint_eq(summary->item_count, 1);
    ck_assert_int_eq(summary->items[0].n, 4);
    ck_assert_int_eq(summary->remedy->action, NAAST_DO_CONFIRM);
    ck_assert_int_eq(summary->remedy->item, 4);
    ck_assert_uint_eq(summary->remedy->by_count, 1);
    ck_assert_int_eq(summary->remedy->by[0].person, story.sanne);
    naast_free(evaluation);
}
END_TEST

START_TEST(test_an_honest_no_is_a_result_of_its_own)
{
    play("decline");
    naast_deal *deal = NULL;
    is_ok(story.store, naast_deal_get(story.store, story.other, &deal));
    ck_assert_str_eq(deal->outcome, "declined");
    ck_assert_int_eq(deal->informed, 1);
    ck_assert_int_eq(deal->closed, 20261104);
    naast_free(deal);
}
END_TEST

START_TEST(test_one_word_on_the_page_agrees_with_what_stood_there)
{
    play("page agreed");
    naast_items *items = NULL;
    is_ok(story.store, naast_item_list(story.store, story.deal, &items));
    ck_assert_uint_eq(items->count, 27);
    static const int32_t agreed[] = {4, 7, 20};
    for (size_t i = 0; i < 3; i++) {
        const naast_item *item = &items->items[agreed[i] - 1];
        const naast_word *word = &item->words[item->word_count - 1];
        ck_assert_int_eq(item->n, agreed[i]);
        ck_assert_int_eq(word->by.person, story.karim);
        ck_assert_int_eq(word->fresh, 1);
        ck_assert_str_eq(word->how, "call 12 Nov");
    }
    naast_free(items);
}
END_TEST

START_TEST(test_four_gates_in_one_move_and_a_receipt_for_each)
{
    play("to delivery");
    expect_deal(story.deal, "delivery", "won");
    naast_transitions *moves = NULL;
    is_ok(story.store, naast_transition_list(story.store, story.deal, &moves));
    ck_assert_uint_eq(moves->count, 6);
    static const char *const stages[] = {"discovery", "match", "value", "decision", "terms", "delivery"};
    for (size_t i = 0; i < moves->count; i++) {
        ck_assert_int_eq(moves->items[i].n, (int)i + 1);
        ck_assert_str_eq(moves->items[i].to_stage, stages[i]);
        ck_assert_str_eq(moves->items[i].actor, "Bo");
        if (i > 0)
            ck_assert_uint_gt(moves->items[i].receipt_count, 0);
    }
    ck_assert_str_eq(moves->items[5].to_outcome, "won");
    ck_assert_str_eq(moves->items[4].to_outcome, "");
    naast_free(moves);
}
END_TEST

START_TEST(test_the_story_ends_delivered_with_its_promises_on_record)
{
    play("look again");
    expect_deal(story.deal, "completed", "won");
    naast_items *items = NULL;
    is_ok(story.store, naast_item_list(story.store, story.deal, &items));
    static const int32_t promises[] = {21, 23, 31};
    for (size_t i = 0; i < 3; i++) {
        ck_assert_str_eq(items->items[promises[i] - 1].state, "kept");
        ck_assert_int_eq(items->items[promises[i] - 1].late, 0);
    }
    ck_assert_int_eq(items->items[20].reagreed, 1);
    ck_assert_int_eq(items->items[20].due, 20261127);
    ck_assert_int_eq(items->items[22].reagreed, 0);
    naast_free(items);
    is_status(story.store, naast_deal_advance(story.store, story.deal, NULL, NULL), NAAST_CONFLICT);
    is_sound(story.store);
}
END_TEST

START_TEST(test_a_need_that_comes_later_makes_the_summary_stale)
{
    play("to match");
    naast_item_spec need = story_item("need", "staff also follow old versions", story_by(story.sanne));
    is_ok(story.store, naast_item_record(story.store, story.deal, &need, NULL));
    naast_evaluation *evaluation = evaluate(NULL);
    ck_assert_int_eq(check_of(evaluation, "summary")->verdict, NAAST_VERDICT_STALE);
    ck_assert_str_eq(check_of(evaluation, "summary")->code, "changed_since");
    ck_assert_int_eq(check_of(evaluation, "why")->verdict, NAAST_VERDICT_MISSING);
    ck_assert_int_eq(evaluation->gates[0].open, 0);
    naast_free(evaluation);
    expect_deal(story.deal, "match", "");
}
END_TEST

START_TEST(test_another_revision_than_expected_is_a_conflict)
{
    play("summary agreed");
    naast_deal *deal = NULL;
    is_ok(story.store, naast_deal_get(story.store, story.deal, &deal));
    naast_advance_spec spec = NAAST_ADVANCE_SPEC_INIT;
    spec.expect_rev = deal->rev - 1;
    naast_evaluation *evaluation = NULL;
    is_status(story.store, naast_deal_advance(story.store, story.deal, &spec, &evaluation), NAAST_CONFLICT);
    ck_assert_ptr_null(evaluation);
    expect_deal(story.deal, "discovery", "");
    spec.expect_rev = deal->rev;
    spec.dry_run = 1;
    is_ok(story.store, naast_deal_advance(story.store, story.deal, &spec, &evaluation));
    ck_assert_int_eq(evaluation->open, 1);
    ck_assert_int_eq(evaluation->moved, 0);
    naast_free(evaluation);
    expect_deal(story.deal, "discovery", "");
    spec.dry_run = 0;
    is_ok(story.store, naast_deal_advance(story.store, story.deal, &spec, NULL));
    expect_deal(story.deal, "match", "");
    is_status(story.store, naast_deal_advance(story.store, story.deal, &spec, NULL), NAAST_CONFLICT);
    naast_free(deal);
}
END_TEST

START_TEST(test_an_operation_is_kept_or_undone_as_one)
{
    play("open");
    is_ok(story.store,
          naast_operation_begin(story.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)));
    add_item(story.store, story.deal, "need", NULL, "one");
    add_item(story.store, story.deal, "need", NULL, "two");
    is_status(story.store, naast_operation_end(story.store, NAAST_INVALID), NAAST_INVALID);
    naast_items *items = NULL;
    is_ok(story.store, naast_item_list(story.store, story.deal, &items));
    ck_assert_uint_eq(items->count, 1);
    naast_free(items);
    is_ok(story.store,
          naast_operation_begin(story.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)));
    add_item(story.store, story.deal, "need", NULL, "one");
    naast_item_spec wrong = story_item("nonsense", "x", story_us());
    is_status(story.store, naast_item_record(story.store, story.deal, &wrong, NULL), NAAST_INVALID);
    is_ok(story.store, naast_operation_end(story.store, NAAST_OK));
    is_ok(story.store, naast_item_list(story.store, story.deal, &items));
    ck_assert_uint_eq(items->count, 2);
    naast_free(items);
    is_sound(story.store);
}
END_TEST

START_TEST(test_a_result_outlives_its_store)
{
    play("first call");
    naast_items *items = NULL;
    is_ok(story.store, naast_item_list(story.store, story.deal, &items));
    naast_store_free(story.store);
    story.store = NULL;
    ck_assert_str_eq(items->items[1].from_name, "Sanne de Wit");
    naast_free(items);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("story");
    TCase *tests = tcase_create("story");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_not_yet_says_the_one_thing_that_is_open);
    tcase_add_test(tests, test_an_honest_no_is_a_result_of_its_own);
    tcase_add_test(tests, test_one_word_on_the_page_agrees_with_what_stood_there);
    tcase_add_test(tests, test_four_gates_in_one_move_and_a_receipt_for_each);
    tcase_add_test(tests, test_the_story_ends_delivered_with_its_promises_on_record);
    tcase_add_test(tests, test_a_need_that_comes_later_makes_the_summary_stale);
    tcase_add_test(tests, test_another_revision_than_expected_is_a_conflict);
    tcase_add_test(tests, test_an_operation_is_kept_or_undone_as_one);
    tcase_add_test(tests, test_a_result_outlives_its_store);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
