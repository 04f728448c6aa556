/* naast-store.h: opening, creating and closing a store; operations; the journal. Include <naast.h>. */
#ifndef NAAST_STORE_H
#define NAAST_STORE_H

#include "naast-types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A handle on one store. Any number of handles may be open in one process, on one file or several. A handle
 * is used by one thread at a time. After fork, the child must not use the parent's handles.
 */
typedef struct naast_store naast_store;

/* Memory: size 0 frees ptr and returns NULL; else as realloc. */
typedef struct naast_allocator {
    void *(*resize)(void *context, void *ptr, size_t size);
    void *context;
} naast_allocator;

/* Now, in microseconds UTC. */
typedef struct naast_clock {
    naast_time (*now)(void *context);
    void *context;
} naast_clock;

/* Fills out with len unpredictable bytes; returns 0, or non-zero when it cannot. */
typedef struct naast_random {
    int (*fill)(void *context, void *out, size_t len);
    void *context;
} naast_random;

typedef struct naast_options {
    uint32_t size;
    naast_language language;   /* of messages, names and questions */
    const char *actor;         /* who acts, for the journal; NULL: "unknown". Copied. */
    uint32_t busy_ms;          /* how long a write waits for its turn; 0: 5000 */
    naast_allocator allocator; /* resize NULL: the C library's */
    naast_clock clock;         /* now NULL: the system's */
    naast_random random;       /* fill NULL: the kernel's */
    /*
     * A folder where witnesses are kept: for each store, and each place where it lay, a small file that says how far
     * the journal had come when it was last written through this library. Made when it is needed (0700; the files
     * 0600). Choose one outside the store's directory. A store that contradicts its witness opens, but is not written:
     * see naast-verify.h. NULL: none is kept. Copied.
     */
    const char *witness;
} naast_options;
#define NAAST_OPTIONS_INIT NAAST_SPEC_INIT(naast_options)

/*
 * Makes a handle that has no store yet. options: NULL for the defaults. *out: release with naast_store_free.
 * The sqlite3 library keeps memory of its own; the allocator serves all of naast's.
 * Returns OK, INVALID (wrong size field, actor not valid text) or NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_store_new(const naast_options *options, naast_store **out);

/*
 * Creates a store at path (mode 0600) with the shipped pipelines, and opens it. pipeline: the default of new
 * deals ("fair", "bant", "meddpicc"; NULL: "fair"). The directory must exist.
 * Returns OK, INVALID (the handle has a store), NOT_FOUND (pipeline, directory), CONFLICT (the file exists; it is
 * left alone), IO, NO_MEMORY. On failure no file is left behind. Since 0.1.
 */
NAAST_API int naast_store_create(naast_store *store, const char *path, const char *pipeline);

typedef enum naast_open_mode { NAAST_READ_WRITE = 0, NAAST_READ_ONLY = 1 } naast_open_mode;

/*
 * Opens the store at path. Never follows a symbolic link, never creates or migrates.
 * Returns OK, INVALID (the handle has a store), NOT_FOUND, FOREIGN, NEWER, OLDER, UNVERIFIED (the file is damaged, or
 * its tables are not those that naast made, to the letter, or a trigger or an index of others is on one of them; the
 * message names it, and nothing was read through it or written), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_store_open(naast_store *store, const char *path, naast_open_mode mode);

/*
 * Brings the open (or attached) store up to this library's schema, each step in its own transaction; does
 * nothing when it is there already. On an attached connection without naast's tables it creates them.
 * Returns OK, INVALID (no store), CONFLICT (inside an operation), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_store_migrate(naast_store *store);

/* Rolls back what is open, closes the store and releases the handle. NULL is allowed. Since 0.1. */
NAAST_API void naast_store_free(naast_store *store);

/* The sentence for the last failed call on this handle, in the handle's language; "" when none failed, or store is
 * NULL. Valid until the next call. Since 0.1. */
NAAST_API const char *naast_store_message(const naast_store *store);

/* The stable code for the last failed call ("deal_not_found"); "" when none failed, or store is NULL. Never freed.
 * Since 0.1. */
NAAST_API const char *naast_store_code(const naast_store *store);

/* The calendar day (UTC) of the handle's clock. Since 0.1. */
NAAST_API naast_date naast_store_today(naast_store *store);

/*
 * Groups calls into one operation: one transaction, one number in the log, undone as one. Operations nest; the
 * outermost decides. `name` says what it is ("talk"; letters and underscores, one of those in docs/journal.md).
 * Returns OK, INVALID (unknown name, no store, read-only), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_operation_begin(naast_store *store, const char *name);

/*
 * Ends the innermost operation: with status OK it is kept, with any other it is undone. Returns that status, or the
 * status of a commit that failed (BUSY, IO, NO_MEMORY), after which nothing of the operation is kept; INVALID when no
 * naast_operation_begin is open (an import is ended by naast_import_end).
 * After a call inside an operation has failed, the calls that went well before it still stand until this one. Since
 * 0.1.
 */
NAAST_API int naast_operation_end(naast_store *store, int status);

/* The number that people see for the last operation kept through this handle (J812); 0: none. Of an attached store one
 * that the caller rolled back does not count. Since 0.1. */
NAAST_API int64_t naast_operation_last(const naast_store *store);

typedef struct naast_undo_spec {
    uint32_t size;
    int64_t operation;   /* J812, or the seq of any of its entries; 0: the actor's own last one that stands */
    const char *because; /* NULL: no reason is given */
    int dry_run;         /* everything but keeping it */
} naast_undo_spec;
#define NAAST_UNDO_SPEC_INIT NAAST_SPEC_INIT(naast_undo_spec)

/* What was undone. */
typedef struct naast_undone {
    int64_t operation;
    const char *name; /* "record", "import", "undo", ... */
    naast_time at;
    const char *actor;
    naast_root root; /* a deal that it touched, else an organisation, a person, ... */
    naast_id id;
    int64_t entries; /* of the journal: how many deals, persons, ... it touched, or more */
} naast_undone;

/*
 * Takes a whole operation back by writing further entries, as one operation: what it made is taken back, what it
 * changed becomes what it was, a stage by a transition of kind "undo". Counters do not go back: words given on evidence
 * whose content was undone are stale. spec: NULL for the actor's last. *out: free with naast_free. An undo is an
 * operation and can be undone.
 * Returns OK, INVALID, NOT_FOUND (no such operation; the actor has none), CONFLICT (something that it wrote was changed
 * since, or built on, or erased; it was undone already; it is init or migrate; inside an operation: the message names
 * what stands in the way), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_operation_undo(naast_store *store, const naast_undo_spec *spec, naast_undone **out);

/*
 * Finds what a person typed: an id ("D42", "d42", "P7", "O3"), a UUID, an e-mail address (persons), a name. What has
 * the form of an id ("T5", "J812" too) is that and nothing else, whatever is called so. Names compare without case,
 * accents, apostrophes and dots, by whole words between spaces: the whole name, a run of words at its beginning, one at
 * its end, or both with a gap ("Karim", "el Amrani" and "Karim Amrani" are Karim el Amrani); "Surname, First" is turned
 * round. A part of a word fits nothing, nor does a single letter of a script that has case; a whole name beats a part
 * of one. within: a deal: who is in it is tried first, then its organisation's people, then all (0: all). Returns OK,
 * INVALID (empty, not text), NOT_FOUND (the message tells up to three that are near), AMBIGUOUS (the message lists up
 * to ten), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_resolve(naast_store *store, naast_root root, const char *text, naast_id within, naast_id *out);

typedef struct naast_resolve_spec {
    uint32_t size;
    naast_root root; /* NAAST_DEAL, NAAST_PERSON, NAAST_ORG, NAAST_PIPELINE */
    const char *text;
    naast_id within;
    int whole;    /* 1: a part of a name will not do: for what a mistake would change */
    int newcomer; /* 1: somebody who is not there may be meant: where a name begins so, AMBIGUOUS, not NOT_FOUND */
} naast_resolve_spec;
#define NAAST_RESOLVE_SPEC_INIT NAAST_SPEC_INIT(naast_resolve_spec)

/* By what something was found. */
typedef enum naast_fit {
    NAAST_FIT_ID = 1, /* its id, UUID or address */
    NAAST_FIT_WHOLE = 2,
    NAAST_FIT_PART = 3,
    NAAST_FIT_MERGED = 4 /* the whole name of an organisation that was merged into it */
} naast_fit;

typedef struct naast_resolved {
    naast_id id;
    naast_fit fit;
    const char *name;     /* or title */
    naast_id passed_over; /* whose whole name it is, though further from the deal than who was found; 0: nobody */
    const char *passed_name;
} naast_resolved;

/* The same, and how it was found. *out: free with naast_free. Returns as naast_resolve does. Since 0.2. */
NAAST_API int naast_resolve_named(naast_store *store, const naast_resolve_spec *spec, naast_resolved **out);

/* A column that a change wrote, as text: numbers in decimals, bytes in hexadecimal digits; NULL: nothing. */
typedef struct naast_change_value {
    const char *column;
    const char *before; /* of a row that was inserted: NULL */
    const char *after;
} naast_change_value;

/* One thing that an operation changed. */
typedef struct naast_change {
    const char *table;                /* "evidence", "deal", ... */
    int64_t row;                      /* packed for children of a deal: deal << 20 | n */
    int inserted;                     /* else changed */
    int erased;                       /* its personal fields are gone */
    const naast_change_value *values; /* where the filter asks for them; those of erased parts are not there */
    size_t value_count;
    uint32_t value_size;
} naast_change;

typedef struct naast_log_entry {
    int64_t seq;
    int64_t operation; /* the first seq of the operation: J812 */
    naast_time at;
    const char *name; /* of the operation: "record", "advance", ... */
    naast_root root;
    naast_id id;
    const char *title; /* of the deal, org, person or pipeline as it is now */
    const char *actor;
    int64_t undoes;    /* the operation that this one took back; 0: none */
    int64_t undone_by; /* the one that took this one back, if it is taken back now; 0: it stands */
    const naast_change *changes;
    size_t change_count;
    uint32_t change_size;
} naast_log_entry;

typedef struct naast_log {
    const naast_log_entry *items;
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
} naast_log;

typedef struct naast_log_filter {
    uint32_t size;
    naast_root root; /* 0: all */
    naast_id id;
    int64_t before;    /* only entries with a smaller seq; 0: from the newest */
    uint32_t limit;    /* 0: 50 */
    const char *actor; /* only what this one did; NULL: anybody */
    const char *name;  /* only operations of this name ("record"); NULL: any */
    int64_t operation; /* only the operation that this entry belongs to; 0: any */
    naast_time since;  /* not before this moment; 0: from the beginning */
    naast_time until;  /* not after it; 0: to the end */
    int values;        /* what each column was and became */
} naast_log_filter;
#define NAAST_LOG_FILTER_INIT NAAST_SPEC_INIT(naast_log_filter)

/* The journal, newest first. filter: NULL for all. *out: free with naast_free. Returns OK, INVALID (no such root or
 * name), BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_log_list(naast_store *store, const naast_log_filter *filter, naast_log **out);

/*
 * What was: a handle of its own on one deal, organisation or person as it stood at a moment, with all that its rows
 * speak of, and of an organisation or person the deals and people that are theirs today, read from the journal into
 * memory. It reads like a store whose clock stands at that moment; it cannot be written. Lists hold what was gathered
 * and nothing else; what was erased since is not there. Its language and actor are the store's. root: NAAST_DEAL,
 * NAAST_ORG or NAAST_PERSON. *out: release with naast_store_free; it does not need the store any more. Returns OK,
 * INVALID (root, a moment to come), NOT_FOUND (not there by then), UNVERIFIED, BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_store_past(naast_store *store, naast_root root, naast_id id, naast_time at, naast_store **out);

#ifdef __cplusplus
}
#endif
#endif
