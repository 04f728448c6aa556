/* test_gate_rules.c: each rule with each verdict, and each code that goes with one. */
#include "fixtures/gate.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/evidence/facts.h"
#include "domain/gate/gate.h"
#include "domain/pipeline/shipped.h"

/* ---- some ---- */

START_TEST(test_some_is_met_by_an_item)
{
    give("need", "", sanne);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("need"));
    expect_items("1");
}
END_TEST

START_TEST(test_some_is_missing_without_an_item)
{
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("need"));
    expect_items("0");
}
END_TEST

START_TEST(test_some_is_refused_by_a_no)
{
    give("match", "no", sanne);
    expect_check(NAAST_VERDICT_REFUSED, "answer_no", .rule = NAAST_RULE_SOME, .kinds = CODES("match"));
    expect_items("1");
}
END_TEST

START_TEST(test_some_is_refused_when_broken)
{
    at(give("promise", "", ours))->state = "broken";
    expect_check(NAAST_VERDICT_REFUSED, "broken", .rule = NAAST_RULE_SOME, .kinds = CODES("promise"));
}
END_TEST

START_TEST(test_some_is_missing_when_none_is_not_enough)
{
    give_none("need", sanne);
    expect_check(NAAST_VERDICT_MISSING, "none_not_enough", .rule = NAAST_RULE_SOME, .kinds = CODES("need"));
    expect_items("1");
}
END_TEST

START_TEST(test_some_is_met_by_none_where_none_is_an_answer)
{
    give_none("need", sanne);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .none_ok = 1);
}
END_TEST

START_TEST(test_some_is_unconfirmed_without_a_word)
{
    give("summary", "", ours);
    expect_check(NAAST_VERDICT_UNCONFIRMED, "no_word", .rule = NAAST_RULE_SOME, .kinds = CODES("summary"),
                 .word = NAAST_WORD_CUSTOMER);
    ck_assert_int_eq(b.outcome.worst.lacking, NAAST_SIDE_CUSTOMER);
}
END_TEST

START_TEST(test_some_is_stale_when_changed_since)
{
    int32_t n = give("summary", "", ours);
    speak(n, sanne);
    change(n);
    expect_check(NAAST_VERDICT_STALE, "changed_since", .rule = NAAST_RULE_SOME, .kinds = CODES("summary"),
                 .word = NAAST_WORD_CUSTOMER);
    ck_assert_int_eq(b.outcome.worst.lacking, NAAST_SIDE_CUSTOMER);
}
END_TEST

START_TEST(test_some_is_missing_until_settled)
{
    int32_t n = give("condition", "", sanne);
    expect_check(NAAST_VERDICT_MISSING, "not_settled", .rule = NAAST_RULE_SOME, .kinds = CODES("condition"),
                 .closed = 1);
    at(n)->state = "met";
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("condition"), .closed = 1);
}
END_TEST

START_TEST(test_some_is_stale_when_old)
{
    int32_t n = give("budget", "", sanne);
    date_item(n, 20261030);
    expect_check(NAAST_VERDICT_STALE, "old", .rule = NAAST_RULE_SOME, .kinds = CODES("budget"), .fresh_days = 30);
}
END_TEST

START_TEST(test_some_is_waived_and_keeps_what_lies_under_it)
{
    set_aside("check", TODAY);
    expect_check(NAAST_VERDICT_WAIVED, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .waivable = 1);
    ck_assert_int_eq(b.outcome.under, NAAST_VERDICT_MISSING);
    ck_assert_int_eq(b.outcome.waived_until, TODAY);
    ck_assert_int_eq(b.outcome.waiver_expired, 0);
}
END_TEST

START_TEST(test_some_takes_the_best_candidate)
{
    int32_t n = give("need", "", ours);
    give("need", "", sanne);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .word = NAAST_WORD_CUSTOMER);
    expect_items("2");
    retract(2);
    expect_check(NAAST_VERDICT_UNCONFIRMED, "no_word", .rule = NAAST_RULE_SOME, .kinds = CODES("need"),
                 .word = NAAST_WORD_CUSTOMER);
    ck_assert_int_eq(b.outcome.worst.item->n, n);
}
END_TEST

START_TEST(test_some_of_equals_takes_the_first)
{
    give("need", "", ours);
    give("need", "", ours);
    expect_check(NAAST_VERDICT_UNCONFIRMED, "no_word", .rule = NAAST_RULE_SOME, .kinds = CODES("need"),
                 .word = NAAST_WORD_CUSTOMER);
    expect_items("1");
}
END_TEST

START_TEST(test_some_of_several_counts_absent_ones_as_missing)
{
    give("need", "", sanne);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .n = 2);
    expect_items("0");
    give("need", "", sanne);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .n = 2);
    expect_items("1 2");
}
END_TEST

START_TEST(test_some_of_several_is_the_worst_of_the_best)
{
    give("need", "", sanne);
    give("need", "", ours);
    give_none("need", sanne);
    expect_check(NAAST_VERDICT_UNCONFIRMED, "no_word", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .n = 2,
                 .word = NAAST_WORD_CUSTOMER);
    expect_items("2");
    expect_check(NAAST_VERDICT_MISSING, "none_not_enough", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .n = 3,
                 .word = NAAST_WORD_CUSTOMER);
    expect_items("2 3");
}
END_TEST

/* ---- every, where each subject is judged itself ---- */

START_TEST(test_every_is_met_when_there_is_nothing_to_check)
{
    expect_check(NAAST_VERDICT_MET, "nothing_to_check", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"));
    expect_items("");
}
END_TEST

START_TEST(test_every_is_met_when_all_are)
{
    give("need", "", sanne);
    give("need", "", sanne);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .word = NAAST_WORD_CUSTOMER);
    expect_items("1 2");
}
END_TEST

START_TEST(test_every_is_the_worst_and_tells_all_at_fault)
{
    give("need", "", sanne);
    give("need", "", ours);
    give_none("need", sanne);
    expect_check(NAAST_VERDICT_MISSING, "none_not_enough", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .word = NAAST_WORD_CUSTOMER);
    ck_assert_int_eq(b.outcome.worst.item->n, 3);
    expect_items("2 3");
    ck_assert_int_eq(b.outcome.findings[0].verdict, NAAST_VERDICT_UNCONFIRMED);
}
END_TEST

START_TEST(test_every_is_refused_by_one_no)
{
    give("need", "", sanne);
    give("pulse", "red", sanne);
    expect_check(NAAST_VERDICT_REFUSED, "answer_no", .rule = NAAST_RULE_EVERY, .kinds = CODES("need", "pulse"));
    expect_items("2");
}
END_TEST

START_TEST(test_every_is_refused_by_one_broken)
{
    at(give("promise", "", ours))->state = "kept";
    at(give("promise", "", ours))->state = "broken";
    expect_check(NAAST_VERDICT_REFUSED, "broken", .rule = NAAST_RULE_EVERY, .kinds = CODES("promise"), .closed = 1);
    expect_items("2");
}
END_TEST

START_TEST(test_every_is_missing_until_all_are_settled)
{
    at(give("promise", "", ours))->state = "kept";
    give("promise", "", ours);
    expect_check(NAAST_VERDICT_MISSING, "not_settled", .rule = NAAST_RULE_EVERY, .kinds = CODES("promise"),
                 .closed = 1);
    expect_items("2");
}
END_TEST

START_TEST(test_every_is_unconfirmed_by_one_without_a_word)
{
    give("need", "", sanne);
    give("need", "", ours);
    expect_check(NAAST_VERDICT_UNCONFIRMED, "no_word", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .word = NAAST_WORD_CUSTOMER);
    expect_items("2");
}
END_TEST

START_TEST(test_every_is_stale_when_one_changed_since)
{
    give("need", "", sanne);
    change(give("need", "", sanne));
    expect_check(NAAST_VERDICT_STALE, "changed_since", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .word = NAAST_WORD_CUSTOMER);
    expect_items("2");
}
END_TEST

START_TEST(test_every_is_stale_when_one_is_old)
{
    give("need", "", sanne);
    date_item(give("need", "", sanne), 20260101);
    expect_check(NAAST_VERDICT_STALE, "old", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .fresh_days = 90);
    expect_items("2");
}
END_TEST

START_TEST(test_every_is_met_by_none_where_none_is_an_answer)
{
    give_none("condition", sanne);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_EVERY, .kinds = CODES("condition"), .closed = 1,
                 .none_ok = 1);
    expect_check(NAAST_VERDICT_MISSING, "none_not_enough", .rule = NAAST_RULE_EVERY, .kinds = CODES("condition"),
                 .closed = 1);
}
END_TEST

START_TEST(test_every_is_waived)
{
    give("promise", "", ours);
    set_aside("check", 20261205);
    expect_check(NAAST_VERDICT_WAIVED, "not_settled", .rule = NAAST_RULE_EVERY, .kinds = CODES("promise"), .closed = 1,
                 .waivable = 1);
    ck_assert_int_eq(b.outcome.under, NAAST_VERDICT_MISSING);
}
END_TEST

/* ---- every, where another item answers for each subject ---- */

START_TEST(test_every_with_has_is_met_when_each_subject_is_answered)
{
    give("need", "", sanne);
    give_about("why", 1, sanne);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("why"),
                 .word = NAAST_WORD_CUSTOMER);
    expect_items("2");
}
END_TEST

START_TEST(test_every_with_has_is_missing_for_one_unanswered_subject)
{
    give("need", "", sanne);
    give("need", "", sanne);
    give_about("why", 1, sanne);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .has = CODES("why"));
    expect_items("2");
    ck_assert_ptr_null(b.outcome.worst.item);
    ck_assert_int_eq(b.outcome.worst.subject->n, 2);
}
END_TEST

START_TEST(test_every_with_has_takes_the_best_answer_of_each_subject)
{
    give("need", "", sanne);
    give_about("why", 1, ours);
    give_about("why", 1, sanne);
    give_about("why", 1, ours);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("why"),
                 .word = NAAST_WORD_CUSTOMER);
    expect_items("3");
}
END_TEST

START_TEST(test_every_with_has_is_unconfirmed_by_an_answer_without_a_word)
{
    give("need", "", sanne);
    give_about("why", 1, ours);
    expect_check(NAAST_VERDICT_UNCONFIRMED, "no_word", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .has = CODES("why"), .word = NAAST_WORD_CUSTOMER);
    expect_items("2");
}
END_TEST

START_TEST(test_every_with_has_is_stale_by_an_answer_that_changed)
{
    give("need", "", sanne);
    change(give_about("why", 1, sanne));
    expect_check(NAAST_VERDICT_STALE, "changed_since", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .has = CODES("why"), .word = NAAST_WORD_CUSTOMER);
}
END_TEST

START_TEST(test_every_with_has_is_stale_by_an_old_answer)
{
    date_item(give("need", "", sanne), 20200101);
    date_item(give_about("why", 1, sanne), 20261101);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("why"),
                 .fresh_days = 29);
    expect_check(NAAST_VERDICT_STALE, "old", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("why"),
                 .fresh_days = 28);
}
END_TEST

START_TEST(test_every_with_has_is_refused_by_an_answer_of_no)
{
    give("need", "", sanne);
    at(give("advice", "leave", ours))->about = 1;
    expect_check(NAAST_VERDICT_REFUSED, "answer_no", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .has = CODES("advice"));
}
END_TEST

START_TEST(test_every_with_has_is_refused_by_a_broken_answer)
{
    give("pulse", "amber", sanne);
    at(give_about("promise", 1, ours))->state = "broken";
    expect_check(NAAST_VERDICT_REFUSED, "broken", .rule = NAAST_RULE_EVERY, .kinds = CODES("pulse"),
                 .has = CODES("promise"));
}
END_TEST

START_TEST(test_every_with_has_is_missing_until_the_answer_is_settled)
{
    give_person("authority", "decides", KARIM, sanne);
    give_person("introduction", "", KARIM, sanne);
    expect_check(NAAST_VERDICT_MISSING, "not_settled", .rule = NAAST_RULE_EVERY, .kinds = CODES("authority"),
                 .has = CODES("introduction"), .closed = 1);
    expect_items("2");
    at(2)->state = "met";
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_EVERY, .kinds = CODES("authority"),
                 .has = CODES("introduction"), .closed = 1);
}
END_TEST

START_TEST(test_every_with_has_is_missing_when_the_answer_is_none_and_that_is_not_enough)
{
    give("need", "", sanne);
    at(give_none("why", sanne))->about = 1;
    expect_check(NAAST_VERDICT_MISSING, "none_not_enough", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .has = CODES("why"));
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("why"),
                 .none_ok = 1);
}
END_TEST

START_TEST(test_every_with_has_wants_no_answer_for_a_subject_that_is_none)
{
    give_none("need", sanne);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("why"));
    expect_items("1");
}
END_TEST

START_TEST(test_every_with_has_is_met_when_there_is_nothing_to_check)
{
    expect_check(NAAST_VERDICT_MET, "nothing_to_check", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .has = CODES("why"));
}
END_TEST

START_TEST(test_every_with_has_is_waived)
{
    give("need", "", sanne);
    set_aside("check", TODAY);
    expect_check(NAAST_VERDICT_WAIVED, "no_answer", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .has = CODES("why"), .waivable = 1);
}
END_TEST

/* ---- callback ---- */

struct answer {
    int returns;
    naast_verdict verdict;
    const char *code;
    int asked;
};

static int answer(void *context, void *memory, const struct facts *facts, const naast_check *check,
                  struct gate_answer *said)
{
    struct answer *given = context;
    ck_assert_int_eq(facts->deal, 1);
    ck_assert_str_eq(check->code, "check");
    given->asked++;
    ck_assert_ptr_nonnull(memory);
    said->verdict = given->verdict;
    said->code = given->returns != 0 ? given->code : NULL;
    return given->returns;
}

static const naast_check callback_check = {.code = "check", .rule = NAAST_RULE_CALLBACK, .waivable = 1};

static void ask_callback(naast_verdict verdict)
{
    struct answer given = {.verdict = verdict, .code = "callback_failed"};
    ask_with(&callback_check, &(struct gate_callbacks){answer, &given});
    ck_assert_int_eq(given.asked, 1);
    expect_items("");
}

START_TEST(test_callback_met)
{
    ask_callback(NAAST_VERDICT_MET);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_callback_stale)
{
    ask_callback(NAAST_VERDICT_STALE);
    expect_outcome(NAAST_VERDICT_STALE, "changed_since");
}
END_TEST

START_TEST(test_callback_unconfirmed)
{
    ask_callback(NAAST_VERDICT_UNCONFIRMED);
    expect_outcome(NAAST_VERDICT_UNCONFIRMED, "no_word");
}
END_TEST

START_TEST(test_callback_missing)
{
    ask_callback(NAAST_VERDICT_MISSING);
    expect_outcome(NAAST_VERDICT_MISSING, "no_answer");
}
END_TEST

START_TEST(test_callback_refused)
{
    ask_callback(NAAST_VERDICT_REFUSED);
    expect_outcome(NAAST_VERDICT_REFUSED, "answer_no");
}
END_TEST

START_TEST(test_callback_waived)
{
    set_aside("check", TODAY);
    ask_callback(NAAST_VERDICT_REFUSED);
    expect_outcome(NAAST_VERDICT_WAIVED, "answer_no");
    ck_assert_int_eq(b.outcome.under, NAAST_VERDICT_REFUSED);
}
END_TEST

START_TEST(test_callback_cannot_waive)
{
    ask_callback(NAAST_VERDICT_WAIVED);
    expect_outcome(NAAST_VERDICT_MISSING, "callback_failed");
    ask_callback((naast_verdict)99);
    expect_outcome(NAAST_VERDICT_MISSING, "callback_failed");
}
END_TEST

START_TEST(test_callback_that_is_not_registered_is_missing)
{
    struct answer given = {.returns = GATE_UNANSWERED, .verdict = NAAST_VERDICT_MET, .code = "callback_missing"};
    ask_with(&callback_check, &(struct gate_callbacks){answer, &given});
    expect_outcome(NAAST_VERDICT_MISSING, "callback_missing");
    ask_with(&callback_check, NULL);
    expect_outcome(NAAST_VERDICT_MISSING, "callback_missing");
}
END_TEST

START_TEST(test_callback_that_fails_is_missing_whatever_it_wrote)
{
    struct answer given = {.returns = GATE_UNANSWERED, .verdict = NAAST_VERDICT_MET, .code = "callback_failed"};
    ask_with(&callback_check, &(struct gate_callbacks){answer, &given});
    expect_outcome(NAAST_VERDICT_MISSING, "callback_failed");
}
END_TEST

START_TEST(test_callback_that_could_not_read_the_store_fails_the_evaluation)
{
    struct answer given = {.returns = NAAST_IO, .verdict = NAAST_VERDICT_MET};
    struct gate_callbacks callbacks = {answer, &given};
    ck_assert_int_eq(check_evaluate(&b.env, b.memory, &b.facts, &callback_check, &callbacks, &b.outcome), NAAST_IO);
}
END_TEST

/* ---- waivers, and what blocks ---- */

START_TEST(test_a_waiver_that_expired_changes_nothing_and_is_told)
{
    set_aside("check", 20261129);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .waivable = 1);
    ck_assert_int_eq(b.outcome.waiver_expired, 1);
    ck_assert_int_eq(b.outcome.waived_until, 20261129);
}
END_TEST

START_TEST(test_of_several_waivers_the_last_one_given_counts)
{
    set_aside("check", 20261129);
    set_aside("check", 20261231);
    set_aside("check", 20261201);
    expect_check(NAAST_VERDICT_WAIVED, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .waivable = 1);
    ck_assert_int_eq(b.outcome.waived_until, 20261201);
}
END_TEST

START_TEST(test_a_waiver_that_was_withdrawn_is_none)
{
    set_aside("check", 20261231);
    set_aside("check", 20261129);
    b.waiver[1].withdrawn = 1;
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .waivable = 1);
    ck_assert_int_eq(b.outcome.waived_until, 0);
    ck_assert_int_eq(b.outcome.waiver_expired, 0);
}
END_TEST

/* ---- how many, and how long ---- */

static void expect_have(int32_t have, int32_t want)
{
    ck_assert_int_eq(b.outcome.have, have);
    ck_assert_int_eq(b.outcome.want, want);
}

START_TEST(test_some_says_how_many_of_how_many)
{
    give("note", "", ours);
    give("note", "", ours);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("note"), .n = 3);
    expect_have(2, 3);
    give("note", "", ours);
    give("note", "", ours);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("note"), .n = 3);
    expect_have(3, 3);
}
END_TEST

START_TEST(test_every_says_how_many_subjects_are_answered)
{
    const int32_t need = give("need", "", sanne);
    give("need", "", sanne);
    give_about("why", need, sanne);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .has = CODES("why"));
    expect_have(1, 2);
    expect_check(NAAST_VERDICT_MET, "nothing_to_check", .rule = NAAST_RULE_EVERY, .kinds = CODES("limit"));
    expect_have(0, 0);
}
END_TEST

START_TEST(test_an_answer_holds_until_something_grows_old_or_a_waiver_ends)
{
    const naast_check fresh = {.code = "check", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .fresh_days = 10};
    const naast_check open = {.code = "check", .rule = NAAST_RULE_SOME, .kinds = CODES("why"), .waivable = 1};
    date_item(give("need", "", sanne), naast_date_add(TODAY, -4));
    date_item(give("need", "", sanne), naast_date_add(TODAY, -40));
    ask(&fresh);
    ck_assert_int_eq(check_valid_until(&b.facts, &b.outcome), naast_date_add(TODAY, 6));
    ask(&open);
    ck_assert_int_eq(check_valid_until(&b.facts, &b.outcome), 0);
    set_aside("check", TODAY);
    ask(&open);
    ck_assert_int_eq(check_valid_until(&b.facts, &b.outcome), TODAY);
}
END_TEST

START_TEST(test_a_waiver_of_another_check_does_not_count)
{
    set_aside("other", TODAY);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .waivable = 1);
    ck_assert_int_eq(b.outcome.waived_until, 0);
}
END_TEST

START_TEST(test_a_check_that_is_not_waivable_is_not_waived)
{
    set_aside("check", TODAY);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("need"));
    ck_assert_int_eq(b.outcome.waiver_expired, 0);
}
END_TEST

START_TEST(test_a_check_that_is_met_needs_no_waiver)
{
    give("need", "", sanne);
    set_aside("check", TODAY);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .waivable = 1);
    ck_assert_int_eq(b.outcome.waived_until, 0);
}
END_TEST

START_TEST(test_what_blocks)
{
    const naast_check check = {.code = "check", .rule = NAAST_RULE_SOME, .kinds = CODES("need")};
    ask(&check);
    expect_outcome(NAAST_VERDICT_MISSING, "no_answer");
    ck_assert_int_eq(outcome_blocks(&b.outcome), 1);
}
END_TEST

START_TEST(test_what_is_advisory_never_blocks)
{
    const naast_check check = {.code = "check", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .advisory = 1};
    ask(&check);
    expect_outcome(NAAST_VERDICT_MISSING, "no_answer");
    ck_assert_int_eq(outcome_blocks(&b.outcome), 0);
}
END_TEST

START_TEST(test_what_is_met_or_waived_does_not_block)
{
    const naast_check check = {.code = "check", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .waivable = 1};
    set_aside("check", TODAY);
    ask(&check);
    ck_assert_int_eq(outcome_blocks(&b.outcome), 0);
    give("need", "", sanne);
    ask(&check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
    ck_assert_int_eq(outcome_blocks(&b.outcome), 0);
}
END_TEST

START_TEST(test_every_verdict_has_its_code)
{
    ck_assert_str_eq(naast_verdict_code(NAAST_VERDICT_MET), "met");
    ck_assert_str_eq(naast_verdict_code(NAAST_VERDICT_WAIVED), "waived");
    ck_assert_str_eq(naast_verdict_code(NAAST_VERDICT_STALE), "stale");
    ck_assert_str_eq(naast_verdict_code(NAAST_VERDICT_UNCONFIRMED), "unconfirmed");
    ck_assert_str_eq(naast_verdict_code(NAAST_VERDICT_MISSING), "missing");
    ck_assert_str_eq(naast_verdict_code(NAAST_VERDICT_REFUSED), "refused");
    ck_assert_str_eq(naast_verdict_code((naast_verdict)6), "unknown");
}
END_TEST

/* ---- memory ---- */

/* With any number of items, so that each step is once the one for which a new piece of memory is asked. */
static int fail_each_request(const naast_check *check)
{
    int failures = 0;
    for (long fail_at = 1;; fail_at++) {
        void *memory = result_new(&b.env, 1);
        b.failing = (struct failing_memory){.fail_at = fail_at};
        int status = check_evaluate(&b.env, memory, &b.facts, check, NULL, &b.outcome);
        b.failing.fail_at = 0;
        naast_free(memory);
        if (status == 0)
            return failures;
        ck_assert_int_eq(status, NAAST_NO_MEMORY);
        failures++;
    }
}

START_TEST(test_every_request_for_memory_may_find_none)
{
    const naast_check every = {.code = "check",
                               .rule = NAAST_RULE_EVERY,
                               .kinds = CODES("authority"),
                               .has = CODES("introduction", "met"),
                               .closed = 1};
    const naast_check some = {.code = "check", .rule = NAAST_RULE_SOME, .kinds = CODES("met")};
    give_person("authority", "decides", KARIM, karim);
    for (int k = 1; k < BENCH_ITEMS; k++) {
        ck_assert_int_ge(fail_each_request(&every), 1);
        expect_outcome(NAAST_VERDICT_MET, "ok");
        ck_assert_int_ge(fail_each_request(&some), 1);
        expect_outcome(NAAST_VERDICT_MET, "ok");
        give("note", "", joris);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_some_is_met_by_an_item,
        test_some_is_missing_without_an_item,
        test_some_is_refused_by_a_no,
        test_some_is_refused_when_broken,
        test_some_is_missing_when_none_is_not_enough,
        test_some_is_met_by_none_where_none_is_an_answer,
        test_some_is_unconfirmed_without_a_word,
        test_some_is_stale_when_changed_since,
        test_some_is_missing_until_settled,
        test_some_is_stale_when_old,
        test_some_is_waived_and_keeps_what_lies_under_it,
        test_some_takes_the_best_candidate,
        test_some_of_equals_takes_the_first,
        test_some_of_several_counts_absent_ones_as_missing,
        test_some_of_several_is_the_worst_of_the_best,
        test_every_is_met_when_there_is_nothing_to_check,
        test_every_is_met_when_all_are,
        test_every_is_the_worst_and_tells_all_at_fault,
        test_every_is_refused_by_one_no,
        test_every_is_refused_by_one_broken,
        test_every_is_missing_until_all_are_settled,
        test_every_is_unconfirmed_by_one_without_a_word,
        test_every_is_stale_when_one_changed_since,
        test_every_is_stale_when_one_is_old,
        test_every_is_met_by_none_where_none_is_an_answer,
        test_every_is_waived,
        test_every_with_has_is_met_when_each_subject_is_answered,
        test_every_with_has_is_missing_for_one_unanswered_subject,
        test_every_with_has_takes_the_best_answer_of_each_subject,
        test_every_with_has_is_unconfirmed_by_an_answer_without_a_word,
        test_every_with_has_is_stale_by_an_answer_that_changed,
        test_every_with_has_is_stale_by_an_old_answer,
        test_every_with_has_is_refused_by_an_answer_of_no,
        test_every_with_has_is_refused_by_a_broken_answer,
        test_every_with_has_is_missing_until_the_answer_is_settled,
        test_every_with_has_is_missing_when_the_answer_is_none_and_that_is_not_enough,
        test_every_with_has_wants_no_answer_for_a_subject_that_is_none,
        test_every_with_has_is_met_when_there_is_nothing_to_check,
        test_every_with_has_is_waived,
        test_callback_met,
        test_callback_stale,
        test_callback_unconfirmed,
        test_callback_missing,
        test_callback_refused,
        test_callback_waived,
        test_callback_cannot_waive,
        test_callback_that_is_not_registered_is_missing,
        test_callback_that_fails_is_missing_whatever_it_wrote,
        test_callback_that_could_not_read_the_store_fails_the_evaluation,
        test_a_waiver_that_expired_changes_nothing_and_is_told,
        test_of_several_waivers_the_last_one_given_counts,
        test_a_waiver_that_was_withdrawn_is_none,
        test_some_says_how_many_of_how_many,
        test_every_says_how_many_subjects_are_answered,
        test_an_answer_holds_until_something_grows_old_or_a_waiver_ends,
        test_a_waiver_of_another_check_does_not_count,
        test_a_check_that_is_not_waivable_is_not_waived,
        test_a_check_that_is_met_needs_no_waiver,
        test_what_blocks,
        test_what_is_advisory_never_blocks,
        test_what_is_met_or_waived_does_not_block,
        test_every_verdict_has_its_code,
        test_every_request_for_memory_may_find_none,
    };
    return RUN_BENCH("gate_rules", tests);
}
