/* import.c: rows from elsewhere: one operation, row by row; a row that is wrong leaves nothing behind. */
#include "exchange/import/import.h"

#include "naast-exchange.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "base/values/dates.h"
#include "base/values/money.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/session/transaction.h"

#include <string.h>

/* Rows between two times that the journal is written out: few enough to stay small, enough to be few. */
enum { FLUSH_ROWS = 256 };

static int keep_source(naast_import *import, const char *source)
{
    struct env *env = &import->store->env;
    char *clean;
    int status =
        text_clean(env, naast_import_field_code(NAAST_FIELD_SOURCE), source ? source : "", 300, TEXT_LINE, &clean);
    if (status != 0)
        return status;
    import->source = result_text(env, import, clean);
    mem_free(env, clean);
    return import->source == NULL ? NAAST_NO_MEMORY : 0;
}

/* One of the characters of `allowed`, alone; 0 for NULL. */
static int keep_sign(naast_import *import, const char *sign, const char *allowed, char *out)
{
    if (sign == NULL)
        return 0;
    if (sign[0] == '\0' || sign[1] != '\0' || strchr(allowed, sign[0]) == NULL)
        return FAIL(&import->store->env, MSG_IMPORT_SIGN, sign);
    *out = sign[0];
    return 0;
}

/* Thousands and cents cannot have the same sign; where thousands have one of the two, cents have the other. */
static int keep_signs(naast_import *import, const naast_import_spec *spec)
{
    int status = keep_sign(import, spec->decimal, ".,", &import->decimal);
    if (status == 0)
        status = keep_sign(import, spec->grouping, "., '", &import->grouping);
    if (status != 0 || import->grouping == '\0')
        return status;
    if (import->grouping == import->decimal)
        return FAIL(&import->store->env, MSG_IMPORT_SIGN_TWICE, spec->grouping);
    if (import->decimal == '\0' && (import->grouping == '.' || import->grouping == ','))
        import->decimal = import->grouping == '.' ? ',' : '.';
    return 0;
}

static int check_kind(naast_import *import, const naast_import_spec *spec)
{
    const int kind = (int)spec->kind, duplicates = (int)spec->duplicates;
    if (kind < NAAST_IMPORT_DEALS || kind > NAAST_IMPORT_PEOPLE)
        return FAIL(&import->store->env, MSG_IMPORT_KIND);
    if (duplicates < NAAST_DUPLICATES_REPORT || duplicates > NAAST_DUPLICATES_ADD)
        return FAIL(&import->store->env, MSG_IMPORT_DUPLICATES);
    import->kind = spec->kind;
    import->duplicates = spec->duplicates;
    import->dry_run = spec->dry_run;
    return 0;
}

static int prepare(naast_import *import, const naast_import_spec *spec)
{
    struct env *env = &import->store->env;
    const char *format = spec->date_format ? spec->date_format : "%Y-%m-%d";
    if ((spec->stages == NULL && spec->stage_count > 0) || (spec->outcomes == NULL && spec->outcome_count > 0) ||
        (spec->zone == NULL && spec->zone_count > 0))
        return FAIL(env, MSG_ARGUMENT_NULL);
    if (spec->currency != NULL && money_decimals(spec->currency) < 0)
        return FAIL(env, MSG_IMPORT_CURRENCY, spec->currency);
    if (!date_format_valid(format))
        return FAIL(env, MSG_IMPORT_FORMAT, format);
    import->currency = result_text(env, import, spec->currency);
    import->date_format = result_text(env, import, format);
    if (import->currency == NULL || import->date_format == NULL)
        return NAAST_NO_MEMORY;
    int status = check_kind(import, spec);
    if (status == 0)
        status = keep_signs(import, spec);
    if (status == 0)
        status = import_zone_prepare(import, spec);
    if (status == 0)
        status = keep_source(import, spec->source);
    if (status == 0)
        status = sql_int(import->store, &import->last_deal, "SELECT coalesce(max(id), 0) FROM naast_deal", "");
    return status == 0 && import->kind == NAAST_IMPORT_DEALS ? import_meanings_prepare(import, spec) : status;
}

int naast_import_begin(naast_store *store, const naast_import_spec *spec, naast_import **out)
{
    naast_import_spec own;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_import_spec, &own, spec);
    if (status == 0 && store->depth > 0)
        status = FAIL(&store->env, MSG_IMPORT_NESTED);
    if (status != 0)
        return status;
    naast_import *import = result_new(&store->env, sizeof *import);
    if (import == NULL)
        return NAAST_NO_MEMORY;
    import->store = store;
    status = write_begin(store, OP_IMPORT);
    if (status == 0) {
        write_is_long(store);
        status = write_is_shared(store);
    }
    if (status == 0)
        status = prepare(import, &own);
    if (status != 0) {
        status = write_end(store, status);
        naast_free(import);
        return status;
    }
    *out = import;
    return 0;
}

/* The total of the row's currency; NULL: there is none yet, or it has no amount. */
static naast_import_total *total_of(const naast_import *import, const struct import_row *row)
{
    for (size_t k = 0; k < import->summary.total_count; k++)
        if (text_equal(import->totals[k].currency, row->amount.currency))
            return &import->totals[k];
    return NULL;
}

static int is_won(const struct import_row *row) { return text_equal(row->outcome, "won"); }

/* What is open, won or ended otherwise is summed apart. */
static int64_t *sum_of(naast_import_total *total, const struct import_row *row)
{
    if (*row->outcome == '\0')
        return &total->open;
    return is_won(row) ? &total->won : &total->ended;
}

/* Before anything is written: there is room for its total, and what cannot be summed here, the funnel could not hold
 * either. */
static int check_total(naast_import *import, const struct import_row *row)
{
    int64_t sum;
    naast_import_total *total = total_of(import, row);
    if (total == NULL)
        return mem_reserve(&import->store->env, &import->totals, &import->total_room, import->summary.total_count + 1,
                           sizeof *import->totals);
    if (money_add(*sum_of(total, row), row->amount.minor, &sum) != 0)
        return FAIL(&import->store->env, MSG_IMPORT_SUM, row->amount.currency);
    return 0;
}

/* check_total made room for a new one. */
static void count_amount(naast_import *import, const struct import_row *row)
{
    naast_import_total *total = total_of(import, row);
    if (row->amount.currency[0] == '\0')
        return;
    if (total == NULL) {
        total = &import->totals[import->summary.total_count++];
        *total = (naast_import_total){0};
        memcpy(total->currency, row->amount.currency, sizeof total->currency);
    }
    *sum_of(total, row) += row->amount.minor;
}

static void count_deal(naast_import *import, const struct import_row *row)
{
    naast_import_summary *summary = &import->summary;
    count_amount(import, row);
    summary->no_org += row->text[NAAST_FIELD_ORG] == NULL;
    summary->no_amount += row->amount.currency[0] == '\0';
    summary->no_opened += row->opened == 0;
    summary->open += *row->outcome == '\0';
    summary->won += is_won(row);
    summary->ended += *row->outcome != '\0' && !is_won(row);
}

static int is_added(const struct import_row *row) { return row->result.id != 0 && !row->is_known && !row->is_same; }

static void count(naast_import *import, struct import_row *row)
{
    naast_import_summary *summary = &import->summary;
    naast_import_result *result = &row->result;
    const int is_org = import->kind == NAAST_IMPORT_ORGS, is_person = import->kind == NAAST_IMPORT_PEOPLE;
    result->added = is_added(row);
    summary->known += row->is_known;
    summary->same += row->is_same;
    summary->alike += (result->like_org != 0) + (result->like_person != 0);
    summary->added += result->added;
    summary->orgs += result->new_org != 0 && !is_org;
    summary->people += result->new_person != 0 && !is_person;
    if (result->added && import->kind == NAAST_IMPORT_DEALS)
        count_deal(import, row);
    if (result->added && is_person)
        summary->no_org += row->text[NAAST_FIELD_ORG] == NULL;
}

static int write_row(naast_import *import, struct import_row *row, naast_import_field *wrong)
{
    switch (import->kind) {
    case NAAST_IMPORT_ORGS:
        return import_org_write(import, row, wrong);
    case NAAST_IMPORT_PEOPLE:
        return import_person_write(import, row, wrong);
    case NAAST_IMPORT_DEALS:
        break;
    }
    *wrong = NAAST_FIELD_AMOUNT;
    int status = check_total(import, row);
    return status == 0 ? import_deal_write(import, row, wrong) : status;
}

/* Who was made now is somebody to be alike with from now on. */
static int remember(naast_import *import, const struct import_row *row)
{
    const int is_org = import->kind == NAAST_IMPORT_ORGS;
    if (row->result.new_org == 0)
        return 0;
    return alike_add(import, row->text[is_org ? NAAST_FIELD_NAME : NAAST_FIELD_ORG], row->result.new_org);
}

/* It is left out, and the organisation that it names was made for it. */
static int made_org_for_nobody(const struct import_row *row) { return row->result.new_org != 0 && !is_added(row); }

/* A savepoint for each row: what a row that turns out wrong, or is left out, had made already goes with it. */
static int add_row(naast_import *import, struct import_row *row, naast_import_field *wrong)
{
    int status = write_begin(import->store, OP_IMPORT);
    if (status == 0)
        status = write_row(import, row, wrong);
    if (status != 0 || !made_org_for_nobody(row)) {
        status = write_end(import->store, status);
        return status == 0 ? remember(import, row) : status;
    }
    row->result.new_org = row->result.like_org = 0;
    (void)write_end(import->store, NAAST_NOT_YET); /* any status but 0 takes it back; that is no failure of the row */
    env_clear_failure(&import->store->env);
    return 0;
}

/* What the row says of itself. */
static int read_row(naast_import *import, const char *const fields[NAAST_FIELD_COUNT], struct import_row *row)
{
    int status = import_row_clean(import, fields, row);
    if (status != 0)
        return status;
    switch (import->kind) {
    case NAAST_IMPORT_ORGS:
        return import_org_read(import, row);
    case NAAST_IMPORT_PEOPLE:
        return import_person_read(import, row);
    case NAAST_IMPORT_DEALS:
        break;
    }
    return import_deal_read(import, row);
}

static int take_row(naast_import *import, const char *const fields[NAAST_FIELD_COUNT], struct import_row *row)
{
    naast_import_field wrong = NAAST_FIELD_TITLE;
    import->faults.count = 0;
    int status = read_row(import, fields, row);
    if (status == 0)
        status = import_faults_end(import);
    if (status != 0)
        return status;
    if (!row->is_known)
        status = add_row(import, row, &wrong);
    status = import_fault_keep(import, status, wrong);
    if (status == 0)
        status = import_faults_end(import);
    if (status == 0)
        count(import, row);
    return status;
}

static int flush(naast_import *import)
{
    if (++import->unflushed < FLUSH_ROWS)
        return 0;
    import->unflushed = 0;
    return journal_flush(import->store);
}

/* Their sentences are kept with the import. */
static void give_faults(naast_import *import, naast_import_result *result)
{
    struct import_faults *faults = &import->faults;
    for (size_t k = 0; k < faults->count; k++)
        faults->given[k] = (naast_import_fault){faults->field[k], faults->failure[k].code, faults->failure[k].text};
    result->faults = faults->given;
    result->fault_count = faults->count;
    result->wrong = faults->field[0];
}

static void give_result(naast_import *import, const naast_import_result *found, int status, naast_import_result *result)
{
    naast_import_result own = status == 0 ? *found : (naast_import_result){0};
    own.fault_size = sizeof *own.faults;
    if (status != 0)
        give_faults(import, &own);
    SPEC_GIVE(naast_import_result, result, &own);
}

/* An earlier caller has fewer fields than there are, and a later one may have more, as long as they give nothing. */
static int take_fields(naast_import *import, const naast_import_row_spec *spec, const char *fields[NAAST_FIELD_COUNT])
{
    for (size_t k = 0; k < NAAST_FIELD_COUNT; k++)
        fields[k] = k < spec->field_count ? spec->fields[k] : NULL;
    for (size_t k = NAAST_FIELD_COUNT; k < spec->field_count; k++)
        if (spec->fields[k] != NULL && *spec->fields[k] != '\0')
            return FAIL(&import->store->env, MSG_SPEC_NEWER);
    return 0;
}

/* One that broke off earlier can only be ended. */
static int check_usable(naast_import *import)
{
    if (import->failed != 0)
        (void)FAIL(&import->store->env, MSG_IMPORT_ENDED, naast_status_code(import->failed));
    return import->failed;
}

static int finish_row(naast_import *import, int status)
{
    if (status == NAAST_BAD_DATA) {
        import->summary.bad++;
        return status;
    }
    if (status == 0)
        status = flush(import);
    import->failed = status;
    return status;
}

int naast_import_row(naast_import *import, const naast_import_row_spec *spec, naast_import_result *result)
{
    struct import_row row;
    naast_import_row_spec own;
    const char *fields[NAAST_FIELD_COUNT];
    int status = call_begin(import != NULL ? import->store : NULL, 1);
    if (status == 0)
        status = SPEC_TAKE(&import->store->env, naast_import_row_spec, &own, spec);
    if (status == 0 && own.fields == NULL)
        status = FAIL(&import->store->env, MSG_ARGUMENT_NULL);
    if (status == 0)
        status = SPEC_ROOM(&import->store->env, naast_import_result, result);
    if (status == 0)
        status = check_usable(import);
    if (status == 0)
        status = take_fields(import, &own, fields);
    if (status != 0)
        return status;
    import->summary.rows++;
    status = take_row(import, fields, &row);
    const naast_import_result found = row.result;
    import_row_free(import, &row);
    if (result != NULL && (status == 0 || status == NAAST_BAD_DATA))
        give_result(import, &found, status, result);
    return finish_row(import, status);
}

/* As a result of its own; NULL: no memory. */
static naast_import_summary *summary_of(const naast_import *import)
{
    struct env *env = &import->store->env;
    const size_t count = import->summary.total_count;
    naast_import_summary *summary = result_new(env, sizeof *summary);
    naast_import_total *totals = summary != NULL ? result_alloc(env, summary, count, sizeof *totals) : NULL;
    if (totals == NULL) {
        naast_free(summary);
        return NULL;
    }
    *summary = import->summary;
    for (size_t k = 0; k < count; k++)
        totals[k] = import->totals[k];
    summary->totals = totals;
    summary->total_size = sizeof *totals;
    return summary;
}

/* Ends what was written. */
static int end_writing(naast_import *import, int keep)
{
    naast_store *store = import->store;
    if (!keep || import->dry_run) {
        (void)write_end(store, NAAST_NOT_YET); /* any status but 0 undoes it; that it is undone is no failure */
        env_clear_failure(&store->env);
        return 0;
    }
    if (import->failed != 0)
        (void)FAIL(&store->env, MSG_IMPORT_ENDED, naast_status_code(import->failed));
    return write_end(store, import->failed);
}

int naast_import_end(naast_import *import, int keep, naast_import_summary **summary)
{
    if (import == NULL)
        return 0;
    naast_store *store = import->store;
    naast_import_summary *found = NULL;
    int status = call_begin(store, 1);
    if (status != 0)
        return status;
    if (summary != NULL && (found = summary_of(import)) == NULL)
        status = write_end(store, NAAST_NO_MEMORY);
    else
        status = end_writing(import, keep);
    if (status == 0 && summary != NULL)
        *summary = found;
    else
        naast_free(found);
    mem_free(&store->env, import->totals);
    alike_free(import);
    gone_free(import);
    naast_free(import);
    return status;
}
