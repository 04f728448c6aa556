/* facts.h: everything the gates need to know of one deal, read in one snapshot; plain data, so that evaluation is pure.
 */
#ifndef DOMAIN_EVIDENCE_FACTS_H
#define DOMAIN_EVIDENCE_FACTS_H

#include "naast.h"

#include <stdint.h>

struct row;

/* Somebody, and who they were when it was written, where a merge has made somebody else of them since; else 0. */
struct fact_person {
    int64_t now, then;
};

/* Whether what `speaker` said counts as said by `other`. A merge makes one of two from then on, not backwards: what was
 * said before it counts for who said it then. */
static inline int person_is(struct fact_person speaker, struct fact_person other)
{
    if (speaker.then == 0)
        return speaker.now != 0 && speaker.now == other.now;
    return speaker.then == (other.then != 0 ? other.then : other.now);
}

/* A side's word on an item. */
struct fact_word {
    naast_side side;
    int64_t person;
    int64_t seen;
    naast_date day;
    int64_t then; /* who the person was; see fact_person */
};

struct fact_item {
    int32_t n;
    const naast_kind *kind; /* NULL: the deal's pipeline no longer knows it */
    const char *kind_code;
    const char *value; /* "" for none, as all texts */
    const char *state;
    naast_party from, worded;
    int32_t about;
    int64_t person;
    int64_t said_then, worded_then, person_then; /* who the people of from, worded and person were; see fact_person */
    int64_t crev;
    naast_date day;
    int none, retracted;
    int respelled; /* since what crev numbers */
    const struct fact_word *words;
    size_t word_count;
};

static inline struct fact_person word_giver(const struct fact_word *word)
{
    return (struct fact_person){word->person, word->then};
}

static inline struct fact_person item_concerned(const struct fact_item *item)
{
    return (struct fact_person){item->person, item->person_then};
}

/* An item that was undone is as if it had never been, but for a word that was given while it was there: from the count
 * that it took when it was recorded up to the one that its undoing took. */
struct fact_undone {
    const naast_kind *kind; /* NULL: a kind that the pipeline no longer has */
    const char *kind_code;
    naast_party from, worded;
    int32_t about;
    int in_confidence;
    int64_t recorded, crev;
};

struct fact_waiver {
    const char *check;
    naast_date until;
    int withdrawn; /* it withdraws the one before */
};

/* A waiver whose last day came before the day on which it was given withdraws the one before it. */
int waiver_is_withdrawal(naast_date until, naast_time at);

struct facts {
    int64_t deal, rev;
    const naast_pipeline *pipeline; /* borrowed from the handle's cache */
    int stage;                      /* index */
    uint64_t unproven;              /* a bit for each stage whose gate it is past, and has not passed as it is now */
    const char *outcome;
    naast_date today;
    int64_t contact, org;
    naast_money amount;
    int64_t crev;
    const struct fact_item *items; /* by number; retracted ones too: they count for what is covered */
    size_t item_count;
    const struct fact_undone *undone;
    size_t undone_count;
    const struct fact_waiver *waivers;
    size_t waiver_count;
    const int64_t *gone; /* people who were erased: facts_find_gone */
    size_t gone_count;
};

/* Reads the facts of a deal, inside a read or a write. *out: naast_free. Two range queries on packed keys besides the
 * deal row and the waivers. */
int facts_read(naast_store *store, naast_id deal, struct facts **out);
/* The same, of a deal whose row was read in this snapshot. */
int facts_of_row(naast_store *store, naast_id deal, const struct row *row, struct facts **out);

/* The same deal in a stage of another definition, with its items of the kinds that they are there. *out: naast_free; it
 * borrows from `facts`. */
int facts_under(naast_store *store, const struct facts *facts, const naast_pipeline *definition, int stage,
                struct facts **out);

/*
 * Who of the people in these facts was erased, for whoever is to say whose word can be had; a contact who was is none.
 * What it needs is in `memory`, a result. Inside a read or a write.
 */
int facts_find_gone(naast_store *store, void *memory, struct facts *facts);
int person_is_gone(const struct facts *facts, int64_t person);

/* Whether a word on the item speaks for another of that kind and side: its kind covers it. A kind of which only the
 * newest counts covers itself. The kind of the item is known. */
int item_covers(const struct fact_item *item, const char *kind_code, naast_side side);

/* The highest content count among the item and what its kind covers, retracted ones included: what a word must have
 * seen to be fresh. */
int64_t item_covered_crev(const struct facts *facts, const struct fact_item *item);

/* Whether the item's kind covers what was undone, and it was there when so much was seen. */
int item_lost(const struct fact_item *item, const struct fact_undone *undone, int64_t seen);
/* The same of anything that was undone. */
int item_lost_covered(const struct facts *facts, const struct fact_item *item, int64_t seen);

/* A word is fresh when neither the item nor anything its kind covers changed after what was seen. */
int word_is_fresh(const struct facts *facts, const struct fact_item *item, const struct fact_word *word);

#endif
