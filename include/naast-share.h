/* naast-share.h: the page of a deal that its customer reads. */
#ifndef NAAST_SHARE_H
#define NAAST_SHARE_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What stands on the page is chosen here and nowhere else, by an allow-list that goes by what the pipeline says of a
 * kind (docs/sharing.md gives it whole). A caller who writes everything that it finds in a naast_share cannot say too
 * much: notes, waivers, forecasts, verdicts, activities, tasks, files and other deals are not in it.
 */
typedef enum naast_share_section {
    NAAST_SHARE_PURPOSE = 0, /* what we come for */
    NAAST_SHARE_NEEDS,       /* needs, and the questions under them, in their words */
    NAAST_SHARE_SUMMARY,
    NAAST_SHARE_OFFER, /* what we bring, and what we had better leave to others */
    NAAST_SHARE_MATCH,
    NAAST_SHARE_FRAME,      /* price, costs, timeline, place, result, people involved, reporting */
    NAAST_SHARE_MILESTONES, /* by date, those without one last */
    NAAST_SHARE_WINS,       /* of both sides */
    NAAST_SHARE_WHOLE,      /* the whole picture */
    NAAST_SHARE_RISKS,      /* risks that we named, each with its source */
    NAAST_SHARE_CONDITIONS, /* what they need from us as a supplier */
    NAAST_SHARE_PROMISES,   /* of both sides; ours that came late or were not kept too */
    NAAST_SHARE_DECISION,   /* the yes, the signature, what came of it */
    NAAST_SHARE_FURTHER,    /* what else is put to them, in pipelines with kinds of their own */
    NAAST_SHARE_TO_YOU      /* what the reader told us, and only the reader gets to see */
} naast_share_section;
enum { NAAST_SHARE_SECTIONS = NAAST_SHARE_TO_YOU + 1 };

/* Whether the customer stands by a line. */
typedef enum naast_share_word {
    NAAST_SHARE_NO_WORD = 0, /* nobody of them does */
    NAAST_SHARE_CHANGED,     /* somebody did, before it changed */
    NAAST_SHARE_AGREED
} naast_share_word;

typedef struct naast_share_line {
    naast_share_section section;
    int32_t n; /* the item's number in the deal; 0 with `unspoken` */
    const char *kind;
    const char *name;  /* of the kind, in the handle's language */
    const char *value; /* "" for none, as every text */
    const char *text;  /* of a none: because */
    const char *about; /* of TO_YOU: whom it says something of */
    naast_side side;   /* whose words these are; of what is unspoken 0, or the side that has not spoken */
    const char *by;    /* by name; "" for us */
    int by_reader;     /* they are the reader's */
    int beneath;       /* it belongs to the nearest line above that does not: a why under its need */
    int unspoken;      /* nobody spoke of this yet; the line says only that */
    int none;          /* asked, and there is none */
    int in_confidence; /* the reader told us so in confidence; on nobody else's page */
    naast_money amount;
    naast_date due;
    naast_date on;     /* the day it was said, or its wording last changed */
    const char *url;   /* of a source */
    const char *state; /* "given", "open", or what became of it: "kept", "broken", "released", "met" */
    naast_date settled_on;
    int late;         /* kept after its day, or open and past it */
    int32_t reagreed; /* how often its day was re-agreed in time */
    int wants_word;   /* it is theirs to agree to */
    int sums_up;      /* and a word on it speaks for other lines too */
    naast_share_word word;
    const char *word_by; /* who agreed last; the reader rather than others */
    int word_by_reader;
    naast_date word_on;
    naast_side promised_by; /* of a line with an end that is told: who has, or had, to do it */
    naast_side open_at;     /* whose turn it is; 0: nobody's */
} naast_share_line;

typedef struct naast_share {
    const naast_share_line *items; /* by section */
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
    const char *title;
    const char *org;            /* the customer's name */
    const char *reader;         /* for whom it is, by name; "" for all of them */
    char head[NAAST_HEAD_SIZE]; /* "SEQ:HASH" of the journal it was read at: what naast_item_confirm takes as `seen` */
    naast_date today;
    const char *outcome; /* "" while open */
    naast_date ended;
    const char *because; /* why we said no, or both saw no match; of other endings "" */
    const char *refer;   /* then: who may be able to help */
    uint32_t sections;   /* a bit for each section that belongs here; one without lines was not spoken of yet */
    const naast_share_line *upcoming; /* the first day ahead that was agreed; NULL: none was */
    int32_t held_back;                /* items that were told in confidence and are therefore not on this page */
} naast_share;

typedef struct naast_share_spec {
    uint32_t size;
    naast_id reader; /* the person it is for; 0: for all of the customer */
} naast_share_spec;
#define NAAST_SHARE_SPEC_INIT NAAST_SPEC_INIT(naast_share_spec)

/*
 * The page of a deal, read in one snapshot with the head of the journal. spec: NULL for a page for everybody.
 * *out: free with naast_free. Returns OK, NOT_FOUND (deal, reader), INVALID (the reader has no part in this deal: is
 * not the contact, not of its organisation, and nothing on it was said by or about that person), BUSY, IO, NO_MEMORY.
 * Since 0.1.
 */
NAAST_API int naast_share_read(naast_store *store, naast_id deal, const naast_share_spec *spec, naast_share **out);

#ifdef __cplusplus
}
#endif
#endif
