/* test_pipelines.c: stored pipelines: revisions, what is kept of them on a handle, and which deals a change would
 * affect. */
#include "fixtures/evidence.h"
#include "base/env/env.h"
#include "base/values/ids.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/shipped.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

/* A pipeline called "small" whose only question has this text; distinct texts make distinct revisions. */
struct small {
    naast_kind kinds[1];
    naast_check checks[1];
    naast_stage stages[2];
    naast_pipeline pipeline;
};

static const naast_pipeline *small(struct small *s, const char *ask)
{
    *s = (struct small){0};
    s->kinds[0] = (naast_kind){.code = "need"};
    s->checks[0] = (naast_check){.code = "need", .rule = NAAST_RULE_SOME, .ask = {.en = ask}};
    static const char *const kinds[] = {"need", NULL};
    s->checks[0].kinds = kinds;
    s->stages[0] = (naast_stage){.code = "one", .gate = {.code = "gate", .checks = s->checks, .check_count = 1}};
    s->stages[1] = (naast_stage){.code = "two", .won = 1};
    s->pipeline = (naast_pipeline){.size = sizeof(naast_pipeline),
                                   .kind_size = sizeof(naast_kind),
                                   .stage_size = sizeof(naast_stage),
                                   .check_size = sizeof(naast_check),
                                   .code = "small",
                                   .kinds = s->kinds,
                                   .kind_count = 1,
                                   .stages = s->stages,
                                   .stage_count = 2};
    return &s->pipeline;
}

static int32_t add(const naast_pipeline *definition)
{
    int32_t revision = 0;
    int status = naast_pipeline_add(f.store, definition, &revision);
    ck_assert_msg(status == NAAST_OK, "pipeline_add: %s", naast_store_message(f.store));
    return revision;
}

static void asks(int32_t revision, const char *ask)
{
    naast_pipeline *pipeline = NULL;
    expect_ok(&f, naast_pipeline_get(f.store, "small", revision, &pipeline));
    ck_assert_str_eq(pipeline->stages[0].gate.checks[0].ask.en, ask);
    naast_free(pipeline);
}

START_TEST(test_revisions_count_up_and_stay)
{
    struct small s;
    ck_assert_int_eq(add(small(&s, "What?")), 1);
    ck_assert_int_eq(add(small(&s, "What now?")), 2);
    asks(1, "What?");
    asks(2, "What now?");
    asks(0, "What now?");
}
END_TEST

START_TEST(test_an_equal_definition_adds_nothing)
{
    struct small s;
    ck_assert_int_eq(add(small(&s, "What?")), 1);
    int64_t last = naast_operation_last(f.store);
    ck_assert_int_eq(add(small(&s, "What?")), 1);
    ck_assert_int_eq(naast_operation_last(f.store), last);
    ck_assert_int_eq(add(&shipped_fair), 1);
    ck_assert_int_eq(add(small(&s, "What now?")), 2);
    ck_assert_int_eq(add(small(&s, "What?")), 3);
}
END_TEST

START_TEST(test_a_broken_definition_is_not_stored)
{
    struct small s;
    naast_pipeline *pipeline = NULL;
    small(&s, "What?");
    s.stages[1].won = 0;
    expect(&f, naast_pipeline_add(f.store, &s.pipeline, NULL), NAAST_BAD_DATA, "definition_won");
    expect(&f, naast_pipeline_get(f.store, "small", 0, &pipeline), NAAST_NOT_FOUND, "pipeline_not_found");
}
END_TEST

START_TEST(test_the_default_can_become_another)
{
    naast_pipeline *pipeline = NULL;
    naast_deal *deal = NULL;
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_verification *verification = NULL;
    naast_id id = 0;
    expect_ok(&f, naast_pipeline_set_default(f.store, "bant"));
    expect_ok(&f, naast_pipeline_get(f.store, NULL, 0, &pipeline));
    ck_assert_str_eq(pipeline->code, "bant");
    ck_assert_uint_eq(pipeline->check_size, sizeof(naast_check));
    naast_free(pipeline);
    spec.title = "on the other";
    expect_ok(&f, naast_deal_add(f.store, &spec, &id));
    expect_ok(&f, naast_deal_get(f.store, id, &deal));
    ck_assert_str_eq(deal->pipeline, "bant");
    naast_free(deal);
    expect_ok(&f, naast_pipeline_set_default(f.store, "bant"));
    expect_ok(&f, naast_store_verify(f.store, NULL, &verification));
    naast_free(verification);
    expect(&f, naast_pipeline_set_default(f.store, "wish"), NAAST_NOT_FOUND, "pipeline_not_found");
    expect(&f, naast_pipeline_set_default(f.store, NULL), NAAST_INVALID, "argument_null");
    ck_assert_int_eq(naast_pipeline_set_default(NULL, "bant"), NAAST_INVALID);
}
END_TEST

START_TEST(test_a_call_on_pipelines_without_a_handle_or_an_output_is_invalid)
{
    naast_pipeline *pipeline = NULL;
    naast_pipelines *list = NULL;
    naast_effects *effects = NULL;
    ck_assert_int_eq(naast_pipeline_add(NULL, NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_pipeline_get(NULL, NULL, 0, &pipeline), NAAST_INVALID);
    ck_assert_int_eq(naast_pipeline_list(NULL, &list), NAAST_INVALID);
    ck_assert_int_eq(naast_pipeline_effects(NULL, NULL, &effects), NAAST_INVALID);
    expect(&f, naast_pipeline_get(f.store, NULL, 0, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_pipeline_list(f.store, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_pipeline_effects(f.store, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_pipeline_effects(f.store, NULL, &effects), NAAST_INVALID, "spec_size");
    char buffer[NAAST_NAME_SIZE];
    ck_assert_str_eq(naast_name(NULL, "a_code", NULL, buffer), "a code");
}
END_TEST

START_TEST(test_a_pipeline_has_a_label_in_two_languages)
{
    struct small s;
    naast_pipelines *list = NULL;
    naast_pipeline *stored = NULL;
    (void)small(&s, "What?");
    s.pipeline.code = "small_one";
    s.pipeline.label = (naast_label){"A small one", "Een kleine"};
    ck_assert_int_eq(add(&s.pipeline), 1);
    expect_ok(&f, naast_pipeline_get(f.store, "small_one", 0, &stored));
    ck_assert_str_eq(stored->label.en, "A small one");
    ck_assert_str_eq(stored->label.nl, "Een kleine");
    naast_free(stored);
    expect_ok(&f, naast_store_set_language(f.store, NAAST_LANGUAGE_DUTCH));
    expect_ok(&f, naast_pipeline_list(f.store, &list));
    ck_assert_str_eq(list->items[3].code, "small_one");
    ck_assert_str_eq(list->items[3].name, "Een kleine");
    naast_free(list);
    s.pipeline.label = (naast_label){NULL, NULL};
    ck_assert_int_eq(add(&s.pipeline), 2); /* another label is another revision */
    expect_ok(&f, naast_pipeline_list(f.store, &list));
    ck_assert_str_eq(list->items[3].name, "small one");
    naast_free(list);
    s.pipeline.label.en = "two\nlines";
    expect(&f, naast_pipeline_add(f.store, &s.pipeline, NULL), NAAST_BAD_DATA, "definition_text");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "label"));
}
END_TEST

START_TEST(test_what_is_not_stored_is_not_found)
{
    naast_pipeline *pipeline = NULL;
    expect(&f, naast_pipeline_get(f.store, "wish", 0, &pipeline), NAAST_NOT_FOUND, "pipeline_not_found");
    expect(&f, naast_pipeline_get(f.store, "fair", 2, &pipeline), NAAST_NOT_FOUND, "revision_not_found");
    ck_assert_str_eq(naast_store_message(f.store), "pipeline fair has no revision 2");
    expect(&f, naast_pipeline_get(f.store, "fair", -1, &pipeline), NAAST_NOT_FOUND, "revision_not_found");
    expect(&f, naast_pipeline_get(f.store, "fair", 1 << 20, &pipeline), NAAST_NOT_FOUND, "revision_not_found");
    ck_assert_ptr_null(pipeline);
}
END_TEST

START_TEST(test_the_list_counts_open_deals_of_every_revision)
{
    struct small s;
    naast_pipelines *list = NULL;
    naast_end_spec end = NAAST_END_SPEC_INIT;
    add(small(&s, "What?"));
    fixture_deal(&f, "small", f.sanne);
    add(small(&s, "What now?"));
    fixture_deal(&f, "small", f.sanne);
    naast_id ended = fixture_deal(&f, "small", f.sanne);
    end.outcome = "withdrawn";
    end.because = "the question went away";
    expect_ok(&f, naast_deal_end(f.store, ended, &end));
    expect_ok(&f, naast_pipeline_list(f.store, &list));
    ck_assert_uint_eq(list->count, 4);
    ck_assert_str_eq(list->items[3].code, "small");
    ck_assert_str_eq(list->items[3].name, "small");
    ck_assert_int_eq(list->items[3].revision, 2);
    ck_assert_int_eq(list->items[3].open_deals, 2);
    ck_assert_int_eq(list->items[3].is_default, 0);
    ck_assert_int_eq(list->items[1].open_deals, 1);
    naast_free(list);
}
END_TEST

/* What pipeline_load gives inside a read. */
static const naast_pipeline *load(int64_t key)
{
    const naast_pipeline *loaded = NULL;
    int status = read_begin(f.store);
    if (status == 0)
        status = pipeline_load(f.store, key, &loaded);
    ck_assert_int_eq(read_end(f.store, status), 0);
    return loaded;
}

static int64_t key_of(const char *name)
{
    int64_t key = 0;
    int status = read_begin(f.store);
    if (status == 0)
        status = pipeline_find(f.store, name, 0, &key);
    ck_assert_int_eq(read_end(f.store, status), 0);
    return key;
}

START_TEST(test_a_revision_is_read_once_for_each_handle)
{
    int64_t key = key_of(NULL);
    const naast_pipeline *first = load(key);
    ck_assert_str_eq(first->code, "fair");
    ck_assert_int_eq(first->revision, 1);
    ck_assert_ptr_eq(load(key), first);
}
END_TEST

/* The same key comes to hold another text, because the write that first gave it out was undone. */
START_TEST(test_an_undone_revision_is_not_served_again)
{
    struct small s;
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    add(small(&s, "What?"));
    int64_t key = key_of("small");
    const naast_pipeline *undone = load(key);
    ck_assert_int_eq(naast_operation_end(f.store, NAAST_FAILURE), NAAST_FAILURE);
    add(small(&s, "What now?"));
    ck_assert_int_eq(key_of("small"), key);
    const naast_pipeline *now = load(key);
    ck_assert_str_eq(now->stages[0].gate.checks[0].ask.en, "What now?");
    ck_assert_str_eq(undone->stages[0].gate.checks[0].ask.en, "What?");
    ck_assert_ptr_eq(load(key), now);
}
END_TEST

START_TEST(test_what_another_handle_stored_instead_is_served)
{
    struct small s;
    naast_store *other = NULL;
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    add(small(&s, "What?"));
    int64_t key = key_of("small");
    load(key);
    ck_assert_int_eq(naast_operation_end(f.store, NAAST_FAILURE), NAAST_FAILURE);
    ck_assert_int_eq(naast_store_new(NULL, &other), NAAST_OK);
    ck_assert_int_eq(naast_store_open(other, f.path, NULL), NAAST_OK);
    ck_assert_int_eq(naast_pipeline_add(other, small(&s, "What now?"), NULL), NAAST_OK);
    naast_store_free(other);
    ck_assert_int_eq(key_of("small"), key);
    ck_assert_str_eq(load(key)->stages[0].gate.checks[0].ask.en, "What now?");
}
END_TEST

START_TEST(test_an_inner_write_that_is_undone_takes_its_revision_along)
{
    struct small s;
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    add(small(&s, "What?"));
    int64_t key = key_of("small");
    load(key);
    ck_assert_int_eq(naast_operation_end(f.store, NAAST_FAILURE), NAAST_FAILURE);
    add(small(&s, "What now?"));
    ck_assert_str_eq(load(key)->stages[0].gate.checks[0].ask.en, "What now?");
    ck_assert_int_eq(naast_operation_end(f.store, NAAST_OK), NAAST_OK);
    ck_assert_str_eq(load(key)->stages[0].gate.checks[0].ask.en, "What now?");
}
END_TEST

START_TEST(test_a_missing_revision_is_not_found)
{
    const naast_pipeline *loaded = NULL;
    int status = read_begin(f.store);
    if (status == 0)
        status = pipeline_load(f.store, child_key(99, 1), &loaded);
    expect(&f, read_end(f.store, status), NAAST_NOT_FOUND, "revision_not_found");
    ck_assert_ptr_null(loaded);
}
END_TEST

/* Fair's own gates and kinds with the gates in another order, which a rule of one's own may ask for. */
static void reorder(naast_stage stages[6], naast_pipeline *out)
{
    static const int order[] = {0, 1, 3, 4, 2}; /* the value is framed last */
    for (int k = 0; k < 5; k++)
        stages[k] = shipped_fair.stages[order[k]];
    stages[5] = (naast_stage){.code = "delivery", .won = 1};
    *out = shipped_fair;
    out->code = "five_gates";
    out->stages = stages;
    out->stage_count = 6;
}

START_TEST(test_the_five_gates_stand_in_another_order)
{
    static const char *const wanted[] = {"needs_understood", "match_confirmed", "decision_maker_identified",
                                         "supplier_conditions_met", "value_framed"};
    naast_stage stages[6];
    naast_pipeline five;
    naast_evaluation *evaluation = NULL;
    reorder(stages, &five);
    ck_assert_int_eq(add(&five), 1);
    naast_id deal = fixture_deal(&f, "five_gates", f.sanne);
    expect_ok(&f, naast_gate_evaluate(f.store, deal, NAAST_SPEC(naast_evaluate_spec, .to = "delivery"), &evaluation));
    ck_assert_uint_eq(evaluation->gate_count, 5);
    for (size_t k = 0; k < 5; k++) {
        ck_assert_str_eq(evaluation->gates[k].gate, wanted[k]);
        ck_assert_int_eq(evaluation->gates[k].open, 0);
    }
    naast_free(evaluation);
}
END_TEST

/* Fair with a first gate that asks only for the purpose. */
struct lenient {
    naast_stage stages[7];
    naast_pipeline pipeline;
};

static void lenient_init(struct lenient *l)
{
    memcpy(l->stages, shipped_fair.stages, sizeof l->stages);
    l->stages[0].gate.check_count = 1;
    l->pipeline = shipped_fair;
    l->pipeline.stages = l->stages;
}

START_TEST(test_effects_are_of_deals_for_which_something_changes)
{
    struct lenient l;
    naast_effects *effects = NULL;
    lenient_init(&l);
    record(&f, "purpose", NULL, "We build search.");
    fixture_deal(&f, NULL, f.sanne);   /* without a purpose: nothing changes */
    fixture_deal(&f, "bant", f.sanne); /* another pipeline */
    expect_ok(&f, naast_pipeline_effects(f.store, &l.pipeline, &effects));
    ck_assert_int_eq(effects->open_deals, 2);
    ck_assert_uint_eq(effects->count, 1);
    ck_assert_int_eq(effects->items[0].deal, f.deal);
    ck_assert_str_eq(effects->items[0].title, "Findable policy");
    ck_assert_str_eq(effects->items[0].stage, "discovery");
    ck_assert_int_eq(effects->items[0].stage_kept, 1);
    ck_assert_int_eq(effects->items[0].open_before, 0);
    ck_assert_int_eq(effects->items[0].open_after, 1);
    naast_free(effects);
}
END_TEST

START_TEST(test_effects_of_the_same_definition_are_none)
{
    naast_effects *effects = NULL;
    record(&f, "purpose", NULL, "We build search.");
    expect_ok(&f, naast_pipeline_effects(f.store, &shipped_fair, &effects));
    ck_assert_int_eq(effects->open_deals, 1);
    ck_assert_uint_eq(effects->count, 0);
    naast_free(effects);
}
END_TEST

START_TEST(test_effects_tell_of_a_stage_that_goes)
{
    struct lenient l;
    naast_effects *effects = NULL;
    lenient_init(&l);
    l.stages[0].code = "meeting";
    expect_ok(&f, naast_pipeline_effects(f.store, &l.pipeline, &effects));
    ck_assert_uint_eq(effects->count, 1);
    ck_assert_int_eq(effects->items[0].stage_kept, 0);
    naast_free(effects);
}
END_TEST

START_TEST(test_effects_tell_of_a_stage_that_would_be_won)
{
    struct lenient l;
    naast_effects *effects = NULL;
    naast_deal *deal = NULL;
    const naast_check checks[] = {{.code = "asked", .rule = NAAST_RULE_CALLBACK}};
    const naast_stage stages[] = {{.code = "first", .gate = GATE("gate", checks, NULL, NULL)},
                                  {.code = "discovery", .won = 1}};
    lenient_init(&l);
    l.pipeline.stages = stages;
    l.pipeline.stage_count = 2;
    expect_ok(&f, naast_pipeline_effects(f.store, &l.pipeline, &effects));
    ck_assert_uint_eq(effects->count, 1);
    ck_assert_int_eq(effects->items[0].stage_kept, 0);
    naast_free(effects);
    ck_assert_int_eq(add(&l.pipeline), 2); /* and so it goes */
    expect_ok(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("fair", 0, "a try")));
    expect_ok(&f, naast_deal_get(f.store, f.deal, &deal));
    ck_assert_str_eq(deal->stage, "first");
    ck_assert_str_eq(deal->outcome, "");
    naast_free(deal);
}
END_TEST

START_TEST(test_effects_of_a_kind_that_goes)
{
    struct lenient l;
    naast_effects *effects = NULL;
    const naast_check checks[] = {{.code = "asked", .rule = NAAST_RULE_CALLBACK, .advisory = 1}};
    const naast_stage stages[] = {{.code = "discovery", .gate = GATE("gate", checks, NULL, NULL)},
                                  {.code = "won", .won = 1}};
    lenient_init(&l);
    l.pipeline.kinds = NULL;
    l.pipeline.kind_count = 0;
    l.pipeline.stages = stages;
    l.pipeline.stage_count = 2;
    record(&f, "purpose", NULL, "We build search.");
    expect_ok(&f, naast_pipeline_effects(f.store, &l.pipeline, &effects));
    ck_assert_uint_eq(effects->count, 1);
    ck_assert_int_eq(effects->items[0].open_after, 1);
    naast_free(effects);
}
END_TEST

START_TEST(test_effects_want_a_sound_definition)
{
    struct lenient l;
    naast_effects *effects = NULL;
    lenient_init(&l);
    l.pipeline.code = "Not a code";
    expect(&f, naast_pipeline_effects(f.store, &l.pipeline, &effects), NAAST_BAD_DATA, "definition_code");
    ck_assert_ptr_null(effects);
}
END_TEST

START_TEST(test_a_name_is_its_words_or_the_code_with_spaces)
{
    char buffer[64];
    const naast_label words = WORDS("Getting to know", "Kennismaken"), none = {0};
    ck_assert_str_eq(naast_name(f.store, "discovery", &words, buffer), "Getting to know");
    ck_assert_str_eq(naast_name(f.store, "getting_to_know", &none, buffer), "getting to know");
    ck_assert_str_eq(naast_name(f.store, "a_b", NULL, buffer), "a b");
}
END_TEST

static void question_is(const naast_pipeline *pipeline, const char *kind, const char *value, naast_side side,
                        const char *begins)
{
    const char *ask = naast_pipeline_question(f.store, pipeline, kind, value, side);
    ck_assert_msg(strncmp(ask, begins, strlen(begins)) == 0, "%s: %s", kind, ask);
}

START_TEST(test_the_question_of_a_kind_is_that_of_the_check_it_answers)
{
    naast_pipeline *fair = NULL;
    expect_ok(&f, naast_pipeline_get(f.store, "fair", 0, &fair));
    question_is(fair, "need", NULL, NAAST_SIDE_NONE, "What keeps you busy");
    question_is(fair, "why", NULL, NAAST_SIDE_NONE, "What would change for you"); /* of each need: it answers for one */
    question_is(fair, "authority", NULL, NAAST_SIDE_CUSTOMER, "Do you decide this yourself");
    question_is(fair, "authority", "signs", NAAST_SIDE_CUSTOMER, "And whose signature");
    question_is(fair, "match", "yes", NAAST_SIDE_US, "Can we honestly help");
    question_is(fair, "match", "no", NAAST_SIDE_CUSTOMER, "Does this feel like a match");
    question_is(fair, "win", NULL, NAAST_SIDE_US, "For us, the gain");
    question_is(fair, "win", NULL, NAAST_SIDE_CUSTOMER, "What makes this worth it");
    ck_assert_str_eq(naast_pipeline_question(f.store, fair, "claim", NULL, NAAST_SIDE_NONE), "");
    ck_assert_str_eq(naast_pipeline_question(f.store, fair, "nothing", NULL, NAAST_SIDE_NONE), "");
    ck_assert_str_eq(naast_pipeline_question(f.store, NULL, "need", NULL, NAAST_SIDE_NONE), "");
    ck_assert_str_eq(naast_pipeline_question(f.store, fair, NULL, NULL, NAAST_SIDE_NONE), "");
    expect_ok(&f, naast_store_set_language(f.store, NAAST_LANGUAGE_DUTCH));
    question_is(fair, "why", NULL, NAAST_SIDE_NONE, "Wat verandert er voor je");
    ck_assert_ptr_nonnull(strstr(naast_pipeline_question(NULL, fair, "why", NULL, NAAST_SIDE_NONE), "What would"));
    naast_free(fair);
}
END_TEST

START_TEST(test_no_memory_while_adding_leaves_no_revision)
{
    struct small s;
    int status = NAAST_NO_MEMORY;
    small(&s, "What?");
    for (long at = 1; status == NAAST_NO_MEMORY && at < 2000; at++) {
        naast_pipelines *list = NULL;
        f.memory.requests = 0;
        f.memory.fail_at = at;
        status = naast_pipeline_add(f.store, &s.pipeline, NULL);
        f.memory.fail_at = 0;
        expect_ok(&f, naast_pipeline_list(f.store, &list));
        ck_assert_uint_eq(list->count, 3 + (status == NAAST_OK));
        naast_free(list);
    }
    ck_assert_int_eq(status, NAAST_OK);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_test(tests, test_revisions_count_up_and_stay);
    tcase_add_test(tests, test_an_equal_definition_adds_nothing);
    tcase_add_test(tests, test_a_broken_definition_is_not_stored);
    tcase_add_test(tests, test_the_default_can_become_another);
    tcase_add_test(tests, test_a_call_on_pipelines_without_a_handle_or_an_output_is_invalid);
    tcase_add_test(tests, test_a_pipeline_has_a_label_in_two_languages);
    tcase_add_test(tests, test_what_is_not_stored_is_not_found);
    tcase_add_test(tests, test_the_list_counts_open_deals_of_every_revision);
    tcase_add_test(tests, test_a_revision_is_read_once_for_each_handle);
    tcase_add_test(tests, test_an_undone_revision_is_not_served_again);
    tcase_add_test(tests, test_what_another_handle_stored_instead_is_served);
    tcase_add_test(tests, test_an_inner_write_that_is_undone_takes_its_revision_along);
    tcase_add_test(tests, test_a_missing_revision_is_not_found);
    tcase_add_test(tests, test_the_five_gates_stand_in_another_order);
    tcase_add_test(tests, test_effects_are_of_deals_for_which_something_changes);
    tcase_add_test(tests, test_effects_of_the_same_definition_are_none);
    tcase_add_test(tests, test_effects_tell_of_a_stage_that_goes);
    tcase_add_test(tests, test_effects_tell_of_a_stage_that_would_be_won);
    tcase_add_test(tests, test_effects_of_a_kind_that_goes);
    tcase_add_test(tests, test_effects_want_a_sound_definition);
    tcase_add_test(tests, test_a_name_is_its_words_or_the_code_with_spaces);
    tcase_add_test(tests, test_the_question_of_a_kind_is_that_of_the_check_it_answers);
    tcase_add_test(tests, test_no_memory_while_adding_leaves_no_revision);
}

int main(void)
{
    Suite *suite = suite_create("pipelines");
    TCase *tests = tcase_create("stored pipelines");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, setup, teardown);
    add_tests(tests);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
