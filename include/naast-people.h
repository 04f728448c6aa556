/* naast-people.h: organisations and people. Include <naast.h>. */
#ifndef NAAST_PEOPLE_H
#define NAAST_PEOPLE_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** An organisation to add, or what to change in one. In an edit NULL leaves a text as it is and "" clears it. */
typedef struct naast_org_spec {
    uint32_t size;
    const char *name; /**< one line of at most 300 bytes; needed to add one, and cannot be cleared */
    const char *note; /**< at most 64 KiB */
} naast_org_spec;
#define NAAST_ORG_SPEC_INIT NAAST_SPEC_INIT(naast_org_spec)

/** An organisation. A text that was not given is "". */
typedef struct naast_org {
    naast_id id;
    char uuid[NAAST_UUID_SIZE];
    const char *name;
    const char *note;
    int64_t open_deals; /**< deals of this organisation without an outcome */
    int64_t deals;      /**< all deals of this organisation */
} naast_org;

/** A page of organisations, by id. */
typedef struct naast_orgs {
    const naast_org *items;
    size_t count;
    uint32_t item_size;
    int more;         /**< there are others after the last */
    const char *next; /**< what a page takes as `after` for those; "" where there are none */
} naast_orgs;

/** Which organisations a list gives: those for which all that is set holds. */
typedef struct naast_org_filter {
    uint32_t size;
    const char *text; /**< at most eight words, all of which the name or the note has: case and accents do not matter,
                           the beginning of a word is enough; NULL: all organisations */
} naast_org_filter;
#define NAAST_ORG_FILTER_INIT NAAST_SPEC_INIT(naast_org_filter)

/** A person to add, or what to change in one. In an edit NULL leaves a text as it is and "" clears it. */
typedef struct naast_person_spec {
    uint32_t size;
    const char *name;      /**< one line of at most 300 bytes; needed to add one, and cannot be cleared */
    const char *email;     /**< at most 254 bytes, with one @ and no space */
    const char *note;      /**< at most 64 KiB */
    naast_id org;          /**< where they work; 0: nowhere, and in an edit: as it is */
    naast_flag no_contact; /**< they asked not to be contacted */
    uint32_t clear;        /**< in an edit: NAAST_CLEAR_ORG takes the organisation away. @since 0.2 */
} naast_person_spec;
#define NAAST_PERSON_SPEC_INIT NAAST_SPEC_INIT(naast_person_spec)

/** A person. A text that was not given is "". */
typedef struct naast_person {
    naast_id id;
    char uuid[NAAST_UUID_SIZE];
    const char *name;
    const char *email;
    const char *note;
    naast_id org; /**< 0: none */
    const char *org_name;
    int no_contact; /**< they asked not to be contacted */
} naast_person;

/** A page of people, by id. */
typedef struct naast_people {
    const naast_person *items;
    size_t count;
    uint32_t item_size;
    int more;         /**< there are others after the last */
    const char *next; /**< what a page takes as `after` for those; "" where there are none */
} naast_people;

/** Which people a list gives: those for whom all that is set holds. */
typedef struct naast_person_filter {
    uint32_t size;
    const char *text; /**< words as in naast_org_filter, which the name, address or note has, or the organisation's */
    naast_id org;     /**< who work there; 0: everybody */
} naast_person_filter;
#define NAAST_PERSON_FILTER_INIT NAAST_SPEC_INIT(naast_person_filter)

/**
 * Adds an organisation. Two may have the same name.
 * @param spec what it is; texts are copied
 * @param out its id
 * @retval NAAST_INVALID the name is missing, or a text is too long or not UTF-8
 * @since 0.1
 */
NAAST_API int naast_org_add(naast_store *store, const naast_org_spec *spec, naast_id *out);

/**
 * Changes what the spec gives.
 * @param org its id
 * @param spec what changes; texts are copied
 * @retval NAAST_INVALID the name is empty, or a text is too long or not UTF-8
 * @retval NAAST_NOT_FOUND there is no such organisation
 * @since 0.1
 */
NAAST_API int naast_org_edit(naast_store *store, naast_id org, const naast_org_spec *spec);

/**
 * Reads one organisation.
 * @param org its id
 * @param out free with naast_free
 * @retval NAAST_NOT_FOUND there is no such organisation
 * @since 0.1
 */
NAAST_API int naast_org_get(naast_store *store, naast_id org, naast_org **out);

/**
 * Lists organisations by id.
 * @param filter which; NULL: all
 * @param page which part; NULL: the first hundred
 * @param out free with naast_free
 * @retval NAAST_INVALID `after` is no cursor; the text has no word, or too many
 * @since 0.2
 */
NAAST_API int naast_org_list(naast_store *store, const naast_org_filter *filter, const naast_page *page,
                             naast_orgs **out);

/**
 * Adds a person. Two may have the same name.
 * @param spec who it is; texts are copied; `clear` is zero
 * @param out their id
 * @retval NAAST_INVALID the name is missing, a text is too long or not UTF-8, the address is not one, `no_contact` has
 *         another value than those of naast_flag, `clear` is set
 * @retval NAAST_NOT_FOUND there is no such organisation
 * @since 0.1
 */
NAAST_API int naast_person_add(naast_store *store, const naast_person_spec *spec, naast_id *out);

/**
 * Changes what the spec gives, and takes away what it clears.
 * @param person their id
 * @param spec what changes; texts are copied
 * @retval NAAST_INVALID as for naast_person_add; `clear` has an unknown bit, or the organisation is both given and
 *         cleared
 * @retval NAAST_NOT_FOUND there is no such person or organisation
 * @since 0.1
 */
NAAST_API int naast_person_edit(naast_store *store, naast_id person, const naast_person_spec *spec);

/**
 * Reads one person.
 * @param person their id
 * @param out free with naast_free
 * @retval NAAST_NOT_FOUND there is no such person
 * @since 0.1
 */
NAAST_API int naast_person_get(naast_store *store, naast_id person, naast_person **out);

/**
 * Lists people by id.
 * @param filter which; NULL: all
 * @param page which part; NULL: the first hundred
 * @param out free with naast_free
 * @retval NAAST_INVALID `after` is no cursor; the text has no word, or too many
 * @since 0.2
 */
NAAST_API int naast_person_list(naast_store *store, const naast_person_filter *filter, const naast_page *page,
                                naast_people **out);

/** Somebody who uses the store, or owns deals or tasks in it: a name, as naast_options.actor gives one. @since 0.2 */
typedef struct naast_actor {
    const char *name;
    int64_t open_deals; /**< deals without an outcome that they own */
    int64_t open_tasks; /**< tasks to do that they own */
} naast_actor;

/** A page of actors, by name. @since 0.2 */
typedef struct naast_actors {
    const naast_actor *items;
    size_t count;
    uint32_t item_size;
    int more;         /**< there are others after the last */
    const char *next; /**< what a page takes as `after` for those; "" where there are none */
} naast_actors;

/**
 * Lists everybody who ever changed something in the store, or owns a deal or a task. These are the names that filters
 * take as `owner` and `actor`.
 * @param page which part; NULL: the first hundred. `after` is only what `next` gave, since an actor has no id
 * @param out free with naast_free
 * @retval NAAST_INVALID `after` is no cursor of this list
 * @since 0.2
 */
NAAST_API int naast_actor_list(naast_store *store, const naast_page *page, naast_actors **out);

/** Two records of one organisation or person, which become one. @since 0.2 */
typedef struct naast_merge_spec {
    uint32_t size;
    naast_root root; /**< NAAST_ROOT_ORG or NAAST_ROOT_PERSON */
    int dry_run;     /**< count what would change, and change nothing */
    naast_id from;   /**< the one that goes */
    naast_id into;   /**< the one that stays */
} naast_merge_spec;
#define NAAST_MERGE_SPEC_INIT NAAST_SPEC_INIT(naast_merge_spec)

/** What a merge changed, or would change. */
typedef struct naast_merged {
    int64_t deals;   /**< references in deals */
    int64_t items;   /**< references in items of evidence */
    int64_t words;   /**< confirmations and objections by this person */
    int64_t people;  /**< people of the organisation */
    int orgs_differ; /**< the two people belong to different organisations */
} naast_merged;

/**
 * Merges `from` into `into`: every reference to `from` becomes one to `into`, in evidence and confirmations too, and
 * the history of each deal shows it. What `into` lacks (an address, an organisation) it takes over; the notes are put
 * together; it is marked no_contact if either was. From then on naast_resolve finds `into` under the id of `from`.
 * @param spec which two
 * @param out may be NULL; free with naast_free
 * @retval NAAST_INVALID `root` is neither of the two, `from` and `into` are the same, or the notes together are too
 *         long
 * @retval NAAST_NOT_FOUND one of the two does not exist, or was merged before
 * @since 0.2
 */
NAAST_API int naast_merge(naast_store *store, const naast_merge_spec *spec, naast_merged **out);

/** Two records that are probably of one organisation or person. */
typedef struct naast_duplicate {
    naast_root root; /**< NAAST_ROOT_ORG or NAAST_ROOT_PERSON */
    naast_id from;   /**< the newer one */
    const char *from_name;
    naast_id into; /**< the older one */
    const char *into_name;
    const char *why; /**< "email": the same address; "name": the same name, apart from case, accents, punctuation, a
                          legal form or a title */
} naast_duplicate;

/** A page of pairs. */
typedef struct naast_duplicates {
    const naast_duplicate *items;
    size_t count;
    uint32_t item_size;
    int more;         /**< there are others after the last */
    const char *next; /**< what a page takes as `after` for those; "" where there are none */
} naast_duplicates;

/** Which duplicates a list gives. @since 0.2 */
typedef struct naast_duplicate_filter {
    uint32_t size;
    naast_root root; /**< NAAST_ROOT_ORG or NAAST_ROOT_PERSON; 0: both */
} naast_duplicate_filter;
#define NAAST_DUPLICATE_FILTER_INIT NAAST_SPEC_INIT(naast_duplicate_filter)

/**
 * Lists candidates for naast_merge: organisations by name, then people with the same address, then people with the same
 * name who are not known to belong to different organisations.
 * @param filter which; NULL: all
 * @param page which part; NULL: the first hundred. `after` is only what `next` gave, since a pair has no id
 * @param out free with naast_free
 * @retval NAAST_INVALID `after` is no cursor of this list; `root` is neither of the two
 * @since 0.2
 */
NAAST_API int naast_duplicate_list(naast_store *store, const naast_duplicate_filter *filter, const naast_page *page,
                                   naast_duplicates **out);

#ifdef __cplusplus
}
#endif
#endif
