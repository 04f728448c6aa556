/*
 * calendar.c: tasks, and what is due on a day, for calendar programs. Tasks are to-dos. What was promised or is
 * to happen is an all-day event that takes nobody's time: to-dos are shown by few programs, and a promise must be seen.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast-exchange.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "commands/export/each_deal.h"
#include "formats/ics.h"
#include "input/values.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

struct calendar {
    struct cli *cli;
    struct ics ics;
    char store_uuid[37];
    const char *owner; /* NULL: everybody's */
    naast_time now;
    bool all, in_confidence, events;
    struct subject subject; /* its pipeline is kept until a deal has another */
};

/* --- what both have --- */

static void begin(struct calendar *calendar, const char *component, const char *uid)
{
    ics_line(&calendar->ics, "BEGIN", component);
    ics_line(&calendar->ics, "UID", uid);
    ics_moment(&calendar->ics, "DTSTAMP", calendar->now);
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

/* "D1.7 · Findable policy · Waterdam" */
static void put_deal(struct calendar *calendar, const char *id, const naast_deal *deal)
{
    struct ics *ics = &calendar->ics;
    ics_text(ics, id);
    ics_text(ics, " · ");
    ics_text(ics, deal->title);
    if (deal->org_name[0] != '\0') {
        ics_text(ics, " · ");
        ics_text(ics, deal->org_name);
    }
}

/* --- items --- */

static bool is_settled(const naast_item *item)
{
    return strcmp(item->state, "given") != 0 && strcmp(item->state, "open") != 0;
}

static bool has_ended(const naast_deal *deal) { return deal->outcome[0] != '\0' && strcmp(deal->outcome, "won") != 0; }

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
    naast_pipeline *kept = calendar->subject.pipeline;
    if (kept != NULL && kept->revision == deal->pipeline_revision && strcmp(kept->name, deal->pipeline) == 0)
        return NAAST_OK;
    naast_free(kept);
    calendar->subject.pipeline = NULL;
    return cli_check(calendar->cli, naast_pipeline_get(calendar->cli->store, deal->pipeline, deal->pipeline_revision,
                                                       &calendar->subject.pipeline));
}

/* "We promised Waterdam: ", "Waterdam promised: ", "Milestone, Waterdam: " */
static const char *summary_words(struct calendar *calendar, const naast_deal *deal, const naast_item *item)
{
    struct cli *cli = calendar->cli;
    const char *who = deal->org_name[0] != '\0'       ? deal->org_name
                      : deal->contact_name[0] != '\0' ? deal->contact_name
                                                      : deal->title;
    if (strcmp(item->kind, "promise") == 0)
        return words(cli, item->from.side == NAAST_US ? W_CALENDAR_OURS : W_CALENDAR_THEIRS, who);
    return words(cli, W_CALENDAR_ITEM, capital(cli, text_safe(cli, kind_words(cli, &calendar->subject, item->kind))),
                 who);
}

static void write_item(struct calendar *calendar, const naast_deal *deal, const naast_item *item)
{
    struct ics *ics = &calendar->ics;
    bool told = !item->in_confidence || calendar->in_confidence;
    begin(calendar, "VEVENT", cli_printf(calendar->cli, "%s-%d", deal->uuid, item->n));
    whole_day(calendar, item->due);
    ics_name(ics, "SUMMARY");
    ics_line_text(ics, summary_words(calendar, deal, item));
    ics_line_text(ics, told ? item->text : word(calendar->cli, W_IN_CONFIDENCE));
    ics_close(ics);
    ics_name(ics, "DESCRIPTION");
    put_deal(calendar, text_item(calendar->cli, item->deal, item->n), deal);
    ics_close(ics);
    if (item->in_confidence)
        ics_line(ics, "CLASS", "CONFIDENTIAL");
    ics_line(ics, "STATUS", is_off(deal, item) ? "CANCELLED" : "CONFIRMED");
    ics_line(ics, "END", "VEVENT");
}

static int take_deal(void *context, const naast_deal *deal)
{
    struct calendar *calendar = context;
    naast_items *items;
    if (has_ended(deal) && !calendar->all)
        return NAAST_OK;
    int status = read_pipeline(calendar, deal);
    if (status == NAAST_OK)
        status = cli_check(calendar->cli, naast_item_list(calendar->cli->store, deal->id, &items));
    if (status != NAAST_OK)
        return status;
    for (size_t i = 0; i < items->count; i++) {
        const naast_item *item = &items->items[i];
        bool live = !item->retracted && !is_settled(item);
        if (item->due != 0 && (live || calendar->all))
            write_item(calendar, deal, item);
    }
    naast_free(items);
    return NAAST_OK;
}

/* --- tasks --- */

static void write_todo(struct calendar *calendar, const naast_task *task)
{
    struct ics *ics = &calendar->ics;
    if (task->due != 0)
        ics_date(ics, "DUE", task->due);
    ics_line(ics, "STATUS", task->done != 0 ? "COMPLETED" : "NEEDS-ACTION");
    if (task->done == 0)
        return;
    ics_line(ics, "COMPLETED", cli_printf(calendar->cli, "%08dT000000Z", task->done));
    ics_line(ics, "PERCENT-COMPLETE", "100");
}

static int write_task(struct calendar *calendar, const naast_task *task)
{
    struct cli *cli = calendar->cli;
    struct ics *ics = &calendar->ics;
    naast_deal *deal = NULL;
    int status = NAAST_OK;
    if (calendar->events && task->due == 0)
        return NAAST_OK; /* an event is on a day */
    if (task->deal != 0)
        status = cli_check(cli, naast_deal_get(cli->store, task->deal, &deal));
    if (status != NAAST_OK)
        return status;
    begin(calendar, calendar->events ? "VEVENT" : "VTODO",
          cli_printf(cli, "%s-T%lld", calendar->store_uuid, (long long)task->id));
    if (calendar->events)
        whole_day(calendar, task->due);
    else
        write_todo(calendar, task);
    ics_name(ics, "SUMMARY");
    ics_line_text(ics, task->text);
    ics_close(ics);
    if (deal != NULL) {
        ics_name(ics, "DESCRIPTION");
        put_deal(calendar, text_id(cli, 'D', deal->id), deal);
        ics_close(ics);
    }
    ics_line(ics, "END", calendar->events ? "VEVENT" : "VTODO");
    naast_free(deal);
    return NAAST_OK;
}

enum { PAGE = 500 };

static int write_tasks(struct calendar *calendar, naast_id deal)
{
    struct cli *cli = calendar->cli;
    const struct kept *mark = kept_mark(cli);
    naast_page page = NAAST_PAGE_INIT;
    char after[24];
    int status = NAAST_OK;
    bool more = true;
    page.limit = PAGE;
    while (status == NAAST_OK && more && ferror(cli->out) == 0) {
        naast_tasks *tasks;
        status = cli_check(cli, naast_task_list(cli->store, NAAST_DEAL, deal, calendar->all, &page, &tasks));
        if (status != NAAST_OK)
            return status;
        for (size_t i = 0; status == NAAST_OK && i < tasks->count; i++) {
            snprintf(after, sizeof after, "%lld", (long long)tasks->items[i].id);
            page.after = after;
            if (calendar->owner == NULL || strcmp(tasks->items[i].owner, calendar->owner) == 0)
                status = write_task(calendar, &tasks->items[i]);
        }
        more = tasks->count == PAGE;
        naast_free(tasks);
        kept_release(cli, mark);
    }
    return status;
}

/* --- all of it --- */

static int write_one_deal(struct calendar *calendar, naast_id id)
{
    naast_deal *deal;
    int status = cli_check(calendar->cli, naast_deal_get(calendar->cli->store, id, &deal));
    if (status != NAAST_OK)
        return status;
    if (calendar->owner == NULL || strcmp(deal->owner, calendar->owner) == 0)
        status = take_deal(calendar, deal);
    naast_free(deal);
    return status;
}

static int write_items(struct calendar *calendar, naast_id deal)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    filter.owner = calendar->owner;
    int status = deal != 0 ? write_one_deal(calendar, deal) : each_deal(calendar->cli, &filter, take_deal, calendar);
    naast_free(calendar->subject.pipeline);
    calendar->subject.pipeline = NULL;
    return status;
}

static int read_store(struct calendar *calendar)
{
    naast_export *exporting;
    naast_export_head head;
    int status = cli_check(calendar->cli, naast_export_begin(calendar->cli->store, &head, &exporting));
    if (status != NAAST_OK)
        return status;
    memcpy(calendar->store_uuid, head.uuid, sizeof calendar->store_uuid);
    naast_export_end(exporting);
    return NAAST_OK;
}

static int run(struct cli *cli, const struct args *args)
{
    struct calendar calendar = {.cli = cli,
                                .owner = cli_owner(cli, args_value(args, "owner")),
                                .now = cli_now(cli),
                                .all = args_has(args, "all"),
                                .in_confidence = args_has(args, "in-confidence"),
                                .events = args_has(args, "events")};
    naast_id deal = 0;
    int status = cli_deal(cli, args_value(args, "deal"), &deal);
    if (status == NAAST_OK)
        status = read_store(&calendar);
    if (status != NAAST_OK)
        return status;
    ics_begin(&calendar.ics, cli);
    status = write_tasks(&calendar, deal);
    if (status == NAAST_OK)
        status = write_items(&calendar, deal);
    if (status == NAAST_OK)
        ics_end(&calendar.ics);
    return status;
}

static const struct option options[] = {
    {"deal", "DEAL", W_OPT_EXPORT_DEAL, 0},     {"owner", "NAME", W_OPT_CALENDAR_OWNER, 0},
    {"all", NULL, W_OPT_CALENDAR_ALL, 0},       {"in-confidence", NULL, W_OPT_CALENDAR_CONFIDENCE, 0},
    {"events", NULL, W_OPT_CALENDAR_EVENTS, 0}, OPTIONS_END,
};

const struct command command_export_calendar = {
    .name = "export",
    .verb = "calendar",
    .needs = NEEDS_READ,
    .summary = W_DO_EXPORT_CALENDAR,
    .options = options,
    .example = "naast export calendar --owner me >naast.ics\nnaast export calendar --deal D1\n",
    .more = W_MORE_EXPORT_CALENDAR,
    .run = run,
};
