/*
 * peak.c: the most memory that a command had.
 *
 *     peak FILE COMMAND...        writes its kibibytes to FILE, and exits as the command did
 */
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

int main(int count, char **args)
{
    struct rusage used;
    pid_t child;
    int status;
    if (count < 3 || posix_spawnp(&child, args[2], NULL, NULL, args + 2, environ) != 0 ||
        wait4(child, &status, 0, &used) != child)
        return 127;
    FILE *file = fopen(args[1], "w");
    if (file == NULL)
        return 127;
    const int written = fprintf(file, "%ld\n", used.ru_maxrss);
    return fclose(file) != 0 || written < 0 ? 127 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
