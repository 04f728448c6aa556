/* test_handle.c: handles and stores: made, opened, attached, migrated, let go of; operations that are kept or undone
 * as one. */
#include "naast-sqlite.h"

#include <check.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <dirent.h>
#include <unistd.h>

static char folder[64], path[96];
static naast_store *store;

struct counted {
    long requests, fail_at, live;
};

static void *counted_resize(void *context, void *ptr, size_t size)
{
    struct counted *counted = context;
    if (size == 0) {
        counted->live -= ptr != NULL;
        free(ptr);
        return NULL;
    }
    if (++counted->requests == counted->fail_at)
        return NULL;
    void *block = realloc(ptr, size);
    counted->live += ptr == NULL && block != NULL;
    return block;
}

static naast_time noon(void *context)
{
    (void)context;
    return INT64_C(20767) * 86400 * 1000000 + INT64_C(43200) * 1000000;
}

static naast_store *handle_with(struct counted *counted)
{
    naast_store *made = NULL;
    naast_options options = NAAST_OPTIONS_INIT;
    options.actor = "Bo";
    options.clock.now = noon;
    if (counted != NULL)
        options.allocator = (naast_allocator){counted_resize, counted};
    ck_assert_int_eq(naast_store_new(&options, &made), NAAST_OK);
    return made;
}

static int files_in_folder(void)
{
    int count = 0;
    DIR *dir = opendir(folder);
    ck_assert_ptr_nonnull(dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(dir);
    return count;
}

static void setup(void)
{
    snprintf(folder, sizeof folder, "/tmp/naast-lifecycle-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/store.db", folder);
    store = handle_with(NULL);
}

static void teardown(void)
{
    char name[400];
    naast_store_free(store);
    DIR *dir = opendir(folder);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(name, sizeof name, "%s/%s", folder, entry->d_name);
        unlink(name);
    }
    closedir(dir);
    rmdir(folder);
}

#define expect(call, wanted, wanted_code)                                                                              \
    do {                                                                                                               \
        int got_ = (call);                                                                                             \
        ck_assert_msg(got_ == (wanted), "%s: %d (%s), expected %d", #call, got_, naast_store_message(store),           \
                      (int)(wanted));                                                                                  \
        ck_assert_str_eq(naast_store_code(store), (wanted_code));                                                      \
    } while (0)

#define CREATE(name) (&(naast_create_spec){.size = sizeof(naast_create_spec), .default_pipeline = (name)})

static void create(void) { expect(naast_store_create(store, path, NULL), NAAST_OK, ""); }

static naast_id org_add(const char *name)
{
    naast_id id = 0;
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = name;
    expect(naast_org_add(store, &spec, &id), NAAST_OK, "");
    return id;
}

static size_t org_count(naast_store *of)
{
    naast_orgs *orgs = NULL;
    ck_assert_int_eq(naast_org_list(of, NULL, NULL, &orgs), NAAST_OK);
    size_t count = orgs->count;
    naast_free(orgs);
    return count;
}

static int64_t verified_entries(void)
{
    naast_verification *verification = NULL;
    expect(naast_store_verify(store, NULL, &verification), NAAST_OK, "");
    ck_assert_int_eq(verification->ok, 1);
    int64_t entries = verification->entries;
    naast_free(verification);
    return entries;
}

/* ---- handles ---- */

/* What could not be made can be asked why, does nothing, and is let go of. */
static void not_made(const naast_options *options, const char *code)
{
    naast_store *made = NULL;
    ck_assert_int_eq(naast_store_new(options, &made), NAAST_INVALID);
    ck_assert_ptr_nonnull(made);
    ck_assert_str_eq(naast_store_code(made), code);
    ck_assert_str_ne(naast_store_message(made), "");
    ck_assert_int_eq(naast_store_create(made, path, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_store_open(made, path, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_store_migrate(made), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(made), code);
    ck_assert_int_eq(files_in_folder(), 0);
    naast_store_free(made);
}

START_TEST(test_options_must_make_sense)
{
    struct {
        naast_options options;
        int64_t beyond;
    } wide = {NAAST_OPTIONS_INIT, 0};
    naast_store *made = NULL;
    naast_options options = NAAST_OPTIONS_INIT;
    options.actor = "a\nb";
    not_made(&options, "text_control");
    options.actor = "  ";
    not_made(&options, "text_missing");
    options = (naast_options){.size = 3};
    not_made(&options, "spec_size");
    options = (naast_options)NAAST_OPTIONS_INIT;
    options.language = (naast_language)2;
    not_made(&options, "language");
    wide.options.size = sizeof wide;
    wide.beyond = 1;
    not_made(&wide.options, "spec_newer");
    wide.beyond = 0;
    ck_assert_int_eq(naast_store_new(&wide.options, &made), NAAST_OK);
    naast_store_free(made);
    ck_assert_int_eq(naast_store_new(NULL, NULL), NAAST_INVALID);
    ck_assert_str_eq(naast_store_message(NULL), "");
    ck_assert_str_eq(naast_store_code(NULL), "");
    naast_store_free(NULL);
}
END_TEST

/* Where there is no memory there is no handle, and nothing is left. */
START_TEST(test_no_memory_makes_no_handle)
{
    struct counted counted = {0};
    naast_options options = NAAST_OPTIONS_INIT;
    options.allocator = (naast_allocator){counted_resize, &counted};
    options.witness = folder;
    int status = NAAST_NO_MEMORY;
    for (long at = 1; status == NAAST_NO_MEMORY; at++) {
        naast_store *made = store;
        counted = (struct counted){.fail_at = at};
        status = naast_store_new(&options, &made);
        ck_assert(status == 0 || (status == NAAST_NO_MEMORY && made == NULL));
        naast_store_free(made);
        ck_assert_int_eq(counted.live, 0);
    }
    ck_assert_int_eq(status, NAAST_OK);
    ck_assert_int_ge(counted.requests, 3);
}
END_TEST

START_TEST(test_a_handle_without_a_store_says_so)
{
    naast_id id = 0;
    naast_orgs *orgs = NULL;
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = "x";
    expect(naast_org_add(store, &spec, &id), NAAST_INVALID, "store_closed");
    expect(naast_org_list(store, NULL, NULL, &orgs), NAAST_INVALID, "store_closed");
    expect(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)),
           NAAST_INVALID, "store_closed");
    expect(naast_store_migrate(store), NAAST_INVALID, "store_closed");
    ck_assert_int_eq(naast_operation_last(store), 0);
}
END_TEST

START_TEST(test_a_good_call_clears_the_message)
{
    naast_org *org = NULL;
    create();
    expect(naast_org_get(store, 5, &org), NAAST_NOT_FOUND, "org_not_found");
    ck_assert_str_ne(naast_store_message(store), "");
    org_add("Waterdam");
    ck_assert_str_eq(naast_store_message(store), "");
    ck_assert_str_eq(naast_store_code(store), "");
}
END_TEST

START_TEST(test_today_is_the_clocks) { ck_assert_int_eq(naast_store_today(store), 20261110); }
END_TEST

/* ---- stores ---- */

START_TEST(test_a_new_store_holds_the_shipped_pipelines)
{
    naast_pipelines *list = NULL;
    create();
    expect(naast_pipeline_list(store, &list), NAAST_OK, "");
    ck_assert_uint_eq(list->count, 3);
    ck_assert_str_eq(list->items[0].name, "bant");
    ck_assert_str_eq(list->items[1].name, "fair");
    ck_assert_str_eq(list->items[2].name, "meddpicc");
    ck_assert_int_eq(list->items[0].is_default, 0);
    ck_assert_int_eq(list->items[1].is_default, 1);
    ck_assert_int_eq(list->items[1].revision, 1);
    ck_assert_int_eq(list->items[1].open_deals, 0);
    naast_free(list);
    ck_assert_int_gt(naast_operation_last(store), 0);
    verified_entries();
}
END_TEST

START_TEST(test_the_file_is_for_its_owner_alone)
{
    struct stat info;
    create();
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_uint_eq(info.st_mode & 0777, 0600);
}
END_TEST

START_TEST(test_the_default_pipeline_is_chosen_at_creation)
{
    naast_pipeline *pipeline = NULL;
    expect(naast_store_create(store, path, CREATE("meddpicc")), NAAST_OK, "");
    expect(naast_pipeline_get(store, NULL, 0, &pipeline), NAAST_OK, "");
    ck_assert_str_eq(pipeline->code, "meddpicc");
    naast_free(pipeline);
}
END_TEST

/* ---- a store of one's own pipelines ---- */

static const naast_kind own_kinds[] = {{.code = "remark"}};
static const char *const remarks[] = {"remark", NULL};
static const naast_check own_checks[] = {{.code = "remark", .rule = NAAST_RULE_SOME, .kinds = remarks}};
static const naast_stage own_stages[] = {
    {.code = "talking", .gate = {.code = "talked", .checks = own_checks, .check_count = 1}},
    {.code = "working", .won = 1}};

static naast_pipeline own_pipeline(void)
{
    naast_pipeline own = NAAST_PIPELINE_INIT;
    own.code = "own";
    own.kinds = own_kinds;
    own.kind_count = 1;
    own.stages = own_stages;
    own.stage_count = 2;
    return own;
}

START_TEST(test_a_store_can_have_only_ones_own_pipelines)
{
    const naast_pipeline own = own_pipeline(), *const both[] = {&own, &own};
    naast_create_spec spec = NAAST_CREATE_SPEC_INIT;
    naast_pipelines *list = NULL;
    naast_verification *verification = NULL;
    spec.no_shipped = 1;
    expect(naast_store_create(store, path, &spec), NAAST_INVALID, "no_pipelines");
    spec.pipeline_count = 1;
    expect(naast_store_create(store, path, &spec), NAAST_INVALID, "argument_null");
    spec.pipelines = both;
    spec.default_pipeline = "fair";
    expect(naast_store_create(store, path, &spec), NAAST_NOT_FOUND, "pipeline_not_found");
    ck_assert_int_eq(files_in_folder(), 0);
    spec.default_pipeline = NULL;
    spec.pipeline_count = 2;
    expect(naast_store_create(store, path, &spec), NAAST_OK, "");
    expect(naast_pipeline_list(store, &list), NAAST_OK, "");
    ck_assert_uint_eq(list->count, 1);
    ck_assert_str_eq(list->items[0].name, "own");
    ck_assert_int_eq(list->items[0].revision, 1);
    ck_assert_int_eq(list->items[0].is_default, 1);
    naast_free(list);
    expect(naast_store_verify(store, NULL, &verification), NAAST_OK, "");
    naast_free(verification);
}
END_TEST

START_TEST(test_a_store_can_have_ones_own_beside_the_shipped)
{
    const naast_pipeline own = own_pipeline(), *const one[] = {&own};
    naast_create_spec spec = NAAST_CREATE_SPEC_INIT;
    naast_pipelines *list = NULL;
    spec.pipelines = one;
    spec.pipeline_count = 1;
    spec.default_pipeline = "bant";
    expect(naast_store_create(store, path, &spec), NAAST_OK, "");
    expect(naast_pipeline_list(store, &list), NAAST_OK, "");
    ck_assert_uint_eq(list->count, 4);
    ck_assert_int_eq(list->items[0].is_default, 1);
    naast_free(list);
}
END_TEST

START_TEST(test_no_store_is_made_of_a_broken_definition)
{
    naast_pipeline own = own_pipeline();
    const naast_pipeline *const one[] = {&own};
    naast_create_spec spec = NAAST_CREATE_SPEC_INIT;
    own.stage_count = 1;
    spec.pipelines = one;
    spec.pipeline_count = 1;
    expect(naast_store_create(store, path, &spec), NAAST_BAD_DATA, "definition_won");
    own.size = 0;
    expect(naast_store_create(store, path, &spec), NAAST_INVALID, "spec_size");
    expect(naast_store_create(store, NULL, NULL), NAAST_INVALID, "argument_null");
    ck_assert_int_eq(naast_store_create(NULL, path, NULL), NAAST_INVALID);
    ck_assert_int_eq(files_in_folder(), 0);
}
END_TEST

START_TEST(test_no_store_is_made_of_an_unknown_pipeline_or_nowhere)
{
    char nowhere[128];
    snprintf(nowhere, sizeof nowhere, "%s/none/store.db", folder);
    expect(naast_store_create(store, path, CREATE("wish")), NAAST_NOT_FOUND, "pipeline_not_found");
    expect(naast_store_create(store, nowhere, NULL), NAAST_NOT_FOUND, "directory_not_found");
    ck_assert_int_eq(files_in_folder(), 0);
    create();
}
END_TEST

START_TEST(test_a_file_that_is_there_is_left_alone)
{
    char read[16] = "";
    int file = open(path, O_CREAT | O_WRONLY, 0600);
    ck_assert_int_eq(write(file, "precious", 8), 8);
    close(file);
    expect(naast_store_create(store, path, NULL), NAAST_CONFLICT, "store_exists");
    file = open(path, O_RDONLY);
    ck_assert_int_eq(pread(file, read, sizeof read, 0), 8);
    close(file);
    ck_assert_str_eq(read, "precious");
    expect(naast_store_open(store, path, NULL), NAAST_FOREIGN, "store_foreign");
}
END_TEST

START_TEST(test_a_handle_has_one_store)
{
    create();
    expect(naast_store_create(store, path, NULL), NAAST_INVALID, "store_open");
    expect(naast_store_open(store, path, NULL), NAAST_INVALID, "store_open");
    ck_assert_uint_eq(org_count(store), 0);
}
END_TEST

START_TEST(test_what_was_written_is_there_when_opened_again)
{
    naast_org *org = NULL;
    create();
    naast_id id = org_add("Waterdam");
    naast_store_free(store);
    store = handle_with(NULL);
    expect(naast_store_open(store, path, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY)), NAAST_OK, "");
    expect(naast_org_get(store, id, &org), NAAST_OK, "");
    ck_assert_str_eq(org->name, "Waterdam");
    naast_free(org);
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = "Zeedijk";
    expect(naast_org_add(store, &spec, &id), NAAST_INVALID, "store_read_only");
}
END_TEST

START_TEST(test_what_is_not_there_is_not_opened)
{
    expect(naast_store_open(store, path, NULL), NAAST_NOT_FOUND, "store_not_found");
    expect(naast_store_open(store, "", NULL), NAAST_INVALID, "text_missing");
    expect(naast_store_open(store, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(naast_store_open(store, path, NAAST_SPEC(naast_open_spec, .mode = (naast_open_mode)7)), NAAST_INVALID,
           "open_mode");
    ck_assert_int_eq(files_in_folder(), 0);
}
END_TEST

START_TEST(test_migrating_a_store_of_this_version_does_nothing)
{
    create();
    int64_t before = verified_entries();
    expect(naast_store_migrate(store), NAAST_OK, "");
    ck_assert_int_eq(verified_entries(), before);
    expect(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)), NAAST_OK,
           "");
    expect(naast_store_migrate(store), NAAST_CONFLICT, "in_operation");
    ck_assert_int_eq(naast_operation_end(store, NAAST_OK), NAAST_OK);
}
END_TEST

/* Requests for memory fail in turn (each of the first, then one in 23): nothing leaks, no file stays, and the handle
 * can try again. */
START_TEST(test_no_memory_while_creating_leaves_no_file)
{
    struct counted counted = {0};
    int status = NAAST_NO_MEMORY;
    naast_store *poor = handle_with(&counted);
    long idle = counted.live;
    for (long at = 1; status == NAAST_NO_MEMORY && at < 20000; at += at < 200 ? 1 : 23) {
        counted.requests = 0;
        counted.fail_at = at;
        status = naast_store_create(poor, path, NULL);
        if (status == NAAST_OK)
            break;
        ck_assert_int_eq(status, NAAST_NO_MEMORY);
        ck_assert_msg(files_in_folder() == 0, "request %ld left %d files", at, files_in_folder());
    }
    ck_assert_int_eq(status, NAAST_OK);
    ck_assert_int_gt(counted.requests, 50);
    counted.fail_at = 0;
    naast_store_free(poor);
    ck_assert_msg(counted.live == 0, "%ld blocks are left (%ld in an idle handle)", counted.live, idle);
}
END_TEST

START_TEST(test_two_stores_in_one_process)
{
    char second_path[128];
    naast_store *second = handle_with(NULL);
    snprintf(second_path, sizeof second_path, "%s/second.db", folder);
    create();
    ck_assert_int_eq(naast_store_create(second, second_path, CREATE("bant")), NAAST_OK);
    org_add("Waterdam");
    ck_assert_uint_eq(org_count(store), 1);
    ck_assert_uint_eq(org_count(second), 0);
    naast_store_free(second);
}
END_TEST

/* ---- operations ---- */

START_TEST(test_an_operation_is_one_number_in_the_log)
{
    naast_log *log = NULL;
    create();
    expect(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)), NAAST_OK,
           "");
    org_add("Waterdam");
    org_add("Zeedijk");
    ck_assert_int_eq(naast_operation_end(store, NAAST_OK), NAAST_OK);
    int64_t last = naast_operation_last(store);
    expect(naast_log_list(store, NULL, NULL, &log), NAAST_OK, "");
    ck_assert_uint_ge(log->count, 2);
    ck_assert_int_eq(log->items[0].operation, last);
    ck_assert_int_eq(log->items[1].operation, last);
    ck_assert_str_eq(log->items[0].operation_name, "talk");
    naast_free(log);
}
END_TEST

START_TEST(test_a_failed_operation_is_undone_and_says_why)
{
    naast_org *org = NULL;
    create();
    int64_t last = naast_operation_last(store);
    expect(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)), NAAST_OK,
           "");
    org_add("Waterdam");
    int status = naast_org_get(store, 99, &org);
    expect(naast_operation_end(store, status), NAAST_NOT_FOUND, "org_not_found");
    ck_assert_uint_eq(org_count(store), 0);
    ck_assert_int_eq(naast_operation_last(store), last);
    verified_entries();
}
END_TEST

START_TEST(test_what_went_well_before_a_failed_call_stands)
{
    naast_org *org = NULL;
    create();
    expect(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)), NAAST_OK,
           "");
    org_add("Waterdam");
    expect(naast_org_get(store, 99, &org), NAAST_NOT_FOUND, "org_not_found");
    ck_assert_int_eq(naast_operation_end(store, NAAST_OK), NAAST_OK);
    ck_assert_uint_eq(org_count(store), 1);
}
END_TEST

START_TEST(test_an_inner_operation_can_be_undone_alone)
{
    create();
    expect(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)), NAAST_OK,
           "");
    org_add("Waterdam");
    expect(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)), NAAST_OK,
           "");
    org_add("Zeedijk");
    ck_assert_int_eq(naast_operation_end(store, NAAST_INVALID), NAAST_INVALID);
    ck_assert_int_eq(naast_operation_end(store, NAAST_OK), NAAST_OK);
    ck_assert_uint_eq(org_count(store), 1);
    verified_entries();
}
END_TEST

START_TEST(test_operations_have_known_names_and_ends)
{
    create();
    static const int not_grouped[] = {-1, 0, 1, 2, 27, 29, 30, 31, 99}; /* init, migrate, undo, redact, erase */
    for (size_t k = 0; k < sizeof not_grouped / sizeof not_grouped[0]; k++)
        expect(naast_operation_begin(store,
                                     NAAST_SPEC(naast_operation_spec, .operation = (naast_operation)not_grouped[k])),
               NAAST_INVALID, "operation_unknown");
    expect(naast_operation_end(store, NAAST_OK), NAAST_INVALID, "no_operation");
    expect(naast_operation_end(store, NAAST_BUSY), NAAST_INVALID, "no_operation");
    expect(naast_operation_end(store, 1), NAAST_INVALID, "no_operation");
    for (int operation = NAAST_OPERATION_ORG_ADD; operation <= NAAST_OPERATION_BATCH; operation++) {
        expect(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = (naast_operation)operation)),
               NAAST_OK, "");
        ck_assert_int_eq(naast_operation_end(store, NAAST_OK), NAAST_OK);
    }
}
END_TEST

START_TEST(test_an_operation_ends_with_a_status_of_naast)
{
    static const int foreign[] = {1, 42, -17, -100};
    create();
    for (size_t k = 0; k < sizeof foreign / sizeof foreign[0]; k++) {
        expect(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)),
               NAAST_OK, "");
        org_add("Waterdam");
        expect(naast_operation_end(store, foreign[k]), NAAST_INVALID, "status_unknown");
        ck_assert_uint_eq(org_count(store), 0);
    }
    verified_entries();
}
END_TEST

START_TEST(test_closing_in_the_midst_of_an_operation_keeps_nothing)
{
    create();
    expect(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)), NAAST_OK,
           "");
    org_add("Waterdam");
    naast_store_free(store);
    store = handle_with(NULL);
    expect(naast_store_open(store, path, NULL), NAAST_OK, "");
    ck_assert_uint_eq(org_count(store), 0);
    verified_entries();
}
END_TEST

/* ---- somebody else's connection ---- */

static sqlite3 *connect(void)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "PRAGMA foreign_keys = ON; CREATE TABLE mine(x)", NULL, NULL, NULL), SQLITE_OK);
    return db;
}

START_TEST(test_an_attached_connection_gets_its_tables_by_migrating)
{
    sqlite3 *db = connect();
    expect(naast_store_attach(store, db), NAAST_OLDER, "attach_empty");
    expect(naast_store_migrate(store), NAAST_OK, "");
    org_add("Waterdam");
    naast_pipelines *list = NULL;
    expect(naast_pipeline_list(store, &list), NAAST_OK, "");
    ck_assert_uint_eq(list->count, 3);
    naast_free(list);
    verified_entries();
    naast_store_free(store);
    store = handle_with(NULL);
    expect(naast_store_attach(store, db), NAAST_OK, "");
    ck_assert_uint_eq(org_count(store), 1);
    naast_store_free(store);
    store = handle_with(NULL);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

START_TEST(test_an_attached_connection_is_spoken_of_in_the_handles_language)
{
    sqlite3 *db = connect();
    naast_options options = NAAST_OPTIONS_INIT;
    options.language = NAAST_LANGUAGE_DUTCH;
    naast_store_free(store);
    ck_assert_int_eq(naast_store_new(&options, &store), NAAST_OK);
    expect(naast_store_attach(store, db), NAAST_OLDER, "attach_empty");
    ck_assert_ptr_nonnull(strstr(naast_store_message(store), "de aangehaakte verbinding"));
    naast_store_free(store);
    store = handle_with(NULL);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

START_TEST(test_what_the_caller_rolls_back_never_was)
{
    sqlite3 *db = connect();
    expect(naast_store_attach(store, db), NAAST_OLDER, "attach_empty");
    expect(naast_store_migrate(store), NAAST_OK, "");
    int64_t last = naast_operation_last(store);
    ck_assert_int_eq(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    org_add("Waterdam");
    ck_assert_int_gt(naast_operation_last(store), last);
    ck_assert_int_eq(sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    expect(naast_store_committed(store, 0), NAAST_OK, "");
    ck_assert_int_eq(naast_operation_last(store), last);
    ck_assert_uint_eq(org_count(store), 0);
    verified_entries();
    naast_store_free(store);
    store = handle_with(NULL);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

START_TEST(test_only_an_attached_handle_is_told_of_commits)
{
    create();
    expect(naast_store_committed(store, 1), NAAST_INVALID, "not_attached");
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_test(tests, test_options_must_make_sense);
    tcase_add_test(tests, test_no_memory_makes_no_handle);
    tcase_add_test(tests, test_a_handle_without_a_store_says_so);
    tcase_add_test(tests, test_a_good_call_clears_the_message);
    tcase_add_test(tests, test_today_is_the_clocks);
    tcase_add_test(tests, test_a_new_store_holds_the_shipped_pipelines);
    tcase_add_test(tests, test_the_file_is_for_its_owner_alone);
    tcase_add_test(tests, test_the_default_pipeline_is_chosen_at_creation);
    tcase_add_test(tests, test_a_store_can_have_only_ones_own_pipelines);
    tcase_add_test(tests, test_a_store_can_have_ones_own_beside_the_shipped);
    tcase_add_test(tests, test_no_store_is_made_of_a_broken_definition);
    tcase_add_test(tests, test_no_store_is_made_of_an_unknown_pipeline_or_nowhere);
    tcase_add_test(tests, test_a_file_that_is_there_is_left_alone);
    tcase_add_test(tests, test_a_handle_has_one_store);
    tcase_add_test(tests, test_what_was_written_is_there_when_opened_again);
    tcase_add_test(tests, test_what_is_not_there_is_not_opened);
    tcase_add_test(tests, test_migrating_a_store_of_this_version_does_nothing);
    tcase_add_test(tests, test_no_memory_while_creating_leaves_no_file);
    tcase_add_test(tests, test_two_stores_in_one_process);
    tcase_add_test(tests, test_an_operation_is_one_number_in_the_log);
    tcase_add_test(tests, test_a_failed_operation_is_undone_and_says_why);
    tcase_add_test(tests, test_what_went_well_before_a_failed_call_stands);
    tcase_add_test(tests, test_an_inner_operation_can_be_undone_alone);
    tcase_add_test(tests, test_operations_have_known_names_and_ends);
    tcase_add_test(tests, test_an_operation_ends_with_a_status_of_naast);
    tcase_add_test(tests, test_closing_in_the_midst_of_an_operation_keeps_nothing);
    tcase_add_test(tests, test_an_attached_connection_gets_its_tables_by_migrating);
    tcase_add_test(tests, test_an_attached_connection_is_spoken_of_in_the_handles_language);
    tcase_add_test(tests, test_what_the_caller_rolls_back_never_was);
    tcase_add_test(tests, test_only_an_attached_handle_is_told_of_commits);
}

int main(void)
{
    Suite *suite = suite_create("lifecycle");
    TCase *tests = tcase_create("handles, stores, operations");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    add_tests(tests);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
