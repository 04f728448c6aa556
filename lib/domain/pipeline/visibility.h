/* visibility.h: what may be on the page that a customer reads. */
#ifndef DOMAIN_PIPELINE_VISIBILITY_H
#define DOMAIN_PIPELINE_VISIBILITY_H

#include "naast.h"

/* Who may read items of a kind, by what its pipeline says of it. */
enum page_class {
    PAGE_NEVER,   /* ours alone */
    PAGE_SPEAKER, /* whoever said it: who decides, how it goes */
    PAGE_EVERYBODY
};

/*
 * The first that fits: kinds that say something of a person, and a customer's answer of which each side has its own (a
 * pulse), go to whoever said it; kinds with a code that everybody knows (naast's own words: visibility.c lists them),
 * those that a customer's word is asked on or that such a word covers, promises and conditions go to everybody; what
 * else only a customer can give goes to whoever said it; anything else to nobody.
 */
enum page_class page_class_of(const naast_pipeline *pipeline, const naast_kind *kind);

/* The section of a kind that is for everybody. */
int page_section_of(const naast_kind *kind);
/* The codes of a section in their order on the page, up to NULL. */
naast_codes page_codes_of(int section);

/* An item as far as it matters who may read it. */
struct page_item {
    const naast_kind *kind; /* NULL: one that the pipeline no longer has */
    naast_party from, worded;
    int in_confidence;
};
/* Whether it may be on a page for this reader (0: everybody). Of the item alone: what is about an item in confidence
 * is left to the caller. */
int page_may_hold(const naast_pipeline *pipeline, const struct page_item *item, int64_t reader);

#endif
