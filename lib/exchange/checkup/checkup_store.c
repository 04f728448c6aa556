/* checkup_store.c: what a store that opens says of itself: schema, settings, soundness, witness, erasures, clock. */
#include "naast-checkup.h"
#include "naast.h"

#include "base/env/env.h"
#include "engine/engine.h"
#include "engine/sqlite/schema_check.h"
#include "exchange/checkup/checkup.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/identity.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const naast_time minute = INT64_C(60) * 1000000;

/* Allowed, and reported: who did not put them there may want to know. */
static int check_others(struct checkup *checkup)
{
    naast_store *store = checkup->store;
    char names[120], number[24];
    int64_t count = 0;
    int status = schema_others(store->engine, &count, names, sizeof names);
    if (status != 0 || count == 0)
        return status;
    snprintf(number, sizeof number, "%" PRId64, count);
    return SAY(checkup, "schema", NAAST_SEVERITY_IN_ORDER, "", MSG_CHECKED_OTHERS, number, names);
}

static int check_schema(struct checkup *checkup)
{
    naast_store *store = checkup->store;
    struct engine_identity identity = {0};
    char version[24], ours[24];
    int status = store->engine->ops->identify(store->engine, &identity);
    if (status != 0)
        return status;
    snprintf(version, sizeof version, "%" PRId64, identity.version);
    snprintf(ours, sizeof ours, "%d", SCHEMA_VERSION);
    status = store->older ? SAY(checkup, "schema", NAAST_SEVERITY_ATTENTION, "", MSG_CHECKED_OLDER, version, ours)
                          : SAY(checkup, "schema", NAAST_SEVERITY_IN_ORDER, "", MSG_CHECKED_SCHEMA, version);
    return status == 0 ? check_others(checkup) : status;
}

/* What the engine does, asked of it rather than assumed from its settings. */
static int check_settings(struct checkup *checkup)
{
    naast_store *store = checkup->store;
    struct engine_state state;
    char ours[24];
    int status = store->engine->ops->examine(store->engine, &state);
    if (status == 0 && *state.damage == '\0' && !store->older)
        status = store->engine->ops->find_search_damage(store->engine, state.damage, sizeof state.damage);
    if (status != 0)
        return status;
    if (*state.setting != '\0') {
        status = SAY(checkup, "settings", NAAST_SEVERITY_FAULT, "", MSG_CHECKED_SETTING, state.setting, state.is,
                     state.wanted);
    } else {
        status = SAY(checkup, "settings", NAAST_SEVERITY_IN_ORDER, "", MSG_CHECKED_SETTINGS);
    }
    if (status == 0)
        status = *state.damage != '\0'
                     ? SAY(checkup, "integrity", NAAST_SEVERITY_FAULT, "", MSG_CHECKED_DAMAGED, state.damage)
                     : SAY(checkup, "integrity", NAAST_SEVERITY_IN_ORDER, "", MSG_CHECKED_SOUND);
    const int version = naast_version();
    snprintf(ours, sizeof ours, "%d.%d.%d", version / 1000000, version / 1000 % 1000, version % 1000);
    return status == 0 ? SAY(checkup, "version", NAAST_SEVERITY_IN_ORDER, "", MSG_CHECKED_VERSION, ours, state.version)
                       : status;
}

static int verify(struct checkup *checkup)
{
    naast_verify_spec spec = NAAST_VERIFY_SPEC_INIT;
    naast_verification *found = NULL;
    spec.progress = checkup->spec->progress;
    spec.context = checkup->spec->context;
    int status = naast_store_verify(checkup->store, &spec, &found);
    if (status == 0)
        status = SAY(checkup, "integrity", NAAST_SEVERITY_IN_ORDER, "", MSG_CHECKED_VERIFIED, found->head);
    else if (status == NAAST_UNVERIFIED && found != NULL)
        status = SAY(checkup, "integrity", NAAST_SEVERITY_FAULT, "", MSG_CHECKED_UNVERIFIED, found->findings[0].text);
    naast_free(found);
    return status;
}

static int say_witness(struct checkup *checkup, const naast_witness *witness)
{
    char seen[24];
    snprintf(seen, sizeof seen, "%.*s", (int)strcspn(witness->seen, ":"), witness->seen);
    if (witness->text[0] != '\0')
        return SAY(checkup, "witness", NAAST_SEVERITY_FAULT, witness->file, MSG_CHECKED_WITNESS_AGAINST, witness->text);
    if (witness->trouble[0] != '\0')
        return SAY(checkup, "witness", NAAST_SEVERITY_ATTENTION, witness->file, MSG_CHECKED_WITNESS_UNREADABLE,
                   witness->trouble);
    if (witness->file[0] == '\0')
        return SAY(checkup, "witness", NAAST_SEVERITY_IN_ORDER, "", MSG_CHECKED_WITNESS_NONE);
    return witness->state == NAAST_WITNESS_AGREES
               ? SAY(checkup, "witness", NAAST_SEVERITY_IN_ORDER, witness->file, MSG_CHECKED_WITNESS, seen)
               : SAY(checkup, "witness", NAAST_SEVERITY_IN_ORDER, witness->file, MSG_CHECKED_WITNESS_NEW);
}

static int check_witness(struct checkup *checkup)
{
    naast_witness *witness = NULL;
    int status = naast_store_witness(checkup->store, &witness);
    if (status == 0)
        status = say_witness(checkup, witness);
    naast_free(witness);
    return status;
}

static int check_erasure(struct checkup *checkup)
{
    naast_erasures *erasures = NULL;
    int status = naast_erasure_list(checkup->store, &erasures);
    if (status == 0)
        status = erasures->waiting ? SAY(checkup, "erasure", NAAST_SEVERITY_ATTENTION, "", MSG_CHECKED_ERASURE_WAITS)
                                   : SAY(checkup, "erasure", NAAST_SEVERITY_IN_ORDER, "", MSG_CHECKED_ERASED);
    naast_free(erasures);
    return status;
}

/* The last entry before which the clock went back by a minute or more, of those of the last month: what was long ago is
 * nobody's to mend. */
static int find_jump(naast_store *store, naast_time since, int64_t *seq, int64_t *back)
{
    struct query query;
    int status = query_open(&query, store,
                            "SELECT j.seq, p.at - j.at FROM naast_journal j JOIN naast_journal p ON p.seq = j.seq - 1 "
                            "WHERE j.at > ?1 AND p.at - j.at >= ?2 ORDER BY j.seq DESC LIMIT 1",
                            "ii", since, minute);
    if (status == 0)
        status = query_next(&query);
    if (status == 1) {
        *seq = query_int(&query, 0);
        *back = query_int(&query, 1);
        status = 0;
    }
    query_close(&query);
    return status;
}

static int check_clock(struct checkup *checkup)
{
    static const naast_time month = INT64_C(30) * 86400 * 1000000;
    naast_store *store = checkup->store;
    const naast_time now = env_now(&store->env);
    char entry[24], minutes[24];
    int64_t seq = 0, back = 0, last = 0;
    int status = sql_int(store, &last, "SELECT at FROM naast_journal ORDER BY seq DESC LIMIT 1", "");
    if (status == 0)
        status = find_jump(store, now - month, &seq, &back);
    if (status != 0)
        return status;
    if (last - now >= minute) {
        snprintf(minutes, sizeof minutes, "%" PRId64, (last - now) / minute);
        return SAY(checkup, "clock", NAAST_SEVERITY_ATTENTION, "", MSG_CHECKED_CLOCK_AHEAD, minutes);
    }
    snprintf(entry, sizeof entry, "%" PRId64, seq);
    snprintf(minutes, sizeof minutes, "%" PRId64, back / minute);
    return seq != 0 ? SAY(checkup, "clock", NAAST_SEVERITY_ATTENTION, "", MSG_CHECKED_CLOCK_BACK, entry, minutes)
                    : SAY(checkup, "clock", NAAST_SEVERITY_IN_ORDER, "", MSG_CHECKED_CLOCK);
}

/* What cannot be asked is a fault of the store, and the rest is asked all the same. */
static int ask(struct checkup *checkup, int (*check)(struct checkup *checkup))
{
    char said[FAILURE_TEXT_BYTES];
    const int status = check(checkup);
    if (status != NAAST_FAILURE && status != NAAST_UNVERIFIED && status != NAAST_IO && status != NAAST_BAD_DATA)
        return status;
    memcpy(said, checkup->store->env.failure.text, sizeof said);
    return SAY(checkup, "store", NAAST_SEVERITY_FAULT, "", MSG_CHECKED_UNREADABLE, said);
}

static int stop(void *context)
{
    const naast_checkup_spec *spec = context;
    return spec->progress != NULL && spec->progress(spec->context, 0, 0) != 0;
}

/* In a file of some size the engine's look at itself takes a while. */
static int check_settings_heeding(struct checkup *checkup)
{
    struct engine *engine = checkup->store->engine;
    naast_checkup_spec spec = *checkup->spec;
    engine->ops->heed(engine, stop, &spec);
    const int status = check_settings(checkup);
    engine->ops->heed(engine, NULL, NULL);
    return status;
}

int checkup_store(struct checkup *checkup)
{
    (void)store_look_again(checkup->store); /* what is wrong with it, check_schema reports */
    const int older = checkup->store->older;
    int status = ask(checkup, check_schema);
    if (status == 0)
        status = ask(checkup, check_settings_heeding);
    if (status == 0 && checkup->spec->full && !older)
        status = ask(checkup, verify);
    if (status == 0 && !older)
        status = ask(checkup, check_witness);
    if (status == 0 && !older)
        status = ask(checkup, check_erasure);
    return status == 0 ? ask(checkup, check_clock) : status;
}
