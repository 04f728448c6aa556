/* input_file.c: a file that is read, or standard input in its place. */
#include "formats/input_file.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "naast.h"
#include "base/context.h"
#include "term/message.h"
#include "words/words.h"

int input_file_open(struct cli *cli, const char *path, FILE **out, const char **name, int64_t *size)
{
    bool standard = strcmp(path, "-") == 0;
    struct stat status;
    FILE *file = standard ? cli->in : fopen(path, "re");
    if (file == NULL)
        return cli_failed(cli, errno == ENOENT ? NAAST_NOT_FOUND : NAAST_IO, W_FILE_UNREAD, path, strerror(errno));
    *out = file;
    *name = standard ? word(cli, W_STANDARD_INPUT) : path;
    *size = fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode) ? status.st_size : 0;
    return NAAST_OK;
}

void input_file_close(struct cli *cli, FILE *file)
{
    if (file != cli->in)
        fclose(file);
}
