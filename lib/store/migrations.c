/*
 * migrations.c: the schema of this version, and the steps that bring an earlier one there. A new version is a new step
 * at the end of the list, the same change in tables.c or ddl.c, and SCHEMA_VERSION one higher.
 */
#include "store/migrations.h"

#include "base/hash.h"
#include "base/ids.h"
#include "store/ddl.h"
#include "store/journal_operation.h"
#include "store/sql.h"
#include "store/tables.h"
#include "store/transaction.h"

#include <string.h>

/* Version 1 is the first: nothing leads to it. */
const struct migration migrations[] = {{0, NULL, NULL}};

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
    const struct engine_ops *ops = store->engine->ops;
    int status = ddl_create_own_tables(store->engine);
    for (const struct rec_table *const *table = all_tables; status == 0 && *table != NULL; table++)
        status = ops->create_table(store->engine, *table);
    if (status == 0)
        status = ops->create_triggers(store->engine);
    if (status == 0)
        status = insert_head(store, uuid);
    if (status == 0)
        status = ops->set_version(store->engine, SCHEMA_VERSION);
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
