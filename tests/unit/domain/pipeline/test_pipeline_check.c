/* test_pipeline_check.c: which definitions are turned away, and that the message begins with the place of the fault. */
#include "base/env/env.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/shipped.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static naast_store *store;

static void setup(void) { ck_assert_int_eq(naast_store_new(NULL, &store), NAAST_OK); }
static void teardown(void) { naast_store_free(store); }

/* A sound definition with room to break each part of it. */
struct draft {
    naast_pipeline pipeline;
    naast_kind kinds[6];
    naast_stage stages[3];
    naast_check checks[2], last_checks[1];
};

enum { NEED, WHY, PROMISE, AUTHORITY, SEEN, FRAME };

/* At file scope, so that its lists live on in the copies. */
static const struct draft sound = {
    .kinds =
        {
            {.code = "need", .theirs = 1},
            {.code = "why", .about = CODES("need")},
            {.code = "promise", .sided = 1, .life = CODES("kept", "released")},
            {.code = "authority", .person = 1, .values = CODES("decides", "signs"), .no = CODES("signs")},
            {.code = "seen", .person = 1, .by_speaking = 1},
            {.code = "frame", .latest = 1, .covers = CODES("need", "why")},
        },
    .checks =
        {
            {.code = "need", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .word = NAAST_WORD_CUSTOMER},
            {.code = "why", .rule = NAAST_RULE_EVERY, .kinds = CODES("need"), .has = CODES("why")},
        },
    .last_checks = {{.code = "frame", .rule = NAAST_RULE_SOME, .kinds = CODES("frame")}},
    .stages = {{.code = "first", .gate = {.code = "understood", .check_count = 2}},
               {.code = "second", .gate = {.code = "agreed", .check_count = 1}},
               {.code = "third", .won = 1}},
    .pipeline = {.size = sizeof(naast_pipeline),
                 .kind_size = sizeof(naast_kind),
                 .stage_size = sizeof(naast_stage),
                 .check_size = sizeof(naast_check),
                 .code = "draft",
                 .kind_count = 6,
                 .stage_count = 3},
};

static void draft_init(struct draft *d)
{
    *d = sound;
    d->stages[0].gate.checks = d->checks;
    d->stages[1].gate.checks = d->last_checks;
    d->pipeline.kinds = d->kinds;
    d->pipeline.stages = d->stages;
}

static void turned_away(const struct draft *d, const char *code, const char *place)
{
    ck_assert_int_eq(naast_pipeline_validate(store, &d->pipeline), NAAST_BAD_DATA);
    ck_assert_str_eq(naast_store_code(store), code);
    const char *message = naast_store_message(store);
    ck_assert_msg(strncmp(message, place, strlen(place)) == 0 && message[strlen(place)] == ':', "\"%s\" begins \"%s:\"",
                  message, place);
}

#define BREAK(change, code, place)                                                                                     \
    do {                                                                                                               \
        struct draft d;                                                                                                \
        draft_init(&d);                                                                                                \
        change;                                                                                                        \
        turned_away(&d, code, place);                                                                                  \
    } while (0)

/* The changed definition is still sound. */
#define ACCEPT(change)                                                                                                 \
    do {                                                                                                               \
        struct draft d;                                                                                                \
        draft_init(&d);                                                                                                \
        change;                                                                                                        \
        ck_assert_msg(naast_pipeline_validate(store, &d.pipeline) == NAAST_OK, "%s", naast_store_message(store));      \
    } while (0)

START_TEST(test_sound_definitions_pass)
{
    ACCEPT((void)0);
    for (const naast_pipeline *const *shipped = shipped_pipelines; *shipped != NULL; shipped++)
        ck_assert_msg(naast_pipeline_validate(store, *shipped) == NAAST_OK, "%s: %s", (*shipped)->code,
                      naast_store_message(store));
}
END_TEST

START_TEST(test_size_field_is_wanted)
{
    struct draft d;
    draft_init(&d);
    d.pipeline.size = 0;
    ck_assert_int_eq(naast_pipeline_validate(store, &d.pipeline), NAAST_INVALID);
    ck_assert_int_eq(naast_pipeline_validate(store, NULL), NAAST_INVALID);
}
END_TEST

/* ---- structs of another version ---- */

/* As a later version of the header has them, and an earlier one. */
struct later_kind {
    naast_kind kind;
    const char *unknown;
};
struct later_stage {
    naast_stage stage;
    int64_t unknown;
};
struct later_check {
    naast_check check;
    int64_t unknown;
};

START_TEST(test_a_program_built_with_a_later_header_is_understood)
{
    struct draft d;
    struct later_kind kinds[6] = {0};
    struct later_stage stages[3] = {0};
    struct later_check checks[2] = {0}, last[1] = {0};
    draft_init(&d);
    for (size_t k = 0; k < 6; k++)
        kinds[k].kind = d.kinds[k];
    for (size_t k = 0; k < 3; k++)
        stages[k].stage = d.stages[k];
    for (size_t k = 0; k < 2; k++)
        checks[k].check = d.checks[k];
    last[0].check = d.last_checks[0];
    stages[0].stage.gate.checks = &checks[0].check;
    stages[1].stage.gate.checks = &last[0].check;
    d.pipeline.kinds = &kinds[0].kind;
    d.pipeline.stages = &stages[0].stage;
    d.pipeline.kind_size = sizeof *kinds;
    d.pipeline.stage_size = sizeof *stages;
    d.pipeline.check_size = sizeof *checks;
    ck_assert_msg(naast_pipeline_validate(store, &d.pipeline) == NAAST_OK, "%s", naast_store_message(store));
    ck_assert_str_eq(naast_pipeline_kind(&d.pipeline, "frame")->code, "frame");
    ck_assert_str_eq(naast_pipeline_stage(&d.pipeline, "third")->code, "third");
    ck_assert_str_eq(naast_pipeline_check(&d.pipeline, "why")->code, "why");
    checks[1].unknown = 1;
    ck_assert_int_eq(naast_pipeline_validate(store, &d.pipeline), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(store), "spec_newer");
}
END_TEST

/* Kinds as a header had them that ended with `person`. */
struct earlier_kind {
    const char *code;
    naast_label name;
    int latest, sided, theirs, person;
};

START_TEST(test_a_program_built_with_an_earlier_header_is_understood)
{
    struct draft d;
    struct earlier_kind kinds[] = {{.code = "need", .theirs = 1}, {.code = "frame", .latest = 1}};
    draft_init(&d);
    d.stages[0].gate.check_count = 1;
    d.pipeline.kinds = (const naast_kind *)(const void *)kinds;
    d.pipeline.kind_count = 2;
    d.pipeline.kind_size = sizeof *kinds;
    ck_assert_msg(naast_pipeline_validate(store, &d.pipeline) == NAAST_OK, "%s", naast_store_message(store));
}
END_TEST

START_TEST(test_arrays_without_a_size_are_refused)
{
    struct draft d;
    draft_init(&d);
    d.pipeline.check_size = 0;
    ck_assert_int_eq(naast_pipeline_validate(store, &d.pipeline), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(store), "spec_size");
    draft_init(&d);
    d.pipeline.kind_size = 1 << 20;
    ck_assert_int_eq(naast_pipeline_validate(store, &d.pipeline), NAAST_INVALID);
    ck_assert_int_eq(naast_pipeline_validate(NULL, &d.pipeline), NAAST_INVALID);
}
END_TEST

START_TEST(test_what_is_not_in_a_pipeline_is_null)
{
    struct draft d;
    draft_init(&d);
    ck_assert_ptr_eq(naast_pipeline_kind(&d.pipeline, "why"), &d.kinds[WHY]);
    ck_assert_ptr_eq(naast_pipeline_stage(&d.pipeline, "second"), &d.stages[1]);
    ck_assert_ptr_eq(naast_pipeline_check(&d.pipeline, "frame"), &d.last_checks[0]);
    ck_assert_ptr_null(naast_pipeline_kind(&d.pipeline, "wish"));
    ck_assert_ptr_null(naast_pipeline_stage(&d.pipeline, "fourth"));
    ck_assert_ptr_null(naast_pipeline_check(&d.pipeline, "second"));
    ck_assert_ptr_null(naast_pipeline_kind(NULL, "why"));
    ck_assert_ptr_null(naast_pipeline_stage(&d.pipeline, NULL));
    ck_assert_ptr_null(naast_pipeline_check(NULL, NULL));
}
END_TEST

START_TEST(test_codes_are_well_formed_and_there_once)
{
    BREAK(d.pipeline.code = NULL, "definition_missing", "code");
    BREAK(d.pipeline.code = "Draft", "definition_code", "code");
    BREAK(d.kinds[WHY].code = NULL, "definition_missing", "kinds[1].code");
    BREAK(d.kinds[WHY].code = "w y", "definition_code", "kinds[1].code");
    BREAK(d.kinds[WHY].code = "need", "definition_twice", "kinds[1].code");
    BREAK(d.kinds[SEEN].code = "because", "definition_reserved", "kinds[4].code");
    BREAK(d.stages[1].code = "2nd", "definition_code", "stages[1].code");
    BREAK(d.stages[1].code = "first", "definition_twice", "stages[1].code");
    BREAK(d.stages[1].gate.code = NULL, "definition_missing", "stages[1].gate.code");
    BREAK(d.stages[1].gate.code = "understood", "definition_twice", "stages[1].gate.code");
    BREAK(d.checks[1].code = NULL, "definition_missing", "stages[0].gate.checks[1].code");
    BREAK(d.last_checks[0].code = "need", "definition_twice", "stages[1].gate.checks[0].code");
    BREAK(d.kinds[PROMISE].life = CODES("kept", "kept"), "definition_twice", "kinds[2].life[1]");
}
END_TEST

START_TEST(test_words_are_one_line_of_text)
{
    static char long_name[302];
    memset(long_name, 'x', sizeof long_name - 1);
    BREAK(d.kinds[NEED].label.nl = "be\nhoefte", "definition_text", "kinds[0].label.nl");
    BREAK(d.stages[0].label.en = "\xff", "definition_text", "stages[0].label.en");
    BREAK(d.stages[0].gate.label.en = long_name, "definition_text", "stages[0].gate.label.en");
    BREAK(d.checks[0].ask.nl = "\x1b[2J", "definition_text", "stages[0].gate.checks[0].ask.nl");
    BREAK(d.checks[0].ask_us.en = "\xc0\x80", "definition_text", "stages[0].gate.checks[0].ask_us.en");
}
END_TEST

START_TEST(test_kinds_that_are_not_there)
{
    BREAK(d.checks[0].kinds = CODES("wish"), "definition_kind", "stages[0].gate.checks[0].kinds");
    BREAK(d.checks[0].kinds = CODES("need", "wish"), "definition_kind", "stages[0].gate.checks[0].kinds[1]");
    BREAK(d.checks[0].kinds = NULL, "definition_missing", "stages[0].gate.checks[0].kinds");
    BREAK(d.checks[1].has = CODES("wish"), "definition_kind", "stages[0].gate.checks[1].has");
    BREAK(d.kinds[WHY].about = CODES("wish"), "definition_kind", "kinds[1].about");
    BREAK(d.kinds[FRAME].covers = CODES("need", "wish"), "definition_kind", "kinds[5].covers[1]");
}
END_TEST

START_TEST(test_values_and_states_that_are_not_there)
{
    BREAK(d.kinds[AUTHORITY].no = CODES("never"), "definition_value", "kinds[3].no");
    BREAK(d.kinds[PROMISE].life = CODES("forgotten"), "definition_state", "kinds[2].life");
    BREAK((d.checks[0].kinds = CODES("authority"), d.checks[0].value = CODES("decides", "wishes")), "definition_value",
          "stages[0].gate.checks[0].value[1]");
    BREAK(d.checks[0].rule = (naast_rule)9, "definition_enum", "stages[0].gate.checks[0].rule");
    BREAK(d.checks[0].rule = (naast_rule)0, "definition_enum", "stages[0].gate.checks[0].rule");
    BREAK(d.checks[0].word = (naast_word_wanted)7, "definition_enum", "stages[0].gate.checks[0].word");
    BREAK(d.checks[0].side = (naast_side)3, "definition_enum", "stages[0].gate.checks[0].side");
    BREAK(d.kinds[PROMISE].owed = (naast_side)5, "definition_enum", "kinds[2].owed");
}
END_TEST

START_TEST(test_side_wants_a_sided_kind)
{
    BREAK(d.checks[0].side = NAAST_SIDE_US, "definition_side", "stages[0].gate.checks[0].side");
    ACCEPT((d.checks[0].kinds = CODES("need", "promise"), d.checks[0].side = NAAST_SIDE_US));
}
END_TEST

START_TEST(test_owed_goes_with_an_unsided_life)
{
    BREAK(d.kinds[PROMISE].owed = NAAST_SIDE_US, "definition_owed", "kinds[2].owed");
    BREAK(d.kinds[PROMISE].sided = 0, "definition_owed", "kinds[2].owed");
    BREAK(d.kinds[NEED].owed = NAAST_SIDE_US, "definition_owed", "kinds[0].owed");
    BREAK(d.kinds[SEEN].person = 0, "definition_speaking", "kinds[4].by_speaking");
}
END_TEST

START_TEST(test_has_that_cannot_answer)
{
    BREAK(d.checks[1].has = CODES("frame"), "definition_has", "stages[0].gate.checks[1].has");
    BREAK(d.checks[1].has = CODES("why", "frame"), "definition_has", "stages[0].gate.checks[1].has[1]");
    BREAK(d.checks[1].kinds = CODES("need", "promise"), "definition_has", "stages[0].gate.checks[1].has");
    BREAK(d.checks[1].rule = NAAST_RULE_SOME, "definition_unused", "stages[0].gate.checks[1].has");
    ACCEPT((d.checks[1].kinds = CODES("authority"), d.checks[1].has = CODES("seen")));
}
END_TEST

START_TEST(test_closed_wants_a_life)
{
    BREAK(d.checks[0].closed = 1, "definition_closed", "stages[0].gate.checks[0].closed");
    BREAK((d.checks[1].kinds = CODES("authority"), d.checks[1].has = CODES("seen"), d.checks[1].closed = 1),
          "definition_closed", "stages[0].gate.checks[1].closed");
    BREAK((d.checks[0].kinds = CODES("promise", "need"), d.checks[0].closed = 1), "definition_closed",
          "stages[0].gate.checks[0].closed");
    ACCEPT((d.kinds[PROMISE].person = 1, d.checks[1].kinds = CODES("authority"),
            d.checks[1].has = CODES("seen", "promise"), d.checks[1].closed = 1));
}
END_TEST

START_TEST(test_by_wants_an_authority_and_the_customers_word)
{
    BREAK((d.checks[0].by = "pays"), "definition_by", "stages[0].gate.checks[0].by");
    BREAK((d.checks[0].by = "decides", d.checks[0].word = NAAST_WORD_US), "definition_by_word",
          "stages[0].gate.checks[0].by");
    BREAK((d.checks[0].by = "decides", d.kinds[AUTHORITY].code = "power"), "definition_by",
          "stages[0].gate.checks[0].by");
    ACCEPT((d.checks[0].by = "decides", d.checks[0].word = NAAST_WORD_BOTH));
}
END_TEST

START_TEST(test_numbers_stay_in_range)
{
    BREAK(d.checks[0].n = -1, "definition_range", "stages[0].gate.checks[0].n");
    BREAK(d.checks[0].n = 101, "definition_range", "stages[0].gate.checks[0].n");
    BREAK(d.checks[1].n = 2, "definition_unused", "stages[0].gate.checks[1].n");
    BREAK(d.checks[0].fresh_days = 3651, "definition_range", "stages[0].gate.checks[0].fresh_days");
    BREAK(d.stages[2].sleeps_days = -1, "definition_range", "stages[2].sleeps_days");
    BREAK(d.pipeline.kind_count = 100000, "definition_too_many", "kinds");
    BREAK(d.pipeline.stage_count = 100000, "definition_too_many", "stages");
}
END_TEST

START_TEST(test_a_callback_selects_and_judges_nothing)
{
    const naast_check bare = {.code = "budget", .rule = NAAST_RULE_CALLBACK};
    ACCEPT(d.checks[0] = bare);
    BREAK((d.checks[0] = bare, d.checks[0].kinds = CODES("need")), "definition_unused",
          "stages[0].gate.checks[0].kinds");
    BREAK((d.checks[0] = bare, d.checks[0].word = NAAST_WORD_US), "definition_unused", "stages[0].gate.checks[0].word");
    BREAK((d.checks[0] = bare, d.checks[0].fresh_days = 3), "definition_unused", "stages[0].gate.checks[0].fresh_days");
}
END_TEST

START_TEST(test_stages_and_gates_lead_to_a_win)
{
    BREAK(d.stages[2].won = 0, "definition_won", "stages");
    BREAK(d.stages[0].won = 1, "definition_won", "stages");
    BREAK(d.stages[1].won = 1, "definition_won", "stages[2].won");
    BREAK(d.pipeline.stage_count = 0, "definition_missing", "stages");
    BREAK(d.stages[1].gate = (naast_gate){0}, "definition_missing", "stages[1].gate");
    BREAK(d.stages[1].gate.check_count = 0, "definition_no_checks", "stages[1].gate.checks");
    BREAK(d.stages[2].gate = d.stages[1].gate, "definition_last_gate", "stages[2].gate");
}
END_TEST

START_TEST(test_the_place_is_told_in_dutch_too)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *dutch;
    struct draft d;
    draft_init(&d);
    options.language = NAAST_LANGUAGE_DUTCH;
    ck_assert_int_eq(naast_store_new(&options, &dutch), NAAST_OK);
    d.checks[0].kinds = CODES("wish");
    ck_assert_int_eq(naast_pipeline_validate(dutch, &d.pipeline), NAAST_BAD_DATA);
    ck_assert_str_eq(naast_store_message(dutch), "stages[0].gate.checks[0].kinds: deze pijplijn kent geen soort wish");
    naast_store_free(dutch);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pipeline_check");
    TCase *tests = tcase_create("definitions");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_sound_definitions_pass);
    tcase_add_test(tests, test_size_field_is_wanted);
    tcase_add_test(tests, test_a_program_built_with_a_later_header_is_understood);
    tcase_add_test(tests, test_a_program_built_with_an_earlier_header_is_understood);
    tcase_add_test(tests, test_arrays_without_a_size_are_refused);
    tcase_add_test(tests, test_what_is_not_in_a_pipeline_is_null);
    tcase_add_test(tests, test_codes_are_well_formed_and_there_once);
    tcase_add_test(tests, test_words_are_one_line_of_text);
    tcase_add_test(tests, test_kinds_that_are_not_there);
    tcase_add_test(tests, test_values_and_states_that_are_not_there);
    tcase_add_test(tests, test_side_wants_a_sided_kind);
    tcase_add_test(tests, test_owed_goes_with_an_unsided_life);
    tcase_add_test(tests, test_has_that_cannot_answer);
    tcase_add_test(tests, test_closed_wants_a_life);
    tcase_add_test(tests, test_by_wants_an_authority_and_the_customers_word);
    tcase_add_test(tests, test_numbers_stay_in_range);
    tcase_add_test(tests, test_a_callback_selects_and_judges_nothing);
    tcase_add_test(tests, test_stages_and_gates_lead_to_a_win);
    tcase_add_test(tests, test_the_place_is_told_in_dutch_too);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
