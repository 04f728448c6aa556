/* pipeline_read.c: reads a definition of a pipeline; the fields of each object are a table. */
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/byte_reader.h"
#include "formats/base/formats.h"
#include "formats/base/json_text.h"
#include "formats/pipelines/parts.h"

enum { LARGEST = 64 << 20, JSON_SCHEMA = 1 };

/* The pipeline that is handed out, and all that it points to: released as one. */
struct definition {
    struct arena arena;
    naast_pipeline pipeline;
};

struct reader {
    naast_formats *formats;
    struct arena *arena;
    const char *file;
};

/* Where we are in the definition; the path is written out only where something is wrong. */
struct at {
    const struct at *up; /* NULL: the definition itself */
    const char *name;    /* of a field; NULL: a member of a list */
    size_t index;
};

enum field_type {
    FIELD_TEXT,
    FIELD_FLAG,
    FIELD_NUMBER,
    FIELD_CODES,
    FIELD_WORDS,
    FIELD_CHOICE,
    FIELD_NAME,
    FIELD_GATE,
    FIELD_PASSED
};

struct field {
    const char *name;
    enum field_type type;
    size_t offset;
    const char *const *choices; /* of FIELD_CHOICE: the codes, from number 1 on */
    size_t words;               /* of FIELD_NAME, a code or else its words: where the words go */
};
#define FIELDS_END                                                                                                     \
    {                                                                                                                  \
        NULL, FIELD_PASSED, 0, NULL, 0                                                                                 \
    }

static const char *const sides[] = {"us", "customer", NULL};
static const char *const rules[] = {"some", "every", "callback", NULL};
static const char *const word_choices[] = {"us", "customer", "both", NULL};

#define KIND(name, type)                                                                                               \
    {                                                                                                                  \
#name, type, offsetof(naast_kind, name), NULL, 0                                                               \
    }
static const struct field kind_fields[] = {{"name", FIELD_WORDS, offsetof(naast_kind, label), NULL, 0},
                                           KIND(label, FIELD_WORDS),
                                           KIND(latest, FIELD_FLAG),
                                           KIND(sided, FIELD_FLAG),
                                           KIND(theirs, FIELD_FLAG),
                                           KIND(person, FIELD_FLAG),
                                           KIND(by_speaking, FIELD_FLAG),
                                           KIND(about, FIELD_CODES),
                                           KIND(values, FIELD_CODES),
                                           KIND(no, FIELD_CODES),
                                           KIND(life, FIELD_CODES),
                                           KIND(covers, FIELD_CODES),
                                           {"owed", FIELD_CHOICE, offsetof(naast_kind, owed), sides, 0},
                                           FIELDS_END};

#define CHECK(name, type)                                                                                              \
    {                                                                                                                  \
#name, type, offsetof(naast_check, name), NULL, 0                                                              \
    }
static const struct field check_fields[] = {{"id", FIELD_TEXT, offsetof(naast_check, code), NULL, 0},
                                            CHECK(code, FIELD_TEXT),
                                            {"name", FIELD_WORDS, offsetof(naast_check, label), NULL, 0},
                                            CHECK(label, FIELD_WORDS),
                                            CHECK(ask, FIELD_WORDS),
                                            CHECK(ask_us, FIELD_WORDS),
                                            {"telling", FIELD_FLAG, offsetof(naast_check, stated), NULL, 0},
                                            {"rule", FIELD_CHOICE, offsetof(naast_check, rule), rules, 0},
                                            {"kind", FIELD_CODES, offsetof(naast_check, kinds), NULL, 0},
                                            {"side", FIELD_CHOICE, offsetof(naast_check, side), sides, 0},
                                            CHECK(value, FIELD_CODES),
                                            CHECK(n, FIELD_NUMBER),
                                            CHECK(has, FIELD_CODES),
                                            {"word", FIELD_CHOICE, offsetof(naast_check, word), word_choices, 0},
                                            CHECK(by, FIELD_TEXT),
                                            CHECK(closed, FIELD_FLAG),
                                            CHECK(none_ok, FIELD_FLAG),
                                            CHECK(fresh_days, FIELD_NUMBER),
                                            CHECK(advisory, FIELD_FLAG),
                                            CHECK(waivable, FIELD_FLAG),
                                            FIELDS_END};

static const struct field gate_fields[] = {
    {"name", FIELD_NAME, offsetof(naast_gate, code), NULL, offsetof(naast_gate, label)},
    {"code", FIELD_TEXT, offsetof(naast_gate, code), NULL, 0},
    {"label", FIELD_WORDS, offsetof(naast_gate, label), NULL, 0},
    {"checks", FIELD_PASSED, 0, NULL, 0},
    FIELDS_END};

static const struct field stage_fields[] = {
    {"name", FIELD_NAME, offsetof(naast_stage, code), NULL, offsetof(naast_stage, label)},
    {"code", FIELD_TEXT, offsetof(naast_stage, code), NULL, 0},
    {"label", FIELD_WORDS, offsetof(naast_stage, label), NULL, 0},
    {"won", FIELD_FLAG, offsetof(naast_stage, won), NULL, 0},
    {"sleeps_days", FIELD_NUMBER, offsetof(naast_stage, sleeps_days), NULL, 0},
    {"gate", FIELD_GATE, offsetof(naast_stage, gate), NULL, 0},
    FIELDS_END};

static const struct field pipeline_fields[] = {
    {"schema", FIELD_PASSED, 0, NULL, 0},
    {"name", FIELD_NAME, offsetof(naast_pipeline, code), NULL, offsetof(naast_pipeline, label)},
    {"code", FIELD_TEXT, offsetof(naast_pipeline, code), NULL, 0},
    {"label", FIELD_WORDS, offsetof(naast_pipeline, label), NULL, 0},
    {"revision", FIELD_PASSED, 0, NULL, 0}, /* shown, and ignored when read */
    {"kinds", FIELD_PASSED, 0, NULL, 0},
    {"stages", FIELD_PASSED, 0, NULL, 0},
    FIELDS_END};

/* ---- what is wrong ---- */

static size_t write_path(const struct at *at, char out[FAULT_PLACE_BYTES])
{
    if (at == NULL)
        return 0;
    const size_t used = write_path(at->up, out);
    const size_t room = FAULT_PLACE_BYTES - used;
    const int wrote = at->name != NULL ? snprintf(out + used, room, "%s%s", used > 0 ? "." : "", at->name)
                                       : snprintf(out + used, room, "[%zu]", at->index);
    return wrote < 0 ? used : used + (size_t)wrote < FAULT_PLACE_BYTES ? used + (size_t)wrote : FAULT_PLACE_BYTES - 1;
}

static int wrong(struct reader *reader, const struct at *at, enum fmt_message message, const char *a, const char *b)
{
    char path[FAULT_PLACE_BYTES] = ".";
    write_path(at, path);
    return FAIL_AT(reader->formats, ((struct fault_place){.name = reader->file, .path = path}), message, a, b);
}

static int wants(struct reader *reader, const struct at *at, enum fmt_message what)
{
    return wrong(reader, at, FMT_PIPELINE_WANTS, formats_message(reader->formats, what), NULL);
}

/* ---- fields ---- */

static const char *text_of(struct reader *reader, const json_t *value)
{
    return arena_text(reader->arena, json_string_value(value));
}

static int read_text(struct reader *reader, const struct at *at, const json_t *value, const char **out)
{
    if (!json_is_string(value))
        return wants(reader, at, FMT_PIPELINE_A_TEXT);
    *out = text_of(reader, value);
    return NAAST_OK;
}

static int read_codes(struct reader *reader, const struct at *at, const json_t *value, naast_codes *out)
{
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    const char **codes = arena_get(reader->arena, sizeof(char *) * (count + 1));
    if (codes == NULL)
        return NAAST_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const json_t *one = json_is_array(value) ? json_array_get(value, i) : value;
        if (!json_is_string(one))
            return wants(reader, at, FMT_PIPELINE_A_CODE_OR_LIST);
        codes[i] = text_of(reader, one);
    }
    *out = count == 0 ? NULL : codes;
    return NAAST_OK;
}

static int read_words(struct reader *reader, const struct at *at, json_t *value, naast_label *out)
{
    const char *name;
    json_t *one;
    if (!json_is_object(value))
        return wants(reader, at, FMT_PIPELINE_A_LABEL);
    json_object_foreach(value, name, one)
    {
        const struct at here = {.up = at, .name = name};
        const bool english = strcmp(name, "en") == 0;
        if (!english && strcmp(name, "nl") != 0)
            return wrong(reader, &here, FMT_PIPELINE_FIELD_UNKNOWN, NULL, NULL);
        if (!json_is_string(one))
            return wants(reader, &here, FMT_PIPELINE_A_TEXT);
        *(english ? &out->en : &out->nl) = text_of(reader, one);
    }
    return NAAST_OK;
}

/* Enums and flags are ints in the API's structs; each is set through its own type. */
static int read_choice(struct reader *reader, const struct at *at, const json_t *value, const struct field *field,
                       void *to)
{
    char list[FAULT_PLACE_BYTES] = "";
    int used = 0;
    if (!json_is_string(value))
        return wants(reader, at, FMT_PIPELINE_A_TEXT);
    for (unsigned i = 0; field->choices[i] != NULL; i++) {
        if (strcmp(field->choices[i], json_string_value(value)) == 0) {
            const unsigned chosen = i + 1;
            memcpy(to, &chosen, sizeof chosen);
            return NAAST_OK;
        }
        used += snprintf(list + used, sizeof list - (size_t)used, "%s%s", i > 0 ? ", " : "", field->choices[i]);
    }
    return wrong(reader, at, FMT_PIPELINE_ONE_OF, json_string_value(value), list);
}

static int read_number(struct reader *reader, const struct at *at, const json_t *value, int32_t *out)
{
    const json_int_t number = json_integer_value(value);
    if (!json_is_integer(value) || number < INT32_MIN || number > INT32_MAX)
        return wants(reader, at, FMT_PIPELINE_A_NUMBER);
    *out = (int32_t)number;
    return NAAST_OK;
}

static int read_flag(struct reader *reader, const struct at *at, const json_t *value, int *out)
{
    if (!json_is_boolean(value))
        return wants(reader, at, FMT_PIPELINE_A_FLAG);
    *out = json_is_true(value);
    return NAAST_OK;
}

static int read_gate(struct reader *reader, const struct at *at, json_t *value, naast_gate *out);

static int read_field(struct reader *reader, const struct at *at, json_t *value, const struct field *field,
                      void *object)
{
    void *to = (char *)object + field->offset;
    switch (field->type) {
    case FIELD_NAME:
        if (json_is_object(value))
            return read_words(reader, at, value, (naast_label *)(void *)((char *)object + field->words));
        return read_text(reader, at, value, to);
    case FIELD_TEXT:
        return read_text(reader, at, value, to);
    case FIELD_FLAG:
        return read_flag(reader, at, value, to);
    case FIELD_NUMBER:
        return read_number(reader, at, value, to);
    case FIELD_CODES:
        return read_codes(reader, at, value, to);
    case FIELD_WORDS:
        return read_words(reader, at, value, to);
    case FIELD_CHOICE:
        return read_choice(reader, at, value, field, to);
    case FIELD_GATE:
        return read_gate(reader, at, value, to);
    case FIELD_PASSED:
        break;
    }
    return NAAST_OK;
}

static const struct field *find_field(const struct field *fields, const char *name)
{
    for (; fields->name != NULL; fields++) {
        if (strcmp(fields->name, name) == 0)
            return fields;
    }
    return NULL;
}

static int read_object(struct reader *reader, const struct at *at, json_t *value, const struct field *fields, void *out)
{
    const char *name;
    json_t *one;
    if (!json_is_object(value))
        return wants(reader, at, FMT_PIPELINE_AN_OBJECT);
    json_object_foreach(value, name, one)
    {
        const struct at here = {.up = at, .name = name};
        const struct field *field = find_field(fields, name);
        if (field == NULL)
            return wrong(reader, &here, FMT_PIPELINE_FIELD_UNKNOWN, NULL, NULL);
        const int status = read_field(reader, &here, one, field, out);
        if (status != NAAST_OK)
            return status;
    }
    return NAAST_OK;
}

/* ---- lists ---- */

/* The list at `at`, which must be there, and room for its members. */
static int list_of(struct reader *reader, const struct at *at, json_t *object, size_t size, json_t **list, void *items)
{
    *list = json_object_get(object, at->name);
    if (*list == NULL)
        return wrong(reader, at, FMT_PIPELINE_MISSING, NULL, NULL);
    if (!json_is_array(*list))
        return wants(reader, at, FMT_PIPELINE_A_LIST);
    void *room = arena_get(reader->arena, size * (json_array_size(*list) + 1));
    memcpy(items, &room, sizeof room);
    return room != NULL ? NAAST_OK : NAAST_NO_MEMORY;
}

static int read_gate(struct reader *reader, const struct at *at, json_t *value, naast_gate *out)
{
    const struct at checks_at = {.up = at, .name = "checks"};
    naast_check *checks = NULL;
    json_t *list = NULL;
    int status = read_object(reader, at, value, gate_fields, out);
    if (status == NAAST_OK)
        status = list_of(reader, &checks_at, value, sizeof *checks, &list, &checks);
    for (size_t i = 0; status == NAAST_OK && i < json_array_size(list); i++)
        status = read_object(reader, &(struct at){.up = &checks_at, .index = i}, json_array_get(list, i), check_fields,
                             &checks[i]);
    if (status == NAAST_OK)
        give_checks(out, checks, json_array_size(list));
    return status;
}

static int read_kinds(struct reader *reader, json_t *root, naast_pipeline *out)
{
    const struct at at = {.name = "kinds"};
    json_t *object = json_object_get(root, "kinds"), *one;
    const char *code;
    if (object == NULL)
        return wrong(reader, &at, FMT_PIPELINE_MISSING, NULL, NULL);
    if (!json_is_object(object))
        return wants(reader, &at, FMT_PIPELINE_AN_OBJECT);
    naast_kind *kinds = arena_get(reader->arena, sizeof *kinds * (json_object_size(object) + 1));
    size_t count = 0;
    int status = kinds != NULL ? NAAST_OK : NAAST_NO_MEMORY;
    json_object_foreach(object, code, one)
    {
        if (status != NAAST_OK)
            break;
        kinds[count].code = arena_text(reader->arena, code);
        status = read_object(reader, &(struct at){.up = &at, .name = code}, one, kind_fields, &kinds[count++]);
    }
    if (status == NAAST_OK)
        give_kinds(out, kinds, count);
    return status;
}

static int read_stages(struct reader *reader, json_t *root, naast_pipeline *out)
{
    const struct at at = {.name = "stages"};
    naast_stage *stages = NULL;
    json_t *list = NULL;
    int status = list_of(reader, &at, root, sizeof *stages, &list, &stages);
    for (size_t i = 0; status == NAAST_OK && i < json_array_size(list); i++)
        status =
            read_object(reader, &(struct at){.up = &at, .index = i}, json_array_get(list, i), stage_fields, &stages[i]);
    if (status == NAAST_OK)
        give_stages(out, stages, json_array_size(list));
    return status;
}

/* ---- the definition ---- */

static int read_pipeline(struct reader *reader, json_t *root, naast_pipeline *out)
{
    int status = read_object(reader, NULL, root, pipeline_fields, out);
    const json_t *schema = json_object_get(root, "schema");
    if (status == NAAST_OK && schema != NULL && json_integer_value(schema) != JSON_SCHEMA)
        status = wants(reader, &(struct at){.name = "schema"}, FMT_PIPELINE_SCHEMA_ONE);
    if (status == NAAST_OK)
        status = read_kinds(reader, root, out);
    return status == NAAST_OK ? read_stages(reader, root, out) : status;
}

static int not_json(struct reader *reader, const json_error_t *error)
{
    const struct fault_place place = {.name = reader->file, .line = error->line, .column = error->column};
    return FAIL_AT(reader->formats, place, FMT_PIPELINE_NO_JSON, error->text);
}

static int read_text_as(struct reader *reader, const struct byte_reader *in, naast_pipeline *out)
{
    json_error_t error;
    bool no_memory;
    json_t *root = json_text_read(in->text, in->length, &error, &no_memory);
    if (no_memory)
        return formats_no_memory(reader->formats);
    if (root == NULL)
        return not_json(reader, &error);
    const int status = read_pipeline(reader, root, out);
    json_decref(root);
    return arena_status(reader->arena) == NAAST_OK ? status : formats_no_memory(reader->formats);
}

static int make_definition(naast_formats *formats, struct definition **out)
{
    struct definition *definition = memory_resize(&formats->allocator, NULL, sizeof *definition);
    if (definition == NULL)
        return formats_no_memory(formats);
    *definition = (struct definition){.arena = {.allocator = formats->allocator}, .pipeline = NAAST_PIPELINE_INIT};
    *out = definition;
    return NAAST_OK;
}

int naast_pipeline_read(naast_formats *formats, const naast_input *input, naast_pipeline **out)
{
    struct definition *definition = NULL;
    struct byte_reader *in = NULL;
    if (formats == NULL || out == NULL)
        return NAAST_INVALID;
    formats_clear_fault(formats);
    int status = byte_reader_open(formats, input, &in);
    if (status == NAAST_OK)
        status = byte_reader_all(in, LARGEST, FMT_PIPELINE_TOO_LARGE);
    if (status == NAAST_OK)
        status = make_definition(formats, &definition);
    if (status == NAAST_OK)
        status = read_text_as(&(struct reader){formats, &definition->arena, in->name}, in, &definition->pipeline);
    byte_reader_close(in);
    if (status == NAAST_OK)
        *out = &definition->pipeline;
    else if (definition != NULL)
        naast_pipeline_release(&definition->pipeline);
    return status;
}

void naast_pipeline_release(naast_pipeline *pipeline)
{
    if (pipeline == NULL)
        return;
    struct definition *definition =
        (struct definition *)(void *)((char *)pipeline - offsetof(struct definition, pipeline));
    const naast_allocator allocator = definition->arena.allocator;
    arena_free(&definition->arena);
    memory_free(&allocator, definition);
}
