/* next.h: a line of the agenda in words, and what to type about it. */
#ifndef CLI_NEXT_H
#define CLI_NEXT_H

#include "cli.h"
#include "naast-agenda.h"

/* How pressing: "late by 3 days", "due tomorrow", "silent for 5 weeks". Kept by cli. */
const char *next_when(struct cli *cli, const naast_agenda_line *line);
/* What it is: promise "test server ready": ours to keep. Safe; kept by cli. */
const char *next_what(struct cli *cli, const naast_agenda_line *line);
/* With whom and about what: "Waterdam, Sanne · Findable policy". Safe; kept by cli. */
const char *next_who(struct cli *cli, const naast_agenda_line *line);
/* One column. */
const char *next_glyph(const struct cli *cli, const naast_agenda_line *line);
enum colour next_colour(const naast_agenda_line *line);

/* The pipelines that commands of several lines speak of. Release with next_pipelines_free. */
struct next_pipelines {
    naast_pipeline **items;
    size_t count, room;
};
/* The command to type, with "…" where something is to be filled in. NAAST_OK or a status. Kept by cli. */
int next_fix(struct cli *cli, struct next_pipelines *pipelines, const naast_agenda_line *line, bool for_people,
             const char **out);
void next_pipelines_free(struct next_pipelines *pipelines);

#endif
