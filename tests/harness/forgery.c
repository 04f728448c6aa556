/*
 * forgery.c: tampers with a store in every way that we could think of, at random, and looks whether verification says
 * so.
 *
 *     forgery [--seed S] [--from K] [--count N] [--blind] [--show]
 *     forgery --limit NAME
 *
 * Case K of seed S is the same wherever it runs. Each begins with the same store, changes it through sqlite3 alone, and
 * verifies it with the witness that it had. A case in which nothing changed must verify, one in which something did
 * must not. Every tenth case is a control that changes nothing on purpose (VACUUM, another page size, ...).
 * --blind: without the witness, so that whole histories that agree with themselves are missed. --show: tells each case.
 * --limit NAME: one of the tamperings that are known not to be found, and is not.
 * Exit: 0 all was found, 1 something was missed or found for nothing, 2 trouble of its own.
 */
#include "forgery_kinds.h"

#include <time.h>

struct tally {
    int64_t cases, by_store, by_witness, unopened;
};

struct run {
    struct world world;
    struct tally kinds[KINDS];
    int64_t seed, from, count, neutral, missed;
    int blind, show;
};

enum verdict { VERIFIES, FOUND_BY_STORE, FOUND_BY_WITNESS, NOT_OPENED };

/* What was found, behind what was done. */
static void add_code(struct world *world, const char *code)
{
    const size_t len = strlen(world->what);
    snprintf(world->what + len, sizeof world->what - len, " [%s]", code);
}

/* By one thread and by three, in turn. */
static enum verdict judge(struct world *world, const char *witnesses)
{
    static uint32_t turn;
    naast_verify_spec spec = NAAST_VERIFY_SPEC_INIT;
    naast_verification *result = NULL;
    naast_store *store = world_handle(world, witnesses);
    enum verdict verdict = VERIFIES;
    spec.threads = turn++ % 2 == 0 ? 1 : 3;
    int status = naast_store_open(store, world->path, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY));
    if (status != NAAST_OK)
        verdict = NOT_OPENED;
    else
        status = naast_store_verify(store, &spec, &result);
    if (verdict == VERIFIES && status != NAAST_OK)
        verdict = FOUND_BY_WITNESS;
    for (size_t k = 0; result != NULL && k < result->finding_count; k++) {
        add_code(world, result->findings[k].code);
        if (strcmp(result->findings[k].kind, "witness") != 0)
            verdict = FOUND_BY_STORE;
    }
    if (status == NAAST_UNVERIFIED && result == NULL) /* it could not be read to the end */
        verdict = FOUND_BY_STORE;
    if (status != NAAST_OK && status != NAAST_UNVERIFIED && verdict != NOT_OPENED)
        trouble("verification", naast_store_message(store));
    naast_free(result);
    naast_store_free(store);
    return verdict;
}

static const char *blind_or(const struct run *run) { return run->blind ? NULL : run->world.witnesses; }

static void wrong(struct run *run, int64_t number, const char *name, const char *how)
{
    run->missed++;
    fprintf(stderr, "%s: case %lld of seed %lld, %s: %s\n    again: forgery --seed %lld --from %lld --count 1 --show\n",
            how, (long long)number, (long long)run->seed, name, run->world.what, (long long)run->seed,
            (long long)number);
}

static void begin_case(struct run *run, int64_t number)
{
    run->world.random = (uint64_t)run->seed * UINT64_C(1000003) + (uint64_t)number;
    put_down(run->world.path, &run->world.store);
    come_in(&run->world);
    run->world.what[0] = '\0';
}

static void control_case(struct run *run, int64_t number)
{
    struct world *world = &run->world;
    begin_case(run, number);
    const char *sql = neutral[number / 10 % NEUTRAL];
    snprintf(world->what, sizeof world->what, "%s", sql);
    must_run(world, sql);
    if (is_changed(world))
        trouble("a control that changes something", sql);
    go_out(world);
    run->neutral++;
    if (judge(world, blind_or(run)) != VERIFIES)
        wrong(run, number, "nothing changed", "FOUND FOR NOTHING");
}

/* Tries until something was done; what a try that came to nothing left behind is not kept. */
static int tamper(struct world *world, const struct kind *kind)
{
    for (int k = 0; k < 100; k++) {
        const int single =
            kind->run != put_back_older && kind->run != work_on_older && !kind->beside && kind->run != another_type;
        if (single)
            must_run(world, "BEGIN");
        const int done = kind->run(world) && (kind->beside || is_changed(world));
        if (single)
            must_run(world, done ? "COMMIT" : "ROLLBACK");
        if (done)
            return 1;
        if (!single)
            return 0;
    }
    return 0;
}

static void tampered_case(struct run *run, int64_t number)
{
    struct world *world = &run->world;
    const int64_t which = (number - number / 10) % KINDS;
    struct tally *tally = &run->kinds[which];
    begin_case(run, number);
    if (!tamper(world, &kinds[which]))
        trouble("nothing came of", kinds[which].name);
    go_out(world);
    const enum verdict verdict = judge(world, blind_or(run));
    tally->cases++;
    tally->by_store += verdict == FOUND_BY_STORE;
    tally->by_witness += verdict == FOUND_BY_WITNESS;
    tally->unopened += verdict == NOT_OPENED;
    if (run->show)
        printf("%lld %s: %s: %s\n", (long long)number, kinds[which].name, world->what,
               (const char *const[]){"NOT FOUND", "found", "found by the witness", "not opened"}[verdict]);
    if (verdict == VERIFIES)
        wrong(run, number, kinds[which].name, "NOT FOUND");
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int run_cases(struct run *run)
{
    struct tally all = {0};
    const double began = seconds();
    for (int64_t k = run->from; k < run->from + run->count; k++)
        if (k % 10 == 9)
            control_case(run, k);
        else
            tampered_case(run, k);
    for (size_t k = 0; k < KINDS; k++) {
        const struct tally *tally = &run->kinds[k];
        if (tally->cases > 0)
            printf("  %-30s %5lld: %5lld by the store, %5lld by its witness, %5lld not opened\n", kinds[k].name,
                   (long long)tally->cases, (long long)tally->by_store, (long long)tally->by_witness,
                   (long long)tally->unopened);
        all.cases += tally->cases;
        all.by_store += tally->by_store;
        all.by_witness += tally->by_witness;
        all.unopened += tally->unopened;
    }
    printf("seed %lld, cases %lld to %lld: %lld tamperings, %lld found by the store itself, %lld by its witness alone, "
           "%lld not opened; %lld controls; %lld wrong; %.1f s\n",
           (long long)run->seed, (long long)run->from, (long long)(run->from + run->count - 1), (long long)all.cases,
           (long long)all.by_store, (long long)all.by_witness, (long long)all.unopened, (long long)run->neutral,
           (long long)run->missed, seconds() - began);
    return run->missed != 0;
}

/* ---- what is known not to be found ---- */

static int by_naast(struct world *world)
{
    naast_store *store = world_handle(world, NULL);
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_id id;
    go_out(world);
    org.name = "Never Said";
    must(store, naast_store_open(store, world->path, NULL), "the store");
    must(store, naast_org_add(store, &org, &id), "an organisation");
    naast_store_free(store);
    come_in(world);
    return 1;
}

/* All the triggers go, and come back. */
static int triggers_gone_for_a_while(struct world *world)
{
    char sql[400][2000];
    char name[100], drop[140];
    int count = 0;
    while (count < 400 && some_trigger(world, name, sql[count])) {
        snprintf(drop, sizeof drop, "DROP TRIGGER %s", name);
        must_run(world, drop);
        count++;
    }
    while (count-- > 0)
        must_run(world, sql[count]);
    return 1;
}

static int tree_of_the_full_text(struct world *world) { return run(world, "DELETE FROM naast_text_idx"); }

static int witness_set_back_too(struct world *world)
{
    char command[200];
    snprintf(command, sizeof command, "rm -rf '%s'", world->witnesses);
    return put_back_older(world) && system(command) == 0;
}

static int limit(struct run *run, const char *name)
{
    static const struct {
        const char *name;
        int (*run)(struct world *world);
        int with_witness;
    } limits[] = {{"set-back", put_back_older, 0},
                  {"written-anew", write_anew, 0},
                  {"another-uuid", write_anew_as_another, 0},
                  {"worked-on", work_on_older, 0},
                  {"said-through-naast", by_naast, 1},
                  {"tree-of-the-full-text", tree_of_the_full_text, 1},
                  {"triggers-gone-for-a-while", triggers_gone_for_a_while, 1},
                  {"witness-set-back-too", witness_set_back_too, 1}};
    for (size_t k = 0; k < sizeof limits / sizeof limits[0]; k++) {
        if (strcmp(limits[k].name, name) != 0)
            continue;
        begin_case(run, 1);
        while (!limits[k].run(&run->world))
            continue;
        go_out(&run->world);
        const enum verdict verdict = judge(&run->world, limits[k].with_witness ? run->world.witnesses : NULL);
        if (verdict != VERIFIES)
            fprintf(stderr, "%s is found: docs/journal.md says less than is true\n", name);
        return verdict != VERIFIES;
    }
    trouble("no such limit", name);
    return 2;
}

int main(int count, char **args)
{
    static struct run run = {.seed = 1, .count = 600};
    const char *known = NULL;
    for (int k = 1; k < count; k++) {
        const char *value = k + 1 < count ? args[k + 1] : "";
        if (strcmp(args[k], "--blind") == 0)
            run.blind = 1;
        else if (strcmp(args[k], "--show") == 0)
            run.show = 1;
        else if (strcmp(args[k], "--seed") == 0)
            run.seed = atoll(args[++k < count ? k : 0]);
        else if (strcmp(args[k], "--from") == 0)
            run.from = atoll(args[++k < count ? k : 0]);
        else if (strcmp(args[k], "--count") == 0)
            run.count = atoll(args[++k < count ? k : 0]);
        else if (strcmp(args[k], "--limit") == 0 && ++k < count)
            known = value;
        else
            trouble("usage", args[k]);
    }
    world_make(&run.world);
    const int result = known != NULL ? limit(&run, known) : run_cases(&run);
    world_free(&run.world);
    return result;
}
