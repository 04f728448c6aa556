/* import.c: import deals: rows of a CSV file become deals, in one transaction. */
#include <string.h>

#include "export_deals.h"
#include "import_report.h"
#include "progress.h"
#include "table.h"

struct importing {
    struct cli *cli;
    struct import_mapping mapping;
    struct import_csv *csv;
    int column[NAAST_FIELD_COUNT]; /* of the file, that gives a field; -1: none does */
    bool own;                      /* the file is one that naast export deals wrote */
    int outcome;                   /* then: the column that says how a deal ended */
    size_t columns;
    naast_import *import;
    struct import_report report;
    struct progress progress;
    int64_t unread; /* rows that are no text, or have too few or too many fields: the library never saw them */
    bool dry_run;
};

/* --- a row --- */

static void bad_row(struct importing *importing, const struct csv_row *row, struct bad_row bad)
{
    progress_clear(&importing->progress);
    import_report_bad(&importing->report, row, &bad);
}

/* What makes a row unfit to be read at all; W_NONE: nothing. */
static enum word misfit(const struct importing *importing, const struct csv_row *row, struct csv_place *place)
{
    *place = row->fault != W_NONE ? row->fault_place : row->place;
    if (row->fault != W_NONE || row->count == importing->columns)
        return row->fault;
    if (row->count < importing->columns)
        return W_IMPORT_FIELDS_FEWER;
    *place = row->fields[importing->columns].place;
    return W_IMPORT_FIELDS_MORE;
}

static bool failed_with(const struct importing *importing, const char *code)
{
    return strcmp(naast_store_code(importing->cli->store), code) == 0;
}

static const char *hint(struct importing *importing, const char *const fields[NAAST_FIELD_COUNT])
{
    struct cli *cli = importing->cli;
    if (failed_with(importing, "import_no_currency"))
        return "--currency EUR";
    if (!failed_with(importing, "import_stage") ||
        !import_report_tells(&importing->report, naast_store_message(cli->store)))
        return "";
    return cli_printf(cli, "--stage %s=%s", text_shell(cli, fields[NAAST_FIELD_STAGE]), glyph(cli, GLYPH_ELLIPSIS));
}

static void row_was_wrong(struct importing *importing, const struct csv_row *row,
                          const char *const fields[NAAST_FIELD_COUNT], naast_import_field wrong)
{
    int column = importing->column[wrong];
    bool no_currency = failed_with(importing, "import_no_currency"); /* whatever the amount is */
    bad_row(importing, row,
            (struct bad_row){column >= 0 ? row->fields[column].place : row->place, naast_import_field_code(wrong),
                             naast_store_message(importing->cli->store), hint(importing, fields),
                             no_currency ? "import_no_currency" : NULL});
}

static bool is_empty(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (row->fields[i].length > 0)
            return false;
    }
    return row->fault == W_NONE;
}

/* Our own file: texts without the apostrophe that guards them, and a deal that ended is told by its outcome. */
static void read_own(const struct importing *importing, const struct csv_row *row,
                     const char *fields[NAAST_FIELD_COUNT])
{
    const char *outcome = csv_text(row, (size_t)importing->outcome);
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++)
        fields[i] = fields[i] == NULL ? NULL : csv_unguarded(fields[i]);
    if (outcome[0] != '\0' && strcmp(outcome, "won") != 0)
        fields[NAAST_FIELD_STAGE] = outcome;
}

static int take_row(struct importing *importing, const struct csv_row *row)
{
    const char *fields[NAAST_FIELD_COUNT];
    naast_import_field wrong = NAAST_FIELD_TITLE;
    struct csv_place place;
    enum word misfits = misfit(importing, row, &place);
    if (is_empty(row))
        return NAAST_OK;
    if (misfits != W_NONE) {
        importing->unread++;
        char line[24]; /* each place is told: what is wrong there cannot be seen elsewhere */
        snprintf(line, sizeof line, "%lld", (long long)row->place.line);
        bad_row(importing, row, (struct bad_row){place, "", word(importing->cli, misfits), "", line});
        return NAAST_OK;
    }
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++)
        fields[i] = importing->column[i] < 0 ? NULL : csv_text(row, (size_t)importing->column[i]);
    if (importing->own)
        read_own(importing, row, fields);
    int status = naast_import_row(importing->import, fields, &wrong);
    if (status == NAAST_BAD_DATA) {
        row_was_wrong(importing, row, fields, wrong);
        return NAAST_OK;
    }
    if (status == NAAST_OK && importing->dry_run)
        import_report_show(&importing->report, fields);
    return cli_check(importing->cli, status);
}

static int take_rows(struct importing *importing)
{
    const struct csv_row *row;
    int64_t count = 0;
    progress_begin(importing->cli, import_csv_size(importing->csv), &importing->progress);
    int status = import_csv_next(importing->csv, &row);
    while (status == NAAST_OK && row != NULL) {
        status = take_row(importing, row);
        if (++count % 64 == 0)
            progress_step(&importing->progress, import_csv_read(importing->csv), count);
        if (status == NAAST_OK)
            status = import_csv_next(importing->csv, &row);
    }
    progress_clear(&importing->progress);
    return status;
}

/* --- before the first, and after the last --- */

static int take_head(struct importing *importing)
{
    struct cli *cli = importing->cli;
    const struct csv_row *head;
    int status = import_csv_next(importing->csv, &head);
    if (status != NAAST_OK)
        return status;
    const char *file = import_csv_name(importing->csv);
    if (head == NULL)
        return cli_failed(cli, NAAST_BAD_DATA, W_IMPORT_EMPTY, file);
    if (head->fault != W_NONE)
        return cli_failed(cli, NAAST_BAD_DATA, W_CSV_LOST, file,
                          cli_printf(cli, "%lld", (long long)head->fault_place.line),
                          cli_printf(cli, "%lld", (long long)head->fault_place.column), word(cli, head->fault));
    const char **names = cli_keep(cli, sizeof *names * head->count);
    for (size_t i = 0; i < head->count; i++)
        names[i] = cli_keep_text(cli, csv_text(head, i));
    importing->columns = head->count;
    importing->report.rejects.head = names;
    importing->report.rejects.columns = head->count;
    importing->own =
        !import_mapping_maps(&importing->mapping) && exported_deals_bind(head, importing->column, &importing->outcome);
    if (importing->own)
        return NAAST_OK;
    return import_mapping_bind(cli, &importing->mapping, file, head, importing->column);
}

static int begin(struct importing *importing)
{
    const struct import_mapping *mapping = &importing->mapping;
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    spec.pipeline = mapping->pipeline;
    spec.stages = mapping->stages;
    spec.stage_count = mapping->stage_count;
    spec.currency = mapping->currency;
    spec.date_format = mapping->date_format;
    spec.source = mapping->source;
    spec.dry_run = importing->dry_run;
    return cli_check(importing->cli, naast_import_begin(importing->cli->store, &spec, &importing->import));
}

static int tell_bad(struct importing *importing, const naast_import_summary *summary, bool kept)
{
    struct cli *cli = importing->cli;
    const char *bad = text_count(cli, summary->bad), *rows = text_count(cli, summary->rows);
    if (importing->dry_run)
        return cli_failed(cli, NAAST_BAD_DATA, W_IMPORT_DRY_BAD, bad, rows);
    if (kept)
        return cli_failed(cli, NAAST_BAD_DATA, W_IMPORT_REJECTED, bad, rows, importing->report.rejects.path);
    return cli_failed(cli, NAAST_BAD_DATA, W_IMPORT_NOTHING_KEPT, bad, rows);
}

/* Rejected rows are in their file before the others are in the store: none can be in neither. */
static int end(struct importing *importing, int status)
{
    struct cli *cli = importing->cli;
    struct import_report *report = &importing->report;
    naast_import_summary summary = {0};
    bool keep = status == NAAST_OK && (report->bad == 0 || report->rejects.file != NULL) && !importing->dry_run;
    int written = rejects_flush(cli, &report->rejects, keep);
    status = status == NAAST_OK ? written : status;
    keep = keep && status == NAAST_OK;
    int ended = naast_import_end(importing->import, keep, &summary);
    if (status == NAAST_OK)
        status = cli_check(cli, ended);
    if (status != NAAST_OK)
        return status;
    summary.rows += importing->unread;
    summary.bad += importing->unread;
    import_report_end(report, &importing->mapping, &summary, importing->dry_run, keep);
    return summary.bad == 0 ? NAAST_OK : tell_bad(importing, &summary, keep);
}

static int import_file(struct importing *importing)
{
    struct cli *cli = importing->cli;
    int status = take_head(importing);
    importing->report.file = import_csv_name(importing->csv);
    if (status != NAAST_OK)
        return status;
    if (!importing->dry_run)
        status = rejects_open(cli, importing->csv, &importing->report.rejects);
    if (status != NAAST_OK)
        return status;
    status = begin(importing);
    if (status == NAAST_OK)
        status = end(importing, take_rows(importing));
    rejects_close(&importing->report.rejects);
    return status;
}

static int run(struct cli *cli, const struct args *args)
{
    struct importing *importing = cli_keep(cli, sizeof *importing);
    importing->cli = importing->report.cli = cli;
    importing->dry_run = args_has(args, "dry-run");
    importing->report.rejects.path = args_value(args, "rejects");
    int status = import_mapping_read(cli, args, &importing->mapping);
    importing->report.rejects.delimiter = importing->mapping.delimiter;
    if (status == NAAST_OK)
        status = import_csv_open(cli, args_operand(args, 0), importing->mapping.delimiter, &importing->csv);
    if (status == NAAST_OK)
        status = import_file(importing);
    import_csv_close(importing->csv);
    return status;
}

static const struct option options[] = {
    {"map", "FIELD=COLUMN", W_OPT_MAP, OPTION_PAIRS},
    {"stage", "VALUE=STAGE|OUTCOME", W_OPT_STAGE_MEANS, OPTION_PAIRS},
    {"mapping", "FILE.json", W_OPT_MAPPING, 0},
    {"pipeline", "NAME", W_OPT_IMPORT_PIPELINE, 0},
    {"currency", "C", W_OPT_IMPORT_CURRENCY, 0},
    {"date-format", "F", W_OPT_DATE_FORMAT, 0},
    {"source", "TEXT", W_OPT_IMPORT_SOURCE, 0},
    {"delimiter", "C", W_OPT_DELIMITER, 0},
    {"dry-run", NULL, W_OPT_IMPORT_DRY, 0},
    {"rejects", "FILE", W_OPT_REJECTS, 0},
    OPTIONS_END,
};

const struct command command_import_deals = {
    .name = "import",
    .verb = "deals",
    .needs = NEEDS_WRITE,
    .summary = W_DO_IMPORT_DEALS,
    .operands = "FILE.csv",
    .options = options,
    .example =
        "naast import deals deals.csv --map title=Name org=Account stage=Phase --stage Won=won Lost=lost --dry-run\n"
        "naast import deals deals.csv --mapping mapping.json --rejects rejects.csv\n",
    .more = W_MORE_IMPORT,
    .writes = WRITES_JSON,
    .run = run,
};
