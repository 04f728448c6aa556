/* cli.h: what every command gets: the store, how to speak, and where. Commands include this one file. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "naast.h"
#include "words.h"
#include "args.h"
#include "text.h"
#include "output.h"

enum output { OUTPUT_TEXT, OUTPUT_JSON, OUTPUT_JSONL, OUTPUT_CSV, OUTPUT_FORMAT };

struct cli {
    naast_store *store;                    /* open as the command's `needs` says; NULL for NEEDS_NONE */
    bool refused;                          /* NEEDS_LOOK: it was not opened, and its message says why */
    const struct command *const *commands; /* every command, in the order of help; ends in NULL */
    const struct command *command;
    const char *title; /* "deal add", or its first word as soon as that is known: what to ask help for */
    enum output output;
    const char *format; /* of OUTPUT_FORMAT */
    bool zero;          /* -z: a record ends in NUL */
    bool quiet;         /* -q: no notes on stderr; errors stay */
    bool colour;        /* stdout is a terminal and NO_COLOR is not set */
    bool colour_err;    /* the same for stderr */
    bool ascii;         /* glyphs as plain ASCII */
    bool terminal;      /* stdout is a terminal */
    bool no_pager;
    bool version_asked;      /* --version */
    bool no_witness;         /* there is no place for one, and nobody said to go without */
    bool said;               /* the failure was told already: main adds nothing */
    int width;               /* columns to write in */
    bool narrow;             /* tables keep to the width: a terminal, or COLUMNS is set */
    naast_language language; /* of what people read */
    bool language_given;     /* by --lang: then of strings in JSON too */
    const char *actor;       /* never NULL */
    const char *witness;     /* the folder of the witnesses, once it was looked for */
    const char *db;          /* --db, else NULL */
    naast_time now;          /* NAAST_NOW: the next moment of the injected clock; 0: the system's clock */
    FILE *in, *out, *err;
    int lost;          /* why what was written to out did not arrive (an errno), where a command saw it; 0 otherwise */
    struct kept *kept; /* what cli_keep handed out */
    struct told *told; /* the notes of cli_note_once */
    struct pager *pager;
};

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
/* A part of a list: nothing for "", and what stands between only after another part. */
void cli_list(struct cli *cli, struct grown *list, const char *between, const char *part);
const char *cli_grown(const struct grown *grown); /* "" for nothing */

/*
 * Words in the language of the screen, in plain ASCII where that is wanted. `words` fills in {0}, {1}, … with the texts
 * that follow: exactly as many as the words have; each is made safe for a terminal (text_safe). The result lasts as
 * long as the command.
 */
const char *word(struct cli *cli, enum word id);
const char *words(struct cli *cli, enum word id, ...);

/* One line of words: data to stdout; a note to stderr (not when quiet). */
void cli_print(struct cli *cli, enum word id, ...);
void cli_note(struct cli *cli, enum word id, ...);
/* A note in words that are filled in, unless it was told before. */
void cli_note_once(struct cli *cli, const char *line);

/*
 * Failures. A command returns 0 or a negative naast_status; its positive form is the exit code (1 for those below -10).
 * cli_failed:  prints `naast: ` and the words to stderr and returns the status.
 * cli_wrong:   the same for wrong use: adds where the command's help is; returns NAAST_INVALID.
 * cli_check:   after a library call: when status is negative prints naast_store_message; returns the status.
 * main prints the store's message itself where a command returns a failure that nobody told.
 */
int cli_failed(struct cli *cli, int status, enum word id, ...);
int cli_wrong(struct cli *cli, enum word id, ...);
int cli_check(struct cli *cli, int status);
int cli_exit_code(int status);

/* Today by the store's clock, or by the command line's where there is no store. */
naast_date cli_today(struct cli *cli);
naast_time cli_now(struct cli *cli);
/* The same for a handle of the library. */
naast_clock cli_clock(struct cli *cli);

/* Reads all of a stream, or the file at path, as one text; *out is kept. NAAST_IO, or NAAST_BAD_DATA for more than 64
 * MiB or a NUL byte. */
int cli_read_all(struct cli *cli, FILE *stream, const char *name, char **out);
int cli_read_file(struct cli *cli, const char *path, char **out);
/* The same for what is shorter: more than so many bytes are not read, and `larger` says so of the name. */
struct most {
    size_t bytes;
    enum word larger;
};
int cli_read_most(struct cli *cli, FILE *stream, const char *name, struct most most, char **out);
int cli_read_file_most(struct cli *cli, const char *path, struct most most, char **out);

/* What people type for an option or an operand, read; each prints what is wrong and returns a status. Absent (NULL):
 * *out is left as it is. */
int cli_text(struct cli *cli, const char *typed, const char **out); /* "-": standard input, without its last newline */
int cli_date(struct cli *cli, const char *option, const char *typed, naast_date *out);
/* A date, as its first or its last moment (UTC), or a moment as 2026-11-04T12:00:00Z. */
int cli_moment(struct cli *cli, const char *option, const char *typed, bool last, naast_time *out);
int cli_number(struct cli *cli, const char *option, const char *typed, int64_t least, int64_t most, int64_t *out);
/* amount and currency as typed; currency NULL: `usual`, else EUR. */
int cli_money(struct cli *cli, const char *amount, const char *currency, const char *usual, naast_money *out);
/* Whose: `me` (also `ik`) is who acts; NULL: NULL. */
const char *cli_owner(const struct cli *cli, const char *typed);
/* Whether some pipeline has that stage, or that kind; NULL: nothing to check. NAAST_NOT_FOUND tells the nearest. */
int cli_check_stage(struct cli *cli, const char *typed);
int cli_check_kind(struct cli *cli, const char *typed);
/* A deal of a command that writes: by its id, or by its whole title. */
int cli_deal(struct cli *cli, const char *typed, naast_id *out);
int cli_person(struct cli *cli, const char *typed, naast_id deal, naast_id *out);
int cli_org(struct cli *cli, const char *typed, naast_id *out);
/* naast_resolve_named, where a failure is told, and how to add whoever is not there. */
int cli_resolve(struct cli *cli, const naast_resolve_spec *spec, naast_resolved **out);
/* A note of whom a name was taken for, once a command, where it was not the whole of it: "Piet: P1 Piet Jansen". */
void cli_tell_whom(struct cli *cli, naast_root root, const char *typed, const naast_resolved *found);
char cli_letter(naast_root root);
/* What has the form of an id, or is an e-mail address: whoever types that means somebody who is there. */
bool cli_is_reference(const char *typed);
bool cli_means_us(const char *typed);
/* `us` (also `ons`, `wij`), or a person: those of the deal first. Whom a name alone finds with another customer, and
 * who has no part in this deal, is asked about: NAAST_AMBIGUOUS. */
int cli_party(struct cli *cli, const char *typed, naast_id deal, naast_party *out);
/* The same, where somebody who is new is made and told on stderr ("P3 is new: Karim Ali"). */
int cli_person_or_new(struct cli *cli, const char *typed, naast_id deal, naast_id org, naast_id *out);
int cli_org_or_new(struct cli *cli, const char *typed, naast_id *out);

#endif
