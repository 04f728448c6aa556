/* document_markdown.c: a document as Markdown (CommonMark). Every sign that could mean something is escaped, and so is
 * what GitHub and Pandoc would read into plain text. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/context.h"
#include "output/document.h"
#include "term/text.h"

/* Signs that mean something wherever they stand. */
static bool is_special(char sign) { return strchr("\\`*_[]<>&~|$^#", sign) != NULL; }

/* Signs that begin something where a line begins. */
static bool begins_something(const char *at) { return strchr("+-=:%", *at) != NULL; }

/* The sign after a number that begins a line ("1." or "1)"); NULL: no such number. */
static const char *list_sign(const char *line)
{
    const char *at = line + strspn(line, "0123456789");
    return at > line && (*at == '.' || *at == ')') ? at : NULL;
}

/* "https://" and "www." become links by themselves in some readers. */
static bool begins_link(const char *text, const char *at)
{
    bool address = *at == ':' && at[1] == '/' && at[2] == '/';
    bool site = *at == '.' && at - text >= 3 && strncasecmp(at - 3, "www", 3) == 0;
    return address || site;
}

/* A safe line, escaped, appended at `to`; returns where it ends. */
static char *escape_line(char *to, const char *line, size_t length)
{
    const char *sign = list_sign(line);
    for (const char *at = line; at < line + length; at++) {
        bool escaped = is_special(*at) || at == sign || (at == line && begins_something(at)) || begins_link(line, at);
        if (escaped)
            *to++ = '\\';
        *to++ = *at;
    }
    return to;
}

/* Lines after the first begin with `further`, so that they stay in the block that the first one is in. */
static const char *markdown_lines(struct cli *cli, const char *text, const char *further)
{
    const char *safe = text_safe_lines(cli, text);
    size_t lines = 1;
    for (const char *at = safe; *at != '\0'; at++)
        lines += *at == '\n';
    char *escaped = cli_keep(cli, strlen(safe) * 2 + lines * (strlen(further) + 3) + 1), *to = escaped;
    for (const char *line = safe; *line != '\0';) {
        line += strspn(line, " \n");
        size_t length = strcspn(line, "\n");
        if (length > 0 && to > escaped)
            to = stpcpy(stpcpy(to, "\\\n"), further);
        to = escape_line(to, line, length);
        line += length;
    }
    *to = '\0';
    return escaped;
}

const char *markdown_text(struct cli *cli, const char *text)
{
    const char *safe = text_safe(cli, text);
    char *escaped = cli_keep(cli, strlen(safe) * 2 + 1);
    *escape_line(escaped, safe + strspn(safe, " "), strlen(safe + strspn(safe, " "))) = '\0';
    return escaped;
}

static const char *noted(struct cli *cli, const char *text, const char *note)
{
    const char *between = *text == '\0' || *note == '\0' ? "" : " — ";
    return cli_printf(cli, "%s%s%s", text, between, markdown_text(cli, note));
}

static void write_part(struct cli *cli, FILE *out, const struct part *part)
{
    const char *label = markdown_text(cli, part->label);
    switch (part->type) {
    case PART_SECTION:
        fprintf(out, "## %s\n", label);
        break;
    case PART_HEADING:
        fprintf(out, "### %s\n", label);
        break;
    case PART_PARAGRAPH:
        fprintf(out, "%s\n", noted(cli, markdown_lines(cli, part->text, ""), part->note));
        break;
    case PART_QUOTE:
        fprintf(out, part->beneath ? "> > %s\n" : "> %s\n",
                noted(cli, markdown_lines(cli, part->text, part->beneath ? "> > " : "> "), part->note));
        break;
    case PART_FACT:
        fprintf(out, "- **%s**: %s\n", label, noted(cli, markdown_lines(cli, part->text, "  "), part->note));
        break;
    case PART_POINT:
        fprintf(out, "%s- %s\n", part->beneath ? "  " : "",
                noted(cli, markdown_lines(cli, part->text, part->beneath ? "    " : "  "), part->note));
        break;
    case PART_MOMENT:
        fprintf(out, "- **%s** %s\n", label, noted(cli, markdown_lines(cli, part->text, "  "), part->note));
        break;
    case PART_BLANK:
        fprintf(out, "%s- %s%s%s\n", part->beneath ? "  " : "", label, *label == '\0' ? "" : ": ",
                *part->text == '\0' ? "……………………………………………………" : markdown_text(cli, part->text));
        break;
    case PART_TYPES:
        break;
    }
}

/* What stands between two parts: nothing in a list, a line of the same block between quotes, else an empty line. */
static const char *between(const struct part *before, const struct part *part)
{
    bool in_list = part->type >= PART_FACT && before->type >= PART_FACT;
    return in_list ? "" : part->type == PART_QUOTE && before->type == PART_QUOTE ? ">\n" : "\n";
}

void document_markdown(const struct document *document, FILE *out)
{
    struct cli *cli = document->cli;
    if (*document->over != '\0')
        fprintf(out, "%s\n\n", markdown_text(cli, document->over));
    fprintf(out, "# %s\n\n", markdown_text(cli, document->title));
    if (*document->under != '\0')
        fprintf(out, "%s\n\n", markdown_text(cli, document->under));
    for (size_t k = 0; k < document->count; k++) {
        if (k > 0)
            fputs(between(&document->parts[k - 1], &document->parts[k]), out);
        write_part(cli, out, &document->parts[k]);
    }
    if (*document->foot != '\0')
        fprintf(out, "\n---\n\n%s\n", markdown_text(cli, document->foot));
}
