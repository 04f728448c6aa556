/* test_import_store.c: a store from the entries of another: the same one, or none. */
#include "fixtures/restore.h"
#include "base/env/env.h"

static struct fixture f;

static void setup(void)
{
    fixture_open(&f);
    bring_to(&f, "match");
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "milestone";
    spec.text = "caf\xc3\xa9 \xf0\x9f\x90\xb3";
    spec.due = 20261231;
    spec.amount = (naast_money){1234, "EUR"};
    record_spec(&f, &spec);
    expect_ok(&f, amend_text(&f, 1, "otherwise", nobody));
    expect_ok(&f, end_as(&f, "declined", f.sanne));
}
static void teardown(void)
{
    remove_other(&f);
    fixture_close(&f);
}

static void same_head(naast_store *other)
{
    char mine[NAAST_HEAD_SIZE];
    naast_verification *found = NULL;
    head_of(&f, mine);
    ck_assert_int_eq(naast_store_verify(other, NULL, &found), 0);
    ck_assert_str_eq(found->head, mine);
    naast_free(found);
}

START_TEST(test_the_same_store_comes_of_the_same_entries)
{
    static struct way way;
    naast_store *other;
    naast_export *mine = NULL, *theirs = NULL;
    const naast_entry *left, *right;
    int64_t entries = 0;
    ck_assert_int_eq(travel(&f, &way, &other), 0);
    same_head(other);
    ck_assert_int_eq(naast_export_begin(f.store, NULL, NULL, &mine), 0);
    ck_assert_int_eq(naast_export_begin(other, NULL, NULL, &theirs), 0);
    do {
        ck_assert_int_eq(naast_export_next(mine, &left), 0);
        ck_assert_int_eq(naast_export_next(theirs, &right), 0);
        ck_assert_int_eq(left == NULL, right == NULL);
        if (left != NULL)
            ck_assert_mem_eq(left->hash, right->hash, sizeof left->hash);
        entries += left != NULL;
    } while (left != NULL);
    ck_assert_int_gt(entries, 10);
    naast_export_end(mine);
    naast_export_end(theirs);
    naast_store_free(other);
}
END_TEST

START_TEST(test_the_new_store_takes_the_next_write)
{
    static struct way way;
    naast_store *other, *mine = f.store;
    ck_assert_int_eq(travel(&f, &way, &other), 0);
    f.store = other;
    expect_ok(&f, naast_deal_reopen(other, f.deal, REOPEN("they called")));
    const int32_t n = record(&f, "need", NULL, "one more");
    f.store = mine;
    expect_ok(&f, naast_deal_reopen(mine, f.deal, REOPEN("they called")));
    ck_assert_int_eq(record(&f, "need", NULL, "one more"), n);
    naast_store_free(other);
}
END_TEST

/* ---- changed on the way ---- */

/* The copy's own record and value, which may be written to. */
static naast_entry_record *record_at(struct copy *copy, size_t part, size_t at)
{
    return &copy->records[copy->parts[part].records - copy->records] + at;
}
static naast_entry_value *value_at(struct copy *copy, const naast_entry_record *record, size_t at)
{
    return &copy->values[record->values - copy->values] + at;
}
static naast_entry_record *last_record(struct copy *copy)
{
    const size_t part = copy->entry.part_count - 1;
    return record_at(copy, part, copy->parts[part].record_count - 1);
}
static naast_entry_value *last_value(struct copy *copy)
{
    const naast_entry_record *record = last_record(copy);
    return value_at(copy, record, record->value_count - 1);
}

static void later(struct copy *copy) { copy->entry.seq++; }
static void other_first(struct copy *copy) { copy->entry.first--; }
static void other_time(struct copy *copy) { copy->entry.at++; }
static void other_root(struct copy *copy) { copy->entry.root = NAAST_ROOT_ORG; }
static void no_root(struct copy *copy) { copy->entry.root = (naast_root)0; }
static void other_root_id(struct copy *copy) { copy->entry.root_id++; }
static void other_actor(struct copy *copy) { copy->entry.actor++; }
static void large_actor(struct copy *copy) { copy->entry.actor += INT64_C(1) << 32; }
static void other_pipeline(struct copy *copy) { copy->entry.pipeline ^= 1; }
static void other_version(struct copy *copy) { copy->entry.version = 2; }
static void large_version(struct copy *copy) { copy->entry.version += 256; }
static void other_flags(struct copy *copy) { copy->entry.flags = 1; }
static void other_operation(struct copy *copy) { copy->entry.operation = "init"; }
static void no_operation(struct copy *copy) { copy->entry.operation = "nonsense"; }
static void nameless(struct copy *copy) { copy->entry.operation = NULL; }
static void other_hash(struct copy *copy) { copy->entry.hash[31] ^= 1; }
static void other_salt(struct copy *copy) { copy->parts[0].salt[0] ^= 128; }
static void no_parts(struct copy *copy) { copy->entry.part_count = 0; }
static void fewer_parts(struct copy *copy) { copy->entry.part_count--; }
static void erased_first(struct copy *copy) { copy->parts[0].erased = 1; }
static void erased_last(struct copy *copy) { copy->parts[copy->entry.part_count - 1].erased = 1; }
static void fewer_records(struct copy *copy) { copy->parts[0].record_count--; }
static void fewer_values(struct copy *copy) { last_record(copy)->value_count--; }
static void other_row(struct copy *copy) { last_record(copy)->row++; }
static void row_below_zero(struct copy *copy) { last_record(copy)->row = -1; }
static void other_action(struct copy *copy) { last_record(copy)->inserted ^= 1; }
static void not_personal(struct copy *copy) { last_record(copy)->personal ^= 1; }
static void other_table(struct copy *copy) { last_record(copy)->table = "setting"; }
static void no_table(struct copy *copy) { last_record(copy)->table = "sqlite_master"; }
static void no_column(struct copy *copy) { last_value(copy)->column = "nonsense"; }
static void key_column(struct copy *copy) { last_value(copy)->column = "id"; }
static void null_value(struct copy *copy) { last_value(copy)->type = NAAST_VALUE_NULL; }
static void other_type(struct copy *copy) { last_value(copy)->type = NAAST_VALUE_INT; }
static void bytes_for_text(struct copy *copy) { last_value(copy)->type = NAAST_VALUE_BYTES; }
static void other_text(struct copy *copy) { last_value(copy)->bytes = "xxxxxxxxx"; }
static void shorter_text(struct copy *copy) { last_value(copy)->length--; }

static void (*const changes[])(struct copy *) = {
    later,           other_first,  other_time,     other_root,     no_root,      other_root_id,
    other_actor,     large_actor,  other_pipeline, other_version,  other_flags,  large_version,
    other_operation, no_operation, nameless,       other_hash,     other_salt,   no_parts,
    fewer_parts,     erased_first, erased_last,    fewer_records,  fewer_values, other_row,
    row_below_zero,  other_action, not_personal,   other_table,    no_table,     no_column,
    key_column,      null_value,   other_type,     bytes_for_text, other_text,   shorter_text,
};
enum { CHANGES = sizeof changes / sizeof changes[0] };

/* The first entry whose last part says a text: what amend_text wrote. */
static int64_t amended(void)
{
    naast_export *mine = NULL;
    const naast_entry *entry = NULL;
    int64_t seq = 0;
    ck_assert_int_eq(naast_export_begin(f.store, NULL, NULL, &mine), 0);
    do {
        ck_assert_int_eq(naast_export_next(mine, &entry), 0);
        if (entry != NULL && strcmp(entry->operation, "amend") == 0)
            seq = entry->seq;
    } while (entry != NULL);
    naast_export_end(mine);
    ck_assert_int_gt(seq, 0);
    return seq;
}

static void comes_to_nothing(struct way *way, const char *what)
{
    naast_store *other;
    const int status = travel(&f, way, &other);
    ck_assert_msg(status == NAAST_BAD_DATA, "%s: %d %s", what, status, naast_store_message(other));
    ck_assert_msg(*naast_store_message(other) != '\0', "%s: nothing is said", what);
    ck_assert_msg(!files_left(&f), "%s: files are left", what);
    naast_store_free(other);
}

START_TEST(test_whatever_was_changed_in_an_entry_there_is_no_store)
{
    struct way way = {.at = amended(), .change = changes[_i]};
    char name[24];
    snprintf(name, sizeof name, "change %d", _i);
    comes_to_nothing(&way, name);
}
END_TEST

/* The control: the same way, with a change that changes nothing. */
static void nothing(struct copy *copy) { copy->entry.seq += 0; }
START_TEST(test_an_entry_that_was_only_looked_at_is_taken)
{
    struct way way = {.at = amended(), .change = nothing};
    naast_store *other;
    ck_assert_int_eq(travel(&f, &way, &other), 0);
    same_head(other);
    naast_store_free(other);
}
END_TEST

START_TEST(test_an_entry_that_is_missing_or_there_twice_is_found)
{
    struct way dropped = {.at = amended(), .drop = 1}, doubled = {.at = amended(), .twice = 1};
    comes_to_nothing(&dropped, "dropped");
    comes_to_nothing(&doubled, "doubled");
}
END_TEST

/* ---- written anew, hashes and all: what they then say must still be possible ---- */

static naast_entry_value *value_of(struct copy *copy, const char *column)
{
    for (size_t k = 0; k < COPY_VALUES; k++)
        if (copy->values[k].column != NULL && strcmp(copy->values[k].column, column) == 0)
            return &copy->values[k];
    ck_abort_msg("no %s", column);
    return NULL;
}

/* The record of the deal's own row in part 0. */
static naast_entry_record *deal_record(struct copy *copy)
{
    for (size_t k = 0; k < copy->parts[0].record_count; k++)
        if (strcmp(copy->parts[0].records[k].table, "deal") == 0)
            return record_at(copy, 0, k);
    ck_abort_msg("no deal");
    return NULL;
}

static void forged_outcome(struct copy *copy)
{
    const naast_entry_record *deal = deal_record(copy);
    for (size_t k = 0; k < deal->value_count; k++)
        if (strcmp(deal->values[k].column, "outcome") == 0)
            *value_at(copy, deal, k) =
                (naast_entry_value){.column = "outcome", .type = NAAST_VALUE_TEXT, .bytes = "won", .length = 3};
}
static void forged_counter(struct copy *copy) { value_of(copy, "crev")->number = 1; }
static void forged_person(struct copy *copy)
{
    *value_of(copy, "told") = (naast_entry_value){.column = "told", .type = NAAST_VALUE_INT, .number = 77, .bytes = ""};
}
static void forged_text(struct copy *copy)
{
    last_value(copy)->bytes = "a\0b";
    last_value(copy)->length = 3;
}

/* Parts that no record of part 0 speaks of. */
static void forged_part(struct copy *copy)
{
    for (size_t k = 0; k < copy->parts[0].record_count; k++)
        record_at(copy, 0, k)->personal = 0;
}

/* Of an operation that it cannot be of, or of nobody. */
static void forged_first_ahead(struct copy *copy) { copy->entry.first = 99999; }
static void forged_first_none(struct copy *copy) { copy->entry.first = 0; }
static void forged_first_before(struct copy *copy) { copy->entry.first = 1; }
static void forged_actor(struct copy *copy) { copy->entry.actor = 777; }

static int64_t last_seq(void)
{
    char head[NAAST_HEAD_SIZE];
    head_of(&f, head);
    return strtoll(head, NULL, 10);
}

START_TEST(test_hashes_that_fit_do_not_make_the_impossible_possible)
{
    const struct {
        void (*change)(struct copy *);
        int64_t at;
        const char *said;
    } forged[] = {
        {forged_outcome, last_seq(), "a stage changes only with its transition"},
        {forged_person, last_seq(), "FOREIGN KEY"},
        {forged_counter, amended(), "do not make a valid store"},
        {forged_text, amended(), "its parts do not match"},
        {forged_part, amended(), "its parts do not match"},
        {other_row, amended(), "entry"},
        {other_action, amended(), "entry"},
        {other_root_id, amended(), "do not make a valid store"},
        {forged_first_ahead, last_seq(), "names an operation it cannot be part of"},
        {forged_first_none, last_seq(), "names an operation it cannot be part of"},
        {forged_first_before, last_seq(), "names an operation it cannot be part of"},
        {forged_actor, last_seq(), "an actor who does not exist"},
        {key_column, amended(), "id"},
    };
    for (size_t k = 0; k < sizeof forged / sizeof forged[0]; k++) {
        struct way way = {.at = forged[k].at, .change = forged[k].change, .rehash = forged[k].change != key_column};
        naast_store *other;
        int status = travel(&f, &way, &other);
        ck_assert_msg(status == NAAST_BAD_DATA, "%zu: %d %s", k, status, naast_store_message(other));
        ck_assert_msg(strstr(naast_store_message(other), forged[k].said) != NULL, "%zu: %s", k,
                      naast_store_message(other));
        ck_assert_int_eq(files_left(&f), 0);
        naast_store_free(other);
    }
}
END_TEST

/* What docs/export.md says cannot be shown: and the control of the test above. */
START_TEST(test_a_possible_history_written_anew_is_taken_for_true)
{
    struct way way = {.at = amended(), .change = other_text, .rehash = 1};
    naast_store *other;
    ck_assert_int_eq(travel(&f, &way, &other), 0);
    naast_store_free(other);
}
END_TEST

/* No store of ours holds such a text; the lines that it is written in must hold it all the same. */
static void no_text(struct copy *copy)
{
    last_value(copy)->bytes = "a\xff\xc3(\xed\xa0\x80";
    last_value(copy)->length = 7;
}

START_TEST(test_a_text_that_is_none_goes_out_and_in_as_it_is)
{
    struct way way = {.at = amended(), .change = no_text, .rehash = 1};
    const char *program = getenv("NAAST");
    naast_store *other;
    char command[800];
    ck_assert_int_eq(travel(&f, &way, &other), 0);
    naast_store_free(other);
    if (program == NULL) /* outside tests/run: only that the library takes it is looked at */
        return;
    snprintf(
        command, sizeof command,
        "cd '%s' && n='%s'; $n --db other.db export --jsonl other.db-a && grep -q '{\"text_hex\":\"61ffc328eda080\"}' "
        "other.db-a && $n -q import store other.db-a other.db-b >other.db-said && "
        "$n --db other.db-b export --jsonl | cmp - other.db-a",
        f.folder, program);
    ck_assert_msg(system(command) == 0, "%s", command);
}
END_TEST

/* ---- the call itself ---- */

START_TEST(test_what_next_returns_is_what_it_comes_to)
{
    struct way way = {.at = amended(), .fail = NAAST_VETO};
    naast_store *other;
    ck_assert_int_eq(travel(&f, &way, &other), NAAST_VETO);
    ck_assert_int_eq(files_left(&f), 0);
    naast_store_free(other);
}
END_TEST

static int restore_as(naast_store *store, const char *path, const char *uuid, int32_t version)
{
    static struct way way;
    naast_store_import_spec spec = NAAST_STORE_IMPORT_SPEC_INIT;
    spec.uuid = uuid;
    spec.schema = version;
    spec.next = next_on_way;
    spec.context = &way;
    return naast_store_import(store, path, &spec);
}

START_TEST(test_wrong_use_is_told_and_changes_nothing)
{
    static const char uuid[] = "01a212d6-b595-7511-bd4f-bdd9da2e200e";
    char path[128], nowhere[160];
    struct fixture g = f;
    other_path(&f, path);
    snprintf(nowhere, sizeof nowhere, "%s/nowhere/x.db", f.folder);
    g.store = fixture_handle(&f);
    expect(&g, naast_store_import(g.store, path, NULL), NAAST_INVALID, "spec_size");
    expect(&g, restore_as(g.store, path, "no uuid", 1), NAAST_BAD_DATA, "restore_uuid");
    expect(&g, restore_as(g.store, path, NULL, 1), NAAST_BAD_DATA, "restore_uuid");
    expect(&g, restore_as(g.store, path, uuid, 1000), NAAST_NEWER, "restore_newer");
    expect(&g, restore_as(g.store, nowhere, uuid, 1), NAAST_NOT_FOUND, "directory_not_found");
    expect(&g, restore_as(g.store, f.path, uuid, 1), NAAST_CONFLICT, "store_exists");
    expect(&f, restore_as(f.store, path, uuid, 1), NAAST_INVALID, "store_open");
    ck_assert_int_eq(files_left(&f), 0);
    naast_export *exporting = NULL;
    expect(&g, naast_export_begin(g.store, NULL, NULL, &exporting), NAAST_INVALID, "store_closed");
    naast_export_end(NULL);
    naast_store_free(g.store);
}
END_TEST

START_TEST(test_an_export_sees_the_store_as_it_was_when_it_began)
{
    naast_export *mine = NULL;
    const naast_entry *entry = NULL;
    naast_head head = NAAST_HEAD_INIT;
    struct fixture g = f;
    int64_t entries = 0;
    ck_assert_int_eq(naast_export_begin(f.store, NULL, &head, &mine), 0);
    g.store = fixture_handle(&f);
    expect_ok(&g, naast_store_open(g.store, f.path, NULL));
    fixture_person(&g, "Somebody new");
    naast_store_free(g.store);
    do {
        ck_assert_int_eq(naast_export_next(mine, &entry), 0);
        entries += entry != NULL;
    } while (entry != NULL);
    ck_assert_int_eq(entries, strtoll(head.head, NULL, 10));
    naast_export_end(mine);
    ck_assert_int_eq(last_seq(), entries + 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("restore");
    TCase *tcase = tcase_create("restore");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, test_the_same_store_comes_of_the_same_entries);
    tcase_add_test(tcase, test_the_new_store_takes_the_next_write);
    tcase_add_loop_test(tcase, test_whatever_was_changed_in_an_entry_there_is_no_store, 0, CHANGES);
    tcase_add_test(tcase, test_an_entry_that_was_only_looked_at_is_taken);
    tcase_add_test(tcase, test_an_entry_that_is_missing_or_there_twice_is_found);
    tcase_add_test(tcase, test_hashes_that_fit_do_not_make_the_impossible_possible);
    tcase_add_test(tcase, test_a_possible_history_written_anew_is_taken_for_true);
    tcase_add_test(tcase, test_a_text_that_is_none_goes_out_and_in_as_it_is);
    tcase_add_test(tcase, test_what_next_returns_is_what_it_comes_to);
    tcase_add_test(tcase, test_wrong_use_is_told_and_changes_nothing);
    tcase_add_test(tcase, test_an_export_sees_the_store_as_it_was_when_it_began);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
