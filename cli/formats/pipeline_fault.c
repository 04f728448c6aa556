/* pipeline_fault.c: what is wrong with a definition, by the names of the file that it came from. */
#include "formats/pipeline_fault.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"

/* "kinds[2].about" is "kinds.need.about", where the kind has a code; what is wrong with the code is wrong with it. */
static const char *kind_path(struct cli *cli, const naast_pipeline *definition, const char *code, const char *path)
{
    size_t at = 0;
    int used = 0;
    if (sscanf(path, "kinds[%zu]%n", &at, &used) != 1 || used == 0 || at >= definition->kind_count)
        return path;
    const char *name = definition->kinds[at].code, *rest = path + used;
    const bool own = strcmp(rest, ".code") == 0;
    if (own && (strcmp(code, "definition_code") == 0 || strcmp(code, "definition_missing") == 0))
        return cli_printf(cli, "kinds[%zu]", at);
    return cli_printf(cli, "kinds.%s%s", name, own ? "" : rest);
}

/* The end of a path, where it is called something else; NULL: it is not that. */
static const char *renamed(struct cli *cli, const char *path, const char *ours, const char *theirs)
{
    const char *dot = strrchr(path, '.');
    const size_t length = strlen(ours);
    if (dot == NULL || strncmp(dot + 1, ours, length) != 0 || (dot[1 + length] != '\0' && dot[1 + length] != '['))
        return NULL;
    return cli_printf(cli, "%.*s%s%s", (int)(dot + 1 - path), path, theirs, dot + 1 + length);
}

/* Words are the `name` of what is in the lists; a code is the `id` of a check, and the `name` of all else. */
static const char *file_path(struct cli *cli, const char *path)
{
    const char *label = strstr(path, ".label"), *other = NULL;
    if (label != NULL)
        return cli_printf(cli, "%.*s.name%s", (int)(label - path), path, label + strlen(".label"));
    other = renamed(cli, path, "code", strstr(path, ".checks[") != NULL ? "id" : "name");
    if (other == NULL)
        other = renamed(cli, path, "kinds", "kind");
    if (other == NULL)
        other = strcmp(path, "code") == 0 ? "name" : path;
    return other;
}

const char *pipeline_fault(struct cli *cli, const naast_pipeline *definition, const char *code, const char *message)
{
    const char *colon = strstr(message, ": ");
    if (colon == NULL)
        return message;
    const char *path = cli_printf(cli, "%.*s", (int)(colon - message), message);
    if (strncmp(path, "kinds[", 6) == 0)
        path = kind_path(cli, definition, code, path);
    return cli_printf(cli, "%s%s", file_path(cli, path), colon);
}
