/* input.c: bytes from a file, or from whatever else a caller reads. */
#include "formats/rows/input.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/base/spec.h"

enum { LARGEST_TEXT = 64 << 20, REASON_BYTES = 128 };

/* `error`: an errno; 0: nobody knows. */
static int unread(const struct input *input, int error)
{
    char room[REASON_BYTES] = "";
    if (error == 0)
        return FAIL_AT(input->formats, (struct fault_place){.name = input->name}, FMT_FILE_UNREADABLE, input->name);
    const char *reason = strerror_r(error, room, sizeof room);
    return FAIL_AT(input->formats, (struct fault_place){.name = input->name},
                   error == ENOENT ? FMT_FILE_ABSENT : FMT_FILE_UNREAD, input->name, reason);
}

static int open_path(struct input *input)
{
    struct stat status;
    errno = 0;
    input->file = fopen(input->given.path, "re");
    if (input->file == NULL)
        return errno == ENOMEM ? formats_no_memory(input->formats) : unread(input, errno);
    input->size = fstat(fileno(input->file), &status) == 0 && S_ISREG(status.st_mode) ? status.st_size : 0;
    return NAAST_OK;
}

int input_open(naast_formats *formats, struct arena *arena, const naast_input *given, struct input *out)
{
    struct input input = {.formats = formats, .given = NAAST_INPUT_INIT, .name = ""};
    if (SPEC_TAKE(naast_input, &input.given, given) != NAAST_OK)
        return FAIL(formats, FMT_SPEC_SIZE);
    if (input.given.path == NULL && input.given.read == NULL)
        return FAIL(formats, FMT_FILE_NO_INPUT);
    const char *name = input.given.name != NULL ? input.given.name : input.given.path;
    input.name = arena_text(arena, name != NULL ? name : "");
    if (arena_status(arena) != NAAST_OK)
        return formats_no_memory(formats);
    const int status = input.given.path != NULL ? open_path(&input) : NAAST_OK;
    if (status == NAAST_OK)
        *out = input;
    return status;
}

void input_close(struct input *input)
{
    if (input->file != NULL)
        fclose(input->file);
    input->file = NULL;
}

int input_read(struct input *input, void *out, size_t room, size_t *got)
{
    int failed;
    errno = 0;
    *got = 0;
    if (input->file != NULL) {
        *got = fread(out, 1, room, input->file);
        failed = *got == 0 && ferror(input->file) != 0;
    } else {
        failed = input->given.read(input->given.context, out, room, got) != 0 || *got > room;
    }
    return failed ? unread(input, errno == ENOENT ? 0 : errno) : NAAST_OK;
}

static int read_all(struct input *input, struct arena *arena, char **out)
{
    size_t size = 0, room = 4096, got = 1;
    char *text = arena_get(arena, room);
    while (text != NULL && got > 0) {
        const int status = input_read(input, text + size, room - size - 1, &got);
        if (status != NAAST_OK)
            return status;
        size += got;
        if (size > LARGEST_TEXT)
            return FAIL_AT(input->formats, (struct fault_place){.name = input->name}, FMT_FILE_TOO_LARGE, input->name);
        if (size + 1 < room)
            continue;
        char *larger = arena_get(arena, room * 2);
        if (larger != NULL)
            memcpy(larger, text, size);
        text = larger;
        room *= 2;
    }
    if (text == NULL)
        return formats_no_memory(input->formats);
    if (memchr(text, '\0', size) != NULL)
        return FAIL_AT(input->formats, (struct fault_place){.name = input->name}, FMT_FILE_NOT_TEXT, input->name);
    text[size] = '\0';
    *out = text;
    return NAAST_OK;
}

int input_text(naast_formats *formats, struct arena *arena, const naast_input *given, const char **name, char **out)
{
    struct input input = {0};
    int status = input_open(formats, arena, given, &input);
    if (status == NAAST_OK)
        status = read_all(&input, arena, out);
    if (input.formats != NULL)
        *name = input.name;
    input_close(&input);
    return status;
}
