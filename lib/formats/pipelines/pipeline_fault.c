/* pipeline_fault.c: what is wrong with a definition, by the names of the file that it came from. */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pipelines/parts.h"

/* "kinds[2].about" is "kinds.need.about", where the kind has a code; what is wrong with the code is wrong with it. */
static const char *kind_path(struct arena *arena, const naast_pipeline *definition, const char *code, const char *path)
{
    size_t at = 0;
    int used = 0;
    if (sscanf(path, "kinds[%zu]%n", &at, &used) != 1 || used == 0 || at >= definition->kind_count)
        return path;
    const char *name = kind_at(definition, at)->code, *rest = path + used;
    const bool own = strcmp(rest, ".code") == 0;
    if (own && (strcmp(code, "definition_code") == 0 || strcmp(code, "definition_missing") == 0))
        return arena_printf(arena, "kinds[%zu]", at);
    return name == NULL ? path : arena_printf(arena, "kinds.%s%s", name, own ? "" : rest);
}

/* The end of a path, where it is called something else; NULL: it is not that. */
static const char *renamed(struct arena *arena, const char *path, const char *ours, const char *theirs)
{
    const char *dot = strrchr(path, '.');
    const size_t length = strlen(ours);
    if (dot == NULL || strncmp(dot + 1, ours, length) != 0 || (dot[1 + length] != '\0' && dot[1 + length] != '['))
        return NULL;
    return arena_printf(arena, "%.*s%s%s", (int)(dot + 1 - path), path, theirs, dot + 1 + length);
}

/* Words are the `name` of what is in the lists; a code is the `id` of a check, and the `name` of all else. */
static const char *file_path(struct arena *arena, const char *path)
{
    const char *label = strstr(path, ".label"), *other = NULL;
    if (label != NULL)
        return arena_printf(arena, "%.*s.name%s", (int)(label - path), path, label + strlen(".label"));
    other = renamed(arena, path, "code", strstr(path, ".checks[") != NULL ? "id" : "name");
    if (other == NULL)
        other = renamed(arena, path, "kinds", "kind");
    if (other == NULL)
        other = strcmp(path, "code") == 0 ? "name" : path;
    return other;
}

/* The sentence begins with the path, where it has one. */
static int keep_fault(naast_formats *formats, struct arena *arena, const naast_pipeline *definition, int status,
                      const char *code, const char *message)
{
    const char *colon = strstr(message, ": "), *path = "";
    if (colon != NULL) {
        path = arena_bytes(arena, message, (size_t)(colon - message));
        if (strncmp(path, "kinds[", strlen("kinds[")) == 0)
            path = kind_path(arena, definition, code, path);
        path = file_path(arena, path);
    }
    if (arena_status(arena) != NAAST_OK)
        return formats_no_memory(formats);
    return formats_fail_with(formats, (struct fault_place){.path = path}, status, code,
                             colon != NULL ? colon + strlen(": ") : message);
}

int naast_pipeline_fault(naast_formats *formats, const naast_store *store, const naast_pipeline *definition, int status)
{
    if (formats == NULL)
        return NAAST_INVALID;
    formats_clear_fault(formats);
    if (store == NULL || definition == NULL)
        return FAIL(formats, FMT_NOT_GIVEN, store == NULL ? "store" : "definition");
    if (status == NAAST_OK)
        return NAAST_OK;
    if (status != NAAST_BAD_DATA)
        return formats_fail_as(formats, store, status);
    struct arena arena = {.allocator = formats->allocator};
    status = keep_fault(formats, &arena, definition, status, naast_store_code(store), naast_store_message(store));
    arena_free(&arena);
    return status;
}
