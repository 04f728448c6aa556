/* text_write.c: writing a definition as text: all of it, or only what decides. */
#include "domain/pipeline/text_write.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/text_fields.h"

#include <string.h>

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
    int status = text_clean(buffer->env, name, text, DEFINITION_TEXT_BYTES, TEXT_LINE, &clean);
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

static int write_line(struct buffer *buffer, int type, const void *thing, int rules_only)
{
    const struct line_type *line = &line_types[type];
    int status = 0;
    buffer_text(buffer, line->name);
    for (size_t k = 0; status == 0 && k < line->field_count; k++)
        if (!rules_only || line->fields[k].use == USE_RULE)
            status = write_field(buffer, &line->fields[k], thing);
    buffer_text(buffer, "\n");
    return status;
}

int definition_write_rules(struct buffer *buffer, int type, const void *thing)
{
    return write_line(buffer, type, thing, 1);
}

static int write_stage(struct buffer *buffer, const naast_stage *stage)
{
    int status = write_line(buffer, LINE_STAGE, stage, 0);
    if (status == 0 && stage->gate.code != NULL)
        status = write_line(buffer, LINE_GATE, &stage->gate, 0);
    for (size_t k = 0; status == 0 && k < stage->gate.check_count; k++)
        status = write_line(buffer, LINE_CHECK, &stage->gate.checks[k], 0);
    return status;
}

int pipeline_write(struct env *env, const naast_pipeline *definition, char **text)
{
    struct buffer buffer;
    int status = 0;
    buffer_init(&buffer, env);
    buffer_format(&buffer, "%s\t%s\n", definition_first_line, definition->code);
    if (words_in(NAAST_LANGUAGE_ENGLISH, &definition->label) != NULL)
        status = write_line(&buffer, LINE_LABEL, &definition->label, 0);
    for (size_t k = 0; status == 0 && k < definition->kind_count; k++)
        status = write_line(&buffer, LINE_KIND, &definition->kinds[k], 0);
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
