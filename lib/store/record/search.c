/* search.c: full text: which words are in which deals, items, organisations and people. */
#include "store/record/search.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <string.h>

enum { TEXTS_MAX = 4, GONE_MAX = 2 };

/* What of a table is found, and when a row is not. The columns of `rows` are the key and the texts. */
static const struct source {
    int columns[TEXTS_MAX + 1]; /* ends with 0, which is the key's */
    int gone[GONE_MAX + 1];     /* likewise: those that say 1 */
    const char *rows;
} sources[] = {
    [SEARCH_DEAL] = {{DEAL_TITLE, DEAL_NOTE, DEAL_SOURCE, DEAL_EXTERNAL_ID},
                     {DEAL_VOID},
                     "SELECT id, title, note, source, external_id FROM naast_deal WHERE void = 0"},
    [SEARCH_ITEM] = {{EVIDENCE_TEXT, EVIDENCE_BECAUSE},
                     {EVIDENCE_VOID, EVIDENCE_RETRACTED},
                     "SELECT id, text, because FROM naast_evidence WHERE void = 0 AND retracted = 0"},
    [SEARCH_ORG] = {{ORG_NAME, ORG_NOTE}, {ORG_VOID}, "SELECT id, name, note FROM naast_org WHERE void = 0"},
    [SEARCH_PERSON] = {{PERSON_NAME, PERSON_EMAIL, PERSON_NOTE},
                       {PERSON_VOID},
                       "SELECT id, name, email, note FROM naast_person WHERE void = 0"},
};
enum { SOURCES = sizeof sources / sizeof sources[0] };

int64_t search_key(enum search_kind kind, int64_t id)
{
    switch (kind) {
    case SEARCH_DEAL:
        return child_key(id, 0);
    case SEARCH_ORG:
        return -(id * 2);
    case SEARCH_PERSON:
        return -(id * 2 + 1);
    case SEARCH_ITEM:
        break;
    }
    return id;
}

/* ---- keeping it ---- */

static int is_gone(const struct source *source, const struct rec_value row[])
{
    if (row == NULL)
        return 1;
    for (const int *column = source->gone; *column != 0; column++)
        if (row[*column].i != 0)
            return 1;
    return 0;
}

static void add_text(struct buffer *text, const char *more)
{
    buffer_text(text, more);
    buffer_byte(text, ' ');
}

/* The words of a buffer's text, which it no longer holds. *out: mem_free. */
static int take_words(naast_store *store, struct buffer *text, char **out)
{
    int status = text->status;
    if (status == 0)
        status = text_words(&store->env, text->len > 0 ? text->data : "", out);
    buffer_clear(text);
    return status;
}

static int row_words(naast_store *store, const struct source *source, const struct rec_value row[], char **out)
{
    struct buffer text;
    buffer_init(&text, &store->env);
    if (!is_gone(source, row))
        for (const int *column = source->columns; *column != 0; column++)
            if (row[*column].type == REC_TEXT)
                add_text(&text, row[*column].data);
    int status = take_words(store, &text, out);
    buffer_free(&text);
    return status;
}

static int change(naast_store *store, const char *sql, int64_t key, const char *words)
{
    struct query query;
    if (*words == '\0')
        return 0;
    int status = query_open(&query, store, sql, "it", key, words);
    if (status == 0)
        status = query_next(&query);
    query_close(&query);
    return status;
}

static int replace(naast_store *store, int64_t key, const char *old, const char *now)
{
    const struct engine_search *search = store->engine->ops->search(store->engine);
    if (strcmp(old, now) == 0)
        return 0;
    int status = change(store, search->remove, key, old);
    return status == 0 ? change(store, search->add, key, now) : status;
}

/* Most changes of a row leave its texts alone, and need no look at the words. */
static int texts_same(const struct source *source, const struct rec_value old[], const struct rec_value now[])
{
    if (is_gone(source, old) != is_gone(source, now))
        return 0;
    for (const int *column = source->columns; *column != 0; column++)
        if (old != NULL && !rec_equal(&old[*column], &now[*column]))
            return 0;
    return old != NULL;
}

int search_follow(naast_store *store, enum search_kind kind, int64_t id, const struct rec_value *old,
                  const struct rec_value *now)
{
    const struct source *source = &sources[kind];
    char *before = NULL, *after = NULL;
    if (texts_same(source, old, now))
        return 0;
    int status = row_words(store, source, old, &before);
    if (status == 0)
        status = row_words(store, source, now, &after);
    if (status == 0)
        status = replace(store, search_key(kind, id), before, after);
    mem_free(&store->env, before);
    mem_free(&store->env, after);
    return status;
}

/* ---- all rows ---- */

/* Called with the words of each row that has any. */
typedef int (*words_visitor)(naast_store *store, int64_t key, const char *words, void *context);

static int visit_row(naast_store *store, enum search_kind kind, struct query *query, struct buffer *text,
                     words_visitor visit, void *context)
{
    char *words = NULL;
    for (int k = 0; sources[kind].columns[k] != 0; k++)
        if (!query_null(query, k + 1))
            add_text(text, query_text(query, k + 1));
    int status = take_words(store, text, &words);
    if (status == 0 && *words != '\0')
        status = visit(store, search_key(kind, query_int(query, 0)), words, context);
    mem_free(&store->env, words);
    return status;
}

static int visit_rows(naast_store *store, words_visitor visit, void *context)
{
    struct buffer text;
    int status = 0;
    buffer_init(&text, &store->env);
    for (int kind = 0; status == 0 && kind < SOURCES; kind++) {
        struct query query;
        status = query_open(&query, store, sources[kind].rows, "");
        while (status == 0 && (status = query_next(&query)) > 0)
            status = visit_row(store, (enum search_kind)kind, &query, &text, visit, context);
        query_close(&query);
    }
    buffer_free(&text);
    return status;
}

static int put(naast_store *store, int64_t key, const char *words, void *context)
{
    (void)context;
    return change(store, store->engine->ops->search(store->engine)->add, key, words);
}

int search_fill(naast_store *store) { return visit_rows(store, put, NULL); }

/* ---- verifying it ---- */

/*
 * Sums over all words and their places, which come out equal, in whatever order, when both sides have the same. Each
 * begins with a random number, so that nobody can write rows of which the sums agree by design.
 */
struct sums {
    uint64_t seed, sum;
};

static void count_word(struct sums *sums, int64_t key, const char *word, size_t len)
{
    uint64_t hash = sums->seed ^ (uint64_t)key * UINT64_C(0x9E3779B97F4A7C15);
    for (size_t k = 0; k < len; k++)
        hash = (hash ^ (unsigned char)word[k]) * UINT64_C(0x100000001B3) + (hash >> 29);
    hash ^= hash >> 32;
    sums->sum += hash * UINT64_C(0xD6E8FEB86659FD93);
}

static int count_words(naast_store *store, int64_t key, const char *words, void *context)
{
    struct sums *sums = context;
    (void)store;
    while (*words != '\0') {
        const size_t len = strcspn(words, " ");
        count_word(sums, key, words, len);
        words += words[len] == ' ' ? len + 1 : len;
    }
    return 0;
}

static int count_kept(naast_store *store, const struct engine_search *search, struct sums *sums)
{
    struct query query = {0};
    int status = store->engine->ops->run(store->engine, search->open);
    if (status != 0)
        return status;
    status = query_open(&query, store, search->all, "");
    while (status == 0 && (status = query_next(&query)) > 0) {
        const char *word = query_text(&query, 0);
        count_word(sums, query_int(&query, 1), word, strlen(word));
        status = 0;
    }
    query_close(&query);
    int ended = store->engine->ops->run(store->engine, search->end);
    return status != 0 ? status : ended;
}

int search_check(naast_store *store)
{
    struct sums rows = {0}, kept;
    int status = env_random(&store->env, &rows.seed, sizeof rows.seed);
    kept = rows;
    if (status == 0)
        status = visit_rows(store, count_words, &rows);
    if (status == 0)
        status = count_kept(store, store->engine->ops->search(store->engine), &kept);
    if (status == 0 && rows.sum != kept.sum)
        status = FAIL(&store->env, MSG_FOUND_SEARCH_DIFFERS);
    return status;
}
