/* agenda_fixture.h: the deal fixture, and what the agenda says of its deals. */
#ifndef AGENDA_FIXTURE_H
#define AGENDA_FIXTURE_H

#include "deal_fixture.h"
#include "naast-agenda.h"

static inline naast_agenda *agenda_by(struct fixture *f, const naast_agenda_filter *filter)
{
    naast_agenda *agenda = NULL;
    int status = naast_agenda_list(f->store, filter, &agenda);
    ck_assert_msg(status == NAAST_OK, "agenda_list: %s", naast_store_message(f->store));
    return agenda;
}

static inline naast_agenda *whole_agenda(struct fixture *f)
{
    naast_agenda_filter filter = NAAST_AGENDA_FILTER_INIT;
    filter.all = 1;
    return agenda_by(f, &filter);
}

/* The reasons in their order, with their deal or task: "promise_late D1, task_open T1". */
static inline void expect_agenda_of(naast_agenda *agenda, const char *wanted)
{
    char told[2000] = "";
    for (size_t k = 0; k < agenda->count; k++) {
        const naast_agenda_line *line = &agenda->lines[k];
        size_t len = strlen(told);
        snprintf(told + len, sizeof told - len, "%s%s", len ? ", " : "", naast_reason_code(line->reason));
        len = strlen(told);
        if (line->deal != 0)
            snprintf(told + len, sizeof told - len, " D%d", (int)line->deal);
        else if (line->task != 0)
            snprintf(told + len, sizeof told - len, " T%d", (int)line->task);
    }
    ck_assert_str_eq(told, wanted);
    naast_free(agenda);
}

static inline void expect_agenda(struct fixture *f, const char *wanted) { expect_agenda_of(whole_agenda(f), wanted); }

static inline int32_t promise(struct fixture *f, naast_party from, naast_date due)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "promise";
    spec.text = "a test server";
    spec.from = from;
    spec.due = due;
    return record_spec(f, &spec);
}

static inline naast_id task(struct fixture *f, const char *text, naast_id deal, naast_date due)
{
    naast_id id = 0;
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    spec.text = text;
    spec.deal = deal;
    spec.due = due;
    expect_ok(f, naast_task_add(f->store, &spec, &id));
    return id;
}

static inline void leave_alone(struct fixture *f, naast_id person, naast_flag flag)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.no_contact = flag;
    expect_ok(f, naast_person_edit(f->store, person, &spec));
}

#endif
