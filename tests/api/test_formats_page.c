/* test_formats_page.c: a program that writes the page of a deal for its customer, with what is installed and no more.
 */
#include "api.h"
#include "story.h"

#include <naast-formats.h>

static struct world world;
static struct story story;

/* A page in memory, as a program would keep one. */
struct page {
    char text[65536];
    size_t length;
};

static int keep(void *context, const char *bytes, size_t length)
{
    struct page *page = context;
    if (length >= sizeof page->text - page->length)
        return 1;
    memcpy(page->text + page->length, bytes, length);
    page->length += length;
    page->text[page->length] = '\0';
    return 0;
}

static naast_writer writer_to(struct page *page)
{
    naast_writer writer = NAAST_WRITER_INIT;
    writer.write = keep;
    writer.context = page;
    page->length = 0;
    return writer;
}

/* The story up to the page that Karim agrees to. */
static void setup(void)
{
    world_open(&world);
    memset(&story, 0, sizeof story);
    story.store = world_store(&world, "story.db");
    for (size_t i = 0; i < STORY_STEPS && strcmp(story_steps[i].name, "page agreed") != 0; i++) {
        world.now = story_time(story_steps[i].day);
        is_status(story.store, story_steps[i].run(&story), story_steps[i].status);
    }
}

static void teardown(void)
{
    naast_store_free(story.store);
    world_close(&world);
}

static void read_in(naast_language language)
{
    char path[128];
    naast_options options = world_options(&world);
    options.language = language;
    world_path(&world, "story.db", path);
    naast_store_free(story.store);
    ck_assert_int_eq(naast_store_new(&options, &story.store), NAAST_OK);
    is_ok(story.store, naast_store_open(story.store, path, NULL));
}

static void write_page(naast_language language, naast_document_format format, struct page *page)
{
    naast_formats *formats = NULL;
    naast_formats_options options = NAAST_FORMATS_OPTIONS_INIT;
    naast_share_spec whose = NAAST_SHARE_SPEC_INIT;
    naast_share_write_spec how = NAAST_SHARE_WRITE_SPEC_INIT;
    naast_share *share = NULL;
    const naast_writer writer = writer_to(page);
    read_in(language);
    options.language = language;
    ck_assert_int_eq(naast_formats_new(&options, &formats), NAAST_OK);
    whose.reader = story.karim;
    is_ok(story.store, naast_share_read(story.store, story.deal, &whose, &share));
    how.from = "Bo";
    how.format = format;
    const int status = naast_share_write(formats, share, &how, &writer);
    ck_assert_msg(status == NAAST_OK, "%s", naast_formats_fault(formats)->text);
    naast_free(share);
    naast_formats_free(formats);
}

static void has(const struct page *page, const char *text)
{
    ck_assert_msg(strstr(page->text, text) != NULL, "\"%s\" is not in:\n%s", text, page->text);
}

START_TEST(test_a_page_in_both_languages_and_formats)
{
    static struct page page;
    write_page(NAAST_LANGUAGE_ENGLISH, NAAST_DOCUMENT_MARKDOWN, &page);
    has(&page, "For Karim Ali, Waterdam\n\n# Findable policy\n\nFrom Bo, 10 Nov 2026\n\n");
    has(&page, "\n## What you told us\n\n> ");
    write_page(NAAST_LANGUAGE_DUTCH, NAAST_DOCUMENT_MARKDOWN, &page);
    has(&page, "Voor Karim Ali, Waterdam\n\n# Findable policy\n\nVan Bo, 10 nov 2026\n\n");
    has(&page, "\n## Wat jullie ons vertelden\n\n> ");
    write_page(NAAST_LANGUAGE_ENGLISH, NAAST_DOCUMENT_HTML, &page);
    has(&page, "<!doctype html>\n<html lang=\"en\">\n");
    has(&page, "<h2>What you told us</h2>");
    ck_assert_ptr_null(strstr(page.text, "<script"));
    write_page(NAAST_LANGUAGE_DUTCH, NAAST_DOCUMENT_HTML, &page);
    has(&page, "<!doctype html>\n<html lang=\"nl\">\n");
    has(&page, "<h2>Wat jullie ons vertelden</h2>");
    ck_assert_int_eq(strcmp(page.text + page.length - strlen("</html>\n"), "</html>\n"), 0);
}
END_TEST

/* What is in its foot is what the customer's word on it is given with. */
START_TEST(test_its_number_is_what_a_word_goes_with)
{
    static struct page page;
    char seen[NAAST_HEAD_SIZE] = "";
    naast_items_touched *touched = NULL;
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    write_page(NAAST_LANGUAGE_ENGLISH, NAAST_DOCUMENT_MARKDOWN, &page);
    const char *foot = strstr(page.text, "As it stood on 10 Nov 2026 · ");
    ck_assert_ptr_nonnull(foot);
    ck_assert_int_eq(sscanf(foot, "As it stood on 10 Nov 2026 · %80s", seen), 1);
    spec.by = story_by(story.karim);
    spec.seen = seen;
    spec.how = "call 12 Nov";
    is_ok(story.store, naast_item_confirm(story.store, story.deal, &spec, &touched));
    ck_assert_uint_eq(touched->count, 3);
    naast_free(touched);
    write_page(NAAST_LANGUAGE_ENGLISH, NAAST_DOCUMENT_MARKDOWN, &page);
    has(&page, "agreed by you on 10 Nov");
}
END_TEST

START_TEST(test_a_document_and_a_page_of_ones_own)
{
    static struct page page;
    naast_formats *formats = NULL;
    naast_html *html = NULL;
    const naast_document_part parts[] = {{.type = NAAST_PART_SECTION, .label = "Today"},
                                         {.type = NAAST_PART_POINT, .text = "call <Sanne>", .note = "10:00"}};
    naast_document document = NAAST_DOCUMENT_INIT;
    ck_assert_int_eq(naast_formats_new(NULL, &formats), NAAST_OK);
    document.title = "To do";
    document.parts = parts;
    document.part_count = 2;
    document.part_size = sizeof parts[0];
    naast_writer writer = writer_to(&page);
    ck_assert_int_eq(naast_document_write(formats, &document, NAAST_DOCUMENT_MARKDOWN, &writer), NAAST_OK);
    ck_assert_str_eq(page.text, "# To do\n\n## Today\n\n- call \\<Sanne\\> — 10:00\n");
    writer = writer_to(&page);
    ck_assert_int_eq(naast_html_begin(formats, NULL, &writer, &html), NAAST_OK);
    naast_html_open(html, "main", "id=\"main\"");
    naast_html_data_element(html, "h1", NULL, "<Waterdam>");
    naast_html_close(html, "main");
    ck_assert_int_eq(naast_html_end(html), NAAST_OK);
    has(&page, "<main id=\"main\"><h1><bdi>&lt;Waterdam&gt;</bdi></h1></main></body>\n</html>\n");
    naast_formats_free(formats);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("formats: the customer's page");
    TCase *pages = tcase_create("pages");
    tcase_add_checked_fixture(pages, setup, teardown);
    tcase_add_test(pages, test_a_page_in_both_languages_and_formats);
    tcase_add_test(pages, test_its_number_is_what_a_word_goes_with);
    tcase_add_test(pages, test_a_document_and_a_page_of_ones_own);
    suite_add_tcase(suite, pages);
    return run_suite(suite);
}
