/* import_report.c: what an import says: bad rows, the file of rejected rows, the preview, the summary. */
#include "import_report.h"

#include <csv.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "table.h"

/* --- rejected rows --- */

int rejects_open(struct cli *cli, const struct import_csv *csv, struct rejects *rejects)
{
    if (rejects->path == NULL)
        return NAAST_OK;
    if (import_csv_is(csv, rejects->path))
        return cli_wrong(cli, W_IMPORT_REJECTS_SAME, rejects->path);
    rejects->file = fopen(rejects->path, "we");
    if (rejects->file == NULL)
        return cli_failed(cli, NAAST_IO, W_IMPORT_REJECTS_UNWRITTEN, rejects->path, strerror(errno));
    return NAAST_OK;
}

/* Every field in quotes; before the first there is nothing. */
static void write_field(const struct rejects *rejects, bool first, const char *text, size_t length)
{
    if (!first)
        fputc(rejects->delimiter, rejects->file);
    csv_fwrite(rejects->file, text, length);
}

static void write_text(const struct rejects *rejects, bool first, const char *text)
{
    write_field(rejects, first, text, strlen(text));
}

static void write_head(struct rejects *rejects)
{
    for (size_t i = 0; i < rejects->columns; i++)
        write_text(rejects, i == 0, rejects->head[i]);
    write_text(rejects, rejects->columns == 0, "naast_line");
    write_text(rejects, false, "naast_field");
    write_text(rejects, false, "naast_reason");
    fputc('\n', rejects->file);
    rejects->begun = true;
}

/* The row as it was read, so that it can be mended and read again; fields that no column has come last. */
static void write_rejected(struct rejects *rejects, const struct csv_row *row, const struct bad_row *bad)
{
    char line[24];
    if (rejects->file == NULL)
        return;
    if (!rejects->begun)
        write_head(rejects);
    for (size_t i = 0; i < rejects->columns; i++)
        write_field(rejects, i == 0, i < row->count ? csv_text(row, i) : "",
                    i < row->count ? row->fields[i].length : 0);
    snprintf(line, sizeof line, "%lld", (long long)row->place.line);
    write_text(rejects, false, line);
    write_text(rejects, false, bad->field);
    write_text(rejects, false, bad->reason);
    for (size_t i = rejects->columns; i < row->count; i++)
        write_field(rejects, false, csv_text(row, i), row->fields[i].length);
    fputc('\n', rejects->file);
}

int rejects_flush(struct cli *cli, struct rejects *rejects, bool keep)
{
    if (rejects->file == NULL)
        return NAAST_OK;
    bool lost = fflush(rejects->file) != 0 || ferror(rejects->file) != 0;
    if (!keep && ftruncate(fileno(rejects->file), 0) != 0)
        return NAAST_OK; /* not a file that can be emptied: a pipe, a terminal */
    return lost && keep ? cli_failed(cli, NAAST_IO, W_IMPORT_REJECTS_UNWRITTEN, rejects->path, strerror(errno))
                        : NAAST_OK;
}

void rejects_close(struct rejects *rejects)
{
    if (rejects->file != NULL)
        fclose(rejects->file);
    rejects->file = NULL;
}

/* --- bad rows --- */

static const char *full_reason(struct cli *cli, const struct bad_row *bad)
{
    const char *reason = bad->reason;
    if (bad->hint[0] != '\0')
        reason = cli_printf(cli, "%s: %s", reason, bad->hint);
    if (bad->field[0] != '\0')
        reason = cli_printf(cli, "%s: %s", bad->field, reason);
    return reason == bad->reason ? cli_keep_text(cli, reason) : reason;
}

static const char *line_of(struct cli *cli, const struct bad_row *bad)
{
    return cli_printf(cli, "%lld", (long long)bad->place.line);
}

static void tell(struct import_report *report, const struct bad_row *bad, const char *reason)
{
    struct cli *cli = report->cli;
    const char *column = cli_printf(cli, "%lld", (long long)bad->place.column);
    fflush(cli->out);
    fprintf(cli->err, "%s\n", words(cli, W_IMPORT_BAD_ROW, report->file, line_of(cli, bad), column, reason));
}

enum { MOST_LINES = 5 };

/* One more row of a kind that was told. */
static void count_again(struct cli *cli, struct bad_kind *kind, const struct bad_row *bad)
{
    kind->count++;
    if (kind->count - 1 > MOST_LINES + 1)
        return;
    const char *line = kind->count - 1 > MOST_LINES ? glyph(cli, GLYPH_ELLIPSIS) : line_of(cli, bad);
    kind->lines = kind->count == 2 ? line : cli_printf(cli, "%s, %s", kind->lines, line);
}

static size_t kind_of(const struct import_report *report, const char *key)
{
    size_t i = 0;
    while (i < report->kind_count && strcmp(report->kinds[i].key, key) != 0)
        i++;
    return i;
}

bool import_report_tells(const struct import_report *report, const char *key)
{
    return report->kind_count < MOST_TOLD && kind_of(report, key) == report->kind_count;
}

static void tell_once(struct import_report *report, const struct bad_row *bad)
{
    struct cli *cli = report->cli;
    const char *key = bad->key != NULL ? bad->key : bad->reason;
    size_t kind = kind_of(report, key);
    if (kind < report->kind_count) {
        count_again(cli, &report->kinds[kind], bad);
        return;
    }
    if (kind == MOST_TOLD) {
        report->untold++;
        return;
    }
    const char *reason = full_reason(cli, bad);
    report->kinds[report->kind_count++] =
        (struct bad_kind){.key = cli_keep_text(cli, key), .count = 1, .reason = reason, .lines = ""};
    tell(report, bad, reason);
}

static void tell_others(const struct import_report *report)
{
    struct cli *cli = report->cli;
    for (size_t i = 0; i < report->kind_count; i++) {
        const struct bad_kind *kind = &report->kinds[i];
        if (kind->count > 1)
            fprintf(cli->err, "%s\n",
                    words(cli, W_IMPORT_SAME, text_count(cli, kind->count - 1), kind->lines, kind->reason));
    }
    if (report->untold > 0)
        fprintf(cli->err, "%s\n", words(cli, W_IMPORT_MORE_BAD, text_count(cli, report->untold)));
}

void import_report_bad(struct import_report *report, const struct csv_row *row, const struct bad_row *bad)
{
    struct cli *cli = report->cli;
    report->bad++;
    write_rejected(&report->rejects, row, bad);
    tell_once(report, bad);
    if (report->told_count == MOST_TOLD)
        return;
    report->told[report->told_count++] =
        (struct bad_row){.place = bad->place, .field = bad->field, .reason = cli_keep_text(cli, bad->reason)};
}

/* --- the preview --- */

static const struct column preview_columns[] = {
    {"title", W_HEAD_TITLE, COLUMN_WIDE},
    {"org", W_HEAD_ORG, COLUMN_WIDE},
    {"contact", W_HEAD_CONTACT, COLUMN_WIDE},
    {"email", W_HEAD_EMAIL, COLUMN_WIDE},
    {"owner", W_HEAD_OWNER, COLUMN_WIDE},
    {"amount", W_HEAD_AMOUNT, COLUMN_RIGHT},
    {"currency", W_HEAD_CURRENCY, 0},
    {"stage", W_HEAD_STAGE, 0},
    {"opened", W_HEAD_CREATED, 0},
    {"closed", W_HEAD_CLOSED, 0},
    {"expected", W_HEAD_EXPECTED, 0},
    {"source", W_HEAD_SOURCE, COLUMN_WIDE},
    {"external_id", W_HEAD_EXTERNAL_ID, 0},
    {"note", W_HEAD_NOTE, COLUMN_WIDE},
    {"means", W_IMPORT_HEAD_MEANS, 0},
};
enum { PREVIEW_COLUMNS = sizeof preview_columns / sizeof preview_columns[0] };
_Static_assert(PREVIEW_COLUMNS == NAAST_FIELD_COUNT + 1, "a column for each field, and what the stage means");

void import_report_show(struct import_report *report, const char *const fields[NAAST_FIELD_COUNT])
{
    if (report->shown_count == MOST_SHOWN)
        return;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++)
        report->shown[report->shown_count][i] = fields[i] == NULL ? "" : cli_keep_text(report->cli, fields[i]);
    report->shown_count++;
}

static void preview_cells(const struct import_report *report, const struct import_mapping *mapping, size_t row,
                          struct cell cells[PREVIEW_COLUMNS])
{
    const char *const *shown = report->shown[row];
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++)
        cells[i] = cell_text(shown[i]);
    cells[NAAST_FIELD_COUNT] = cell_text(import_mapping_means(mapping, shown[NAAST_FIELD_STAGE]));
}

static void preview_text(struct import_report *report, const struct import_mapping *mapping)
{
    struct cell cells[PREVIEW_COLUMNS];
    if (report->shown_count == 0)
        return;
    struct table *table = table_begin(report->cli, "preview", preview_columns, PREVIEW_COLUMNS, W_NO_DEALS);
    for (size_t i = 0; i < report->shown_count; i++) {
        preview_cells(report, mapping, i, cells);
        table_row(table, cells);
    }
    table_end(table);
    fputc('\n', report->cli->out);
}

static void preview_json(const struct import_report *report, const struct import_mapping *mapping, struct json *json)
{
    struct cell cells[PREVIEW_COLUMNS];
    json_open_array(json, "preview");
    for (size_t i = 0; i < report->shown_count; i++) {
        preview_cells(report, mapping, i, cells);
        json_open_object(json, NULL);
        cells_json(json, preview_columns, cells, PREVIEW_COLUMNS);
        json_close_object(json);
    }
    json_close_array(json);
}

/* --- the summary --- */

static const struct column summary_columns[] = {
    {"rows", W_IMPORT_HEAD_ROWS, 0},     {"added", W_IMPORT_HEAD_ADDED, 0}, {"known", W_IMPORT_HEAD_KNOWN, 0},
    {"bad", W_IMPORT_HEAD_BAD, 0},       {"open", W_OPEN_DEAL, 0},          {"won", W_OUTCOME_WON, 0},
    {"ended", W_IMPORT_HEAD_ENDED, 0},   {"orgs", W_IMPORT_HEAD_ORGS, 0},   {"people", W_IMPORT_HEAD_PEOPLE, 0},
    {"no_org", W_IMPORT_HEAD_NO_ORG, 0}, {"no_amount", W_NO_AMOUNT, 0},     {"no_opened", W_IMPORT_HEAD_NO_OPENED, 0},
    {"worth", W_IMPORT_HEAD_WORTH, 0}, /* in text only: JSON has the totals */
};
enum { SUMMARY_COLUMNS = sizeof summary_columns / sizeof summary_columns[0] };

static size_t total_count(const naast_import_summary *summary)
{
    size_t count = 0;
    while (count < sizeof summary->total / sizeof summary->total[0] && summary->total[count].currency[0] != '\0')
        count++;
    return count;
}

/* People get no zeros, but for how many were added. */
static struct cell count_cell(const struct cli *cli, int64_t count, bool always)
{
    return count == 0 && !always && cli->output == OUTPUT_TEXT ? cell_none() : cell_int(count);
}

static void summary_cells(struct cli *cli, const naast_import_summary *summary, struct cell cells[SUMMARY_COLUMNS])
{
    const int64_t counts[] = {summary->rows,   summary->added,  summary->known,     summary->bad,
                              summary->open,   summary->won,    summary->ended,     summary->orgs,
                              summary->people, summary->no_org, summary->no_amount, summary->no_opened};
    const char *worth = "";
    _Static_assert(sizeof counts / sizeof counts[0] == SUMMARY_COLUMNS - 1, "a count for each column but the last");
    for (size_t i = 0; i < SUMMARY_COLUMNS - 1; i++)
        cells[i] = count_cell(cli, counts[i], i < 2);
    for (size_t i = 0; i < total_count(summary); i++)
        worth = cli_printf(cli, "%s%s%s", worth, i > 0 ? "; " : "", text_money(cli, summary->total[i]));
    cells[SUMMARY_COLUMNS - 1] = cell_text(worth);
}

static void totals_json(const naast_import_summary *summary, struct json *json)
{
    json_open_array(json, "totals");
    for (size_t i = 0; i < total_count(summary); i++) {
        json_open_object(json, NULL);
        json_money(json, summary->total[i]);
        json_close_object(json);
    }
    json_close_array(json);
}

static void bad_rows_json(const struct import_report *report, struct json *json)
{
    json_open_array(json, "bad_rows");
    for (size_t i = 0; i < report->told_count; i++) {
        const struct bad_row *bad = &report->told[i];
        json_open_object(json, NULL);
        json_int(json, "line", bad->place.line);
        json_int(json, "column", bad->place.column);
        json_text_or_null(json, "field", bad->field);
        json_text(json, "reason", bad->reason);
        json_close_object(json);
    }
    json_close_array(json);
}

static void end_json(const struct import_report *report, const struct import_mapping *mapping,
                     const naast_import_summary *summary, bool dry_run, bool kept)
{
    struct json json;
    struct cell cells[SUMMARY_COLUMNS];
    summary_cells(report->cli, summary, cells);
    record_print(report->cli, "import", 0, summary_columns, cells, SUMMARY_COLUMNS - 1, &json);
    totals_json(summary, &json);
    json_bool(&json, "kept", kept);
    json_bool(&json, "dry_run", dry_run);
    bad_rows_json(report, &json);
    if (dry_run)
        preview_json(report, mapping, &json);
    json_end(&json);
}

static void summary_text(struct cli *cli, const struct cell cells[SUMMARY_COLUMNS], bool dry_run)
{
    struct column columns[SUMMARY_COLUMNS];
    memcpy(columns, summary_columns, sizeof columns);
    if (dry_run)
        columns[1].head = W_IMPORT_HEAD_WOULD;
    record_print(cli, "import", 0, columns, cells, SUMMARY_COLUMNS, NULL);
}

/* An open deal that was imported; 0: there is none. */
static naast_id open_import(struct cli *cli)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_id found = 0;
    filter.outcome = "open";
    filter.limit = 1000;
    for (int further = 1; further && found == 0;) {
        naast_deals *deals;
        if (naast_deal_list(cli->store, &filter, &deals) != NAAST_OK)
            return 0;
        for (size_t i = 0; i < deals->count && found == 0; i++)
            found = deals->items[i].unverified ? deals->items[i].id : 0;
        further = deals->more && deals->count > 0;
        filter.after = further ? deals->items[deals->count - 1].id : 0;
        naast_free(deals);
    }
    return found;
}

static void tell_way_on(struct cli *cli, const naast_import_summary *summary)
{
    naast_id open = summary->open == 0 ? 0 : open_import(cli);
    if (open == 0)
        cli_note(cli, W_IMPORT_NONE_OPEN);
    else
        cli_note(cli, W_IMPORT_UNVERIFIED, text_id(cli, 'D', open));
}

void import_report_end(struct import_report *report, const struct import_mapping *mapping,
                       const naast_import_summary *summary, bool dry_run, bool kept)
{
    struct cli *cli = report->cli;
    tell_others(report);
    if (cli->output == OUTPUT_JSON) {
        end_json(report, mapping, summary, dry_run, kept);
        return;
    }
    struct cell cells[SUMMARY_COLUMNS];
    if (dry_run)
        preview_text(report, mapping);
    if (!dry_run && !kept)
        return;
    summary_cells(cli, summary, cells);
    summary_text(cli, cells, dry_run);
    if (dry_run)
        cli_note(cli, W_IMPORT_WAS_DRY);
    else if (summary->added > 0)
        tell_way_on(cli, summary);
}
