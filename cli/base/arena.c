/* arena.c: memory that lasts as long as the command, so that commands need no clean-up of their own texts. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/context.h"
#include "words/words.h"

struct kept {
    struct kept *next;
    max_align_t data[];
};

static _Noreturn void out_of_memory(const struct cli *cli)
{
    fprintf(cli->err, "naast: %s\n", word_in(cli->language, W_NO_MEMORY));
    exit(1);
}

void *cli_keep(struct cli *cli, size_t size)
{
    struct kept *kept = calloc(1, sizeof *kept + size);
    if (kept == NULL)
        out_of_memory(cli);
    kept->next = cli->kept;
    cli->kept = kept;
    return kept->data;
}

char *cli_keep_text(struct cli *cli, const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(cli_keep(cli, size), text, size);
}

void *cli_room(struct cli *cli, void *items, size_t count, size_t size, size_t *room)
{
    if (count < *room)
        return items;
    *room = *room == 0 ? 16 : *room * 2;
    void *larger = cli_keep(cli, *room * size);
    if (count > 0)
        memcpy(larger, items, count * size);
    return larger;
}

char *cli_printf(struct cli *cli, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (length < 0)
        out_of_memory(cli);
    char *text = cli_keep(cli, (size_t)length + 1);
    va_start(list, format);
    vsnprintf(text, (size_t)length + 1, format, list);
    va_end(list);
    return text;
}

/* Room for that number of bytes more, and the NUL. */
static void make_room(struct cli *cli, struct grown *grown, size_t more)
{
    if (grown->room > grown->length + more)
        return;
    size_t room = grown->room * 2 > grown->length + more ? grown->room * 2 : grown->length + more + 1;
    char *larger = cli_keep(cli, room);
    if (grown->length > 0)
        memcpy(larger, grown->text, grown->length);
    grown->text = larger;
    grown->room = room;
}

void cli_grow(struct cli *cli, struct grown *grown, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (length < 0)
        out_of_memory(cli);
    make_room(cli, grown, (size_t)length);
    va_start(list, format);
    vsnprintf(grown->text + grown->length, (size_t)length + 1, format, list);
    va_end(list);
    grown->length += (size_t)length;
}

void cli_list(struct cli *cli, struct grown *list, const char *between, const char *part)
{
    if (*part != '\0')
        cli_grow(cli, list, "%s%s", list->length == 0 ? "" : between, part);
}

const char *cli_grown(const struct grown *grown) { return grown->text == NULL ? "" : grown->text; }

struct kept *kept_mark(const struct cli *cli) { return cli->kept; }

void kept_release(struct cli *cli, const struct kept *mark)
{
    while (cli->kept != mark) {
        struct kept *next = cli->kept->next;
        free(cli->kept);
        cli->kept = next;
    }
}

void kept_free(struct cli *cli) { kept_release(cli, NULL); }
