/* naast-people.h: organisations and people. Include <naast.h>. */
#ifndef NAAST_PEOPLE_H
#define NAAST_PEOPLE_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/* In an edit NULL leaves a text as it is and "" clears it (a name cannot be cleared). Texts are copied. */
typedef struct naast_org_spec {
    uint32_t size;
    const char *name; /* at most 300 bytes */
    const char *note; /* at most 64 KiB */
} naast_org_spec;
#define NAAST_ORG_SPEC_INIT NAAST_SPEC_INIT(naast_org_spec)

typedef struct naast_org {
    naast_id id;
    char uuid[NAAST_UUID_SIZE];
    const char *name;
    const char *note; /* "" when there is none, as every text of a result */
    int64_t open_deals;
    int64_t deals;
} naast_org;

typedef struct naast_person_spec {
    uint32_t size;
    const char *name;
    const char *email;
    const char *note;
    naast_id org;          /* 0: none, or leave as it is */
    naast_flag no_contact; /* asked not to be contacted */
} naast_person_spec;
#define NAAST_PERSON_SPEC_INIT NAAST_SPEC_INIT(naast_person_spec)

typedef struct naast_person {
    naast_id id;
    char uuid[NAAST_UUID_SIZE];
    const char *name;
    const char *email;
    const char *note;
    naast_id org;
    const char *org_name;
    int no_contact;
} naast_person;

typedef struct naast_orgs {
    const naast_org *items;
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
} naast_orgs;

typedef struct naast_people {
    const naast_person *items;
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
} naast_people;

/* Adds an organisation. Two may share a name. Returns OK, INVALID (name missing, not text, too long), BUSY, IO,
 * NO_MEMORY. Since 0.1. */
NAAST_API int naast_org_add(naast_store *store, const naast_org_spec *spec, naast_id *out);
/* Changes what the spec gives. Returns OK, INVALID, NOT_FOUND, BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_org_edit(naast_store *store, naast_id org, const naast_org_spec *spec);
/* *out: free with naast_free. Returns OK, NOT_FOUND, BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_org_get(naast_store *store, naast_id org, naast_org **out);
/*
 * text: words that all must stand in its name or note, without case and accents, the beginning of a word will do, at
 * most eight; NULL: all of them. page: NULL for the first. *out: free with naast_free. Returns OK, INVALID (page; no
 * word in text, or too many), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_org_list(naast_store *store, const char *text, const naast_page *page, naast_orgs **out);

/* Adds a person. Returns OK, INVALID (name missing, not text, too long, not an e-mail address), NOT_FOUND (org), BUSY,
 * IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_person_add(naast_store *store, const naast_person_spec *spec, naast_id *out);
/* Changes what the spec gives. Returns OK, INVALID, NOT_FOUND (person or org), BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_person_edit(naast_store *store, naast_id person, const naast_person_spec *spec);
/* *out: free with naast_free. Returns OK, NOT_FOUND, BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_person_get(naast_store *store, naast_id person, naast_person **out);
/*
 * org: 0 for everybody. text: words that all must stand in name, address or note, or in those of the organisation, as
 * for naast_org_list. page: NULL for the first. *out: free with naast_free. Returns OK, INVALID, BUSY, IO, NO_MEMORY.
 * Since 0.1.
 */
NAAST_API int naast_person_list(naast_store *store, naast_id org, const char *text, const naast_page *page,
                                naast_people **out);

/* What a merge changed, or would. */
typedef struct naast_merged {
    int64_t deals;   /* references in deals, */
    int64_t items;   /* evidence, */
    int64_t words;   /* words on it, */
    int64_t people;  /* and people: those of an organisation */
    int orgs_differ; /* two people of different organisations */
} naast_merged;

/*
 * Two organisations (NAAST_ORG) or people (NAAST_PERSON) are one: `from` is from now on `into`. All that refers to the
 * one refers to the other, so evidence and words keep whose they are; the history tells of it in each deal. What `into`
 * lacks (an address, an organisation) it takes over, notes are put together, and who asked not to be contacted still
 * did. naast_resolve finds `into` under the id of `from`. dry_run: only counts. *out (may be NULL): free with
 * naast_free. Returns OK, INVALID (neither, twice the same one, notes too long), NOT_FOUND (one is not there, or merged
 * already), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_merge(naast_store *store, naast_root root, naast_id from, naast_id into, int dry_run,
                          naast_merged **out);

/* Two that are probably one. */
typedef struct naast_duplicate {
    naast_root root; /* NAAST_ORG or NAAST_PERSON */
    naast_id from;   /* the newer one */
    const char *from_name;
    naast_id into;
    const char *into_name;
    const char *why; /* "name": alike but for case, accents, punctuation, a legal form or a title; "email" */
} naast_duplicate;

typedef struct naast_duplicates {
    const naast_duplicate *items;
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
} naast_duplicates;

/*
 * Candidates for naast_merge: organisations, then people with one address, then people with one name who are not known
 * to be at different organisations. limit: at most so many; 0: 100. *out: free with naast_free. Returns OK, BUSY, IO,
 * NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_duplicate_list(naast_store *store, uint32_t limit, naast_duplicates **out);

#ifdef __cplusplus
}
#endif
#endif
