/* test_backup.c: copies of a store, and one of them in its place: what the library promises, with memory and an engine
 * that fail at every place. */
#include "fixtures/failing.h"
#include "naast-backup.h"
#include "naast-privacy.h"
#include "base/env/env.h"

#include <dirent.h>
#include <sys/stat.h>

static struct fixture fixture, *const f = &fixture;
static char folder[128], first[256];
static int asked;

static void back_up(void)
{
    naast_backup_made *made = NULL;
    expect_ok(f, naast_backup_make(f->store, NULL, &made));
    snprintf(first, sizeof first, "%s", made->backup->path);
    naast_free(made);
}

static void set_up(void)
{
    fixture_open(f);
    snprintf(folder, sizeof folder, "%s.backups", f->path);
    back_up();
}

static void tear_down(void)
{
    char command[256];
    fixture_close(f);
    snprintf(command, sizeof command, "rm -rf '%s'*", f->path);
    ck_assert_int_eq(system(command), 0);
}

static size_t files_in(const char *path)
{
    size_t count = 0;
    DIR *directory = opendir(path);
    ck_assert_ptr_nonnull(directory);
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(directory);
    return count;
}

START_TEST(test_a_backup_says_what_it_is)
{
    naast_backup_spec spec = NAAST_BACKUP_SPEC_INIT;
    naast_backup_made *made = NULL;
    naast_verification *found = NULL;
    expect_ok(f, naast_store_verify(f->store, NULL, &found));
    expect_ok(f, naast_backup_make(f->store, &spec, &made));
    ck_assert_str_eq(made->backup->head, found->head);
    ck_assert_int_eq(made->backup->seq, found->entries);
    ck_assert_int_gt(made->backup->bytes, 4096);
    ck_assert_str_eq(strrchr(made->backup->path, '/') + 1, made->backup->name);
    naast_free(made);
    naast_free(found);
}
END_TEST

static int stop_at_once(void *context, int64_t done, int64_t total)
{
    (void)context;
    ck_assert_int_le(done, total);
    asked++;
    return 1;
}

START_TEST(test_who_is_asked_can_stop_it)
{
    naast_backup_spec spec = NAAST_BACKUP_SPEC_INIT;
    naast_backup_made *made = NULL;
    /* A store of more than one round of pages. */
    for (int k = 0; k < 40; k++) {
        char note[60000];
        naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
        naast_id id = 0;
        memset(note, 'a' + k % 26, sizeof note - 1);
        note[sizeof note - 1] = '\0';
        deal.title = "Long";
        deal.note = note;
        expect_ok(f, naast_deal_add(f->store, &deal, &id));
    }
    asked = 0;
    spec.progress = stop_at_once;
    ck_assert_int_eq(naast_backup_make(f->store, &spec, &made), NAAST_STOPPED);
    ck_assert_int_eq(asked, 1);
    ck_assert_ptr_null(made);
    ck_assert_uint_eq(files_in(folder), 1);
}
END_TEST

START_TEST(test_not_where_it_cannot_be)
{
    naast_backup_spec spec = {.size = 1};
    naast_backup_made *made = NULL;
    naast_store *closed = fixture_handle(f);
    ck_assert_int_eq(naast_backup_make(f->store, &spec, &made), NAAST_INVALID);
    ck_assert_int_eq(naast_backup_make(closed, NULL, &made), NAAST_INVALID);
    expect_ok(f, naast_operation_begin(f->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)));
    ck_assert_int_eq(naast_backup_make(f->store, NULL, &made), NAAST_CONFLICT);
    expect_ok(f, naast_operation_end(f->store, NAAST_OK));
    ck_assert_ptr_null(made);
    naast_store_free(closed);
}
END_TEST

START_TEST(test_a_handle_that_has_a_store_takes_no_backup)
{
    naast_restore_spec spec = NAAST_RESTORE_SPEC_INIT;
    naast_restored *put = NULL;
    spec.backup = "latest";
    ck_assert_int_eq(naast_backup_restore(f->store, f->path, &spec, &put), NAAST_INVALID);
    ck_assert_ptr_null(put);
}
END_TEST

START_TEST(test_a_backup_is_found_by_its_name_alone)
{
    static const char *const others[] = {"2026-11-25T250000Z-1.db",
                                         "2026-02-30T000000Z-1.db",
                                         "2026-11-25T120000Z-.db",
                                         "2026-11-25T120000Z-01.db",
                                         "2026-11-25T120000Z-1.db2",
                                         "2026-11-25T120000Z--1.db",
                                         "2026-11-25T120000Z-9223372036854775808.db",
                                         "2026-11-25T120060Z-1.db",
                                         "2026-11-25"};
    naast_backups *list = NULL;
    for (size_t k = 0; k < sizeof others / sizeof others[0]; k++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", folder, others[k]);
        FILE *file = fopen(path, "w");
        ck_assert_ptr_nonnull(file);
        fclose(file);
    }
    expect_ok(f, naast_backup_list(f->store, NULL, &list));
    ck_assert_uint_eq(list->count, 1);
    ck_assert_str_eq(list->items[0].path, first);
    naast_free(list);
}
END_TEST

/* ---- what fails ---- */

static int troubled; /* the backup was made, and not all gave way */

/* One that was made is there, whatever became of those that should give way. */
static int look_at(int status, naast_backup_made *made)
{
    struct stat info;
    ck_assert_int_eq(made != NULL, status == NAAST_OK);
    troubled = made != NULL && *made->trouble != '\0';
    if (made != NULL) {
        ck_assert_int_eq(stat(made->backup->path, &info), 0);
        ck_assert_int_eq(made->backup->bytes, info.st_size);
        ck_assert_str_eq(naast_store_code(f->store), "");
    }
    if (troubled)
        ck_assert_str_eq(made->trouble, "there is not enough memory");
    naast_free(made);
    return status;
}

static int run_backup(void)
{
    naast_backup_made *made = NULL;
    int status = naast_backup_make(f->store, NULL, &made);
    return look_at(status, made);
}

/* Memory fails once at each place: then none is made, or it is there and says that not all gave way. Whatever it was,
 * the picture stays. */
static void memory_fails_everywhere(int (*run)(void), void (*picture)(char out[512]))
{
    struct failing failing = {.f = f, .run = run, .picture = picture};
    char before[512], after[512];
    int made = 0, none = 0;
    picture(before);
    for (failing.nth = 1, failing.reached = 1; failing.reached; failing.nth++) {
        const int status = failing_run(&failing, arm_memory, disarm_memory);
        ck_assert_msg(status == (failing.reached && !troubled ? NAAST_NO_MEMORY : NAAST_OK), "place %ld: %d",
                      failing.nth, status);
        made += troubled;
        none += status == NAAST_NO_MEMORY;
        ck_assert_msg(failing.reached || !troubled, "place %ld: trouble without any", failing.nth);
        if (failing.reached) {
            picture(after);
            ck_assert_str_eq(after, before);
        }
    }
    ck_assert_int_gt(made, 0);
    ck_assert_int_gt(none, 3);
}

/* How the folder looks: what is in it, and that the backup opens. */
static void picture(char out[512])
{
    struct stat info;
    ck_assert_int_eq(stat(first, &info), 0);
    snprintf(out, 512, "%zu files, %lld", files_in(folder), (long long)info.st_size);
}

START_TEST(test_memory_that_runs_out_while_one_is_made)
{
    f->now += 1; /* within the second: the one that succeeds takes the place of the first */
    memory_fails_everywhere(run_backup, picture);
}
END_TEST

START_TEST(test_an_engine_that_fails_while_one_is_made)
{
    struct failing failing = {.f = f, .run = run_backup, .picture = picture};
    fail_everywhere(&failing, NAAST_IO, arm_engine, disarm_engine);
}
END_TEST

/* place: the request for memory that finds none. *reached: there were so many. */
static int put_back(long place, int *reached)
{
    naast_restore_spec spec = NAAST_RESTORE_SPEC_INIT;
    naast_restored *put = NULL;
    naast_store *store = fixture_handle(f);
    spec.backup = first;
    f->memory.requests = 0;
    f->memory.fail_at = place;
    int status = naast_backup_restore(store, f->path, &spec, &put);
    *reached = f->memory.requests >= place;
    f->memory.fail_at = 0;
    ck_assert_int_eq(put != NULL, status == NAAST_OK);
    naast_free(put);
    naast_store_free(store);
    return status;
}

/* Whatever happens, a store is there, and it verifies, as the one or the other. */
START_TEST(test_memory_that_runs_out_while_one_is_put_back)
{
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    naast_verification *found = NULL;
    naast_id id = 0;
    char heads[2][NAAST_HEAD_SIZE], path[sizeof f->path];
    long nth = 0;
    int status, reached = 0, both = 0;
    memcpy(path, f->path, sizeof path);
    expect_ok(f, naast_store_verify(f->store, NULL, &found));
    memcpy(heads[0], found->head, sizeof heads[0]);
    naast_free(found);
    deal.title = "After it";
    expect_ok(f, naast_deal_add(f->store, &deal, &id));
    expect_ok(f, naast_store_verify(f->store, NULL, &found));
    memcpy(heads[1], found->head, sizeof heads[1]);
    naast_free(found);
    do {
        naast_store_free(f->store);
        f->store = NULL;
        status = put_back(++nth, &reached);
        ck_assert_msg(status == (reached ? NAAST_NO_MEMORY : NAAST_OK), "place %ld: %d", nth, status);
        f->store = fixture_handle(f);
        expect_ok(f, naast_store_open(f->store, path, NULL));
        expect_ok(f, naast_store_verify(f->store, NULL, &found));
        const int old = strcmp(found->head, heads[1]) == 0, back = strcmp(found->head, heads[0]) == 0;
        ck_assert_msg(old || back, "place %ld: %s", nth, found->head);
        both |= old ? 1 : 2;
        naast_free(found);
    } while (status != NAAST_OK);
    ck_assert_int_eq(both, 3);
    ck_assert_int_gt(nth, 20);
}
END_TEST

/* ---- what only an older one holds ---- */

static char apart[256];

/* A deal more, which goes away again with the store that is put aside for the first backup. */
static void go_apart(void)
{
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    naast_restore_spec spec = NAAST_RESTORE_SPEC_INIT;
    naast_restored *put = NULL;
    naast_id id = 0;
    char path[sizeof f->path];
    memcpy(path, f->path, sizeof path);
    deal.title = "After it";
    expect_ok(f, naast_deal_add(f->store, &deal, &id));
    naast_store_free(f->store);
    f->store = fixture_handle(f);
    spec.backup = first;
    expect_ok(f, naast_backup_restore(f->store, path, &spec, &put));
    snprintf(apart, sizeof apart, "%s", put->kept);
    naast_free(put);
}

static int keep_one(naast_backup_made **made)
{
    naast_backup_spec spec = NAAST_BACKUP_SPEC_INIT;
    f->now += 1000000;
    spec.keep = 1;
    return naast_backup_make(f->store, &spec, made);
}

START_TEST(test_what_is_nowhere_else_stays)
{
    naast_backup_made *made = NULL;
    go_apart();
    expect_ok(f, keep_one(&made));
    ck_assert_uint_eq(made->stayed_count, 1);
    ck_assert_str_eq(made->stayed[0], strrchr(apart, '/') + 1);
    ck_assert_uint_eq(made->removed_count, 1); /* the first, which has nothing that the new one has not */
    ck_assert_uint_eq(files_in(folder), 2);
    naast_free(made);
}
END_TEST

static int run_keep_one(void)
{
    naast_backup_made *made = NULL;
    int status = keep_one(&made);
    return look_at(status, made);
}

static void picture_apart(char out[512])
{
    struct stat info;
    ck_assert_int_eq(stat(apart, &info), 0);
    snprintf(out, 512, "%lld", (long long)info.st_size);
}

START_TEST(test_memory_that_runs_out_takes_none_away_that_is_nowhere_else)
{
    go_apart();
    memory_fails_everywhere(run_keep_one, picture_apart);
}
END_TEST

/* ---- a store that its witness contradicts ---- */

static void copy_file(const char *from, const char *to)
{
    char command[1024];
    snprintf(command, sizeof command, "cp '%s' '%s' && rm -f '%s-wal' '%s-shm'", from, to, to, to);
    ck_assert_int_eq(system(command), 0);
}

static naast_store *witnessed(void)
{
    static char witness[160];
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *store = NULL;
    snprintf(witness, sizeof witness, "%s.witness", f->path);
    options.actor = "anna";
    options.witness = witness;
    ck_assert_int_eq(naast_store_new(&options, &store), NAAST_OK);
    return store;
}

START_TEST(test_a_store_that_its_witness_contradicts_gives_none)
{
    naast_backup_spec spec = NAAST_BACKUP_SPEC_INIT;
    naast_backup_made *made = NULL;
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    naast_id id = 0;
    char path[sizeof f->path], named[160];
    memcpy(path, f->path, sizeof path);
    naast_store_free(f->store);
    f->store = NULL;
    naast_store *store = witnessed();
    expect_ok(f, naast_store_open(store, path, NULL));
    deal.title = "Seen by the witness";
    ck_assert_int_eq(naast_deal_add(store, &deal, &id), NAAST_OK);
    naast_store_free(store);
    copy_file(first, path);
    store = witnessed();
    ck_assert_int_eq(naast_store_open(store, path, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY)),
                     NAAST_OK);
    spec.keep = 1;
    ck_assert_int_eq(naast_backup_make(store, &spec, &made), NAAST_UNVERIFIED);
    ck_assert_str_eq(naast_store_code(store), "backup_contradicted");
    snprintf(named, sizeof named, "%s.named", path);
    spec.path = named;
    ck_assert_int_eq(naast_backup_make(store, &spec, &made), NAAST_UNVERIFIED);
    ck_assert_ptr_null(made);
    ck_assert_uint_eq(files_in(folder), 1);
    ck_assert_int_eq(naast_store_trust(store), NAAST_OK); /* the control */
    ck_assert_int_eq(naast_backup_make(store, &spec, &made), NAAST_OK);
    naast_free(made);
    naast_store_free(store);
    f->store = fixture_handle(f);
    expect_ok(f, naast_store_open(f->store, path, NULL));
}
END_TEST

static int holds_bytes(const char *path, const char *text)
{
    const size_t len = strlen(text);
    size_t at = 0;
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    for (int byte; at < len && (byte = fgetc(file)) != EOF;)
        at = byte == text[at] ? at + 1 : byte == text[0];
    fclose(file);
    return at == len;
}

START_TEST(test_who_was_erased_since_does_not_come_back)
{
    naast_erase_spec because = NAAST_ERASE_SPEC_INIT;
    naast_erasure *erasure = NULL;
    naast_restore_spec spec = NAAST_RESTORE_SPEC_INIT;
    naast_restored *put = NULL;
    naast_person *person = NULL;
    because.because = "they asked";
    expect_ok(f, naast_people_erase(f->store, &f->sanne, 1, &because, &erasure));
    naast_free(erasure);
    naast_store_free(f->store);
    f->store = fixture_handle(f);
    spec.backup = first;
    ck_assert(holds_bytes(first, "Sanne de Wit")); /* the control */
    expect_ok(f, naast_backup_restore(f->store, f->path, &spec, &put));
    ck_assert_int_gt(put->erased, 0);
    expect_ok(f, naast_person_get(f->store, f->sanne, &person));
    ck_assert_ptr_null(strstr(person->name, "Sanne"));
    ck_assert(!holds_bytes(f->path, "Sanne de Wit"));
    ck_assert(!holds_bytes(put->kept, "Sanne de Wit"));
    naast_free(person);
    naast_free(put);
    naast_verification *found = NULL;
    expect_ok(f, naast_store_verify(f->store, NULL, &found));
    naast_free(found);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("backup");
    TCase *tests = tcase_create("backup");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, test_a_backup_says_what_it_is);
    tcase_add_test(tests, test_who_is_asked_can_stop_it);
    tcase_add_test(tests, test_not_where_it_cannot_be);
    tcase_add_test(tests, test_a_handle_that_has_a_store_takes_no_backup);
    tcase_add_test(tests, test_a_backup_is_found_by_its_name_alone);
    tcase_add_test(tests, test_memory_that_runs_out_while_one_is_made);
    tcase_add_test(tests, test_an_engine_that_fails_while_one_is_made);
    tcase_add_test(tests, test_what_is_nowhere_else_stays);
    tcase_add_test(tests, test_memory_that_runs_out_takes_none_away_that_is_nowhere_else);
    tcase_add_test(tests, test_a_store_that_its_witness_contradicts_gives_none);
    tcase_add_test(tests, test_memory_that_runs_out_while_one_is_put_back);
    tcase_add_test(tests, test_who_was_erased_since_does_not_come_back);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
