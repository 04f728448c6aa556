/* hints.h: what can be typed after a failure of the library, which itself knows of no commands. */
#ifndef TERM_HINTS_H
#define TERM_HINTS_H

#include "words/words.h"

/* By the code of the failure; W_NONE: nothing. */
enum word hint_of(const char *code);

#endif
