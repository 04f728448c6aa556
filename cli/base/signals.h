/* signals.h: Ctrl-C while something is made that would stay half: it is taken away first, and then the program ends
 * as it would have. */
#ifndef CLI_BASE_SIGNALS_H
#define CLI_BASE_SIGNALS_H

#include <stdbool.h>

/* From here on a first SIGINT, SIGTERM or SIGHUP is only noted; a second ends the program at once. */
void interrupt_watch(void);
bool interrupted(void);
/* Ends the program by the signal that was noted, if one was. */
void interrupt_obey(void);

#endif
