/* agenda_text.h: a line of the agenda, in words. */
#ifndef CLI_VIEW_AGENDA_TEXT_H
#define CLI_VIEW_AGENDA_TEXT_H

#include <stddef.h>

#include "naast-agenda.h"
#include "naast.h"
#include "term/glyph.h"

struct cli;

/* How pressing: "late by 3 days", "due tomorrow", "silent for 5 weeks". Kept by cli. */
const char *next_when(struct cli *cli, const naast_agenda_line *line);

/* What it is: promise "test server ready": ours to keep. Safe; kept by cli. */
const char *next_what(struct cli *cli, const naast_agenda_line *line);

/* With whom and about what: "Waterdam, Sanne · Findable policy". Safe; kept by cli. */
const char *next_who(struct cli *cli, const naast_agenda_line *line);

/* One column. */
const char *next_glyph(const struct cli *cli, const naast_agenda_line *line);

enum colour next_colour(const naast_agenda_line *line);

/* The pipelines that commands of several lines need. Release with next_pipelines_free. */
struct next_pipelines {
    naast_pipeline **items;
    size_t count, room;
};

#endif
