/* verify_findings.c: what a run of verify has found so far, how far it is, and whether it is to stop. */
#include "naast.h"

#include "store/verify/verify.h"

void verify_found(struct verify_report *report, enum verify_fault fault, struct verify_finding finding)
{
    if (report->finding[fault].found)
        return;
    finding.found = 1;
    report->finding[fault] = finding;
}

int verify_step(struct verify_pace *pace, int64_t more)
{
    const int64_t done = atomic_fetch_add(&pace->done, more) + more;
    const struct verify_plan *plan = pace->plan;
    if (pace->alone && plan->progress != NULL && done - pace->told >= 1024) {
        pace->told = done;
        if (plan->progress(plan->context, done, pace->total) != 0)
            atomic_store(&pace->stop, 1);
    }
    return atomic_load(&pace->stop) ? NAAST_STOPPED : 0;
}

int verify_asked_to_stop(void *context)
{
    struct verify_pace *pace = context;
    return atomic_load(&pace->stop);
}
