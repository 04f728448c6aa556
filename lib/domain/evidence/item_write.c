/* item_write.c: the deal that evidence is written to, its content counter, and the rules that several changes share. */
#include "domain/evidence/item_write.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/values/dates.h"
#include "base/values/money.h"
#include "domain/common/codes.h"
#include "domain/common/input.h"
#include "domain/common/revision.h"
#include "domain/common/rows.h"
#include "domain/pipeline/pipeline.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/record/record.h"

#include <string.h>

int deal_work_begin(naast_store *store, naast_id deal, int open, int64_t expected, struct deal_work *out)
{
    *out = (struct deal_work){.id = deal};
    int status = deal_read(store, deal, &out->row);
    if (status != 0)
        return status;
    const char *outcome = row_text(&out->row, DEAL_OUTCOME);
    status = deal_rev_check(store, deal, expected);
    if (status == 0 && open && *outcome != '\0' && strcmp(outcome, "won") != 0)
        status = FAIL(&store->env, MSG_ITEM_DEAL_ENDED, short_id('D', deal).text, outcome);
    if (status == 0)
        status = pipeline_load(store, row_int(&out->row, DEAL_PIPELINE), &out->pipeline);
    return status;
}

void deal_work_free(struct deal_work *work) { row_free(&work->row); }

int deal_set_crev(naast_store *store, struct deal_work *work, int64_t crev)
{
    struct row now = work->row;
    now.value[DEAL_CREV] = rec_int(crev);
    int status = rec_update(store, &table_deal, work->id, work->row.value, now.value, UINT64_C(1) << DEAL_CREV);
    if (status == 0)
        work->row.value[DEAL_CREV] = now.value[DEAL_CREV];
    return status;
}

int deal_next_crev(naast_store *store, struct deal_work *work, int64_t *crev)
{
    const int64_t next = row_int(&work->row, DEAL_CREV) + 1;
    int status = deal_set_crev(store, work, next);
    if (status == 0)
        *crev = next;
    return status;
}

int party_check(naast_store *store, naast_party party)
{
    if (party.side == NAAST_SIDE_US)
        return party.person == 0 ? 0 : FAIL(&store->env, MSG_ITEM_PARTY_US);
    if (party.side != NAAST_SIDE_CUSTOMER)
        return FAIL(&store->env, MSG_ITEM_PARTY_WANTED);
    if (party.person == 0)
        return FAIL(&store->env, MSG_ITEM_PARTY_PERSON);
    return speaker_check(store, party.person);
}

int party_resolve(naast_store *store, const struct deal_work *work, const naast_kind *kind, naast_party given,
                  naast_party *out)
{
    naast_party party = given;
    if (!party_is_named(given)) {
        int theirs = kind != NULL && kind->theirs;
        naast_id contact = row_int(&work->row, DEAL_CONTACT);
        if (theirs && contact == 0)
            return FAIL(&store->env, MSG_ITEM_CONTACT_WANTED, kind->code, short_id('D', work->id).text);
        party = theirs ? (naast_party){NAAST_SIDE_CUSTOMER, contact} : (naast_party){NAAST_SIDE_US, 0};
    }
    int status = party_check(store, party);
    if (status == 0)
        *out = party;
    return status;
}

naast_side item_owed(const naast_kind *kind, naast_side side)
{
    if (!kind->sided)
        return kind->owed;
    return side == NAAST_SIDE_US ? NAAST_SIDE_CUSTOMER : NAAST_SIDE_US;
}

int item_live(naast_store *store, naast_id deal, int32_t n, struct row *out)
{
    int status = item_read(store, deal, n, out);
    if (status == 0 && row_int(out, EVIDENCE_RETRACTED))
        status = FAIL(&store->env, MSG_ITEM_RETRACTED, item_id(deal, n).text);
    return status;
}

int fail_with_codes(naast_store *store, enum message message, const char *first, naast_codes codes, const char *third,
                    const char *fourth)
{
    struct buffer list;
    buffer_init(&list, &store->env);
    for (naast_codes code = codes; *code != NULL; code++)
        buffer_format(&list, "%s%s", code == codes ? "" : ", ", *code);
    int status = list.status != 0 ? list.status : FAIL(&store->env, message, first, list.data, third, fourth);
    buffer_free(&list);
    return status;
}

int item_value_check(naast_store *store, const naast_kind *kind, const char *kind_code, const char *value, int none)
{
    int has_values = kind != NULL && kind->values != NULL;
    if (none)
        return value == NULL ? 0 : FAIL(&store->env, MSG_ITEM_NONE_VALUE);
    if (!has_values)
        return value == NULL ? 0 : FAIL(&store->env, MSG_ITEM_VALUE_UNUSED, kind_code);
    if (codes_have(kind->values, value))
        return 0;
    return fail_with_codes(store, MSG_ITEM_VALUE_WANTED, kind_code, kind->values, NULL, NULL);
}

int item_day_resolve(naast_store *store, naast_date given, naast_date *out)
{
    int status = day_check(store, given);
    if (status != 0)
        return status;
    naast_date today = env_today(&store->env);
    if (given > naast_date_add(today, 1)) {
        char text[11];
        date_format(given, text);
        return FAIL(&store->env, MSG_ITEM_DAY_TO_COME, text);
    }
    *out = given != 0 ? given : today;
    return 0;
}

int item_amount_check(naast_store *store, naast_money amount)
{
    int nothing = amount.currency[0] == '\0';
    if (nothing ? amount.minor == 0 : money_valid(&amount))
        return 0;
    return FAIL(&store->env, MSG_ITEM_AMOUNT);
}

int item_file_check(naast_store *store, const char *name, const unsigned char *sha256)
{
    if ((name == NULL) == (sha256 == NULL))
        return 0;
    return FAIL(&store->env, MSG_ITEM_FILE);
}

/* Nothing was said: the question of it goes with that, where there is one. */
static int fail_unsaid(naast_store *store, const naast_pipeline *pipeline, const char *kind_code, const char *value)
{
    const char *ask = naast_pipeline_question(store, pipeline, kind_code, value, NAAST_SIDE_NONE);
    const int asks = *ask != '\0';
    if (value != NULL)
        return asks ? FAIL(&store->env, MSG_ITEM_ANSWER_TEXT, kind_code, ask)
                    : FAIL(&store->env, MSG_ITEM_ANSWER_UNASKED, kind_code);
    return asks ? FAIL(&store->env, MSG_ITEM_UNSAID, kind_code, ask)
                : FAIL(&store->env, MSG_ITEM_SAYS_NOTHING, kind_code);
}

int item_says_something(naast_store *store, const naast_pipeline *pipeline, const char *kind_code,
                        const struct rec_value row[])
{
    const naast_kind *kind = pipeline_kind(pipeline, kind_code);
    static const int speaking[] = {EVIDENCE_TEXT, EVIDENCE_VALUE,    EVIDENCE_AMOUNT, EVIDENCE_DUE,
                                   EVIDENCE_URL,  EVIDENCE_FILE_SHA, EVIDENCE_PERSON};
    if (strcmp(row[EVIDENCE_STATE].data, "none") == 0)
        return row[EVIDENCE_TEXT].type != 0 ? 0 : FAIL(&store->env, MSG_ITEM_NONE_BECAUSE, kind_code);
    if (kind != NULL && kind->person && row[EVIDENCE_PERSON].type == 0)
        return FAIL(&store->env, MSG_ITEM_PERSON_WANTED, kind_code);
    if (kind != NULL && codes_any(kind->no) && row[EVIDENCE_TEXT].type == 0)
        return fail_unsaid(store, pipeline, kind_code, row[EVIDENCE_VALUE].data);
    for (size_t i = 0; i < sizeof speaking / sizeof speaking[0]; i++)
        if (row[speaking[i]].type != 0)
            return 0;
    return fail_unsaid(store, pipeline, kind_code, NULL);
}
