/* item_write.h: shared by what changes evidence (record, amend, retract, confirm, settle). */
#ifndef DOMAIN_EVIDENCE_ITEM_WRITE_H
#define DOMAIN_EVIDENCE_ITEM_WRITE_H

#include "naast.h"

#include "base/env/env.h"
#include "domain/common/rows.h"
#include "engine/schema/table.h"

struct facts;

enum { ITEM_URL_BYTES = 2000, ITEM_FILE_BYTES = 255, ITEM_HOW_BYTES = 300, ITEM_SHA_BYTES = 32 };

/* The bit of a column in the mask of rec_update. */
#define EVIDENCE_BIT(name) (UINT64_C(1) << EVIDENCE_##name)

/* A deal being written to: its row and its pipeline. Release with deal_work_free. */
struct deal_work {
    naast_id id;
    struct row row;
    const naast_pipeline *pipeline;
};

/* Reads the deal; NAAST_CONFLICT when it is not at the revision expected (0: any), or when it ended without being won
 * and `open` asks for one that has not. Inside a write. */
int deal_work_begin(naast_store *store, naast_id deal, int open, int64_t expected, struct deal_work *out);
void deal_work_free(struct deal_work *work);

/* Takes the next content count of the deal, and writes it; or sets it. */
int deal_next_crev(naast_store *store, struct deal_work *work, int64_t *crev);
int deal_set_crev(naast_store *store, struct deal_work *work, int64_t crev);

/*
 * Who speaks: fills in the default for a kind (the contact, where only a customer can give it; else us) and checks that
 * the person exists.
 */
int party_resolve(naast_store *store, const struct deal_work *work, const naast_kind *kind, naast_party given,
                  naast_party *out);
/* Somebody was named, and the person exists. */
int party_check(naast_store *store, naast_party party);

/* The side that an item of a kind with a life is owed to: it settles, and agrees to another date. */
naast_side item_owed(const naast_kind *kind, naast_side side);

/* Reads an item; NAAST_CONFLICT when it was retracted. */
int item_live(naast_store *store, naast_id deal, int32_t n, struct row *out);

/* What the fields of an item may be; each leaves its failure. kind may be NULL: one that the pipeline no longer has. */
int item_value_check(naast_store *store, const naast_kind *kind, const char *kind_code, const char *value, int none);
int item_amount_check(naast_store *store, naast_money amount);
int item_file_check(naast_store *store, const char *name, const unsigned char *sha256);
/* The day something happened: 0 becomes today; one still to come (a day of time zones allowed) is INVALID. */
int item_day_resolve(naast_store *store, naast_date given, naast_date *out);
/* An item must say something; a "none" must say why. row: EVIDENCE_ columns. */
int item_says_something(naast_store *store, const naast_pipeline *pipeline, const char *kind_code,
                        const struct rec_value row[]);

/* FAIL with {0} `first`, {1} the codes separated by commas, {2} `third` and {3} `fourth` (NULL: none). */
int fail_with_codes(naast_store *store, enum message message, const char *first, naast_codes codes, const char *third,
                    const char *fourth);

/* Where what is wrong with an item goes, so that a conversation finds all of it. `note` returns 0 to go on. */
struct faults {
    int (*note)(struct faults *faults, naast_conversation_field field, int status);
    size_t noted; /* of this item */
};

/* What a check came to: with `faults` NULL its status, which ends the checking; else what `note` makes of it. */
static inline int faults_note(struct faults *faults, naast_conversation_field field, int status)
{
    return status == 0 || faults == NULL ? status : faults->note(faults, field, status);
}
static inline size_t faults_noted(const struct faults *faults) { return faults != NULL ? faults->noted : 0; }

/* What the spec of a new item becomes once its texts are clean and its defaults filled in. Release with new_item_free.
 */
struct new_item {
    const naast_kind *kind;
    naast_party from;
    naast_date day;
    char *text, *url, *file_name, *how;
};

/* The kind of that code; NULL, with the failure in *status: the message names the kinds that there are. */
const naast_kind *kind_find(naast_store *store, const naast_pipeline *pipeline, const char *code, int *status);

/* Everything that can be wrong; item->kind is set. */
int new_item_check(naast_store *store, const struct deal_work *work, const naast_item_spec *spec, struct new_item *item,
                   struct faults *faults);
/* Writes it, without a word. */
int new_item_insert(naast_store *store, naast_id deal, const naast_item_spec *spec, const struct new_item *item,
                    int64_t crev, int32_t *n);
void new_item_free(naast_store *store, struct new_item *item);

/* An item being amended: as it was, as it becomes, and who is behind that. Release with amendment_free. */
struct amendment {
    struct row old, now;
    const naast_kind *kind;
    struct short_id id;
    naast_party from;
    naast_date day;
    char *text, *url, *because, *how;
};

/* Reads the item, which must be live. */
int amendment_begin(naast_store *store, const struct deal_work *work, int32_t n, struct amendment *amendment);
/* Everything that can be wrong; fills `now` in. */
int amendment_check(naast_store *store, const struct deal_work *work, const naast_amend_spec *spec,
                    struct amendment *amendment, struct faults *faults);
/* Whether the content counter goes up for it: not where the same is said again, nor for a slip of the pen. */
int amendment_counts(const naast_amend_spec *spec, const struct amendment *amendment);
/* Writes it, without a word. crev: the number that it takes, where it counts. */
int amendment_write(naast_store *store, naast_id deal, int32_t n, const naast_amend_spec *spec,
                    struct amendment *amendment, int64_t crev);
void amendment_free(naast_store *store, struct amendment *amendment);

/* Checks, and ends the life of an item. */
int item_settle(naast_store *store, const struct deal_work *work, int32_t n, const naast_settle_spec *spec,
                struct faults *faults);

/* How much of a deal somebody has seen who gives their word: up to which content count; and the journal entry on the
 * page that they had before them, 0: none. */
struct sight {
    int64_t seen, page;
};

/* What somebody's word on a live item has seen; `seen` as in naast_confirm_spec. */
int word_sees(naast_store *store, const struct deal_work *work, int32_t item, naast_party by, const char *seen,
              struct sight *out);

static inline int party_is_named(naast_party party) { return party.side != NAAST_SIDE_NONE || party.person != 0; }

/* Adds a word. */
int word_add(naast_store *store, naast_id deal, int32_t item, naast_party by, struct sight saw, naast_date day,
             const char *how);

/* The items of a deal whose facts were read in this snapshot, as naast_item_list gives them. *out: naast_free. */
int items_read(naast_store *store, const struct facts *facts, naast_items **out);

#endif
