/* test_evidence_memory.c: memory that runs out, and an engine that fails, at every place in turn while evidence is
 * changed or read. */
#include "evidence_fixture.h"

#include "store/journal_operation.h"
#include "store/statements.h"
#include "store/store.h"

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
    spec.text = "an NDA!";
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
static char page[90];
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
static int do_retract(void) { return naast_item_retract(f.store, f.deal, MATCH, "no longer"); }
static int do_list(void)
{
    naast_items *items = NULL;
    int status = naast_item_list(f.store, f.deal, &items);
    naast_free(items);
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
    {do_resolve, NAAST_OK},
    {do_resolve_number, NAAST_OK},
};
enum { OPERATIONS = sizeof operations / sizeof operations[0] };

/* A fingerprint of all that a caller can see of the deal's evidence. */
static void picture(char *out, size_t size)
{
    size_t at = 0;
    naast_items *items = items_of(&f);
    for (size_t i = 0; i < items->count; i++) {
        const naast_item *item = &items->items[i];
        at += (size_t)snprintf(out + at, size - at, "%d %s %s %s %d %d %d %d %s %zu|", item->n, item->text, item->state,
                               item->url, item->due, item->retracted, (int)item->crev, item->reagreed, item->because,
                               item->word_count);
        ck_assert_uint_lt(at, size);
    }
    naast_free(items);
}

START_TEST(test_memory_that_runs_out_leaves_all_as_it_was)
{
    static char before[4096], after[4096];
    char head[90], head_after[90];
    head_of(&f, page);
    for (long n = 1;; n++) {
        picture(before, sizeof before);
        head_of(&f, head);
        f.memory.requests = 0;
        f.memory.fail_at = n;
        int status = operations[_i].run();
        int reached = f.memory.requests >= n;
        f.memory.fail_at = 0;
        if (!reached) {
            ck_assert_int_eq(status, operations[_i].status);
            ck_assert_int_gt(n, 3);
            break;
        }
        ck_assert_msg(status == NAAST_NO_MEMORY, "request %ld: %d", n, status);
        ck_assert_str_eq(naast_store_code(f.store), "no_memory");
        picture(after, sizeof after);
        ck_assert_str_eq(after, before);
        head_of(&f, head_after);
        ck_assert_str_eq(head_after, head);
    }
}
END_TEST

START_TEST(test_an_engine_that_fails_leaves_all_as_it_was)
{
    static char before[4096], after[4096];
    struct fault_plan plan = {.status = NAAST_IO};
    struct engine *wrapped = NULL;
    head_of(&f, page);
    journal_free(f.store); /* what is prepared belongs to the engine inside */
    statements_free(f.store);
    ck_assert_int_eq(engine_fault_wrap(f.store->engine, &plan, &wrapped), 0);
    f.store->engine = wrapped;
    picture(before, sizeof before);
    for (int64_t n = 1;; n++) {
        plan.calls = 0;
        plan.fail_at = n;
        int status = operations[_i].run();
        int reached = plan.calls >= n;
        plan.fail_at = 0;
        ck_assert_int_eq(plan.violations, 0);
        if (!reached) {
            ck_assert_int_eq(status, operations[_i].status);
            break;
        }
        /* A call may go well all the same: what failed was in giving up what it no longer needed. */
        if (status == operations[_i].status)
            continue;
        ck_assert_int_eq(status, NAAST_IO);
        picture(after, sizeof after);
        ck_assert_str_eq(after, before);
    }
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
