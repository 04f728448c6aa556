/* witness.c: the store against its witness: compared when it is opened, written when something was committed. */
#include "store/session/witness.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/hash.h"
#include "base/values/ids.h"
#include "engine/engine.h"
#include "store/handle/handle.h"
#include "store/record/journal.h"
#include "store/record/journal_state.h"
#include "store/session/reading.h"
#include "store/session/witness_file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *code;
    enum message message;
} states[] = {
    [NAAST_WITNESS_NONE] = {"none", MSG_COUNT},
    [NAAST_WITNESS_AGREES] = {"agrees", MSG_COUNT},
    [NAAST_WITNESS_UNREADABLE] = {"unreadable", MSG_COUNT},
    [NAAST_WITNESS_SET_BACK] = {"set_back", MSG_WITNESS_SET_BACK},
    [NAAST_WITNESS_ANOTHER_WAY] = {"another_way", MSG_WITNESS_ANOTHER_WAY},
    [NAAST_WITNESS_ANOTHER_STORE] = {"another_store", MSG_WITNESS_ANOTHER_STORE},
};

const char *witness_state_code(naast_witness_state state) { return states[state].code; }

int witness_new(struct env *env, const char *folder, struct witness **out)
{
    const size_t len = folder != NULL ? strlen(folder) : 0;
    if (len == 0)
        return 0;
    struct witness *witness = mem_zero(env, 1, sizeof *witness + len + 1);
    if (witness == NULL)
        return NAAST_NO_MEMORY;
    memcpy(witness->folder, folder, len + 1);
    *out = witness;
    return 0;
}

void witness_leave(naast_store *store)
{
    struct witness *witness = store->witness;
    if (witness == NULL)
        return;
    witness->state = NAAST_WITNESS_NONE;
    witness->known = (struct witness_record){0};
    witness->head = (struct witness_mark){0};
    witness->trouble = 0;
    witness->path[0] = witness->name[0] = '\0';
}

/* ---- comparing ---- */

static struct witness_mark mark_of(const struct journal_head *head)
{
    struct witness_mark mark = {.seq = head->seq};
    memcpy(mark.hash, head->hash, HASH_BYTES);
    return mark;
}

static int compare(naast_store *store, const struct witness_record *record, naast_witness_state *out)
{
    const struct witness_mark *seen = &record->seen, *head = &store->witness->head;
    uint8_t hash[HASH_BYTES] = {0};
    int status = 0;
    if (seen->seq > head->seq) {
        *out = NAAST_WITNESS_SET_BACK;
        return 0;
    }
    if (seen->seq == head->seq)
        memcpy(hash, head->hash, HASH_BYTES);
    else
        status = journal_entry_hash(store, seen->seq, hash);
    if (status >= 0)
        *out = memcmp(hash, seen->hash, HASH_BYTES) == 0 ? NAAST_WITNESS_AGREES : NAAST_WITNESS_ANOTHER_WAY;
    return status < 0 ? status : 0;
}

/* What other witnesses have on a store that was not seen here before. */
struct elsewhere {
    const struct witness *witness;
    struct witness_record moved; /* of the same store, which is no longer where it was then */
    struct witness_record other; /* of another store, which was here */
};

static int look_elsewhere(void *context, const struct witness_record *record)
{
    struct elsewhere *elsewhere = context;
    if (memcmp(record->uuid, elsewhere->witness->uuid, UUID_BYTES) != 0)
        elsewhere->other = *record;
    else if (record->seen.seq > elsewhere->moved.seen.seq && access(record->path, F_OK) != 0 && errno == ENOENT)
        elsewhere->moved = *record;
    return 0;
}

/* A store that was moved is still held to what was seen of it; a copy goes its own way. */
static int meet_first(naast_store *store)
{
    struct witness *witness = store->witness;
    struct elsewhere elsewhere = {.witness = witness};
    (void)witness_walk(witness->folder, witness->name, look_elsewhere, &elsewhere);
    if (elsewhere.moved.seen.seq > 0) {
        witness->known = elsewhere.moved;
        return compare(store, &witness->known, &witness->state);
    }
    if (elsewhere.other.seen.seq > 0) {
        witness->known = elsewhere.other;
        witness->state = NAAST_WITNESS_ANOTHER_STORE;
    }
    return 0;
}

static int read_head(naast_store *store)
{
    struct journal_head head;
    int status = journal_head_read(store, &head);
    if (status == 0) {
        store->witness->head = mark_of(&head);
        memcpy(store->witness->uuid, head.uuid, UUID_BYTES);
    }
    return status;
}

static int read_witness(struct witness *witness)
{
    int error = witness_read(witness->folder, witness->name, &witness->known);
    if (error == 0 && memcmp(witness->known.uuid, witness->uuid, UUID_BYTES) != 0)
        error = EBADMSG;
    return error;
}

/* Inside a read. *again: the witness is ahead of what this read sees, which a writer of this very moment may explain.
 */
static int meet(naast_store *store, int *again)
{
    struct witness *witness = store->witness;
    int status = read_head(store);
    if (status != 0)
        return status;
    witness_name(witness->uuid, witness->path, witness->name);
    const int error = read_witness(witness);
    const int none = error == ENOENT || error == ENOTDIR;
    if (none)
        status = meet_first(store);
    else if (error == 0)
        status = compare(store, &witness->known, &witness->state);
    else
        witness->state = NAAST_WITNESS_UNREADABLE;
    witness->trouble = none ? 0 : error;
    *again = witness->state == NAAST_WITNESS_SET_BACK;
    return status;
}

static int read_and_meet(naast_store *store, int *again)
{
    int status = reading_begin(store);
    if (status == 0)
        status = meet(store, again);
    return read_end(store, status);
}

/* Where the store lies, in full. */
static const char *place_of(naast_store *store)
{
    return store->attached ? store->engine->ops->location(store->engine) : store->path;
}

static int find_place(naast_store *store)
{
    struct witness *witness = store->witness;
    witness_leave(store);
    const char *place = place_of(store);
    if (*place != '/' || strlen(place) >= sizeof witness->path)
        return 0;
    memcpy(witness->path, place, strlen(place) + 1);
    return 1;
}

/* What cannot be compared because the store cannot be read will be reported by whoever reads it. */
int witness_meet(naast_store *store)
{
    int again = 0;
    if (store->witness == NULL || !find_place(store))
        return 0;
    int status = read_and_meet(store, &again);
    if (status == 0 && again)
        status = read_and_meet(store, &again);
    if (status == 0 || status == NAAST_NO_MEMORY)
        return status;
    store->witness->name[0] = '\0';
    store->witness->state = NAAST_WITNESS_NONE;
    env_clear_failure(&store->env);
    return 0;
}

/* ---- writing ---- */

/* What to put down: how far it has come, and only forward; or that, whatever is there; or up to where all was
 * right.
 */
enum rewriting { REWRITE_FORWARD, REWRITE_ANEW, REWRITE_VERIFIED };
struct rewrite {
    enum rewriting what;
    const struct witness *witness;
    struct witness_mark mark;
};

static int apply(void *context, struct witness_record *record)
{
    const struct rewrite *rewrite = context;
    const struct witness *witness = rewrite->witness;
    if (rewrite->what == REWRITE_VERIFIED) {
        record->verified = rewrite->mark;
        return record->seen.seq >=
               rewrite->mark.seq; /* it never says more of what was verified than of what was seen */
    }
    if (rewrite->what == REWRITE_FORWARD && record->seen.seq >= rewrite->mark.seq)
        return 0;
    if (rewrite->what == REWRITE_ANEW)
        record->verified = (struct witness_mark){0};
    memcpy(record->uuid, witness->uuid, UUID_BYTES);
    memcpy(record->path, witness->path, sizeof record->path);
    record->seen = rewrite->mark;
    return 1;
}

static void write_down(struct witness *witness, enum rewriting what, const struct witness_mark *mark)
{
    struct rewrite rewrite = {what, witness, *mark};
    witness->trouble = witness_change(witness->folder, witness->name, what == REWRITE_ANEW, apply, &rewrite);
    if (witness->trouble != 0)
        return;
    if (what == REWRITE_VERIFIED) {
        witness->known.verified = *mark;
        return;
    }
    witness->state = NAAST_WITNESS_AGREES;
    witness->known.seen = witness->head = *mark;
    if (what == REWRITE_ANEW)
        witness->known.verified = (struct witness_mark){0};
}

static void keep(naast_store *store, const struct witness_mark *head)
{
    struct witness *witness = store->witness;
    if (witness == NULL || witness->name[0] == '\0' || witness->state == NAAST_WITNESS_UNREADABLE)
        return;
    write_down(witness, REWRITE_FORWARD, head);
}

static int read_head_alone(naast_store *store)
{
    int status = reading_begin(store);
    if (status == 0)
        status = read_head(store);
    return read_end(store, status);
}

void witness_keep_written(naast_store *store)
{
    const struct journal *journal = store->journal;
    struct witness_mark head = {.seq = journal->seq};
    memcpy(head.hash, journal->hash, HASH_BYTES);
    keep(store, &head);
}

/* Where the caller is in the next transaction already, what it reads may not be what is committed. */
void witness_keep_committed(naast_store *store)
{
    struct witness *witness = store->witness;
    if (witness == NULL || witness->name[0] == '\0' || !store->engine->ops->is_settled(store->engine))
        return;
    if (read_head_alone(store) != 0) {
        env_clear_failure(&store->env);
        return;
    }
    const struct witness_mark head = witness->head;
    keep(store, &head);
}

void witness_begin(naast_store *store)
{
    struct witness *witness = store->witness;
    if (witness == NULL || !find_place(store))
        return;
    if (read_head_alone(store) != 0) {
        env_clear_failure(&store->env);
        return;
    }
    const struct witness_mark head = witness->head;
    witness_name(witness->uuid, witness->path, witness->name);
    keep(store, &head);
}

void witness_welcome(naast_store *store)
{
    const struct witness *witness = store->witness;
    if (witness != NULL && (witness->state == NAAST_WITNESS_NONE || witness->state == NAAST_WITNESS_ANOTHER_STORE))
        witness_begin(store);
}

int witness_trust(naast_store *store)
{
    struct witness *witness = store->witness;
    if (witness == NULL || witness->name[0] == '\0')
        return FAIL(&store->env, MSG_WITNESS_NONE, store->path);
    if (!store_reads_firm(store))
        return FAIL(&store->env, store->depth > 0 ? MSG_IN_OPERATION : MSG_IN_TRANSACTION);
    int status = read_head(store);
    if (status != 0)
        return status;
    const struct witness_mark head = witness->head;
    write_down(witness, REWRITE_ANEW, &head);
    if (witness->trouble != 0)
        return FAIL(&store->env, MSG_STORE_IO, witness->folder, strerror(witness->trouble));
    return 0;
}

/* Only beside a witness that is there. */
void witness_verified(naast_store *store, const struct journal_head *head)
{
    struct witness *witness = store->witness;
    if (witness == NULL || witness->state != NAAST_WITNESS_AGREES || !store_reads_firm(store))
        return;
    const struct witness_mark mark = mark_of(head);
    if (mark.seq != witness->known.verified.seq)
        write_down(witness, REWRITE_VERIFIED, &mark);
}

/* ---- what it comes to ---- */

int witness_contradicts(const naast_store *store)
{
    return store->witness != NULL && states[store->witness->state].message != MSG_COUNT;
}

int witness_fail(naast_store *store)
{
    const struct witness *witness = store->witness;
    char last[24], seen[24];
    snprintf(last, sizeof last, "%" PRId64, witness->head.seq);
    snprintf(seen, sizeof seen, "%" PRId64, witness->known.seen.seq);
    return FAIL(&store->env, states[witness->state].message, witness->path, last, seen);
}

int witness_check_write(naast_store *store) { return witness_contradicts(store) ? witness_fail(store) : 0; }
