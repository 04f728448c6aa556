/* check.c: whether a definition can be asked of deals at all; what cannot is named by its path. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "domain/common/codes.h"
#include "domain/pipeline/answerable.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/rests.h"

#include <stdio.h>
#include <string.h>

enum {
    KINDS_MAX = 200,
    STAGES_MAX = 50,
    CHECKS_MAX = 100,
    CODES_MAX = 100,
    NAME_BYTES = 300,
    ASK_BYTES = 1000,
    N_MAX = 100,
    DAYS_MAX = 3650
};
enum { NO_INDEX = -1 };

/* Where in the definition we are: "stages[2].gate.checks[0]". */
struct place {
    struct env *env;
    const naast_pipeline *pipeline;
    int words; /* look at names and questions too */
    char base[100];
};

/* Fails with the path of a field of the present place, or of the index-th thing in it, in front. */
static int fault(const struct place *place, const char *field, int index, enum message message, const char *arg,
                 const char *more)
{
    char path[200], at[16] = "";
    if (index != NO_INDEX)
        snprintf(at, sizeof at, "[%d]", index);
    snprintf(path, sizeof path, "%s%s%s%s", place->base, *place->base && *field ? "." : "", field, at);
    return FAIL(place->env, message, path, arg ? arg : "", more ? more : "");
}

static int check_range(const struct place *place, const char *field, int32_t value, int32_t most)
{
    char text[16];
    snprintf(text, sizeof text, "%d", (int)most);
    return value < 0 || value > most ? fault(place, field, NO_INDEX, MSG_PIPELINE_RANGE, "0", text) : 0;
}

static int check_text(const struct place *place, const char *field, const char *text, size_t most)
{
    char *clean = NULL, bytes[16];
    int status = text_clean(place->env, field, text, most, TEXT_LINE, &clean);
    const int speaks = clean == NULL || *clean == '\0' || text_says_something(clean);
    mem_free(place->env, clean);
    if (status == 0 && !speaks)
        return fault(place, field, NO_INDEX, MSG_PIPELINE_TEXT_SAYS_NOTHING, NULL, NULL);
    if (status != NAAST_INVALID)
        return status;
    snprintf(bytes, sizeof bytes, "%zu", most);
    return fault(place, field, NO_INDEX, MSG_PIPELINE_TEXT, bytes, NULL);
}

static int check_words(const struct place *place, const char *field, const naast_label *words, size_t most)
{
    char part[32];
    if (!place->words)
        return 0;
    snprintf(part, sizeof part, "%s.en", field);
    int status = check_text(place, part, words->en, most);
    snprintf(part, sizeof part, "%s.nl", field);
    return status == 0 ? check_text(place, part, words->nl, most) : status;
}

static int check_code(const struct place *place, const char *field, int index, const char *code)
{
    if (code == NULL)
        return fault(place, field, index, MSG_PIPELINE_MISSING, NULL, NULL);
    return text_is_code(code) ? 0 : fault(place, field, index, MSG_PIPELINE_CODE, NULL, NULL);
}

/* A list's path is the field alone where it holds one code, as it is mostly written. */
static int index_in(naast_codes codes, int index) { return codes[1] == NULL ? NO_INDEX : index; }

typedef int check_one(const struct place *place, const char *field, int index, const char *code);

static int check_list(const struct place *place, const char *field, naast_codes codes, check_one *check)
{
    int status = 0;
    for (int k = 0; status == 0 && codes != NULL && codes[k] != NULL; k++) {
        int at = index_in(codes, k);
        status = k < CODES_MAX ? check(place, field, at, codes[k])
                               : fault(place, field, NO_INDEX, MSG_PIPELINE_TOO_MANY, "100", NULL);
        for (int earlier = 0; status == 0 && earlier < k; earlier++)
            if (strcmp(codes[earlier], codes[k]) == 0)
                status = fault(place, field, at, MSG_PIPELINE_TWICE, codes[k], NULL);
    }
    return status;
}

static int check_codes(const struct place *place, const char *field, naast_codes codes)
{
    return check_list(place, field, codes, check_code);
}

static int check_covered(const struct place *place, const char *field, int index, const char *code)
{
    return pipeline_covered(place->pipeline, code) != NULL ? 0
                                                           : fault(place, field, index, MSG_PIPELINE_KIND, code, NULL);
}

static int check_kinds(const struct place *place, const char *field, naast_codes codes)
{
    int status = check_codes(place, field, codes);
    for (int k = 0; status == 0 && codes != NULL && codes[k] != NULL; k++)
        if (pipeline_kind(place->pipeline, codes[k]) == NULL)
            status = fault(place, field, index_in(codes, k), MSG_PIPELINE_KIND, codes[k], NULL);
    return status;
}

/* ---- kinds ---- */

/* What begins a line in a sheet of talk cannot also be a kind there. */
static const char *const reserved[] = {"with",   "how",    "on",      "from", "person", "due",
                                       "amount", "url",    "file",    "none", "note",   "confirmed",
                                       "amend",  "agreed", "because", "as",   "by",     NULL};
static const char *const states[] = {"kept", "broken", "met", "released", NULL};

static int kind_code(struct place *place, size_t at)
{
    const naast_kind *kind = &place->pipeline->kinds[at];
    snprintf(place->base, sizeof place->base, "kinds[%zu]", at);
    int status = check_code(place, "code", NO_INDEX, kind->code);
    if (status != 0)
        return status;
    if (pipeline_kind(place->pipeline, kind->code) != kind)
        return fault(place, "code", NO_INDEX, MSG_PIPELINE_TWICE, kind->code, NULL);
    return codes_have(reserved, kind->code) ? fault(place, "code", NO_INDEX, MSG_PIPELINE_RESERVED, kind->code, NULL)
                                            : 0;
}

static int kind_life(const struct place *place, const naast_kind *kind)
{
    int status = check_codes(place, "life", kind->life);
    for (int k = 0; status == 0 && kind->life != NULL && kind->life[k] != NULL; k++)
        if (!codes_have(states, kind->life[k]))
            status = fault(place, "life", index_in(kind->life, k), MSG_PIPELINE_STATE, kind->life[k], NULL);
    if (status != 0)
        return status;
    if (kind->owed != NAAST_SIDE_NONE && kind->owed != NAAST_SIDE_US && kind->owed != NAAST_SIDE_CUSTOMER)
        return fault(place, "owed", NO_INDEX, MSG_PIPELINE_ENUM, "us, customer", NULL);
    int wanted = kind->life != NULL && kind->life[0] != NULL && !kind->sided;
    return wanted != (kind->owed != NAAST_SIDE_NONE) ? fault(place, "owed", NO_INDEX, MSG_PIPELINE_OWED, NULL, NULL)
                                                     : 0;
}

static int kind_values(const struct place *place, const naast_kind *kind)
{
    int status = check_codes(place, "values", kind->values);
    if (status == 0)
        status = check_codes(place, "no", kind->no);
    for (int k = 0; status == 0 && kind->no != NULL && kind->no[k] != NULL; k++)
        if (!codes_have(kind->values, kind->no[k]))
            status = fault(place, "no", index_in(kind->no, k), MSG_PIPELINE_VALUE, kind->no[k], NULL);
    return status;
}

static int kind_rest(struct place *place, size_t at)
{
    const naast_kind *kind = &place->pipeline->kinds[at];
    snprintf(place->base, sizeof place->base, "kinds[%zu]", at);
    int status = check_words(place, "label", &kind->label, NAME_BYTES);
    if (status == 0)
        status = check_kinds(place, "about", kind->about);
    if (status == 0)
        status = check_list(place, "covers", kind->covers, check_covered);
    if (status == 0)
        status = kind_values(place, kind);
    if (status == 0)
        status = kind_life(place, kind);
    if (status == 0 && kind->by_speaking && !kind->person)
        status = fault(place, "by_speaking", NO_INDEX, MSG_PIPELINE_SPEAKING, NULL, NULL);
    return status;
}

static int kinds_check(struct place *place)
{
    const naast_pipeline *pipeline = place->pipeline;
    if (pipeline->kinds == NULL && pipeline->kind_count > 0)
        return fault(place, "kinds", NO_INDEX, MSG_PIPELINE_MISSING, NULL, NULL);
    if (pipeline->kind_count > KINDS_MAX)
        return fault(place, "kinds", NO_INDEX, MSG_PIPELINE_TOO_MANY, "200", NULL);
    int status = 0;
    for (size_t k = 0; status == 0 && k < pipeline->kind_count; k++)
        status = kind_code(place, k);
    for (size_t k = 0; status == 0 && k < pipeline->kind_count; k++)
        status = kind_rest(place, k);
    return status;
}

/* ---- checks ---- */

static int any_kind(const naast_pipeline *pipeline, naast_codes codes, int (*is)(const naast_kind *, const char *),
                    const char *arg)
{
    for (; codes != NULL && *codes != NULL; codes++)
        if (is(pipeline_kind(pipeline, *codes), arg))
            return 1;
    return 0;
}

static int is_sided(const naast_kind *kind, const char *unused)
{
    (void)unused;
    return kind->sided;
}

static int has_value(const naast_kind *kind, const char *value) { return codes_have(kind->values, value); }

static int select_check(const struct place *place, const naast_check *check)
{
    const naast_pipeline *pipeline = place->pipeline;
    int status = check_kinds(place, "kinds", check->kinds);
    if (status != 0)
        return status;
    if (check->kinds == NULL || check->kinds[0] == NULL)
        return fault(place, "kinds", NO_INDEX, MSG_PIPELINE_MISSING, NULL, NULL);
    if (check->side != NAAST_SIDE_NONE && check->side != NAAST_SIDE_US && check->side != NAAST_SIDE_CUSTOMER)
        return fault(place, "side", NO_INDEX, MSG_PIPELINE_ENUM, "us, customer", NULL);
    if (check->side != NAAST_SIDE_NONE && !any_kind(pipeline, check->kinds, is_sided, NULL))
        return fault(place, "side", NO_INDEX, MSG_PIPELINE_SIDE, NULL, NULL);
    status = check_codes(place, "value", check->value);
    for (int k = 0; status == 0 && check->value != NULL && check->value[k] != NULL; k++)
        if (!any_kind(pipeline, check->kinds, has_value, check->value[k]))
            status = fault(place, "value", index_in(check->value, k), MSG_PIPELINE_VALUE, check->value[k], NULL);
    if (status == 0)
        status = check_range(place, "n", check->n, N_MAX);
    if (status == 0 && check->rule == NAAST_RULE_EVERY && check->n > 1)
        status = fault(place, "n", NO_INDEX, MSG_PIPELINE_UNUSED, "every", NULL);
    return status;
}

static int links(const naast_kind *answer, const naast_kind *subject)
{
    return codes_have(answer->about, subject->code) || (answer->person && subject->person);
}

/* Each kind of `has` answers for some subject, and each subject can be answered. */
static int link_check(const struct place *place, const naast_check *check)
{
    const naast_pipeline *pipeline = place->pipeline;
    int status = check_kinds(place, "has", check->has);
    if (status != 0 || check->has == NULL || check->has[0] == NULL)
        return status;
    if (check->rule == NAAST_RULE_SOME)
        return fault(place, "has", NO_INDEX, MSG_PIPELINE_UNUSED, "some", NULL);
    for (int a = 0; check->has[a] != NULL; a++) {
        int linked = 0;
        for (int s = 0; !linked && check->kinds[s] != NULL; s++)
            linked = links(pipeline_kind(pipeline, check->has[a]), pipeline_kind(pipeline, check->kinds[s]));
        if (!linked)
            return fault(place, "has", index_in(check->has, a), MSG_PIPELINE_HAS, check->has[a], check->kinds[0]);
    }
    for (int s = 0; check->kinds[s] != NULL; s++) {
        int linked = 0;
        for (int a = 0; !linked && check->has[a] != NULL; a++)
            linked = links(pipeline_kind(pipeline, check->has[a]), pipeline_kind(pipeline, check->kinds[s]));
        if (!linked)
            return fault(place, "has", NO_INDEX, MSG_PIPELINE_HAS, check->has[0], check->kinds[s]);
    }
    return 0;
}

/* What is judged must be able to close; what is given by speaking counts as closed, but cannot be all there is. */
static int closed_check(const struct place *place, const naast_check *check)
{
    naast_codes judged = check->has != NULL && check->has[0] != NULL ? check->has : check->kinds;
    int lives = 0;
    for (int k = 0; check->closed && judged[k] != NULL; k++) {
        const naast_kind *kind = pipeline_kind(place->pipeline, judged[k]);
        int life = kind->life != NULL && kind->life[0] != NULL;
        if (!life && !kind->by_speaking)
            return fault(place, "closed", NO_INDEX, MSG_PIPELINE_CLOSED, kind->code, NULL);
        lives |= life;
    }
    return check->closed && !lives ? fault(place, "closed", NO_INDEX, MSG_PIPELINE_CLOSED, judged[0], NULL) : 0;
}

static int judge_check(const struct place *place, const naast_check *check)
{
    const naast_kind *authority = pipeline_kind(place->pipeline, "authority");
    if ((int)check->word < NAAST_WORD_NONE || check->word > NAAST_WORD_BOTH)
        return fault(place, "word", NO_INDEX, MSG_PIPELINE_ENUM, "us, customer, both", NULL);
    int status = closed_check(place, check);
    if (status == 0)
        status = check_range(place, "fresh_days", check->fresh_days, DAYS_MAX);
    if (status != 0 || check->by == NULL || *check->by == '\0')
        return status;
    status = check_code(place, "by", NO_INDEX, check->by);
    if (status != 0)
        return status;
    if (authority == NULL || !authority->person || !codes_have(authority->values, check->by))
        return fault(place, "by", NO_INDEX, MSG_PIPELINE_BY, check->by, NULL);
    int asked = check->word == NAAST_WORD_CUSTOMER || check->word == NAAST_WORD_BOTH;
    return asked ? 0 : fault(place, "by", NO_INDEX, MSG_PIPELINE_BY_WORD, NULL, NULL);
}

/* A callback answers by itself: nothing is selected, linked or judged. */
static int callback_check(const struct place *place, const naast_check *check)
{
    const struct {
        const char *field;
        int used;
    } fields[] = {
        {"kinds", check->kinds != NULL && check->kinds[0] != NULL},
        {"side", check->side != NAAST_SIDE_NONE},
        {"value", check->value != NULL && check->value[0] != NULL},
        {"n", check->n != 0},
        {"has", check->has != NULL && check->has[0] != NULL},
        {"word", check->word != NAAST_WORD_NONE},
        {"by", check->by != NULL && *check->by != '\0'},
        {"closed", check->closed},
        {"none_ok", check->none_ok},
        {"fresh_days", check->fresh_days != 0},
    };
    for (size_t k = 0; k < sizeof fields / sizeof fields[0]; k++)
        if (fields[k].used)
            return fault(place, fields[k].field, NO_INDEX, MSG_PIPELINE_UNUSED, "callback", NULL);
    return 0;
}

static int rule_check(const struct place *place, const naast_check *check)
{
    if (check->rule == NAAST_RULE_CALLBACK)
        return callback_check(place, check);
    if (check->rule != NAAST_RULE_SOME && check->rule != NAAST_RULE_EVERY)
        return fault(place, "rule", NO_INDEX, MSG_PIPELINE_ENUM, "some, every, callback", NULL);
    int status = select_check(place, check);
    if (status == 0)
        status = link_check(place, check);
    return status == 0 ? judge_check(place, check) : status;
}

static int one_check(struct place *place, size_t stage, size_t at)
{
    const naast_check *check = &place->pipeline->stages[stage].gate.checks[at];
    snprintf(place->base, sizeof place->base, "stages[%zu].gate.checks[%zu]", stage, at);
    int status = check_code(place, "code", NO_INDEX, check->code);
    if (status == 0 && pipeline_check_of(place->pipeline, check->code, NULL) != check)
        status = fault(place, "code", NO_INDEX, MSG_PIPELINE_TWICE, check->code, NULL);
    if (status == 0)
        status = check_words(place, "label", &check->label, NAME_BYTES);
    if (status == 0)
        status = check_words(place, "ask", &check->ask, ASK_BYTES);
    if (status == 0)
        status = check_words(place, "ask_us", &check->ask_us, ASK_BYTES);
    return status == 0 ? rule_check(place, check) : status;
}

/* ---- stages ---- */

static int gate_check(struct place *place, size_t stage)
{
    const naast_pipeline *pipeline = place->pipeline;
    const naast_gate *gate = &pipeline->stages[stage].gate;
    if (stage + 1 == pipeline->stage_count)
        return gate->code != NULL || gate->check_count > 0
                   ? fault(place, "gate", NO_INDEX, MSG_PIPELINE_LAST_GATE, NULL, NULL)
                   : 0;
    if (gate->code == NULL && gate->check_count == 0)
        return fault(place, "gate", NO_INDEX, MSG_PIPELINE_MISSING, NULL, NULL);
    int status = check_code(place, "gate.code", NO_INDEX, gate->code);
    for (size_t earlier = 0; status == 0 && earlier < stage; earlier++)
        if (strcmp(pipeline->stages[earlier].gate.code, gate->code) == 0)
            status = fault(place, "gate.code", NO_INDEX, MSG_PIPELINE_TWICE, gate->code, NULL);
    if (status == 0)
        status = check_words(place, "gate.label", &gate->label, NAME_BYTES);
    if (status == 0 && (gate->check_count == 0 || gate->checks == NULL))
        status = fault(place, "gate.checks", NO_INDEX, MSG_PIPELINE_NO_CHECKS, NULL, NULL);
    if (status == 0 && gate->check_count > CHECKS_MAX)
        status = fault(place, "gate.checks", NO_INDEX, MSG_PIPELINE_TOO_MANY, "100", NULL);
    for (size_t k = 0; status == 0 && k < gate->check_count; k++)
        status = one_check(place, stage, k);
    return status;
}

static int stage_check(struct place *place, size_t at)
{
    const naast_stage *stage = &place->pipeline->stages[at];
    snprintf(place->base, sizeof place->base, "stages[%zu]", at);
    int status = check_code(place, "code", NO_INDEX, stage->code);
    if (status == 0 && pipeline_stage(place->pipeline, stage->code) != (int)at)
        status = fault(place, "code", NO_INDEX, MSG_PIPELINE_TWICE, stage->code, NULL);
    if (status == 0)
        status = check_words(place, "label", &stage->label, NAME_BYTES);
    if (status == 0)
        status = check_range(place, "sleeps_days", stage->sleeps_days, DAYS_MAX);
    if (status == 0 && stage->won && pipeline_won(place->pipeline) != (int)at)
        status = fault(place, "won", NO_INDEX, MSG_PIPELINE_WON, NULL, NULL);
    return status == 0 ? gate_check(place, at) : status;
}

static int stages_check(struct place *place)
{
    const naast_pipeline *pipeline = place->pipeline;
    place->base[0] = '\0';
    if (pipeline->stage_count == 0 || pipeline->stages == NULL)
        return fault(place, "stages", NO_INDEX, MSG_PIPELINE_MISSING, NULL, NULL);
    if (pipeline->stage_count > STAGES_MAX)
        return fault(place, "stages", NO_INDEX, MSG_PIPELINE_TOO_MANY, "50", NULL);
    if (pipeline_won(pipeline) <= 0)
        return fault(place, "stages", NO_INDEX, MSG_PIPELINE_WON, NULL, NULL);
    int status = 0;
    for (size_t k = 0; status == 0 && k < pipeline->stage_count; k++)
        status = stage_check(place, k);
    return status;
}

static int definition_check(struct env *env, const naast_pipeline *definition, int words)
{
    struct place place = {.env = env, .pipeline = definition, .words = words};
    int status = check_code(&place, "code", NO_INDEX, definition->code);
    if (status == 0)
        status = check_words(&place, "label", &definition->label, NAME_BYTES);
    if (status == 0)
        status = kinds_check(&place);
    return status == 0 ? stages_check(&place) : status;
}

static int answerable_check(struct place *place, const naast_check *check)
{
    const int32_t most = check->rule == NAAST_RULE_SOME ? check_counts_most(place->pipeline, check) : 0;
    if (most > 0 && check->n > most)
        return fault(place, "n", NO_INDEX, MSG_PIPELINE_LATEST, check->kinds[0], NULL);
    return check_takes_yes(place->pipeline, check) ? 0
                                                   : fault(place, "value", NO_INDEX, MSG_PIPELINE_NO_YES, NULL, NULL);
}

/* A gate that nobody can open is a mistake. */
static int answerable(struct env *env, const naast_pipeline *definition)
{
    struct place place = {.env = env, .pipeline = definition};
    int status = 0;
    for (size_t s = 0; status == 0 && s < definition->stage_count; s++)
        for (size_t c = 0; status == 0 && c < definition->stages[s].gate.check_count; c++) {
            snprintf(place.base, sizeof place.base, "stages[%zu].gate.checks[%zu]", s, c);
            status = answerable_check(&place, &definition->stages[s].gate.checks[c]);
        }
    return status;
}

/* Whoever did what answers the one would open the other again, and so on for ever. */
static int circle_check(struct env *env, const naast_pipeline *definition)
{
    struct place place = {.env = env, .pipeline = definition};
    struct rest_circle circle;
    size_t stage = 0;
    int status = rest_circle_find(env, definition, &circle);
    if (status != 0 || circle.check == NULL)
        return status;
    (void)pipeline_check_of(definition, circle.check->code, &stage);
    snprintf(place.base, sizeof place.base, "stages[%zu].gate.checks[%zu]", stage,
             (size_t)(circle.check - definition->stages[stage].gate.checks));
    return fault(&place, "", NO_INDEX, MSG_PIPELINE_CIRCLE, circle.check->code, circle.on->code);
}

int pipeline_check(struct env *env, const naast_pipeline *definition)
{
    int status = definition_check(env, definition, 1);
    if (status == 0)
        status = answerable(env, definition);
    return status == 0 ? circle_check(env, definition) : status;
}

int pipeline_check_stored(struct env *env, const naast_pipeline *definition)
{
    return definition_check(env, definition, 0);
}

/* ---- taking over ---- */

static int too_many(struct place *place, const char *field, const char *most)
{
    return fault(place, field, NO_INDEX, MSG_PIPELINE_TOO_MANY, most, NULL);
}

static int take_kinds(struct place *place, naast_pipeline *own)
{
    if (own->kind_count > KINDS_MAX)
        return too_many(place, "kinds", "200");
    if (own->kinds == NULL)
        return own->kind_count > 0 ? fault(place, "kinds", NO_INDEX, MSG_PIPELINE_MISSING, NULL, NULL) : 0;
    naast_kind *kinds = result_alloc(place->env, own, own->kind_count, sizeof *kinds);
    int status = kinds != NULL ? 0 : NAAST_NO_MEMORY;
    for (size_t k = 0; status == 0 && k < own->kind_count; k++)
        status = SPEC_TAKE_ELEMENT(place->env, naast_kind, &kinds[k], own->kinds, own->kind_size, k);
    own->kinds = kinds;
    return status;
}

static int take_gate(struct place *place, naast_pipeline *own, size_t at, naast_gate *gate)
{
    snprintf(place->base, sizeof place->base, "stages[%zu]", at);
    if (gate->check_count > CHECKS_MAX)
        return too_many(place, "gate.checks", "100");
    if (gate->checks == NULL) {
        gate->check_count = 0;
        return 0;
    }
    naast_check *checks = result_alloc(place->env, own, gate->check_count, sizeof *checks);
    int status = checks != NULL ? 0 : NAAST_NO_MEMORY;
    for (size_t k = 0; status == 0 && k < gate->check_count; k++)
        status = SPEC_TAKE_ELEMENT(place->env, naast_check, &checks[k], gate->checks, own->check_size, k);
    gate->checks = checks;
    return status;
}

static int take_stages(struct place *place, naast_pipeline *own)
{
    if (own->stage_count > STAGES_MAX)
        return too_many(place, "stages", "50");
    if (own->stages == NULL) {
        own->stage_count = 0;
        return 0;
    }
    naast_stage *stages = result_alloc(place->env, own, own->stage_count, sizeof *stages);
    int status = stages != NULL ? 0 : NAAST_NO_MEMORY;
    for (size_t k = 0; status == 0 && k < own->stage_count; k++) {
        status = SPEC_TAKE_ELEMENT(place->env, naast_stage, &stages[k], own->stages, own->stage_size, k);
        if (status == 0)
            status = take_gate(place, own, k, &stages[k].gate);
    }
    own->stages = stages;
    return status;
}

int pipeline_take(struct env *env, const naast_pipeline *definition, naast_pipeline **out)
{
    naast_pipeline *own = result_new(env, sizeof *own);
    struct place place = {.env = env, .pipeline = own};
    if (own == NULL)
        return NAAST_NO_MEMORY;
    int status = SPEC_TAKE(env, naast_pipeline, own, definition);
    if (status == 0)
        status = take_kinds(&place, own);
    if (status == 0)
        status = take_stages(&place, own);
    own->kind_size = sizeof *own->kinds;
    own->stage_size = sizeof *own->stages;
    own->check_size = sizeof *own->stages->gate.checks;
    if (status == 0)
        status = pipeline_check(env, own);
    if (status == 0)
        *out = own;
    else
        naast_free(own);
    return status;
}
