/* import_fixture.h: an empty store with a clock that stands still, and rows to put in it, for the tests of import and
 * reports. */
#ifndef IMPORT_FIXTURE_H
#define IMPORT_FIXTURE_H

#include "naast-exchange.h"
#include "naast-report.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
    char folder[64], path[96];
    naast_store *store;
    naast_time now;
    long requests, fail_at; /* of memory; the one that finds none, 0: none does */
};

static inline void *fixture_resize(void *context, void *ptr, size_t size)
{
    struct fixture *f = context;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    f->requests++;
    return f->requests == f->fail_at ? NULL : realloc(ptr, size);
}

static inline naast_time fixture_now(void *context) { return ((struct fixture *)context)->now; }

/* Noon of 23 November 2026. */
static inline void fixture_open(struct fixture *f, naast_language language)
{
    naast_options options = NAAST_OPTIONS_INIT;
    memset(f, 0, sizeof *f);
    f->now = INT64_C(20780) * 86400 * 1000000 + INT64_C(43200) * 1000000;
    snprintf(f->folder, sizeof f->folder, "/tmp/naast-import-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/store.db", f->folder);
    options.actor = "Bo";
    options.language = language;
    options.clock = (naast_clock){fixture_now, f};
    options.allocator = (naast_allocator){fixture_resize, f};
    ck_assert_int_eq(naast_store_new(&options, &f->store), NAAST_OK);
    int status = naast_store_create(f->store, f->path, "fair");
    ck_assert_msg(status == NAAST_OK, "create: %s", naast_store_message(f->store));
    ck_assert_int_eq(naast_store_today(f->store), 20261123);
}

static inline void fixture_close(struct fixture *f)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-queue"};
    char path[128];
    naast_store_free(f->store);
    for (size_t k = 0; k < sizeof endings / sizeof endings[0]; k++) {
        snprintf(path, sizeof path, "%s%s", f->path, endings[k]);
        unlink(path);
    }
    rmdir(f->folder);
}

static const naast_stage_mapping fixture_stages[] = {
    {"Prospecting", "discovery"}, {"Engaging", "match"}, {"Won", "won"}, {"Lost", "lost"}, {"Running", "delivery"},
};

static inline naast_import_spec fixture_spec(void)
{
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    spec.stages = fixture_stages;
    spec.stage_count = sizeof fixture_stages / sizeof fixture_stages[0];
    spec.currency = "USD";
    spec.duplicates = NAAST_DUPLICATES_ADD; /* many rows of these tests say the same */
    return spec;
}

static inline naast_import *fixture_begin(struct fixture *f, const naast_import_spec *spec)
{
    naast_import *import = NULL;
    int status = naast_import_begin(f->store, spec, &import);
    ck_assert_msg(status == NAAST_OK, "import_begin: %s", naast_store_message(f->store));
    return import;
}

/* One row: org, stage, opened, closed, amount, external id. */
struct plain_row {
    const char *org, *stage, *opened, *closed, *amount, *external_id;
};

static inline void plain_fields(const struct plain_row *row, const char *fields[NAAST_FIELD_COUNT])
{
    memset(fields, 0, NAAST_FIELD_COUNT * sizeof *fields);
    fields[NAAST_FIELD_ORG] = row->org;
    fields[NAAST_FIELD_STAGE] = row->stage;
    fields[NAAST_FIELD_OPENED] = row->opened;
    fields[NAAST_FIELD_CLOSED] = row->closed;
    fields[NAAST_FIELD_AMOUNT] = row->amount;
    fields[NAAST_FIELD_EXTERNAL_ID] = row->external_id;
}

static const struct plain_row fixture_rows[] = {
    {"Cancity", "Won", "2016-10-20", "2017-03-01", "1054", "A1"},
    {"Isdom", "Lost", "2016-10-25", "2017-03-11", "0", "A2"},
    {"Cancity", "Engaging", "2016-11-01", "", "", "A3"},
    {"", "Prospecting", "", "", "", "A4"},
    {"CANCITY", "Running", "2017-01-02", "2017-02-03", "250.50", "A5"},
};
enum { FIXTURE_ROWS = sizeof fixture_rows / sizeof fixture_rows[0] };

static inline int import_plain(naast_import *import, const struct plain_row *row)
{
    const char *fields[NAAST_FIELD_COUNT];
    plain_fields(row, fields);
    return naast_import_row(import, fields, NULL);
}

/* Imports the rows and keeps them. */
static inline naast_import_summary import_all(struct fixture *f, const naast_import_spec *spec)
{
    naast_import_summary summary = {0};
    naast_import *import = fixture_begin(f, spec);
    for (size_t k = 0; k < FIXTURE_ROWS; k++) {
        int status = import_plain(import, &fixture_rows[k]);
        ck_assert_msg(status == NAAST_OK, "row %zu: %s", k, naast_store_message(f->store));
    }
    int status = naast_import_end(import, 1, &summary);
    ck_assert_msg(status == NAAST_OK, "import_end: %s", naast_store_message(f->store));
    return summary;
}

static inline naast_deal *deal_of(struct fixture *f, naast_id id)
{
    naast_deal *deal = NULL;
    int status = naast_deal_get(f->store, id, &deal);
    ck_assert_msg(status == NAAST_OK, "deal_get: %s", naast_store_message(f->store));
    return deal;
}

static inline size_t count_deals(struct fixture *f)
{
    naast_deals *deals = NULL;
    ck_assert_int_eq(naast_deal_list(f->store, NULL, &deals), NAAST_OK);
    size_t count = deals->count;
    naast_free(deals);
    return count;
}

static inline size_t count_orgs(struct fixture *f)
{
    naast_orgs *orgs = NULL;
    ck_assert_int_eq(naast_org_list(f->store, NULL, NULL, &orgs), NAAST_OK);
    size_t count = orgs->count;
    naast_free(orgs);
    return count;
}

/* The journal's head; on the way the whole store is checked. */
static inline void verified_head(struct fixture *f, char head[90])
{
    naast_verification *verification = NULL;
    int status = naast_store_verify(f->store, NULL, &verification);
    ck_assert_msg(status == NAAST_OK, "verify: %d %s %s", status, naast_store_message(f->store),
                  verification && verification->finding_count ? verification->findings[0].text : "");
    memcpy(head, verification->head, sizeof verification->head);
    naast_free(verification);
}

static inline int run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
