/* dates.h: calendar dates as numbers YYYYMMDD, beyond what naast-types.h offers. */
#ifndef BASE_DATES_H
#define BASE_DATES_H

#include "naast-types.h"

int date_valid(naast_date date);                 /* 0 is not a date */
int64_t date_to_days(naast_date date);           /* since 1970-01-01 */
naast_date date_from_days(int64_t days);         /* 0 outside years 1 to 9999 */
naast_time date_start(naast_date date);          /* its first microsecond in UTC */
void date_format(naast_date date, char out[11]); /* "2026-11-23"; "" for 0 */
/* Whether a format names each of %Y, %m and %d once, and nothing else but literal characters (%% is a per cent sign).
 */
int date_format_valid(const char *format);
/* Reads a date by a format of %Y, %m, %d and literal characters. Returns 0 or NAAST_INVALID. */
int date_scan(const char *text, const char *format, naast_date *out);

#endif
