/*
 * race.c: several processes advance the same deal at the same moment; each prints the status that it got.
 *
 *     race DEAL REV STORE...         a process for each STORE (the same one, named twice, races); REV 0: any revision
 */
#include "naast.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int advance(const char *path, naast_id deal, int64_t rev, int ready, int go)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_advance_spec spec = NAAST_ADVANCE_SPEC_INIT;
    naast_store *store = NULL;
    char byte = 0;
    options.actor = "harness";
    options.busy_ms = 20000;
    spec.expect_rev = rev;
    int status = naast_store_new(&options, &store);
    if (status == 0)
        status = naast_store_open(store, path, NULL);
    if (write(ready, &byte, 1) != 1 || read(go, &byte, 1) != 0) /* the end of `go` is the start */
        status = NAAST_IO;
    if (status == 0)
        status = naast_deal_advance(store, deal, &spec, NULL);
    naast_store_free(store);
    return status;
}

int main(int count, char **args)
{
    int ready[2], go[2], status = 0;
    char byte;
    if (count < 4 || pipe(ready) != 0 || pipe(go) != 0)
        return 2;
    const naast_id deal = strtoll(args[1], NULL, 10);
    const int64_t rev = strtoll(args[2], NULL, 10);
    for (int k = 3; k < count; k++) {
        const pid_t child = fork();
        if (child == -1)
            return 2;
        if (child == 0) {
            close(go[1]);
            _exit(-advance(args[k], deal, rev, ready[1], go[0]));
        }
    }
    for (int k = 3; k < count; k++)
        if (read(ready[0], &byte, 1) != 1)
            return 2;
    close(go[1]);
    for (int k = 3; k < count; k++) {
        if (wait(&status) == -1 || !WIFEXITED(status))
            return 2;
        printf("%d\n", WEXITSTATUS(status));
    }
    return 0;
}
