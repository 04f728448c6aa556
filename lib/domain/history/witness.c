/* witness.c: what the caller can ask about the witness, and accepting a store as it is. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/hash.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/session/identity.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"
#include "store/session/witness.h"
#include "store/session/witness_file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void format_mark(const struct witness_mark *mark, char out[NAAST_HEAD_SIZE])
{
    char hex[HASH_HEX];
    if (mark->seq == 0)
        return;
    hash_hex(mark->hash, hex);
    snprintf(out, NAAST_HEAD_SIZE, "%" PRId64 ":%s", mark->seq, hex);
}

static const char *file_of(const struct witness *witness, char out[WITNESS_PATH])
{
    *out = '\0';
    if (witness->name[0] != '\0')
        snprintf(out, WITNESS_PATH, "%s/%s", witness->folder, witness->name);
    return out;
}

/* The sentence goes by way of the handle's failure, which knows the languages. */
static const char *contradiction(naast_store *store, void *result)
{
    if (!witness_contradicts(store))
        return "";
    (void)witness_fail(store);
    return result_text(&store->env, result, store->env.failure.text);
}

static const char *reason(naast_store *store)
{
    const int trouble = store->witness->trouble;
    if (trouble == EBADMSG)
        return message_text(&store->env, MSG_WITNESS_FORM);
    return trouble != 0 ? strerror(trouble) : "";
}

static int fill(naast_store *store, naast_witness *result)
{
    const struct witness *witness = store->witness;
    char file[WITNESS_PATH];
    result->state = witness->state;
    format_mark(&witness->known.seen, result->seen);
    format_mark(&witness->known.verified, result->verified);
    result->file = result_text(&store->env, result, file_of(witness, file));
    result->place = result_text(&store->env, result, witness->known.path);
    result->text = contradiction(store, result);
    result->trouble = result_text(&store->env, result, reason(store));
    return result->file && result->place && result->text && result->trouble ? 0 : NAAST_NO_MEMORY;
}

int naast_store_witness(naast_store *store, naast_witness **out)
{
    int status = call_begin(store, out != NULL);
    if (status == 0 && store->engine == NULL)
        status = FAIL(&store->env, MSG_STORE_CLOSED);
    if (status != 0)
        return status;
    naast_witness *result = result_new(&store->env, sizeof *result);
    if (result == NULL)
        return NAAST_NO_MEMORY;
    result->file = result->place = result->text = result->trouble = "";
    (void)store_look_again(store); /* a later write reports why it cannot be */
    status = store->witness != NULL ? fill(store, result) : 0;
    result->code = witness_state_code(result->state);
    if (status == 0) {
        env_clear_failure(&store->env);
        *out = result;
    } else {
        naast_free(result);
    }
    return status;
}

int naast_store_trust(naast_store *store)
{
    int status = call_begin(store, 1);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = witness_trust(store);
    return read_end(store, status);
}
