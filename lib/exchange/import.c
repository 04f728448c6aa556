/* import.c: deals from elsewhere: one operation, row by row; a row that is wrong leaves nothing behind. */
#include "exchange/import.h"

#include "base/dates.h"
#include "base/memory.h"
#include "base/money.h"
#include "base/text.h"
#include "store/journal.h"

#include <string.h>

/* Rows between two times that the journal is written out: few enough to stay small, enough to be few. */
enum { FLUSH_ROWS = 256 };

const char *naast_import_field_code(naast_import_field field)
{
    static const char *const codes[NAAST_FIELD_COUNT] = {
        [NAAST_FIELD_TITLE] = "title",
        [NAAST_FIELD_ORG] = "org",
        [NAAST_FIELD_CONTACT] = "contact",
        [NAAST_FIELD_EMAIL] = "email",
        [NAAST_FIELD_OWNER] = "owner",
        [NAAST_FIELD_AMOUNT] = "amount",
        [NAAST_FIELD_CURRENCY] = "currency",
        [NAAST_FIELD_STAGE] = "stage",
        [NAAST_FIELD_OPENED] = "opened",
        [NAAST_FIELD_CLOSED] = "closed",
        [NAAST_FIELD_EXPECTED] = "expected",
        [NAAST_FIELD_SOURCE] = "source",
        [NAAST_FIELD_EXTERNAL_ID] = "external_id",
        [NAAST_FIELD_NOTE] = "note",
    };
    return (unsigned)field < NAAST_FIELD_COUNT ? codes[field] : NULL;
}

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

static int prepare(naast_import *import, const naast_import_spec *spec)
{
    struct env *env = &import->store->env;
    const char *format = spec->date_format ? spec->date_format : "%Y-%m-%d";
    if (spec->currency != NULL && naast_currency_decimals(spec->currency) < 0)
        return FAIL(env, MSG_IMPORT_CURRENCY, spec->currency);
    if (!date_format_valid(format))
        return FAIL(env, MSG_IMPORT_FORMAT, format);
    import->dry_run = spec->dry_run;
    import->currency = result_text(env, import, spec->currency);
    import->date_format = result_text(env, import, format);
    if (import->currency == NULL || import->date_format == NULL)
        return NAAST_NO_MEMORY;
    int status = keep_source(import, spec->source);
    return status == 0 ? import_meanings_prepare(import, spec, spec->pipeline) : status;
}

int naast_import_begin(naast_store *store, const naast_import_spec *spec, naast_import **out)
{
    env_clear_failure(&store->env);
    if (spec == NULL || spec->size < sizeof *spec)
        return FAIL(&store->env, MSG_SPEC_SIZE);
    if (store->depth > 0)
        return FAIL(&store->env, MSG_IMPORT_NESTED);
    naast_import *import = result_new(&store->env, sizeof *import);
    if (import == NULL)
        return NAAST_NO_MEMORY;
    import->store = store;
    int status = write_begin(store, OP_IMPORT);
    if (status == 0) {
        write_is_long(store);
        status = prepare(import, spec);
    }
    if (status != 0) {
        status = write_end(store, status);
        naast_free(import);
        return status;
    }
    *out = import;
    return 0;
}

/* The place of the row's currency among the totals; NULL: it has no amount, or is beyond those that are kept. */
static naast_money *total_of(naast_import_summary *summary, const struct import_row *row)
{
    const size_t room = sizeof summary->total / sizeof summary->total[0];
    if (row->amount.currency[0] == '\0')
        return NULL;
    for (size_t k = 0; k < room; k++) {
        naast_money *total = &summary->total[k];
        if (total->currency[0] == '\0' || text_equal(total->currency, row->amount.currency))
            return total;
    }
    return NULL;
}

/* Before anything is written: what cannot be summed here, the funnel could not hold either. */
static int check_total(naast_import *import, const struct import_row *row)
{
    int64_t sum;
    const naast_money *total = total_of(&import->summary, row);
    if (total != NULL && money_add(total->minor, row->amount.minor, &sum) != 0)
        return FAIL(&import->store->env, MSG_IMPORT_SUM, row->amount.currency);
    return 0;
}

static void count(naast_import_summary *summary, const struct import_row *row)
{
    const char *outcome = row->meaning->outcome;
    naast_money *total = total_of(summary, row);
    if (total != NULL) {
        total->minor += row->amount.minor;
        memcpy(total->currency, row->amount.currency, sizeof total->currency);
    }
    summary->added++;
    summary->orgs += row->made_org;
    summary->people += row->made_person;
    summary->no_org += row->text[NAAST_FIELD_ORG] == NULL;
    summary->no_amount += row->amount.currency[0] == '\0';
    summary->no_opened += row->opened == 0;
    summary->open += *outcome == '\0';
    summary->won += text_equal(outcome, "won");
    summary->ended += *outcome != '\0' && !text_equal(outcome, "won");
}

/* A savepoint for each row: what a row that turns out wrong had made already goes with it. */
static int add_row(naast_import *import, struct import_row *row, naast_import_field *wrong)
{
    *wrong = NAAST_FIELD_AMOUNT;
    int status = check_total(import, row);
    if (status != 0)
        return status;
    status = write_begin(import->store, OP_IMPORT);
    if (status == 0)
        status = import_row_write(import, row, wrong);
    status = write_end(import->store, status);
    if (status == 0)
        count(&import->summary, row);
    return status;
}

static int flush(naast_import *import)
{
    if (++import->unflushed < FLUSH_ROWS)
        return 0;
    import->unflushed = 0;
    return journal_flush(import->store);
}

int naast_import_row(naast_import *import, const char *const fields[NAAST_FIELD_COUNT], naast_import_field *wrong)
{
    struct import_row row;
    naast_import_field fault = NAAST_FIELD_TITLE;
    env_clear_failure(&import->store->env);
    if (import->failed != 0) {
        (void)FAIL(&import->store->env, MSG_IMPORT_ENDED, naast_status_code(import->failed));
        return import->failed;
    }
    import->summary.rows++;
    int status = import_row_read(import, fields, &row, &fault);
    if (status == 0 && row.is_known)
        import->summary.known++;
    else if (status == 0)
        status = add_row(import, &row, &fault);
    import_row_free(import, &row);
    if (status == NAAST_BAD_DATA) {
        import->summary.bad++;
        if (wrong != NULL)
            *wrong = fault;
        return status;
    }
    if (status == 0)
        status = flush(import);
    import->failed = status;
    return status;
}

int naast_import_end(naast_import *import, int keep, naast_import_summary *summary)
{
    int status;
    if (import == NULL)
        return 0;
    naast_store *store = import->store;
    env_clear_failure(&store->env);
    if (!keep || import->dry_run) {
        (void)write_end(store, NAAST_NOT_YET); /* any status but 0 undoes it; that it is undone is no failure */
        env_clear_failure(&store->env);
        status = 0;
    } else if (import->failed != 0) {
        (void)FAIL(&store->env, MSG_IMPORT_ENDED, naast_status_code(import->failed));
        status = write_end(store, import->failed);
    } else {
        status = write_end(store, 0);
    }
    if (status == 0 && summary != NULL)
        *summary = import->summary;
    naast_free(import);
    return status;
}
