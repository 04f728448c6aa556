/* test_deals_filter.c: what a filter of deals lets through and in which order, against SQL written apart from it, on
 * deals made by chance. */
#include "fixtures/deal.h"
#include "base/env/env.h"

#include <sqlite3.h>

enum { DEALS = 240, IDS = 4096 };

static struct fixture f;
static naast_id orgs[4], people[4];

static const char *const titles[] = {"Café policy", "Search",        "An intake portal",
                                     "cafe search", "Zürich bridge", "Plan"};
static const char *const notes[] = {NULL, "old versions", "Waterdam asked", NULL};

/* A small generator, so that every run has the same deals. */
static unsigned chance(unsigned below)
{
    static unsigned state = 20261110;
    state = state * 1103515245 + 12345;
    return (state >> 16) % below;
}

static void add_some(void)
{
    static const char *const currencies[] = {"EUR", "USD", "JPY", "KWD"};
    for (int k = 0; k < DEALS; k++) {
        naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
        naast_item_spec item = NAAST_ITEM_SPEC_INIT;
        naast_id id = 0;
        int32_t n;
        fixture_day(&f, 1 + (int)chance(60));
        spec.title = titles[chance(6)];
        spec.note = notes[chance(4)];
        spec.org = orgs[chance(4)];
        spec.contact = people[chance(4)];
        if (chance(3) != 0) {
            spec.amount.minor = (int64_t)chance(40) * 50000;
            memcpy(spec.amount.currency, currencies[chance(4)], 4);
        }
        if (chance(2) != 0)
            spec.expected = 20261101 + (naast_date)chance(28);
        expect_ok(&f, naast_deal_add(f.store, &spec, &id));
        item.kind = "need";
        item.from = us;
        item.text = chance(2) != 0 ? "staff search for old rules" : "it's slow; \"very\"";
        if (chance(3) == 0)
            expect_ok(&f, naast_item_record(f.store, id, &item, &n));
        f.deal = id;
        if (chance(5) == 0)
            expect_ok(&f, end_as(&f, "declined", 0));
    }
}

static void setup(void)
{
    static const char *const names[] = {"Waterdam", "Café Zuid", "Zon & Zee", "a noord"};
    fixture_open(&f);
    for (int k = 1; k < 4; k++) {
        naast_org_spec org = NAAST_ORG_SPEC_INIT;
        naast_person_spec person = NAAST_PERSON_SPEC_INIT;
        org.name = names[k];
        person.name = k == 1 ? "Søren Bridge" : "Karim";
        expect_ok(&f, naast_org_add(f.store, &org, &orgs[k]));
        expect_ok(&f, naast_person_add(f.store, &person, &people[k]));
    }
    add_some();
}

static void teardown(void) { fixture_close(&f); }

/* The ids that a query of one column gives. */
static size_t wanted_ids(const char *sql, naast_id ids[IDS])
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    size_t count = 0;
    ck_assert_int_eq(sqlite3_open(f.path, &db), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(stmt) == SQLITE_ROW && count < IDS)
        ids[count++] = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return count;
}

/* Page after page, until there is no more. */
static size_t found_ids(naast_deal_filter filter, uint32_t limit, naast_id ids[IDS])
{
    size_t count = 0;
    int more = 1;
    char after[400] = "";
    while (more) {
        naast_deals *deals = NULL;
        expect_ok(&f, naast_deal_list(f.store, &filter, PAGE(limit, after), &deals));
        ck_assert_uint_le(deals->count, limit);
        for (size_t k = 0; k < deals->count; k++)
            ids[count++] = deals->items[k].id;
        more = deals->more;
        ck_assert_uint_lt((size_t)snprintf(after, sizeof after, "%s", deals->next), sizeof after);
        ck_assert_int_eq(more, *after != '\0');
        ck_assert(!more || deals->count == limit);
        naast_free(deals);
    }
    return count;
}

static void same(const char *what, const naast_deal_filter *filter, const char *sql)
{
    static naast_id wanted[IDS], found[IDS];
    const size_t count = wanted_ids(sql, wanted);
    for (uint32_t limit = 7; limit < 2 * DEALS; limit *= 9) {
        ck_assert_msg(found_ids(*filter, limit, found) == count, "%s: not as many as %s", what, sql);
        ck_assert_msg(memcmp(wanted, found, count * sizeof *found) == 0, "%s: not the same as %s", what, sql);
    }
    ck_assert_msg(count > 0, "%s: the control: there are some", what);
}

#define FROM "SELECT d.id FROM naast_deal d LEFT JOIN naast_org o ON o.id = d.org WHERE d.void = 0 "

START_TEST(test_every_order_gives_each_deal_once_in_that_order)
{
    static const struct {
        naast_deal_sort sort;
        int descending;
        const char *order;
    } orders[] = {
        {NAAST_BY_NUMBER, 0, "d.id"},
        {NAAST_BY_NUMBER, 1, "d.id DESC"},
        {NAAST_BY_TITLE, 0, "d.folded, d.id"},
        {NAAST_BY_TITLE, 1, "d.folded DESC, d.id DESC"},
        {NAAST_BY_ORG, 0, "o.folded NULLS LAST, d.id"},
        {NAAST_BY_ORG, 1, "o.folded DESC NULLS LAST, d.id DESC"},
        {NAAST_BY_AMOUNT, 0, "d.currency NULLS LAST, d.amount, d.id"},
        {NAAST_BY_AMOUNT, 1, "d.currency NULLS LAST, d.amount DESC, d.id"},
        {NAAST_BY_SINCE, 0, "d.since, d.id"},
        {NAAST_BY_SINCE, 1, "d.since DESC, d.id DESC"},
        {NAAST_BY_EXPECTED, 0, "d.expected NULLS LAST, d.id"},
        {NAAST_BY_EXPECTED, 1, "d.expected DESC NULLS LAST, d.id DESC"},
        {NAAST_BY_CREATED, 0, "d.created, d.id"},
        {NAAST_BY_CREATED, 1, "d.created DESC, d.id DESC"},
    };
    for (size_t k = 0; k < sizeof orders / sizeof orders[0]; k++) {
        naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
        char sql[300];
        filter.sort = orders[k].sort;
        filter.descending = orders[k].descending;
        snprintf(sql, sizeof sql, FROM "ORDER BY %s", orders[k].order);
        same(orders[k].order, &filter, sql);
    }
}
END_TEST

#define WITH(...)                                                                                                      \
    {                                                                                                                  \
        .size = sizeof(naast_deal_filter), __VA_ARGS__                                                                 \
    }
#define DAY(column) "date(d." column " / 1000000, 'unixepoch')"
#define UNIT "(CASE d.currency WHEN 'JPY' THEN 1 WHEN 'KWD' THEN 1000 ELSE 100 END)"
#define SAYS(column, word) "lower(coalesce(" column ", '')) LIKE '%" word "%'"

START_TEST(test_each_filter_lets_through_what_sql_of_its_own_does)
{
    const struct {
        const char *what;
        naast_deal_filter filter;
        const char *where;
    } filters[] = {
        {"stage", WITH(.stage = "discovery"), "d.stage = 'discovery'"},
        {"open", WITH(.outcome = "open"), "d.outcome IS NULL"},
        {"declined", WITH(.outcome = "declined"), "d.outcome = 'declined'"},
        {"org", WITH(.org = orgs[1]), "o.name = 'Café Zuid'"},
        {"contact", WITH(.contact = people[1]),
         "d.contact = (SELECT id FROM naast_person WHERE name = 'Søren Bridge')"},
        {"verified", WITH(.unverified = NAAST_FLAG_CLEAR), "d.unverified = 0"},
        {"currency", WITH(.currency = "JPY"), "d.currency = 'JPY'"},
        {"at least", WITH(.amount_from = 500000), "d.amount >= 5000 * " UNIT},
        {"at most", WITH(.amount_to = 500000), "d.amount <= 5000 * " UNIT},
        {"between", WITH(.amount_from = 50000, .amount_to = 100000000),
         "d.amount BETWEEN 500 * " UNIT " AND 1000000 * " UNIT},
        {"at least, in yen", WITH(.currency = "JPY", .amount_from = 5000), "d.currency = 'JPY' AND d.amount >= 5000"},
        {"expected", WITH(.expected = {20261105, 20261112}), "d.expected BETWEEN 20261105 AND 20261112"},
        {"expected by", WITH(.expected = {0, 20261112}), "d.expected <= 20261112"},
        {"created", WITH(.created = {20261110, 20261120}), DAY("created") " BETWEEN '2026-11-10' AND '2026-11-20'"},
        {"since", WITH(.since = {20261120, 0}), DAY("since") " >= '2026-11-20'"},
        {"closed", WITH(.closed = {20261110, 20261130}), "d.closed BETWEEN 20261110 AND 20261130"},
        {"two of them", WITH(.outcome = "open", .currency = "EUR", .amount_from = 300000),
         "d.outcome IS NULL AND d.currency = 'EUR' AND d.amount >= 300000"},
        {"text of titles", WITH(.text = "PORT"), "d.title LIKE '%portal%'"},
        {"text without accents", WITH(.text = "cafe"),
         "d.title LIKE '%caf_%' OR o.name LIKE '%Caf_%' OR d.folded LIKE '%cafe%'"},
        {"text of evidence", WITH(.text = "slow"),
         "EXISTS (SELECT 1 FROM naast_evidence e WHERE e.id >> 20 = d.id AND e.text LIKE '%slow%')"},
        {"text of people", WITH(.text = "soren"),
         "d.contact = (SELECT id FROM naast_person WHERE name = 'Søren Bridge')"},
        {"words in several places", WITH(.text = "sear wat"),
         "(d.title LIKE '%search%' OR EXISTS (SELECT 1 FROM naast_evidence e WHERE e.id >> 20 = d.id AND e.text LIKE "
         "'%search%')) AND (o.name LIKE 'Wat%' OR d.note LIKE 'Wat%')"},
    };
    for (size_t k = 0; k < sizeof filters / sizeof filters[0]; k++) {
        char sql[900];
        snprintf(sql, sizeof sql, FROM "AND (%s) ORDER BY d.id", filters[k].where);
        same(filters[k].what, &filters[k].filter, sql);
    }
}
END_TEST

/* The deal after which the second page begins moves to the end in between: nothing is left out, nothing comes twice. */
START_TEST(test_a_deal_that_changes_between_two_pages_takes_no_others_with_it)
{
    static const naast_deal_sort sorts[] = {NAAST_BY_TITLE, NAAST_BY_ORG, NAAST_BY_AMOUNT, NAAST_BY_EXPECTED};
    for (size_t k = 0; k < sizeof sorts / sizeof sorts[0]; k++) {
        naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
        naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
        naast_deals *all = NULL, *first = NULL, *rest = NULL;
        filter.sort = sorts[k];
        expect_ok(&f, naast_deal_list(f.store, &filter, PAGE(1000, NULL), &all));
        expect_ok(&f, naast_deal_list(f.store, &filter, PAGE(5, NULL), &first));
        ck_assert_int_eq(first->more, 1);
        spec.title = "zzz, at the end";
        spec.org = orgs[0];
        spec.amount = (naast_money){INT32_MAX, "ZAR"};
        spec.expected = 20990101;
        expect_ok(&f, naast_deal_edit(f.store, first->items[4].id, &spec));
        expect_ok(&f, naast_deal_list(f.store, &filter, PAGE(1000, first->next), &rest));
        ck_assert_uint_ge(rest->count, all->count - 5);
        for (size_t at = 0, found = 5; found < all->count; at++) {
            ck_assert_uint_lt(at, rest->count);
            found += rest->items[at].id == all->items[found].id;
        }
        ck_assert_str_eq(rest->next, "");
        naast_free(all);
        naast_free(first);
        naast_free(rest);
    }
}
END_TEST

START_TEST(test_what_is_typed_never_reaches_the_engine_as_a_language)
{
    static const char *const texts[] = {"\"",      "' OR 1 --", "search*", "NEAR(a b)", "a AND NOT b",
                                        "^search", "-x",        "{",       "search:x",  "😀",
                                        "x\"*",    "col : y",   "(",       "%",         "_"};
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++) {
        naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
        naast_deals *deals = NULL;
        filter.text = texts[k];
        const int status = naast_deal_list(f.store, &filter, NULL, &deals);
        ck_assert_msg(status == NAAST_OK || status == NAAST_INVALID, "%s: %d %s", texts[k], status,
                      naast_store_message(f.store));
        naast_free(deals);
    }
}
END_TEST

static void expect_wrong(const char *text, const char *code)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_deals *deals = NULL;
    filter.text = text;
    expect(&f, naast_deal_list(f.store, &filter, NULL, &deals), NAAST_INVALID, code);
    ck_assert_ptr_null(deals);
}

START_TEST(test_a_text_without_words_or_with_too_many_is_told)
{
    char many[30001] = "";
    for (size_t k = 0; k < sizeof many - 1; k++)
        many[k] = k % 3 == 2 ? ' ' : (char)('a' + k % 7 + k / 3 % 19);
    expect_wrong("", "search_no_word");
    expect_wrong(" .,;!? ", "search_no_word");
    expect_wrong("one two three four five six seven eight nine", "search_many_words");
    expect_wrong(many, "text_too_long");
    expect_wrong("\xFF\xFE", "text_not_utf8");
}
END_TEST

START_TEST(test_a_deal_found_elsewhere_says_where)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_deals *deals = NULL;
    size_t elsewhere = 0;
    filter.text = "slow";
    expect_ok(&f, naast_deal_list(f.store, &filter, NULL, &deals));
    for (size_t k = 0; k < deals->count; k++) {
        ck_assert_int_gt(deals->items[k].found_item, 0);
        ck_assert_str_eq(deals->items[k].found_text, "it's slow; \"very\"");
        elsewhere++;
    }
    naast_free(deals);
    ck_assert_uint_gt(elsewhere, 0);
    filter.text = "portal";
    expect_ok(&f, naast_deal_list(f.store, &filter, NULL, &deals));
    for (size_t k = 0; k < deals->count; k++)
        ck_assert_str_eq(deals->items[k].found_text, "");
    naast_free(deals);
}
END_TEST

START_TEST(test_a_filter_that_cannot_be_is_told)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_deals *deals = NULL;
    filter.created.from = 20261399;
    expect(&f, naast_deal_list(f.store, &filter, NULL, &deals), NAAST_INVALID, "day_invalid");
    filter = (naast_deal_filter)NAAST_DEAL_FILTER_INIT;
    filter.sort = (naast_deal_sort)77;
    expect(&f, naast_deal_list(f.store, &filter, NULL, &deals), NAAST_INVALID, "sort_unknown");
    filter.sort = NAAST_BY_TITLE;
    expect(&f, naast_deal_list(f.store, &filter, PAGE(1, "123456"), &deals), NAAST_NOT_FOUND, "deal_not_found");
    expect(&f, naast_deal_list(f.store, &filter, PAGE(1, "1~i7"), &deals), NAAST_INVALID, "cursor_wrong");
    expect(&f, naast_deal_list(f.store, &filter, PAGE(1, "the last"), &deals), NAAST_INVALID, "cursor_wrong");
    filter.sort = NAAST_BY_AMOUNT;
    expect(&f, naast_deal_list(f.store, &filter, PAGE(1, "1~t6162"), &deals), NAAST_INVALID, "cursor_wrong");
    filter.sort = NAAST_BY_NUMBER;
    filter.owner = "Nobody";
    expect(&f, naast_deal_list(f.store, &filter, NULL, &deals), NAAST_NOT_FOUND, "owner_not_found");
    ck_assert_ptr_null(deals);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_every_order_gives_each_deal_once_in_that_order,
        test_each_filter_lets_through_what_sql_of_its_own_does,
        test_a_deal_that_changes_between_two_pages_takes_no_others_with_it,
        test_what_is_typed_never_reaches_the_engine_as_a_language,
        test_a_text_without_words_or_with_too_many_is_told,
        test_a_deal_found_elsewhere_says_where,
        test_a_filter_that_cannot_be_is_told,
    };
    return RUN_FIXTURE("filters of deals", tests);
}
