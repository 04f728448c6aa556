/* meanings.c: what the values of a stage column mean: a stage of the pipeline, or an outcome. */
#include "exchange/import.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/pipeline.h"

#include <string.h>

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
    import->known = known;
    import->known_count = status == 0 ? count : 0;
    return status;
}

static const struct import_meaning *look_up(const struct import_meaning *list, size_t count, const char *folded)
{
    for (size_t k = 0; k < count; k++) {
        if (strcmp(list[k].folded, folded) == 0)
            return &list[k];
    }
    return NULL;
}

static int unknown_meaning(naast_import *import, const naast_stage_mapping *mapping, const naast_pipeline *pipeline)
{
    struct buffer stages;
    buffer_init(&stages, &import->store->env);
    for (size_t k = 0; k < pipeline->stage_count; k++)
        buffer_format(&stages, "%s%s", k == 0 ? "" : ", ", pipeline->stages[k].code);
    int status = stages.status;
    if (status == 0)
        status = FAIL(&import->store->env, MSG_IMPORT_MEANS, mapping->value, mapping->means ? mapping->means : "",
                      pipeline->name, stages.data);
    buffer_free(&stages);
    return status;
}

static int fold_value(naast_import *import, const char *value, char **out)
{
    struct env *env = &import->store->env;
    char *clean;
    int status = text_clean(env, naast_import_field_code(NAAST_FIELD_STAGE), value, 300, TEXT_LINE, &clean);
    if (status == 0) {
        status = text_fold(env, clean, out);
        mem_free(env, clean);
    }
    return status;
}

static int map_one(naast_import *import, const naast_stage_mapping *mapping, const naast_pipeline *pipeline,
                   struct import_meaning *out)
{
    char *folded = NULL;
    const struct import_meaning *means = NULL;
    if (mapping->means != NULL)
        means = look_up(import->known, import->known_count, mapping->means);
    if (means == NULL)
        return unknown_meaning(import, mapping, pipeline);
    int status = fold_value(import, mapping->value ? mapping->value : "", &folded);
    if (status != 0)
        return status;
    if (look_up(import->mapped, import->mapped_count, folded) != NULL) {
        status = FAIL(&import->store->env, MSG_IMPORT_TWICE, mapping->value ? mapping->value : "");
    } else {
        *out = (struct import_meaning){folded, means->stage, means->outcome};
        status = keep(import, out);
    }
    mem_free(&import->store->env, folded);
    return status;
}

int import_meanings_prepare(naast_import *import, const naast_import_spec *spec, const char *pipeline_name)
{
    const naast_pipeline *pipeline;
    int status = pipeline_find(import->store, pipeline_name, 0, &import->pipeline);
    if (status == 0)
        status = pipeline_load(import->store, import->pipeline, &pipeline);
    if (status == 0)
        status = prepare_known(import, pipeline);
    if (status != 0 || spec->stage_count == 0)
        return status;
    struct import_meaning *mapped = result_alloc(&import->store->env, import, spec->stage_count, sizeof *mapped);
    if (mapped == NULL)
        return NAAST_NO_MEMORY;
    import->mapped = mapped;
    for (size_t k = 0; status == 0 && k < spec->stage_count; k++) {
        status = map_one(import, &spec->stages[k], pipeline, &mapped[k]);
        import->mapped_count += status == 0;
    }
    return status;
}

int import_meaning_find(naast_import *import, const char *value, const struct import_meaning **out)
{
    char *folded = NULL;
    int status = text_fold(&import->store->env, value, &folded);
    if (status != 0)
        return status;
    const struct import_meaning *found = look_up(import->mapped, import->mapped_count, folded);
    if (found == NULL && *value == '\0')
        found = &import->known[0];
    if (found == NULL)
        found = look_up(import->known, import->known_count, value);
    mem_free(&import->store->env, folded);
    *out = found;
    return 0;
}
