/** @file naast-verify.h Whether a store is what its journal says, and what was seen of it before. Include <naast.h>. */
#ifndef NAAST_VERIFY_H
#define NAAST_VERIFY_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How the store compares with its witness (naast_options.witness). */
typedef enum naast_witness_state {
    NAAST_WITNESS_NONE = 0,         /**< none is kept, or it has seen nothing of this store yet */
    NAAST_WITNESS_AGREES = 1,       /**< the journal holds the entry that was last seen */
    NAAST_WITNESS_UNREADABLE = 2,   /**< the file is there and says nothing that can be read */
    NAAST_WITNESS_SET_BACK = 3,     /**< the journal ends before the entry that was last seen */
    NAAST_WITNESS_ANOTHER_WAY = 4,  /**< it has another entry there: rewritten, or two copies went apart */
    NAAST_WITNESS_ANOTHER_STORE = 5 /**< another store was seen in this place, and this one never */
} naast_witness_state;

/** What a handle knows of its store's witness. */
typedef struct naast_witness {
    naast_witness_state state;
    const char *code;               /**< "none", "agrees", "unreadable", "set_back", "another_way", "another_store" */
    char seen[NAAST_HEAD_SIZE];     /**< "SEQ:HASH": the head that was last seen; "": none */
    char verified[NAAST_HEAD_SIZE]; /**< the head up to which all was right at the last verification; "": never */
    const char *file;               /**< where the witness is kept; "": none is */
    const char *place;              /**< where the store lay then; "": not known */
    const char *text;               /**< what contradicts, in the handle's language; "": nothing does */
    const char *trouble;            /**< why the file could not be read or written the last time; "": it could */
} naast_witness;

/**
 * What the handle knows of its store's witness: compared when the store was opened, and kept up with what this handle
 * has committed. Reading goes on whatever it says. In the last three states writing does not: every call that writes
 * returns UNVERIFIED until the store is opened again.
 * @param out free with naast_free
 * @retval NAAST_INVALID no store
 * @since 0.1
 */
NAAST_API int naast_store_witness(naast_store *store, naast_witness **out);

/**
 * Takes the store as it is: its witness says from now on what its journal says, even where that is less. For a store
 * that was restored from a backup, and for the person who knows why it was set back.
 * @retval NAAST_INVALID no store, or no witness is kept
 * @retval NAAST_CONFLICT inside an operation, or inside a transaction of the caller's, which may be taken back
 * @retval NAAST_UNVERIFIED the journal has no head that can be read
 * @retval NAAST_IO the witness cannot be written
 * @since 0.1
 */
NAAST_API int naast_store_trust(naast_store *store);

/**
 * What naast_store_verify found wrong first, of each kind and code.
 *
 * kind "chain": entry_missing, entry_unknown (of a later kind), entry_contradicted (its operation or its actor cannot
 * be), hash_differs (it was changed), head_differs (entries were taken off or put on).
 * kind "body" (what an entry wrote down): body_missing, body_differs, body_erased (and no entry says so), body_kept
 * (and an entry says that it was erased), body_unknown (of no entry), body_unreadable.
 * kind "state" (the rows): row_differs, row_missing, row_unknown (it was put there outside naast), row_contradicted,
 * counter_back, summary_differs (the funnel), search_differs (the full text).
 * kind "schema": trigger_missing, trigger_unknown, schema_differs, version_differs.
 * kind "file": damaged, or the code of the failure with which reading ended.
 * kind "witness": set_back, another_way, another_store.
 * kind "head": head_unknown, for each head that was given and is not in the journal.
 */
typedef struct naast_verify_finding {
    const char *kind;
    const char *code;
    int64_t seq;       /**< the entry; 0 where it is about none */
    const char *table; /**< "" where it is about none */
    int64_t row;       /**< 0 where it is about none */
    const char *text;  /**< the sentence, in the handle's language */
} naast_verify_finding;

/** What was verified. */
typedef struct naast_verification {
    int ok;
    int64_t entries;            /**< journal entries read */
    int64_t rows;               /**< state rows compared */
    char head[NAAST_HEAD_SIZE]; /**< "SEQ:HASH" of the newest entry, the hash in full */
    int64_t from;               /**< the first entry that was read: 1, or what came after the last verification */
    const naast_verify_finding *findings;
    size_t finding_count;
    uint32_t finding_size;
} naast_verification;

/** How to verify. */
typedef struct naast_verify_spec {
    uint32_t size;
    /**
     * Begins after the entry up to which the last verification found all to be right, which the witness remembers:
     * reads the entries and bodies since, the rows of every root that has one, and the schema. It does not look again
     * at earlier entries and bodies, rows of other roots, rows that no entry names, the funnel, the full text, and how
     * the engine keeps the tables. Where no witness remembers, it reads everything.
     */
    int since_last;
    /**
     * How many threads work on it, each with a connection of its own; 0: as many as there are processors, at most 4.
     * The caller's alone, and no other is started, on an attached store, inside a transaction, and with one's own
     * allocator.
     */
    uint32_t threads;
    const char *const *heads; /**< "SEQ:HASH" (8 to 64 digits of it) that somebody kept: each must be in the journal */
    size_t head_count;
    naast_progress *progress; /**< called now and then, in the caller's thread; NULL: nobody is asked */
    void *context;            /**< for progress */
} naast_verify_spec;
#define NAAST_VERIFY_SPEC_INIT NAAST_SPEC_INIT(naast_verify_spec)

/**
 * Checks the chain, the bodies against their commitments, every state row against what the journal says it should be,
 * and the journal against its witness and the heads that are given. Where the file is damaged so that it cannot be read
 * to its end, the one finding is of the kind "file" and says so, entries and rows are 0 and head is "": what else is
 * wrong in it cannot be known. The same where the schema is not naast's: the findings are of the kind "schema", and
 * nothing was read through it.
 * Memory: flat, but for the full text (which word is in which text, not the texts), of which a copy is made in memory,
 * since it is written to to be looked at.
 * @param spec NULL for the defaults
 * @param out set on OK and on UNVERIFIED; free with naast_free
 * @retval NAAST_INVALID a head that is not one
 * @retval NAAST_CONFLICT inside an operation; on a handle that naast_store_past made
 * @retval NAAST_UNVERIFIED something was found
 * @retval NAAST_STOPPED progress asked for it
 * @since 0.1
 */
NAAST_API int naast_store_verify(naast_store *store, const naast_verify_spec *spec, naast_verification **out);

#ifdef __cplusplus
}
#endif
#endif
