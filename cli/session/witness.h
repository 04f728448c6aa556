/* witness.h: the witnesses of stores. */
#ifndef CLI_SESSION_WITNESS_H
#define CLI_SESSION_WITNESS_H

struct cli;

/* The folder of the witnesses; kept by cli. NULL: none is kept. */
const char *witness_folder(struct cli *cli);

/* Says, before a command that reads, what contradicts the witness; and after one that wrote, once, why it was not kept.
 */
void witness_before(struct cli *cli);
void witness_after(struct cli *cli);

#endif
