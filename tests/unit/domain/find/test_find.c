/* test_find.c: one search over everything: what is found, in which order, how much, and with memory that runs out. */
#include "fixtures/failing.h"
#include "naast-find.h"
#include "base/env/env.h"

static struct fixture f;

static void add_org(const char *name, const char *note)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    naast_id id;
    spec.name = name;
    spec.note = note;
    expect_ok(&f, naast_org_add(f.store, &spec, &id));
}

static void add_person(const char *name, const char *email)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    naast_id id;
    spec.name = name;
    spec.email = email;
    expect_ok(&f, naast_person_add(f.store, &spec, &id));
}

static void setup(void)
{
    fixture_open(&f);
    add_org("Harbour Café", "by the water");
    add_org("Bakery", "bread for the harbour café");
    record_from(&f, "need", "the harbour floods, and nobody was told", customer(f.sanne));
    add_person("Ida", "ida@harbour.example");
}
static void teardown(void) { fixture_close(&f); }

/* "O1 P2 D1.3", with * behind it where there is more. */
static void ids_of(const naast_hits *hits, char *out, size_t size)
{
    size_t at = 0;
    *out = '\0';
    for (size_t k = 0; k < hits->count; k++) {
        const naast_hit *hit = &hits->items[k];
        const char letter = hit->root == NAAST_ROOT_ORG ? 'O' : hit->root == NAAST_ROOT_PERSON ? 'P' : 'D';
        at += (size_t)snprintf(out + at, size - at, hit->item != 0 ? "%s%c%d.%d" : "%s%c%d", k > 0 ? " " : "", letter,
                               (int)hit->id, (int)hit->item);
    }
    snprintf(out + at, size - at, "%s", hits->more ? "*" : "");
}

static int find_text(const char *text, uint32_t limit, naast_hits **out)
{
    naast_find_spec spec = NAAST_FIND_SPEC_INIT;
    naast_page page = NAAST_PAGE_INIT;
    spec.text = text;
    page.limit = limit;
    return naast_find(f.store, &spec, &page, out);
}

static void expect_found(const char *text, uint32_t limit, const char *wanted)
{
    naast_hits *hits = NULL;
    char ids[512];
    expect_ok(&f, find_text(text, limit, &hits));
    ids_of(hits, ids, sizeof ids);
    ck_assert_str_eq(ids, wanted);
    naast_free(hits);
}

START_TEST(test_names_come_first_then_what_changed_last)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    expect_found("harbour", 0, "P3 O1 D1.1 O2");
    expect_found("CAFE harb", 0, "O1 O2");
    spec.note = "by the sea";
    expect_ok(&f, naast_org_edit(f.store, 1, &spec));
    expect_found("harbour", 0, "O1 P3 D1.1 O2");
    expect_found("water", 0, "");
}
END_TEST

START_TEST(test_a_limit_leaves_out_the_last_and_says_so)
{
    expect_found("harbour", 4, "P3 O1 D1.1 O2");
    expect_found("harbour", 3, "P3 O1 D1.1*");
    expect_found("harbour", 1, "P3*");
}
END_TEST

START_TEST(test_what_is_told_is_what_the_name_does_not_tell)
{
    naast_hits *hits = NULL;
    expect_ok(&f, find_text("harbour", 0, &hits));
    ck_assert_str_eq(hits->items[0].name, "Ida");
    ck_assert_str_eq(hits->items[0].text, "ida@harbour.example");
    ck_assert_str_eq(hits->items[1].name, "Harbour Café");
    ck_assert_str_eq(hits->items[1].text, "");
    ck_assert_str_eq(hits->items[2].kind, "need");
    ck_assert_str_eq(hits->items[2].kind_name, "need or challenge");
    ck_assert_str_eq(hits->items[2].text, "the harbour floods, and nobody was told");
    ck_assert_str_eq(hits->items[3].text, "…for the harbour café");
    naast_free(hits);
}
END_TEST

START_TEST(test_many_newer_people_do_not_hide_an_old_organisation)
{
    char name[40];
    expect_ok(&f,
              naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_IMPORT)));
    for (int k = 0; k < 1100; k++) {
        snprintf(name, sizeof name, "Harbour %d", k);
        add_person(name, NULL);
    }
    expect_ok(&f, naast_operation_end(f.store, 0));
    naast_hits *hits = NULL;
    int found = 0;
    expect_ok(&f, find_text("harbour", 2000, &hits));
    for (size_t k = 0; k < hits->count; k++)
        found += hits->items[k].root == NAAST_ROOT_ORG;
    ck_assert_int_eq(found, 2);
    ck_assert_uint_eq(hits->count, 1104);
    ck_assert_int_eq(hits->more, 0);
    naast_free(hits);
    expect_ok(&f, find_text("harbour", 1003, &hits));
    ck_assert_int_eq(hits->more, 1);
    ck_assert_int_eq(hits->unseen, 1);
    naast_free(hits);
    expect_found("harbour bread", 0, "O2");
}
END_TEST

/* Pages of one or two are the list; what changes meanwhile comes first, and is not shown again. */
START_TEST(test_pages_together_are_the_list)
{
    naast_find_spec spec = NAAST_FIND_SPEC_INIT;
    naast_page page = NAAST_PAGE_INIT;
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_hits *first = NULL, *second = NULL, *third = NULL;
    char ids[64];
    spec.text = "harbour";
    page.limit = 2;
    expect_ok(&f, naast_find(f.store, &spec, &page, &first));
    ids_of(first, ids, sizeof ids);
    ck_assert_str_eq(ids, "P3 O1*");
    org.note = "by the sea";
    expect_ok(&f, naast_org_edit(f.store, 1, &org));
    page.after = first->next;
    page.limit = 1;
    expect_ok(&f, naast_find(f.store, &spec, &page, &second));
    ids_of(second, ids, sizeof ids);
    ck_assert_str_eq(ids, "D1.1*");
    page.after = second->next;
    expect_ok(&f, naast_find(f.store, &spec, &page, &third));
    ids_of(third, ids, sizeof ids);
    ck_assert_str_eq(ids, "O2");
    ck_assert_str_eq(third->next, "");
    naast_free(first);
    naast_free(second);
    naast_free(third);
    page.after = "D1";
    expect(&f, naast_find(f.store, &spec, &page, &first), NAAST_INVALID, "cursor_wrong");
    page.after = "1~t3020302039";
    expect(&f, naast_find(f.store, &spec, &page, &first), NAAST_INVALID, "cursor_wrong");
}
END_TEST

START_TEST(test_a_search_that_cannot_be)
{
    naast_find_spec spec = NAAST_FIND_SPEC_INIT;
    naast_hits *hits = NULL;
    spec.text = "harbour";
    ck_assert_int_eq(naast_find(NULL, &spec, NULL, &hits), NAAST_INVALID);
    expect(&f, naast_find(f.store, &spec, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_find(f.store, NULL, NULL, &hits), NAAST_INVALID, "spec_size");
    ck_assert_ptr_null(hits);
}
END_TEST

START_TEST(test_texts_that_cannot_be_looked_for)
{
    naast_find_spec spec = NAAST_FIND_SPEC_INIT;
    naast_hits *hits = NULL;
    spec.text = "";
    expect(&f, naast_find(f.store, &spec, NULL, &hits), NAAST_INVALID, "search_no_word");
    spec.text = NULL;
    expect(&f, naast_find(f.store, &spec, NULL, &hits), NAAST_INVALID, "search_no_word");
    spec.text = "a b c d e f g h i";
    expect(&f, naast_find(f.store, &spec, NULL, &hits), NAAST_INVALID, "search_many_words");
    spec.text = "\xFF";
    expect(&f, naast_find(f.store, &spec, NULL, &hits), NAAST_INVALID, "text_not_utf8");
    ck_assert_ptr_null(hits);
    expect_found("\" OR harbour", 0, "");
}
END_TEST

/* ---- what fails ---- */

static int do_find(void)
{
    naast_hits *hits = NULL;
    int status = find_text("harb caf", 0, &hits);
    ck_assert_int_eq(hits != NULL, status == NAAST_OK);
    naast_free(hits);
    return status;
}

static int do_find_all(void)
{
    naast_hits *hits = NULL;
    int status = find_text("harbour", 0, &hits);
    naast_free(hits);
    return status;
}

static void picture(char out[512])
{
    naast_hits *hits = NULL;
    expect_ok(&f, find_text("harbour", 0, &hits));
    ids_of(hits, out, 512);
    naast_free(hits);
}

START_TEST(test_memory_that_runs_out_or_an_engine_that_fails_finds_nothing)
{
    int (*const runs[])(void) = {do_find, do_find_all};
    for (size_t k = 0; k < 2; k++) {
        struct failing failing = {.f = &f, .run = runs[k], .status = NAAST_OK, .picture = picture};
        fail_everywhere(&failing, NAAST_NO_MEMORY, arm_memory, disarm_memory);
        fail_everywhere(&failing, NAAST_IO, arm_engine, disarm_engine);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_names_come_first_then_what_changed_last,
        test_a_limit_leaves_out_the_last_and_says_so,
        test_what_is_told_is_what_the_name_does_not_tell,
        test_many_newer_people_do_not_hide_an_old_organisation,
        test_pages_together_are_the_list,
        test_a_search_that_cannot_be,
        test_texts_that_cannot_be_looked_for,
        test_memory_that_runs_out_or_an_engine_that_fails_finds_nothing,
    };
    return RUN_FIXTURE("finding", tests);
}
