/* text_read.c: reading a stored definition. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/text_fields.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct parse {
    struct env *env;
    naast_pipeline *pipeline; /* the result: everything read is its */
    naast_kind *kinds;
    naast_stage *stages;
    naast_check *checks;
    size_t kind_count, stage_count, check_count;
    int line; /* for messages, from 1 */
};

static int damaged(const struct parse *parse)
{
    char line[16];
    snprintf(line, sizeof line, "%d", parse->line);
    return FAIL(parse->env, MSG_PIPELINE_DAMAGED, line);
}

/* Cuts the next piece off a text, at a separator or the end; NULL when there is none left. */
static char *cut(char **rest, char separator)
{
    char *piece = *rest;
    if (piece == NULL)
        return NULL;
    char *end = strchr(piece, separator);
    if (end != NULL)
        *end++ = '\0';
    *rest = end;
    return piece;
}

static int read_codes(struct parse *parse, char *value, naast_codes *out)
{
    size_t count = 1;
    for (const char *at = value; *at != '\0'; at++)
        count += *at == ',';
    if (count > DEFINITION_LIST_MAX)
        return damaged(parse);
    const char **codes = result_alloc(parse->env, parse->pipeline, count + 1, sizeof *codes);
    if (codes == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < count; k++)
        codes[k] = cut(&value, ',');
    *out = codes;
    return 0;
}

static int read_field(struct parse *parse, const struct field *field, char *value, void *thing)
{
    char *at = (char *)thing + field->offset;
    char *end = NULL;
    const char *text = value;
    naast_codes codes = NULL;
    int32_t number = 1;
    int status = 0;
    if ((value == NULL) != (field->type == FIELD_FLAG))
        return damaged(parse);
    switch (field->type) {
    case FIELD_TEXT:
        memcpy(at, &text, sizeof text);
        return 0;
    case FIELD_CODES:
        status = read_codes(parse, value, &codes);
        memcpy(at, &codes, sizeof codes);
        return status;
    case FIELD_NUMBER: {
        long read = strtol(value, &end, 10);
        if (end == value || *end != '\0' || read < 0 || read > INT32_MAX)
            return damaged(parse);
        number = (int32_t)read;
        break;
    }
    case FIELD_FLAG:
        break;
    }
    memcpy(at, &number, sizeof number);
    return 0;
}

static int read_fields(struct parse *parse, const struct line_type *type, char *rest, void *thing)
{
    int status = 0;
    for (char *piece; status == 0 && (piece = cut(&rest, '\t')) != NULL;) {
        char *value = strchr(piece, '=');
        if (value != NULL)
            *value++ = '\0';
        const struct field *field = NULL;
        for (size_t k = 0; field == NULL && k < type->field_count; k++)
            if (strcmp(type->fields[k].name, piece) == 0)
                field = &type->fields[k];
        status = field ? read_field(parse, field, value, thing) : damaged(parse);
    }
    return status;
}

/* Where the thing that a line describes goes; NULL where such a line has no place. */
static void *line_place(struct parse *parse, int type)
{
    naast_stage *stage = parse->stage_count > 0 ? &parse->stages[parse->stage_count - 1] : NULL;
    switch (type) {
    case LINE_LABEL:
        return parse->line == 2 ? &parse->pipeline->label : NULL;
    case LINE_KIND:
        return stage == NULL ? &parse->kinds[parse->kind_count++] : NULL;
    case LINE_STAGE:
        return &parse->stages[parse->stage_count++];
    case LINE_GATE:
        return stage != NULL && stage->gate.code == NULL ? &stage->gate : NULL;
    case LINE_CHECK:
        if (stage == NULL || stage->gate.code == NULL)
            return NULL;
        if (stage->gate.check_count++ == 0)
            stage->gate.checks = &parse->checks[parse->check_count];
        return &parse->checks[parse->check_count++];
    default:
        return NULL;
    }
}

static int read_line(struct parse *parse, char *line)
{
    char *rest = line;
    const char *name = cut(&rest, '\t');
    int type = 0;
    while (type < LINE_TYPES && strcmp(line_types[type].name, name) != 0)
        type++;
    void *thing = type < LINE_TYPES ? line_place(parse, type) : NULL;
    return thing ? read_fields(parse, &line_types[type], rest, thing) : damaged(parse);
}

/* One array for each sort of thing, none larger than the number of lines. */
static int read_prepare(struct parse *parse, const char *text, char **copy)
{
    size_t lines = 1;
    for (const char *at = text; *at != '\0'; at++)
        lines += *at == '\n';
    size_t bytes = strlen(text) + 1;
    naast_pipeline *pipeline = result_new(parse->env, sizeof *pipeline);
    if (pipeline == NULL)
        return NAAST_NO_MEMORY;
    parse->pipeline = pipeline;
    pipeline->size = sizeof *pipeline;
    pipeline->kind_size = sizeof *parse->kinds;
    pipeline->stage_size = sizeof *parse->stages;
    pipeline->check_size = sizeof *parse->checks;
    parse->kinds = result_alloc(parse->env, pipeline, lines, sizeof *parse->kinds);
    parse->stages = result_alloc(parse->env, pipeline, lines, sizeof *parse->stages);
    parse->checks = result_alloc(parse->env, pipeline, lines, sizeof *parse->checks);
    char *own = result_alloc(parse->env, pipeline, bytes, 1);
    if (parse->kinds == NULL || parse->stages == NULL || parse->checks == NULL || own == NULL)
        return NAAST_NO_MEMORY;
    memcpy(own, text, bytes);
    *copy = own;
    return 0;
}

static int read_first_line(struct parse *parse, char *line)
{
    char *rest = line;
    parse->line = 1;
    if (strcmp(cut(&rest, '\t'), definition_first_line) != 0 || rest == NULL)
        return damaged(parse);
    parse->pipeline->code = rest;
    return 0;
}

int pipeline_read(struct env *env, const char *text, naast_pipeline **out)
{
    struct parse parse = {.env = env};
    char *rest = NULL;
    int status = read_prepare(&parse, text, &rest);
    if (status == 0)
        status = read_first_line(&parse, cut(&rest, '\n'));
    for (char *line; status == 0 && (line = cut(&rest, '\n')) != NULL && *line != '\0';) {
        parse.line++;
        status = read_line(&parse, line);
    }
    if (status == 0 && rest != NULL)
        status = damaged(&parse);
    if (status == 0) {
        parse.pipeline->kinds = parse.kinds;
        parse.pipeline->kind_count = parse.kind_count;
        parse.pipeline->stages = parse.stages;
        parse.pipeline->stage_count = parse.stage_count;
        status = pipeline_check_stored(env, parse.pipeline);
    }
    if (status == 0)
        *out = parse.pipeline;
    else
        naast_free(parse.pipeline);
    return status;
}
