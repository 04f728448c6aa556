/*
 * naast-privacy.h: what is held on a person, and how it goes: dossier, erasure, redaction, retention.
 * Include <naast.h>.
 */
#ifndef NAAST_PRIVACY_H
#define NAAST_PRIVACY_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- what is held on a person ---- */

/** One column of a row. */
typedef struct naast_held_field {
    const char *column; /**< "text", "note", "said_by", ... */
    const char *text;   /**< its value: numbers in decimals, bytes in hexadecimal digits */
} naast_held_field;

/** A row that is about a person. */
typedef struct naast_held {
    const char *what;      /**< "P7", "D1.4", "T5", "A3"; of a confirmation its item, of a move its deal */
    const char *table;     /**< "person", "deal", "transition", "evidence", "word", "task" or "activity" */
    const char *const *as; /**< the columns that refer to the person: "contact", "said_by"; "id" in their own row */
    size_t as_count;
    int taken_back;                 /**< it was undone, or merged into another */
    naast_time at;                  /**< when the row was first written */
    int64_t operation;              /**< the operation that wrote it, the seq of its first entry */
    const char *operation_name;     /**< of that operation: "record", "import", ... */
    const char *actor;              /**< who ran it */
    const naast_held_field *fields; /**< every column of the row that has a value */
    size_t field_count;
    uint32_t field_size;
} naast_held;

/** A change of a row that is about a person. */
typedef struct naast_held_change {
    int64_t seq;       /**< the entry of the journal */
    int64_t operation; /**< the seq of the first entry of its operation */
    naast_time at;
    const char *operation_name; /**< of that operation */
    const char *actor;
    const char *what;  /**< as in naast_held */
    const char *table; /**< as in naast_held */
    int inserted;      /**< the row was added by it; 0: changed */
    int erased;        /**< its content was erased */
} naast_held_change;

/** A text that names a person, or seems to. */
typedef struct naast_mention {
    const char *what;   /**< what naast_redact takes to erase it: "D1.4", "T5"; of a name or title "O3", "D1" */
    const char *table;  /**< "evidence", "deal", "org", ... */
    const char *column; /**< "text", "note", ... */
    const char *by;     /**< what was found: "name", "email", or "part" of the name, which may be somebody else's */
    int earlier;        /**< only the history has this text: the row has another one now */
    const char *text;
} naast_mention;

/** Everything that is held on a person. */
typedef struct naast_dossier {
    naast_id person; /**< the one that was asked for, or the one that they were merged into */
    const char *name;
    const naast_held *held; /**< by table, then by id */
    size_t held_count;
    uint32_t held_size;
    const naast_held_change *history; /**< the oldest first */
    size_t history_count;
    uint32_t history_size;
    const naast_mention *named_in;
    size_t named_count;
    uint32_t named_size;
} naast_dossier;

/**
 * Reads everything that is held on a person: their own row and the rows that refer to them, also those that were undone
 * and those of people who were merged into them; where each row came from and what changed it; and the texts of other
 * rows that name them. Reads every text of the journal.
 * @param person their id
 * @param out free with naast_free
 * @retval NAAST_NOT_FOUND there is no such person
 * @since 0.1
 */
NAAST_API int naast_person_dossier(naast_store *store, naast_id person, naast_dossier **out);

/* ---- erasing ---- */

/** Whether the bytes of what was erased are gone from the files of the store. */
typedef enum naast_erasure_state {
    NAAST_ERASURE_GONE = 0,
    NAAST_ERASURE_IN_OPERATION = 1, /**< not before the caller's transaction is over and naast_erasure_finish called */
    NAAST_ERASURE_BY_READER = 2,    /**< not while another connection reads the store as it was before */
    NAAST_ERASURE_NOT_DONE = 3,     /**< the file could not be rewritten: naast_store_message says why */
    NAAST_ERASURE_STILL_THERE = 4,  /**< they are still found after rewriting: a store that is attached to a connection
                                         without PRAGMA secure_delete */
    NAAST_ERASURE_NOTHING = 5       /**< naast_erasure_finish: no bytes were left to remove */
} naast_erasure_state;

/** Why, and whether to do it. */
typedef struct naast_erase_spec {
    uint32_t size;
    int dry_run;         /**< say what would be erased, and erase nothing */
    const char *because; /**< why, at most 1,000 bytes; needed, and kept in the history: it must not name the person */
} naast_erase_spec;
#define NAAST_ERASE_SPEC_INIT NAAST_SPEC_INIT(naast_erase_spec)

/** Result of an erasure. */
typedef struct naast_erasure {
    int64_t rows;                  /**< rows whose content was erased; 0: nothing matched, and nothing was written */
    int64_t parts;                 /**< parts of the journal that were erased */
    naast_erasure_state state;     /**< of the bytes of what was erased; GONE in a dry run */
    int64_t remain;                /**< erased texts that other rows have too, word for word: those keep them */
    const naast_mention *mentions; /**< texts of other rows that name the person: naast_redact erases those */
    size_t mention_count;
    uint32_t mention_size;
} naast_erasure;

/**
 * Erases people: name, e-mail address and note; all that was said, phrased, confirmed or noted by, with or about them;
 * and every part of the journal that has it. Afterwards their name is their id, "P7", and they are marked no_contact.
 * Facts of the deal stay: kinds, values, states, amounts, dates, and the ids of who said what; so the gates stay as
 * they are. People who were merged into them are erased too; for somebody who was merged into another, that one is
 * erased. This is one operation, which cannot be undone. Then the file is rewritten, which takes time and memory in
 * proportion to its size.
 * @param people their ids, `count` of them
 * @param spec why, and whether to do it
 * @param out may be NULL; free with naast_free
 * @retval NAAST_INVALID there is no reason, or it names one of them; `count` is 0
 * @retval NAAST_NOT_FOUND one of them does not exist
 * @retval NAAST_CONFLICT an operation is open on this handle
 * @since 0.1
 */
NAAST_API int naast_people_erase(naast_store *store, const naast_id *people, size_t count, const naast_erase_spec *spec,
                                 naast_erasure **out);

/**
 * Erases the text of one record, and every earlier text of it. A name, a title or an address keeps its present value.
 * @param what a text, as naast_held.what and naast_mention.what give it. "D1.4", an item: its text, link, file and
 *        reason, and how it was confirmed; "D1", a deal: note, source, earlier titles, and the reasons of its moves and
 *        waivers; "T5", a task, and "A3", an activity: its texts; "P7", a person, and "O3", an organisation: the note,
 *        and earlier names and addresses; "J12", an operation: the reason of an undo or an erasure
 * @param spec why, and whether to do it
 * @param out may be NULL; free with naast_free
 * @retval NAAST_INVALID there is no reason; `what` has none of these forms
 * @retval NAAST_NOT_FOUND there is no such record, or it has no text to redact
 * @retval NAAST_CONFLICT an operation is open on this handle
 * @since 0.1
 */
NAAST_API int naast_redact(naast_store *store, const char *what, const naast_erase_spec *spec, naast_erasure **out);

/* ---- what was erased, for copies of the store ---- */

/** A person, or a record, that was erased. */
typedef struct naast_erased_subject {
    const char *what;             /**< as naast_redact takes it; of a whole person "P7" */
    int whole;                    /**< a whole person, by naast_people_erase */
    char origin[NAAST_HEAD_SIZE]; /**< "SEQ:HASH" of the entry that added it to the store: the same in every copy */
    const char *because;
} naast_erased_subject;

/** All that was erased. */
typedef struct naast_erasures {
    const naast_erased_subject *items; /**< in the order in which they were erased */
    size_t count;
    uint32_t item_size;
    int more;         /**< 0: the list is whole */
    const char *next; /**< "" */
    int waiting;      /**< bytes of the last erasure are still there: call naast_erasure_finish */
} naast_erasures;

/**
 * Lists what was erased in this store.
 * @param out free with naast_free
 * @since 0.1
 */
NAAST_API int naast_erasure_list(naast_store *store, naast_erasures **out);

/**
 * Erases in this store what was erased in another copy of it: each subject that was added by the same entry, and still
 * has content. Others are skipped: this copy does not have them. One operation.
 * @param list what naast_erasure_list gave for the other copy, or the same put together by the caller: `items`, `count`
 *        and `item_size`
 * @param out may be NULL; free with naast_free; has no mentions
 * @retval NAAST_INVALID an item has no valid `what` or `origin`; `item_size` is too small
 * @retval NAAST_CONFLICT an operation is open on this handle
 * @since 0.1
 */
NAAST_API int naast_erasure_apply(naast_store *store, const naast_erasures *list, naast_erasure **out);

/**
 * Removes the bytes that an erasure left in the files, where a transaction of the caller's or a reader was in the way;
 * does nothing where there are none.
 * @param out may be NULL; how far it came
 * @retval NAAST_INVALID the handle is read only, and there are bytes to remove
 * @since 0.1
 */
NAAST_API int naast_erasure_finish(naast_store *store, naast_erasure_state *out);

/** Whether to replace the backups, or only to look. @since 0.2 */
typedef struct naast_replace_spec {
    uint32_t size;
    int dry_run; /**< replace nothing: only `leftovers` is filled in */
} naast_replace_spec;
#define NAAST_REPLACE_SPEC_INIT NAAST_SPEC_INIT(naast_replace_spec)

/** Files beside the store that may hold what was erased. Texts that do not apply are "". @since 0.2 */
typedef struct naast_erasure_copies {
    const char *backup;         /**< the path of the backup that was made; "": there was none to replace */
    const char *const *removed; /**< the paths of earlier managed backups that were removed */
    size_t removed_count;
    const char *const *stayed; /**< the paths of those that were not, since they hold entries that no other has */
    size_t stayed_count;
    const char *const *leftovers; /**< the paths of files that a restore put aside, or that interrupted work left, each
                                       with its side files: never removed by the library */
    size_t leftover_count;
    const char *trouble; /**< why earlier backups may still be there, in the handle's language; "": they are not */
} naast_erasure_copies;

/**
 * Makes a backup in the place of the managed backups of this store, which still hold what was erased, and lists what
 * else beside the store may hold it. To be called once the bytes are gone (NAAST_ERASURE_GONE). A store without backups
 * gets none. That the backup cannot be made is no failure of this call: `trouble` says why.
 * @param spec NULL: replace them
 * @param out free with naast_free
 * @retval NAAST_INVALID the store is attached to a connection of the caller's
 * @since 0.2
 */
NAAST_API int naast_erasure_replace_backups(naast_store *store, const naast_replace_spec *spec,
                                            naast_erasure_copies **out);

/* ---- people without a reason to keep them ---- */

/** Since when people have been inactive. @since 0.2 */
typedef struct naast_inactive_filter {
    uint32_t size;
    naast_date since; /**< nothing was heard from them on this day or later; needed */
} naast_inactive_filter;
#define NAAST_INACTIVE_FILTER_INIT NAAST_SPEC_INIT(naast_inactive_filter)

/** Somebody who is inactive. */
typedef struct naast_inactive_person {
    naast_id id;
    const char *name;
    naast_date last;      /**< the last day with anything from, with or about them */
    const char *last_was; /**< what that was: "evidence", "word", "task", "activity", "deal" or "person" */
} naast_inactive_person;

/** All who are inactive. */
typedef struct naast_inactive_people {
    const naast_inactive_person *items; /**< the longest ago first */
    size_t count;
    uint32_t item_size;
    int more;         /**< 0: the list is whole */
    const char *next; /**< "" */
} naast_inactive_people;

/**
 * Lists people without an open deal, promise or task who were last heard from before a day. People who were erased are
 * left out. A won deal is open until it is in its last stage.
 * @param filter since when; needed
 * @param out free with naast_free
 * @retval NAAST_INVALID `since` is not a date
 * @since 0.2
 */
NAAST_API int naast_people_inactive(naast_store *store, const naast_inactive_filter *filter,
                                    naast_inactive_people **out);

#ifdef __cplusplus
}
#endif
#endif
