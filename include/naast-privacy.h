/*
 * naast-privacy.h: what is held on a person, and how it goes: dossier, redaction, erasure, retention. docs/privacy.md
 * tells what an erasure does and does not do, byte for byte. Include <naast.h>.
 */
#ifndef NAAST_PRIVACY_H
#define NAAST_PRIVACY_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- what is held on somebody ---- */

typedef struct naast_held_field {
    const char *column; /* "text"; docs/journal.md lists tables and columns */
    const char *text;   /* numbers in decimals, bytes in hexadecimal digits */
} naast_held_field;

/* A row that is about somebody. */
typedef struct naast_held {
    const char *what;      /* "P7", "D1.4", "T5", "A3"; of a word its item, of a move its deal */
    const char *table;     /* "person", "deal", "transition", "evidence", "word", "task", "activity" */
    const char *const *as; /* by which columns it refers to them: "contact", "said_by"; "id": it is their own row */
    size_t as_count;
    int taken_back; /* undone, or merged into another */
    naast_time at;  /* when it was written down first, */
    int64_t operation;
    const char *through;            /* by which operation: "record", "import", */
    const char *actor;              /* and by whom */
    const naast_held_field *fields; /* all that the row says */
    size_t field_count;
    uint32_t field_size;
} naast_held;

/* A change of a row that is about somebody. */
typedef struct naast_held_change {
    int64_t seq;
    int64_t operation;
    naast_time at;
    const char *through;
    const char *actor;
    const char *what;
    const char *table;
    int inserted;
    int erased; /* what it said is gone */
} naast_held_change;

/* A text that names somebody, or seems to. */
typedef struct naast_mention {
    const char *what;   /* as naast_redact takes it; "O3", "D1" also where it is the name or the title */
    const char *table;  /* "evidence" */
    const char *column; /* "text" */
    const char *by;     /* "name", "email"; "part": of the name, and not surely them */
    int earlier;        /* it stands in the history alone: the row says something else by now */
    const char *text;
} naast_mention;

typedef struct naast_dossier {
    naast_id person; /* where they were merged into another: that one */
    const char *name;
    const naast_held *held; /* by table, then by number */
    size_t held_count;
    uint32_t held_size;
    const naast_held_change *history; /* in its order */
    size_t history_count;
    uint32_t history_size;
    const naast_mention *named_in;
    size_t named_count;
    uint32_t named_size;
} naast_dossier;

/*
 * Everything that is held on a person: the rows that are theirs or refer to them (also those that were taken back, and
 * those of people who were merged into them), where each came from, what changed them, and whatever else names them.
 * Reads every text of the journal. *out: free with naast_free.
 * Returns OK, NOT_FOUND, UNVERIFIED, BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_person_dossier(naast_store *store, naast_id person, naast_dossier **out);

/* ---- erasing ---- */

/* Whether the bytes of what was erased are gone from the store's files. */
typedef enum naast_erasure_state {
    NAAST_ERASURE_GONE = 0,
    NAAST_ERASURE_IN_OPERATION =
        1,                       /* they go when the caller's transaction is over and naast_erasure_finish is called */
    NAAST_ERASURE_BY_READER = 2, /* somebody reads the store as it was before */
    NAAST_ERASURE_NOT_DONE = 3,  /* the file could not be written anew: naast_store_message says why */
    NAAST_ERASURE_STILL_THERE =
        4,                    /* all was done, and they are found; on an attached connection without secure_delete */
    NAAST_ERASURE_NOTHING = 5 /* of naast_erasure_finish: none were to go */
} naast_erasure_state;

typedef struct naast_erase_spec {
    uint32_t size;
    int dry_run;         /* everything but keeping it */
    const char *because; /* why; wanted, and it must not name whom it erases */
} naast_erase_spec;
#define NAAST_ERASE_SPEC_INIT NAAST_SPEC_INIT(naast_erase_spec)

/* What an erasure took. */
typedef struct naast_erasure {
    int64_t rows;  /* that no longer say what they said; 0: there was nothing to erase, and nothing was written */
    int64_t parts; /* of the journal that are gone */
    naast_erasure_state bytes;     /* GONE in a dry run */
    int64_t remain;                /* erased texts that also stand elsewhere, word for word, and stay there */
    const naast_mention *mentions; /* texts that name them, and stay until they are redacted too */
    size_t mention_count;
    uint32_t mention_size;
} naast_erasure;

/*
 * Erases people: name, e-mail address and note, all that was said, worded or noted by, with or about them, and every
 * part of the journal that said so. They are then called by their number, "P7", and are not to be contacted. Business
 * facts stay: kinds, values, states, amounts, dates, and who by number; so gates stay as they are. Whoever was merged
 * into them goes too; to erase somebody who was merged into another is to erase that one. One operation, which cannot
 * be undone; then the file is written anew, which takes memory and time as it is large. *out: free with naast_free.
 * Returns OK, INVALID (no reason, one that names them, no people), NOT_FOUND, CONFLICT (inside an operation),
 * UNVERIFIED, BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_people_erase(naast_store *store, const naast_id *people, size_t count, const naast_erase_spec *spec,
                                 naast_erasure **out);

/*
 * Erases what one thing says, and said before. what: "D1.4" an item: its text, link, file and reason, and how words on
 * it were given; "D1" a deal: note, source, earlier titles, and the reasons of its moves and waivers; "T5", "A3";
 * "P7", "O3": the note, and earlier names and addresses; "J12": the reason of an undo or an erasure. What has a title,
 * a name or an address keeps the present one. Returns as naast_people_erase. Since 0.1.
 */
NAAST_API int naast_redact(naast_store *store, const char *what, const naast_erase_spec *spec, naast_erasure **out);

/* ---- what was erased, for copies of the store ---- */

typedef struct naast_erased_subject {
    const char *what;             /* as in naast_redact; of a whole person "P7" */
    int whole;                    /* a person with all that is theirs */
    char origin[NAAST_HEAD_SIZE]; /* "SEQ:HASH" of the entry that it came into the store by: the same in every copy */
    const char *because;
} naast_erased_subject;

typedef struct naast_erasures {
    const naast_erased_subject *items; /* in the order in which they were erased */
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
    int waiting;      /* bytes of the last one are still to go: naast_erasure_finish */
} naast_erasures;

/* Whom and what was erased. *out: free with naast_free. Returns OK, BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_erasure_list(naast_store *store, naast_erasures **out);

/*
 * Erases in this store what was erased in another copy of it: each subject that came into it by the same entry, and
 * says anything yet. Others are passed over: they are not in this copy. One operation. *out (may be NULL): free with
 * naast_free; without mentions. Returns OK, INVALID (a list that naast did not make), CONFLICT (inside an operation),
 * UNVERIFIED, BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_erasure_apply(naast_store *store, const naast_erasures *list, naast_erasure **out);

/*
 * Finishes an erasure whose bytes are still to go; does nothing when none are. After a commit of the caller's, where a
 * store is attached; after a reader is gone. *out says how far it came. Returns OK, INVALID (opened to
 * read only, and there is something to finish), UNVERIFIED (the store contradicts its witness), BUSY, IO, NO_MEMORY.
 * Since 0.1.
 */
NAAST_API int naast_erasure_finish(naast_store *store, naast_erasure_state *out);

/* ---- who is kept for no reason ---- */

typedef struct naast_inactive_filter {
    uint32_t size;
    naast_date since;
} naast_inactive_filter;
#define NAAST_INACTIVE_FILTER_INIT NAAST_SPEC_INIT(naast_inactive_filter)

typedef struct naast_inactive_person {
    naast_id id;
    const char *name;
    naast_date last;      /* the last day that anything was heard from them or done with them */
    const char *last_was; /* what that was: "evidence", "word", "task", "activity", "deal", "person" */
} naast_inactive_person;

typedef struct naast_inactive_people {
    const naast_inactive_person *items; /* the longest ago first */
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
} naast_inactive_people;

/*
 * People with whom nothing goes on (no open deal, promise or task) and of whom nothing was heard since before that day.
 * Those who were erased are left out. *out: free with naast_free.
 * Returns OK, INVALID (no date), BAD_DATA, BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_people_inactive(naast_store *store, const naast_inactive_filter *filter,
                                    naast_inactive_people **out);

#ifdef __cplusplus
}
#endif
#endif
