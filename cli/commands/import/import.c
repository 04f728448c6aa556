/* import.c: deals, organisations and people in: rows of a file, in one transaction. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast-exchange.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/import/mapping.h"
#include "commands/import/summary.h"
#include "formats/reader.h"
#include "formats/row.h"
#include "output/csv.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/progress.h"
#include "term/values.h"
#include "words/words.h"

struct importing {
    struct cli *cli;
    struct import_mapping mapping;
    struct import_reader *reader;
    int column[NAAST_FIELD_COUNT]; /* of the file, that gives a field; -1: none does */
    bool own;                      /* the file is one that naast export wrote */
    naast_import_duplicates duplicates;
    naast_import *import;
    struct import_report report;
    struct progress progress;
    int64_t unread; /* rows that cannot be read: the library never saw them */
    bool dry_run;
};

/* --- a row --- */

static int bad_row(struct importing *importing, const struct import_row *row, const struct bad_row *bad, size_t count)
{
    progress_clear(&importing->progress);
    return import_report_bad(&importing->report, row, bad, count) ? NAAST_OK : import_no_memory(importing->cli);
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
        if (fault_is(fault, mended[i].code) && import_report_tells(&importing->report, fault->message))
            return cli_printf(cli, "--%s %s=%s", mended[i].option, text_shell(cli, fields[mended[i].field]),
                              glyph(cli, GLYPH_ELLIPSIS));
    }
    return "";
}

static int row_was_wrong(struct importing *importing, const struct import_row *row,
                         const char *const fields[NAAST_FIELD_COUNT], const naast_import_result *told)
{
    struct bad_row bad[MOST_FAULTS];
    for (size_t i = 0; i < told->fault_count; i++) {
        const naast_import_fault *fault = &told->faults[i];
        const int column = importing->column[fault->field];
        const bool no_currency = fault_is(fault, "import_no_currency"); /* whatever the amount is */
        bad[i] = (struct bad_row){column >= 0 ? row->fields[column].place : row->place,
                                  naast_import_field_code(fault->field), fault->message, hint(importing, fault, fields),
                                  no_currency ? "import_no_currency" : NULL};
    }
    return bad_row(importing, row, bad, told->fault_count);
}

/* Each place is told: what is wrong there cannot be seen elsewhere. What is not told is not kept either. */
static int row_was_unfit(struct importing *importing, const struct import_row *row)
{
    struct cli *cli = importing->cli;
    struct import_report *report = &importing->report;
    const struct kept *mark = kept_mark(cli);
    char line[24];
    snprintf(line, sizeof line, "%lld", (long long)row->place.line);
    const bool tells = import_report_tells(report, line) || report->told_count < MOST_TOLD;
    const char *reason = row->reason == NULL ? word(cli, row->fault) : words(cli, row->fault, row->reason);
    importing->unread++;
    int status = bad_row(importing, row, &(struct bad_row){row->fault_place, "", reason, "", line}, 1);
    if (!tells)
        kept_release(cli, mark);
    return status;
}

static int take_row(struct importing *importing, const struct import_row *row)
{
    const char *fields[NAAST_FIELD_COUNT];
    naast_import_result told = NAAST_IMPORT_RESULT_INIT;
    if (row->fault != W_NONE)
        return row_was_unfit(importing, row);
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++) {
        const char *text = importing->column[i] < 0 ? NULL : import_text(row, (size_t)importing->column[i]);
        fields[i] = importing->own && text != NULL ? csv_unguarded(text) : text;
    }
    int status = naast_import_row(importing->import, fields, &told);
    if (status == NAAST_BAD_DATA)
        return row_was_wrong(importing, row, fields, &told);
    if (status != NAAST_OK)
        return cli_check(importing->cli, status);
    import_report_told(&importing->report, row, &told, fields);
    if (importing->dry_run)
        import_report_show(&importing->report, fields);
    return NAAST_OK;
}

static int take_rows(struct importing *importing)
{
    struct import_reader *reader = importing->reader;
    const struct import_row *row;
    int64_t count = 0;
    progress_begin(importing->cli, reader->source->size, &importing->progress);
    int status = reader->format->next(reader, &row);
    while (status == NAAST_OK && row != NULL && !rejects_over(&importing->report.rejects)) {
        status = take_row(importing, row);
        if (++count % 64 == 0)
            progress_step(&importing->progress, reader->source->read, count);
        if (status == NAAST_OK)
            status = reader->format->next(reader, &row);
    }
    progress_clear(&importing->progress);
    return status;
}

/* --- before the first, and after the last --- */

static int begin(struct importing *importing)
{
    const struct import_mapping *mapping = &importing->mapping;
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    spec.kind = mapping->kind;
    spec.pipeline = mapping->pipeline;
    spec.stages = mapping->stages.list;
    spec.stage_count = mapping->stages.count;
    spec.outcomes = mapping->outcomes.list;
    spec.outcome_count = mapping->outcomes.count;
    spec.currency = mapping->currency;
    spec.date_format = mapping->date_format;
    spec.decimal = mapping->decimal;
    spec.grouping = mapping->grouping;
    spec.zone = mapping->zone.changes;
    spec.zone_count = mapping->zone.count;
    spec.source = mapping->source;
    spec.duplicates = importing->duplicates;
    spec.dry_run = importing->dry_run;
    return cli_check(importing->cli, naast_import_begin(importing->cli->store, &spec, &importing->import));
}

static int tell_bad(struct importing *importing, const naast_import_summary *summary, bool kept)
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
    naast_import_summary summary = {0};
    bool over = rejects_over(rejects);
    bool keep = status == NAAST_OK && (report->bad == 0 || rejects->open) && !importing->dry_run && !over;
    if (keep)
        status = rejects_keep(rejects);
    keep = keep && status == NAAST_OK;
    int ended = naast_import_end(importing->import, keep, &summary);
    if (status == NAAST_OK)
        status = cli_check(cli, ended);
    rejects_close(rejects, keep && status == NAAST_OK);
    if (status != NAAST_OK || over)
        return status;
    summary.rows += importing->unread;
    summary.bad += importing->unread;
    import_report_end(report, &importing->mapping, &summary, importing->dry_run, keep);
    return summary.bad == 0 ? NAAST_OK : tell_bad(importing, &summary, keep);
}

static int import_file(struct importing *importing)
{
    struct cli *cli = importing->cli;
    importing->report.file = importing->reader->source->name;
    int status = import_columns_bind(cli, &importing->mapping, importing->reader, importing->column, &importing->own);
    if (status == NAAST_OK)
        status = import_mapping_add_preset(cli, &importing->mapping);
    if (status == NAAST_OK && !importing->dry_run)
        status = rejects_open(cli, importing->reader, &importing->report.rejects);
    if (status != NAAST_OK)
        return status;
    status = begin(importing);
    if (status == NAAST_OK)
        status = end(importing, take_rows(importing));
    rejects_close(&importing->report.rejects, false);
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

/* Columns are named for files that have some; a vCard is a person. */
static int check_format(struct importing *importing)
{
    const struct import_mapping *mapping = &importing->mapping;
    struct cli *cli = importing->cli;
    const char *file = importing->reader->source->name;
    bool mapped = mapping->preset != NULL;
    if (strcmp(importing->reader->format->name, "vcard") != 0)
        return NAAST_OK;
    if (mapping->kind != NAAST_IMPORT_PEOPLE)
        return cli_wrong(cli, W_VCARD_PEOPLE_ONLY, file);
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++)
        mapped = mapped || mapping->columns[i] != NULL;
    return mapped ? cli_wrong(cli, W_VCARD_NO_COLUMNS, file) : NAAST_OK;
}

static int run(struct cli *cli, const struct args *args, naast_import_kind kind)
{
    struct importing *importing = cli_keep(cli, sizeof *importing);
    struct import_mapping *mapping = &importing->mapping;
    importing->cli = importing->report.cli = cli;
    importing->report.kind = kind;
    importing->dry_run = args_has(args, "dry-run");
    importing->report.rejects.path = args_value(args, "rejects");
    int status = import_mapping_read(cli, args, kind, mapping);
    if (status == NAAST_OK)
        status = read_duplicates(cli, args_value(args, "duplicates"), &importing->duplicates);
    if (status == NAAST_OK)
        status =
            import_reader_open(cli, args_operand(args, 0), mapping->encoding, mapping->delimiter, &importing->reader);
    if (status == NAAST_OK)
        status = check_format(importing);
    if (status == NAAST_OK)
        status = import_file(importing);
    import_reader_close(importing->reader);
    return status;
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
