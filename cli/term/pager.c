/* pager.c: long output on a terminal goes through a pager. */
#include "term/pager.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/context.h"

struct pager {
    pid_t pid;
    FILE *terminal; /* what cli->out was */
};

static const char *pager_command(void)
{
    const char *command = getenv("NAAST_PAGER");
    if (command == NULL)
        command = getenv("PAGER");
    if (command == NULL)
        command = "less";
    return strcmp(command, "cat") == 0 ? "" : command;
}

/* One that cannot move its cursor scrolls by itself, or not at all. */
static bool terminal_is_dumb(void)
{
    const char *term = getenv("TERM");
    return term != NULL && strcmp(term, "dumb") == 0;
}

static _Noreturn void become_pager(const char *command, const int ends[2])
{
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    close(ends[1]);
    setenv("LESS", "FRX", 0);
    signal(SIGPIPE, SIG_DFL);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

void pager_begin(struct cli *cli)
{
    const char *command = pager_command();
    int ends[2];
    if (!cli->terminal || cli->no_pager || cli->output != OUTPUT_TEXT || command[0] == '\0' || terminal_is_dumb())
        return;
    if (pipe(ends) != 0)
        return;
    fflush(cli->out);
    pid_t pid = fork();
    if (pid == 0)
        become_pager(command, ends);
    close(ends[0]);
    FILE *out = pid < 0 ? NULL : fdopen(ends[1], "w");
    if (out == NULL) {
        close(ends[1]);
        return;
    }
    cli->pager = cli_keep(cli, sizeof *cli->pager);
    *cli->pager = (struct pager){pid, cli->out};
    cli->out = out;
    signal(SIGINT, SIG_IGN); /* ^C is for the pager while it shows */
}

void pager_end(struct cli *cli)
{
    if (cli->pager == NULL)
        return;
    fclose(cli->out);
    cli->out = cli->pager->terminal;
    waitpid(cli->pager->pid, NULL, 0);
    cli->pager = NULL;
}
