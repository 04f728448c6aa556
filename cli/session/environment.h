/* environment.h: what the environment and the terminal say. */
#ifndef CLI_SESSION_ENVIRONMENT_H
#define CLI_SESSION_ENVIRONMENT_H

struct cli;

/* Language, width, glyphs, colour, actor as the environment and the terminal have them. */
void environment_read(struct cli *cli);

/* Reads NAAST_NOW into cli->now. NAAST_OK or NAAST_INVALID, reported. */
int environment_clock(struct cli *cli);

#endif
