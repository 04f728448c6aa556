/* gate_fixture.h: facts built by hand and one check asked of them; no store. The clock of these tests stands at 30
 * November 2026. */
#ifndef GATE_FIXTURE_H
#define GATE_FIXTURE_H

#include "base/memory.h"
#include "domain/gate_parts.h"
#include "domain/remedy.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CODES(...) ((const char *const[]){__VA_ARGS__, NULL})

enum { TODAY = 20261130, SANNE = 7, KARIM = 8, JORIS = 9, BENCH_ITEMS = 40, BENCH_WORDS = 8 };

static const naast_party ours = {NAAST_US, 0};
static const naast_party sanne = {NAAST_CUSTOMER, SANNE};
static const naast_party karim = {NAAST_CUSTOMER, KARIM};
static const naast_party joris = {NAAST_CUSTOMER, JORIS};
static const naast_party no_party = {NAAST_NO_SIDE, 0};

static const naast_kind bench_kinds[] = {
    {.code = "note"},
    {.code = "need", .theirs = 1},
    {.code = "why", .theirs = 1, .about = CODES("need")},
    {.code = "summary", .latest = 1, .covers = CODES("need", "why")},
    {.code = "contribution", .about = CODES("need")},
    {.code = "limit", .about = CODES("need", "note")},
    {.code = "match", .latest = 1, .values = CODES("yes", "no"), .no = CODES("no"), .covers = CODES("need")},
    {.code = "advice", .latest = 1, .about = CODES("need"), .values = CODES("do", "leave"), .no = CODES("leave")},
    {.code = "win", .sided = 1},
    {.code = "promise", .sided = 1, .about = CODES("pulse", "need"), .life = CODES("broken", "kept", "released")},
    {.code = "bond", .owed = NAAST_CUSTOMER, .life = CODES("met", "broken")},
    {.code = "authority", .theirs = 1, .person = 1, .values = CODES("decides", "signs")},
    {.code = "met", .person = 1, .by_speaking = 1},
    {.code = "introduction", .theirs = 1, .person = 1, .owed = NAAST_US, .life = CODES("met", "released")},
    {.code = "champion", .person = 1},
    {.code = "heard", .person = 1, .by_speaking = 1},
    {.code = "vouch", .person = 1, .owed = NAAST_US, .life = CODES("met")},
    {.code = "refusal", .values = CODES("never"), .no = CODES("never"), .about = CODES("need")},
    {.code = "picture", .theirs = 1, .covers = CODES("need")},
    {.code = "condition", .theirs = 1, .owed = NAAST_CUSTOMER, .life = CODES("met", "released")},
    {.code = "agreement", .theirs = 1, .latest = 1},
    {.code = "budget", .theirs = 1, .latest = 1},
    {.code = "pulse",
     .theirs = 1,
     .sided = 1,
     .latest = 1,
     .values = CODES("green", "amber", "red"),
     .no = CODES("red")},
};

static const naast_pipeline bench_pipeline = {
    .size = sizeof(naast_pipeline),
    .name = "bench",
    .kinds = bench_kinds,
    .kind_count = sizeof bench_kinds / sizeof bench_kinds[0],
};

/* Memory of which one request finds none. */
struct failing_memory {
    long requests, fail_at; /* 0: none fails */
};

struct bench {
    struct env env;
    struct failing_memory failing;
    void *memory;
    struct fact_item item[BENCH_ITEMS];
    struct fact_word word[BENCH_ITEMS][BENCH_WORDS];
    struct fact_waiver waiver[4];
    struct facts facts;
    struct check_outcome outcome;
    naast_remedy remedy;
};

static struct bench b;

static inline void *bench_resize(void *context, void *ptr, size_t size)
{
    struct failing_memory *failing = context;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    return ++failing->requests == failing->fail_at ? NULL : realloc(ptr, size);
}

static inline void bench_setup(void)
{
    naast_options options = NAAST_OPTIONS_INIT;
    memset(&b, 0, sizeof b);
    options.allocator = (naast_allocator){bench_resize, &b.failing};
    ck_assert_int_eq(env_init(&b.env, &options), 0);
    b.memory = result_new(&b.env, 1);
    ck_assert_ptr_nonnull(b.memory);
    b.facts = (struct facts){.deal = 1,
                             .pipeline = &bench_pipeline,
                             .outcome = "",
                             .today = TODAY,
                             .contact = SANNE,
                             .items = b.item,
                             .waivers = b.waiver};
}

static inline void bench_teardown(void) { naast_free(b.memory); }

static inline struct fact_item *at(int32_t n) { return &b.item[n - 1]; }

/* A word on an item as the deal stands now. */
static inline struct fact_word *speak(int32_t n, naast_party by)
{
    struct fact_item *item = at(n);
    ck_assert_uint_lt(item->word_count, BENCH_WORDS);
    struct fact_word *word = &b.word[n - 1][item->word_count++];
    *word = (struct fact_word){by.side, by.person, b.facts.crev, TODAY};
    item->words = b.word[n - 1];
    return word;
}

/* An item as recording makes one, with the word of who said it; its number. */
static inline int32_t give(const char *kind, const char *value, naast_party from)
{
    const naast_kind *found = pipeline_kind(&bench_pipeline, kind);
    int32_t n = (int32_t)++b.facts.item_count;
    ck_assert_int_le(n, BENCH_ITEMS);
    *at(n) = (struct fact_item){
        .n = n,
        .kind = found,
        .kind_code = kind,
        .value = value,
        .state = found != NULL && found->life != NULL ? "open" : "given",
        .from = from,
        .worded = from,
        .crev = ++b.facts.crev,
        .day = TODAY,
    };
    speak(n, from);
    return n;
}

static inline int32_t give_about(const char *kind, int32_t about, naast_party from)
{
    int32_t n = give(kind, "", from);
    at(n)->about = about;
    return n;
}

static inline int32_t give_person(const char *kind, const char *value, int64_t person, naast_party from)
{
    int32_t n = give(kind, value, from);
    at(n)->person = person;
    return n;
}

static inline int32_t give_none(const char *kind, naast_party from)
{
    int32_t n = give(kind, "", from);
    at(n)->state = "none";
    at(n)->none = 1;
    return n;
}

/* Changes the content of an item without anybody's word on it. */
static inline void change(int32_t n) { at(n)->crev = ++b.facts.crev; }

static inline void retract(int32_t n)
{
    change(n);
    at(n)->retracted = 1;
}

/* As if everything about the item had been said on that day. */
static inline void date_item(int32_t n, naast_date day)
{
    at(n)->day = day;
    for (size_t k = 0; k < at(n)->word_count; k++)
        b.word[n - 1][k].day = day;
}

static inline void set_aside(const char *check, naast_date until)
{
    ck_assert_uint_lt(b.facts.waiver_count, 4);
    b.waiver[b.facts.waiver_count++] = (struct fact_waiver){check, until};
}

static inline void ask_with(const naast_check *check, const struct gate_callbacks *callbacks)
{
    int status = check_evaluate(&b.env, b.memory, &b.facts, check, callbacks, &b.outcome);
    ck_assert_int_eq(status, 0);
    b.remedy = remedy_of(&b.facts, &b.outcome);
}

static inline void ask(const naast_check *check) { ask_with(check, NULL); }

/* Asks a check, written as its fields, and compares the verdict and its code. */
#define expect_check(wanted, wanted_code, ...)                                                                         \
    do {                                                                                                               \
        const naast_check check_ = {.id = "check", __VA_ARGS__};                                                       \
        ask(&check_);                                                                                                  \
        expect_outcome(wanted, wanted_code);                                                                           \
    } while (0)

#define expect_outcome(wanted, wanted_code)                                                                            \
    do {                                                                                                               \
        ck_assert_msg(b.outcome.verdict == (wanted), "%s (%s), expected %s", naast_verdict_code(b.outcome.verdict),    \
                      b.outcome.code, naast_verdict_code(wanted));                                                     \
        ck_assert_str_eq(b.outcome.code, (wanted_code));                                                               \
    } while (0)

/* The numbers of the items told of: at fault, or answering. */
static inline void expect_items(const char *wanted)
{
    char told[200] = "";
    for (size_t k = 0; k < b.outcome.finding_count; k++) {
        const struct finding *finding = &b.outcome.findings[k];
        const struct fact_item *item = finding->item ? finding->item : finding->subject;
        size_t len = strlen(told);
        snprintf(told + len, sizeof told - len, "%s%d", len ? " " : "", item ? (int)item->n : 0);
    }
    ck_assert_str_eq(told, wanted);
}

static inline int run_bench(const char *name, const TTest *const tests[], size_t count)
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    tcase_add_checked_fixture(tcase, bench_setup, bench_teardown);
    for (size_t k = 0; k < count; k++)
        tcase_add_test(tcase, tests[k]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
#define RUN_BENCH(name, tests) run_bench(name, tests, sizeof(tests) / sizeof(tests)[0])

#endif
