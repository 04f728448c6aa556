/* test_people.c: organisations and people: what they must be, what stays, what is listed. */
#include "fixtures/evidence.h"
#include "base/env/env.h"

static const char *id_text(naast_id id)
{
    static char text[24];
    snprintf(text, sizeof text, "%lld", (long long)id);
    return text;
}

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static naast_id org_add(const char *name, const char *note)
{
    naast_id id = 0;
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = name;
    spec.note = note;
    expect_ok(&f, naast_org_add(f.store, &spec, &id));
    return id;
}

static void org_declined(const char *name, const char *code)
{
    naast_id id = 99;
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = name;
    expect(&f, naast_org_add(f.store, &spec, &id), NAAST_INVALID, code);
    ck_assert_int_eq(id, 99);
}

START_TEST(test_an_org_is_kept_as_it_was_given)
{
    naast_org *org = NULL;
    naast_id id = org_add("  Waterdam  ", "line one\r\nline two");
    expect_ok(&f, naast_org_get(f.store, id, &org));
    ck_assert_int_eq(org->id, id);
    ck_assert_str_eq(org->name, "Waterdam");
    ck_assert_str_eq(org->note, "line one\nline two");
    ck_assert_uint_eq(strlen(org->uuid), 36);
    ck_assert_int_eq(org->deals, 0);
    naast_free(org);
}
END_TEST

START_TEST(test_two_orgs_may_share_a_name) { ck_assert_int_ne(org_add("Waterdam", NULL), org_add("Waterdam", NULL)); }
END_TEST

START_TEST(test_a_name_is_one_line_of_text)
{
    char long_name[302];
    memset(long_name, 'n', sizeof long_name - 1);
    long_name[301] = '\0';
    org_declined(NULL, "text_missing");
    org_declined("", "text_missing");
    org_declined(" \xe2\x80\x8b ", "text_says_nothing");
    org_declined("%_!", "text_says_nothing");
    org_declined("a\nb", "text_control");
    org_declined("a\x1b[31mb", "text_control");
    org_declined("\xff\xfe", "text_not_utf8");
    org_declined("\xed\xa0\x80", "text_not_utf8");
    org_declined(long_name, "text_too_long");
    long_name[300] = '\0';
    org_add(long_name, NULL);
}
END_TEST

/* Names as they come: right to left, combining, beyond the first plane, quoted like SQL. */
START_TEST(test_strange_names_come_back)
{
    static const char *const names[] = {"\xd7\x90\xd7\x9c\xd7\x99\xd7\xa2\xd7\x96\xd7\xa8",
                                        "\xe0\xae\xa4\xe0\xae\xae\xe0\xae\xbf\xe0\xae\xb4\xe0\xaf\x8d",
                                        "2 \xf0\x9f\x91\xa9\xf0\x9f\x8f\xbd\xe2\x80\x8d\xf0\x9f\x92\xbb",
                                        "O'Brien\"; DROP TABLE naast_org; --",
                                        "%_!s",
                                        "\xc5\x81ukasz \xc5\xbb"};
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
        naast_org *org = NULL;
        expect_ok(&f, naast_org_get(f.store, org_add(names[k], NULL), &org));
        ck_assert_str_eq(org->name, names[k]);
        naast_free(org);
    }
}
END_TEST

START_TEST(test_an_edit_changes_what_it_gives)
{
    naast_org *org = NULL;
    naast_id id = org_add("Waterdam", "a note");
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = "Waterdam BV";
    expect_ok(&f, naast_org_edit(f.store, id, &spec));
    expect_ok(&f, naast_org_get(f.store, id, &org));
    ck_assert_str_eq(org->name, "Waterdam BV");
    ck_assert_str_eq(org->note, "a note");
    naast_free(org);
    spec = (naast_org_spec)NAAST_ORG_SPEC_INIT;
    spec.note = "";
    expect_ok(&f, naast_org_edit(f.store, id, &spec));
    expect_ok(&f, naast_org_get(f.store, id, &org));
    ck_assert_str_eq(org->name, "Waterdam BV");
    ck_assert_str_eq(org->note, "");
    naast_free(org);
    spec.name = "";
    expect(&f, naast_org_edit(f.store, id, &spec), NAAST_INVALID, "text_missing");
}
END_TEST

START_TEST(test_a_changed_name_is_found_by_the_new_one)
{
    naast_id id = org_add("Waterdam", NULL), found = 0;
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = "Zeedijk";
    expect_ok(&f, naast_org_edit(f.store, id, &spec));
    expect_ok(&f, naast_resolve(f.store, NAAST_ROOT_ORG, "zeedijk", 0, &found));
    ck_assert_int_eq(found, id);
    expect(&f, naast_resolve(f.store, NAAST_ROOT_ORG, "waterdam", 0, &found), NAAST_NOT_FOUND, "org_not_found");
}
END_TEST

START_TEST(test_what_is_not_there_is_told_by_its_id)
{
    naast_org *org = NULL;
    naast_person *person = NULL;
    naast_org_spec org_spec = NAAST_ORG_SPEC_INIT;
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    expect(&f, naast_org_get(f.store, 77, &org), NAAST_NOT_FOUND, "org_not_found");
    ck_assert_str_eq(naast_store_message(f.store), "there is no organisation O77");
    expect(&f, naast_org_edit(f.store, -1, &org_spec), NAAST_NOT_FOUND, "org_not_found");
    expect(&f, naast_person_get(f.store, 0, &person), NAAST_NOT_FOUND, "person_not_found");
    expect(&f, naast_person_edit(f.store, INT64_MAX, &spec), NAAST_NOT_FOUND, "person_not_found");
    ck_assert_ptr_null(org);
    ck_assert_ptr_null(person);
}
END_TEST

START_TEST(test_a_spec_says_its_size)
{
    naast_id id = 0;
    naast_org_spec org = {.size = 1, .name = "x"};
    naast_person_spec person = {.size = 0, .name = "x"};
    naast_page page = {.size = 1};
    naast_people *people = NULL;
    expect(&f, naast_org_add(f.store, &org, &id), NAAST_INVALID, "spec_size");
    expect(&f, naast_org_add(f.store, NULL, &id), NAAST_INVALID, "spec_size");
    expect(&f, naast_person_add(f.store, &person, &id), NAAST_INVALID, "spec_size");
    expect(&f, naast_person_list(f.store, NULL, &page, &people), NAAST_INVALID, "spec_size");
}
END_TEST

START_TEST(test_a_person_is_kept_as_given)
{
    naast_person *person = NULL;
    naast_id id = 0, org = org_add("Waterdam", NULL);
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.name = "Joris Bakker";
    spec.email = "Joris@Waterdam.example";
    spec.note = "prefers mail";
    spec.org = org;
    spec.no_contact = NAAST_FLAG_SET;
    expect_ok(&f, naast_person_add(f.store, &spec, &id));
    expect_ok(&f, naast_person_get(f.store, id, &person));
    ck_assert_str_eq(person->name, "Joris Bakker");
    ck_assert_str_eq(person->email, "Joris@Waterdam.example");
    ck_assert_str_eq(person->note, "prefers mail");
    ck_assert_int_eq(person->org, org);
    ck_assert_str_eq(person->org_name, "Waterdam");
    ck_assert_int_eq(person->no_contact, 1);
    naast_free(person);
}
END_TEST

START_TEST(test_an_edit_leaves_a_persons_flag_unless_told)
{
    naast_person *person = NULL;
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.no_contact = NAAST_FLAG_SET;
    expect_ok(&f, naast_person_edit(f.store, f.sanne, &spec));
    spec = (naast_person_spec)NAAST_PERSON_SPEC_INIT;
    spec.email = "sanne@example.org";
    expect_ok(&f, naast_person_edit(f.store, f.sanne, &spec));
    expect_ok(&f, naast_person_get(f.store, f.sanne, &person));
    ck_assert_int_eq(person->no_contact, 1);
    ck_assert_str_eq(person->name, "Sanne de Wit");
    naast_free(person);
    spec = (naast_person_spec)NAAST_PERSON_SPEC_INIT;
    spec.no_contact = NAAST_FLAG_CLEAR;
    spec.email = "";
    expect_ok(&f, naast_person_edit(f.store, f.sanne, &spec));
    expect_ok(&f, naast_person_get(f.store, f.sanne, &person));
    ck_assert_int_eq(person->no_contact, 0);
    ck_assert_str_eq(person->email, "");
    naast_free(person);
    spec.no_contact = (naast_flag)8;
    expect(&f, naast_person_edit(f.store, f.sanne, &spec), NAAST_INVALID, "flag_invalid");
}
END_TEST

START_TEST(test_an_address_looks_like_one)
{
    static const char *const wrong[] = {"sanne", "@example.org", "sanne@", "a@b@c", "a b@c.org", "a@c.org.", "a@.org"};
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    for (size_t k = 0; k < sizeof wrong / sizeof wrong[0]; k++) {
        spec.email = wrong[k];
        expect(&f, naast_person_edit(f.store, f.sanne, &spec), NAAST_INVALID, "email_invalid");
    }
    spec.email = "sanne+naast@b\xc3\xbc"
                 "cher.example";
    expect_ok(&f, naast_person_edit(f.store, f.sanne, &spec));
}
END_TEST

START_TEST(test_a_person_works_somewhere_that_is_there)
{
    naast_id id = 0;
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.name = "Nobody";
    spec.org = 12;
    expect(&f, naast_person_add(f.store, &spec, &id), NAAST_NOT_FOUND, "org_not_found");
    expect(&f, naast_person_edit(f.store, f.sanne, &spec), NAAST_NOT_FOUND, "org_not_found");
}
END_TEST

START_TEST(test_lists_go_by_number_a_page_at_a_time)
{
    naast_people *people = NULL;
    naast_page page = NAAST_PAGE_INIT;
    naast_id third = fixture_person(&f, "Third");
    page.limit = 2;
    expect_ok(&f, naast_person_list(f.store, NULL, &page, &people));
    ck_assert_uint_eq(people->count, 2);
    ck_assert_int_eq(people->items[0].id, f.sanne);
    page.after = id_text(people->items[1].id);
    naast_free(people);
    expect_ok(&f, naast_person_list(f.store, NULL, &page, &people));
    ck_assert_uint_eq(people->count, 1);
    ck_assert_int_eq(people->items[0].id, third);
    naast_free(people);
    page.after = id_text(third);
    expect_ok(&f, naast_person_list(f.store, NULL, &page, &people));
    ck_assert_uint_eq(people->count, 0);
    naast_free(people);
}
END_TEST

START_TEST(test_the_people_of_one_org)
{
    naast_people *people = NULL;
    naast_id org = org_add("Waterdam", NULL);
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.org = org;
    expect_ok(&f, naast_person_edit(f.store, f.karim, &spec));
    expect_ok(&f, naast_person_list(f.store, &(naast_person_filter){.size = sizeof(naast_person_filter), .org = org},
                                    NULL, &people));
    ck_assert_uint_eq(people->count, 1);
    ck_assert_str_eq(people->items[0].name, "Karim Ali");
    naast_free(people);
}
END_TEST

START_TEST(test_an_org_counts_its_deals)
{
    naast_orgs *orgs = NULL;
    naast_id org = org_add("Waterdam", NULL);
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_end_spec end = NAAST_END_SPEC_INIT;
    spec.org = org;
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    naast_id second = fixture_deal(&f, NULL, f.sanne);
    expect_ok(&f, naast_deal_edit(f.store, second, &spec));
    end.outcome = "lost";
    end.because = "they chose another";
    expect_ok(&f, naast_deal_end(f.store, second, &end));
    expect_ok(&f, naast_org_list(f.store, NULL, NULL, &orgs));
    ck_assert_uint_eq(orgs->count, 1);
    ck_assert_int_eq(orgs->items[0].deals, 2);
    ck_assert_int_eq(orgs->items[0].open_deals, 1);
    naast_free(orgs);
}
END_TEST

START_TEST(test_a_result_outlives_its_store)
{
    naast_person *person = NULL;
    expect_ok(&f, naast_person_get(f.store, f.sanne, &person));
    naast_store_free(f.store);
    f.store = NULL;
    ck_assert_str_eq(person->name, "Sanne de Wit");
    naast_free(person);
}
END_TEST

START_TEST(test_no_memory_at_any_point_leaves_nothing_behind)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    naast_people *before = NULL, *after = NULL;
    int status = NAAST_NO_MEMORY;
    naast_id id = 0;
    spec.name = "Fl\xc3\xb8ra";
    spec.email = "flora@example.org";
    expect_ok(&f, naast_person_list(f.store, NULL, NULL, &before));
    for (long at = 1; status == NAAST_NO_MEMORY && at < 500; at++) {
        f.memory.requests = 0;
        f.memory.fail_at = at;
        status = naast_person_add(f.store, &spec, &id);
        f.memory.fail_at = 0;
        expect_ok(&f, naast_person_list(f.store, NULL, NULL, &after));
        ck_assert_uint_eq(after->count, before->count + (status == NAAST_OK));
        naast_free(after);
    }
    ck_assert_int_eq(status, NAAST_OK);
    naast_free(before);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("people");
    TCase *tests = tcase_create("people and organisations");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_an_org_is_kept_as_it_was_given);
    tcase_add_test(tests, test_two_orgs_may_share_a_name);
    tcase_add_test(tests, test_a_name_is_one_line_of_text);
    tcase_add_test(tests, test_strange_names_come_back);
    tcase_add_test(tests, test_an_edit_changes_what_it_gives);
    tcase_add_test(tests, test_a_changed_name_is_found_by_the_new_one);
    tcase_add_test(tests, test_what_is_not_there_is_told_by_its_id);
    tcase_add_test(tests, test_a_spec_says_its_size);
    tcase_add_test(tests, test_a_person_is_kept_as_given);
    tcase_add_test(tests, test_an_edit_leaves_a_persons_flag_unless_told);
    tcase_add_test(tests, test_an_address_looks_like_one);
    tcase_add_test(tests, test_a_person_works_somewhere_that_is_there);
    tcase_add_test(tests, test_lists_go_by_number_a_page_at_a_time);
    tcase_add_test(tests, test_the_people_of_one_org);
    tcase_add_test(tests, test_an_org_counts_its_deals);
    tcase_add_test(tests, test_a_result_outlives_its_store);
    tcase_add_test(tests, test_no_memory_at_any_point_leaves_nothing_behind);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
