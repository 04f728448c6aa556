/* arena.h: memory that lasts as long as the command. */
#ifndef CLI_BASE_ARENA_H
#define CLI_BASE_ARENA_H

#include <stddef.h>
#include <stdio.h>

struct cli;
struct kept;

/* Memory that lasts as long as the command; released at the end. Out of memory ends the program with exit 1. */
void *cli_keep(struct cli *cli, size_t size);
char *cli_keep_text(struct cli *cli, const char *text);

/* An array of `count` things of that size, with room for one more: in its place, or in a larger one. *room: for how
 * many. */
void *cli_room(struct cli *cli, void *items, size_t count, size_t size, size_t *room);
char *cli_printf(struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * A text that grows at its end, for what has as many parts as the data has: what is there already is not made once more
 * for each part, as cli_printf of it would. Begins as {0}; kept by cli.
 */
struct grown {
    char *text; /* NULL: nothing yet */
    size_t length, room;
};

void cli_grow(struct cli *cli, struct grown *grown, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* A part of a list: nothing for "", and the separator only after another part. */
void cli_list(struct cli *cli, struct grown *list, const char *between, const char *part);
const char *cli_grown(const struct grown *grown); /* "" for nothing */

/* Releases everything that cli_keep handed out. */
void kept_free(struct cli *cli);

/*
 * For work on very many things: what is handed out after the mark is released by kept_release, and the rest stays. What
 * was made before, and grows, must not be kept by cli.
 */
struct kept *kept_mark(const struct cli *cli);
void kept_release(struct cli *cli, const struct kept *mark);

#endif
