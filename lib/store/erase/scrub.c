/*
 * scrub.c: after an erasure is committed, its bytes go out of the files.
 *
 * SQLite overwrites what it deletes (secure_delete), but not what an earlier split of a page left in its unused middle.
 * So the whole file is written again (not a caller's: his other tables would get new row numbers), the log is emptied
 * into it, and then both are searched for the bytes, since only a search shows that they are gone. The process may be
 * killed on the way, and a reader that is open keeps the log alive; so what is left to do is noted in the store, in the
 * erasure's own transaction, until all of it is done. A later call goes on from there: the command line makes it before
 * it writes. The salts to look for are kept inverted: kept as they are, the search would find its own list.
 */
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "engine/engine.h"
#include "store/erase/byte_search.h"
#include "store/erase/erase.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal_body.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"
#include "store/session/witness.h"

/* The row of naast_meta, while bytes are still to go: a byte that says how far it came, then the salts. */
#define WAITING_KEY "erasing"
enum waiting_step { TO_REWRITE = 0, REWRITTEN = 1 };

/* A salt as it is kept for looking: by itself it would be what is looked for. */
static void turn_over(uint8_t *out, const uint8_t *salt)
{
    for (size_t k = 0; k < SALT_BYTES; k++)
        out[k] = (uint8_t)~salt[k];
}

static int keep_waiting(naast_store *store, const void *value, size_t len)
{
    struct query query;
    int status = query_open(&query, store,
                            "INSERT INTO naast_meta(key, value) VALUES ('" WAITING_KEY "', ?1) "
                            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                            "b", value, len);
    if (status == 0)
        status = query_next(&query);
    query_close(&query);
    return status;
}

/* What waits is put behind `out`, which begins empty and stays so when nothing does. */
static int read_waiting(naast_store *store, struct buffer *out)
{
    struct query query;
    size_t len = 0;
    int status = query_open(&query, store, "SELECT value FROM naast_meta WHERE key = '" WAITING_KEY "'", "");
    if (status == 0)
        status = query_next(&query);
    if (status == 1) {
        const void *value = query_blob(&query, 0, &len);
        if (len > 0)
            buffer_add(out, value, len);
        status = out->status;
    }
    query_close(&query);
    return status;
}

static int forget_words(naast_store *store)
{
    return store->engine->ops->run(store->engine, store->engine->ops->search(store->engine)->settle);
}

int erase_finish(struct erasing *erasing)
{
    naast_store *store = erasing->store;
    const struct traces *salts = &erasing->salts;
    struct buffer waiting;
    if (erasing->rows == 0)
        return 0;
    int status = forget_words(store);
    buffer_init(&waiting, &store->env);
    if (status == 0)
        status = read_waiting(store, &waiting);
    if (status == 0 && waiting.len == 0)
        buffer_byte(&waiting, TO_REWRITE);
    if (status == 0 && waiting.len > 0)
        waiting.data[0] = TO_REWRITE;
    for (size_t k = 0; status == 0 && k < salts->count; k++) {
        uint8_t turned[SALT_BYTES];
        turn_over(turned, (const uint8_t *)salts->bytes.data + salts->trace[k].at);
        buffer_add(&waiting, turned, sizeof turned);
    }
    if (status == 0)
        status = waiting.status;
    if (status == 0)
        status = keep_waiting(store, waiting.data, waiting.len);
    buffer_free(&waiting);
    return status;
}

int cleanse_waits(naast_store *store, int *waits)
{
    int64_t there = 0;
    int status = sql_int(store, &there, "SELECT 1 FROM naast_meta WHERE key = '" WAITING_KEY "'", "");
    if (status == 0)
        *waits = there != 0;
    return status;
}

/* ---- one step after the other ---- */

struct course {
    naast_store *store;
    struct buffer waiting;
    struct traces salts;
    struct traces *texts;
    struct cleansing *out;
};

/* What is kept of how far it came is no change of what anybody knows: it goes past the journal. */
static int note_step(struct course *course, int over)
{
    naast_store *store = course->store;
    int status = transaction_begin(store);
    if (status != 0)
        return status;
    if (over)
        status = store->engine->ops->run(store->engine, "DELETE FROM naast_meta WHERE key = '" WAITING_KEY "'");
    else
        status = keep_waiting(store, course->waiting.data, course->waiting.len);
    return transaction_end(store, status);
}

/* A caller's connection is not rewritten: that would give the rows of its other tables new numbers. */
static int rewrite(struct course *course)
{
    naast_store *store = course->store;
    if (store->attached || course->waiting.data[0] == REWRITTEN)
        return 0;
    int status = store->engine->ops->rewrite(store->engine);
    course->waiting.data[0] = REWRITTEN;
    return status == 0 ? note_step(course, 0) : status;
}

static int gather_salts(struct course *course)
{
    const uint8_t *at = (const uint8_t *)course->waiting.data + 1;
    const uint8_t *end = (const uint8_t *)course->waiting.data + course->waiting.len;
    int status = 0;
    for (; status == 0 && end - at >= SALT_BYTES; at += SALT_BYTES) {
        uint8_t salt[SALT_BYTES];
        turn_over(salt, at);
        status = traces_add(&course->salts, salt, sizeof salt);
    }
    if (status == 0)
        status = traces_begin(&course->salts);
    if (status == 0 && course->texts != NULL)
        status = traces_begin(course->texts);
    return status;
}

static void look(void *context, const unsigned char *bytes, size_t len)
{
    struct course *course = context;
    traces_look(&course->salts, bytes, len);
    if (course->texts != NULL)
        traces_look(course->texts, bytes, len);
}

static int look_through(struct course *course)
{
    struct engine *engine = course->store->engine;
    int status = gather_salts(course);
    if (status == 0)
        status = engine->ops->read_files(engine, TRACE_LONGEST - 1, look, course);
    if (status != 0)
        return status;
    if (course->texts != NULL)
        course->out->remain = (int64_t)traces_found(course->texts, 0, course->texts->added);
    if (traces_found(&course->salts, 0, course->salts.added) > 0)
        course->out->state = CLEANSE_STILL_THERE;
    return 0;
}

/* The steps, up to one that cannot be taken now. */
static int take_steps(struct course *course)
{
    struct engine *engine = course->store->engine;
    int emptied = 0;
    course->out->state = CLEANSE_NOT_DONE;
    int status = rewrite(course);
    if (status == 0)
        status = engine->ops->empty_log(engine, &emptied);
    if (status != 0)
        return status;
    course->out->state = emptied ? CLEANSED : CLEANSE_BY_READER;
    if (!emptied)
        return 0;
    status = look_through(course);
    if (status == 0 && course->out->state == CLEANSED) {
        status = note_step(course, 1);
        if (status == 0)
            (void)engine->ops->empty_log(engine, &emptied); /* the salts go too; by the next one, if not now */
    }
    if (status != 0)
        course->out->state = CLEANSE_NOT_DONE;
    return status;
}

/* It writes past write_begin, which is who asks this otherwise. */
static int check_writable(naast_store *store)
{
    return store->read_only ? FAIL(&store->env, MSG_STORE_READ_ONLY, store->path) : witness_check_write(store);
}

int cleanse(naast_store *store, struct traces *texts, struct cleansing *out)
{
    struct course course = {.store = store, .texts = texts, .out = out};
    *out = (struct cleansing){.state = CLEANSE_NOTHING};
    buffer_init(&course.waiting, &store->env);
    traces_init(&course.salts, &store->env);
    int status = read_begin(store);
    if (status == 0)
        status = read_waiting(store, &course.waiting);
    status = read_end(store, status);
    if (status == 0 && course.waiting.len > 0)
        status = check_writable(store);
    if (status == 0 && course.waiting.len > 0) {
        if (store->depth > 0 || store->reading > 0 || !store->engine->ops->is_settled(store->engine))
            out->state = CLEANSE_IN_WRITE;
        else
            (void)take_steps(&course); /* what was erased stays so: how far it came is reported, with the failure */
    }
    buffer_free(&course.waiting);
    traces_free(&course.salts);
    return status;
}
