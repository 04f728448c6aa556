/* message.h: the words of the command line, filled in and written; failures. */
#ifndef CLI_TERM_MESSAGE_H
#define CLI_TERM_MESSAGE_H

#include "words/words.h"

struct cli;

/*
 * Words in the language of the screen, in plain ASCII where that is wanted. `words` fills in {0}, {1}, … with the texts
 * that follow: exactly as many as the words have; each is made safe for a terminal (text_safe). The result lasts as
 * long as the command.
 */
const char *word(struct cli *cli, enum word id);
const char *words(struct cli *cli, enum word id, ...);

/* One line of words: data to stdout; a note to stderr (not when quiet). */
void cli_print(struct cli *cli, enum word id, ...);
void cli_note(struct cli *cli, enum word id, ...);

/* A note in words that are filled in, unless it was printed before. */
void cli_note_once(struct cli *cli, const char *line);

/*
 * Failures. A command returns 0 or a negative naast_status; its positive form is the exit code (1 for those below -10).
 * cli_failed:  prints `naast: ` and the words to stderr and returns the status.
 * cli_wrong:   the same for wrong use: adds where the command's help is; returns NAAST_INVALID.
 * cli_check:   after a library call: when status is negative prints naast_store_message and its hint; returns the
 * status. main prints the store's message itself where a command returns a failure that nobody reported.
 */
int cli_failed(struct cli *cli, int status, enum word id, ...);
int cli_wrong(struct cli *cli, enum word id, ...);
int cli_check(struct cli *cli, int status);
int cli_exit_code(int status);

/* The library's sentence for the failure of that code, with what can be typed then; safe for a terminal. */
const char *message_hinted(struct cli *cli, const char *message, const char *code);

#endif
