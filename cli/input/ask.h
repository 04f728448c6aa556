/* ask.h: a question to whoever sits at the terminal. */
#ifndef CLI_INPUT_ASK_H
#define CLI_INPUT_ASK_H

#include <stdbool.h>

struct cli;

/* Whether somebody can answer: what is read and what is reported are both a terminal. */
bool cli_may_ask(const struct cli *cli);

/*
 * Puts a question on stderr, and below it what there is to choose from ("": nothing), and reads the line that follows.
 * *out: that line, kept by cli; left as it is where the line is blank or nothing comes.
 */
int cli_ask(struct cli *cli, const char *question, const char *choice, const char **out);

#endif
