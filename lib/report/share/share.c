/* share.c: the page of a deal that its customer reads, from one snapshot. */
#include "report/share/share.h"

#include "naast-share.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/values/ids.h"
#include "domain/common/input.h"
#include "domain/common/rows.h"
#include "domain/evidence/facts.h"
#include "domain/evidence/item_write.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <string.h>

static int is_theirs(naast_party party, int64_t person)
{
    return party.side == NAAST_SIDE_CUSTOMER && party.person == person;
}

static int spoke_or_is_named(const struct fact_item *item, int64_t person)
{
    int found = is_theirs(item->from, person) || is_theirs(item->worded, person) || item->person == person;
    for (size_t k = 0; !found && k < item->word_count; k++)
        found = item->words[k].side == NAAST_SIDE_CUSTOMER && item->words[k].person == person;
    return found;
}

/* A page is for people of this customer: a name that was taken for another one's must not send it to a stranger. */
static int reader_check(const struct sharing *sharing, const struct row *deal, const struct row *person)
{
    const int64_t reader = sharing->reader, org = row_int(deal, DEAL_ORG);
    int found = row_int(deal, DEAL_CONTACT) == reader || (org != 0 && row_int(person, PERSON_ORG) == org);
    for (size_t i = 0; !found && i < sharing->facts->item_count; i++)
        found = !sharing->facts->items[i].retracted && spoke_or_is_named(&sharing->facts->items[i], reader);
    return found ? 0
                 : FAIL(&sharing->store->env, MSG_SHARE_STRANGER, row_text(person, PERSON_NAME),
                        short_id('D', sharing->facts->deal).text);
}

static int keep(struct sharing *sharing, const char *text, const char **out)
{
    *out = result_text(&sharing->store->env, sharing->share, text);
    return *out == NULL ? NAAST_NO_MEMORY : 0;
}

static int read_reader(struct sharing *sharing, const struct row *deal)
{
    struct row person = {0};
    if (sharing->reader == 0)
        return keep(sharing, "", &sharing->share->reader);
    int status = person_read(sharing->store, sharing->reader, &person);
    if (status == 0)
        status = reader_check(sharing, deal, &person);
    if (status == 0)
        status = keep(sharing, row_text(&person, PERSON_NAME), &sharing->share->reader);
    row_free(&person);
    return status;
}

static int read_org(struct sharing *sharing, int64_t id)
{
    struct row org = {0};
    int status = id == 0 ? 0 : org_read(sharing->store, id, &org);
    if (status == 0)
        status = keep(sharing, id == 0 ? "" : row_text(&org, ORG_NAME), &sharing->share->org);
    row_free(&org);
    return status;
}

/* The reason of an ending that is theirs to know: we said no, or both saw it. Other reasons are our notes, and so is
 * that of an undo which led back to the ending: only moves that were not undone are looked at. */
static int read_ending(struct sharing *sharing)
{
    naast_share *share = sharing->share;
    struct query query = {0};
    share->because = share->refer = "";
    if (strcmp(share->outcome, "declined") != 0 && strcmp(share->outcome, "no_match") != 0)
        return 0;
    int status = query_open(
        &query, sharing->store,
        "SELECT t.because, coalesce(p.name, o.name) FROM naast_standing_move t "
        "LEFT JOIN naast_person q ON q.id = t.refer_person "
        "LEFT JOIN naast_person p ON p.id = coalesce(q.merged, q.id) "
        "LEFT JOIN naast_org n ON n.id = t.refer_org LEFT JOIN naast_org o ON o.id = coalesce(n.merged, n.id) "
        "WHERE t.id BETWEEN ?1 AND ?2 AND t.to_outcome = ?3 AND t.from_outcome IS NULL ORDER BY t.id DESC LIMIT 1",
        "iit", child_key(sharing->facts->deal, 1), child_key(sharing->facts->deal, CHILD_MAX), share->outcome);
    if (status == 0 && (status = query_next(&query)) == 1) {
        status = keep(sharing, query_text(&query, 0), &share->because);
        if (status == 0)
            status = keep(sharing, query_text(&query, 1), &share->refer);
    }
    query_close(&query);
    return status;
}

static int read_head(struct sharing *sharing, const struct row *deal)
{
    struct journal_head head;
    naast_share *share = sharing->share;
    int status = journal_head_read(sharing->store, &head);
    if (status != 0)
        return status;
    memcpy(share->head, head.text, sizeof share->head);
    share->today = sharing->facts->today;
    share->ended = (naast_date)row_int(deal, DEAL_CLOSED);
    status = keep(sharing, row_text(deal, DEAL_TITLE), &share->title);
    if (status == 0)
        status = keep(sharing, sharing->facts->outcome, &share->outcome);
    if (status == 0)
        status = read_reader(sharing, deal);
    if (status == 0)
        status = read_org(sharing, row_int(deal, DEAL_ORG));
    return status != 0 ? status : read_ending(sharing);
}

/* Inside a read. */
static int put_together(struct sharing *sharing, const struct row *deal)
{
    struct facts *facts = NULL;
    naast_items *items = NULL;
    int status = facts_of_row(sharing->store, row_int(deal, DEAL_ID), deal, &facts);
    if (status == 0)
        status = items_read(sharing->store, facts, &items);
    sharing->facts = facts;
    sharing->items = items;
    if (status == 0 && (sharing->share = result_new(&sharing->store->env, sizeof *sharing->share)) == NULL)
        status = NAAST_NO_MEMORY;
    if (status == 0)
        status = read_head(sharing, deal);
    if (status == 0 && (sharing->fate = mem_zero(&sharing->store->env, facts->item_count + 1, 1)) == NULL)
        status = NAAST_NO_MEMORY;
    if (status == 0)
        status = share_choose(sharing);
    if (status == 0)
        status = share_compose(sharing);
    mem_free(&sharing->store->env, sharing->lines);
    mem_free(&sharing->store->env, sharing->fate);
    naast_free(items);
    naast_free(facts);
    return status;
}

int naast_share_read(naast_store *store, naast_id deal, const naast_share_spec *spec, naast_share **out)
{
    naast_share_spec own;
    struct sharing sharing = {.store = store};
    struct row row = {0};
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_share_spec, &own, spec);
    if (status != 0)
        return status;
    sharing.reader = own.reader;
    status = read_begin(store);
    if (status == 0)
        status = deal_read(store, deal, &row);
    if (status == 0)
        status = put_together(&sharing, &row);
    row_free(&row);
    status = read_end(store, status);
    if (status == 0)
        *out = sharing.share;
    else
        naast_free(sharing.share);
    return status;
}
