/* test_past.c: what a deal, an organisation or a person was at a moment that has passed. */
#include "fixtures/deal.h"
#include "fixtures/forge.h"
#include "base/env/env.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static naast_store *past_of(naast_root root, naast_id id, naast_time at)
{
    naast_store *past = NULL;
    int status = naast_store_past(f.store, NAAST_SPEC(naast_past_spec, .root = root, .id = id, .at = at), &past);
    ck_assert_msg(status == NAAST_OK, "past: %s", naast_store_message(f.store));
    return past;
}

/* Everything that can be read of the deal, with its gates, as text. */
static char *story(naast_store *store)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    naast_deal *deal = NULL;
    naast_items *items = NULL;
    naast_transitions *moves = NULL;
    naast_evaluation *gates = NULL;
    ck_assert_int_eq(naast_deal_get(store, f.deal, &deal), NAAST_OK);
    ck_assert_int_eq(naast_item_list(store, f.deal, &items), NAAST_OK);
    ck_assert_int_eq(naast_transition_list(store, f.deal, &moves), NAAST_OK);
    ck_assert_int_eq(naast_gate_evaluate(store, f.deal, NULL, &gates), NAAST_OK);
    fprintf(out, "%d %s %s %s %s %s %s %d %d\n", (int)deal->rev, deal->title, deal->stage, deal->outcome, deal->owner,
            deal->contact_name, deal->note, (int)deal->amount.minor, (int)deal->closed);
    for (size_t k = 0; k < items->count; k++) {
        const naast_item *item = &items->items[k];
        fprintf(out, "%d %s %s %s %s %d %d", (int)item->n, item->kind, item->text, item->state, item->from_name,
                item->retracted, (int)item->content_rev);
        for (size_t w = 0; w < item->word_count; w++)
            fprintf(out, " [%s %d %d]", item->words[w].name, item->words[w].fresh, (int)item->words[w].seen);
        fputc('\n', out);
    }
    for (size_t k = 0; k < moves->count; k++)
        fprintf(out, "%s %s %s %zu\n", moves->items[k].kind, moves->items[k].to_stage, moves->items[k].because,
                moves->items[k].receipt_count);
    for (size_t g = 0; g < gates->gate_count; g++)
        for (size_t c = 0; c < gates->gates[g].check_count; c++)
            fprintf(out, "%s %s\n", gates->gates[g].checks[c].check, gates->gates[g].checks[c].code);
    fclose(out);
    naast_free(gates);
    naast_free(moves);
    naast_free(items);
    naast_free(deal);
    return text;
}

static void work(int day)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    char note[32];
    snprintf(note, sizeof note, "day %d", day);
    spec.note = note;
    spec.amount = (naast_money){day * 100 + 1, "EUR"};
    switch (day % 6) {
    case 0:
        expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
        break;
    case 1:
        record(&f, "need", NULL, note);
        break;
    case 2:
        expect_ok(&f, confirm(&f, record(&f, "summary", NULL, note), customer(f.sanne), NULL));
        break;
    case 3:
        expect_ok(&f, amend_text(&f, 2, note, us));
        break;
    case 4:
        expect_ok(&f, naast_item_retract(f.store, f.deal, 1 + day / 6 * 2, BECAUSE("not so")));
        break;
    default:
        expect_ok(&f, end_as(&f, "lost", 0));
        expect_ok(&f, naast_deal_reopen(f.store, f.deal, REOPEN("they called")));
    }
}

START_TEST(test_every_day_is_told_as_it_was)
{
    enum { DAYS = 18 };
    char *stories[DAYS];
    naast_time ends[DAYS];
    for (int day = 0; day < DAYS; day++) {
        fixture_day(&f, day);
        work(day);
        stories[day] = story(f.store);
        ends[day] = f.now;
    }
    for (int day = 0; day < DAYS; day++) {
        naast_store *past = past_of(NAAST_ROOT_DEAL, f.deal, ends[day]);
        char *then = story(past);
        ck_assert_msg(strcmp(then, stories[day]) == 0, "day %d:\n%s\nexpected\n%s", day, then, stories[day]);
        free(then);
        naast_store_free(past);
    }
    for (int day = 0; day < DAYS; day++)
        free(stories[day]);
}
END_TEST

START_TEST(test_the_people_and_organisations_of_a_deal_are_as_they_were)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    const naast_time before = f.now;
    fixture_day(&f, 1);
    spec.name = "Sanne Jansen";
    expect_ok(&f, naast_person_edit(f.store, f.sanne, &spec));
    naast_store *past = past_of(NAAST_ROOT_DEAL, f.deal, before);
    naast_deal *deal = NULL;
    ck_assert_int_eq(naast_deal_get(past, f.deal, &deal), NAAST_OK);
    ck_assert_str_eq(deal->contact_name, "Sanne de Wit");
    naast_free(deal);
    naast_store_free(past);
}
END_TEST

START_TEST(test_a_person_has_the_deals_that_were_theirs)
{
    const naast_time before = f.now;
    fixture_day(&f, 1);
    fixture_deal(&f, NULL, f.sanne);
    naast_store *past = past_of(NAAST_ROOT_PERSON, f.sanne, before);
    naast_deals *deals = NULL;
    ck_assert_int_eq(naast_deal_list(past, NULL, NULL, &deals), NAAST_OK);
    ck_assert_uint_eq(deals->count, 1);
    naast_free(deals);
    naast_store_free(past);
}
END_TEST

START_TEST(test_the_clock_of_the_past_stands_still_and_nothing_is_written_there)
{
    const naast_time then = f.now;
    naast_task_spec task = NAAST_TASK_SPEC_INIT;
    naast_id id = 0;
    fixture_day(&f, 30);
    naast_store *past = past_of(NAAST_ROOT_DEAL, f.deal, then);
    ck_assert_int_eq(naast_store_today(past), 20261110);
    task.text = "call";
    ck_assert_int_eq(naast_task_add(past, &task, &id), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(past), "store_read_only");
    naast_store_free(past);
}
END_TEST

START_TEST(test_the_past_outlives_the_store_it_was_read_from)
{
    naast_store *past = past_of(NAAST_ROOT_DEAL, f.deal, f.now);
    naast_store_free(f.store);
    f.store = NULL;
    naast_deal *deal = NULL;
    ck_assert_int_eq(naast_deal_get(past, f.deal, &deal), NAAST_OK);
    naast_free(deal);
    naast_store_free(past);
}
END_TEST

START_TEST(test_what_was_not_there_yet_and_what_is_to_come_are_told)
{
    naast_store *past = NULL;
    expect(&f,
           naast_store_past(f.store,
                            NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_DEAL, .id = f.deal, .at = f.now - 1), &past),
           NAAST_NOT_FOUND, "past_not_there");
    expect(
        &f,
        naast_store_past(f.store, NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_DEAL, .id = 99, .at = f.now), &past),
        NAAST_NOT_FOUND, "past_not_there");
    expect(&f,
           naast_store_past(f.store,
                            NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_DEAL, .id = f.deal, .at = f.now + 1), &past),
           NAAST_INVALID, "past_to_come");
    expect(&f,
           naast_store_past(f.store, NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_PIPELINE, .id = 1, .at = f.now),
                            &past),
           NAAST_INVALID, "past_root");
    ck_assert_ptr_null(past);
}
END_TEST

START_TEST(test_a_past_with_an_entry_that_cannot_be_read_is_unverified)
{
    naast_store *past = NULL;
    forge(f.path, "naast_body", "UPDATE naast_body SET bytes = substr(bytes, 1, 3)");
    expect(&f,
           naast_store_past(f.store, NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_DEAL, .id = f.deal, .at = f.now),
                            &past),
           NAAST_UNVERIFIED, "journal_unreadable");
    ck_assert_ptr_null(past);
}
END_TEST

START_TEST(test_a_deal_that_was_undone_is_still_there_in_its_past)
{
    naast_undone *undone = NULL;
    const naast_time then = f.now;
    fixture_day(&f, 1);
    expect_ok(&f, naast_operation_undo(f.store, NULL, &undone));
    naast_free(undone);
    naast_store *past = past_of(NAAST_ROOT_DEAL, f.deal, then);
    naast_deal *deal = NULL;
    ck_assert_int_eq(naast_deal_get(past, f.deal, &deal), NAAST_OK);
    naast_free(deal);
    naast_store_free(past);
}
END_TEST

START_TEST(test_memory_that_runs_out_leaves_no_handle)
{
    int status = NAAST_NO_MEMORY;
    work(2);
    for (long nth = 1; status != NAAST_OK; nth++) {
        naast_store *past = NULL;
        f.memory.requests = 0;
        f.memory.fail_at = nth;
        status = naast_store_past(
            f.store, NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_DEAL, .id = f.deal, .at = f.now), &past);
        f.memory.fail_at = 0;
        ck_assert_msg(status == NAAST_OK || status == NAAST_NO_MEMORY, "place %ld: %d", nth, status);
        ck_assert_int_eq(past != NULL, status == NAAST_OK);
        if (status != NAAST_OK)
            ck_assert_str_eq(naast_store_code(f.store), "no_memory");
        naast_store_free(past);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_every_day_is_told_as_it_was,
        test_the_people_and_organisations_of_a_deal_are_as_they_were,
        test_a_person_has_the_deals_that_were_theirs,
        test_the_clock_of_the_past_stands_still_and_nothing_is_written_there,
        test_the_past_outlives_the_store_it_was_read_from,
        test_what_was_not_there_yet_and_what_is_to_come_are_told,
        test_a_past_with_an_entry_that_cannot_be_read_is_unverified,
        test_a_deal_that_was_undone_is_still_there_in_its_past,
        test_memory_that_runs_out_leaves_no_handle,
    };
    return RUN_FIXTURE("past", tests);
}
