/* env.h: what the library borrows from its caller (memory, clock, random, language) and the failure it reports back. */
#ifndef BASE_ENV_ENV_H
#define BASE_ENV_ENV_H

#include "naast.h"

/* Every sentence the library can report; the texts, in each language, are in messages/. */
enum message {
#define MESSAGE(id, status, code, en, nl) MSG_##id,
#include "base/messages/messages.def"
#undef MESSAGE
    MSG_COUNT
};

enum { FAILURE_ARGS = 4, FAILURE_TEXT_BYTES = 2048 };

/* Fixed storage, so that reporting "out of memory" needs no memory. */
struct failure {
    int status;
    const char *code;
    char text[FAILURE_TEXT_BYTES];
};

struct env {
    naast_allocator allocator;
    naast_clock clock;
    naast_random random;
    naast_language language;
    int64_t uuid_ms; /* the last UUIDv7 made, so that the next one sorts after it */
    uint16_t uuid_counter;
    struct failure failure;
};

/*
 * Fills env from the options, which are whole (NULL: malloc, the wall clock, the kernel's random, English). Returns 0,
 * or NAAST_INVALID for another language: then env can be used all the same, and has why.
 */
int env_init(struct env *env, const naast_options *options);

naast_time env_now(struct env *env);
naast_date env_today(struct env *env);

/* NAAST_IO, with its failure set, when the source fails. */
int env_random(struct env *env, void *out, size_t len);

/* The sentence in env's language for a message that is not a failure; never NULL. */
const char *message_text(const struct env *env, enum message message);

/*
 * Records the failure and returns its status: `return FAIL(env, MSG_X, a, b);` is the whole error path.
 * Up to four C strings replace {0} to {3}. The text is cut at a character's edge when it is too long.
 */
int env_fail(struct env *env, enum message message, ...) __attribute__((sentinel));
#define FAIL(env, ...) env_fail((env), __VA_ARGS__, (const char *)NULL)

/* FAIL for an out-of-memory. */
int env_no_memory(struct env *env);

void env_clear_failure(struct env *env);

#endif
