/* ics.h: iCalendar (RFC 5545): lines folded at 75 octets between characters, texts escaped, nothing that ends a line.
 */
#ifndef FORMATS_CALENDAR_ICS_H
#define FORMATS_CALENDAR_ICS_H

#include "naast.h"
#include "formats/write/sink.h"

struct ics {
    struct sink *out;
    int column; /* octets of the line so far */
};

void ics_begin(struct ics *ics, struct sink *out); /* BEGIN:VCALENDAR and what goes with it */
void ics_end(struct ics *ics);

/* A line: its name, with parameters; its value in pieces; its end. */
void ics_name(struct ics *ics, const char *name);
void ics_raw(struct ics *ics, const char *text);       /* of our own, without anything to escape */
void ics_text(struct ics *ics, const char *text);      /* of anybody; a line break becomes \n */
void ics_line_text(struct ics *ics, const char *text); /* the same, but a line break becomes a space */
void ics_close(struct ics *ics);

/* A line of our own words. */
void ics_line(struct ics *ics, const char *name, const char *value);
/* "DUE;VALUE=DATE:20261120" */
void ics_date(struct ics *ics, const char *name, naast_date date);
/* "DTSTAMP:20261110T090000Z" */
void ics_moment(struct ics *ics, const char *name, naast_time time);

#endif
