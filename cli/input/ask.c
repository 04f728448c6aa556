/* ask.c: a question to whoever sits at the terminal. */
#include "input/ask.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "term/text.h"
#include "words/words.h"

bool cli_may_ask(const struct cli *cli) { return isatty(fileno(cli->in)) == 1 && isatty(fileno(cli->err)) == 1; }

/* One line without its end; NULL: the end of the file came first. */
static int read_line(struct cli *cli, const char **out)
{
    struct grown line = {0};
    char part[4096];
    *out = NULL;
    while (fgets(part, sizeof part, cli->in) != NULL) {
        const size_t length = strcspn(part, "\n");
        cli_grow(cli, &line, "%.*s", (int)length, part);
        *out = cli_grown(&line);
        if (part[length] == '\n')
            return NAAST_OK;
    }
    if (ferror(cli->in))
        return cli_failed(cli, NAAST_IO, W_FILE_UNREAD, word(cli, W_STANDARD_INPUT), strerror(errno));
    return NAAST_OK;
}

int cli_ask(struct cli *cli, const char *question, const char *choice, const char **out)
{
    const char *line;
    fflush(cli->out);
    fprintf(cli->err, "%s\n", text_safe(cli, question));
    if (*choice != '\0')
        fprintf(cli->err, "%s\n", choice);
    fputs("> ", cli->err);
    fflush(cli->err);
    int status = read_line(cli, &line);
    if (status == 0 && line == NULL)
        fputs("\n", cli->err);
    if (status == 0 && line != NULL && line[strspn(line, " \t\r")] != '\0')
        *out = line;
    return status;
}
