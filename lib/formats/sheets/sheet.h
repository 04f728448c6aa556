/* sheet.h: what is on a sheet: its lines, taken together as the items that they are about. Reads nothing of a store. */
#ifndef FORMATS_SHEETS_SHEET_H
#define FORMATS_SHEETS_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "naast.h"
#include "formats/base/arena.h"
#include "formats/sheets/faults.h"

enum sheet_entry_type { SHEET_NEW, SHEET_EXISTING };

/* One item of the sheet, new or there already, with what is said about it. NULL: not said. */
enum { SHEET_TEXTS = 4, SHEET_WORDS = 8 };
struct sheet_entry {
    enum sheet_entry_type type;
    struct sheet_place place;
    bool silent; /* nothing was said */
    int indent;
    int about;    /* index of the entry it is about; -1: none */
    int32_t item; /* of an existing one */
    const char *kind, *text, *none;
    const char *from, *person, *due, *amount, *currency, *url, *file, *on, *how;
    bool in_confidence;
    const char *confirmed[SHEET_WORDS]; /* by whom */
    struct sheet_place confirmed_at[SHEET_WORDS];
    size_t confirmed_count;
    const char *amend, *agreed, *because, *as, *by;
    struct grown texts[SHEET_TEXTS]; /* of those that went on on a next line; the reader's own */
};

/* What is said about an item, or at the top, as it is on the sheet: for what is wrong with it. */
struct sheet_value {
    int entry; /* its index; -1: at the top */
    struct sheet_place place;
    const char *name, *text;
};

struct sheet {
    const char *with, *how, *on, *note; /* note: the lines without a word, "" for none */
    struct sheet_entry *entries;
    size_t count;
    struct sheet_value *values; /* in the order of the sheet */
    size_t value_count;
};

/* The deal whose sheet it is. */
struct sheet_subject {
    const naast_deal *deal;
    const naast_pipeline *pipeline;
};

/* Reads the lines of a text. What cannot be read is a fault. All of it is in the arena of the faults. */
void sheet_lines_read(const struct sheet_subject *subject, const char *text, struct faults *faults, struct sheet *out);

/* Of lines that could be read: finds what answers are about, makes entries silent of which nothing was said, and finds
 * what does not go together. Stops at the first of these three that finds a fault. */
void sheet_check(const struct sheet_subject *subject, const char *text, struct sheet *sheet, struct faults *faults);

/* Whether an entry says that an item that is there changes. */
bool sheet_amends(const struct sheet_entry *entry);

/* The field of an entry with that name ("due"); NULL: there is none. */
const char **sheet_field(struct sheet_entry *entry, const char *name);

/* Whether a line can begin with it: a word of the sheet, or a kind of the pipeline. */
bool sheet_word(const naast_pipeline *pipeline, const char *word);

/* The one nearest to a word that is none; "": none is near. */
const char *sheet_word_meant(const naast_pipeline *pipeline, const char *word, struct arena *arena);

bool codes_include(naast_codes codes, const char *code);

/* What was said about an entry, or (-1) at the top, under a name; NULL: nothing. */
const struct sheet_value *sheet_value(const struct sheet *sheet, int entry, const char *name);

#endif
