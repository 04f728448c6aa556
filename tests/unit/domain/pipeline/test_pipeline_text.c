/* test_pipeline_text.c: the stored form of a definition reads back to an equal one, and a damaged one is not read. */
#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/common/codes.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/shipped.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct env env;

static void setup(void) { ck_assert_int_eq(env_init(&env, NULL), NAAST_OK); }

static void same_text(const char *a, const char *b)
{
    ck_assert_msg((a == NULL && b == NULL) || (a != NULL && b != NULL && strcmp(a, b) == 0), "\"%s\" and \"%s\"",
                  a ? a : "(none)", b ? b : "(none)");
}

static void same_words(naast_label a, naast_label b)
{
    same_text(a.en, b.en);
    same_text(a.nl, b.nl);
}

static void same_codes(naast_codes a, naast_codes b)
{
    ck_assert_int_eq(a == NULL, b == NULL);
    for (; a != NULL && *a != NULL; a++, b++)
        same_text(*a, *b);
    ck_assert(a == NULL || *b == NULL);
}

static void same_kind(const naast_kind *a, const naast_kind *b)
{
    same_text(a->code, b->code);
    same_words(a->label, b->label);
    ck_assert_int_eq(a->latest, b->latest);
    ck_assert_int_eq(a->sided, b->sided);
    ck_assert_int_eq(a->theirs, b->theirs);
    ck_assert_int_eq(a->person, b->person);
    ck_assert_int_eq(a->by_speaking, b->by_speaking);
    ck_assert_int_eq(a->owed, b->owed);
    same_codes(a->about, b->about);
    same_codes(a->values, b->values);
    same_codes(a->no, b->no);
    same_codes(a->life, b->life);
    same_codes(a->covers, b->covers);
}

static void same_check(const naast_check *a, const naast_check *b)
{
    same_text(a->code, b->code);
    same_words(a->label, b->label);
    same_words(a->ask, b->ask);
    same_words(a->ask_us, b->ask_us);
    ck_assert_int_eq(a->stated, b->stated);
    ck_assert_int_eq(a->rule, b->rule);
    same_codes(a->kinds, b->kinds);
    ck_assert_int_eq(a->side, b->side);
    same_codes(a->value, b->value);
    ck_assert_int_eq(a->n, b->n);
    same_codes(a->has, b->has);
    ck_assert_int_eq(a->word, b->word);
    same_text(a->by, b->by);
    ck_assert_int_eq(a->closed, b->closed);
    ck_assert_int_eq(a->none_ok, b->none_ok);
    ck_assert_int_eq(a->fresh_days, b->fresh_days);
    ck_assert_int_eq(a->advisory, b->advisory);
    ck_assert_int_eq(a->waivable, b->waivable);
}

static void same_stage(const naast_stage *a, const naast_stage *b)
{
    same_text(a->code, b->code);
    same_words(a->label, b->label);
    ck_assert_int_eq(a->won, b->won);
    ck_assert_int_eq(a->sleeps_days, b->sleeps_days);
    same_text(a->gate.code, b->gate.code);
    same_words(a->gate.label, b->gate.label);
    ck_assert_uint_eq(a->gate.check_count, b->gate.check_count);
    for (size_t k = 0; k < a->gate.check_count; k++)
        same_check(&a->gate.checks[k], &b->gate.checks[k]);
}

static void same_pipeline(const naast_pipeline *a, const naast_pipeline *b)
{
    same_text(a->code, b->code);
    same_words(a->label, b->label);
    ck_assert_uint_eq(a->kind_count, b->kind_count);
    ck_assert_uint_eq(a->stage_count, b->stage_count);
    for (size_t k = 0; k < a->kind_count; k++)
        same_kind(&a->kinds[k], &b->kinds[k]);
    for (size_t k = 0; k < a->stage_count; k++)
        same_stage(&a->stages[k], &b->stages[k]);
}

START_TEST(test_shipped_definitions_read_back_equal)
{
    for (const naast_pipeline *const *shipped = shipped_pipelines; *shipped != NULL; shipped++) {
        naast_pipeline *back = NULL;
        char *text = NULL, *again = NULL;
        ck_assert_int_eq(pipeline_write(&env, *shipped, &text), 0);
        ck_assert_msg(pipeline_read(&env, text, &back) == 0, "%s", env.failure.text);
        same_pipeline(*shipped, back);
        ck_assert_int_eq(pipeline_write(&env, back, &again), 0);
        ck_assert_str_eq(text, again);
        mem_free(&env, text);
        mem_free(&env, again);
        naast_free(back);
    }
}
END_TEST

/* Every field that a shipped one leaves at zero is set here. */
START_TEST(test_every_field_reads_back)
{
    const naast_kind kinds[] = {
        {.code = "authority", .label = WORDS("a, b = c", NULL), .latest = 1, .person = 1, .values = CODES("x", "y")},
        {.code = "given", .label = WORDS(NULL, "gegeven"), .person = 1, .by_speaking = 1, .theirs = 1},
        {.code = "oath", .sided = 1, .about = CODES("oath"), .life = CODES("kept"), .covers = CODES("given")},
        {.code = "debt", .owed = NAAST_SIDE_CUSTOMER, .life = CODES("met"), .no = CODES("z"), .values = CODES("z")},
    };
    const naast_check checks[] = {
        {.code = "all",
         .label = WORDS("n", "m"),
         .ask = WORDS("a?", "b?"),
         .ask_us = WORDS("c?", "d?"),
         .stated = 1,
         .rule = NAAST_RULE_SOME,
         .kinds = CODES("oath", "authority"),
         .side = NAAST_SIDE_CUSTOMER,
         .value = CODES("x"),
         .n = 3,
         .word = NAAST_WORD_BOTH,
         .by = "y",
         .none_ok = 1,
         .fresh_days = 7,
         .advisory = 1,
         .waivable = 1},
        {.code = "closing", .rule = NAAST_RULE_EVERY, .kinds = CODES("oath"), .has = CODES("oath"), .closed = 1},
        {.code = "asked", .rule = NAAST_RULE_CALLBACK},
    };
    const naast_stage stages[] = {
        {.code = "one", .label = WORDS("One", "Een"), .sleeps_days = 4, .gate = GATE("g", checks, "Gate", "Poort")},
        {.code = "two", .won = 1},
    };
    const naast_pipeline all = {.size = sizeof all,
                                .code = "all",
                                .label = WORDS("All of it", "Alles"),
                                .kinds = kinds,
                                .kind_count = COUNT_OF(kinds),
                                .stages = stages,
                                .stage_count = COUNT_OF(stages)};
    naast_pipeline *back = NULL;
    char *text = NULL;
    ck_assert_msg(pipeline_check(&env, &all) == 0, "%s", env.failure.text);
    ck_assert_int_eq(pipeline_write(&env, &all, &text), 0);
    ck_assert_msg(pipeline_read(&env, text, &back) == 0, "%s", env.failure.text);
    same_pipeline(&all, back);
    mem_free(&env, text);
    naast_free(back);
}
END_TEST

START_TEST(test_texts_are_stored_normalised)
{
    const naast_check checks[] = {{.code = "asked", .rule = NAAST_RULE_CALLBACK, .ask = WORDS("  cafe\xcc\x81 ", "")}};
    const naast_stage stages[] = {{.code = "one", .gate = GATE("g", checks, NULL, NULL)}, {.code = "two", .won = 1}};
    const naast_pipeline one = {.size = sizeof one, .code = "one", .stages = stages, .stage_count = 2};
    naast_pipeline *back = NULL;
    char *text = NULL;
    ck_assert_int_eq(pipeline_write(&env, &one, &text), 0);
    ck_assert_msg(pipeline_read(&env, text, &back) == 0, "%s", env.failure.text);
    ck_assert_str_eq(back->stages[0].gate.checks[0].ask.en, "caf\xc3\xa9");
    ck_assert_ptr_null(back->stages[0].gate.checks[0].ask.nl);
    mem_free(&env, text);
    naast_free(back);
}
END_TEST

/* A copy of bant's text with one piece replaced by another. */
static char *damaged_text(const char *piece, const char *by)
{
    char *text = NULL, *out = NULL;
    ck_assert_int_eq(pipeline_write(&env, &shipped_bant, &text), 0);
    char *at = strstr(text, piece);
    ck_assert_ptr_nonnull(at);
    ck_assert_int_ge(asprintf(&out, "%.*s%s%s", (int)(at - text), text, by, at + strlen(piece)), 0);
    mem_free(&env, text);
    return out;
}

START_TEST(test_a_damaged_text_is_not_read)
{
    static const struct {
        const char *piece, *by, *code;
    } cases[] = {
        {"naast pipeline 1", "naast pipeline 2", "pipeline_damaged"},
        {"\nstage\t", "\nlabel\ten=Late\nstage\t", "pipeline_damaged"},
        {"\nkind\t", "\nlabel\ten=One\nlabel\ten=Two\nkind\t", "pipeline_damaged"},
        {"\tbant\n", "\n", "pipeline_damaged"},
        {"kind\t", "kidn\t", "pipeline_damaged"},
        {"\ttheirs", "\ttheres", "pipeline_damaged"},
        {"\ttheirs", "\ttheirs=1", "pipeline_damaged"},
        {"\trule=1", "\trule=some", "pipeline_damaged"},
        {"\trule=1", "\trule=99999999999", "pipeline_damaged"},
        {"\trule=1", "\trule", "pipeline_damaged"},
        {"gate\tcode=qualified", "check\tid=x", "pipeline_damaged"},
        {"\nstage\tcode=won", "\n\nstage\tcode=won", "pipeline_damaged"},
        {"kind=budget", "kind=bidget", "definition_kind"},
        {"kind=budget", "kind=,", "definition_code"},
    };
    for (size_t k = 0; k < COUNT_OF(cases); k++) {
        naast_pipeline *back = NULL;
        char *text = damaged_text(cases[k].piece, cases[k].by);
        ck_assert_msg(pipeline_read(&env, text, &back) == NAAST_BAD_DATA, "%s -> %s was read", cases[k].piece,
                      cases[k].by);
        ck_assert_str_eq(env.failure.code, cases[k].code);
        ck_assert_ptr_null(back);
        free(text);
    }
}
END_TEST

START_TEST(test_a_text_cut_short_anywhere_is_read_whole_or_not_at_all)
{
    char *text = NULL;
    ck_assert_int_eq(pipeline_write(&env, &shipped_fair, &text), 0);
    size_t len = strlen(text);
    for (size_t cut = 0; cut + 1 < len; cut++) {
        naast_pipeline *back = NULL;
        char kept = text[cut];
        text[cut] = '\0';
        if (pipeline_read(&env, text, &back) == 0) {
            ck_assert_ptr_nonnull(back);
            ck_assert_int_eq(pipeline_check(&env, back), 0);
            naast_free(back);
        }
        text[cut] = kept;
    }
    mem_free(&env, text);
}
END_TEST

START_TEST(test_finding_ones_way_in_a_definition)
{
    const naast_pipeline *fair = &shipped_fair;
    size_t stage = 99;
    ck_assert_str_eq(pipeline_kind(fair, "why")->about[0], "need");
    ck_assert_ptr_null(pipeline_kind(fair, "wish"));
    ck_assert_ptr_null(pipeline_kind(fair, NULL));
    ck_assert_int_eq(pipeline_stage(fair, "value"), 2);
    ck_assert_int_eq(pipeline_stage(fair, "wish"), -1);
    ck_assert_int_eq(pipeline_won(fair), 5);
    ck_assert_str_eq(pipeline_check_of(fair, "agreed", &stage)->by, "decides");
    ck_assert_uint_eq(stage, 4);
    ck_assert_ptr_null(pipeline_check_of(fair, "wish", NULL));
    ck_assert(codes_have(CODES("a", "b"), "b") && !codes_have(CODES("a"), "b") && !codes_have(NULL, "b"));
}
END_TEST

START_TEST(test_a_check_without_a_name_has_that_of_the_kind_it_is_called_after)
{
    const naast_pipeline *fair = &shipped_fair;
    ck_assert_str_eq(check_name(fair, pipeline_check_of(fair, "why", NULL))->en, "underlying question");
    ck_assert_str_eq(check_name(fair, pipeline_check_of(fair, "decides", NULL))->nl, "wie beslist");
    const naast_check bare = {.code = "quite_new"};
    ck_assert_ptr_null(check_name(fair, &bare)->en);
}
END_TEST

START_TEST(test_words_fall_back_on_the_other_language)
{
    const naast_label both = WORDS("need", "behoefte"), english = WORDS("need", NULL), none = WORDS("", NULL);
    const naast_label dutch = WORDS(NULL, "behoefte");
    ck_assert_str_eq(words_in(NAAST_LANGUAGE_DUTCH, &both), "behoefte");
    ck_assert_str_eq(words_in(NAAST_LANGUAGE_ENGLISH, &both), "need");
    ck_assert_str_eq(words_in(NAAST_LANGUAGE_DUTCH, &english), "need");
    ck_assert_str_eq(words_in(NAAST_LANGUAGE_ENGLISH, &dutch), "behoefte");
    ck_assert_ptr_null(words_in(NAAST_LANGUAGE_DUTCH, &none));
}
END_TEST

/* Every question and name of what is shipped is there in both languages, so that no screen mixes them. */
START_TEST(test_what_is_shipped_speaks_both_languages)
{
    for (const naast_pipeline *const *shipped = shipped_pipelines; *shipped != NULL; shipped++) {
        for (size_t k = 0; k < (*shipped)->kind_count; k++)
            ck_assert((*shipped)->kinds[k].label.en && (*shipped)->kinds[k].label.nl);
        for (size_t s = 0; s < (*shipped)->stage_count; s++) {
            const naast_stage *stage = &(*shipped)->stages[s];
            ck_assert(stage->label.en && stage->label.nl);
            for (size_t c = 0; c < stage->gate.check_count; c++) {
                const naast_check *check = &stage->gate.checks[c];
                const naast_label *name = check_name(*shipped, check);
                ck_assert_msg(check->ask.en && check->ask.nl && name->en && name->nl, "%s.%s", (*shipped)->code,
                              check->code);
                ck_assert_int_eq(check->ask_us.en == NULL, check->ask_us.nl == NULL);
            }
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pipeline_text");
    TCase *tests = tcase_create("stored form");
    tcase_add_checked_fixture(tests, setup, NULL);
    tcase_add_test(tests, test_shipped_definitions_read_back_equal);
    tcase_add_test(tests, test_every_field_reads_back);
    tcase_add_test(tests, test_texts_are_stored_normalised);
    tcase_add_test(tests, test_a_damaged_text_is_not_read);
    tcase_add_test(tests, test_a_text_cut_short_anywhere_is_read_whole_or_not_at_all);
    tcase_add_test(tests, test_finding_ones_way_in_a_definition);
    tcase_add_test(tests, test_a_check_without_a_name_has_that_of_the_kind_it_is_called_after);
    tcase_add_test(tests, test_words_fall_back_on_the_other_language);
    tcase_add_test(tests, test_what_is_shipped_speaks_both_languages);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
