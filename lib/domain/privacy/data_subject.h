/* data_subject.h: whom a dossier or an erasure is about: people, and the rows that are theirs or refer to them. */
#ifndef DOMAIN_PRIVACY_DATA_SUBJECT_H
#define DOMAIN_PRIVACY_DATA_SUBJECT_H

#include "naast.h"

#include "domain/common/references.h"

struct subject_row {
    struct thing thing;
    uint64_t by; /* the columns that refer to them, a bit for each; bit 0: it is their own row */
};

struct subject {
    naast_store *store;
    naast_id *people; /* who was asked for, and who was merged into them */
    size_t people_count, people_capacity;
    size_t asked; /* of those, the first ones: into whom the others went */
    struct subject_row *rows;
    size_t count, capacity; /* by table and number, each once; also rows that were taken back */
};

/* Inside a read or write. Whoever was merged into another counts as that one. Whatever follows, held_subject_free. */
int held_subject_read(naast_store *store, const naast_id *people, size_t count, struct subject *out);
void held_subject_free(struct subject *subject);

/* What an erasure takes of a row: its personal columns that are about whom it refers to. */
uint64_t subject_columns(const struct subject_row *row);

#endif
