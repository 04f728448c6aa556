/* test_moves_oom.c: memory that runs out, and an engine that fails, at every place in turn while deals are moved or
 * read. */
#include "fixtures/failing.h"
#include "base/env/env.h"

static struct fixture f;
static naast_id other;

static int met(void *context, const naast_callback_question *question, naast_callback_answer *answer)
{
    static const int32_t items[] = {1};
    (void)context;
    answer->code = "called";
    answer->text = "somebody called";
    answer->items = items;
    answer->item_count = 1;
    answer->verdict = question->items->count > 0 ? NAAST_VERDICT_MET : NAAST_VERDICT_MISSING;
    return 0;
}

/* A check that a program answers stands in the way of D2. */
static void add_called_deal(void)
{
    static const naast_kind kinds[] = {{.code = "need", .theirs = 1}};
    static const naast_check checks[] = {{.code = "call", .rule = NAAST_RULE_CALLBACK}};
    static const naast_stage stages[] = {
        {.code = "start", .gate = {.code = "called", .checks = checks, .check_count = 1}}, {.code = "end", .won = 1}};
    naast_pipeline pipeline = NAAST_PIPELINE_INIT;
    naast_id fair = f.deal;
    pipeline.code = "called";
    pipeline.kinds = kinds;
    pipeline.kind_count = 1;
    pipeline.stages = stages;
    pipeline.stage_count = 2;
    expect_ok(&f, naast_pipeline_add(f.store, &pipeline, NULL));
    other = f.deal = fixture_deal(&f, "called", f.sanne);
    record(&f, "need", NULL, "a need");
    f.deal = fair;
}

static void setup(void)
{
    fixture_open(&f);
    add_called_deal();
    bring_to(&f, "match");
    answer_gates(&f, "decision");
    expect_ok(&f, waive(&f, "basis", "no time", "Petra", 0));
    expect_ok(&f, waive(&f, "met", "abroad", NULL, 0));
}
static void teardown(void) { fixture_close(&f); }

static void ready(void) { expect_ok(&f, naast_callback_register(f.store, CALLBACK("call", met, NULL))); }

/* What a caller can see of the deals. */
static void picture(char out[512])
{
    naast_deals *deals = NULL;
    naast_transitions *moves = moves_of(&f);
    expect_ok(&f, naast_deal_list(f.store, NULL, NULL, &deals));
    size_t at = (size_t)snprintf(out, 512, "%zu|", moves->count);
    for (size_t k = 0; k < deals->count; k++)
        at += (size_t)snprintf(out + at, 512 - at, "%d %s %s %s %s %d|", (int)deals->items[k].rev,
                               deals->items[k].title, deals->items[k].stage, deals->items[k].outcome,
                               deals->items[k].owner, deals->items[k].informed);
    naast_free(moves);
    naast_free(deals);
}

/* ---- the operations ---- */

static naast_deal_spec full_spec(void)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.title = "Another";
    spec.owner = "Anna";
    spec.source = "a fair";
    spec.note = "a note";
    spec.external_id = "CRM-7";
    spec.contact = f.karim;
    return spec;
}

static int do_add(void)
{
    naast_deal_spec spec = full_spec();
    return naast_deal_add(f.store, &spec, NULL);
}
static int do_edit(void)
{
    naast_deal_spec spec = full_spec();
    return naast_deal_edit(f.store, f.deal, &spec);
}
static int do_evaluate(void)
{
    naast_evaluation *evaluation = NULL;
    int status = naast_gate_evaluate(f.store, f.deal, NAAST_SPEC(naast_evaluate_spec, .to = "completed"), &evaluation);
    naast_free(evaluation);
    return status;
}
static int do_evaluate_called(void)
{
    naast_evaluation *evaluation = NULL;
    int status = naast_gate_evaluate(f.store, other, NULL, &evaluation);
    naast_free(evaluation);
    return status;
}
static int do_evaluate_nowhere(void)
{
    naast_evaluation *evaluation = NULL;
    return naast_gate_evaluate(f.store, f.deal, NAAST_SPEC(naast_evaluate_spec, .to = "nowhere"), &evaluation);
}
static int do_advance(void) { return advance_to(&f, "decision"); }
static int do_advance_as_far_as_open(void) { return naast_deal_advance(f.store, f.deal, NULL, NULL); }
static int do_advance_too_far(void)
{
    naast_advance_spec spec = NAAST_ADVANCE_SPEC_INIT;
    naast_evaluation *evaluation = NULL;
    spec.to = "delivery";
    int status = naast_deal_advance(f.store, f.deal, &spec, &evaluation);
    ck_assert((evaluation != NULL) == (status == NAAST_NOT_YET));
    naast_free(evaluation);
    return status;
}
static int do_back(void) { return naast_deal_move_back(f.store, f.deal, BACK(NULL, "a new team")); }
static int do_end(void) { return end_as(&f, "declined", f.sanne); }
static int do_end_and_reopen(void)
{
    int status = naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH));
    if (status != 0)
        return status;
    status = end_as(&f, "declined", f.sanne);
    if (status == 0)
        status = naast_deal_reopen(f.store, f.deal, REOPEN("back again"));
    return naast_operation_end(f.store, status);
}
static int do_waive(void) { return waive(&f, "decider_agrees", "abroad", "Anna", 0); }
static int do_waive_and_withdraw(void)
{
    naast_unwaive_spec spec = NAAST_UNWAIVE_SPEC_INIT;
    spec.check = "decider_agrees";
    spec.because = "they are back";
    int status = naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH));
    if (status != 0)
        return status;
    status = waive(&f, "decider_agrees", "abroad", "Anna", 0);
    if (status == 0)
        status = naast_deal_unwaive(f.store, f.deal, &spec);
    return naast_operation_end(f.store, status);
}
static int do_waivers(void)
{
    naast_waivers *waivers = NULL;
    int status = naast_waiver_list(f.store, f.deal, &waivers);
    naast_free(waivers);
    return status;
}
static int page(naast_deal_sort sort)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_deals *deals = NULL, *rest = NULL;
    filter.sort = sort;
    int status = naast_deal_list(f.store, &filter, PAGE(1, NULL), &deals);
    if (status == 0)
        status = naast_deal_list(f.store, &filter, PAGE(1, deals->next), &rest);
    naast_free(deals);
    naast_free(rest);
    return status;
}
static int do_page_by_title(void) { return page(NAAST_BY_TITLE); }
static int do_page_by_amount(void) { return page(NAAST_BY_AMOUNT); }
static int do_set_default(void) { return naast_pipeline_set_default(f.store, "bant"); }
static int do_change_pipeline(void)
{
    return naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("bant", 0, "theirs"));
}
static int do_get(void)
{
    naast_deal *deal = NULL;
    int status = naast_deal_get(f.store, f.deal, &deal);
    naast_free(deal);
    return status;
}
static int list(const char *stage, int gates)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_deals *deals = NULL;
    filter.stage = stage;
    filter.gates = gates;
    int status = naast_deal_list(f.store, &filter, NULL, &deals);
    naast_free(deals);
    return status;
}
static int do_list(void) { return list(NULL, 1); }
static int do_list_stage(void) { return list("completed", 0); }
static int do_transitions(void)
{
    naast_transitions *moves = NULL;
    int status = naast_transition_list(f.store, f.deal, &moves);
    naast_free(moves);
    return status;
}
static int do_register(void) { return naast_callback_register(f.store, CALLBACK("another", met, NULL)); }

static const struct {
    int (*run)(void);
    int status;
} operations[] = {
    {do_add, NAAST_OK},
    {do_edit, NAAST_OK},
    {do_evaluate, NAAST_OK},
    {do_evaluate_called, NAAST_OK},
    {do_evaluate_nowhere, NAAST_NOT_FOUND},
    {do_advance, NAAST_OK},
    {do_advance_as_far_as_open, NAAST_OK},
    {do_advance_too_far, NAAST_NOT_YET},
    {do_back, NAAST_OK},
    {do_end, NAAST_OK},
    {do_end_and_reopen, NAAST_OK},
    {do_waive, NAAST_OK},
    {do_waive_and_withdraw, NAAST_OK},
    {do_waivers, NAAST_OK},
    {do_page_by_title, NAAST_OK},
    {do_page_by_amount, NAAST_OK},
    {do_set_default, NAAST_OK},
    {do_change_pipeline, NAAST_OK},
    {do_get, NAAST_OK},
    {do_list, NAAST_OK},
    {do_list_stage, NAAST_OK},
    {do_transitions, NAAST_OK},
};
enum { OPERATIONS = sizeof operations / sizeof operations[0] };

static struct failing failing_for(int operation)
{
    return (struct failing){.f = &f,
                            .run = operations[operation].run,
                            .status = operations[operation].status,
                            .ready = ready,
                            .picture = picture};
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

START_TEST(test_memory_that_runs_out_while_a_callback_is_registered)
{
    f.memory.requests = 0;
    f.memory.fail_at = 1;
    ck_assert_int_eq(do_register(), NAAST_NO_MEMORY);
    f.memory.fail_at = 0;
    ck_assert_int_eq(do_register(), NAAST_OK);
}
END_TEST

/* A result asks for memory a piece at a time: with a longer and longer note each of its texts is once the one to ask.
 */
START_TEST(test_memory_that_runs_out_wherever_a_result_grows)
{
    char note[640] = "";
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.note = note;
    for (size_t len = 0; len + 16 < sizeof note; len += 16) {
        memset(note, 'n', len);
        expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
        int status = NAAST_NO_MEMORY;
        for (long nth = 1; status != NAAST_OK; nth++) {
            f.memory.requests = 0;
            f.memory.fail_at = nth;
            status = do_get();
            f.memory.fail_at = 0;
            ck_assert(status == NAAST_OK || status == NAAST_NO_MEMORY);
        }
    }
}
END_TEST

static void fail_evaluation(const char *to, size_t gates)
{
    naast_evaluation *evaluation = NULL;
    int status = NAAST_NO_MEMORY;
    for (long nth = 1; status != NAAST_OK; nth++) {
        f.memory.requests = 0;
        f.memory.fail_at = nth;
        status = naast_gate_evaluate(f.store, f.deal, NAAST_SPEC(naast_evaluate_spec, .to = to), &evaluation);
        f.memory.fail_at = 0;
        ck_assert(status == NAAST_OK || status == NAAST_NO_MEMORY);
    }
    ck_assert_uint_eq(evaluation->gate_count, gates);
    naast_free(evaluation);
}

START_TEST(test_memory_that_runs_out_while_nothing_is_on_the_way) { fail_evaluation("discovery", 0); }
END_TEST

START_TEST(test_memory_that_runs_out_on_a_long_way)
{
    enum { STAGES = 21 };
    static const naast_kind kinds[] = {{.code = "need", .theirs = 1}};
    char codes[STAGES][16], checks_ids[STAGES][16];
    naast_check checks[STAGES] = {0};
    naast_stage stages[STAGES] = {0};
    naast_pipeline pipeline = NAAST_PIPELINE_INIT;
    for (int k = 0; k < STAGES; k++) {
        snprintf(codes[k], sizeof codes[k], "stage_%d", k);
        snprintf(checks_ids[k], sizeof checks_ids[k], "check_%d", k);
        checks[k] = (naast_check){.code = checks_ids[k], .rule = NAAST_RULE_CALLBACK};
        stages[k] = (naast_stage){.code = codes[k], .won = k == STAGES - 1};
        if (k < STAGES - 1)
            stages[k].gate = (naast_gate){.code = codes[k], .checks = &checks[k], .check_count = 1};
    }
    pipeline.code = "long";
    pipeline.kinds = kinds;
    pipeline.kind_count = 1;
    pipeline.stages = stages;
    pipeline.stage_count = STAGES;
    expect_ok(&f, naast_pipeline_add(f.store, &pipeline, NULL));
    f.deal = fixture_deal(&f, "long", f.sanne);
    fail_evaluation("stage_20", STAGES - 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("moves_memory");
    TCase *tests = tcase_create("memory");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_memory_that_runs_out_leaves_all_as_it_was, 0, OPERATIONS);
    tcase_add_loop_test(tests, test_an_engine_that_fails_leaves_all_as_it_was, 0, OPERATIONS);
    tcase_add_test(tests, test_memory_that_runs_out_while_a_callback_is_registered);
    tcase_add_test(tests, test_memory_that_runs_out_wherever_a_result_grows);
    tcase_add_test(tests, test_memory_that_runs_out_while_nothing_is_on_the_way);
    tcase_add_test(tests, test_memory_that_runs_out_on_a_long_way);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
