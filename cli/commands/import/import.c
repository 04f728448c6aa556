/* import.c: deals, organisations and people in: rows of a file, in one transaction. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/import/fault.h"
#include "commands/import/options.h"
#include "commands/import/summary.h"
#include "formats/input.h"
#include "term/formats.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/progress.h"
#include "term/values.h"
#include "words/words.h"

struct importing {
    struct cli *cli;
    struct file_input file;
    naast_mapping *mapping;
    naast_reader *reader;
    const naast_binding *binding;
    naast_import_duplicates duplicates;
    naast_import *import;
    struct import_report report;
    struct progress progress;
    int64_t read, total; /* bytes of the file; total 0: not known */
    int64_t unread;      /* rows that cannot be read: the library never saw them */
    bool dry_run;
};

/* --- a row --- */

static int bad_row(struct importing *importing, const struct bad_row *bad, size_t count)
{
    progress_clear(&importing->progress);
    return import_check(importing->cli, import_report_bad(&importing->report, bad, count));
}

/* Where the column of the row is that gives the field; where the row is, if none does. */
static struct place place_of(const struct importing *importing, const naast_row *row, naast_import_field field)
{
    const int32_t column = importing->binding->columns[field];
    if (column < 0 || (size_t)column >= row->text_count)
        return (struct place){row->line, row->column};
    const naast_row_text *text = NAAST_AT(naast_row_text, row->texts, row->text_size, (size_t)column);
    return (struct place){text->line, text->column};
}

static bool fault_is(const naast_import_fault *fault, const char *code) { return strcmp(fault->code, code) == 0; }

static const char *hint(struct importing *importing, const naast_import_fault *fault,
                        const char *const fields[NAAST_FIELD_COUNT])
{
    static const struct {
        const char *code, *option;
        naast_import_field field;
    } mended[] = {{"import_stage", "stage", NAAST_FIELD_STAGE}, {"import_outcome", "outcome", NAAST_FIELD_OUTCOME}};
    struct cli *cli = importing->cli;
    if (fault_is(fault, "import_no_currency"))
        return "--currency EUR";
    if (fault_is(fault, "import_amount"))
        return "--decimal, --grouping";
    if (fault_is(fault, "import_date"))
        return "--date-format";
    for (size_t i = 0; i < sizeof mended / sizeof mended[0]; i++) {
        if (fault_is(fault, mended[i].code) && import_report_prints(&importing->report, fault->message))
            return cli_printf(cli, "--%s %s=%s", mended[i].option, text_shell(cli, fields[mended[i].field]),
                              glyph(cli, GLYPH_ELLIPSIS));
    }
    return "";
}

static int row_was_wrong(struct importing *importing, const naast_row *row, const char *const fields[NAAST_FIELD_COUNT],
                         const naast_import_result *result)
{
    struct bad_row bad[MOST_FAULTS];
    size_t count = result->fault_count < MOST_FAULTS ? result->fault_count : MOST_FAULTS;
    for (size_t i = 0; i < count; i++) {
        const naast_import_fault *fault = &result->faults[i];
        const bool no_currency = fault_is(fault, "import_no_currency"); /* whatever the amount is */
        bad[i] =
            (struct bad_row){place_of(importing, row, fault->field), naast_import_field_code(fault->field),
                             fault->message, hint(importing, fault, fields), no_currency ? "import_no_currency" : NULL};
    }
    return bad_row(importing, bad, count);
}

/* Each place is shown: what is wrong there cannot be seen elsewhere. What is not shown is not kept either. */
static int row_was_unfit(struct importing *importing, const naast_row *row)
{
    struct cli *cli = importing->cli;
    struct import_report *report = &importing->report;
    const naast_fault *fault = row->fault;
    const struct kept *mark = kept_mark(cli);
    char line[24];
    snprintf(line, sizeof line, "%lld", (long long)row->line);
    const bool prints = import_report_prints(report, line) || report->listed_count < MOST_LISTED;
    const char *hint = import_hint(cli, fault->code);
    const struct place place = {fault->line, fault->column};
    importing->unread++;
    int status = bad_row(importing, &(struct bad_row){place, "", fault->text, hint != NULL ? hint : "", line}, 1);
    if (!prints)
        kept_release(cli, mark);
    return status;
}

static int take_row(struct importing *importing, const naast_row *row)
{
    const char *fields[NAAST_FIELD_COUNT];
    naast_import_result result = NAAST_IMPORT_RESULT_INIT;
    if (row->fault != NULL)
        return row_was_unfit(importing, row);
    int status = naast_mapping_fields(importing->mapping, row, fields, NAAST_FIELD_COUNT);
    if (status != NAAST_OK)
        return import_check(importing->cli, status);
    status = naast_import_row(importing->import,
                              NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                              &result);
    if (status == NAAST_BAD_DATA)
        return row_was_wrong(importing, row, fields, &result);
    if (status != NAAST_OK)
        return cli_check(importing->cli, status);
    import_report_row(&importing->report, row, &result, fields);
    if (importing->dry_run)
        import_report_show(&importing->report, fields);
    return NAAST_OK;
}

static int next_row(struct importing *importing, const naast_row **row)
{
    const int status = naast_reader_next(importing->reader, row);
    if (status != NAAST_OK)
        progress_clear(&importing->progress);
    return import_check(importing->cli, status);
}

static int take_rows(struct importing *importing)
{
    const naast_row *row;
    int64_t count = 0;
    progress_begin(importing->cli, importing->total, &importing->progress);
    int status = next_row(importing, &row);
    while (status == NAAST_OK && row != NULL && !rejects_over(&importing->report.rejects)) {
        status = take_row(importing, row);
        if (++count % 64 == 0)
            progress_step(&importing->progress, importing->read, count);
        if (status == NAAST_OK)
            status = next_row(importing, &row);
    }
    progress_clear(&importing->progress);
    return status;
}

/* --- before the first, and after the last --- */

static int begin(struct importing *importing)
{
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    spec.duplicates = importing->duplicates;
    spec.dry_run = importing->dry_run;
    int status = import_check(importing->cli, naast_mapping_import_spec(importing->mapping, &spec));
    if (status == NAAST_OK)
        status = cli_check(importing->cli, naast_import_begin(importing->cli->store, &spec, &importing->import));
    return status;
}

static int report_bad(struct importing *importing, const naast_import_summary *summary, bool kept)
{
    struct cli *cli = importing->cli;
    const char *bad = text_count(cli, summary->bad), *rows = text_count(cli, summary->rows);
    const bool one = summary->bad == 1;
    if (importing->dry_run)
        return cli_failed(cli, NAAST_BAD_DATA, one ? W_IMPORT_DRY_BAD_ONE : W_IMPORT_DRY_BAD, bad, rows);
    if (kept)
        return cli_failed(cli, NAAST_BAD_DATA, W_IMPORT_REJECTED, bad, rows, importing->report.rejects.path);
    return cli_failed(cli, NAAST_BAD_DATA, one ? W_IMPORT_NOTHING_KEPT_ONE : W_IMPORT_NOTHING_KEPT, bad, rows);
}

/* Rejected rows are in their file, on the disk, before the others are in the store: none can be in neither. */
static int end(struct importing *importing, int status)
{
    struct cli *cli = importing->cli;
    struct import_report *report = &importing->report;
    struct rejects *rejects = &report->rejects;
    naast_import_summary *summary = NULL;
    bool over = rejects_over(rejects);
    bool keep = status == NAAST_OK && (report->bad == 0 || rejects->open) && !importing->dry_run && !over;
    if (keep)
        status = rejects_keep(rejects);
    keep = keep && status == NAAST_OK;
    int ended = naast_import_end(importing->import, keep, &summary);
    if (status == NAAST_OK)
        status = cli_check(cli, ended);
    rejects_close(rejects, keep && status == NAAST_OK);
    if (status == NAAST_OK && !over) {
        summary->rows += importing->unread;
        summary->bad += importing->unread;
        import_report_end(report, importing->mapping, summary, importing->dry_run, keep);
        status = summary->bad == 0 ? NAAST_OK : report_bad(importing, summary, keep);
    }
    naast_free(summary);
    return status;
}

/* Columns that were found by their names, and those that were not. */
static void note_passed_over(const struct importing *importing)
{
    struct cli *cli = importing->cli;
    const naast_binding *binding = importing->binding;
    struct grown list = {0};
    for (size_t i = 0; binding->by_name && i < binding->passed_over_count; i++)
        cli_grow(cli, &list, "%s\"%s\"", i > 0 ? ", " : "", binding->passed_over[i]);
    if (list.length > 0)
        cli_note(cli, W_IMPORT_PASSED_OVER, importing->report.file, cli_grown(&list));
}

static int bind(struct importing *importing)
{
    struct cli *cli = importing->cli;
    int status = naast_mapping_bind(importing->mapping, cli->store, importing->reader);
    status = import_check_binding(cli, importing->mapping, importing->reader, status);
    if (status != NAAST_OK)
        return status;
    importing->binding = naast_mapping_binding(importing->mapping);
    note_passed_over(importing);
    return NAAST_OK;
}

static int import_file(struct importing *importing, const char *path)
{
    struct rejects *rejects = &importing->report.rejects;
    int status = bind(importing);
    if (status == NAAST_OK && !importing->dry_run)
        status = rejects_open(importing->cli, path, importing->reader, rejects);
    if (status == NAAST_OK)
        status = begin(importing);
    if (status == NAAST_OK)
        status = end(importing, take_rows(importing));
    rejects_close(rejects, false);
    return status;
}

static int read_duplicates(struct cli *cli, const char *typed, naast_import_duplicates *out)
{
    static const char *const names[] = {"tell", "skip", "add"};
    for (unsigned i = 0; typed != NULL && i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], typed) != 0)
            continue;
        *out = (naast_import_duplicates)i;
        return NAAST_OK;
    }
    return typed == NULL ? NAAST_OK : cli_wrong(cli, W_IMPORT_ONE_OF, "duplicates", typed, "tell, skip, add");
}

static void note_delimiter(struct cli *cli, const naast_reader_info *info)
{
    const char text[] = {(char)info->delimiter, '\0'};
    if (info->kind == NAAST_FILE_CSV && info->delimiter != ',')
        cli_note(cli, W_IMPORT_DELIMITER_FOUND, info->delimiter == '\t' ? "tab" : text);
}

static int note_progress(void *context, int64_t done, int64_t total)
{
    struct importing *importing = context;
    importing->read = done;
    importing->total = total;
    return 0;
}

static int open_file(struct importing *importing, const char *path)
{
    struct cli *cli = importing->cli;
    naast_reader_spec spec = NAAST_READER_SPEC_INIT;
    int status = file_input_open(cli, path, &importing->file);
    if (status != NAAST_OK)
        return status;
    spec.input = &importing->file.input;
    spec.progress = note_progress;
    spec.context = importing;
    spec.total = file_input_size(&importing->file);
    status = naast_mapping_reader_spec(importing->mapping, &spec);
    if (status == NAAST_OK)
        status = naast_reader_open(cli_formats(cli), &spec, &importing->reader);
    if (status != NAAST_OK)
        return import_check(cli, status);
    const naast_reader_info *info = naast_reader_about(importing->reader);
    importing->report.file = info->name;
    if (spec.delimiter == 0)
        note_delimiter(cli, info);
    return NAAST_OK;
}

static int run(struct cli *cli, const struct args *args, naast_import_kind kind)
{
    struct importing *importing = cli_keep(cli, sizeof *importing);
    const char *path = args_operand(args, 0);
    importing->cli = importing->report.cli = cli;
    importing->report.kind = kind;
    importing->dry_run = args_has(args, "dry-run");
    importing->report.rejects.path = args_value(args, "rejects");
    int status = import_check(cli, naast_mapping_new(cli_formats(cli), kind, &importing->mapping));
    if (status == NAAST_OK)
        status = import_options_read(cli, args, kind, importing->mapping);
    if (status == NAAST_OK)
        status = read_duplicates(cli, args_value(args, "duplicates"), &importing->duplicates);
    if (status == NAAST_OK)
        status = open_file(importing, path);
    if (status == NAAST_OK)
        status = import_file(importing, path);
    naast_reader_free(importing->reader);
    naast_mapping_free(importing->mapping);
    return importing->file.cli != NULL ? file_input_close(&importing->file, status) : status;
}

static int run_deals(struct cli *cli, const struct args *args) { return run(cli, args, NAAST_IMPORT_DEALS); }
static int run_orgs(struct cli *cli, const struct args *args) { return run(cli, args, NAAST_IMPORT_ORGS); }
static int run_people(struct cli *cli, const struct args *args) { return run(cli, args, NAAST_IMPORT_PEOPLE); }

/* --- the commands --- */

/* clang-format off */
#define COLUMN_OPTIONS                                                                                                 \
    {"preset", "pipedrive|hubspot|salesforce", W_OPT_PRESET, 0},                                                       \
    {"map", "FIELD=COLUMN", W_OPT_MAP, OPTION_PAIRS}
#define FILE_OPTIONS                                                                                                   \
    {"mapping", "FILE.json", W_OPT_MAPPING, 0},                                                                        \
    {"encoding", "utf-8|windows-1252", W_OPT_ENCODING, 0},                                                             \
    {"delimiter", "C", W_OPT_DELIMITER, 0},                                                                            \
    {"duplicates", "tell|skip|add", W_OPT_DUPLICATES, 0},                                                              \
    {"dry-run", NULL, W_OPT_IMPORT_DRY, 0},                                                                            \
    {"rejects", "FILE", W_OPT_REJECTS, 0},                                                                             \
    OPTIONS_END

static const struct option deal_options[] = {
    COLUMN_OPTIONS,
    {"stage", "VALUE=STAGE|OUTCOME", W_OPT_STAGE_MEANS, OPTION_PAIRS},
    {"outcome", "VALUE=OUTCOME|open", W_OPT_OUTCOME_MEANS, OPTION_PAIRS},
    {"pipeline", "NAME", W_OPT_IMPORT_PIPELINE, 0},
    {"currency", "C", W_OPT_IMPORT_CURRENCY, 0},
    {"decimal", "comma|point", W_OPT_DECIMAL, 0},
    {"grouping", "point|comma|space|apostrophe", W_OPT_GROUPING, 0},
    {"date-format", "F", W_OPT_DATE_FORMAT, 0},
    {"time-zone", "ZONE", W_OPT_TIME_ZONE, 0},
    {"source", "TEXT", W_OPT_IMPORT_SOURCE, 0},
    FILE_OPTIONS,
};
static const struct option party_options[] = {
    COLUMN_OPTIONS,
    FILE_OPTIONS,
};
/* clang-format on */

const struct command command_import_deals = {
    .name = "import",
    .verb = "deals",
    .needs = NEEDS_WRITE,
    .summary = W_DO_IMPORT_DEALS,
    .operands = "FILE",
    .options = deal_options,
    .example =
        "naast import deals deals.csv --preset hubspot --currency EUR --dry-run\n"
        "naast import deals deals.csv --map title=Name org=Account stage=Phase --stage Won=won Lost=lost --dry-run\n"
        "naast import deals deals.csv --mapping mapping.json --rejects rejects.csv\n",
    .more = W_MORE_IMPORT,
    .writes = WRITES_JSON,
    .run = run_deals,
};

const struct command command_import_orgs = {
    .name = "import",
    .verb = "orgs",
    .needs = NEEDS_WRITE,
    .summary = W_DO_IMPORT_ORGS,
    .operands = "FILE",
    .options = party_options,
    .example = "naast import orgs companies.csv --map name=Company note=Remarks --dry-run\n"
               "naast import orgs companies.csv --preset hubspot\n",
    .more = W_MORE_IMPORT_ORGS,
    .writes = WRITES_JSON,
    .run = run_orgs,
};

const struct command command_import_people = {
    .name = "import",
    .verb = "people",
    .needs = NEEDS_WRITE,
    .summary = W_DO_IMPORT_PEOPLE,
    .operands = "FILE",
    .options = party_options,
    .example = "naast import people contacts.vcf --dry-run\n"
               "naast import people contacts.csv --map name=Name email=Mail org=Company\n",
    .more = W_MORE_IMPORT_PEOPLE,
    .writes = WRITES_JSON,
    .run = run_people,
};
