/* test_base_spelling.c: whether two wordings differ in nothing but spelling. */
#include "base/text/spelling.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/env/env.h"

static struct env env;

static const struct {
    const char *was, *now;
    int slip;
} pairs[] = {
    {"staff cannot find the policy", "staff cannot find the policy", 1},
    {"staff cannot find the policy", "Staff cannot find the Policy", 1},
    {"staff cannot  find\nthe policy", "staff cannot find the policy", 1},
    /* seven letters or more, away from both ends */
    {"nobody can find the regulaton that holds", "nobody can find the regulation that holds", 1},
    {"nobody can find the regulaition that holds", "nobody can find the regulation that holds", 1},
    {"nobody can find the regulaiton that holds", "nobody can find the regulation that holds", 1},
    {"nobody can find the regudation that holds", "nobody can find the regulation that holds", 1},
    {"de vergadering duurt de hele middag", "de vergaderring duurt de hele middag", 1},
    {"zu große Strassenbahn", "zu große Strasenbahn", 1},
    {"нужна документация сейчас", "нужна докумнтация сейчас", 1},
    /* at an end, or in a short word: another word */
    {"we want an affective plan", "we want an effective plan", 0},
    {"the invoices are late", "the invoiced are late", 0},
    {"we will not go on", "we will now go on", 0},
    {"it is now too late", "it is not too late", 0},
    {"the price is fine", "the prize is fine", 0},
    {"form", "from", 0},
    {"untied", "united", 0},
    /* doubled letters */
    {"a good begining", "a good beginning", 1},
    {"accomodate us", "accommodate us", 1},
    {"the comittee said so", "the committee said so", 1},
    {"too late", "to late", 0}, /* three letters */
    {"we were there", "we weree there", 1},
    /* words come, go and change places */
    {"we agree", "we do agree", 0},
    {"we do agree", "we agree", 0},
    {"yours or ours", "ours or yours", 0},
    {"every day", "everyday", 0},
    /* what is between them */
    {"let us eat, grandma", "let us eat grandma", 0},
    {"yes. no", "yes, no", 0},
    {"really?", "really!", 0},
    {"a - b", "a-b", 0},
    /* numbers and what they are beside */
    {"40 pages", "400 pages", 0},
    {"4 pages", "5 pages", 0},
    {"version2beta holds", "version2betta holds", 0},
    {"15kilogram in stock", "15kilogramm in stock", 0},
    {"we can't wait", "we cant wait", 0},
    {"we don't", "we don\xe2\x80\x99t", 0},
    {"re-creation of the index", "recreation of the index", 0},
    {"non-committal answers", "non-comittal answers", 0},
    {"sales+marketing budget", "sales+markeeting budget", 0},
    {"mail@example the address", "maiil@example the address", 0},
    /* no cased letters: no slips */
    {"我们需要一个新的系统", "我们需要一个旧的系统", 0},
    {"ผู้ใช้หาเอกสารไม่พบ", "ผู้ใช้หาเอกสารพบ", 0},
    {"het caf\xc3\xa9houder worden", "het cafehouder worden", 1}, /* one letter for another */
    /* invisible characters do not count */
    {"the pol\xc2\xadicy holds", "the policy holds", 1},
    {"the policy\xe2\x80\x8b holds", "the policy holds", 1},
    /* two slips in fewer than twenty words are a change; in twenty they are slips */
    {"regulaton and documentatin", "regulation and documentation", 0},
    {"one two three four five six seven eight nine ten one two three four five six seven eight regulaton documentaton",
     "one two three four five six seven eight nine ten one two three four five six seven eight regulation "
     "documentation",
     1},
    {"", "", 1},
    {"", "a", 0},
};
enum { PAIRS = sizeof pairs / sizeof pairs[0] };

static void set_up(void)
{
    naast_options options = NAAST_OPTIONS_INIT;
    ck_assert_int_eq(env_init(&env, &options), 0);
}

static int is_slip(const char *was, const char *now)
{
    int out = -1;
    ck_assert_int_eq(text_is_respelled(&env, was, now, &out), 0);
    return out;
}

START_TEST(test_a_slip_is_told_from_another_word)
{
    ck_assert_msg(is_slip(pairs[_i].was, pairs[_i].now) == pairs[_i].slip, "\"%s\" -> \"%s\" should %sbe a slip",
                  pairs[_i].was, pairs[_i].now, pairs[_i].slip ? "" : "not ");
}
END_TEST

START_TEST(test_it_is_the_same_both_ways_for_words_as_long)
{
    ck_assert_int_eq(is_slip("the regudation", "the regulation"), 1);
    ck_assert_int_eq(is_slip("the regulation", "the regudation"), 1);
    ck_assert_int_eq(is_slip("a begining", "a beginning"), 1);
    ck_assert_int_eq(is_slip("a beginning", "a begining"), 1);
}
END_TEST

START_TEST(test_a_slip_in_a_text_of_the_greatest_length)
{
    enum { WORDS = 8000 };
    char *text = malloc(WORDS * 8 + 1);
    ck_assert_ptr_nonnull(text);
    for (size_t k = 0; k < WORDS; k++)
        memcpy(text + k * 8, "letters ", 8);
    text[WORDS * 8] = '\0';
    ck_assert_int_eq(is_slip(text, text), 1);
    text[3] = 'x';
    char *other = strdup(text);
    ck_assert_ptr_nonnull(other);
    other[3] = 't';
    ck_assert_int_eq(is_slip(text, other), 1);
    free(text);
    free(other);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("spelling");
    TCase *tests = tcase_create("pairs");
    tcase_add_checked_fixture(tests, set_up, NULL);
    tcase_add_loop_test(tests, test_a_slip_is_told_from_another_word, 0, PAIRS);
    tcase_add_test(tests, test_it_is_the_same_both_ways_for_words_as_long);
    tcase_add_test(tests, test_a_slip_in_a_text_of_the_greatest_length);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
