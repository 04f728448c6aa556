/* text.h: text for a terminal: made safe, measured, wrapped; dates and amounts as people read them. */
#ifndef CLI_TEXT_H
#define CLI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "naast.h"

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
/* The text cut to so many columns, with … (or ...) where something was cut. Kept by cli. */
const char *text_cut(struct cli *cli, const char *text, int columns);
/* Writes a safe text wrapped at cli->width, the first line after `first` columns already written, the next ones
 * indented by `indent`. Ends in a newline. */
void text_wrap(struct cli *cli, FILE *out, const char *text, int first, int indent);
/* Writes a safe text and spaces up to so many columns. */
void text_pad(FILE *out, const char *text, int columns);

/* As people read them, kept by cli, "" for none: "4 Nov" (with the year where it is not this one), "EUR 25,000". */
const char *text_date(struct cli *cli, naast_date date);
/* "4 Nov 2026", always with its year: a page may be kept. */
const char *text_full_date(struct cli *cli, naast_date date);
const char *text_money(struct cli *cli, naast_money money);
/* A number with its thousands grouped, as text_money does. Kept by cli. */
const char *text_count(struct cli *cli, int64_t number);
/* As machines read them: "2026-11-04", "2026-11-04T12:00:00Z", "25000.00". Kept by cli. */
const char *text_iso_date(struct cli *cli, naast_date date);
const char *text_iso_time(struct cli *cli, naast_time time);
const char *text_decimal(struct cli *cli, naast_money money);
/* The same into memory of the caller, who gets it back. */
enum { TEXT_TIME = 32, TEXT_DECIMAL = 40 };
const char *text_time_into(char text[TEXT_TIME], naast_time time);
const char *text_decimal_into(char text[TEXT_DECIMAL], naast_money money);
/* Reads 2026-11-04T12:00:00Z; false, with *out untouched: it is not of that form. */
bool text_moment(struct cli *cli, const char *text, naast_time *out);
/* "D1", "" for 0; "D1.7". Kept by cli. */
const char *text_id(struct cli *cli, char letter, naast_id id);
const char *text_item(struct cli *cli, naast_id deal, int32_t n);

/* A word in single quotes as a POSIX shell reads it back, where it needs them: for commands that we print. Kept by cli.
 */
const char *text_shell(struct cli *cli, const char *text);

#endif
