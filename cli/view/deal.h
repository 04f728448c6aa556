/* deal.h: how deals, people, kinds and items are named on screens and in the commands that we print. */
#ifndef CLI_VIEW_DEAL_H
#define CLI_VIEW_DEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "naast.h"

struct cli;

/* A deal with what is needed to name it. Release with subject_free; half-filled ones too. */
struct subject {
    naast_deal *deal;
    naast_pipeline *pipeline; /* the revision that the deal keeps */
};

int subject_read(struct cli *cli, naast_id deal, struct subject *out);

/* The same, without reporting what goes wrong. */
int subject_find(struct cli *cli, naast_id deal, struct subject *out);
void subject_free(struct subject *subject);

/* Days that the deal is in its stage, the first counted as 1. */
int subject_day(struct cli *cli, const struct subject *subject);
int subject_stage(const struct subject *subject, const char *code); /* index; -1: none */
const char *stage_words(struct cli *cli, const struct subject *subject, const char *code);
const char *kind_words(struct cli *cli, const struct subject *subject, const char *code);
bool codes_include(naast_codes codes, const char *code);

/* "Sanne", of "Sanne de Wit". Kept by cli. */
const char *first_name(struct cli *cli, const char *name);

/* The first name, with an organisation that is not the deal's: "Eve of Northsea"; org "": none. Kept by cli. */
const char *person_words(struct cli *cli, const char *name, const char *org);

/* Their organisation, where it is another than the deal's; "" else. It is the person's. */
const char *other_org(const naast_deal *deal, const naast_person *person);

/* By whom: "us" ("ons"), or the person as above. */
const char *party_words(struct cli *cli, naast_party party, const char *name, const char *org);

/* Who speaks: "us" ("wij"), or the person as above. */
const char *speaker_words(struct cli *cli, naast_party party, const char *name, const char *org);

/* The same with ".." for "…" where plain signs are wanted. Kept by cli. */
const char *dotted(struct cli *cli, const char *text);

/* "one, two": an empty part adds nothing. Kept by cli. */
const char *listed(struct cli *cli, const char *list, const char *part);

/* Safe words as the beginning of a line: "Let go". Kept by cli. */
const char *capital(struct cli *cli, const char *text);

/* What an item is, without its text: "who decides and signs: decides, Karim". Kept by cli. */
const char *item_words(struct cli *cli, const struct subject *subject, const naast_item *item);

/* A party's last word on an item; false for one that it repeated later. */
bool is_last_word(const naast_item *item, size_t index);

/* How far it is: "open", "kept late", "let go by Sanne"; "" where its kind has no life. Kept by cli. */
const char *item_state_words(struct cli *cli, const naast_item *item);

/* What to type for a person, so that it is understood in this deal: the first name where that is enough, else "P7". */
const char *typed_person(struct cli *cli, naast_id deal, naast_id person, const char *name);

/* The same for one whose name is still to be looked up; not for people, or where it cannot be read: "P7". Kept by cli.
 */
const char *typed_person_of(struct cli *cli, naast_id deal, naast_id person, bool for_people);

/* The item with that number; NULL: none, or no items. */
const naast_item *item_by_number(const naast_items *items, int32_t n);

/*
 * What was done is done: somebody may have undone, erased or merged it before it was read to report it. So that it
 * could not be read (status) is said, and is no failure.
 */
void read_back(struct cli *cli, int status);

/* In the line that says what was done with an item, where reading (status) did not give it: it is gone, or nobody
 * knows. */
const char *unread_words(struct cli *cli, int status);

#endif
