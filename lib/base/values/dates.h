/* dates.h: calendar dates as numbers YYYYMMDD, beyond what naast-types.h offers. */
#ifndef BASE_VALUES_DATES_H
#define BASE_VALUES_DATES_H

#include "naast.h"

int date_valid(naast_date date);                 /* 0 is not a date */
int64_t date_to_days(naast_date date);           /* since 1970-01-01 */
naast_date date_from_days(int64_t days);         /* 0 outside years 1 to 9999 */
naast_time date_start(naast_date date);          /* its first microsecond in UTC */
naast_time date_end(naast_date date);            /* the first one after it, also after the last day that there is */
void date_format(naast_date date, char out[11]); /* "2026-11-23"; "" for 0 */

/* What was read by a format: a date, and perhaps a time of that day. */
struct date_scanned {
    naast_date date;
    int32_t seconds; /* of the day; -1: the text has no time */
    int32_t offset;  /* seconds before UTC's clock, where has_offset */
    int has_offset;
};
/*
 * Whether a format names each of %Y, %m and %d once, and of the time no more than an hour (%H, or %I with %p), %M with
 * an hour, %S with %M, and %z, each once; all else is literal characters (%% is a per cent sign).
 */
int date_format_valid(const char *format);
/* Reads by such a format. A time at the end may be missing; %S takes a fraction, %z takes Z, +01:00 and +0100.
 * Returns 0 or NAAST_INVALID. */
int date_scan(const char *text, const char *format, struct date_scanned *out);

#endif
