/* naast-evidence.h: evidence items and the words that back them. Include <naast.h>. */
#ifndef NAAST_EVIDENCE_H
#define NAAST_EVIDENCE_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A new item. The deal's pipeline says which kinds there are, and what each kind needs. Texts are copied.
 *
 * In every spec below, `expect_rev` is the revision (naast_deal.rev) that the deal must have for the call to change
 * it; 0: any.
 */
typedef struct naast_item_spec {
    uint32_t size;
    int32_t about;         /**< the number, within the deal, of the item it is about; 0: none */
    const char *kind;      /**< required */
    const char *value;     /**< one of the kind's values; required for a kind that has values, unless `none` */
    const char *text;      /**< at most 64 KiB; with `none`: the reason */
    naast_party from;      /**< who said it; {0,0}: us, or the deal's contact where only a customer can give it */
    naast_id person;       /**< whom it is about; required for some kinds; 0: nobody */
    naast_money amount;    /**< an empty currency: no amount */
    const char *url;       /**< at most 2000 bytes */
    const char *file_name; /**< at most 255 bytes, together with file_sha256; NULL: no file */
    const unsigned char *file_sha256; /**< 32 bytes */
    const char *how;                  /**< how we heard it: "mail 3 Nov"; at most 300 bytes */
    naast_date due;                   /**< 0: none */
    naast_date on;                    /**< the day it was said; 0: today */
    int none;                         /**< 1: we asked, and there is none */
    int in_confidence;                /**< 1: never on a page for somebody else */
    int64_t expect_rev;               /**< @since 0.2 */
} naast_item_spec;
#define NAAST_ITEM_SPEC_INIT NAAST_SPEC_INIT(naast_item_spec)

/**
 * Records one item, with the word of whoever said it.
 * @param spec what was said; texts are copied
 * @param n the item's number within the deal: 7 in D1.7; may be NULL
 * @retval NAAST_INVALID the pipeline has no such kind, or the kind no such value; a field is missing that the kind
 *         needs, or given that it has no use for; an answer that can be no has no words beside it
 *         (answer_wants_text); a text, day, amount or file is not valid; `about` is of a kind that this one cannot be
 *         about; the deal has no contact to speak for the customer
 * @retval NAAST_NOT_FOUND no such deal, person or item
 * @retval NAAST_CONFLICT the deal ended without being won; the item it is about was retracted; whoever says it was
 *         erased (party_erased); the deal is not at expect_rev
 * @since 0.1
 */
NAAST_API int naast_item_record(naast_store *store, naast_id deal, const naast_item_spec *spec, int32_t *n);

/** A word on an item. */
typedef struct naast_confirm_spec {
    uint32_t size;
    int32_t item;       /**< 0: every live item on the page `seen` whose kind covers others, and that is not
                             only theirs to give */
    naast_date on;      /**< the day it was said; 0: today */
    naast_party by;     /**< required: nobody confirms by default */
    const char *seen;   /**< "SEQ:HASH" of the page they saw, HASH at least 8 hex digits; NULL: the deal as it is now */
    const char *how;    /**< how we heard it; at most 300 bytes */
    int64_t expect_rev; /**< @since 0.2 */
} naast_confirm_spec;
#define NAAST_CONFIRM_SPEC_INIT NAAST_SPEC_INIT(naast_confirm_spec)

/** The numbers of items. */
typedef struct naast_items_touched {
    const int32_t *items; /**< in ascending order */
    size_t count;
    uint32_t item_size;
    int more;         /**< always 0: no item is left out */
    const char *next; /**< always "" */
} naast_items_touched;

/**
 * Records that a side backs an item.
 * @param deal its number
 * @param spec who backs which items, and what they saw
 * @param out the items confirmed, free with naast_free; may be NULL
 * @retval NAAST_INVALID `by` names nobody, or the day or `how` is not valid
 * @retval NAAST_NOT_FOUND no such deal, item or person; the item was not on that page, or not on theirs; there is
 *         nothing on that page to confirm
 * @retval NAAST_BAD_DATA `seen` is not a head of this store's journal
 * @retval NAAST_CONFLICT the item was retracted; whoever says so was erased (party_erased); the deal is not at
 *         expect_rev
 * @since 0.1
 */
NAAST_API int naast_item_confirm(naast_store *store, naast_id deal, const naast_confirm_spec *spec,
                                 naast_items_touched **out);

/**
 * What changes in an item; zero and NULL leave a field as it is. The link is removed with "", and what `clear` names
 * (NAAST_CLEAR_DUE, _AMOUNT, _PERSON) is removed too.
 */
typedef struct naast_amend_spec {
    uint32_t size;
    uint32_t clear; /**< bits of naast_clear; @since 0.2 */
    /**
     * 1: only the spelling of the text changes, and words on the item stay fresh. It is compared with the wording that
     * content_rev numbers, so that slips do not add up, and without characters that do not show. The words, runs of
     * letters, are as many and in the same order, and what is between them is the same but for white space. A word may
     * differ in case. In at most a tenth of the words, and in one at least, a letter of a script with capitals may
     * differ too: in a word of seven letters or more, one that is neither among its first two nor its last two may be
     * added, dropped or changed, or swapped with its neighbour; in a word of four or more, a doubled letter may become
     * single, or a single one double. A word beside a digit, a sign, an apostrophe or a hyphen stays as it is. Anything
     * else is a change of content, and INVALID.
     */
    int typo;
    const char *text;   /**< at most 64 KiB */
    const char *value;  /**< one of the kind's values */
    const char *url;    /**< at most 2000 bytes; "": removes it */
    naast_party from;   /**< whose wording this is; {0,0}: us, or the contact where only a customer can give it */
    naast_money amount; /**< an empty currency: as it is */
    naast_id person;
    naast_party agreed; /**< with a new due date: who agreed to it */
    const char *because;
    const char *how;    /**< how we heard it; at most 300 bytes */
    int64_t expect_rev; /**< @since 0.2 */
    naast_date due;
    naast_date on; /**< the day it was said; 0: today */
} naast_amend_spec;
#define NAAST_AMEND_SPEC_INIT NAAST_SPEC_INIT(naast_amend_spec)

/**
 * Changes an item. The due date of an item with a life moves, or is removed, only with the agreement of the side that
 * it is owed to; agreed on before it has passed, it counts as re-agreed.
 * @param item its number within the deal
 * @param spec what changes; texts are copied
 * @retval NAAST_INVALID nothing to change; more than spelling, with `typo`; no such value; a bit of `clear` that an
 * item does not have, or that is of a field which is given too; a text, day or amount that is not valid; what is left
 * would say nothing; the side that the item is owed to did not agree to the date
 * @retval NAAST_NOT_FOUND no such deal, item or person
 * @retval NAAST_CONFLICT the item was retracted; it is settled, so its date stays; whoever says or agrees to it was
 *         erased (party_erased); the deal is not at expect_rev
 * @since 0.1
 */
NAAST_API int naast_item_amend(naast_store *store, naast_id deal, int32_t item, const naast_amend_spec *spec);

/** How the life of an item ended. */
typedef struct naast_settle_spec {
    uint32_t size;
    naast_date on;                    /**< 0: today */
    const char *state;                /**< one of the kind's life states */
    naast_party by;                   /**< required */
    const char *because;              /**< at most 64 KiB */
    const char *file_name;            /**< at most 255 bytes, together with file_sha256; NULL: no file */
    const unsigned char *file_sha256; /**< 32 bytes */
    int64_t expect_rev;               /**< @since 0.2 */
} naast_settle_spec;
#define NAAST_SETTLE_SPEC_INIT NAAST_SPEC_INIT(naast_settle_spec)

/**
 * Ends the life of an item. The side it is owed to settles or releases it; either side may say that it was broken, and
 * from then on it can only be released.
 * @param item its number within the deal
 * @param spec how it ended, and who says so; texts are copied
 * @retval NAAST_INVALID the kind has no such state, or no life; `by` names nobody, or is not the side that may say so;
 * a day, text or file is not valid
 * @retval NAAST_NOT_FOUND no such deal, item or person
 * @retval NAAST_CONFLICT the item was retracted, has that state already, or was broken; whoever says so was erased
 *         (party_erased); the deal is not at expect_rev
 * @since 0.1
 */
NAAST_API int naast_item_settle(naast_store *store, naast_id deal, int32_t item, const naast_settle_spec *spec);

/** Why an item is taken back. @since 0.2 */
typedef struct naast_retract_spec {
    uint32_t size;
    const char *because; /**< required; at most 64 KiB */
    int64_t expect_rev;
} naast_retract_spec;
#define NAAST_RETRACT_SPEC_INIT NAAST_SPEC_INIT(naast_retract_spec)

/**
 * Takes an item back. It stays in the history, and items about it stay.
 * @param item its number within the deal
 * @param spec why; texts are copied
 * @retval NAAST_INVALID no reason, or a text that is not valid
 * @retval NAAST_NOT_FOUND no such deal or item
 * @retval NAAST_CONFLICT the item was retracted already; the deal is not at expect_rev
 * @since 0.1
 */
NAAST_API int naast_item_retract(naast_store *store, naast_id deal, int32_t item, const naast_retract_spec *spec);

/** What a word on an item can be held against. @since 0.2 */
typedef enum naast_backing {
    NAAST_BACKED_BY_US = 0,  /**< what we say that they said, alone */
    NAAST_BACKED_BY_MESSAGE, /**< a link or a file on the item */
    NAAST_BACKED_BY_PAGE     /**< the page that they had before them (naast_confirm_spec.seen) */
} naast_backing;

/** A side's word on an item. */
typedef struct naast_word {
    naast_party by;
    const char *name; /**< of the person; "" for us */
    int64_t seen;     /**< the deal's content counter up to which they saw */
    int fresh;        /**< 1: nothing that it covers changed since */
    naast_date on;
    const char *how;
    naast_id given_as;         /**< who `by` was when they gave it, before a merge; 0: who they are. @since 0.2 */
    const char *given_as_name; /**< "" where given_as is 0. @since 0.2 */
    naast_backing backed;      /**< @since 0.2 */
    const char *org_name;      /**< of theirs, where it is another than the deal's; "" else. @since 0.2 */
} naast_word;

/** An item as it is now. Texts are "" where there is none. */
typedef struct naast_item {
    naast_id deal;
    int32_t n; /**< its number within the deal */
    const char *kind;
    const char *value;
    const char *text;
    naast_party from; /**< who said it first */
    const char *from_name;
    naast_party phrased_by; /**< whose the present wording is */
    int32_t about;
    naast_id person;
    const char *person_name;
    naast_money amount;
    naast_date due;
    const char *url;
    const char *file_name;
    const char *state; /**< "given", "open", "none", or a state of the kind's life */
    int retracted;
    int in_confidence;
    int late;         /**< 1: kept, but after its due date */
    int redacted;     /**< 1: its text was erased; where it was amended since, there is a text again */
    int32_t reagreed; /**< how often the due date was re-agreed in time */
    naast_date settled_on;
    naast_party settled_by;
    const char *settled_name;
    const char *because;     /**< of none, settling or retracting, the latest */
    int64_t content_rev;     /**< the deal's content counter at the item's last change of content */
    naast_date on;           /**< the day it was said, or its wording last changed */
    const naast_word *words; /**< oldest first */
    size_t word_count;
    uint32_t word_size;
    int respelled;           /**< 1: the spelling of the text was mended since its content last changed. @since 0.2 */
    const char *from_org;    /**< the organisation of `from`, where it is another than the deal's. @since 0.2 */
    const char *settled_org; /**< the same of `settled_by`. @since 0.2 */
} naast_item;

typedef struct naast_items {
    const naast_item *items; /**< by number, retracted ones included */
    size_t count;
    uint32_t item_size;
    int more;         /**< always 0: no item is left out */
    const char *next; /**< always "" */
} naast_items;

/**
 * All items of a deal.
 * @param deal its number
 * @param out free with naast_free
 * @retval NAAST_NOT_FOUND no such deal
 * @since 0.1
 */
NAAST_API int naast_item_list(naast_store *store, naast_id deal, naast_items **out);

/**
 * One item of a deal, retracted or not.
 * @param n its number within the deal
 * @param out free with naast_free
 * @retval NAAST_NOT_FOUND no such deal or item
 * @since 0.2
 */
NAAST_API int naast_item_get(naast_store *store, naast_id deal, int32_t n, naast_item **out);

/**
 * Finds the item that a person typed: "D1.7" (deal may be 0), or "7" and ".7" within deal, or a kind's code when the
 * deal has exactly one live item of it (its newest, for kinds of which only the newest counts).
 * @param deal 0: the text names it
 * @param text what was typed
 * @param deal_out the deal that the item is of
 * @param n_out its number within that deal
 * @retval NAAST_INVALID the text is not an item, or names no deal and `deal` is 0
 * @retval NAAST_NOT_FOUND no such deal or item, or no item of that kind
 * @retval NAAST_AMBIGUOUS several items of that kind; the message lists up to ten
 * @since 0.1
 */
NAAST_API int naast_item_resolve(naast_store *store, naast_id deal, const char *text, naast_id *deal_out,
                                 int32_t *n_out);

#ifdef __cplusplus
}
#endif
#endif
