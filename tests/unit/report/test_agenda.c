/* test_agenda.c: each reason comes and goes by its condition; whom nobody is asked to turn to; the words of a line. */
#include "fixtures/agenda.h"
#include "engine/sqlite/sqlite.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

/* The first line; the caller frees the agenda. */
static const naast_agenda_line *first(naast_agenda *agenda)
{
    ck_assert_uint_gt(agenda->count, 0);
    return &agenda->items[0];
}

START_TEST(test_a_new_deal_asks_for_its_cheapest_gap)
{
    naast_agenda *agenda = whole_agenda(&f);
    const naast_agenda_line *line = first(agenda);
    ck_assert_int_eq(line->reason, NAAST_REASON_GAP);
    ck_assert_str_eq(line->check, "purpose");
    ck_assert_int_eq(line->verdict, NAAST_VERDICT_MISSING);
    ck_assert_int_eq(line->remedy->action, NAAST_DO_RECORD);
    ck_assert_str_eq(line->remedy->kind, "purpose");
    ck_assert_int_eq(line->blockers, 3);
    ck_assert_str_eq(line->person_name, "Sanne de Wit");
    ck_assert_str_eq(line->stage_name, "Getting to know");
    naast_free(agenda);
}
END_TEST

/* Of what is missing and what is not yet checked together, the latter is the cheaper. */
START_TEST(test_what_only_wants_a_word_is_cheaper_than_what_is_missing)
{
    int32_t summary = record(&f, "summary", NULL, "one place for the policy");
    naast_agenda *agenda = whole_agenda(&f);
    const naast_agenda_line *line = first(agenda);
    ck_assert_str_eq(line->check, "summary");
    ck_assert_int_eq(line->verdict, NAAST_VERDICT_UNCONFIRMED);
    ck_assert_int_eq(line->remedy->action, NAAST_DO_CONFIRM);
    ck_assert_int_eq(line->remedy->item, summary);
    ck_assert_int_eq(line->remedy->by[0].person, f.sanne);
    naast_free(agenda);
}
END_TEST

/* Folded away elsewhere: of the deal that alone is asked for each reason has its line, and what its gates ask too. */
START_TEST(test_of_one_deal_every_reason_is_a_line)
{
    naast_agenda_filter filter = NAAST_AGENDA_FILTER_INIT;
    naast_agenda *untouched = NULL;
    promise(&f, us, 20261109);
    promise(&f, us, 20261112);
    task(&f, "call", f.deal, 20261110);
    task(&f, "tidy", 0, 20261110);
    expect_agenda(&f, "promise_late D1, task_due T2");
    filter.deal = f.deal;
    expect_agenda_of(agenda_by(&f, &filter), "promise_late D1, task_due D1, promise_due D1, gap D1");
    naast_agenda *agenda = agenda_page(&f, &filter, 2, NULL);
    ck_assert_int_eq(agenda->left_out, 2);
    ck_assert_int_eq(agenda->items[0].also, 0);
    expect_agenda_of(agenda, "promise_late D1, task_due D1");
    filter.deal = 99;
    ck_assert_int_eq(naast_agenda_list(f.store, &filter, NULL, &untouched), NAAST_NOT_FOUND);
    ck_assert_ptr_null(untouched);
}
END_TEST

/* Of an organisation and of a person: their deals, a line each, and the tasks for them; nobody else's. */
START_TEST(test_of_an_organisation_or_a_person_only_what_is_theirs)
{
    naast_agenda_filter filter = NAAST_AGENDA_FILTER_INIT;
    naast_agenda *untouched = NULL;
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    naast_person_spec works = NAAST_PERSON_SPEC_INIT;
    naast_deal_spec of = NAAST_DEAL_SPEC_INIT;
    naast_id own = 0, other = 0, id = 0;
    org.name = "Own";
    expect_ok(&f, naast_org_add(f.store, &org, &own));
    org.name = "Other";
    expect_ok(&f, naast_org_add(f.store, &org, &other));
    works.org = of.org = own;
    expect_ok(&f, naast_person_edit(f.store, f.sanne, &works));
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &of));
    promise(&f, us, 20261109);
    task(&f, "tidy", 0, 20261110);
    spec.text = "write";
    spec.org = other;
    spec.due = 20261112;
    expect_ok(&f, naast_task_add(f.store, &spec, &id));
    spec = (naast_task_spec)NAAST_TASK_SPEC_INIT;
    spec.text = "call";
    spec.person = f.sanne;
    expect_ok(&f, naast_task_add(f.store, &spec, &id));
    expect_agenda(&f, "promise_late D1, task_due T1, task_due T2, task_open T3");
    filter.org = other;
    expect_agenda_of(agenda_by(&f, &filter), "task_due T2");
    filter.org = own;
    expect_agenda_of(agenda_by(&f, &filter), "promise_late D1, task_open T3");
    filter.org = 0;
    filter.person = f.sanne;
    expect_agenda_of(agenda_by(&f, &filter), "promise_late D1, task_open T3");
    filter.person = 99;
    ck_assert_int_eq(naast_agenda_list(f.store, &filter, NULL, &untouched), NAAST_NOT_FOUND);
    filter.person = 0;
    filter.org = 99;
    ck_assert_int_eq(naast_agenda_list(f.store, &filter, NULL, &untouched), NAAST_NOT_FOUND);
    ck_assert_ptr_null(untouched);
}
END_TEST

START_TEST(test_an_open_way_is_told)
{
    answer_gates(&f, "match");
    expect_agenda(&f, "ready D1");
    expect_ok(&f, advance_to(&f, "match"));
    expect_agenda(&f, "gap D1");
}
END_TEST

START_TEST(test_what_changed_since_they_agreed_is_stale)
{
    answer_gates(&f, "match");
    expect_ok(&f, advance_to(&f, "match"));
    record_from(&f, "need", "another need", customer(f.sanne));
    naast_agenda *agenda = whole_agenda(&f);
    ck_assert_int_eq(first(agenda)->reason, NAAST_REASON_STALE);
    ck_assert_str_eq(first(agenda)->check, "summary");
    naast_free(agenda);
    answer_gates(&f, "match");
    expect_agenda(&f, "gap D1");
}
END_TEST

START_TEST(test_our_promise_is_due_then_late_then_kept)
{
    int32_t n = promise(&f, us, 20261112);
    expect_agenda(&f, "promise_due D1");
    fixture_day(&f, 2);
    expect_agenda(&f, "promise_due D1");
    fixture_day(&f, 3);
    naast_agenda *agenda = whole_agenda(&f);
    const naast_agenda_line *line = first(agenda);
    ck_assert_int_eq(line->reason, NAAST_REASON_PROMISE_LATE);
    ck_assert_int_eq(line->item, n);
    ck_assert_int_eq(line->day, 20261112);
    ck_assert_int_eq(line->days, 1);
    ck_assert_str_eq(line->text, "a test server");
    ck_assert_int_eq(line->remedy->action, NAAST_DO_SETTLE);
    ck_assert_str_eq(line->remedy->value, "kept");
    ck_assert_int_eq(line->remedy->by[0].side, NAAST_SIDE_CUSTOMER);
    ck_assert_int_eq(line->remedy->by[0].person, f.sanne);
    naast_free(agenda);
    expect_ok(&f, settle(&f, n, "kept", customer(f.sanne)));
    expect_agenda(&f, "gap D1");
}
END_TEST

START_TEST(test_their_promise_is_a_reminder_that_we_settle)
{
    promise(&f, customer(f.karim), 20261109);
    naast_agenda *agenda = whole_agenda(&f);
    const naast_agenda_line *line = first(agenda);
    ck_assert_int_eq(line->reason, NAAST_REASON_THEIR_PROMISE_LATE);
    ck_assert_int_eq(line->person, f.karim);
    ck_assert_int_eq(line->remedy->by[0].side, NAAST_SIDE_US);
    naast_free(agenda);
    fixture_day(&f, -1);
    expect_agenda(&f, "their_promise_due D1");
}
END_TEST

/* Who owes it is the kind's to say: a condition is ours to meet, an introduction theirs. */
START_TEST(test_conditions_are_ours_and_introductions_theirs)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "condition";
    spec.text = "a signed NDA";
    spec.due = 20261109;
    int32_t n = record_spec(&f, &spec);
    naast_agenda *agenda = whole_agenda(&f);
    ck_assert_int_eq(first(agenda)->reason, NAAST_REASON_PROMISE_LATE);
    ck_assert_str_eq(first(agenda)->kind, "condition");
    ck_assert_str_eq(first(agenda)->remedy->value, "met");
    naast_free(agenda);
    expect_ok(&f, settle(&f, n, "met", customer(f.sanne)));
    spec.kind = "introduction";
    spec.text = "to Karim";
    spec.person = f.karim;
    record_spec(&f, &spec);
    expect_agenda(&f, "their_promise_late D1");
}
END_TEST

START_TEST(test_what_was_taken_back_is_due_no_more)
{
    int32_t n = promise(&f, us, 20261109);
    expect_agenda(&f, "promise_late D1");
    expect_ok(&f, naast_item_retract(f.store, f.deal, n, BECAUSE("a slip")));
    expect_agenda(&f, "gap D1");
}
END_TEST

START_TEST(test_what_we_promised_stands_after_the_end_and_what_they_did_does_not)
{
    promise(&f, us, 20261109);
    promise(&f, customer(f.sanne), 20261109);
    expect_ok(&f, end_as(&f, "lost", 0));
    expect_agenda(&f, "promise_late D1");
}
END_TEST

START_TEST(test_a_no_waits_until_they_were_told)
{
    expect_ok(&f, end_as(&f, "declined", 0));
    expect_agenda(&f, "not_informed D1");
    expect_ok(&f, end_as(&f, "declined", f.sanne));
    expect_agenda(&f, "");
    f.deal = fixture_deal(&f, "fair", f.karim);
    expect_ok(&f, end_as(&f, "no_match", 0));
    expect_agenda(&f, "not_informed D2");
    f.deal = fixture_deal(&f, "fair", f.karim);
    expect_ok(&f, end_as(&f, "rejected", 0));
    expect_agenda(&f, "not_informed D2");
}
END_TEST

START_TEST(test_a_task_is_open_or_due_or_late_until_it_is_done)
{
    expect_ok(&f, end_as(&f, "lost", 0));
    naast_id late = task(&f, "late", 0, 20261109), due = task(&f, "due", 0, 20261110), any = task(&f, "any", 0, 0);
    task(&f, "next month", 0, 20261210);
    expect_agenda(&f, "task_late T1, task_due T2, task_open T3");
    expect_ok(&f, naast_task_done(f.store, late, NULL));
    expect_ok(&f, naast_task_done(f.store, due, NULL));
    expect_ok(&f, naast_task_done(f.store, any, NULL));
    expect_agenda(&f, "");
}
END_TEST

START_TEST(test_an_expected_decision_passes)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.expected = 20261110;
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    expect_agenda(&f, "gap D1");
    fixture_day(&f, 1);
    expect_agenda(&f, "decision_passed D1");
    spec.expected = 20261120;
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    expect_agenda(&f, "gap D1");
}
END_TEST

START_TEST(test_a_waiver_runs_out_only_where_it_still_holds_something)
{
    bring_to(&f, "match");
    int32_t n = promise(&f, us, 20261231);
    expect_ok(&f, waive(&f, "basis", "a pilot first", NULL, 20261112));
    naast_agenda *agenda = whole_agenda(&f);
    ck_assert_int_eq(first(agenda)->reason, NAAST_REASON_WAIVER_EXPIRES);
    ck_assert_str_eq(first(agenda)->check, "basis");
    ck_assert_int_eq(first(agenda)->days, -2);
    naast_free(agenda);
    expect_ok(&f, waive(&f, "basis", "a longer pilot", NULL, 20261212));
    expect_agenda(&f, "gap D1");
    fixture_day(&f, 30);
    expect_ok(&f, settle(&f, n, "released", customer(f.sanne)));
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "basis";
    spec.text = "we did it before";
    spec.about = n;
    record_spec(&f, &spec);
    expect_agenda(&f, "gap D1");
}
END_TEST

START_TEST(test_a_deal_sleeps_that_nobody_wrote_about)
{
    fixture_day(&f, 21);
    expect_agenda(&f, "gap D1");
    fixture_day(&f, 22);
    naast_agenda *agenda = whole_agenda(&f);
    ck_assert_int_eq(first(agenda)->reason, NAAST_REASON_SLEEPING);
    ck_assert_int_eq(first(agenda)->days, 22);
    naast_free(agenda);
    record(&f, "purpose", NULL, "we build search");
    expect_agenda(&f, "gap D1");
    fixture_day(&f, 43);
    expect_agenda(&f, "gap D1");
    fixture_day(&f, 44);
    expect_agenda(&f, "sleeping D1");
}
END_TEST

START_TEST(test_a_pulse_is_due_after_half_its_days_and_silent_after_all)
{
    bring_to(&f, "delivery");
    expect_agenda(&f, "");
    fixture_day(&f, 14);
    expect_agenda(&f, "");
    fixture_day(&f, 15);
    expect_agenda(&f, "pulse_due D1");
    fixture_day(&f, 30);
    expect_agenda(&f, "pulse_due D1");
    fixture_day(&f, 31);
    naast_agenda *agenda = whole_agenda(&f);
    const naast_agenda_line *line = first(agenda);
    ck_assert_int_eq(line->reason, NAAST_REASON_PULSE_SILENT);
    ck_assert_str_eq(line->check, "pulse");
    ck_assert_int_eq(line->days, 31);
    ck_assert_str_eq(line->remedy->kind, "pulse");
    ck_assert_str_eq(line->remedy->value, "green");
    ck_assert_int_eq(line->remedy->from.person, f.sanne);
    naast_free(agenda);
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "pulse";
    spec.value = "green";
    spec.text = "all is well";
    spec.from = customer(f.sanne);
    int32_t n = record_spec(&f, &spec);
    expect_agenda(&f, "");
    fixture_day(&f, 46);
    expect_agenda(&f, "pulse_due D1");
    expect_ok(&f, confirm(&f, n, customer(f.sanne), NULL));
    expect_agenda(&f, "");
    fixture_day(&f, 47);
    expect_ok(&f, confirm(&f, n, us, NULL)); /* our word is no pulse of theirs */
    fixture_day(&f, 61);
    expect_agenda(&f, "pulse_due D1");
}
END_TEST

/* At work, what was not asked yet waits for its time; what was said and falls short does not. */
START_TEST(test_at_work_a_pulse_wants_its_answer_and_a_promise_its_end)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    bring_to(&f, "delivery");
    expect_agenda(&f, "");
    spec.kind = "pulse";
    spec.value = "amber";
    spec.text = "we hear of problems too late";
    spec.from = customer(f.sanne);
    int32_t pulse = record_spec(&f, &spec);
    naast_agenda *agenda = whole_agenda(&f);
    ck_assert_str_eq(first(agenda)->check, "pulse_answered");
    ck_assert_int_eq(first(agenda)->remedy->about, pulse);
    naast_free(agenda);
    spec = (naast_item_spec)NAAST_ITEM_SPEC_INIT;
    spec.kind = "promise";
    spec.text = "a call each Friday";
    spec.about = pulse;
    int32_t n = record_spec(&f, &spec);
    agenda = whole_agenda(&f);
    ck_assert_str_eq(first(agenda)->check, "promises_settled");
    naast_free(agenda);
    expect_ok(&f, settle(&f, n, "kept", customer(f.sanne)));
    expect_agenda(&f, "");
    answer_gates(&f, "completed");
    expect_agenda(&f, "ready D1");
}
END_TEST

START_TEST(test_a_completed_deal_asks_nothing)
{
    bring_to(&f, "completed");
    fixture_day(&f, 400);
    expect_agenda(&f, "");
}
END_TEST

/* ---- who asked not to be contacted ---- */

START_TEST(test_who_asked_to_be_left_alone_is_on_no_line_that_turns_to_them)
{
    leave_alone(&f, f.sanne, NAAST_FLAG_SET);
    expect_agenda(&f, "");
    fixture_day(&f, 60);
    expect_agenda(&f, "");
    promise(&f, customer(f.sanne), 20261109);
    expect_agenda(&f, "");
    expect_ok(&f, end_as(&f, "declined", 0));
    expect_agenda(&f, "");
    leave_alone(&f, f.sanne, NAAST_FLAG_CLEAR);
    expect_agenda(&f, "not_informed D1");
}
END_TEST

START_TEST(test_nobody_is_asked_for_a_pulse_who_asked_to_be_left_alone)
{
    bring_to(&f, "delivery");
    leave_alone(&f, f.sanne, NAAST_FLAG_SET);
    fixture_day(&f, 15);
    expect_agenda(&f, "");
    fixture_day(&f, 60);
    expect_agenda(&f, "");
    leave_alone(&f, f.sanne, NAAST_FLAG_CLEAR);
    expect_agenda(&f, "pulse_silent D1");
}
END_TEST

/* Tasks keep for whom they were noted; who reads them follows. */
START_TEST(test_a_task_for_somebody_who_was_merged_is_for_whom_they_became)
{
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_id orgs[2], id = 0;
    expect_ok(&f, end_as(&f, "lost", 0));
    for (int k = 0; k < 2; k++) {
        org.name = k == 0 ? "Noord" : "Zuid";
        expect_ok(&f, naast_org_add(f.store, &org, &orgs[k]));
    }
    spec.text = "call";
    spec.person = fixture_person(&f, "S. de Wit");
    expect_ok(&f, naast_task_add(f.store, &spec, &id));
    expect_ok(&f, naast_merge(f.store,
                              &(naast_merge_spec){.size = sizeof(naast_merge_spec),
                                                  .root = NAAST_ROOT_PERSON,
                                                  .from = spec.person,
                                                  .into = f.sanne,
                                                  .dry_run = 0},
                              NULL));
    spec.person = 0;
    spec.org = orgs[1];
    expect_ok(&f, naast_task_add(f.store, &spec, &id));
    expect_ok(&f, naast_merge(f.store,
                              &(naast_merge_spec){.size = sizeof(naast_merge_spec),
                                                  .root = NAAST_ROOT_ORG,
                                                  .from = orgs[1],
                                                  .into = orgs[0],
                                                  .dry_run = 0},
                              NULL));
    naast_agenda *agenda = whole_agenda(&f);
    ck_assert_uint_eq(agenda->count, 2);
    ck_assert_int_eq(agenda->items[0].person, f.sanne);
    ck_assert_str_eq(agenda->items[0].person_name, "Sanne de Wit");
    ck_assert_int_eq(agenda->items[1].org, orgs[0]);
    ck_assert_str_eq(agenda->items[1].org_name, "Noord");
    naast_free(agenda);
}
END_TEST

START_TEST(test_what_we_promised_somebody_who_is_left_alone_stays_and_so_do_tasks)
{
    leave_alone(&f, f.sanne, NAAST_FLAG_SET);
    promise(&f, us, 20261109);
    task(&f, "put it by the post", f.deal, 20261109);
    naast_agenda *agenda = whole_agenda(&f);
    ck_assert_int_eq(first(agenda)->reason, NAAST_REASON_PROMISE_LATE);
    ck_assert_int_eq(first(agenda)->also, 1);
    ck_assert_uint_eq(agenda->count, 1);
    naast_free(agenda);
}
END_TEST

START_TEST(test_a_gap_that_only_somebody_who_is_left_alone_can_close_is_passed_over)
{
    bring_to(&f, "value");
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "frame";
    spec.text = "the whole picture";
    spec.from = customer(f.karim);
    record_spec(&f, &spec);
    record(&f, "price", NULL, "28,000"); /* what Karim agreed to has changed */
    naast_agenda *agenda = whole_agenda(&f);
    ck_assert_int_eq(first(agenda)->reason, NAAST_REASON_STALE);
    ck_assert_str_eq(first(agenda)->check, "frame");
    ck_assert_int_eq(first(agenda)->remedy->by[0].person, f.karim);
    naast_free(agenda);
    leave_alone(&f, f.karim, NAAST_FLAG_SET);
    agenda = whole_agenda(&f);
    ck_assert_int_eq(first(agenda)->reason, NAAST_REASON_GAP);
    ck_assert_str_ne(first(agenda)->check, "frame");
    naast_free(agenda);
}
END_TEST

/* ---- words ---- */

START_TEST(test_names_and_questions_are_in_the_language_of_the_handle)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *dutch = NULL;
    naast_agenda *agenda = NULL;
    options.language = NAAST_LANGUAGE_DUTCH;
    options.clock = (naast_clock){fixture_now, &f};
    ck_assert_int_eq(naast_store_new(&options, &dutch), NAAST_OK);
    ck_assert_int_eq(naast_store_open(dutch, f.path, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY)),
                     NAAST_OK);
    ck_assert_int_eq(naast_agenda_list(dutch, NULL, NULL, &agenda), NAAST_OK);
    ck_assert_str_eq(first(agenda)->stage_name, "Kennismaken");
    ck_assert_str_eq(first(agenda)->check_name, "waarvoor we komen");
    ck_assert_ptr_nonnull(strstr(first(agenda)->ask, "Ik kom omdat"));
    naast_store_free(dutch);
    ck_assert_str_eq(first(agenda)->title, "Findable policy"); /* the agenda outlives the store */
    naast_free(agenda);
}
END_TEST

START_TEST(test_every_reason_has_a_code_of_its_own)
{
    for (int k = 1; k < NAAST_REASON_END; k++) {
        ck_assert_str_ne(naast_reason_code((naast_reason)k), "unknown");
        for (int other = 1; other < k; other++)
            ck_assert_str_ne(naast_reason_code((naast_reason)k), naast_reason_code((naast_reason)other));
    }
    ck_assert_str_eq(naast_reason_code(NAAST_REASON_END), "unknown");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_a_new_deal_asks_for_its_cheapest_gap,
        test_what_only_wants_a_word_is_cheaper_than_what_is_missing,
        test_of_one_deal_every_reason_is_a_line,
        test_of_an_organisation_or_a_person_only_what_is_theirs,
        test_an_open_way_is_told,
        test_what_changed_since_they_agreed_is_stale,
        test_our_promise_is_due_then_late_then_kept,
        test_their_promise_is_a_reminder_that_we_settle,
        test_conditions_are_ours_and_introductions_theirs,
        test_what_was_taken_back_is_due_no_more,
        test_what_we_promised_stands_after_the_end_and_what_they_did_does_not,
        test_a_no_waits_until_they_were_told,
        test_a_task_is_open_or_due_or_late_until_it_is_done,
        test_an_expected_decision_passes,
        test_a_waiver_runs_out_only_where_it_still_holds_something,
        test_a_deal_sleeps_that_nobody_wrote_about,
        test_a_pulse_is_due_after_half_its_days_and_silent_after_all,
        test_at_work_a_pulse_wants_its_answer_and_a_promise_its_end,
        test_a_completed_deal_asks_nothing,
        test_who_asked_to_be_left_alone_is_on_no_line_that_turns_to_them,
        test_nobody_is_asked_for_a_pulse_who_asked_to_be_left_alone,
        test_a_task_for_somebody_who_was_merged_is_for_whom_they_became,
        test_what_we_promised_somebody_who_is_left_alone_stays_and_so_do_tasks,
        test_a_gap_that_only_somebody_who_is_left_alone_can_close_is_passed_over,
        test_names_and_questions_are_in_the_language_of_the_handle,
        test_every_reason_has_a_code_of_its_own,
    };
    return RUN_FIXTURE("agenda", tests);
}
