/* test_resolve.c: what a person types is found: by id, UUID, address, whole name, the beginning of a word; near a deal
 * first. */
#include "evidence_fixture.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static naast_id org_add(const char *name)
{
    naast_id id = 0;
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = name;
    expect_ok(&f, naast_org_add(f.store, &spec, &id));
    return id;
}

static naast_id person_at(const char *name, naast_id org)
{
    naast_id id = 0;
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.name = name;
    spec.org = org;
    expect_ok(&f, naast_person_add(f.store, &spec, &id));
    return id;
}

static void finds(naast_root root, const char *typed, naast_id within, naast_id wanted)
{
    naast_id found = 0;
    int status = naast_resolve(f.store, root, typed, within, &found);
    ck_assert_msg(status == NAAST_OK && found == wanted, "\"%s\": %d %lld (%s), expected %lld", typed, status,
                  (long long)found, naast_store_message(f.store), (long long)wanted);
}

static void finds_nothing(naast_root root, const char *typed, int status, const char *code)
{
    naast_id found = -5;
    expect(&f, naast_resolve(f.store, root, typed, 0, &found), status, code);
    ck_assert_int_eq(found, -5);
}

START_TEST(test_by_id_in_either_case)
{
    finds(NAAST_PERSON, "P1", 0, f.sanne);
    finds(NAAST_PERSON, "p2", 0, f.karim);
    finds(NAAST_DEAL, " d1 ", 0, f.deal);
}
END_TEST

START_TEST(test_by_uuid)
{
    naast_person *person = NULL;
    naast_deal *deal = NULL;
    expect_ok(&f, naast_person_get(f.store, f.karim, &person));
    expect_ok(&f, naast_deal_get(f.store, f.deal, &deal));
    finds(NAAST_PERSON, person->uuid, 0, f.karim);
    finds(NAAST_DEAL, deal->uuid, 0, f.deal);
    finds_nothing(NAAST_ORG, person->uuid, NAAST_NOT_FOUND, "org_not_found");
    naast_free(person);
    naast_free(deal);
}
END_TEST

START_TEST(test_by_address_in_any_case)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.email = "Karim@Example.org";
    expect_ok(&f, naast_person_edit(f.store, f.karim, &spec));
    finds(NAAST_PERSON, "karim@example.ORG", 0, f.karim);
    finds_nothing(NAAST_PERSON, "sanne@example.org", NAAST_NOT_FOUND, "person_not_found");
}
END_TEST

START_TEST(test_by_name_without_case_and_accents)
{
    naast_id rene = person_at("Ren\xc3\xa9"
                              "e Fl\xc3\xb8"
                              "ra",
                              0);
    finds(NAAST_PERSON, "RENEE  flora", 0, rene);
    finds(NAAST_PERSON, "sanne de wit", 0, f.sanne);
    finds(NAAST_DEAL, "findable policy", 0, f.deal);
}
END_TEST

START_TEST(test_by_the_beginning_of_any_word)
{
    finds(NAAST_PERSON, "Sanne", 0, f.sanne);
    finds(NAAST_PERSON, "de Wit", 0, f.sanne);
    finds(NAAST_PERSON, "wi", 0, f.sanne);
    finds(NAAST_DEAL, "poli", 0, f.deal);
    finds_nothing(NAAST_PERSON, "anne", NAAST_NOT_FOUND, "person_not_found");
    finds_nothing(NAAST_PERSON, "it", NAAST_NOT_FOUND, "person_not_found");
}
END_TEST

START_TEST(test_a_whole_name_beats_a_beginning)
{
    naast_id sanne = fixture_person(&f, "Sanne");
    finds(NAAST_PERSON, "sanne", 0, sanne);
}
END_TEST

START_TEST(test_what_means_something_in_a_pattern_is_taken_literally)
{
    finds_nothing(NAAST_PERSON, "%", NAAST_NOT_FOUND, "person_not_found");
    finds_nothing(NAAST_PERSON, "S_nne", NAAST_NOT_FOUND, "person_not_found");
    naast_id odd = org_add("100% !Water_dam");
    finds(NAAST_ORG, "100%", 0, odd);
    finds(NAAST_ORG, "!water_", 0, odd);
}
END_TEST

START_TEST(test_several_are_listed)
{
    naast_id waterdam = org_add("Waterdam");
    person_at("Sanne Vos", waterdam);
    finds_nothing(NAAST_PERSON, "sanne", NAAST_AMBIGUOUS, "ambiguous");
    const char *message = naast_store_message(f.store);
    ck_assert_msg(strstr(message, "P1 Sanne de Wit, P3 Sanne Vos (Waterdam)") != NULL, "%s", message);
}
END_TEST

START_TEST(test_at_most_ten_are_listed)
{
    for (int k = 0; k < 12; k++)
        person_at("Jan Jansen", 0);
    finds_nothing(NAAST_PERSON, "jan jansen", NAAST_AMBIGUOUS, "ambiguous");
    const char *message = naast_store_message(f.store);
    ck_assert_msg(strstr(message, "P12 Jan Jansen, \xe2\x80\xa6") != NULL, "%s", message);
    ck_assert_ptr_null(strstr(message, "P13"));
}
END_TEST

START_TEST(test_the_people_of_the_deal_come_first)
{
    naast_id other = person_at("Sanne Vos", 0);
    finds(NAAST_PERSON, "sanne", f.deal, f.sanne);
    finds(NAAST_PERSON, "sanne vos", f.deal, other);
}
END_TEST

START_TEST(test_who_is_named_in_the_deal_counts_as_near)
{
    person_at("Karim Vos", 0);
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "authority";
    spec.value = "decides";
    spec.person = f.karim;
    finds_nothing(NAAST_PERSON, "karim", NAAST_AMBIGUOUS, "ambiguous");
    record_spec(&f, &spec);
    finds(NAAST_PERSON, "karim", f.deal, f.karim);
}
END_TEST

START_TEST(test_who_gave_a_word_counts_as_near)
{
    naast_id other = person_at("Karim Vos", 0);
    int32_t summary = record(&f, "summary", NULL, "what we understood");
    expect_ok(&f, confirm(&f, summary, customer(other), NULL));
    finds(NAAST_PERSON, "karim", f.deal, other);
}
END_TEST

START_TEST(test_then_those_of_its_organisation)
{
    naast_id waterdam = org_add("Waterdam");
    naast_id joris = person_at("Joris Bakker", waterdam);
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    person_at("Joris Smit", 0);
    spec.org = waterdam;
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    finds(NAAST_PERSON, "joris", f.deal, joris);
    finds_nothing(NAAST_PERSON, "joris", NAAST_AMBIGUOUS, "ambiguous");
}
END_TEST

START_TEST(test_near_the_deal_several_are_still_several)
{
    naast_id other = person_at("Sanne Vos", 0);
    naast_id found = 0;
    int32_t summary = record(&f, "summary", NULL, "what we understood");
    expect_ok(&f, confirm(&f, summary, customer(other), NULL));
    expect(&f, naast_resolve(f.store, NAAST_PERSON, "sanne", f.deal, &found), NAAST_AMBIGUOUS, "ambiguous");
}
END_TEST

START_TEST(test_an_id_that_is_not_there_may_be_a_name)
{
    naast_id telecom = org_add("O2");
    finds(NAAST_ORG, "O1", 0, telecom);
    finds(NAAST_ORG, "O2", 0, telecom);
    naast_id second = org_add("Waterdam");
    finds(NAAST_ORG, "o2", 0, second);
    finds_nothing(NAAST_PERSON, "P77", NAAST_NOT_FOUND, "person_not_found");
    ck_assert_str_eq(naast_store_message(f.store), "there is no person P77");
}
END_TEST

START_TEST(test_a_pipeline_by_its_name)
{
    naast_id fair = 0, bant = 0;
    expect_ok(&f, naast_resolve(f.store, NAAST_PIPELINE, "fair", 0, &fair));
    expect_ok(&f, naast_resolve(f.store, NAAST_PIPELINE, "bant", 0, &bant));
    ck_assert_int_ne(fair, bant);
    finds_nothing(NAAST_PIPELINE, "fai", NAAST_NOT_FOUND, "pipeline_not_found");
}
END_TEST

START_TEST(test_what_cannot_be_looked_for)
{
    finds_nothing(NAAST_PERSON, "", NAAST_INVALID, "nothing_typed");
    finds_nothing(NAAST_PERSON, NULL, NAAST_INVALID, "nothing_typed");
    finds_nothing(NAAST_PERSON, "\u200b", NAAST_INVALID, "nothing_typed"); /* nobody sees it, so it names nobody */
    finds_nothing(NAAST_ORG, "\u0301", NAAST_INVALID, "nothing_typed");
    finds_nothing(NAAST_PERSON, "\xff", NAAST_INVALID, "text_not_utf8");
    finds_nothing(NAAST_STORE, "x", NAAST_INVALID, "root_invalid");
    finds_nothing((naast_root)0, "x", NAAST_INVALID, "root_invalid");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("resolve");
    TCase *tests = tcase_create("what people type");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_by_id_in_either_case);
    tcase_add_test(tests, test_by_uuid);
    tcase_add_test(tests, test_by_address_in_any_case);
    tcase_add_test(tests, test_by_name_without_case_and_accents);
    tcase_add_test(tests, test_by_the_beginning_of_any_word);
    tcase_add_test(tests, test_a_whole_name_beats_a_beginning);
    tcase_add_test(tests, test_what_means_something_in_a_pattern_is_taken_literally);
    tcase_add_test(tests, test_several_are_listed);
    tcase_add_test(tests, test_at_most_ten_are_listed);
    tcase_add_test(tests, test_the_people_of_the_deal_come_first);
    tcase_add_test(tests, test_who_is_named_in_the_deal_counts_as_near);
    tcase_add_test(tests, test_who_gave_a_word_counts_as_near);
    tcase_add_test(tests, test_then_those_of_its_organisation);
    tcase_add_test(tests, test_near_the_deal_several_are_still_several);
    tcase_add_test(tests, test_an_id_that_is_not_there_may_be_a_name);
    tcase_add_test(tests, test_a_pipeline_by_its_name);
    tcase_add_test(tests, test_what_cannot_be_looked_for);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
