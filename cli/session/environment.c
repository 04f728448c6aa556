/* environment.c: what the environment and the terminal say: language, width, colour, who acts, the clock of tests. */
#include "session/environment.h"

#include <pwd.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

/* The first of these variables that is set and not empty; "" where none is. */
static const char *first_set(const char *const names[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return value;
    }
    return "";
}

static naast_language locale_language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    return strncmp(first_set(names, 3), "nl", 2) == 0 ? NAAST_LANGUAGE_DUTCH : NAAST_LANGUAGE_ENGLISH;
}

/* A locale that does not name UTF-8 has another charset, of which ASCII is what is sure. Without any, UTF-8 is assumed.
 */
static bool locale_is_ascii(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *value = first_set(names, 3);
    return value[0] != '\0' && strcasestr(value, "UTF-8") == NULL && strcasestr(value, "utf8") == NULL;
}

static int terminal_width(bool *set)
{
    const char *columns = getenv("COLUMNS");
    long typed = columns == NULL ? 0 : strtol(columns, NULL, 10);
    *set = typed >= 20 && typed <= 10000;
    if (*set)
        return (int)typed;
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
        return size.ws_col;
    return 80;
}

static const char *login_name(struct cli *cli)
{
    const char *actor = getenv("NAAST_ACTOR");
    if (actor != NULL && actor[0] != '\0')
        return actor;
    const struct passwd *user = getpwuid(getuid());
    return user != NULL && user->pw_name != NULL ? cli_keep_text(cli, user->pw_name) : "unknown";
}

void environment_read(struct cli *cli)
{
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    bool may = (no_colour == NULL || no_colour[0] == '\0') && term != NULL && strcmp(term, "dumb") != 0;
    bool width_set;
    cli->language = locale_language();
    cli->ascii = locale_is_ascii();
    cli->terminal = isatty(STDOUT_FILENO) == 1;
    cli->colour = may && cli->terminal;
    cli->colour_err = may && isatty(STDERR_FILENO) == 1;
    cli->width = terminal_width(&width_set);
    cli->narrow = cli->terminal || width_set;
    cli->actor = login_name(cli);
}

int environment_clock(struct cli *cli)
{
    const char *text = getenv("NAAST_NOW");
    if (text == NULL || text[0] == '\0')
        return NAAST_OK;
    return text_moment(cli, text, &cli->now) ? NAAST_OK : cli_failed(cli, NAAST_INVALID, W_NOW_WRONG, text);
}
