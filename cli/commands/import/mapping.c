/* mapping.c: the mapping of an import, from options, from a JSON file and from a preset. */
#include "commands/import/mapping.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "naast-exchange.h"
#include "naast.h"
#include "args/args.h"
#include "args/nearest.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/import/presets.h"
#include "formats/source.h"
#include "formats/time_zone.h"
#include "term/message.h"
#include "term/read_file.h"
#include "words/words.h"

struct mapping_reader {
    struct cli *cli;
    const char *file; /* the mapping file, as messages call it */
    struct import_mapping *mapping;
};

/* --- both --- */

const char *import_fields(struct cli *cli, naast_import_kind kind)
{
    const char *list = "";
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++) {
        if (naast_import_takes(kind, (naast_import_field)i))
            list = cli_printf(cli, "%s%s%s", list, *list == '\0' ? "" : " ",
                              naast_import_field_code((naast_import_field)i));
    }
    return list;
}

/* NAAST_FIELD_COUNT: rows of the kind have none of that name. */
static unsigned find_field(naast_import_kind kind, const char *name)
{
    unsigned field = 0;
    while (field < NAAST_FIELD_COUNT && (!naast_import_takes(kind, (naast_import_field)field) ||
                                         strcmp(naast_import_field_code((naast_import_field)field), name) != 0))
        field++;
    return field;
}

/* The place of a value, or of the next one. */
static size_t place_of(const struct meanings *meanings, const char *value, int (*compare)(const char *, const char *))
{
    size_t at = 0;
    while (at < meanings->count && compare(meanings->list[at].value, value) != 0)
        at++;
    return at;
}

/* A value that was mapped before is mapped anew. */
static void set_meaning(struct cli *cli, struct meanings *meanings, const char *value, const char *means)
{
    size_t at = place_of(meanings, value, strcmp);
    if (at == meanings->room) {
        size_t room = at == 0 ? 16 : at * 2;
        naast_stage_mapping *list = cli_keep(cli, sizeof *list * room);
        if (at > 0)
            memcpy(list, meanings->list, sizeof *list * at);
        meanings->list = list;
        meanings->room = room;
    }
    meanings->list[at] = (naast_stage_mapping){value, means};
    meanings->count += at == meanings->count;
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
    {"preset", offsetof(struct import_mapping, preset_name)},
    {"decimal", offsetof(struct import_mapping, decimal_name)},
    {"grouping", offsetof(struct import_mapping, grouping_name)},
    {"encoding", offsetof(struct import_mapping, encoding_name)},
    {"time_zone", offsetof(struct import_mapping, zone_name)},
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
        unsigned field = find_field(reader->mapping->kind, name);
        if (field == NAAST_FIELD_COUNT)
            return unknown_key(reader, path);
        int status = keep_string(reader, path, value, &reader->mapping->columns[field]);
        if (status != NAAST_OK)
            return status;
    }
    return NAAST_OK;
}

static int read_meanings(struct mapping_reader *reader, const char *key, json_t *object, struct meanings *out)
{
    const char *name, *means = "";
    json_t *value;
    if (!json_is_object(object))
        return wants(reader, key, W_AN_OBJECT);
    json_object_foreach(object, name, value)
    {
        int status = keep_string(reader, cli_printf(reader->cli, "%s.%s", key, name), value, &means);
        if (status != NAAST_OK)
            return status;
        set_meaning(reader->cli, out, cli_keep_text(reader->cli, name), means);
    }
    return NAAST_OK;
}

static int read_key(struct mapping_reader *reader, const char *name, json_t *value)
{
    const char *text = "";
    if (strcmp(name, "map") == 0)
        return read_columns(reader, value);
    if (strcmp(name, "stages") == 0)
        return read_meanings(reader, name, value, &reader->mapping->stages);
    if (strcmp(name, "outcomes") == 0)
        return read_meanings(reader, name, value, &reader->mapping->outcomes);
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

static int unknown_field(struct cli *cli, naast_import_kind kind, const char *name)
{
    const char *known[NAAST_FIELD_COUNT];
    size_t count = 0;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++) {
        if (naast_import_takes(kind, (naast_import_field)i))
            known[count++] = naast_import_field_code((naast_import_field)i);
    }
    const char *nearest = args_nearest(name, known, count);
    const char *said = words(cli, W_IMPORT_FIELD_UNKNOWN, name, import_fields(cli, kind));
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
        unsigned field = find_field(reader->mapping->kind, name);
        if (field == NAAST_FIELD_COUNT)
            return unknown_field(cli, reader->mapping->kind, name);
        if (given[field])
            return cli_wrong(cli, W_IMPORT_FIELD_TWICE, name);
        given[field] = true;
        reader->mapping->columns[field] = equals + 1;
    }
    return NAAST_OK;
}

/* The value may hold a "=" of its own; what it means cannot. */
static int take_meanings(struct cli *cli, const struct args *args, const char *option, const char *form,
                         struct meanings *out)
{
    const char *pair;
    for (size_t at = 0; (pair = args_next(args, option, &at)) != NULL;) {
        const char *equals = strrchr(pair, '=');
        if (equals == NULL)
            return cli_wrong(cli, W_IMPORT_PAIR_WRONG, option, pair, form);
        set_meaning(cli, out, cli_printf(cli, "%.*s", (int)(equals - pair), pair), equals + 1);
    }
    return NAAST_OK;
}

static void take_text(const struct args *args, const char *option, const char **out)
{
    const char *typed = args_value(args, option);
    if (typed != NULL)
        *out = typed;
}

/* Options that deals alone have. */
static int take_deal_options(struct mapping_reader *reader, const struct args *args)
{
    struct import_mapping *mapping = reader->mapping;
    take_text(args, "currency", &mapping->currency);
    take_text(args, "date-format", &mapping->date_format);
    take_text(args, "pipeline", &mapping->pipeline);
    take_text(args, "source", &mapping->source);
    take_text(args, "decimal", &mapping->decimal_name);
    take_text(args, "grouping", &mapping->grouping_name);
    take_text(args, "time-zone", &mapping->zone_name);
    int status = take_meanings(reader->cli, args, "stage", "VALUE=STAGE|OUTCOME", &mapping->stages);
    if (status != NAAST_OK)
        return status;
    return take_meanings(reader->cli, args, "outcome", "VALUE=OUTCOME|open", &mapping->outcomes);
}

/* --- what was said, understood --- */

static int read_sign(struct cli *cli, const char *option, const char *typed, size_t most, const char **out)
{
    static const struct {
        const char *name, *sign;
    } signs[] = {{"comma", ","}, {"point", "."}, {"space", " "}, {"apostrophe", "'"}};
    const char *list = "";
    if (typed == NULL)
        return NAAST_OK;
    for (size_t i = 0; i < most; i++) {
        if (strcmp(signs[i].name, typed) == 0) {
            *out = signs[i].sign;
            return NAAST_OK;
        }
        list = cli_printf(cli, "%s%s%s", list, i > 0 ? ", " : "", signs[i].name);
    }
    return cli_wrong(cli, W_IMPORT_ONE_OF, option, typed, list);
}

static int find_preset(struct cli *cli, struct import_mapping *mapping)
{
    const char *list = "", *name;
    if (mapping->preset_name == NULL)
        return NAAST_OK;
    mapping->preset = import_preset_find(mapping->preset_name, mapping->kind);
    if (mapping->preset != NULL)
        return NAAST_OK;
    for (unsigned i = 0; (name = import_preset_name(i)) != NULL; i++)
        list = cli_printf(cli, "%s%s%s", list, i > 0 ? ", " : "", name);
    return cli_wrong(cli, W_IMPORT_ONE_OF, "preset", mapping->preset_name, list);
}

static int understand(struct cli *cli, struct import_mapping *mapping)
{
    int status = find_preset(cli, mapping);
    if (status == NAAST_OK)
        status = read_sign(cli, "decimal", mapping->decimal_name, 2, &mapping->decimal);
    if (status == NAAST_OK)
        status = read_sign(cli, "grouping", mapping->grouping_name, 4, &mapping->grouping);
    if (status == NAAST_OK && mapping->encoding_name != NULL)
        status = import_encoding_read(cli, mapping->encoding_name, &mapping->encoding);
    if (status == NAAST_OK && mapping->zone_name != NULL)
        status = time_zone_read(cli, mapping->zone_name, &mapping->zone);
    return status;
}

int import_mapping_read(struct cli *cli, const struct args *args, naast_import_kind kind, struct import_mapping *out)
{
    struct mapping_reader reader = {.cli = cli, .mapping = out};
    const char *file = args_value(args, "mapping"), *delimiter = args_value(args, "delimiter");
    int status = NAAST_OK;
    *out = (struct import_mapping){.kind = kind};
    if (file != NULL && strcmp(file, "-") == 0 && strcmp(args_operand(args, 0), "-") == 0)
        return cli_wrong(cli, W_ONE_OF_TWO, "--mapping -", "-");
    if (file != NULL)
        status = read_file(&reader, file);
    if (status == NAAST_OK)
        status = take_columns(&reader, args);
    if (status == NAAST_OK && kind == NAAST_IMPORT_DEALS)
        status = take_deal_options(&reader, args);
    if (status == NAAST_OK && delimiter != NULL)
        status = set_delimiter(cli, delimiter, &out->delimiter);
    take_text(args, "preset", &out->preset_name);
    take_text(args, "encoding", &out->encoding_name);
    return status == NAAST_OK ? understand(cli, out) : status;
}

static const char *means(const struct meanings *meanings, const char *value)
{
    size_t at = place_of(meanings, value, strcasecmp);
    return at < meanings->count ? meanings->list[at].means : NULL;
}

const char *import_mapping_means(const struct import_mapping *mapping, const char *stage, const char *outcome)
{
    const char *ended = means(&mapping->outcomes, outcome);
    return ended != NULL && strcmp(ended, "open") != 0 ? ended : means(&mapping->stages, stage);
}

/* --- the preset --- */

/* An outcome, which every pipeline has, or a stage of this one. */
static bool is_meaning_of(const naast_pipeline *pipeline, const char *means)
{
    for (size_t i = 0; i < pipeline->stage_count; i++) {
        if (strcmp(pipeline->stages[i].code, means) == 0)
            return true;
    }
    return strcmp(means, "won") == 0 || strcmp(means, "lost") == 0 || strcmp(means, "open") == 0;
}

static void add_meanings(struct cli *cli, const naast_pipeline *pipeline, const naast_stage_mapping *known,
                         struct meanings *out)
{
    for (; known != NULL && known->value != NULL; known++) {
        if (is_meaning_of(pipeline, known->means) && place_of(out, known->value, strcasecmp) == out->count)
            set_meaning(cli, out, known->value, known->means);
    }
}

int import_mapping_add_preset(struct cli *cli, struct import_mapping *mapping)
{
    const struct import_preset *preset = mapping->preset;
    naast_pipeline *pipeline;
    if (preset == NULL || mapping->kind != NAAST_IMPORT_DEALS)
        return NAAST_OK;
    int status = cli_check(cli, naast_pipeline_get(cli->store, mapping->pipeline, 0, &pipeline));
    if (status != NAAST_OK)
        return status;
    add_meanings(cli, pipeline, preset->stages, &mapping->stages);
    add_meanings(cli, pipeline, preset->outcomes, &mapping->outcomes);
    naast_free(pipeline);
    if (mapping->date_format == NULL)
        mapping->date_format = preset->date_format;
    return NAAST_OK;
}
