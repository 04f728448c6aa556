/*
 * mover.c: moves a deal forth and back through the library, and acknowledges each move on standard output the moment it
 * returned.
 *
 *     mover STORE MOVES
 */
#include "naast.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int move(naast_store *store, int n)
{
    naast_back_spec back = NAAST_BACK_SPEC_INIT;
    back.because = "to see";
    return n % 2 ? naast_deal_advance(store, 1, NULL, NULL) : naast_deal_move_back(store, 1, &back);
}

int main(int count, char **args)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *store = NULL;
    if (count != 3)
        return 2;
    options.actor = "harness";
    int status = naast_store_new(&options, &store);
    if (status == 0)
        status = naast_store_open(store, args[1], NULL);
    for (int n = 1; status == 0 && n <= atoi(args[2]); n++) {
        status = move(store, n);
        if (status == 0 && write(STDOUT_FILENO, "moved\n", 6) != 6)
            status = NAAST_IO;
    }
    if (status != 0)
        fprintf(stderr, "mover: %s\n", naast_store_message(store));
    naast_store_free(store);
    return -status;
}
