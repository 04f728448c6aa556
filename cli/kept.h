/* kept.h: memory that lasts as long as the command. */
#ifndef CLI_KEPT_H
#define CLI_KEPT_H

struct cli;

/* Releases everything that cli_keep handed out. */
void kept_free(struct cli *cli);

/*
 * For work on very many things: what is handed out after the mark is released by kept_release, and the rest stays. What
 * was made before, and grows, must not be kept by cli.
 */
struct kept *kept_mark(const struct cli *cli);
void kept_release(struct cli *cli, const struct kept *mark);

#endif
