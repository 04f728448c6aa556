/* mentions.c: every text of the journal is folded and looked at once, for whole names, addresses and parts of names. */
#include "domain/privacy/mentions.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/references.h"
#include "domain/common/rows.h"
#include "domain/privacy/data_subject.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/history/history.h"
#include "store/record/journal.h"
#include "store/record/journal_body.h"

#include <string.h>

static const char by_name[] = "name", by_email[] = "email", by_part[] = "part";
enum { PART_LEAST = 3 };

/* ---- what is looked for ---- */

static int add_name(struct names *names, const char *text, size_t len, const char *by)
{
    struct env *env = &names->store->env;
    if (len == 0)
        return 0;
    int status = mem_reserve(env, &names->name, &names->capacity, names->count + 1, sizeof *names->name);
    if (status != 0)
        return status;
    char *own = mem_zero(env, len + 1, 1);
    if (own == NULL)
        return NAAST_NO_MEMORY;
    memcpy(own, text, len);
    names->name[names->count++] = (struct name){own, by};
    return 0;
}

/* The first word of a name, and the last. */
static int add_parts(struct names *names, const char *folded)
{
    const char *last = strrchr(folded, ' ');
    const size_t first = strcspn(folded, " ");
    int status = 0;
    if (last == NULL)
        return 0;
    if (first >= PART_LEAST)
        status = add_name(names, folded, first, by_part);
    if (status == 0 && strlen(last + 1) >= PART_LEAST)
        status = add_name(names, last + 1, strlen(last + 1), by_part);
    return status;
}

static int add_person(struct names *names, naast_id person)
{
    struct query query;
    int status =
        query_open(&query, names->store, "SELECT folded, email_folded FROM naast_person WHERE id = ?1", "i", person);
    if (status == 0)
        status = query_next(&query);
    if (status == 1) {
        const char *folded = query_text(&query, 0);
        const int by_number = strcmp(folded, short_id('p', person).text) == 0; /* who was erased has no other name */
        status = by_number ? 0 : add_name(names, folded, strlen(folded), by_name);
        if (status == 0 && !by_number)
            status = add_parts(names, folded);
        const char *email = query_text(&query, 1);
        if (status == 0)
            status = add_name(names, email, strlen(email), by_email);
    }
    query_close(&query);
    return status;
}

int names_of(const struct subject *subject, struct names *out)
{
    int status = 0;
    *out = (struct names){.store = subject->store};
    for (size_t k = 0; status == 0 && k < subject->people_count; k++)
        status = add_person(out, subject->people[k]);
    return status;
}

void names_free(struct names *names)
{
    for (size_t k = 0; k < names->count; k++)
        mem_free(&names->store->env, names->name[k].text);
    mem_free(&names->store->env, names->name);
    *names = (struct names){.store = names->store};
}

/* ---- looking in a text ---- */

static int is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80; }

/* As whole words: "sanne" is not in "sannes". */
static int stands_in(const char *folded, const char *name)
{
    const size_t len = strlen(name);
    for (const char *at = folded; (at = strstr(at, name)) != NULL; at++)
        if ((at == folded || !is_letter(at[-1])) && !is_letter(at[len]))
            return 1;
    return 0;
}

/* The first that is in it, whole names and addresses first; NULL: none. */
static const char *named_by(const struct names *names, const char *folded, int parts)
{
    const char *found = NULL;
    for (size_t k = 0; k < names->count; k++) {
        const int part = names->name[k].by == by_part;
        if ((found != NULL && part) || (part && !parts) || !stands_in(folded, names->name[k].text))
            continue;
        if (!part)
            return names->name[k].by;
        found = by_part;
    }
    return found;
}

/* Most texts are ASCII, which folds without looking anything up. */
static int fold(struct env *env, const char *text, char **out)
{
    size_t len = 0;
    while (text[len] != '\0' && (unsigned char)text[len] < 0x80)
        len++;
    if (text[len] != '\0')
        return text_fold(env, text, out);
    char *folded = mem_zero(env, len + 1, 1);
    size_t to = 0;
    if (folded == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < len; k++) {
        const char c = text[k];
        const int space = c == ' ' || (c >= '\t' && c <= '\r');
        if (!space)
            folded[to++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        else if (to > 0 && folded[to - 1] != ' ')
            folded[to++] = ' ';
    }
    *out = folded;
    return 0;
}

int names_stand_in(const struct names *names, const char *text)
{
    char *folded = NULL;
    int status = text != NULL ? fold(&names->store->env, text, &folded) : 0;
    if (status == 0 && folded != NULL)
        status = named_by(names, folded, 0) != NULL;
    mem_free(&names->store->env, folded);
    return status;
}

/* ---- looking through the journal ---- */

/* A column of a row that names them, in what it said once. */
struct hit {
    struct thing thing;
    int column;
    const char *by;
    const char *text; /* the result's */
};

struct looking {
    const struct names *names;
    const struct subject *subject;
    naast_store *store;
    void *memory;
    struct hit *hits;
    size_t count, capacity;
    struct buffer text; /* the one at hand, ended */
};

static int is_theirs(const struct looking *looking, const struct rec_table *table, int64_t id)
{
    const struct subject *subject = looking->subject;
    size_t from = 0, until = subject->count;
    while (from < until) {
        const size_t at = from + (until - from) / 2;
        const struct subject_row *row = &subject->rows[at];
        if (row->thing.table == table && row->thing.row == id)
            return subject_columns(row) == rec_personal_columns(table);
        if (row->thing.table->id < table->id || (row->thing.table == table && row->thing.row < id))
            from = at + 1;
        else
            until = at;
    }
    return 0;
}

/* The deal of a row of a deal; 0: it is of none, or of one that this does not show. */
static int64_t deal_of(struct thing thing)
{
    if (thing.table == &table_deal)
        return thing.row;
    return thing.table->key == REC_KEY_PACKED && thing.table->root_kind == NAAST_ROOT_DEAL ? child_parent(thing.row)
                                                                                           : 0;
}

/* Whether it is where the subject has rows; a task or an activity may, so its parts count. */
static int is_near(const struct looking *looking, struct thing thing)
{
    const int64_t deal = deal_of(thing);
    if (deal == 0)
        return thing.table == &table_task || thing.table == &table_activity;
    for (size_t k = 0; k < looking->subject->count; k++)
        if (deal_of(looking->subject->rows[k].thing) == deal)
            return 1;
    return 0;
}

static int add_hit(struct looking *looking, struct thing thing, int column, const char *by)
{
    struct env *env = &looking->store->env;
    for (size_t k = 0; k < looking->count; k++)
        if (looking->hits[k].thing.table == thing.table && looking->hits[k].thing.row == thing.row &&
            looking->hits[k].column == column)
            return 0;
    int status = mem_reserve(env, &looking->hits, &looking->capacity, looking->count + 1, sizeof *looking->hits);
    const char *text = status == 0 ? result_text(env, looking->memory, looking->text.data) : NULL;
    if (text == NULL)
        return NAAST_NO_MEMORY;
    looking->hits[looking->count++] = (struct hit){thing, column, by, text};
    return 0;
}

/* Folded columns say what the ones beside them say. */
static int is_looked_at(const struct rec_table *table, int column, const struct rec_value *value)
{
    const char *name = table->column[column].name;
    const size_t len = strlen(name), folded = strlen("folded");
    return value->type == REC_TEXT && value->len > 0 && table != &table_actor &&
           !(len >= folded && strcmp(name + len - folded, "folded") == 0);
}

static int look_at_value(struct looking *looking, struct thing thing, int column, const struct rec_value *value)
{
    char *folded = NULL;
    if (!is_looked_at(thing.table, column, value))
        return 0;
    buffer_clear(&looking->text);
    buffer_add(&looking->text, value->data, value->len);
    int status = looking->text.status;
    if (status == 0)
        status = fold(&looking->store->env, looking->text.data, &folded);
    const char *by = status == 0 ? named_by(looking->names, folded, 1) : NULL;
    mem_free(&looking->store->env, folded);
    if (by == NULL || (by == by_part && !is_near(looking, thing)) || is_theirs(looking, thing.table, thing.row))
        return status;
    return add_hit(looking, thing, column, by);
}

static int look_at_part(struct looking *looking, int64_t seq, const void *bytes, size_t len)
{
    struct reader in = {bytes, (const uint8_t *)bytes + len, 0};
    struct body_record record;
    struct rec_value value;
    int status = 0, column = 0, more = 0, next = 0;
    while (status == 0 && more == 0 && (next = body_next_record(&in, &record)) == 1)
        while (status == 0 && (more = body_next_value(&in, record.table, &column, &value)) == 1)
            status = look_at_value(looking, (struct thing){record.table, record.row}, column, &value);
    return status == 0 && (more < 0 || next < 0) ? journal_unreadable(looking->store, seq) : status;
}

static int look_through(struct looking *looking)
{
    struct query query;
    int more = 0;
    int status =
        query_open(&query, looking->store,
                   "SELECT id, bytes FROM naast_body WHERE bytes IS NOT NULL AND id % 256 <> 0 ORDER BY id", "");
    while (status == 0 && (more = query_next(&query)) == 1) {
        size_t len = 0;
        const void *bytes = query_blob(&query, 1, &len);
        status = look_at_part(looking, query_int(&query, 0) >> PART_BITS, bytes, len);
    }
    query_close(&query);
    return status == 0 ? more : status;
}

/* ---- what they are now ---- */

static int present(struct looking *looking, const struct hit *hit, naast_mention *out)
{
    struct rec_value now[REC_COLUMNS_MAX];
    struct short_id what = {""};
    char *folded = NULL;
    int there = 0;
    struct env *env = &looking->store->env;
    void *memory = result_new(env, 1);
    int status = memory != NULL ? 0 : NAAST_NO_MEMORY;
    if (status == 0)
        status = history_row_now(looking->store, hit->thing.table, hit->thing.row, memory, now, &there);
    const char *text = status == 0 && there && now[hit->column].type == REC_TEXT ? now[hit->column].data : "";
    if (status == 0)
        status = fold(env, text, &folded);
    if (status == 0)
        status = thing_name(looking->store, hit->thing, &what);
    if (status == 0) {
        const char *by = named_by(looking->names, folded, 1);
        *out = (naast_mention){.what = result_text(env, looking->memory, what.text),
                               .table = rec_plain_name(hit->thing.table),
                               .column = hit->thing.table->column[hit->column].name,
                               .by = by != NULL ? by : hit->by,
                               .earlier = by == NULL,
                               .text = by != NULL ? result_text(env, looking->memory, text) : hit->text};
        status = out->what != NULL && out->text != NULL ? 0 : NAAST_NO_MEMORY;
    }
    mem_free(env, folded);
    naast_free(memory);
    return status;
}

int mentions_find(const struct names *names, const struct subject *subject, void *memory, const naast_mention **out,
                  size_t *count)
{
    struct looking looking = {.names = names, .subject = subject, .store = names->store, .memory = memory};
    naast_mention *mentions = NULL;
    buffer_init(&looking.text, &names->store->env);
    int status = look_through(&looking);
    if (status == 0 && looking.count > 0) {
        mentions = result_alloc(&names->store->env, memory, looking.count, sizeof *mentions);
        status = mentions != NULL ? 0 : NAAST_NO_MEMORY;
    }
    for (size_t k = 0; status == 0 && k < looking.count; k++)
        status = present(&looking, &looking.hits[k], &mentions[k]);
    if (status == 0) {
        *out = mentions;
        *count = looking.count;
    }
    buffer_free(&looking.text);
    mem_free(&names->store->env, looking.hits);
    return status;
}
