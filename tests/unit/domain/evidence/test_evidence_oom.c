/* test_evidence_oom.c: memory that runs out, and an engine that fails, at every place in turn while evidence is
 * changed or read. */
#include "fixtures/engine_fault.h"
#include "fixtures/evidence.h"
#include "base/env/env.h"
#include "engine/engine.h"
#include "store/handle/handle.h"
#include "store/handle/statements.h"
#include "store/record/journal_operation.h"

static struct fixture f;

enum { NEED = 1, SUMMARY, PROMISE, MATCH, CONDITION };

static naast_item_spec full_spec(void)
{
    static const unsigned char sha[32] = {1};
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "why";
    spec.text = "why it matters: \xc3\xa9";
    spec.about = NEED;
    spec.url = "https://example.org";
    spec.file_name = "a.pdf";
    spec.file_sha256 = sha;
    spec.how = "call";
    return spec;
}

/* So much to list that every copy of it is once the one for which there is no room left. */
static void add_long_words(void)
{
    char how[301] = "";
    memset(how, 'h', sizeof how - 1);
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.item = NEED;
    spec.by = customer(f.sanne);
    spec.how = how;
    for (int i = 0; i < 100; i++)
        expect_ok(&f, naast_item_confirm(f.store, f.deal, &spec, NULL));
}

static void setup(void)
{
    fixture_open(&f);
    record(&f, "need", NULL, "a need");
    record(&f, "summary", NULL, "a summary");
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "promise";
    spec.text = "a test server";
    spec.due = 20261120;
    record_spec(&f, &spec);
    record(&f, "match", "yes", "it fits");
    record(&f, "condition", NULL, "an NDA");
    add_long_words();
}
static void teardown(void) { fixture_close(&f); }

/* The operations under test; each can be done once. */
static int do_record(void)
{
    naast_item_spec spec = full_spec();
    return naast_item_record(f.store, f.deal, &spec, NULL);
}
static int do_record_unknown(void)
{
    naast_item_spec spec = full_spec();
    spec.kind = "nonsense";
    return naast_item_record(f.store, f.deal, &spec, NULL);
}
static int do_record_about_wrong(void)
{
    naast_item_spec spec = full_spec();
    spec.about = MATCH;
    return naast_item_record(f.store, f.deal, &spec, NULL);
}
static int do_amend(void)
{
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.text = "a better test server";
    spec.url = "https://example.org";
    spec.due = 20261127;
    spec.agreed = customer(f.sanne);
    spec.because = "late";
    spec.how = "call";
    return naast_item_amend(f.store, f.deal, PROMISE, &spec);
}
static int do_typo(void)
{
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.text = "An NDA";
    spec.typo = 1;
    return naast_item_amend(f.store, f.deal, CONDITION, &spec);
}
static int do_confirm(void)
{
    naast_items_touched *touched = NULL;
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.item = SUMMARY;
    spec.by = customer(f.sanne);
    spec.how = "mail";
    int status = naast_item_confirm(f.store, f.deal, &spec, &touched);
    naast_free(touched);
    return status;
}
static char page[NAAST_HEAD_SIZE];
static int do_confirm_page(void)
{
    naast_items_touched *touched = NULL;
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.by = customer(f.sanne);
    spec.seen = page;
    int status = naast_item_confirm(f.store, f.deal, &spec, &touched);
    naast_free(touched);
    return status;
}
static int do_confirm_one_of_page(void)
{
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.item = SUMMARY;
    spec.by = customer(f.sanne);
    spec.seen = page;
    return naast_item_confirm(f.store, f.deal, &spec, NULL);
}
static int do_settle(void)
{
    static const unsigned char sha[32] = {2};
    naast_settle_spec spec = NAAST_SETTLE_SPEC_INIT;
    spec.state = "kept";
    spec.by = customer(f.sanne);
    spec.because = "it runs";
    spec.file_name = "log.txt";
    spec.file_sha256 = sha;
    return naast_item_settle(f.store, f.deal, PROMISE, &spec);
}
static int do_settle_wrong(void) { return settle(&f, PROMISE, "nonsense", customer(f.sanne)); }
static int do_retract(void) { return naast_item_retract(f.store, f.deal, MATCH, BECAUSE("no longer")); }
static int do_list(void)
{
    naast_items *items = NULL;
    int status = naast_item_list(f.store, f.deal, &items);
    naast_free(items);
    return status;
}
static int do_get(void)
{
    naast_item *item = NULL;
    int status = naast_item_get(f.store, f.deal, NEED, &item);
    naast_free(item);
    return status;
}
static int do_resolve(void)
{
    naast_id deal;
    int32_t n;
    return naast_item_resolve(f.store, f.deal, "summary", &deal, &n);
}
static int do_resolve_number(void)
{
    naast_id deal;
    int32_t n;
    return naast_item_resolve(f.store, 0, "D1.2", &deal, &n);
}

static const struct {
    int (*run)(void);
    int status;
} operations[] = {
    {do_record, NAAST_OK},
    {do_record_unknown, NAAST_INVALID},
    {do_record_about_wrong, NAAST_INVALID},
    {do_amend, NAAST_OK},
    {do_typo, NAAST_OK},
    {do_confirm, NAAST_OK},
    {do_confirm_page, NAAST_OK},
    {do_confirm_one_of_page, NAAST_OK},
    {do_settle, NAAST_OK},
    {do_settle_wrong, NAAST_INVALID},
    {do_retract, NAAST_OK},
    {do_list, NAAST_OK},
    {do_get, NAAST_OK},
    {do_resolve, NAAST_OK},
    {do_resolve_number, NAAST_OK},
};
enum { OPERATIONS = sizeof operations / sizeof operations[0] };

/* A fingerprint of all that a caller can see of the deal's evidence. */
static void picture(char out[4096])
{
    size_t at = 0;
    naast_items *items = items_of(&f);
    for (size_t i = 0; i < items->count; i++) {
        const naast_item *item = &items->items[i];
        at += (size_t)snprintf(out + at, 4096 - at, "%d %s %s %s %d %d %d %d %s %zu|", item->n, item->text, item->state,
                               item->url, item->due, item->retracted, (int)item->content_rev, item->reagreed,
                               item->because, item->word_count);
        ck_assert_uint_lt(at, 4096);
    }
    naast_free(items);
}

/* Runs the operation on a handle of its own, on which nothing is kept ready yet. */
static int run_afresh(int operation, void (*arm)(naast_store *store), void (*disarm)(void))
{
    naast_store *mine = f.store;
    f.store = fixture_handle(&f);
    expect_ok(&f, naast_store_open(f.store, f.path, NULL));
    arm(f.store);
    int status = operations[operation].run();
    disarm();
    if (status == NAAST_NO_MEMORY)
        ck_assert_str_eq(naast_store_code(f.store), "no_memory");
    naast_store_free(f.store);
    f.store = mine;
    return status;
}

static long nth;

/* Every place fails in turn; under valgrind, which is slow, every seventh. */
static long stride(void)
{
    const char *preloaded = getenv("LD_PRELOAD");
    return preloaded != NULL && strstr(preloaded, "vgpreload") != NULL ? 7 : 1;
}

static int reached;
static void arm_memory(naast_store *store)
{
    (void)store;
    f.memory.requests = 0;
    f.memory.fail_at = nth;
}
static void disarm_memory(void)
{
    reached = f.memory.requests >= nth;
    f.memory.fail_at = 0;
}

START_TEST(test_memory_that_runs_out_leaves_all_as_it_was)
{
    static char before[4096], after[4096];
    head_of(&f, page);
    picture(before);
    for (nth = 1, reached = 1; reached; nth += stride()) {
        int status = run_afresh(_i, arm_memory, disarm_memory);
        ck_assert_msg(status == (reached ? NAAST_NO_MEMORY : operations[_i].status), "request %ld: %d", nth, status);
        if (reached) {
            picture(after);
            ck_assert_str_eq(after, before);
        }
    }
    ck_assert_int_gt(nth, 3);
    head_of(&f, page); /* verifies */
}
END_TEST

static struct fault_plan plan;
static void arm_engine(naast_store *store)
{
    struct engine *wrapped = NULL;
    journal_free(store); /* what is prepared belongs to the engine inside */
    statements_free(store);
    ck_assert_int_eq(engine_fault_wrap(store->engine, &plan, &wrapped), 0);
    store->engine = wrapped;
    plan = (struct fault_plan){.fail_at = nth, .status = NAAST_IO};
}
static void disarm_engine(void)
{
    reached = plan.calls >= nth;
    plan.fail_at = 0;
    ck_assert_int_eq(plan.violations, 0);
}

START_TEST(test_an_engine_that_fails_leaves_all_as_it_was)
{
    static char before[4096], after[4096];
    head_of(&f, page);
    picture(before);
    for (nth = 1, reached = 1; reached; nth += stride()) {
        int status = run_afresh(_i, arm_engine, disarm_engine);
        /* What was wrong anyway stays so, when it was the giving up that failed. */
        int wrong_anyway = operations[_i].status != NAAST_OK && status == operations[_i].status;
        ck_assert_msg(status == (reached ? NAAST_IO : operations[_i].status) || wrong_anyway, "call %ld: %d", nth,
                      status);
        if (reached) {
            picture(after);
            ck_assert_str_eq(after, before);
        }
    }
    ck_assert_int_gt(nth, 3);
    head_of(&f, page);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("evidence_memory");
    TCase *tests = tcase_create("memory");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_memory_that_runs_out_leaves_all_as_it_was, 0, OPERATIONS);
    tcase_add_loop_test(tests, test_an_engine_that_fails_leaves_all_as_it_was, 0, OPERATIONS);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
