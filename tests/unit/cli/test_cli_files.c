/* test_cli_files.c: the file that an export goes to, where the file system cannot rename without replacing. */
#include "output/file.h"
#include "base/arena.h"
#include "base/context.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int rename_fails_with; /* 0: it does what it is asked */
static char folder[64];
static struct cli cli;

/* In the place of the C library's, which asks the kernel. */
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    ck_assert_uint_eq(flags, RENAME_NOREPLACE);
    errno = rename_fails_with;
    return rename_fails_with != 0 ? -1 : renameat(from_folder, from, to_folder, to);
}

static void open_folder(void)
{
    snprintf(folder, sizeof folder, "/tmp/naast-files-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    cli = (struct cli){.quiet = true, .width = 80};
    cli.out = cli.err = fopen("/dev/null", "w");
    ck_assert_ptr_nonnull(cli.err);
}

static void close_folder(void)
{
    unlink("kept");
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_msg(rmdir(folder) == 0, "something is left in %s", folder);
    kept_free(&cli);
    fclose(cli.err);
}

static int write_file(int error, const char *text, const char *there)
{
    struct export_file file;
    rename_fails_with = error;
    ck_assert_int_eq(export_file_begin(&cli, "kept", &file), NAAST_OK);
    fputs(text, file.out);
    if (there != NULL) {
        int other = open("kept", O_WRONLY | O_CREAT | O_EXCL, 0600);
        ck_assert_int_eq(write(other, there, strlen(there)), (ssize_t)strlen(there));
        close(other);
    }
    return export_file_end(&file, NAAST_OK);
}

static void expect_file(const char *text)
{
    char read[16] = "";
    struct stat status;
    FILE *file = fopen("kept", "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fread(read, 1, sizeof read - 1, file), strlen(text));
    fclose(file);
    ck_assert_str_eq(read, text);
    ck_assert_int_eq(stat("kept", &status), 0);
    ck_assert_uint_eq(status.st_nlink, 1);
    ck_assert_uint_eq(status.st_mode & 0777, 0600);
}

static const int lacking[] = {0, EINVAL, ENOSYS};

START_TEST(test_a_file_gets_its_name_however_the_file_system_renames)
{
    ck_assert_int_eq(write_file(lacking[_i], "mine", NULL), NAAST_OK);
    expect_file("mine");
}
END_TEST

START_TEST(test_a_file_that_came_meanwhile_stays_where_a_rename_would_replace_it)
{
    ck_assert_int_eq(write_file(EINVAL, "mine", "theirs"), NAAST_CONFLICT);
    expect_file("theirs");
}
END_TEST

START_TEST(test_another_failure_is_told_and_leaves_nothing)
{
    ck_assert_int_eq(write_file(EROFS, "mine", NULL), NAAST_IO);
    ck_assert_int_ne(access("kept", F_OK), 0);
}
END_TEST

START_TEST(test_a_file_that_was_kept_can_still_be_taken_away)
{
    struct export_file file;
    rename_fails_with = 0;
    ck_assert_int_eq(export_file_create(&cli, "kept", W_EXPORT_UNWRITTEN, &file), NAAST_OK);
    fputs("mine", file.out);
    ck_assert_int_eq(export_file_keep(&file), NAAST_OK);
    expect_file("mine");
    ck_assert_int_eq(export_file_end(&file, NAAST_IO), NAAST_IO);
    ck_assert_int_ne(access("kept", F_OK), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("files");
    TCase *tests = tcase_create("files");
    tcase_add_checked_fixture(tests, open_folder, close_folder);
    tcase_add_loop_test(tests, test_a_file_gets_its_name_however_the_file_system_renames, 0, 3);
    tcase_add_test(tests, test_a_file_that_came_meanwhile_stays_where_a_rename_would_replace_it);
    tcase_add_test(tests, test_another_failure_is_told_and_leaves_nothing);
    tcase_add_test(tests, test_a_file_that_was_kept_can_still_be_taken_away);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
