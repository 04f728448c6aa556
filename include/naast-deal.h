/* naast-deal.h: deals: adding, finding, and moving them. Include <naast.h>. */
#ifndef NAAST_DEAL_H
#define NAAST_DEAL_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A deal to add, or what an edit changes. In an edit NULL and zero leave a field as it is, "" clears a text. */
typedef struct naast_deal_spec {
    uint32_t size;
    uint32_t clear;      /**< edit only: of naast_clear ORG, CONTACT, OWNER, AMOUNT, EXPECTED and FOLLOWS. @since 0.2 */
    const char *title;   /**< one line, at most 300 bytes */
    naast_id org;        /**< 0: none */
    naast_id contact;    /**< the person at the customer whom we talk with; 0: none */
    const char *owner;   /**< who of us has it; NULL in a new deal: the actor */
    naast_money amount;  /**< not below zero; all of a stage together must fit in an int64 */
    naast_date expected; /**< when a decision is expected */
    const char *source;  /**< where it came from; at most 300 bytes */
    const char *note;    /**< at most 65,536 bytes */
    naast_id follows;    /**< the deal that it follows from */
    const char *pipeline;    /**< NULL: the store's default. In an edit: see naast_deal_change_pipeline */
    const char *external_id; /**< its number in another system, unique among deals; at most 300 bytes */
    int64_t expect_rev; /**< edit only: CONFLICT (deal_changed) unless the deal is at this rev; 0: any. @since 0.2 */
} naast_deal_spec;
#define NAAST_DEAL_SPEC_INIT NAAST_SPEC_INIT(naast_deal_spec)

/**
 * Opens a deal in the first stage of its pipeline.
 * @param store the store
 * @param spec the deal; its title is needed
 * @param out its number; may be NULL
 * @retval NAAST_INVALID no title, a text too long, an amount or day that is none, `clear` or `expect_rev` given
 * @retval NAAST_NOT_FOUND no such organisation, contact, deal to follow, or pipeline
 * @retval NAAST_CONFLICT another deal has this external id; or the contact was erased (party_erased)
 * @since 0.1
 */
NAAST_API int naast_deal_add(naast_store *store, const naast_deal_spec *spec, naast_id *out);

/**
 * Changes what the spec gives.
 * @param store the store
 * @param deal its number
 * @param spec what changes
 * @retval NAAST_INVALID a text too long, an amount or day that is none, a field both given and cleared, a pipeline
 * @retval NAAST_NOT_FOUND no such deal, organisation, contact, or deal to follow
 * @retval NAAST_CONFLICT another deal has this external id; or the contact was erased (party_erased); or the deal is
 * not at expect_rev
 * @since 0.1
 */
NAAST_API int naast_deal_edit(naast_store *store, naast_id deal, const naast_deal_spec *spec);

/** Where a deal has got to. @since 0.2 */
typedef enum naast_deal_status {
    NAAST_DEAL_OPEN = 0,
    NAAST_DEAL_WON = 1,  /**< it has reached the won stage; it may move on from there */
    NAAST_DEAL_ENDED = 2 /**< it ended without being won */
} naast_deal_status;

typedef struct naast_deal {
    naast_id id;
    char uuid[NAAST_UUID_SIZE];
    int64_t rev; /**< the number of its last journal entry, for expect_rev */
    const char *title;
    naast_id org; /**< 0: none, and org_name is "" */
    const char *org_name;
    naast_id contact; /**< 0: none, and contact_name is "" */
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
    const char *stage_name;   /**< in the handle's language */
    naast_deal_status status; /**< by its outcome. @since 0.2 */
    const char *outcome;      /**< one of naast_outcomes; "" while it is open */
    int unverified;           /**< imported, and not talked through */
    /**
     * It is past a gate that it has not passed as that gate is now, since its pipeline or revision changed. Ends when
     * these gates are open at a naast_deal_advance. @since 0.2
     */
    int unproven;
    naast_time created;
    naast_time since; /**< when it came to this stage */
    int since_known;  /**< 0: it was imported in this stage; `since` is when it was opened, else when it was imported */
    naast_date closed; /**< the day it got its outcome */
    int informed;      /**< 1: declined or no match, and the customer was told */
    int gate_open;     /**< where naast_deal_filter.gates asked: 1 it could advance, 0 not yet; -1 not asked, no gate */
    int32_t blockers;  /**< then: blocking checks not met, in the gates enforced until the next stage */
    /**
     * Where naast_deal_filter.text asked, and not every word is in its title, organisation or contact: the item that
     * has the first of the others, or is about a person who has it; 0: the deal's note, source or external id.
     */
    int32_t found_item;
    const char *found_text; /**< a piece of it around that word; "" where nothing is to be shown */
} naast_deal;

/** An item in a receipt, as it was when the move was made. @since 0.2 */
typedef struct naast_receipt_item {
    int32_t n;
    int respelled; /**< its spelling was changed since what content_rev numbers */
    int64_t content_rev;
} naast_receipt_item;

/** One check in the receipt of a move: what it said when the move was made. */
typedef struct naast_receipt_line {
    const char *gate;
    const char *check;
    const char *verdict;             /**< as naast_verdict_code */
    const char *code;                /**< as naast_check_result.code */
    const naast_receipt_item *items; /**< the items that answered it or were at fault */
    size_t item_count;
    uint32_t item_size;
    /**
     * Of the gate: what it asked, names and questions apart. A gate with the same digest asks the same, in whatever
     * pipeline or revision. "": a move of before 0.2. @since 0.2
     */
    const char *digest;
} naast_receipt_line;

/** One stage change. */
typedef struct naast_transition {
    int32_t n;              /**< from 1, without gaps */
    const char *kind;       /**< "open", "import", "advance", "back", "reopen", "end", "pipeline", "undo" */
    const char *from_stage; /**< "" for the first */
    const char *to_stage;
    const char *from_outcome;
    const char *to_outcome;
    const char *pipeline;
    int32_t pipeline_revision;
    naast_time at;
    const char *actor;
    const char *because;
    naast_party informed; /**< who was told of the end; {0, 0}: nobody */
    const char *informed_name;
    naast_root refer_root; /**< NAAST_ROOT_PERSON or NAAST_ROOT_ORG, who may be able to help; 0: nobody was named */
    naast_id refer;
    const char *refer_name;
    const naast_receipt_line *receipt;
    size_t receipt_count;
    uint32_t receipt_size;
    int counts; /**< 0: undone, or itself the undo; such a move does not count towards the deal's stage or outcome */
} naast_transition;

typedef struct naast_transitions {
    const naast_transition *items;
    size_t count;
    uint32_t item_size;
    int more;         /**< always 0: the list is complete */
    const char *next; /**< always "" */
} naast_transitions;

typedef struct naast_deals {
    const naast_deal *items;
    size_t count;
    uint32_t item_size;
    int more;         /**< there are others after the last */
    const char *next; /**< what naast_page.after takes to go on after the last; "" when there are no others */
} naast_deals;

/** What deals are sorted by. Those that lack the value come last; equal ones are in order of their number. */
typedef enum naast_deal_sort {
    NAAST_BY_NUMBER = 0,
    NAAST_BY_TITLE = 1,
    NAAST_BY_ORG = 2,      /**< the organisation's name */
    NAAST_BY_AMOUNT = 3,   /**< currency by currency: amounts of different ones are not compared */
    NAAST_BY_SINCE = 4,    /**< those longest in their stage first */
    NAAST_BY_EXPECTED = 5, /**< those expected soonest first */
    NAAST_BY_CREATED = 6
} naast_deal_sort;

/** Which deals a list gives: those that fit all that is set. Days are days in UTC. */
typedef struct naast_deal_filter {
    uint32_t size;
    naast_flag unverified; /**< NAAST_FLAG_SET: only those imported and not talked through; NAAST_FLAG_CLEAR: only the
                              others */
    naast_flag unproven;   /**< the same of those past a gate that they have not passed as it is now. @since 0.2 */
    naast_deal_sort sort;
    int descending;
    int gates;            /**< evaluate whether each deal could advance (gate_open, blockers) */
    const char *pipeline; /**< NULL: any */
    const char *stage;    /**< its code */
    const char *outcome;  /**< one of naast_outcomes, or "open" for those without; NULL: any */
    const char *owner;
    naast_id org;
    naast_id contact;
    naast_id person;      /**< its contact, or somebody who said something in it or whom an item is about */
    const char *currency; /**< ISO 4217: only deals with an amount in it */
    int64_t
        amount_from;   /**< in minor units of `currency`; without one, in hundredths of each deal's own. 0: no bound */
    int64_t amount_to; /**< both bounds are included */
    naast_days expected;
    naast_days created;
    naast_days since; /**< when it came to its stage */
    naast_days closed;
    /**
     * At most eight words that must all be found: in its title, note, source or external id, in the name, address or
     * note of its organisation or of a person in it, or in its evidence (retracted items excepted). Without regard to
     * case and accents; the beginning of a word is enough.
     */
    const char *text;
} naast_deal_filter;
#define NAAST_DEAL_FILTER_INIT NAAST_SPEC_INIT(naast_deal_filter)

/**
 * One deal.
 * @param store the store
 * @param deal its number
 * @param out free with naast_free
 * @retval NAAST_NOT_FOUND no such deal
 * @since 0.1
 */
NAAST_API int naast_deal_get(naast_store *store, naast_id deal, naast_deal **out);

/**
 * Deals, a page at a time.
 * @param store the store
 * @param filter which, and in which order; NULL: all, by number
 * @param page how many, after which; NULL: the first 100. `after` goes with the filter and the order that `next` came
 * from; a deal that changes in between does not make others be left out or given twice
 * @param out free with naast_free
 * @retval NAAST_INVALID a day that is none, no word in the text or too many, no such sort, `after` is no cursor
 * @retval NAAST_NOT_FOUND no such stage, pipeline, outcome or owner, and no such deal where `after` is one's number
 * @since 0.1
 */
NAAST_API int naast_deal_list(naast_store *store, const naast_deal_filter *filter, const naast_page *page,
                              naast_deals **out);

/**
 * Every stage change of a deal, oldest first.
 * @param store the store
 * @param deal its number
 * @param out free with naast_free
 * @retval NAAST_NOT_FOUND no such deal
 * @since 0.1
 */
NAAST_API int naast_transition_list(naast_store *store, naast_id deal, naast_transitions **out);

/**
 * The outcomes that a deal can have, ending in NULL: "won", "declined", "rejected", "no_match", "lost", "no_decision",
 * "withdrawn". Constant; not freed.
 * @since 0.2
 */
NAAST_API const char *const *naast_outcomes(void);

struct naast_evaluation; /* naast-gate.h */

typedef struct naast_advance_spec {
    uint32_t size;
    int dry_run;        /**< evaluate inside the transaction, then move nothing */
    const char *to;     /**< a stage; NULL: as far as the gates are open */
    int64_t expect_rev; /**< CONFLICT (deal_changed) unless the deal is at this rev; 0: any */
} naast_advance_spec;
#define NAAST_ADVANCE_SPEC_INIT NAAST_SPEC_INIT(naast_advance_spec)

/**
 * Moves a deal forward: to a stage, if every gate up to it is open; without one, as far as the gates are open. A deal
 * that enters the won stage so stops there. Each gate that is passed is a transition with a receipt. To a stage that it
 * is in or past, it is moved nowhere, and that is OK. The gates are evaluated inside the write transaction that moves
 * it, and so are callbacks (naast_callback): they hold up other writers.
 * @param store the store
 * @param deal its number
 * @param spec NULL: as far as the gates are open
 * @param out what the gates on the way said before the move, on OK and on NOT_YET; free with naast_free. May be NULL
 * @retval NAAST_NOT_YET a gate is not open (without a stage: not even the first); nothing moved
 * @retval NAAST_NOT_FOUND no such deal or stage
 * @retval NAAST_CONFLICT it ended without being won, or is in its last stage and no stage is given; or not at
 * expect_rev
 * @since 0.1
 */
NAAST_API int naast_deal_advance(naast_store *store, naast_id deal, const naast_advance_spec *spec,
                                 struct naast_evaluation **out);

/** @since 0.2 */
typedef struct naast_back_spec {
    uint32_t size;
    const char *to;      /**< an earlier stage; NULL: the one before */
    const char *because; /**< needed */
    int64_t expect_rev;  /**< CONFLICT (deal_changed) unless the deal is at this rev; 0: any */
} naast_back_spec;
#define NAAST_BACK_SPEC_INIT NAAST_SPEC_INIT(naast_back_spec)

/**
 * Moves a deal back to an earlier stage.
 * @param store the store
 * @param deal its number
 * @param spec why, and where to
 * @retval NAAST_INVALID no reason
 * @retval NAAST_NOT_FOUND no such deal or stage
 * @retval NAAST_CONFLICT it is in the first stage, in this one or an earlier one, or has ended; or not at expect_rev
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_deal_move_back(naast_store *store, naast_id deal, const naast_back_spec *spec);

/** @since 0.2 */
typedef struct naast_reopen_spec {
    uint32_t size;
    const char *because; /**< needed */
    int64_t expect_rev;  /**< CONFLICT (deal_changed) unless the deal is at this rev; 0: any */
} naast_reopen_spec;
#define NAAST_REOPEN_SPEC_INIT NAAST_SPEC_INIT(naast_reopen_spec)

/**
 * Takes the outcome off a deal that ended without being won; its stage stays.
 * @param store the store
 * @param deal its number
 * @param spec why
 * @retval NAAST_INVALID no reason
 * @retval NAAST_NOT_FOUND no such deal
 * @retval NAAST_CONFLICT it is open, or was won (move it back instead); or not at expect_rev
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_deal_reopen(naast_store *store, naast_id deal, const naast_reopen_spec *spec);

typedef struct naast_end_spec {
    uint32_t size;
    naast_root refer_root; /**< NAAST_ROOT_PERSON or NAAST_ROOT_ORG, who can help instead; 0: nobody */
    const char *outcome;   /**< one of naast_outcomes other than "won" */
    const char *because;   /**< needed, but not to note that they were told */
    naast_id informed;     /**< the person who was told of it; 0: nobody yet */
    naast_id refer;        /**< the number of who can help */
    int64_t expect_rev;    /**< CONFLICT (deal_changed) unless the deal is at this rev; 0: any. @since 0.2 */
} naast_end_spec;
#define NAAST_END_SPEC_INIT NAAST_SPEC_INIT(naast_end_spec)

/**
 * Ends a deal without winning it. Called again with the same outcome and `informed`, it notes that they were told.
 * @param store the store
 * @param deal its number
 * @param spec how and why
 * @retval NAAST_INVALID no such outcome, no reason, or one of refer and refer_root without the other
 * @retval NAAST_NOT_FOUND no such deal, or nobody of the number in `informed` or `refer`
 * @retval NAAST_CONFLICT it was won, or ended otherwise; or not at expect_rev
 * @since 0.1
 */
NAAST_API int naast_deal_end(naast_store *store, naast_id deal, const naast_end_spec *spec);

typedef struct naast_waive_spec {
    uint32_t size;
    naast_date until;    /**< the last day that it holds; 0: 14 days from today */
    const char *check;   /**< its code */
    const char *because; /**< needed */
    const char *by;      /**< who of us approves; NULL: the actor */
    int64_t expect_rev;  /**< CONFLICT (deal_changed) unless the deal is at this rev; 0: any. @since 0.2 */
} naast_waive_spec;
#define NAAST_WAIVE_SPEC_INIT NAAST_SPEC_INIT(naast_waive_spec)

/**
 * Sets a waivable check aside for a while. It takes the place of an earlier waiver of this check, also where it ends
 * sooner.
 * @param store the store
 * @param deal its number
 * @param spec which, why, and until when
 * @retval NAAST_INVALID not waivable, no reason, or `until` has passed
 * @retval NAAST_NOT_FOUND no such deal or check
 * @retval NAAST_CONFLICT it has ended; or not at expect_rev
 * @since 0.1
 */
NAAST_API int naast_deal_waive(naast_store *store, naast_id deal, const naast_waive_spec *spec);

/** @since 0.2 */
typedef struct naast_unwaive_spec {
    uint32_t size;
    const char *check;   /**< its code */
    const char *because; /**< needed */
    const char *by;      /**< who of us decides it; NULL: the actor */
    int64_t expect_rev;  /**< CONFLICT (deal_changed) unless the deal is at this rev; 0: any */
} naast_unwaive_spec;
#define NAAST_UNWAIVE_SPEC_INIT NAAST_SPEC_INIT(naast_unwaive_spec)

/**
 * Withdraws the waiver of a check that is in force. In the journal it is a waiver that ended the day before.
 * @param store the store
 * @param deal its number
 * @param spec which, and why
 * @retval NAAST_INVALID no reason
 * @retval NAAST_NOT_FOUND no such deal or check
 * @retval NAAST_CONFLICT no waiver of this check is in force (not_waived), or the deal has ended; or not at expect_rev
 * @since 0.2
 */
NAAST_API int naast_deal_unwaive(naast_store *store, naast_id deal, const naast_unwaive_spec *spec);

/** What has become of a waiver. @since 0.2 */
typedef enum naast_waiver_state {
    NAAST_WAIVER_IN_FORCE = 0,
    NAAST_WAIVER_EXPIRED = 1,   /**< its last day has passed */
    NAAST_WAIVER_REPLACED = 2,  /**< a later one of the same check counts instead */
    NAAST_WAIVER_WITHDRAWN = 3, /**< naast_deal_unwaive came after it */
    NAAST_WAIVER_WITHDRAWAL = 4 /**< it is itself that withdrawal: `because`, `by` and `at` are those of the act */
} naast_waiver_state;

/** @since 0.2 */
typedef struct naast_waiver {
    int32_t n; /**< from 1, in the order in which they were given */
    naast_waiver_state state;
    const char *check;
    const char *because;
    const char *by;   /**< who of us approved it */
    naast_date until; /**< the last day that it holds */
    naast_time at;    /**< when it was given */
} naast_waiver;

/** @since 0.2 */
typedef struct naast_waivers {
    const naast_waiver *items;
    size_t count;
    uint32_t item_size;
    int more;         /**< always 0: the list is complete */
    const char *next; /**< always "" */
} naast_waivers;

/**
 * Every waiver of a deal, oldest first; those that were undone are left out.
 * @param store the store
 * @param deal its number
 * @param out free with naast_free
 * @retval NAAST_NOT_FOUND no such deal
 * @since 0.2
 */
NAAST_API int naast_waiver_list(naast_store *store, naast_id deal, naast_waivers **out);

/** @since 0.2 */
typedef struct naast_change_pipeline_spec {
    uint32_t size;
    int32_t revision;     /**< 0: the newest */
    const char *pipeline; /**< NULL: the deal's own, in another revision */
    const char *because;  /**< needed */
    int64_t expect_rev;   /**< CONFLICT (deal_changed) unless the deal is at this rev; 0: any */
} naast_change_pipeline_spec;
#define NAAST_CHANGE_PIPELINE_SPEC_INIT NAAST_SPEC_INIT(naast_change_pipeline_spec)

/**
 * Moves a deal to another pipeline, or to another revision of its own. It stays in the stage of the same code where
 * there is one, else it starts again in the first; the won stage and those after it keep only a deal that was won.
 * @param store the store
 * @param deal its number
 * @param spec which, and why
 * @retval NAAST_INVALID no reason
 * @retval NAAST_NOT_FOUND no such deal, pipeline or revision
 * @retval NAAST_CONFLICT it is on that revision already, or has ended; or not at expect_rev
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_deal_change_pipeline(naast_store *store, naast_id deal, const naast_change_pipeline_spec *spec);

#ifdef __cplusplus
}
#endif
#endif
