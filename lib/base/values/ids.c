/* ids.c: UUIDv7 (RFC 9562, with the 12 bits of rand_a as a counter), and short ids such as D42. */
#include "base/values/ids.h"

#include "base/env/env.h"

#include <string.h>

enum { COUNTER_MAX = 0xFFF, COUNTER_START_MAX = 0x7FF };

/*
 * A later millisecond starts a new count, in the lower half so that there is room; the same or an earlier one (a clock
 * set back) counts on; a full count borrows the next millisecond.
 */
static void next_tick(struct env *env, int64_t ms, uint16_t fresh)
{
    if (ms <= env->uuid_ms && env->uuid_counter < COUNTER_MAX) {
        env->uuid_counter++;
        return;
    }
    env->uuid_ms = ms > env->uuid_ms ? ms : env->uuid_ms + 1;
    env->uuid_counter = fresh & COUNTER_START_MAX;
}

int uuid_make(struct env *env, uint8_t out[UUID_BYTES])
{
    uint8_t random[10];
    int status = env_random(env, random, sizeof random);
    if (status != 0)
        return status;
    next_tick(env, env_now(env) / 1000, (uint16_t)(random[0] | random[1] << 8));
    for (int k = 0; k < 6; k++)
        out[k] = (uint8_t)(env->uuid_ms >> (40 - 8 * k));
    out[6] = (uint8_t)(0x70 | env->uuid_counter >> 8);
    out[7] = (uint8_t)env->uuid_counter;
    memcpy(out + 8, random + 2, 8);
    out[8] = (uint8_t)(0x80 | (out[8] & 0x3F));
    return 0;
}

void uuid_format(const uint8_t uuid[UUID_BYTES], char out[UUID_TEXT]) { uuid_unparse_lower(uuid, out); }

int64_t short_id_parse(char letter, const char *text)
{
    const int64_t largest = INT64_MAX >> CHILD_BITS; /* what still packs with a child's number */
    int64_t id = 0;
    if (text == NULL || (text[0] | 0x20) != (letter | 0x20) || text[1] < '1' || text[1] > '9')
        return 0;
    for (text++; *text != '\0'; text++) {
        if (*text < '0' || *text > '9')
            return 0;
        id = id * 10 + (*text - '0');
        if (id > largest)
            return 0;
    }
    return id;
}

int short_id_form(const char *text)
{
    static const char letters[] = "DdOoPpTtAaJj", digits[] = "0123456789";
    if (*text == '\0' || strchr(letters, *text) == NULL)
        return 0;
    const size_t number = strspn(text + 1, digits);
    const char *end = text + 1 + number;
    if (number > 0 && (*text | 0x20) == 'd' && *end == '.' && end[1] != '\0')
        end += 1 + strspn(end + 1, digits);
    return number > 0 && *end == '\0';
}
