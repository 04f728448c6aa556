/* agenda_deals.c: what follows from a deal's stage: pulses, sleeping, and which deals are awake to be judged. */
#include "naast-agenda.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/values/dates.h"
#include "base/values/ids.h"
#include "domain/evidence/facts.h"
#include "domain/gate/gate.h"
#include "domain/pipeline/pipeline.h"
#include "report/agenda/agenda.h"
#include "store/handle/sql.h"

/* ---- open deals: sleeping, or awake ---- */

/* Nobody is asked who asked not to be; what is imported and was not talked through has a line for all of it, and is
 * looked at only where it alone is asked for: in a statement of its own, since with "or" in it there is no index that
 * gives the order, and every open deal is read and sorted for the few that are wanted. */
#define OPEN_DEALS(unverified)                                                                                         \
    "SELECT d.id, d.pipeline, d.stage, d.since, (SELECT j.at FROM naast_journal j WHERE j.root_kind = 1 "              \
    "AND j.root_id = d.id ORDER BY j.seq DESC LIMIT 1), d.unverified FROM naast_deal d "                               \
    "LEFT JOIN naast_person c ON c.id = d.contact WHERE d.outcome IS NULL AND d.void = 0 "                             \
    "AND coalesce(c.no_contact, 0) = 0 " unverified " AND " AGENDA_DEALS
#define OLDEST "ORDER BY d.since, d.id LIMIT ?2"
#define NEWEST "AND (d.since > ?6 OR (d.since = ?6 AND d.id > ?7)) ORDER BY d.since DESC, d.id DESC LIMIT ?2"

static const char sql_oldest[] = OPEN_DEALS("AND d.unverified = 0") OLDEST;
static const char sql_newest[] = OPEN_DEALS("AND d.unverified = 0") NEWEST;
static const char sql_one[] = OPEN_DEALS("AND d.id = ?3") OLDEST;

/* The last of those read, oldest first. */
struct mark {
    int64_t since, id;
};

static int take_open(struct agenda *agenda, struct query *query, struct mark *mark)
{
    const naast_pipeline *pipeline = NULL;
    *mark = (struct mark){query_int(query, 3), query_int(query, 0)};
    int status = pipeline_load(agenda->store, query_int(query, 1), &pipeline);
    const int stage = status == 0 ? pipeline_stage(pipeline, query_text(query, 2)) : -1;
    if (stage < 0)
        return status;
    const int32_t sleeps = pipeline->stages[stage].sleeps_days;
    const naast_date since = naast_date_of(mark->since), touched = naast_date_of(query_int(query, 4));
    const naast_date last = touched > since ? touched : since;
    const int unverified = query_int(query, 5) != 0;
    if (sleeps > 0 && !unverified && naast_days_between(last, agenda->today) > sleeps) {
        const struct reason reason = {.reason = NAAST_REASON_SLEEPING, .deal = mark->id, .day = last};
        status = agenda_add(agenda, &reason);
        if (status != 0 || agenda->filter->deal == 0)
            return status;
    }
    return agenda_add_awake(agenda, &(struct awake){.deal = mark->id, .since = since});
}

/* The oldest are the likeliest to sleep, the newest to be awake; where all fit, as one does, the oldest are all. */
static int find_open(struct agenda *agenda)
{
    struct query query;
    struct mark mark = {0}, unused;
    int64_t rows = 0, more = 0;
    const char *sql = agenda->filter->deal != 0 ? sql_one : sql_oldest;
    int status = query_open(&query, agenda->store, sql, "iiiii", AGENDA_VALUES(agenda));
    for (; status == 0 && (status = query_next(&query)) > 0 && rows < agenda->counted; rows++)
        status = take_open(agenda, &query, &mark);
    query_close(&query);
    if (status <= 0)
        return status;
    status = query_open(&query, agenda->store, sql_newest, "iiiiiii", AGENDA_VALUES(agenda), mark.since, mark.id);
    for (; status == 0 && (status = query_next(&query)) > 0 && more < agenda->counted; more++)
        status = take_open(agenda, &query, &unused);
    query_close(&query);
    return agenda_more(agenda, status);
}

/* ---- won deals, at work: pulses, and all of them awake ---- */

/* A stage, from the won one on and with a gate ahead, of a pipeline's revision. */
struct at_work {
    int64_t revision;
    const naast_pipeline *pipeline;
    int stage;
};

static int find_at_work(struct agenda *agenda, const struct at_work *at)
{
    struct query query;
    int64_t rows = 0;
    int status = query_open(&query, agenda->store,
                            "SELECT d.id, d.since FROM naast_deal d LEFT JOIN naast_person c ON c.id = d.contact "
                            "WHERE d.stage = ?6 AND d.pipeline = ?7 AND d.outcome = 'won' AND d.void = 0 "
                            "AND coalesce(c.no_contact, 0) = 0 AND " AGENDA_DEALS "ORDER BY d.id LIMIT ?2",
                            "iiiiiti", AGENDA_VALUES(agenda), at->pipeline->stages[at->stage].code, at->revision);
    for (; status == 0 && (status = query_next(&query)) > 0 && rows < agenda->counted; rows++) {
        const struct awake awake = {
            .deal = query_int(&query, 0), .since = naast_date_of(query_int(&query, 1)), .won = 1};
        status = agenda_add_awake(agenda, &awake);
    }
    query_close(&query);
    return agenda_more(agenda, status);
}

/* When the customer was last heard on a check: its newest live item, its words; a word of ours is no answer where only
 * they can give one. The day is NULL where nothing was heard. */
static const char sql_pulses[] =
    "SELECT h.id, h.since, h.heard FROM (SELECT d.id AS id, d.since AS since, (SELECT max(coalesce((SELECT max(w.day) "
    "FROM naast_word w WHERE w.id BETWEEN d.id" SQL_FIRST_CHILD "AND d.id" SQL_LAST_CHILD "AND w.item = e.id" SQL_NUMBER
    "AND w.void = 0 AND (CAST(?5 AS INTEGER) = 0 OR w.side = 2)), e.day)) FROM naast_evidence e "
    "WHERE e.id BETWEEN d.id" SQL_FIRST_CHILD "AND d.id" SQL_LAST_CHILD
    "AND e.kind = ?3 AND e.void = 0 AND e.retracted = 0 "
    "AND (CAST(?4 AS INTEGER) = 0 OR e.side = ?4)) AS heard "
    "FROM naast_deal d LEFT JOIN naast_person c ON c.id = d.contact WHERE d.stage = ?1 AND d.pipeline = ?2 "
    "AND d.outcome = 'won' AND d.void = 0 AND coalesce(c.no_contact, 0) = 0 "
    "AND (CAST(?6 AS INTEGER) = 0 OR d.owner = ?6)) h "
    "WHERE CASE WHEN h.heard IS NULL THEN h.since < ?8 ELSE h.heard <= ?7 END ORDER BY h.id LIMIT ?9";

/* Who are at work in this stage and asked for are all awake by now, and few where the filter names somebody. */
static int is_awake(const struct agenda *agenda, naast_id deal)
{
    int found = 0;
    for (size_t k = 0; !found && k < agenda->awake_count; k++)
        found = agenda->awake[k].deal == deal;
    return found;
}

/* Due after half of the days that the check allows, silent after all of them. */
static int take_pulse(struct agenda *agenda, struct query *query, const naast_check *check)
{
    const naast_date heard =
        query_null(query, 2) ? naast_date_of(query_int(query, 1)) : (naast_date)query_int(query, 2);
    const int silent = naast_days_between(heard, agenda->today) > check->fresh_days;
    if (agenda_is_narrow(agenda) && !is_awake(agenda, query_int(query, 0)))
        return 0;
    const struct reason reason = {
        .reason = silent ? NAAST_REASON_PULSE_SILENT : NAAST_REASON_PULSE_DUE,
        .day = heard,
        .deal = query_int(query, 0),
        .check = check,
    };
    return agenda_add(agenda, &reason);
}

static int find_pulses(struct agenda *agenda, const struct at_work *at, const naast_check *check)
{
    struct query query;
    int64_t rows = 0;
    const naast_kind *kind = pipeline_kind(at->pipeline, check->kinds[0]);
    const naast_date latest = naast_date_add(agenda->today, -((check->fresh_days + 1) / 2));
    int status =
        query_open(&query, agenda->store, sql_pulses, "titiiiiii", at->pipeline->stages[at->stage].code, at->revision,
                   check->kinds[0], (int64_t)(kind->sided ? check->side : NAAST_SIDE_NONE),
                   (int64_t)(kind->theirs != 0), agenda->owner, (int64_t)latest, date_end(latest), agenda->counted + 1);
    for (; status == 0 && (status = query_next(&query)) > 0 && rows < agenda->counted; rows++)
        status = take_pulse(agenda, &query, check);
    query_close(&query);
    return agenda_more(agenda, status);
}

/* The checks that are held in this stage: those of the gates from the won stage up to the one ahead. */
static int find_in_stage(struct agenda *agenda, const struct at_work *at)
{
    const size_t before = agenda->awake_count;
    int status = find_at_work(agenda, at);
    const int any = agenda->awake_count > before;
    for (int stage = pipeline_won(at->pipeline); status == 0 && any && stage <= at->stage; stage++) {
        const naast_gate *gate = &at->pipeline->stages[stage].gate;
        for (size_t k = 0; status == 0 && k < gate->check_count; k++)
            if (gate->checks[k].fresh_days > 0 && gate->checks[k].kinds != NULL)
                status = find_pulses(agenda, at, &gate->checks[k]);
    }
    return status;
}

/* Revisions of pipelines in which anything was won. */
static int find_won(struct agenda *agenda)
{
    struct query query;
    struct at_work at = {0};
    int status =
        query_open(&query, agenda->store,
                   "SELECT r.id FROM naast_revision r WHERE r.void = 0 AND EXISTS (SELECT 1 FROM naast_funnel "
                   "f WHERE f.pipeline = r.id" SQL_PARENT "AND f.outcome = 'won' AND f.deals <> 0) ORDER BY r.id",
                   "");
    while (status == 0 && (status = query_next(&query)) > 0) {
        at.revision = query_int(&query, 0);
        status = pipeline_load(agenda->store, at.revision, &at.pipeline);
        for (at.stage = status == 0 ? pipeline_won(at.pipeline) : 0;
             status == 0 && at.stage + 1 < (int)at.pipeline->stage_count; at.stage++)
            status = find_in_stage(agenda, &at);
    }
    query_close(&query);
    return status;
}

int agenda_find_deals(struct agenda *agenda)
{
    int status = find_won(agenda);
    return status == 0 ? find_open(agenda) : status;
}

/* ---- what the gates say ---- */

static int avoids(struct agenda *agenda, naast_id person, int *avoid)
{
    int64_t asked = 0;
    int status = person == 0
                     ? 0
                     : sql_int(agenda->store, &asked, "SELECT no_contact FROM naast_person WHERE id = ?1", "i", person);
    *avoid |= asked != 0;
    return status;
}

/* Whether doing it means turning to somebody who asked to be left alone. */
static int remedy_avoids(struct agenda *agenda, const naast_remedy *remedy, int *avoid)
{
    int status = avoids(agenda, remedy->from.person, avoid);
    if (status == 0)
        status = avoids(agenda, remedy->about_person, avoid);
    for (size_t k = 0; status == 0 && k < remedy->by_count; k++)
        status = avoids(agenda, remedy->by[k].person, avoid);
    return status;
}

static int consider(struct agenda *agenda, const naast_check_result *check, struct judgement *judgement)
{
    int avoid = 0;
    if (check->advisory || check->verdict < NAAST_VERDICT_STALE)
        return 0;
    if (judgement->at_work && check->item_count == 0)
        return 0;
    if (judgement->check != NULL && judgement->check->verdict <= check->verdict)
        return 0;
    int status = remedy_avoids(agenda, check->remedy, &avoid);
    if (status == 0 && !avoid)
        judgement->check = check;
    return status;
}

/* From good to bad a check that changed is the cheapest to answer, and the first of its sort the first to ask. */
static int judge(struct agenda *agenda, struct judgement *judgement)
{
    const naast_evaluation *evaluation = judgement->evaluation;
    int status = 0;
    judgement->blockers = evaluation->blockers;
    for (size_t g = 0; status == 0 && g < evaluation->gate_count; g++) {
        const naast_gate_result *gate = &evaluation->gates[g];
        for (size_t k = 0; status == 0 && gate->enforced && k < gate->check_count; k++)
            status = consider(agenda, &gate->checks[k], judgement);
    }
    if (evaluation->blockers == 0)
        judgement->reason = NAAST_REASON_READY;
    else if (judgement->check != NULL)
        judgement->reason = judgement->check->verdict == NAAST_VERDICT_STALE ? NAAST_REASON_STALE : NAAST_REASON_GAP;
    return status;
}

int agenda_judge(struct agenda *agenda, naast_id deal, struct judgement *out)
{
    struct facts *facts = NULL;
    *out = (struct judgement){0};
    int status = facts_read(agenda->store, deal, &facts);
    if (status != 0)
        return status;
    const int last = (int)facts->pipeline->stage_count - 1;
    out->at_work = facts->stage >= pipeline_won(facts->pipeline);
    if (facts->stage < last)
        status = gates_evaluate(agenda->store, facts, facts->stage + 1, &out->evaluation);
    if (status == 0 && out->evaluation != NULL)
        status = judge(agenda, out);
    naast_free(facts);
    return status;
}
