/* test_agenda_order.c: the order of the agenda, one line for each deal, how many, whose, how far ahead. */
#include "fixtures/agenda.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

/* A deal of its own for each reason that has a day. */
static naast_id another(void)
{
    f.deal = fixture_deal(&f, "fair", f.sanne);
    return f.deal;
}

static void expect_decision(naast_date day)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.expected = day;
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
}

/* Everything that can be due on 20 December, made in the opposite order: D1 to D12 and T1 to T4. */
static void fill(void)
{
    expect_decision(20271231); /* D1 will sleep */
    fixture_day(&f, 20);
    another(); /* D2 */
    bring_to(&f, "delivery");
    fixture_day(&f, 5);
    another(); /* D3 */
    bring_to(&f, "delivery");
    fixture_day(&f, 39);
    task(&f, "any day", 0, 0); /* T1 */
    another();                 /* D4: a gap */
    another();                 /* D5 */
    answer_gates(&f, "match"); /* ready */
    another();                 /* D6 */
    bring_to(&f, "match");     /* stale */
    record_from(&f, "need", "another", customer(f.sanne));
    another(), promise(&f, us, 20261223);                /* D7: to come */
    task(&f, "to come", 0, 20261221);                    /* T2 */
    another(), expect_decision(20261219);                /* D8 */
    another(), promise(&f, customer(f.sanne), 20261220); /* D9 */
    task(&f, "today", 0, 20261220);                      /* T3 */
    task(&f, "late", 0, 20261219);                       /* T4 */
    another(), promise(&f, customer(f.sanne), 20261219); /* D10 */
    another(), promise(&f, us, 20261220);                /* D11 */
    another();                                           /* D12 */
    expect_ok(&f, end_as(&f, "declined", 0));
    another(), promise(&f, us, 20261219); /* D13 */
    fixture_day(&f, 40);
}

static const char whole[] =
    "promise_late D13, not_informed D12, promise_due D11, pulse_silent D3, their_promise_late D10, "
    "task_late T4, task_due T3, their_promise_due D9, pulse_due D2, decision_passed D8, "
    "task_due T2, promise_due D7, stale D6, ready D5, sleeping D1, gap D4, task_open T1";

START_TEST(test_the_most_pressing_comes_first_whatever_came_when)
{
    fill();
    expect_agenda(&f, whole);
}
END_TEST

START_TEST(test_seven_lines_are_the_first_of_all_and_the_others_are_counted)
{
    fill();
    naast_agenda *all = whole_agenda(&f), *usual = agenda_by(&f, NULL);
    ck_assert_uint_eq(all->count, 17);
    ck_assert_int_eq(all->left_out, 0);
    ck_assert_uint_eq(usual->count, 7);
    ck_assert_int_eq(usual->left_out, 10);
    ck_assert_int_eq(usual->left_out_at_least, 0);
    for (size_t k = 0; k < usual->count; k++)
        ck_assert_int_eq(usual->items[k].reason, all->items[k].reason);
    naast_free(usual);
    naast_free(all);
}
END_TEST

/* However many are asked for, together with those left out they are all there are. */
START_TEST(test_any_limit_gives_the_beginning_of_the_whole)
{
    fill();
    naast_agenda *all = whole_agenda(&f);
    for (uint32_t limit = 1; limit <= 20; limit++) {
        naast_agenda *some = agenda_page(&f, NULL, limit, NULL);
        ck_assert_uint_eq(some->count, limit < 17 ? limit : 17);
        ck_assert_int_eq(some->left_out, limit < 17 ? 17 - (int)limit : 0);
        for (size_t k = 0; k < some->count; k++) {
            ck_assert_int_eq(some->items[k].reason, all->items[k].reason);
            ck_assert_int_eq(some->items[k].deal, all->items[k].deal);
        }
        naast_free(some);
    }
    naast_free(all);
}
END_TEST

START_TEST(test_a_deal_has_one_line_that_counts_its_other_reasons)
{
    promise(&f, us, 20261109);
    promise(&f, us, 20261105);
    promise(&f, customer(f.sanne), 20261108);
    task(&f, "of the deal", f.deal, 20261101);
    naast_agenda *agenda = whole_agenda(&f);
    ck_assert_uint_eq(agenda->count, 1);
    ck_assert_int_eq(agenda->items[0].reason, NAAST_REASON_PROMISE_LATE);
    ck_assert_int_eq(agenda->items[0].day, 20261105); /* the longest late */
    ck_assert_int_eq(agenda->items[0].also, 3);
    naast_free(agenda);
}
END_TEST

START_TEST(test_gaps_go_by_how_few_are_left)
{
    another();
    record(&f, "purpose", NULL, "we build search");
    expect_agenda(&f, "gap D2, gap D1");
}
END_TEST

START_TEST(test_an_owner_sees_their_own_deals_and_tasks)
{
    naast_agenda_filter filter = NAAST_AGENDA_FILTER_INIT;
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    naast_id id = 0;
    another();
    deal.owner = "Ada";
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &deal));
    promise(&f, us, 20261109);
    spec.text = "of Ada";
    spec.owner = "Ada";
    spec.due = 20261110;
    spec.deal = 1;
    expect_ok(&f, naast_task_add(f.store, &spec, &id));
    filter.all = 1;
    filter.owner = "Ada";
    expect_agenda_of(agenda_by(&f, &filter), "promise_late D2, task_due D1");
    filter.owner = "Bo";
    expect_agenda_of(agenda_by(&f, &filter), "gap D1");
}
END_TEST

START_TEST(test_what_is_due_after_the_day_asked_for_is_left_out)
{
    naast_agenda_filter filter = NAAST_AGENDA_FILTER_INIT;
    promise(&f, us, 20261117);
    task(&f, "later", 0, 20261118);
    naast_agenda *agenda = agenda_by(&f, NULL);
    ck_assert_int_eq(agenda->until, 20261117); /* a week from today */
    expect_agenda_of(agenda, "promise_due D1");
    filter.until = 20261116;
    expect_agenda_of(agenda_by(&f, &filter), "gap D1");
    filter.until = 20261118;
    expect_agenda_of(agenda_by(&f, &filter), "promise_due D1, task_due T1");
}
END_TEST

START_TEST(test_wrong_use_is_told_and_leaves_the_output_alone)
{
    naast_agenda *agenda = NULL;
    naast_agenda_filter filter = NAAST_AGENDA_FILTER_INIT;
    filter.until = 20261109;
    expect(&f, naast_agenda_list(f.store, &filter, NULL, &agenda), NAAST_INVALID, "until_past");
    filter.until = 20261131;
    expect(&f, naast_agenda_list(f.store, &filter, NULL, &agenda), NAAST_INVALID, "day_invalid");
    filter.until = 0;
    filter.owner = "nobody";
    expect(&f, naast_agenda_list(f.store, &filter, NULL, &agenda), NAAST_NOT_FOUND, "owner_not_found");
    filter.size = 0;
    expect(&f, naast_agenda_list(f.store, &filter, NULL, &agenda), NAAST_INVALID, "spec_size");
    filter = (naast_agenda_filter)NAAST_AGENDA_FILTER_INIT;
    filter.deal = 99;
    expect(&f, naast_agenda_list(f.store, &filter, NULL, &agenda), NAAST_NOT_FOUND, "deal_not_found");
    filter.deal = 0;
    naast_page page = NAAST_PAGE_INIT;
    page.after = "D1";
    expect(&f, naast_agenda_list(f.store, &filter, &page, &agenda), NAAST_INVALID, "cursor_wrong");
    page.after = "1~t3939203020302030203020"; /* of a reason that there is not */
    expect(&f, naast_agenda_list(f.store, &filter, &page, &agenda), NAAST_INVALID, "cursor_wrong");
    expect(&f, naast_agenda_list(f.store, NULL, NULL, NULL), NAAST_INVALID, "argument_null");
    ck_assert_int_eq(naast_agenda_list(NULL, NULL, NULL, &agenda), NAAST_INVALID);
    ck_assert_ptr_null(agenda);
}
END_TEST

/* In pages of any size: the whole, with nothing twice; also where a page ends among what is only judged when wanted. */
START_TEST(test_pages_together_are_the_whole)
{
    fill();
    naast_agenda *all = whole_agenda(&f);
    for (uint32_t limit = 1; limit <= 18; limit++) {
        naast_agenda *page = agenda_page(&f, NULL, limit, NULL);
        size_t seen = 0;
        for (;;) {
            for (size_t k = 0; k < page->count; k++, seen++) {
                ck_assert_int_eq(page->items[k].reason, all->items[seen].reason);
                ck_assert_int_eq(page->items[k].deal, all->items[seen].deal);
                ck_assert_int_eq(page->items[k].task, all->items[seen].task);
            }
            ck_assert_int_eq(page->left_out, (int64_t)(all->count - seen));
            ck_assert_int_eq(page->more, seen < all->count);
            if (!page->more)
                break;
            naast_agenda *next = agenda_page(&f, NULL, limit, page->next);
            naast_free(page);
            page = next;
        }
        ck_assert_str_eq(page->next, "");
        ck_assert_uint_eq(seen, all->count);
        naast_free(page);
    }
    naast_free(all);
}
END_TEST

/* More deals than are counted of one sort: the first lines are there, and that there are more. */
START_TEST(test_of_more_than_a_thousand_the_first_are_told_and_that_there_are_more)
{
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    for (int k = 0; k < 1100; k++)
        task(&f, "one of many", 0, 20261101);
    expect_ok(&f, naast_operation_end(f.store, NAAST_OK));
    naast_agenda *agenda = agenda_by(&f, NULL);
    ck_assert_int_eq(agenda->left_out_at_least, 1);
    ck_assert_int_eq(agenda->left_out, 1000 + 1 - 7);
    naast_free(agenda);
    agenda = whole_agenda(&f);
    ck_assert_uint_eq(agenda->count, 1101);
    ck_assert_int_eq(agenda->left_out_at_least, 0);
    naast_free(agenda);
}
END_TEST

START_TEST(test_of_exactly_a_thousand_there_are_not_more)
{
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    for (int k = 0; k < 1000; k++)
        task(&f, "one of many", 0, 20261101);
    expect_ok(&f, naast_operation_end(f.store, NAAST_OK));
    naast_agenda *agenda = agenda_by(&f, NULL);
    ck_assert_int_eq(agenda->left_out_at_least, 0);
    ck_assert_int_eq(agenda->left_out, 1000 + 1 - 7);
    naast_free(agenda);
    task(&f, "one more", 0, 20261101);
    agenda = agenda_by(&f, NULL);
    ck_assert_int_eq(agenda->left_out_at_least, 1);
    ck_assert_int_eq(agenda->left_out, 1000 + 1 - 7);
    naast_free(agenda);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_the_most_pressing_comes_first_whatever_came_when,
        test_seven_lines_are_the_first_of_all_and_the_others_are_counted,
        test_any_limit_gives_the_beginning_of_the_whole,
        test_a_deal_has_one_line_that_counts_its_other_reasons,
        test_gaps_go_by_how_few_are_left,
        test_an_owner_sees_their_own_deals_and_tasks,
        test_what_is_due_after_the_day_asked_for_is_left_out,
        test_pages_together_are_the_whole,
        test_wrong_use_is_told_and_leaves_the_output_alone,
        test_of_more_than_a_thousand_the_first_are_told_and_that_there_are_more,
        test_of_exactly_a_thousand_there_are_not_more,
    };
    return RUN_FIXTURE("agenda_order", tests);
}
