/* pager.h: a pager between what is written and the terminal. */
#ifndef CLI_TERM_PAGER_H
#define CLI_TERM_PAGER_H

struct cli;

/* Puts a pager between cli->out and the terminal, where that makes sense. */
void pager_begin(struct cli *cli);

/* Waits until the person has read it. */
void pager_end(struct cli *cli);

#endif
