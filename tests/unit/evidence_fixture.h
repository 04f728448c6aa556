/* evidence_fixture.h: a store with one deal, two people of the customer and a clock that stands still, for the tests of
 * evidence. */
#ifndef EVIDENCE_FIXTURE_H
#define EVIDENCE_FIXTURE_H

#include "naast.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Counts requests for memory and can let one of them find none. */
struct counting_memory {
    long requests;
    long fail_at; /* 0: none fails */
};

struct fixture {
    char folder[64];
    char path[96];
    naast_store *store;
    struct counting_memory memory;
    naast_time now;
    naast_id sanne, karim, deal;
};

static const naast_party us = {NAAST_US, 0};
static const naast_party nobody = {NAAST_NO_SIDE, 0};

static inline void *fixture_resize(void *context, void *ptr, size_t size)
{
    struct counting_memory *memory = context;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    memory->requests++;
    if (memory->requests == memory->fail_at)
        return NULL;
    return realloc(ptr, size);
}

static inline naast_time fixture_now(void *context) { return ((struct fixture *)context)->now; }

/* The clock stands at noon of 10 November 2026, until a test moves it. */
static inline void fixture_day(struct fixture *f, int days_later)
{
    f->now = (INT64_C(20767) + days_later) * 86400 * 1000000 + INT64_C(43200) * 1000000;
}

static inline naast_id fixture_person(struct fixture *f, const char *name)
{
    naast_id id = 0;
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.name = name;
    ck_assert_int_eq(naast_person_add(f->store, &spec, &id), NAAST_OK);
    return id;
}

static inline naast_id fixture_deal(struct fixture *f, const char *pipeline, naast_id contact)
{
    naast_id id = 0;
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.title = "Findable policy";
    spec.contact = contact;
    spec.pipeline = pipeline;
    int status = naast_deal_add(f->store, &spec, &id);
    ck_assert_msg(status == NAAST_OK, "deal_add: %s", naast_store_message(f->store));
    return id;
}

/* A handle that borrows the fixture's memory and clock. */
static inline naast_store *fixture_handle(struct fixture *f)
{
    naast_store *store = NULL;
    naast_options options = NAAST_OPTIONS_INIT;
    options.actor = "Bo";
    options.allocator = (naast_allocator){fixture_resize, &f->memory};
    options.clock = (naast_clock){fixture_now, f};
    ck_assert_int_eq(naast_store_new(&options, &store), NAAST_OK);
    return store;
}

static inline void fixture_open(struct fixture *f)
{
    memset(f, 0, sizeof *f);
    fixture_day(f, 0);
    snprintf(f->folder, sizeof f->folder, "/tmp/naast-evidence-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/store.db", f->folder);
    f->store = fixture_handle(f);
    int status = naast_store_create(f->store, f->path, "fair");
    ck_assert_msg(status == NAAST_OK, "create: %s", naast_store_message(f->store));
    f->sanne = fixture_person(f, "Sanne de Wit");
    f->karim = fixture_person(f, "Karim Ali");
    f->deal = fixture_deal(f, NULL, f->sanne);
}

static inline void fixture_close(struct fixture *f)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-queue"};
    char path[128];
    naast_store_free(f->store);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        snprintf(path, sizeof path, "%s%s", f->path, endings[i]);
        unlink(path);
    }
    rmdir(f->folder);
}

static inline naast_party customer(naast_id person) { return (naast_party){NAAST_CUSTOMER, person}; }

/* What the last call said, beside what was expected. */
#define expect(f, call, wanted, wanted_code)                                                                           \
    do {                                                                                                               \
        int got_ = (call);                                                                                             \
        ck_assert_msg(got_ == (wanted), "%s: %d (%s), expected %d", #call, got_, naast_store_message((f)->store),      \
                      (int)(wanted));                                                                                  \
        ck_assert_str_eq(naast_store_code((f)->store), (wanted_code));                                                 \
    } while (0)
#define expect_ok(f, call) expect(f, call, NAAST_OK, "")

/* Records what must go well; its number. */
static inline int32_t record_spec(struct fixture *f, const naast_item_spec *spec)
{
    int32_t n = 0;
    int status = naast_item_record(f->store, f->deal, spec, &n);
    ck_assert_msg(status == NAAST_OK, "record %s: %s", spec->kind, naast_store_message(f->store));
    return n;
}

static inline int32_t record(struct fixture *f, const char *kind, const char *value, const char *text)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = kind;
    spec.value = value;
    spec.text = text;
    return record_spec(f, &spec);
}

static inline int32_t record_from(struct fixture *f, const char *kind, const char *text, naast_party from)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = kind;
    spec.text = text;
    spec.from = from;
    return record_spec(f, &spec);
}

static inline int confirm(struct fixture *f, int32_t item, naast_party by, const char *seen)
{
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.item = item;
    spec.by = by;
    spec.seen = seen;
    return naast_item_confirm(f->store, f->deal, &spec, NULL);
}

static inline int settle(struct fixture *f, int32_t item, const char *state, naast_party by)
{
    naast_settle_spec spec = NAAST_SETTLE_SPEC_INIT;
    spec.state = state;
    spec.by = by;
    return naast_item_settle(f->store, f->deal, item, &spec);
}

static inline int amend_text(struct fixture *f, int32_t item, const char *text, naast_party from)
{
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.text = text;
    spec.from = from;
    return naast_item_amend(f->store, f->deal, item, &spec);
}

/* All items of the deal; the caller frees them. */
static inline naast_items *items_of(struct fixture *f)
{
    naast_items *items = NULL;
    int status = naast_item_list(f->store, f->deal, &items);
    ck_assert_msg(status == NAAST_OK, "item_list: %s", naast_store_message(f->store));
    return items;
}

static inline const naast_item *item_of(const naast_items *items, int32_t n)
{
    for (size_t i = 0; i < items->count; i++)
        if (items->items[i].n == n)
            return &items->items[i];
    ck_abort_msg("there is no item %d", n);
    return NULL;
}

/* Whether the last word of a side on an item is fresh; -1: there is none. */
static inline int last_word_fresh(struct fixture *f, int32_t n, naast_side side)
{
    int fresh = -1;
    naast_items *items = items_of(f);
    const naast_item *item = item_of(items, n);
    for (size_t i = 0; i < item->word_count; i++)
        if (item->words[i].by.side == side)
            fresh = item->words[i].fresh;
    naast_free(items);
    return fresh;
}

/* The journal's head as a page's footer would show it. */
static inline void head_of(struct fixture *f, char head[90])
{
    naast_verification *verification = NULL;
    int status = naast_store_verify(f->store, NULL, &verification);
    ck_assert_msg(status == NAAST_OK, "verify: %s", naast_store_message(f->store));
    memcpy(head, verification->head, sizeof verification->head);
    naast_free(verification);
}

static inline int64_t crev_of(struct fixture *f, int32_t n)
{
    naast_items *items = items_of(f);
    int64_t crev = item_of(items, n)->crev;
    naast_free(items);
    return crev;
}

/* Runs one suite: the exit status of its program. */
static inline int run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
