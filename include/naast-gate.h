/* naast-gate.h: what the gates say of a deal. Evaluating changes nothing. Include <naast.h>. */
#ifndef NAAST_GATE_H
#define NAAST_GATE_H

#include "naast-pipeline.h"

#ifdef __cplusplus
extern "C" {
#endif

/** From good to bad, but for waived: the check is set aside, and naast_check_result.under has what is under it. */
typedef enum naast_verdict {
    NAAST_VERDICT_MET = 0,
    NAAST_VERDICT_WAIVED = 1,
    NAAST_VERDICT_STALE = 2,       /**< it changed, or grew old, since they agreed */
    NAAST_VERDICT_UNCONFIRMED = 3, /**< nobody of the wanted side has confirmed it */
    NAAST_VERDICT_MISSING = 4,
    NAAST_VERDICT_REFUSED = 5 /**< the answer was no */
} naast_verdict;

/**
 * "met", "waived", "stale", "unconfirmed", "missing", "refused", or "unknown". Constant; never NULL, not freed.
 * @param verdict any
 * @since 0.1
 */
NAAST_API const char *naast_verdict_code(naast_verdict verdict);

/** The codes that the library itself gives as naast_check_result.code. @since 0.2 */
typedef enum naast_check_code {
    NAAST_CHECK_CODE_OTHER = 0, /**< one that a callback gave */
    NAAST_CHECK_CODE_OK,
    NAAST_CHECK_CODE_NOTHING_TO_CHECK,
    NAAST_CHECK_CODE_NO_ANSWER,
    NAAST_CHECK_CODE_NO_WORD,
    NAAST_CHECK_CODE_NOBODY_NAMED,
    NAAST_CHECK_CODE_MERGED_WORD,
    NAAST_CHECK_CODE_CHANGED_SINCE,
    NAAST_CHECK_CODE_OLD,
    NAAST_CHECK_CODE_NOT_SETTLED,
    NAAST_CHECK_CODE_NONE_NOT_ENOUGH,
    NAAST_CHECK_CODE_ANSWER_NO,
    NAAST_CHECK_CODE_BROKEN,
    NAAST_CHECK_CODE_CALLBACK_MISSING,
    NAAST_CHECK_CODE_CALLBACK_FAILED,
    NAAST_CHECK_CODE_END /**< one more than the last */
} naast_check_code;

/**
 * Which code a text is: "no_word" is NAAST_CHECK_CODE_NO_WORD. So that a program that has words for each is told by its
 * compiler when one is new.
 * @param code may be NULL
 * @return NAAST_CHECK_CODE_OTHER where it is none of the library's own
 * @since 0.2
 */
NAAST_API naast_check_code naast_check_code_of(const char *code);

/** What a person can do about a check that is not met. */
typedef enum naast_action {
    NAAST_DO_NOTHING = 0,
    NAAST_DO_RECORD,  /**< record an item of `kind` (with `value`, `about`, `about_person`, `from`), and have it
                           confirmed by `by` */
    NAAST_DO_CONFIRM, /**< have `item` confirmed by `by` */
    NAAST_DO_AMEND,   /**< amend `item`, which changed or grew old, and have it confirmed by `by` */
    NAAST_DO_SETTLE,  /**< settle `item` as `value`, by `by` */
    NAAST_DO_DECIDE,  /**< the answer was no: amend `item` if it has changed, or end the deal */
    NAAST_DO_CALLBACK /**< the program that registered the callback knows */
} naast_action;

/** What answers a check that is not met, as data. */
typedef struct naast_remedy {
    naast_action action;
    const char *kind;
    const char *value; /**< "" when the kind has none */
    int32_t item;
    int32_t about;
    naast_id about_person; /**< the person whom the new item is about */
    naast_party from;      /**< of a new item; {0, 0}: it need not be given */
    /** Who has to confirm or settle it, by_count of them; {CUSTOMER, 0}: a person of the customer, nobody is known. */
    const naast_party *by;
    size_t by_count;
    int reopen;        /**< the deal has ended and was not won: reopen it first. @since 0.2 */
    int needs_contact; /**< a person of the customer is wanted, and the deal has no contact: give it one first, and put
                            that person where `from` or `by` has none. @since 0.2 */
    /**
     * Of a new item: kinds of which every item of its kind has to have one about it, along_count of them. Recorded with
     * it, no other check opens. @since 0.2
     */
    const char *const *along;
    size_t along_count;
} naast_remedy;

/** One item at fault or, where the check is met, one that answers it. */
typedef struct naast_check_item {
    int32_t n;
    int respelled; /**< its spelling was changed since what content_rev numbers. @since 0.2 */
    int64_t content_rev;
    naast_verdict verdict;
    const char *code; /**< as naast_check_result.code */
} naast_check_item;

typedef struct naast_check_result {
    const char *check; /**< its code */
    const char *name;  /**< in the handle's language */
    const char *ask;   /**< the question to ask or the thing to tell; "" when the pipeline gives none */
    int stated;        /**< 1: `ask` is what we tell them, rather than a question */
    int asks_us;       /**< we ask ourselves */
    naast_verdict verdict;
    naast_verdict under; /**< of a waived check: the verdict without the waiver; else the verdict */
    /**
     * Why, in one of these codes: "ok", "nothing_to_check" (met); "changed_since", "old" (stale); "no_word",
     * "merged_word" (given as somebody else, before a merge), "nobody_named" (of whoever `by` asks for) (unconfirmed);
     * "no_answer", "none_not_enough", "not_settled", "callback_missing", "callback_failed" (missing); "answer_no",
     * "broken" (refused); or the code that a callback gave.
     */
    const char *code;
    const char *text; /**< the sentence that a callback gave; "" where there is none. @since 0.2 */
    int advisory;     /**< it never blocks */
    int waivable;
    int blocks; /**< not advisory, and neither met nor waived. @since 0.2 */
    int waiver_expired;
    naast_date waived_until; /**< the last day of its waiver, expired or not; 0: there is none */
    int32_t have; /**< `some`: how many of the n that are wanted are met; `every`: of the subjects. @since 0.2 */
    int32_t want; /**< n, or the number of subjects; 0 for a callback. @since 0.2 */
    const naast_check_item *items;
    size_t item_count;
    uint32_t item_size;
    const naast_remedy *remedy; /**< never NULL; NAAST_DO_NOTHING where it is met */
    /**
     * The codes of blocking checks that it rests on: doing what answers one of those may move this one, so they come
     * first.
     * @since 0.2
     */
    const char *const *rests_on;
    size_t rests_on_count;
} naast_check_result;

typedef struct naast_gate_result {
    const char *gate;
    const char *name;
    const char *stage; /**< the stage that it guards the way out of */
    const char *to;    /**< the stage that it leads to */
    int open;
    int enforced; /**< 0: the deal was won behind it; it is shown, and not enforced */
    int unproven; /**< the deal is past it, and has not passed it as it is now; see naast_deal.unproven. @since 0.2 */
    const naast_check_result *checks;
    size_t check_count;
    uint32_t check_size;
} naast_gate_result;

typedef struct naast_evaluation {
    naast_id deal;
    /** The deal's, for expect_rev: after a move, the one that the move made, but for a move inside an operation. */
    int64_t rev;
    const char *stage; /**< that it is in: after a move, the one that it moved to */
    const char *to;    /**< "" when the deal is in its last stage */
    int open;          /**< every enforced gate up to `to` is open */
    int moved;         /**< naast_deal_advance moved the deal */
    int32_t blockers;  /**< blocking checks not met, in enforced gates */
    int32_t clear;     /**< blocking checks met or waived, in enforced gates */
    /**
     * Unless the deal or its people change, the gates say the same until this day, and perhaps longer; 0: for ever.
     * With a callback it is today. @since 0.2
     */
    naast_date valid_until;
    const naast_gate_result *gates;
    size_t gate_count;
    uint32_t gate_size;
    /**
     * How many things there are to do at most: what is missing in each blocking check (want - have), and each check
     * that is met and rests on a blocking one, directly or not. Whoever does the remedy of a check that rests on none
     * has one less. @since 0.2
     */
    int32_t left;
    const char *from;  /**< the stage that it was evaluated in: before a move, the one that it left. @since 0.2 */
    int64_t operation; /**< that moved it; 0: nothing moved, or inside an operation of several calls. @since 0.2 */
} naast_evaluation;

/** Which gates are evaluated. @since 0.2 */
typedef struct naast_evaluate_spec {
    uint32_t size;
    const char *to; /**< the code of a stage: the gates up to there; NULL: up to the next */
} naast_evaluate_spec;
#define NAAST_EVALUATE_SPEC_INIT NAAST_SPEC_INIT(naast_evaluate_spec)

/**
 * What the gates on the way from the first stage to another say, each with every check.
 * @param store the store
 * @param deal its number
 * @param spec which gates; NULL: those up to the next stage
 * @param out free with naast_free; ->open says whether the deal could advance
 * @retval NAAST_NOT_FOUND no such deal or stage
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_gate_evaluate(naast_store *store, naast_id deal, const naast_evaluate_spec *spec,
                                  naast_evaluation **out);

/** What a callback is asked. Everything in it is valid until the callback returns. */
typedef struct naast_callback_question {
    uint32_t size;    /**< set by the library. @since 0.2 */
    int32_t revision; /**< of the pipeline. @since 0.2 */
    naast_id deal;
    const char *check;
    const char *gate;     /**< the gate that asks. @since 0.2 */
    const char *stage;    /**< the stage that the deal is in. @since 0.2 */
    const char *pipeline; /**< @since 0.2 */
    naast_date today;
    naast_money amount;              /**< of the deal */
    const struct naast_items *items; /**< of the deal, as naast_item_list gives them */
} naast_callback_question;

/** What a callback answers. What its pointers reach is copied right after the callback has returned. @since 0.2 */
typedef struct naast_callback_answer {
    uint32_t size;         /**< set by the library */
    naast_verdict verdict; /**< set by the library to NAAST_VERDICT_MISSING; any but NAAST_VERDICT_WAIVED */
    const char *code;      /**< a code of the caller's own, as codes of pipelines are written; NULL: by the verdict */
    const char *text;      /**< one line for people, at most 1,000 bytes; NULL: none */
    const int32_t *items;  /**< numbers of items of the deal: at fault or, where it is met, those that answer it */
    size_t item_count;
} naast_callback_answer;

/**
 * Answers a check of rule NAAST_RULE_CALLBACK: fills in the answer and returns 0. After another return, and for an
 * answer that cannot be (a verdict, code, text or item that is none), the check is missing, `callback_failed`. Code and
 * items are in the receipt of a move.
 *
 * It runs in the caller's thread, inside the transaction: the write transaction of naast_deal_advance keeps other
 * writers waiting as long. Calls of naast on the store that asks return INVALID (in_callback); it must not free it.
 */
typedef int naast_callback(void *context, const naast_callback_question *question, naast_callback_answer *answer);

/** @since 0.2 */
typedef struct naast_callback_spec {
    uint32_t size;
    const char *check;        /**< the code of the check that it answers */
    const char *pipeline;     /**< only in the pipeline of this code; NULL: in every one that has none of its own */
    naast_callback *callback; /**< NULL: takes away the one that is registered for this check and pipeline */
    void *context;            /**< given to the callback */
} naast_callback_spec;
#define NAAST_CALLBACK_SPEC_INIT NAAST_SPEC_INIT(naast_callback_spec)

/**
 * Registers a callback on this handle, in the place of the one for the same check and pipeline. A check for which none
 * is registered is missing (callback_missing). It needs no store.
 * @param store the handle
 * @param spec which
 * @retval NAAST_INVALID the check or the pipeline is no code
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_callback_register(naast_store *store, const naast_callback_spec *spec);

#ifdef __cplusplus
}
#endif
#endif
