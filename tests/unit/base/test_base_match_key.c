/* test_base_match_key.c: names that are probably the same have the same key, and others have not. */
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/match_key.h"

#include <check.h>
#include <stdlib.h>

static struct env env;

static char *key(enum match_name what, const char *name)
{
    char *out = NULL;
    ck_assert_int_eq(match_key(&env, what, name, &out), 0);
    return out;
}

static void same(enum match_name what, const char *name, const char *wanted)
{
    char *found = key(what, name);
    ck_assert_str_eq(found, wanted);
    mem_free(&env, found);
}

START_TEST(test_legal_forms_punctuation_and_accents_do_not_count)
{
    same(MATCH_ORG, "Waterdam B.V.", "waterdam");
    same(MATCH_ORG, "WATERDAM bv", "waterdam");
    same(MATCH_ORG, "Waterdam, (Ltd.)", "waterdam");
    same(MATCH_ORG, "Café Zür Mühle GmbH & Co. KG", "cafe zur muhle co");
    same(MATCH_ORG, "Stichting O’Neill's", "oneills");
}
END_TEST

START_TEST(test_titles_do_not_count)
{
    same(MATCH_PERSON, "dr. ir. Sanne de Wit", "sanne de wit");
    same(MATCH_PERSON, "Mevr. Sanne de Wit MSc", "sanne de wit");
    same(MATCH_PERSON, "Ali, Karim", "ali karim"); /* the order does count: who knows which is which */
}
END_TEST

START_TEST(test_what_makes_a_name_another_stays)
{
    same(MATCH_ORG, "Waterdam Noord", "waterdam noord");
    same(MATCH_ORG, "Dr. Oetker", "dr oetker"); /* a title is no legal form */
    same(MATCH_PERSON, "Bv Jansen", "bv jansen");
}
END_TEST

START_TEST(test_a_name_of_nothing_else_keeps_it)
{
    same(MATCH_ORG, "B.V.", "bv");
    same(MATCH_ORG, "SA & AS", "sa as");
    same(MATCH_ORG, "***", "");
    same(MATCH_ORG, "", "");
}
END_TEST

static void *no_memory(void *context, void *ptr, size_t size)
{
    long *left = context;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    return (*left)-- > 0 ? realloc(ptr, size) : NULL;
}

START_TEST(test_without_memory_there_is_no_key)
{
    for (long allowed = 0; allowed < 2; allowed++) {
        long left = allowed;
        char *out = NULL;
        naast_options options = NAAST_OPTIONS_INIT;
        options.allocator = (naast_allocator){no_memory, &left};
        ck_assert_int_eq(env_init(&env, &options), 0);
        ck_assert_int_eq(match_key(&env, MATCH_ORG, "Waterdam", &out), NAAST_NO_MEMORY);
        ck_assert_ptr_null(out);
    }
}
END_TEST

static void set_up(void) { ck_assert_int_eq(env_init(&env, NULL), 0); }

int main(void)
{
    Suite *suite = suite_create("match keys");
    TCase *tests = tcase_create("match keys");
    tcase_add_checked_fixture(tests, set_up, NULL);
    tcase_add_test(tests, test_legal_forms_punctuation_and_accents_do_not_count);
    tcase_add_test(tests, test_titles_do_not_count);
    tcase_add_test(tests, test_what_makes_a_name_another_stays);
    tcase_add_test(tests, test_a_name_of_nothing_else_keeps_it);
    tcase_add_test(tests, test_without_memory_there_is_no_key);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
