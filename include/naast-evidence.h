/* naast-evidence.h: evidence items and the words that stand by them. Include <naast.h>. */
#ifndef NAAST_EVIDENCE_H
#define NAAST_EVIDENCE_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A new item. Which fields are wanted follows from the kind in the deal's pipeline. Texts are copied. */
typedef struct naast_item_spec {
    uint32_t size;
    const char *kind;
    const char *value; /* one of the kind's values, where it has any */
    const char *text;  /* at most 64 KiB; for none: the because */
    naast_party from;  /* who said it. {0,0}: us, or the deal's contact where only a customer can give it */
    int32_t about;     /* the number, in this deal, of the item it is about; 0: none */
    naast_id person;   /* whom it says something of */
    naast_date due;
    naast_money amount;
    const char *url;
    const char *file_name; /* with its SHA-256, 32 bytes, or both NULL */
    const unsigned char *file_sha256;
    int none;          /* asked, and there is none */
    const char *how;   /* how we heard it: "mail 3 Nov" */
    naast_date on;     /* the day it was said; 0: today */
    int in_confidence; /* never on a page for somebody else */
} naast_item_spec;
#define NAAST_ITEM_SPEC_INIT NAAST_SPEC_INIT(naast_item_spec)

/*
 * Records one item and, with it, the word of whoever said it. *n: its number within the deal (D1.7).
 * Returns OK, INVALID (unknown kind or value, a wanted field is missing, a field the kind has no use for, text not
 * valid, no contact to speak for the customer), NOT_FOUND (deal, person, item), CONFLICT (the deal has ended), BUSY,
 * IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_item_record(naast_store *store, naast_id deal, const naast_item_spec *spec, int32_t *n);

typedef struct naast_confirm_spec {
    uint32_t size;
    int32_t item;     /* 0: every live item on the page `seen` whose kind covers others */
    naast_party by;   /* wanted: nobody confirms by default */
    const char *seen; /* "SEQ:HASH" of the page they saw, HASH at least 8 hex digits; NULL: as it stands now */
    const char *how;
    naast_date on; /* 0: today */
} naast_confirm_spec;
#define NAAST_CONFIRM_SPEC_INIT NAAST_SPEC_INIT(naast_confirm_spec)

/* The numbers of items that a call touched. */
typedef struct naast_items_touched {
    const int32_t *items;
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
} naast_items_touched;

/*
 * A side stands by an item. *out: the items confirmed; free with naast_free; may be NULL.
 * Returns OK, INVALID (nobody named), NOT_FOUND (deal, item, person; nothing on that page to confirm), BAD_DATA (seen
 * is not a head of this journal), CONFLICT (the item was retracted), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_item_confirm(naast_store *store, naast_id deal, const naast_confirm_spec *spec,
                                 naast_items_touched **out);

/* What changes in an item; zero and NULL leave a field as it is. */
typedef struct naast_amend_spec {
    uint32_t size;
    const char *text;
    const char *value;
    const char *url;
    naast_party from; /* whose wording this is; {0,0}: us, or the contact where only a customer can give it */
    naast_date due;
    naast_money amount;
    naast_id person;
    naast_party agreed; /* with a new due date: who agreed to it */
    const char *because;
    const char *how;
    naast_date on;
    int typo; /* only the spelling: words on it stay fresh */
} naast_amend_spec;
#define NAAST_AMEND_SPEC_INIT NAAST_SPEC_INIT(naast_amend_spec)

/*
 * Changes an item. A promise whose due date moves before it has passed, agreed by the side it is owed to, is
 * re-agreed in time. Returns OK, INVALID (nothing to change, unknown value), NOT_FOUND, CONFLICT (retracted), BUSY, IO,
 * NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_item_amend(naast_store *store, naast_id deal, int32_t item, const naast_amend_spec *spec);

typedef struct naast_settle_spec {
    uint32_t size;
    const char *state; /* one of the kind's life states */
    naast_party by;    /* wanted */
    naast_date on;     /* 0: today */
    const char *because;
    const char *file_name;
    const unsigned char *file_sha256;
} naast_settle_spec;
#define NAAST_SETTLE_SPEC_INIT NAAST_SPEC_INIT(naast_settle_spec)

/*
 * Ends the life of an item. The side it is owed to settles or releases; either may say broken.
 * Returns OK, INVALID (no such state; not theirs to say; nobody named), NOT_FOUND, CONFLICT (retracted, or settled so
 * already), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_item_settle(naast_store *store, naast_id deal, int32_t item, const naast_settle_spec *spec);

/* Takes an item back; it stays in the history, and items about it stay. Returns OK, INVALID (no because), NOT_FOUND,
 * CONFLICT (retracted already), BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_item_retract(naast_store *store, naast_id deal, int32_t item, const char *because);

/* A side's word on an item. */
typedef struct naast_word {
    naast_party by;
    const char *name; /* of the person; "" for us */
    int64_t seen;     /* the deal's content counter up to which they saw */
    int fresh;        /* nothing that it covers changed since */
    naast_date on;
    const char *how;
} naast_word;

typedef struct naast_item {
    naast_id deal;
    int32_t n;
    const char *kind;
    const char *value;
    const char *text;
    naast_party from; /* who said it first */
    const char *from_name;
    naast_party phrased_by; /* whose the present wording is */
    int32_t about;
    naast_id person;
    const char *person_name;
    naast_money amount;
    naast_date due;
    const char *url;
    const char *file_name;
    const char *state; /* "given", "open", "none", or a life state */
    int retracted;
    int in_confidence;
    int late;         /* kept, but after its due date */
    int redacted;     /* what it said was erased; where it was amended since, text says something again */
    int32_t reagreed; /* how often the due date was re-agreed in time */
    naast_date settled_on;
    naast_party settled_by;
    const char *settled_name;
    const char *because; /* of none, settling or retracting, the latest */
    int64_t content_rev;
    naast_date on; /* the day it was said, or its wording last changed */
    const naast_word *words;
    size_t word_count;
    uint32_t word_size;
} naast_item;

typedef struct naast_items {
    const naast_item *items; /* by number, retracted ones included */
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
} naast_items;

/* All items of a deal. *out: free with naast_free. Returns OK, NOT_FOUND (deal), BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_item_list(naast_store *store, naast_id deal, naast_items **out);

/*
 * Finds the item that a person typed: "D1.7" (deal may be 0), or "7" and ".7" within deal, or a kind's code when deal
 * has exactly one live item of it (its newest, for kinds of which only the newest counts).
 * Returns OK, INVALID (not an item), NOT_FOUND, AMBIGUOUS, BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_item_resolve(naast_store *store, naast_id deal, const char *text, naast_id *deal_out,
                                 int32_t *n_out);

#ifdef __cplusplus
}
#endif
#endif
