/* codes.h: stages and kinds that some pipeline has. */
#ifndef CLI_INPUT_CODES_H
#define CLI_INPUT_CODES_H

struct cli;

/* Whether some pipeline has that stage, or that kind; NULL: nothing to check. NAAST_NOT_FOUND, with the nearest. */
int cli_check_stage(struct cli *cli, const char *typed);
int cli_check_kind(struct cli *cli, const char *typed);

#endif
