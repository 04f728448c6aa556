/*
 * text.c: the stored form of a definition: a line for each thing, its fields tab separated as name=value,
 * what is zero left out. Writing and reading go by the same tables.
 */
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "domain/pipeline/pipeline.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum field_type { FIELD_TEXT, FIELD_CODES, FIELD_FLAG, FIELD_NUMBER };
enum { TEXT_BYTES_MAX = 4096, LIST_MAX = 100 };

struct field {
    const char *name;
    enum field_type type;
    size_t offset;
};

#define FIELD(of, name, type, member)                                                                                  \
    {                                                                                                                  \
        name, type, offsetof(of, member)                                                                               \
    }

static const struct field kind_fields[] = {
    FIELD(naast_kind, "code", FIELD_TEXT, code),      FIELD(naast_kind, "en", FIELD_TEXT, name.en),
    FIELD(naast_kind, "nl", FIELD_TEXT, name.nl),     FIELD(naast_kind, "latest", FIELD_FLAG, latest),
    FIELD(naast_kind, "sided", FIELD_FLAG, sided),    FIELD(naast_kind, "theirs", FIELD_FLAG, theirs),
    FIELD(naast_kind, "person", FIELD_FLAG, person),  FIELD(naast_kind, "by_speaking", FIELD_FLAG, by_speaking),
    FIELD(naast_kind, "owed", FIELD_NUMBER, owed),    FIELD(naast_kind, "about", FIELD_CODES, about),
    FIELD(naast_kind, "values", FIELD_CODES, values), FIELD(naast_kind, "no", FIELD_CODES, no),
    FIELD(naast_kind, "life", FIELD_CODES, life),     FIELD(naast_kind, "covers", FIELD_CODES, covers),
};
static const struct field stage_fields[] = {
    FIELD(naast_stage, "code", FIELD_TEXT, code),
    FIELD(naast_stage, "en", FIELD_TEXT, name.en),
    FIELD(naast_stage, "nl", FIELD_TEXT, name.nl),
    FIELD(naast_stage, "won", FIELD_FLAG, won),
    FIELD(naast_stage, "sleeps_days", FIELD_NUMBER, sleeps_days),
};
static const struct field gate_fields[] = {
    FIELD(naast_gate, "code", FIELD_TEXT, code),
    FIELD(naast_gate, "en", FIELD_TEXT, name.en),
    FIELD(naast_gate, "nl", FIELD_TEXT, name.nl),
};
static const struct field check_fields[] = {
    FIELD(naast_check, "id", FIELD_TEXT, id),
    FIELD(naast_check, "en", FIELD_TEXT, name.en),
    FIELD(naast_check, "nl", FIELD_TEXT, name.nl),
    FIELD(naast_check, "ask.en", FIELD_TEXT, ask.en),
    FIELD(naast_check, "ask.nl", FIELD_TEXT, ask.nl),
    FIELD(naast_check, "ask_us.en", FIELD_TEXT, ask_us.en),
    FIELD(naast_check, "ask_us.nl", FIELD_TEXT, ask_us.nl),
    FIELD(naast_check, "telling", FIELD_FLAG, telling),
    FIELD(naast_check, "rule", FIELD_NUMBER, rule),
    FIELD(naast_check, "kind", FIELD_CODES, kinds),
    FIELD(naast_check, "side", FIELD_NUMBER, side),
    FIELD(naast_check, "value", FIELD_CODES, value),
    FIELD(naast_check, "n", FIELD_NUMBER, n),
    FIELD(naast_check, "has", FIELD_CODES, has),
    FIELD(naast_check, "word", FIELD_NUMBER, word),
    FIELD(naast_check, "by", FIELD_TEXT, by),
    FIELD(naast_check, "closed", FIELD_FLAG, closed),
    FIELD(naast_check, "none_ok", FIELD_FLAG, none_ok),
    FIELD(naast_check, "fresh_days", FIELD_NUMBER, fresh_days),
    FIELD(naast_check, "advisory", FIELD_FLAG, advisory),
    FIELD(naast_check, "waivable", FIELD_FLAG, waivable),
};

/* Numbers, enumerations and flags are all of one size, and read and written alike. */
_Static_assert(sizeof(int32_t) == sizeof(int) && sizeof(naast_side) == sizeof(int) &&
                   sizeof(naast_rule) == sizeof(int) && sizeof(naast_word_wanted) == sizeof(int),
               "the fields of a definition that are numbers");

struct line_type {
    const char *name;
    const struct field *fields;
    size_t field_count;
};

enum { LINE_KIND, LINE_STAGE, LINE_GATE, LINE_CHECK, LINE_TYPES };
#define LINE(name, fields)                                                                                             \
    {                                                                                                                  \
        name, fields, sizeof(fields) / sizeof((fields)[0])                                                             \
    }
static const struct line_type line_types[LINE_TYPES] = {
    LINE("kind", kind_fields),
    LINE("stage", stage_fields),
    LINE("gate", gate_fields),
    LINE("check", check_fields),
};

static const char first_line[] = "naast pipeline 1";

/* ---- writing ---- */

static void write_codes(struct buffer *buffer, const char *name, naast_codes codes)
{
    if (codes == NULL || codes[0] == NULL)
        return;
    buffer_format(buffer, "\t%s=%s", name, codes[0]);
    for (int k = 1; codes[k] != NULL; k++)
        buffer_format(buffer, ",%s", codes[k]);
}

static int write_text(struct buffer *buffer, const char *name, const char *text)
{
    char *clean = NULL;
    int status = text_clean(buffer->env, name, text, TEXT_BYTES_MAX, TEXT_LINE, &clean);
    if (status == 0 && clean != NULL && *clean != '\0') {
        buffer_format(buffer, "\t%s=", name);
        buffer_text(buffer, clean);
    }
    mem_free(buffer->env, clean);
    return status;
}

static int write_field(struct buffer *buffer, const struct field *field, const void *thing)
{
    const char *at = (const char *)thing + field->offset;
    const char *text;
    naast_codes codes;
    int32_t number;
    switch (field->type) {
    case FIELD_TEXT:
        memcpy(&text, at, sizeof text);
        return write_text(buffer, field->name, text);
    case FIELD_CODES:
        memcpy(&codes, at, sizeof codes);
        write_codes(buffer, field->name, codes);
        return 0;
    case FIELD_FLAG:
        memcpy(&number, at, sizeof number);
        if (number != 0)
            buffer_format(buffer, "\t%s", field->name);
        return 0;
    case FIELD_NUMBER:
        memcpy(&number, at, sizeof number);
        if (number != 0)
            buffer_format(buffer, "\t%s=%d", field->name, (int)number);
        return 0;
    }
    return 0;
}

static int write_line(struct buffer *buffer, int type, const void *thing)
{
    const struct line_type *line = &line_types[type];
    int status = 0;
    buffer_text(buffer, line->name);
    for (size_t k = 0; status == 0 && k < line->field_count; k++)
        status = write_field(buffer, &line->fields[k], thing);
    buffer_text(buffer, "\n");
    return status;
}

static int write_stage(struct buffer *buffer, const naast_stage *stage)
{
    int status = write_line(buffer, LINE_STAGE, stage);
    if (status == 0 && stage->gate.code != NULL)
        status = write_line(buffer, LINE_GATE, &stage->gate);
    for (size_t k = 0; status == 0 && k < stage->gate.check_count; k++)
        status = write_line(buffer, LINE_CHECK, &stage->gate.checks[k]);
    return status;
}

int pipeline_write(struct env *env, const naast_pipeline *definition, char **text)
{
    struct buffer buffer;
    int status = 0;
    buffer_init(&buffer, env);
    buffer_format(&buffer, "%s\t%s\n", first_line, definition->name);
    for (size_t k = 0; status == 0 && k < definition->kind_count; k++)
        status = write_line(&buffer, LINE_KIND, &definition->kinds[k]);
    for (size_t k = 0; status == 0 && k < definition->stage_count; k++)
        status = write_stage(&buffer, &definition->stages[k]);
    if (status == 0)
        status = buffer.status;
    if (status == 0) {
        *text = buffer.data;
        buffer_init(&buffer, env); /* the caller's now */
    }
    buffer_free(&buffer);
    return status;
}

/* ---- reading ---- */

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
    if (count > LIST_MAX)
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
    if (strcmp(cut(&rest, '\t'), first_line) != 0 || rest == NULL)
        return damaged(parse);
    parse->pipeline->name = rest;
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
