/* watch.c: how far the journal has come, and waiting until it goes on. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/spec.h"
#include "base/values/ids.h"
#include "engine/engine.h"
#include "engine/sqlite/notices.h"
#include "engine/sqlite/queue.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <poll.h>
#include <string.h>

static int read_head(naast_store *store, naast_head *out)
{
    struct engine_identity identity = {0};
    struct journal_head head;
    int status = read_begin(store);
    if (status == 0)
        status = journal_head_read(store, &head);
    if (status == 0)
        status = store->engine->ops->identify(store->engine, &identity);
    if (status == 0) {
        out->seq = head.seq;
        out->schema = (int32_t)identity.version;
        memcpy(out->head, head.text, sizeof out->head);
        uuid_format(head.uuid, out->uuid);
    }
    return read_end(store, status);
}

int naast_store_head(naast_store *store, naast_head *out)
{
    naast_head own;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_head, &own, out);
    if (status == 0)
        status = read_head(store, &own);
    if (status == 0)
        SPEC_GIVE(naast_head, out, &own);
    return status;
}

/* ---- waiting ---- */

/*
 * The kernel reports when the log is written; what was written is there for others a moment later, and of that it
 * reports nothing. So after a notice the journal is looked at soon, and then less and less often; and at the slowest
 * pace always, for file systems where it reports nothing at all. Milliseconds.
 */
enum { LOOK_SOON = 5, LOOK_EVERY = 2000 };

static int check_waiting(naast_store *store)
{
    if (store->engine == NULL)
        return FAIL(&store->env, MSG_STORE_CLOSED);
    if (store->attached || store->stands_at != 0)
        return FAIL(&store->env, MSG_WAIT_NOTHING);
    return store->depth > 0 || store->reading > 0 ? FAIL(&store->env, MSG_WAIT_IN_READ) : 0;
}

static int read_seq(naast_store *store, int64_t *seq)
{
    int status = read_begin(store);
    if (status == 0)
        status = sql_int(store, seq, "SELECT seq FROM naast_head", "");
    return read_end(store, status);
}

static void need_notices(naast_store *store)
{
    if (store->notices == 0)
        store->notices = notices_open(store->path);
}

/* Milliseconds until the next look; 0: the time is over. */
static int next_look(int64_t deadline, int pause)
{
    const int64_t left = (deadline - queue_clock() + 999) / 1000;
    return left <= 0 ? 0 : left < pause ? (int)left : pause;
}

static int wait_for(naast_store *store, int64_t after, int64_t deadline, int64_t *seq)
{
    int pause = LOOK_SOON;
    if (store->notices > 0)
        (void)notices_take(store->notices, store->path);
    int status = read_seq(store, seq);
    while (status == 0 && *seq <= after) {
        struct pollfd notices = {.fd = store->notices, .events = POLLIN}; /* poll passes over a negative one */
        const int time = next_look(deadline, pause);
        if (time == 0)
            break;
        const int came = poll(&notices, 1, time);
        pause = pause * 2 < LOOK_EVERY ? pause * 2 : LOOK_EVERY;
        if (came > 0 && notices_take(store->notices, store->path))
            pause = LOOK_SOON;
        status = read_seq(store, seq);
    }
    return status;
}

int naast_store_wait(naast_store *store, int64_t after_seq, uint32_t timeout_ms, int64_t *seq)
{
    int64_t found = 0;
    int status = call_begin(store, seq != NULL);
    if (status == 0)
        status = check_waiting(store);
    if (status != 0)
        return status;
    need_notices(store);
    status = wait_for(store, after_seq, queue_clock() + (int64_t)timeout_ms * 1000, &found);
    if (status == 0)
        *seq = found;
    return status;
}

int naast_store_wait_fd(naast_store *store, int *fd)
{
    int status = call_begin(store, fd != NULL);
    if (status == 0)
        status = check_waiting(store);
    if (status != 0)
        return status;
    need_notices(store);
    if (store->notices < 0) {
        store->notices = 0;
        return FAIL(&store->env, MSG_WAIT_NO_NOTICES);
    }
    *fd = store->notices;
    return 0;
}
