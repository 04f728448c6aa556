/* verification.c: the public verification: what the store found, in sentences. */
#include "base/memory.h"
#include "store/verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *kind;
    enum message message;
} faults[VERIFY_FAULTS] = {
    [VERIFY_ENTRY_MISSING] = {"chain", MSG_FOUND_ENTRY_MISSING},
    [VERIFY_ENTRY_UNKNOWN] = {"chain", MSG_FOUND_ENTRY_UNKNOWN},
    [VERIFY_HASH_DIFFERS] = {"chain", MSG_FOUND_HASH_DIFFERS},
    [VERIFY_HEAD_DIFFERS] = {"chain", MSG_FOUND_HEAD_DIFFERS},
    [VERIFY_BODY_MISSING] = {"body", MSG_FOUND_BODY_MISSING},
    [VERIFY_BODY_DIFFERS] = {"body", MSG_FOUND_BODY_DIFFERS},
    [VERIFY_BODY_ERASED] = {"body", MSG_FOUND_BODY_ERASED},
    [VERIFY_BODY_UNKNOWN] = {"body", MSG_FOUND_BODY_UNKNOWN},
    [VERIFY_BODY_UNREADABLE] = {"body", MSG_FOUND_BODY_UNREADABLE},
    [VERIFY_ROW_DIFFERS] = {"state", MSG_FOUND_ROW_DIFFERS},
    [VERIFY_ROW_MISSING] = {"state", MSG_FOUND_ROW_MISSING},
    [VERIFY_ROW_UNKNOWN] = {"state", MSG_FOUND_ROW_UNKNOWN},
    [VERIFY_ROW_CONTRADICTED] = {"state", MSG_FOUND_ROW_CONTRADICTED},
    [VERIFY_COUNTER_BACK] = {"state", MSG_FOUND_COUNTER_BACK},
    [VERIFY_SUMMARY_DIFFERS] = {"state", MSG_FOUND_SUMMARY_DIFFERS},
    [VERIFY_TRIGGER_MISSING] = {"schema", MSG_FOUND_TRIGGER_MISSING},
};

static const char *plain_name(const struct rec_table *table)
{
    return table != NULL ? table->name + strlen("naast_") : "";
}

/* The sentence goes by way of the handle's failure, which knows the languages and how to fill one in. */
static int describe(naast_store *store, void *result, enum verify_fault fault, const struct verify_finding *from,
                    naast_finding *to)
{
    char seq[24], row[24];
    snprintf(seq, sizeof seq, "%" PRId64, from->seq);
    snprintf(row, sizeof row, "%" PRId64, from->row);
    const char *name = from->table != NULL && from->column >= 0 ? from->table->column[from->column].name : from->name;
    env_fail(&store->env, faults[fault].message, seq, plain_name(from->table), row, name, (const char *)NULL);
    *to = (naast_finding){.kind = faults[fault].kind,
                          .code = store->env.failure.code,
                          .seq = from->seq,
                          .table = plain_name(from->table),
                          .row = from->row,
                          .text = result_text(&store->env, result, store->env.failure.text)};
    return to->text != NULL ? 0 : NAAST_NO_MEMORY;
}

static int present(naast_store *store, const struct verify_report *report, naast_verification **out)
{
    naast_verification *result = result_new(&store->env, sizeof *result);
    naast_finding *findings = result ? result_alloc(&store->env, result, VERIFY_FAULTS, sizeof *findings) : NULL;
    size_t count = 0;
    int status = findings != NULL ? 0 : NAAST_NO_MEMORY;
    for (int k = 0; status == 0 && k < VERIFY_FAULTS; k++)
        if (report->finding[k].found)
            status = describe(store, result, (enum verify_fault)k, &report->finding[k], &findings[count++]);
    if (status != 0) {
        naast_free(result);
        return status;
    }
    result->ok = count == 0;
    result->entries = report->entries;
    result->rows = report->rows;
    memcpy(result->head, report->head.text, sizeof result->head);
    result->findings = findings;
    result->finding_count = count;
    *out = result;
    env_clear_failure(&store->env);
    return count == 0 ? 0 : FAIL(&store->env, MSG_STORE_UNVERIFIED, findings[0].text);
}

int naast_store_verify(naast_store *store, naast_verification **out)
{
    struct verify_report report;
    env_clear_failure(&store->env);
    int status = read_begin(store);
    if (status == 0)
        status = store_verify(store, &report);
    status = read_end(store, status);
    return status == 0 ? present(store, &report, out) : status;
}
