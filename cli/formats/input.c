/* input.c: a file, or standard input, as an input of the library of formats. What may let us wait is read here, since a
 * signal must end that. */
#include "formats/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "naast-formats.h"
#include "naast.h"
#include "base/context.h"
#include "base/signals.h"
#include "term/message.h"
#include "words/words.h"

static int read_file(void *context, void *out, size_t room, size_t *got)
{
    struct file_input *input = context;
    ssize_t count;
    do
        count = read(input->file, out, room);
    while (count < 0 && errno == EINTR && !interrupted());
    if (count < 0) {
        input->error = errno;
        return -1;
    }
    *got = (size_t)count;
    return 0;
}

int file_input_open(struct cli *cli, const char *path, struct file_input *out)
{
    const bool standard = strcmp(path, "-") == 0;
    struct stat about;
    *out = (struct file_input){.input = NAAST_INPUT_INIT, .cli = cli};
    out->file = standard ? fileno(cli->in) : open(path, O_RDONLY | O_CLOEXEC);
    if (out->file < 0)
        return cli_failed(cli, errno == ENOENT ? NAAST_NOT_FOUND : NAAST_IO, W_FILE_UNREAD, path, strerror(errno));
    out->input.name = standard ? word(cli, W_STANDARD_INPUT) : path;
    if (!standard && fstat(out->file, &about) == 0 && S_ISREG(about.st_mode)) {
        close(out->file);
        out->file = -1;
        out->input.path = path;
        return NAAST_OK;
    }
    out->input.read = read_file;
    out->input.context = out;
    return NAAST_OK;
}

int64_t file_input_size(const struct file_input *input)
{
    struct stat about;
    return input->file >= 0 && fstat(input->file, &about) == 0 && S_ISREG(about.st_mode) ? about.st_size : 0;
}

int file_input_close(struct file_input *input, int status)
{
    struct cli *cli = input->cli;
    if (input->file >= 0 && input->file != fileno(cli->in))
        close(input->file);
    if (status == NAAST_OK || input->error == 0 || interrupted())
        return status;
    return cli_failed(cli, NAAST_IO, W_FILE_UNREAD, input->input.name, strerror(input->error));
}
