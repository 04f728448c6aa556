/* test_base_spec.c: specs of every size, from callers of earlier and of later versions. */
#include "base/env/spec.h"

#include "naast-agenda.h"
#include "naast-exchange.h"
#include "naast.h"
#include "base/env/env.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { BEYOND = 4100, MOST_BEYOND = 4096 };

static struct env env;

/* Ordinary layouts, and one that ends in texts of odd lengths. */
static const struct {
    const char *name;
    struct spec_layout (*layout)(void);
} layouts[] = {
    {"naast_page", layout_naast_page},           {"naast_deal_spec", layout_naast_deal_spec},
    {"naast_item_spec", layout_naast_item_spec}, {"naast_import_spec", layout_naast_import_spec},
    {"naast_head", layout_naast_head},           {"naast_options", layout_naast_options},
};
enum { LAYOUTS = sizeof layouts / sizeof layouts[0] };

static void set_up(void) { ck_assert_int_eq(env_init(&env, NULL), 0); }

/* Memory of which not a byte behind the end can be touched: it ends where a page does. */
static unsigned char *at_the_edge(size_t length)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE), room = (length / page + 1) * page;
    unsigned char *memory = mmap(NULL, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ck_assert_ptr_ne(memory, MAP_FAILED);
    ck_assert_int_eq(mprotect(memory + room, page, PROT_NONE), 0);
    return memory + room - length;
}

static void release(unsigned char *memory, size_t length)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE), room = (length / page + 1) * page;
    ck_assert_int_eq(munmap(memory + length - room, room + page), 0);
}

/* The fields that lie wholly within a size, in bytes from the first. */
static uint32_t whole(const struct spec_layout *layout, uint32_t size)
{
    uint32_t end = sizeof size;
    for (uint32_t k = 0; k < layout->count; k++)
        if (layout->ends[k] <= size)
            end = layout->ends[k];
    return end;
}

static int all_are(const unsigned char *from, const unsigned char *to, unsigned char what)
{
    while (from < to && *from == what)
        from++;
    return from >= to;
}

static void expect_failure(int status, const char *code)
{
    ck_assert_int_eq(status, NAAST_INVALID);
    ck_assert_str_eq(env.failure.code, code);
}

START_TEST(test_a_layout_is_its_struct)
{
    const struct spec_layout layout = layouts[_i].layout();
    ck_assert_uint_gt(layout.count, 0);
    ck_assert_uint_eq(layout.ends[layout.count - 1], layout.size);
    for (uint32_t k = 1; k < layout.count; k++)
        ck_assert_uint_lt(layout.ends[k - 1], layout.ends[k]);
}
END_TEST

/* What is half within the size is not given; what is beyond what is known must be zero. */
START_TEST(test_a_spec_of_every_size)
{
    const struct spec_layout layout = layouts[_i].layout();
    unsigned char own[2048], nothing[2048] = {0};
    ck_assert_uint_le(layout.size, sizeof own);
    for (uint32_t size = 0; size <= layout.size + BEYOND; size++) {
        unsigned char *spec = at_the_edge(size < sizeof size ? sizeof size : size);
        if (size > 0)
            memset(spec, 0xa5, size < layout.size ? size : layout.size);
        memcpy(spec, &size, sizeof size);
        memset(own, 0x5a, sizeof own);
        int status = spec_take(&env, layout, own, spec);
        if (size < sizeof size || size > layout.size + MOST_BEYOND) {
            expect_failure(status, "spec_size");
        } else {
            const uint32_t end = whole(&layout, size);
            ck_assert_int_eq(status, 0);
            ck_assert_mem_eq(own, &layout.size, sizeof layout.size);
            ck_assert_mem_eq(own + sizeof size, spec + sizeof size, end - sizeof size);
            ck_assert_mem_eq(own + end, nothing, layout.size - end);
        }
        ck_assert_uint_eq(own[layout.size], 0x5a);
        release(spec, size < sizeof size ? sizeof size : size);
    }
}
END_TEST

/* Wherever it is, and however far. */
START_TEST(test_a_later_field_that_is_set_is_refused)
{
    const struct spec_layout layout = layouts[_i].layout();
    unsigned char own[2048];
    const uint32_t size = layout.size + MOST_BEYOND;
    unsigned char *spec = calloc(1, size);
    memcpy(spec, &size, sizeof size);
    for (uint32_t k = layout.size; k < size; k++) {
        spec[k] = 1;
        expect_failure(spec_take(&env, layout, own, spec), "spec_newer");
        spec[k] = 0;
    }
    ck_assert_int_eq(spec_take(&env, layout, own, spec), 0);
    free(spec);
}
END_TEST

START_TEST(test_no_spec_is_one_where_nothing_is_set)
{
    const struct spec_layout layout = layouts[_i].layout();
    unsigned char own[2048], nothing[2048] = {0};
    const uint32_t short_size = 3;
    memset(own, 0x5a, sizeof own);
    expect_failure(spec_take(&env, layout, own, NULL), "spec_size");
    ck_assert_uint_eq(own[0], 0x5a);
    ck_assert_int_eq(spec_take_if(&env, layout, own, NULL), 0);
    ck_assert_mem_eq(own, &layout.size, sizeof layout.size);
    ck_assert_mem_eq(own + sizeof layout.size, nothing, layout.size - sizeof layout.size);
    expect_failure(spec_take_if(&env, layout, own, &short_size), "spec_size");
}
END_TEST

/* A field that does not fit is not begun, and what is behind the size stays what it was. */
START_TEST(test_nothing_is_given_beyond_the_size)
{
    const struct spec_layout layout = layouts[_i].layout();
    unsigned char own[2048];
    memset(own, 0x5a, sizeof own);
    for (uint32_t size = 0; size <= layout.size + BEYOND; size++) {
        const size_t length = size < sizeof size ? sizeof size : size;
        unsigned char *spec = at_the_edge(length);
        memset(spec, 0xa5, length);
        memcpy(spec, &size, sizeof size);
        const int status = spec_room(&env, layout, spec);
        if (size < sizeof size || size > layout.size + MOST_BEYOND)
            expect_failure(status, "spec_size");
        else
            ck_assert_int_eq(status, 0);
        spec_give(layout, spec, own);
        ck_assert_mem_eq(spec, &size, sizeof size);
        const uint32_t end = whole(&layout, size);
        ck_assert(all_are(spec + sizeof size, spec + end, 0x5a));
        ck_assert(all_are(spec + end, spec + length, 0xa5));
        release(spec, length);
    }
    ck_assert_int_eq(spec_room(&env, layout, NULL), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("specs");
    TCase *tests = tcase_create("specs");
    tcase_add_checked_fixture(tests, set_up, NULL);
    tcase_add_loop_test(tests, test_a_layout_is_its_struct, 0, LAYOUTS);
    tcase_add_loop_test(tests, test_a_spec_of_every_size, 0, LAYOUTS);
    tcase_add_loop_test(tests, test_a_later_field_that_is_set_is_refused, 0, LAYOUTS);
    tcase_add_loop_test(tests, test_no_spec_is_one_where_nothing_is_set, 0, LAYOUTS);
    tcase_add_loop_test(tests, test_nothing_is_given_beyond_the_size, 0, LAYOUTS);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
