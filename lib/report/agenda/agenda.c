/* agenda.c: what is due, most pressing first: one line for each deal, as many as are wanted. */
#include "domain/common/list.h"
#include "domain/common/page.h"
#include "report/agenda/agenda.h"

#include "naast-agenda.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/values/dates.h"
#include "domain/common/input.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { USUAL_LINES = 7, USUAL_DAYS = 7 };

const char *naast_reason_code(naast_reason reason)
{
    static const char *const codes[NAAST_REASON_END] = {
        [NAAST_REASON_PROMISE_LATE] = "promise_late",
        [NAAST_REASON_NOT_INFORMED] = "not_informed",
        [NAAST_REASON_PROMISE_DUE] = "promise_due",
        [NAAST_REASON_PULSE_SILENT] = "pulse_silent",
        [NAAST_REASON_THEIR_PROMISE_LATE] = "their_promise_late",
        [NAAST_REASON_TASK_LATE] = "task_late",
        [NAAST_REASON_TASK_DUE] = "task_due",
        [NAAST_REASON_THEIR_PROMISE_DUE] = "their_promise_due",
        [NAAST_REASON_PULSE_DUE] = "pulse_due",
        [NAAST_REASON_DECISION_PASSED] = "decision_passed",
        [NAAST_REASON_WAIVER_EXPIRES] = "waiver_expires",
        [NAAST_REASON_STALE] = "stale",
        [NAAST_REASON_READY] = "ready",
        [NAAST_REASON_SLEEPING] = "sleeping",
        [NAAST_REASON_UNPROVEN] = "unproven",
        [NAAST_REASON_GAP] = "gap",
        [NAAST_REASON_TASK_OPEN] = "task_open",
        [NAAST_REASON_UNVERIFIED] = "unverified",
    };
    return reason > 0 && reason < NAAST_REASON_END ? codes[reason] : "unknown";
}

/* ---- the order ---- */

/* 0: what is due now, 1: what is still to come, 2: the rest. */
static int tier(const struct agenda *agenda, const struct reason *reason)
{
    return reason->reason > NAAST_REASON_WAIVER_EXPIRES ? 2 : reason->day > agenda->today;
}

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

/* What is to come goes by its day, all else by its reason first. */
static int compare_pressing(const void *left, const void *right, void *context)
{
    const struct agenda *agenda = context;
    const struct reason *a = left, *b = right;
    const int coming = tier(agenda, a) == 1;
    int order = COMPARE(tier(agenda, a), tier(agenda, b));
    if (order == 0 && coming)
        order = COMPARE(a->day, b->day);
    if (order == 0)
        order = COMPARE(a->reason, b->reason);
    if (order == 0)
        order = COMPARE(a->weight, b->weight);
    if (order == 0)
        order = COMPARE(a->day, b->day);
    if (order == 0)
        order = COMPARE(a->deal, b->deal);
    if (order == 0)
        order = COMPARE(a->item, b->item);
    return order != 0 ? order : COMPARE(a->task, b->task);
}

/* Deal by deal, the most pressing of each first. */
static int compare_by_deal(const void *left, const void *right, void *context)
{
    const struct reason *a = left, *b = right;
    const int order = COMPARE(a->deal, b->deal);
    return order != 0 ? order : compare_pressing(left, right, context);
}

static void sort(struct agenda *agenda, int (*compare)(const void *, const void *, void *))
{
    if (agenda->reason_count > 1)
        qsort_r(agenda->reasons, agenda->reason_count, sizeof *agenda->reasons, compare, agenda);
}

/* Leaves one reason for each deal, the most pressing, which counts the others; by deal. Of one deal all are wanted. */
static void fold_deals(struct agenda *agenda)
{
    size_t kept = 0;
    if (agenda->filter->deal != 0)
        return;
    sort(agenda, compare_by_deal);
    for (size_t k = 0; k < agenda->reason_count; k++) {
        const struct reason *reason = &agenda->reasons[k];
        if (reason->deal != 0 && kept > 0 && agenda->reasons[kept - 1].deal == reason->deal)
            agenda->reasons[kept - 1].also++;
        else
            agenda->reasons[kept++] = *reason;
    }
    agenda->reason_count = kept;
}

/* ---- judging ---- */

static int compare_deal(const void *key, const void *element)
{
    return COMPARE(*(const naast_id *)key, ((const struct reason *)element)->deal);
}

/* Reasons are sorted by deal up to `count`. */
static int has_reason(const struct agenda *agenda, size_t count, naast_id deal)
{
    return count > 0 && bsearch(&deal, agenda->reasons, count, sizeof *agenda->reasons, compare_deal) != NULL;
}

static int judge_one(struct agenda *agenda, const struct awake *awake)
{
    struct judgement judgement = {0};
    int status = agenda_judge(agenda, awake->deal, &judgement);
    if (status == 0 && judgement.reason != 0) {
        const struct reason reason = {
            .reason = judgement.reason,
            .day = awake->since,
            .weight = judgement.blockers,
            .deal = awake->deal,
        };
        status = agenda_add(agenda, &reason);
    }
    naast_free(judgement.evaluation);
    return status;
}

/* Whether it is on this page or a later one. */
static int is_ahead(struct agenda *agenda, const struct reason *reason)
{
    return agenda->after.reason == 0 || compare_pressing(reason, &agenda->after, agenda) > 0;
}

static size_t count_before(struct agenda *agenda, naast_reason reason)
{
    size_t count = 0;
    for (size_t k = 0; k < agenda->reason_count; k++)
        count += agenda->reasons[k].reason < reason && is_ahead(agenda, &agenda->reasons[k]);
    return count;
}

/*
 * Judges deals on which nothing was found. An open one has a line whatever its gates say: it is judged as long as that
 * could be among those wanted, and else counted. One at work may have none. The deal that alone is asked for is judged
 * whatever was found.
 */
static int judge_awake(struct agenda *agenda, size_t wanted)
{
    const size_t found = agenda->reason_count;
    const int useful = count_before(agenda, NAAST_REASON_STALE) < wanted;
    size_t judged = 0;
    int status = 0;
    for (size_t k = 0; status == 0 && k < agenda->awake_count; k++) {
        const struct awake *awake = &agenda->awake[k];
        const int room = judged < AGENDA_JUDGED || agenda->filter->all;
        if (agenda->filter->deal == 0 && has_reason(agenda, found, awake->deal))
            continue;
        if (room && (useful || awake->won)) {
            status = judge_one(agenda, awake);
            judged++;
        } else if (awake->won) {
            agenda->at_least = 1;
        } else {
            agenda->unjudged++;
            agenda->judges_later |= !useful;
        }
    }
    return status;
}

/* ---- the result ---- */

/* ---- pages ---- */

/* A line as the text of a cursor: all that it is sorted by. Its id is none. */
enum { MARK_BYTES = 160 };

static int read_after(struct agenda *agenda, const struct page *page)
{
    struct reason *after = &agenda->after;
    int reason = 0;
    char end;
    if (page->after.id == 0)
        return 0;
    const int fits = page->after.key == CURSOR_TEXT &&
                     sscanf(page->after.text, "%d %" SCNd32 " %" SCNd32 " %" SCNd64 " %" SCNd32 " %" SCNd64 "%c",
                            &reason, &after->weight, &after->day, &after->deal, &after->item, &after->task, &end) == 6;
    after->reason = (naast_reason)reason;
    return fits && reason > 0 && reason < NAAST_REASON_END ? 0
                                                           : FAIL(&agenda->store->env, MSG_CURSOR_WRONG, page->typed);
}

static int goes_on(struct agenda *agenda, const struct reason *last)
{
    char text[MARK_BYTES];
    (void)snprintf(text, sizeof text, "%d %" PRId32 " %" PRId32 " %" PRId64 " %" PRId32 " %" PRId64, (int)last->reason,
                   last->weight, last->day, last->deal, last->item, last->task);
    const struct cursor next = {.id = 1, .key = CURSOR_TEXT, .text = text};
    return page_goes_on(agenda->store, agenda->result, &next);
}

/* The reasons are sorted. What was not judged since this page is full is on a later one. */
static int tell_lines(struct agenda *agenda, size_t wanted)
{
    size_t first = 0;
    while (first < agenda->reason_count && !is_ahead(agenda, &agenda->reasons[first]))
        first++;
    const size_t rest = agenda->reason_count - first, count = rest < wanted ? rest : wanted;
    naast_agenda_line *lines = result_alloc(&agenda->store->env, agenda->result, count, sizeof *lines);
    int status = lines == NULL ? NAAST_NO_MEMORY : 0;
    for (size_t k = 0; status == 0 && k < count; k++)
        status = agenda_tell(agenda, &agenda->reasons[first + k], &lines[k]);
    list_head_fill(agenda->result, lines, count, sizeof *lines);
    agenda->result->left_out = (int64_t)(rest - count) + agenda->unjudged;
    if (status == 0 && count > 0 && (rest > count || agenda->judges_later))
        status = goes_on(agenda, &agenda->reasons[first + count - 1]);
    return status;
}

static int find_owner(struct agenda *agenda)
{
    const char *name = agenda->filter->owner;
    if (name == NULL)
        return 0;
    int status = sql_int(agenda->store, &agenda->owner, "SELECT id FROM naast_actor WHERE name = ?1", "t", name);
    if (status == 0 && agenda->owner == 0)
        status = FAIL(&agenda->store->env, MSG_OWNER_NOT_FOUND, name);
    return status;
}

static int read_agenda(struct agenda *agenda)
{
    const naast_agenda_filter *filter = agenda->filter;
    const int every = filter->all || agenda_is_narrow(agenda);
    const size_t wanted = agenda->limit ? agenda->limit : every ? SIZE_MAX : USUAL_LINES;
    agenda->counted = every ? INT64_MAX - 1 : AGENDA_COUNTED;
    if (!every && agenda->limit > AGENDA_COUNTED)
        agenda->counted = (int64_t)agenda->limit;
    int status = find_owner(agenda);
    if (status == 0)
        status = links_check(agenda->store, filter->deal, filter->person, filter->org);
    if (status == 0)
        status = agenda_find_due(agenda);
    if (status == 0)
        status = agenda_find_deals(agenda);
    if (status == 0) {
        fold_deals(agenda);
        status = judge_awake(agenda, wanted);
    }
    if (status == 0) {
        sort(agenda, compare_pressing);
        status = tell_lines(agenda, wanted);
    }
    if (status != 0)
        return status;
    agenda->result->until = agenda->until;
    agenda->result->left_out_at_least = agenda->at_least;
    return 0;
}

static int check_filter(naast_store *store, const naast_agenda_filter *filter, naast_date today)
{
    char day[11];
    int status = day_check(store, filter->until);
    if (status == 0 && filter->until != 0 && filter->until < today) {
        date_format(filter->until, day);
        status = FAIL(&store->env, MSG_AGENDA_UNTIL, day);
    }
    return status;
}

/* What is asked for, as the call's own. */
static int asked_read(struct agenda *agenda, const naast_agenda_filter *filter, const naast_page *page,
                      naast_agenda_filter *own)
{
    struct page asked = {0};
    naast_store *store = agenda->store;
    int status = SPEC_TAKE_IF(&store->env, naast_agenda_filter, own, filter);
    if (status == 0)
        status = check_filter(store, own, agenda->today);
    if (status == 0)
        status = page_take(store, page, 0, &asked);
    if (status == 0)
        status = read_after(agenda, &asked);
    agenda->filter = own;
    agenda->limit = (size_t)asked.limit;
    agenda->until = own->until != 0 ? own->until : naast_date_add(agenda->today, USUAL_DAYS);
    page_free(store, &asked);
    return status;
}

int naast_agenda_list(naast_store *store, const naast_agenda_filter *filter, const naast_page *page, naast_agenda **out)
{
    naast_agenda_filter own = NAAST_AGENDA_FILTER_INIT;
    struct agenda agenda = {.store = store};
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    agenda.today = env_today(&store->env);
    status = asked_read(&agenda, filter, page, &own);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0) {
        agenda.result = result_new(&store->env, sizeof *agenda.result);
        status = agenda.result == NULL ? NAAST_NO_MEMORY : read_agenda(&agenda);
    }
    status = read_end(store, status);
    mem_free(&store->env, agenda.reasons);
    mem_free(&store->env, agenda.awake);
    if (status == 0)
        *out = agenda.result;
    else
        naast_free(agenda.result);
    return status;
}
