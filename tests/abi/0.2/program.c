/*
 * program.c: what a program of 0.2.0 does, a bit of everything, with its headers and nothing else. It runs with every
 * later library that has the same SONAME, unchanged and not compiled again: so this file is not changed either.
 *
 * It works in the present folder, and prints what it saw: the same with every library. With INDEXED it walks lists as
 * no program may, by [], and must fail where items have grown.
 */
#include <naast.h>

#include <naast-agenda.h>
#include <naast-backup.h>
#include <naast-checkup.h>
#include <naast-exchange.h>
#include <naast-find.h>
#include <naast-report.h>
#include <naast-share.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef INDEXED
#define AT(type, items, item_size, i) (&(items)[i])
#else
#define AT(type, items, item_size, i) NAAST_AT(type, items, item_size, i)
#endif
#define ITEM(type, list, i) AT(type, (list)->items, (list)->item_size, (i))

static naast_store *store;

#define CHECK(what)                                                                                                    \
    do {                                                                                                               \
        if (!(what)) {                                                                                                 \
            fprintf(stderr, "program.c:%d: not so: %s (%s)\n", __LINE__, #what, naast_store_message(store));           \
            exit(1);                                                                                                   \
        }                                                                                                              \
    } while (0)
#define OK(call) CHECK((call) == NAAST_OK)

/* ---- a handle ---- */

static size_t requests;

static void *resize(void *context, void *memory, size_t size)
{
    requests += context == &requests;
    if (size > 0)
        return realloc(memory, size);
    free(memory);
    return NULL;
}

/* Noon of 3 November 2026. */
static naast_time now(void *context)
{
    (void)context;
    return INT64_C(1793707200) * 1000000;
}

static int fill(void *context, void *out, size_t length)
{
    static unsigned char last;
    unsigned char *bytes = out;
    (void)context;
    while (length-- > 0)
        *bytes++ = ++last;
    return 0;
}

static naast_store *handle(void)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *made = NULL;
    options.actor = "Bo";
    options.language = NAAST_LANGUAGE_DUTCH;
    options.allocator.resize = resize;
    options.allocator.context = &requests;
    options.clock.now = now;
    options.random.fill = fill;
    CHECK(naast_store_new(&options, &made) == NAAST_OK);
    return made;
}

/* ---- a deal ---- */

static naast_id org, sanne, deal;

static int32_t record(const char *kind, const char *text, naast_party from, int32_t about)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    int32_t n = 0;
    spec.kind = kind;
    spec.text = text;
    spec.from = from;
    spec.about = about;
    OK(naast_item_record(store, deal, &spec, &n));
    return n;
}

static void open_a_deal(void)
{
    naast_org_spec org_spec = NAAST_ORG_SPEC_INIT;
    naast_person_spec person = NAAST_PERSON_SPEC_INIT;
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_deal *read = NULL;
    org_spec.name = "Waterdam";
    OK(naast_org_add(store, &org_spec, &org));
    person.name = "Sanne de Wit";
    person.email = "sanne@waterdam.example";
    person.org = org;
    OK(naast_person_add(store, &person, &sanne));
    spec.title = "Findable policy";
    spec.org = org;
    spec.contact = sanne;
    spec.expected = 20261215;
    OK(naast_money_parse("25000", NAAST_SPEC(naast_money_parse_spec, .currency = "EUR"), &spec.amount));
    OK(naast_deal_add(store, &spec, &deal));
    OK(naast_deal_get(store, deal, &read));
    printf("deal %" PRId64 ": %s, %s, %s, %" PRId64 " %s, %" PRId32 "\n", read->id, read->title, read->org_name,
           read->stage, read->amount.minor, read->amount.currency, read->expected);
    naast_free(read);
}

static void talk(void)
{
    const naast_party us = {NAAST_SIDE_US, 0}, customer = {NAAST_SIDE_CUSTOMER, sanne};
    naast_items *items = NULL;
    record("purpose", "We build search.", us, 0);
    const int32_t need = record("need", "Nobody can find the policy.", customer, 0);
    record("why", "Staff follow old versions.", customer, need);
    record("summary", "You want the policy found.", us, 0);
    OK(naast_item_list(store, deal, &items));
    CHECK(items->count == 4 && items->more == 0);
    for (size_t i = 0; i < items->count; i++) {
        const naast_item *item = ITEM(naast_item, items, i);
        CHECK(item->n == (int32_t)i + 1 && item->deal == deal);
        printf("item %" PRId32 ": %s, %s\n", item->n, item->kind, item->text);
    }
    naast_free(items);
}

static int32_t evaluate(void)
{
    naast_evaluation *evaluation = NULL;
    int32_t blockers = 0;
    OK(naast_gate_evaluate(store, deal, NULL, &evaluation));
    for (size_t g = 0; g < evaluation->gate_count; g++) {
        const naast_gate_result *gate = AT(naast_gate_result, evaluation->gates, evaluation->gate_size, g);
        for (size_t c = 0; c < gate->check_count; c++) {
            const naast_check_result *check = AT(naast_check_result, gate->checks, gate->check_size, c);
            printf("check %s.%s: %d %s", gate->gate, check->check, (int)check->verdict, check->code);
            for (size_t i = 0; i < check->item_count; i++)
                printf(" %" PRId32, AT(naast_check_item, check->items, check->item_size, i)->n);
            if (check->remedy != NULL && check->remedy->action != 0)
                printf(", to do %d %s", (int)check->remedy->action, check->remedy->kind);
            printf("\n");
        }
    }
    blockers = (int32_t)evaluation->blockers;
    CHECK((blockers == 0) == (evaluation->open != 0));
    naast_free(evaluation);
    return blockers;
}

static void advance(void)
{
    naast_confirm_spec word = NAAST_CONFIRM_SPEC_INIT;
    naast_items_touched *touched = NULL;
    naast_transitions *moves = NULL;
    CHECK(evaluate() == 1);
    CHECK(naast_deal_advance(store, deal, NULL, NULL) == NAAST_NOT_YET);
    word.item = 4;
    word.by = (naast_party){NAAST_SIDE_CUSTOMER, sanne};
    OK(naast_item_confirm(store, deal, &word, &touched));
    naast_free(touched);
    CHECK(evaluate() == 0);
    OK(naast_deal_advance(store, deal, NULL, NULL));
    OK(naast_transition_list(store, deal, &moves));
    for (size_t i = 0; i < moves->count; i++) {
        const naast_transition *move = ITEM(naast_transition, moves, i);
        printf("move %" PRId32 ": %s to %s\n", move->n, move->from_stage, move->to_stage);
    }
    naast_free(moves);
}

/* ---- lists ---- */

static void add_orgs(size_t count)
{
    for (size_t k = 0; k < count; k++) {
        naast_org_spec spec = NAAST_ORG_SPEC_INIT;
        char name[32];
        naast_id id = 0;
        snprintf(name, sizeof name, "Company %zu", k);
        spec.name = name;
        OK(naast_org_add(store, &spec, &id));
    }
}

/* Pages of three, each after the one before. */
static void list_orgs(void)
{
    naast_page page = NAAST_PAGE_INIT;
    naast_orgs *orgs = NULL;
    char after[512] = "";
    size_t count = 0;
    page.limit = 3;
    for (int more = 1; more;) {
        page.after = after;
        OK(naast_org_list(store, NULL, &page, &orgs));
        CHECK(orgs->count > 0 && orgs->count <= 3 && strlen(orgs->next) < sizeof after);
        for (size_t i = 0; i < orgs->count; i++) {
            printf("org %s\n", ITEM(naast_org, orgs, i)->name);
            count++;
        }
        more = orgs->more;
        CHECK(more == (*orgs->next != '\0'));
        snprintf(after, sizeof after, "%s", orgs->next);
        naast_free(orgs);
    }
    CHECK(count == 8);
}

/* Two in one operation, and a page of those of a customer. */
static void list_deals(void)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_page page = NAAST_PAGE_INIT;
    naast_deals *deals = NULL;
    OK(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    for (int k = 0; k < 2; k++) {
        naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
        naast_id id = 0;
        spec.title = k == 0 ? "A second one" : "A third one";
        spec.org = org;
        OK(naast_deal_add(store, &spec, &id));
    }
    OK(naast_operation_end(store, NAAST_OK));
    filter.org = org;
    page.limit = 2;
    OK(naast_deal_list(store, &filter, &page, &deals));
    CHECK(deals->count == 2 && deals->more);
    for (size_t i = 0; i < deals->count; i++)
        printf("deal %s\n", ITEM(naast_deal, deals, i)->title);
    naast_free(deals);
}

static void list_log(void)
{
    naast_log *log = NULL;
    OK(naast_log_list(store, NULL, NULL, &log));
    CHECK(log->count > 10);
    for (size_t i = 0; i < log->count; i++) {
        const naast_log_entry *entry = ITEM(naast_log_entry, log, i);
        printf("log %" PRId64 ": %s by %s\n", entry->operation, entry->operation_name, entry->actor);
    }
    naast_free(log);
}

static void report(void)
{
    naast_funnel *funnel = NULL;
    naast_agenda *agenda = NULL;
    naast_forecast *forecast = NULL;
    OK(naast_report_funnel(store, NULL, &funnel));
    for (size_t i = 0; i < funnel->count; i++) {
        const naast_funnel_line *line = ITEM(naast_funnel_line, funnel, i);
        printf("funnel %s.%s: %" PRId64 ", %" PRId64 " %s\n", line->pipeline, line->stage, (int64_t)line->deals,
               line->minor, line->currency);
    }
    naast_free(funnel);
    OK(naast_report_forecast(store, NULL, &forecast));
    for (size_t i = 0; i < forecast->total_count; i++) {
        const naast_forecast_total *total = AT(naast_forecast_total, forecast->totals, forecast->total_size, i);
        printf("forecast %s: %" PRId64 "\n", total->currency, total->minor);
    }
    naast_free(forecast);
    OK(naast_agenda_list(store, NULL, NULL, &agenda));
    for (size_t i = 0; i < agenda->count; i++)
        printf("agenda %" PRId64 "\n", ITEM(naast_agenda_line, agenda, i)->deal);
    naast_free(agenda);
}

static void share(void)
{
    naast_share_spec spec = NAAST_SHARE_SPEC_INIT;
    naast_share *page = NULL;
    spec.reader = sanne;
    OK(naast_share_read(store, deal, &spec, &page));
    printf("page of %s for %s\n", page->title, page->reader);
    for (size_t i = 0; i < page->count; i++) {
        const naast_share_line *line = ITEM(naast_share_line, page, i);
        printf("page %d.%" PRId32 ": %s, %s\n", (int)line->section, line->n, line->kind, line->text);
    }
    naast_free(page);
}

/* ---- out and in ---- */

static void import_rows(void)
{
    static const char *const titles[] = {"Found in a file", "", "Found there too"};
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    naast_import_summary *summary = NULL;
    naast_import *import = NULL;
    spec.currency = "EUR";
    OK(naast_import_begin(store, &spec, &import));
    for (size_t k = 0; k < 3; k++) {
        const char *fields[NAAST_FIELD_COUNT] = {0};
        naast_import_result result = NAAST_IMPORT_RESULT_INIT;
        fields[NAAST_FIELD_TITLE] = titles[k];
        fields[NAAST_FIELD_AMOUNT] = k == 1 ? "much" : "1000";
        fields[NAAST_FIELD_OPENED] = k == 1 ? "then" : NULL;
        int status = naast_import_row(
            import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), &result);
        CHECK(status == (k == 1 ? NAAST_BAD_DATA : NAAST_OK) && result.added == (k != 1));
        for (size_t i = 0; i < result.fault_count; i++)
            printf("fault %s\n", AT(naast_import_fault, result.faults, result.fault_size, i)->code);
    }
    OK(naast_import_end(import, 1, &summary));
    CHECK(summary->rows == 3 && summary->added == 2 && summary->bad == 1 && summary->total_count == 1);
    const naast_import_total *total = AT(naast_import_total, summary->totals, summary->total_size, 0);
    printf("import %s: %" PRId64 "\n", total->currency, total->open);
    naast_free(summary);
}

static int next(void *context, const naast_entry **out) { return naast_export_next(context, out); }

static void copy_by_entries(void)
{
    naast_head head = NAAST_HEAD_INIT;
    naast_store_import_spec spec = NAAST_STORE_IMPORT_SPEC_INIT;
    naast_verification *found = NULL;
    naast_export *exporting = NULL;
    naast_store *copy = handle();
    OK(naast_export_begin(store, NULL, &head, &exporting));
    spec.uuid = head.uuid;
    spec.schema = head.schema;
    spec.next = next;
    spec.context = exporting;
    CHECK(naast_store_import(copy, "copy.db", &spec) == NAAST_OK);
    naast_export_end(exporting);
    CHECK(naast_store_verify(copy, NULL, &found) == NAAST_OK);
    CHECK(strcmp(found->head, head.head) == 0);
    naast_free(found);
    naast_store_free(copy);
}

static int asked(void *context, int64_t done, int64_t total)
{
    CHECK(context == &requests && done <= total);
    return 0;
}

static void back_up(void)
{
    naast_backup_spec spec = NAAST_BACKUP_SPEC_INIT;
    naast_backup_made *made = NULL;
    naast_backups *backups = NULL;
    spec.progress = asked;
    spec.context = &requests;
    for (int k = 0; k < 2; k++) {
        OK(naast_backup_make(store, &spec, &made));
        CHECK(made->removed_count == 0 && *made->trouble == '\0');
        printf("backup of %" PRId64 " entries\n", made->backup->seq);
        naast_free(made);
        add_orgs(1);
    }
    OK(naast_backup_list(store, NULL, &backups));
    CHECK(backups->count == 2);
    for (size_t i = 0; i < backups->count; i++)
        printf("backup %s\n", ITEM(naast_backup, backups, i)->name);
    naast_free(backups);
}

static void check_up(void)
{
    naast_verification *found = NULL;
    naast_checkup *checkup = NULL;
    OK(naast_store_verify(store, NULL, &found));
    CHECK(found->finding_count == 0);
    printf("verified %" PRId64 " entries\n", (int64_t)found->entries);
    naast_free(found);
    naast_store_free(store);
    store = handle();
    OK(naast_store_checkup(store, "store.db", NULL, &checkup));
    for (size_t i = 0; i < checkup->count; i++)
        CHECK(*ITEM(naast_checkup_finding, checkup, i)->what != '\0');
    naast_free(checkup);
}

int main(void)
{
    naast_create_spec create = NAAST_CREATE_SPEC_INIT;
    store = handle();
    create.default_pipeline = "fair";
    OK(naast_store_create(store, "store.db", &create));
    open_a_deal();
    talk();
    advance();
    add_orgs(7);
    list_orgs();
    list_deals();
    import_rows();
    list_log();
    report();
    share();
    copy_by_entries();
    back_up();
    check_up();
    naast_store_free(store);
    CHECK(requests > 100);
    return 0;
}
