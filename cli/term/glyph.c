/* glyph.c: colours and glyphs of a terminal. */
#include "term/glyph.h"

#include <stdio.h>

#include "base/context.h"

void colour_on(struct cli *cli, FILE *out, enum colour colour)
{
    static const char *const codes[] = {
        [GOOD] = "32", [WAITING] = "33", [AT_FAULT] = "35", [FAINT] = "2", [STRONG] = "1"};
    if (colour != PLAIN && (out == cli->err ? cli->colour_err : cli->colour))
        fprintf(out, "\033[%sm", codes[colour]);
}

void colour_off(struct cli *cli, FILE *out)
{
    if (out == cli->err ? cli->colour_err : cli->colour)
        fputs("\033[0m", out);
}

const char *glyph(const struct cli *cli, enum glyph which)
{
    static const struct {
        const char *glyph, *ascii;
    } glyphs[] = {[GLYPH_HERE] = {"●", "*"},       [GLYPH_AHEAD] = {"○", "o"},  [GLYPH_LINE] = {"─", "-"},
                  [GLYPH_ELLIPSIS] = {"…", "..."}, [GLYPH_ARROW] = {"→", "->"}, [GLYPH_DOT] = {"·", "-"}};
    return cli->ascii ? glyphs[which].ascii : glyphs[which].glyph;
}
