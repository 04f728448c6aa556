/* test_people_oom.c: memory that runs out, and an engine that fails, at every place in turn while people and what was
 * noted are added, changed or read. */
#include "fixtures/failing.h"
#include "base/env/env.h"

static struct fixture f;
static naast_id org;

static int do_org_add(void)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = "Waterdam";
    spec.note = "by the river";
    return naast_org_add(f.store, &spec, &org);
}
static int do_person_add(void)
{
    naast_id id = 0;
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.name = "Els Bos";
    spec.email = "els@example.org";
    spec.note = "a note";
    spec.org = org;
    return naast_person_add(f.store, &spec, &id);
}
static int do_activity_add(void)
{
    naast_id id = 0;
    naast_activity_spec spec = NAAST_ACTIVITY_SPEC_INIT;
    spec.kind = "call";
    spec.text = "called back";
    spec.with = "Els";
    spec.how = "by phone";
    spec.deal = f.deal;
    spec.org = org;
    return naast_activity_add(f.store, &spec, &id);
}
static int do_task_add(void)
{
    naast_id id = 0;
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    spec.text = "send the plan";
    spec.deal = f.deal;
    spec.owner = "Bas";
    return naast_task_add(f.store, &spec, &id);
}

static void setup(void)
{
    fixture_open(&f);
    expect_ok(&f, do_org_add());
    expect_ok(&f, do_person_add());
    expect_ok(&f, do_activity_add());
    expect_ok(&f, do_task_add());
}
static void teardown(void) { fixture_close(&f); }

static int do_org_edit(void)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = "Waterdam BV";
    return naast_org_edit(f.store, org, &spec);
}
static int do_person_edit(void)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.email = "karim@example.org";
    spec.org = org;
    return naast_person_edit(f.store, f.karim, &spec);
}
static int do_org_get(void)
{
    naast_org *found = NULL;
    int status = naast_org_get(f.store, org, &found);
    ck_assert((found != NULL) == (status == NAAST_OK));
    naast_free(found);
    return status;
}
static int do_org_get_none(void)
{
    naast_org *found = NULL;
    int status = naast_org_get(f.store, org + 100, &found);
    ck_assert_ptr_null(found);
    return status;
}
static int do_person_get(void)
{
    naast_person *found = NULL;
    int status = naast_person_get(f.store, f.sanne, &found);
    ck_assert((found != NULL) == (status == NAAST_OK));
    naast_free(found);
    return status;
}
static int do_org_list(void)
{
    naast_orgs *found = NULL;
    int status =
        naast_org_list(f.store, &(naast_org_filter){.size = sizeof(naast_org_filter), .text = "river"}, NULL, &found);
    ck_assert_uint_eq(found != NULL ? found->count : 0, status == NAAST_OK);
    naast_free(found);
    return status;
}
static int do_person_list(void)
{
    naast_people *found = NULL;
    int status = naast_person_list(f.store, NULL, NULL, &found);
    ck_assert_uint_eq(found != NULL ? found->count : 0, status == NAAST_OK ? 3 : 0);
    naast_free(found);
    return status;
}
static int do_activity_list(void)
{
    naast_activities *found = NULL;
    int status = naast_activity_list(
        f.store, &(naast_activity_filter){.size = sizeof(naast_activity_filter), .org = org}, NULL, &found);
    ck_assert_uint_eq(found != NULL ? found->count : 0, status == NAAST_OK);
    naast_free(found);
    return status;
}
static int do_task_list(void)
{
    naast_tasks *found = NULL;
    int status =
        naast_task_list(f.store, &(naast_task_filter){.size = sizeof(naast_task_filter), .deal = f.deal}, NULL, &found);
    ck_assert_uint_eq(found != NULL ? found->count : 0, status == NAAST_OK);
    naast_free(found);
    return status;
}

static int do_task_edit(void)
{
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    spec.text = "send the plan again";
    spec.owner = "Cas";
    spec.due = 20261124;
    return naast_task_edit(f.store, 1, &spec);
}
static int do_task_get(void)
{
    naast_task *found = NULL;
    int status = naast_task_get(f.store, 1, &found);
    ck_assert((found != NULL) == (status == NAAST_OK));
    naast_free(found);
    return status;
}
static int do_activity_get(void)
{
    naast_activity *found = NULL;
    int status = naast_activity_get(f.store, 1, &found);
    ck_assert((found != NULL) == (status == NAAST_OK));
    naast_free(found);
    return status;
}
static int do_actor_list(void)
{
    naast_actors *found = NULL;
    naast_page page = NAAST_PAGE_INIT;
    page.limit = 1;
    page.after = "1~t41";
    int status = naast_actor_list(f.store, &page, &found);
    ck_assert((found != NULL) == (status == NAAST_OK));
    naast_free(found);
    return status;
}
static int do_duplicate_list(void)
{
    naast_duplicates *found = NULL;
    naast_page page = NAAST_PAGE_INIT;
    page.after = "1~t3020302030";
    int status = naast_duplicate_list(f.store, NULL, &page, &found);
    ck_assert((found != NULL) == (status == NAAST_OK));
    naast_free(found);
    return status;
}

static const struct {
    int (*run)(void);
    int status;
} operations[] = {
    {do_org_add, NAAST_OK},      {do_person_add, NAAST_OK},
    {do_activity_add, NAAST_OK}, {do_task_add, NAAST_OK},
    {do_org_edit, NAAST_OK},     {do_person_edit, NAAST_OK},
    {do_org_get, NAAST_OK},      {do_org_get_none, NAAST_NOT_FOUND},
    {do_person_get, NAAST_OK},   {do_org_list, NAAST_OK},
    {do_person_list, NAAST_OK},  {do_activity_list, NAAST_OK},
    {do_task_list, NAAST_OK},    {do_task_edit, NAAST_OK},
    {do_task_get, NAAST_OK},     {do_activity_get, NAAST_OK},
    {do_actor_list, NAAST_OK},   {do_duplicate_list, NAAST_OK},
};
enum { OPERATIONS = sizeof operations / sizeof operations[0] };

/* How many there are of each, and what the edits would change. */
static void picture(char out[512])
{
    naast_orgs *orgs = NULL;
    naast_people *people = NULL;
    naast_activities *activities = NULL;
    naast_tasks *tasks = NULL;
    expect_ok(&f, naast_org_list(f.store, NULL, NULL, &orgs));
    expect_ok(&f, naast_person_list(f.store, NULL, NULL, &people));
    expect_ok(&f, naast_activity_list(f.store, NULL, NULL, &activities));
    expect_ok(
        &f, naast_task_list(f.store, &(naast_task_filter){.size = sizeof(naast_task_filter), .done = 1}, NULL, &tasks));
    size_t at =
        (size_t)snprintf(out, 512, "%zu %zu %zu %zu|", orgs->count, people->count, activities->count, tasks->count);
    for (size_t k = 0; k < orgs->count; k++)
        at += (size_t)snprintf(out + at, 512 - at, "%s|", orgs->items[k].name);
    for (size_t k = 0; k < people->count; k++)
        at += (size_t)snprintf(out + at, 512 - at, "%s %s|", people->items[k].email, people->items[k].org_name);
    naast_free(orgs);
    naast_free(people);
    naast_free(activities);
    naast_free(tasks);
}

static struct failing failing_for(int operation)
{
    return (struct failing){
        .f = &f, .run = operations[operation].run, .status = operations[operation].status, .picture = picture};
}

START_TEST(test_memory_that_runs_out_leaves_all_as_it_was)
{
    struct failing failing = failing_for(_i);
    fail_everywhere(&failing, NAAST_NO_MEMORY, arm_memory, disarm_memory);
}
END_TEST

START_TEST(test_an_engine_that_fails_leaves_all_as_it_was)
{
    struct failing failing = failing_for(_i);
    fail_everywhere(&failing, NAAST_IO, arm_engine, disarm_engine);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("people_memory");
    TCase *tests = tcase_create("memory");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_memory_that_runs_out_leaves_all_as_it_was, 0, OPERATIONS);
    tcase_add_loop_test(tests, test_an_engine_that_fails_leaves_all_as_it_was, 0, OPERATIONS);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
