/*
 * bench_peak.c: one command: how long it took, and the most memory it had.
 *
 *     bench_peak COMMAND...        prints SECONDS KIBIBYTES
 */
#include "bench.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

int main(int count, char **args)
{
    posix_spawn_file_actions_t quiet;
    struct rusage used;
    pid_t child;
    int status;
    bench_must(count > 1, "usage", "bench_peak COMMAND...");
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
    const double from = bench_now();
    bench_must(posix_spawnp(&child, args[1], &quiet, NULL, args + 1, environ) == 0, args[1], "does not start");
    wait4(child, &status, 0, &used);
    const double took = bench_now() - from;
    posix_spawn_file_actions_destroy(&quiet);
    bench_must(WIFEXITED(status) && WEXITSTATUS(status) == 0, args[1], "failed");
    printf("%.3f %ld\n", took / 1e6, used.ru_maxrss);
    return 0;
}
