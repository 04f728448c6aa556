/*
 * migrations.c: the schema of this version, and the steps that bring an earlier one there. A new version is a new step
 * at the end of the list, the same change in tables.c or ddl.c, and SCHEMA_VERSION one higher.
 */
#include "store/session/migrations.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/values/hash.h"
#include "base/values/ids.h"
#include "engine/engine.h"
#include "engine/sqlite/ddl.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/journal_operation.h"
#include "store/record/search.h"
#include "store/session/store.h"
#include "store/session/transaction.h"

#include <string.h>

/*
 * Version 2: organisations and people can be merged, operations undone, full text, and indices for what is due and
 * whose deals are whose. The columns of a packed table that follow a merge leave the trigger that guards what is
 * written once.
 */
static const char to_version_2[] =
    "ALTER TABLE naast_org ADD COLUMN merged INTEGER REFERENCES naast_org(id);"
    "ALTER TABLE naast_person ADD COLUMN merged INTEGER REFERENCES naast_person(id);"
    "CREATE INDEX naast_deal_contact ON naast_deal(contact) WHERE contact IS NOT NULL;"
    "CREATE INDEX naast_deal_untold ON naast_deal(closed) "
    "WHERE outcome IN ('declined', 'no_match') AND told IS NULL AND void = 0;"
    "CREATE INDEX naast_deal_open ON naast_deal(unverified, since, id, owner) WHERE outcome IS NULL AND void = 0;"
    "CREATE INDEX naast_deal_expected ON naast_deal(expected) "
    "WHERE expected IS NOT NULL AND outcome IS NULL AND void = 0;"
    "CREATE INDEX naast_evidence_said ON naast_evidence(said_by) WHERE said_by IS NOT NULL;"
    "CREATE INDEX naast_evidence_person ON naast_evidence(person) WHERE person IS NOT NULL;"
    "CREATE INDEX naast_evidence_due ON naast_evidence(due) "
    "WHERE due IS NOT NULL AND state = 'open' AND retracted = 0 AND void = 0;"
    "DROP TRIGGER naast_evidence_fixed;"
    "CREATE TRIGGER naast_evidence_fixed BEFORE UPDATE OF kind, side ON naast_evidence "
    "BEGIN SELECT RAISE(ABORT, 'naast: this is written once'); END;"
    "CREATE TRIGGER naast_evidence_follows BEFORE UPDATE OF said_by ON naast_evidence "
    "WHEN NEW.said_by IS NOT OLD.said_by AND NOT EXISTS(SELECT 1 FROM naast_person "
    "WHERE (id = OLD.said_by AND merged = NEW.said_by) OR (id = NEW.said_by AND merged = OLD.said_by)) "
    "BEGIN SELECT RAISE(ABORT, 'naast: this is written once'); END;"
    "DROP TRIGGER naast_word_fixed;"
    "CREATE TRIGGER naast_word_fixed BEFORE UPDATE OF item, side, seen, day ON naast_word "
    "BEGIN SELECT RAISE(ABORT, 'naast: this is written once'); END;"
    "CREATE TRIGGER naast_word_follows BEFORE UPDATE OF person ON naast_word "
    "WHEN NEW.person IS NOT OLD.person AND NOT EXISTS(SELECT 1 FROM naast_person "
    "WHERE (id = OLD.person AND merged = NEW.person) OR (id = NEW.person AND merged = OLD.person)) "
    "BEGIN SELECT RAISE(ABORT, 'naast: this is written once'); END;"
    "ALTER TABLE naast_transition ADD COLUMN undoes INTEGER;"
    "CREATE TABLE naast_gone_move(id INTEGER PRIMARY KEY) STRICT;"
    "CREATE VIEW naast_standing_move AS SELECT t.* FROM naast_transition t "
    "WHERE NOT EXISTS(SELECT 1 FROM naast_gone_move g WHERE g.id = t.id);"
    "CREATE TABLE naast_undo(id INTEGER PRIMARY KEY, operation INTEGER NOT NULL, undoes INTEGER NOT NULL, because "
    "TEXT) "
    "STRICT;"
    "CREATE UNIQUE INDEX naast_undo_operation ON naast_undo(operation);"
    "CREATE INDEX naast_undo_undoes ON naast_undo(undoes);"
    "CREATE TRIGGER naast_undo_stays BEFORE DELETE ON naast_undo "
    "BEGIN SELECT RAISE(ABORT, 'naast: nothing is deleted'); END;"
    "CREATE TRIGGER naast_undo_fixed BEFORE UPDATE ON naast_undo WHEN NEW.id IS NOT OLD.id OR NEW.operation IS NOT "
    "OLD.operation OR NEW.undoes IS NOT OLD.undoes OR NEW.because IS NOT NULL "
    "BEGIN SELECT RAISE(ABORT, 'naast: this is written once'); END;";

/* And what is personal can be erased, also where rows are written once. */
static const char erasing_of_version_2[] =
    "ALTER TABLE naast_evidence ADD COLUMN redacted INTEGER;"
    "DROP TRIGGER naast_transition_fixed;"
    "CREATE TRIGGER naast_transition_fixed BEFORE UPDATE ON naast_transition WHEN NEW.id IS NOT OLD.id "
    "OR NEW.deal IS NOT OLD.deal OR NEW.n IS NOT OLD.n OR NEW.kind IS NOT OLD.kind "
    "OR NEW.from_stage IS NOT OLD.from_stage OR NEW.to_stage IS NOT OLD.to_stage "
    "OR NEW.from_outcome IS NOT OLD.from_outcome OR NEW.to_outcome IS NOT OLD.to_outcome "
    "OR NEW.pipeline IS NOT OLD.pipeline OR NEW.at IS NOT OLD.at OR NEW.actor IS NOT OLD.actor "
    "OR NEW.because IS NOT NULL OR NEW.receipt IS NOT OLD.receipt OR NEW.told IS NOT OLD.told "
    "OR NEW.refer_person IS NOT OLD.refer_person OR NEW.refer_org IS NOT OLD.refer_org OR NEW.undoes IS NOT OLD.undoes "
    "BEGIN SELECT RAISE(ABORT, 'naast: this is written once'); END;"
    "CREATE TABLE naast_erasure(id INTEGER PRIMARY KEY, operation INTEGER NOT NULL, whole INTEGER NOT NULL, "
    "subject_table INTEGER NOT NULL, "
    "subject_row INTEGER NOT NULL, because TEXT) STRICT;"
    "CREATE TRIGGER naast_erasure_stays BEFORE DELETE ON naast_erasure "
    "BEGIN SELECT RAISE(ABORT, 'naast: nothing is deleted'); END;"
    "CREATE TRIGGER naast_erasure_fixed BEFORE UPDATE ON naast_erasure WHEN NEW.id IS NOT OLD.id OR NEW.operation IS "
    "NOT "
    "OLD.operation OR NEW.whole IS NOT OLD.whole OR NEW.subject_table IS NOT OLD.subject_table OR NEW.subject_row IS "
    "NOT OLD.subject_row "
    "OR NEW.because IS NOT NULL BEGIN SELECT RAISE(ABORT, 'naast: this is written once'); END;"
    "CREATE TABLE naast_erased(id INTEGER PRIMARY KEY, erasure INTEGER NOT NULL REFERENCES naast_erasure(id), "
    "part INTEGER NOT NULL) STRICT;"
    "CREATE UNIQUE INDEX naast_erased_part ON naast_erased(part);"
    "CREATE TRIGGER naast_erased_stays BEFORE DELETE ON naast_erased "
    "BEGIN SELECT RAISE(ABORT, 'naast: nothing is deleted'); END;"
    "CREATE TRIGGER naast_erased_fixed BEFORE UPDATE ON naast_erased "
    "BEGIN SELECT RAISE(ABORT, 'naast: this is written once'); END;";

static int rest_of_version_2(naast_store *store)
{
    int status = store->engine->ops->run(store->engine, erasing_of_version_2);
    if (status == 0)
        status = ddl_create_full_text(store->engine);
    return status == 0 ? search_fill(store) : status;
}

/* Version 3: who people were before a merge, what a word was given on, spelling, and gates that a deal came past. */
static const char to_version_3[] =
    "ALTER TABLE naast_deal ADD COLUMN unproven INTEGER;"
    "CREATE INDEX naast_deal_unproven ON naast_deal(since) WHERE unproven = 1 AND void = 0;"
    "ALTER TABLE naast_evidence ADD COLUMN said_as INTEGER REFERENCES naast_person(id);"
    "ALTER TABLE naast_evidence ADD COLUMN word_as INTEGER REFERENCES naast_person(id);"
    "ALTER TABLE naast_evidence ADD COLUMN person_as INTEGER REFERENCES naast_person(id);"
    "ALTER TABLE naast_evidence ADD COLUMN spelled_from TEXT;"
    "ALTER TABLE naast_word ADD COLUMN given_as INTEGER REFERENCES naast_person(id);"
    "ALTER TABLE naast_word ADD COLUMN page INTEGER;"
    "DROP TRIGGER naast_word_fixed;"
    "CREATE TRIGGER naast_word_fixed BEFORE UPDATE OF item, side, seen, day, page ON naast_word "
    "BEGIN SELECT RAISE(ABORT, 'naast: this is written once'); END;";

/* Version 1 was the first: nothing leads to it. */
const struct migration migrations[] = {{2, to_version_2, rest_of_version_2}, {3, to_version_3, NULL}, {0, NULL, NULL}};

/* The journal of a new store is empty; its head follows from the store's UUID: its own, or the one it is to have. */
static int insert_head(naast_store *store, const uint8_t *given)
{
    uint8_t uuid[UUID_BYTES], hash[HASH_BYTES];
    struct query query;
    int status = 0;
    if (given != NULL)
        memcpy(uuid, given, UUID_BYTES);
    else
        status = uuid_make(&store->env, uuid);
    if (status != 0)
        return status;
    journal_genesis(uuid, hash);
    status = query_open(&query, store, "INSERT INTO naast_head(id, seq, hash, uuid) VALUES (1, 0, ?1, ?2)", "bb",
                        (const void *)hash, sizeof hash, (const void *)uuid, sizeof uuid);
    if (status == 0)
        status = query_next(&query);
    query_close(&query);
    return status;
}

static int create_all(naast_store *store, const uint8_t *uuid)
{
    int status = ddl_create_all(store->engine);
    if (status == 0)
        status = insert_head(store, uuid);
    if (status == 0)
        status = store->engine->ops->set_version(store->engine, SCHEMA_VERSION);
    return status;
}

int schema_create(naast_store *store, const uint8_t *uuid, store_fill fill, void *context)
{
    int status = write_begin(store, OP_INIT);
    if (status == 0)
        status = create_all(store, uuid);
    if (status == 0 && fill != NULL)
        status = fill(store, context);
    return write_end(store, status);
}

static int take_step(naast_store *store, const struct migration *step)
{
    const struct engine_ops *ops = store->engine->ops;
    int status = transaction_begin(store);
    if (status != 0)
        return status;
    write_is_long(store);
    if (step->sql != NULL)
        status = ops->run(store->engine, step->sql);
    if (status == 0 && step->run != NULL)
        status = step->run(store);
    if (status == 0)
        status = ops->set_version(store->engine, step->version);
    return transaction_end(store, status);
}

int schema_upgrade(naast_store *store, const struct migration *steps, int64_t from)
{
    int status = 0;
    for (const struct migration *step = steps; status == 0 && step->version != 0; step++)
        if (step->version > from)
            status = take_step(store, step);
    return status;
}
