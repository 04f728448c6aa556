/* conversation.h: a conversation while it is recorded, shared by the steps of that. */
#ifndef DOMAIN_CONVERSATION_CONVERSATION_H
#define DOMAIN_CONVERSATION_CONVERSATION_H

#include "naast.h"

#include "domain/evidence/item_write.h"

struct buffer;

/* An entry: what the caller gave, as far as it was read, and what became of it. */
struct said {
    naast_conversation_entry own;
    naast_item_spec record; /* where own.record is given; the same for the next two */
    naast_amend_spec amend;
    naast_settle_spec settle;
    naast_conversation_word *words;
    size_t wrong; /* how much of it */
    struct new_item item;
    struct amendment *amendment;
    const naast_kind *kind; /* of its item; NULL: wrong, or one that the pipeline no longer has */
    const char *kind_code;
    int32_t n;    /* the item's number; 0: it could not be recorded, or is not there */
    int64_t crev; /* the content count that its change takes; 0: it changes nothing */
};

/* A name, and whom it was taken for. */
struct named {
    naast_conversation_name name;
    int may_speak; /* in this deal: it is known that they have a part in it */
};

struct conversation {
    struct faults faults; /* first: the checks of evidence know only that */
    naast_store *store;
    const naast_conversation_spec *spec;
    naast_conversation_result *result;
    void *scratch; /* a result that goes with the call */
    struct deal_work work;
    naast_date on;   /* the conversation's, where it is right; the same of how */
    const char *how;
    struct said *entries;
    naast_id *with;   /* who took part; 0: that could not be found out */
    naast_id speaker; /* from whom it comes where only a customer can give it; 0: the contact */
    struct named *named;
    size_t named_count, named_capacity;
    naast_conversation_fault *found;
    size_t found_count, found_capacity;
    int32_t at_entry, at_place; /* what is being looked at; -1: the conversation itself */
    const char *at_name;
    int64_t before, after; /* the deal's content counter */
};

/* What is looked at from here on; an entry, or -1. */
void look_at(struct conversation *talk, int32_t entry);
/* Notes a failure where one thing at a time can be wrong; 0, or a status that no spec can help. */
int note_at(struct conversation *talk, naast_conversation_field field, int32_t place, const char *name, int status);
/* A note of what is wrong goes into the result, one for each field; what is not the caller's fault is returned. */
int faults_take(struct faults *faults, naast_conversation_field field, int status);
/* By entry, into the result; the status of the first, with its message on the handle. */
int faults_give(struct conversation *talk);

/* Who took part; their names, separated by commas. */
int people_meet(struct conversation *talk, struct buffer *names);
/* Every name in the entries: first those that may be of somebody new, so that the order does not matter. */
int people_find(struct conversation *talk);
/* Whether the party's word is given here. */
int took_part(const struct conversation *talk, naast_party party);
int people_give(struct conversation *talk);

/* The caller's entries, taken over. */
int content_read(struct conversation *talk);
/* Items and amendments, in the order of the entries; then how items ended. */
int content_write(struct conversation *talk);
void content_free(struct conversation *talk);

/* The words of everybody, which are given once all content is there. */
int words_write(struct conversation *talk);

#endif
