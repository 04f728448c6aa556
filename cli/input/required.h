/* required.h: what must be given, and how an operation ends. */
#ifndef CLI_INPUT_REQUIRED_H
#define CLI_INPUT_REQUIRED_H

struct args;
struct cli;

/* Needs an operand or an option: NULL is reported as wrong use. */
int want(struct cli *cli, const char *typed, const char *what);

/* A text that must be given: want and cli_text. */
int want_text(struct cli *cli, const struct args *args, const char *option, const char **out);

/* Ends the operation that is open, as status says; reports what goes wrong with that. Returns the status of it all. */
int operation_done(struct cli *cli, int status);

#endif
