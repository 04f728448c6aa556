/* glyph.h: colours and glyphs of a terminal. */
#ifndef CLI_TERM_GLYPH_H
#define CLI_TERM_GLYPH_H

#include <stdio.h>

struct cli;

enum colour { PLAIN, GOOD, WAITING, AT_FAULT, FAINT, STRONG };

/* Starts and ends a colour; nothing where there is none. */
void colour_on(struct cli *cli, FILE *out, enum colour colour);
void colour_off(struct cli *cli, FILE *out);

/* ●───○ ─ … → : glyphs that text uses, ASCII where that is wanted. */
enum glyph { GLYPH_HERE, GLYPH_AHEAD, GLYPH_LINE, GLYPH_ELLIPSIS, GLYPH_ARROW, GLYPH_DOT };

const char *glyph(const struct cli *cli, enum glyph which);

#endif
