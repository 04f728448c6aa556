/* test_diary.c: tasks and activities: what they belong to, when they are due, how they are listed. */
#include "fixtures/evidence.h"

static const char *id_text(naast_id id)
{
    static char text[24];
    snprintf(text, sizeof text, "%lld", (long long)id);
    return text;
}

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static naast_id task_add(const char *text, naast_date due, naast_id deal)
{
    naast_id id = 0;
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    spec.text = text;
    spec.due = due;
    spec.deal = deal;
    expect_ok(&f, naast_task_add(f.store, &spec, &id));
    return id;
}

static naast_id activity_add(const char *text, naast_date on, naast_id deal)
{
    naast_id id = 0;
    naast_activity_spec spec = NAAST_ACTIVITY_SPEC_INIT;
    spec.text = text;
    spec.on = on;
    spec.deal = deal;
    expect_ok(&f, naast_activity_add(f.store, &spec, &id));
    return id;
}

START_TEST(test_a_task_is_kept_as_given)
{
    naast_tasks *tasks = NULL;
    naast_id id = 0;
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    spec.text = "call about the test server";
    spec.deal = f.deal;
    spec.person = f.sanne;
    spec.due = 20261120;
    spec.owner = "Ann";
    expect_ok(&f, naast_task_add(f.store, &spec, &id));
    expect_ok(&f, naast_task_list(f.store, NULL, NULL, &tasks));
    ck_assert_uint_eq(tasks->count, 1);
    const naast_task *task = &tasks->items[0];
    ck_assert_int_eq(task->id, id);
    ck_assert_str_eq(task->text, "call about the test server");
    ck_assert_int_eq(task->deal, f.deal);
    ck_assert_int_eq(task->person, f.sanne);
    ck_assert_int_eq(task->org, 0);
    ck_assert_int_eq(task->due, 20261120);
    ck_assert_str_eq(task->owner, "Ann");
    ck_assert_int_eq(task->done, 0);
    naast_free(tasks);
}
END_TEST

START_TEST(test_a_task_without_an_owner_is_the_actors)
{
    naast_tasks *tasks = NULL;
    task_add("call", 0, 0);
    expect_ok(&f, naast_task_list(f.store, NULL, NULL, &tasks));
    ck_assert_str_eq(tasks->items[0].owner, "Bo");
    naast_free(tasks);
}
END_TEST

START_TEST(test_tasks_go_by_due_date_the_undated_last)
{
    naast_tasks *tasks = NULL;
    naast_page page = NAAST_PAGE_INIT;
    naast_id undated = task_add("some day", 0, 0);
    naast_id late = task_add("late", 20270101, 0);
    naast_id soon = task_add("soon", 20261111, 0);
    naast_id too = task_add("soon too", 20261111, 0);
    const naast_id wanted[] = {soon, too, late, undated};
    page.limit = 1;
    for (size_t k = 0; k < 4; k++) {
        expect_ok(&f, naast_task_list(f.store, NULL, &page, &tasks));
        ck_assert_uint_eq(tasks->count, 1);
        ck_assert_int_eq(tasks->items[0].id, wanted[k]);
        page.after = id_text(tasks->items[0].id);
        naast_free(tasks);
    }
    expect_ok(&f, naast_task_list(f.store, NULL, &page, &tasks));
    ck_assert_uint_eq(tasks->count, 0);
    naast_free(tasks);
}
END_TEST

START_TEST(test_a_task_is_done_once)
{
    naast_tasks *tasks = NULL;
    naast_id id = task_add("call", 0, 0);
    expect_ok(&f, naast_task_done(f.store, id, NULL));
    expect(&f, naast_task_done(f.store, id, NULL), NAAST_CONFLICT, "task_done");
    expect_ok(&f, naast_task_list(f.store, NULL, NULL, &tasks));
    ck_assert_uint_eq(tasks->count, 0);
    naast_free(tasks);
    expect_ok(
        &f, naast_task_list(f.store, &(naast_task_filter){.size = sizeof(naast_task_filter), .done = 1}, NULL, &tasks));
    ck_assert_uint_eq(tasks->count, 1);
    ck_assert_int_eq(tasks->items[0].done, 20261110);
    naast_free(tasks);
}
END_TEST

START_TEST(test_tasks_of_one_deal)
{
    naast_tasks *tasks = NULL;
    task_add("elsewhere", 0, 0);
    naast_id id = task_add("here", 0, f.deal);
    expect_ok(&f, naast_task_list(f.store, &(naast_task_filter){.size = sizeof(naast_task_filter), .deal = f.deal},
                                  NULL, &tasks));
    ck_assert_uint_eq(tasks->count, 1);
    ck_assert_int_eq(tasks->items[0].id, id);
    naast_free(tasks);
}
END_TEST

START_TEST(test_a_task_that_cannot_be)
{
    naast_id id = -1;
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    expect(&f, naast_task_add(f.store, &spec, &id), NAAST_INVALID, "text_missing");
    spec.text = "call";
    spec.due = 20260230;
    expect(&f, naast_task_add(f.store, &spec, &id), NAAST_INVALID, "day_invalid");
    spec.due = 0;
    spec.deal = 9;
    expect(&f, naast_task_add(f.store, &spec, &id), NAAST_NOT_FOUND, "deal_not_found");
    spec.deal = 0;
    spec.person = 9;
    expect(&f, naast_task_add(f.store, &spec, &id), NAAST_NOT_FOUND, "person_not_found");
    spec.person = 0;
    spec.org = 9;
    expect(&f, naast_task_add(f.store, &spec, &id), NAAST_NOT_FOUND, "org_not_found");
    spec.org = 0;
    spec.owner = "\xff";
    expect(&f, naast_task_add(f.store, &spec, &id), NAAST_INVALID, "text_not_utf8");
    spec.size = 1;
    expect(&f, naast_task_add(f.store, &spec, &id), NAAST_INVALID, "spec_size");
    ck_assert_int_eq(id, -1);
    expect(&f, naast_task_done(f.store, 9, NULL), NAAST_NOT_FOUND, "task_not_found");
    expect(&f, naast_task_done(f.store, 9, NAAST_SPEC(naast_task_done_spec, .on = 7)), NAAST_INVALID, "day_invalid");
    expect(&f, naast_task_done(f.store, 9, &(naast_task_done_spec){0}), NAAST_INVALID, "spec_size");
}
END_TEST

START_TEST(test_an_activity_is_kept_as_given)
{
    naast_activities *list = NULL;
    naast_id id = 0;
    naast_activity_spec spec = NAAST_ACTIVITY_SPEC_INIT;
    spec.kind = "call";
    spec.text = "first call\nwent well";
    spec.with = "Sanne, Bo";
    spec.how = "by phone";
    spec.deal = f.deal;
    spec.person = f.sanne;
    spec.on = 20261103;
    expect_ok(&f, naast_activity_add(f.store, &spec, &id));
    expect_ok(&f, naast_activity_list(f.store,
                                      &(naast_activity_filter){.size = sizeof(naast_activity_filter), .deal = f.deal},
                                      NULL, &list));
    ck_assert_uint_eq(list->count, 1);
    ck_assert_int_eq(list->items[0].id, id);
    ck_assert_str_eq(list->items[0].kind, "call");
    ck_assert_str_eq(list->items[0].text, "first call\nwent well");
    ck_assert_str_eq(list->items[0].with, "Sanne, Bo");
    ck_assert_str_eq(list->items[0].how, "by phone");
    ck_assert_int_eq(list->items[0].deal, f.deal);
    ck_assert_int_eq(list->items[0].person, f.sanne);
    ck_assert_int_eq(list->items[0].on, 20261103);
    naast_free(list);
}
END_TEST

START_TEST(test_activities_go_newest_first)
{
    naast_activities *list = NULL;
    naast_page page = NAAST_PAGE_INIT;
    naast_id today = activity_add("today", 0, 0);
    naast_id earlier = activity_add("earlier", 20261101, f.deal);
    naast_id too = activity_add("today too", 0, 0);
    const naast_id wanted[] = {too, today, earlier};
    page.limit = 1;
    for (size_t k = 0; k < 3; k++) {
        expect_ok(&f, naast_activity_list(f.store, NULL, &page, &list));
        ck_assert_uint_eq(list->count, 1);
        ck_assert_int_eq(list->items[0].id, wanted[k]);
        ck_assert_str_eq(list->items[0].kind, "note");
        page.after = id_text(list->items[0].id);
        naast_free(list);
    }
}
END_TEST

START_TEST(test_an_activity_that_cannot_be)
{
    naast_id id = -1;
    naast_activity_spec spec = NAAST_ACTIVITY_SPEC_INIT;
    spec.text = " ";
    expect(&f, naast_activity_add(f.store, &spec, &id), NAAST_INVALID, "text_missing");
    spec.text = "x";
    spec.kind = "Phone call";
    expect(&f, naast_activity_add(f.store, &spec, &id), NAAST_INVALID, "activity_kind");
    spec.kind = NULL;
    spec.on = 1;
    expect(&f, naast_activity_add(f.store, &spec, &id), NAAST_INVALID, "day_invalid");
    spec.on = 0;
    spec.deal = 44;
    expect(&f, naast_activity_add(f.store, &spec, &id), NAAST_NOT_FOUND, "deal_not_found");
    ck_assert_int_eq(id, -1);
}
END_TEST

static void expect_tasks_of(naast_root root, naast_id id, size_t count)
{
    naast_tasks *tasks = NULL;
    naast_activities *activities = NULL;
    naast_task_filter of = NAAST_TASK_FILTER_INIT;
    naast_activity_filter like = NAAST_ACTIVITY_FILTER_INIT;
    of.org = like.org = root == NAAST_ROOT_ORG ? id : 0;
    of.person = like.person = root == NAAST_ROOT_PERSON ? id : 0;
    expect_ok(&f, naast_task_list(f.store, &of, NULL, &tasks));
    expect_ok(&f, naast_activity_list(f.store, &like, NULL, &activities));
    ck_assert_uint_eq(tasks->count, count);
    ck_assert_uint_eq(activities->count, count);
    naast_free(tasks);
    naast_free(activities);
}

START_TEST(test_lists_of_an_organisation_take_in_its_people_and_those_of_a_person_only_theirs)
{
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_person_spec person = NAAST_PERSON_SPEC_INIT;
    naast_task_spec task = NAAST_TASK_SPEC_INIT;
    naast_activity_spec activity = NAAST_ACTIVITY_SPEC_INIT;
    naast_id id = 0;
    org.name = "Noord";
    person.name = "Bo";
    task.text = activity.text = "something";
    expect_ok(&f, naast_org_add(f.store, &org, &task.org));
    person.org = activity.org = task.org;
    expect_ok(&f, naast_task_add(f.store, &task, &id));
    expect_ok(&f, naast_activity_add(f.store, &activity, &id));
    expect_ok(&f, naast_person_add(f.store, &person, &task.person));
    activity.person = task.person;
    task.org = activity.org = 0;
    expect_ok(&f, naast_task_add(f.store, &task, &id));
    expect_ok(&f, naast_activity_add(f.store, &activity, &id));
    expect_tasks_of(NAAST_ROOT_ORG, person.org, 2);
    expect_tasks_of(NAAST_ROOT_PERSON, task.person, 1);
    expect_tasks_of(NAAST_ROOT_ORG, person.org + 100, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("diary");
    TCase *tests = tcase_create("tasks and activities");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_a_task_is_kept_as_given);
    tcase_add_test(tests, test_a_task_without_an_owner_is_the_actors);
    tcase_add_test(tests, test_tasks_go_by_due_date_the_undated_last);
    tcase_add_test(tests, test_a_task_is_done_once);
    tcase_add_test(tests, test_tasks_of_one_deal);
    tcase_add_test(tests, test_a_task_that_cannot_be);
    tcase_add_test(tests, test_an_activity_is_kept_as_given);
    tcase_add_test(tests, test_activities_go_newest_first);
    tcase_add_test(tests, test_an_activity_that_cannot_be);
    tcase_add_test(tests, test_lists_of_an_organisation_take_in_its_people_and_those_of_a_person_only_theirs);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
