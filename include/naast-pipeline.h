/* naast-pipeline.h: pipelines as versioned data: kinds of evidence, stages, gates and their checks. Include <naast.h>.
 */
#ifndef NAAST_PIPELINE_H
#define NAAST_PIPELINE_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A NULL-terminated list of codes; NULL: none. */
typedef const char *const *naast_codes;

/* A kind of evidence. All fields but code may be zero. */
typedef struct naast_kind {
    const char *code;   /* "need": small letters, digits, underscores; at most 40 */
    naast_label name;   /* both NULL: the code with spaces */
    int latest;         /* only the newest live item counts */
    int sided;          /* the side is part of the meaning: each side has its own (win, promise, pulse) */
    int theirs;         /* only a customer can give it */
    int person;         /* it says something of a person */
    int by_speaking;    /* given for every person who said, worded or confirmed something */
    naast_side owed;    /* who settles an unsided kind with a life */
    naast_codes about;  /* kinds that an item may be about */
    naast_codes values; /* the values an item must choose from */
    naast_codes no;     /* the values that mean no */
    naast_codes life;   /* the states that end it: "kept", "broken", "released", "met" */
    naast_codes covers; /* a word on this kind speaks for items of these kinds too */
} naast_kind;

typedef enum naast_rule { NAAST_SOME = 1, NAAST_EVERY = 2, NAAST_CALLBACK = 3 } naast_rule;

typedef enum naast_word_wanted {
    NAAST_NO_WORD = 0,
    NAAST_WORD_US = 1,
    NAAST_WORD_CUSTOMER = 2,
    NAAST_WORD_BOTH = 3
} naast_word_wanted;

/* One question that a gate asks. */
typedef struct naast_check {
    const char *id;     /* unique in the pipeline */
    naast_label name;   /* both NULL: the kind's name when id is the kind's code, else the id with spaces */
    naast_label ask;    /* the question to the customer, or what to tell */
    naast_label ask_us; /* the question to ourselves, where `word` is both and ours is the one that is lacking */
    int telling;        /* we tell it, rather than ask */
    naast_rule rule;
    naast_codes kinds; /* the kinds it selects; NULL for a callback */
    naast_side side;   /* selects among sided kinds */
    naast_codes value; /* selects items with one of these values */
    int32_t n;         /* some: how many are wanted; 0: 1 */
    naast_codes has;   /* an item of one of these kinds must answer for each subject */
    naast_word_wanted word;
    const char *by;     /* an authority value: the word must come from a person whom such an item names */
    int closed;         /* a life state must have been reached */
    int none_ok;        /* "none, because ..." is an answer */
    int32_t fresh_days; /* 0: never too old */
    int advisory;       /* never blocks */
    int waivable;       /* may be set aside with a reason, an approver and an end */
} naast_check;

typedef struct naast_gate {
    const char *code;
    naast_label name;
    const naast_check *checks;
    size_t check_count;
} naast_gate;

/* A stage, and the gate that guards the way to the next; the last stage has none (gate.code NULL). */
typedef struct naast_stage {
    const char *code;
    naast_label name;
    int won;             /* entering it wins the deal; exactly one stage of a pipeline */
    int32_t sleeps_days; /* longer here is called sleeping; 0: never */
    naast_gate gate;
} naast_stage;

typedef struct naast_pipeline {
    uint32_t size;
    const char *name;
    int32_t revision; /* ignored in a definition; counts from 1 */
    const naast_kind *kinds;
    size_t kind_count;
    const naast_stage *stages;
    size_t stage_count;
} naast_pipeline;
#define NAAST_PIPELINE_INIT NAAST_SPEC_INIT(naast_pipeline)

/*
 * Checks a definition without storing it. A broken one is BAD_DATA; the message begins with the path of the
 * fault: "stages[2].gate.checks[0].kind: ...".
 * Returns OK, BAD_DATA, INVALID (size field), NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_pipeline_validate(naast_store *store, const naast_pipeline *definition);

/*
 * Stores a definition as the next revision of the pipeline of that name (the first: 1). Open deals keep theirs. A
 * definition equal to the newest revision makes no new one. revision: may be NULL.
 * Returns OK, BAD_DATA, INVALID, BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_pipeline_add(naast_store *store, const naast_pipeline *definition, int32_t *revision);

/* A revision (0: the newest) of a stored pipeline; name NULL: the store's default. *out: free with naast_free. Returns
 * OK, NOT_FOUND, BAD_DATA (damaged), BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_pipeline_get(naast_store *store, const char *name, int32_t revision, naast_pipeline **out);

typedef struct naast_pipeline_line {
    const char *name;
    int32_t revision; /* the newest */
    int is_default;
    int64_t open_deals; /* of every revision */
} naast_pipeline_line;

typedef struct naast_pipelines {
    const naast_pipeline_line *items;
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
} naast_pipelines;

/* The stored pipelines by name. *out: free with naast_free. Returns OK, BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_pipeline_list(naast_store *store, naast_pipelines **out);

/* What would change for one open deal if it were moved to the definition. */
typedef struct naast_effect {
    naast_id deal;
    const char *title;
    const char *stage;
    int stage_kept;  /* it would stay in the stage of that name; else it would start again in the first */
    int open_before; /* the gates up to the next stage are open now */
    int open_after;  /* and would be under the definition */
} naast_effect;

typedef struct naast_effects {
    const naast_effect *items; /* only deals for which something changes */
    size_t count;
    uint32_t item_size;
    int more;           /* there are others after the last */
    const char *next;   /* what a page takes as `after` for those; "" */
    int64_t open_deals; /* looked at: the open deals of the pipeline of that name */
} naast_effects;

/* Which open deals a definition would affect. *out: free with naast_free. Returns OK, BAD_DATA, INVALID, BUSY, IO,
 * NO_MEMORY. Since 0.1. */
NAAST_API int naast_pipeline_effects(naast_store *store, const naast_pipeline *definition, naast_effects **out);

/* The name in the handle's language of a code and its words: the words, else the code with spaces. Valid as long as its
 * arguments; the code with spaces is kept in `buffer`. Since 0.1. */
NAAST_API const char *naast_name(const naast_store *store, const char *code, const naast_label *words,
                                 char buffer[NAAST_NAME_SIZE]);

#ifdef __cplusplus
}
#endif
#endif
