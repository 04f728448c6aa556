/* share.h: the customer's page as a document. */
#ifndef CLI_COMMANDS_EVIDENCE_SHARE_H
#define CLI_COMMANDS_EVIDENCE_SHARE_H

#include "naast-share.h"
#include "output/document.h"

struct cli;
struct document;

/* The page in words. from: our name on it. Everything in it is share's or kept by cli. */
void share_document(struct cli *cli, const naast_share *share, const char *from, struct document *out);

/* "41:9c1e07d2", of a head. Kept by cli. */
const char *share_number(struct cli *cli, const char *head);

/* What is said of a line besides its text: who agreed and when, what became of it. Kept by cli. */
const char *share_note(struct cli *cli, const naast_share *share, const naast_share_line *line, enum part_tone *tone);

/* Of that, what became of a promise or a condition, or until when it is. Kept by cli. */
const char *share_life_note(struct cli *cli, const naast_share_line *line, enum part_tone *tone);

#endif
