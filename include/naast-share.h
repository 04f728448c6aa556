/* naast-share.h: the page of a deal that its customer reads. Include it beside <naast.h>. */
#ifndef NAAST_SHARE_H
#define NAAST_SHARE_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The sections of the page. What is on it is decided here alone, by a list of what may be shown, which follows from
 * what the pipeline says of a kind. A program that writes everything in a naast_share discloses nothing else: notes,
 * waivers, forecasts, verdicts, activities, tasks, files and other deals are not in it.
 */
typedef enum naast_share_section {
    NAAST_SECTION_PURPOSE = 0, /**< why we come */
    NAAST_SECTION_NEEDS,       /**< needs, and the questions under them, in their words */
    NAAST_SECTION_SUMMARY,
    NAAST_SECTION_OFFER, /**< what we offer, and what is better left to others */
    NAAST_SECTION_MATCH,
    NAAST_SECTION_FRAME,      /**< price, costs, timeline, place, result, people involved, reporting */
    NAAST_SECTION_MILESTONES, /**< by date, those without one last */
    NAAST_SECTION_WINS,       /**< what each side gains */
    NAAST_SECTION_WHOLE,      /**< the whole picture */
    NAAST_SECTION_RISKS,      /**< risks that we named, each with its source */
    NAAST_SECTION_CONDITIONS, /**< what they need from us as a supplier */
    NAAST_SECTION_PROMISES,   /**< of both sides; also those of ours that came late or were broken */
    NAAST_SECTION_DECISION,   /**< the yes, the signature, and how it went on */
    NAAST_SECTION_FURTHER,    /**< what else concerns them, in pipelines with kinds of their own */
    NAAST_SECTION_TO_YOU      /**< told by the reader in confidence: appears on the reader's page only */
} naast_share_section;
enum { NAAST_SHARE_SECTIONS = NAAST_SECTION_TO_YOU + 1 };

/** Whether the customer agreed to a line. */
typedef enum naast_share_word {
    NAAST_SHARE_WORD_NONE = 0, /**< nobody of the customer has */
    NAAST_SHARE_WORD_CHANGED,  /**< somebody has, before it changed */
    NAAST_SHARE_WORD_AGREED
} naast_share_word;

/** One line of the page. Texts that do not apply are "", numbers and dates 0. */
typedef struct naast_share_line {
    naast_share_section section;
    int32_t n; /**< the item's number in the deal; 0 with `unspoken` */
    const char *kind;
    const char *name; /**< of the kind, in the handle's language */
    const char *value;
    const char *text;  /**< of an item that is "none": the reason */
    const char *about; /**< of TO_YOU: the person it is about */
    naast_side side;   /**< who said it; with `unspoken` the side that has not, or 0 for neither */
    const char *by;    /**< the name of who said it; "" for us */
    int by_reader;     /**< the reader said it */
    int beneath;       /**< it belongs under the nearest line above that does not: a why under its need */
    int unspoken;      /**< nothing was said about this kind yet, which is all that the line says */
    int none;          /**< it was asked, and there is none */
    int in_confidence; /**< the reader told it in confidence: it is on nobody else's page */
    naast_money amount;
    naast_date due;
    naast_date on;     /**< the day it was said, or last phrased */
    const char *url;   /**< of a source */
    const char *state; /**< "given", "open", or how it ended: "kept", "broken", "released", "met" */
    naast_date settled_on;
    int late;         /**< kept after its due date, or open and past it */
    int32_t reagreed; /**< how often its due date was moved in time, by agreement */
    int wants_word;   /**< they are asked to agree to it */
    int sums_up;      /**< agreeing to it is agreeing to the lines that it sums up */
    naast_share_word word;
    const char *word_by; /**< who agreed last; the reader rather than others */
    int word_by_reader;
    naast_date word_on;
    naast_side promised_by;  /**< of a promise, or another kind that is settled: who has to do it, or had to */
    naast_side open_at;      /**< who has to act next; 0: nobody */
    int respelled;           /**< its spelling was changed since it was said or last changed. @since 0.2 */
    const char *by_org;      /**< the organisation of `by`, where it is another than the customer. @since 0.2 */
    const char *word_by_org; /**< the same of `word_by`. @since 0.2 */
} naast_share_line;

/** The page. */
typedef struct naast_share {
    const naast_share_line *items; /**< by section */
    size_t count;
    uint32_t item_size;
    int more;         /**< 0: the list is whole */
    const char *next; /**< "" */
    const char *title;
    const char *org;            /**< the customer's name */
    const char *reader;         /**< the name of the reader; "" for everybody */
    char head[NAAST_HEAD_SIZE]; /**< "SEQ:HASH" of the journal when it was read: what naast_item_confirm takes as
                                     `seen` */
    naast_date today;
    const char *outcome;              /**< "" while the deal is open */
    naast_date ended;                 /**< the day of the outcome; 0: open */
    const char *because;              /**< of a deal that was declined or had no match: why; else "" */
    const char *refer;                /**< of such a deal: who may be able to help; else "" */
    uint32_t sections;                /**< a bit (1 << section) for each section of this page, also one without lines */
    const naast_share_line *upcoming; /**< the line with the first agreed day ahead; NULL: there is none */
    int32_t held_back;                /**< items told in confidence that are therefore not on this page */
} naast_share;

/** For whom the page is. */
typedef struct naast_share_spec {
    uint32_t size;
    naast_id reader; /**< the person who will read it; 0: everybody of the customer */
} naast_share_spec;
#define NAAST_SHARE_SPEC_INIT NAAST_SPEC_INIT(naast_share_spec)

/**
 * Reads the page of a deal, with the head of the journal, in one snapshot.
 * @param deal its number
 * @param spec NULL: a page for everybody
 * @param out free with naast_free
 * @retval NAAST_NOT_FOUND there is no such deal or reader
 * @retval NAAST_INVALID the reader has no part in this deal: is not its contact, not of its organisation, and nothing
 * in it was said by or about them
 * @since 0.1
 */
NAAST_API int naast_share_read(naast_store *store, naast_id deal, const naast_share_spec *spec, naast_share **out);

#ifdef __cplusplus
}
#endif
#endif
