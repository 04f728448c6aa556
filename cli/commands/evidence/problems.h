/* problems.h: what is wrong with a conversation that was typed: gathered, then told in the order of the sheet. */
#ifndef CLI_COMMANDS_EVIDENCE_PROBLEMS_H
#define CLI_COMMANDS_EVIDENCE_PROBLEMS_H

#include <stdio.h>

#include "naast.h"

struct cli;

struct problem {
    int line; /* of the sheet; 0: none */
    int status;
    const char *text; /* as it is told */
};

struct problems {
    struct cli *cli;
    struct problem *items;
    size_t count, room;
    FILE *told_to; /* between problem_begin and problem_end: where it goes otherwise */
    char *text;
    size_t size;
};

/* What is told in between is held back; with a status it is the problem of that line. */
void problem_begin(struct problems *problems);
void problem_end(struct problems *problems, int line, int status);

/* What the library found wrong. */
void problem_fault(struct problems *problems, int line, const naast_conversation_fault *fault);

/* Tells the first ten, by line; returns the status of the first, 0 for none. */
int problems_tell(struct problems *problems);

/* Notes of whom the names were taken for, and of who is new. */
void names_tell(struct cli *cli, const naast_conversation_result *result);

#endif
