/* naast-diary.h: tasks (what is to do) and activities (what happened). Include <naast.h>. */
#ifndef NAAST_DIARY_H
#define NAAST_DIARY_H

#include "naast-people.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A task to add, or what to change in one: its text, due date and owner. In an edit NULL and 0 leave a field as it is.
 */
typedef struct naast_task_spec {
    uint32_t size;
    const char *text; /**< at most 64 KiB; needed to add one, and cannot be cleared */
    naast_id deal;    /**< what it belongs to: any of these three, or none; not in an edit */
    naast_id person;
    naast_id org;
    naast_date due;    /**< 0: no day */
    uint32_t clear;    /**< in an edit: NAAST_CLEAR_DUE takes the due date away. @since 0.2 */
    const char *owner; /**< NULL: the actor; in an edit NULL leaves it, and "" makes the actor the owner */
} naast_task_spec;
#define NAAST_TASK_SPEC_INIT NAAST_SPEC_INIT(naast_task_spec)

/** A task. Its text is "" where it was erased. */
typedef struct naast_task {
    naast_id id; /**< 5: T5 to people */
    const char *text;
    naast_id deal; /**< 0: none, as of the next two */
    naast_id person;
    naast_id org;
    naast_date due; /**< 0: no day */
    const char *owner;
    naast_date done; /**< the day on which it was done; 0: to do */
} naast_task;

/** A page of tasks, by due date, those without one last. */
typedef struct naast_tasks {
    const naast_task *items;
    size_t count;
    uint32_t item_size;
    int more;         /**< there are others after the last */
    const char *next; /**< what a page takes as `after` for those; "" where there are none */
} naast_tasks;

/** Which tasks a list gives: those for which all that is set holds. */
typedef struct naast_task_filter {
    uint32_t size;
    int done;        /**< also those that are done */
    naast_id deal;   /**< of this deal; 0: of any, or of none */
    naast_id org;    /**< of this organisation or one of its people */
    naast_id person; /**< of this person */
} naast_task_filter;
#define NAAST_TASK_FILTER_INIT NAAST_SPEC_INIT(naast_task_filter)

/**
 * Adds a task.
 * @param spec what is to do; texts are copied; `clear` is zero
 * @param out its id
 * @retval NAAST_INVALID the text is missing, a text is too long or not UTF-8, `due` is not a date, `clear` is set
 * @retval NAAST_NOT_FOUND there is no such deal, person or organisation
 * @since 0.1
 */
NAAST_API int naast_task_add(naast_store *store, const naast_task_spec *spec, naast_id *out);

/**
 * Changes what the spec gives, and takes away what it clears. A task that is done can be changed too.
 * @param task its id
 * @param spec what changes; texts are copied
 * @retval NAAST_INVALID the text is empty, a text is too long or not UTF-8, `due` is not a date, or both given and
 *         cleared; `clear` has an unknown bit; a deal, a person or an organisation is given
 * @retval NAAST_NOT_FOUND there is no such task
 * @since 0.2
 */
NAAST_API int naast_task_edit(naast_store *store, naast_id task, const naast_task_spec *spec);

/** How a task was done. @since 0.2 */
typedef struct naast_task_done_spec {
    uint32_t size;
    naast_date on; /**< the day; 0: today */
} naast_task_done_spec;
#define NAAST_TASK_DONE_SPEC_INIT NAAST_SPEC_INIT(naast_task_done_spec)

/**
 * Marks a task as done.
 * @param store the store
 * @param task its id
 * @param spec NULL: done today
 * @retval NAAST_INVALID `on` is not a date
 * @retval NAAST_NOT_FOUND there is no such task
 * @retval NAAST_CONFLICT it is done already
 * @since 0.1, with a spec since 0.2
 */
NAAST_API int naast_task_done(naast_store *store, naast_id task, const naast_task_done_spec *spec);

/**
 * Reads one task.
 * @param task its id
 * @param out free with naast_free
 * @retval NAAST_NOT_FOUND there is no such task
 * @since 0.2
 */
NAAST_API int naast_task_get(naast_store *store, naast_id task, naast_task **out);

/**
 * Lists tasks by due date, then by id; those without a due date come last.
 * @param filter which; NULL: all that are to do
 * @param page which part; NULL: the first hundred
 * @param out free with naast_free
 * @retval NAAST_INVALID `after` is no cursor
 * @retval NAAST_NOT_FOUND `after` is an id, and there is no such task
 * @since 0.2
 */
NAAST_API int naast_task_list(naast_store *store, const naast_task_filter *filter, const naast_page *page,
                              naast_tasks **out);

/** An activity to add. */
typedef struct naast_activity_spec {
    uint32_t size;
    naast_date on;    /**< the day; 0: today */
    const char *kind; /**< "call", "mail", "meeting", "note", ...: any code; NULL: "note" */
    const char *text; /**< at most 64 KiB; NULL: nothing was noted, which is INVALID for a note */
    const char *with; /**< who took part, as text of at most 300 bytes */
    const char *how;  /**< how it went, at most 300 bytes */
    naast_id deal;    /**< what it belongs to: any of these three, or none */
    naast_id person;
    naast_id org;
} naast_activity_spec;
#define NAAST_ACTIVITY_SPEC_INIT NAAST_SPEC_INIT(naast_activity_spec)

/** An activity. A text that was not given, or was erased, is "". */
typedef struct naast_activity {
    naast_id id; /**< 5: A5 to people */
    const char *kind;
    const char *text;
    const char *with;
    const char *how;
    naast_id deal; /**< 0: none, as of the next two */
    naast_id person;
    naast_id org;
    naast_date on;
} naast_activity;

/** A page of activities, the newest first. */
typedef struct naast_activities {
    const naast_activity *items;
    size_t count;
    uint32_t item_size;
    int more;         /**< there are others after the last */
    const char *next; /**< what a page takes as `after` for those; "" where there are none */
} naast_activities;

/** Which activities a list gives: those for which all that is set holds. */
typedef struct naast_activity_filter {
    uint32_t size;
    naast_id deal;   /**< of this deal; 0: of any, or of none */
    naast_id org;    /**< of this organisation or one of its people */
    naast_id person; /**< of this person */
} naast_activity_filter;
#define NAAST_ACTIVITY_FILTER_INIT NAAST_SPEC_INIT(naast_activity_filter)

/**
 * Adds an activity.
 * @param spec what happened; texts are copied
 * @param out its id
 * @retval NAAST_INVALID a note without a text, a text that is too long or not UTF-8, a kind that is not a code, a day
 *         that is not a date
 * @retval NAAST_NOT_FOUND there is no such deal, person or organisation
 * @since 0.1
 */
NAAST_API int naast_activity_add(naast_store *store, const naast_activity_spec *spec, naast_id *out);

/**
 * Reads one activity.
 * @param activity its id
 * @param out free with naast_free
 * @retval NAAST_NOT_FOUND there is no such activity
 * @since 0.2
 */
NAAST_API int naast_activity_get(naast_store *store, naast_id activity, naast_activity **out);

/**
 * Lists activities by day, the newest first.
 * @param filter which; NULL: all
 * @param page which part; NULL: the first hundred
 * @param out free with naast_free
 * @retval NAAST_INVALID `after` is no cursor
 * @retval NAAST_NOT_FOUND `after` is an id, and there is no such activity
 * @since 0.2
 */
NAAST_API int naast_activity_list(naast_store *store, const naast_activity_filter *filter, const naast_page *page,
                                  naast_activities **out);

#ifdef __cplusplus
}
#endif
#endif
