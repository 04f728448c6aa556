/* naast-pipeline.h: pipelines as versioned data: kinds of evidence, stages, gates and their checks. Include <naast.h>.
 */
#ifndef NAAST_PIPELINE_H
#define NAAST_PIPELINE_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A list of codes that ends in NULL; NULL: none. A code (of a pipeline, kind, value, stage, gate, check) is small
 * letters, digits and underscores, a letter first, at most 40. A list holds at most 100, each once.
 */
typedef const char *const *naast_codes;

/** A kind of evidence. All fields but code may be zero. A label is one line of at most 300 bytes. */
typedef struct naast_kind {
    const char *code;   /**< "need"; not a word that begins a line in a sheet of talk: "with", "note", "as", ... */
    naast_label label;  /**< both NULL: the code with spaces */
    int latest;         /**< only the newest item counts, unless it is retracted */
    int sided;          /**< the side is part of the meaning: each side has its own (win, promise, pulse) */
    int theirs;         /**< only a customer can give it */
    int person;         /**< it says something of a person */
    int by_speaking;    /**< given for every person who said, phrased or confirmed something; needs `person` */
    naast_side owed;    /**< who settles it; needed with `life` where it is not sided, and not allowed otherwise */
    naast_codes about;  /**< kinds that an item may be about */
    naast_codes values; /**< the values that an item must choose from */
    naast_codes no;     /**< the values that mean no */
    naast_codes life;   /**< the states that end it: "kept", "broken", "released", "met" */
    naast_codes covers; /**< a confirmation of this kind counts for items of these kinds too; "win:customer": of one
                             side of a sided kind */
} naast_kind;

/** How many items a check asks for. */
typedef enum naast_rule {
    NAAST_RULE_SOME = 1,    /**< n of those selected */
    NAAST_RULE_EVERY = 2,   /**< each one selected, or with `has` an answer to each */
    NAAST_RULE_CALLBACK = 3 /**< the caller's program answers: naast_callback_register */
} naast_rule;

/** Whose confirmation a check asks for. */
typedef enum naast_word_wanted {
    NAAST_WORD_NONE = 0,
    NAAST_WORD_US = 1,
    NAAST_WORD_CUSTOMER = 2,
    NAAST_WORD_BOTH = 3
} naast_word_wanted;

/** One question that a gate asks. A callback has no more than code, label, ask, ask_us, stated, advisory and waivable.
 */
typedef struct naast_check {
    const char *code;   /**< unique in the pipeline */
    naast_label label;  /**< both NULL: that of the kind of the same code, else the code with spaces */
    naast_label ask;    /**< the question to the customer, or what to tell; one line of at most 1,000 bytes */
    naast_label ask_us; /**< the question to ourselves, where `word` is both and ours is the one that is lacking */
    int stated;         /**< 1: `ask` is what we tell them, rather than a question */
    naast_rule rule;
    naast_codes kinds; /**< the kinds that it selects; needed, but not for a callback */
    naast_codes value; /**< selects items with one of these values */
    naast_codes has;   /**< `every`: an item of one of these kinds must answer for each one selected */
    const char *by;    /**< a value of the kind "authority": the confirmation must come from a person who has it */
    naast_side side;   /**< selects among sided kinds */
    int32_t n;         /**< `some`: how many are wanted, at most 100; 0: 1 */
    naast_word_wanted word;
    int closed;         /**< a state of its kind's `life` must have been reached */
    int none_ok;        /**< "none, because ..." is an answer */
    int32_t fresh_days; /**< an item older than this is stale; at most 3650; 0: never */
    int advisory;       /**< never blocks */
    int waivable;       /**< may be set aside with a reason, an approver and an end */
} naast_check;

/** The gate of a stage. This struct is part of naast_stage and never grows. */
typedef struct naast_gate {
    const char *code;          /**< unique in the pipeline */
    naast_label label;         /**< both NULL: the code with spaces */
    const naast_check *checks; /**< from 1 to 100, naast_pipeline.check_size apart */
    size_t check_count;
} naast_gate;

/** A stage, and the gate that guards the way to the next; the last stage has none (gate.code NULL). */
typedef struct naast_stage {
    const char *code;
    naast_label label;   /**< both NULL: the code with spaces */
    int won;             /**< entering it wins the deal; exactly one stage of a pipeline, and not the first */
    int32_t sleeps_days; /**< a deal that is longer here is called inactive; at most 3650; 0: never */
    naast_gate gate;
} naast_stage;

/** A pipeline: a definition that a program makes, or one that is stored. */
typedef struct naast_pipeline {
    uint32_t size;
    uint32_t kind_size; /**< sizeof of what the arrays hold, set by NAAST_PIPELINE_INIT; in a result the library's. */
    uint32_t stage_size;
    uint32_t check_size; /**< @since 0.2, as the two above */
    int32_t revision;    /**< counts from 1; ignored in a definition */
    const char *code;    /**< "fair": what it is called in commands and in the store */
    naast_label label;   /**< both NULL: the code with spaces. @since 0.2 */
    const naast_kind *kinds;
    size_t kind_count; /**< at most 200 */
    const naast_stage *stages;
    size_t stage_count; /**< at most 50 */
} naast_pipeline;
#ifdef __cplusplus
#define NAAST_PIPELINE_INIT                                                                                            \
    ([]() {                                                                                                            \
        naast_pipeline p_ = naast_pipeline();                                                                          \
        p_.size = sizeof(naast_pipeline);                                                                              \
        p_.kind_size = sizeof(naast_kind);                                                                             \
        p_.stage_size = sizeof(naast_stage);                                                                           \
        p_.check_size = sizeof(naast_check);                                                                           \
        return p_;                                                                                                     \
    }())
#else
#define NAAST_PIPELINE_INIT                                                                                            \
    {                                                                                                                  \
        .size = sizeof(naast_pipeline), .kind_size = sizeof(naast_kind), .stage_size = sizeof(naast_stage),            \
        .check_size = sizeof(naast_check)                                                                              \
    }
#endif

/**
 * Checks a definition without storing it. The message for a broken one begins with the path of the fault, by the names
 * of these structs: "stages[2].gate.checks[0].kinds: ...". It needs no store.
 * @param store the handle
 * @param definition begun with NAAST_PIPELINE_INIT
 * @retval NAAST_BAD_DATA it is broken
 * @since 0.1
 */
NAAST_API int naast_pipeline_validate(naast_store *store, const naast_pipeline *definition);

/**
 * Stores a definition as the next revision of the pipeline of its code (the first: 1). Open deals keep theirs. A
 * definition that equals the newest revision makes no new one.
 * @param store the store
 * @param definition begun with NAAST_PIPELINE_INIT
 * @param revision the newest revision then; may be NULL
 * @retval NAAST_BAD_DATA the definition is broken
 * @since 0.1
 */
NAAST_API int naast_pipeline_add(naast_store *store, const naast_pipeline *definition, int32_t *revision);

/**
 * A stored pipeline.
 * @param store the store
 * @param code of the pipeline; NULL: the store's default
 * @param revision 0: the newest
 * @param out free with naast_free
 * @retval NAAST_NOT_FOUND no such pipeline or revision
 * @since 0.1
 */
NAAST_API int naast_pipeline_get(naast_store *store, const char *code, int32_t revision, naast_pipeline **out);

/**
 * Makes a stored pipeline the one that new deals get where they give none. In the journal it is an operation
 * "pipeline_add".
 * @param store the store
 * @param code of the pipeline
 * @retval NAAST_NOT_FOUND no such pipeline
 * @since 0.2
 */
NAAST_API int naast_pipeline_set_default(naast_store *store, const char *code);

/** A stored pipeline. */
typedef struct naast_pipeline_line {
    const char *code;
    const char *name; /**< its label in the handle's language, else the code with spaces. @since 0.2 */
    int32_t revision; /**< the newest */
    int is_default;
    int64_t open_deals; /**< of every revision */
} naast_pipeline_line;

typedef struct naast_pipelines {
    const naast_pipeline_line *items;
    size_t count;
    uint32_t item_size;
    int more;         /**< always 0: the list is complete */
    const char *next; /**< always "" */
} naast_pipelines;

/**
 * The stored pipelines, by code.
 * @param store the store
 * @param out free with naast_free
 * @since 0.1
 */
NAAST_API int naast_pipeline_list(naast_store *store, naast_pipelines **out);

/** What would change for one open deal if it were moved to the definition. */
typedef struct naast_effect {
    naast_id deal;
    const char *title;
    const char *stage;
    int stage_kept;  /**< it would stay in the stage of that code; else it would start again in the first */
    int open_before; /**< the gates up to the next stage are open now */
    int open_after;  /**< and would be under the definition */
} naast_effect;

typedef struct naast_effects {
    const naast_effect *items; /**< only deals for which something changes */
    size_t count;
    uint32_t item_size;
    int more;           /**< always 0: the list is complete */
    const char *next;   /**< always "" */
    int64_t open_deals; /**< how many were looked at: the open deals of the pipeline of that code */
} naast_effects;

/**
 * Which open deals a definition would affect.
 * @param store the store
 * @param definition begun with NAAST_PIPELINE_INIT
 * @param out free with naast_free
 * @retval NAAST_BAD_DATA the definition is broken
 * @since 0.1
 */
NAAST_API int naast_pipeline_effects(naast_store *store, const naast_pipeline *definition, naast_effects **out);

/** The kind of that code; NULL: none, or an argument is NULL. It is the pipeline's. @since 0.2 */
NAAST_API const naast_kind *naast_pipeline_kind(const naast_pipeline *pipeline, const char *code);
/** The stage of that code; NULL: none, or an argument is NULL. It is the pipeline's. @since 0.2 */
NAAST_API const naast_stage *naast_pipeline_stage(const naast_pipeline *pipeline, const char *code);
/** The check of that code; NULL: none, or an argument is NULL. It is the pipeline's. @since 0.2 */
NAAST_API const naast_check *naast_pipeline_check(const naast_pipeline *pipeline, const char *code);

/**
 * What is asked of a kind, in the handle's language: the question of the first check that such an item answers.
 * @param store the handle; NULL: English
 * @param pipeline the definition
 * @param kind the code of the kind
 * @param value of a kind with values: a check that wants this one goes first; NULL: any
 * @param side whose answer it would be: of a kind that both sides have, a check that wants this side's goes first; for
 *        NAAST_SIDE_US it is what we ask ourselves, where there is such a question; NAAST_SIDE_NONE: anybody's
 * @return the pipeline's; "": nothing is asked in words, or an argument is NULL. Never NULL
 * @since 0.2
 */
NAAST_API const char *naast_pipeline_question(const naast_store *store, const naast_pipeline *pipeline,
                                              const char *kind, const char *value, naast_side side);

/**
 * The name of a code in the handle's language.
 * @param store the handle; NULL: English
 * @param code the code; may be NULL where `label` has words
 * @param label may be NULL
 * @param buffer where the name is written that is the code with spaces, cut to fit
 * @return the words of the label, else the code with spaces; valid as long as the arguments. Never NULL
 * @since 0.1
 */
NAAST_API const char *naast_name(const naast_store *store, const char *code, const naast_label *label,
                                 char buffer[NAAST_NAME_SIZE]);

#ifdef __cplusplus
}
#endif
#endif
