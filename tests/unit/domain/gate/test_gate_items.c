/* test_gate_items.c: which items a check selects, which answer for which, and whose word on them counts. */
#include "fixtures/gate.h"
#include "domain/evidence/facts.h"
#include "domain/pipeline/shipped.h"

/* ---- selecting ---- */

START_TEST(test_kind_selects)
{
    give("note", "", ours);
    give("win", "", ours);
    give("need", "", sanne);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_EVERY, .kinds = CODES("need", "note"));
    expect_items("1 3");
}
END_TEST

START_TEST(test_a_kind_that_the_pipeline_no_longer_has_is_not_selected)
{
    give("forgotten", "", ours);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("forgotten", "need"));
}
END_TEST

START_TEST(test_what_was_taken_back_is_gone)
{
    retract(give("need", "", sanne));
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("need"));
    give("need", "", sanne);
    retract(give_about("why", 2, sanne));
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .has = CODES("why"));
}
END_TEST

START_TEST(test_side_selects_among_sided_kinds_only)
{
    give("win", "", ours);
    give("win", "", sanne);
    give("note", "", ours);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_EVERY, .kinds = CODES("win", "note"),
                 .side = NAAST_SIDE_CUSTOMER);
    expect_items("2 3");
}
END_TEST

START_TEST(test_of_the_latest_only_the_newest_live_item_counts)
{
    give("match", "yes", sanne);
    give("match", "no", sanne);
    expect_check(NAAST_VERDICT_REFUSED, "answer_no", .rule = NAAST_RULE_SOME, .kinds = CODES("match"));
    expect_items("2");
    retract(2);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("match"));
    expect_items("1");
}
END_TEST

START_TEST(test_an_amendment_makes_nothing_newer)
{
    give("match", "yes", sanne);
    give("match", "no", sanne);
    change(1);
    speak(1, sanne);
    expect_check(NAAST_VERDICT_REFUSED, "answer_no", .rule = NAAST_RULE_SOME, .kinds = CODES("match"));
}
END_TEST

START_TEST(test_the_latest_of_a_sided_kind_is_per_side)
{
    give("pulse", "green", sanne);
    give("pulse", "red", ours);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("pulse"),
                 .side = NAAST_SIDE_CUSTOMER);
    expect_items("1");
    expect_check(NAAST_VERDICT_REFUSED, "answer_no", .rule = NAAST_RULE_EVERY, .kinds = CODES("pulse"));
    give("pulse", "amber", joris);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("pulse"),
                 .side = NAAST_SIDE_CUSTOMER);
    expect_items("3");
}
END_TEST

START_TEST(test_the_latest_among_answers_is_per_subject)
{
    give("need", "", sanne);
    give("need", "", sanne);
    at(give("advice", "leave", ours))->about = 1;
    at(give("advice", "do", ours))->about = 1;
    at(give("advice", "do", ours))->about = 2;
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("advice"));
    expect_items("4 5");
}
END_TEST

START_TEST(test_latest_comes_before_value)
{
    give("pulse", "amber", sanne);
    give("pulse", "green", sanne);
    expect_check(NAAST_VERDICT_MET, "nothing_to_check", .rule = NAAST_RULE_EVERY, .kinds = CODES("pulse"),
                 .value = CODES("amber"));
}
END_TEST

START_TEST(test_an_empty_list_asks_nothing)
{
    const naast_check check = {.code = "check",
                               .rule = NAAST_RULE_EVERY,
                               .kinds = CODES("need"),
                               .value = (const char *const[]){NULL},
                               .has = (const char *const[]){NULL}};
    give("need", "", sanne);
    ask(&check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
    expect_items("1");
}
END_TEST

START_TEST(test_value_selects_and_lets_no_and_none_through)
{
    give_person("authority", "signs", SANNE, sanne);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("authority"),
                 .value = CODES("decides"));
    give_person("authority", "decides", SANNE, sanne);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("authority"),
                 .value = CODES("decides"));
    expect_items("2");
    give("pulse", "red", sanne);
    expect_check(NAAST_VERDICT_REFUSED, "answer_no", .rule = NAAST_RULE_SOME, .kinds = CODES("pulse"),
                 .value = CODES("green"));
    give_none("pulse", sanne);
    expect_check(NAAST_VERDICT_MISSING, "none_not_enough", .rule = NAAST_RULE_SOME, .kinds = CODES("pulse"),
                 .value = CODES("green"));
}
END_TEST

/* ---- linking ---- */

START_TEST(test_an_answer_is_about_its_subject_and_no_other)
{
    give("need", "", sanne);
    give("need", "", sanne);
    give_about("why", 2, sanne);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .has = CODES("why"));
    expect_items("1");
}
END_TEST

START_TEST(test_an_answer_of_another_kind_does_not_count)
{
    give("need", "", sanne);
    give_about("contribution", 1, ours);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .has = CODES("why"));
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"),
                 .has = CODES("why", "contribution"));
}
END_TEST

START_TEST(test_about_counts_only_where_the_kind_can_be_about_it)
{
    give("win", "", sanne);
    give_about("limit", 1, ours);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_EVERY, .kinds = CODES("win"),
                 .has = CODES("limit"));
}
END_TEST

START_TEST(test_person_kinds_are_linked_by_the_person_they_name)
{
    give_person("authority", "decides", KARIM, sanne);
    give_person("champion", "", SANNE, ours);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_EVERY, .kinds = CODES("authority"),
                 .has = CODES("champion"));
    give_person("champion", "", KARIM, ours);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_EVERY, .kinds = CODES("authority"),
                 .has = CODES("champion"));
    expect_items("3");
}
END_TEST

START_TEST(test_naming_nobody_links_nothing)
{
    give("authority", "decides", sanne);
    give("champion", "", ours);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_EVERY, .kinds = CODES("authority"),
                 .has = CODES("champion"));
}
END_TEST

START_TEST(test_a_person_of_a_kind_that_says_nothing_of_persons_links_nothing)
{
    give_person("authority", "decides", KARIM, sanne);
    give_person("note", "", KARIM, ours);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_EVERY, .kinds = CODES("authority"),
                 .has = CODES("note"));
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_EVERY, .kinds = CODES("note"),
                 .has = CODES("authority"));
}
END_TEST

START_TEST(test_no_item_answers_for_itself)
{
    give_person("champion", "", KARIM, ours);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_EVERY, .kinds = CODES("champion"),
                 .has = CODES("champion"));
}
END_TEST

/* ---- given by speaking ---- */

static const naast_check met_check = {.code = "check",
                                      .rule = NAAST_RULE_EVERY,
                                      .kinds = CODES("authority"),
                                      .has = CODES("met", "introduction"),
                                      .closed = 1};

START_TEST(test_who_said_something_was_met)
{
    give_person("authority", "decides", KARIM, sanne);
    ask(&met_check);
    expect_outcome(NAAST_VERDICT_MISSING, "no_answer");
    give("note", "", karim);
    ask(&met_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
    expect_items("2"); /* what they said stands for it */
}
END_TEST

START_TEST(test_who_worded_something_was_met)
{
    give_person("authority", "decides", KARIM, sanne);
    at(give("note", "", ours))->worded = karim;
    ask(&met_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_who_confirmed_something_was_met)
{
    give_person("authority", "decides", KARIM, sanne);
    give("note", "", ours);
    give("note", "", joris);
    speak(2, karim);
    ask(&met_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
    expect_items("2");
}
END_TEST

START_TEST(test_what_was_taken_back_does_not_make_met)
{
    give_person("authority", "decides", KARIM, sanne);
    retract(give("note", "", karim));
    ask(&met_check);
    expect_outcome(NAAST_VERDICT_MISSING, "no_answer");
}
END_TEST

START_TEST(test_met_may_be_recorded_outright)
{
    give_person("authority", "decides", KARIM, sanne);
    give_person("met", "", KARIM, ours);
    ask(&met_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
    expect_items("2");
}
END_TEST

START_TEST(test_speaking_beats_an_introduction_that_is_still_open)
{
    give_person("authority", "decides", KARIM, sanne);
    give_person("introduction", "", KARIM, sanne);
    ask(&met_check);
    expect_outcome(NAAST_VERDICT_MISSING, "not_settled");
    give("note", "", karim);
    ask(&met_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_each_person_who_spoke_counts_once)
{
    const naast_check two = {.code = "check", .rule = NAAST_RULE_SOME, .kinds = CODES("met"), .n = 2};
    give("note", "", karim);
    give("note", "", karim);
    ask(&two);
    expect_outcome(NAAST_VERDICT_MISSING, "no_answer");
    give("note", "", sanne);
    ask(&two);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_speaking_is_as_fresh_as_the_last_time)
{
    const naast_check fresh = {.code = "check", .rule = NAAST_RULE_SOME, .kinds = CODES("met"), .fresh_days = 10};
    date_item(give("note", "", karim), 20261101);
    ask(&fresh);
    expect_outcome(NAAST_VERDICT_STALE, "old");
    give("note", "", karim);
    date_item(give("note", "", karim), 20261105);
    ask(&fresh);
    expect_outcome(NAAST_VERDICT_MET, "ok");
    expect_items("2");
}
END_TEST

START_TEST(test_speaking_of_what_the_pipeline_no_longer_has_is_speaking)
{
    give("forgotten", "", karim);
    give("forgotten", "", karim);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("met"));
}
END_TEST

START_TEST(test_two_kinds_given_by_speaking_do_not_stand_for_each_other)
{
    give("note", "", karim);
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("met"), .n = 2);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("met", "heard"), .n = 2);
}
END_TEST

START_TEST(test_a_person_must_be_named_to_have_spoken)
{
    give("note", "", (naast_party){NAAST_SIDE_CUSTOMER, 0});
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("met"));
}
END_TEST

/* ---- words ---- */

START_TEST(test_our_word_is_not_theirs)
{
    give("note", "", ours);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("note"), .word = NAAST_WORD_US);
    expect_check(NAAST_VERDICT_UNCONFIRMED, "no_word", .rule = NAAST_RULE_SOME, .kinds = CODES("note"),
                 .word = NAAST_WORD_CUSTOMER);
}
END_TEST

START_TEST(test_their_word_is_not_ours)
{
    give("note", "", sanne);
    expect_check(NAAST_VERDICT_UNCONFIRMED, "no_word", .rule = NAAST_RULE_SOME, .kinds = CODES("note"),
                 .word = NAAST_WORD_US);
    ck_assert_int_eq(b.outcome.worst.lacking, NAAST_SIDE_US);
}
END_TEST

START_TEST(test_both_words_are_wanted_and_ours_is_told_first)
{
    give("match", "yes", no_party);
    expect_check(NAAST_VERDICT_UNCONFIRMED, "no_word", .rule = NAAST_RULE_SOME, .kinds = CODES("match"),
                 .word = NAAST_WORD_BOTH);
    ck_assert_int_eq(b.outcome.worst.lacking, NAAST_SIDE_US);
    speak(1, ours);
    expect_check(NAAST_VERDICT_UNCONFIRMED, "no_word", .rule = NAAST_RULE_SOME, .kinds = CODES("match"),
                 .word = NAAST_WORD_BOTH);
    ck_assert_int_eq(b.outcome.worst.lacking, NAAST_SIDE_CUSTOMER);
    speak(1, sanne);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("match"), .word = NAAST_WORD_BOTH);
}
END_TEST

START_TEST(test_of_both_words_the_one_that_was_never_given_weighs_more_than_a_stale_one)
{
    give("match", "yes", ours);
    change(1);
    expect_check(NAAST_VERDICT_UNCONFIRMED, "no_word", .rule = NAAST_RULE_SOME, .kinds = CODES("match"),
                 .word = NAAST_WORD_BOTH);
    ck_assert_int_eq(b.outcome.worst.lacking, NAAST_SIDE_CUSTOMER);
}
END_TEST

START_TEST(test_both_words_are_asked_of_ourselves_first_where_nothing_is_there)
{
    expect_check(NAAST_VERDICT_MISSING, "no_answer", .rule = NAAST_RULE_SOME, .kinds = CODES("match"),
                 .word = NAAST_WORD_BOTH);
    ck_assert_int_eq(b.outcome.worst.lacking, NAAST_SIDE_US);
}
END_TEST

START_TEST(test_one_fresh_word_is_enough_among_stale_ones)
{
    give("note", "", sanne);
    change(1);
    speak(1, karim);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("note"), .word = NAAST_WORD_CUSTOMER);
}
END_TEST

static const naast_check summary_check = {
    .code = "check", .rule = NAAST_RULE_SOME, .kinds = CODES("summary"), .word = NAAST_WORD_CUSTOMER};

START_TEST(test_stale_when_something_it_covers_is_added)
{
    give("summary", "", ours);
    speak(1, sanne);
    give("need", "", sanne);
    ask(&summary_check);
    expect_outcome(NAAST_VERDICT_STALE, "changed_since");
    speak(1, sanne);
    ask(&summary_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_stale_when_a_need_changes)
{
    give("need", "", sanne);
    give("summary", "", ours);
    speak(2, sanne);
    ask(&summary_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
    change(1);
    ask(&summary_check);
    expect_outcome(NAAST_VERDICT_STALE, "changed_since");
}
END_TEST

START_TEST(test_stale_when_a_need_is_taken_back)
{
    give("need", "", sanne);
    give("summary", "", ours);
    speak(2, sanne);
    retract(1);
    ask(&summary_check);
    expect_outcome(NAAST_VERDICT_STALE, "changed_since");
}
END_TEST

START_TEST(test_fresh_when_something_it_does_not_cover_changes)
{
    give("need", "", sanne);
    give("summary", "", ours);
    speak(2, sanne);
    give("note", "", ours);
    give("forgotten", "", ours);
    ask(&summary_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_a_word_on_an_older_page_is_simply_stale)
{
    give("need", "", sanne);
    give("summary", "", ours);
    change(1);
    speak(2, sanne)->seen = 2;
    ask(&summary_check);
    expect_outcome(NAAST_VERDICT_STALE, "changed_since");
}
END_TEST

START_TEST(test_freshness_of_an_item_of_a_forgotten_kind_is_its_own)
{
    give("forgotten", "", ours);
    give("need", "", sanne);
    struct fact_word seen = {NAAST_SIDE_US, 0, 1, TODAY, 0};
    ck_assert_int_eq(word_is_fresh(&b.facts, at(1), &seen), 1);
    change(1);
    ck_assert_int_eq(word_is_fresh(&b.facts, at(1), &seen), 0);
}
END_TEST

/* ---- by ---- */

static const naast_check decider_check = {.code = "check",
                                          .rule = NAAST_RULE_SOME,
                                          .kinds = CODES("agreement"),
                                          .word = NAAST_WORD_CUSTOMER,
                                          .by = "decides"};

START_TEST(test_the_word_of_somebody_who_does_not_decide_is_not_enough)
{
    give_person("authority", "decides", KARIM, sanne);
    give_person("authority", "signs", SANNE, sanne);
    give("agreement", "", sanne);
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_UNCONFIRMED, "no_word");
    speak(3, karim);
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_the_decider_is_no_longer_named)
{
    give_person("authority", "decides", KARIM, sanne);
    give("agreement", "", karim);
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
    retract(1);
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_UNCONFIRMED, "nobody_named");
}
END_TEST

START_TEST(test_the_deciders_stale_word_is_stale)
{
    give_person("authority", "decides", KARIM, sanne);
    give("agreement", "", karim);
    change(2);
    speak(2, sanne);
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_STALE, "changed_since");
}
END_TEST

START_TEST(test_our_guess_of_who_decides_names_nobody)
{
    give_person("authority", "decides", KARIM, ours);
    give("agreement", "", karim);
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_UNCONFIRMED, "nobody_named");
    speak(1, sanne);
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
    change(1); /* they named somebody else than what it says now */
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_UNCONFIRMED, "nobody_named");
}
END_TEST

START_TEST(test_a_word_from_before_a_merge_counts_for_who_gave_it)
{
    give_person("authority", "decides", KARIM, sanne);
    give("agreement", "", karim);
    b.word[1][0].then = JORIS; /* another one gave it, who became Karim */
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_UNCONFIRMED, "merged_word");
    speak(2, karim); /* and Karim gives it again */
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_who_was_named_before_a_merge_is_not_who_spoke_before_it)
{
    give_person("authority", "decides", KARIM, sanne);
    give("agreement", "", karim);
    at(1)->person_then = JORIS;
    b.word[1][0].then = KARIM;
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_UNCONFIRMED, "merged_word");
    b.word[1][0].then = JORIS; /* but the same one all along */
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_authority_that_names_nobody_gives_nobody_the_say)
{
    give("authority", "decides", sanne);
    give("agreement", "", (naast_party){NAAST_SIDE_CUSTOMER, 0});
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_UNCONFIRMED, "nobody_named");
}
END_TEST

START_TEST(test_another_kind_with_the_same_value_gives_nobody_the_say)
{
    give_person("champion", "decides", KARIM, sanne);
    give("agreement", "", karim);
    ask(&decider_check);
    expect_outcome(NAAST_VERDICT_UNCONFIRMED, "nobody_named");
}
END_TEST

START_TEST(test_by_asks_nothing_of_our_own_word)
{
    const naast_check both = {
        .code = "check", .rule = NAAST_RULE_SOME, .kinds = CODES("note"), .word = NAAST_WORD_BOTH, .by = "decides"};
    give_person("authority", "decides", KARIM, sanne);
    give("note", "", ours);
    speak(2, karim);
    ask(&both);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_an_empty_by_asks_nothing)
{
    give("note", "", sanne);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("note"), .word = NAAST_WORD_CUSTOMER,
                 .by = "");
}
END_TEST

/* ---- age ---- */

START_TEST(test_as_many_days_as_allowed_is_fresh_one_more_is_old)
{
    const naast_check check = {.code = "check", .rule = NAAST_RULE_SOME, .kinds = CODES("note"), .fresh_days = 30};
    date_item(give("note", "", ours), 20261031);
    ask(&check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
    b.facts.today = 20261201;
    ask(&check);
    expect_outcome(NAAST_VERDICT_STALE, "old");
}
END_TEST

START_TEST(test_a_confirmation_makes_fresh_again)
{
    const naast_check check = {.code = "check", .rule = NAAST_RULE_SOME, .kinds = CODES("note"), .fresh_days = 30};
    date_item(give("note", "", ours), 20260101);
    speak(1, ours);
    ask(&check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_what_only_they_can_give_is_not_renewed_by_us)
{
    const naast_check check = {.code = "check",
                               .rule = NAAST_RULE_SOME,
                               .kinds = CODES("pulse"),
                               .side = NAAST_SIDE_CUSTOMER,
                               .fresh_days = 30};
    date_item(give("pulse", "green", sanne), 20261001);
    speak(1, ours);
    at(1)->day = TODAY; /* reworded by us */
    ask(&check);
    expect_outcome(NAAST_VERDICT_STALE, "old");
    speak(1, sanne);
    ask(&check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_without_a_word_the_day_of_the_item_counts)
{
    const naast_check check = {.code = "check", .rule = NAAST_RULE_SOME, .kinds = CODES("pulse"), .fresh_days = 30};
    give("pulse", "green", ours);
    ask(&check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
    date_item(1, 20261001);
    ask(&check);
    expect_outcome(NAAST_VERDICT_STALE, "old");
}
END_TEST

/* ---- settling ---- */

START_TEST(test_closed_asks_nothing_of_a_kind_without_a_life)
{
    give_person("authority", "decides", KARIM, sanne);
    give_person("met", "", KARIM, ours);
    ask(&met_check);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_a_state_that_the_kind_does_not_end_in_is_not_settled)
{
    at(give("condition", "", sanne))->state = "given"; /* the kind got its life in a later revision */
    expect_check(NAAST_VERDICT_MISSING, "not_settled", .rule = NAAST_RULE_SOME, .kinds = CODES("condition"),
                 .closed = 1);
}
END_TEST

START_TEST(test_what_is_open_is_good_enough_where_closed_is_not_asked)
{
    give("condition", "", sanne);
    expect_check(NAAST_VERDICT_MET, "ok", .rule = NAAST_RULE_SOME, .kinds = CODES("condition"),
                 .word = NAAST_WORD_CUSTOMER);
}
END_TEST

/* ---- the worst of one item ---- */

START_TEST(test_an_item_is_the_worst_of_what_can_be_said_of_it)
{
    const naast_check all = {.code = "check",
                             .rule = NAAST_RULE_SOME,
                             .kinds = CODES("pulse"),
                             .word = NAAST_WORD_CUSTOMER,
                             .fresh_days = 10};
    date_item(give("pulse", "green", sanne), 20261101);
    ask(&all);
    expect_outcome(NAAST_VERDICT_STALE, "old");
    change(1);
    ask(&all);
    expect_outcome(NAAST_VERDICT_STALE, "changed_since");
    at(1)->word_count = 0;
    ask(&all);
    expect_outcome(NAAST_VERDICT_UNCONFIRMED, "no_word");
    at(1)->none = 1;
    ask(&all);
    expect_outcome(NAAST_VERDICT_MISSING, "none_not_enough");
    at(1)->value = "red";
    ask(&all);
    expect_outcome(NAAST_VERDICT_REFUSED, "answer_no");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_kind_selects,
        test_a_kind_that_the_pipeline_no_longer_has_is_not_selected,
        test_what_was_taken_back_is_gone,
        test_side_selects_among_sided_kinds_only,
        test_of_the_latest_only_the_newest_live_item_counts,
        test_an_amendment_makes_nothing_newer,
        test_the_latest_of_a_sided_kind_is_per_side,
        test_the_latest_among_answers_is_per_subject,
        test_latest_comes_before_value,
        test_an_empty_list_asks_nothing,
        test_value_selects_and_lets_no_and_none_through,
        test_an_answer_is_about_its_subject_and_no_other,
        test_an_answer_of_another_kind_does_not_count,
        test_about_counts_only_where_the_kind_can_be_about_it,
        test_person_kinds_are_linked_by_the_person_they_name,
        test_naming_nobody_links_nothing,
        test_a_person_of_a_kind_that_says_nothing_of_persons_links_nothing,
        test_no_item_answers_for_itself,
        test_who_said_something_was_met,
        test_who_worded_something_was_met,
        test_who_confirmed_something_was_met,
        test_what_was_taken_back_does_not_make_met,
        test_met_may_be_recorded_outright,
        test_speaking_beats_an_introduction_that_is_still_open,
        test_each_person_who_spoke_counts_once,
        test_speaking_is_as_fresh_as_the_last_time,
        test_speaking_of_what_the_pipeline_no_longer_has_is_speaking,
        test_two_kinds_given_by_speaking_do_not_stand_for_each_other,
        test_a_person_must_be_named_to_have_spoken,
        test_our_word_is_not_theirs,
        test_their_word_is_not_ours,
        test_both_words_are_wanted_and_ours_is_told_first,
        test_of_both_words_the_one_that_was_never_given_weighs_more_than_a_stale_one,
        test_both_words_are_asked_of_ourselves_first_where_nothing_is_there,
        test_one_fresh_word_is_enough_among_stale_ones,
        test_stale_when_something_it_covers_is_added,
        test_stale_when_a_need_changes,
        test_stale_when_a_need_is_taken_back,
        test_fresh_when_something_it_does_not_cover_changes,
        test_a_word_on_an_older_page_is_simply_stale,
        test_freshness_of_an_item_of_a_forgotten_kind_is_its_own,
        test_the_word_of_somebody_who_does_not_decide_is_not_enough,
        test_the_decider_is_no_longer_named,
        test_the_deciders_stale_word_is_stale,
        test_our_guess_of_who_decides_names_nobody,
        test_a_word_from_before_a_merge_counts_for_who_gave_it,
        test_who_was_named_before_a_merge_is_not_who_spoke_before_it,
        test_authority_that_names_nobody_gives_nobody_the_say,
        test_another_kind_with_the_same_value_gives_nobody_the_say,
        test_by_asks_nothing_of_our_own_word,
        test_an_empty_by_asks_nothing,
        test_as_many_days_as_allowed_is_fresh_one_more_is_old,
        test_a_confirmation_makes_fresh_again,
        test_what_only_they_can_give_is_not_renewed_by_us,
        test_without_a_word_the_day_of_the_item_counts,
        test_closed_asks_nothing_of_a_kind_without_a_life,
        test_a_state_that_the_kind_does_not_end_in_is_not_settled,
        test_what_is_open_is_good_enough_where_closed_is_not_asked,
        test_an_item_is_the_worst_of_what_can_be_said_of_it,
    };
    return RUN_BENCH("gate_items", tests);
}
