/*
 * calendar.c: tasks, and what is due on a day, for calendar programs. Tasks are to-dos. What was promised or is
 * to happen is an all-day event that takes nobody's time: to-dos are shown by few programs, and a promise must be seen.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <utf8proc.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"
#include "formats/base/formats.h"
#include "formats/base/spec.h"
#include "formats/calendar/ics.h"
#include "formats/write/sink.h"

enum { PAGE = 500, UID_BYTES = 96, CURSOR_BYTES = 24, KIND_BYTES = 512, SENTENCE_BYTES = 128 };

struct calendar {
    naast_formats *formats;
    naast_store *store;
    naast_calendar_spec spec;
    struct sink sink;
    struct ics ics;
    char store_uuid[NAAST_UUID_SIZE];
    int64_t done;             /* deals and tasks that were looked at */
    naast_pipeline *pipeline; /* kept until a deal has another */
};

static int of_store(struct calendar *calendar, int status)
{
    return status == NAAST_OK ? status : formats_fail_as(calendar->formats, calendar->store, status);
}

static bool is_owners(const struct calendar *calendar, const char *owner)
{
    return calendar->spec.owner == NULL || strcmp(owner, calendar->spec.owner) == 0;
}

static int report(struct calendar *calendar)
{
    const naast_calendar_spec *spec = &calendar->spec;
    calendar->done++;
    if (calendar->sink.status != NAAST_OK)
        return calendar->sink.status;
    if (spec->progress == NULL || spec->progress(spec->context, calendar->done, 0) == 0)
        return NAAST_OK;
    return FAIL(calendar->formats, FMT_STOPPED);
}

/* --- what both have --- */

static void begin(struct calendar *calendar, const char *component, const char *uid)
{
    ics_line(&calendar->ics, "BEGIN", component);
    ics_line(&calendar->ics, "UID", uid);
    ics_moment(&calendar->ics, "DTSTAMP", calendar->spec.now);
}

/* A whole day, which leaves its time free. */
static void whole_day(struct calendar *calendar, naast_date date)
{
    naast_date next = naast_date_add(date, 1);
    ics_date(&calendar->ics, "DTSTART", date);
    if (next != 0)
        ics_date(&calendar->ics, "DTEND", next);
    ics_line(&calendar->ics, "TRANSP", "TRANSPARENT");
}

/* "D1.7 · Findable policy · Waterdam"; n 0: "D1 · …" */
static void put_deal(struct calendar *calendar, const naast_deal *deal, int32_t n)
{
    struct ics *ics = &calendar->ics;
    char id[UID_BYTES];
    snprintf(id, sizeof id, n != 0 ? "D%" PRId64 ".%" PRId32 : "D%" PRId64, deal->id, n);
    ics_name(ics, "DESCRIPTION");
    ics_text(ics, id);
    ics_text(ics, " · ");
    ics_text(ics, deal->title);
    if (deal->org_name[0] != '\0') {
        ics_text(ics, " · ");
        ics_text(ics, deal->org_name);
    }
    ics_close(ics);
}

/* --- items --- */

static bool is_settled(const naast_item *item)
{
    return strcmp(item->state, "given") != 0 && strcmp(item->state, "open") != 0;
}

static bool has_ended(const naast_deal *deal) { return deal->status == NAAST_DEAL_ENDED; }

/* Whether it will not be: taken back, let go, broken, or the deal came to an end. */
static bool is_off(const naast_deal *deal, const naast_item *item)
{
    static const char *const off[] = {"broken", "released", "none"};
    bool found = item->retracted || has_ended(deal);
    for (size_t i = 0; i < sizeof off / sizeof off[0]; i++)
        found = found || strcmp(item->state, off[i]) == 0;
    return found;
}

/* The pipeline of the deal, read again only where it is another than that of the deal before. */
static int read_pipeline(struct calendar *calendar, const naast_deal *deal)
{
    const naast_pipeline *kept = calendar->pipeline;
    if (kept != NULL && kept->revision == deal->pipeline_revision && strcmp(kept->code, deal->pipeline) == 0)
        return NAAST_OK;
    naast_free(calendar->pipeline);
    calendar->pipeline = NULL;
    return of_store(calendar,
                    naast_pipeline_get(calendar->store, deal->pipeline, deal->pipeline_revision, &calendar->pipeline));
}

/* The sentence with two texts in it, piece by piece, so that it needs no memory. */
static void put_sentence(struct calendar *calendar, enum fmt_message message, const char *first, const char *second)
{
    const char *at = formats_message(calendar->formats, message);
    char plain[SENTENCE_BYTES];
    while (*at != '\0') {
        const size_t length = strcspn(at, "{");
        snprintf(plain, sizeof plain, "%.*s", (int)length, at);
        ics_line_text(&calendar->ics, plain);
        at += length;
        if (*at == '\0')
            break;
        ics_line_text(&calendar->ics, at[1] == '0' ? first : second);
        at += strlen("{0}");
    }
}

/* "Milestone", in the language of the handle: the kind's words, else its code with spaces. */
static void kind_name(const struct calendar *calendar, const char *code, char *out, size_t size)
{
    const naast_label *label = NULL;
    utf8proc_int32_t first = -1;
    utf8proc_uint8_t large[4];
    for (size_t i = 0; i < calendar->pipeline->kind_count; i++)
        if (strcmp(calendar->pipeline->kinds[i].code, code) == 0)
            label = &calendar->pipeline->kinds[i].label;
    const char *name = label == NULL                                                              ? NULL
                       : calendar->formats->language == NAAST_LANGUAGE_DUTCH && label->nl != NULL ? label->nl
                                                                                                  : label->en;
    const bool is_code = name == NULL;
    name = is_code ? code : name;
    const utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)name, -1, &first);
    if (bytes <= 0 || first <= 0) {
        snprintf(out, size, "%s", name);
        return;
    }
    const utf8proc_ssize_t larger = utf8proc_encode_char(utf8proc_toupper(first), large);
    snprintf(out, size, "%.*s%s", (int)larger, (const char *)large, name + bytes);
    for (char *at = out; is_code && *at != '\0'; at++)
        *at = *at == '_' ? ' ' : *at;
}

/* "We promised Waterdam: ", "Waterdam promised: ", "Milestone, Waterdam: " */
static void put_summary(struct calendar *calendar, const naast_deal *deal, const naast_item *item)
{
    char kind[KIND_BYTES];
    const char *who = deal->org_name[0] != '\0'       ? deal->org_name
                      : deal->contact_name[0] != '\0' ? deal->contact_name
                                                      : deal->title;
    if (strcmp(item->kind, "promise") == 0) {
        put_sentence(calendar, item->from.side == NAAST_SIDE_US ? FMT_CALENDAR_OURS : FMT_CALENDAR_THEIRS, who, "");
    } else {
        kind_name(calendar, item->kind, kind, sizeof kind);
        put_sentence(calendar, FMT_CALENDAR_ITEM, kind, who);
    }
}

static void write_item(struct calendar *calendar, const naast_deal *deal, const naast_item *item)
{
    struct ics *ics = &calendar->ics;
    const bool is_shown = !item->in_confidence || calendar->spec.in_confidence;
    char uid[UID_BYTES];
    snprintf(uid, sizeof uid, "%s-%" PRId32, deal->uuid, item->n);
    begin(calendar, "VEVENT", uid);
    whole_day(calendar, item->due);
    ics_name(ics, "SUMMARY");
    put_summary(calendar, deal, item);
    ics_line_text(ics, is_shown ? item->text : formats_message(calendar->formats, FMT_CALENDAR_IN_CONFIDENCE));
    ics_close(ics);
    put_deal(calendar, deal, item->n);
    if (item->in_confidence)
        ics_line(ics, "CLASS", "CONFIDENTIAL");
    ics_line(ics, "STATUS", is_off(deal, item) ? "CANCELLED" : "CONFIRMED");
    ics_line(ics, "END", "VEVENT");
}

static int take_deal(struct calendar *calendar, const naast_deal *deal)
{
    naast_items *items = NULL;
    if (!is_owners(calendar, deal->owner) || (has_ended(deal) && !calendar->spec.all))
        return report(calendar);
    int status = read_pipeline(calendar, deal);
    if (status == NAAST_OK)
        status = of_store(calendar, naast_item_list(calendar->store, deal->id, &items));
    if (status != NAAST_OK)
        return status;
    for (size_t i = 0; i < items->count; i++) {
        const naast_item *item = NAAST_AT(naast_item, items->items, items->item_size, i);
        const bool is_live = !item->retracted && !is_settled(item);
        if (item->due != 0 && (is_live || calendar->spec.all))
            write_item(calendar, deal, item);
    }
    naast_free(items);
    return report(calendar);
}

static int write_one_deal(struct calendar *calendar, naast_id id)
{
    naast_deal *deal = NULL;
    int status = of_store(calendar, naast_deal_get(calendar->store, id, &deal));
    if (status == NAAST_OK)
        status = take_deal(calendar, deal);
    naast_free(deal);
    return status;
}

/* The page of deals after `*deals`, in its place. */
static int next_deals(struct calendar *calendar, naast_deals **deals)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_page page = NAAST_PAGE_INIT;
    naast_deals *found = NULL;
    filter.owner = calendar->spec.owner;
    page.limit = PAGE;
    page.after = *deals != NULL ? (*deals)->next : NULL;
    const int status = of_store(calendar, naast_deal_list(calendar->store, &filter, &page, &found));
    naast_free(*deals);
    *deals = found;
    return status;
}

static int write_deals(struct calendar *calendar)
{
    naast_deals *deals = NULL;
    int status;
    do {
        status = next_deals(calendar, &deals);
        for (size_t i = 0; status == NAAST_OK && i < deals->count; i++)
            status = take_deal(calendar, NAAST_AT(naast_deal, deals->items, deals->item_size, i));
    } while (status == NAAST_OK && deals->more);
    naast_free(deals);
    return status;
}

/* --- tasks --- */

static void write_todo(struct calendar *calendar, const naast_task *task)
{
    struct ics *ics = &calendar->ics;
    char completed[UID_BYTES];
    if (task->due != 0)
        ics_date(ics, "DUE", task->due);
    ics_line(ics, "STATUS", task->done != 0 ? "COMPLETED" : "NEEDS-ACTION");
    if (task->done == 0)
        return;
    snprintf(completed, sizeof completed, "%08dT000000Z", task->done);
    ics_line(ics, "COMPLETED", completed);
    ics_line(ics, "PERCENT-COMPLETE", "100");
}

static void put_task(struct calendar *calendar, const naast_task *task, const naast_deal *deal)
{
    struct ics *ics = &calendar->ics;
    const char *component = calendar->spec.events ? "VEVENT" : "VTODO";
    char uid[UID_BYTES];
    snprintf(uid, sizeof uid, "%s-T%" PRId64, calendar->store_uuid, task->id);
    begin(calendar, component, uid);
    if (calendar->spec.events)
        whole_day(calendar, task->due);
    else
        write_todo(calendar, task);
    ics_name(ics, "SUMMARY");
    ics_line_text(ics, task->text);
    ics_close(ics);
    if (deal != NULL)
        put_deal(calendar, deal, 0);
    ics_line(ics, "END", component);
}

static int write_task(struct calendar *calendar, const naast_task *task)
{
    naast_deal *deal = NULL;
    int status = NAAST_OK;
    if (!is_owners(calendar, task->owner) || (calendar->spec.events && task->due == 0)) /* an event is on a day */
        return report(calendar);
    if (task->deal != 0)
        status = of_store(calendar, naast_deal_get(calendar->store, task->deal, &deal));
    if (status == NAAST_OK)
        put_task(calendar, task, deal);
    naast_free(deal);
    return status == NAAST_OK ? report(calendar) : status;
}

/* The page of tasks after `*tasks`, in its place. */
static int next_tasks(struct calendar *calendar, naast_tasks **tasks)
{
    naast_task_filter filter = NAAST_TASK_FILTER_INIT;
    naast_page page = NAAST_PAGE_INIT;
    naast_tasks *found = NULL;
    filter.deal = calendar->spec.deal;
    filter.done = calendar->spec.all;
    page.limit = PAGE;
    page.after = *tasks != NULL ? (*tasks)->next : NULL;
    const int status = of_store(calendar, naast_task_list(calendar->store, &filter, &page, &found));
    naast_free(*tasks);
    *tasks = found;
    return status;
}

static int write_tasks(struct calendar *calendar)
{
    naast_tasks *tasks = NULL;
    int status;
    do {
        status = next_tasks(calendar, &tasks);
        for (size_t i = 0; status == NAAST_OK && i < tasks->count; i++)
            status = write_task(calendar, NAAST_AT(naast_task, tasks->items, tasks->item_size, i));
    } while (status == NAAST_OK && tasks->more);
    naast_free(tasks);
    return status;
}

/* --- all of it --- */

static int read_store(struct calendar *calendar)
{
    naast_head head = NAAST_HEAD_INIT;
    const int status = of_store(calendar, naast_store_head(calendar->store, &head));
    if (status != NAAST_OK)
        return status;
    memcpy(calendar->store_uuid, head.uuid, sizeof calendar->store_uuid);
    return NAAST_OK;
}

static naast_time system_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (naast_time)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int prepare(struct calendar *calendar, const naast_calendar_spec *spec, const naast_writer *writer)
{
    if (calendar->store == NULL)
        return FAIL(calendar->formats, FMT_NOT_GIVEN, "store");
    if (spec != NULL && SPEC_TAKE(naast_calendar_spec, &calendar->spec, spec) != NAAST_OK)
        return FAIL(calendar->formats, FMT_SPEC_SIZE);
    if (calendar->spec.now == 0)
        calendar->spec.now = system_clock();
    const int status = sink_begin(&calendar->sink, calendar->formats, writer);
    return status == NAAST_OK ? read_store(calendar) : status;
}

int naast_calendar_write(naast_formats *formats, naast_store *store, const naast_calendar_spec *spec,
                         const naast_writer *writer)
{
    if (formats == NULL)
        return NAAST_INVALID;
    struct calendar calendar = {.formats = formats, .store = store, .spec = NAAST_CALENDAR_SPEC_INIT};
    formats_clear_fault(formats);
    int status = prepare(&calendar, spec, writer);
    if (status != NAAST_OK)
        return status;
    ics_begin(&calendar.ics, &calendar.sink);
    status = write_tasks(&calendar);
    if (status == NAAST_OK)
        status = calendar.spec.deal != 0 ? write_one_deal(&calendar, calendar.spec.deal) : write_deals(&calendar);
    if (status == NAAST_OK)
        ics_end(&calendar.ics);
    const int written = sink_flush(&calendar.sink);
    naast_free(calendar.pipeline);
    return status != NAAST_OK ? status : written;
}
