/* story.c: honest deals, recorded through the public API, as something to measure. */
#include "bench.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

naast_store *bench_create(const char *path)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *store = NULL;
    options.actor = "bench";
    bench_must(naast_store_new(&options, &store) == 0, path, "no handle");
    unlink(path);
    MUST(naast_store_create(store, path, NULL), store);
    return store;
}

/* One item of the story. `from` and `by` (who confirms): 0 nobody, else the side. */
struct told {
    const char *kind, *value, *text;
    naast_side from;
    int about;
    naast_side by;
};

static const struct told story[] = {
    {"purpose", NULL, "We build search, 15 to 40k", NAAST_SIDE_US, 0, NAAST_SIDE_NONE},
    {"need", NULL, "Staff cannot find our policies", NAAST_SIDE_CUSTOMER, 0, NAAST_SIDE_NONE},
    {"need", NULL, "Staff also follow old versions", NAAST_SIDE_CUSTOMER, 0, NAAST_SIDE_NONE},
    {"why", NULL, "New colleagues give up and ask around", NAAST_SIDE_CUSTOMER, 2, NAAST_SIDE_NONE},
    {"why", NULL, "The inspectorate found two old versions", NAAST_SIDE_CUSTOMER, 3, NAAST_SIDE_NONE},
    {"summary", NULL, "Findable, current policies, so that new colleagues need not ask", NAAST_SIDE_US, 0,
     NAAST_SIDE_CUSTOMER},
    {"contribution", NULL, "A search that knows versions", NAAST_SIDE_US, 2, NAAST_SIDE_NONE},
    {"contribution", NULL, "Old versions marked as such", NAAST_SIDE_US, 3, NAAST_SIDE_NONE},
    {"limit", NULL, "We do not write policies", NAAST_SIDE_US, 0, NAAST_SIDE_NONE},
    {"match", "yes", "We can help with finding and with versions", NAAST_SIDE_US, 0, NAAST_SIDE_CUSTOMER},
    {"price_indication", NULL, "15 to 40k", NAAST_SIDE_US, 0, NAAST_SIDE_NONE},
    {"price", NULL, "28,000 in three parts", NAAST_SIDE_US, 0, NAAST_SIDE_NONE},
    {"costs", NULL, "Two days a week of an editor", NAAST_SIDE_US, 0, NAAST_SIDE_NONE},
    {"timeline", NULL, "January to April", NAAST_SIDE_US, 0, NAAST_SIDE_NONE},
    {"basis", NULL, "Three projects of this size took that long", NAAST_SIDE_US, 14, NAAST_SIDE_NONE},
    {"place", NULL, "Remote, each second Tuesday with them", NAAST_SIDE_US, 0, NAAST_SIDE_NONE},
    {"result", NULL, "Nine of ten questions answered within a minute", NAAST_SIDE_US, 0, NAAST_SIDE_NONE},
    {"basis", NULL, "Measured with their own twenty questions", NAAST_SIDE_US, 17, NAAST_SIDE_NONE},
    {"milestone", NULL, "A first index in February", NAAST_SIDE_US, 0, NAAST_SIDE_NONE},
    {"stakeholder", NULL, "The works council", NAAST_SIDE_US, 0, NAAST_SIDE_NONE},
    {"reporting", NULL, "A mail every Friday", NAAST_SIDE_US, 0, NAAST_SIDE_NONE},
    {"win", NULL, "Fewer questions at the desk", NAAST_SIDE_CUSTOMER, 0, NAAST_SIDE_NONE},
    {"win", NULL, "A reference in their field", NAAST_SIDE_US, 0, NAAST_SIDE_NONE},
    {"frame", NULL, "All of this, as written here", NAAST_SIDE_US, 0, NAAST_SIDE_CUSTOMER},
    {"authority", "decides", "I decide this", NAAST_SIDE_CUSTOMER, 0, NAAST_SIDE_NONE},
    {"authority", "signs", "And I sign", NAAST_SIDE_CUSTOMER, 0, NAAST_SIDE_NONE},
    {"agreement", "yes", "Let us start", NAAST_SIDE_CUSTOMER, 0, NAAST_SIDE_NONE},
    {"signature", NULL, "Signed on 12 November", NAAST_SIDE_CUSTOMER, 0, NAAST_SIDE_NONE},
};

static naast_party party(naast_side side, naast_id contact)
{
    return (naast_party){side, side == NAAST_SIDE_CUSTOMER ? contact : 0};
}

static void tell(naast_store *store, naast_id deal, naast_id contact, const struct told *told)
{
    naast_item_spec item = NAAST_ITEM_SPEC_INIT;
    naast_confirm_spec confirm = NAAST_CONFIRM_SPEC_INIT;
    item.kind = told->kind;
    item.value = told->value;
    item.text = told->text;
    item.from = party(told->from, contact);
    item.about = told->about;
    if (told->kind[0] == 'a' && told->kind[1] == 'u') /* authority is of a person */
        item.person = contact;
    MUST(naast_item_record(store, deal, &item, &confirm.item), store);
    confirm.by = party(told->by, contact);
    if (told->by != NAAST_SIDE_NONE)
        MUST(naast_item_confirm(store, deal, &confirm, NULL), store);
}

/* "Asked, and there are none" is the customer's own answer. */
static void no_conditions(naast_store *store, naast_id deal, naast_id contact)
{
    naast_item_spec item = NAAST_ITEM_SPEC_INIT;
    int32_t n;
    item.kind = "condition";
    item.text = "nothing but the invoice";
    item.none = 1;
    item.from = party(NAAST_SIDE_CUSTOMER, contact);
    MUST(naast_item_record(store, deal, &item, &n), store);
}

naast_id bench_honest_deal(naast_store *store, int k)
{
    naast_person_spec person = NAAST_PERSON_SPEC_INIT;
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_id contact, deal;
    char name[40], title[40];
    snprintf(name, sizeof name, "Sanne de Wit %d", k);
    snprintf(title, sizeof title, "Findable policy %d", k);
    person.name = name;
    MUST(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)), store);
    MUST(naast_person_add(store, &person, &contact), store);
    spec.title = title;
    spec.contact = contact;
    spec.amount = (naast_money){2800000, "EUR"};
    MUST(naast_deal_add(store, &spec, &deal), store);
    for (size_t told = 0; told < sizeof story / sizeof story[0]; told++)
        tell(store, deal, contact, &story[told]);
    no_conditions(store, deal, contact);
    MUST(naast_operation_end(store, 0), store);
    return deal;
}

const char *const bench_stages[] = {"discovery", "match", "value", "decision", "terms", "delivery", "completed", NULL};

void bench_advance_to(naast_store *store, naast_id deal, const char *stage)
{
    naast_advance_spec spec = NAAST_ADVANCE_SPEC_INIT;
    spec.to = stage;
    MUST(naast_deal_advance(store, deal, &spec, NULL), store);
}

void bench_advance(naast_store *store, naast_id id)
{
    naast_deal *deal = NULL;
    int at = 0;
    MUST(naast_deal_get(store, id, &deal), store);
    while (bench_stages[at] != NULL && strcmp(bench_stages[at], deal->stage) != 0)
        at++;
    naast_free(deal);
    bench_must(bench_stages[at] != NULL && bench_stages[at + 1] != NULL, "advance", "no stage of fair comes next");
    bench_advance_to(store, id, bench_stages[at + 1]);
}
