/* api.h: what the API tests share: a folder of their own, a clock that stands still, and sentences for what went wrong.
 */
#ifndef API_H
#define API_H

#include <naast.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct world {
    char folder[64];
    naast_time now;
};

static inline naast_time world_now(void *context) { return ((struct world *)context)->now; }

static inline void world_open(struct world *world)
{
    memset(world, 0, sizeof *world);
    world->now = INT64_C(1793707200) * 1000000; /* 3 November 2026, noon */
    snprintf(world->folder, sizeof world->folder, "/tmp/naast-api-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(world->folder));
}

static inline void world_close(struct world *world)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", world->folder);
    ck_assert_int_eq(system(command), 0);
}

static inline void world_path(const struct world *world, const char *name, char path[128])
{
    snprintf(path, 128, "%s/%s", world->folder, name);
}

static inline naast_options world_options(struct world *world)
{
    naast_options options = NAAST_OPTIONS_INIT;
    options.actor = "Bo";
    options.clock = (naast_clock){world_now, world};
    return options;
}

/* A handle with a new store of that name. */
static inline naast_store *world_store(struct world *world, const char *name)
{
    char path[128];
    naast_store *store = NULL;
    naast_options options = world_options(world);
    world_path(world, name, path);
    ck_assert_int_eq(naast_store_new(&options, &store), NAAST_OK);
    int status = naast_store_create(store, path, NULL);
    ck_assert_msg(status == NAAST_OK, "create: %s", naast_store_message(store));
    return store;
}

/* A status, with the message where it is another. */
#define is_status(store, call, wanted)                                                                                 \
    do {                                                                                                               \
        int got_ = (call);                                                                                             \
        ck_assert_msg(got_ == (wanted), "%s: %d (%s), expected %d", #call, got_, naast_store_message(store),           \
                      (int)(wanted));                                                                                  \
    } while (0)
#define is_ok(store, call) is_status(store, call, NAAST_OK)

static inline naast_id add_deal(naast_store *store, const char *title, const char *pipeline, naast_id contact)
{
    naast_id id = 0;
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.title = title;
    spec.pipeline = pipeline;
    spec.contact = contact;
    is_ok(store, naast_deal_add(store, &spec, &id));
    return id;
}

static inline naast_id add_person(naast_store *store, const char *name)
{
    naast_id id = 0;
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.name = name;
    is_ok(store, naast_person_add(store, &spec, &id));
    return id;
}

static inline int32_t add_item(naast_store *store, naast_id deal, const char *kind, const char *value, const char *text)
{
    int32_t n = 0;
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = kind;
    spec.value = value;
    spec.text = text;
    is_ok(store, naast_item_record(store, deal, &spec, &n));
    return n;
}

/* A store verifies. */
static inline void is_sound(naast_store *store)
{
    naast_verification *verification = NULL;
    is_ok(store, naast_store_verify(store, NULL, &verification));
    ck_assert_int_eq(verification->ok, 1);
    ck_assert_uint_eq(verification->finding_count, 0);
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
