/* bench_store.c: makes a store of many imported deals and one honest deal, and prints that one's id. */
#include "bench.h"
#include "naast-exchange.h"

#include <stdio.h>
#include <stdlib.h>

static void import(naast_store *store, int deals)
{
    static const naast_stage_mapping stages[] = {{"new", "discovery"}, {"won", "won"}, {"lost", "lost"}};
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    naast_import *import = NULL;
    spec.stages = stages;
    spec.stage_count = 3;
    spec.currency = "EUR";
    MUST(naast_import_begin(store, &spec, &import), store);
    for (int k = 0; k < deals; k++) {
        const char *fields[NAAST_FIELD_COUNT] = {0};
        char title[40], org[40], number[40];
        snprintf(title, sizeof title, "Deal number %d", k);
        snprintf(org, sizeof org, "Customer %d", k % (deals / 20 + 1));
        snprintf(number, sizeof number, "X%d", k);
        fields[NAAST_FIELD_TITLE] = title;
        fields[NAAST_FIELD_ORG] = org;
        fields[NAAST_FIELD_EXTERNAL_ID] = number;
        fields[NAAST_FIELD_STAGE] = stages[k % 3].value;
        fields[NAAST_FIELD_AMOUNT] = "25000";
        fields[NAAST_FIELD_OPENED] = "2026-03-14";
        fields[NAAST_FIELD_CLOSED] = k % 3 ? "2026-08-09" : NULL;
        MUST(naast_import_row(
                 import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), NULL),
             store);
    }
    MUST(naast_import_end(import, 1, NULL), store);
}

int main(int count, char **args)
{
    bench_must(count == 3, "usage", "bench_store STORE DEALS");
    naast_store *store = bench_create(args[1]);
    import(store, atoi(args[2]));
    printf("%lld\n", (long long)bench_honest_deal(store, 0));
    naast_store_free(store);
    return 0;
}
