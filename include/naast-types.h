/** @file naast-types.h The words that every naast header uses: statuses, ids, dates, money, sides. Include <naast.h>.
 */
#ifndef NAAST_TYPES_H
#define NAAST_TYPES_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NAAST_VERSION_MAJOR 0
#define NAAST_VERSION_MINOR 2
#define NAAST_VERSION_PATCH 0

/** What a tool that reads these headers may define as nothing. */
#ifndef NAAST_API
#if defined(__GNUC__)
#define NAAST_API __attribute__((visibility("default")))
#else
#define NAAST_API
#endif
#endif

/** An initialiser that leaves every field but `size` zero. Zero is the default of every field of every spec. */
#ifdef __cplusplus
#define NAAST_SPEC_INIT(type)                                                                                          \
    ([]() {                                                                                                            \
        type s_ = type();                                                                                              \
        s_.size = sizeof(type);                                                                                        \
        return s_;                                                                                                     \
    }())
#else
#define NAAST_SPEC_INIT(type)                                                                                          \
    {                                                                                                                  \
        .size = sizeof(type)                                                                                           \
    }
#endif

#ifndef __cplusplus
/**
 * A spec that is written where it is passed, for C: NAAST_SPEC(naast_evaluate_spec, .to = "match"). It is a pointer,
 * and lasts as long as the block that it is in. @since 0.2
 */
#define NAAST_SPEC(type, ...) (&(type){.size = sizeof(type), __VA_ARGS__})
#endif

/**
 * The item at place i of a list or an array of a result. A later version of the library may give longer items than the
 * program was built with, so their size comes with them: `NAAST_AT(naast_deal, deals->items, deals->item_size, i)`.
 */
#define NAAST_AT(type, items, item_size, i) ((const type *)((const char *)(items) + (size_t)(item_size) * (i)))

/**
 * What a call returns: 0, or one of these negative statuses. A status names what a caller can act on; the sentence that
 * goes with it is naast_store_message(), its stable code naast_store_code().
 */
typedef enum naast_status {
    NAAST_OK = 0,
    NAAST_FAILURE = -1,     /**< none of the others: a bug, or an engine that misbehaves */
    NAAST_INVALID = -2,     /**< an argument is wrong, or the handle is not one for this; nothing was changed */
    NAAST_NOT_YET = -3,     /**< a gate is not open */
    NAAST_NOT_FOUND = -4,   /**< no such deal, person, item, stage, ... */
    NAAST_AMBIGUOUS = -5,   /**< what was typed fits several; the message lists them */
    NAAST_CONFLICT = -6,    /**< the deal, or the handle, is not in the state that the call expects */
    NAAST_BUSY = -7,        /**< another writer kept the store past the deadline; try again */
    NAAST_BAD_DATA = -8,    /**< data from outside (a file, a definition, a page's footer) is wrong */
    NAAST_VETO = -9,        /**< reserved for hooks; no call returns it in this version */
    NAAST_UNVERIFIED = -10, /**< the store is not what its journal says */
    NAAST_NO_MEMORY = -11,
    NAAST_IO = -12,      /**< the disk, the file system or the random source failed */
    NAAST_FOREIGN = -13, /**< the file is not a naast store; not a byte of it was changed */
    NAAST_NEWER = -14,   /**< a later version of naast wrote this store; not a byte of it was changed */
    NAAST_OLDER = -15,   /**< the store needs naast_store_migrate() first */
    NAAST_STOPPED = -16  /**< a callback of the caller's asked to stop */
} naast_status;

/** A root's number: deal 42 is D42 to people. Numbers start at 1 and are never used twice. 0: none. */
typedef int64_t naast_id;

/** Microseconds since 1970-01-01T00:00:00Z. 0: none. */
typedef int64_t naast_time;

/** The bytes of "SEQ:HASH" with its NUL, and some to spare: the number of an entry of the journal, and its hash. */
enum { NAAST_HEAD_SIZE = 90 };

/** The bytes, with the NUL, of a date, a moment, an amount and an id as naast_..._format writes them. */
enum { NAAST_DATE_SIZE = 11, NAAST_TIME_SIZE = 24, NAAST_MONEY_SIZE = 32, NAAST_ID_SIZE = 24 };

/** The bytes of a UUID as text, with its NUL; and of a name that naast_name makes. */
enum { NAAST_UUID_SIZE = 37, NAAST_NAME_SIZE = 64 };

/**
 * Called from time to time during long work, in the caller's thread, with how much is done and the total, both in a
 * unit of its own. Return non-zero to stop: the call then returns STOPPED.
 */
typedef int naast_progress(void *context, int64_t done, int64_t total);

/** A calendar date as the number YYYYMMDD: 20261123. 0: none. */
typedef int32_t naast_date;

/** Days from one to another, both included; 0: no bound on that side. */
typedef struct naast_days {
    naast_date from;
    naast_date to;
} naast_days;

/** Which part of a list a call gives. */
typedef struct naast_page {
    uint32_t size;
    uint32_t limit; /**< at most this many items; 0: 100 */
    /** `next` of the page before, or the id of its last item ("42", "D42"); NULL, "": from the first */
    const char *after;
} naast_page;
#define NAAST_PAGE_INIT NAAST_SPEC_INIT(naast_page)

/** An amount in minor units (cents, for EUR) and its ISO 4217 code; an empty code: no amount. */
typedef struct naast_money {
    int64_t minor;
    char currency[4];
} naast_money;

typedef enum naast_language { NAAST_LANGUAGE_ENGLISH = 0, NAAST_LANGUAGE_DUTCH = 1 } naast_language;

/** One word or sentence in each language. nl may be NULL: then en serves. */
typedef struct naast_label {
    const char *en;
    const char *nl;
} naast_label;

typedef enum naast_side { NAAST_SIDE_NONE = 0, NAAST_SIDE_US = 1, NAAST_SIDE_CUSTOMER = 2 } naast_side;

/** Who said something: us, or a person of the customer. {0, 0}: nobody was named. */
typedef struct naast_party {
    naast_side side;
    naast_id person; /**< 0 when side is NAAST_SIDE_US */
} naast_party;

/** What can be found by what a person types. */
typedef enum naast_root {
    NAAST_ROOT_DEAL = 1,
    NAAST_ROOT_ORG = 2,
    NAAST_ROOT_PERSON = 3,
    NAAST_ROOT_PIPELINE = 4,
    NAAST_ROOT_STORE = 5
} naast_root;

/**
 * What an edit takes off a record: bits of the field `clear` of its spec, where zero in the field itself means that it
 * stays. Each spec names the bits it takes; another bit, or a field that is both given and cleared, is INVALID. A text
 * is cleared with "" as well. @since 0.2
 */
typedef enum naast_clear {
    NAAST_CLEAR_ORG = 1 << 0,
    NAAST_CLEAR_CONTACT = 1 << 1,
    NAAST_CLEAR_PERSON = 1 << 2,
    NAAST_CLEAR_DEAL = 1 << 3,
    NAAST_CLEAR_OWNER = 1 << 4,
    NAAST_CLEAR_AMOUNT = 1 << 5,
    NAAST_CLEAR_EXPECTED = 1 << 6,
    NAAST_CLEAR_DUE = 1 << 7,
    NAAST_CLEAR_FOLLOWS = 1 << 8,
    NAAST_CLEAR_ABOUT = 1 << 9,
    NAAST_CLEAR_FROM = 1 << 10,
    NAAST_CLEAR_FILE = 1 << 11,
    NAAST_CLEAR_WITH = 1 << 12
} naast_clear;

/** In an edit: leave a flag as it is, set it, clear it. */
typedef enum naast_flag { NAAST_FLAG_KEEP = 0, NAAST_FLAG_SET = 1, NAAST_FLAG_CLEAR = 2 } naast_flag;

/**
 * Releases anything that a naast call handed out through an output parameter documented as "free with naast_free". A
 * result is one object: everything its pointers reach goes with it. NULL is allowed. A result outlives the store it
 * came from.
 * @param result what a call gave; NULL is allowed
 * @since 0.1
 */
NAAST_API void naast_free(void *result);

/** The version of the library that runs: major * 1000000 + minor * 1000 + patch. @since 0.1 */
NAAST_API int naast_version(void);

/** The stable English code of a status ("not_yet"), or "unknown". Never NULL, never freed. @since 0.1 */
NAAST_API const char *naast_status_code(int status);

/** What a date that people type is read by. @since 0.2 */
typedef struct naast_date_parse_spec {
    uint32_t size;
    naast_date today; /**< 0: words and dates that need it are not read */
} naast_date_parse_spec;
#define NAAST_DATE_PARSE_SPEC_INIT NAAST_SPEC_INIT(naast_date_parse_spec)

/**
 * Reads what people type for a date: 2026-11-23, 23nov, 23 nov 2026, today, tomorrow, yesterday, a weekday (English or
 * Dutch; the coming one). A date without a year is the one nearest to today.
 * @param text what was typed
 * @param spec NULL: dates alone that need no today
 * @param out the date
 * @retval NAAST_INVALID it is not a date; `text` or `out` is NULL; the spec is not valid. *out is untouched
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_date_parse(const char *text, const naast_date_parse_spec *spec, naast_date *out);

/** The date `days` after (negative: before) `date`; 0 when date is none or the result leaves years 1 to 9999. @since
 * 0.1
 */
NAAST_API naast_date naast_date_add(naast_date date, int32_t days);

/** Whole days from `from` to `to`; 0 when either is no date. @since 0.1 */
NAAST_API int32_t naast_days_between(naast_date from, naast_date to);

/** The UTC calendar date of a moment; 0 when time is 0. @since 0.1 */
NAAST_API naast_date naast_date_of(naast_time time);

/** What an amount that people type is read by. @since 0.2 */
typedef struct naast_money_parse_spec {
    uint32_t size;
    const char *currency; /**< required: an ISO 4217 code in capitals; it decides how many decimals there are */
} naast_money_parse_spec;
#define NAAST_MONEY_PARSE_SPEC_INIT NAAST_SPEC_INIT(naast_money_parse_spec)

/**
 * Reads an amount: 25000, 25000.00, 25000,00. Grouping is refused, since 25.000 means two things.
 * @param text what was typed
 * @param spec its currency
 * @param out the amount, in minor units
 * @retval NAAST_INVALID not an amount, too many decimals, out of range, an unknown currency; `text`, `spec` or `out` is
 *         NULL; the spec is not valid. *out is untouched
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_money_parse(const char *text, const naast_money_parse_spec *spec, naast_money *out);

/** A date as "2026-11-23", which naast_date_parse reads; "" for no date. @return out, or "" where that is NULL @since
 * 0.2
 */
NAAST_API const char *naast_date_format(naast_date date, char out[NAAST_DATE_SIZE]);

/** A moment as "2026-11-23T12:00:00Z"; "" for 0 and outside years 1 to 9999. @return out, or "" where that is NULL
 * @since 0.2 */
NAAST_API const char *naast_time_format(naast_time time, char out[NAAST_TIME_SIZE]);

/**
 * An amount as "25000.00", with the decimals of its currency, which naast_money_parse reads with that currency (but for
 * what is below zero); "" for no amount, an unknown currency, or NULL.
 * @return out, or "" where that is NULL
 * @since 0.2
 */
NAAST_API const char *naast_money_format(const naast_money *money, char out[NAAST_MONEY_SIZE]);

/** An id as people see it: "D42", "O3", "P7"; "" for none, and for other roots. @return out, or "" where that is NULL
 * @since 0.2 */
NAAST_API const char *naast_id_format(naast_root root, naast_id id, char out[NAAST_ID_SIZE]);

/**
 * Reads an id with its letter: "D42", "d42". Whether there is such a deal is not asked.
 * @param text what was typed
 * @param root what it is an id of
 * @param id its number
 * @retval NAAST_INVALID it is not one of a deal, an organisation or a person, or an argument is NULL; nothing is
 * written
 * @since 0.2
 */
NAAST_API int naast_id_parse(const char *text, naast_root *root, naast_id *id);

/**
 * How many decimals an ISO 4217 currency has: EUR 2, JPY 0, KWD 3.
 * @param currency its code in capitals
 * @param out the number of decimals
 * @retval NAAST_INVALID the code is unknown, or an argument is NULL; *out is untouched
 * @since 0.1, with an output since 0.2
 */
NAAST_API int naast_currency_decimals(const char *currency, int32_t *out);

#ifdef __cplusplus
}
#endif
#endif
