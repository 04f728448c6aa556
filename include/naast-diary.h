/* naast-diary.h: tasks (what is to do) and activities (what happened). Include <naast.h>. */
#ifndef NAAST_DIARY_H
#define NAAST_DIARY_H

#include "naast-people.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct naast_task_spec {
    uint32_t size;
    const char *text;
    naast_id deal; /* what it belongs to: any of these three, or none */
    naast_id person;
    naast_id org;
    naast_date due;
    const char *owner; /* NULL: the actor */
} naast_task_spec;
#define NAAST_TASK_SPEC_INIT NAAST_SPEC_INIT(naast_task_spec)

typedef struct naast_task {
    naast_id id; /* T5 */
    const char *text;
    naast_id deal;
    naast_id person;
    naast_id org;
    naast_date due;
    const char *owner;
    naast_date done; /* 0: to do */
} naast_task;

typedef struct naast_tasks {
    const naast_task *items;
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
} naast_tasks;

/* Returns OK, INVALID (no text, where it is a note or the text is not NULL), NOT_FOUND (deal, person, org), BUSY, IO,
 * NO_MEMORY. Since 0.1. */
NAAST_API int naast_task_add(naast_store *store, const naast_task_spec *spec, naast_id *out);
/* on: 0 for today. Returns OK, INVALID (on is no date), NOT_FOUND, CONFLICT (done already), BUSY, IO, NO_MEMORY. Since
 * 0.1. */
NAAST_API int naast_task_done(naast_store *store, naast_id task, naast_date on);
/*
 * By due date, the undated last. root, id: those of a deal, of an organisation and its people, or of a person; id 0:
 * all. done: also those done. *out: free with naast_free. Returns OK, INVALID (page; no such root), BUSY, IO,
 * NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_task_list(naast_store *store, naast_root root, naast_id id, int done, const naast_page *page,
                              naast_tasks **out);

typedef struct naast_activity_spec {
    uint32_t size;
    const char *kind; /* "call", "mail", "meeting", "note", ...: any code; NULL: "note" */
    const char *text; /* NULL: nothing was noted, which a note cannot do */
    const char *with; /* who took part, as text */
    const char *how;
    naast_id deal; /* what it belongs to: any of these three, or none */
    naast_id person;
    naast_id org;
    naast_date on; /* 0: today */
} naast_activity_spec;
#define NAAST_ACTIVITY_SPEC_INIT NAAST_SPEC_INIT(naast_activity_spec)

typedef struct naast_activity {
    naast_id id; /* A5 */
    const char *kind;
    const char *text;
    const char *with;
    const char *how;
    naast_id deal;
    naast_id person;
    naast_id org;
    naast_date on;
} naast_activity;

typedef struct naast_activities {
    const naast_activity *items;
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
} naast_activities;

/* Returns OK, INVALID (no text), NOT_FOUND (deal, person, org), BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_activity_add(naast_store *store, const naast_activity_spec *spec, naast_id *out);
/* Newest first. root, id: whose, as for naast_task_list. *out: free with naast_free. Returns OK, INVALID (page; no such
 * root), BUSY, IO, NO_MEMORY. Since 0.1. */
NAAST_API int naast_activity_list(naast_store *store, naast_root root, naast_id id, const naast_page *page,
                                  naast_activities **out);

#ifdef __cplusplus
}
#endif
#endif
