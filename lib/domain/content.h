/* content.h: shared by what changes evidence (record, amend, retract, confirm, settle). */
#ifndef DOMAIN_CONTENT_H
#define DOMAIN_CONTENT_H

#include "domain/pipeline.h"
#include "domain/rows.h"

/* A deal being written to: its row and its pipeline. Release with deal_work_free. */
struct deal_work {
    naast_id id;
    struct row row;
    const naast_pipeline *pipeline;
};

/* Reads the deal; NAAST_CONFLICT when it ended without being won and `open` asks for a deal that has not. Inside a write. */
int deal_work_begin(naast_store *store, naast_id deal, int open, struct deal_work *out);
void deal_work_free(naast_store *store, struct deal_work *work);

/* Takes the next content count of the deal, and writes it. */
int deal_next_crev(naast_store *store, struct deal_work *work, int64_t *crev);

/* Who speaks: fills in the default for a kind (the contact, where only a customer can give it; else us) and checks that the person exists. */
int party_resolve(naast_store *store, const struct deal_work *work, const naast_kind *kind, naast_party given, naast_party *out);

/* Adds a word. */
int word_add(naast_store *store, naast_id deal, int32_t item, naast_party by, int64_t seen, naast_date day, const char *how);

#endif
