/* fault.c: what was wrong with a file or a mapping, as a person at a command line reads it. */
#include "commands/import/fault.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"
#include "args/nearest.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "words/words.h"

const char *import_hint(struct cli *cli, const char *code)
{
    static const struct {
        const char *code;
        enum word hint;
    } hints[] = {
        {"not_utf8", W_HINT_ENCODING},
        {"import_no_map", W_HINT_MAP},
        {"import_preset_dates", W_HINT_DATE_FORMAT},
        {"vcard_people_only", W_HINT_IMPORT_PEOPLE},
        {"vcard_no_columns", W_HINT_NO_MAP},
    };
    for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++) {
        if (strcmp(hints[i].code, code) == 0)
            return word(cli, hints[i].hint);
    }
    return NULL;
}

static int failed(struct cli *cli, int status, const char *text)
{
    if (cli->said) /* what could not be read of an input was printed when that was closed */
        return status;
    return status == NAAST_INVALID ? cli_wrong(cli, W_AS_IS, text) : cli_failed(cli, status, W_AS_IS, text);
}

/* Before the place, with what to type; a file that cannot be read to its end changed nothing. */
static const char *sentence(struct cli *cli, const naast_fault *fault, const char *hint)
{
    if (hint != NULL)
        return words(cli, W_IMPORT_HINT, fault->text, hint);
    if (fault->line > 0 && strcmp(fault->code, "json_wrong") != 0)
        return words(cli, W_IMPORT_AND_SO, fault->text);
    return fault->text;
}

static int check(struct cli *cli, const naast_fault *fault, const char *hint, int status)
{
    if (status == NAAST_OK)
        return status;
    const char *text = sentence(cli, fault, hint);
    if (fault->line > 0)
        text = words(cli, W_IMPORT_BAD_ROW, fault->name, cli_printf(cli, "%lld", (long long)fault->line),
                     cli_printf(cli, "%lld", (long long)fault->column), text);
    return failed(cli, status, text);
}

int import_check(struct cli *cli, int status)
{
    const naast_fault *fault = naast_formats_fault(cli->formats);
    if (status != NAAST_OK && fault->line == 0 && fault->path[0] != '\0' && fault->name[0] != '\0')
        return failed(cli, status, cli_printf(cli, "%s: %s: %s", fault->name, fault->path, fault->text));
    return check(cli, fault, import_hint(cli, fault->code), status);
}

int import_check_option(struct cli *cli, const char *option, int status)
{
    const naast_fault *fault = naast_formats_fault(cli->formats);
    return status == NAAST_OK ? status : failed(cli, status, words(cli, W_IMPORT_OPTION_WRONG, option, fault->text));
}

/* ---- columns ---- */

/* What may separate several columns, where the file seems to have one. */
static const char *delimiter_hint(struct cli *cli, const naast_row *columns)
{
    static const char *const others[] = {";", "\t", "|", ","};
    for (size_t i = 0; columns->text_count == 1 && i < sizeof others / sizeof others[0]; i++) {
        if (strstr(columns->texts[0].text, others[i]) != NULL)
            return words(cli, W_HINT_DELIMITER, others[i][0] == '\t' ? "tab" : others[i]);
    }
    return NULL;
}

/* The column that was probably meant, where one for the field at "map.FIELD" was not found. */
static const char *nearest_column(struct cli *cli, const char *path, const naast_mapping *mapping,
                                  const naast_row *columns)
{
    const char **known = cli_keep(cli, sizeof *known * (columns->text_count + 1));
    const char *code;
    for (size_t i = 0; i < columns->text_count; i++)
        known[i] = NAAST_AT(naast_row_text, columns->texts, columns->text_size, i)->text;
    for (unsigned i = 0; (code = naast_import_field_code((naast_import_field)i)) != NULL; i++) {
        if (strncmp(path, "map.", 4) == 0 && strcmp(path + 4, code) == 0)
            return args_nearest(naast_mapping_column(mapping, (naast_import_field)i), known, columns->text_count);
    }
    return NULL;
}

int import_check_binding(struct cli *cli, const naast_mapping *mapping, naast_reader *reader, int status)
{
    const naast_fault *kept = naast_formats_fault(cli->formats);
    const naast_row *columns = NULL;
    if (status != NAAST_INVALID || strncmp(kept->code, "import_", 7) != 0)
        return check(cli, kept, import_hint(cli, kept->code), status);
    naast_fault fault = *kept; /* the next call forgets it */
    fault.text = cli_keep_text(cli, kept->text);
    const char *path = cli_keep_text(cli, kept->path), *hint = import_hint(cli, kept->code);
    if (naast_reader_columns(reader, &columns) != NAAST_OK)
        return check(cli, &fault, hint, status);
    const char *delimiter = delimiter_hint(cli, columns), *nearest = nearest_column(cli, path, mapping, columns);
    const char *text = sentence(cli, &fault, delimiter != NULL ? delimiter : hint);
    return nearest != NULL ? cli_wrong(cli, W_DID_YOU_MEAN, text, nearest) : failed(cli, status, text);
}
