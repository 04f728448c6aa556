/* talk_spec.h: a sheet as the conversation that it is. */
#ifndef CLI_COMMANDS_EVIDENCE_TALK_SPEC_H
#define CLI_COMMANDS_EVIDENCE_TALK_SPEC_H

#include <stdbool.h>
#include <stddef.h>

#include "naast.h"

struct cli;
struct problems;
struct sheet;
struct subject;

/* An entry of the conversation: that of the sheet, and of each word the line on which it is. */
struct spec_entry {
    size_t of; /* index */
    const int *word_lines;
};

struct talk_spec {
    naast_conversation_spec spec; /* its entries go with the command, as all of it */
    struct spec_entry *entries;
    bool *wrong; /* entries of the sheet in which something cannot be read */
};

/* Reads days, amounts, values and files; what is wrong with those is a problem, and left out of the conversation. */
void talk_spec_read(struct cli *cli, const struct subject *subject, const struct sheet *sheet,
                    struct problems *problems, struct talk_spec *out);

/* What the library found wrong, at the lines that it came from. */
void talk_faults(const struct sheet *sheet, const struct talk_spec *talk, const naast_conversation_result *result,
                 struct problems *problems);

#endif
