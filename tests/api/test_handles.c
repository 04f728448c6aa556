/* test_handles.c: handles and what they borrow: two stores at once, clock, random, memory, language, and the statuses
 * of misuse. */
#include "api.h"

#include <sys/stat.h>

/* What naast_item_retract takes. */
#define BECAUSE(why)                                                                                                   \
    (&(naast_retract_spec){                                                                                            \
        .size = sizeof(naast_retract_spec),                                                                            \
        .because = (why),                                                                                              \
    })

static struct world world;

static void setup(void) { world_open(&world); }
static void teardown(void) { world_close(&world); }

static size_t count_items(naast_store *store, naast_id deal)
{
    naast_items *items = NULL;
    is_ok(store, naast_item_list(store, deal, &items));
    size_t count = items->count;
    naast_free(items);
    return count;
}

START_TEST(test_two_stores_in_one_process_do_not_touch_each_other)
{
    naast_store *one = world_store(&world, "one.db"), *two = world_store(&world, "two.db");
    naast_id first = add_deal(one, "One", NULL, 0), second = add_deal(two, "Two", "bant", 0);
    ck_assert_int_eq(first, 1);
    ck_assert_int_eq(second, 1);
    is_ok(one, naast_operation_begin(one, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)));
    is_ok(two, naast_operation_begin(two, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)));
    add_item(one, first, "purpose", NULL, "in one");
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "purpose";
    is_status(two, naast_item_record(two, second, &spec, NULL), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(one), "");
    ck_assert_str_eq(naast_store_code(two), "kind_unknown");
    is_ok(one, naast_operation_end(one, NAAST_OK));
    is_status(two, naast_operation_end(two, NAAST_INVALID), NAAST_INVALID);
    ck_assert_uint_eq(count_items(one, first), 1);
    ck_assert_uint_eq(count_items(two, second), 0);
    naast_deal *a = NULL, *b = NULL;
    is_ok(one, naast_deal_get(one, first, &a));
    is_ok(two, naast_deal_get(two, second, &b));
    ck_assert_str_ne(a->uuid, b->uuid);
    ck_assert_str_eq(b->pipeline, "bant");
    naast_free(a);
    naast_free(b);
    is_sound(one);
    is_sound(two);
    naast_store_free(one);
    naast_store_free(two);
}
END_TEST

START_TEST(test_two_handles_on_one_file_see_what_the_other_kept)
{
    char path[128];
    naast_store *writer = world_store(&world, "shared.db"), *reader = NULL;
    naast_options options = world_options(&world);
    world_path(&world, "shared.db", path);
    is_ok(writer, naast_store_new(&options, &reader));
    is_ok(reader, naast_store_open(reader, path, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY)));
    naast_id deal = add_deal(writer, "Seen", NULL, 0);
    add_item(writer, deal, "purpose", NULL, "search");
    ck_assert_uint_eq(count_items(reader, deal), 1);
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "purpose";
    spec.text = "not from a reader";
    ck_assert_int_ne(naast_item_record(reader, deal, &spec, NULL), NAAST_OK);
    ck_assert_uint_eq(count_items(writer, deal), 1);
    naast_store_free(reader);
    naast_store_free(writer);
}
END_TEST

/* valgrind (3.19) does not know that F_OFD_SETLKW waits, and stops every thread until it returns: no deadline ever
 * comes. */
static int under_valgrind(void)
{
    const char *preloaded = getenv("LD_PRELOAD");
    return preloaded != NULL && strstr(preloaded, "vgpreload") != NULL;
}

START_TEST(test_a_second_writer_waits_no_longer_than_asked)
{
    if (under_valgrind())
        return;
    char path[128];
    naast_store *one = world_store(&world, "busy.db"), *two = NULL;
    naast_options options = world_options(&world);
    options.busy_ms = 50;
    world_path(&world, "busy.db", path);
    is_ok(one, naast_store_new(&options, &two));
    is_ok(two, naast_store_open(two, path, NULL));
    naast_id deal = add_deal(one, "Busy", NULL, 0);
    is_ok(one, naast_operation_begin(one, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)));
    add_item(one, deal, "purpose", NULL, "first");
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "purpose";
    spec.text = "second";
    is_status(two, naast_item_record(two, deal, &spec, NULL), NAAST_BUSY);
    is_ok(one, naast_operation_end(one, NAAST_OK));
    is_ok(two, naast_item_record(two, deal, &spec, NULL));
    ck_assert_uint_eq(count_items(one, deal), 2);
    is_sound(two);
    naast_store_free(two);
    naast_store_free(one);
}
END_TEST

START_TEST(test_the_clock_is_the_callers)
{
    naast_store *store = world_store(&world, "clock.db");
    ck_assert_int_eq(naast_store_today(store), 20261103);
    world.now += INT64_C(86400) * 1000000;
    ck_assert_int_eq(naast_store_today(store), 20261104);
    naast_id deal = add_deal(store, "Timed", NULL, 0);
    naast_deal *got = NULL;
    is_ok(store, naast_deal_get(store, deal, &got));
    ck_assert_int_eq(got->created, world.now);
    ck_assert_int_eq(got->since, world.now);
    naast_free(got);
    naast_store_free(store);
}
END_TEST

struct fixed_random {
    uint64_t state;
    int broken;
};

static int fixed_fill(void *context, void *out, size_t len)
{
    struct fixed_random *random = context;
    unsigned char *bytes = out;
    for (size_t i = 0; i < len; i++) {
        random->state = random->state * UINT64_C(6364136223846793005) + 1;
        bytes[i] = (unsigned char)(random->state >> 56);
    }
    return random->broken;
}

static void head_with(uint64_t seed, const char *name, char head[NAAST_HEAD_SIZE])
{
    char path[128];
    naast_store *store = NULL;
    naast_verification *verification = NULL;
    struct fixed_random random = {seed, 0};
    naast_options options = world_options(&world);
    options.random = (naast_random){fixed_fill, &random};
    world_path(&world, name, path);
    is_ok(store, naast_store_new(&options, &store));
    is_ok(store, naast_store_create(store, path, NULL));
    add_deal(store, "Same", NULL, 0);
    is_ok(store, naast_store_verify(store, NULL, &verification));
    memcpy(head, verification->head, sizeof verification->head);
    naast_free(verification);
    naast_store_free(store);
}

START_TEST(test_the_same_clock_and_random_make_the_same_journal)
{
    char one[NAAST_HEAD_SIZE], two[NAAST_HEAD_SIZE], other[NAAST_HEAD_SIZE];
    head_with(1, "one.db", one);
    head_with(1, "two.db", two);
    head_with(2, "three.db", other);
    ck_assert_str_eq(one, two);
    ck_assert_str_ne(one, other);
}
END_TEST

START_TEST(test_a_random_source_that_fails_stops_the_write)
{
    char path[128];
    naast_store *store = NULL;
    struct fixed_random random = {7, 0};
    naast_options options = world_options(&world);
    options.random = (naast_random){fixed_fill, &random};
    world_path(&world, "random.db", path);
    is_ok(store, naast_store_new(&options, &store));
    is_ok(store, naast_store_create(store, path, NULL));
    naast_id deal = add_deal(store, "Random", NULL, 0), id = 0;
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.title = "Another";
    random.broken = 1;
    is_status(store, naast_deal_add(store, &spec, &id), NAAST_IO);
    ck_assert_str_eq(naast_store_code(store), "no_random");
    random.broken = 0;
    is_ok(store, naast_deal_add(store, &spec, &id));
    ck_assert_int_eq(id, deal + 1);
    is_sound(store);
    naast_store_free(store);
}
END_TEST

struct counting {
    long live, ever;
};

static void *counting_resize(void *context, void *ptr, size_t size)
{
    struct counting *counting = context;
    if (size == 0) {
        counting->live -= ptr != NULL;
        free(ptr);
        return NULL;
    }
    void *block = realloc(ptr, size);
    counting->live += ptr == NULL && block != NULL;
    counting->ever++;
    return block;
}

START_TEST(test_all_memory_comes_from_the_caller_and_goes_back)
{
    char path[128];
    naast_store *store = NULL;
    struct counting counting = {0, 0};
    naast_options options = world_options(&world);
    options.allocator = (naast_allocator){counting_resize, &counting};
    world_path(&world, "memory.db", path);
    is_ok(store, naast_store_new(&options, &store));
    is_ok(store, naast_store_create(store, path, NULL));
    naast_id deal = add_deal(store, "Counted", NULL, 0);
    add_item(store, deal, "purpose", NULL, "search");
    naast_items *items = NULL;
    is_ok(store, naast_item_list(store, deal, &items));
    ck_assert_int_gt(counting.ever, 10);
    naast_store_free(store);
    ck_assert_int_gt(counting.live, 0);
    naast_free(items);
    ck_assert_int_eq(counting.live, 0);
}
END_TEST

START_TEST(test_messages_speak_the_language_of_the_handle)
{
    char path[128];
    naast_store *english = world_store(&world, "language.db"), *dutch = NULL;
    naast_options options = world_options(&world);
    options.language = NAAST_LANGUAGE_DUTCH;
    world_path(&world, "language.db", path);
    is_ok(english, naast_store_new(&options, &dutch));
    is_ok(dutch, naast_store_open(dutch, path, NULL));
    is_status(english, naast_item_retract(english, 9, 1, BECAUSE("x")), NAAST_NOT_FOUND);
    is_status(dutch, naast_item_retract(dutch, 9, 1, BECAUSE("x")), NAAST_NOT_FOUND);
    ck_assert_str_eq(naast_store_message(english), "there is no deal D9");
    ck_assert_str_eq(naast_store_message(dutch), "er is geen deal D9");
    ck_assert_str_eq(naast_store_code(dutch), naast_store_code(english));
    naast_id deal = add_deal(english, "Two tongues", NULL, 0);
    naast_deal *one = NULL, *two = NULL;
    is_ok(english, naast_deal_get(english, deal, &one));
    is_ok(dutch, naast_deal_get(dutch, deal, &two));
    ck_assert_str_eq(one->stage, two->stage);
    ck_assert_str_eq(one->stage_name, "Getting to know");
    ck_assert_str_eq(two->stage_name, "Kennismaken");
    naast_free(one);
    naast_free(two);
    naast_store_free(dutch);
    naast_store_free(english);
}
END_TEST

START_TEST(test_a_failure_is_forgotten_by_the_next_call)
{
    naast_store *store = world_store(&world, "failure.db");
    is_status(store, naast_item_retract(store, 9, 1, BECAUSE("x")), NAAST_NOT_FOUND);
    ck_assert_str_eq(naast_store_code(store), "deal_not_found");
    add_deal(store, "Fine", NULL, 0);
    ck_assert_str_eq(naast_store_code(store), "");
    ck_assert_str_eq(naast_store_message(store), "");
    naast_store_free(store);
}
END_TEST

START_TEST(test_a_store_is_created_once_and_opened_as_what_it_is)
{
    char path[128], other[128];
    struct stat info;
    naast_create_spec spec = NAAST_CREATE_SPEC_INIT;
    spec.default_pipeline = "no_such_pipeline";
    naast_store *store = world_store(&world, "store.db"), *second = NULL;
    naast_options options = world_options(&world);
    world_path(&world, "store.db", path);
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_int_eq(info.st_mode & 0777, 0600);
    is_status(store, naast_store_create(store, path, NULL), NAAST_INVALID);
    is_ok(store, naast_store_new(&options, &second));
    is_status(second, naast_store_create(second, path, NULL), NAAST_CONFLICT);
    world_path(&world, "none.db", other);
    is_status(second, naast_store_open(second, other, NULL), NAAST_NOT_FOUND);
    is_status(second, naast_store_create(second, other, &spec), NAAST_NOT_FOUND);
    ck_assert_int_ne(access(other, F_OK), 0);
    world_path(&world, "link.db", other);
    ck_assert_int_eq(symlink(path, other), 0);
    ck_assert_int_ne(naast_store_open(second, other, NULL), NAAST_OK);
    world_path(&world, "text.db", other);
    FILE *file = fopen(other, "w");
    ck_assert_ptr_nonnull(file);
    fputs("This is a letter, and no store.\n", file);
    fclose(file);
    is_status(second, naast_store_open(second, other, NULL), NAAST_FOREIGN);
    is_ok(second, naast_store_open(second, path, NULL));
    naast_store_free(second);
    naast_store_free(store);
    naast_store_free(NULL);
    naast_free(NULL);
}
END_TEST

START_TEST(test_options_that_are_wrong_are_declined_with_the_reason)
{
    naast_store *store = NULL;
    naast_options options = world_options(&world);
    options.size = 3;
    ck_assert_int_eq(naast_store_new(&options, &store), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(store), "spec_size");
    naast_store_free(store);
    options = world_options(&world);
    options.actor = "\xff";
    ck_assert_int_eq(naast_store_new(&options, &store), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(store), "text_not_utf8");
    naast_store_free(store);
}
END_TEST

START_TEST(test_every_status_has_its_code)
{
    static const struct {
        int status;
        const char *code;
    } codes[] = {{NAAST_OK, "ok"},
                 {NAAST_NOT_YET, "not_yet"},
                 {NAAST_NOT_FOUND, "not_found"},
                 {NAAST_CONFLICT, "conflict"},
                 {NAAST_BUSY, "busy"},
                 {NAAST_NO_MEMORY, "no_memory"},
                 {NAAST_NEWER, "newer"},
                 {17, "unknown"},
                 {-99, "unknown"}};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        ck_assert_str_eq(naast_status_code(codes[i].status), codes[i].code);
    ck_assert_int_eq(naast_version(), NAAST_VERSION_MAJOR * 1000000 + NAAST_VERSION_MINOR * 1000 + NAAST_VERSION_PATCH);
}
END_TEST

START_TEST(test_operations_have_names_and_numbers)
{
    naast_store *store = world_store(&world, "operations.db");
    is_status(store, naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = (naast_operation)99)),
              NAAST_INVALID);
    is_status(store, naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = (naast_operation)0)),
              NAAST_INVALID);
    naast_id deal = add_deal(store, "Numbered", NULL, 0);
    int64_t before = naast_operation_last(store);
    ck_assert_int_gt(before, 0);
    add_item(store, deal, "purpose", NULL, "search");
    ck_assert_int_gt(naast_operation_last(store), before);
    naast_log *log = NULL;
    is_ok(store, naast_log_list(store, NULL, NULL, &log));
    ck_assert_str_eq(log->items[0].operation_name, "record");
    ck_assert_str_eq(log->items[0].actor, "Bo");
    ck_assert_int_eq(log->items[0].id, deal);
    ck_assert_int_eq(log->items[0].operation, naast_operation_last(store));
    naast_free(log);
    naast_store_free(store);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("handles");
    TCase *tests = tcase_create("handles");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_two_stores_in_one_process_do_not_touch_each_other);
    tcase_add_test(tests, test_two_handles_on_one_file_see_what_the_other_kept);
    tcase_add_test(tests, test_a_second_writer_waits_no_longer_than_asked);
    tcase_add_test(tests, test_the_clock_is_the_callers);
    tcase_add_test(tests, test_the_same_clock_and_random_make_the_same_journal);
    tcase_add_test(tests, test_a_random_source_that_fails_stops_the_write);
    tcase_add_test(tests, test_all_memory_comes_from_the_caller_and_goes_back);
    tcase_add_test(tests, test_messages_speak_the_language_of_the_handle);
    tcase_add_test(tests, test_a_failure_is_forgotten_by_the_next_call);
    tcase_add_test(tests, test_a_store_is_created_once_and_opened_as_what_it_is);
    tcase_add_test(tests, test_options_that_are_wrong_are_declined_with_the_reason);
    tcase_add_test(tests, test_every_status_has_its_code);
    tcase_add_test(tests, test_operations_have_names_and_numbers);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
