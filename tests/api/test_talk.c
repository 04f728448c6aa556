/* test_talk.c: a conversation recorded by a program that has the installed headers and nothing else. */
#include "api.h"

static struct world world;
static naast_store *store;
static naast_id sanne, deal;

static void setup(void)
{
    world_open(&world);
    store = world_store(&world, "talk.db");
    sanne = add_person(store, "Sanne de Wit");
    deal = add_deal(store, "Findable policy", NULL, sanne);
}

static void teardown(void)
{
    naast_store_free(store);
    world_close(&world);
}

START_TEST(test_a_talk)
{
    const naast_participant with[] = {{.name = "Sanne"}, {.name = "Karim Ali"}};
    const naast_conversation_word agreed[] = {{.name = "Sanne"}, {.name = "Karim"}};
    naast_item_spec need = NAAST_ITEM_SPEC_INIT, why = NAAST_ITEM_SPEC_INIT, summary = NAAST_ITEM_SPEC_INIT;
    naast_conversation_entry entries[] = {{.record = &summary, .words = agreed, .word_count = 2},
                                          {.record = &need},
                                          {.record = &why, .about = 2, .from = "Karim"}};
    naast_conversation_spec spec = NAAST_CONVERSATION_SPEC_INIT;
    naast_conversation_result *result = NULL;
    naast_item *item = NULL;
    need.kind = "need";
    need.text = "staff cannot find it";
    why.kind = "why";
    why.text = "residents get wrong answers";
    summary.kind = "summary";
    summary.text = "one place to search";
    spec.with = with;
    spec.with_count = 2;
    spec.how = "call";
    spec.note = "She laughed";
    spec.entries = entries;
    spec.entry_count = 3;
    is_status(store, naast_conversation_record(store, deal, &spec, &result), NAAST_NOT_FOUND);
    ck_assert_uint_ge(result->fault_count, 1);
    const naast_conversation_fault *fault = NAAST_AT(naast_conversation_fault, result->faults, result->fault_size, 0);
    ck_assert_int_eq(fault->entry, -1);
    ck_assert_int_eq(fault->field, NAAST_IN_WITH);
    ck_assert_int_eq(fault->place, 1);
    ck_assert_str_eq(fault->name, "Karim Ali");
    naast_free(result);
    spec.add_people = 1;
    is_ok(store, naast_conversation_record(store, deal, &spec, &result));
    ck_assert_uint_eq(result->item_count, 3);
    const naast_conversation_item *first = NAAST_AT(naast_conversation_item, result->items, result->item_size, 0);
    is_ok(store, naast_item_get(store, deal, first->n, &item));
    ck_assert_uint_eq(item->word_count, 3);
    for (size_t k = 0; k < item->word_count; k++)
        ck_assert_int_eq(NAAST_AT(naast_word, item->words, item->word_size, k)->fresh, 1);
    naast_free(item);
    naast_free(result);
    is_sound(store);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("talk");
    TCase *tests = tcase_create("talk");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_a_talk);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
