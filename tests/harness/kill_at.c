/*
 * kill_at.c: runs a command and kills it with SIGKILL as it enters its Nth system call; N 0: lets it run, and counts.
 *
 *     kill_at N FILE COMMAND...      FILE gets one line: "CALLS LAST", the calls entered and the number of the last one
 *
 * Exit: 137 when it was killed, 120 on trouble of its own, else what the command gave.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TROUBLE = 120, KILLED = 137 };

static int trouble(const char *what)
{
    fprintf(stderr, "kill_at: %s: %s\n", what, strerror(errno));
    return TROUBLE;
}

static void become(char **command)
{
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == -1)
        _exit(trouble("tracing is not allowed here"));
    execvp(command[0], command);
    _exit(trouble(command[0]));
}

/* The number of the call that the stopped child is entering, or -1 where it is leaving one. */
static long entering(pid_t child)
{
    struct __ptrace_syscall_info info;
    if (ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info) <= 0 || info.op != PTRACE_SYSCALL_INFO_ENTRY)
        return -1;
    return (long)info.entry.nr;
}

/* Follows the child from its exec on; returns how it ended, as waitpid tells. */
static int follow(pid_t child, long kill_at, long *calls, long *last)
{
    int status = 0;
    long deliver = 0;
    while (ptrace(PTRACE_SYSCALL, child, NULL, deliver) == 0) {
        deliver = 0;
        if (waitpid(child, &status, 0) == -1 || !WIFSTOPPED(status))
            return status;
        if (WSTOPSIG(status) != (SIGTRAP | 0x80)) {
            deliver = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
            continue;
        }
        const long call = entering(child);
        if (call < 0)
            continue;
        *last = call;
        if (++*calls == kill_at) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return status;
        }
    }
    waitpid(child, &status, 0);
    return status;
}

static int run(char **command, long kill_at, long *calls, long *last)
{
    int status;
    const pid_t child = fork();
    if (child == -1)
        return trouble("fork");
    if (child == 0)
        become(command);
    if (waitpid(child, &status, 0) == -1)
        return trouble("waitpid");
    if (!WIFSTOPPED(status))
        return WIFEXITED(status) ? WEXITSTATUS(status) : TROUBLE;
    if (ptrace(PTRACE_SETOPTIONS, child, NULL, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL) == -1)
        return trouble("ptrace");
    status = follow(child, kill_at, calls, last);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int main(int count, char **args)
{
    long calls = 0, last = -1;
    if (count < 4) {
        fputs("usage: kill_at N FILE COMMAND...\n", stderr);
        return TROUBLE;
    }
    const int status = run(args + 3, strtol(args[1], NULL, 10), &calls, &last);
    FILE *told = fopen(args[2], "w");
    if (told == NULL || fprintf(told, "%ld %ld\n", calls, last) < 0 || fclose(told) != 0)
        return trouble(args[2]);
    return status;
}
