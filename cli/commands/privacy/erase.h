/* erase.h: an erasure that was not finished, finished before a command writes. */
#ifndef CLI_COMMANDS_PRIVACY_ERASE_H
#define CLI_COMMANDS_PRIVACY_ERASE_H

struct cli;

/* Before a command that writes: finishes an erasure whose bytes were still to go. */
void erasure_before(struct cli *cli);

#endif
