/* summary.c: what an import says: bad rows, doubles, the preview, the summary. */
#include "commands/import/summary.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "output/cell.h"
#include "output/json.h"
#include "output/table.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

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

static void print_bad(struct import_report *report, const struct bad_row *bad, const char *reason)
{
    struct cli *cli = report->cli;
    const char *column = cli_printf(cli, "%lld", (long long)bad->place.column);
    fflush(cli->out);
    fprintf(cli->err, "%s\n", words(cli, W_IMPORT_BAD_ROW, report->file, line_of(cli, bad), column, reason));
}

enum { MOST_LINES = 5 };

/* One more row of a kind that was printed. */
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

bool import_report_prints(const struct import_report *report, const char *key)
{
    return report->kind_count < MOST_LISTED && kind_of(report, key) == report->kind_count;
}

static void print_once(struct import_report *report, const struct bad_row *bad)
{
    struct cli *cli = report->cli;
    const char *key = bad->key != NULL ? bad->key : bad->reason;
    size_t kind = kind_of(report, key);
    if (kind < report->kind_count) {
        count_again(cli, &report->kinds[kind], bad);
        return;
    }
    if (kind == MOST_LISTED) {
        report->unprinted++;
        return;
    }
    const char *reason = full_reason(cli, bad);
    report->kinds[report->kind_count++] =
        (struct bad_kind){.key = cli_keep_text(cli, key), .count = 1, .reason = reason, .lines = ""};
    print_bad(report, bad, reason);
}

static void print_others(const struct import_report *report)
{
    struct cli *cli = report->cli;
    for (size_t i = 0; i < report->kind_count; i++) {
        const struct bad_kind *kind = &report->kinds[i];
        if (kind->count > 1)
            fprintf(cli->err, "%s\n",
                    words(cli, kind->count == 2 ? W_IMPORT_SAME_ONE : W_IMPORT_SAME, text_count(cli, kind->count - 1),
                          kind->lines, kind->reason));
    }
    if (report->unprinted > 0)
        fprintf(cli->err, "%s\n", words(cli, W_IMPORT_MORE_BAD, text_count(cli, report->unprinted)));
}

static void keep_listed(struct import_report *report, const struct bad_row *bad)
{
    if (report->listed_count == MOST_LISTED)
        return;
    report->listed[report->listed_count++] =
        (struct bad_row){.place = bad->place, .field = bad->field, .reason = cli_keep_text(report->cli, bad->reason)};
}

/* With all the reasons, at the place of the first. */
static int set_apart(struct import_report *report, const struct bad_row *bad, size_t count)
{
    struct cli *cli = report->cli;
    const struct kept *mark = kept_mark(cli);
    struct bad_row all = *bad;
    for (size_t i = 1; i < count; i++)
        all.reason = cli_printf(cli, "%s; %s: %s", all.reason, bad[i].field, bad[i].reason);
    const int status = rejects_write(&report->rejects, &all);
    kept_release(cli, mark);
    return status;
}

int import_report_bad(struct import_report *report, const struct bad_row *bad, size_t count)
{
    report->bad++;
    const int status = set_apart(report, bad, count);
    for (size_t i = 0; i < count; i++) {
        print_once(report, &bad[i]);
        keep_listed(report, &bad[i]);
    }
    return status;
}

/* --- doubles --- */

static void keep_twin(struct import_report *report, struct twin *list, size_t *count, struct twin twin)
{
    if (*count == MOST_LISTED)
        return;
    twin.name = cli_keep_text(report->cli, twin.name == NULL ? "" : twin.name);
    list[(*count)++] = twin;
}

void import_report_row(struct import_report *report, const naast_row *row, const naast_import_result *result,
                       const char *const fields[NAAST_FIELD_COUNT])
{
    const bool deals = report->kind == NAAST_IMPORT_DEALS;
    const char *org = fields[report->kind == NAAST_IMPORT_ORGS ? NAAST_FIELD_NAME : NAAST_FIELD_ORG];
    const char *person = fields[deals ? NAAST_FIELD_CONTACT : NAAST_FIELD_NAME];
    if (deals && !result->added &&
        (fields[NAAST_FIELD_EXTERNAL_ID] == NULL || *fields[NAAST_FIELD_EXTERNAL_ID] == '\0'))
        keep_twin(report, report->same, &report->same_count,
                  (struct twin){{row->line, row->column}, 'D', fields[NAAST_FIELD_TITLE], 0, result->id});
    if (result->like_org != 0)
        keep_twin(report, report->alike, &report->alike_count,
                  (struct twin){{row->line, row->column}, 'O', org, result->new_org, result->like_org});
    if (result->like_person != 0)
        keep_twin(report, report->alike, &report->alike_count,
                  (struct twin){{row->line, row->column}, 'P', person, result->new_person, result->like_person});
}

static void note_same(struct import_report *report, const naast_import_summary *summary)
{
    struct cli *cli = report->cli;
    const char *list = "";
    for (size_t i = 0; i < report->same_count && i < MOST_LINES; i++)
        list = cli_printf(cli, "%s%s%lld (%s)", list, i > 0 ? ", " : "", (long long)report->same[i].place.line,
                          text_id(cli, 'D', report->same[i].like));
    if (summary->same > MOST_LINES)
        list = cli_printf(cli, "%s, %s", list, glyph(cli, GLYPH_ELLIPSIS));
    if (summary->same > 0)
        cli_note(cli, W_IMPORT_NOTE_SAME, list);
}

/* Numbers of what was made are theirs only once it is kept. */
static void note_alike(struct import_report *report, const naast_import_summary *summary, bool kept)
{
    struct cli *cli = report->cli;
    for (size_t i = 0; i < report->alike_count && i < MOST_LINES; i++) {
        const struct twin *twin = &report->alike[i];
        const char *id = text_id(cli, twin->letter, twin->id), *like = text_id(cli, twin->letter, twin->like);
        const char *line = cli_printf(cli, "%lld", (long long)twin->place.line);
        if (kept && twin->id != 0)
            cli_note(cli, W_IMPORT_NOTE_ALIKE, report->file, line, twin->name, like, id);
        else
            cli_note(cli, W_IMPORT_NOTE_MAY_BE, report->file, line, twin->name, like);
    }
    if (summary->alike > MOST_LINES)
        cli_note(cli, W_IMPORT_MORE_ALIKE, text_count(cli, summary->alike - MOST_LINES));
}

static void twins_json(const char *key, const struct twin *list, size_t count, bool kept, struct json *json)
{
    json_open_array(json, key);
    for (size_t i = 0; i < count; i++) {
        const struct twin *twin = &list[i];
        json_open_object(json, NULL);
        json_int(json, "line", twin->place.line);
        json_text_or_null(json, "name", twin->name);
        json_id(json, "id", twin->letter, kept ? twin->id : 0);
        json_id(json, "like", twin->letter, twin->like);
        json_close_object(json);
    }
    json_close_array(json);
}

/* --- the preview --- */

static const struct column preview_columns[] = {
    {"title", W_HEAD_TITLE, COLUMN_WIDE},
    {"name", W_HEAD_NAME, COLUMN_WIDE},
    {"given_name", W_IMPORT_HEAD_GIVEN, COLUMN_WIDE},
    {"family_name", W_IMPORT_HEAD_FAMILY, COLUMN_WIDE},
    {"org", W_HEAD_ORG, COLUMN_WIDE},
    {"contact", W_HEAD_CONTACT, COLUMN_WIDE},
    {"email", W_HEAD_EMAIL, COLUMN_WIDE},
    {"owner", W_HEAD_OWNER, COLUMN_WIDE},
    {"amount", W_HEAD_AMOUNT, COLUMN_RIGHT},
    {"currency", W_HEAD_CURRENCY, 0},
    {"stage", W_HEAD_STAGE, 0},
    {"outcome", W_HEAD_OUTCOME, 0},
    {"opened", W_HEAD_CREATED, 0},
    {"closed", W_HEAD_CLOSED, 0},
    {"closes", W_IMPORT_HEAD_CLOSES, 0},
    {"expected", W_HEAD_EXPECTED, 0},
    {"source", W_HEAD_SOURCE, COLUMN_WIDE},
    {"external_id", W_HEAD_EXTERNAL_ID, 0},
    {"note", W_HEAD_NOTE, COLUMN_WIDE},
    {"no_contact", W_HEAD_NO_CONTACT, 0},
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

/* Of the columns those that rows of the kind have; and their cells. */
static size_t preview_of(const struct import_report *report, struct column columns[PREVIEW_COLUMNS])
{
    size_t count = 0;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++) {
        if (naast_import_takes(report->kind, (naast_import_field)i))
            columns[count++] = preview_columns[i];
    }
    if (report->kind == NAAST_IMPORT_DEALS)
        columns[count++] = preview_columns[NAAST_FIELD_COUNT];
    return count;
}

static void preview_cells(const struct import_report *report, const naast_mapping *mapping, size_t row,
                          struct cell cells[PREVIEW_COLUMNS])
{
    const char *const *shown = report->shown[row];
    size_t count = 0;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++) {
        if (naast_import_takes(report->kind, (naast_import_field)i))
            cells[count++] = cell_text(shown[i]);
    }
    if (report->kind == NAAST_IMPORT_DEALS)
        cells[count] = cell_text(naast_mapping_means(mapping, shown[NAAST_FIELD_STAGE], shown[NAAST_FIELD_OUTCOME]));
}

static const struct column sample_columns[] = {
    {"field", W_IMPORT_HEAD_FIELD, 0},
    {"1", W_IMPORT_HEAD_FIRST, COLUMN_WIDE},
    {"2", W_IMPORT_HEAD_SECOND, COLUMN_WIDE},
    {"3", W_IMPORT_HEAD_THIRD, COLUMN_WIDE},
};
enum { SAMPLE_ROWS = sizeof sample_columns / sizeof sample_columns[0] - 1 };

/* For people a field is a line, so that all of them fit: those that at least one of the rows gives. */
static void preview_text(struct import_report *report, const naast_mapping *mapping)
{
    struct cli *cli = report->cli;
    struct column columns[PREVIEW_COLUMNS];
    struct cell cells[SAMPLE_ROWS][PREVIEW_COLUMNS], line[SAMPLE_ROWS + 1];
    size_t rows = report->shown_count < SAMPLE_ROWS ? report->shown_count : SAMPLE_ROWS;
    if (rows == 0)
        return;
    size_t count = preview_of(report, columns);
    for (size_t row = 0; row < rows; row++)
        preview_cells(report, mapping, row, cells[row]);
    struct table *table = table_begin(cli, "preview", sample_columns, rows + 1, W_NO_DEALS);
    for (size_t i = 0; i < count; i++) {
        bool given = false;
        line[0] = cell_text(word(cli, columns[i].head));
        for (size_t row = 0; row < rows; row++) {
            line[row + 1] = cells[row][i];
            given = given || line[row + 1].type != CELL_NONE;
        }
        if (given)
            table_row(table, line);
    }
    table_end(table);
    fputc('\n', cli->out);
}

static void preview_json(const struct import_report *report, const naast_mapping *mapping, struct json *json)
{
    struct column columns[PREVIEW_COLUMNS];
    struct cell cells[PREVIEW_COLUMNS];
    size_t count = preview_of(report, columns);
    json_open_array(json, "preview");
    for (size_t i = 0; i < report->shown_count; i++) {
        preview_cells(report, mapping, i, cells);
        json_open_object(json, NULL);
        cells_json(json, columns, cells, count);
        json_close_object(json);
    }
    json_close_array(json);
}

/* --- the summary --- */

enum { DEALS = 1 << NAAST_IMPORT_DEALS, ORGS = 1 << NAAST_IMPORT_ORGS, PEOPLE = 1 << NAAST_IMPORT_PEOPLE };
enum { ALL = DEALS | ORGS | PEOPLE };

/* A count of the summary, and of which kinds it is one. */
struct summary_line {
    struct column column;
    size_t offset;
    unsigned kinds;
    size_t worth; /* in a total: what they are worth; 0: nobody says */
};
#define COUNT(name) offsetof(naast_import_summary, name)
#define WORTH(name) offsetof(naast_import_total, name)
static const struct summary_line summary_lines[] = {
    {{"rows", W_IMPORT_HEAD_ROWS, 0}, COUNT(rows), ALL, 0},
    {{"added", W_IMPORT_HEAD_ADDED, 0}, COUNT(added), ALL, 0},
    {{"known", W_IMPORT_HEAD_KNOWN, 0}, COUNT(known), ALL, 0},
    {{"same", W_IMPORT_HEAD_SAME, 0}, COUNT(same), DEALS, 0},
    {{"alike", W_IMPORT_HEAD_ALIKE, 0}, COUNT(alike), ALL, 0},
    {{"bad", W_IMPORT_HEAD_BAD, 0}, COUNT(bad), ALL, 0},
    {{"open", W_OPEN_DEAL, 0}, COUNT(open), DEALS, WORTH(open)},
    {{"won", W_OUTCOME_WON, 0}, COUNT(won), DEALS, WORTH(won)},
    {{"ended", W_IMPORT_HEAD_ENDED, 0}, COUNT(ended), DEALS, WORTH(ended)},
    {{"orgs", W_IMPORT_HEAD_ORGS, 0}, COUNT(orgs), DEALS | PEOPLE, 0},
    {{"people", W_IMPORT_HEAD_PEOPLE, 0}, COUNT(people), DEALS, 0},
    {{"no_org", W_IMPORT_HEAD_NO_ORG, 0}, COUNT(no_org), DEALS | PEOPLE, 0},
    {{"no_amount", W_NO_AMOUNT, 0}, COUNT(no_amount), DEALS, 0},
    {{"no_opened", W_IMPORT_HEAD_NO_OPENED, 0}, COUNT(no_opened), DEALS, 0},
};
enum { SUMMARY_COLUMNS = sizeof summary_lines / sizeof summary_lines[0] };

static int64_t number_at(const void *from, size_t offset)
{
    int64_t number;
    memcpy(&number, (const char *)from + offset, sizeof number);
    return number;
}

/* What a total says of those that are open, won or ended. */
static naast_money money_at(const naast_import_total *total, size_t offset)
{
    naast_money money = {.minor = number_at(total, offset)};
    memcpy(money.currency, total->currency, sizeof money.currency);
    return money;
}

/* For people: how many, and what they are worth. */
static struct cell worth_cell(struct cli *cli, const naast_import_summary *summary, int64_t count, size_t worth)
{
    struct grown list = {0};
    for (size_t i = 0; i < summary->total_count; i++) {
        const naast_money money = money_at(&summary->totals[i], worth);
        if (money.minor != 0)
            cli_list(cli, &list, "; ", text_money(cli, money));
    }
    return list.length == 0 ? cell_int(count)
                            : cell_text(cli_printf(cli, "%s (%s)", text_count(cli, count), cli_grown(&list)));
}

/* People get no zeros, but for how many were added. */
static struct cell summary_cell(struct cli *cli, const naast_import_summary *summary, const struct summary_line *line,
                                bool always)
{
    const int64_t count = number_at(summary, line->offset);
    if (cli->output != OUTPUT_TEXT)
        return cell_int(count);
    if (count == 0 && !always)
        return cell_none();
    return line->worth == 0 ? cell_int(count) : worth_cell(cli, summary, count, line->worth);
}

static size_t summary_cells(const struct import_report *report, const naast_import_summary *summary,
                            struct column columns[SUMMARY_COLUMNS], struct cell cells[SUMMARY_COLUMNS])
{
    size_t count = 0;
    for (size_t i = 0; i < SUMMARY_COLUMNS; i++) {
        const struct summary_line *line = &summary_lines[i];
        if ((line->kinds >> report->kind & 1U) == 0)
            continue;
        columns[count] = line->column;
        cells[count] = summary_cell(report->cli, summary, line, count < 2);
        count++;
    }
    return count;
}

static void totals_json(const naast_import_summary *summary, struct json *json)
{
    char text[TEXT_DECIMAL];
    json_open_array(json, "totals");
    for (size_t i = 0; i < summary->total_count; i++) {
        json_open_object(json, NULL);
        json_text(json, "currency", summary->totals[i].currency);
        for (size_t k = 0; k < SUMMARY_COLUMNS; k++) {
            const struct summary_line *line = &summary_lines[k];
            if (line->worth != 0)
                json_text(json, line->column.key, text_decimal_into(text, money_at(&summary->totals[i], line->worth)));
        }
        json_close_object(json);
    }
    json_close_array(json);
}

static void bad_rows_json(const struct import_report *report, struct json *json)
{
    json_open_array(json, "bad_rows");
    for (size_t i = 0; i < report->listed_count; i++) {
        const struct bad_row *bad = &report->listed[i];
        json_open_object(json, NULL);
        json_int(json, "line", bad->place.line);
        json_int(json, "column", bad->place.column);
        json_text_or_null(json, "field", bad->field);
        json_text(json, "reason", bad->reason);
        json_close_object(json);
    }
    json_close_array(json);
}

static void end_json(const struct import_report *report, const naast_mapping *mapping,
                     const naast_import_summary *summary, bool dry_run, bool kept)
{
    struct json json;
    struct column columns[SUMMARY_COLUMNS];
    struct cell cells[SUMMARY_COLUMNS];
    const bool deals = report->kind == NAAST_IMPORT_DEALS;
    size_t count = summary_cells(report, summary, columns, cells);
    record_print(report->cli, "import", 0, columns, cells, count, &json);
    if (deals)
        totals_json(summary, &json);
    json_bool(&json, "kept", kept);
    json_bool(&json, "dry_run", dry_run);
    bad_rows_json(report, &json);
    if (deals)
        twins_json("same", report->same, report->same_count, kept, &json);
    twins_json("alike", report->alike, report->alike_count, kept, &json);
    if (dry_run)
        preview_json(report, mapping, &json);
    json_end(&json);
}

static void summary_text(const struct import_report *report, const naast_import_summary *summary, bool dry_run)
{
    struct cli *cli = report->cli;
    struct column columns[SUMMARY_COLUMNS];
    struct cell cells[SUMMARY_COLUMNS];
    size_t count = summary_cells(report, summary, columns, cells);
    if (dry_run)
        columns[1].head = W_IMPORT_HEAD_WOULD;
    record_print(cli, "import", 0, columns, cells, count, NULL);
}

/* An open deal that was imported; 0: there is none. */
static naast_id open_import(struct cli *cli)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_page page = NAAST_PAGE_INIT;
    naast_deals *deals;
    filter.outcome = "open";
    filter.unverified = NAAST_FLAG_SET;
    page.limit = 1;
    if (naast_deal_list(cli->store, &filter, &page, &deals) != NAAST_OK)
        return 0;
    const naast_id found = deals->count > 0 ? deals->items[0].id : 0;
    naast_free(deals);
    return found;
}

static void note_way_on(struct cli *cli, const naast_import_summary *summary)
{
    naast_id open = summary->open == 0 ? 0 : open_import(cli);
    if (open == 0)
        cli_note(cli, W_IMPORT_NONE_OPEN);
    else
        cli_note(cli, W_IMPORT_UNVERIFIED, text_id(cli, 'D', open));
}

void import_report_end(struct import_report *report, const naast_mapping *mapping, const naast_import_summary *summary,
                       bool dry_run, bool kept)
{
    struct cli *cli = report->cli;
    print_others(report);
    if (cli->output == OUTPUT_JSON) {
        end_json(report, mapping, summary, dry_run, kept);
        return;
    }
    if (dry_run)
        preview_text(report, mapping);
    if (!dry_run && !kept)
        return;
    summary_text(report, summary, dry_run);
    note_same(report, summary);
    note_alike(report, summary, kept);
    if (dry_run)
        cli_note(cli, W_IMPORT_WAS_DRY);
    else if (summary->added > 0 && report->kind == NAAST_IMPORT_DEALS)
        note_way_on(cli, summary);
}
