/* context.h: what every command gets: the store, how to write, and where. */
#ifndef CLI_BASE_CONTEXT_H
#define CLI_BASE_CONTEXT_H

#include <stdbool.h>
#include <stdio.h>

#include "naast-formats.h"
#include "naast.h"
#include "words/words.h"

struct command;
struct kept;
struct pager;
struct noted;

/* Whom a name was taken for that was not the whole of theirs. */
struct resolved {
    const char *typed, *name;
    char letter; /* of both ids */
    naast_id id;
    naast_id passed_over; /* whose whole name it is, further from the deal; 0: nobody */
    const char *passed_name;
};

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
    bool said;               /* the failure was reported already: main adds nothing */
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
    struct noted *noted;       /* the notes of cli_note_once */
    struct resolved *resolved; /* each once, in the order in which they were typed */
    size_t resolved_count, resolved_room;
    struct pager *pager;
    naast_formats *formats; /* of what reads and writes files; NULL until it is wanted */
};

#endif
