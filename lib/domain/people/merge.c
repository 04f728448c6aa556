/*
 * merge.c: two organisations or two people that turn out to be one. The one that goes says into whom; whatever referred
 * to it refers to the other from then on, so that reads and gates see one. What is only ever written (transitions), and
 * tasks and activities, which belong to whom they were noted for, keep what they say, and readers follow.
 */
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "domain/common/input.h"
#include "domain/common/rows.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <string.h>

/* Where one is referred to, and which count of the result that goes into. */
struct reference {
    const struct rec_table *table;
    int column;
    int as;       /* where it is kept who they were when it was written; 0: nowhere */
    size_t count; /* offset in naast_merged */
    const char *sql;
};

/* What a kind that can be merged is. */
struct kind {
    const struct rec_table *table;
    char letter;
    int (*read)(naast_store *, naast_id, struct row *);
    int is_void, merged, note;
    const char *merged_sql; /* those that went into this one before */
    const struct reference *references;
};

#define COUNTS(member) offsetof(naast_merged, member)
static const struct reference to_orgs[] = {
    {&table_deal, DEAL_ORG, 0, COUNTS(deals), "SELECT id, 0 FROM naast_deal WHERE org = ?1"},
    {&table_person, PERSON_ORG, 0, COUNTS(people), "SELECT id, 0 FROM naast_person WHERE org = ?1"},
    {NULL, 0, 0, 0, NULL},
};
static const struct reference to_people[] = {
    {&table_deal, DEAL_CONTACT, 0, COUNTS(deals), "SELECT id, 0 FROM naast_deal WHERE contact = ?1"},
    {&table_deal, DEAL_TOLD, 0, COUNTS(deals), "SELECT id, 0 FROM naast_deal WHERE told = ?1"},
    {&table_evidence, EVIDENCE_SAID_BY, EVIDENCE_SAID_AS, COUNTS(items),
     "SELECT id, said_as IS NULL FROM naast_evidence WHERE said_by = ?1"},
    {&table_evidence, EVIDENCE_WORD_BY, EVIDENCE_WORD_AS, COUNTS(items),
     "SELECT id, word_as IS NULL FROM naast_evidence WHERE word_by = ?1"},
    {&table_evidence, EVIDENCE_PERSON, EVIDENCE_PERSON_AS, COUNTS(items),
     "SELECT id, person_as IS NULL FROM naast_evidence WHERE person = ?1"},
    {&table_evidence, EVIDENCE_SETTLED_BY, 0, COUNTS(items), "SELECT id, 0 FROM naast_evidence WHERE settled_by = ?1"},
    {&table_word, WORD_PERSON, WORD_GIVEN_AS, COUNTS(words),
     "SELECT id, given_as IS NULL FROM naast_word WHERE person = ?1"},
    {NULL, 0, 0, 0, NULL},
};
static const struct kind kind_org = {
    &table_org, 'O', org_read, ORG_VOID, ORG_MERGED, ORG_NOTE, "SELECT id, 0 FROM naast_org WHERE merged = ?1", to_orgs,
};
static const struct kind kind_person = {
    &table_person,
    'P',
    person_read,
    PERSON_VOID,
    PERSON_MERGED,
    PERSON_NOTE,
    "SELECT id, 0 FROM naast_person WHERE merged = ?1",
    to_people,
};

struct merge {
    naast_store *store;
    const struct kind *kind;
    naast_id from, into;
    int dry_run;
    struct row gone, kept;
    struct buffer note; /* of the one that stays */
    naast_merged *result;
};

/* ---- references ---- */

struct found {
    int64_t id;
    int is_first; /* no merge has made somebody else of them before */
};
struct ids {
    struct found *row;
    size_t count, capacity;
};

static int ids_read(naast_store *store, const char *sql, naast_id of, struct ids *ids)
{
    struct query query;
    int status = query_open(&query, store, sql, "i", of);
    while (status == 0 && (status = query_next(&query)) > 0) {
        status = mem_reserve(&store->env, &ids->row, &ids->capacity, ids->count + 1, sizeof *ids->row);
        if (status == 0)
            ids->row[ids->count++] = (struct found){query_int(&query, 0), query_int(&query, 1) != 0};
    }
    query_close(&query);
    return status;
}

/* One column of a row, whose others do not matter to what follows from it; and `as`, unless 0: who it was. */
static int point(const struct merge *merge, const struct rec_table *table, int64_t id, int column, int as, naast_id was)
{
    struct rec_value old[REC_COLUMNS_MAX] = {{0}}, now[REC_COLUMNS_MAX] = {{0}};
    uint64_t mask = 0;
    old[0] = now[0] = rec_int(id);
    old[column] = now[column] = rec_int(was);
    if (was != merge->into)
        column_set(now, &mask, column, rec_int(merge->into));
    if (as != 0)
        column_set(now, &mask, as, rec_int(was));
    return rec_update(merge->store, table, id, old, now, mask);
}

static int follow(const struct merge *merge, const struct reference *to, int64_t *count)
{
    struct ids ids = {0};
    int status = ids_read(merge->store, to->sql, merge->from, &ids);
    for (size_t k = 0; status == 0 && !merge->dry_run && k < ids.count; k++)
        status = point(merge, to->table, ids.row[k].id, to->column, ids.row[k].is_first ? to->as : 0, merge->from);
    if (status == 0)
        *count += (int64_t)ids.count;
    mem_free(&merge->store->env, ids.row);
    return status;
}

/* What the one that stays has said so far was said by themselves alone. */
static int keep_apart(const struct merge *merge, const struct reference *to)
{
    struct ids ids = {0};
    int status = to->as != 0 && !merge->dry_run ? ids_read(merge->store, to->sql, merge->into, &ids) : 0;
    for (size_t k = 0; status == 0 && k < ids.count; k++)
        if (ids.row[k].is_first)
            status = point(merge, to->table, ids.row[k].id, to->column, to->as, merge->into);
    mem_free(&merge->store->env, ids.row);
    return status;
}

static int follow_all(const struct merge *merge)
{
    const struct reference merged = {merge->kind->table, merge->kind->merged, 0, 0, merge->kind->merged_sql};
    int64_t others = 0;
    int status = follow(merge, &merged, &others);
    for (const struct reference *to = merge->kind->references; status == 0 && to->table != NULL; to++) {
        status = keep_apart(merge, to);
        if (status == 0)
            status = follow(merge, to, (int64_t *)(void *)((char *)merge->result + to->count));
    }
    return status;
}

/* ---- the two rows ---- */

static void note_add(struct merge *merge, const char *text)
{
    if (*text == '\0')
        return;
    buffer_text(&merge->note, merge->note.len > 0 ? "\n" : "");
    buffer_text(&merge->note, text);
}

/* What the one that stays lacks comes from the other; an address that it has another one of goes into the note. */
static void take_over_person(struct merge *merge, struct rec_value now[], uint64_t *mask)
{
    const struct row *gone = &merge->gone, *kept = &merge->kept;
    if (kept->value[PERSON_EMAIL].type == 0) {
        column_set(now, mask, PERSON_EMAIL, gone->value[PERSON_EMAIL]);
        column_set(now, mask, PERSON_EMAIL_FOLDED, gone->value[PERSON_EMAIL_FOLDED]);
    } else if (strcmp(row_text(kept, PERSON_EMAIL_FOLDED), row_text(gone, PERSON_EMAIL_FOLDED)) != 0) {
        note_add(merge, row_text(gone, PERSON_EMAIL));
    }
    if (kept->value[PERSON_ORG].type == 0)
        column_set(now, mask, PERSON_ORG, gone->value[PERSON_ORG]);
    if (row_int(gone, PERSON_NO_CONTACT) != 0)
        column_set(now, mask, PERSON_NO_CONTACT, rec_int(1));
}

static int stay(struct merge *merge)
{
    struct rec_value now[REC_COLUMNS_MAX];
    uint64_t mask = 0;
    memcpy(now, merge->kept.value, sizeof now);
    note_add(merge, row_text(&merge->kept, merge->kind->note));
    if (merge->kind == &kind_person)
        take_over_person(merge, now, &mask);
    if (strcmp(row_text(&merge->gone, merge->kind->note), row_text(&merge->kept, merge->kind->note)) != 0)
        note_add(merge, row_text(&merge->gone, merge->kind->note));
    if (merge->note.status != 0)
        return merge->note.status;
    if (merge->note.len > NOTE_BYTES)
        return FAIL(&merge->store->env, MSG_MERGE_NOTES, short_id(merge->kind->letter, merge->into).text);
    column_set(now, &mask, merge->kind->note, rec_text(merge->note.len > 0 ? merge->note.data : ""));
    return rec_update(merge->store, merge->kind->table, merge->into, merge->kept.value, now, mask);
}

static int go(const struct merge *merge)
{
    struct rec_value now[REC_COLUMNS_MAX];
    uint64_t mask = 0;
    memcpy(now, merge->gone.value, sizeof now);
    column_set(now, &mask, merge->kind->is_void, rec_int(1));
    column_set(now, &mask, merge->kind->merged, rec_int(merge->into));
    return rec_update(merge->store, merge->kind->table, merge->from, merge->gone.value, now, mask);
}

static int read_both(struct merge *merge)
{
    const char letter = merge->kind->letter;
    if (merge->from == merge->into)
        return FAIL(&merge->store->env, MSG_MERGE_ITSELF, short_id(letter, merge->from).text);
    int status = merge->kind->read(merge->store, merge->from, &merge->gone);
    if (status == 0)
        status = merge->kind->read(merge->store, merge->into, &merge->kept);
    if (status == 0 && merge->kind == &kind_person)
        merge->result->orgs_differ = row_int(&merge->gone, PERSON_ORG) != 0 && row_int(&merge->kept, PERSON_ORG) != 0 &&
                                     row_int(&merge->gone, PERSON_ORG) != row_int(&merge->kept, PERSON_ORG);
    return status;
}

/* That it went comes first: a reference that is written once follows only whom it sees going. */
static int run(struct merge *merge)
{
    int status = read_both(merge);
    if (status == 0 && !merge->dry_run)
        status = go(merge);
    if (status == 0 && !merge->dry_run)
        status = stay(merge);
    return status == 0 ? follow_all(merge) : status;
}

static int run_in_transaction(struct merge *merge)
{
    if (merge->dry_run) {
        int status = read_begin(merge->store);
        if (status == 0)
            status = run(merge);
        return read_end(merge->store, status);
    }
    int status = write_begin(merge->store, OP_MERGE);
    if (status == 0)
        status = run(merge);
    return write_end(merge->store, status);
}

int naast_merge(naast_store *store, const naast_merge_spec *spec, naast_merged **out)
{
    naast_merge_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_merge_spec, &own, spec);
    if (status == 0 && own.root != NAAST_ROOT_ORG && own.root != NAAST_ROOT_PERSON)
        status = FAIL(&store->env, MSG_MERGE_ROOT);
    if (status != 0)
        return status;
    struct merge merge = {.store = store, .from = own.from, .into = own.into, .dry_run = own.dry_run != 0};
    merge.kind = own.root == NAAST_ROOT_ORG ? &kind_org : &kind_person;
    merge.result = result_new(&store->env, sizeof *merge.result);
    if (merge.result == NULL)
        return NAAST_NO_MEMORY;
    buffer_init(&merge.note, &store->env);
    status = run_in_transaction(&merge);
    row_free(&merge.gone);
    row_free(&merge.kept);
    buffer_free(&merge.note);
    if (status == 0 && out != NULL)
        *out = merge.result;
    else
        naast_free(merge.result);
    return status;
}
