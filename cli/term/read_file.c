/* read_file.c: a whole file, or a whole stream, as one text. */
#include "term/read_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "words/words.h"

static const struct most largest_text = {64 << 20, W_FILE_TOO_LARGE};

int cli_read_most(struct cli *cli, FILE *stream, const char *name, struct most most, char **out)
{
    size_t size = 0, room = 4096;
    char *text = cli_keep(cli, room);
    for (;;) {
        size_t got = fread(text + size, 1, room - size - 1, stream);
        size += got;
        if (got == 0)
            break;
        if (size > most.bytes)
            return cli_failed(cli, NAAST_BAD_DATA, most.larger, name);
        if (size + 1 == room) {
            char *larger = memcpy(cli_keep(cli, room * 2), text, size);
            text = larger;
            room *= 2;
        }
    }
    if (ferror(stream))
        return cli_failed(cli, NAAST_IO, W_FILE_UNREAD, name, strerror(errno));
    text[size] = '\0';
    if (memchr(text, '\0', size) != NULL)
        return cli_failed(cli, NAAST_BAD_DATA, W_FILE_NOT_TEXT, name);
    *out = text;
    return NAAST_OK;
}

int cli_read_all(struct cli *cli, FILE *stream, const char *name, char **out)
{
    return cli_read_most(cli, stream, name, largest_text, out);
}

int cli_read_file_most(struct cli *cli, const char *path, struct most most, char **out)
{
    if (strcmp(path, "-") == 0)
        return cli_read_most(cli, cli->in, word(cli, W_STANDARD_INPUT), most, out);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return cli_failed(cli, errno == ENOENT ? NAAST_NOT_FOUND : NAAST_IO, W_FILE_UNREAD, path, strerror(errno));
    int status = cli_read_most(cli, file, path, most, out);
    fclose(file);
    return status;
}

int cli_read_file(struct cli *cli, const char *path, char **out)
{
    return cli_read_file_most(cli, path, largest_text, out);
}
