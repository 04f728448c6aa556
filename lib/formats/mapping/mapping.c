/* mapping.c: a mapping as a program sets it, and what libnaast's import gets of it. */
#include "formats/mapping/mapping.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/base/csv_guard.h"
#include "formats/base/formats.h"

int mapping_memory(naast_formats *formats, struct arena *arena)
{
    const int status = arena_status(arena);
    arena->failed = false;
    return status == NAAST_OK ? NAAST_OK : formats_no_memory(formats);
}

/* ---- making and releasing ---- */

int naast_mapping_new(naast_formats *formats, naast_import_kind kind, naast_mapping **out)
{
    if (formats == NULL)
        return NAAST_INVALID;
    formats_clear_fault(formats);
    if (out == NULL || (unsigned)kind > NAAST_IMPORT_PEOPLE)
        return NAAST_INVALID;
    naast_mapping *mapping = memory_resize(&formats->allocator, NULL, sizeof *mapping);
    if (mapping == NULL)
        return formats_no_memory(formats);
    memset(mapping, 0, sizeof *mapping);
    mapping->formats = formats;
    mapping->kind = kind;
    mapping->arena.allocator = mapping->bound.arena.allocator = formats->allocator;
    *out = mapping;
    return NAAST_OK;
}

void naast_mapping_free(naast_mapping *mapping)
{
    if (mapping == NULL)
        return;
    const naast_allocator allocator = mapping->formats->allocator;
    arena_free(&mapping->arena);
    arena_free(&mapping->bound.arena);
    memory_free(&allocator, mapping);
}

/* ---- columns ---- */

const char *mapping_fields_of(struct arena *arena, naast_import_kind kind)
{
    const char *list = "";
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++) {
        if (naast_import_takes(kind, (naast_import_field)i))
            list = arena_printf(arena, "%s%s%s", list, *list == '\0' ? "" : " ",
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

static int no_field(naast_mapping *mapping, const char *name, const char *path, const char *field)
{
    const char *fields = mapping_fields_of(&mapping->arena, mapping->kind);
    const struct fault_place place = {.name = name, .path = path};
    const int status = mapping_memory(mapping->formats, &mapping->arena);
    if (status != NAAST_OK)
        return status;
    if (name != NULL)
        return FAIL_AT(mapping->formats, place, FMT_MAPPING_KEY);
    return FAIL_AT(mapping->formats, place, FMT_IMPORT_FIELD, field, fields);
}

int mapping_set_column(naast_mapping *mapping, const char *name, const char *path, const char *field,
                       const char *column)
{
    const unsigned i = find_field(mapping->kind, field);
    if (i == NAAST_FIELD_COUNT)
        return no_field(mapping, name, path, field);
    const char *kept = arena_text(&mapping->arena, column);
    const int status = mapping_memory(mapping->formats, &mapping->arena);
    if (status == NAAST_OK)
        mapping->columns[i] = kept;
    return status;
}

int naast_mapping_set_column(naast_mapping *mapping, const char *field, const char *column)
{
    if (mapping == NULL)
        return NAAST_INVALID;
    formats_clear_fault(mapping->formats);
    return field != NULL && column != NULL ? mapping_set_column(mapping, NULL, "map", field, column) : NAAST_INVALID;
}

const char *naast_mapping_column(const naast_mapping *mapping, naast_import_field field)
{
    return mapping != NULL && (unsigned)field < NAAST_FIELD_COUNT ? mapping->columns[field] : NULL;
}

/* ---- what values mean ---- */

size_t meanings_place(const struct meanings *meanings, const char *value, int (*compare)(const char *, const char *))
{
    size_t at = 0;
    while (at < meanings->count && compare(meanings->list[at].value, value) != 0)
        at++;
    return at;
}

void meanings_set(struct arena *arena, struct meanings *meanings, const char *value, const char *means)
{
    const size_t at = meanings_place(meanings, value, strcmp);
    if (at == meanings->count) {
        void *list = arena_room(arena, meanings->list, at, sizeof *meanings->list, &meanings->room);
        if (list == NULL)
            return;
        meanings->list = list;
        meanings->count++;
    }
    meanings->list[at] = (naast_stage_mapping){value, means};
}

int mapping_set_meaning(naast_mapping *mapping, struct meanings *meanings, const char *value, const char *means)
{
    const char *kept = arena_text(&mapping->arena, value), *kept_means = arena_text(&mapping->arena, means);
    if (arena_status(&mapping->arena) == NAAST_OK)
        meanings_set(&mapping->arena, meanings, kept, kept_means);
    return mapping_memory(mapping->formats, &mapping->arena);
}

static int set_meaning(naast_mapping *mapping, struct meanings *meanings, const char *value, const char *means)
{
    formats_clear_fault(mapping->formats);
    return value != NULL && means != NULL ? mapping_set_meaning(mapping, meanings, value, means) : NAAST_INVALID;
}

int naast_mapping_set_stage(naast_mapping *mapping, const char *value, const char *means)
{
    return mapping != NULL ? set_meaning(mapping, &mapping->stages, value, means) : NAAST_INVALID;
}

int naast_mapping_set_outcome(naast_mapping *mapping, const char *value, const char *means)
{
    return mapping != NULL ? set_meaning(mapping, &mapping->outcomes, value, means) : NAAST_INVALID;
}

/* With what a preset adds, once that is known. */
static const struct meanings *all_of(const naast_mapping *mapping, const struct meanings *set,
                                     const struct meanings *bound)
{
    return mapping->bound.binding.columns != NULL ? bound : set;
}

static const char *means(const struct meanings *meanings, const char *value)
{
    const size_t at = meanings_place(meanings, value != NULL ? value : "", strcasecmp);
    return at < meanings->count ? meanings->list[at].means : NULL;
}

const char *naast_mapping_means(const naast_mapping *mapping, const char *stage, const char *outcome)
{
    if (mapping == NULL)
        return NULL;
    const char *ended = means(all_of(mapping, &mapping->outcomes, &mapping->bound.outcomes), outcome);
    if (ended != NULL && strcmp(ended, "open") != 0)
        return ended;
    return means(all_of(mapping, &mapping->stages, &mapping->bound.stages), stage);
}

/* ---- what others get of it ---- */

int naast_mapping_set_zone(naast_mapping *mapping, const naast_zone_change *changes, size_t count)
{
    if (mapping == NULL)
        return NAAST_INVALID;
    formats_clear_fault(mapping->formats);
    if (changes == NULL && count > 0)
        return NAAST_INVALID;
    naast_zone_change *kept = arena_get(&mapping->arena, sizeof *kept * (count + 1));
    const int status = mapping_memory(mapping->formats, &mapping->arena);
    if (status != NAAST_OK)
        return status;
    if (count > 0)
        memcpy(kept, changes, sizeof *kept * count);
    mapping->zone = (struct time_zone){kept, count};
    return NAAST_OK;
}

/* A caller's struct, of whatever version, as one of this version; and back. */
static size_t shorter(uint32_t size, size_t known) { return size < known ? size : known; }

int naast_mapping_reader_spec(const naast_mapping *mapping, naast_reader_spec *spec)
{
    naast_reader_spec own = NAAST_READER_SPEC_INIT;
    if (mapping == NULL)
        return NAAST_INVALID;
    formats_clear_fault(mapping->formats);
    if (spec == NULL || spec->size < sizeof spec->size)
        return spec == NULL ? NAAST_INVALID : FAIL(mapping->formats, FMT_SPEC_SIZE);
    const size_t size = shorter(spec->size, sizeof own);
    memcpy(&own, spec, size);
    own.encoding = mapping->encoding;
    own.delimiter = mapping->delimiter;
    memcpy(spec, &own, size);
    return NAAST_OK;
}

static void fill_spec(const naast_mapping *mapping, naast_import_spec *spec)
{
    const struct meanings *stages = all_of(mapping, &mapping->stages, &mapping->bound.stages);
    const struct meanings *outcomes = all_of(mapping, &mapping->outcomes, &mapping->bound.outcomes);
    spec->kind = mapping->kind;
    spec->pipeline = mapping->pipeline;
    spec->stages = stages->list;
    spec->stage_count = stages->count;
    spec->outcomes = outcomes->list;
    spec->outcome_count = outcomes->count;
    spec->currency = mapping->currency;
    spec->date_format = mapping->date_format;
    if (spec->date_format == NULL && mapping->preset != NULL)
        spec->date_format = mapping->preset->date_format;
    spec->decimal = mapping->decimal;
    spec->grouping = mapping->grouping;
    spec->zone = mapping->zone.count > 0 ? mapping->zone.changes : NULL;
    spec->zone_count = mapping->zone.count;
    spec->source = mapping->source;
}

int naast_mapping_import_spec(const naast_mapping *mapping, naast_import_spec *spec)
{
    naast_import_spec own = NAAST_IMPORT_SPEC_INIT;
    if (mapping == NULL)
        return NAAST_INVALID;
    formats_clear_fault(mapping->formats);
    if (spec == NULL || spec->size < sizeof spec->size)
        return spec == NULL ? NAAST_INVALID : FAIL(mapping->formats, FMT_SPEC_SIZE);
    const size_t size = shorter(spec->size, sizeof own);
    memcpy(&own, spec, size);
    fill_spec(mapping, &own);
    memcpy(spec, &own, size);
    return NAAST_OK;
}

const naast_binding *naast_mapping_binding(const naast_mapping *mapping)
{
    return mapping != NULL && mapping->bound.binding.columns != NULL ? &mapping->bound.binding : NULL;
}

static int row_is_unfit(naast_formats *formats, const naast_fault *fault)
{
    const struct fault_place place = {fault->name, fault->line, fault->column, NULL};
    FAIL_AT(formats, place, FMT_OF_THE_STORE, fault->text);
    formats->fault.status = fault->status;
    formats->fault.code = fault->code;
    return fault->status;
}

int naast_mapping_fields(const naast_mapping *mapping, const naast_row *row, const char **fields, size_t field_count)
{
    if (mapping == NULL)
        return NAAST_INVALID;
    formats_clear_fault(mapping->formats);
    if (row == NULL || fields == NULL)
        return NAAST_INVALID;
    if (mapping->bound.binding.columns == NULL)
        return FAIL(mapping->formats, FMT_MAPPING_UNBOUND);
    if (row->fault != NULL)
        return row_is_unfit(mapping->formats, row->fault);
    for (size_t i = 0; i < field_count; i++) {
        const int32_t column = i < NAAST_FIELD_COUNT ? mapping->bound.columns[i] : -1;
        fields[i] = column >= 0 && (size_t)column < row->text_count ? row->texts[column].text : NULL;
        if (fields[i] != NULL && mapping->bound.guarded)
            fields[i] = csv_unguarded(fields[i]);
    }
    return NAAST_OK;
}
