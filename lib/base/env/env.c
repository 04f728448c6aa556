/* env.c: memory, clock, random and language as the caller gave them, and the failure that is reported back. */
#include "base/env/env.h"

#include "naast.h"

#include "base/env/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

static const struct {
    int status;
    const char *code, *en, *nl;
} messages[MSG_COUNT] = {
#define MESSAGE(id, status, code, en, nl) [MSG_##id] = {status, code, en, nl},
#include "base/messages/messages.def"
#undef MESSAGE
};

static void *c_resize(void *context, void *ptr, size_t size)
{
    (void)context;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    return realloc(ptr, size);
}

static naast_time c_now(void *context)
{
    struct timespec now;
    (void)context;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
        return 0;
    return (naast_time)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Not uuid_generate_random: that reseeds the process's random(), which belongs to the program around us. */
static int kernel_fill(void *context, void *out, size_t len)
{
    unsigned char *at = out;
    (void)context;
    while (len > 0) {
        ssize_t got = getrandom(at, len, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return -1;
        at += got;
        len -= (size_t)got;
    }
    return 0;
}

int env_init(struct env *env, const naast_options *options)
{
    const naast_options given = options != NULL ? *options : (naast_options)NAAST_OPTIONS_INIT;
    const int known = given.language == NAAST_LANGUAGE_ENGLISH || given.language == NAAST_LANGUAGE_DUTCH;
    memset(env, 0, sizeof *env);
    env->allocator = given.allocator;
    env->clock = given.clock;
    env->random = given.random;
    env->language = known ? given.language : NAAST_LANGUAGE_ENGLISH;
    if (env->allocator.resize == NULL)
        env->allocator.resize = c_resize;
    if (env->clock.now == NULL)
        env->clock.now = c_now;
    if (env->random.fill == NULL)
        env->random.fill = kernel_fill;
    env_clear_failure(env);
    return known ? 0 : FAIL(env, MSG_LANGUAGE);
}

/* Kept within 1970 and 9999, so that every moment has a date and fits a UUID; 0 would mean "none". */
naast_time env_now(struct env *env)
{
    const naast_time last = INT64_C(253402300799999999);
    naast_time now = env->clock.now(env->clock.context);
    if (now < 1)
        return 1;
    return now > last ? last : now;
}

naast_date env_today(struct env *env) { return naast_date_of(env_now(env)); }

int env_random(struct env *env, void *out, size_t len)
{
    if (env->random.fill(env->random.context, out, len) != 0)
        return FAIL(env, MSG_NO_RANDOM);
    return 0;
}

const char *message_text(const struct env *env, enum message message)
{
    return env->language == NAAST_LANGUAGE_DUTCH ? messages[message].nl : messages[message].en;
}

/* Appends to out, of which `len` bytes are used, as much of text as fits; false when some of it did not. */
static int append(char out[FAILURE_TEXT_BYTES], size_t *len, const char *text, size_t text_len)
{
    size_t room = FAILURE_TEXT_BYTES - 1 - *len;
    size_t fit = text_len > room ? utf8_fit(text, room) : text_len;
    memcpy(out + *len, text, fit);
    *len += fit;
    return fit == text_len;
}

/* Fills in the sentence. The arguments may point into the failure's own text, so this writes elsewhere. */
static void fill_in(char out[FAILURE_TEXT_BYTES], const char *sentence, const char *const args[FAILURE_ARGS])
{
    size_t len = 0;
    int fits = 1;
    while (*sentence != '\0' && fits) {
        size_t plain = strcspn(sentence, "{");
        if (plain == 0 && sentence[1] >= '0' && sentence[1] < '0' + FAILURE_ARGS && sentence[2] == '}') {
            const char *arg = args[sentence[1] - '0'];
            fits = append(out, &len, arg, strlen(arg));
            sentence += 3;
        } else {
            plain = plain == 0 ? 1 : plain;
            fits = append(out, &len, sentence, plain);
            sentence += plain;
        }
    }
    out[len] = '\0';
}

int env_fail(struct env *env, enum message message, ...)
{
    const char *args[FAILURE_ARGS] = {"", "", "", ""};
    char text[FAILURE_TEXT_BYTES];
    va_list list;
    va_start(list, message);
    for (int k = 0; k < FAILURE_ARGS; k++) {
        const char *arg = va_arg(list, const char *);
        if (arg == NULL)
            break;
        args[k] = arg;
    }
    va_end(list);
    fill_in(text, message_text(env, message), args);
    memcpy(env->failure.text, text, sizeof text);
    env->failure.code = messages[message].code;
    env->failure.status = messages[message].status;
    return env->failure.status;
}

int env_no_memory(struct env *env) { return FAIL(env, MSG_NO_MEMORY); }

void env_clear_failure(struct env *env)
{
    env->failure.status = 0;
    env->failure.code = "";
    env->failure.text[0] = '\0';
}
