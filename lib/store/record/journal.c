/*
 * journal.c: the journal as a transaction uses it: begun with it, written at its end, released with the handle.
 *
 * An operation may touch many rows of many roots, and a root's changes share an entry, so nothing can be written before
 * the operation is over: it is gathered in memory (journal_gather.c) and written by the outermost write_end
 * (journal_write.c), inside the same transaction, so that rows and journal are kept or lost together. Operations over
 * very many roots call journal_flush now and then, which is why an operation may have more entries than roots; they
 * share `first`.
 */
#include "store/record/journal.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/hash.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/record/journal_operation.h"
#include "store/record/journal_state.h"
#include "store/record/record_sql.h"

#include <string.h>

int journal_begin(naast_store *store, enum operation operation)
{
    struct journal *journal = journal_of(store);
    if (journal == NULL)
        return NAAST_NO_MEMORY;
    journal_discard(store);
    journal->operation = operation;
    journal->at = env_now(&store->env);
    return 0;
}

void journal_free(naast_store *store)
{
    struct journal *journal = store->journal;
    if (journal == NULL)
        return;
    record_statements_free(journal, store->engine);
    journal_write_free(journal, store->engine);
    buffer_free(&journal->bytes);
    buffer_free(&journal->scratch);
    mem_free(&store->env, journal->changes);
    mem_free(&store->env, journal->roots);
    mem_free(&store->env, journal->slots);
    mem_free(&store->env, journal);
    store->journal = NULL;
}

int journal_flush(naast_store *store) { return store->depth > 1 ? 0 : journal_write_gathered(store); }

int journal_write(naast_store *store, int64_t *first_seq)
{
    int status = journal_write_gathered(store);
    if (status == 0)
        *first_seq = store->journal->first;
    return status;
}

/* Who else writes in the caller's transaction, through another handle, may move the head before it is written again. */
int journal_write_part(naast_store *store)
{
    int status = journal_write_gathered(store);
    store->journal->head_known = 0;
    return status;
}

struct written journal_part(const naast_store *store)
{
    struct written part = {store->journal->first, store->journal->seq, {0}};
    memcpy(part.hash, store->journal->hash, HASH_BYTES);
    return part;
}

void journal_part_back(naast_store *store, const struct written *part)
{
    struct journal *journal = store->journal;
    journal->first = part->operation;
    journal->seq = part->seq;
    memcpy(journal->hash, part->hash, HASH_BYTES);
    journal->head_known = 0;
}
