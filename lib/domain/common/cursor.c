/* cursor.c: "42", "42~n", "42~i-7", "42~t6a616e": the id, and the key as nothing, a number or the bytes of a text. */
#include "domain/common/cursor.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"

static const char digits[] = "0123456789abcdef";

static void write_hex(char *out, const char *text)
{
    for (; *text != '\0'; text++) {
        *out++ = digits[(unsigned char)*text >> 4];
        *out++ = digits[(unsigned char)*text & 15];
    }
    *out = '\0';
}

/* "" where the digits are no bytes of a text, which has no NUL. */
static int read_hex(const char *from, char *out)
{
    for (; *from != '\0'; from += 2, out++) {
        const char *high = strchr(digits, from[0]), *low = from[1] != '\0' ? strchr(digits, from[1]) : NULL;
        if (high == NULL || low == NULL || (high == digits && low == digits))
            return 0;
        *out = (char)((high - digits) << 4 | (low - digits));
    }
    *out = '\0';
    return 1;
}

const char *cursor_write(struct env *env, void *result, const struct cursor *cursor)
{
    enum { NUMBERS = 48 };
    const size_t length = cursor->key == CURSOR_TEXT ? strlen(cursor->text) * 2 : 0;
    char *text = result_alloc(env, result, NUMBERS + length, 1);
    if (text == NULL)
        return NULL;
    const int used = snprintf(text, NUMBERS, "%" PRId64, cursor->id);
    char *end = text + used;
    if (cursor->key == CURSOR_NULL)
        memcpy(end, "~n", 3);
    else if (cursor->key == CURSOR_INT)
        snprintf(end, NUMBERS - (size_t)used, "~i%" PRId64, cursor->number);
    else if (cursor->key == CURSOR_TEXT) {
        memcpy(end, "~t", 2);
        write_hex(end + 2, cursor->text);
    }
    return text;
}

/* A number that is all of the text up to `end`. */
static int read_number(const char *text, const char *end, int64_t *out)
{
    char *after = NULL;
    if (*text != '-' && (*text < '0' || *text > '9'))
        return 0;
    *out = strtoll(text, &after, 10);
    return after == end;
}

static int read_key(struct env *env, const char *key, struct cursor *out)
{
    switch (*key) {
    case 'n':
        out->key = CURSOR_NULL;
        return key[1] == '\0';
    case 'i':
        out->key = CURSOR_INT;
        return read_number(key + 1, key + strlen(key), &out->number);
    case 't':
        out->key = CURSOR_TEXT;
        out->text = out->memory = mem_resize(env, NULL, strlen(key) / 2 + 1, 1);
        return out->memory == NULL ? NAAST_NO_MEMORY : read_hex(key + 1, out->memory);
    default:
        return 0;
    }
}

int cursor_read(struct env *env, const char *after, struct cursor *out)
{
    *out = (struct cursor){0};
    if (after == NULL || *after == '\0')
        return 0;
    const char *id = (*after >= 'A' && *after <= 'Z') || (*after >= 'a' && *after <= 'z') ? after + 1 : after;
    const char *end = id + strcspn(id, "~");
    int fits = read_number(id, end, &out->id) && out->id > 0;
    if (fits && *end == '~')
        fits = read_key(env, end + 1, out);
    if (fits < 0)
        return fits;
    return fits ? 0 : FAIL(env, MSG_CURSOR_WRONG, after);
}

void cursor_free(struct env *env, struct cursor *cursor)
{
    mem_free(env, cursor->memory);
    cursor->text = cursor->memory = NULL;
}
