/**
 * @file naast-formats.h
 * The files that naast reads and writes: CSV, JSON, JSON lines, vCard, iCalendar, a store as lines of JSON, pipelines
 * as JSON, and the page of a deal that its customer reads, as HTML or Markdown.
 *
 * This is a library of its own, libnaast-formats, which is static and uses libnaast: `pkg-config --libs --static
 * libnaast-formats`. It opens no store; it gives and takes what the calls of libnaast take and give. Every call returns
 * NAAST_OK or a negative naast_status; outputs come last and are left alone on failure. A NULL where something is
 * wanted is NAAST_INVALID. Texts are UTF-8. Nothing here prints, exits or sets the locale.
 *
 * A handle, and whatever was made with it, is used by one thread at a time.
 */
#ifndef NAAST_FORMATS_H
#define NAAST_FORMATS_H

#include "naast-formats-base.h"
#include "naast-formats-import.h"
#include "naast-formats-pages.h"
#include "naast-formats-store.h"
#include "naast-formats-write.h"

#endif
