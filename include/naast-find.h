/* naast-find.h: one search over everything in the store. Include it beside <naast.h>. */
#ifndef NAAST_FIND_H
#define NAAST_FIND_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What to look for. @since 0.2 */
typedef struct naast_find_spec {
    uint32_t size;
    const char *text; /**< one to eight words, at most 1,000 bytes; case and accents do not matter, the beginning of a
                           word is enough */
} naast_find_spec;
#define NAAST_FIND_SPEC_INIT NAAST_SPEC_INIT(naast_find_spec)

/** A deal, an item of one, an organisation or a person. Texts that do not apply are "". */
typedef struct naast_hit {
    naast_root root; /**< NAAST_ROOT_DEAL, NAAST_ROOT_ORG or NAAST_ROOT_PERSON */
    int32_t item;    /**< an item of the deal; 0: the deal itself */
    naast_id id;
    const char *name;      /**< of the organisation or person; the deal's title */
    const char *kind;      /**< of the item */
    const char *kind_name; /**< that in the handle's language */
    const char *text;      /**< an excerpt around the first word that is not in the name; of an item always */
} naast_hit;

/** A page of hits, the best first. */
typedef struct naast_hits {
    const naast_hit *items;
    size_t count;
    uint32_t item_size;
    int more;         /**< there are others after the last */
    const char *next; /**< what a page takes as `after` for those; "" where there are none */
    int unseen;       /**< of deals, items, organisations or people more than were looked at have the words: older ones
                           are on no page. @since 0.2 */
} naast_hits;

/**
 * Finds words in titles, names, addresses, notes, sources, external ids and evidence that was not taken back. One of
 * the texts of a record must have all the words. Records whose name or address has them all come first, then the
 * others; among those the one that changed last comes first. Of deals, items, organisations and people the newest
 * thousand each are looked at, or as many as the page holds, if that is more.
 * @param spec the words
 * @param page which part; NULL: the first hundred. `after` is only what `next` gave
 * @param out free with naast_free
 * @retval NAAST_INVALID the text has no word, too many, is too long or not UTF-8; `after` is no cursor of this list
 * @since 0.2
 */
NAAST_API int naast_find(naast_store *store, const naast_find_spec *spec, const naast_page *page, naast_hits **out);

#ifdef __cplusplus
}
#endif
#endif
