/* columns.c: the columns of a file, and the fields that they give. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/mapping/exported_lists.h"
#include "formats/mapping/mapping.h"
#include "formats/mapping/presets.h"
#include "formats/rows/reader.h"
#include "formats/rows/row.h"

struct search {
    naast_formats *formats;
    const naast_mapping *mapping;
    const char *file;
    naast_file_kind kind;
    const naast_row *head;
    struct bound *bound;
};

/* ---- what is wrong ---- */

/* A list in the arena, an item at a time. */
static const char *quoted(struct arena *arena, const char *list, const char *item)
{
    return arena_printf(arena, "%s%s\"%s\"", list, *list == '\0' ? "" : ", ", item);
}

/* Every text of a row, in memory that grows with their length and not with its square. */
static const char *all_quoted(struct arena *arena, const naast_row *row)
{
    size_t size = 1;
    for (size_t i = 0; i < row->text_count; i++)
        size += strlen(row_text(row, i)) + strlen("\"\", ");
    char *list = arena_get(arena, size), *end = list;
    if (list == NULL)
        return "";
    for (size_t i = 0; i < row->text_count; i++) {
        end = stpcpy(end, i > 0 ? ", \"" : "\"");
        end = stpcpy(stpcpy(end, row_text(row, i)), "\"");
    }
    return list;
}

/* The columns of the file, and, where it seems to have one alone, what may separate more. */
static const char *all_columns(const struct search *search)
{
    static const char *const others[] = {";", "\t", "|", ","};
    struct arena *arena = &search->bound->arena;
    const char *list = all_quoted(arena, search->head);
    for (size_t i = 0; search->head->text_count == 1 && i < sizeof others / sizeof others[0]; i++) {
        if (strstr(row_text(search->head, 0), others[i]) == NULL)
            continue;
        FAIL(search->formats, FMT_IMPORT_ONE_COLUMN, list, others[i][0] == '\t' ? "tab" : others[i]);
        return arena_text(arena, naast_formats_fault(search->formats)->text);
    }
    return list;
}

/* Two texts or three that say what is wrong, and what there is; every one of them may lack memory. */
static int wrong(const struct search *search, enum fmt_message message, const char *path, const char *const with[3])
{
    const char *columns = all_columns(search);
    const struct fault_place place = {.name = search->file, .path = path};
    const char *texts[4] = {0};
    size_t count = 0;
    while (count < 3 && with[count] != NULL) {
        texts[count] = with[count];
        count++;
    }
    texts[count] = columns;
    const int status = mapping_memory(search->formats, &search->bound->arena);
    if (status != NAAST_OK)
        return status;
    return FAIL_AT(search->formats, place, message, texts[0], texts[1], texts[2], texts[3]);
}

static int no_column(const struct search *search, const char *name, const char *field)
{
    const char *path = arena_printf(&search->bound->arena, "map.%s", field);
    return wrong(search, FMT_IMPORT_NO_COLUMN, path, (const char *const[3]){search->file, name, field});
}

/* A column that is there is there once. */
static int bind_if_there(const struct search *search, const char *name, naast_import_field field)
{
    int32_t found = -1;
    for (size_t i = 0; i < search->head->text_count; i++) {
        if (strcmp(row_text(search->head, i), name) != 0)
            continue;
        if (found >= 0)
            return wrong(search, FMT_IMPORT_COLUMN_TWICE, NULL, (const char *const[3]){search->file, name});
        found = (int32_t)i;
    }
    search->bound->columns[field] = found;
    return NAAST_OK;
}

/* A column that was named must be there. */
static int bind_named(const struct search *search, const char *name, naast_import_field field)
{
    int status = bind_if_there(search, name, field);
    if (status != NAAST_OK || search->bound->columns[field] >= 0)
        return status;
    return no_column(search, name, naast_import_field_code(field));
}

/* ---- presets ---- */

/* The first of the names that a preset knows; columns that are not there are no mistake. */
static void bind_known(const struct search *search, const struct preset_column *known)
{
    for (unsigned k = 0; k < PRESET_NAMES && known->names[k] != NULL; k++) {
        for (size_t i = 0; i < search->head->text_count; i++) {
            if (strcasecmp(row_text(search->head, i), known->names[k]) == 0) {
                search->bound->columns[known->field] = (int32_t)i;
                return;
            }
        }
    }
}

/* What rows cannot do without. */
static bool has_what_it_takes(const struct search *search)
{
    static const naast_import_field deals[] = {NAAST_FIELD_TITLE}, orgs[] = {NAAST_FIELD_NAME},
                                    people[] = {NAAST_FIELD_NAME, NAAST_FIELD_GIVEN_NAME, NAAST_FIELD_FAMILY_NAME,
                                                NAAST_FIELD_EMAIL};
    const naast_import_kind kind = search->mapping->kind;
    const naast_import_field *wanted = kind == NAAST_IMPORT_DEALS ? deals : kind == NAAST_IMPORT_ORGS ? orgs : people;
    bool has = false;
    for (size_t i = 0; i < (kind == NAAST_IMPORT_PEOPLE ? sizeof people / sizeof people[0] : 1); i++)
        has = has || search->bound->columns[wanted[i]] >= 0;
    return has;
}

static int not_its_export(const struct search *search)
{
    const struct import_preset *preset = search->mapping->preset;
    const char *list = "";
    for (const struct preset_column *known = preset->columns; known->field != NAAST_FIELD_COUNT; known++)
        list = quoted(&search->bound->arena, list, known->names[0]);
    return wrong(search, FMT_IMPORT_PRESET_ABSENT, NULL, (const char *const[3]){search->file, preset->name, list});
}

/* Dates that may be read in two ways are not guessed at. */
static int check_dates(const struct search *search)
{
    static const naast_import_field dates[] = {NAAST_FIELD_OPENED, NAAST_FIELD_CLOSED, NAAST_FIELD_EXPECTED,
                                               NAAST_FIELD_CLOSES};
    const naast_mapping *mapping = search->mapping;
    const struct fault_place place = {.name = search->file, .path = "date_format"};
    if (mapping->date_format != NULL || mapping->preset->date_format != NULL)
        return NAAST_OK;
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        const int32_t column = search->bound->columns[dates[i]];
        if (column >= 0)
            return FAIL_AT(search->formats, place, FMT_IMPORT_PRESET_DATES, mapping->preset->name,
                           row_text(search->head, (size_t)column));
    }
    return NAAST_OK;
}

static int bind_preset(const struct search *search)
{
    const struct import_preset *preset = search->mapping->preset;
    for (const struct preset_column *known = preset->columns; known->field != NAAST_FIELD_COUNT; known++) {
        if (search->mapping->columns[known->field] == NULL)
            bind_known(search, known);
    }
    return has_what_it_takes(search) ? check_dates(search) : not_its_export(search);
}

/* ---- all ---- */

/* Where nothing is mapped, columns that are called as fields are give those. */
static int bind_own(const struct search *search)
{
    const naast_import_kind kind = search->mapping->kind;
    int status = NAAST_OK;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT && status == NAAST_OK; i++) {
        const naast_import_field field = (naast_import_field)i;
        if (naast_import_takes(kind, field))
            status = bind_if_there(search, naast_import_field_code(field), field);
    }
    return status;
}

static bool is_bound(const struct search *search, size_t column)
{
    bool bound = false;
    for (unsigned field = 0; field < NAAST_FIELD_COUNT; field++)
        bound = bound || search->bound->columns[field] == (int)column;
    return bound;
}

/* The names of the columns that give nothing. */
static void list_passed_over(const struct search *search)
{
    struct bound *bound = search->bound;
    const char **names = arena_get(&bound->arena, sizeof *names * (search->head->text_count + 1));
    size_t count = 0;
    for (size_t i = 0; names != NULL && i < search->head->text_count; i++) {
        if (!is_bound(search, i))
            names[count++] = arena_text(&bound->arena, row_text(search->head, i));
    }
    bound->binding.passed_over = names;
    bound->binding.passed_over_count = count;
}

/* A list of people is none of organisations, though both have names. */
static bool is_list_of_others(const struct search *search)
{
    int32_t column[NAAST_FIELD_COUNT];
    bool is = false;
    for (int kind = NAAST_IMPORT_DEALS; kind <= NAAST_IMPORT_PEOPLE; kind++)
        is = is || exported_bind(search->head, (naast_import_kind)kind, column);
    return is;
}

/* A list that naast wrote and somebody changed the names of: its texts have guards that only the list as it was says.
 */
static bool is_changed_list(const struct search *search)
{
    for (size_t i = 0; i < search->head->text_count; i++) {
        const char *name = row_text(search->head, i);
        if (strcmp(name, "org_name") == 0 || strcmp(name, "uuid") == 0)
            return true;
    }
    return false;
}

/* A file that needs no mapping: a list that naast wrote, or columns that are called as fields are. */
static int bind_unmapped(const struct search *search)
{
    struct bound *bound = search->bound;
    const naast_import_kind kind = search->mapping->kind;
    bound->guarded = exported_bind(search->head, kind, bound->columns);
    if (bound->guarded)
        return NAAST_OK;
    int status = bind_own(search);
    if (status != NAAST_OK || search->kind != NAAST_FILE_CSV)
        return status;
    if (!has_what_it_takes(search) || is_list_of_others(search) || is_changed_list(search)) {
        const char *columns = all_columns(search), *fields = mapping_fields_of(&bound->arena, kind);
        const struct fault_place place = {.name = search->file};
        status = mapping_memory(search->formats, &bound->arena);
        if (status != NAAST_OK)
            return status;
        return FAIL_AT(search->formats, place, FMT_IMPORT_NO_MAP, search->file, columns, fields);
    }
    bound->binding.by_name = 1;
    return NAAST_OK;
}

static int bind_columns(const struct search *search)
{
    const naast_mapping *mapping = search->mapping;
    int status = NAAST_OK;
    bool any = mapping->preset != NULL;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++)
        search->bound->columns[i] = -1;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT && status == NAAST_OK; i++) {
        if (mapping->columns[i] == NULL)
            continue;
        any = true;
        status = bind_named(search, mapping->columns[i], (naast_import_field)i);
    }
    if (status == NAAST_OK && mapping->preset != NULL)
        status = bind_preset(search);
    if (status == NAAST_OK && !any)
        status = bind_unmapped(search);
    if (status == NAAST_OK)
        list_passed_over(search);
    return status;
}

/* The columns that are wanted, for readers that cannot know: those that were named, else all fields. */
static size_t wanted_columns(const naast_mapping *mapping, const char *wanted[NAAST_FIELD_COUNT])
{
    size_t count = 0;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++) {
        if (mapping->columns[i] == NULL)
            continue;
        bool there = false;
        for (size_t k = 0; k < count; k++)
            there = there || strcmp(wanted[k], mapping->columns[i]) == 0;
        if (!there)
            wanted[count++] = mapping->columns[i];
    }
    const bool all = count == 0;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT && all; i++) {
        if (naast_import_takes(mapping->kind, (naast_import_field)i))
            wanted[count++] = naast_import_field_code((naast_import_field)i);
    }
    return count;
}

/* Columns are named for files that have some; a vCard is a person. */
static int check_kind(const struct search *search)
{
    const naast_mapping *mapping = search->mapping;
    const struct fault_place place = {.name = search->file};
    bool mapped = mapping->preset != NULL;
    if (search->kind != NAAST_FILE_VCARD)
        return NAAST_OK;
    if (mapping->kind != NAAST_IMPORT_PEOPLE)
        return FAIL_AT(search->formats, place, FMT_VCARD_PEOPLE_ONLY, search->file);
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++)
        mapped = mapped || mapping->columns[i] != NULL;
    return mapped ? FAIL_AT(search->formats, place, FMT_VCARD_NO_COLUMNS, search->file) : NAAST_OK;
}

/* ---- what values mean ---- */

/* An outcome, which every pipeline has, or a stage of this one. */
static bool is_meaning_of(const naast_pipeline *pipeline, const char *means)
{
    for (size_t i = 0; i < pipeline->stage_count; i++) {
        const naast_stage *stage = NAAST_AT(naast_stage, pipeline->stages, sizeof *pipeline->stages, i);
        if (strcmp(stage->code, means) == 0)
            return true;
    }
    return strcmp(means, "won") == 0 || strcmp(means, "lost") == 0 || strcmp(means, "open") == 0;
}

/* What a preset says the values mean, as far as nothing else was set and the pipeline has the stage. */
static void add_known(struct arena *arena, const naast_pipeline *pipeline, const naast_stage_mapping *known,
                      struct meanings *out)
{
    for (; known != NULL && known->value != NULL; known++) {
        if (is_meaning_of(pipeline, known->means) && meanings_place(out, known->value, strcasecmp) == out->count)
            meanings_set(arena, out, known->value, known->means);
    }
}

static void copy_meanings(struct arena *arena, const struct meanings *from, struct meanings *to)
{
    for (size_t i = 0; i < from->count; i++)
        meanings_set(arena, to, from->list[i].value, from->list[i].means);
}

static int bind_meanings(const struct search *search, naast_store *store)
{
    const naast_mapping *mapping = search->mapping;
    struct bound *bound = search->bound;
    naast_pipeline *pipeline;
    copy_meanings(&bound->arena, &mapping->stages, &bound->stages);
    copy_meanings(&bound->arena, &mapping->outcomes, &bound->outcomes);
    if (mapping->preset == NULL || mapping->kind != NAAST_IMPORT_DEALS)
        return NAAST_OK;
    if (store == NULL)
        return NAAST_INVALID;
    const int status = naast_pipeline_get(store, mapping->pipeline, 0, &pipeline);
    if (status != NAAST_OK)
        return formats_fail_as(search->formats, store, status);
    add_known(&bound->arena, pipeline, mapping->preset->stages, &bound->stages);
    add_known(&bound->arena, pipeline, mapping->preset->outcomes, &bound->outcomes);
    naast_free(pipeline);
    return NAAST_OK;
}

/* ---- the call ---- */

static void unbind(struct bound *bound)
{
    arena_free(&bound->arena);
    *bound = (struct bound){.arena = {.allocator = bound->arena.allocator}};
}

static int bind_all(const struct search *search, naast_store *store)
{
    struct bound *bound = search->bound;
    int status = check_kind(search);
    if (status == NAAST_OK)
        status = bind_columns(search);
    if (status == NAAST_OK)
        status = bind_meanings(search, store);
    if (status == NAAST_OK)
        status = mapping_memory(search->formats, &bound->arena);
    if (status != NAAST_OK) {
        unbind(bound);
        return status;
    }
    bound->binding.columns = bound->columns;
    bound->binding.column_count = NAAST_FIELD_COUNT;
    return NAAST_OK;
}

int naast_mapping_bind(naast_mapping *mapping, naast_store *store, naast_reader *reader)
{
    const char *wanted[NAAST_FIELD_COUNT];
    if (mapping == NULL)
        return NAAST_INVALID;
    formats_clear_fault(mapping->formats);
    if (reader == NULL || reader->formats != mapping->formats)
        return NAAST_INVALID;
    unbind(&mapping->bound);
    struct search search = {.formats = mapping->formats, .mapping = mapping, .bound = &mapping->bound};
    search.file = reader->info.name;
    search.kind = reader->info.kind;
    if (reader->begun)
        return FAIL(mapping->formats, FMT_READER_BEGUN, search.file);
    const int status = reader_head(reader, wanted, wanted_columns(mapping, wanted), &search.head);
    return status == NAAST_OK ? bind_all(&search, store) : status;
}
