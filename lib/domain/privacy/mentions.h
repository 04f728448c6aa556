/* mentions.h: texts that name somebody, wherever they are: in rows, and in what the journal says they were. */
#ifndef DOMAIN_PRIVACY_MENTIONS_H
#define DOMAIN_PRIVACY_MENTIONS_H

#include "naast.h"

struct subject;

/* What people are found by; folded. */
struct name {
    char *text;
    const char *by; /* "name", "email", "part" */
};

struct names {
    naast_store *store;
    struct name *name;
    size_t count, capacity;
};

/* Of the people of a subject, as they are now. Whatever follows, names_free. */
int names_of(const struct subject *subject, struct names *out);
void names_free(struct names *names);

/* Whether a text says a whole name or an address: 1, 0 or a status. */
int names_stand_in(const struct names *names, const char *text);

/*
 * The texts of the journal that say one, but those of rows that are the subject's to erase. A part of a name counts
 * where the subject has rows: in their deals and organisations. Into `memory`, a result.
 */
int mentions_find(const struct names *names, const struct subject *subject, void *memory, const naast_mention **out,
                  size_t *count);

#endif
