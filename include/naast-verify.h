/* naast-verify.h: whether a store is what its journal says, and what was seen of it before. Include <naast.h>. */
#ifndef NAAST_VERIFY_H
#define NAAST_VERIFY_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How the store compares with its witness (naast_options.witness). */
typedef enum naast_witness_state {
    NAAST_WITNESS_NONE = 0,         /* none is kept, or it has seen nothing of this store yet */
    NAAST_WITNESS_AGREES = 1,       /* the journal holds the entry that was last seen */
    NAAST_WITNESS_UNREADABLE = 2,   /* the file is there and says nothing that can be read */
    NAAST_WITNESS_SET_BACK = 3,     /* the journal ends before the entry that was last seen */
    NAAST_WITNESS_ANOTHER_WAY = 4,  /* it has another entry there: written anew, or two copies went apart */
    NAAST_WITNESS_ANOTHER_STORE = 5 /* another store was seen in this place, and this one never */
} naast_witness_state;

typedef struct naast_witness {
    naast_witness_state state;
    const char *code;               /* "none", "agrees", "unreadable", "set_back", "another_way", "another_store" */
    char seen[NAAST_HEAD_SIZE];     /* "SEQ:HASH": the head that was last seen; "": none */
    char verified[NAAST_HEAD_SIZE]; /* the head up to which all was looked at and was right, the last time; "": never */
    const char *file;               /* where the witness is kept; "": none is */
    const char *place;              /* where the store lay then; "": not known */
    const char *text;               /* what contradicts, in the handle's language; "": nothing does */
    const char *trouble;            /* why the file could not be read or written the last time; "": it could */
} naast_witness;

/*
 * What the handle knows of its store's witness: compared when the store was opened, and kept up with what this handle
 * has committed. Reading goes on whatever it says. In the last three states writing does not: every call that writes
 * returns UNVERIFIED until the store is opened again. *out: free with naast_free.
 * Returns OK, INVALID (no store) or NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_store_witness(naast_store *store, naast_witness **out);

/*
 * Takes the store as it is: its witness says from now on what its journal says, even where that is less. For a store
 * that was restored from a backup, and for the person who knows why it was set back.
 * Returns OK, INVALID (no store, or no witness is kept), CONFLICT (inside an operation, or inside a transaction of the
 * caller's, which may be taken back), UNVERIFIED (the journal has no head that can be read), BUSY,
 * IO (the witness cannot be written), NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_store_trust(naast_store *store);

/* What naast_store_verify found wrong first, of each kind; seq or row is 0 where it does not apply. */
typedef struct naast_verify_finding {
    const char *kind; /* "chain", "body", "state", "schema", "file", "witness", "head" */
    const char *code; /* "hash_differs", "row_differs", "row_missing", "row_unknown", ... */
    int64_t seq;
    const char *table;
    int64_t row;
    const char *text; /* the sentence, in the handle's language */
} naast_verify_finding;

typedef struct naast_verification {
    int ok;
    int64_t entries;            /* journal entries read */
    int64_t rows;               /* state rows compared */
    char head[NAAST_HEAD_SIZE]; /* "SEQ:HASH" of the newest entry, the hash in full */
    int64_t from;               /* the first entry that was read: 1, or what came after the last verification */
    const naast_verify_finding *findings;
    size_t finding_count;
    uint32_t finding_size;
} naast_verification;

typedef struct naast_verify_spec {
    uint32_t size;
    const char *const
        *heads; /* "SEQ:HASH" (8 to 64 digits of it): heads that somebody kept; each must be in the journal */
    size_t head_count;
    /*
     * Begins after the entry up to which the last verification found all to be right, which the witness remembers:
     * reads the entries and bodies since, the rows of every root that has one, and the schema. It does not look again
     * at earlier entries and bodies, rows of other roots, rows that no entry speaks of, the funnel, the full text, and
     * how the engine keeps the tables. Where no witness remembers, it reads everything.
     */
    int since_last;
    uint32_t threads; /* that work on it, each with a connection of its own; 0: as many as there are processors, at
                         most 4. One does on an attached store, inside a transaction, and with one's own allocator. */
    /* Told now and then, in the caller's thread, how much of how much is done; other than 0 stops it. NULL: not told.
     */
    naast_progress *progress;
    void *context;
} naast_verify_spec;
#define NAAST_VERIFY_SPEC_INIT NAAST_SPEC_INIT(naast_verify_spec)

/*
 * Checks the chain, the bodies against their commitments, every state row against what the journal says it should be,
 * and the journal against its witness and the heads that are given. spec: NULL for the defaults. *out: set on OK and on
 * UNVERIFIED; free with naast_free. Where the file is damaged so that it cannot be read to its end, the one finding is
 * of the kind "file" and says so, entries and rows are 0 and head is "": what else is wrong in it, nobody can tell. The
 * same where the schema is not naast's: the findings are of the kind "schema", and nothing was read through it.
 * Returns OK, INVALID (a head that is not one), UNVERIFIED, STOPPED, BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_store_verify(naast_store *store, const naast_verify_spec *spec, naast_verification **out);

#ifdef __cplusplus
}
#endif
#endif
