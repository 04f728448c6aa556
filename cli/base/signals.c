/* signals.c: a signal noted now and obeyed when what is half made is gone. */
#include "base/signals.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

static volatile sig_atomic_t noted;

static void note(int number) { noted = number; }

void interrupt_watch(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = note, .sa_flags = (int)SA_RESETHAND}, there;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (sigaction(numbers[i], NULL, &there) == 0 && there.sa_handler == SIG_DFL)
            sigaction(numbers[i], &action, NULL);
    }
}

bool interrupted(void) { return noted != 0; }

void interrupt_obey(void)
{
    if (noted == 0)
        return;
    signal(noted, SIG_DFL);
    raise(noted);
}
