/* naast-deal.h: deals: adding, finding, and moving them. Include <naast.h>. */
#ifndef NAAST_DEAL_H
#define NAAST_DEAL_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/* In an edit NULL and zero leave a field as it is, "" clears a text. Texts are copied. */
typedef struct naast_deal_spec {
    uint32_t size;
    const char *title; /* at most 300 bytes */
    naast_id org;
    naast_id contact;    /* the person we talk with */
    const char *owner;   /* who of us has it; NULL: the actor */
    naast_money amount;  /* not below zero; all of a stage together must fit in an int64 */
    naast_date expected; /* when a decision is expected */
    const char *source;  /* where it came from */
    const char *note;
    naast_id follows;        /* the deal it follows from */
    const char *pipeline;    /* NULL: the store's default. In an edit: not allowed, see naast_deal_change_pipeline */
    const char *external_id; /* its number elsewhere; unique */
} naast_deal_spec;
#define NAAST_DEAL_SPEC_INIT NAAST_SPEC_INIT(naast_deal_spec)

/* Opens a deal in the first stage of its pipeline. Returns OK, INVALID, NOT_FOUND (org, contact, follows, pipeline),
 * CONFLICT (external_id in use), BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_deal_add(naast_store *store, const naast_deal_spec *spec, naast_id *out);
/* Changes what the spec gives. Returns OK, INVALID, NOT_FOUND, CONFLICT (external_id in use), BUSY, IO, NO_MEMORY.
 * Since 0.1. */
NAAST_API int naast_deal_edit(naast_store *store, naast_id deal, const naast_deal_spec *spec);

typedef struct naast_deal {
    naast_id id;
    char uuid[NAAST_UUID_SIZE];
    int64_t rev; /* seq of its last journal entry, for expect_rev */
    const char *title;
    naast_id org;
    const char *org_name;
    naast_id contact;
    const char *contact_name;
    const char *owner;
    naast_money amount;
    naast_date expected;
    const char *source;
    const char *note;
    naast_id follows;
    const char *external_id;
    const char *pipeline;
    int32_t pipeline_revision;
    const char *stage;
    const char *stage_name; /* in the handle's language */
    const char *outcome;    /* "" while open; "won", "declined", ... */
    int unverified;         /* imported, not talked through */
    naast_time created;
    naast_time since;  /* in this stage since */
    int since_known;   /* 0: it was imported in this stage; `since` is when it was opened, or else when it came in */
    naast_date closed; /* the day it got its outcome */
    int told;          /* declined or no match: the customer was told */
    int gate_open;    /* where naast_deal_filter.gates asked for it: 1 it could advance, 0 not yet; -1: not asked, or no
                         gate */
    int32_t blockers; /* then: blocking checks not met, in the gates held until the next stage */
    /* Where naast_deal_filter.text asked, and neither title nor organisation nor contact says it all: */
    int32_t found_item; /* the item that has the first word they lack, or is about a person who has it; 0: the deal's
                           note, source or number elsewhere */
    const char *found_text; /* a piece of it around that word; "" where there is nothing to tell */
} naast_deal;

/* One stage change. */
typedef struct naast_receipt_line {
    const char *gate;
    const char *check;
    const char *verdict;
    const char *code;
    const int32_t *items; /* with, at the same place, the crev each had */
    const int64_t *content_revs;
    size_t item_count;
} naast_receipt_line;

typedef struct naast_transition {
    int32_t n;
    const char *kind;       /* "open", "import", "advance", "back", "reopen", "end", "pipeline",
                               "undo" */
    const char *from_stage; /* "" for the first */
    const char *to_stage;
    const char *from_outcome;
    const char *to_outcome;
    const char *pipeline;
    int32_t pipeline_revision;
    naast_time at;
    const char *actor;
    const char *because;
    naast_party told;
    const char *told_name;
    naast_root refer_root; /* NAAST_PERSON or NAAST_ORG who may be able to help; 0: nobody was named */
    naast_id refer;
    const char *refer_name;
    const naast_receipt_line *receipt;
    size_t receipt_count;
    uint32_t receipt_size;
    int stands; /* 0: an undo took it back, or it is that undo; then it tells nothing of where the deal is, or why */
} naast_transition;

typedef struct naast_transitions {
    const naast_transition *items;
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
} naast_transitions;

typedef struct naast_deals {
    const naast_deal *items;
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
} naast_deals;

typedef enum naast_deal_sort {
    NAAST_BY_NUMBER = 0,
    NAAST_BY_TITLE = 1,
    NAAST_BY_ORG = 2,      /* by its name */
    NAAST_BY_AMOUNT = 3,   /* currency by currency: amounts of different ones are not compared */
    NAAST_BY_SINCE = 4,    /* those longest in their stage first */
    NAAST_BY_EXPECTED = 5, /* those expected soonest first */
    NAAST_BY_CREATED = 6
} naast_deal_sort;

/* All that is given must fit. */
typedef struct naast_deal_filter {
    uint32_t size;
    const char *pipeline; /* NULL: any */
    const char *stage;
    const char *outcome; /* NULL: any; "open": without one */
    const char *owner;
    naast_id org;
    naast_id contact;
    naast_id person;       /* whom it speaks of: its contact, whoever said something in it or is spoken of */
    naast_flag unverified; /* NAAST_SET: only those imported and not talked through; NAAST_CLEAR: only the others */
    const char *currency;  /* an ISO 4217 code */
    int64_t amount_from;   /* in whole units of the deal's own currency, both included; 0: no bound */
    int64_t amount_to;
    naast_days expected; /* days in UTC, as all days here */
    naast_days created;
    naast_days since; /* came to its stage */
    naast_days closed;
    /*
     * Words that all must stand somewhere: in its title, note, source or number elsewhere, the name, address or note of
     * its organisation or of a person it speaks of, or in its evidence (what was retracted aside). Without case and
     * accents; the beginning of a word will do. At most eight words.
     */
    const char *text;
    naast_deal_sort sort; /* what lacks the value comes last; equal ones by number */
    int descending;
    int gates;      /* evaluate whether each deal could advance */
    naast_id after; /* the last id of the page before, under the same filter and sort; 0: from the first */
    uint32_t limit; /* 0: 100 */
} naast_deal_filter;
#define NAAST_DEAL_FILTER_INIT NAAST_SPEC_INIT(naast_deal_filter)

/* *out: free with naast_free. Returns OK, NOT_FOUND, BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_deal_get(naast_store *store, naast_id deal, naast_deal **out);
/* Deals, a page at a time. filter: NULL for all by number. *out: free with naast_free. Returns OK, INVALID (a day that
 * is none, no word in text or too many, no such sort), NOT_FOUND (no such stage, pipeline, outcome; after), BUSY, IO,
 * NO_MEMORY. Since 0.1. */
NAAST_API int naast_deal_list(naast_store *store, const naast_deal_filter *filter, naast_deals **out);
/* Every stage change of a deal, oldest first. *out: free with naast_free. Returns OK, NOT_FOUND, BUSY, IO, NO_MEMORY.
 * Since 0.1. */
NAAST_API int naast_transition_list(naast_store *store, naast_id deal, naast_transitions **out);

struct naast_evaluation; /* naast-gate.h */

typedef struct naast_advance_spec {
    uint32_t size;
    const char *to;     /* a later stage; NULL: the next */
    int64_t expect_rev; /* refuse unless the deal is at this rev; 0: any */
    int dry_run;        /* evaluate inside the transaction, then move nothing */
} naast_advance_spec;
#define NAAST_ADVANCE_SPEC_INIT NAAST_SPEC_INIT(naast_advance_spec)

/*
 * Moves a deal forward through every open gate up to a stage, or not at all. The gates are evaluated inside the
 * write transaction that moves it. spec: NULL for the next stage.
 * *out (may be NULL): what the gates said, as they stood before the move; set on OK and on NOT_YET; free with
 * naast_free. Returns OK, NOT_YET (a gate is not open, nothing moved), INVALID, NOT_FOUND (deal, stage), CONFLICT
 * (ended or completed, not a later stage, or not at expect_rev), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_deal_advance(naast_store *store, naast_id deal, const naast_advance_spec *spec,
                                 struct naast_evaluation **out);

/* Moves a deal back to an earlier stage (NULL: the one before). Returns OK, INVALID (no because), NOT_FOUND, CONFLICT
 * (already first, not earlier, ended), BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_deal_move_back(naast_store *store, naast_id deal, const char *to, const char *because);

/* Takes the outcome off a deal that ended without being won; its stage stays. Returns OK, INVALID (no because),
 * NOT_FOUND, CONFLICT (open, or won: go back instead), BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_deal_reopen(naast_store *store, naast_id deal, const char *because);

typedef struct naast_end_spec {
    uint32_t size;
    const char *outcome;   /* "declined", "rejected", "no_match", "lost", "no_decision", "withdrawn" */
    const char *because;   /* wanted */
    naast_id told;         /* the person who was told; 0: nobody yet */
    naast_root refer_root; /* NAAST_PERSON or NAAST_ORG who can help; 0: nobody */
    naast_id refer;
} naast_end_spec;
#define NAAST_END_SPEC_INIT NAAST_SPEC_INIT(naast_end_spec)

/*
 * Ends a deal without winning it. Called again with the same outcome and `told`, it notes that they were told.
 * Returns OK, INVALID (outcome, no because), NOT_FOUND, CONFLICT (ended otherwise already, or won), BUSY, IO,
 * NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_deal_end(naast_store *store, naast_id deal, const naast_end_spec *spec);

typedef struct naast_waive_spec {
    uint32_t size;
    const char *check;
    const char *because; /* wanted */
    const char *by;      /* who of us approves; NULL: the actor */
    naast_date until;    /* the last day it holds; 0: 14 days from today */
} naast_waive_spec;
#define NAAST_WAIVE_SPEC_INIT NAAST_SPEC_INIT(naast_waive_spec)

/* Sets a waivable check aside for a while. Returns OK, INVALID (not waivable, no because, until in the past), NOT_FOUND
 * (deal, check), CONFLICT (ended), BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_deal_waive(naast_store *store, naast_id deal, const naast_waive_spec *spec);

/*
 * Moves a deal to another pipeline, or to another revision of its own (revision 0: the newest). It stays in the
 * stage of the same name where there is one, else it starts again in the first. Returns OK, INVALID (no because),
 * NOT_FOUND, CONFLICT (there already, or ended), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_deal_change_pipeline(naast_store *store, naast_id deal, const char *pipeline, int32_t revision,
                                         const char *because);

#ifdef __cplusplus
}
#endif
#endif
