/* guide.h: what to ask and to tell next, before it is written as a sheet for talk or as a document to read. */
#ifndef CLI_COMMANDS_EVIDENCE_GUIDE_H
#define CLI_COMMANDS_EVIDENCE_GUIDE_H

#include <stddef.h>

#include "naast.h"
#include "view/gate_text.h"

struct cli;

enum guide_type {
    GUIDE_GAP,      /* between what does not belong together */
    GUIDE_NOTICE,   /* something to mind before anything else */
    GUIDE_PART,     /* begins a part: text is its heading */
    GUIDE_KNOWN,    /* known already: label (what it is), text and note (who said it, and when) */
    GUIDE_QUESTION, /* text, as it can be said; label says whether we ask it, tell it, or ask ourselves */
    GUIDE_ITEM,     /* the item that a question is about, in text */
    GUIDE_CHOICE,   /* what there is to choose from */
    GUIDE_FIELD     /* a line to fill in: label (as talk reads it), name (for people), text that is filled in already */
};

/* NULL texts are empty. */
struct guide_line {
    enum guide_type type;
    const char *indent;
    const char *label, *name, *text, *note;
};

struct guide {
    struct cli *cli;
    struct verdicts verdicts;
    naast_evaluation *evaluation; /* up to the next stage */
    naast_evaluation *ahead;      /* up to the last one */
    struct guide_line *lines;
    size_t count, room;
};

/* Reads all that a guide to a deal says. Release with guide_free, also after a failure. */
int guide_read(struct cli *cli, naast_id deal, struct guide *out);
void guide_free(struct guide *guide);

/* One line more. */
void guide_add(struct guide *guide, struct guide_line line);

/* What we know so far: needs, summary, match, frame, who decides, what was promised, how it goes (guide_known.c). */
void guide_known(struct guide *guide);
/* The questions that are open, what tends to come up anyway, and the lines to answer them (guide_questions.c). */
void guide_questions(struct guide *guide);
/* A name as it can stand on a sheet and be read back as that person, else the person's number. */
const char *guide_person(struct guide *guide, naast_id person, const char *name);

#endif
