/* verify.c: the public verification: what the store found, in sentences. */
#include "domain/history/verify.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/values/hash.h"
#include "domain/common/input.h"
#include "engine/schema/table.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/record/journal.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"
#include "store/session/witness.h"
#include "store/verify/verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *kind;
    enum message message;
} faults[VERIFY_FAULTS] = {
    [VERIFY_ENTRY_MISSING] = {"chain", MSG_FOUND_ENTRY_MISSING},
    [VERIFY_ENTRY_UNKNOWN] = {"chain", MSG_FOUND_ENTRY_UNKNOWN},
    [VERIFY_ENTRY_CONTRADICTED] = {"chain", MSG_FOUND_ENTRY_CONTRADICTED},
    [VERIFY_HASH_DIFFERS] = {"chain", MSG_FOUND_HASH_DIFFERS},
    [VERIFY_HEAD_DIFFERS] = {"chain", MSG_FOUND_HEAD_DIFFERS},
    [VERIFY_BODY_MISSING] = {"body", MSG_FOUND_BODY_MISSING},
    [VERIFY_BODY_DIFFERS] = {"body", MSG_FOUND_BODY_DIFFERS},
    [VERIFY_BODY_ERASED] = {"body", MSG_FOUND_BODY_ERASED},
    [VERIFY_BODY_KEPT] = {"body", MSG_FOUND_BODY_KEPT},
    [VERIFY_BODY_UNKNOWN] = {"body", MSG_FOUND_BODY_UNKNOWN},
    [VERIFY_BODY_UNREADABLE] = {"body", MSG_FOUND_BODY_UNREADABLE},
    [VERIFY_ROW_DIFFERS] = {"state", MSG_FOUND_ROW_DIFFERS},
    [VERIFY_ROW_MISSING] = {"state", MSG_FOUND_ROW_MISSING},
    [VERIFY_ROW_UNKNOWN] = {"state", MSG_FOUND_ROW_UNKNOWN},
    [VERIFY_ROW_CONTRADICTED] = {"state", MSG_FOUND_ROW_CONTRADICTED},
    [VERIFY_COUNTER_BACK] = {"state", MSG_FOUND_COUNTER_BACK},
    [VERIFY_SUMMARY_DIFFERS] = {"state", MSG_FOUND_SUMMARY_DIFFERS},
    [VERIFY_SEARCH_DIFFERS] = {"state", MSG_FOUND_SEARCH_DIFFERS},
    [VERIFY_TRIGGER_MISSING] = {"schema", MSG_FOUND_TRIGGER_MISSING},
    [VERIFY_TRIGGER_UNKNOWN] = {"schema", MSG_FOUND_TRIGGER_UNKNOWN},
    [VERIFY_SCHEMA_DIFFERS] = {"schema", MSG_FOUND_SCHEMA_DIFFERS},
    [VERIFY_VERSION_DIFFERS] = {"schema", MSG_FOUND_VERSION_DIFFERS},
    [VERIFY_DAMAGED] = {"file", MSG_FOUND_DAMAGED},
    [VERIFY_SET_BACK] = {"witness", MSG_FOUND_SET_BACK},
    [VERIFY_ANOTHER_WAY] = {"witness", MSG_FOUND_ANOTHER_WAY},
    [VERIFY_ANOTHER_STORE] = {"witness", MSG_FOUND_ANOTHER_STORE},
};

/* The sentence goes by way of the handle's failure, which knows the languages and how to fill one in. */
static int describe(naast_store *store, void *result, enum verify_fault fault, const struct verify_finding *from,
                    naast_verify_finding *to)
{
    char seq[24], row[24];
    snprintf(seq, sizeof seq, "%" PRId64, from->seq);
    snprintf(row, sizeof row, "%" PRId64, from->row);
    const char *table = from->table != NULL ? rec_plain_name(from->table) : "";
    const char *name = from->table != NULL && from->column >= 0 ? from->table->column[from->column].name : from->name;
    env_fail(&store->env, faults[fault].message, seq, table, row, name, (const char *)NULL);
    *to = (naast_verify_finding){.kind = faults[fault].kind,
                                 .code = store->env.failure.code,
                                 .seq = from->seq,
                                 .table = table,
                                 .row = from->row,
                                 .text = result_text(&store->env, result, store->env.failure.text)};
    return to->text != NULL ? 0 : NAAST_NO_MEMORY;
}

/* A head that was kept, typed as it was, and the journal has another entry there or none. */
static int describe_head(naast_store *store, void *result, const char *head, naast_verify_finding *to)
{
    char hex[HASH_HEX];
    int64_t seq = 0;
    (void)journal_head_parse(head, &seq, hex);
    (void)FAIL(&store->env, MSG_FOUND_HEAD_UNKNOWN, head);
    *to = (naast_verify_finding){.kind = "head", .code = store->env.failure.code, .seq = seq, .table = ""};
    to->text = result_text(&store->env, result, store->env.failure.text);
    return to->text != NULL ? 0 : NAAST_NO_MEMORY;
}

/* What was found of the heads that somebody kept: 1 for each that is not in the journal. */
struct kept_heads {
    const char *const *text;
    size_t count;
    uint8_t *unknown;
};

static int describe_all(naast_store *store, const struct verify_report *report, const struct kept_heads *heads,
                        naast_verification *result)
{
    naast_verify_finding *findings = result_alloc(&store->env, result, VERIFY_FAULTS + heads->count, sizeof *findings);
    size_t count = 0;
    int status = findings != NULL ? 0 : NAAST_NO_MEMORY;
    for (int k = 0; status == 0 && k < VERIFY_FAULTS; k++)
        if (report->finding[k].found)
            status = describe(store, result, (enum verify_fault)k, &report->finding[k], &findings[count++]);
    for (size_t k = 0; status == 0 && k < heads->count; k++)
        if (heads->unknown[k])
            status = describe_head(store, result, heads->text[k], &findings[count++]);
    result->findings = findings;
    result->finding_count = count;
    result->finding_size = sizeof *findings;
    return status;
}

static int present(naast_store *store, const struct verify_report *report, const struct kept_heads *heads, int64_t from,
                   naast_verification **out)
{
    naast_verification *result = result_new(&store->env, sizeof *result);
    if (result == NULL)
        return NAAST_NO_MEMORY;
    int status = describe_all(store, report, heads, result);
    if (status != 0) {
        naast_free(result);
        return status;
    }
    result->ok = result->finding_count == 0;
    result->entries = report->entries;
    result->rows = report->rows;
    result->from = from;
    memcpy(result->head, report->head.text, sizeof result->head);
    *out = result;
    env_clear_failure(&store->env);
    return result->ok ? 0 : FAIL(&store->env, MSG_STORE_UNVERIFIED, result->findings[0].text);
}

/* The file could not be read to its end, and the engine said why: that is what was found, and all that is known. */
static int present_unread(naast_store *store, int64_t from, naast_verification **out)
{
    naast_verification *result = result_new(&store->env, sizeof *result);
    naast_verify_finding *finding = result != NULL ? result_alloc(&store->env, result, 1, sizeof *finding) : NULL;
    const char *text = finding != NULL ? result_text(&store->env, result, store->env.failure.text) : NULL;
    if (text == NULL) {
        naast_free(result);
        return NAAST_NO_MEMORY;
    }
    *finding = (naast_verify_finding){.kind = "file", .code = store->env.failure.code, .table = "", .text = text};
    result->findings = finding;
    result->finding_count = 1;
    result->finding_size = sizeof *finding;
    result->from = from;
    *out = result;
    return NAAST_UNVERIFIED;
}

static int check_spec(naast_store *store, const naast_verify_spec *spec)
{
    char hex[HASH_HEX];
    int64_t seq = 0;
    if (spec->head_count > 0 && spec->heads == NULL)
        return FAIL(&store->env, MSG_ARGUMENT_NULL);
    for (size_t k = 0; k < spec->head_count; k++)
        if (spec->heads[k] == NULL || journal_head_parse(spec->heads[k], &seq, hex) == 0)
            return FAIL(&store->env, MSG_KEPT_HEAD_FORM, spec->heads[k] != NULL ? spec->heads[k] : "");
    return store->stands_at != 0 ? FAIL(&store->env, MSG_PAST_HANDLE) : 0;
}

static int check_heads(naast_store *store, const struct kept_heads *heads)
{
    char hex[HASH_HEX];
    int64_t seq = 0;
    int known = 0;
    for (size_t k = 0; known >= 0 && k < heads->count; k++) {
        (void)journal_head_parse(heads->text[k], &seq, hex);
        known = journal_head_known(store, seq, hex);
        heads->unknown[k] = known == 0;
    }
    return known < 0 ? known : 0;
}

/* In a read of its own: before anything is read through it, the witness included. Also where an attached store is
 * refused since it was looked at again: what is found says of what kind that is. */
static int verify_tables(naast_store *store, struct verify_report *report, int *differs)
{
    *report = (struct verify_report){0};
    int status = read_begin(store);
    const int refused = status == NAAST_UNVERIFIED;
    const struct failure why = store->env.failure;
    if (refused)
        status = reading_begin(store);
    if (status == 0)
        status = verify_schema(store, report);
    *differs = report->finding[VERIFY_TRIGGER_MISSING].found || report->finding[VERIFY_TRIGGER_UNKNOWN].found ||
               report->finding[VERIFY_SCHEMA_DIFFERS].found;
    status = read_end(store, status);
    if (status != 0 || !refused || *differs)
        return status;
    store->env.failure = why;
    return NAAST_UNVERIFIED;
}

static int verify_all(naast_store *store, const struct verify_plan *plan, const struct kept_heads *heads,
                      naast_verification **out)
{
    struct verify_report report;
    int64_t from = 1;
    int status = store->depth == 0 && store->reading == 0 ? witness_meet(store) : 0;
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = store_verify(store, plan, &report, &from);
    if (status == 0)
        status = check_heads(store, heads);
    if (status == NAAST_STOPPED)
        status = FAIL(&store->env, MSG_VERIFY_STOPPED);
    status = read_end(store, status);
    if (status == 0)
        status = present(store, &report, heads, from, out);
    else if (status == NAAST_UNVERIFIED)
        status = present_unread(store, from, out);
    if (status == 0)
        witness_verified(store, &report.head);
    return status;
}

/* What is read through a schema that is not ours may be anything, and go on for ever. */
static int verify(naast_store *store, const struct verify_plan *plan, const struct kept_heads *heads,
                  naast_verification **out)
{
    const struct kept_heads none = {0};
    struct verify_report report;
    int differs = 0;
    int status = verify_tables(store, &report, &differs);
    if (status == 0 && differs)
        return present(store, &report, &none, 1, out);
    if (status == NAAST_UNVERIFIED)
        return present_unread(store, 1, out);
    return status == 0 ? verify_all(store, plan, heads, out) : status;
}

int verify_inside(naast_store *store, const naast_verify_spec *spec, naast_verification **out)
{
    naast_verify_spec own;
    int status = SPEC_TAKE_IF(&store->env, naast_verify_spec, &own, spec);
    if (status == 0)
        status = check_spec(store, &own);
    if (status != 0)
        return status;
    struct kept_heads heads = {.text = own.heads, .count = own.head_count};
    const struct verify_plan plan = {own.threads, own.since_last, own.progress, own.context};
    heads.unknown = mem_zero(&store->env, heads.count + 1, 1);
    status = heads.unknown != NULL ? verify(store, &plan, &heads, out) : NAAST_NO_MEMORY;
    mem_free(&store->env, heads.unknown);
    return status;
}

/* What an operation changed is not in the journal before its end. */
int naast_store_verify(naast_store *store, const naast_verify_spec *spec, naast_verification **out)
{
    int status = call_begin(store, out != NULL);
    if (status == 0 && store->depth > 0)
        status = FAIL(&store->env, MSG_IN_OPERATION);
    return status == 0 ? verify_inside(store, spec, out) : status;
}
