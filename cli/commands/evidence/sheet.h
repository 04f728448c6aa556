/* sheet.h: the sheet of a conversation: read from text into lines of what was said. Reads nothing of the store. */
#ifndef CLI_COMMANDS_EVIDENCE_SHEET_H
#define CLI_COMMANDS_EVIDENCE_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "naast.h"
#include "base/arena.h"
#include "commands/evidence/record_item.h"

struct cli;
struct subject;

enum sheet_entry_type { SHEET_NEW, SHEET_EXISTING };

/* One item of the sheet, new or there already, with what is said about it. NULL: not said. */
enum { SHEET_TEXTS = 4 };
struct sheet_entry {
    enum sheet_entry_type type;
    int line; /* where it stands, for what goes wrong with it; 0: nothing was said */
    int indent;
    int about;    /* index of the entry it is about; -1: none */
    int32_t item; /* of an existing one */
    struct typed_item typed;
    const char *confirmed[8]; /* by whom */
    int confirmed_line[8];
    size_t confirmed_count;
    const char *amend, *agreed, *because, *as, *by;
    struct grown texts[SHEET_TEXTS]; /* of those that went on on a next line; the reader's own */
};

/* What is said about an item, or at the top, as it stands: for what is wrong with it. */
struct sheet_value {
    int entry; /* its index; -1: at the top */
    int line;
    const char *name, *text;
};

struct sheet {
    const char *with, *how, *on, *note; /* note: the lines without a word, "" for none */
    struct sheet_entry *entries;
    size_t count;
    struct sheet_value *values; /* in the order of the sheet */
    size_t value_count;
};

/*
 * Reads a sheet for a deal. A line that cannot be read is told, with its number; NAAST_BAD_DATA. Entries without
 * anything said are left out. Everything is kept by cli.
 */
int sheet_read(struct cli *cli, const struct subject *subject, const char *text, struct sheet *out);

/* Whether an entry says that an item that is there changes. */
bool sheet_amends(const struct sheet_entry *entry);

/* Writes the sheet for the next conversation: the questions that are open, with what is known already. */
int sheet_write(struct cli *cli, FILE *out, naast_id deal);

#endif
