/* test_import_store_oom.c: memory that runs out, and an engine that fails, at every place in turn while a store goes
 * out and comes in again. */
#include "fixtures/restore.h"
#include "base/env/env.h"

static struct fixture f;

static void setup(void)
{
    fixture_open(&f);
    record(&f, "purpose", NULL, "to see");
    expect_ok(&f, end_as(&f, "declined", f.sanne));
}
static void teardown(void)
{
    remove_other(&f);
    fixture_close(&f);
}

static void picture(char out[512])
{
    char head[NAAST_HEAD_SIZE];
    head_of(&f, head);
    snprintf(out, 512, "%s, files left: %d", head, files_left(&f));
}

static naast_export *exporting;

static int go_out(void)
{
    const naast_entry *entry = NULL;
    exporting = NULL;
    int status = naast_export_begin(f.store, NULL, NULL, &exporting);
    do {
        if (status == NAAST_OK)
            status = naast_export_next(exporting, &entry);
    } while (status == NAAST_OK && entry != NULL);
    return status;
}

/* Ending cannot fail: it has nothing to lose. So it does not count. */
static void end_memory(struct failing *failing)
{
    disarm_memory(failing);
    naast_export_end(exporting);
}
static void end_engine(struct failing *failing)
{
    disarm_engine(failing);
    naast_export_end(exporting);
}

START_TEST(test_without_memory_an_export_says_so)
{
    struct failing failing = {.f = &f, .run = go_out, .picture = picture};
    fail_everywhere(&failing, NAAST_NO_MEMORY, arm_memory, end_memory);
}
END_TEST

START_TEST(test_an_engine_that_fails_is_told_by_the_export)
{
    struct failing failing = {.f = &f, .run = go_out, .picture = picture};
    fail_everywhere(&failing, NAAST_IO, arm_engine, end_engine);
}
END_TEST

/* Every place, one after the other. */
START_TEST(test_without_memory_no_store_comes_to_be)
{
    static struct way way;
    char before[512], after[512];
    naast_store *other;
    int reached = 1;
    picture(before);
    for (long nth = 1; reached; nth++) {
        /* The handle itself is made first, then the memory counts; the export has its own. */
        struct counting_memory apart = {0};
        naast_head head = NAAST_HEAD_INIT;
        naast_store_import_spec spec = NAAST_STORE_IMPORT_SPEC_INIT;
        naast_options options = NAAST_OPTIONS_INIT;
        char path[128];
        options.allocator = (naast_allocator){fixture_resize, &apart};
        ck_assert_int_eq(naast_store_new(&options, &other), NAAST_OK);
        way = (struct way){0};
        ck_assert_int_eq(naast_export_begin(f.store, NULL, &head, &way.from), 0);
        spec.uuid = head.uuid;
        spec.schema = head.schema;
        spec.next = next_on_way;
        spec.context = &way;
        other_path(&f, path);
        apart.requests = 0;
        apart.fail_at = nth;
        int status = naast_store_import(other, path, &spec);
        reached = apart.requests >= nth;
        apart.fail_at = 0;
        naast_export_end(way.from);
        ck_assert_msg(status == (reached ? NAAST_NO_MEMORY : NAAST_OK), "place %ld: %d %s", nth, status,
                      naast_store_message(other));
        naast_store_free(other);
        if (reached) {
            picture(after);
            ck_assert_msg(strcmp(after, before) == 0, "place %ld: %s", nth, after);
        }
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_without_memory_an_export_says_so,
                                  test_an_engine_that_fails_is_told_by_the_export,
                                  test_without_memory_no_store_comes_to_be};
    return RUN_FIXTURE("restore memory", tests);
}
