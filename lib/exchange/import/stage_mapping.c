/* stage_mapping.c: what the values of a stage column and an outcome column mean: a stage of the pipeline, an outcome.
 */
#include "naast-exchange.h"
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "domain/pipeline/pipeline.h"
#include "exchange/import/import.h"
#include "store/handle/handle.h"

#include <string.h>

static const char open_code[] = "open"; /* as an outcome column says it */

/* The deal that ended as won reached the last stage; one that ended otherwise is not said to have reached anything. */
static void outcome_meaning(const naast_pipeline *pipeline, const char *outcome, struct import_meaning *out)
{
    size_t stage = strcmp(outcome, "won") == 0 ? pipeline->stage_count - 1 : 0;
    *out = (struct import_meaning){outcome, pipeline->stages[stage].code, outcome};
}

/* From the won stage on a deal is won. */
static void stage_meaning(const naast_pipeline *pipeline, size_t stage, struct import_meaning *out)
{
    const char *code = pipeline->stages[stage].code;
    *out = (struct import_meaning){code, code, (int)stage >= pipeline_won(pipeline) ? "won" : ""};
}

/* The copies belong to the import: a pipeline on the handle may be forgotten while it goes on. */
static int keep(naast_import *import, struct import_meaning *meaning)
{
    struct env *env = &import->store->env;
    meaning->folded = result_text(env, import, meaning->folded);
    meaning->stage = result_text(env, import, meaning->stage);
    meaning->outcome = result_text(env, import, meaning->outcome);
    return meaning->folded && meaning->stage && meaning->outcome ? 0 : NAAST_NO_MEMORY;
}

static int prepare_known(naast_import *import, const naast_pipeline *pipeline)
{
    static const char *const outcomes[] = {"won",  "declined",    "rejected", "no_match",
                                           "lost", "no_decision", "withdrawn"};
    const size_t outcome_count = sizeof outcomes / sizeof outcomes[0], count = pipeline->stage_count + outcome_count;
    struct import_meaning *known = result_alloc(&import->store->env, import, count, sizeof *known);
    int status = known == NULL ? NAAST_NO_MEMORY : 0;
    for (size_t k = 0; status == 0 && k < count; k++) {
        if (k < pipeline->stage_count)
            stage_meaning(pipeline, k, &known[k]);
        else
            outcome_meaning(pipeline, outcomes[k - pipeline->stage_count], &known[k]);
        status = keep(import, &known[k]);
    }
    import->known = (struct import_meanings){known, status == 0 ? count : 0};
    import->stage_count = pipeline->stage_count;
    return status;
}

static const struct import_meaning *look_up(const struct import_meanings *meanings, const char *folded)
{
    for (size_t k = 0; k < meanings->count; k++) {
        if (strcmp(meanings->list[k].folded, folded) == 0)
            return &meanings->list[k];
    }
    return NULL;
}

/* Of the outcomes, and "open". */
static const struct import_meaning *look_up_outcome(const naast_import *import, const char *code)
{
    const struct import_meanings outcomes = {import->known.list + import->stage_count,
                                             import->known.count - import->stage_count};
    return strcmp(code, open_code) == 0 ? &import->known.list[0] : look_up(&outcomes, code);
}

static int unknown_stage(naast_import *import, const naast_stage_mapping *mapping)
{
    struct buffer stages;
    buffer_init(&stages, &import->store->env);
    for (size_t k = 0; k < import->stage_count; k++)
        buffer_format(&stages, "%s%s", k == 0 ? "" : ", ", import->known.list[k].stage);
    int status = stages.status;
    if (status == 0)
        status = FAIL(&import->store->env, MSG_IMPORT_MEANS, mapping->value, mapping->means ? mapping->means : "",
                      stages.data);
    buffer_free(&stages);
    return status;
}

static int fold_value(naast_import *import, naast_import_field field, const char *value, char **out)
{
    struct env *env = &import->store->env;
    char *clean;
    int status = text_clean(env, naast_import_field_code(field), value, 300, TEXT_LINE, &clean);
    if (status == 0) {
        status = text_fold(env, clean, out);
        mem_free(env, clean);
    }
    return status;
}

static int map_one(naast_import *import, const naast_stage_mapping *mapping, naast_import_field field,
                   const struct import_meanings *earlier, struct import_meaning *out)
{
    struct env *env = &import->store->env;
    const char *value = mapping->value ? mapping->value : "", *code = mapping->means ? mapping->means : "";
    const struct import_meaning *means =
        field == NAAST_FIELD_STAGE ? look_up(&import->known, code) : look_up_outcome(import, code);
    char *folded = NULL;
    if (means == NULL)
        return field == NAAST_FIELD_STAGE ? unknown_stage(import, mapping)
                                          : FAIL(env, MSG_IMPORT_OUTCOME_MEANS, value, code);
    int status = fold_value(import, field, value, &folded);
    if (status != 0)
        return status;
    if (look_up(earlier, folded) != NULL) {
        status = FAIL(env, MSG_IMPORT_TWICE, value);
    } else {
        *out = (struct import_meaning){folded, means->stage, means->outcome};
        status = keep(import, out);
    }
    mem_free(env, folded);
    return status;
}

static int map_all(naast_import *import, naast_import_field field, const naast_stage_mapping *mappings, size_t count,
                   struct import_meanings *out)
{
    int status = 0;
    if (count == 0)
        return 0;
    struct import_meaning *list = result_alloc(&import->store->env, import, count, sizeof *list);
    if (list == NULL)
        return NAAST_NO_MEMORY;
    *out = (struct import_meanings){list, 0};
    for (size_t k = 0; status == 0 && k < count; k++) {
        status = map_one(import, &mappings[k], field, out, &list[k]);
        out->count += status == 0;
    }
    return status;
}

int import_meanings_prepare(naast_import *import, const naast_import_spec *spec)
{
    const naast_pipeline *pipeline;
    int status = pipeline_find(import->store, spec->pipeline, 0, &import->pipeline);
    if (status == 0)
        status = pipeline_load(import->store, import->pipeline, &pipeline);
    if (status == 0)
        status = prepare_known(import, pipeline);
    if (status == 0)
        status = map_all(import, NAAST_FIELD_STAGE, spec->stages, spec->stage_count, &import->mapped);
    if (status == 0)
        status = map_all(import, NAAST_FIELD_OUTCOME, spec->outcomes, spec->outcome_count, &import->ended);
    return status;
}

/* NULL: nobody said. "": the first stage, unless it is mapped. */
static int find_stage(naast_import *import, const char *value, const struct import_meaning **out)
{
    char *folded = NULL;
    int status = text_fold(&import->store->env, value, &folded);
    if (status != 0)
        return status;
    *out = look_up(&import->mapped, folded);
    if (*out == NULL && *value == '\0')
        *out = &import->known.list[0];
    if (*out == NULL)
        *out = look_up(&import->known, value);
    mem_free(&import->store->env, folded);
    return 0;
}

/* NULL: the row does not say, or nobody said what it means. */
static int find_outcome(naast_import *import, const char *value, const struct import_meaning **out)
{
    char *folded = NULL;
    int status = text_fold(&import->store->env, value, &folded);
    if (status != 0)
        return status;
    *out = look_up(&import->ended, folded);
    if (*out == NULL && *value != '\0')
        *out = look_up_outcome(import, folded);
    mem_free(&import->store->env, folded);
    return 0;
}

static int is_won(const struct import_meaning *meaning) { return strcmp(meaning->outcome, "won") == 0; }

/* A stage that says of itself how it ended must not say otherwise than the outcome beside it. */
static int contradict(const struct import_meaning *stage, const struct import_meaning *ended)
{
    return *stage->outcome != '\0' && (*ended->outcome == '\0' || is_won(stage) != is_won(ended));
}

static int join(naast_import *import, struct import_row *row, const struct import_meaning *stage,
                const struct import_meaning *ended)
{
    if (stage == NULL)
        return FAIL(&import->store->env, MSG_IMPORT_STAGE, row->text[NAAST_FIELD_STAGE]);
    if (contradict(stage, ended))
        return FAIL(&import->store->env, MSG_IMPORT_CONTRADICTION, row->text[NAAST_FIELD_STAGE],
                    row->text[NAAST_FIELD_OUTCOME]);
    row->stage = stage->stage;
    row->outcome = ended->outcome;
    return 0;
}

int import_meaning_read(naast_import *import, struct import_row *row)
{
    const char *value = row->text[NAAST_FIELD_STAGE], *outcome = row->text[NAAST_FIELD_OUTCOME];
    const struct import_meaning *stage = NULL, *ended = NULL;
    int status = find_outcome(import, outcome ? outcome : "", &ended);
    if (status == 0 && ended == NULL && outcome != NULL)
        status = FAIL(&import->store->env, MSG_IMPORT_OUTCOME, outcome);
    status = import_fault_keep(import, status, NAAST_FIELD_OUTCOME);
    if (status == 0)
        status = find_stage(import, value ? value : "", &stage);
    if (status != 0)
        return status;
    if (ended == NULL)
        ended = stage;
    else if (is_won(ended) && (stage == NULL || *stage->outcome == '\0'))
        stage = ended; /* where it stood just before is not where it is */
    if (stage != NULL && (import_is_faulty(import, NAAST_FIELD_OUTCOME) || import_is_faulty(import, NAAST_FIELD_STAGE)))
        return 0; /* what they say together is not known yet */
    return import_fault_keep(import, join(import, row, stage, ended), NAAST_FIELD_STAGE);
}
