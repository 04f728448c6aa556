/* guide_lines.h: the lines of a guide. */
#ifndef FORMATS_SHEETS_GUIDE_LINES_H
#define FORMATS_SHEETS_GUIDE_LINES_H

#include "formats/sheets/guide.h"

/* One line more. */
void guide_add(struct guide *guide, struct guide_line line);

void guide_gap(struct guide *guide);
void guide_notice(struct guide *guide, const char *text);
void guide_field(struct guide *guide, const char *indent, const char *label, const char *name, const char *text);

#endif
