/* pipeline_read.c: reads a definition of a pipeline; the fields of each object are a table. */
#include "formats/pipeline_read.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "term/read_file.h"
#include "words/words.h"

struct reader {
    struct cli *cli;
    const char *file;
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
static const struct field kind_fields[] = {KIND(name, FIELD_WORDS),
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
static const struct field check_fields[] = {CHECK(id, FIELD_TEXT),
                                            CHECK(name, FIELD_WORDS),
                                            CHECK(ask, FIELD_WORDS),
                                            CHECK(ask_us, FIELD_WORDS),
                                            CHECK(telling, FIELD_FLAG),
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
    {"name", FIELD_NAME, offsetof(naast_gate, code), NULL, offsetof(naast_gate, name)},
    {"code", FIELD_TEXT, offsetof(naast_gate, code), NULL, 0},
    {"checks", FIELD_PASSED, 0, NULL, 0},
    FIELDS_END};

static const struct field stage_fields[] = {
    {"name", FIELD_NAME, offsetof(naast_stage, code), NULL, offsetof(naast_stage, name)},
    {"code", FIELD_TEXT, offsetof(naast_stage, code), NULL, 0},
    {"won", FIELD_FLAG, offsetof(naast_stage, won), NULL, 0},
    {"sleeps_days", FIELD_NUMBER, offsetof(naast_stage, sleeps_days), NULL, 0},
    {"gate", FIELD_GATE, offsetof(naast_stage, gate), NULL, 0},
    FIELDS_END};

static const struct field pipeline_fields[] = {
    {"schema", FIELD_PASSED, 0, NULL, 0},
    {"name", FIELD_TEXT, offsetof(naast_pipeline, name), NULL, 0},
    {"revision", FIELD_PASSED, 0, NULL, 0}, /* shown, and ignored when read */
    {"kinds", FIELD_PASSED, 0, NULL, 0},
    {"stages", FIELD_PASSED, 0, NULL, 0},
    FIELDS_END};

static int wants(struct reader *reader, const char *path, enum word what)
{
    return cli_failed(reader->cli, NAAST_BAD_DATA, W_JSON_WANTS, reader->file, path, word(reader->cli, what));
}

static const char *below(struct reader *reader, const char *path, const char *name)
{
    return path[0] == '\0' ? name : cli_printf(reader->cli, "%s.%s", path, name);
}

static const char *text_of(struct reader *reader, const json_t *value)
{
    return cli_keep_text(reader->cli, json_string_value(value));
}

static int read_text(struct reader *reader, const char *path, const json_t *value, const char **out)
{
    if (!json_is_string(value))
        return wants(reader, path, W_A_TEXT);
    *out = text_of(reader, value);
    return NAAST_OK;
}

static int read_codes(struct reader *reader, const char *path, const json_t *value, naast_codes *out)
{
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    const char **codes = cli_keep(reader->cli, sizeof(char *) * (count + 1));
    for (size_t i = 0; i < count; i++) {
        const json_t *one = json_is_array(value) ? json_array_get(value, i) : value;
        if (!json_is_string(one))
            return wants(reader, path, W_A_CODE_OR_LIST);
        codes[i] = text_of(reader, one);
    }
    *out = count == 0 ? NULL : codes;
    return NAAST_OK;
}

static int read_words(struct reader *reader, const char *path, json_t *value, naast_label *out)
{
    const char *name;
    json_t *one;
    if (!json_is_object(value))
        return wants(reader, path, W_A_TEXT_IN_TWO);
    json_object_foreach(value, name, one)
    {
        bool english = strcmp(name, "en") == 0;
        if (!english && strcmp(name, "nl") != 0)
            return cli_failed(reader->cli, NAAST_BAD_DATA, W_JSON_FIELD_UNKNOWN, reader->file,
                              below(reader, path, name));
        if (!json_is_string(one))
            return wants(reader, below(reader, path, name), W_A_TEXT);
        *(english ? &out->en : &out->nl) = text_of(reader, one);
    }
    return NAAST_OK;
}

/* Enums and flags are ints in the API's structs; each is set through its own type. */
static int read_choice(struct reader *reader, const char *path, const json_t *value, const struct field *field,
                       void *at)
{
    const char *list = "";
    if (!json_is_string(value))
        return wants(reader, path, W_A_TEXT);
    for (unsigned i = 0; field->choices[i] != NULL; i++) {
        if (strcmp(field->choices[i], json_string_value(value)) == 0) {
            unsigned chosen = i + 1;
            memcpy(at, &chosen, sizeof chosen);
            return NAAST_OK;
        }
        list = cli_printf(reader->cli, "%s%s%s", list, i > 0 ? ", " : "", field->choices[i]);
    }
    return cli_failed(reader->cli, NAAST_BAD_DATA, W_JSON_ONE_OF, reader->file, path, text_of(reader, value), list);
}

static int read_number(struct reader *reader, const char *path, const json_t *value, int32_t *out)
{
    json_int_t number = json_integer_value(value);
    if (!json_is_integer(value) || number < INT32_MIN || number > INT32_MAX)
        return wants(reader, path, W_A_NUMBER);
    *out = (int32_t)number;
    return NAAST_OK;
}

static int read_flag(struct reader *reader, const char *path, const json_t *value, int *out)
{
    if (!json_is_boolean(value))
        return wants(reader, path, W_A_FLAG);
    *out = json_is_true(value);
    return NAAST_OK;
}

static int read_gate(struct reader *reader, const char *path, json_t *value, naast_gate *out);

static int read_field(struct reader *reader, const char *path, json_t *value, const struct field *field, void *object)
{
    void *at = (char *)object + field->offset;
    switch (field->type) {
    case FIELD_NAME:
        if (json_is_object(value))
            return read_words(reader, path, value, (naast_label *)(void *)((char *)object + field->words));
        return read_text(reader, path, value, at);
    case FIELD_TEXT:
        return read_text(reader, path, value, at);
    case FIELD_FLAG:
        return read_flag(reader, path, value, at);
    case FIELD_NUMBER:
        return read_number(reader, path, value, at);
    case FIELD_CODES:
        return read_codes(reader, path, value, at);
    case FIELD_WORDS:
        return read_words(reader, path, value, at);
    case FIELD_CHOICE:
        return read_choice(reader, path, value, field, at);
    case FIELD_GATE:
        return read_gate(reader, path, value, at);
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

static int read_object(struct reader *reader, const char *path, json_t *value, const struct field *fields, void *out)
{
    const char *name;
    json_t *one;
    if (!json_is_object(value))
        return wants(reader, path[0] == '\0' ? "." : path, W_AN_OBJECT);
    json_object_foreach(value, name, one)
    {
        const struct field *field = find_field(fields, name);
        const char *at = below(reader, path, name);
        if (field == NULL)
            return cli_failed(reader->cli, NAAST_BAD_DATA, W_JSON_FIELD_UNKNOWN, reader->file, at);
        int status = read_field(reader, at, one, field, out);
        if (status != NAAST_OK)
            return status;
    }
    return NAAST_OK;
}

/* The list at `name`, which must be there. */
static int list_of(struct reader *reader, const char *path, json_t *object, const char *name, json_t **out)
{
    const char *at = below(reader, path, name);
    *out = json_object_get(object, name);
    if (*out == NULL)
        return cli_failed(reader->cli, NAAST_BAD_DATA, W_JSON_MISSING, reader->file, at);
    return json_is_array(*out) ? NAAST_OK : wants(reader, at, W_A_LIST);
}

static int read_gate(struct reader *reader, const char *path, json_t *value, naast_gate *out)
{
    json_t *list;
    int status = read_object(reader, path, value, gate_fields, out);
    if (status == NAAST_OK)
        status = list_of(reader, path, value, "checks", &list);
    if (status != NAAST_OK)
        return status;
    naast_check *checks = cli_keep(reader->cli, sizeof *checks * (json_array_size(list) + 1));
    for (size_t i = 0; i < json_array_size(list) && status == NAAST_OK; i++)
        status = read_object(reader, cli_printf(reader->cli, "%s.checks[%zu]", path, i), json_array_get(list, i),
                             check_fields, &checks[i]);
    out->checks = checks;
    out->check_count = json_array_size(list);
    return status;
}

static int read_kinds(struct reader *reader, json_t *root, naast_pipeline *out)
{
    json_t *object = json_object_get(root, "kinds"), *one;
    const char *code;
    if (object == NULL)
        return cli_failed(reader->cli, NAAST_BAD_DATA, W_JSON_MISSING, reader->file, "kinds");
    if (!json_is_object(object))
        return wants(reader, "kinds", W_AN_OBJECT);
    naast_kind *kinds = cli_keep(reader->cli, sizeof *kinds * (json_object_size(object) + 1));
    size_t count = 0;
    json_object_foreach(object, code, one)
    {
        kinds[count].code = cli_keep_text(reader->cli, code);
        int status = read_object(reader, below(reader, "kinds", code), one, kind_fields, &kinds[count++]);
        if (status != NAAST_OK)
            return status;
    }
    out->kinds = kinds;
    out->kind_count = count;
    return NAAST_OK;
}

static int read_stages(struct reader *reader, json_t *root, naast_pipeline *out)
{
    json_t *list;
    int status = list_of(reader, "", root, "stages", &list);
    if (status != NAAST_OK)
        return status;
    naast_stage *stages = cli_keep(reader->cli, sizeof *stages * (json_array_size(list) + 1));
    for (size_t i = 0; i < json_array_size(list) && status == NAAST_OK; i++)
        status = read_object(reader, cli_printf(reader->cli, "stages[%zu]", i), json_array_get(list, i), stage_fields,
                             &stages[i]);
    out->stages = stages;
    out->stage_count = json_array_size(list);
    return status;
}

static int read_pipeline(struct reader *reader, json_t *root, naast_pipeline *out)
{
    int status = read_object(reader, "", root, pipeline_fields, out);
    const json_t *schema = json_object_get(root, "schema");
    if (status == NAAST_OK && schema != NULL && json_integer_value(schema) != 1)
        status = wants(reader, "schema", W_SCHEMA_ONE);
    if (status == NAAST_OK)
        status = read_kinds(reader, root, out);
    return status == NAAST_OK ? read_stages(reader, root, out) : status;
}

int pipeline_from_json(struct cli *cli, const char *path, naast_pipeline *out)
{
    struct reader reader = {cli, strcmp(path, "-") == 0 ? word(cli, W_STANDARD_INPUT) : path};
    json_error_t error;
    char *text;
    int status = cli_read_file(cli, path, &text);
    if (status != NAAST_OK)
        return status;
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        return cli_failed(cli, NAAST_BAD_DATA, W_JSON_WRONG, reader.file, cli_printf(cli, "%d", error.line),
                          cli_printf(cli, "%d", error.column), error.text);
    naast_pipeline definition = NAAST_PIPELINE_INIT;
    status = read_pipeline(&reader, root, &definition);
    json_decref(root);
    if (status == NAAST_OK)
        *out = definition;
    return status;
}
