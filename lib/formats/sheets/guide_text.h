/* guide_text.h: how a guide calls people, kinds and items. Texts are in the arena of the guide. */
#ifndef FORMATS_SHEETS_GUIDE_TEXT_H
#define FORMATS_SHEETS_GUIDE_TEXT_H

#include "naast.h"
#include "formats/sheets/guide.h"

/* A name as it can be on a sheet and be read back as that person, else the person's number. */
const char *guide_person(struct guide *guide, naast_id person, const char *name);

/* Who speaks: "us", the first name, or "Eve of Northsea" of another organisation than the customer. */
const char *guide_speaker(struct guide *guide, naast_party party, const char *name, const char *org);

/* A first name, safe to show. */
const char *guide_first_name(struct guide *guide, const char *name);

/* "D1"; "D1.7". */
const char *guide_deal_id(struct guide *guide);
const char *guide_item_id(struct guide *guide, const naast_item *item);

/* A kind, a value and a state in words. */
const char *guide_kind(struct guide *guide, const char *code);
const char *guide_value(struct guide *guide, const char *code);
const char *guide_state(struct guide *guide, const char *code);

/* What an item is, without its text: "who decides and signs: decides, Karim". */
const char *guide_item_name(struct guide *guide, const naast_item *item);

/* A safe text in so many columns, with … (or ...) where something was cut. */
const char *guide_cut(struct guide *guide, const char *text, int columns);

/* D1.6 "staff also follow old versions" (Sanne, 7 Nov). */
const char *guide_item(struct guide *guide, const naast_item *item);

/* Why an agreed item has to be looked at again: "D1.4, agreed with Sanne on 4 Nov; D1.6 came on 7 Nov". */
const char *guide_stale_item(struct guide *guide, const naast_item *item);

#endif
