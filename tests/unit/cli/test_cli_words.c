/* test_cli_words.c: the command line's words: each in both languages, with the same things filled in. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *id, *en, *nl;
} all_words[] = {
#define WORD(id, en, nl) {#id, en, nl},
#include "words/words.def"
#undef WORD
};
enum { COUNT = sizeof all_words / sizeof all_words[0] };

/* A bit for each placeholder that a text has. */
static unsigned placeholders(const char *text)
{
    unsigned found = 0;
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        if (at[1] >= '0' && at[1] <= '9' && at[2] == '}')
            found |= 1u << (at[1] - '0');
    }
    return found;
}

START_TEST(test_every_word_is_in_both_languages)
{
    ck_assert_msg((all_words[_i].en[0] == '\0') == (all_words[_i].nl[0] == '\0'), "%s is empty in one language",
                  all_words[_i].id);
}
END_TEST

START_TEST(test_both_languages_fill_in_the_same)
{
    unsigned en = placeholders(all_words[_i].en), nl = placeholders(all_words[_i].nl);
    ck_assert_msg(en == nl, "%s: {0}… differ: \"%s\" and \"%s\"", all_words[_i].id, all_words[_i].en, all_words[_i].nl);
    ck_assert_msg((en & (en + 1)) == 0, "%s: a placeholder is left out: \"%s\"", all_words[_i].id, all_words[_i].en);
}
END_TEST

START_TEST(test_nothing_is_refused_blocked_or_failed)
{
    static const char *const hard[] = {"refused", "blocked", "failed", "geweigerd", "geblokkeerd", "mislukt"};
    for (size_t i = 0; i < sizeof hard / sizeof hard[0]; i++) {
        ck_assert_msg(strstr(all_words[_i].en, hard[i]) == NULL, "%s says %s", all_words[_i].id, hard[i]);
        ck_assert_msg(strstr(all_words[_i].nl, hard[i]) == NULL, "%s says %s", all_words[_i].id, hard[i]);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cli words");
    TCase *words = tcase_create("words");
    tcase_add_loop_test(words, test_every_word_is_in_both_languages, 0, COUNT);
    tcase_add_loop_test(words, test_both_languages_fill_in_the_same, 0, COUNT);
    tcase_add_loop_test(words, test_nothing_is_refused_blocked_or_failed, 0, COUNT);
    suite_add_tcase(suite, words);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
