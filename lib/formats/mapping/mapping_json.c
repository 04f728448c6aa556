/* mapping_json.c: a mapping that a JSON object says. */
#include <jansson.h>
#include <stddef.h>
#include <string.h>

#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/mapping/mapping.h"
#include "formats/rows/input.h"
#include "formats/rows/json_memory.h"

struct mapping_file {
    naast_mapping *mapping;
    const char *name; /* as messages call it */
};

static int wrong(const struct mapping_file *file, const char *path, enum fmt_message message)
{
    const struct fault_place place = {.name = file->name, .path = path};
    return FAIL_AT(file->mapping->formats, place, message);
}

/* "map.title": where a member is. */
static const char *path_of(const struct mapping_file *file, const char *key, const char *member)
{
    return arena_printf(&file->mapping->arena, "%s.%s", key, member);
}

static int read_columns(const struct mapping_file *file, json_t *object)
{
    const char *name;
    json_t *value;
    if (!json_is_object(object))
        return wrong(file, "map", FMT_MAPPING_WANTS_OBJECT);
    json_object_foreach(object, name, value)
    {
        const char *path = path_of(file, "map", name);
        int status = mapping_memory(file->mapping->formats, &file->mapping->arena);
        if (status == NAAST_OK)
            status = json_is_string(value)
                         ? mapping_set_column(file->mapping, file->name, path, name, json_string_value(value))
                         : wrong(file, path, FMT_MAPPING_WANTS_TEXT);
        if (status != NAAST_OK)
            return status;
    }
    return NAAST_OK;
}

static int read_meanings(const struct mapping_file *file, const char *key, json_t *object, struct meanings *out)
{
    const char *name;
    json_t *value;
    if (!json_is_object(object))
        return wrong(file, key, FMT_MAPPING_WANTS_OBJECT);
    json_object_foreach(object, name, value)
    {
        int status = NAAST_OK;
        if (json_is_string(value)) {
            status = mapping_set_meaning(file->mapping, out, name, json_string_value(value));
        } else {
            const char *path = path_of(file, key, name);
            status = mapping_memory(file->mapping->formats, &file->mapping->arena);
            status = status == NAAST_OK ? wrong(file, path, FMT_MAPPING_WANTS_TEXT) : status;
        }
        if (status != NAAST_OK)
            return status;
    }
    return NAAST_OK;
}

static int read_key(const struct mapping_file *file, const char *name, json_t *value)
{
    naast_mapping *mapping = file->mapping;
    if (strcmp(name, "map") == 0)
        return read_columns(file, value);
    if (strcmp(name, "stages") == 0)
        return read_meanings(file, name, value, &mapping->stages);
    if (strcmp(name, "outcomes") == 0)
        return read_meanings(file, name, value, &mapping->outcomes);
    if (strcmp(name, "schema") == 0)
        return json_integer_value(value) == 1 ? NAAST_OK : wrong(file, name, FMT_MAPPING_WANTS_SCHEMA);
    if (!mapping_has_option(name))
        return wrong(file, name, FMT_MAPPING_KEY);
    if (!json_is_string(value))
        return wrong(file, name, FMT_MAPPING_WANTS_TEXT);
    return mapping_set_option(mapping, file->name, name, json_string_value(value));
}

static int no_json(const struct mapping_file *file, const json_error_t *error)
{
    const struct fault_place place = {.name = file->name, .line = error->line, .column = error->column};
    if (json_lacked_memory(error))
        return formats_no_memory(file->mapping->formats);
    return FAIL_AT(file->mapping->formats, place, FMT_MAPPING_JSON, error->text);
}

static int read_text(const struct mapping_file *file, const char *text)
{
    json_error_t error;
    const char *name;
    json_t *value, *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    int status = NAAST_OK;
    if (root == NULL)
        return no_json(file, &error);
    if (!json_is_object(root))
        status = wrong(file, ".", FMT_MAPPING_WANTS_OBJECT);
    else
        json_object_foreach(root, name, value)
        {
            status = read_key(file, name, value);
            if (status != NAAST_OK)
                break;
        }
    json_decref(root);
    return status;
}

int naast_mapping_read(naast_mapping *mapping, const naast_input *input)
{
    struct mapping_file file = {.mapping = mapping};
    if (mapping == NULL)
        return NAAST_INVALID;
    formats_clear_fault(mapping->formats);
    if (input == NULL)
        return NAAST_INVALID;
    struct arena arena = {.allocator = mapping->formats->allocator};
    char *text = NULL;
    int status = input_text(mapping->formats, &arena, input, &file.name, &text);
    if (status == NAAST_OK)
        status = read_text(&file, text);
    arena_free(&arena);
    return status;
}
