/* kept.h: memory that lasts as long as the command. */
#ifndef CLI_KEPT_H
#define CLI_KEPT_H

struct cli;

/* Releases everything that cli_keep handed out. */
void kept_free(struct cli *cli);

#endif
