/* test_conversation_oom.c: memory that runs out at every place in turn while a conversation is recorded. */
#include "fixtures/conversation.h"

#include "base/env/env.h"

static struct fixture f;
static struct saying say;

static void setup(void)
{
    fixture_open(&f);
    record(&f, "need", NULL, "a need");
    record(&f, "promise", NULL, "a test server");
}
static void teardown(void)
{
    say_end(&say);
    fixture_close(&f);
}

/* Somebody new, something of every sort, and a word of somebody who was not there. */
static void say_all(void)
{
    say_begin(&say);
    say_with(&say, "Sanne");
    say_with(&say, "Els Smit");
    say.spec.note = "a note";
    say.spec.how = "call";
    say.spec.advance = "";
    say.spec.add_people = 1;
    say_new(&say, "why", NULL, "because");
    say_new(&say, "summary", NULL, "all of it");
    say_word(&say, "Karim");
    say_word(&say, "Sanne");
    say_item(&say, 1);
    say_amended(&say, "a better need");
    say_last(&say)->from = "Sanne";
    say_item(&say, 2);
    say_settled(&say, "kept", nobody);
    say_last(&say)->by = "Sanne";
}

static void say_wrong(void)
{
    say_all();
    say_new(&say, "nonsense", NULL, "x");
    say_new(&say, "need", NULL, "x");
    say_last(&say)->from = "Nobody";
}

static size_t count_items(void)
{
    naast_items *items = items_of(&f);
    const size_t count = items->count;
    naast_free(items);
    return count;
}

START_TEST(test_memory_that_runs_out_leaves_all_as_it_was)
{
    const int wanted = _i == 0 ? NAAST_OK : NAAST_INVALID;
    int status = NAAST_NO_MEMORY;
    for (long nth = 1; status == NAAST_NO_MEMORY; nth++) {
        naast_conversation_result *result = NULL;
        if (_i == 0)
            say_all();
        else
            say_wrong();
        f.memory.requests = 0;
        f.memory.fail_at = nth;
        status = naast_conversation_record(f.store, f.deal, &say.spec, &result);
        f.memory.fail_at = 0;
        ck_assert_msg(status == NAAST_NO_MEMORY || f.memory.requests < nth, "request %ld: %d", nth, status);
        ck_assert((result != NULL) == (status != NAAST_NO_MEMORY));
        if (status == NAAST_NO_MEMORY)
            ck_assert_uint_eq(count_items(), 2);
        naast_free(result);
        ck_assert_int_lt(nth, 5000);
    }
    ck_assert_int_eq(status, wanted);
    ck_assert_uint_eq(count_items(), _i == 0 ? 4 : 2);
    char page[NAAST_HEAD_SIZE];
    head_of(&f, page); /* verifies */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("conversation_memory");
    TCase *tests = tcase_create("memory");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_memory_that_runs_out_leaves_all_as_it_was, 0, 2);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
