/*
 * bench_commands.c: whole processes, ours and the floor's in turn, from the fork to the end.
 *
 *     bench_commands LABEL RUNS GOAL WHY OURS... -- FLOOR...
 */
#include "bench.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;
enum { RUNS_MAX = 1001 };

static double run(char **command)
{
    posix_spawn_file_actions_t quiet;
    pid_t child;
    int status;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    const double from = bench_now();
    bench_must(posix_spawnp(&child, command[0], &quiet, NULL, command, environ) == 0, command[0], "does not start");
    waitpid(child, &status, 0);
    const double took = bench_now() - from;
    posix_spawn_file_actions_destroy(&quiet);
    /* 3 is "not yet", which is an answer too */
    bench_must(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 3), command[0], "failed");
    return took;
}

int main(int count, char **args)
{
    static double ours[RUNS_MAX], floor[RUNS_MAX];
    int second = 5;
    while (second < count && strcmp(args[second], "--") != 0)
        second++;
    bench_must(second < count - 1 && second > 5, "usage", "bench_commands LABEL RUNS GOAL WHY OURS... -- FLOOR...");
    args[second++] = NULL;
    const int runs = atoi(args[2]);
    bench_must(runs > 0 && runs <= RUNS_MAX, "RUNS", args[2]);
    run(args + 5);
    run(args + second);
    for (int k = 0; k < runs; k++) {
        ours[k] = run(args + 5);
        floor[k] = run(args + second);
    }
    bench_report(args[1], ours, floor, (size_t)runs, strtod(args[3], NULL), args[4]);
    return 0;
}
