/* values.h: dates, amounts, ids and shell words as people and machines read them. */
#ifndef CLI_TERM_VALUES_H
#define CLI_TERM_VALUES_H

#include <stdbool.h>
#include <stdint.h>

#include "naast.h"

struct cli;

/* What has the form of an id, or is an e-mail address: whoever types that means somebody who is there. */
bool cli_is_reference(const char *typed);

/* "1.2 MB", as people read it; kept by cli. */
const char *text_bytes(struct cli *cli, int64_t bytes);

/* An id as D42 or 42 with this letter; 0: it is none. */
naast_id id_read(const char *typed, char letter);

/* A duration as people read it: "12 d", "3.4 d", "5 h", "20 min"; "" below zero. Kept by cli. */
const char *text_duration(struct cli *cli, int64_t seconds);

/* An amount in whole units of its currency: what is reckoned is not known to the cent. */
const char *text_about(struct cli *cli, naast_money money);
naast_money money_of(int64_t minor, const char *currency);

/* Ten-thousandths as "63%". */
const char *text_percent(struct cli *cli, int32_t share);

/* As people read them, kept by cli, "" for none: "4 Nov" (with the year where it is not this one), "EUR 25,000". */
const char *text_date(struct cli *cli, naast_date date);

/* "4 Nov 2026", always with its year: a page may be kept. */
const char *text_full_date(struct cli *cli, naast_date date);
const char *text_money(struct cli *cli, naast_money money);
/* The decimals of a currency; -1: it is not known. */
int text_decimals(const char *currency);

/* A number with its thousands grouped, as text_money does. Kept by cli. */
const char *text_count(struct cli *cli, int64_t number);

/* As machines read them: "2026-11-04", "2026-11-04T12:00:00Z", "25000.00". Kept by cli. */
const char *text_iso_date(struct cli *cli, naast_date date);
const char *text_iso_time(struct cli *cli, naast_time time);
const char *text_decimal(struct cli *cli, naast_money money);

/* The same into memory of the caller, who gets it back. */
enum { TEXT_TIME = NAAST_TIME_SIZE, TEXT_DECIMAL = NAAST_MONEY_SIZE };

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
