/* columns.c: the columns of a file, and the fields that they give. */
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "naast-exchange.h"
#include "naast.h"
#include "args/nearest.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/import/mapping.h"
#include "commands/import/presets.h"
#include "formats/exported_lists.h"
#include "formats/reader.h"
#include "formats/row.h"
#include "term/message.h"
#include "words/words.h"

struct binding {
    struct cli *cli;
    const struct import_mapping *mapping;
    const char *file;
    const struct import_row *head;
    bool own_fields;
    int *column;
    bool *own; /* it is a file of ours */
};

/* The columns of the file, and, where it seems to have one alone, what may stand between them. */
static const char *all_columns(const struct binding *binding)
{
    static const char *const others[] = {";", "\t", "|", ","};
    struct cli *cli = binding->cli;
    const struct import_row *head = binding->head;
    struct grown list = {0};
    for (size_t i = 0; i < head->count; i++)
        cli_grow(cli, &list, "%s\"%s\"", i > 0 ? ", " : "", import_text(head, i));
    for (size_t i = 0; head->count == 1 && i < sizeof others / sizeof others[0]; i++) {
        if (strstr(import_text(head, 0), others[i]) != NULL)
            return words(cli, W_IMPORT_OTHER_DELIMITER, cli_grown(&list), others[i][0] == '\t' ? "tab" : others[i]);
    }
    return cli_grown(&list);
}

static int no_column(const struct binding *binding, const char *name, const char *field)
{
    struct cli *cli = binding->cli;
    const struct import_row *head = binding->head;
    const char **known = cli_keep(cli, sizeof *known * (head->count + 1));
    for (size_t i = 0; i < head->count; i++)
        known[i] = import_text(head, i);
    const char *nearest = args_nearest(name, known, head->count);
    const char *said = words(cli, W_IMPORT_NO_COLUMN, binding->file, name, field, all_columns(binding));
    return nearest == NULL ? cli_wrong(cli, W_AS_IS, said) : cli_wrong(cli, W_DID_YOU_MEAN, said, nearest);
}

/* A column that is there is there once. */
static int bind_if_there(struct binding *binding, const char *name, naast_import_field field)
{
    int found = -1;
    for (size_t i = 0; i < binding->head->count; i++) {
        if (strcmp(import_text(binding->head, i), name) != 0)
            continue;
        if (found >= 0)
            return cli_wrong(binding->cli, W_IMPORT_COLUMN_TWICE, binding->file, name, all_columns(binding));
        found = (int)i;
    }
    binding->column[field] = found;
    return NAAST_OK;
}

/* A column that was named must be there. */
static int bind_named(struct binding *binding, const char *name, naast_import_field field)
{
    int status = bind_if_there(binding, name, field);
    if (status != NAAST_OK || binding->column[field] >= 0)
        return status;
    return no_column(binding, name, naast_import_field_code(field));
}

/* --- presets --- */

/* The first of the names that a preset knows; columns that are not there are no mistake. */
static void bind_known(struct binding *binding, const struct preset_column *known)
{
    for (unsigned k = 0; k < PRESET_NAMES && known->names[k] != NULL; k++) {
        for (size_t i = 0; i < binding->head->count; i++) {
            if (strcasecmp(import_text(binding->head, i), known->names[k]) == 0) {
                binding->column[known->field] = (int)i;
                return;
            }
        }
    }
}

/* What rows cannot do without. */
static bool has_what_it_takes(const struct binding *binding)
{
    static const naast_import_field deals[] = {NAAST_FIELD_TITLE}, orgs[] = {NAAST_FIELD_NAME},
                                    people[] = {NAAST_FIELD_NAME, NAAST_FIELD_GIVEN_NAME, NAAST_FIELD_FAMILY_NAME,
                                                NAAST_FIELD_EMAIL};
    const naast_import_kind kind = binding->mapping->kind;
    const naast_import_field *wanted = kind == NAAST_IMPORT_DEALS ? deals : kind == NAAST_IMPORT_ORGS ? orgs : people;
    bool has = false;
    for (size_t i = 0; i < (kind == NAAST_IMPORT_PEOPLE ? sizeof people / sizeof people[0] : 1); i++)
        has = has || binding->column[wanted[i]] >= 0;
    return has;
}

static int not_its_export(const struct binding *binding)
{
    struct cli *cli = binding->cli;
    const struct import_preset *preset = binding->mapping->preset;
    struct grown list = {0};
    for (const struct preset_column *known = preset->columns; known->field != NAAST_FIELD_COUNT; known++)
        cli_grow(cli, &list, "%s\"%s\"", list.length == 0 ? "" : ", ", known->names[0]);
    return cli_wrong(cli, W_IMPORT_PRESET_ABSENT, binding->file, preset->name, cli_grown(&list), all_columns(binding));
}

/* Dates that may be read in two ways are not guessed at. */
static int check_dates(const struct binding *binding)
{
    static const naast_import_field dates[] = {NAAST_FIELD_OPENED, NAAST_FIELD_CLOSED, NAAST_FIELD_EXPECTED,
                                               NAAST_FIELD_CLOSES};
    const struct import_mapping *mapping = binding->mapping;
    if (mapping->date_format != NULL || mapping->preset->date_format != NULL)
        return NAAST_OK;
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        int column = binding->column[dates[i]];
        if (column >= 0)
            return cli_wrong(binding->cli, W_IMPORT_PRESET_DATES, mapping->preset->name,
                             import_text(binding->head, (size_t)column));
    }
    return NAAST_OK;
}

static int bind_preset(struct binding *binding)
{
    const struct import_preset *preset = binding->mapping->preset;
    for (const struct preset_column *known = preset->columns; known->field != NAAST_FIELD_COUNT; known++) {
        if (binding->mapping->columns[known->field] == NULL)
            bind_known(binding, known);
    }
    return has_what_it_takes(binding) ? check_dates(binding) : not_its_export(binding);
}

/* --- all --- */

/* Where nothing is mapped, columns that are called as fields are give those. */
static int bind_own(struct binding *binding)
{
    const naast_import_kind kind = binding->mapping->kind;
    int status = NAAST_OK;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT && status == NAAST_OK; i++) {
        const naast_import_field field = (naast_import_field)i;
        if (naast_import_takes(kind, field))
            status = bind_if_there(binding, naast_import_field_code(field), field);
    }
    return status;
}

static bool is_bound(const struct binding *binding, size_t column)
{
    bool bound = false;
    for (unsigned field = 0; field < NAAST_FIELD_COUNT; field++)
        bound = bound || binding->column[field] == (int)column;
    return bound;
}

static void tell_passed_over(const struct binding *binding)
{
    struct cli *cli = binding->cli;
    struct grown list = {0};
    for (size_t i = 0; i < binding->head->count; i++) {
        if (!is_bound(binding, i))
            cli_grow(cli, &list, "%s\"%s\"", list.length == 0 ? "" : ", ", import_text(binding->head, i));
    }
    if (list.length > 0)
        cli_note(cli, W_IMPORT_PASSED_OVER, binding->file, cli_grown(&list));
}

/* A list of people is none of organisations, though both have names. */
static bool is_list_of_others(const struct binding *binding)
{
    int column[NAAST_FIELD_COUNT];
    bool is = false;
    for (int kind = NAAST_IMPORT_DEALS; kind <= NAAST_IMPORT_PEOPLE; kind++)
        is = is || exported_bind(binding->head, (naast_import_kind)kind, column);
    return is;
}

/* A list that naast wrote and somebody changed the names of: its texts have guards that only the list as it was says.
 */
static bool is_changed_list(const struct binding *binding)
{
    for (size_t i = 0; i < binding->head->count; i++) {
        const char *name = import_text(binding->head, i);
        if (strcmp(name, "org_name") == 0 || strcmp(name, "uuid") == 0)
            return true;
    }
    return false;
}

/* A file that needs no mapping: a list that naast wrote, or columns that are called as fields are. */
static int bind_unmapped(struct binding *binding)
{
    struct cli *cli = binding->cli;
    const naast_import_kind kind = binding->mapping->kind;
    *binding->own = exported_bind(binding->head, kind, binding->column);
    if (*binding->own)
        return NAAST_OK;
    int status = bind_own(binding);
    if (status != NAAST_OK || binding->own_fields)
        return status;
    if (!has_what_it_takes(binding) || is_list_of_others(binding) || is_changed_list(binding))
        return cli_wrong(cli, W_IMPORT_NO_MAP, binding->file, all_columns(binding), import_fields(cli, kind));
    tell_passed_over(binding);
    return NAAST_OK;
}

static int bind(struct binding *binding)
{
    const struct import_mapping *mapping = binding->mapping;
    int status = NAAST_OK;
    bool any = mapping->preset != NULL;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT && status == NAAST_OK; i++) {
        binding->column[i] = -1;
        if (mapping->columns[i] == NULL)
            continue;
        any = true;
        status = bind_named(binding, mapping->columns[i], (naast_import_field)i);
    }
    if (status != NAAST_OK)
        return status;
    if (mapping->preset != NULL)
        return bind_preset(binding);
    return any ? NAAST_OK : bind_unmapped(binding);
}

/* The columns that are wanted, for readers that must be told: those that were named, else all fields. */
static size_t wanted_columns(const struct import_mapping *mapping, const char *wanted[NAAST_FIELD_COUNT])
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

int import_columns_bind(struct cli *cli, const struct import_mapping *mapping, struct import_reader *reader,
                        int out[NAAST_FIELD_COUNT], bool *own)
{
    const char **wanted = cli_keep(cli, sizeof *wanted * NAAST_FIELD_COUNT);
    struct binding binding = {.cli = cli, .mapping = mapping, .file = reader->source->name, .column = out, .own = own};
    size_t count = wanted_columns(mapping, wanted);
    int status = reader->format->head(reader, wanted, count, &binding.head);
    if (status != NAAST_OK)
        return status;
    if (binding.head == NULL)
        return cli_failed(cli, NAAST_BAD_DATA, W_IMPORT_EMPTY, binding.file);
    binding.own_fields = reader->own_fields;
    return bind(&binding);
}
