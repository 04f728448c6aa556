/* journal.h: the hash chain. Entries are gathered per root while an operation runs and written by the outermost
 * write_end. */
#ifndef STORE_RECORD_JOURNAL_H
#define STORE_RECORD_JOURNAL_H

#include "naast.h"

#include "base/values/hash.h"

struct rec_table;

/*
 * The row in naast_actor of whoever acts through this handle, made (and journaled in the store's own entry) when there
 * is none. Inside a write. The core of every entry names it, so journal_write asks for it too.
 */
int journal_actor(naast_store *store, int64_t *id);

/* The newest entry: its seq and hash, and "SEQ:HASH" with the hash in full; and whose journal it is. Inside a read or
 * write. */
struct journal_head {
    int64_t seq;
    uint8_t hash[HASH_BYTES];
    uint8_t uuid[16]; /* of the store; all zero where it is not readable */
    char text[NAAST_HEAD_SIZE];
};
int journal_head_read(naast_store *store, struct journal_head *out);

/* The seq of the last entry of a root; 0: none. Includes what the operation being written has for it only after it is
 * flushed. */
int journal_root_rev(naast_store *store, naast_root kind, int64_t id, int64_t *out);

/* "SEQ:HASH", or the beginning of the hash, as somebody typed it: its number and its digits in small letters. Returns
 * how many digits there are (8 to 64), or 0 when it is not of that form. */
size_t journal_head_parse(const char *text, int64_t *seq, char hex[HASH_HEX]);
/* Whether the journal has an entry of this number whose hash begins like that. Inside a read or write. Returns 1, 0 or
 * a status. */
int journal_head_known(naast_store *store, int64_t seq, const char *hex);

/* The hash of an entry: 1; 0, with `out` as it is, where there is no such entry; or a status. */
int journal_entry_hash(naast_store *store, int64_t seq, uint8_t out[HASH_BYTES]);

/* Whether "SEQ:HASH" (at least 8 hex digits) is a head of this journal, and its SEQ. NAAST_BAD_DATA when not. */
int journal_head_check(naast_store *store, const char *text, int64_t *seq);

/* The value that a row's integer column had right after entry `seq` (the fold of the root's entries up to it). Returns
 * 0 or a status; *out 0 when it did not exist. */
int journal_column_at(naast_store *store, const struct rec_table *table, int64_t id, uint8_t column_id, int64_t seq,
                      int64_t *out);

/* The failure of an entry whose parts cannot be read. */
int journal_unreadable(naast_store *store, int64_t seq);

/*
 * Writes what is gathered so far, for operations over very many roots, so that memory stays flat. Inside a write. Does
 * nothing in an inner write: what is gathered there may still be taken back.
 */
int journal_flush(naast_store *store);

#endif
