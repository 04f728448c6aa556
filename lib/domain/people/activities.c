/* activities.c: what happened: calls, mails, meetings, notes. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "domain/common/conditions.h"
#include "domain/common/input.h"
#include "domain/common/list.h"
#include "domain/common/page.h"
#include "domain/common/rows.h"
#include "domain/people/noted.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <string.h>

struct activity_texts {
    const char *kind;
    char *text, *with, *how;
};

static void texts_free(naast_store *store, struct activity_texts *texts)
{
    mem_free(&store->env, texts->text);
    mem_free(&store->env, texts->with);
    mem_free(&store->env, texts->how);
}

static int texts_clean(naast_store *store, const naast_activity_spec *spec, struct activity_texts *out)
{
    out->kind = spec->kind != NULL ? spec->kind : "note";
    if (!text_is_code(out->kind))
        return FAIL(&store->env, MSG_ACTIVITY_KIND);
    /* That we spoke is worth a line even where nothing was noted. */
    const int required = spec->text == NULL && strcmp(out->kind, "note") != 0 ? TEXT_SPEAKS : TEXT_REQUIRED;
    int status = day_check(store, spec->on);
    if (status == 0)
        status = field_clean(store, MSG_FIELD_TEXT, spec->text, NOTE_BYTES, TEXT_LINES | required, &out->text);
    if (status == 0)
        status = field_clean(store, MSG_FIELD_WITH, spec->with, NAME_BYTES, TEXT_LINE | TEXT_SPEAKS, &out->with);
    if (status == 0)
        status = field_clean(store, MSG_FIELD_HOW, spec->how, NAME_BYTES, TEXT_LINE | TEXT_SPEAKS, &out->how);
    return status;
}

static int activity_insert(naast_store *store, const naast_activity_spec *spec, const struct activity_texts *texts,
                           naast_id *out)
{
    int status = links_check(store, spec->deal, spec->person, spec->org);
    if (status != 0)
        return status;
    const struct rec_value row[ACTIVITY_COLUMNS] = {
        [ACTIVITY_KIND] = rec_text(texts->kind),
        [ACTIVITY_TEXT] = rec_text(texts->text),
        [ACTIVITY_PARTICIPANTS] = rec_text(texts->with),
        [ACTIVITY_HOW] = rec_text(texts->how),
        [ACTIVITY_DEAL] = rec_int_or_null(spec->deal),
        [ACTIVITY_PERSON] = rec_int_or_null(spec->person),
        [ACTIVITY_ORG] = rec_int_or_null(spec->org),
        [ACTIVITY_DAY] = rec_int(spec->on != 0 ? spec->on : env_today(&store->env)),
        [ACTIVITY_VOID] = rec_int(0),
    };
    return rec_insert(store, &table_activity, row, out);
}

int naast_activity_add(naast_store *store, const naast_activity_spec *spec, naast_id *out)
{
    naast_activity_spec own;
    struct activity_texts texts = {0};
    naast_id id = 0;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_activity_spec, &own, spec);
    if (status != 0)
        return status;
    status = texts_clean(store, &own, &texts);
    if (status == 0) {
        status = write_begin(store, OP_ACTIVITY_ADD);
        if (status == 0)
            status = activity_insert(store, &own, &texts, &id);
        status = write_end(store, status);
    }
    texts_free(store, &texts);
    if (status == 0)
        *out = id;
    return status;
}

/* ---- reading ---- */

#define ACTIVITIES                                                                                                     \
    "SELECT t.id, t.kind, t.text, t.participants, t.how, t.deal, coalesce(p.merged, t.person), coalesce(o.merged, "    \
    "t.org), t.day FROM naast_activity t LEFT JOIN naast_person p ON p.id = t.person LEFT JOIN naast_org o ON o.id = " \
    "t.org WHERE t.void = 0 AND "

static int activity_fill(struct listing *list, struct query *query, void *item)
{
    naast_activity *activity = item;
    activity->id = query_int(query, 0);
    activity->kind = listing_text(list, query, 1);
    activity->text = listing_text(list, query, 2);
    activity->with = listing_text(list, query, 3);
    activity->how = listing_text(list, query, 4);
    activity->deal = query_int(query, 5);
    activity->person = query_int(query, 6);
    activity->org = query_int(query, 7);
    activity->on = (naast_date)query_int(query, 8);
    return activity->kind && activity->text && activity->with && activity->how ? 0 : NAAST_NO_MEMORY;
}

static const struct item_kind activity_items = {sizeof(naast_activities), sizeof(naast_activity), activity_fill};

static int activity_not_found(naast_store *store, naast_id activity)
{
    return FAIL(&store->env, MSG_ACTIVITY_NOT_FOUND, short_id('A', activity).text);
}

static int activity_one(naast_store *store, naast_id activity, naast_activity **out)
{
    struct query query;
    void *found = NULL;
    (void)query_open(&query, store, ACTIVITIES "t.id = ?1", "i", activity);
    int status = listing_one(store, &query, &activity_items, &found);
    *out = found;
    return status == NAAST_NOT_FOUND ? activity_not_found(store, activity) : status;
}

int naast_activity_get(naast_store *store, naast_id activity, naast_activity **out)
{
    naast_activity *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = activity_one(store, activity, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}

static void activity_query(naast_store *store, const naast_activity_filter *filter, const struct page *page,
                           int64_t day, struct query *query)
{
    struct conditions all;
    conditions_begin(&all, store);
    conditions_add(&all, ACTIVITIES, "");
    noted_conditions(&all, &(struct noted_of){filter->deal, filter->org, filter->person});
    if (page->after.id != 0)
        conditions_add(&all, "(t.day, t.id) < (?, ?) AND ", "ii", day, page->after.id);
    conditions_add(&all, "1 ORDER BY t.day DESC, t.id DESC LIMIT ?", "i", page->limit + 1);
    (void)conditions_open(&all, query);
    conditions_free(&all);
}

static void activity_mark(const void *item, struct cursor *out)
{
    const naast_activity *activity = item;
    *out = (struct cursor){.id = activity->id, .key = CURSOR_INT, .number = activity->on};
}

static int activity_rows(naast_store *store, const naast_activity_filter *filter, const struct page *page,
                         naast_activities **out)
{
    struct query query;
    void *found = NULL;
    int64_t day = 0;
    int status = noted_after(store, page, "SELECT day FROM naast_activity WHERE id = ?1", &day);
    if (status != 0)
        return status == NAAST_NOT_FOUND ? activity_not_found(store, page->after.id) : status;
    activity_query(store, filter, page, day, &query);
    status = page_read(store, &query, &activity_items, page, activity_mark, &found);
    if (status == 0)
        *out = found;
    return status;
}

int naast_activity_list(naast_store *store, const naast_activity_filter *filter, const naast_page *page,
                        naast_activities **out)
{
    naast_activity_filter own;
    struct page asked = {0};
    naast_activities *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_activity_filter, &own, filter);
    if (status != 0)
        return status;
    status = page_take(store, page, PAGE_USUAL, &asked);
    if (status == 0) {
        status = read_begin(store);
        if (status == 0)
            status = activity_rows(store, &own, &asked, &found);
        status = read_end(store, status);
    }
    page_free(store, &asked);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
