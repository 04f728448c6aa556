/* deal_read.c: one row from elsewhere: its texts checked and turned into the values of a deal, before anything is
 * written. */
#include "naast-exchange.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "base/values/dates.h"
#include "base/values/money.h"
#include "exchange/import/import.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <string.h>

enum { NOTE_BYTES = 64 * 1024, FIELD_BYTES = 300 };

int import_row_fault(naast_import *import, int status)
{
    struct env *env = &import->store->env;
    return status == NAAST_INVALID ? FAIL(env, MSG_IMPORT_FIELD, env->failure.text) : status;
}

/* What the row gives for a field, else what holds for the whole file; "" for nothing. */
static const char *given(const struct import_row *row, naast_import_field field, const char *otherwise)
{
    return row->text[field] != NULL ? row->text[field] : otherwise;
}

/* A name or a note says something; signs are enough for where a deal came from, and for its number elsewhere. */
static int rules_of(naast_import_field field)
{
    switch (field) {
    case NAAST_FIELD_NOTE:
        return TEXT_LINES | TEXT_SPEAKS;
    case NAAST_FIELD_TITLE:
    case NAAST_FIELD_NAME:
    case NAAST_FIELD_ORG:
    case NAAST_FIELD_CONTACT:
    case NAAST_FIELD_OWNER:
        return TEXT_LINE | TEXT_SPEAKS;
    default:
        return TEXT_LINE;
    }
}

/* "" becomes NULL. */
static int clean_field(naast_import *import, const char *const fields[], naast_import_field field,
                       struct import_row *row)
{
    char *text = NULL;
    if (fields[field] == NULL || *fields[field] == '\0')
        return 0;
    int status = text_clean(&import->store->env, naast_import_field_code(field), fields[field],
                            field == NAAST_FIELD_NOTE ? NOTE_BYTES : FIELD_BYTES, rules_of(field), &text);
    if (status == 0 && *text != '\0')
        row->text[field] = text;
    else
        mem_free(&import->store->env, text);
    return import_row_fault(import, status);
}

int import_row_clean(naast_import *import, const char *const fields[NAAST_FIELD_COUNT], struct import_row *out)
{
    int status = 0;
    *out = (struct import_row){0};
    for (int k = 0; status == 0 && k < NAAST_FIELD_COUNT; k++) {
        const naast_import_field field = (naast_import_field)k;
        if (naast_import_takes(import->kind, field))
            status = import_fault_keep(import, clean_field(import, fields, field, out), field);
    }
    return status;
}

/* The row's currency as three capitals. */
static int read_currency(naast_import *import, struct import_row *row, char out[4])
{
    const char *text = given(row, NAAST_FIELD_CURRENCY, import->currency);
    size_t len = 0;
    for (; len < 3 && text[len] != '\0'; len++)
        out[len] = text[len] >= 'a' && text[len] <= 'z' ? (char)(text[len] - ('a' - 'A')) : text[len];
    out[len] = '\0';
    if (*text != '\0' && (text[len] != '\0' || money_decimals(out) < 0))
        return FAIL(&import->store->env, MSG_IMPORT_ROW_CURRENCY, text);
    return 0;
}

static int scan_amount(naast_import *import, const char *text, const char *currency, naast_money *out)
{
    if (money_scan(text, currency, import->decimal, import->grouping, out) != 0)
        return FAIL(&import->store->env, MSG_IMPORT_AMOUNT, text, currency);
    return 0;
}

/* How an amount is written depends on its currency. */
static int read_amount(naast_import *import, struct import_row *row)
{
    const char *text = row->text[NAAST_FIELD_AMOUNT];
    char currency[4];
    int status = read_currency(import, row, currency);
    if (status == 0 && text != NULL && *currency == '\0')
        status = FAIL(&import->store->env, MSG_IMPORT_NO_CURRENCY, text);
    status = import_fault_keep(import, status, NAAST_FIELD_CURRENCY);
    if (status != 0 || text == NULL || import_is_faulty(import, NAAST_FIELD_CURRENCY))
        return status;
    return import_fault_keep(import, scan_amount(import, text, currency, &row->amount), NAAST_FIELD_AMOUNT);
}

/* Tomorrow is let through: it may be that day already where the file was written. */
static int read_past(naast_import *import, const char *text, naast_date *out, naast_time *at)
{
    int status = import_moment_read(import, text, out, at);
    if (status == 0 && *out > naast_date_add(env_today(&import->store->env), 1))
        status = FAIL(&import->store->env, MSG_IMPORT_FUTURE, text);
    if (status != 0)
        *out = 0;
    return status;
}

static int check_closed(naast_import *import, const struct import_row *row)
{
    char closed[11], opened[11];
    date_format(row->closed, closed);
    date_format(row->opened, opened);
    if (row->closed != 0 && *row->outcome == '\0')
        return FAIL(&import->store->env, MSG_IMPORT_CLOSED_OPEN, closed);
    if (row->closed != 0 && row->closed < row->opened)
        return FAIL(&import->store->env, MSG_IMPORT_CLOSED_FIRST, closed, opened);
    return 0;
}

/* One date for two: what it says depends on whether the deal ended. A field of its own goes before it. */
static int read_closes(naast_import *import, struct import_row *row)
{
    const char *closes = row->text[NAAST_FIELD_CLOSES];
    const int has_closed = row->text[NAAST_FIELD_CLOSED] != NULL,
              has_expected = row->text[NAAST_FIELD_EXPECTED] != NULL;
    naast_date either;
    naast_time at;
    if (row->outcome == NULL)
        return has_closed || has_expected ? 0 : import_moment_read(import, closes, &either, &at);
    if (*row->outcome != '\0')
        return has_closed ? 0 : read_past(import, closes, &row->closed, &at);
    return has_expected ? 0 : import_moment_read(import, closes, &row->expected, &at);
}

static int read_dates(naast_import *import, struct import_row *row)
{
    char *const *text = row->text;
    const naast_import_field closing =
        text[NAAST_FIELD_CLOSED] == NULL && text[NAAST_FIELD_CLOSES] != NULL ? NAAST_FIELD_CLOSES : NAAST_FIELD_CLOSED;
    naast_time at;
    int status = read_past(import, text[NAAST_FIELD_OPENED], &row->opened, &row->opened_at);
    status = import_fault_keep(import, status, NAAST_FIELD_OPENED);
    if (status == 0)
        status = import_fault_keep(import, import_moment_read(import, text[NAAST_FIELD_EXPECTED], &row->expected, &at),
                                   NAAST_FIELD_EXPECTED);
    if (status == 0)
        status = import_fault_keep(import, read_past(import, text[NAAST_FIELD_CLOSED], &row->closed, &at),
                                   NAAST_FIELD_CLOSED);
    if (status == 0)
        status = import_fault_keep(import, read_closes(import, row), NAAST_FIELD_CLOSES);
    if (status == 0 && row->outcome != NULL)
        status = import_fault_keep(import, check_closed(import, row), closing);
    return status;
}

/* A deal without a title of its own is named after what is known of it. */
static int default_title(naast_import *import, struct import_row *row)
{
    static const naast_import_field after[] = {NAAST_FIELD_ORG, NAAST_FIELD_EXTERNAL_ID, NAAST_FIELD_CONTACT,
                                               NAAST_FIELD_EMAIL};
    const char *name = NULL;
    if (row->text[NAAST_FIELD_TITLE] != NULL)
        return 0;
    for (size_t k = 0; name == NULL && k < sizeof after / sizeof after[0]; k++)
        if (row->text[after[k]] != NULL && text_says_something(row->text[after[k]]))
            name = row->text[after[k]];
    if (name == NULL && import->faults.count > 0)
        return 0; /* what is wrong may be the name */
    if (name == NULL)
        return FAIL(&import->store->env, MSG_IMPORT_NAMELESS);
    char *copy = mem_resize(&import->store->env, NULL, strlen(name) + 1, 1);
    if (copy == NULL)
        return NAAST_NO_MEMORY;
    row->text[NAAST_FIELD_TITLE] = strcpy(copy, name);
    return 0;
}

static int find_known(naast_import *import, struct import_row *row)
{
    const char *external_id = row->text[NAAST_FIELD_EXTERNAL_ID];
    int status = 0;
    if (external_id != NULL)
        status =
            sql_int(import->store, &row->result.id,
                    "SELECT id FROM naast_deal WHERE external_id = CAST(?1 AS TEXT) AND void = 0", "t", external_id);
    row->is_known = row->result.id != 0;
    return status;
}

int import_deal_read(naast_import *import, struct import_row *row)
{
    int status = find_known(import, row);
    if (status != 0 || row->is_known)
        return status;
    status = import_fault_keep(import, default_title(import, row), NAAST_FIELD_TITLE);
    if (status == 0)
        status = read_amount(import, row);
    if (status == 0)
        status = import_meaning_read(import, row);
    if (status == 0)
        status = read_dates(import, row);
    return status;
}

void import_row_free(naast_import *import, struct import_row *row)
{
    for (int field = 0; field < NAAST_FIELD_COUNT; field++)
        mem_free(&import->store->env, row->text[field]);
    *row = (struct import_row){0};
}
