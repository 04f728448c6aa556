/* input.h: the fields that organisations, people and the diary have in common: names, notes, dates. */
#ifndef DOMAIN_COMMON_INPUT_H
#define DOMAIN_COMMON_INPUT_H

#include "naast.h"

#include "base/env/env.h"
#include "engine/schema/table.h"

struct query;

enum { NAME_BYTES = 300, NOTE_BYTES = 65536, EMAIL_BYTES = 254 };

/* Whether a spec comes from a caller who filled in its size. */
#define SPEC_HAS_SIZE(spec) ((spec) != NULL && (spec)->size >= sizeof *(spec))

/* text_clean, with the field named in the handle's language. */
int field_clean(naast_store *store, enum message field, const char *text, size_t max_bytes, int rules, char **out);
/* A name that must be there, and its folded form. */
int name_clean(naast_store *store, const char *text, char **name, char **folded);
/* An e-mail address ("" clears it), and its folded form; NULL stays NULL. */
int email_clean(naast_store *store, const char *text, char **email, char **folded);
/* 0 is no date; else it must be one. */
int day_check(naast_store *store, naast_date day);

/* What a row belongs to must be there; 0 is nothing. */
int links_check(naast_store *store, naast_id deal, naast_id person, naast_id org);

/* They are there, and were not erased: then they are called by their number, and can be asked nothing. */
int speaker_check(naast_store *store, naast_id person);

/* No other deal has this number; NULL and "" are free. */
int external_id_check(naast_store *store, naast_id deal, const char *external_id);

/* SQL for what was noted for an organisation or its people, or for a person: also before they were merged. `id` is the
 * parameter. */
#define NOTED_FOR_ORG(t, id)                                                                                           \
    "(" t ".org IN (SELECT id FROM naast_org WHERE id = " id " OR merged = " id ") "                                   \
    "OR " t ".person IN (SELECT id FROM naast_person WHERE org = " id ") OR " t ".person IN "                          \
    "(SELECT g.id FROM naast_person g JOIN naast_person k ON k.id = g.merged WHERE k.org = " id ")) AND "
#define NOTED_FOR_PERSON(t, id) t ".person IN (SELECT id FROM naast_person WHERE id = " id " OR merged = " id ") AND "
void uuid_column(struct query *query, int column, char out[37]);

/* Sets a column of a row to be updated. */
static inline void column_set(struct rec_value now[], uint64_t *mask, int column, struct rec_value value)
{
    now[column] = value;
    *mask |= (uint64_t)1 << column;
}

#endif
