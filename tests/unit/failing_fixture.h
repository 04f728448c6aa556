/* failing_fixture.h: runs operations with memory that runs out, or an engine that fails, at every place in turn. */
#ifndef FAILING_FIXTURE_H
#define FAILING_FIXTURE_H

#include "engine_fault.h"
#include "deal_fixture.h"

#include "store/journal_operation.h"
#include "store/statements.h"
#include "store/store.h"

struct failing {
    struct fixture *f;
    int (*run)(void);
    int status;                     /* what it comes to when nothing fails */
    void (*ready)(void);            /* on the handle made afresh; NULL: nothing */
    void (*picture)(char out[512]); /* all that must stay as it was */
    long nth;
    int reached;
    struct fault_plan plan;
};

/* Runs it on a handle of its own, on which nothing is kept ready yet. */
static inline int failing_run(struct failing *failing, void (*arm)(struct failing *), void (*disarm)(struct failing *))
{
    struct fixture *f = failing->f;
    naast_store *mine = f->store;
    f->store = fixture_handle(f);
    expect_ok(f, naast_store_open(f->store, f->path, NAAST_READ_WRITE));
    if (failing->ready != NULL)
        failing->ready();
    arm(failing);
    int status = failing->run();
    disarm(failing);
    if (status == NAAST_NO_MEMORY)
        ck_assert_str_eq(naast_store_code(f->store), "no_memory");
    naast_store_free(f->store);
    f->store = mine;
    return status;
}

static inline void arm_memory(struct failing *failing)
{
    failing->f->memory.requests = 0;
    failing->f->memory.fail_at = failing->nth;
}

static inline void disarm_memory(struct failing *failing)
{
    failing->reached = failing->f->memory.requests >= failing->nth;
    failing->f->memory.fail_at = 0;
}

static inline void arm_engine(struct failing *failing)
{
    naast_store *store = failing->f->store;
    struct engine *wrapped = NULL;
    journal_free(store); /* what is prepared belongs to the engine inside */
    statements_free(store);
    ck_assert_int_eq(engine_fault_wrap(store->engine, &failing->plan, &wrapped), 0);
    store->engine = wrapped;
    failing->plan = (struct fault_plan){.fail_at = failing->nth, .status = NAAST_IO};
}

static inline void disarm_engine(struct failing *failing)
{
    failing->reached = failing->plan.calls >= failing->nth;
    failing->plan.fail_at = 0;
    ck_assert_int_eq(failing->plan.violations, 0);
}

/* Each place fails once, and leaves all as it was; then the operation comes to what it comes to. */
static inline void fail_everywhere(struct failing *failing, int with, void (*arm)(struct failing *),
                                   void (*disarm)(struct failing *))
{
    char before[512], after[512];
    failing->picture(before);
    for (failing->nth = 1, failing->reached = 1; failing->reached; failing->nth++) {
        int status = failing_run(failing, arm, disarm);
        /* What was wrong anyway stays so, when it was the giving up that failed. */
        int wrong_anyway = failing->status != NAAST_OK && status == failing->status;
        ck_assert_msg(status == (failing->reached ? with : failing->status) || wrong_anyway, "place %ld: %d",
                      failing->nth, status);
        if (failing->reached) {
            failing->picture(after);
            ck_assert_str_eq(after, before);
        }
    }
    ck_assert_int_gt(failing->nth, 3);
}

#endif
