/* agenda_due.c: what has a day of its own: promises of both sides, tasks, a no not told, decisions, waivers; and the
 * deals past gates that they have not passed, and imports that nobody talked through. */
#include "naast-agenda.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/values/ids.h"
#include "domain/common/input.h"
#include "domain/evidence/facts.h"
#include "domain/evidence/item_write.h"
#include "domain/gate/callbacks.h"
#include "domain/gate/gate.h"
#include "domain/pipeline/pipeline.h"
#include "report/agenda/agenda.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

/* Takes the rows of a query that was opened, at most agenda->counted: it asks for one more, which shows that there are
 * more. */
static int take_rows(struct agenda *agenda, struct query *query, int status,
                     int (*take)(struct agenda *, struct query *))
{
    int64_t rows = 0;
    for (; status == 0 && (status = query_next(query)) > 0 && rows < agenda->counted; rows++)
        status = take(agenda, query);
    query_close(query);
    return agenda_more(agenda, status);
}

/* ---- promises, conditions, introductions: whatever has a life and a day ---- */

static int take_item(struct agenda *agenda, struct query *query)
{
    const naast_pipeline *pipeline = NULL;
    const int64_t id = query_int(query, 0), said_by = query_int(query, 3);
    const naast_date day = (naast_date)query_int(query, 4);
    int status = pipeline_load(agenda->store, query_int(query, 5), &pipeline);
    const naast_kind *kind = status == 0 ? pipeline_kind(pipeline, query_text(query, 1)) : NULL;
    if (kind == NULL)
        return status;
    const int ours = item_owed(kind, (naast_side)query_int(query, 2)) == NAAST_SIDE_CUSTOMER;
    const int ended = !query_null(query, 6) && query_int(query, 7) == 0;
    if (!ours && (ended || query_int(query, 8) != 0))
        return 0;
    const int late = day < agenda->today;
    const struct reason reason = {
        .reason = ours ? (late ? NAAST_REASON_PROMISE_LATE : NAAST_REASON_PROMISE_DUE)
                       : (late ? NAAST_REASON_THEIR_PROMISE_LATE : NAAST_REASON_THEIR_PROMISE_DUE),
        .day = day,
        .deal = child_parent(id),
        .item = child_number(id),
        .person = said_by,
    };
    return agenda_add(agenda, &reason);
}

static int find_items(struct agenda *agenda)
{
    struct query query;
    int status = query_open(
        &query, agenda->store,
        "SELECT e.id, e.kind, e.side, e.said_by, e.due, d.pipeline, d.outcome, CASE WHEN d.outcome = 'won' THEN 1 ELSE "
        "0 END, CASE WHEN coalesce(p.no_contact, 0) <> 0 OR coalesce(c.no_contact, 0) <> 0 THEN 1 ELSE 0 END "
        "FROM naast_evidence e JOIN naast_deal d ON d.id = e.id" SQL_PARENT
        "LEFT JOIN naast_person p ON p.id = e.said_by LEFT JOIN naast_person c ON c.id = d.contact "
        "WHERE e.due <= ?6 AND e.state = 'open' AND e.retracted = 0 AND e.void = 0 AND d.void = 0 AND " AGENDA_DEALS
        "ORDER BY e.due, e.id LIMIT ?2",
        "iiiiii", AGENDA_VALUES(agenda), (int64_t)agenda->until);
    return take_rows(agenda, &query, status, take_item);
}

/* ---- tasks ---- */

static int take_task(struct agenda *agenda, struct query *query)
{
    const naast_date day = (naast_date)query_int(query, 3);
    const struct reason reason = {
        .reason = day == 0              ? NAAST_REASON_TASK_OPEN
                  : day < agenda->today ? NAAST_REASON_TASK_LATE
                                        : NAAST_REASON_TASK_DUE,
        .day = day,
        .deal = query_int(query, 1),
        .task = query_int(query, 0),
        .person = query_int(query, 2),
    };
    return agenda_add(agenda, &reason);
}

/* A task keeps for whom it was noted: who was merged since is whom they became. */
#define TASKS                                                                                                          \
    "SELECT t.id, t.deal, coalesce(p.merged, t.person), t.due FROM naast_task t "                                      \
    "LEFT JOIN naast_person p ON p.id = t.person WHERE t.done IS NULL AND t.void = 0 "                                 \
    "AND (CAST(?1 AS INTEGER) = 0 OR t.owner = ?1) AND (CAST(?3 AS INTEGER) = 0 OR t.deal = ?3) "                      \
    "AND (CAST(?4 AS INTEGER) = 0 OR t.deal IN (SELECT id FROM naast_deal WHERE org = ?4) "                            \
    "OR (" NOTED_FOR_ORG("t", "?4") "t.void = 0)) "                                                                    \
                                    "AND (CAST(?5 AS INTEGER) = 0 OR t.deal IN " AGENDA_OF_PERSON                      \
                                    " OR (" NOTED_FOR_PERSON("t", "?5") "t.void = 0)) "

static int find_tasks(struct agenda *agenda)
{
    struct query query;
    int status = query_open(&query, agenda->store, TASKS "AND t.due <= ?6 ORDER BY t.due, t.id LIMIT ?2", "iiiiii",
                            AGENDA_VALUES(agenda), (int64_t)agenda->until);
    status = take_rows(agenda, &query, status, take_task);
    if (status != 0)
        return status;
    status = query_open(&query, agenda->store, TASKS "AND t.due IS NULL ORDER BY t.id LIMIT ?2", "iiiii",
                        AGENDA_VALUES(agenda));
    return take_rows(agenda, &query, status, take_task);
}

/* ---- a no that was not told; a decision that was to come ---- */

static int take_not_told(struct agenda *agenda, struct query *query)
{
    const struct reason reason = {
        .reason = NAAST_REASON_NOT_INFORMED, .deal = query_int(query, 0), .day = (naast_date)query_int(query, 1)};
    return agenda_add(agenda, &reason);
}

static int find_not_told(struct agenda *agenda)
{
    struct query query;
    int status =
        query_open(&query, agenda->store,
                   "SELECT d.id, d.closed FROM naast_deal d LEFT JOIN naast_person c ON c.id = d.contact "
                   "WHERE d.outcome IN ('declined', 'no_match') AND d.told IS NULL AND d.void = 0 AND d.unverified = 0 "
                   "AND coalesce(c.no_contact, 0) = 0 AND " AGENDA_DEALS "ORDER BY d.closed, d.id LIMIT ?2",
                   "iiiii", AGENDA_VALUES(agenda));
    return take_rows(agenda, &query, status, take_not_told);
}

static int take_decision(struct agenda *agenda, struct query *query)
{
    const struct reason reason = {
        .reason = NAAST_REASON_DECISION_PASSED, .deal = query_int(query, 0), .day = (naast_date)query_int(query, 1)};
    return agenda_add(agenda, &reason);
}

static int find_decisions(struct agenda *agenda)
{
    struct query query;
    int status = query_open(&query, agenda->store,
                            "SELECT d.id, d.expected FROM naast_deal d LEFT JOIN naast_person c ON c.id = d.contact "
                            "WHERE d.outcome IS NULL AND d.void = 0 AND d.unverified <> 1 AND d.expected < ?6 "
                            "AND coalesce(c.no_contact, 0) = 0 AND " AGENDA_DEALS "ORDER BY d.expected, d.id LIMIT ?2",
                            "iiiiii", AGENDA_VALUES(agenda), (int64_t)agenda->today);
    return take_rows(agenda, &query, status, take_decision);
}

/* ---- waivers ---- */

/* Whether the check would say something else without its waiver. */
static int is_waived(struct agenda *agenda, naast_id deal, const char *id, const naast_check **check)
{
    struct facts *facts = NULL;
    struct callback_session session;
    struct check_outcome outcome = {0};
    size_t stage = 0;
    int status = facts_read(agenda->store, deal, &facts);
    if (status != 0)
        return status;
    const naast_check *found = pipeline_check_of(facts->pipeline, id, &stage);
    callback_session_begin(agenda->store, &session);
    const struct gate_callbacks callbacks = {callback_ask, &session};
    if (found != NULL)
        status = check_evaluate(&agenda->store->env, facts, facts, found, &callbacks, &outcome);
    callback_session_end(&session);
    if (status == 0 && found != NULL && outcome.verdict == NAAST_VERDICT_WAIVED)
        *check = found;
    naast_free(facts);
    return status;
}

static int take_waiver(struct agenda *agenda, struct query *query)
{
    const naast_check *check = NULL;
    const naast_id deal = child_parent(query_int(query, 0));
    int status = is_waived(agenda, deal, query_text(query, 1), &check);
    if (status != 0 || check == NULL)
        return status;
    const struct reason reason = {
        .reason = NAAST_REASON_WAIVER_EXPIRES, .deal = deal, .day = (naast_date)query_int(query, 2), .check = check};
    return agenda_add(agenda, &reason);
}

/* Of the waivers of one check the last one counts. */
static int find_waivers(struct agenda *agenda)
{
    struct query query;
    int status = query_open(
        &query, agenda->store,
        "SELECT w.id, w.check_id, w.until FROM naast_waiver w JOIN naast_deal d ON d.id = w.id" SQL_PARENT
        "WHERE w.until BETWEEN ?6 AND ?7 AND w.void = 0 AND d.void = 0 AND (d.outcome IS NULL OR d.outcome = 'won') "
        "AND NOT EXISTS (SELECT 1 FROM naast_waiver l WHERE l.id BETWEEN (w.id" SQL_PARENT ")" SQL_FIRST_CHILD
        "AND (w.id" SQL_PARENT ")" SQL_LAST_CHILD "AND l.check_id = w.check_id AND l.void = 0 AND l.id > w.id) "
        "AND " AGENDA_DEALS "ORDER BY w.until, w.id LIMIT ?2",
        "iiiiiii", AGENDA_VALUES(agenda), (int64_t)agenda->today, (int64_t)agenda->until);
    return take_rows(agenda, &query, status, take_waiver);
}

/* ---- past gates that were not passed as they are now ---- */

static int take_unproven(struct agenda *agenda, struct query *query)
{
    const struct reason reason = {
        .reason = NAAST_REASON_UNPROVEN, .deal = query_int(query, 0), .day = naast_date_of(query_int(query, 1))};
    return agenda_add(agenda, &reason);
}

static int find_unproven(struct agenda *agenda)
{
    struct query query;
    int status = query_open(&query, agenda->store,
                            "SELECT d.id, d.since FROM naast_deal d LEFT JOIN naast_person c ON c.id = d.contact "
                            "WHERE d.unproven = 1 AND d.void = 0 AND coalesce(d.outcome, 'won') = 'won' "
                            "AND coalesce(c.no_contact, 0) = 0 AND " AGENDA_DEALS "ORDER BY d.since, d.id LIMIT ?2",
                            "iiiii", AGENDA_VALUES(agenda));
    return take_rows(agenda, &query, status, take_unproven);
}

/* ---- imports ---- */

static int find_unverified(struct agenda *agenda)
{
    struct reason reason = {.reason = NAAST_REASON_UNVERIFIED};
    if (agenda_is_narrow(agenda))
        return 0;
    int status = sql_int(agenda->store, &reason.count,
                         "SELECT count(*) FROM naast_deal WHERE unverified = 1 AND outcome IS NULL AND void = 0 "
                         "AND (CAST(?1 AS INTEGER) = 0 OR owner = ?1)",
                         "i", agenda->owner);
    return status == 0 && reason.count > 0 ? agenda_add(agenda, &reason) : status;
}

int agenda_find_due(struct agenda *agenda)
{
    static int (*const finders[])(struct agenda *) = {find_items,   find_tasks,    find_not_told,  find_decisions,
                                                      find_waivers, find_unproven, find_unverified};
    int status = 0;
    for (size_t k = 0; status == 0 && k < sizeof finders / sizeof finders[0]; k++)
        status = finders[k](agenda);
    return status;
}
