/* naast-find.h: one search over all that was written down. Include <naast.h>. */
#ifndef NAAST_FIND_H
#define NAAST_FIND_H

#include "naast-store.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A deal, an item of one, an organisation or a person. Texts that do not apply are "". */
typedef struct naast_hit {
    naast_root root; /* NAAST_DEAL, NAAST_ORG or NAAST_PERSON */
    naast_id id;
    int32_t item;     /* of the deal; 0: the deal itself */
    const char *name; /* of the organisation or person; the deal's title */
    const char *kind; /* of the item */
    const char *kind_name;
    const char *text; /* a piece around the first word that the name lacks; of an item always */
} naast_hit;

typedef struct naast_hits {
    const naast_hit *items;
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
} naast_hits;

/*
 * Finds words in titles, names, addresses, notes, sources, numbers elsewhere and evidence (what was retracted aside).
 * One text must have all of them; without case and accents; the beginning of a word will do; at most eight. First those
 * whose name (or address) says it all, then the others, each what changed last before what changed earlier. Of each of
 * the four, the newest thousand (or limit) are looked at. limit: 0 for 100. *out: free with naast_free. Returns OK,
 * INVALID (no word, too many, not text), BAD_DATA, BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_find(naast_store *store, const char *text, uint32_t limit, naast_hits **out);

#ifdef __cplusplus
}
#endif
#endif
