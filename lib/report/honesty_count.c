/* honesty_count.c: adding to the figures of the honesty report. */
#include "naast-report.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "report/honesty.h"
#include "report/report.h"
#include "store/handle/handle.h"

#include <string.h>

static const char *const measure_codes[MEASURES] = {"ended",           "no",
                                                    "no_stage",        "no_days",
                                                    "no_untold",       "moves_stale",
                                                    "stale_check",     "moves_waived",
                                                    "waiver",          "unverified",
                                                    "unproven",        "won_under",
                                                    "won_other_gates", "won_moments",
                                                    "won_at_once",     "won_decider_silent",
                                                    "won_backed",      "taken_back",
                                                    "respelled",       "renamed",
                                                    "words_elsewhere", "words_own_name",
                                                    "promise_kept",    "promise_late",
                                                    "promise_broken",  "promise_moved",
                                                    "promise_overdue"};

static int entry_add(struct inquest *inquest, const struct honesty_entry *like)
{
    struct env *env = &inquest->scope->store->env;
    int status = mem_reserve(env, &inquest->entries, &inquest->room, inquest->count + 1, sizeof *inquest->entries);
    if (status != 0)
        return status;
    struct honesty_entry *entry = &inquest->entries[inquest->count];
    *entry = *like;
    entry->line.measure = measure_codes[like->measure];
    entry->line.pipeline = result_text(env, inquest->result, like->line.pipeline);
    entry->line.key = result_text(env, inquest->result, like->line.key);
    entry->line.name = result_text(env, inquest->result, like->line.name);
    if (!entry->line.pipeline || !entry->line.key || !entry->line.name)
        return NAAST_NO_MEMORY;
    inquest->count++;
    return 0;
}

int honesty_count(struct inquest *inquest, const struct honesty_entry *like)
{
    for (size_t k = 0; k < inquest->count; k++) {
        struct honesty_entry *entry = &inquest->entries[k];
        if (entry->measure == like->measure && strcmp(entry->line.pipeline, like->line.pipeline) == 0 &&
            strcmp(entry->line.key, like->line.key) == 0) {
            entry->line.count += like->line.count;
            return 0;
        }
    }
    return entry_add(inquest, like);
}

int honesty_count_plain(struct inquest *inquest, enum measure measure, const char *key, int64_t count)
{
    return honesty_count(
        inquest,
        &(struct honesty_entry){.measure = measure, .line = {.pipeline = "", .key = key, .name = "", .count = count}});
}

int honesty_count_some(struct inquest *inquest, enum measure measure, const char *key, int64_t count)
{
    return count == 0 ? 0 : honesty_count_plain(inquest, measure, key, count);
}
