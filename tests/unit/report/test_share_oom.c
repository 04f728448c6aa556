/* test_share_oom.c: memory that runs out, and an engine that fails, at every place in turn while a page is read. */
#include "fixtures/failing.h"
#include "naast-share.h"
#include "base/env/env.h"

static struct fixture f;

static void setup(void)
{
    fixture_open(&f);
    answer_gates(&f, "completed");
    record_from(&f, "need", "of the reader", customer(f.karim));
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "milestone";
    spec.text = "the first page";
    spec.due = 20261120;
    record_spec(&f, &spec);
    spec.kind = "need";
    spec.in_confidence = 1;
    record_spec(&f, &spec);
    expect_ok(&f, end_as(&f, "declined", f.sanne));
}
static void teardown(void) { fixture_close(&f); }

static int read_page(void)
{
    naast_share *share = NULL;
    naast_share_spec spec = NAAST_SHARE_SPEC_INIT;
    spec.reader = f.karim;
    int status = naast_share_read(f.store, f.deal, &spec, &share);
    ck_assert_int_eq(status == NAAST_OK, share != NULL);
    if (status == NAAST_OK) /* complete, or nothing */
        ck_assert_int_eq(share->held_back, 1);
    naast_free(share);
    return status;
}

static void picture(char out[512])
{
    char head[NAAST_HEAD_SIZE];
    head_of(&f, head);
    snprintf(out, 512, "%s", head);
}

START_TEST(test_without_memory_there_is_no_page)
{
    struct failing failing = {.f = &f, .run = read_page, .picture = picture};
    fail_everywhere(&failing, NAAST_NO_MEMORY, arm_memory, disarm_memory);
}
END_TEST

START_TEST(test_an_engine_that_fails_gives_no_page)
{
    struct failing failing = {.f = &f, .run = read_page, .picture = picture};
    fail_everywhere(&failing, NAAST_IO, arm_engine, disarm_engine);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_without_memory_there_is_no_page, test_an_engine_that_fails_gives_no_page};
    return RUN_FIXTURE("share memory", tests);
}
