/** @file naast-store.h Opening, creating and closing a store; operations; the journal. Include <naast.h>. */
#ifndef NAAST_STORE_H
#define NAAST_STORE_H

#include "naast-types.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A handle on one store. Any number of handles may be open in one process, on one file or several. A handle is used by
 * one thread at a time. After fork, the child must not use the parent's handles. The library starts threads only where
 * naast_verify_spec.threads says so.
 */
typedef struct naast_store naast_store;

/** Where memory comes from. It must live as long as the handle and every result of it. */
typedef struct naast_allocator {
    void *(*resize)(void *context, void *ptr, size_t size); /**< size 0 frees ptr and returns NULL; else as realloc */
    void *context;
} naast_allocator;

/** Where the time comes from. */
typedef struct naast_clock {
    naast_time (*now)(void *context); /**< now, in microseconds UTC */
    void *context;
} naast_clock;

/** Where unpredictable bytes come from. */
typedef struct naast_random {
    int (*fill)(void *context, void *out, size_t len); /**< fills out with len bytes; non-zero: it cannot */
    void *context;
} naast_random;

/** What a handle is made with. */
typedef struct naast_options {
    uint32_t size;
    naast_language language;   /**< of messages, names and questions */
    const char *actor;         /**< who acts, for the journal: one line; NULL: "unknown". Copied. */
    uint32_t busy_ms;          /**< how long a write waits for its turn, in milliseconds; 0: 5000 */
    naast_allocator allocator; /**< resize NULL: the C library's */
    naast_clock clock;         /**< now NULL: the system's */
    naast_random random;       /**< fill NULL: the kernel's */
    /**
     * A folder where witnesses are kept: for each store, and each place where it lay, a small file that says how far
     * the journal had come when it was last written through this library. Made when it is needed (0700; the files
     * 0600). Choose one outside the store's directory. A store that contradicts its witness opens, but is not written:
     * see naast-verify.h. NULL: none is kept. Copied.
     */
    const char *witness;
} naast_options;
#define NAAST_OPTIONS_INIT NAAST_SPEC_INIT(naast_options)

/**
 * Makes a handle that has no store yet. The sqlite3 library keeps memory of its own; the allocator serves all of
 * naast's.
 * @param options NULL for the defaults
 * @param out release with naast_store_free, also where this call fails: with INVALID it is a handle that can be asked
 *        for naast_store_message and naast_store_code, and does nothing else; with NO_MEMORY it is NULL
 * @retval NAAST_INVALID size, language or actor is wrong
 * @since 0.1
 */
NAAST_API int naast_store_new(const naast_options *options, naast_store **out);

struct naast_pipeline; /* naast-pipeline.h */

/** @since 0.2 */
typedef struct naast_create_spec {
    uint32_t size;
    int no_shipped;                                /**< leave out the shipped pipelines "fair", "bant" and "meddpicc" */
    const struct naast_pipeline *const *pipelines; /**< definitions to store besides, pipeline_count of them */
    size_t pipeline_count;
    const char *default_pipeline; /**< for new deals; NULL: the first of `pipelines`, or "fair" where there are none */
} naast_create_spec;
#define NAAST_CREATE_SPEC_INIT NAAST_SPEC_INIT(naast_create_spec)

/**
 * Creates a store (mode 0600) and opens it. On failure no file is left behind.
 * Beside a store are "PATH-wal" and "PATH-shm", which are SQLite's, and "PATH-queue", by which writers wait for each
 * other.
 * @param store a handle without a store
 * @param path the directory must exist
 * @param spec its pipelines; NULL: the shipped ones, with "fair" for new deals
 * @retval NAAST_INVALID the handle has a store; or there would be no pipeline
 * @retval NAAST_NOT_FOUND no such pipeline for new deals, or no such directory
 * @retval NAAST_BAD_DATA a definition is broken
 * @retval NAAST_CONFLICT the file exists; it is left alone
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_store_create(naast_store *store, const char *path, const naast_create_spec *spec);

/** What a store is opened for. */
typedef enum naast_open_mode { NAAST_OPEN_READ_WRITE = 0, NAAST_OPEN_READ_ONLY = 1 } naast_open_mode;

/** How a store is opened. @since 0.2 */
typedef struct naast_open_spec {
    uint32_t size;
    /** What is opened to read only is not written. Where its folder cannot be written either, and no "-wal" is beside
     * it, it is read as a file that nobody changes: once somebody does, reads return BUSY until it is opened again. */
    naast_open_mode mode;
} naast_open_spec;
#define NAAST_OPEN_SPEC_INIT NAAST_SPEC_INIT(naast_open_spec)

/**
 * Opens a store. Never follows a symbolic link, never creates or migrates; a file that has a second name (a hard link)
 * is refused, since each name would have a log of its own.
 * @param store a handle without a store
 * @param path of the store
 * @param spec NULL: to read and write
 * @retval NAAST_INVALID the handle has a store; no such mode; the path is empty
 * @retval NAAST_NOT_FOUND there is no such file
 * @retval NAAST_FOREIGN it is not a naast store, a symbolic link, or has a second name
 * @retval NAAST_NEWER a later version wrote it
 * @retval NAAST_OLDER an earlier version wrote it; the handle has the store all the same, for naast_store_migrate
 * @retval NAAST_UNVERIFIED the file is damaged, or its tables are not those that naast made, to the letter, or a
 *         trigger or an index of others is on one of them; the message names it, and nothing was read through it
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_store_open(naast_store *store, const char *path, const naast_open_spec *spec);

/**
 * Brings the open (or attached) store up to this library's schema, each step in its own transaction; does nothing when
 * it is there already. On an attached connection without naast's tables it creates them.
 * @retval NAAST_INVALID no store, or one that is open to read only
 * @retval NAAST_CONFLICT inside an operation, or between naast_read_begin and naast_read_end
 * @since 0.1
 */
NAAST_API int naast_store_migrate(naast_store *store);

/** Rolls back what is open, closes the store and releases the handle. NULL is allowed. @since 0.1 */
NAAST_API void naast_store_free(naast_store *store);

/**
 * The sentence of the call before this one, where that failed, in the handle's language; "" where it did not, or where
 * store is NULL. Valid until the next call on the handle.
 * @since 0.1
 */
NAAST_API const char *naast_store_message(const naast_store *store);

/** The same as a stable code ("deal_not_found"). Never freed. @since 0.1 */
NAAST_API const char *naast_store_code(const naast_store *store);

/**
 * Says who acts through the handle from here on: for a service that keeps one handle and serves many.
 * @param actor one line; NULL: "unknown". Copied.
 * @retval NAAST_INVALID it is not such a text
 * @retval NAAST_CONFLICT inside an operation, which has one actor
 * @since 0.2
 */
NAAST_API int naast_store_set_actor(naast_store *store, const char *actor);

/** The language of messages, names and questions from here on. @retval NAAST_INVALID no such language @since 0.2 */
NAAST_API int naast_store_set_language(naast_store *store, naast_language language);

/** Which store it is, and how far it has come. The caller's: begin it with its INIT. @since 0.2 */
typedef struct naast_head {
    uint32_t size;
    char uuid[NAAST_UUID_SIZE]; /**< of the store */
    char head[NAAST_HEAD_SIZE]; /**< "SEQ:HASH" of the newest entry of the journal, the hash in full */
    int32_t schema;             /**< the version of its schema */
    int64_t seq;                /**< the number of the newest entry; it only grows */
} naast_head;
#define NAAST_HEAD_INIT NAAST_SPEC_INIT(naast_head)

/**
 * How far the store has come.
 * @param out begin it with NAAST_HEAD_INIT
 * @retval NAAST_UNVERIFIED the journal has no head that can be read
 * @since 0.2
 */
NAAST_API int naast_store_head(naast_store *store, naast_head *out);

/**
 * Waits until the journal has an entry after `after_seq`, by whomever it is written: other handles, other processes.
 * @param timeout_ms how long, in milliseconds; 0: only looks
 * @param seq the number of the newest entry; not above after_seq: the time is over
 * @retval NAAST_INVALID on an attached store and on a handle that naast_store_past made, where nobody else writes
 * @retval NAAST_CONFLICT inside an operation, a read or an export, in which the store stays as it is
 * @since 0.2
 */
NAAST_API int naast_store_wait(naast_store *store, int64_t after_seq, uint32_t timeout_ms, int64_t *seq);

/**
 * A descriptor for an event loop, which becomes readable when the store may have been written. The handle owns it.
 *
 *     struct pollfd one = {.fd = fd, .events = POLLIN};
 *     poll(&one, 1, 2000);                        // an upper bound: not every file system gives notices
 *     naast_store_wait(store, seen, 50, &seq);    // takes the notices; what was written is to be seen a moment later
 *     if (seq > seen) ...                         // naast_log_list, naast_export_begin
 *
 * @param fd the descriptor; not to be closed by the caller
 * @retval NAAST_INVALID, NAAST_CONFLICT as naast_store_wait
 * @retval NAAST_IO the system gives no notices (inotify)
 * @since 0.2
 */
NAAST_API int naast_store_wait_fd(naast_store *store, int *fd);

/**
 * Begins to read: all calls until naast_read_end see the store as it is now, whoever writes meanwhile. Nests. Also on a
 * handle that was opened to read only. Calls that write return CONFLICT (write_in_read). Keep it short: the log grows
 * meanwhile.
 * @retval NAAST_INVALID no store; an attached one: begin a transaction on the connection
 * @retval NAAST_CONFLICT inside an operation, whose calls see one state as it is
 * @since 0.2
 */
NAAST_API int naast_read_begin(naast_store *store);

/** Ends the innermost naast_read_begin. @retval NAAST_INVALID none is open @since 0.2 */
NAAST_API int naast_read_end(naast_store *store);

/** The calendar day (UTC) of the handle's clock; 0 where store is NULL. @since 0.1 */
NAAST_API naast_date naast_store_today(naast_store *store);

/** What calls can be grouped under. The journal has these numbers, and naast_log_entry.operation_name the names in
 * small letters. */
typedef enum naast_operation {
    NAAST_OPERATION_ORG_ADD = 3,
    NAAST_OPERATION_ORG_EDIT = 4,
    NAAST_OPERATION_PERSON_ADD = 5,
    NAAST_OPERATION_PERSON_EDIT = 6,
    NAAST_OPERATION_DEAL_ADD = 7,
    NAAST_OPERATION_DEAL_EDIT = 8,
    NAAST_OPERATION_RECORD = 9,
    NAAST_OPERATION_CONFIRM = 10,
    NAAST_OPERATION_AMEND = 11,
    NAAST_OPERATION_SETTLE = 12,
    NAAST_OPERATION_RETRACT = 13,
    NAAST_OPERATION_ADVANCE = 14,
    NAAST_OPERATION_BACK = 15,
    NAAST_OPERATION_REOPEN = 16,
    NAAST_OPERATION_END = 17,
    NAAST_OPERATION_WAIVE = 18,
    NAAST_OPERATION_CHANGE_PIPELINE = 19,
    NAAST_OPERATION_PIPELINE_ADD = 20,
    NAAST_OPERATION_TASK_ADD = 21,
    NAAST_OPERATION_TASK_DONE = 22,
    NAAST_OPERATION_ACTIVITY_ADD = 23,
    NAAST_OPERATION_TALK = 24, /**< one conversation: what was said, with all that follows from it */
    NAAST_OPERATION_IMPORT = 25,
    NAAST_OPERATION_BATCH = 26, /**< whatever has no name of its own */
    NAAST_OPERATION_MERGE = 28
} naast_operation;

/** What an operation is. @since 0.2 */
typedef struct naast_operation_spec {
    uint32_t size;
    naast_operation operation; /**< required: its name in the log */
} naast_operation_spec;
#define NAAST_OPERATION_SPEC_INIT NAAST_SPEC_INIT(naast_operation_spec)

/**
 * Groups calls into one operation: one transaction, one number in the log, undone as one. Operations nest; the
 * outermost one decides, and its name is the one in the log. It holds the store for writing: other writers wait until
 * naast_operation_end, and then return BUSY. Inside it, naast_store_migrate, naast_store_trust, naast_store_verify,
 * naast_operation_undo, backups, restoring and erasing return CONFLICT.
 * @param store the store
 * @param spec which operation
 * @retval NAAST_INVALID no such operation, no store, or one that is open to read only
 * @retval NAAST_CONFLICT between naast_read_begin and naast_read_end
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_operation_begin(naast_store *store, const naast_operation_spec *spec);

/**
 * Ends the innermost operation. After a call inside it has failed, the calls that succeeded before are still part of
 * it.
 * @param status NAAST_OK keeps it; any other takes it back, and is returned
 * @return `status`, or that of a commit that failed (BUSY, IO, NO_MEMORY), after which nothing of it is kept
 * @retval NAAST_INVALID no naast_operation_begin is open, whatever the status (an import is ended by
 *         naast_import_end); or the status is not a naast_status: then the operation is taken back
 * @retval NAAST_CONFLICT an attached store: the caller committed inside it, see naast_store_attach
 * @since 0.1
 */
NAAST_API int naast_operation_end(naast_store *store, int status);

/**
 * The number that people see for the last operation kept through this handle (J812); 0: none, or store is NULL. Of an
 * attached store one that the caller rolled back does not count.
 * @since 0.1
 */
NAAST_API int64_t naast_operation_last(const naast_store *store);

/** What to undo. */
typedef struct naast_undo_spec {
    uint32_t size;
    int dry_run;         /**< everything but keeping it */
    int64_t operation;   /**< J812, or the seq of any of its entries; 0: the last one of the handle's actor */
    const char *because; /**< NULL: no reason is given */
} naast_undo_spec;
#define NAAST_UNDO_SPEC_INIT NAAST_SPEC_INIT(naast_undo_spec)

/** What was undone. */
typedef struct naast_undone {
    int64_t operation;          /**< its number: J812 */
    const char *operation_name; /**< "record", "import", "undo", ... */
    naast_time at;
    const char *actor;
    naast_root root; /**< a deal that it touched, else an organisation, a person, ... */
    naast_id id;
    int64_t entries; /**< of the journal: how many deals, persons, ... it touched, or more */
} naast_undone;

/**
 * Takes a whole operation back by writing further entries, as one operation: what it made is taken back, what it
 * changed becomes what it was, a stage by a transition of kind "undo". Counters do not go back: words given on evidence
 * whose content was undone are stale. An undo is an operation and can be undone.
 * @param spec NULL for the actor's last that is not undone and no undo itself
 * @param out free with naast_free
 * @retval NAAST_INVALID the reason is not a text
 * @retval NAAST_NOT_FOUND no such operation, or the actor has none
 * @retval NAAST_CONFLICT something that it wrote was changed since, or built on, or erased; it was undone already; it
 *         is init, migrate, redact or erase; or inside an operation: the message names what is in the way
 * @since 0.1
 */
NAAST_API int naast_operation_undo(naast_store *store, const naast_undo_spec *spec, naast_undone **out);

/**
 * Finds what a person typed: an id ("D42", "d42", "P7", "O3"), a UUID, an e-mail address (persons), a name. What has
 * the form of an id ("T5", "J812" too) is that and nothing else, whatever is called so. Names compare without case,
 * accents, apostrophes and dots, by whole words between spaces: the whole name, a run of words at its beginning, one at
 * its end, or both with a gap ("Karim", "el Amrani" and "Karim Amrani" are Karim el Amrani); "Surname, First" is turned
 * round. A part of a word fits nothing, nor does a single letter of a script that has case; a whole name beats a part
 * of one.
 * @param root NAAST_ROOT_DEAL, NAAST_ROOT_ORG, NAAST_ROOT_PERSON or NAAST_ROOT_PIPELINE
 * @param text what was typed
 * @param within a deal: who is in it is tried first, then its organisation's people, then all; 0: all
 * @param out the id of what it is
 * @retval NAAST_INVALID text is empty or not text; no such root
 * @retval NAAST_NOT_FOUND the message names up to three that are near
 * @retval NAAST_AMBIGUOUS the message lists up to ten
 * @since 0.1
 */
NAAST_API int naast_resolve(naast_store *store, naast_root root, const char *text, naast_id within, naast_id *out);

/** What to find. */
typedef struct naast_resolve_spec {
    uint32_t size;
    naast_root root;  /**< NAAST_ROOT_DEAL, NAAST_ROOT_PERSON, NAAST_ROOT_ORG, NAAST_ROOT_PIPELINE */
    const char *text; /**< NULL with external_id */
    naast_id within;
    int whole;    /**< 1: a part of a name will not do: for what a mistake would change */
    int newcomer; /**< 1: somebody who is not there may be meant: where a name begins so, AMBIGUOUS, not NOT_FOUND */
    /** Instead of text: the deal with this external id (naast_deal_spec.external_id), exactly; root NAAST_ROOT_DEAL. */
    const char *external_id;
} naast_resolve_spec;
#define NAAST_RESOLVE_SPEC_INIT NAAST_SPEC_INIT(naast_resolve_spec)

/** By what something was found. */
typedef enum naast_fit {
    NAAST_FIT_ID = 1, /**< its id, UUID or address */
    NAAST_FIT_WHOLE = 2,
    NAAST_FIT_PART = 3,
    NAAST_FIT_MERGED = 4, /**< the whole name of an organisation that was merged into it */
    NAAST_FIT_NEAR = 5    /**< it does not fit; it is one of up to three that come nearest */
} naast_fit;

/** What was found. */
typedef struct naast_resolved {
    naast_id id;
    naast_fit fit;
    const char *name;     /**< or title */
    naast_id passed_over; /**< whose whole name it is, though further from the deal than who was found; 0: nobody */
    const char *passed_name;
} naast_resolved;

/**
 * As naast_resolve, and how it was found.
 * @param spec what was typed, and what it may be
 * @param out free with naast_free
 * @retval NAAST_INVALID text is missing, empty or not text; no such root
 * @retval NAAST_NOT_FOUND the message names up to three that are near
 * @retval NAAST_AMBIGUOUS the message lists up to ten
 * @since 0.2
 */
NAAST_API int naast_resolve_named(naast_store *store, const naast_resolve_spec *spec, naast_resolved **out);

/** Who or what may have been meant. */
typedef struct naast_candidate {
    naast_root root;
    naast_fit fit;
    naast_id id;
    const char *name;     /**< or title */
    const char *org_name; /**< of its organisation; "": none */
} naast_candidate;

/** Candidates. */
typedef struct naast_candidates {
    const naast_candidate *items;
    size_t count;
    uint32_t item_size;
    int more;         /**< there are others, who fit as well */
    const char *next; /**< "" */
} naast_candidates;

/**
 * What naast_resolve_named would find, or lists in its message: the one that it is; else up to ten that fit as well as
 * each other; else up to three that are near (NAAST_FIT_NEAR); else none.
 * @param spec what was typed, and what it may be
 * @param out free with naast_free
 * @retval NAAST_INVALID text is missing, empty or not text; no such root
 * @since 0.2
 */
NAAST_API int naast_candidate_list(naast_store *store, const naast_resolve_spec *spec, naast_candidates **out);

/** A column that a change wrote, as text: numbers in decimals, bytes in hexadecimal digits; NULL: nothing. */
typedef struct naast_change_value {
    const char *column;
    const char *before; /**< of a row that was inserted: NULL */
    const char *after;
} naast_change_value;

/** One thing that an operation changed. */
typedef struct naast_change {
    const char *table; /**< "deal", "org", "person", "evidence", "word", "transition", "task", "activity", ... */
    int64_t row;       /**< of what belongs to a deal (evidence, transition, ...): deal << 20 | its number there */
    int inserted;      /**< else changed */
    int erased;        /**< its personal fields are gone */
    const naast_change_value *values; /**< where the filter asks for them; those of erased parts are not there */
    size_t value_count;
    uint32_t value_size;
} naast_change;

/** An entry of the journal: what one operation changed of one deal, organisation, person, ... */
typedef struct naast_log_entry {
    int64_t seq;
    int64_t operation; /**< the first seq of the operation: J812 */
    naast_time at;
    /**
     * Of the operation: those of naast_operation in small letters ("record", "change_pipeline"), and "init", "migrate",
     * "undo", "redact", "erase".
     */
    const char *operation_name;
    naast_root root;
    naast_id id;
    const char *title; /**< of the deal, org, person or pipeline as it is now */
    const char *actor;
    int64_t undoes;    /**< the operation that this one took back; 0: none */
    int64_t undone_by; /**< the one that took this one back, if it is taken back now; 0: none */
    const naast_change *changes;
    size_t change_count;
    uint32_t change_size;
} naast_log_entry;

/** A page of the journal. */
typedef struct naast_log {
    const naast_log_entry *items;
    size_t count;
    uint32_t item_size;
    int more;         /**< there are others after the last */
    const char *next; /**< what a page takes as `after` for those; "" where there are none */
} naast_log;

/** Which entries. Zero is all, in every field. */
typedef struct naast_log_filter {
    uint32_t size;
    naast_root root;  /**< with `id`: only of this deal, organisation, ...; 0: all */
    int oldest_first; /**< 1: in the order in which they were written; 0: the newest first. @since 0.2 */
    int values;       /**< 1: what each column was and became is wanted */
    naast_id id;
    int64_t before;             /**< only entries with a smaller seq */
    int64_t after;              /**< only entries with a larger seq: what came since */
    int64_t operation;          /**< only the operation that this entry belongs to */
    naast_time since;           /**< not before this moment */
    naast_time until;           /**< not after it */
    const char *actor;          /**< only what this one did */
    const char *operation_name; /**< only operations of this name ("record") */
} naast_log_filter;
#define NAAST_LOG_FILTER_INIT NAAST_SPEC_INIT(naast_log_filter)

/**
 * The journal, an entry for each item of the list. With naast_store_wait a program follows it.
 * @param store the store
 * @param filter which, and in which order; NULL: all, the newest first
 * @param page which part; NULL: the first hundred. `after` is what `next` gave, which is the seq of an entry
 * @param out free with naast_free
 * @retval NAAST_INVALID no such root, or no such name; `after` is no cursor of this list
 * @retval NAAST_NOT_FOUND no such operation
 * @since 0.1, with a page since 0.2
 */
NAAST_API int naast_log_list(naast_store *store, const naast_log_filter *filter, const naast_page *page,
                             naast_log **out);

/** What of a store is read as it was, and when. @since 0.2 */
typedef struct naast_past_spec {
    uint32_t size;
    naast_root root; /**< NAAST_ROOT_DEAL, NAAST_ROOT_ORG or NAAST_ROOT_PERSON */
    naast_id id;
    naast_time at; /**< a moment that is not to come */
} naast_past_spec;
#define NAAST_PAST_SPEC_INIT NAAST_SPEC_INIT(naast_past_spec)

/**
 * What was: a handle of its own on one deal, organisation or person as it was at a moment, with all that its rows name,
 * and of an organisation or person the deals and people that are theirs today, read from the journal into memory. It
 * reads like a store whose clock is at that moment. It cannot be written (INVALID), nor verified or backed up
 * (CONFLICT). Lists hold what was gathered and nothing else; what was erased since is not there. Its language and actor
 * are the store's.
 * @param store the store
 * @param spec of what, and of when
 * @param out release with naast_store_free; it does not need the store any more
 * @retval NAAST_INVALID another root, or a moment to come
 * @retval NAAST_NOT_FOUND it was not there by then
 * @retval NAAST_UNVERIFIED an entry of the journal cannot be read
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_store_past(naast_store *store, const naast_past_spec *spec, naast_store **out);

#ifdef __cplusplus
}
#endif
#endif
