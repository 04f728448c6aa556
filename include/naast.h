/**
 * @file naast.h Sales deals that move through stages, each guarded by a qualification gate.
 *
 * The order of things: naast_store_new makes a handle, naast_store_create or naast_store_open gives it a store; deals,
 * people and evidence go in; naast_gate_evaluate says what is still open, naast_deal_advance moves a deal when nothing
 * is. Every call returns 0 or a negative naast_status; outputs come last and are untouched on failure unless the call
 * says otherwise. Texts are UTF-8. The library never prints, exits, reads the environment or sets the locale.
 *
 * A text that is written has a letter or a digit, of any script; else the call is INVALID (text_says_nothing): signs,
 * emoji and characters that do not show say nothing, nor does the "…" that a program shows where something is to be
 * filled in. NULL and "" are no text: not given, or cleared. A deal's source and external id may be anything.
 *
 * What can come from any call, and is not repeated at each:
 * - INVALID: the handle is NULL, or naast_store_new failed for it; an output or another pointer that the call needs is
 *   NULL (an output may be NULL only where the call says so); the size of a spec is not set, or the spec has a field
 *   set that this version does not know (spec_newer); the call needs a store and the handle has none; the call writes
 *   and the store was opened to read only.
 * - OLDER until naast_store_migrate; UNVERIFIED when the file is damaged, or when the call writes and the store's
 *   witness contradicts it.
 * - BUSY when another writer keeps the store past the handle's busy_ms; IO; NO_MEMORY.
 * - CONFLICT when the call writes and the handle is between naast_read_begin and naast_read_end or an export is open on
 *   it, or a deal has no room for more (1,048,575 of each: items, words, moves, waivers).
 * - BAD_DATA when the call reads a pipeline that cannot be read, or a deal whose pipeline or receipt cannot be.
 * - FAILURE, which is a bug or an engine that misbehaves.
 *
 * naast-agenda.h (what is due), naast-backup.h (backups), naast-checkup.h (whether all is well), naast-exchange.h
 * (import, export, and reading a journal on as others write), naast-find.h (one search), naast-report.h (figures),
 * naast-share.h (the customer's page) and naast-sqlite.h (one's own connection) are not included.
 */
#ifndef NAAST_H
#define NAAST_H

#include "naast-types.h"
#include "naast-store.h"
#include "naast-people.h"
#include "naast-pipeline.h"
#include "naast-deal.h"
#include "naast-evidence.h"
#include "naast-conversation.h"
#include "naast-gate.h"
#include "naast-diary.h"
#include "naast-verify.h"
#include "naast-privacy.h"

#endif
