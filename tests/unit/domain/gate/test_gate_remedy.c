/* test_gate_remedy.c: what to do about a check that is not met; and that doing it answers the check. */
#include "fixtures/gate.h"
#include "domain/pipeline/shipped.h"

static void expect_party(naast_party got, naast_party wanted)
{
    ck_assert_int_eq(got.side, wanted.side);
    ck_assert_int_eq(got.person, wanted.person);
}

/* Whose words are wanted; no_party for none. */
static void expect_by(naast_party first, naast_party second)
{
    const naast_party wanted[2] = {first, second};
    ck_assert_uint_eq(b.remedy.by_count, (size_t)((first.side != 0) + (second.side != 0)));
    for (size_t k = 0; k < b.remedy.by_count; k++)
        expect_party(b.remedy.by[k], wanted[k]);
}

static void expect_record(const char *kind, const char *value, naast_party from)
{
    ck_assert_int_eq(b.remedy.action, NAAST_DO_RECORD);
    ck_assert_str_eq(b.remedy.kind, kind);
    ck_assert_str_eq(b.remedy.value, value);
    ck_assert_int_eq(b.remedy.item, 0);
    expect_party(b.remedy.from, from);
}

static void expect_on_item(naast_action action, int32_t item)
{
    ck_assert_int_eq(b.remedy.action, action);
    ck_assert_int_eq(b.remedy.item, item);
}

#define fix(...)                                                                                                       \
    do {                                                                                                               \
        const naast_check check_ = {.code = "check", __VA_ARGS__};                                                     \
        ask(&check_);                                                                                                  \
    } while (0)

START_TEST(test_nothing_to_do_when_met)
{
    give("note", "", ours);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("note"));
    ck_assert_int_eq(b.remedy.action, NAAST_DO_NOTHING);
    ck_assert_str_eq(b.remedy.kind, "");
    ck_assert_str_eq(b.remedy.value, "");
}
END_TEST

START_TEST(test_what_was_set_aside_still_has_its_remedy)
{
    set_aside("check", TODAY);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("note"), .waivable = 1);
    expect_record("note", "", no_party);
}
END_TEST

START_TEST(test_a_callback_knows_itself)
{
    fix(.rule = NAAST_RULE_CALLBACK);
    ck_assert_int_eq(b.remedy.action, NAAST_DO_CALLBACK);
}
END_TEST

START_TEST(test_somebody_of_the_customer_is_wanted_and_there_is_no_contact)
{
    const naast_party nobody_known = {NAAST_SIDE_CUSTOMER, 0};
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("need"));
    ck_assert_int_eq(b.remedy.needs_contact, 0);
    b.facts.contact = 0;
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("need"));
    expect_record("need", "", nobody_known);
    ck_assert_int_eq(b.remedy.needs_contact, 1);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("note"), .word = NAAST_WORD_US);
    ck_assert_int_eq(b.remedy.needs_contact, 0);
}
END_TEST

START_TEST(test_what_has_ended_is_to_be_reopened_unless_it_was_won)
{
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("note"));
    ck_assert_int_eq(b.remedy.reopen, 0);
    b.facts.outcome = "won";
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("note"));
    ck_assert_int_eq(b.remedy.reopen, 0);
    b.facts.outcome = "declined";
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("note"));
    ck_assert_int_eq(b.remedy.reopen, 1);
}
END_TEST

/* ---- what is recorded along ---- */

static const naast_check each_wants[] = {
    {.code = "whys", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("why")},
    {.code = "either", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("contribution", "limit")},
    {.code = "advised", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("advice")},
    {.code = "asked_twice", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("why")},
    {.code = "kept",
     .rule = NAAST_RULE_EVERY,
     .kinds = CODES("pulse"),
     .side = NAAST_SIDE_CUSTOMER,
     .has = CODES("promise")},
    {.code = "one", .rule = NAAST_RULE_SOME, .kinds = CODES("note"), .has = CODES("limit")},
};
static const naast_stage wanting = {.code = "wanting",
                                    .gate = {.code = "gate", .checks = each_wants, .check_count = 6}};

START_TEST(test_what_every_item_of_its_kind_wants_is_recorded_along)
{
    naast_pipeline pipeline = bench_pipeline;
    pipeline.stages = &wanting;
    pipeline.stage_count = 1;
    b.facts.pipeline = &pipeline;
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("need"));
    ck_assert_uint_eq(b.remedy.along_count, 2);
    ck_assert_str_eq(b.remedy.along[0], "why");
    ck_assert_str_eq(b.remedy.along[1], "advice");
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("note"));
    ck_assert_uint_eq(b.remedy.along_count, 0);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("pulse"), .side = NAAST_SIDE_CUSTOMER);
    ck_assert_uint_eq(b.remedy.along_count, 1);
    ck_assert_str_eq(b.remedy.along[0], "promise");
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("pulse"), .side = NAAST_SIDE_US);
    ck_assert_uint_eq(b.remedy.along_count, 0);
}
END_TEST

/* ---- nothing is there ---- */

START_TEST(test_record_what_we_tell)
{
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("note"), .word = NAAST_WORD_US);
    expect_record("note", "", no_party);
    expect_by(no_party, no_party);
}
END_TEST

START_TEST(test_record_what_only_they_can_give_from_the_contact)
{
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("need"), .word = NAAST_WORD_CUSTOMER);
    expect_record("need", "", sanne);
    expect_by(no_party, no_party);
}
END_TEST

START_TEST(test_record_for_whoever_is_not_known_yet)
{
    b.facts.contact = 0;
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("need"), .word = NAAST_WORD_CUSTOMER);
    expect_record("need", "", (naast_party){NAAST_SIDE_CUSTOMER, 0});
}
END_TEST

START_TEST(test_record_the_answer_about_its_subject)
{
    give("need", "", sanne);
    give("need", "", sanne);
    give_about("why", 1, sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("why"), .word = NAAST_WORD_CUSTOMER);
    expect_record("why", "", sanne);
    ck_assert_int_eq(b.remedy.about, 2);
    ck_assert_int_eq(b.remedy.about_person, 0);
    give_about("why", 2, sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("why"), .word = NAAST_WORD_CUSTOMER);
    expect_outcome(NAAST_VERDICT_MET, "ok");
}
END_TEST

START_TEST(test_record_what_both_stand_by_from_us_then_confirmed)
{
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("match"), .word = NAAST_WORD_BOTH);
    expect_record("match", "yes", no_party);
    expect_by(sanne, no_party);
}
END_TEST

START_TEST(test_record_ours_then_confirmed_where_their_word_is_wanted)
{
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("summary"), .word = NAAST_WORD_CUSTOMER);
    expect_record("summary", "", no_party);
    expect_by(sanne, no_party);
}
END_TEST

START_TEST(test_record_theirs_then_our_word_where_both_are_wanted)
{
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("budget"), .word = NAAST_WORD_BOTH);
    expect_record("budget", "", sanne);
    expect_by(ours, no_party);
}
END_TEST

START_TEST(test_record_theirs_outright_from_us_where_only_our_word_is_wanted)
{
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("budget"), .word = NAAST_WORD_US);
    expect_record("budget", "", ours);
    expect_by(no_party, no_party);
}
END_TEST

START_TEST(test_record_each_side_of_a_sided_kind)
{
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("win"), .side = NAAST_SIDE_CUSTOMER);
    expect_record("win", "", sanne);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("win"), .side = NAAST_SIDE_US);
    expect_record("win", "", ours);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("win"));
    expect_record("win", "", ours);
}
END_TEST

START_TEST(test_record_the_value_that_is_asked_for)
{
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("authority"), .value = CODES("signs"), .word = NAAST_WORD_CUSTOMER);
    expect_record("authority", "signs", sanne);
    ck_assert_int_eq(b.remedy.about_person, 0); /* who it is, is theirs to say */
}
END_TEST

START_TEST(test_record_a_value_that_does_not_mean_no)
{
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("pulse"), .value = CODES("unknown", "red"),
        .side = NAAST_SIDE_CUSTOMER);
    expect_record("pulse", "green", sanne);
    give("need", "", sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .value = CODES("x"), .has = CODES("advice"));
    ck_assert_int_eq(b.remedy.action, NAAST_DO_NOTHING);
    at(1)->value = "x";
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .value = CODES("x"), .has = CODES("advice"));
    expect_record("advice", "do", no_party);
}
END_TEST

START_TEST(test_record_by_whoever_has_the_say)
{
    give_person("authority", "decides", KARIM, sanne);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("agreement"), .word = NAAST_WORD_CUSTOMER, .by = "decides");
    expect_record("agreement", "", karim);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("summary"), .word = NAAST_WORD_CUSTOMER, .by = "decides");
    expect_record("summary", "", no_party);
    expect_by(karim, no_party);
}
END_TEST

START_TEST(test_record_the_other_sides_answer_to_a_sided_subject)
{
    give("pulse", "amber", sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("pulse"), .side = NAAST_SIDE_CUSTOMER, .value = CODES("amber"),
        .has = CODES("promise"));
    expect_record("promise", "", ours);
    ck_assert_int_eq(b.remedy.about, 1);
}
END_TEST

START_TEST(test_record_without_a_value_where_each_means_no)
{
    give("need", "", sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("refusal"));
    expect_record("refusal", "", no_party);
}
END_TEST

START_TEST(test_record_by_the_contact_while_nobody_has_the_say)
{
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("need"), .word = NAAST_WORD_CUSTOMER, .by = "");
    expect_record("need", "", sanne);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("agreement"), .word = NAAST_WORD_CUSTOMER, .by = "decides");
    expect_record("agreement", "", sanne);
}
END_TEST

START_TEST(test_record_that_we_met_them)
{
    give_person("authority", "decides", KARIM, sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("authority"), .has = CODES("met", "introduction"), .closed = 1);
    expect_record("met", "", no_party);
    ck_assert_int_eq(b.remedy.about_person, KARIM);
    ck_assert_int_eq(b.remedy.about, 0);
}
END_TEST

START_TEST(test_record_rather_what_needs_no_settling)
{
    give_person("authority", "decides", KARIM, sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("authority"), .has = CODES("introduction", "met"), .closed = 1);
    expect_record("met", "", no_party);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("authority"), .has = CODES("introduction", "met"));
    expect_record("introduction", "", sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("authority"), .has = CODES("introduction"), .closed = 1);
    expect_record("introduction", "", sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("authority"), .has = CODES("introduction", "vouch"), .closed = 1);
    expect_record("introduction", "", sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("authority"), .has = CODES("met", "champion"), .closed = 1);
    expect_record("met", "", no_party);
}
END_TEST

START_TEST(test_record_a_kind_that_can_answer_for_this_subject)
{
    give("note", "", ours);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("need", "note"), .has = CODES("why", "limit"));
    expect_record("limit", "", no_party);
    ck_assert_int_eq(b.remedy.about, 1);
}
END_TEST

/* ---- a word is lacking ---- */

START_TEST(test_confirm_by_the_contact)
{
    give("summary", "", ours);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("summary"), .word = NAAST_WORD_CUSTOMER);
    expect_on_item(NAAST_DO_CONFIRM, 1);
    ck_assert_str_eq(b.remedy.kind, "summary");
    expect_by(sanne, no_party);
}
END_TEST

START_TEST(test_confirm_by_whoever_decides)
{
    give_person("authority", "decides", KARIM, sanne);
    give("summary", "", ours);
    speak(2, sanne);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("summary"), .word = NAAST_WORD_CUSTOMER, .by = "decides");
    expect_on_item(NAAST_DO_CONFIRM, 2);
    expect_by(karim, no_party);
}
END_TEST

START_TEST(test_confirm_by_each_side_that_lacks)
{
    give("match", "yes", no_party);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("match"), .word = NAAST_WORD_BOTH);
    expect_by(ours, sanne);
    speak(1, sanne);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("match"), .word = NAAST_WORD_BOTH);
    expect_by(ours, no_party);
}
END_TEST

START_TEST(test_confirm_again_by_whose_word_is_stale)
{
    give("note", "", ours);
    speak(1, joris);
    change(1);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("note"), .word = NAAST_WORD_CUSTOMER);
    expect_on_item(NAAST_DO_CONFIRM, 1); /* the new text is there already */
    expect_by(joris, no_party);
}
END_TEST

START_TEST(test_amend_what_speaks_for_others_that_changed_then_confirm_by_who_agreed)
{
    give("need", "", sanne);
    give("summary", "", ours);
    speak(2, joris);
    change(1);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("summary"), .word = NAAST_WORD_CUSTOMER);
    expect_on_item(NAAST_DO_AMEND, 2);
    expect_by(joris, no_party);
    change(2);
    speak(2, ours);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("summary"), .word = NAAST_WORD_CUSTOMER);
    expect_on_item(NAAST_DO_CONFIRM, 2);
    expect_by(joris, no_party);
}
END_TEST

START_TEST(test_a_yes_stays_a_yes_and_is_confirmed_again)
{
    give("match", "yes", ours);
    speak(1, sanne);
    give("need", "", sanne);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("match"), .word = NAAST_WORD_BOTH);
    expect_on_item(NAAST_DO_CONFIRM, 1);
    expect_by(ours, sanne);
}
END_TEST

START_TEST(test_amending_is_itself_the_word_of_who_amends)
{
    give("need", "", sanne);
    give("picture", "", sanne);
    speak(2, ours);
    change(1);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("picture"), .word = NAAST_WORD_BOTH);
    expect_outcome(NAAST_VERDICT_STALE, "changed_since");
    expect_on_item(NAAST_DO_AMEND, 2);
    expect_by(ours, no_party); /* the contact amends, since only they can give it */
}
END_TEST

START_TEST(test_what_the_contact_amends_still_wants_the_word_of_who_decides)
{
    give("need", "", sanne);
    give("picture", "", karim);
    give_person("authority", "decides", KARIM, sanne);
    change(1);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("picture"), .word = NAAST_WORD_CUSTOMER, .by = "decides");
    expect_on_item(NAAST_DO_AMEND, 2);
    expect_by(karim, no_party);
}
END_TEST

/* ---- not settled, broken ---- */

START_TEST(test_settle_by_the_side_that_is_owed)
{
    give("promise", "", ours);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("promise"), .closed = 1);
    expect_on_item(NAAST_DO_SETTLE, 1);
    ck_assert_str_eq(b.remedy.value, "kept");
    expect_by(sanne, no_party);
}
END_TEST

START_TEST(test_settle_their_promise_by_us)
{
    give("promise", "", sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("promise"), .closed = 1);
    expect_by(ours, no_party);
}
END_TEST

START_TEST(test_settle_an_unsided_kind_by_whom_it_is_owed_to)
{
    give("condition", "", karim);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("condition"), .closed = 1);
    ck_assert_str_eq(b.remedy.value, "met");
    expect_by(sanne, no_party);
    b.facts.contact = 0;
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("condition"), .closed = 1);
    expect_by(karim, no_party);
    retract(1);
    give("vouch", "", sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("vouch"), .closed = 1);
    ck_assert_str_eq(b.remedy.value, "met");
    expect_by(ours, no_party);
}
END_TEST

START_TEST(test_a_broken_promise_is_released_by_the_side_that_is_owed)
{
    at(give("promise", "", ours))->state = "broken";
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("promise"), .closed = 1);
    expect_on_item(NAAST_DO_SETTLE, 1);
    ck_assert_str_eq(b.remedy.value, "released");
    expect_by(sanne, no_party);
}
END_TEST

START_TEST(test_what_is_broken_and_cannot_be_released_is_to_decide)
{
    at(give("bond", "", ours))->state = "broken";
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("bond"), .closed = 1);
    expect_on_item(NAAST_DO_DECIDE, 1);
}
END_TEST

/* ---- a no ---- */

START_TEST(test_a_no_is_to_decide_and_tells_what_would_answer)
{
    give("match", "no", sanne);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("match"), .word = NAAST_WORD_BOTH);
    expect_on_item(NAAST_DO_DECIDE, 1);
    ck_assert_str_eq(b.remedy.kind, "match");
    ck_assert_str_eq(b.remedy.value, "yes");
}
END_TEST

/* ---- none, where that is not enough ---- */

START_TEST(test_none_that_is_not_enough_is_recorded_anew)
{
    give_none("need", sanne);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("need"));
    expect_record("need", "", sanne);
    give("need", "", sanne);
    at(give_none("why", sanne))->about = 2;
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("why"));
    expect_record("why", "", sanne);
    ck_assert_int_eq(b.remedy.about, 2);
}
END_TEST

START_TEST(test_what_only_the_newest_of_a_side_answers_is_recorded_of_that_side)
{
    give_none("pulse", ours);
    give("pulse", "green", sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("pulse"));
    expect_record("pulse", "green", ours);
}
END_TEST

START_TEST(test_none_among_what_must_all_be_there_is_to_decide)
{
    give_none("condition", sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("condition"), .closed = 1);
    expect_on_item(NAAST_DO_DECIDE, 1);
    give_none("match", sanne);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("match"));
    expect_record("match", "yes", no_party);
}
END_TEST

/* ---- old ---- */

START_TEST(test_an_old_pulse_is_asked_anew)
{
    date_item(give("pulse", "amber", sanne), 20260101);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("pulse"), .side = NAAST_SIDE_CUSTOMER, .fresh_days = 30);
    expect_record("pulse", "green", sanne);
}
END_TEST

START_TEST(test_an_old_value_of_which_every_one_counts_is_confirmed)
{
    date_item(give_person("authority", "decides", KARIM, karim), 20260101);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("authority"), .fresh_days = 30);
    expect_on_item(NAAST_DO_CONFIRM, 1);
    expect_by(karim, no_party);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("authority"), .fresh_days = 30);
    expect_record("authority", "decides", sanne);
    ck_assert_int_eq(b.remedy.about_person, KARIM);
}
END_TEST

START_TEST(test_what_grew_old_is_confirmed_by_who_can_renew_it)
{
    date_item(give("budget", "", joris), 20260101);
    date_item(give("note", "", ours), 20260101);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("budget"), .fresh_days = 30);
    expect_on_item(NAAST_DO_CONFIRM, 1);
    expect_by(joris, no_party);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("note"), .fresh_days = 30);
    expect_on_item(NAAST_DO_CONFIRM, 2);
    expect_by(ours, no_party);
    date_item(give("note", "", sanne), 20260101);
    retract(2);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("note"), .fresh_days = 30, .word = NAAST_WORD_CUSTOMER);
    expect_on_item(NAAST_DO_CONFIRM, 3);
    expect_by(sanne, no_party);
}
END_TEST

START_TEST(test_meeting_long_ago_is_recorded_anew)
{
    give_person("authority", "decides", KARIM, sanne);
    date_item(give("note", "", karim), 20260101);
    fix(.rule = NAAST_RULE_EVERY, .kinds = CODES("authority"), .has = CODES("met"), .fresh_days = 30);
    expect_record("met", "", no_party);
    ck_assert_int_eq(b.remedy.about_person, KARIM);
    fix(.rule = NAAST_RULE_SOME, .kinds = CODES("met"), .n = 3, .fresh_days = 30);
    expect_record("met", "", no_party);
    ck_assert_int_eq(b.remedy.about_person, 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_nothing_to_do_when_met,
        test_what_was_set_aside_still_has_its_remedy,
        test_a_callback_knows_itself,
        test_somebody_of_the_customer_is_wanted_and_there_is_no_contact,
        test_what_has_ended_is_to_be_reopened_unless_it_was_won,
        test_what_every_item_of_its_kind_wants_is_recorded_along,
        test_record_what_we_tell,
        test_record_what_only_they_can_give_from_the_contact,
        test_record_for_whoever_is_not_known_yet,
        test_record_the_answer_about_its_subject,
        test_record_what_both_stand_by_from_us_then_confirmed,
        test_record_ours_then_confirmed_where_their_word_is_wanted,
        test_record_theirs_then_our_word_where_both_are_wanted,
        test_record_theirs_outright_from_us_where_only_our_word_is_wanted,
        test_record_each_side_of_a_sided_kind,
        test_record_the_value_that_is_asked_for,
        test_record_a_value_that_does_not_mean_no,
        test_record_by_whoever_has_the_say,
        test_record_the_other_sides_answer_to_a_sided_subject,
        test_record_without_a_value_where_each_means_no,
        test_record_by_the_contact_while_nobody_has_the_say,
        test_record_that_we_met_them,
        test_record_rather_what_needs_no_settling,
        test_record_a_kind_that_can_answer_for_this_subject,
        test_confirm_by_the_contact,
        test_confirm_by_whoever_decides,
        test_confirm_by_each_side_that_lacks,
        test_confirm_again_by_whose_word_is_stale,
        test_amend_what_speaks_for_others_that_changed_then_confirm_by_who_agreed,
        test_a_yes_stays_a_yes_and_is_confirmed_again,
        test_amending_is_itself_the_word_of_who_amends,
        test_what_the_contact_amends_still_wants_the_word_of_who_decides,
        test_settle_by_the_side_that_is_owed,
        test_settle_their_promise_by_us,
        test_settle_an_unsided_kind_by_whom_it_is_owed_to,
        test_a_broken_promise_is_released_by_the_side_that_is_owed,
        test_what_is_broken_and_cannot_be_released_is_to_decide,
        test_a_no_is_to_decide_and_tells_what_would_answer,
        test_none_that_is_not_enough_is_recorded_anew,
        test_what_only_the_newest_of_a_side_answers_is_recorded_of_that_side,
        test_none_among_what_must_all_be_there_is_to_decide,
        test_an_old_pulse_is_asked_anew,
        test_an_old_value_of_which_every_one_counts_is_confirmed,
        test_what_grew_old_is_confirmed_by_who_can_renew_it,
        test_meeting_long_ago_is_recorded_anew,
    };
    return RUN_BENCH("gate_remedy", tests);
}
