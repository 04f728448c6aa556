/* test_share_page.c: the customer's page from what the library read: nothing but that is on it, and only as text. */
#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixtures/pages.h"
#include "naast-formats.h"
#include "naast-share.h"

static struct pages f;

static void setup(void) { pages_open(&f, NAAST_LANGUAGE_ENGLISH); }
static void teardown(void) { pages_close(&f); }

enum { LINES = 3 * NAAST_SHARE_SECTIONS };

/* Lines as a later version of the library gives them. */
struct longer {
    naast_share_line line;
    char more[40];
};

static naast_share_line line_of(naast_share_section section, int which, const char *text)
{
    static const char *const states[] = {"given", "open", "kept"};
    return (naast_share_line){.section = section,
                              .n = which + 1,
                              .kind = "need",
                              .name = text,
                              .value = which == 1 ? text : "",
                              .text = text,
                              .about = text,
                              .side = which == 2 ? NAAST_SIDE_US : NAAST_SIDE_CUSTOMER,
                              .by = text,
                              .beneath = which == 1,
                              .none = which == 0 && section == NAAST_SECTION_WHOLE,
                              .unspoken = which == 0 && section == NAAST_SECTION_OFFER,
                              .in_confidence = which == 2,
                              .amount = {which == 1 ? 2400050 : 0, "EUR"},
                              .due = which != 0 ? 20261101 + which : 0,
                              .on = 20261103,
                              .url = which == 2 ? text : "",
                              .state = states[which],
                              .settled_on = 20261104,
                              .late = which == 1,
                              .reagreed = which == 2,
                              .wants_word = which == 0,
                              .word = (naast_share_word)(section % 3),
                              .word_by = text,
                              .by_org = text,
                              .word_by_org = text,
                              .word_on = 20261105,
                              .promised_by = section % 2 ? NAAST_SIDE_US : NAAST_SIDE_CUSTOMER,
                              .open_at = section % 2 ? NAAST_SIDE_US : NAAST_SIDE_CUSTOMER};
}

/* Lines in every section, of every kind, with this text wherever a text goes. */
static naast_share share_of(struct longer lines[LINES], const char *text)
{
    for (int k = 0; k < LINES; k++) {
        lines[k].line = line_of((naast_share_section)(k / 3), k % 3, text);
        memset(lines[k].more, 'x', sizeof lines[k].more);
    }
    return (naast_share){.items = &lines[0].line,
                         .count = LINES,
                         .item_size = sizeof lines[0],
                         .next = "",
                         .title = text,
                         .org = text,
                         .reader = text,
                         .head = "41:9c1e07d2aabbccdd",
                         .today = 20261110,
                         .outcome = "",
                         .because = text,
                         .refer = text,
                         .sections = (1u << NAAST_SHARE_SECTIONS) - 1,
                         .upcoming = &lines[1].line};
}

static int write_share(const naast_share *share, const char *from, naast_document_format format)
{
    naast_share_write_spec spec = NAAST_SHARE_WRITE_SPEC_INIT;
    spec.from = from;
    spec.format = format;
    return naast_share_write(f.formats, share, &spec, &f.writer);
}

static char *page_of(const char *text, const char *outcome, naast_document_format format)
{
    struct longer lines[LINES];
    naast_share share = share_of(lines, text);
    share.outcome = outcome;
    pages_again(&f);
    const int status = write_share(&share, text, format);
    ck_assert_msg(status == NAAST_OK, "%s", naast_formats_fault(f.formats)->text);
    char *page = format == NAAST_DOCUMENT_HTML ? tags_of(f.text) : signs_of(f.text);
    ck_assert_ptr_nonnull(page);
    return page;
}

static const char *const outcomes[] = {"",         "won",  "declined",    "no_match",
                                       "rejected", "lost", "no_decision", "withdrawn"};

START_TEST(test_no_text_of_a_deal_is_more_than_text)
{
    static const char *const hostile[] = {"<script>alert(1)</script>",
                                          "</bdi></p><h1>",
                                          "\"onload=alert(1) '",
                                          "# heading",
                                          "1. one",
                                          "- point",
                                          "![a](http://b.nl)",
                                          "www.example.com",
                                          "`code`",
                                          "\xe2\x80\xae\x1b[31m\xff"};
    for (size_t k = 0; k < sizeof hostile / sizeof hostile[0]; k++) {
        char *harmless = page_of("words", outcomes[_i], NAAST_DOCUMENT_HTML);
        char *page = page_of(hostile[k], outcomes[_i], NAAST_DOCUMENT_HTML);
        ck_assert_str_eq(page, harmless);
        free(harmless);
        free(page);
        harmless = page_of("words", outcomes[_i], NAAST_DOCUMENT_MARKDOWN);
        page = page_of(hostile[k], outcomes[_i], NAAST_DOCUMENT_MARKDOWN);
        ck_assert_str_eq(page, harmless);
        ck_assert_ptr_null(strstr(f.text, "\xe2\x80\xae"));
        free(harmless);
        free(page);
    }
}
END_TEST

START_TEST(test_its_head_and_foot)
{
    struct longer lines[LINES];
    naast_share share = share_of(lines, "need");
    share.title = "Findable policy";
    share.org = "Waterdam";
    share.reader = "Karim Ali";
    ck_assert_int_eq(write_share(&share, "Bo", NAAST_DOCUMENT_MARKDOWN), NAAST_OK);
    static const char head[] = "For Karim Ali, Waterdam\n\n# Findable policy\n\nFrom Bo, 10 Nov 2026\n\nThis is what";
    ck_assert_int_eq(strncmp(f.text, head, strlen(head)), 0);
    ck_assert_ptr_nonnull(strstr(f.text, "\n---\n\nAs it stood on 10 Nov 2026 · 41:9c1e07d2\n"));
    ck_assert_ptr_nonnull(strstr(f.text, "### The next moment\n\n2 Nov: Need, need, EUR 24,000.50: need\n"));
    naast_formats *as_it_was = f.formats;
    struct pages *dutch = malloc(sizeof *dutch);
    ck_assert_ptr_nonnull(dutch);
    pages_open(dutch, NAAST_LANGUAGE_DUTCH);
    f.formats = dutch->formats;
    pages_again(&f);
    ck_assert_int_eq(write_share(&share, "Bo", NAAST_DOCUMENT_MARKDOWN), NAAST_OK);
    f.formats = as_it_was;
    ck_assert_ptr_nonnull(strstr(f.text, "Voor Karim Ali, Waterdam\n\n# Findable policy\n\nVan Bo, 10 nov 2026\n"));
    ck_assert_ptr_nonnull(strstr(f.text, "EUR 24.000,50"));
    pages_close(dutch);
    free(dutch);
}
END_TEST

/* A later version of the library may know of sections that this one has no words for. */
START_TEST(test_lines_of_other_sections_are_left_out)
{
    struct longer lines[LINES];
    naast_share share = share_of(lines, "need");
    for (int k = 0; k < LINES; k++)
        lines[k].line.section = (naast_share_section)(NAAST_SHARE_SECTIONS + k);
    lines[LINES - 1].line.section = NAAST_SECTION_SUMMARY;
    lines[LINES - 1].line.text = "the one that is known";
    share.upcoming = NULL;
    ck_assert_int_eq(write_share(&share, "Bo", NAAST_DOCUMENT_MARKDOWN), NAAST_OK);
    ck_assert_ptr_nonnull(strstr(f.text, "the one that is known"));
    ck_assert_ptr_null(strstr(f.text, "need: need"));
    ck_assert_ptr_nonnull(strstr(f.text, "There is no next date"));
}
END_TEST

START_TEST(test_what_is_needed_of_a_share)
{
    struct longer lines[LINES];
    const naast_share share = share_of(lines, "need");
    naast_share_write_spec spec = NAAST_SHARE_WRITE_SPEC_INIT;
    spec.from = "Bo";
    ck_assert_int_eq(naast_share_write(NULL, &share, &spec, &f.writer), NAAST_INVALID);
    expect(&f, naast_share_write(f.formats, NULL, &spec, &f.writer), NAAST_INVALID, "not_given");
    expect(&f, naast_share_write(f.formats, &share, NULL, &f.writer), NAAST_INVALID, "not_given");
    expect(&f, naast_share_write(f.formats, &share, &spec, NULL), NAAST_INVALID, "writer_invalid");
    spec.format = (naast_document_format)2;
    expect(&f, naast_share_write(f.formats, &share, &spec, &f.writer), NAAST_INVALID, "page_format");
    spec.format = NAAST_DOCUMENT_HTML;
    spec.from = " \t\n";
    expect(&f, naast_share_write(f.formats, &share, &spec, &f.writer), NAAST_INVALID, "share_from");
    spec.from = NULL;
    expect(&f, naast_share_write(f.formats, &share, &spec, &f.writer), NAAST_INVALID, "share_from");
    spec.size = 2;
    expect(&f, naast_share_write(f.formats, &share, &spec, &f.writer), NAAST_INVALID, "spec_size");
    ck_assert_uint_eq(f.length, 0);
}
END_TEST

static void run_out(const naast_share *share, naast_document_format format)
{
    naast_share_write_spec spec = NAAST_SHARE_WRITE_SPEC_INIT;
    int status = NAAST_NO_MEMORY;
    spec.from = "Bo";
    spec.format = format;
    for (int k = 0; status != NAAST_OK; k++) {
        pages_again(&f);
        f.allocations_left = k;
        status = naast_share_write(f.formats, share, &spec, &f.writer);
        if (status != NAAST_OK)
            expect(&f, status, NAAST_NO_MEMORY, "no_memory");
        ck_assert_int_eq(f.outstanding, 1);
        ck_assert_int_lt(k, 5000);
    }
    pages_again(&f);
    status = NAAST_IO;
    for (int k = 0; status != NAAST_OK; k++) {
        pages_again(&f);
        f.writes_left = k;
        status = naast_share_write(f.formats, share, &spec, &f.writer);
        if (status != NAAST_OK)
            expect(&f, status, NAAST_IO, "write_failed");
        ck_assert_int_eq(f.outstanding, 1);
        ck_assert_int_lt(k, 1000);
    }
    f.writes_left = 0;
    expect(&f, naast_share_write(f.formats, share, &spec, &f.writer), NAAST_IO, "write_failed");
    pages_again(&f);
    f.allocations_left = 0;
    expect(&f, naast_share_write(f.formats, share, &spec, &f.writer), NAAST_NO_MEMORY, "no_memory");
    pages_again(&f);
}

START_TEST(test_memory_or_the_writer_runs_out)
{
    struct longer lines[LINES];
    naast_share share = share_of(lines, "need\xe2\x80\xae");
    run_out(&share, NAAST_DOCUMENT_HTML);
    run_out(&share, NAAST_DOCUMENT_MARKDOWN);
    share.outcome = "no_match";
    run_out(&share, NAAST_DOCUMENT_HTML);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("formats: the customer's page");
    TCase *pages = tcase_create("share");
    tcase_add_checked_fixture(pages, setup, teardown);
    tcase_set_timeout(pages, 60);
    tcase_add_loop_test(pages, test_no_text_of_a_deal_is_more_than_text, 0, sizeof outcomes / sizeof outcomes[0]);
    tcase_add_test(pages, test_its_head_and_foot);
    tcase_add_test(pages, test_lines_of_other_sections_are_left_out);
    tcase_add_test(pages, test_what_is_needed_of_a_share);
    tcase_add_test(pages, test_memory_or_the_writer_runs_out);
    suite_add_tcase(suite, pages);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
