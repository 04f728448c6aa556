/* import_mapping.c: the mapping of an import, from options and from a JSON file. */
#include "import_mapping.h"

#include <jansson.h>
#include <stddef.h>
#include <string.h>

struct mapping_reader {
    struct cli *cli;
    const char *file; /* the mapping file, as messages call it */
    struct import_mapping *mapping;
    naast_stage_mapping *stages;
    size_t stage_room;
};

/* --- both --- */

static const char *all_fields(struct cli *cli)
{
    const char *list = "";
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++)
        list = cli_printf(cli, "%s%s%s", list, i > 0 ? " " : "", naast_import_field_code((naast_import_field)i));
    return list;
}

/* NAAST_FIELD_COUNT: there is none of that name. */
static unsigned find_field(const char *name)
{
    unsigned field = 0;
    while (field < NAAST_FIELD_COUNT && strcmp(naast_import_field_code((naast_import_field)field), name) != 0)
        field++;
    return field;
}

/* A value that was mapped before is mapped anew. */
static void set_stage(struct mapping_reader *reader, const char *value, const char *means)
{
    struct import_mapping *mapping = reader->mapping;
    size_t at = 0;
    while (at < mapping->stage_count && strcmp(reader->stages[at].value, value) != 0)
        at++;
    if (at == reader->stage_room) {
        size_t size = sizeof *reader->stages * at;
        reader->stages = memcpy(cli_keep(reader->cli, size * 2), reader->stages, size);
        reader->stage_room = at * 2;
        mapping->stages = reader->stages;
    }
    reader->stages[at] = (naast_stage_mapping){value, means};
    mapping->stage_count += at == mapping->stage_count;
}

static int set_delimiter(struct cli *cli, const char *typed, char *out)
{
    bool tab = strcmp(typed, "tab") == 0 || strcmp(typed, "\\t") == 0;
    unsigned char c = tab ? '\t' : (unsigned char)typed[0];
    if ((!tab && strlen(typed) != 1) || c >= 0x7f || c == '"' || (c < ' ' && c != '\t'))
        return cli_wrong(cli, W_IMPORT_DELIMITER_WRONG, typed);
    *out = (char)c;
    return NAAST_OK;
}

/* --- the file --- */

struct mapping_key {
    const char *name;
    size_t offset;
};
static const struct mapping_key text_keys[] = {
    {"currency", offsetof(struct import_mapping, currency)},
    {"date_format", offsetof(struct import_mapping, date_format)},
    {"pipeline", offsetof(struct import_mapping, pipeline)},
    {"source", offsetof(struct import_mapping, source)},
};

static int wants(struct mapping_reader *reader, const char *path, enum word what)
{
    return cli_failed(reader->cli, NAAST_BAD_DATA, W_JSON_WANTS, reader->file, path, word(reader->cli, what));
}

static int unknown_key(struct mapping_reader *reader, const char *path)
{
    return cli_failed(reader->cli, NAAST_BAD_DATA, W_JSON_FIELD_UNKNOWN, reader->file, path);
}

static int keep_string(struct mapping_reader *reader, const char *path, const json_t *value, const char **out)
{
    if (!json_is_string(value))
        return wants(reader, path, W_A_TEXT);
    *out = cli_keep_text(reader->cli, json_string_value(value));
    return NAAST_OK;
}

static int read_columns(struct mapping_reader *reader, json_t *object)
{
    const char *name;
    json_t *value;
    if (!json_is_object(object))
        return wants(reader, "map", W_AN_OBJECT);
    json_object_foreach(object, name, value)
    {
        const char *path = cli_printf(reader->cli, "map.%s", name);
        unsigned field = find_field(name);
        if (field == NAAST_FIELD_COUNT)
            return unknown_key(reader, path);
        int status = keep_string(reader, path, value, &reader->mapping->columns[field]);
        if (status != NAAST_OK)
            return status;
    }
    return NAAST_OK;
}

static int read_stages(struct mapping_reader *reader, json_t *object)
{
    const char *name, *means = "";
    json_t *value;
    if (!json_is_object(object))
        return wants(reader, "stages", W_AN_OBJECT);
    json_object_foreach(object, name, value)
    {
        int status = keep_string(reader, cli_printf(reader->cli, "stages.%s", name), value, &means);
        if (status != NAAST_OK)
            return status;
        set_stage(reader, cli_keep_text(reader->cli, name), means);
    }
    return NAAST_OK;
}

static int read_key(struct mapping_reader *reader, const char *name, json_t *value)
{
    const char *text = "";
    if (strcmp(name, "map") == 0)
        return read_columns(reader, value);
    if (strcmp(name, "stages") == 0)
        return read_stages(reader, value);
    if (strcmp(name, "schema") == 0)
        return json_integer_value(value) == 1 ? NAAST_OK : wants(reader, name, W_SCHEMA_ONE);
    for (size_t i = 0; i < sizeof text_keys / sizeof text_keys[0]; i++) {
        if (strcmp(text_keys[i].name, name) == 0)
            return keep_string(reader, name, value,
                               (const char **)(void *)((char *)reader->mapping + text_keys[i].offset));
    }
    if (strcmp(name, "delimiter") != 0)
        return unknown_key(reader, name);
    int status = keep_string(reader, name, value, &text);
    return status == NAAST_OK ? set_delimiter(reader->cli, text, &reader->mapping->delimiter) : status;
}

static int read_file(struct mapping_reader *reader, const char *path)
{
    struct cli *cli = reader->cli;
    json_error_t error;
    const char *name;
    char *text;
    json_t *value;
    reader->file = strcmp(path, "-") == 0 ? word(cli, W_STANDARD_INPUT) : path;
    int status = cli_read_file(cli, path, &text);
    if (status != NAAST_OK)
        return status;
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        return cli_failed(cli, NAAST_BAD_DATA, W_JSON_WRONG, reader->file, cli_printf(cli, "%d", error.line),
                          cli_printf(cli, "%d", error.column), error.text);
    if (!json_is_object(root))
        status = wants(reader, ".", W_AN_OBJECT);
    else
        json_object_foreach(root, name, value)
        {
            status = read_key(reader, name, value);
            if (status != NAAST_OK)
                break;
        }
    json_decref(root);
    return status;
}

/* --- the options --- */

static int unknown_field(struct cli *cli, const char *name)
{
    const char *known[NAAST_FIELD_COUNT];
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++)
        known[i] = naast_import_field_code((naast_import_field)i);
    const char *nearest = args_nearest(name, known, NAAST_FIELD_COUNT);
    const char *said = words(cli, W_IMPORT_FIELD_UNKNOWN, name, all_fields(cli));
    return nearest == NULL ? cli_wrong(cli, W_AS_IS, said) : cli_wrong(cli, W_DID_YOU_MEAN, said, nearest);
}

static int take_columns(struct mapping_reader *reader, const struct args *args)
{
    struct cli *cli = reader->cli;
    bool given[NAAST_FIELD_COUNT] = {false};
    const char *pair;
    for (size_t at = 0; (pair = args_next(args, "map", &at)) != NULL;) {
        const char *equals = strchr(pair, '=');
        if (equals == NULL)
            return cli_wrong(cli, W_IMPORT_PAIR_WRONG, "map", pair, "FIELD=COLUMN");
        const char *name = cli_printf(cli, "%.*s", (int)(equals - pair), pair);
        unsigned field = find_field(name);
        if (field == NAAST_FIELD_COUNT)
            return unknown_field(cli, name);
        if (given[field])
            return cli_wrong(cli, W_IMPORT_FIELD_TWICE, name);
        given[field] = true;
        reader->mapping->columns[field] = equals + 1;
    }
    return NAAST_OK;
}

/* The value may hold a "=" of its own; what it means cannot. */
static int take_stages(struct mapping_reader *reader, const struct args *args)
{
    struct cli *cli = reader->cli;
    const char *pair;
    for (size_t at = 0; (pair = args_next(args, "stage", &at)) != NULL;) {
        const char *equals = strrchr(pair, '=');
        if (equals == NULL)
            return cli_wrong(cli, W_IMPORT_PAIR_WRONG, "stage", pair, "VALUE=STAGE|OUTCOME");
        set_stage(reader, cli_printf(cli, "%.*s", (int)(equals - pair), pair), equals + 1);
    }
    return NAAST_OK;
}

static void take_text(const struct args *args, const char *option, const char **out)
{
    const char *typed = args_value(args, option);
    if (typed != NULL)
        *out = typed;
}

int import_mapping_read(struct cli *cli, const struct args *args, struct import_mapping *out)
{
    struct mapping_reader reader = {.cli = cli, .mapping = out};
    const char *file = args_value(args, "mapping"), *delimiter = args_value(args, "delimiter");
    int status = NAAST_OK;
    reader.stage_room = 16;
    reader.stages = cli_keep(cli, sizeof *reader.stages * reader.stage_room);
    *out = (struct import_mapping){.stages = reader.stages, .delimiter = ','};
    if (file != NULL && strcmp(file, "-") == 0 && strcmp(args_operand(args, 0), "-") == 0)
        return cli_wrong(cli, W_ONE_OF_TWO, "--mapping -", "-");
    if (file != NULL)
        status = read_file(&reader, file);
    if (status == NAAST_OK)
        status = take_columns(&reader, args);
    if (status == NAAST_OK)
        status = take_stages(&reader, args);
    if (status == NAAST_OK && delimiter != NULL)
        status = set_delimiter(cli, delimiter, &out->delimiter);
    take_text(args, "currency", &out->currency);
    take_text(args, "date-format", &out->date_format);
    take_text(args, "pipeline", &out->pipeline);
    take_text(args, "source", &out->source);
    return status;
}

/* --- the columns --- */

/* The columns of the file, and, where it seems to have one alone, what may stand between them. */
static const char *all_columns(struct cli *cli, const struct csv_row *head)
{
    static const char *const others[] = {";", "\t", "|", ","};
    const char *list = "";
    for (size_t i = 0; i < head->count; i++)
        list = cli_printf(cli, "%s%s\"%s\"", list, i > 0 ? ", " : "", csv_text(head, i));
    for (size_t i = 0; head->count == 1 && i < sizeof others / sizeof others[0]; i++) {
        if (strstr(csv_text(head, 0), others[i]) != NULL)
            return words(cli, W_IMPORT_OTHER_DELIMITER, list, others[i][0] == '\t' ? "tab" : others[i]);
    }
    return list;
}

static int no_column(struct cli *cli, const char *file, const struct csv_row *head, const char *name, const char *field)
{
    const char **known = cli_keep(cli, sizeof *known * (head->count + 1));
    for (size_t i = 0; i < head->count; i++)
        known[i] = csv_text(head, i);
    const char *nearest = args_nearest(name, known, head->count);
    const char *said = words(cli, W_IMPORT_NO_COLUMN, file, name, field, all_columns(cli, head));
    return nearest == NULL ? cli_wrong(cli, W_AS_IS, said) : cli_wrong(cli, W_DID_YOU_MEAN, said, nearest);
}

static int bind_column(struct cli *cli, const char *file, const struct csv_row *head, const char *name,
                       const char *field, int *out)
{
    int found = -1;
    for (size_t i = 0; i < head->count; i++) {
        if (strcmp(csv_text(head, i), name) != 0)
            continue;
        if (found >= 0)
            return cli_wrong(cli, W_IMPORT_COLUMN_TWICE, file, name, all_columns(cli, head));
        found = (int)i;
    }
    *out = found;
    return found >= 0 ? NAAST_OK : no_column(cli, file, head, name, field);
}

bool import_mapping_maps(const struct import_mapping *mapping)
{
    bool any = false;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++)
        any = any || mapping->columns[i] != NULL;
    return any;
}

int import_mapping_bind(struct cli *cli, const struct import_mapping *mapping, const char *file,
                        const struct csv_row *head, int out[NAAST_FIELD_COUNT])
{
    int status = NAAST_OK;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT && status == NAAST_OK; i++) {
        out[i] = -1;
        if (mapping->columns[i] == NULL)
            continue;
        status =
            bind_column(cli, file, head, mapping->columns[i], naast_import_field_code((naast_import_field)i), &out[i]);
    }
    if (status == NAAST_OK && !import_mapping_maps(mapping))
        return cli_wrong(cli, W_IMPORT_NO_MAP, file, all_columns(cli, head), all_fields(cli));
    return status;
}

const char *import_mapping_means(const struct import_mapping *mapping, const char *value)
{
    for (size_t i = 0; i < mapping->stage_count; i++) {
        if (strcmp(mapping->stages[i].value, value) == 0)
            return mapping->stages[i].means;
    }
    return NULL;
}
