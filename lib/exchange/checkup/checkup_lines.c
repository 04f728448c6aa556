/* checkup_lines.c: what was found, a line each. */
#include "naast-checkup.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "exchange/checkup/checkup.h"
#include "store/handle/handle.h"

#include <stdarg.h>

/* The sentence goes by way of the handle's failure, which knows the languages and how to fill one in. */
int checkup_say(struct checkup *checkup, const char *what, naast_severity condition, const char *path,
                enum message message, ...)
{
    struct env *env = &checkup->store->env;
    naast_checkup *result = checkup->result;
    const char *args[FAILURE_ARGS + 1] = {NULL};
    va_list list;
    if (result->count == CHECKED_MOST)
        return 0;
    va_start(list, message);
    for (size_t k = 0; k < FAILURE_ARGS && (args[k] = va_arg(list, const char *)) != NULL; k++)
        continue;
    va_end(list);
    (void)env_fail(env, message, args[0], args[1], args[2], args[3], (const char *)NULL);
    naast_checkup_finding *item = &checkup->items[result->count];
    *item = (naast_checkup_finding){.what = what, .severity = condition, .code = env->failure.code};
    item->text = result_text(env, result, env->failure.text);
    item->path = result_text(env, result, path);
    if (item->text == NULL || item->path == NULL)
        return NAAST_NO_MEMORY;
    result->count++;
    result->worst = condition > result->worst ? condition : result->worst;
    env_clear_failure(env);
    return 0;
}
