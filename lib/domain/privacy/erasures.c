/* erasures.c: the list of erasures, and repeating them in another copy of the store. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/hash.h"
#include "domain/common/list.h"
#include "domain/common/references.h"
#include "domain/common/rows.h"
#include "domain/privacy/erase.h"
#include "engine/schema/tables.h"
#include "store/erase/erase.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/record/journal_rows.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <inttypes.h>
#include <stdio.h>

enum { LIST_WHOLE, LIST_TABLE, LIST_ROW, LIST_BECAUSE };

/* "SEQ:HASH" of an entry; "" where there is none. */
static int head_text(naast_store *store, int64_t seq, char out[NAAST_HEAD_SIZE])
{
    struct query query;
    char hex[HASH_HEX];
    int status = query_open(&query, store, "SELECT h FROM naast_journal WHERE seq = ?1", "i", seq);
    *out = '\0';
    if (status == 0)
        status = query_next(&query);
    const uint8_t *hash = status == 1 ? query_blob_of(&query, 0, HASH_BYTES) : NULL;
    if (hash != NULL) {
        hash_hex(hash, hex);
        snprintf(out, NAAST_HEAD_SIZE, "%" PRId64 ":%s", seq, hex);
    }
    query_close(&query);
    return status < 0 ? status : 0;
}

static int add_subject(naast_store *store, struct listing *list, struct query *query)
{
    const struct thing thing = {table_by_id((uint8_t)query_int(query, LIST_TABLE)), query_int(query, LIST_ROW)};
    struct short_id what;
    int64_t born = 0;
    naast_erased_subject *subject = listing_add(list);
    if (subject == NULL)
        return NAAST_NO_MEMORY;
    if (thing.table == NULL)
        return 0;
    int status = thing_name(store, thing, &what);
    if (status == 0)
        status = thing_born(store, thing, &born);
    if (status == 0)
        status = head_text(store, born, subject->origin);
    subject->whole = query_int(query, LIST_WHOLE) != 0;
    subject->what = result_text(list->env, list->result, what.text);
    subject->because = listing_text(list, query, LIST_BECAUSE);
    return status == 0 && (subject->what == NULL || subject->because == NULL) ? NAAST_NO_MEMORY : status;
}

static int list_subjects(naast_store *store, struct listing *list)
{
    struct query query;
    int more = 0;
    int status = query_open(&query, store,
                            "SELECT whole, subject_table, subject_row, because FROM naast_erasure ORDER BY id", "");
    while (status == 0 && (more = query_next(&query)) == 1)
        status = add_subject(store, list, &query);
    query_close(&query);
    return status == 0 ? more : status;
}

int naast_erasure_list(naast_store *store, naast_erasures **out)
{
    struct listing list;
    int waiting = 0;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = listing_begin(&list, store, sizeof(naast_erasures), sizeof(naast_erased_subject));
    if (status == 0) {
        status = read_begin(store);
        if (status == 0)
            status = list_subjects(store, &list);
        if (status == 0)
            status = cleanse_waits(store, &waiting);
        status = read_end(store, status);
    }
    status = listing_end(&list, status);
    if (status == 0) {
        *out = list.result;
        (*out)->waiting = waiting;
    }
    return status;
}

/* ---- in another copy ---- */

/* Whether this copy has the thing, by the same entry. */
static int is_the_same(naast_store *store, const naast_erased_subject *subject, struct thing *thing, int *same)
{
    char hex[HASH_HEX];
    int64_t seq = 0, born = 0;
    *same = 0;
    if (subject->what == NULL || journal_head_parse(subject->origin, &seq, hex) == 0)
        return FAIL(&store->env, MSG_ERASURES_WRONG, subject->what != NULL ? subject->what : "");
    int status = thing_parse(store, subject->what, thing);
    if (status == NAAST_NOT_FOUND) {
        env_clear_failure(&store->env);
        return 0;
    }
    if (status == 0)
        status = thing_born(store, *thing, &born);
    if (status == 0 && born == seq) {
        const int known = journal_head_known(store, seq, hex);
        *same = known == 1;
        status = known < 0 ? known : 0;
    }
    return status;
}

static int apply_one(struct erase_run *run, const naast_erased_subject *subject)
{
    struct thing thing;
    int same = 0;
    int status = is_the_same(run->store, subject, &thing, &same);
    if (status != 0 || !same)
        return status;
    run->erasing.because = subject->because;
    if (subject->whole && thing.table == &table_person)
        return erase_person(&run->erasing, thing.row, NULL);
    return erase_thing(&run->erasing, thing);
}

static int apply(struct erase_run *run)
{
    const naast_erasures *list = run->given;
    const int fits = list->count == 0 || (list->items != NULL && list->item_size >= sizeof *list->items);
    int status = fits ? 0 : FAIL(&run->store->env, MSG_ERASURES_WRONG, "");
    for (size_t k = 0; status == 0 && k < list->count; k++)
        status = apply_one(run, NAAST_AT(naast_erased_subject, list->items, list->item_size, k));
    return status;
}

int naast_erasure_apply(naast_store *store, const naast_erasures *list, naast_erasure **out)
{
    struct erase_run run = {.store = store, .operation = OP_ERASE, .erase = apply, .given = list};
    int status = call_begin(store, list != NULL);
    return status == 0 ? erase_run(&run, out) : status;
}

int naast_erasure_finish(naast_store *store, naast_erasure_state *out)
{
    struct cleansing cleansing;
    int status = call_begin(store, 1);
    if (status != 0)
        return status;
    status = cleanse(store, NULL, &cleansing);
    if (status == 0 && out != NULL)
        *out = (naast_erasure_state)cleansing.state;
    return status;
}
