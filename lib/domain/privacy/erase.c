/* erase.c: people, and what single things say, erased: which columns go, and what stays in their place. */
#include "domain/privacy/erase.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/input.h"
#include "domain/common/references.h"
#include "domain/common/rows.h"
#include "domain/privacy/data_subject.h"
#include "domain/privacy/mentions.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/erase/erase.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/history/history.h"
#include "store/record/journal.h"
#include "store/session/transaction.h"

#include <string.h>

enum { ERASE_BECAUSE_BYTES = 1000 };

#define BIT(column) (UINT64_C(1) << (column))

/* ---- one row ---- */

/* Takes the columns of mask away. `fix` (may be NULL) says what else becomes of the row. */
static int erase_columns(struct erasing *erasing, struct thing thing, uint64_t mask,
                         void (*fix)(struct thing thing, struct rec_value now[], const void *context),
                         const void *context)
{
    struct rec_value old[REC_COLUMNS_MAX], now[REC_COLUMNS_MAX];
    naast_store *store = erasing->store;
    int there = 0;
    void *memory = result_new(&store->env, 1);
    if (memory == NULL)
        return NAAST_NO_MEMORY;
    int status = history_row_now(store, thing.table, thing.row, memory, old, &there);
    if (status == 0 && there) {
        memcpy(now, old, sizeof now);
        for (int k = 1; k < thing.table->columns; k++)
            if (mask >> k & 1)
                now[k] = rec_null();
        if (fix != NULL)
            fix(thing, now, context);
        status = erase_row(erasing, thing.table, thing.row, old, now);
    }
    naast_free(memory);
    return status;
}

static void mark_redacted(struct thing thing, struct rec_value now[], const void *context)
{
    (void)thing;
    (void)context;
    now[EVIDENCE_REDACTED] = rec_int(1);
}

/* ---- a person ---- */

/* What replaces a name; no text of the journal is taken for one. */
struct number_name {
    char name[40], folded[40];
};

static void name_by_number(struct thing thing, struct rec_value now[], const void *context)
{
    const struct number_name *number = context;
    (void)thing;
    now[PERSON_NAME] = rec_text(number->name);
    now[PERSON_FOLDED] = rec_text(number->folded);
    now[PERSON_NO_CONTACT] = rec_int(1);
}

static int erase_own_row(struct erasing *erasing, struct thing thing)
{
    struct number_name number;
    memcpy(number.name, short_id('P', thing.row).text, sizeof number.name);
    memcpy(number.folded, short_id('p', thing.row).text, sizeof number.folded);
    return erase_columns(erasing, thing, rec_personal_columns(&table_person), name_by_number, &number);
}

static int erase_subject_row(struct erasing *erasing, const struct subject_row *row)
{
    const uint64_t mask = subject_columns(row);
    if (mask == 0)
        return 0;
    if (row->thing.table == &table_person)
        return erase_own_row(erasing, row->thing);
    const int whole = row->thing.table == &table_evidence && (mask & BIT(EVIDENCE_TEXT)) != 0;
    return erase_columns(erasing, row->thing, mask, whole ? mark_redacted : NULL, NULL);
}

static int erase_subject(struct erasing *erasing, const struct subject *subject)
{
    int status = 0;
    erasing->erasure = 0;
    erasing->whole = 1;
    erasing->subject_table = &table_person;
    erasing->subject_row = subject->people[0];
    for (size_t k = 0; status == 0 && k < subject->count; k++)
        status = erase_subject_row(erasing, &subject->rows[k]);
    return status;
}

static int check_reason(const struct names *names, naast_id person, const char *because)
{
    const int named = names_stand_in(names, because);
    return named == 1 ? FAIL(&names->store->env, MSG_ERASE_NAMES, short_id('P', person).text) : named;
}

/* Mentions of several people are one after the other. */
static int add_mentions(const struct names *names, const struct subject *subject, naast_erasure *out)
{
    const naast_mention *more = NULL;
    size_t count = 0;
    int status = mentions_find(names, subject, out, &more, &count);
    if (status != 0 || count == 0)
        return status;
    naast_mention *all = result_alloc(&names->store->env, out, out->mention_count + count, sizeof *all);
    if (all == NULL)
        return NAAST_NO_MEMORY;
    if (out->mention_count > 0)
        memcpy(all, out->mentions, out->mention_count * sizeof *all);
    memcpy(all + out->mention_count, more, count * sizeof *all);
    out->mentions = all;
    out->mention_count += count;
    out->mention_size = sizeof *all;
    return 0;
}

int erase_person(struct erasing *erasing, naast_id person, naast_erasure *out)
{
    struct subject subject;
    struct names names = {.store = erasing->store};
    int status = held_subject_read(erasing->store, &person, 1, &subject);
    if (status == 0 && out != NULL)
        status = names_of(&subject, &names);
    if (status == 0 && out != NULL)
        status = check_reason(&names, subject.people[0], erasing->because);
    if (status == 0)
        status = erase_subject(erasing, &subject);
    if (status == 0 && names.count > 0)
        status = add_mentions(&names, &subject, out);
    names_free(&names);
    held_subject_free(&subject);
    return status;
}

/* ---- what one thing says ---- */

/* Names, titles and addresses stay as they are now: what they were before goes. */
static uint64_t redacted_columns(const struct rec_table *table)
{
    uint64_t kept = 0;
    if (table == &table_deal)
        kept = BIT(DEAL_TITLE) | BIT(DEAL_FOLDED);
    else if (table == &table_org)
        kept = BIT(ORG_NAME) | BIT(ORG_FOLDED);
    else if (table == &table_person)
        kept = BIT(PERSON_NAME) | BIT(PERSON_FOLDED) | BIT(PERSON_EMAIL) | BIT(PERSON_EMAIL_FOLDED);
    return rec_personal_columns(table) & ~kept;
}

/* What goes along: words on an item, the reasons of a deal's moves and waivers. */
static int erase_along(struct erasing *erasing, const struct rec_table *table, const char *sql, int64_t from,
                       int64_t until, int64_t of)
{
    struct query query;
    int more = 0;
    int status = query_open(&query, erasing->store, sql, "iii", from, until, of);
    while (status == 0 && (more = query_next(&query)) == 1)
        status = erase_columns(erasing, (struct thing){table, query_int(&query, 0)}, rec_personal_columns(table), NULL,
                               NULL);
    query_close(&query);
    return status == 0 ? more : status;
}

static int erase_words_on(struct erasing *erasing, int64_t item)
{
    const int64_t deal = child_parent(item);
    return erase_along(erasing, &table_word, "SELECT id FROM naast_word WHERE id BETWEEN ?1 AND ?2 AND item = ?3",
                       child_key(deal, 1), child_key(deal, CHILD_MAX), child_number(item));
}

static int erase_reasons(struct erasing *erasing, int64_t deal)
{
    const int64_t from = child_key(deal, 1), until = child_key(deal, CHILD_MAX);
    int status =
        erase_along(erasing, &table_transition,
                    "SELECT id FROM naast_transition WHERE id BETWEEN ?1 AND ?2 AND deal = ?3", from, until, deal);
    if (status == 0)
        status = erase_along(erasing, &table_waiver,
                             "SELECT id FROM naast_waiver WHERE id BETWEEN ?1 AND ?2 AND id" SQL_PARENT "= ?3", from,
                             until, deal);
    return status;
}

/* Of an operation that erased several subjects, each reason. */
static int erase_erasures(struct erasing *erasing, int64_t row)
{
    return erase_along(erasing, &table_erasure,
                       "SELECT id FROM naast_erasure WHERE operation BETWEEN ?1 AND ?2 AND operation = ?3", 0,
                       INT64_MAX, row);
}

int erase_thing(struct erasing *erasing, struct thing thing)
{
    int64_t operation = 0;
    int status = 0;
    erasing->erasure = 0;
    erasing->whole = 0;
    erasing->subject_table = thing.table;
    erasing->subject_row = thing.row;
    if (thing.table == &table_erasure) {
        status =
            sql_int(erasing->store, &operation, "SELECT operation FROM naast_erasure WHERE id = ?1", "i", thing.row);
        return status == 0 ? erase_erasures(erasing, operation) : status;
    }
    status = erase_columns(erasing, thing, redacted_columns(thing.table),
                           thing.table == &table_evidence ? mark_redacted : NULL, NULL);
    if (status == 0 && thing.table == &table_evidence)
        status = erase_words_on(erasing, thing.row);
    if (status == 0 && thing.table == &table_deal)
        status = erase_reasons(erasing, thing.row);
    return status;
}

/* ---- around it ---- */

static int begin(struct erase_run *run)
{
    struct journal_head head;
    naast_store *store = run->store;
    write_is_long(store);
    int status = journal_head_read(store, &head);
    run->erasing.operation = head.seq + 1;
    if (status == 0 && run->spec != NULL)
        status = field_clean(store, MSG_FIELD_BECAUSE, run->spec->because, ERASE_BECAUSE_BYTES,
                             TEXT_LINES | TEXT_SPEAKS, &run->because);
    if (status == 0 && run->spec != NULL && (run->because == NULL || *run->because == '\0'))
        status = FAIL(&store->env, MSG_ERASE_BECAUSE);
    run->erasing.because = run->because;
    return status;
}

static int write(struct erase_run *run)
{
    int status = write_begin(run->store, run->operation);
    if (status == 0)
        status = begin(run);
    if (status == 0)
        status = run->erase(run);
    if (status == 0)
        status = erase_finish(&run->erasing);
    const int dry = status == 0 && run->spec != NULL && run->spec->dry_run;
    status = write_end(run->store, dry ? NAAST_NOT_YET : status); /* any status but 0 takes it back */
    if (!dry)
        return status;
    env_clear_failure(&run->store->env);
    return 0;
}

/* What was erased is erased: a file that cannot be rewritten now is reported, and is no failure. */
static void clean_files(struct erase_run *run)
{
    struct cleansing cleansing = {.state = CLEANSED};
    if (run->erasing.rows == 0 || (run->spec != NULL && run->spec->dry_run))
        return;
    if (cleanse(run->store, &run->erasing.texts, &cleansing) != 0)
        cleansing.state = CLEANSE_NOT_DONE;
    run->result->state = (naast_erasure_state)cleansing.state;
    run->result->remain = cleansing.remain;
}

_Static_assert((int)CLEANSED == (int)NAAST_ERASURE_GONE && (int)CLEANSE_IN_WRITE == (int)NAAST_ERASURE_IN_OPERATION &&
                   (int)CLEANSE_BY_READER == (int)NAAST_ERASURE_BY_READER &&
                   (int)CLEANSE_NOT_DONE == (int)NAAST_ERASURE_NOT_DONE &&
                   (int)CLEANSE_STILL_THERE == (int)NAAST_ERASURE_STILL_THERE &&
                   (int)CLEANSE_NOTHING == (int)NAAST_ERASURE_NOTHING,
               "as the store has them");

int erase_run(struct erase_run *run, naast_erasure **out)
{
    naast_store *store = run->store;
    if (store->depth > 0) /* what is gathered of an operation would be written after it was erased */
        return FAIL(&store->env, MSG_IN_OPERATION);
    run->result = result_new(&store->env, sizeof *run->result);
    if (run->result == NULL)
        return NAAST_NO_MEMORY;
    erasing_init(&run->erasing, store);
    int status = write(run);
    if (status == 0) {
        clean_files(run);
        run->result->rows = run->erasing.rows;
        run->result->parts = run->erasing.parts;
    }
    erasing_free(&run->erasing);
    mem_free(&store->env, run->because);
    if (status == 0 && out != NULL)
        *out = run->result;
    else
        naast_free(run->result);
    return status;
}

static int erase_people(struct erase_run *run)
{
    const naast_id *people = run->given;
    int status = run->count > 0 ? 0 : FAIL(&run->store->env, MSG_ERASE_NOBODY);
    for (size_t k = 0; status == 0 && k < run->count; k++)
        status = erase_person(&run->erasing, people[k], run->result);
    return status;
}

int naast_people_erase(naast_store *store, const naast_id *people, size_t count, const naast_erase_spec *spec,
                       naast_erasure **out)
{
    naast_erase_spec own;
    struct erase_run run = {
        .store = store, .operation = OP_ERASE, .spec = &own, .erase = erase_people, .given = people, .count = count};
    int status = call_begin(store, people != NULL || count == 0);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_erase_spec, &own, spec);
    return status == 0 ? erase_run(&run, out) : status;
}

static int redact(struct erase_run *run)
{
    struct thing thing;
    int status = thing_parse(run->store, run->given, &thing);
    return status == 0 ? erase_thing(&run->erasing, thing) : status;
}

int naast_redact(naast_store *store, const char *what, const naast_erase_spec *spec, naast_erasure **out)
{
    naast_erase_spec own;
    struct erase_run run = {.store = store, .operation = OP_REDACT, .spec = &own, .erase = redact, .given = what};
    int status = call_begin(store, what != NULL);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_erase_spec, &own, spec);
    return status == 0 ? erase_run(&run, out) : status;
}
