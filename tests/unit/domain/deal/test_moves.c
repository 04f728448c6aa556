/* test_moves.c: the moves of a deal: forward through its gates, back, ended, reopened, waived, to another pipeline. */
#include "fixtures/deal.h"
#include "base/env/env.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static int has_line(const naast_transition *move, const char *gate, const char *check)
{
    for (size_t k = 0; k < move->receipt_count; k++)
        if (strcmp(move->receipt[k].gate, gate) == 0 && strcmp(move->receipt[k].check, check) == 0)
            return 1;
    return 0;
}

/* A stage of each kind and no checks that need more than one item. */
static void add_short_pipeline(const char *name, const char *const stages[4], int won)
{
    static const char *const notes[] = {"remark", NULL};
    static const naast_kind kinds[] = {{.code = "remark"}};
    naast_check checks[3];
    naast_stage made[4];
    naast_pipeline pipeline = NAAST_PIPELINE_INIT;
    static const char *const ids[] = {"first_note", "second_note", "third_note"};
    static const char *const gates[] = {"first_gate", "second_gate", "third_gate"};
    for (int k = 0; k < 3; k++)
        checks[k] = (naast_check){.code = ids[k], .rule = NAAST_RULE_SOME, .kinds = notes};
    for (int k = 0; k < 4; k++) {
        made[k] = (naast_stage){.code = stages[k], .won = k == won};
        if (k < 3)
            made[k].gate = (naast_gate){.code = gates[k], .checks = &checks[k], .check_count = 1};
    }
    pipeline.code = name;
    pipeline.kinds = kinds;
    pipeline.kind_count = 1;
    pipeline.stages = made;
    pipeline.stage_count = 4;
    expect_ok(&f, naast_pipeline_add(f.store, &pipeline, NULL));
}

/* ---- forward ---- */

START_TEST(test_a_whole_deal_by_doing_what_the_gates_say)
{
    static const char *const stages[] = {"match", "value", "decision", "terms", "delivery", "completed"};
    for (size_t k = 0; k < sizeof stages / sizeof stages[0]; k++) {
        expect(&f, naast_deal_advance(f.store, f.deal, NULL, NULL), NAAST_NOT_YET, "not_yet");
        ck_assert_int_gt(answer_gates(&f, stages[k]), 0);
        expect_ok(&f, naast_deal_advance(f.store, f.deal, NULL, NULL));
        expect_deal(&f, stages[k], k < 4 ? "" : "won");
    }
    expect(&f, naast_deal_advance(f.store, f.deal, NULL, NULL), NAAST_CONFLICT, "deal_completed");
    naast_verification *verification = NULL;
    expect_ok(&f, naast_store_verify(f.store, NULL, &verification));
    naast_free(verification);
}
END_TEST

START_TEST(test_a_whole_deal_on_the_other_shipped_pipelines)
{
    static const char *const pipelines[] = {"bant", "meddpicc"};
    for (size_t k = 0; k < 2; k++) {
        f.deal = fixture_deal(&f, pipelines[k], f.karim);
        for (int stage = 0; stage < (k == 0 ? 2 : 3); stage++) {
            answer_gates(&f, NULL);
            expect_ok(&f, naast_deal_advance(f.store, f.deal, NULL, NULL));
        }
        expect_deal(&f, k == 0 ? "won" : "signed", "won");
    }
}
END_TEST

START_TEST(test_not_yet_moves_nothing_and_tells_all_at_once)
{
    naast_evaluation *evaluation = NULL;
    record(&f, "need", NULL, "staff follow old versions");
    expect(&f, naast_deal_advance(f.store, f.deal, NULL, &evaluation), NAAST_NOT_YET, "not_yet");
    ck_assert_ptr_nonnull(evaluation);
    ck_assert_int_eq(evaluation->open, 0);
    ck_assert_int_eq(evaluation->moved, 0);
    ck_assert_int_eq(evaluation->blockers, 3);
    ck_assert_int_eq(evaluation->clear, 1);
    ck_assert_str_eq(evaluation->stage, "discovery");
    ck_assert_str_eq(evaluation->to, "match");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "3"));
    naast_free(evaluation);
    naast_transitions *moves = moves_of(&f);
    ck_assert_uint_eq(moves->count, 1);
    ck_assert_str_eq(moves->items[0].kind, "open");
    ck_assert_str_eq(moves->items[0].from_stage, "");
    ck_assert_uint_eq(moves->items[0].receipt_count, 0);
    naast_free(moves);
    expect_deal(&f, "discovery", "");
}
END_TEST

START_TEST(test_several_open_gates_are_passed_at_once_with_a_receipt_each)
{
    naast_advance_spec spec = NAAST_ADVANCE_SPEC_INIT;
    naast_evaluation *evaluation = NULL;
    spec.to = "value";
    answer_gates(&f, "value");
    expect_ok(&f, naast_deal_advance(f.store, f.deal, &spec, &evaluation));
    ck_assert_int_eq(evaluation->moved, 1);
    ck_assert_str_eq(evaluation->from, "discovery");
    ck_assert_str_eq(evaluation->stage, "value");
    ck_assert_int_eq(evaluation->operation, naast_operation_last(f.store));
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_int_eq(evaluation->rev, deal->rev);
    naast_free(deal);
    naast_free(evaluation);
    naast_transitions *moves = moves_of(&f);
    ck_assert_uint_eq(moves->count, 3);
    ck_assert_str_eq(moves->items[1].from_stage, "discovery");
    ck_assert_str_eq(moves->items[1].to_stage, "match");
    ck_assert_str_eq(moves->items[2].from_stage, "match");
    ck_assert_str_eq(moves->items[2].to_stage, "value");
    ck_assert_str_eq(moves->items[2].kind, "advance");
    ck_assert_str_eq(moves->items[2].actor, "Bo");
    ck_assert_str_eq(moves->items[2].pipeline, "fair");
    ck_assert_int_eq(moves->items[2].pipeline_revision, 1);
    ck_assert_int_eq(moves->items[2].at, f.now);
    ck_assert_int_eq(has_line(&moves->items[1], "needs_understood", "summary"), 1);
    ck_assert_int_eq(has_line(&moves->items[1], "match_confirmed", "match"), 0);
    ck_assert_int_eq(has_line(&moves->items[2], "needs_understood", "summary"), 1);
    ck_assert_int_eq(has_line(&moves->items[2], "match_confirmed", "match"), 1);
    naast_free(moves);
}
END_TEST

START_TEST(test_a_receipt_names_the_evidence_and_its_content_count)
{
    bring_to(&f, "match");
    naast_items *items = items_of(&f);
    naast_transitions *moves = moves_of(&f);
    const naast_transition *move = &moves->items[1];
    ck_assert_uint_eq(move->receipt_count, 4);
    for (size_t k = 0; k < move->receipt_count; k++) {
        ck_assert_str_eq(move->receipt[k].verdict, "met");
        ck_assert_str_eq(move->receipt[k].code, "ok");
        ck_assert_uint_eq(move->receipt[k].item_count, 1);
        ck_assert_int_eq(item_of(items, move->receipt[k].items[0].n)->content_rev,
                         move->receipt[k].items[0].content_rev);
    }
    naast_free(moves);
    naast_free(items);
}
END_TEST

START_TEST(test_gates_are_held_until_won)
{
    bring_to(&f, "value");
    record(&f, "need", NULL, "a new need");
    answer_gates(&f, "match");
    record(&f, "need", NULL, "and another");
    naast_evaluation *evaluation = NULL;
    expect(&f, naast_deal_advance(f.store, f.deal, NULL, &evaluation), NAAST_NOT_YET, "not_yet");
    ck_assert_str_eq(check_of(evaluation, "why")->code, "no_answer");
    ck_assert_str_eq(check_of(evaluation, "summary")->code, "changed_since");
    ck_assert_str_eq(check_of(evaluation, "match")->code, "changed_since");
    naast_free(evaluation);
}
END_TEST

START_TEST(test_earlier_gates_are_shown_and_not_enforced_once_won)
{
    bring_to(&f, "delivery");
    record(&f, "need", NULL, "a new need");
    answer_gates(&f, "completed");
    naast_evaluation *evaluation = gates_of(&f, NULL);
    ck_assert_str_eq(check_of(evaluation, "summary")->code, "changed_since");
    ck_assert_int_eq(evaluation->gates[0].open, 0);
    ck_assert_int_eq(evaluation->gates[0].enforced, 0);
    ck_assert_int_eq(evaluation->gates[5].enforced, 1);
    ck_assert_int_eq(evaluation->open, 1);
    ck_assert_int_eq(evaluation->blockers, 0);
    ck_assert_int_eq(evaluation->clear, 4);
    naast_free(evaluation);
    expect_ok(&f, advance_to(&f, "completed"));
    naast_transitions *moves = moves_of(&f);
    const naast_transition *last = &moves->items[moves->count - 1];
    ck_assert_uint_eq(last->receipt_count, 4);
    ck_assert_int_eq(has_line(last, "word_kept", "pulse"), 1);
    naast_free(moves);
}
END_TEST

START_TEST(test_entering_the_won_stage_wins_and_later_stages_keep_it)
{
    bring_to(&f, "delivery");
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_str_eq(deal->outcome, "won");
    ck_assert_int_eq(deal->closed, 20261110);
    naast_free(deal);
    fixture_day(&f, 5);
    bring_to(&f, "completed");
    deal = deal_of(&f, f.deal);
    ck_assert_str_eq(deal->outcome, "won");
    ck_assert_int_eq(deal->closed, 20261110);
    ck_assert_int_eq(deal->since, f.now);
    naast_free(deal);
    naast_transitions *moves = moves_of(&f);
    ck_assert_str_eq(moves->items[5].from_outcome, "");
    ck_assert_str_eq(moves->items[5].to_outcome, "won");
    ck_assert_str_eq(moves->items[6].from_outcome, "won");
    naast_free(moves);
}
END_TEST

START_TEST(test_a_dry_run_moves_nothing)
{
    naast_advance_spec spec = NAAST_ADVANCE_SPEC_INIT;
    naast_evaluation *evaluation = NULL;
    spec.dry_run = 1;
    answer_gates(&f, "match");
    naast_deal *before = deal_of(&f, f.deal);
    expect_ok(&f, naast_deal_advance(f.store, f.deal, &spec, &evaluation));
    ck_assert_int_eq(evaluation->open, 1);
    ck_assert_int_eq(evaluation->moved, 0);
    naast_free(evaluation);
    naast_deal *after = deal_of(&f, f.deal);
    ck_assert_str_eq(after->stage, "discovery");
    ck_assert_int_eq(after->rev, before->rev);
    naast_free(before);
    naast_free(after);
}
END_TEST

START_TEST(test_advance_only_from_the_revision_that_was_seen)
{
    naast_advance_spec spec = NAAST_ADVANCE_SPEC_INIT;
    answer_gates(&f, "match");
    naast_evaluation *seen = gates_of(&f, NULL);
    spec.expect_rev = seen->rev;
    naast_free(seen);
    record(&f, "claim", NULL, "a risk");
    expect(&f, naast_deal_advance(f.store, f.deal, &spec, NULL), NAAST_CONFLICT, "deal_changed");
    expect_deal(&f, "discovery", "");
    naast_deal *deal = deal_of(&f, f.deal);
    spec.expect_rev = deal->rev;
    naast_free(deal);
    expect_ok(&f, naast_deal_advance(f.store, f.deal, &spec, NULL));
}
END_TEST

START_TEST(test_without_a_stage_it_goes_as_far_as_the_gates_are_open)
{
    naast_evaluation *evaluation = NULL;
    answer_gates(&f, "value");
    expect_ok(&f, naast_deal_advance(f.store, f.deal, NULL, &evaluation));
    ck_assert_str_eq(evaluation->to, "value");
    ck_assert_int_eq(evaluation->open, 1);
    ck_assert_int_eq(evaluation->blockers, 0);
    ck_assert_int_eq(evaluation->left, 0);
    ck_assert_uint_eq(evaluation->gate_count, 2);
    int32_t clear = 0;
    for (size_t g = 0; g < 2; g++)
        for (size_t c = 0; c < evaluation->gates[g].check_count; c++)
            clear += !evaluation->gates[g].checks[c].advisory;
    ck_assert_int_eq(evaluation->clear, clear);
    naast_free(evaluation);
    expect_deal(&f, "value", "");
    naast_transitions *moves = moves_of(&f);
    ck_assert_uint_eq(moves->count, 3);
    ck_assert_str_eq(moves->items[1].to_stage, "match");
    ck_assert_int_eq(has_line(&moves->items[1], "match_confirmed", "match"), 0);
    ck_assert_str_eq(moves->items[2].to_stage, "value");
    ck_assert_int_eq(has_line(&moves->items[2], "match_confirmed", "match"), 1);
    naast_free(moves);
    expect(&f, naast_deal_advance(f.store, f.deal, NULL, &evaluation), NAAST_NOT_YET, "not_yet");
    ck_assert_str_eq(evaluation->to, "decision");
    naast_free(evaluation);
}
END_TEST

START_TEST(test_a_gate_behind_holds_a_deal_whose_next_gate_is_open)
{
    naast_evaluation *evaluation = NULL;
    bring_to(&f, "match");
    answer_gates(&f, "value");
    record(&f, "need", NULL, "a need that nobody heard before");
    expect(&f, naast_deal_advance(f.store, f.deal, NULL, &evaluation), NAAST_NOT_YET, "not_yet");
    ck_assert_str_eq(evaluation->to, "value");
    ck_assert_int_eq(evaluation->gates[0].open, 0);
    naast_free(evaluation);
    expect_deal(&f, "match", "");
}
END_TEST

START_TEST(test_a_win_ends_the_way_and_what_is_won_goes_on_to_the_last_stage)
{
    static const char *const stages[] = {"asked", "agreed", "made", "paid"};
    add_short_pipeline("quick", stages, 1);
    f.deal = fixture_deal(&f, "quick", f.sanne);
    answer_gates(&f, "paid");
    expect_ok(&f, naast_deal_advance(f.store, f.deal, NULL, NULL));
    expect_deal(&f, "agreed", "won");
    expect_ok(&f, naast_deal_advance(f.store, f.deal, NULL, NULL));
    expect_deal(&f, "paid", "won");
    expect(&f, naast_deal_advance(f.store, f.deal, NULL, NULL), NAAST_CONFLICT, "deal_completed");
}
END_TEST

static void expect_reached(const char *to)
{
    naast_advance_spec spec = NAAST_ADVANCE_SPEC_INIT;
    naast_evaluation *evaluation = NULL;
    naast_deal *before = deal_of(&f, f.deal);
    spec.to = to;
    expect_ok(&f, naast_deal_advance(f.store, f.deal, &spec, &evaluation));
    ck_assert_int_eq(evaluation->moved, 0);
    ck_assert_int_eq(evaluation->operation, 0);
    ck_assert_str_eq(evaluation->stage, before->stage);
    ck_assert_int_eq(evaluation->rev, before->rev);
    naast_free(evaluation);
    naast_deal *after = deal_of(&f, f.deal);
    ck_assert_int_eq(after->rev, before->rev);
    naast_free(after);
    naast_free(before);
}

START_TEST(test_to_a_stage_that_it_has_reached_it_moves_nowhere)
{
    bring_to(&f, "match");
    expect(&f, advance_to(&f, "nowhere"), NAAST_NOT_FOUND, "stage_not_found");
    expect_reached("match");
    expect_reached("discovery");
    record(&f, "need", NULL, "a need that nobody heard before");
    expect_reached("match"); /* whatever its gate says now */
    bring_to(&f, "completed");
    expect_reached("completed");
    expect_reached("delivery");
    f.deal = fixture_deal(&f, NULL, f.sanne);
    expect_ok(&f, end_as(&f, "lost", 0));
    expect(&f, advance_to(&f, "discovery"), NAAST_CONFLICT, "deal_ended");
}
END_TEST

START_TEST(test_advance_wants_a_deal_that_is_there_and_open)
{
    naast_advance_spec spec = {0};
    naast_evaluation *evaluation = NULL;
    expect(&f, naast_deal_advance(f.store, f.deal, &spec, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_deal_advance(f.store, 4711, NULL, &evaluation), NAAST_NOT_FOUND, "deal_not_found");
    expect_ok(&f, end_as(&f, "declined", 0));
    expect(&f, naast_deal_advance(f.store, f.deal, NULL, &evaluation), NAAST_CONFLICT, "deal_ended");
    ck_assert_ptr_null(evaluation);
}
END_TEST

START_TEST(test_a_move_is_undone_with_the_operation_around_it)
{
    answer_gates(&f, "match");
    ck_assert_int_eq(
        naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)), NAAST_OK);
    expect_ok(&f, naast_deal_advance(f.store, f.deal, NULL, NULL));
    expect_deal(&f, "match", "");
    expect(&f, naast_deal_advance(f.store, f.deal, NULL, NULL), NAAST_NOT_YET, "not_yet");
    expect_deal(&f, "match", "");
    ck_assert_int_eq(naast_operation_end(f.store, NAAST_FAILURE), NAAST_FAILURE);
    expect_deal(&f, "discovery", "");
}
END_TEST

/* ---- back ---- */

START_TEST(test_back_to_the_stage_before_and_to_an_earlier_one)
{
    bring_to(&f, "decision");
    expect_ok(&f, naast_deal_move_back(f.store, f.deal, BACK(NULL, "the price changed")));
    expect_deal(&f, "value", "");
    expect_ok(&f, naast_deal_move_back(f.store, f.deal, BACK("discovery", "a new team")));
    expect_deal(&f, "discovery", "");
    naast_transitions *moves = moves_of(&f);
    const naast_transition *last = &moves->items[moves->count - 1];
    ck_assert_str_eq(last->kind, "back");
    ck_assert_str_eq(last->because, "a new team");
    ck_assert_uint_eq(last->receipt_count, 0);
    naast_free(moves);
    expect_ok(&f, advance_to(&f, "decision")); /* what was answered stays answered */
}
END_TEST

START_TEST(test_back_before_won_takes_the_outcome_off)
{
    bring_to(&f, "completed");
    expect_ok(&f, naast_deal_move_back(f.store, f.deal, BACK(NULL, "not done after all")));
    expect_deal(&f, "delivery", "won");
    expect_ok(&f, naast_deal_move_back(f.store, f.deal, BACK(NULL, "the contract fell through")));
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_str_eq(deal->stage, "terms");
    ck_assert_str_eq(deal->outcome, "");
    ck_assert_int_eq(deal->closed, 0);
    naast_free(deal);
}
END_TEST

START_TEST(test_back_wants_a_reason_and_somewhere_to_go)
{
    expect(&f, naast_deal_move_back(f.store, f.deal, BACK(NULL, "oh")), NAAST_CONFLICT, "stage_first");
    bring_to(&f, "match");
    expect(&f, naast_deal_move_back(f.store, f.deal, BACK(NULL, NULL)), NAAST_INVALID, "text_missing");
    expect(&f, naast_deal_move_back(f.store, f.deal, BACK(NULL, " ")), NAAST_INVALID, "text_missing");
    expect(&f, naast_deal_move_back(f.store, f.deal, BACK("value", "oh")), NAAST_CONFLICT, "stage_not_earlier");
    expect(&f, naast_deal_move_back(f.store, f.deal, BACK("nowhere", "oh")), NAAST_NOT_FOUND, "stage_not_found");
    expect(&f, naast_deal_move_back(f.store, 4711, BACK(NULL, "oh")), NAAST_NOT_FOUND, "deal_not_found");
    expect_ok(&f, end_as(&f, "lost", 0));
    expect(&f, naast_deal_move_back(f.store, f.deal, BACK(NULL, "oh")), NAAST_CONFLICT, "deal_ended");
}
END_TEST

/* ---- end and reopen ---- */

START_TEST(test_every_way_to_end)
{
    static const char *const outcomes[] = {"declined", "rejected", "no_match", "lost", "no_decision", "withdrawn"};
    for (size_t k = 0; k < 6; k++) {
        f.deal = fixture_deal(&f, NULL, f.sanne);
        expect_ok(&f, end_as(&f, outcomes[k], 0));
        naast_deal *deal = deal_of(&f, f.deal);
        ck_assert_str_eq(deal->outcome, outcomes[k]);
        ck_assert_str_eq(deal->stage, "discovery");
        ck_assert_int_eq(deal->closed, 20261110);
        ck_assert_int_eq(deal->informed, 0);
        naast_free(deal);
    }
}
END_TEST

START_TEST(test_who_was_told_may_be_noted_later)
{
    expect_ok(&f, end_as(&f, "declined", 0));
    expect(&f, end_as(&f, "declined", 0), NAAST_CONFLICT, "deal_ended");
    expect(&f, end_as(&f, "lost", f.sanne), NAAST_CONFLICT, "deal_ended");
    naast_end_spec spec = NAAST_END_SPEC_INIT;
    fixture_day(&f, 3);
    spec.outcome = "declined";
    spec.informed = f.sanne; /* the reason was given already */
    expect_ok(&f, naast_deal_end(f.store, f.deal, &spec));
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_int_eq(deal->informed, 1);
    ck_assert_int_eq(deal->closed, 20261110);
    naast_free(deal);
    naast_transitions *moves = moves_of(&f);
    ck_assert_uint_eq(moves->count, 3);
    ck_assert_int_eq(moves->items[1].informed.side, NAAST_SIDE_NONE);
    ck_assert_int_eq(moves->items[2].informed.side, NAAST_SIDE_CUSTOMER);
    ck_assert_int_eq(moves->items[2].informed.person, f.sanne);
    ck_assert_str_eq(moves->items[2].informed_name, "Sanne de Wit");
    ck_assert_str_eq(moves->items[1].because, "they need something else");
    ck_assert_str_eq(moves->items[2].from_outcome, "declined");
    naast_free(moves);
}
END_TEST

START_TEST(test_ending_may_refer_to_who_can_help)
{
    naast_end_spec spec = NAAST_END_SPEC_INIT;
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_id app_makers = 0;
    org.name = "App makers";
    expect_ok(&f, naast_org_add(f.store, &org, &app_makers));
    spec.outcome = "declined";
    spec.because = "you need an app";
    spec.informed = f.sanne;
    spec.refer_root = NAAST_ROOT_DEAL;
    spec.refer = f.deal;
    expect(&f, naast_deal_end(f.store, f.deal, &spec), NAAST_INVALID, "refer_invalid");
    spec.refer_root = NAAST_ROOT_ORG;
    spec.refer = 0;
    expect(&f, naast_deal_end(f.store, f.deal, &spec), NAAST_INVALID, "refer_invalid");
    spec.refer = 4711;
    expect(&f, naast_deal_end(f.store, f.deal, &spec), NAAST_NOT_FOUND, "org_not_found");
    spec.refer = app_makers;
    expect_ok(&f, naast_deal_end(f.store, f.deal, &spec));
    naast_transitions *moves = moves_of(&f);
    ck_assert_int_eq(moves->items[0].refer_root, 0);
    ck_assert_int_eq(moves->items[1].refer_root, NAAST_ROOT_ORG);
    ck_assert_int_eq(moves->items[1].refer, app_makers);
    ck_assert_str_eq(moves->items[1].refer_name, "App makers");
    naast_free(moves);
    f.deal = fixture_deal(&f, NULL, f.sanne);
    spec.refer_root = NAAST_ROOT_PERSON;
    spec.refer = 4711;
    expect(&f, naast_deal_end(f.store, f.deal, &spec), NAAST_NOT_FOUND, "person_not_found");
    spec.refer = f.karim;
    expect_ok(&f, naast_deal_end(f.store, f.deal, &spec));
    moves = moves_of(&f);
    ck_assert_int_eq(moves->items[1].refer_root, NAAST_ROOT_PERSON);
    ck_assert_int_eq(moves->items[1].refer, f.karim);
    ck_assert_str_eq(moves->items[1].refer_name, "Karim Ali");
    naast_free(moves);
}
END_TEST

START_TEST(test_ending_wants_an_outcome_a_reason_and_people_who_are_there)
{
    naast_end_spec spec = {0};
    expect(&f, naast_deal_end(f.store, f.deal, &spec), NAAST_INVALID, "spec_size");
    expect(&f, naast_deal_end(f.store, f.deal, NULL), NAAST_INVALID, "spec_size");
    spec.size = sizeof spec;
    expect(&f, naast_deal_end(f.store, f.deal, &spec), NAAST_INVALID, "outcome_invalid");
    expect(&f, end_as(&f, "won", 0), NAAST_INVALID, "outcome_invalid");
    expect(&f, end_as(&f, "declined", 4711), NAAST_NOT_FOUND, "person_not_found");
    spec.outcome = "lost";
    expect(&f, naast_deal_end(f.store, f.deal, &spec), NAAST_INVALID, "text_missing");
    expect(&f, naast_deal_end(f.store, 4711, &spec), NAAST_NOT_FOUND, "deal_not_found");
    bring_to(&f, "delivery");
    expect(&f, end_as(&f, "lost", 0), NAAST_CONFLICT, "deal_won");
}
END_TEST

START_TEST(test_reopening_takes_the_outcome_off_and_keeps_the_stage)
{
    bring_to(&f, "match");
    expect_ok(&f, end_as(&f, "declined", f.sanne));
    expect_ok(&f, naast_deal_reopen(f.store, f.deal, REOPEN("they came back")));
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_str_eq(deal->stage, "match");
    ck_assert_str_eq(deal->outcome, "");
    ck_assert_int_eq(deal->closed, 0);
    ck_assert_int_eq(deal->informed, 0);
    naast_free(deal);
    expect_ok(&f, end_as(&f, "lost", 0));
}
END_TEST

START_TEST(test_only_what_ended_without_being_won_is_reopened)
{
    expect(&f, naast_deal_reopen(f.store, f.deal, REOPEN("oh")), NAAST_CONFLICT, "deal_open");
    expect(&f, naast_deal_reopen(f.store, 4711, REOPEN("oh")), NAAST_NOT_FOUND, "deal_not_found");
    bring_to(&f, "delivery");
    expect(&f, naast_deal_reopen(f.store, f.deal, REOPEN("oh")), NAAST_CONFLICT, "deal_won");
    f.deal = fixture_deal(&f, NULL, 0);
    expect_ok(&f, end_as(&f, "withdrawn", 0));
    expect(&f, naast_deal_reopen(f.store, f.deal, REOPEN(NULL)), NAAST_INVALID, "text_missing");
}
END_TEST

/* ---- waive ---- */

START_TEST(test_a_waived_check_opens_its_gate_until_the_day_it_ends)
{
    bring_to(&f, "decision");
    follow(&f, &(naast_remedy){.action = NAAST_DO_RECORD,
                               .kind = "authority",
                               .value = "decides",
                               .about_person = f.karim,
                               .from = customer(f.sanne)});
    follow(&f, &(naast_remedy){.action = NAAST_DO_RECORD,
                               .kind = "authority",
                               .value = "signs",
                               .about_person = f.karim,
                               .from = customer(f.sanne)});
    expect(&f, advance_to(&f, "terms"), NAAST_NOT_YET, "not_yet");
    expect_ok(&f, waive(&f, "met", "he is abroad", NULL, 0));
    expect_ok(&f, waive(&f, "decider_agrees", "the same", "Petra", 20261111));
    naast_evaluation *evaluation = gates_of(&f, NULL);
    ck_assert_int_eq(evaluation->open, 1);
    ck_assert_int_eq(check_of(evaluation, "met")->verdict, NAAST_VERDICT_WAIVED);
    ck_assert_int_eq(check_of(evaluation, "met")->under, NAAST_VERDICT_MISSING);
    ck_assert_int_eq(check_of(evaluation, "met")->waived_until, 20261124);
    ck_assert_int_eq(check_of(evaluation, "decider_agrees")->waived_until, 20261111);
    naast_free(evaluation);
    fixture_day(&f, 2);
    evaluation = gates_of(&f, NULL);
    ck_assert_int_eq(evaluation->open, 0);
    ck_assert_int_eq(check_of(evaluation, "decider_agrees")->waiver_expired, 1);
    ck_assert_str_eq(check_of(evaluation, "decider_agrees")->code, "no_word");
    naast_free(evaluation);
    expect_ok(&f, waive(&f, "decider_agrees", "still abroad", NULL, 20261112));
    expect_ok(&f, advance_to(&f, "terms"));
    naast_transitions *moves = moves_of(&f);
    const naast_transition *last = &moves->items[moves->count - 1];
    int waived = 0;
    for (size_t k = 0; k < last->receipt_count; k++)
        waived += strcmp(last->receipt[k].verdict, "waived") == 0;
    ck_assert_int_eq(waived, 2);
    naast_free(moves);
}
END_TEST

START_TEST(test_waiving_wants_a_waivable_check_a_reason_and_a_day_to_come)
{
    naast_waive_spec spec = {0};
    expect(&f, naast_deal_waive(f.store, f.deal, &spec), NAAST_INVALID, "spec_size");
    expect(&f, naast_deal_waive(f.store, f.deal, NULL), NAAST_INVALID, "spec_size");
    expect(&f, waive(&f, "need", "no time", NULL, 0), NAAST_INVALID, "check_not_waivable");
    expect(&f, waive(&f, "nothing", "no time", NULL, 0), NAAST_NOT_FOUND, "check_not_found");
    expect(&f, waive(&f, NULL, "no time", NULL, 0), NAAST_NOT_FOUND, "check_not_found");
    expect(&f, waive(&f, "basis", NULL, NULL, 0), NAAST_INVALID, "text_missing");
    expect(&f, waive(&f, "basis", "no time", NULL, 20261109), NAAST_INVALID, "waiver_past");
    expect(&f, waive(&f, "basis", "no time", NULL, 20261131), NAAST_INVALID, "day_invalid");
    expect(&f, waive(&f, "basis", "no time", "a\nb", 0), NAAST_INVALID, "text_control");
    expect_ok(&f, waive(&f, "basis", "no time", "", 20261110));
    expect_ok(&f, end_as(&f, "lost", 0));
    expect(&f, waive(&f, "basis", "no time", NULL, 0), NAAST_CONFLICT, "deal_ended");
    f.deal = 4711;
    expect(&f, waive(&f, "basis", "no time", NULL, 0), NAAST_NOT_FOUND, "deal_not_found");
}
END_TEST

/* ---- another pipeline ---- */

static const char *const kept_stages[] = {"start", "match", "signed", "done"};

START_TEST(test_another_pipeline_keeps_the_stage_of_the_same_name)
{
    add_short_pipeline("short", kept_stages, 2);
    bring_to(&f, "match");
    fixture_day(&f, 1);
    expect_ok(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("short", 0, "this is a small one")));
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_str_eq(deal->pipeline, "short");
    ck_assert_int_eq(deal->pipeline_revision, 1);
    ck_assert_str_eq(deal->stage, "match");
    ck_assert_int_lt(deal->since, f.now);
    naast_free(deal);
    naast_transitions *moves = moves_of(&f);
    ck_assert_str_eq(moves->items[2].kind, "pipeline");
    ck_assert_str_eq(moves->items[2].pipeline, "short");
    ck_assert_str_eq(moves->items[1].pipeline, "fair");
    naast_free(moves);
}
END_TEST

START_TEST(test_another_pipeline_without_that_stage_starts_in_the_first)
{
    expect_ok(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("bant", 1, "theirs")));
    expect_deal(&f, "lead", "");
}
END_TEST

START_TEST(test_another_pipeline_wins_no_deal)
{
    static const char *const early[] = {"start", "discovery", "match", "done"};
    add_short_pipeline("early", early, 1);
    expect_ok(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("early", 0, "try")));
    expect_deal(&f, "start", "");
}
END_TEST

START_TEST(test_a_won_deal_stays_won_where_its_stage_is_won_too)
{
    static const char *const won[] = {"start", "ready", "delivery", "done"};
    static const char *const not_won[] = {"start", "delivery", "later", "done"};
    add_short_pipeline("won", won, 2);
    add_short_pipeline("later", not_won, 2);
    bring_to(&f, "delivery");
    expect_ok(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("won", 0, "a shorter one")));
    expect_deal(&f, "delivery", "won");
    expect_ok(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("later", 0, "another")));
    expect_deal(&f, "delivery", "");
}
END_TEST

START_TEST(test_another_revision_of_its_own_pipeline)
{
    static const char *const renamed[] = {"start", "match", "signed", "over"};
    add_short_pipeline("short", kept_stages, 2);
    f.deal = fixture_deal(&f, "short", 0);
    add_short_pipeline("short", renamed, 2);
    expect(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE(NULL, 1, "why not")), NAAST_CONFLICT,
           "pipeline_same");
    expect_ok(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE(NULL, 0, "the newest")));
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_int_eq(deal->pipeline_revision, 2);
    naast_free(deal);
}
END_TEST

START_TEST(test_another_pipeline_wants_a_reason_and_must_be_there)
{
    expect(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("bant", 0, NULL)), NAAST_INVALID,
           "text_missing");
    expect(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("nothing", 0, "oh")), NAAST_NOT_FOUND,
           "pipeline_not_found");
    expect(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("fair", 9, "oh")), NAAST_NOT_FOUND,
           "revision_not_found");
    expect(&f, naast_deal_change_pipeline(f.store, 4711, TO_PIPELINE("fair", 0, "oh")), NAAST_NOT_FOUND,
           "deal_not_found");
    expect_ok(&f, end_as(&f, "lost", 0));
    expect(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("bant", 0, "oh")), NAAST_CONFLICT, "deal_ended");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_a_whole_deal_by_doing_what_the_gates_say,
        test_a_whole_deal_on_the_other_shipped_pipelines,
        test_not_yet_moves_nothing_and_tells_all_at_once,
        test_several_open_gates_are_passed_at_once_with_a_receipt_each,
        test_a_receipt_names_the_evidence_and_its_content_count,
        test_gates_are_held_until_won,
        test_earlier_gates_are_shown_and_not_enforced_once_won,
        test_entering_the_won_stage_wins_and_later_stages_keep_it,
        test_a_dry_run_moves_nothing,
        test_advance_only_from_the_revision_that_was_seen,
        test_without_a_stage_it_goes_as_far_as_the_gates_are_open,
        test_a_gate_behind_holds_a_deal_whose_next_gate_is_open,
        test_a_win_ends_the_way_and_what_is_won_goes_on_to_the_last_stage,
        test_to_a_stage_that_it_has_reached_it_moves_nowhere,
        test_advance_wants_a_deal_that_is_there_and_open,
        test_a_move_is_undone_with_the_operation_around_it,
        test_back_to_the_stage_before_and_to_an_earlier_one,
        test_back_before_won_takes_the_outcome_off,
        test_back_wants_a_reason_and_somewhere_to_go,
        test_every_way_to_end,
        test_who_was_told_may_be_noted_later,
        test_ending_may_refer_to_who_can_help,
        test_ending_wants_an_outcome_a_reason_and_people_who_are_there,
        test_reopening_takes_the_outcome_off_and_keeps_the_stage,
        test_only_what_ended_without_being_won_is_reopened,
        test_a_waived_check_opens_its_gate_until_the_day_it_ends,
        test_waiving_wants_a_waivable_check_a_reason_and_a_day_to_come,
        test_another_pipeline_keeps_the_stage_of_the_same_name,
        test_another_pipeline_without_that_stage_starts_in_the_first,
        test_another_pipeline_wins_no_deal,
        test_a_won_deal_stays_won_where_its_stage_is_won_too,
        test_another_revision_of_its_own_pipeline,
        test_another_pipeline_wants_a_reason_and_must_be_there,
    };
    return RUN_FIXTURE("moves", tests);
}
