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

/* Takes the next content count of the deal, and writes it. */
int deal_next_crev(naast_store *store, struct deal_work *work, int64_t *crev);

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
int item_says_something(naast_store *store, const naast_kind *kind, const char *kind_code,
                        const struct rec_value row[]);

/* FAIL with {0} `first`, {1} the codes separated by commas, {2} `third` and {3} `fourth` (NULL: none). */
int fail_with_codes(naast_store *store, enum message message, const char *first, naast_codes codes, const char *third,
                    const char *fourth);

/* Adds a word. */
int word_add(naast_store *store, naast_id deal, int32_t item, naast_party by, int64_t seen, naast_date day,
             const char *how);

/* The items of a deal whose facts were read in this snapshot, as naast_item_list gives them. *out: naast_free. */
int items_read(naast_store *store, const struct facts *facts, naast_items **out);

#endif
