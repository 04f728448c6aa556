/* people.c: people: adding, changing, reading. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/clear.h"
#include "domain/common/conditions.h"
#include "domain/common/input.h"
#include "domain/common/list.h"
#include "domain/common/page.h"
#include "domain/common/query.h"
#include "domain/common/rows.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <stdio.h>
#include <string.h>

struct person_texts {
    char *name, *folded, *email, *email_folded, *note;
};

static void texts_free(naast_store *store, struct person_texts *texts)
{
    mem_free(&store->env, texts->name);
    mem_free(&store->env, texts->folded);
    mem_free(&store->env, texts->email);
    mem_free(&store->env, texts->email_folded);
    mem_free(&store->env, texts->note);
}

/* Who is added has nothing yet that could be cleared. */
static int spec_check(naast_store *store, const naast_person_spec *spec, int adding)
{
    char flag[16];
    int status = clear_check(store, spec->clear, adding ? 0 : NAAST_CLEAR_ORG, spec->org != 0 ? NAAST_CLEAR_ORG : 0);
    if (status != 0)
        return status;
    if (spec->no_contact == NAAST_FLAG_KEEP || spec->no_contact == NAAST_FLAG_SET ||
        spec->no_contact == NAAST_FLAG_CLEAR)
        return 0;
    (void)snprintf(flag, sizeof flag, "%d", (int)spec->no_contact);
    return FAIL(&store->env, MSG_FLAG_INVALID, flag);
}

static int texts_clean(naast_store *store, const naast_person_spec *spec, int adding, struct person_texts *out)
{
    int status = spec_check(store, spec, adding);
    if (status == 0 && (adding || spec->name != NULL))
        status = name_clean(store, spec->name, &out->name, &out->folded);
    if (status == 0)
        status = email_clean(store, spec->email, &out->email, &out->email_folded);
    if (status == 0)
        status = field_clean(store, MSG_FIELD_NOTE, spec->note, NOTE_BYTES, TEXT_LINES | TEXT_SPEAKS, &out->note);
    return status;
}

/* Sets what the spec gives. */
static uint64_t person_change(const naast_person_spec *spec, const struct person_texts *texts, struct rec_value now[])
{
    uint64_t mask = 0;
    if (texts->name != NULL) {
        column_set(now, &mask, PERSON_NAME, rec_text(texts->name));
        column_set(now, &mask, PERSON_FOLDED, rec_text(texts->folded));
    }
    if (texts->email != NULL) {
        column_set(now, &mask, PERSON_EMAIL, rec_text(texts->email));
        column_set(now, &mask, PERSON_EMAIL_FOLDED, rec_text(texts->email_folded));
    }
    if (texts->note != NULL)
        column_set(now, &mask, PERSON_NOTE, rec_text(texts->note));
    if (spec->org != 0)
        column_set(now, &mask, PERSON_ORG, rec_int(spec->org));
    if ((spec->clear & NAAST_CLEAR_ORG) != 0)
        column_set(now, &mask, PERSON_ORG, rec_null());
    if (spec->no_contact != NAAST_FLAG_KEEP)
        column_set(now, &mask, PERSON_NO_CONTACT, rec_int(spec->no_contact == NAAST_FLAG_SET));
    return mask;
}

static int person_insert(naast_store *store, const naast_person_spec *spec, const struct person_texts *texts,
                         naast_id *out)
{
    uint8_t uuid[UUID_BYTES];
    int status = links_check(store, 0, 0, spec->org);
    if (status == 0)
        status = uuid_make(&store->env, uuid);
    if (status != 0)
        return status;
    struct rec_value row[PERSON_COLUMNS] = {
        [PERSON_UUID] = rec_blob(uuid, sizeof uuid),
        [PERSON_NO_CONTACT] = rec_int(0),
        [PERSON_VOID] = rec_int(0),
    };
    (void)person_change(spec, texts, row);
    return rec_insert(store, &table_person, row, out);
}

int naast_person_add(naast_store *store, const naast_person_spec *spec, naast_id *out)
{
    naast_person_spec own;
    struct person_texts texts = {0};
    naast_id id = 0;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_person_spec, &own, spec);
    if (status != 0)
        return status;
    status = texts_clean(store, &own, 1, &texts);
    if (status == 0) {
        status = write_begin(store, OP_PERSON_ADD);
        if (status == 0)
            status = person_insert(store, &own, &texts, &id);
        status = write_end(store, status);
    }
    texts_free(store, &texts);
    if (status == 0)
        *out = id;
    return status;
}

static int person_update(naast_store *store, naast_id person, const naast_person_spec *spec,
                         const struct person_texts *texts)
{
    struct row row = {0};
    struct rec_value now[REC_COLUMNS_MAX];
    int status = person_read(store, person, &row);
    if (status == 0)
        status = links_check(store, 0, 0, spec->org);
    if (status == 0) {
        memcpy(now, row.value, sizeof now);
        uint64_t mask = person_change(spec, texts, now);
        status = rec_update(store, &table_person, person, row.value, now, mask);
    }
    row_free(&row);
    return status;
}

int naast_person_edit(naast_store *store, naast_id person, const naast_person_spec *spec)
{
    naast_person_spec own;
    struct person_texts texts = {0};
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_person_spec, &own, spec);
    if (status != 0)
        return status;
    status = texts_clean(store, &own, 0, &texts);
    if (status == 0) {
        status = write_begin(store, OP_PERSON_EDIT);
        if (status == 0)
            status = person_update(store, person, &own, &texts);
        status = write_end(store, status);
    }
    texts_free(store, &texts);
    return status;
}

/* ---- reading ---- */

#define PERSON_SELECT                                                                                                  \
    "SELECT p.id, p.uuid, p.name, p.email, p.note, p.org, o.name, p.no_contact"                                        \
    " FROM naast_person p LEFT JOIN naast_org o ON o.id = p.org WHERE p.void = 0 AND "

static int person_fill(struct listing *list, struct query *query, void *item)
{
    naast_person *out = item;
    out->id = query_int(query, 0);
    uuid_column(query, 1, out->uuid);
    out->name = listing_text(list, query, 2);
    out->email = listing_text(list, query, 3);
    out->note = listing_text(list, query, 4);
    out->org = query_int(query, 5);
    out->org_name = listing_text(list, query, 6);
    out->no_contact = query_int(query, 7) != 0;
    return out->name && out->email && out->note && out->org_name ? 0 : NAAST_NO_MEMORY;
}

static const struct item_kind person_items = {sizeof(naast_people), sizeof(naast_person), person_fill};

static int person_one(naast_store *store, naast_id person, naast_person **out)
{
    struct query query;
    void *found = NULL;
    (void)query_open(&query, store, PERSON_SELECT "p.id = ?1", "i", person);
    int status = listing_one(store, &query, &person_items, &found);
    *out = found;
    return status == NAAST_NOT_FOUND ? FAIL(&store->env, MSG_PERSON_NOT_FOUND, short_id('P', person).text) : status;
}

int naast_person_get(naast_store *store, naast_id person, naast_person **out)
{
    naast_person *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = person_one(store, person, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}

/* What is asked for; asked_free releases it whatever came of it. */
struct asked {
    naast_person_filter filter;
    struct search_words words;
    struct page page;
};

static int asked_read(naast_store *store, const naast_person_filter *filter, const naast_page *page, struct asked *out)
{
    int status = SPEC_TAKE_IF(&store->env, naast_person_filter, &out->filter, filter);
    if (status == 0)
        status = page_take(store, page, PAGE_USUAL, &out->page);
    return status == 0 && out->filter.text != NULL ? search_words_read(store, out->filter.text, &out->words) : status;
}

static void asked_free(naast_store *store, struct asked *asked)
{
    search_words_free(store, &asked->words);
    page_free(store, &asked->page);
}

/* Those of one organisation, or of all, who have each word themselves or in their organisation's texts. */
static void person_query(naast_store *store, const struct asked *asked, struct query *query)
{
    struct conditions all;
    conditions_begin(&all, store);
    conditions_add(&all, PERSON_SELECT "p.id > ?", "i", asked->page.after.id);
    if (asked->filter.org != 0)
        conditions_add(&all, " AND p.org = ?", "i", asked->filter.org);
    for (int k = 0; k < asked->words.count; k++) {
        conditions_people(&all, " AND (p.id", asked->words.word[k]);
        conditions_orgs(&all, " OR p.org", asked->words.word[k]);
        conditions_add(&all, ")", "");
    }
    conditions_add(&all, " ORDER BY p.id LIMIT ?", "i", asked->page.limit + 1);
    (void)conditions_open(&all, query);
    conditions_free(&all);
}

static void person_mark(const void *item, struct cursor *out) { out->id = ((const naast_person *)item)->id; }

static int person_rows(naast_store *store, const struct asked *asked, naast_people **out)
{
    struct query query;
    void *found = NULL;
    person_query(store, asked, &query);
    int status = page_read(store, &query, &person_items, &asked->page, person_mark, &found);
    if (status == 0)
        *out = found;
    return status;
}

int naast_person_list(naast_store *store, const naast_person_filter *filter, const naast_page *page, naast_people **out)
{
    struct asked asked = {0};
    naast_people *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = asked_read(store, filter, page, &asked);
    if (status == 0) {
        status = read_begin(store);
        if (status == 0)
            status = person_rows(store, &asked, &found);
        status = read_end(store, status);
    }
    asked_free(store, &asked);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
