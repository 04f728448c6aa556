/* activities.c: what happened: calls, mails, meetings, notes. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "domain/common/input.h"
#include "domain/common/list.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
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
    if (!SPEC_HAS_SIZE(spec))
        return FAIL(&store->env, MSG_SPEC_SIZE);
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
    struct activity_texts texts = {0};
    naast_id id = 0;
    env_clear_failure(&store->env);
    int status = texts_clean(store, spec, &texts);
    if (status == 0) {
        status = write_begin(store, OP_ACTIVITY_ADD);
        if (status == 0)
            status = activity_insert(store, spec, &texts, &id);
        status = write_end(store, status);
    }
    texts_free(store, &texts);
    if (status == 0)
        *out = id;
    return status;
}

#define ACTIVITIES                                                                                                     \
    "SELECT a.id, a.kind, a.text, a.participants, a.how, a.deal, coalesce(p.merged, a.person), coalesce(o.merged, "    \
    "a.org), a.day FROM naast_activity a LEFT JOIN naast_person p ON p.id = a.person LEFT JOIN naast_org o ON o.id = " \
    "a.org"                                                                                                            \
    " WHERE a.void = 0 AND "
#define PAGE                                                                                                           \
    "(?1 = 0 OR (a.day, a.id) < (SELECT b.day, b.id FROM naast_activity b WHERE b.id = ?1))"                           \
    " ORDER BY a.day DESC, a.id DESC LIMIT ?2"

static const char sql_all[] = ACTIVITIES PAGE;
static const char sql_of_deal[] = ACTIVITIES "a.deal = ?3 AND " PAGE;
static const char sql_of_org[] = ACTIVITIES NOTED_FOR_ORG("a", "?3") PAGE;
static const char sql_of_person[] = ACTIVITIES NOTED_FOR_PERSON("a", "?3") PAGE;

/* Whose activities, and which part of the list. */
struct activities_asked {
    naast_root root;
    naast_id id;
    int64_t after, limit;
};

static void activity_query(naast_store *store, struct query *query, const struct activities_asked *asked)
{
    if (asked->id == 0)
        (void)query_open(query, store, sql_all, "ii", asked->after, asked->limit);
    else
        (void)query_open(query, store,
                         asked->root == NAAST_DEAL  ? sql_of_deal
                         : asked->root == NAAST_ORG ? sql_of_org
                                                    : sql_of_person,
                         "iii", asked->after, asked->limit, asked->id);
}

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

static int activity_rows(naast_store *store, const struct activities_asked *asked, naast_activities **out)
{
    struct query query;
    void *found = NULL;
    activity_query(store, &query, asked);
    int status = listing_read(store, &query, &activity_items, &found);
    if (status == 0)
        *out = found;
    return status;
}

int naast_activity_list(naast_store *store, naast_root root, naast_id id, const naast_page *page,
                        naast_activities **out)
{
    struct activities_asked asked = {.root = root, .id = id};
    naast_activities *found = NULL;
    env_clear_failure(&store->env);
    int status = noted_root_check(store, root, id);
    if (status == 0)
        status = page_resolve(store, page, &asked.after, &asked.limit);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = activity_rows(store, &asked, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
