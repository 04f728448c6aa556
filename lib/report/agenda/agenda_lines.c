/* agenda_lines.c: a reason put into a line: names and texts, and what answers it. */
#include "naast-agenda.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/evidence/item_write.h"
#include "domain/gate/remedy.h"
#include "domain/pipeline/pipeline.h"
#include "report/agenda/agenda.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

struct telling {
    struct agenda *agenda;
    const struct reason *reason;
    naast_agenda_line *line;
    naast_remedy *remedy;           /* of the line, once it is whole; NULL: none */
    const naast_pipeline *pipeline; /* of the deal; NULL: there is none */
    int no_memory;                  /* a text did not fit; asked once, at the end */
};

static const char *tell(struct telling *telling, const char *text)
{
    const char *own = result_text(&telling->agenda->store->env, telling->agenda->result, text);
    telling->no_memory |= own == NULL;
    return own;
}

static const char *tell_name(struct telling *telling, const char *code, const naast_label *words)
{
    char buffer[64];
    return tell(telling, naast_name(telling->agenda->store, code, words, buffer));
}

static void tell_kind(struct telling *telling, const char *code)
{
    const naast_kind *kind = telling->pipeline == NULL ? NULL : pipeline_kind(telling->pipeline, code);
    telling->line->kind = tell(telling, code);
    telling->line->kind_name = *code == '\0' ? "" : tell_name(telling, code, kind ? &kind->label : NULL);
}

/* ---- the deal ---- */

static const char sql_deal[] =
    "SELECT d.title, d.outcome, d.stage, a.name, d.org, o.name, d.contact, c.name, d.pipeline, x.name "
    "FROM naast_deal d "
    "LEFT JOIN naast_actor a ON a.id = d.owner LEFT JOIN naast_org o ON o.id = d.org "
    "LEFT JOIN naast_person c ON c.id = d.contact LEFT JOIN naast_org x ON x.id = c.org AND c.org <> d.org "
    "WHERE d.id = ?1";

static int tell_deal_row(struct telling *telling, struct query *query)
{
    naast_agenda_line *line = telling->line;
    line->title = tell(telling, query_text(query, 0));
    line->outcome = tell(telling, query_text(query, 1));
    line->stage = tell(telling, query_text(query, 2));
    line->owner = tell(telling, query_text(query, 3));
    line->org = query_int(query, 4);
    line->org_name = tell(telling, query_text(query, 5));
    line->person = query_int(query, 6);
    line->person_name = tell(telling, query_text(query, 7));
    line->person_org = tell(telling, query_text(query, 9));
    int status = pipeline_load(telling->agenda->store, query_int(query, 8), &telling->pipeline);
    if (status != 0)
        return status;
    line->pipeline = tell(telling, telling->pipeline->code);
    line->pipeline_revision = telling->pipeline->revision;
    const int stage = pipeline_stage(telling->pipeline, query_text(query, 2));
    line->stage_name =
        tell_name(telling, query_text(query, 2), stage < 0 ? NULL : &telling->pipeline->stages[stage].label);
    return 0;
}

static int tell_deal(struct telling *telling)
{
    struct query query;
    if (telling->reason->deal == 0)
        return 0;
    int status = query_open(&query, telling->agenda->store, sql_deal, "i", telling->reason->deal);
    if (status == 0 && (status = query_next(&query)) > 0)
        status = tell_deal_row(telling, &query);
    query_close(&query);
    return status;
}

/* ---- who else than the contact ---- */

static int tell_person(struct telling *telling)
{
    struct query query;
    naast_agenda_line *line = telling->line;
    if (telling->reason->person == 0)
        return 0;
    int status = query_open(&query, telling->agenda->store,
                            "SELECT p.name, p.org, o.name FROM naast_person p LEFT JOIN naast_org o ON o.id = p.org "
                            "WHERE p.id = ?1",
                            "i", telling->reason->person);
    if (status == 0 && (status = query_next(&query)) > 0) {
        line->person = telling->reason->person;
        line->person_name = tell(telling, query_text(&query, 0));
        line->person_org =
            line->org != 0 && query_int(&query, 1) != line->org ? tell(telling, query_text(&query, 2)) : "";
        if (line->org == 0) {
            line->org = query_int(&query, 1);
            line->org_name = tell(telling, query_text(&query, 2));
        }
        status = 0;
    }
    query_close(&query);
    return status;
}

/* ---- the item, the task ---- */

/* Keeps a remedy for the line. */
static void keep_remedy(struct telling *telling, const naast_remedy *remedy)
{
    telling->remedy = remedy_copy(&telling->agenda->store->env, telling->agenda->result, remedy);
    telling->no_memory |= telling->remedy == NULL;
}

/* The side that it is owed to says that it is done. */
static void settle_item(struct telling *telling, const naast_kind *kind, naast_side side, naast_id said_by)
{
    const naast_id contact = telling->line->person;
    const int to_us = item_owed(kind, side) == NAAST_SIDE_US;
    const naast_party by =
        to_us ? (naast_party){NAAST_SIDE_US, 0} : (naast_party){NAAST_SIDE_CUSTOMER, contact ? contact : said_by};
    keep_remedy(telling, &(naast_remedy){
                             .action = NAAST_DO_SETTLE,
                             .kind = telling->line->kind,
                             .value = kind_good_state(kind),
                             .item = telling->reason->item,
                             .by = &by,
                             .by_count = 1,
                         });
}

static int tell_item(struct telling *telling)
{
    struct query query;
    const struct reason *reason = telling->reason;
    if (reason->item == 0)
        return 0;
    int status =
        query_open(&query, telling->agenda->store, "SELECT kind, side, said_by, text FROM naast_evidence WHERE id = ?1",
                   "i", child_key(reason->deal, reason->item));
    if (status == 0 && (status = query_next(&query)) > 0) {
        const naast_kind *kind = pipeline_kind(telling->pipeline, query_text(&query, 0));
        tell_kind(telling, query_text(&query, 0));
        telling->line->text = tell(telling, query_text(&query, 3));
        telling->line->item = reason->item;
        if (kind != NULL)
            settle_item(telling, kind, (naast_side)query_int(&query, 1), query_int(&query, 2));
        status = 0;
    }
    query_close(&query);
    return status;
}

static int tell_task(struct telling *telling)
{
    struct query query;
    naast_agenda_line *line = telling->line;
    if (telling->reason->task == 0)
        return 0;
    int status = query_open(&query, telling->agenda->store,
                            "SELECT t.text, a.name, o.id, o.name FROM naast_task t LEFT JOIN naast_actor a ON a.id = "
                            "t.owner LEFT JOIN naast_org n ON n.id = t.org "
                            "LEFT JOIN naast_org o ON o.id = coalesce(n.merged, n.id) WHERE t.id = ?1",
                            "i", telling->reason->task);
    if (status == 0 && (status = query_next(&query)) > 0) {
        line->task = telling->reason->task;
        line->text = tell(telling, query_text(&query, 0));
        line->owner = tell(telling, query_text(&query, 1));
        if (line->org == 0) {
            line->org = query_int(&query, 2);
            line->org_name = tell(telling, query_text(&query, 3));
        }
        status = 0;
    }
    query_close(&query);
    return status;
}

/* ---- the check ---- */

/* A pulse and a waiver: the check as the pipeline has it. */
static void tell_check(struct telling *telling)
{
    const naast_check *check = telling->reason->check;
    naast_agenda_line *line = telling->line;
    if (check == NULL)
        return;
    line->check = tell(telling, check->code);
    line->check_name = tell_name(telling, check->code, check_name(telling->pipeline, check));
    line->ask = tell(telling, words_in(telling->agenda->store->env.language, &check->ask));
    line->stated = check->stated != 0;
    if (telling->reason->reason == NAAST_REASON_WAIVER_EXPIRES)
        return;
    const naast_kind *kind = pipeline_kind(telling->pipeline, check->kinds[0]);
    tell_kind(telling, check->kinds[0]);
    keep_remedy(telling, &(naast_remedy){
                             .action = NAAST_DO_RECORD,
                             .kind = line->kind,
                             .value = kind_good_value(kind),
                             .from = {NAAST_SIDE_CUSTOMER, line->person},
                         });
}

static int tell_judged(struct telling *telling)
{
    struct judgement judgement = {0};
    naast_agenda_line *line = telling->line;
    int status = agenda_judge(telling->agenda, telling->reason->deal, &judgement);
    const naast_check_result *check = judgement.check;
    if (status == 0)
        line->blockers = judgement.blockers;
    if (status == 0 && check != NULL) {
        line->check = tell(telling, check->check);
        line->check_name = tell(telling, check->name);
        line->ask = tell(telling, check->ask);
        line->stated = check->stated;
        line->asks_us = check->asks_us;
        line->verdict = check->verdict;
        line->item = check->item_count > 0 ? check->items[0].n : 0;
        tell_kind(telling, check->remedy->kind);
        keep_remedy(telling, check->remedy);
    }
    naast_free(judgement.evaluation);
    return status;
}

/* ---- the line ---- */

static const naast_remedy no_remedy = {.kind = "", .value = ""};

/* What is to be settled or heard is of the contact, or of whoever said it: of somebody unknown where there is none. */
static void tell_remedy(struct telling *telling)
{
    if (telling->remedy == NULL || telling->remedy->action == NAAST_DO_NOTHING)
        return;
    telling->remedy->needs_contact = remedy_lacks_person(telling->remedy);
    telling->line->remedy = telling->remedy;
}

static void begin_line(struct telling *telling)
{
    const struct reason *reason = telling->reason;
    *telling->line = (naast_agenda_line){
        .reason = reason->reason,
        .deal = reason->deal,
        .title = "",
        .outcome = "",
        .pipeline = "",
        .stage = "",
        .stage_name = "",
        .owner = "",
        .org_name = "",
        .person_name = "",
        .person_org = "",
        .kind = "",
        .kind_name = "",
        .text = "",
        .check = "",
        .check_name = "",
        .ask = "",
        .remedy = &no_remedy,
        .day = reason->day,
        .days = naast_days_between(reason->day, telling->agenda->today),
        .count = reason->count,
        .also = reason->also,
    };
}

int agenda_tell(struct agenda *agenda, const struct reason *reason, naast_agenda_line *line)
{
    struct telling telling = {.agenda = agenda, .reason = reason, .line = line};
    const int judged = reason->reason == NAAST_REASON_STALE || reason->reason == NAAST_REASON_READY ||
                       reason->reason == NAAST_REASON_GAP;
    begin_line(&telling);
    int status = tell_deal(&telling);
    if (status == 0)
        status = tell_item(&telling);
    if (status == 0)
        status = tell_person(&telling);
    if (status == 0)
        status = tell_task(&telling);
    if (status == 0)
        tell_check(&telling);
    if (status == 0 && judged)
        status = tell_judged(&telling);
    tell_remedy(&telling);
    return status == 0 && telling.no_memory ? NAAST_NO_MEMORY : status;
}
