/* pipeline.c: finding one's way in a definition: its kinds, stages, checks and words. */
#include "domain/pipeline/pipeline.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/text/text.h"
#include "store/handle/handle.h"

#include <stdio.h>
#include <string.h>

const naast_kind *pipeline_kind(const naast_pipeline *pipeline, const char *code)
{
    if (code == NULL)
        return NULL;
    for (size_t k = 0; k < pipeline->kind_count; k++)
        if (*pipeline->kinds[k].code == *code && strcmp(pipeline->kinds[k].code, code) == 0)
            return &pipeline->kinds[k];
    return NULL;
}

static naast_side code_side(const char *code)
{
    return strcmp(code, "us") == 0         ? NAAST_SIDE_US
           : strcmp(code, "customer") == 0 ? NAAST_SIDE_CUSTOMER
                                           : NAAST_SIDE_NONE;
}

const naast_kind *pipeline_covered(const naast_pipeline *pipeline, const char *code)
{
    char name[NAAST_NAME_SIZE];
    const size_t len = strcspn(code, ":");
    if (len >= sizeof name)
        return NULL;
    memcpy(name, code, len);
    name[len] = '\0';
    const naast_kind *kind = pipeline_kind(pipeline, name);
    const int is_known = code[len] == '\0' || code_side(code + len + 1) != NAAST_SIDE_NONE;
    const int has_sides = kind != NULL && (kind->sided || code[len] == '\0');
    return is_known && has_sides ? kind : NULL;
}

int kind_covers(const naast_kind *kind, const char *other, naast_side side)
{
    const size_t len = strlen(other);
    for (naast_codes code = kind->covers; code != NULL && *code != NULL; code++) {
        if (strncmp(*code, other, len) != 0)
            continue;
        const char *of = *code + len;
        if (*of == '\0' || (*of == ':' && (side == NAAST_SIDE_NONE || side == code_side(of + 1))))
            return 1;
    }
    return 0;
}

int pipeline_stage(const naast_pipeline *pipeline, const char *code)
{
    if (code == NULL)
        return -1;
    for (size_t k = 0; k < pipeline->stage_count; k++)
        if (strcmp(pipeline->stages[k].code, code) == 0)
            return (int)k;
    return -1;
}

int pipeline_won(const naast_pipeline *pipeline)
{
    for (size_t k = 0; k < pipeline->stage_count; k++)
        if (pipeline->stages[k].won)
            return (int)k;
    return -1;
}

const naast_check *pipeline_check_of(const naast_pipeline *pipeline, const char *id, size_t *stage)
{
    if (id == NULL)
        return NULL;
    for (size_t s = 0; s < pipeline->stage_count; s++) {
        const naast_gate *gate = &pipeline->stages[s].gate;
        for (size_t c = 0; c < gate->check_count; c++) {
            if (strcmp(gate->checks[c].code, id) != 0)
                continue;
            if (stage != NULL)
                *stage = s;
            return &gate->checks[c];
        }
    }
    return NULL;
}

/* ---- the public ones: of any version's structs ---- */

const naast_kind *naast_pipeline_kind(const naast_pipeline *pipeline, const char *code)
{
    for (size_t k = 0; pipeline != NULL && code != NULL && k < pipeline->kind_count; k++) {
        const naast_kind *kind = NAAST_AT(naast_kind, pipeline->kinds, pipeline->kind_size, k);
        if (text_equal(kind->code, code))
            return kind;
    }
    return NULL;
}

const naast_stage *naast_pipeline_stage(const naast_pipeline *pipeline, const char *code)
{
    for (size_t k = 0; pipeline != NULL && code != NULL && k < pipeline->stage_count; k++) {
        const naast_stage *stage = NAAST_AT(naast_stage, pipeline->stages, pipeline->stage_size, k);
        if (text_equal(stage->code, code))
            return stage;
    }
    return NULL;
}

const naast_check *naast_pipeline_check(const naast_pipeline *pipeline, const char *code)
{
    for (size_t s = 0; pipeline != NULL && code != NULL && s < pipeline->stage_count; s++) {
        const naast_gate *gate = &NAAST_AT(naast_stage, pipeline->stages, pipeline->stage_size, s)->gate;
        for (size_t k = 0; k < gate->check_count; k++) {
            const naast_check *check = NAAST_AT(naast_check, gate->checks, pipeline->check_size, k);
            if (text_equal(check->code, code))
                return check;
        }
    }
    return NULL;
}

/* ---- names ---- */

static int has_words(const naast_label *words)
{
    return (words->en != NULL && *words->en != '\0') || (words->nl != NULL && *words->nl != '\0');
}

const naast_label *check_name(const naast_pipeline *pipeline, const naast_check *check)
{
    const naast_kind *kind = pipeline_kind(pipeline, check->code);
    return has_words(&check->label) || kind == NULL ? &check->label : &kind->label;
}

const char *words_in(naast_language language, const naast_label *words)
{
    const char *first = language == NAAST_LANGUAGE_DUTCH ? words->nl : words->en;
    const char *second = language == NAAST_LANGUAGE_DUTCH ? words->en : words->nl;
    if (first != NULL && *first != '\0')
        return first;
    return second != NULL && *second != '\0' ? second : NULL;
}

const char *naast_name(const naast_store *store, const char *code, const naast_label *label,
                       char buffer[NAAST_NAME_SIZE])
{
    const naast_language language = store != NULL ? store->env.language : NAAST_LANGUAGE_ENGLISH;
    const char *name = label != NULL ? words_in(language, label) : NULL;
    if (name != NULL || buffer == NULL)
        return name != NULL ? name : "";
    snprintf(buffer, NAAST_NAME_SIZE, "%s", code ? code : "");
    for (char *at = buffer; *at != '\0'; at++)
        if (*at == '_')
            *at = ' ';
    return buffer;
}
