/* test_people_lists.c: lists a page at a time, which skip nothing and show nothing twice; reading one; clearing; and
 * calls that cannot be. */
#include "fixtures/evidence.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static naast_id task_add(const char *text, naast_date due)
{
    naast_id id = 0;
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    spec.text = text;
    spec.due = due;
    expect_ok(&f, naast_task_add(f.store, &spec, &id));
    return id;
}

static naast_id activity_add(naast_date on)
{
    naast_id id = 0;
    naast_activity_spec spec = NAAST_ACTIVITY_SPEC_INIT;
    spec.text = "called";
    spec.on = on;
    expect_ok(&f, naast_activity_add(f.store, &spec, &id));
    return id;
}

static naast_id org_add(const char *name)
{
    naast_id id = 0;
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = name;
    expect_ok(&f, naast_org_add(f.store, &spec, &id));
    return id;
}

/* ---- pages ---- */

/* One list of the library, as its common beginning and the numbers of its items. */
typedef int list_call(const naast_page *page, void **out, naast_id ids[], size_t *count, int *more, const char **next);

#define LIST_CALL(function, type, list, expression)                                                                    \
    static int function(const naast_page *page, void **out, naast_id ids[], size_t *count, int *more,                  \
                        const char **next)                                                                             \
    {                                                                                                                  \
        type *found = NULL;                                                                                            \
        int status = list;                                                                                             \
        *out = found;                                                                                                  \
        if (status != NAAST_OK)                                                                                        \
            return status;                                                                                             \
        for (size_t k = 0; k < found->count; k++)                                                                      \
            ids[k] = found->items[k].expression;                                                                       \
        *count = found->count;                                                                                         \
        *more = found->more;                                                                                           \
        *next = found->next;                                                                                           \
        ck_assert_uint_eq(found->item_size, sizeof found->items[0]);                                                   \
        return status;                                                                                                 \
    }
LIST_CALL(orgs, naast_orgs, naast_org_list(f.store, NULL, page, &found), id)
LIST_CALL(people, naast_people, naast_person_list(f.store, NULL, page, &found), id)
LIST_CALL(tasks, naast_tasks, naast_task_list(f.store, NULL, page, &found), id)
LIST_CALL(activities, naast_activities, naast_activity_list(f.store, NULL, page, &found), id)
LIST_CALL(duplicates, naast_duplicates, naast_duplicate_list(f.store, NULL, page, &found),
          from * 1000 + found->items[k].into)
LIST_CALL(actors, naast_actors, naast_actor_list(f.store, page, &found), name[0])

static list_call *const calls[] = {orgs, people, tasks, activities, duplicates, actors};
enum { CALLS = sizeof calls / sizeof calls[0], MOST = 64 };

/* Some of each: names alike, addresses alike, days alike, days missing. */
static void fill_store(void)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    naast_id id = 0;
    const naast_id first = org_add("Noord"), second = org_add("noord bv");
    for (int k = 0; k < 3; k++) {
        (void)org_add("Zuid");
        (void)task_add("call", k == 1 ? 0 : 20261120);
        (void)activity_add(k == 1 ? 20261103 : 0);
        spec.name = k == 2 ? "Els" : "Bo Bos";
        spec.email = k == 0 ? NULL : "bos@example.org";
        spec.org = k == 1 ? second : 0;
        expect_ok(&f, naast_person_add(f.store, &spec, &id));
        spec.name = "Jan";
        spec.email = NULL;
        spec.org = first;
        expect_ok(&f, naast_person_add(f.store, &spec, &id));
    }
    for (int k = 0; k < 3; k++) {
        naast_task_spec task = NAAST_TASK_SPEC_INIT;
        task.text = "x";
        task.owner = k == 0 ? "Zoe" : k == 1 ? "Ann" : "\xc3\x89va";
        expect_ok(&f, naast_task_add(f.store, &task, &id));
    }
}

/* All of it in pages of `limit`, which give what one page gives. */
static void expect_same(list_call *call, uint32_t limit)
{
    naast_id all[MOST], ids[MOST];
    size_t count = 0, seen = 0, got = 0;
    int more = 1;
    const char *next = NULL;
    void *result = NULL, *before = NULL;
    naast_page page = NAAST_PAGE_INIT;
    page.limit = MOST;
    expect_ok(&f, call(&page, &result, all, &count, &more, &next));
    ck_assert_int_eq(more, 0);
    ck_assert_str_eq(next, "");
    ck_assert_uint_gt(count, 2);
    naast_free(result);
    page.limit = limit;
    for (more = 1; more;) {
        expect_ok(&f, call(&page, &result, ids, &got, &more, &next));
        ck_assert_uint_gt(got, 0);
        ck_assert_uint_le(got, limit);
        for (size_t k = 0; k < got; k++)
            ck_assert_int_eq(ids[k], all[seen++]);
        ck_assert_int_eq(more, seen < count);
        naast_free(before);
        before = result;
        page.after = next;
    }
    ck_assert_uint_eq(seen, count);
    naast_free(before);
}

START_TEST(test_pages_together_are_the_list)
{
    fill_store();
    for (uint32_t limit = 1; limit < 8; limit++)
        expect_same(calls[_i], limit);
}
END_TEST

START_TEST(test_a_page_goes_on_after_a_cursor_alone)
{
    naast_id ids[MOST];
    size_t count = 0;
    int more = 0;
    const char *next = NULL;
    void *result = NULL;
    naast_page page = NAAST_PAGE_INIT;
    page.after = "here";
    expect(&f, calls[_i](&page, &result, ids, &count, &more, &next), NAAST_INVALID, "cursor_wrong");
    page.after = "7~x";
    expect(&f, calls[_i](&page, &result, ids, &count, &more, &next), NAAST_INVALID, "cursor_wrong");
    page.after = NULL;
    page.size = 1;
    expect(&f, calls[_i](&page, &result, ids, &count, &more, &next), NAAST_INVALID, "spec_size");
    ck_assert_ptr_null(result);
}
END_TEST

START_TEST(test_a_row_without_an_id_has_no_id_to_go_on_after)
{
    naast_actors *actors_found = NULL;
    naast_duplicates *found = NULL;
    naast_page page = NAAST_PAGE_INIT;
    page.after = "1";
    expect(&f, naast_actor_list(f.store, &page, &actors_found), NAAST_INVALID, "cursor_wrong");
    expect(&f, naast_duplicate_list(f.store, NULL, &page, &found), NAAST_INVALID, "cursor_wrong");
    page.after = "1~t7820373020";
    expect(&f, naast_duplicate_list(f.store, NULL, &page, &found), NAAST_INVALID, "cursor_wrong");
}
END_TEST

START_TEST(test_a_task_that_moves_takes_no_others_with_it)
{
    naast_tasks *first = NULL, *second = NULL;
    naast_page page = NAAST_PAGE_INIT;
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    const naast_id early = task_add("early", 20261111);
    const naast_id middle = task_add("middle", 20261112);
    const naast_id late = task_add("late", 20261113);
    page.limit = 1;
    expect_ok(&f, naast_task_list(f.store, NULL, &page, &first));
    ck_assert_int_eq(first->items[0].id, early);
    spec.due = 20270101;
    expect_ok(&f, naast_task_edit(f.store, early, &spec));
    page.after = first->next;
    page.limit = 2;
    expect_ok(&f, naast_task_list(f.store, NULL, &page, &second));
    ck_assert_uint_eq(second->count, 2);
    ck_assert_int_eq(second->items[0].id, middle);
    ck_assert_int_eq(second->items[1].id, late);
    naast_free(first);
    naast_free(second);
}
END_TEST

START_TEST(test_what_a_list_goes_on_after_is_there)
{
    naast_tasks *found = NULL;
    naast_activities *noted = NULL;
    naast_page page = NAAST_PAGE_INIT;
    page.after = "T9";
    expect(&f, naast_task_list(f.store, NULL, &page, &found), NAAST_NOT_FOUND, "task_not_found");
    page.after = "A9";
    expect(&f, naast_activity_list(f.store, NULL, &page, &noted), NAAST_NOT_FOUND, "activity_not_found");
    ck_assert_ptr_null(found);
    ck_assert_ptr_null(noted);
}
END_TEST

START_TEST(test_duplicates_of_one_sort)
{
    naast_duplicates *found = NULL;
    naast_duplicate_filter filter = NAAST_DUPLICATE_FILTER_INIT;
    fill_store();
    filter.root = NAAST_ROOT_ORG;
    expect_ok(&f, naast_duplicate_list(f.store, &filter, NULL, &found));
    ck_assert_uint_eq(found->count, 3);
    for (size_t k = 0; k < found->count; k++) {
        ck_assert_int_eq(found->items[k].root, NAAST_ROOT_ORG);
        ck_assert_int_lt(found->items[k].into, found->items[k].from);
    }
    naast_free(found);
    filter.root = NAAST_ROOT_PERSON;
    expect_ok(&f, naast_duplicate_list(f.store, &filter, NULL, &found));
    for (size_t k = 0; k < found->count; k++)
        ck_assert_int_eq(found->items[k].root, NAAST_ROOT_PERSON);
    ck_assert_str_eq(found->items[0].why, "email");
    naast_free(found);
    filter.root = NAAST_ROOT_DEAL;
    expect(&f, naast_duplicate_list(f.store, &filter, NULL, &found), NAAST_INVALID, "merge_root");
}
END_TEST

START_TEST(test_who_acts_and_what_they_own)
{
    naast_actors *found = NULL;
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    naast_task_spec task = NAAST_TASK_SPEC_INIT;
    naast_id id = 0;
    deal.owner = task.owner = "Ann";
    task.text = "call";
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &deal));
    expect_ok(&f, naast_task_add(f.store, &task, &id));
    expect_ok(&f, naast_task_add(f.store, &task, &id));
    expect_ok(&f, naast_task_done(f.store, id, NULL));
    expect_ok(&f, naast_actor_list(f.store, NULL, &found));
    ck_assert_uint_eq(found->count, 2);
    ck_assert_str_eq(found->items[0].name, "Ann");
    ck_assert_int_eq(found->items[0].open_deals, 1);
    ck_assert_int_eq(found->items[0].open_tasks, 1);
    ck_assert_str_eq(found->items[1].name, "Bo");
    ck_assert_int_eq(found->items[1].open_deals, 0);
    naast_free(found);
}
END_TEST

/* ---- one, and what an edit takes away ---- */

START_TEST(test_one_task_is_read_and_changed)
{
    naast_task *task = NULL;
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    naast_id id = 0;
    spec.text = "call";
    spec.deal = f.deal;
    spec.person = f.sanne;
    spec.org = org_add("Noord");
    spec.due = 20261120;
    spec.owner = "Ann";
    expect_ok(&f, naast_task_add(f.store, &spec, &id));
    spec = (naast_task_spec)NAAST_TASK_SPEC_INIT;
    expect_ok(&f, naast_task_edit(f.store, id, &spec));
    expect_ok(&f, naast_task_get(f.store, id, &task));
    ck_assert_str_eq(task->text, "call");
    ck_assert_int_eq(task->deal, f.deal);
    ck_assert_int_eq(task->due, 20261120);
    ck_assert_str_eq(task->owner, "Ann");
    naast_free(task);
    spec.text = "mail";
    spec.owner = "";
    spec.clear = NAAST_CLEAR_DUE;
    expect_ok(&f, naast_task_edit(f.store, id, &spec));
    expect_ok(&f, naast_task_get(f.store, id, &task));
    ck_assert_str_eq(task->text, "mail");
    ck_assert_int_eq(task->deal, f.deal);
    ck_assert_int_eq(task->due, 0);
    ck_assert_str_eq(task->owner, "Bo");
    naast_free(task);
}
END_TEST

START_TEST(test_a_change_of_a_task_that_cannot_be)
{
    naast_task *task = NULL;
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    const naast_id id = task_add("call", 0);
    expect(&f, naast_task_get(f.store, id + 1, &task), NAAST_NOT_FOUND, "task_not_found");
    expect(&f, naast_task_edit(f.store, id + 1, &spec), NAAST_NOT_FOUND, "task_not_found");
    spec.text = "";
    expect(&f, naast_task_edit(f.store, id, &spec), NAAST_INVALID, "text_missing");
    spec.text = NULL;
    spec.due = 7;
    expect(&f, naast_task_edit(f.store, id, &spec), NAAST_INVALID, "day_invalid");
    spec.due = 20261120;
    spec.clear = NAAST_CLEAR_DUE;
    expect(&f, naast_task_edit(f.store, id, &spec), NAAST_INVALID, "clear_given");
    spec.clear = NAAST_CLEAR_AMOUNT;
    expect(&f, naast_task_edit(f.store, id, &spec), NAAST_INVALID, "clear_unknown");
    spec.clear = 0;
    spec.deal = f.deal;
    expect(&f, naast_task_edit(f.store, id, &spec), NAAST_INVALID, "task_belongs");
    naast_id unused = 0;
    spec.deal = 0;
    spec.text = "call";
    spec.clear = NAAST_CLEAR_DUE;
    expect(&f, naast_task_add(f.store, &spec, &unused), NAAST_INVALID, "clear_unknown");
    ck_assert_ptr_null(task);
}
END_TEST

START_TEST(test_one_activity_is_read)
{
    naast_activity *activity = NULL;
    const naast_id id = activity_add(20261103);
    expect_ok(&f, naast_activity_get(f.store, id, &activity));
    ck_assert_int_eq(activity->id, id);
    ck_assert_str_eq(activity->text, "called");
    ck_assert_str_eq(activity->kind, "note");
    ck_assert_int_eq(activity->on, 20261103);
    naast_free(activity);
    activity = NULL;
    expect(&f, naast_activity_get(f.store, id + 1, &activity), NAAST_NOT_FOUND, "activity_not_found");
    ck_assert_ptr_null(activity);
}
END_TEST

START_TEST(test_a_person_who_left_works_nowhere)
{
    naast_person *person = NULL;
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    naast_id unused = 0;
    spec.org = org_add("Noord");
    expect_ok(&f, naast_person_edit(f.store, f.sanne, &spec));
    spec.clear = NAAST_CLEAR_ORG;
    expect(&f, naast_person_edit(f.store, f.sanne, &spec), NAAST_INVALID, "clear_given");
    spec.org = 0;
    spec.clear = NAAST_CLEAR_ORG | NAAST_CLEAR_DUE;
    expect(&f, naast_person_edit(f.store, f.sanne, &spec), NAAST_INVALID, "clear_unknown");
    spec.clear = NAAST_CLEAR_ORG;
    expect_ok(&f, naast_person_edit(f.store, f.sanne, &spec));
    expect_ok(&f, naast_person_get(f.store, f.sanne, &person));
    ck_assert_int_eq(person->org, 0);
    ck_assert_str_eq(person->org_name, "");
    naast_free(person);
    spec.name = "New";
    expect(&f, naast_person_add(f.store, &spec, &unused), NAAST_INVALID, "clear_unknown");
}
END_TEST

/* ---- what a call cannot do without ---- */

START_TEST(test_no_handle_is_no_crash)
{
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_person_spec person = NAAST_PERSON_SPEC_INIT;
    naast_task_spec task = NAAST_TASK_SPEC_INIT;
    naast_activity_spec activity = NAAST_ACTIVITY_SPEC_INIT;
    naast_merge_spec merge = NAAST_MERGE_SPEC_INIT;
    naast_id id = 0;
    void *out = NULL;
    const int statuses[] = {
        naast_org_add(NULL, &org, &id),
        naast_org_edit(NULL, 1, &org),
        naast_org_get(NULL, 1, (naast_org **)&out),
        naast_org_list(NULL, NULL, NULL, (naast_orgs **)&out),
        naast_person_add(NULL, &person, &id),
        naast_person_edit(NULL, 1, &person),
        naast_person_get(NULL, 1, (naast_person **)&out),
        naast_person_list(NULL, NULL, NULL, (naast_people **)&out),
        naast_actor_list(NULL, NULL, (naast_actors **)&out),
        naast_merge(NULL, &merge, NULL),
        naast_duplicate_list(NULL, NULL, NULL, (naast_duplicates **)&out),
        naast_task_add(NULL, &task, &id),
        naast_task_edit(NULL, 1, &task),
        naast_task_done(NULL, 1, NULL),
        naast_task_get(NULL, 1, (naast_task **)&out),
        naast_task_list(NULL, NULL, NULL, (naast_tasks **)&out),
        naast_activity_add(NULL, &activity, &id),
        naast_activity_get(NULL, 1, (naast_activity **)&out),
        naast_activity_list(NULL, NULL, NULL, (naast_activities **)&out),
    };
    for (size_t k = 0; k < sizeof statuses / sizeof statuses[0]; k++)
        ck_assert_int_eq(statuses[k], NAAST_INVALID);
    ck_assert_ptr_null(out);
}
END_TEST

START_TEST(test_no_output_is_no_crash)
{
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_person_spec person = NAAST_PERSON_SPEC_INIT;
    naast_task_spec task = NAAST_TASK_SPEC_INIT;
    naast_activity_spec activity = NAAST_ACTIVITY_SPEC_INIT;
    expect(&f, naast_org_add(f.store, &org, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_org_get(f.store, 1, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_org_list(f.store, NULL, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_person_add(f.store, &person, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_person_get(f.store, 1, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_person_list(f.store, NULL, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_actor_list(f.store, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_duplicate_list(f.store, NULL, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_task_add(f.store, &task, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_task_get(f.store, 1, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_task_list(f.store, NULL, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_activity_add(f.store, &activity, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_activity_get(f.store, 1, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_activity_list(f.store, NULL, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_merge(f.store, NULL, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_org_edit(f.store, 1, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_person_edit(f.store, 1, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_task_edit(f.store, 1, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_activity_add(f.store, NULL, &(naast_id){0}), NAAST_INVALID, "spec_size");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("people_lists");
    TCase *tests = tcase_create("lists, and one of them");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_pages_together_are_the_list, 0, CALLS);
    tcase_add_loop_test(tests, test_a_page_goes_on_after_a_cursor_alone, 0, CALLS);
    tcase_add_test(tests, test_a_row_without_an_id_has_no_id_to_go_on_after);
    tcase_add_test(tests, test_a_task_that_moves_takes_no_others_with_it);
    tcase_add_test(tests, test_what_a_list_goes_on_after_is_there);
    tcase_add_test(tests, test_duplicates_of_one_sort);
    tcase_add_test(tests, test_who_acts_and_what_they_own);
    tcase_add_test(tests, test_one_task_is_read_and_changed);
    tcase_add_test(tests, test_a_change_of_a_task_that_cannot_be);
    tcase_add_test(tests, test_one_activity_is_read);
    tcase_add_test(tests, test_a_person_who_left_works_nowhere);
    tcase_add_test(tests, test_no_handle_is_no_crash);
    tcase_add_test(tests, test_no_output_is_no_crash);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
