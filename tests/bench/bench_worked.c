/*
 * bench_worked.c: makes a store of worked deals through the library, and prints the id of one that is open.
 *
 *     bench_worked STORE DEALS
 *
 * A deal of it was opened, talked through, moved ten times and given twelve items on days of its own; one in eight was
 * won, one in four ended otherwise, and half of those that are open have slept. The deals go on in turn, as they do in
 * the life of a store, each day in one operation. The last day is 9 November 2026.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

#define DAY (INT64_C(86400) * 1000000)
#define LAST_MOMENT (INT64_C(1794301200) * 1000000)

enum {
    IN_TRANSACTION = 400,
    DEALS_OF_ORG = 20,
    OPEN_DAYS = 40,
    ENDED_DAYS = 900,
    SHORTEST_DAYS = 30,
    LONGER_DAYS = 120
};

/* One thing that was done on a deal. Items are numbered as they come: 1, 2 ... */
enum deed { RECORD, CONFIRM, ADVANCE, BACK, SETTLE, LAST };
struct step {
    int visit; /* what was done on one day has one number */
    enum deed deed;
    const char *kind, *value, *text;
    naast_side from;
    int item; /* which it is about, or which is confirmed or settled */
};

static const struct step steps[] = {
    {0, RECORD, "purpose", NULL, "We build search, 15 to 40k", NAAST_SIDE_US, 0},
    {1, RECORD, "need", NULL, "Staff cannot find our policies", NAAST_SIDE_CUSTOMER, 0},
    {1, RECORD, "why", NULL, "New colleagues give up and ask around", NAAST_SIDE_CUSTOMER, 2},
    {1, RECORD, "summary", NULL, "Findable policies, so that nobody has to ask", NAAST_SIDE_US, 0},
    {1, CONFIRM, NULL, NULL, NULL, NAAST_SIDE_CUSTOMER, 4},
    {2, ADVANCE, NULL, NULL, NULL, NAAST_SIDE_NONE, 0},
    {3, RECORD, "contribution", NULL, "A search that knows versions", NAAST_SIDE_US, 2},
    {3, RECORD, "limit", NULL, "We do not write policies", NAAST_SIDE_US, 0},
    {3, RECORD, "match", "yes", "We can help with finding", NAAST_SIDE_US, 0},
    {3, CONFIRM, NULL, NULL, NULL, NAAST_SIDE_CUSTOMER, 7},
    {3, RECORD, "price_indication", NULL, "15 to 40k", NAAST_SIDE_US, 0},
    {4, ADVANCE, NULL, NULL, NULL, NAAST_SIDE_NONE, 0},
    {5, RECORD, "price", NULL, "28,000 in three parts", NAAST_SIDE_US, 0},
    {5, RECORD, "promise", NULL, "A first index to try", NAAST_SIDE_US, 0},
    {5, RECORD, "basis", NULL, "Three of this size took that long", NAAST_SIDE_US, 10},
    {6, BACK, NULL, NULL, "they asked whether it can be smaller", NAAST_SIDE_NONE, 0},
    {7, ADVANCE, NULL, NULL, NULL, NAAST_SIDE_NONE, 0},
    {8, RECORD, "milestone", NULL, "An index of one department", NAAST_SIDE_US, 0},
    {8, BACK, NULL, NULL, "somebody else speaks for them now", NAAST_SIDE_NONE, 0},
    {9, BACK, NULL, NULL, "what they need has to be talked through again", NAAST_SIDE_NONE, 0},
    {10, ADVANCE, NULL, NULL, NULL, NAAST_SIDE_NONE, 0},
    {11, ADVANCE, NULL, NULL, NULL, NAAST_SIDE_NONE, 0},
    {11, SETTLE, NULL, NULL, NULL, NAAST_SIDE_CUSTOMER, 10},
    {12, BACK, NULL, NULL, "the price is asked again", NAAST_SIDE_NONE, 0},
    {13, LAST, NULL, NULL, NULL, NAAST_SIDE_NONE, 0},
};
enum { STEPS = sizeof steps / sizeof steps[0], VISITS = 14 };

static const char *const owners[] = {"bench", "Anna", "Bilal", "Chen", "Daan", "Els", "Fatma", "Giel"};
static const char *const currencies[] = {"EUR", "EUR", "EUR", "USD", "GBP"};
static const char *const outcomes[] = {"declined", "lost", "no_decision", "withdrawn", "rejected", "no_match"};
#define CHOSEN(list, number) (list)[(number) % (sizeof(list) / sizeof(list)[0])]

enum fate { OPEN, ENDED, WON };
struct deal {
    naast_id id, contact;
    enum fate fate;
    uint64_t chance;
};

struct visit {
    naast_time at;
    int deal, number;
};

struct work {
    naast_store *store;
    naast_time now;
    struct deal *deals;
    struct visit *visits;
    naast_id *orgs;
    int count, org_count;
};

static naast_time clock_of(void *context) { return ((const struct work *)context)->now; }

/* The same store every time: a number that follows from another, all of its bits mixed. */
static uint64_t mixed(uint64_t number)
{
    number = (number ^ number >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    number = (number ^ number >> 27) * UINT64_C(0x94d049bb133111eb);
    return number ^ number >> 31;
}

/* ---- when ------------------------------------------------------------------------------------------------------ */

static int by_time(const void *left, const void *right)
{
    const struct visit *a = left, *b = right;
    const int later = (a->at > b->at) - (a->at < b->at), next = a->deal - b->deal;
    return later != 0 ? later : next != 0 ? next : a->number - b->number;
}

static void plan(struct work *work)
{
    for (int k = 0; k < work->count; k++) {
        struct deal *deal = &work->deals[k];
        deal->chance = mixed((uint64_t)k + 1);
        deal->fate = k % 8 == 7 ? WON : k % 4 == 1 ? ENDED : OPEN;
        const uint64_t ago = deal->fate == OPEN ? OPEN_DAYS : ENDED_DAYS;
        const int64_t last = LAST_MOMENT - (int64_t)(deal->chance % (ago * 86400)) * 1000000 - DAY;
        const int64_t took = (SHORTEST_DAYS + (int64_t)((deal->chance >> 20) % LONGER_DAYS)) * DAY;
        for (int number = 0; number < VISITS; number++)
            work->visits[k * VISITS + number] = (struct visit){last - took + took / (VISITS - 1) * number, k, number};
    }
    qsort(work->visits, (size_t)work->count * VISITS, sizeof *work->visits, by_time);
}

/* ---- what is done ---------------------------------------------------------------------------------------------- */

static naast_party party(const struct deal *deal, naast_side side)
{
    return (naast_party){side, side == NAAST_SIDE_CUSTOMER ? deal->contact : 0};
}

static void open_deal(struct work *work, struct deal *deal, int k)
{
    naast_person_spec person = NAAST_PERSON_SPEC_INIT;
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    char name[40], title[40];
    snprintf(name, sizeof name, "Sanne de Wit %d", k);
    snprintf(title, sizeof title, "Findable policy %d", k);
    person.name = name;
    person.org = spec.org = work->orgs[k % work->org_count];
    MUST(naast_person_add(work->store, &person, &deal->contact), work->store);
    spec.title = title;
    spec.contact = deal->contact;
    spec.owner = CHOSEN(owners, deal->chance >> 8);
    spec.amount.minor = (int64_t)(deal->chance % 9000 + 100) * 1000;
    snprintf(spec.amount.currency, sizeof spec.amount.currency, "%s", CHOSEN(currencies, deal->chance >> 16));
    if (deal->fate == OPEN && deal->chance >> 48 & 1)
        spec.expected = naast_date_add(naast_store_today(work->store), (int32_t)(deal->chance % 200));
    MUST(naast_deal_add(work->store, &spec, &deal->id), work->store);
}

static void record(struct work *work, const struct deal *deal, const struct step *step)
{
    naast_item_spec item = NAAST_ITEM_SPEC_INIT;
    item.kind = step->kind;
    item.value = step->value;
    item.text = step->text;
    item.from = party(deal, step->from);
    item.about = step->item;
    if (step->item == 0 && step->kind[0] == 'p' && step->kind[2] == 'o') /* a promise */
        item.due = naast_date_add(naast_store_today(work->store), (int32_t)(deal->chance % 90 + 5));
    MUST(naast_item_record(work->store, deal->id, &item, NULL), work->store);
}

static void confirm(struct work *work, const struct deal *deal, const struct step *step)
{
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.item = step->item;
    spec.by = party(deal, step->from);
    MUST(naast_item_confirm(work->store, deal->id, &spec, NULL), work->store);
}

/* Half of the promises stay open; one in eight is broken. */
static void settle(struct work *work, const struct deal *deal, const struct step *step)
{
    naast_settle_spec spec = NAAST_SETTLE_SPEC_INIT;
    const uint64_t chance = (deal->chance >> 32) % 8;
    if (chance < 4)
        return;
    spec.state = chance == 4 ? "broken" : "kept";
    spec.by = party(deal, step->from);
    MUST(naast_item_settle(work->store, deal->id, step->item, &spec), work->store);
}

static int move_back(naast_store *store, naast_id deal, const char *because)
{
    naast_back_spec spec = NAAST_BACK_SPEC_INIT;
    spec.because = because;
    return naast_deal_move_back(store, deal, &spec);
}

/* The tenth move: an end, which not every customer is told, or back or forward again; for some none, and they stay. */
static void last_move(struct work *work, const struct deal *deal)
{
    naast_end_spec spec = NAAST_END_SPEC_INIT;
    spec.outcome = CHOSEN(outcomes, deal->chance >> 40);
    spec.because = "another year, or somebody else";
    spec.informed = deal->chance >> 50 & 1 ? deal->contact : 0;
    if (deal->fate == ENDED)
        MUST(naast_deal_end(work->store, deal->id, &spec), work->store);
    else if (deal->chance >> 62 == 0)
        MUST(move_back(work->store, deal->id, "somebody new has to be met first"), work->store);
    else if (deal->chance >> 62 != 1)
        bench_advance(work->store, deal->id);
}

static void take_step(struct work *work, struct deal *deal, const struct step *step)
{
    switch (step->deed) {
    case RECORD:
        record(work, deal, step);
        break;
    case CONFIRM:
        confirm(work, deal, step);
        break;
    case ADVANCE:
        bench_advance(work->store, deal->id);
        break;
    case BACK:
        MUST(move_back(work->store, deal->id, step->text), work->store);
        break;
    case SETTLE:
        settle(work, deal, step);
        break;
    case LAST:
        last_move(work, deal);
        break;
    }
}

/* Those that are won have all that their gates ask from the first day on, and go straight on to the work. */
static void visit_won(struct work *work, struct deal *deal, const struct visit *visit)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.owner = CHOSEN(owners, deal->chance >> 8);
    spec.org = work->orgs[visit->deal % work->org_count];
    if (visit->number == 0) {
        deal->id = bench_honest_deal(work->store, visit->deal);
        MUST(naast_deal_edit(work->store, deal->id, &spec), work->store);
    } else if (visit->number <= 5) {
        bench_advance(work->store, deal->id);
    }
}

static void make_visit(struct work *work, const struct visit *visit)
{
    struct deal *deal = &work->deals[visit->deal];
    if (deal->fate == WON) {
        visit_won(work, deal, visit);
        return;
    }
    if (visit->number == 0)
        open_deal(work, deal, visit->deal);
    for (int k = 0; k < STEPS; k++)
        if (steps[k].visit == visit->number)
            take_step(work, deal, &steps[k]);
}

/* ---- the store ------------------------------------------------------------------------------------------------- */

static void begin(struct work *work, const char *path)
{
    naast_options options = NAAST_OPTIONS_INIT;
    options.actor = "bench";
    options.clock = (naast_clock){clock_of, work};
    bench_must(naast_store_new(&options, &work->store) == 0, path, "no handle");
    MUST(naast_store_create(work->store, path, NULL), work->store);
    MUST(naast_operation_begin(work->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)),
         work->store);
    for (int k = 0; k < work->org_count; k++) {
        naast_org_spec org = NAAST_ORG_SPEC_INIT;
        char name[40];
        snprintf(name, sizeof name, "Customer %d", k);
        org.name = name;
        MUST(naast_org_add(work->store, &org, &work->orgs[k]), work->store);
    }
    MUST(naast_operation_end(work->store, 0), work->store);
}

/* A day is one operation, and so one transaction. */
static void make(struct work *work)
{
    const int visits = work->count * VISITS;
    for (int k = 0; k < visits;) {
        const int64_t day = work->visits[k].at / DAY;
        work->now = work->visits[k].at;
        MUST(naast_operation_begin(work->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)),
             work->store);
        for (; k < visits && work->visits[k].at / DAY == day; k++)
            make_visit(work, &work->visits[k]);
        MUST(naast_operation_end(work->store, 0), work->store);
    }
}

int main(int count, char **args)
{
    static struct work work;
    bench_must(count == 3, "usage", "bench_worked STORE DEALS");
    work.count = atoi(args[2]);
    bench_must(work.count > 0 && work.count <= 10000000, "DEALS", args[2]);
    work.org_count = work.count / DEALS_OF_ORG + 1;
    work.deals = calloc((size_t)work.count, sizeof *work.deals);
    work.visits = calloc((size_t)work.count * VISITS, sizeof *work.visits);
    work.orgs = calloc((size_t)work.org_count, sizeof *work.orgs);
    bench_must(work.deals != NULL && work.visits != NULL && work.orgs != NULL, "DEALS", "no memory");
    plan(&work);
    work.now = work.visits[0].at;
    begin(&work, args[1]);
    make(&work);
    printf("%lld\n", (long long)work.deals[0].id);
    naast_store_free(work.store);
    free(work.deals);
    free(work.visits);
    free(work.orgs);
    return 0;
}
