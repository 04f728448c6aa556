/* test_resolve.c: what a person types is found: by id, UUID, address, whole name, whole words of one; near a deal
 * first. */
#include "fixtures/evidence.h"
#include "base/env/env.h"

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
    finds(NAAST_ROOT_PERSON, "P1", 0, f.sanne);
    finds(NAAST_ROOT_PERSON, "p2", 0, f.karim);
    finds(NAAST_ROOT_DEAL, " d1 ", 0, f.deal);
}
END_TEST

START_TEST(test_by_uuid)
{
    naast_person *person = NULL;
    naast_deal *deal = NULL;
    expect_ok(&f, naast_person_get(f.store, f.karim, &person));
    expect_ok(&f, naast_deal_get(f.store, f.deal, &deal));
    finds(NAAST_ROOT_PERSON, person->uuid, 0, f.karim);
    finds(NAAST_ROOT_DEAL, deal->uuid, 0, f.deal);
    finds_nothing(NAAST_ROOT_ORG, person->uuid, NAAST_NOT_FOUND, "org_not_found");
    naast_free(person);
    naast_free(deal);
}
END_TEST

START_TEST(test_by_address_in_any_case)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.email = "Karim@Example.org";
    expect_ok(&f, naast_person_edit(f.store, f.karim, &spec));
    finds(NAAST_ROOT_PERSON, "karim@example.ORG", 0, f.karim);
    finds_nothing(NAAST_ROOT_PERSON, "sanne@example.org", NAAST_NOT_FOUND, "person_not_found");
}
END_TEST

START_TEST(test_by_name_without_case_and_accents)
{
    naast_id rene = person_at("Ren\xc3\xa9"
                              "e Fl\xc3\xb8"
                              "ra",
                              0);
    finds(NAAST_ROOT_PERSON, "RENEE  flora", 0, rene);
    finds(NAAST_ROOT_PERSON, "sanne de wit", 0, f.sanne);
    finds(NAAST_ROOT_DEAL, "findable policy", 0, f.deal);
}
END_TEST

/* What was typed, and whether it is the person of that name. */
static const struct {
    const char *name, *typed;
    naast_fit fit; /* 0: it is not */
} parts[] = {
    {"Sanne Bos", "Sanne", NAAST_FIT_PART},
    {"Sanne Bos", "sanne bos", NAAST_FIT_WHOLE},
    {"Sanne Bos", "San", 0},
    {"Sanne Bos", "anne", 0},
    {"Sanne Bos", "bo", 0},
    {"Sanne Bos", "S", 0},
    {"Sanne Bos", "b.", 0},
    {"Sanne Bos", "s bos", 0},
    {"Jan Pieters", "Piet", 0},
    {"Jan Pieters", "Pieters", NAAST_FIT_PART},
    {"Jan Pieter Bos", "Jan Bos", NAAST_FIT_PART},
    {"Jan Pieter Bos", "Pieter", 0}, /* neither at the beginning nor at the end */
    {"Jan Pieter Bos", "Pieter Bos", NAAST_FIT_PART},
    {"Jan Pieter Bos", "Bos Jan", 0},
    {"Jan Pieter Bos", "Jan Jan Pieter Bos", 0},
    {"Jan Pieter Bos", "Bos, Jan", NAAST_FIT_PART},
    {"Jan Bos", "Jan Pieter Bos", 0},
    {"Karim el Amrani", "Amrani", NAAST_FIT_PART},
    {"Karim el Amrani", "el Amrani", NAAST_FIT_PART},
    {"Karim el Amrani", "karim amrani", NAAST_FIT_PART},
    {"Karim el Amrani", "karim el", NAAST_FIT_PART},
    {"Sanne van der Berg", "van der Berg", NAAST_FIT_PART},
    {"Sanne van der Berg", "Berg", NAAST_FIT_PART},
    {"Sanne van der Berg", "Sanne Berg", NAAST_FIT_PART},
    {"Sanne van der Berg", "van", 0},
    {"Sanne van der Berg", "Berg, Sanne van der", NAAST_FIT_WHOLE},
    {"Berg, Sanne van der", "Sanne van der Berg", NAAST_FIT_WHOLE},
    {"Berg, Sanne van der", "Sanne", NAAST_FIT_PART},
    {"Sean O'Brien", "Sean O’Brien", NAAST_FIT_WHOLE},
    {"Sean O’Brien", "oʼbrien", NAAST_FIT_PART},
    {"Sean O’Brien", "OBrien", NAAST_FIT_PART},
    {"Sean OBrien", "O'Brien", NAAST_FIT_PART},
    {"Sean O'Brien", "Brien", 0},
    {"J.P. Bos", "JP Bos", NAAST_FIT_WHOLE},
    {"J.P. Bos", "J.P.", NAAST_FIT_PART},
    {"JP Bos", "J.P. Bos", NAAST_FIT_WHOLE},
    {"Jan . Bos", "Jan Bos", NAAST_FIT_WHOLE},
    {"Jan Bos", "Jan . Bos", NAAST_FIT_WHOLE},
    {"Jan ' . Pieter Bos", "Jan Bos", NAAST_FIT_PART},
    {"Jan Bos .", "Bos", NAAST_FIT_PART},
    {". Jan Bos", "Jan", NAAST_FIT_PART},
    {"Bos, . Jan .", "Jan Bos", NAAST_FIT_WHOLE},
    {"Jan Bos", "Bos . , . Jan", NAAST_FIT_WHOLE},
    {"Bos, .", "Bos", NAAST_FIT_WHOLE},
    {"Jan Bos", "., Jan Bos", NAAST_FIT_WHOLE},
    {"Anne-Marie Bos", "Anne", 0},
    {"Anne-Marie Bos", "Marie", 0},
    {"Anne-Marie Bos", "anne-marie", NAAST_FIT_PART},
    {"Anne-Marie Bos", "Anne‐Marie", NAAST_FIT_PART},
    {"Anne-Marie Bos", "Anne Marie", 0},
    {"王小明", "王小明", NAAST_FIT_WHOLE},
    {"王小明", "小明", 0},
    {"王小明", "王", 0},
    {"王 小明", "王", NAAST_FIT_PART}, /* a script without case has whole names in a letter */
    {"王 小明", "小明", NAAST_FIT_PART},
    {"Łukasz Żółć", "lukasz", NAAST_FIT_PART},
    {"Łukasz Żółć", "ZOLC", NAAST_FIT_PART},
    {"Ольга Иванова", "иванова", NAAST_FIT_PART},
    {"Ольга Иванова", "И", 0},
    {"Müller, Jürgen", "jurgen muller", NAAST_FIT_WHOLE},
    {"Ｊａｎ Pieters", "Jan", NAAST_FIT_PART},
    {"Jan Pieters", "-", 0},
    {"- Jan", "-", 0},
    {"100% Jan", "100%", NAAST_FIT_PART},
    {"Jan Pieters", "J_n", 0},
    {"Jan Pieters", "%", 0},
    {"X", "x", NAAST_FIT_WHOLE},
};

/* In a deal's organisation, and among all: whom one finds in the one is found in the other. */
START_TEST(test_a_part_of_a_name_is_whole_words_at_its_beginning_or_end)
{
    naast_id waterdam = org_add("Waterdam");
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    naast_person_spec elsewhere = NAAST_PERSON_SPEC_INIT;
    elsewhere.name = "Q Q"; /* out of the way of the names below */
    deal.org = waterdam;
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &deal));
    expect_ok(&f, naast_person_edit(f.store, f.sanne, &elsewhere));
    naast_id subject = person_at("to be named", waterdam);
    for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++) {
        naast_person_spec named = NAAST_PERSON_SPEC_INIT;
        named.name = parts[k].name;
        expect_ok(&f, naast_person_edit(f.store, subject, &named));
        for (int near = 0; near < 2; near++) {
            naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
            naast_resolved *found = NULL;
            spec.root = NAAST_ROOT_PERSON;
            spec.text = parts[k].typed;
            spec.within = near ? f.deal : 0;
            int status = naast_resolve_named(f.store, &spec, &found);
            ck_assert_msg(status == (parts[k].fit != 0 ? NAAST_OK : NAAST_NOT_FOUND), "\"%s\" for \"%s\" (%d): %d %s",
                          parts[k].typed, parts[k].name, near, status, naast_store_message(f.store));
            ck_assert_msg(found == NULL || (found->id == subject && found->fit == parts[k].fit &&
                                            strcmp(found->name, parts[k].name) == 0),
                          "\"%s\" for \"%s\" (%d): %d", parts[k].typed, parts[k].name, near, (int)found->fit);
            naast_free(found);
        }
    }
}
END_TEST

START_TEST(test_a_run_that_fits_two_is_of_both)
{
    person_at("Jan Pieters", 0);
    person_at("Pieters Smit", 0); /* the first name of one, the surname of the other */
    finds_nothing(NAAST_ROOT_PERSON, "pieters", NAAST_AMBIGUOUS, "ambiguous");
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    naast_resolved *found = NULL;
    spec.root = NAAST_ROOT_PERSON;
    spec.text = "pieters";
    expect(&f, naast_resolve_named(f.store, &spec, &found), NAAST_AMBIGUOUS, "ambiguous");
    const char *message = naast_store_message(f.store);
    ck_assert_msg(strstr(message, "P3 Jan Pieters, P4 Pieters Smit") != NULL, "%s", message);
    person_at("Sean O’Brien", 0);
    person_at("Sean O'Brien", 0);
    finds_nothing(NAAST_ROOT_PERSON, "Sean O'Brien", NAAST_AMBIGUOUS, "ambiguous"); /* both are whole */
}
END_TEST

/* Who was written with which apostrophe must not decide whose word it is. */
START_TEST(test_names_that_are_alike_but_for_their_spelling_are_asked_about)
{
    person_at("Jan Dhondt", 0);
    person_at("Jan D'Hondt", 0);
    finds_nothing(NAAST_ROOT_PERSON, "Dhondt", NAAST_AMBIGUOUS, "ambiguous");
    finds_nothing(NAAST_ROOT_PERSON, "D'Hondt", NAAST_AMBIGUOUS, "ambiguous");
    finds_nothing(NAAST_ROOT_PERSON, "Jan Dhondt", NAAST_AMBIGUOUS, "ambiguous");
    person_at("Els Bos", 0);
    person_at("Bos, Els", 0);
    finds_nothing(NAAST_ROOT_PERSON, "Els Bos", NAAST_AMBIGUOUS, "ambiguous");
    finds_nothing(NAAST_ROOT_PERSON, "Bos, Els", NAAST_AMBIGUOUS, "ambiguous");
    person_at("Piet Obrien", 0);
    const naast_id whole = person_at("O'Brien", 0);
    naast_id found = 0;
    ck_assert_int_eq(naast_resolve(f.store, NAAST_ROOT_PERSON, "OBrien", 0, &found),
                     0); /* a whole name before a part */
    ck_assert_int_eq((int)found, (int)whole);
}
END_TEST

static void says(naast_root root, const char *typed, naast_id within, const char *message)
{
    naast_id found = -5;
    const char *code = root == NAAST_ROOT_DEAL  ? "deal_not_found"
                       : root == NAAST_ROOT_ORG ? "org_not_found"
                                                : "person_not_found";
    expect(&f, naast_resolve(f.store, root, typed, within, &found), NAAST_NOT_FOUND, code);
    ck_assert_str_eq(naast_store_message(f.store), message);
}

START_TEST(test_what_is_near_is_told)
{
    naast_id waterdam = org_add("Waterdam");
    person_at("Jan Pieters", waterdam);
    person_at("Anne-Marie Bos", 0);
    person_at("王小明", 0);
    says(NAAST_ROOT_PERSON, "Piet", 0, "nobody here is called Piet; did you mean P3 Jan Pieters (Waterdam)?");
    says(NAAST_ROOT_PERSON, "Anne", 0, "nobody here is called Anne; did you mean P4 Anne-Marie Bos, P1 Sanne de Wit?");
    says(NAAST_ROOT_PERSON, "小明", 0, "nobody here is called 小明; did you mean P5 王小明?");
    says(NAAST_ROOT_PERSON, "Jan Piesters", 0,
         "nobody here is called Jan Piesters; did you mean P3 Jan Pieters (Waterdam)?");
    says(NAAST_ROOT_PERSON, "Pietres", 0, "nobody here is called Pietres; did you mean P3 Jan Pieters (Waterdam)?");
    says(NAAST_ROOT_PERSON, "Zacharias", 0, "nobody here is called Zacharias");
    says(NAAST_ROOT_PERSON, "-", 0, "nobody here is called -");
    says(NAAST_ROOT_ORG, "water", 0, "no organisation is called water; did you mean O1 Waterdam?");
    says(NAAST_ROOT_DEAL, "poli", 0, "no deal is called poli; did you mean D1 Findable policy?");
}
END_TEST

START_TEST(test_at_most_three_that_are_near_are_told_and_those_of_the_deal_first)
{
    for (int k = 0; k < 4; k++)
        person_at("Sander Vos", 0);
    says(NAAST_ROOT_PERSON, "San", 0,
         "nobody here is called San; did you mean P1 Sanne de Wit, P3 Sander Vos, P4 Sander Vos?");
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.contact = 6;
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    naast_id found = 0;
    expect(&f, naast_resolve(f.store, NAAST_ROOT_PERSON, "San", f.deal, &found), NAAST_NOT_FOUND, "person_not_found");
    const char *message = naast_store_message(f.store);
    ck_assert_msg(strstr(message, "mean P6 Sander Vos, ") != NULL, "%s", message);
}
END_TEST

START_TEST(test_an_offer_of_somebody_new_is_not_taken_where_a_name_begins_so)
{
    static const struct {
        const char *typed;
        int status;
    } table[] = {{"San", NAAST_AMBIGUOUS},         {"Sanne de", NAAST_OK},     {"wi", NAAST_AMBIGUOUS},
                 {"Sanne de Wi", NAAST_AMBIGUOUS}, {"Hanne", NAAST_NOT_FOUND}, {"Zoe", NAAST_NOT_FOUND},
                 {"Sanne Vos", NAAST_NOT_FOUND},   {"s", NAAST_AMBIGUOUS}};
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
        naast_resolved *found = NULL;
        spec.root = NAAST_ROOT_PERSON;
        spec.text = table[k].typed;
        spec.newcomer = 1;
        int status = naast_resolve_named(f.store, &spec, &found);
        ck_assert_msg(status == table[k].status, "\"%s\": %d %s", table[k].typed, status, naast_store_message(f.store));
        naast_free(found);
    }
}
END_TEST

START_TEST(test_whole_titles_only_where_that_is_asked)
{
    static const struct {
        const char *typed;
        int status;
    } table[] = {{"findable  POLICY", NAAST_OK},
                 {"d1", NAAST_OK},
                 {"Findable", NAAST_NOT_FOUND},
                 {"policy", NAAST_NOT_FOUND},
                 {"F", NAAST_NOT_FOUND}};
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
        naast_resolved *found = NULL;
        spec.root = NAAST_ROOT_DEAL;
        spec.text = table[k].typed;
        spec.whole = 1;
        int status = naast_resolve_named(f.store, &spec, &found);
        ck_assert_msg(status == table[k].status, "\"%s\": %d %s", table[k].typed, status, naast_store_message(f.store));
        if (status == NAAST_NOT_FOUND)
            ck_assert_msg(strstr(naast_store_message(f.store), "did you mean D1 Findable policy?") != NULL, "%s",
                          naast_store_message(f.store));
        naast_free(found);
    }
    finds(NAAST_ROOT_DEAL, "findable", 0, f.deal);
    finds(NAAST_ROOT_DEAL, "policy", 0, f.deal);
}
END_TEST

START_TEST(test_whom_a_part_near_the_deal_goes_before)
{
    naast_id whole = fixture_person(&f, "Sanne");
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    naast_resolved *found = NULL;
    spec.root = NAAST_ROOT_PERSON;
    spec.text = "sanne";
    spec.within = f.deal;
    expect_ok(&f, naast_resolve_named(f.store, &spec, &found));
    ck_assert_int_eq(found->id, f.sanne);
    ck_assert_int_eq(found->passed_over, whole);
    ck_assert_str_eq(found->passed_name, "Sanne");
    naast_free(found);
}
END_TEST

START_TEST(test_a_whole_name_beats_a_beginning)
{
    naast_id sanne = fixture_person(&f, "Sanne");
    finds(NAAST_ROOT_PERSON, "sanne", 0, sanne);
}
END_TEST

START_TEST(test_signs_are_taken_literally)
{
    finds_nothing(NAAST_ROOT_PERSON, "%", NAAST_NOT_FOUND, "person_not_found");
    finds_nothing(NAAST_ROOT_PERSON, "S_nne", NAAST_NOT_FOUND, "person_not_found");
    finds_nothing(NAAST_ROOT_PERSON, "Sanne*", NAAST_NOT_FOUND, "person_not_found");
    finds_nothing(NAAST_ROOT_PERSON, "\"", NAAST_NOT_FOUND, "person_not_found");
    naast_id odd = org_add("100% !Water_dam");
    finds(NAAST_ROOT_ORG, "100%", 0, odd);
    finds(NAAST_ROOT_ORG, "!water_dam", 0, odd);
}
END_TEST

START_TEST(test_several_are_listed)
{
    naast_id waterdam = org_add("Waterdam");
    person_at("Sanne Vos", waterdam);
    finds_nothing(NAAST_ROOT_PERSON, "sanne", NAAST_AMBIGUOUS, "ambiguous");
    const char *message = naast_store_message(f.store);
    ck_assert_msg(strstr(message, "P1 Sanne de Wit, P3 Sanne Vos (Waterdam)") != NULL, "%s", message);
}
END_TEST

START_TEST(test_at_most_ten_are_listed)
{
    for (int k = 0; k < 12; k++)
        person_at("Jan Jansen", 0);
    finds_nothing(NAAST_ROOT_PERSON, "jan jansen", NAAST_AMBIGUOUS, "ambiguous");
    const char *message = naast_store_message(f.store);
    ck_assert_msg(strstr(message, "P12 Jan Jansen, \xe2\x80\xa6") != NULL, "%s", message);
    ck_assert_ptr_null(strstr(message, "P13"));
}
END_TEST

START_TEST(test_the_people_of_the_deal_come_first)
{
    naast_id other = person_at("Sanne Vos", 0);
    finds(NAAST_ROOT_PERSON, "sanne", f.deal, f.sanne);
    finds(NAAST_ROOT_PERSON, "sanne vos", f.deal, other);
}
END_TEST

START_TEST(test_who_is_named_in_the_deal_counts_as_near)
{
    person_at("Karim Vos", 0);
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "authority";
    spec.value = "decides";
    spec.person = f.karim;
    finds_nothing(NAAST_ROOT_PERSON, "karim", NAAST_AMBIGUOUS, "ambiguous");
    record_spec(&f, &spec);
    finds(NAAST_ROOT_PERSON, "karim", f.deal, f.karim);
}
END_TEST

START_TEST(test_who_gave_a_word_counts_as_near)
{
    naast_id other = person_at("Karim Vos", 0);
    int32_t summary = record(&f, "summary", NULL, "what we understood");
    expect_ok(&f, confirm(&f, summary, customer(other), NULL));
    finds(NAAST_ROOT_PERSON, "karim", f.deal, other);
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
    finds(NAAST_ROOT_PERSON, "joris", f.deal, joris);
    finds_nothing(NAAST_ROOT_PERSON, "joris", NAAST_AMBIGUOUS, "ambiguous");
}
END_TEST

START_TEST(test_near_the_deal_several_are_still_several)
{
    naast_id other = person_at("Sanne Vos", 0);
    naast_id found = 0;
    int32_t summary = record(&f, "summary", NULL, "what we understood");
    expect_ok(&f, confirm(&f, summary, customer(other), NULL));
    expect(&f, naast_resolve(f.store, NAAST_ROOT_PERSON, "sanne", f.deal, &found), NAAST_AMBIGUOUS, "ambiguous");
}
END_TEST

/* A title or a name may come from anywhere: it must not answer to an id that somebody mistyped. */
START_TEST(test_what_has_the_form_of_an_id_is_no_name)
{
    static const char *const ids[] = {"D500",
                                      "d500",
                                      "O9",
                                      "o9",
                                      "P7",
                                      "p7",
                                      "T5",
                                      "t5",
                                      "J812",
                                      "j812",
                                      "A3",
                                      "D0",
                                      "D007",
                                      "D1.4",
                                      "D99999999999999999999",
                                      "01890a5d-ac96-774b-bcce-b302099a8057"};
    static const struct {
        naast_root root;
        const char *code;
    } roots[] = {{NAAST_ROOT_DEAL, "deal_not_found"},
                 {NAAST_ROOT_ORG, "org_not_found"},
                 {NAAST_ROOT_PERSON, "person_not_found"}};
    for (size_t k = 0; k < sizeof ids / sizeof ids[0]; k++) {
        naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
        naast_id id = 0;
        deal.title = ids[k];
        expect_ok(&f, naast_deal_add(f.store, &deal, &id)); /* such a name is allowed, and its id leads there */
        if (id == 7 || id == 500)
            continue;
        org_add(ids[k]);
        person_at(ids[k], 0);
    }
    for (size_t root = 0; root < sizeof roots / sizeof roots[0]; root++)
        for (size_t k = 0; k < sizeof ids / sizeof ids[0]; k++) {
            const char letter = "DOP"[root];
            const int there = (ids[k][0] | 0x20) == (letter | 0x20) && strlen(ids[k]) == 2 && ids[k][1] != '0';
            if (there)
                finds(roots[root].root, ids[k], 0, ids[k][1] - '0');
            else
                finds_nothing(roots[root].root, ids[k], NAAST_NOT_FOUND, roots[root].code);
        }
    naast_id formed = org_add("O2 Telecom");
    finds(NAAST_ROOT_ORG, "o2 telecom", 0, formed);
    finds_nothing(NAAST_ROOT_PERSON, "P77", NAAST_NOT_FOUND, "person_not_found");
    ck_assert_str_eq(naast_store_message(f.store), "there is no person P77");
}
END_TEST

START_TEST(test_a_pipeline_by_its_name)
{
    naast_id fair = 0, bant = 0;
    expect_ok(&f, naast_resolve(f.store, NAAST_ROOT_PIPELINE, "fair", 0, &fair));
    expect_ok(&f, naast_resolve(f.store, NAAST_ROOT_PIPELINE, "bant", 0, &bant));
    ck_assert_int_ne(fair, bant);
    finds_nothing(NAAST_ROOT_PIPELINE, "fai", NAAST_NOT_FOUND, "pipeline_not_found");
}
END_TEST

START_TEST(test_what_cannot_be_looked_for)
{
    finds_nothing(NAAST_ROOT_PERSON, "", NAAST_INVALID, "nothing_typed");
    finds_nothing(NAAST_ROOT_PERSON, NULL, NAAST_INVALID, "nothing_typed");
    finds_nothing(NAAST_ROOT_PERSON, "\u200b", NAAST_INVALID, "nothing_typed"); /* nobody sees it, so it names nobody */
    finds_nothing(NAAST_ROOT_ORG, "\u0301", NAAST_INVALID, "nothing_typed");
    finds_nothing(NAAST_ROOT_PERSON, "\xff", NAAST_INVALID, "text_not_utf8");
    finds_nothing(NAAST_ROOT_STORE, "x", NAAST_INVALID, "root_invalid");
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
    tcase_add_test(tests, test_a_part_of_a_name_is_whole_words_at_its_beginning_or_end);
    tcase_add_test(tests, test_a_run_that_fits_two_is_of_both);
    tcase_add_test(tests, test_names_that_are_alike_but_for_their_spelling_are_asked_about);
    tcase_add_test(tests, test_what_is_near_is_told);
    tcase_add_test(tests, test_at_most_three_that_are_near_are_told_and_those_of_the_deal_first);
    tcase_add_test(tests, test_an_offer_of_somebody_new_is_not_taken_where_a_name_begins_so);
    tcase_add_test(tests, test_whole_titles_only_where_that_is_asked);
    tcase_add_test(tests, test_whom_a_part_near_the_deal_goes_before);
    tcase_add_test(tests, test_a_whole_name_beats_a_beginning);
    tcase_add_test(tests, test_signs_are_taken_literally);
    tcase_add_test(tests, test_several_are_listed);
    tcase_add_test(tests, test_at_most_ten_are_listed);
    tcase_add_test(tests, test_the_people_of_the_deal_come_first);
    tcase_add_test(tests, test_who_is_named_in_the_deal_counts_as_near);
    tcase_add_test(tests, test_who_gave_a_word_counts_as_near);
    tcase_add_test(tests, test_then_those_of_its_organisation);
    tcase_add_test(tests, test_near_the_deal_several_are_still_several);
    tcase_add_test(tests, test_what_has_the_form_of_an_id_is_no_name);
    tcase_add_test(tests, test_a_pipeline_by_its_name);
    tcase_add_test(tests, test_what_cannot_be_looked_for);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
