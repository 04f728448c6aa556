/* text.h: text for a terminal: made safe, measured, wrapped. */
#ifndef CLI_TERM_TEXT_H
#define CLI_TERM_TEXT_H

#include <stdio.h>

struct cli;

/*
 * The text with everything that could steer a terminal shown as an escape: controls and DEL as \x1b, newlines as \n,
 * tabs as \t, C1 controls, bidi overrides and isolates, zero-width and line separators as \u202e, bytes that are no
 * UTF-8 as \xff. Where people read ASCII, signs that our words use (… “ ” →) come as ASCII; letters stay. Doing it
 * twice changes nothing. Kept by cli.
 */
const char *text_safe(struct cli *cli, const char *text);

/* The same, but newlines stay. */
const char *text_safe_lines(struct cli *cli, const char *text);

/* Our own words in ASCII: … as ..., é as e. Kept by cli. */
const char *text_plain(struct cli *cli, const char *text);

/* Columns that a safe text takes. */
int text_width(const char *text);

/* The text cut to a number of columns, with … (or ...) where something was cut. Kept by cli. */
const char *text_cut(struct cli *cli, const char *text, int columns);

/* Writes a safe text wrapped at cli->width, the first line after `first` columns already written, the next ones
 * indented by `indent`. Ends in a newline. */
void text_wrap(struct cli *cli, FILE *out, const char *text, int first, int indent);

/* Writes a safe text and spaces up to a number of columns. */
void text_pad(FILE *out, const char *text, int columns);

#endif
