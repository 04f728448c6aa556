/* naast-conversation.h: a whole conversation, recorded as one operation and one moment. Include <naast.h>. */
#ifndef NAAST_CONVERSATION_H
#define NAAST_CONVERSATION_H

#include "naast-evidence.h"

#ifdef __cplusplus
extern "C" {
#endif

struct naast_evaluation; /* naast-gate.h */

/** Somebody who took part, by id, or by what a person types. @since 0.2 */
typedef struct naast_participant {
    naast_id person;
    const char *name; /**< in place of `person`: a name, an address or an id; NULL: `person` */
} naast_participant;

/** Somebody's word on the items of an entry. @since 0.2 */
typedef struct naast_conversation_word {
    naast_party by;
    const char *name; /**< in place of `by`: a person of the customer, by what a person types; NULL: `by` */
    const char *seen; /**< "SEQ:HASH" of a page: they saw that page and nothing else; NULL: they give it here */
} naast_conversation_word;

/**
 * What was said about one item: a new one, or one that is there. Names are what a person types; each of them is in
 * place of the id in a spec. The specs need no `on` and no `how` of their own.
 * @since 0.2
 */
typedef struct naast_conversation_entry {
    int32_t item;  /**< the number of an item that is there; 0: a new one */
    int32_t about; /**< of a new item: the place, from 1, of the earlier entry that it is about; 0: record->about */
    naast_date on; /**< the day it was said; 0: as the conversation */
    const naast_item_spec *record;        /**< a new item; NULL with `item` */
    const naast_amend_spec *amend;        /**< what changes in `item`; once in a conversation; NULL: nothing */
    const naast_settle_spec *settle;      /**< how the item ended; NULL: it did not */
    const char *from;                     /**< in record or amend; NULL: as the spec says */
    const char *person;                   /**< in record or amend: whom it is about; NULL: as the spec says */
    const char *agreed;                   /**< in amend; NULL: as the spec says */
    const char *by;                       /**< in settle; NULL: as the spec says */
    const naast_conversation_word *words; /**< who backs the item, beside whoever said it */
    size_t word_count;
    const char *how; /**< how we heard it; NULL: as the conversation */
} naast_conversation_entry;

/** A conversation. @since 0.2 */
typedef struct naast_conversation_spec {
    uint32_t size;
    naast_date on;                 /**< 0: today */
    const naast_participant *with; /**< of the customer */
    size_t with_count;             /**< 0: everybody who speaks in it took part */
    const char *how;               /**< "call"; at most 300 bytes */
    const char *note;              /**< at most 64 KiB */
    const naast_conversation_entry *entries;
    size_t entry_count;
    const char *advance; /**< a later stage to move to afterwards; "": the next; NULL: none */
    int64_t expect_rev;
    uint32_t with_size; /**< as the INIT macro sets it, like the next two */
    uint32_t entry_size;
    uint32_t word_size;
    int add_people; /**< 1: whoever `with` or `person` names and nobody is called is added, in the deal's organisation
                     */
    int items_only; /**< 1: no activity is made of it, and the operation is named "record", not "talk" */
    int dry_run;    /**< 1: find out what is wrong and what would come of it, and change nothing */
} naast_conversation_spec;
#ifdef __cplusplus
#define NAAST_CONVERSATION_SPEC_INIT                                                                                   \
    ([]() {                                                                                                            \
        naast_conversation_spec s_ = naast_conversation_spec();                                                        \
        s_.size = sizeof s_;                                                                                           \
        s_.with_size = sizeof(naast_participant);                                                                      \
        s_.entry_size = sizeof(naast_conversation_entry);                                                              \
        s_.word_size = sizeof(naast_conversation_word);                                                                \
        return s_;                                                                                                     \
    }())
#else
#define NAAST_CONVERSATION_SPEC_INIT                                                                                   \
    {                                                                                                                  \
        .size = sizeof(naast_conversation_spec), .with_size = sizeof(naast_participant),                               \
        .entry_size = sizeof(naast_conversation_entry), .word_size = sizeof(naast_conversation_word),                  \
    }
#endif

/** Where in a conversation something is wrong. @since 0.2 */
typedef enum naast_conversation_field {
    NAAST_IN_WHOLE = 0, /**< the entry (or the conversation) as a whole */
    NAAST_IN_KIND,
    NAAST_IN_ITEM,
    NAAST_IN_VALUE,
    NAAST_IN_TEXT,
    NAAST_IN_FROM,
    NAAST_IN_ABOUT,
    NAAST_IN_PERSON,
    NAAST_IN_DUE,
    NAAST_IN_AMOUNT,
    NAAST_IN_URL,
    NAAST_IN_FILE,
    NAAST_IN_HOW,
    NAAST_IN_ON,
    NAAST_IN_AGREED,
    NAAST_IN_BECAUSE,
    NAAST_IN_STATE,
    NAAST_IN_BY,
    NAAST_IN_WORDS, /**< the word at `place` */
    NAAST_IN_WITH,  /**< the participant at `place` */
    NAAST_IN_NOTE,
    NAAST_IN_ADVANCE
} naast_conversation_field;

/** One thing that is wrong. @since 0.2 */
typedef struct naast_conversation_fault {
    int32_t entry; /**< its index; -1: the conversation itself */
    int32_t place; /**< in `words` or `with`, from 0 */
    naast_conversation_field field;
    int status;       /**< what the call returns where this is the first fault */
    const char *code; /**< as naast_store_code gives it */
    const char *text; /**< as naast_store_message gives it */
    const char *name; /**< the name that is wrong; "" */
} naast_conversation_fault;

/** What became of one entry. @since 0.2 */
typedef struct naast_conversation_item {
    int32_t entry; /**< its index */
    int32_t n;     /**< the item's number within the deal */
    const char *kind;
    naast_party from; /**< who said it, or worded the amendment; {0,0}: neither new nor amended */
    int is_new;
    int amended;
} naast_conversation_item;

/** Whom a name was taken for. @since 0.2 */
typedef struct naast_conversation_name {
    const char *typed;
    naast_id person;
    const char *name; /**< the whole name */
    naast_fit fit;
    int is_new;           /**< 1: added here */
    naast_id passed_over; /**< as in naast_resolved */
    const char *passed_name;
} naast_conversation_name;

typedef struct naast_conversation_result {
    const naast_conversation_item *items; /**< one for each entry, in their order */
    size_t item_count;
    const naast_conversation_name *names; /**< each name once, in the order in which they were looked up */
    size_t name_count;
    const naast_conversation_fault *faults; /**< by entry */
    size_t fault_count;
    uint32_t item_size;
    uint32_t name_size;
    uint32_t fault_size;
    naast_id activity; /**< the conversation itself; 0: none was made */
    const struct naast_evaluation
        *evaluation; /**< with `advance`: what the gates said; `moved` says whether it moved */
} naast_conversation_result;

/**
 * Records a conversation about a deal as one operation, or nothing of it. All content (new items, amendments) is taken
 * in first, in the order of the entries; then the words are given. Our word, and that of whoever took part, has seen
 * all of it, so that the order of the entries makes no word stale; the word of anybody else has seen what was there
 * before, and the item that it is on. The note becomes an activity of the kind "talk". The deal is moved at the end.
 *
 * What only a customer can give and nobody is named for comes from the deal's contact if they took part, else from the
 * first who did, else from the contact. By a name alone, only somebody who took part, or has a part in the deal, can
 * speak in it.
 *
 * Everything that is wrong is found at once and given as data. A gate that is not open keeps the deal where it is, and
 * is no fault: the conversation is recorded.
 * @param deal its number
 * @param spec begun with NAAST_CONVERSATION_SPEC_INIT; what was said, and by whom. Used during the call only
 * @param out free with naast_free; may be NULL. Given with NAAST_OK, and with any other status that comes from a fault:
 *        then `faults` says what is wrong, and nothing was changed
 * @retval NAAST_INVALID nothing to record; or the first fault: as for naast_item_record, naast_item_amend,
 *         naast_item_confirm and naast_item_settle; an entry that is neither of a new item nor of one that is there, or
 *         of both; an item amended twice; `about` is no earlier entry
 * @retval NAAST_NOT_FOUND no such deal; or the first fault: no such person, item or stage
 * @retval NAAST_AMBIGUOUS the first fault: a name fits several, or somebody who has no part in this deal
 * @retval NAAST_BAD_DATA the first fault: `seen` is not a head of this store's journal
 * @retval NAAST_CONFLICT the deal is not at expect_rev, or ended without being won and there is a new item; or the
 *         first fault: an item was retracted or is settled already, somebody in it was erased (party_erased), or the
 *         deal cannot move to that stage
 * @since 0.2
 */
NAAST_API int naast_conversation_record(naast_store *store, naast_id deal, const naast_conversation_spec *spec,
                                        naast_conversation_result **out);

#ifdef __cplusplus
}
#endif
#endif
