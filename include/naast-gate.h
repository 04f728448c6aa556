/* naast-gate.h: what the gates say of a deal. Evaluating changes nothing. Include <naast.h>. */
#ifndef NAAST_GATE_H
#define NAAST_GATE_H

#include "naast-pipeline.h"

#ifdef __cplusplus
extern "C" {
#endif

/* From good to bad; waived stands apart: the check is set aside, and what lies under it is kept. */
typedef enum naast_verdict {
    NAAST_MET = 0,
    NAAST_WAIVED = 1,
    NAAST_STALE = 2,       /* it changed, or grew old, since they agreed */
    NAAST_UNCONFIRMED = 3, /* nobody of the wanted side stands by it */
    NAAST_MISSING = 4,
    NAAST_REFUSED = 5 /* the answer was no */
} naast_verdict;

/* "met", "waived", "stale", ...: never NULL, never freed. Since 0.1. */
NAAST_API const char *naast_verdict_code(naast_verdict verdict);

/* What a person can do about a check that is not met, as data; the command line writes it as a command. */
typedef enum naast_action {
    NAAST_DO_NOTHING = 0,
    NAAST_DO_RECORD,  /* record an item of `kind` (with `value`, `about`, `about_person`, `from`), then confirm it by
                         `by` */
    NAAST_DO_CONFIRM, /* `item` is there: confirm it, by `by` */
    NAAST_DO_AMEND,   /* `item` changed or grew old: amend it, then confirm it by `by` */
    NAAST_DO_SETTLE,  /* settle `item` as `value`, by `by` */
    NAAST_DO_DECIDE,  /* the answer was no: amend `item` if it changed, or end the deal */
    NAAST_DO_CALLBACK /* the program that registered the callback knows */
} naast_action;

typedef struct naast_remedy {
    naast_action action;
    const char *kind;
    const char *value; /* "" when the kind has none */
    int32_t item;
    int32_t about;
    naast_id about_person; /* whom the new item says something of */
    naast_party from;      /* of a new item; {0,0}: it need not be said */
    naast_party by[2];     /* whose words are wanted; {CUSTOMER, 0}: a person of the customer, nobody is known yet */
    size_t by_count;
    int reopen;        /**< the deal has ended and was not won: reopen it first. @since 0.2 */
    int needs_contact; /**< a person of the customer is wanted, and the deal has no contact: give it one first, and put
                            that person where `from` or `by` has none. @since 0.2 */
} naast_remedy;

/* One item at fault (or, where the check is met, one that answers it). */
typedef struct naast_check_item {
    int32_t n;
    int64_t content_rev;
    naast_verdict verdict;
    const char *code;
} naast_check_item;

typedef struct naast_check_result {
    const char *check;
    const char *name; /* in the handle's language */
    const char *ask;  /* the question to ask or the thing to tell; "" when the pipeline gives none */
    int telling;      /* we tell it */
    int asks_us;      /* we ask ourselves */
    naast_verdict verdict;
    naast_verdict under; /* of a waived check: what lies under it; else the verdict */
    const char *code;    /* "ok", "no_answer", "changed_since", ...: see docs/gates.md */
    int advisory;
    int waivable;
    int waiver_expired;
    naast_date waived_until;
    const naast_check_item *items;
    size_t item_count;
    uint32_t item_size;
    naast_remedy remedy;
} naast_check_result;

typedef struct naast_gate_result {
    const char *gate;
    const char *name;
    const char *stage; /* the stage it guards the way out of */
    const char *to;    /* the stage it leads to */
    int open;
    int enforced; /* 0: behind us since the deal was won; shown, not enforced */
    const naast_check_result *checks;
    size_t check_count;
    uint32_t check_size;
} naast_gate_result;

typedef struct naast_evaluation {
    naast_id deal;
    int64_t rev;
    const char *stage;
    const char *to;   /* "" when the deal is in its last stage */
    int open;         /* every enforced gate up to `to` is open */
    int moved;        /* naast_deal_advance moved the deal */
    int32_t blockers; /* blocking checks not met, in enforced gates */
    int32_t clear;    /* blocking checks met or waived, in enforced gates */
    const naast_gate_result *gates;
    size_t gate_count;
    uint32_t gate_size;
} naast_evaluation;

/*
 * What the gates on the way from the first stage to `to` say (NULL: the next stage), each with every check.
 * *out: free with naast_free. Returns OK (open or not: see ->open), NOT_FOUND (deal, stage), BAD_DATA (the stored
 * pipeline is damaged), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_gate_evaluate(naast_store *store, naast_id deal, const char *to, naast_evaluation **out);

/* What a callback is told, and what it answers. */
typedef struct naast_callback_question {
    naast_id deal;
    const char *check;
    naast_date today;
    naast_money amount;              /* of the deal */
    const struct naast_items *items; /* of the deal, as naast_item_list gives them */
} naast_callback_question;

/*
 * Answers a check of rule "callback": sets *verdict to MET, STALE, UNCONFIRMED, MISSING or REFUSED and returns 0; any
 * other return counts as missing, `callback_failed`. It must not call naast on the store that asks.
 */
typedef int naast_callback(void *context, const naast_callback_question *question, naast_verdict *verdict);

/*
 * Registers the callback for a check id, on this handle; NULL takes it away. A check whose callback is not registered
 * is missing, never met. Returns OK, INVALID (check not a code), NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_callback_register(naast_store *store, const char *check, naast_callback *callback, void *context);

#ifdef __cplusplus
}
#endif
#endif
