/* message.c: words filled in, printed, and reported as failures. */
#include "term/message.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/hints.h"
#include "term/text.h"
#include "words/words.h"

enum { MOST_FILLED = 10 };

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0x80)
            return false;
    }
    return true;
}

const char *word(struct cli *cli, enum word id)
{
    const char *text = word_in(cli->language, id);
    return cli->ascii && !is_ascii(text) ? text_plain(cli, text) : text;
}

/* The number of the placeholder at text ("{3}": 3); -1: there is none. */
static int placeholder(const char *text)
{
    return text[0] == '{' && text[1] >= '0' && text[1] <= '9' && text[2] == '}' ? text[1] - '0' : -1;
}

static size_t count_wanted(const char *template)
{
    int most = -1;
    for (const char *at = template; *at != '\0'; at++) {
        if (placeholder(at) > most)
            most = placeholder(at);
    }
    return (size_t)(most + 1);
}

static char *fill(struct cli *cli, const char *template, const char *const with[])
{
    size_t size = strlen(template) + 1;
    for (const char *at = template; *at != '\0'; at++) {
        if (placeholder(at) >= 0)
            size += strlen(with[placeholder(at)]);
    }
    char *text = cli_keep(cli, size);
    char *to = text;
    for (const char *at = template; *at != '\0';) {
        int n = placeholder(at);
        if (n < 0) {
            *to++ = *at++;
            continue;
        }
        size_t length = strlen(with[n]);
        memcpy(to, with[n], length);
        to += length;
        at += 3;
    }
    *to = '\0';
    return text;
}

static const char *words_list(struct cli *cli, enum word id, va_list list)
{
    const char *template = word(cli, id);
    const char *with[MOST_FILLED];
    size_t wanted = count_wanted(template);
    for (size_t i = 0; i < wanted; i++)
        with[i] = text_safe(cli, va_arg(list, const char *));
    return fill(cli, template, with);
}

const char *words(struct cli *cli, enum word id, ...)
{
    va_list list;
    va_start(list, id);
    const char *text = words_list(cli, id, list);
    va_end(list);
    return text;
}

void cli_print(struct cli *cli, enum word id, ...)
{
    va_list list;
    va_start(list, id);
    fprintf(cli->out, "%s\n", words_list(cli, id, list));
    va_end(list);
}

void cli_note(struct cli *cli, enum word id, ...)
{
    if (cli->quiet)
        return;
    va_list list;
    va_start(list, id);
    fprintf(cli->err, "%s\n", words_list(cli, id, list));
    va_end(list);
}

struct noted {
    const char *line;
    struct noted *next;
};

void cli_note_once(struct cli *cli, const char *line)
{
    for (const struct noted *noted = cli->noted; noted != NULL; noted = noted->next)
        if (strcmp(noted->line, line) == 0)
            return;
    struct noted *noted = cli_keep(cli, sizeof *noted);
    *noted = (struct noted){line, cli->noted};
    cli->noted = noted;
    if (!cli->quiet)
        fprintf(cli->err, "%s\n", line);
}

static int tell(struct cli *cli, int status, const char *text)
{
    fflush(cli->out);
    fprintf(cli->err, "naast: %s\n", text);
    cli->said = true;
    return status;
}

int cli_failed(struct cli *cli, int status, enum word id, ...)
{
    va_list list;
    va_start(list, id);
    const char *text = words_list(cli, id, list);
    va_end(list);
    return tell(cli, status, text);
}

int cli_wrong(struct cli *cli, enum word id, ...)
{
    va_list list;
    va_start(list, id);
    const char *text = words_list(cli, id, list);
    va_end(list);
    tell(cli, NAAST_INVALID, text);
    if (cli->title != NULL)
        fprintf(cli->err, "%s\n", words(cli, W_SEE_HELP, cli->title));
    else
        fprintf(cli->err, "%s\n", word(cli, W_SEE_HELP_ALL));
    return NAAST_INVALID;
}

const char *message_hinted(struct cli *cli, const char *message, const char *code)
{
    const enum word hint = hint_of(code);
    message = text_safe_lines(cli, message);
    return hint == W_NONE ? message : cli_printf(cli, "%s; %s", message, word(cli, hint));
}

int cli_check(struct cli *cli, int status)
{
    if (status >= 0 || cli->said)
        return status;
    const char *message = cli->store == NULL ? "" : naast_store_message(cli->store);
    if (message[0] == '\0')
        message = naast_status_code(status);
    return tell(cli, status, message_hinted(cli, message, cli->store == NULL ? "" : naast_store_code(cli->store)));
}

int cli_exit_code(int status)
{
    if (status >= 0)
        return 0;
    return status >= NAAST_UNVERIFIED ? -status : 1;
}
