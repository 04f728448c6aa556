/*
 * naast.h: sales deals that move through stages, each guarded by a qualification gate.
 *
 * The order of things: naast_store_new makes a handle, naast_store_create or naast_store_open gives it a store;
 * deals, people and evidence go in; naast_gate_evaluate tells what is still open, naast_deal_advance moves a deal when
 * nothing is. Every call returns 0 or a negative naast_status; outputs come last and are untouched on failure unless
 * the call says otherwise. Texts are UTF-8. The library never prints, exits, reads the environment or sets the locale.
 *
 * A text that is written has a letter or a digit, of any script; else the call is INVALID (text_says_nothing): signs,
 * emoji and characters that do not show say nothing, nor does the "…" that commands show where something is to be
 * filled in. NULL and "" are no text: not given, or cleared. A deal's source and external id may be anything.
 *
 * What holds for every call is not repeated at each. A spec whose size field was not filled in is INVALID. A call that
 * needs a store returns INVALID on a handle without one, OLDER until naast_store_migrate, UNVERIFIED when the file is
 * damaged. A call that writes returns INVALID on a handle that was opened to read only, and CONFLICT when a deal has no
 * room for more (1,048,575 of each: items, words, moves, waivers). A call that reads a deal returns BAD_DATA when its
 * pipeline or a receipt cannot be read. FAILURE, which is a bug or an engine that misbehaves, can come from any. Output
 * pointers may be NULL only where the call says so.
 *
 * naast-agenda.h (what is due), naast-backup.h (backups), naast-checkup.h (whether all is well), naast-exchange.h
 * (import, export, and reading a journal on as others write), naast-find.h (one search), naast-report.h (figures),
 * naast-share.h (the customer's page) and naast-sqlite.h (one's own connection) stand apart.
 */
#ifndef NAAST_H
#define NAAST_H

#include "naast-types.h"
#include "naast-store.h"
#include "naast-people.h"
#include "naast-pipeline.h"
#include "naast-deal.h"
#include "naast-evidence.h"
#include "naast-gate.h"
#include "naast-diary.h"
#include "naast-verify.h"
#include "naast-privacy.h"

#endif
