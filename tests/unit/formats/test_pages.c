/* test_pages.c: documents and pages: hostile texts stay text, and whatever runs out on the way is said. */
#include <check.h>
#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pages/html_style.h"
#include "formats/pages/text.h"
#include "naast-formats.h"
#include "fixtures/pages.h"

static struct pages f;

static void setup(void) { pages_open(&f, NAAST_LANGUAGE_ENGLISH); }
static void teardown(void) { pages_close(&f); }

static const char *const hostile[] = {
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</style></bdi></p></section></main><h1>",
    "\"onload=alert(1) '&lt; &amp;#60;",
    "# heading",
    "1. one",
    "12) one",
    "- point",
    "+ point",
    "= title",
    "--- ",
    ": meaning",
    "% title",
    "    code",
    "> quote",
    "| a | b |",
    "![image](http://example.com/a.png) [link](javascript:alert(1))",
    "http://example.com and www.example.com and WWW.example.com",
    "a@example.com <mailto:a@example.com> <http://example.com>",
    "`code` ``more`` ~~~ ~gone~ *strong* _em_ $x$ ^up^ \\ back\\",
    "\xe2\x80\xae"
    "evil\xe2\x81\xa6\xe2\x80\x8b",
    "\x1b[31mred\x1b]0;title\a \x7f \xc2\x9b"
    "31m",
    "bytes \xff\xc0\x80 that are no UTF-8 \xed\xa0\x80",
    "\xe2\x80\xa8line\xe2\x80\xa9paragraph\xef\xbb\xbf",
};
enum { HOSTILE = sizeof hostile / sizeof hostile[0], PARTS = 2 * (NAAST_PART_BLANK + 1) + 1 };

/* Every type of part, above and beneath, with this text wherever a text goes. */
static naast_document document_of(naast_document_part parts[PARTS], const char *text)
{
    naast_document document = NAAST_DOCUMENT_INIT;
    for (int k = 0; k < PARTS; k++)
        parts[k] = (naast_document_part){.type = (naast_part_type)(k / 2 % (NAAST_PART_BLANK + 1)),
                                         .tone = (naast_tone)(k % 4),
                                         .label = text,
                                         .text = text,
                                         .note = text,
                                         .beneath = k % 2,
                                         .past = k % 2};
    document.part_size = sizeof *parts;
    document.parts = parts;
    document.part_count = PARTS;
    document.title = document.over = document.under = document.foot = text;
    return document;
}

static const char *written(const char *text, naast_document_format format)
{
    naast_document_part parts[PARTS];
    const naast_document document = document_of(parts, text);
    pages_again(&f);
    expect(&f, naast_document_write(f.formats, &document, format, &f.writer), NAAST_OK, "");
    return f.text;
}

/* ---- hostile texts ---- */

START_TEST(test_no_text_becomes_a_tag)
{
    char *harmless = tags_of(written("words", NAAST_DOCUMENT_HTML)),
         *tags = tags_of(written(hostile[_i], NAAST_DOCUMENT_HTML));
    ck_assert_str_eq(tags, harmless);
    free(harmless);
    free(tags);
}
END_TEST

START_TEST(test_no_text_means_anything_in_markdown)
{
    char *harmless = signs_of(written("words", NAAST_DOCUMENT_MARKDOWN)),
         *signs = signs_of(written(hostile[_i], NAAST_DOCUMENT_MARKDOWN));
    ck_assert_str_eq(signs, harmless);
    free(harmless);
    free(signs);
}
END_TEST

static void expect_plain(const char *page)
{
    static const char *const hidden[] = {"\xe2\x80\xae", "\xe2\x81\xa6", "\xe2\x80\x8b", "\x1b",        "\a", "\x7f",
                                         "\xc2\x9b",     "\xff",         "\xe2\x80\xa8", "\xe2\x80\xa9"};
    for (size_t k = 0; k < sizeof hidden / sizeof hidden[0]; k++)
        ck_assert_ptr_null(strstr(page, hidden[k]));
}

START_TEST(test_no_text_hides_or_turns_anything)
{
    expect_plain(written(hostile[_i], NAAST_DOCUMENT_HTML));
    expect_plain(written(hostile[_i], NAAST_DOCUMENT_MARKDOWN));
}
END_TEST

START_TEST(test_lines_stay_in_their_block)
{
    char *lines, *more;
    more = tags_of(written("one\n# two\n\n</bdi>three", NAAST_DOCUMENT_HTML));
    lines = tags_of(written("one\ntwo\n\nthree", NAAST_DOCUMENT_HTML));
    ck_assert_str_eq(more, lines);
    free(more);
    free(lines);
    more = signs_of(written("one\n# two\n\n- three\n  > 4. four", NAAST_DOCUMENT_MARKDOWN));
    lines = signs_of(written("one\ntwo\n\nthree\nfour", NAAST_DOCUMENT_MARKDOWN));
    ck_assert_str_eq(more, lines);
    free(more);
    free(lines);
    naast_document document = NAAST_DOCUMENT_INIT;
    const naast_document_part quote = {.type = NAAST_PART_QUOTE, .text = "one\n\n  # two", .note = "Sanne\nor not"};
    document.parts = &quote;
    document.part_size = sizeof quote;
    document.part_count = 1;
    document.title = "A\n# B";
    pages_again(&f);
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_MARKDOWN, &f.writer), NAAST_OK, "");
    ck_assert_str_eq(f.text, "# A\\\\n\\# B\n\n> one\\\n> \\# two — Sanne\\\\nor not\n");
}
END_TEST

/* ---- what a document must be ---- */

START_TEST(test_what_is_needed_of_a_handle)
{
    naast_formats *formats = NULL;
    naast_formats_options options = NAAST_FORMATS_OPTIONS_INIT;
    options.allocator = (naast_allocator){pages_resize, &f};
    ck_assert_int_eq(naast_formats_new(&options, NULL), NAAST_INVALID);
    options.language = (naast_language)7;
    ck_assert_int_eq(naast_formats_new(&options, &formats), NAAST_INVALID);
    options.language = NAAST_LANGUAGE_DUTCH;
    options.size = 3;
    ck_assert_int_eq(naast_formats_new(&options, &formats), NAAST_INVALID);
    options.size = sizeof options;
    f.allocations_left = 0;
    ck_assert_int_eq(naast_formats_new(&options, &formats), NAAST_NO_MEMORY);
    ck_assert_ptr_null(formats);
}
END_TEST

START_TEST(test_what_is_needed_of_a_document)
{
    naast_document_part parts[PARTS];
    naast_document document = document_of(parts, "words");
    naast_writer writer = f.writer;
    const struct naast_document other = document;
    ck_assert_int_eq(naast_document_write(NULL, &document, NAAST_DOCUMENT_HTML, &f.writer), NAAST_INVALID);
    expect(&f, naast_document_write(f.formats, NULL, NAAST_DOCUMENT_HTML, &f.writer), NAAST_INVALID, "not_given");
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_HTML, NULL), NAAST_INVALID, "writer_invalid");
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_MARKDOWN, NULL), NAAST_INVALID,
           "writer_invalid");
    writer.write = NULL;
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_HTML, &writer), NAAST_INVALID,
           "writer_invalid");
    expect(&f, naast_document_write(f.formats, &document, (naast_document_format)2, &f.writer), NAAST_INVALID,
           "page_format");
    document.size = 0;
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_HTML, &f.writer), NAAST_INVALID, "spec_size");
    document = other;
    document.parts = NULL;
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_HTML, &f.writer), NAAST_INVALID, "not_given");
    document = other;
    document.part_size = 0;
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_HTML, &f.writer), NAAST_INVALID, "spec_size");
    document = other;
    parts[3].type = (naast_part_type)(NAAST_PART_BLANK + 1);
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_HTML, &f.writer), NAAST_INVALID,
           "document_part");
    ck_assert_ptr_nonnull(strstr(naast_formats_fault(f.formats)->text, "part 4 "));
    parts[3].type = NAAST_PART_POINT;
    parts[4].tone = (naast_tone)-1;
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_HTML, &f.writer), NAAST_INVALID,
           "document_part");
    ck_assert_uint_eq(f.length, 0);
}
END_TEST

START_TEST(test_an_empty_document_is_one)
{
    naast_document document = NAAST_DOCUMENT_INIT;
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_MARKDOWN, &f.writer), NAAST_OK, "");
    ck_assert_str_eq(f.text, "# \n\n");
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_HTML, &f.writer), NAAST_OK, "");
    const naast_document_part part = {.type = NAAST_PART_FACT};
    document.parts = &part;
    document.part_size = sizeof part;
    document.part_count = 1;
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_HTML, &f.writer), NAAST_OK, "");
}
END_TEST

/* Parts of a later version are longer; what they have to say more is not left out unsaid. */
START_TEST(test_parts_of_a_later_version)
{
    struct later {
        naast_document_part part;
        const char *more;
    } later[PARTS];
    naast_document_part parts[PARTS];
    naast_document document = document_of(parts, "words");
    char *as_it_is = strdup(written("words", NAAST_DOCUMENT_MARKDOWN));
    for (int k = 0; k < PARTS; k++)
        later[k] = (struct later){.part = parts[k]};
    document.parts = &later[0].part;
    document.part_size = sizeof later[0];
    pages_again(&f);
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_MARKDOWN, &f.writer), NAAST_OK, "");
    ck_assert_str_eq(f.text, as_it_is);
    free(as_it_is);
    later[PARTS - 1].more = "more";
    expect(&f, naast_document_write(f.formats, &document, NAAST_DOCUMENT_MARKDOWN, &f.writer), NAAST_INVALID,
           "spec_size");
}
END_TEST

/* ---- memory and writers ---- */

static void run_out(naast_document_format format)
{
    naast_document_part parts[PARTS];
    const naast_document document = document_of(parts, "one\xe2\x80\xae\ntwo");
    int status = NAAST_NO_MEMORY;
    for (int k = 0; status != NAAST_OK; k++) {
        pages_again(&f);
        f.allocations_left = k;
        status = naast_document_write(f.formats, &document, format, &f.writer);
        expect(&f, status, status == NAAST_OK ? NAAST_OK : NAAST_NO_MEMORY, status == NAAST_OK ? "" : "no_memory");
        ck_assert_int_eq(f.outstanding, 1);
        ck_assert_int_lt(k, 1000);
    }
    pages_again(&f);
    status = NAAST_IO;
    for (int k = 0; status != NAAST_OK; k++) {
        f.writes_left = k;
        status = naast_document_write(f.formats, &document, format, &f.writer);
        expect(&f, status, status == NAAST_OK ? NAAST_OK : NAAST_IO, status == NAAST_OK ? "" : "write_failed");
        ck_assert_int_eq(f.outstanding, 1);
        ck_assert_int_lt(f.writes_left, 1);
        pages_again(&f);
    }
    f.allocations_left = 0;
    expect(&f, naast_document_write(f.formats, &document, format, &f.writer), NAAST_NO_MEMORY, "no_memory");
    pages_again(&f);
    f.writes_left = 0;
    expect(&f, naast_document_write(f.formats, &document, format, &f.writer), NAAST_IO, "write_failed");
    pages_again(&f);
}

START_TEST(test_memory_or_the_writer_runs_out)
{
    run_out(NAAST_DOCUMENT_HTML);
    run_out(NAAST_DOCUMENT_MARKDOWN);
}
END_TEST

/* ---- a page of one's own ---- */

static naast_html *begun(void)
{
    naast_html *html = NULL;
    pages_again(&f);
    expect(&f, naast_html_begin(f.formats, NULL, &f.writer, &html), NAAST_OK, "");
    return html;
}

START_TEST(test_what_is_needed_of_a_page)
{
    naast_html_page page = NAAST_HTML_PAGE_INIT;
    naast_html *html = NULL;
    ck_assert_int_eq(naast_html_begin(NULL, &page, &f.writer, &html), NAAST_INVALID);
    expect(&f, naast_html_begin(f.formats, &page, &f.writer, NULL), NAAST_INVALID, "not_given");
    expect(&f, naast_html_begin(f.formats, &page, NULL, &html), NAAST_INVALID, "writer_invalid");
    page.layout = (naast_html_layout)2;
    expect(&f, naast_html_begin(f.formats, &page, &f.writer, &html), NAAST_INVALID, "page_format");
    page.size = 3;
    expect(&f, naast_html_begin(f.formats, &page, &f.writer, &html), NAAST_INVALID, "spec_size");
    f.allocations_left = 0;
    expect(&f, naast_html_begin(f.formats, NULL, &f.writer, &html), NAAST_NO_MEMORY, "no_memory");
    ck_assert_ptr_null(html);
    ck_assert_int_eq(naast_html_end(NULL), NAAST_INVALID);
}
END_TEST

START_TEST(test_nothing_of_a_page_crashes_on_null)
{
    naast_html_open(NULL, "p", NULL);
    naast_html_open_with(NULL, "p", NULL, "title", "");
    naast_html_close(NULL, "p");
    naast_html_empty(NULL, "path", NULL);
    naast_html_text(NULL, "");
    naast_html_data(NULL, "");
    naast_html_data_lines(NULL, "");
    naast_html_element(NULL, "p", NULL, "");
    naast_html_data_element(NULL, "p", NULL, "");
    naast_html_newline(NULL);
    naast_html *html = begun();
    naast_html_element(html, "p", NULL, NULL);
    naast_html_data_element(html, "p", "", NULL);
    naast_html_data_lines(html, NULL);
    naast_html_open_with(html, "p", NULL, "title", NULL);
    naast_html_close(html, "p");
    expect(&f, naast_html_end(html), NAAST_OK, "");
    ck_assert_ptr_nonnull(strstr(f.text, "<p></p><p><bdi></bdi></p><bdi></bdi><p title=\"\"></p></body>\n</html>\n"));
    html = begun();
    naast_html_open(html, NULL, NULL);
    expect(&f, naast_html_end(html), NAAST_INVALID, "html_markup");
    html = begun();
    naast_html_open_with(html, "p", NULL, NULL, "x");
    expect(&f, naast_html_end(html), NAAST_INVALID, "html_markup");
    html = begun();
    naast_html_close(html, NULL);
    expect(&f, naast_html_end(html), NAAST_INVALID, "html_markup");
}
END_TEST

START_TEST(test_a_page_of_ones_own)
{
    naast_html_page page = NAAST_HTML_PAGE_INIT;
    naast_html *html = NULL;
    page.title = "A <title> & \"more\"";
    page.layout = NAAST_HTML_WIDE;
    expect(&f, naast_html_begin(f.formats, &page, &f.writer, &html), NAAST_OK, "");
    naast_html_open(html, "main", "id=\"main\" class=\"a b\"");
    naast_html_open_with(html, "section", "class=\"card\"", "aria-label", "\"><script>'");
    naast_html_text(html, "a\nb<");
    naast_html_data(html, "\xe2\x80\xae");
    naast_html_data_lines(html, "a\n<b>");
    naast_html_empty(html, "path", "d=\"M0 1.5H2\"");
    naast_html_data_element(html, "bdi", NULL, "&");
    naast_html_close(html, "section");
    naast_html_close(html, "main");
    naast_html_newline(html);
    expect(&f, naast_html_end(html), NAAST_OK, "");
    ck_assert_ptr_nonnull(strstr(f.text, "<title>A &lt;title&gt; &amp; &quot;more&quot;</title>\n<style>"));
    ck_assert_ptr_nonnull(
        strstr(f.text, "<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security"));
    ck_assert_ptr_nonnull(
        strstr(f.text, "<body class=\"wide\">\n<a class=\"skip\" href=\"#main\">Skip to the text</a>\n"
                       "<main id=\"main\" class=\"a b\"><section class=\"card\" aria-label=\"&quot;&gt;&lt;script&gt;"
                       "&#39;\">a\\nb&lt;<bdi>\\u202e</bdi><bdi>a<br>&lt;b&gt;</bdi><path d=\"M0 1.5H2\"/>"
                       "<bdi>&amp;</bdi></section></main>\n</body>\n</html>\n"));
}
END_TEST

static const char *const wrong_tags[] = {"script", "SCRIPT", "style",    "iframe", "img",   "link",         "meta",
                                         "base",   "form",   "object",   "embed",  "input", "a b",          "p>",
                                         "",       "<p",     "p onload", "use",    "image", "foreignObject"};

START_TEST(test_tags_that_no_page_may_have)
{
    naast_html *html = begun();
    naast_html_open(html, wrong_tags[_i], NULL);
    naast_html_text(html, "after it");
    expect(&f, naast_html_end(html), NAAST_INVALID, "html_markup");
    ck_assert_ptr_null(strstr(f.text, "after it"));
    html = begun();
    naast_html_close(html, wrong_tags[_i]);
    expect(&f, naast_html_end(html), NAAST_INVALID, "html_markup");
    html = begun();
    naast_html_empty(html, wrong_tags[_i], NULL);
    expect(&f, naast_html_end(html), NAAST_INVALID, "html_markup");
}
END_TEST

static const char *const wrong_attributes[] = {"onclick=\"a()\"",
                                               "ONCLICK=\"a()\"",
                                               "class=\"a\" onload=\"b\"",
                                               "style=\"color:red\"",
                                               "src=\"a.png\"",
                                               "href=\"http://example.com\"",
                                               "HREF=\"javascript:a()\"",
                                               "href=\"&#35;a\"",
                                               "background=\"a.png\"",
                                               "fill=\"url(http://example.com)\"",
                                               "fill=\"URL(a)\"",
                                               "class=\"a\"><script>",
                                               "class=\"<\"",
                                               "class=\"a",
                                               "class=a",
                                               "class",
                                               " class=\"a\"",
                                               "class=\"a\" ",
                                               "class=\"a\"id=\"b\"",
                                               "class=\"a\n\"",
                                               "=\"a\"",
                                               ">",
                                               "xlink:href=\"#a\""};

START_TEST(test_attributes_that_no_page_may_have)
{
    naast_html *html = begun();
    naast_html_open(html, "a", wrong_attributes[_i]);
    naast_html_text(html, "after it");
    expect(&f, naast_html_end(html), NAAST_INVALID, "html_markup");
    ck_assert_ptr_null(strstr(f.text, "after it"));
    html = begun();
    naast_html_element(html, "a", wrong_attributes[_i], "");
    expect(&f, naast_html_end(html), NAAST_INVALID, "html_markup");
}
END_TEST

START_TEST(test_only_some_attributes_take_any_text)
{
    static const char *const good[] = {"title", "datetime", "lang", "aria-label", "data-x"};
    static const char *const bad[] = {"href", "onclick", "style", "src", "aria-x y", "title=\"\" onclick", "id", ""};
    for (size_t k = 0; k < sizeof good / sizeof good[0]; k++) {
        naast_html *html = begun();
        naast_html_open_with(html, "p", NULL, good[k], "javascript:alert(1)");
        expect(&f, naast_html_end(html), NAAST_OK, "");
    }
    for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++) {
        naast_html *html = begun();
        naast_html_open_with(html, "p", NULL, bad[k], "javascript:alert(1)");
        expect(&f, naast_html_end(html), NAAST_INVALID, "html_markup");
    }
}
END_TEST

/* What was wrong is said with the beginning of it, in whole characters that steer nothing. */
START_TEST(test_wrong_markup_is_shown_safely)
{
    naast_html *html = begun();
    char name[400] = "\x1b";
    for (int k = 0; k < 100; k++)
        strcat(name, "é");
    naast_html_open(html, name, NULL);
    expect(&f, naast_html_end(html), NAAST_INVALID, "html_markup");
    const char *text = naast_formats_fault(f.formats)->text, *shown = strstr(text, ": \\x1b");
    ck_assert_ptr_nonnull(shown);
    ck_assert_uint_eq(strlen(shown + 6) % 2, 0);
    ck_assert_uint_lt(strlen(shown), 110);
}
END_TEST

START_TEST(test_a_page_whose_writer_stops)
{
    int status = NAAST_IO;
    for (int k = 0; status != NAAST_OK; k++) {
        naast_html *html = NULL;
        pages_again(&f);
        f.writes_left = k;
        ck_assert_int_eq(naast_html_begin(f.formats, NULL, &f.writer, &html), NAAST_OK);
        for (int line = 0; line < 1000; line++)
            naast_html_data_element(html, "p", NULL, "words words words words");
        status = naast_html_end(html);
        expect(&f, status, status == NAAST_OK ? NAAST_OK : NAAST_IO, status == NAAST_OK ? "" : "write_failed");
        ck_assert_int_lt(k, 1000);
    }
    naast_html *html = NULL;
    pages_again(&f);
    f.writes_left = 0;
    ck_assert_int_eq(naast_html_begin(f.formats, NULL, &f.writer, &html), NAAST_OK);
    expect(&f, naast_html_end(html), NAAST_IO, "write_failed");
}
END_TEST

START_TEST(test_the_policy_allows_the_stylesheet_that_is_there)
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    char encoded[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1] = "", policy[160];
    struct sha256_ctx hash;
    naast_html *html = begun();
    expect(&f, naast_html_end(html), NAAST_OK, "");
    const char *style = strstr(f.text, "<style>"), *end = strstr(f.text, "</style>");
    ck_assert_ptr_nonnull(style);
    ck_assert_ptr_nonnull(end);
    style += strlen("<style>");
    sha256_init(&hash);
    sha256_update(&hash, (size_t)(end - style), (const uint8_t *)style);
    sha256_digest(&hash, sizeof digest, digest);
    base64_encode_raw(encoded, sizeof digest, digest);
    ck_assert_str_eq(html_style_hash, encoded);
    snprintf(policy, sizeof policy,
             "content=\"default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\"", encoded);
    ck_assert_ptr_nonnull(strstr(f.text, policy));
}
END_TEST

/* ---- values and sentences ---- */

static struct wording wording_in(naast_formats *formats)
{
    return (struct wording){.formats = formats, .today = 20261110};
}

START_TEST(test_values_as_people_read_them)
{
    struct pages *dutch = malloc(sizeof *dutch);
    ck_assert_ptr_nonnull(dutch);
    pages_open(dutch, NAAST_LANGUAGE_DUTCH);
    struct wording en = wording_in(f.formats), nl = wording_in(dutch->formats);
    ck_assert_str_eq(text_date(&en, 20260304), "4 Mar");
    ck_assert_str_eq(text_date(&nl, 20260304), "4 mrt");
    ck_assert_str_eq(text_date(&en, 20270531), "31 May 2027");
    ck_assert_str_eq(text_full_date(&nl, 20260531), "31 mei 2026");
    ck_assert_str_eq(text_date(&en, 0), "");
    ck_assert_str_eq(text_money(&en, (naast_money){2400000, "EUR"}), "EUR 24,000");
    ck_assert_str_eq(text_money(&nl, (naast_money){2400000, "EUR"}), "EUR 24.000");
    ck_assert_str_eq(text_money(&nl, (naast_money){-123456705, "EUR"}), "EUR -1.234.567,05");
    ck_assert_str_eq(text_money(&en, (naast_money){INT64_MIN, "JPY"}), "JPY -9,223,372,036,854,775,808");
    ck_assert_str_eq(text_money(&en, (naast_money){INT64_MIN, "EUR"}), "EUR -92,233,720,368,547,758.08");
    ck_assert_str_eq(text_money(&en, (naast_money){7, ""}), "");
    ck_assert_str_eq(text_value(&nl, "decides"), "beslist");
    ck_assert_str_eq(text_value(&en, "not_so_sure"), "not so sure");
    ck_assert_str_eq(text_first_name(&en, "Sanne de Wit"), "Sanne");
    ck_assert_str_eq(text_first_name(&en, "Sanne"), "Sanne");
    ck_assert_str_eq(text_capital(&en, "één"), "Één");
    ck_assert_str_eq(text_capital(&en, "\xff"), "\xff");
    ck_assert_str_eq(text_joined(&en, "", ", ", "a"), "a");
    ck_assert_str_eq(text_joined(&en, "a", ", ", "b"), "a, b");
    ck_assert_str_eq(TEXT(&en, FMT_SHARE_FROM, "Bo\n{1}", "today"), "From Bo\\n{1}, today");
    ck_assert_int_eq(arena_status(&en.arena), NAAST_OK);
    arena_free(&en.arena);
    arena_free(&nl.arena);
    pages_close(dutch);
    free(dutch);
}
END_TEST

static const struct {
    const char *id, *en, *nl;
} sentences[] = {
#define MESSAGE(id, status, code, en, nl) {#id, en, nl},
#include "formats/base/messages/messages.def"
#undef MESSAGE
};

/* A bit for each place that is filled in. */
static unsigned places(const char *text)
{
    unsigned found = 0;
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{'))
        if (at[1] >= '0' && at[1] <= '9' && at[2] == '}')
            found |= 1u << (at[1] - '0');
    return found;
}

START_TEST(test_sentences_are_in_both_languages)
{
    const unsigned en = places(sentences[_i].en), nl = places(sentences[_i].nl);
    ck_assert_msg(en == nl && (en & (en + 1)) == 0, "%s: {0}... differ", sentences[_i].id);
    ck_assert_msg(sentences[_i].en[0] != '\0' && sentences[_i].nl[0] != '\0', "%s is empty", sentences[_i].id);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("formats: pages");
    TCase *pages = tcase_create("pages");
    tcase_add_checked_fixture(pages, setup, teardown);
    tcase_set_timeout(pages, 60);
    tcase_add_loop_test(pages, test_no_text_becomes_a_tag, 0, HOSTILE);
    tcase_add_loop_test(pages, test_no_text_means_anything_in_markdown, 0, HOSTILE);
    tcase_add_loop_test(pages, test_no_text_hides_or_turns_anything, 0, HOSTILE);
    tcase_add_test(pages, test_lines_stay_in_their_block);
    tcase_add_test(pages, test_what_is_needed_of_a_handle);
    tcase_add_test(pages, test_what_is_needed_of_a_document);
    tcase_add_test(pages, test_an_empty_document_is_one);
    tcase_add_test(pages, test_parts_of_a_later_version);
    tcase_add_test(pages, test_memory_or_the_writer_runs_out);
    tcase_add_test(pages, test_what_is_needed_of_a_page);
    tcase_add_test(pages, test_nothing_of_a_page_crashes_on_null);
    tcase_add_test(pages, test_a_page_of_ones_own);
    tcase_add_loop_test(pages, test_tags_that_no_page_may_have, 0, sizeof wrong_tags / sizeof wrong_tags[0]);
    tcase_add_loop_test(pages, test_attributes_that_no_page_may_have, 0,
                        sizeof wrong_attributes / sizeof wrong_attributes[0]);
    tcase_add_test(pages, test_only_some_attributes_take_any_text);
    tcase_add_test(pages, test_wrong_markup_is_shown_safely);
    tcase_add_test(pages, test_a_page_whose_writer_stops);
    tcase_add_test(pages, test_the_policy_allows_the_stylesheet_that_is_there);
    tcase_add_test(pages, test_values_as_people_read_them);
    tcase_add_loop_test(pages, test_sentences_are_in_both_languages, 0, sizeof sentences / sizeof sentences[0]);
    suite_add_tcase(suite, pages);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
