/* options.c: what a mapping can be set to by name. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/mapping/mapping.h"
#include "formats/mapping/presets.h"
#include "formats/mapping/time_zone.h"
#include "formats/rows/encoding.h"

/* An option that is being set. */
struct setting {
    naast_mapping *mapping;
    const char *name; /* of the file that says so; NULL: none */
    const char *option, *value;
};

static struct fault_place place_of(const struct setting *setting)
{
    return (struct fault_place){.name = setting->name, .path = setting->option};
}

static int not_one_of(const struct setting *setting, const char *list)
{
    const int status = mapping_memory(setting->mapping->formats, &setting->mapping->arena);
    if (status != NAAST_OK)
        return status;
    return FAIL_AT(setting->mapping->formats, place_of(setting), FMT_MAPPING_ONE_OF, setting->value, list);
}

static int set_text(const struct setting *setting, const char **out)
{
    const char *kept = arena_text(&setting->mapping->arena, setting->value);
    const int status = mapping_memory(setting->mapping->formats, &setting->mapping->arena);
    if (status == NAAST_OK)
        *out = kept;
    return status;
}

static int set_currency(const struct setting *setting) { return set_text(setting, &setting->mapping->currency); }
static int set_date_format(const struct setting *setting) { return set_text(setting, &setting->mapping->date_format); }
static int set_pipeline(const struct setting *setting) { return set_text(setting, &setting->mapping->pipeline); }
static int set_source(const struct setting *setting) { return set_text(setting, &setting->mapping->source); }

static int set_sign(const struct setting *setting, size_t most, const char **out)
{
    static const struct {
        const char *name, *sign;
    } signs[] = {{"comma", ","}, {"point", "."}, {"space", " "}, {"apostrophe", "'"}};
    const char *list = "";
    for (size_t i = 0; i < most; i++) {
        if (strcmp(signs[i].name, setting->value) == 0) {
            *out = signs[i].sign;
            return NAAST_OK;
        }
        list = arena_printf(&setting->mapping->arena, "%s%s%s", list, i > 0 ? ", " : "", signs[i].name);
    }
    return not_one_of(setting, list);
}

static int set_decimal(const struct setting *setting) { return set_sign(setting, 2, &setting->mapping->decimal); }
static int set_grouping(const struct setting *setting) { return set_sign(setting, 4, &setting->mapping->grouping); }

static int set_preset(const struct setting *setting)
{
    const struct import_preset *preset = import_preset_find(setting->value, setting->mapping->kind);
    const char *list = "", *name;
    if (preset != NULL) {
        setting->mapping->preset = preset;
        return NAAST_OK;
    }
    for (size_t i = 0; (name = naast_preset_name(i)) != NULL; i++)
        list = arena_printf(&setting->mapping->arena, "%s%s%s", list, i > 0 ? ", " : "", name);
    return not_one_of(setting, list);
}

static int set_encoding(const struct setting *setting)
{
    enum encoding encoding;
    if (encoding_find(setting->value, &encoding) != 0)
        return not_one_of(setting, ENCODING_NAMES);
    setting->mapping->encoding = encoding_name(encoding);
    return NAAST_OK;
}

static int set_delimiter(const struct setting *setting)
{
    const char *value = setting->value;
    const bool tab = strcmp(value, "tab") == 0 || strcmp(value, "\\t") == 0;
    const unsigned char c = tab ? '\t' : (unsigned char)value[0];
    if ((!tab && strlen(value) != 1) || c >= 0x7f || c == '"' || (c < ' ' && c != '\t'))
        return FAIL_AT(setting->mapping->formats, place_of(setting), FMT_DELIMITER, value);
    setting->mapping->delimiter = c;
    return NAAST_OK;
}

static int set_time_zone(const struct setting *setting)
{
    naast_mapping *mapping = setting->mapping;
    const int status = time_zone_read(&mapping->arena, setting->value, &mapping->zone);
    if (status == NAAST_NO_MEMORY)
        return mapping_memory(mapping->formats, &mapping->arena);
    if (status == NAAST_OK)
        return NAAST_OK;
    return FAIL_AT(mapping->formats, place_of(setting), FMT_MAPPING_ZONE, setting->value, time_zone_folder);
}

static const struct {
    const char *name;
    int (*set)(const struct setting *setting);
} options[] = {
    {"preset", set_preset},       {"currency", set_currency},   {"date_format", set_date_format},
    {"pipeline", set_pipeline},   {"source", set_source},       {"decimal", set_decimal},
    {"grouping", set_grouping},   {"time_zone", set_time_zone}, {"encoding", set_encoding},
    {"delimiter", set_delimiter},
};
enum { OPTIONS = sizeof options / sizeof options[0] };

static size_t find_option(const char *name)
{
    size_t i = 0;
    while (i < OPTIONS && strcmp(options[i].name, name) != 0)
        i++;
    return i;
}

bool mapping_has_option(const char *option) { return find_option(option) < OPTIONS; }

static int no_option(naast_mapping *mapping, const char *option)
{
    const char *list = "";
    for (size_t i = 0; i < OPTIONS; i++)
        list = arena_printf(&mapping->arena, "%s%s%s", list, i > 0 ? ", " : "", options[i].name);
    const int status = mapping_memory(mapping->formats, &mapping->arena);
    return status == NAAST_OK ? FAIL(mapping->formats, FMT_MAPPING_OPTION, option, list) : status;
}

int mapping_set_option(naast_mapping *mapping, const char *name, const char *option, const char *value)
{
    const struct setting setting = {mapping, name, option, value};
    const size_t i = find_option(option);
    return i < OPTIONS ? options[i].set(&setting) : no_option(mapping, option);
}

int naast_mapping_set(naast_mapping *mapping, const char *option, const char *value)
{
    if (mapping == NULL)
        return NAAST_INVALID;
    formats_clear_fault(mapping->formats);
    return option != NULL && value != NULL ? mapping_set_option(mapping, NULL, option, value) : NAAST_INVALID;
}
