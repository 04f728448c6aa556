/* restore_discarded.c: the work that a store has and its backup has not: what came after the last entry that both have.
 */
#include "naast-backup.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/hash.h"
#include "exchange/backup/restore.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/record/journal_rows.h"

#include <string.h>

static int hash_at(naast_store *handle, int64_t seq, uint8_t out[HASH_BYTES])
{
    struct query query;
    memset(out, 0, HASH_BYTES);
    int status = query_open(&query, handle, "SELECT h FROM naast_journal WHERE seq = ?1", "i", seq);
    if (status == 0)
        status = query_next(&query);
    const void *hash = status == 1 ? query_blob_of(&query, 0, HASH_BYTES) : NULL;
    if (hash != NULL)
        memcpy(out, hash, HASH_BYTES);
    query_close(&query);
    return status < 0 ? status : 0;
}

/* Each hash follows from all before it: where one is the same in both, so is everything up to it. */
static int last_in_both(struct putting *putting, int64_t most, int64_t *out)
{
    uint8_t one[HASH_BYTES], other[HASH_BYTES];
    int64_t same = 0, differs = most + 1;
    int status = 0;
    while (status == 0 && differs - same > 1) {
        const int64_t middle = same + (differs - same) / 2;
        status = hash_at(putting->from, middle, one);
        if (status == 0)
            status = hash_at(putting->there, middle, other);
        if (memcmp(one, other, HASH_BYTES) == 0)
            same = middle;
        else
            differs = middle;
    }
    *out = same;
    return status;
}

static int count_by(struct putting *putting, int64_t after)
{
    struct env *env = &putting->store->env;
    naast_restored *result = putting->result;
    naast_discarded *by = NULL;
    size_t capacity = 0;
    struct query query;
    int more = 0;
    int status = query_open(&query, putting->there,
                            "SELECT a.name, count(DISTINCT j.first) FROM naast_journal j "
                            "LEFT JOIN naast_actor a ON a.id = j.actor WHERE j.seq > ?1 "
                            "GROUP BY j.actor ORDER BY 2 DESC, j.actor",
                            "i", after);
    while (status == 0 && (more = query_next(&query)) == 1) {
        status = mem_reserve(env, &by, &capacity, result->by_count + 1, sizeof *by);
        if (status != 0)
            break;
        by[result->by_count] = (naast_discarded){result_text(env, result, query_text(&query, 0)), query_int(&query, 1)};
        result->discarded += by[result->by_count].operations;
        status = by[result->by_count++].actor != NULL ? 0 : NAAST_NO_MEMORY;
    }
    query_close(&query);
    status = status == 0 && more < 0 ? more : status;
    naast_discarded *kept = status == 0 ? result_alloc(env, result, result->by_count + 1, sizeof *kept) : NULL;
    if (kept != NULL && result->by_count > 0)
        memcpy(kept, by, result->by_count * sizeof *kept);
    result->by = kept;
    result->by_size = sizeof *kept;
    mem_free(env, by);
    return status == 0 && kept == NULL ? NAAST_NO_MEMORY : status;
}

int put_back_lost(struct putting *putting)
{
    struct journal_head head;
    int64_t same = 0;
    int status = journal_head_read(putting->there, &head);
    if (status == 0)
        status = last_in_both(putting, head.seq < putting->head.seq ? head.seq : putting->head.seq, &same);
    if (status == 0)
        status = count_by(putting, same);
    if (status != 0 && *putting->there->env.failure.text != '\0')
        putting->store->env.failure = putting->there->env.failure;
    return status;
}
