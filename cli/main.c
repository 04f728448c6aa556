/* main.c: from the command line to a command and back to an exit code. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "command_table.h"
#include "commands/privacy/erase.h"
#include "session/environment.h"
#include "session/handle.h"
#include "session/store_path.h"
#include "session/witness.h"
#include "term/message.h"
#include "term/pager.h"
#include "words/words.h"

static int open_store(struct cli *cli)
{
    int status = store_handle(cli, &cli->store);
    if (status != NAAST_OK)
        return status;
    if (cli->command->needs == NEEDS_CREATE)
        return NAAST_OK;
    const char *path = store_path(cli, false);
    if (path == NULL)
        return cli_failed(cli, NAAST_NOT_FOUND, W_NO_STORE);
    naast_open_mode mode = cli->command->needs == NEEDS_WRITE ? NAAST_OPEN_READ_WRITE : NAAST_OPEN_READ_ONLY;
    status = naast_store_open(cli->store, path, NAAST_SPEC(naast_open_spec, .mode = mode));
    cli->refused = status == NAAST_UNVERIFIED && cli->command->needs == NEEDS_LOOK;
    if (cli->refused)
        return NAAST_OK;
    return status == NAAST_OLDER ? cli_failed(cli, status, W_STORE_OLDER, path) : cli_check(cli, status);
}

static int run(struct cli *cli, const struct args *args)
{
    int status = environment_clock(cli);
    if (status == NAAST_OK && cli->command->needs != NEEDS_NONE)
        status = open_store(cli);
    if (status != NAAST_OK)
        return status;
    if (cli->store != NULL && cli->command->needs == NEEDS_READ && !cli->command->despite_witness)
        witness_before(cli);
    if (cli->command->needs == NEEDS_WRITE)
        erasure_before(cli);
    if ((cli->command->writes & PAGED) != 0)
        pager_begin(cli);
    status = cli->command->run(cli, args);
    cli_check(cli, status);
    pager_end(cli);
    if (cli->store != NULL)
        witness_after(cli);
    return status;
}

/* Who reads a pipe may leave early: that is no failure. */
static bool reader_left(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

/* What was lost counts for more than what the command came to: who asked cannot read the answer. */
static int close_output(struct cli *cli, int status)
{
    errno = 0;
    bool lost = ferror(cli->out) != 0;
    lost = fflush(cli->out) != 0 || lost;
    int error = errno != 0 ? errno : cli->lost;
    bool left = lost && reader_left();
    lost = fclose(cli->out) != 0 || lost;
    if (!lost || left)
        return status;
    return cli_failed(cli, NAAST_IO, W_OUTPUT_LOST, strerror(error != 0 ? error : EIO));
}

/* A standard stream that was closed must not become the number of the store's file. What is opened in its place fails
 * when it is used. */
static void fill_standard_streams(void)
{
    for (int fd = 0; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            abort();
    }
}

int main(int argc, char **argv)
{
    struct cli cli = {.commands = command_table, .in = stdin, .out = stdout, .err = stderr};
    struct args args;
    fill_standard_streams();
    signal(SIGPIPE, SIG_IGN);
    environment_read(&cli);
    int status = args_parse(&cli, argc, argv, &args);
    if (status == NAAST_OK)
        status = run(&cli, &args);
    naast_formats_free(cli.formats);
    naast_store_free(cli.store);
    cli.store = NULL;
    status = close_output(&cli, status);
    kept_free(&cli);
    return cli_exit_code(status);
}
