/* test_formats_calendar.c: tasks and what is due as iCalendar: what is selected, both languages, and wrong use. */
#include "fixtures/formats.h"

static struct formats_world world;

static void setup(void)
{
    formats_open(&world);
    fill_store(&world);
}

static void teardown(void) { formats_close(&world); }

/* What is written, with its folds undone. */
static const char *calendar_of(naast_formats *formats, const naast_calendar_spec *spec)
{
    static char text[MOST_WRITTEN];
    const naast_writer writer = writer_of(&world);
    expect_done(formats, naast_calendar_write(formats, world.store, spec, &writer));
    char *to = text;
    for (const char *at = world.written; *at != '\0'; at++) {
        if (strncmp(at, "\r\n ", 3) == 0)
            at += 2;
        else
            *to++ = *at;
    }
    *to = '\0';
    return text;
}

#define has(text, part) ck_assert_msg(strstr((text), (part)) != NULL, "no %s in\n%s", (part), (text))
#define lacks(text, part) ck_assert_msg(strstr((text), (part)) == NULL, "%s in\n%s", (part), (text))

START_TEST(test_promises_are_events_and_tasks_are_to_dos)
{
    naast_calendar_spec spec = NAAST_CALENDAR_SPEC_INIT;
    spec.now = no_time_passes(NULL);
    const char *text = calendar_of(world.formats, &spec);
    ck_assert_int_eq(strncmp(text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", 30), 0);
    has(text, "DTSTAMP:20261103T120000Z\r\n");
    has(text, "SUMMARY:We promised Waterdam \xc3\xa9\xf0\x9f\x90\xb3: a draft\\; first\\, the list\r\n");
    has(text, "DTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261121\r\nTRANSP:TRANSPARENT\r\n");
    has(text, "DESCRIPTION:D1.1 \xc2\xb7 Findable policy \xc2\xb7 Waterdam");
    has(text, "BEGIN:VTODO\r\n");
    has(text, "DUE;VALUE=DATE:20261119\r\nSTATUS:NEEDS-ACTION\r\nSUMMARY:call back\r\n");
    has(text, "SUMMARY:think\r\n");
    has(text, ": in confidence\r\n");
    has(text, "CLASS:CONFIDENTIAL\r\n");
    lacks(text, "keep this quiet");
    ck_assert_str_eq(text + strlen(text) - 15, "END:VCALENDAR\r\n");
}
END_TEST

START_TEST(test_the_spec_selects)
{
    naast_calendar_spec spec = NAAST_CALENDAR_SPEC_INIT;
    spec.in_confidence = 1;
    has(calendar_of(world.formats, &spec), ": keep this quiet\r\n");
    spec.events = 1;
    lacks(calendar_of(world.formats, &spec), "VTODO");
    lacks(calendar_of(world.formats, &spec), "think");
    spec.events = 0;
    spec.deal = world.deal;
    has(calendar_of(world.formats, &spec), "call back");
    lacks(calendar_of(world.formats, &spec), "think");
    spec.deal = 0;
    spec.owner = "Ann";
    has(calendar_of(world.formats, &spec), "think");
    lacks(calendar_of(world.formats, &spec), "call back");
    lacks(calendar_of(world.formats, &spec), "VEVENT");
    ck_assert_int_eq(naast_task_done(world.store, 1, NULL), NAAST_OK);
    lacks(calendar_of(world.formats, NULL), "call back");
    spec.owner = NULL;
    spec.all = 1;
    has(calendar_of(world.formats, &spec),
        "STATUS:COMPLETED\r\nCOMPLETED:20261103T000000Z\r\nPERCENT-COMPLETE:100\r\n");
}
END_TEST

START_TEST(test_sentences_are_in_the_language_of_the_handle)
{
    naast_formats *dutch = formats_in(NAAST_LANGUAGE_DUTCH);
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    int32_t n;
    spec.kind = "milestone";
    spec.text = "pilot";
    spec.from.side = NAAST_SIDE_US;
    spec.due = 20261231;
    ck_assert_int_eq(naast_item_record(world.store, world.deal, &spec, &n), NAAST_OK);
    has(calendar_of(dutch, NULL), "SUMMARY:Wij zegden Waterdam");
    has(calendar_of(dutch, NULL), ": in vertrouwen\r\n");
    has(calendar_of(dutch, NULL), "SUMMARY:Mijlpaal\\, Waterdam");
    has(calendar_of(world.formats, NULL), "SUMMARY:Milestone\\, Waterdam");
    naast_formats_free(dutch);
}
END_TEST

START_TEST(test_more_tasks_than_a_page_are_all_there)
{
    naast_task_spec task = NAAST_TASK_SPEC_INIT;
    naast_id id;
    int count = 0;
    ck_assert_int_eq(
        naast_operation_begin(world.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TASK_ADD)),
        NAAST_OK);
    for (int i = 0; i < 1100; i++) {
        task.text = "one of many";
        task.due = i % 2 ? 20261201 : 0;
        ck_assert_int_eq(naast_task_add(world.store, &task, &id), NAAST_OK);
    }
    ck_assert_int_eq(naast_operation_end(world.store, NAAST_OK), NAAST_OK);
    for (const char *at = calendar_of(world.formats, NULL); (at = strstr(at, "SUMMARY:one of many")) != NULL; at++)
        count++;
    ck_assert_int_eq(count, 1100);
}
END_TEST

START_TEST(test_wrong_use_is_invalid)
{
    naast_formats *f = world.formats;
    naast_calendar_spec spec = NAAST_CALENDAR_SPEC_INIT;
    naast_writer writer = writer_of(&world), none = NAAST_WRITER_INIT;
    ck_assert_int_eq(naast_calendar_write(NULL, world.store, NULL, &writer), NAAST_INVALID);
    expect_fault(f, naast_calendar_write(f, NULL, NULL, &writer), NAAST_INVALID, "not_given");
    expect_fault(f, naast_calendar_write(f, world.store, NULL, NULL), NAAST_INVALID, "writer_invalid");
    expect_fault(f, naast_calendar_write(f, world.store, NULL, &none), NAAST_INVALID, "writer_invalid");
    spec.size = 2;
    expect_fault(f, naast_calendar_write(f, world.store, &spec, &writer), NAAST_INVALID, "spec_size");
    spec.size = sizeof spec;
    spec.deal = 99;
    ck_assert_int_eq(naast_calendar_write(f, world.store, &spec, &writer), NAAST_NOT_FOUND);
    ck_assert_str_eq(naast_formats_fault(f)->text, naast_store_message(world.store));
    spec.deal = 0;
    spec.progress = count_calls;
    spec.context = &world;
    world.stop_after = 2;
    expect_fault(f, naast_calendar_write(f, world.store, &spec, &writer), NAAST_STOPPED, "stopped");
    world.stop_after = 0;
    world.most = 20;
    expect_fault(f, naast_calendar_write(f, world.store, &spec, &writer), NAAST_IO, "write_failed");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("formats_calendar");
    TCase *tests = tcase_create("formats_calendar");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_promises_are_events_and_tasks_are_to_dos);
    tcase_add_test(tests, test_the_spec_selects);
    tcase_add_test(tests, test_sentences_are_in_the_language_of_the_handle);
    tcase_add_test(tests, test_more_tasks_than_a_page_are_all_there);
    tcase_add_test(tests, test_wrong_use_is_invalid);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
