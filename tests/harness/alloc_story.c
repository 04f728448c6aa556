/*
 * alloc_story.c: lets every request for memory of the story fail in turn, and looks at what is left each time.
 *
 *     alloc_story [--stride N] [--control leak|half|forge]
 *
 * After each failure: the call says "no memory", the store verifies and is exactly what it was before the step, the
 * handle still works, and all memory comes back. --stride N tries every Nth request only (for valgrind). The controls
 * do something wrong on purpose: leak a block, keep half a step, change a row behind the journal's back; each must be
 * found. Exit: 0 when nothing was found, 1 when something was, 2 on trouble of its own.
 */
#include "../api/story.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct memory {
    long requests, fail_at, live;
};

struct bench {
    struct memory memory;
    uint64_t random;
    naast_time now;
    char folder[64], path[96], copy[96];
    const char *control; /* "": none */
    long stride;
    long failures; /* requests that were made to fail */
    const char *step;
    long at;
};

static void *bench_resize(void *context, void *ptr, size_t size)
{
    struct memory *memory = context;
    if (size == 0) {
        memory->live -= ptr != NULL;
        free(ptr);
        return NULL;
    }
    if (++memory->requests == memory->fail_at)
        return NULL;
    void *block = realloc(ptr, size);
    memory->live += ptr == NULL && block != NULL;
    return block;
}

static naast_time bench_now(void *context) { return ((struct bench *)context)->now; }

static int bench_fill(void *context, void *out, size_t len)
{
    struct bench *bench = context;
    for (size_t i = 0; i < len; i++) {
        bench->random = bench->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        ((unsigned char *)out)[i] = (unsigned char)(bench->random >> 56);
    }
    return 0;
}

static int found(const struct bench *bench, const char *what, const char *more)
{
    fprintf(stderr, "%s, request %ld: %s%s%s\n", bench->step, bench->at, what, *more ? ": " : "", more);
    return 1;
}

static int trouble(const char *what)
{
    fprintf(stderr, "alloc_story: %s\n", what);
    exit(2);
}

static naast_options bench_options(struct bench *bench)
{
    naast_options options = NAAST_OPTIONS_INIT;
    options.actor = "Bo";
    options.allocator = (naast_allocator){bench_resize, &bench->memory};
    options.clock = (naast_clock){bench_now, bench};
    options.random = (naast_random){bench_fill, bench};
    return options;
}

/* A handle on the store as it is; NULL with *status when that failed. */
static naast_store *bench_open(struct bench *bench, int *status)
{
    naast_store *store = NULL;
    naast_options options = bench_options(bench);
    *status = naast_store_new(&options, &store);
    if (*status == NAAST_OK)
        *status = naast_store_open(store, bench->path, NULL);
    if (*status != NAAST_OK) {
        naast_store_free(store);
        store = NULL;
    }
    return store;
}

/* The head of a store that verifies; 0, or 1 when it does not. */
static int bench_head(struct bench *bench, naast_store *store, char head[NAAST_HEAD_SIZE])
{
    naast_verification *verification = NULL;
    int status = naast_store_verify(store, NULL, &verification), wrong = 0;
    if (status == NAAST_OK)
        memcpy(head, verification->head, sizeof verification->head);
    else
        wrong = found(bench, "the store does not verify", naast_store_message(store));
    naast_free(verification);
    return wrong;
}

/* ---- the controls: what each does wrong
 * ------------------------------------------------------------------------------ */

/* Lost for the count alone, so that a sanitizer speaks only of what is not on purpose. */
static void control_leak(struct bench *bench)
{
    void *lost = bench_resize(&bench->memory, NULL, 16);
    free(lost);
}

/* What the step would do first, kept by itself. */
static void control_half(naast_store *store)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    naast_id id;
    spec.name = "Half";
    (void)naast_org_add(store, &spec, &id);
}

static void control_forge(struct bench *bench)
{
    sqlite3 *connection = NULL;
    if (sqlite3_open(bench->path, &connection) != SQLITE_OK ||
        sqlite3_exec(connection, "UPDATE naast_org SET note = 'forged'", NULL, NULL, NULL) != SQLITE_OK)
        trouble("the control could not write");
    sqlite3_close(connection);
}

static void control(struct bench *bench, naast_store *store)
{
    if (strcmp(bench->control, "leak") == 0)
        control_leak(bench);
    else if (strcmp(bench->control, "half") == 0)
        control_half(store);
    else if (strcmp(bench->control, "forge") == 0)
        control_forge(bench);
}

/* ---- one step, with one request failing
 * ------------------------------------------------------------------------------ */

/* What a step left: nothing of it after "no memory", all of it otherwise. */
static int look_after(struct bench *bench, naast_store *store, int status, const struct story_step *step,
                      const char *before, const char *after)
{
    char head[NAAST_HEAD_SIZE] = "";
    const char *wanted = status == NAAST_NO_MEMORY ? before : after;
    if (status != NAAST_NO_MEMORY && status != step->status)
        return found(bench, "another failure than no memory", naast_store_message(store));
    if (status == NAAST_NO_MEMORY && strcmp(naast_store_code(store), "no_memory") != 0)
        return found(bench, "another code than no_memory", naast_store_code(store));
    if (status == NAAST_NO_MEMORY)
        control(bench, store);
    if (bench_head(bench, store, head))
        return 1;
    if (strcmp(head, wanted) != 0)
        return found(
            bench, status == NAAST_NO_MEMORY ? "something of the step was kept" : "not all of the step was kept", head);
    return 0;
}

/* Runs the step on a handle of its own with request `at` failing. *reached: there was such a request. */
static int try_step(struct bench *bench, const struct story_step *step, const struct story *begin, uint64_t seed,
                    const char *before, const char *after, int *reached, int *status)
{
    struct story story = *begin;
    naast_store *store = bench_open(bench, status);
    if (store == NULL)
        return found(bench, "the store does not open", "");
    story.store = store;
    bench->random = seed;
    bench->memory.requests = 0;
    bench->memory.fail_at = bench->at;
    *status = step->run(&story);
    *reached = bench->memory.requests >= bench->at;
    bench->memory.fail_at = 0;
    bench->failures += *reached;
    int wrong = look_after(bench, store, *status, step, before, after);
    naast_store_free(store);
    if (!wrong && bench->memory.live != 0)
        wrong = found(bench, "memory did not come back", "");
    return wrong;
}

static void copy_file(const char *from, const char *to)
{
    char block[65536];
    size_t len;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    if (in == NULL || out == NULL)
        trouble("a copy of the store could not be made");
    while ((len = fread(block, 1, sizeof block, in)) > 0)
        if (fwrite(block, 1, len, out) != len)
            trouble("a copy of the store could not be written");
    fclose(in);
    if (fclose(out) != 0)
        trouble("a copy of the store could not be written");
}

/* Plays the step without failures: the heads before and after it, and the story as it goes on. */
static int play_step(struct bench *bench, const struct story_step *step, struct story *story,
                     char before[NAAST_HEAD_SIZE], char after[NAAST_HEAD_SIZE])
{
    int status, wrong;
    const uint64_t seed = bench->random;
    naast_store *store = bench_open(bench, &status);
    if (store == NULL)
        return found(bench, "the store does not open", "");
    story->store = store;
    bench->at = 0;
    wrong = bench_head(bench, store, before);
    bench->random = seed; /* verifying draws from it too */
    if (!wrong) {
        status = step->run(story);
        if (status != step->status)
            wrong = found(bench, "the step itself went wrong", naast_store_message(store));
    }
    if (!wrong)
        wrong = bench_head(bench, store, after);
    naast_store_free(store);
    return wrong;
}

/* A closed store is one file: its -wal went with the last handle. */
static int fail_step(struct bench *bench, const struct story_step *step, struct story *story)
{
    char before[NAAST_HEAD_SIZE], after[NAAST_HEAD_SIZE];
    const struct story begin = *story;
    const uint64_t seed = bench->random = UINT64_C(88172645463325252) + (uint64_t)(step - story_steps);
    int wrong, reached = 1, status = 0;
    bench->step = step->name;
    bench->now = story_time(step->day);
    copy_file(bench->path, bench->copy);
    wrong = play_step(bench, step, story, before, after);
    uint64_t later = bench->random;
    copy_file(bench->copy, bench->path);
    for (bench->at = 1; !wrong && reached; bench->at += bench->stride) {
        wrong = try_step(bench, step, &begin, seed, before, after, &reached, &status);
        if (!wrong && reached && status != NAAST_NO_MEMORY)
            copy_file(bench->copy, bench->path); /* it went well without that memory: from the beginning again */
    }
    bench->random = later;
    return wrong;
}

/* ---- making a store -------------------------------------------------------------------------------------------------
 */

static int try_create(struct bench *bench, int *reached)
{
    naast_store *store = NULL;
    naast_options options = bench_options(bench);
    int wrong = 0;
    bench->memory.requests = 0;
    bench->memory.fail_at = bench->at;
    int status = naast_store_new(&options, &store);
    if (status == NAAST_OK)
        status = naast_store_create(store, bench->path, NULL);
    *reached = bench->memory.requests >= bench->at;
    bench->memory.fail_at = 0;
    bench->failures += *reached;
    naast_store_free(store);
    if (status != NAAST_OK && status != NAAST_NO_MEMORY)
        wrong = found(bench, "another failure than no memory", naast_status_code(status));
    else if (status == NAAST_NO_MEMORY && access(bench->path, F_OK) == 0)
        wrong = found(bench, "half a store was left behind", bench->path);
    else if (bench->memory.live != 0)
        wrong = found(bench, "memory did not come back", "");
    if (status == NAAST_OK && *reached)
        unlink(bench->path);
    return wrong;
}

static int fail_create(struct bench *bench)
{
    int wrong = 0, reached = 1;
    bench->step = "create";
    for (bench->at = 1; !wrong && reached; bench->at += bench->stride)
        wrong = try_create(bench, &reached);
    return wrong;
}

static int fail_open(struct bench *bench)
{
    int wrong = 0, reached = 1, status;
    bench->step = "reopen";
    for (bench->at = 1; !wrong && reached; bench->at += bench->stride) {
        bench->memory.requests = 0;
        bench->memory.fail_at = bench->at;
        naast_store_free(bench_open(bench, &status));
        reached = bench->memory.requests >= bench->at;
        bench->memory.fail_at = 0;
        bench->failures += reached;
        if (status != NAAST_OK && status != NAAST_NO_MEMORY)
            wrong = found(bench, "another failure than no memory", naast_status_code(status));
        else if (bench->memory.live != 0)
            wrong = found(bench, "memory did not come back", "");
    }
    return wrong;
}

/* ---- the whole
 * -------------------------------------------------------------------------------------------------------- */

static void bench_begin(struct bench *bench)
{
    const char *folder = getenv("TMPDIR");
    snprintf(bench->folder, sizeof bench->folder, "%s/alloc-story-XXXXXX",
             folder != NULL && strlen(folder) < 40 ? folder : "/tmp");
    if (mkdtemp(bench->folder) == NULL)
        trouble("no folder could be made");
    snprintf(bench->path, sizeof bench->path, "%s/story.db", bench->folder);
    snprintf(bench->copy, sizeof bench->copy, "%s/copy.db", bench->folder);
    bench->now = story_time(0);
}

static void bench_end(const struct bench *bench)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", bench->folder);
    if (system(command) != 0)
        trouble("the folder could not be taken away");
}

static void read_arguments(struct bench *bench, int argc, char **argv)
{
    bench->control = "";
    bench->stride = 1;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--stride") == 0)
            bench->stride = strtol(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--control") == 0)
            bench->control = argv[i + 1];
        else
            trouble("usage: alloc_story [--stride N] [--control leak|half|forge]");
    }
    if (bench->stride < 1 || (argc - 1) % 2 != 0)
        trouble("usage: alloc_story [--stride N] [--control leak|half|forge]");
}

int main(int argc, char **argv)
{
    struct bench bench = {0};
    struct story story = {0};
    read_arguments(&bench, argc, argv);
    bench_begin(&bench);
    int wrong = fail_create(&bench);
    for (size_t i = 0; !wrong && i < STORY_STEPS; i++)
        wrong = fail_step(&bench, &story_steps[i], &story);
    if (!wrong)
        wrong = fail_open(&bench);
    bench_end(&bench);
    printf("%ld requests for memory failed in turn: %s\n", bench.failures,
           wrong ? "something was found" : "nothing was found");
    return wrong;
}
