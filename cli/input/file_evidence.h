/* file_evidence.h: the name and the SHA-256 of a file that is evidence. */
#ifndef CLI_INPUT_FILE_EVIDENCE_H
#define CLI_INPUT_FILE_EVIDENCE_H

struct cli;

/* The SHA-256 and the name of a file. */
int file_evidence(struct cli *cli, const char *path, const char **name, const unsigned char **sha256);

#endif
