/* resolve.c: the item that a person typed: "D1.7", ".7", "7", or the code of its kind. */
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/rows.h"
#include "domain/evidence/item_write.h"
#include "domain/pipeline/pipeline.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <string.h>

enum { NAMED_AT_MOST = 10, DIGITS_AT_MOST = 18 };

/* The live items of a kind, newest first, while they are gone through. */
struct candidates {
    naast_id deal;
    const naast_kind *kind; /* NULL: one that the pipeline no longer has */
    int32_t newest;         /* 0: none yet */
    int sides;              /* of what was gone through, as bits */
    size_t count;
    struct buffer names;
};

/* Reads a positive number at *text and moves past it; 0 when there is none, or it is too long to be one. */
static int64_t read_number(const char **text)
{
    int64_t number = 0;
    size_t digits = strspn(*text, "0123456789");
    for (size_t i = 0; digits <= DIGITS_AT_MOST && i < digits; i++)
        number = number * 10 + ((*text)[i] - '0');
    *text += digits;
    return number;
}

/* "D1.7", ".7" or "7": 1 with *deal (0 when it names none) and *n, else 0. */
static int read_id(const char *text, naast_id *deal, int32_t *n)
{
    *deal = 0;
    if (*text == 'D' || *text == 'd') {
        text++;
        *deal = read_number(&text);
        if (*deal == 0 || *text != '.')
            return 0;
    }
    if (*text == '.')
        text++;
    int64_t number = read_number(&text);
    *n = (int32_t)number;
    return number > 0 && number <= CHILD_MAX && *text == '\0';
}

/* Of a kind of which only the newest counts, an older one of the same side is no candidate. */
static void add_candidate(struct candidates *candidates, int32_t n, int side)
{
    const naast_kind *kind = candidates->kind;
    int bit = kind != NULL && kind->sided ? side : 4;
    if (kind != NULL && kind->latest && (candidates->sides & bit) != 0)
        return;
    candidates->sides |= bit;
    if (candidates->count == 0)
        candidates->newest = n;
    if (candidates->count < NAMED_AT_MOST)
        buffer_format(&candidates->names, "%s%s", candidates->count == 0 ? "" : ", ",
                      item_id(candidates->deal, n).text);
    else if (candidates->count == NAMED_AT_MOST)
        buffer_text(&candidates->names, ", ...");
    candidates->count++;
}

static int gather(naast_store *store, const char *kind, struct candidates *candidates)
{
    struct query query;
    int status =
        query_open(&query, store,
                   "SELECT id, side FROM naast_evidence WHERE id BETWEEN ?1 AND ?2 AND kind = CAST(?3 AS TEXT) "
                   "AND retracted = 0 AND void = 0 ORDER BY id DESC",
                   "iit", child_key(candidates->deal, 1), child_key(candidates->deal, CHILD_MAX), kind);
    while (status == 0 && (status = query_next(&query)) == 1) {
        add_candidate(candidates, child_number(query_int(&query, 0)), (int)query_int(&query, 1));
        status = candidates->names.status;
    }
    query_close(&query);
    return status;
}

static int resolve_kind(naast_store *store, naast_id deal, const char *kind, int32_t *n)
{
    struct deal_work work;
    struct candidates candidates = {.deal = deal};
    buffer_init(&candidates.names, &store->env);
    int status = deal_work_begin(store, deal, 0, 0, &work);
    if (status == 0) {
        candidates.kind = pipeline_kind(work.pipeline, kind);
        status = gather(store, kind, &candidates);
    }
    if (status == 0 && candidates.count == 0)
        status = candidates.kind == NULL ? FAIL(&store->env, MSG_ITEM_NOT_AN_ITEM)
                                         : FAIL(&store->env, MSG_ITEM_KIND_NONE, short_id('D', deal).text, kind);
    if (status == 0 && candidates.count > 1)
        status = FAIL(&store->env, MSG_ITEM_AMBIGUOUS, short_id('D', deal).text, kind, candidates.names.data);
    if (status == 0)
        *n = candidates.newest;
    buffer_free(&candidates.names);
    deal_work_free(&work);
    return status;
}

/* The deal and the item are there. */
static int check_there(naast_store *store, naast_id deal, int32_t n)
{
    int status = deal_read(store, deal, NULL);
    return status == 0 ? item_read(store, deal, n, NULL) : status;
}

static int resolve(naast_store *store, const char *text, naast_id *deal, int32_t *n)
{
    naast_id named = 0;
    int is_id = read_id(text, &named, n);
    if (!is_id && !text_is_code(text))
        return FAIL(&store->env, MSG_ITEM_NOT_AN_ITEM);
    if (is_id && named != 0)
        *deal = named;
    if (*deal == 0)
        return FAIL(&store->env, MSG_ITEM_DEAL_WANTED);
    return is_id ? check_there(store, *deal, *n) : resolve_kind(store, *deal, text, n);
}

int naast_item_resolve(naast_store *store, naast_id deal, const char *text, naast_id *deal_out, int32_t *n_out)
{
    int32_t n = 0;
    int status = call_begin(store, text != NULL && deal_out != NULL && n_out != NULL);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = resolve(store, text, &deal, &n);
    status = read_end(store, status);
    if (status == 0) {
        *deal_out = deal;
        *n_out = n;
    }
    return status;
}
