/*
 * naast.h: sales deals that move through stages, each guarded by a qualification gate.
 *
 * The order of things: naast_store_new makes a handle, naast_store_create or naast_store_open gives it a store;
 * deals, people and evidence go in; naast_gate_evaluate tells what is still open, naast_deal_advance moves a deal when
 * nothing is. Every call returns 0 or a negative naast_status; outputs come last and are untouched on failure unless the
 * call says otherwise. Texts are UTF-8. The library never prints, exits, reads the environment or sets the locale.
 *
 * naast-exchange.h (import), naast-report.h (figures) and naast-sqlite.h (one's own connection) stand apart.
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

#endif
