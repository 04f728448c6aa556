/* callbacks.c: the checks that a C program answers itself: who answers which, and asking them. */
#include "domain/gate/callbacks.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "domain/common/input.h"
#include "domain/evidence/facts.h"
#include "domain/evidence/item_write.h"
#include "domain/gate/gate.h"
#include "domain/pipeline/pipeline.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"

#include <stdio.h>
#include <string.h>

enum { CODE_BYTES = 41, TEXT_BYTES = 1000 };

struct callback_list {
    struct callback_list *next;
    char check[CODE_BYTES], pipeline[CODE_BYTES]; /* pipeline "": any */
    naast_callback *callback;
    void *context;
};

/* The link that holds the callback of a check in a pipeline, or the last one, which holds NULL. */
static struct callback_list **link_of(naast_store *store, const char *pipeline, const char *check)
{
    struct callback_list **link = &store->callbacks;
    while (*link != NULL && (strcmp((*link)->check, check) != 0 || strcmp((*link)->pipeline, pipeline) != 0))
        link = &(*link)->next;
    return link;
}

static int callback_set(naast_store *store, const char *pipeline, const naast_callback_spec *spec)
{
    struct callback_list **link = link_of(store, pipeline, spec->check);
    if (*link == NULL) {
        *link = mem_zero(&store->env, 1, sizeof **link);
        if (*link == NULL)
            return NAAST_NO_MEMORY;
        snprintf((*link)->check, CODE_BYTES, "%s", spec->check);
        snprintf((*link)->pipeline, CODE_BYTES, "%s", pipeline);
    }
    (*link)->callback = spec->callback;
    (*link)->context = spec->context;
    return 0;
}

static void callback_unset(naast_store *store, const char *pipeline, const char *check)
{
    struct callback_list **link = link_of(store, pipeline, check), *gone = *link;
    if (gone == NULL)
        return;
    *link = gone->next;
    mem_free(&store->env, gone);
}

int naast_callback_register(naast_store *store, const naast_callback_spec *spec)
{
    naast_callback_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_callback_spec, &own, spec);
    if (status != 0)
        return status;
    const char *pipeline = own.pipeline != NULL ? own.pipeline : "";
    if (own.check == NULL || !text_is_code(own.check))
        return FAIL(&store->env, MSG_CALLBACK_CHECK, own.check ? own.check : "");
    if (*pipeline != '\0' && !text_is_code(pipeline))
        return FAIL(&store->env, MSG_CALLBACK_PIPELINE, pipeline);
    if (own.callback != NULL)
        return callback_set(store, pipeline, &own);
    callback_unset(store, pipeline, own.check);
    return 0;
}

void callbacks_forget(naast_store *store)
{
    while (store->callbacks != NULL)
        callback_unset(store, store->callbacks->pipeline, store->callbacks->check);
}

void callback_session_begin(naast_store *store, struct callback_session *session)
{
    *session = (struct callback_session){.store = store};
}

void callback_session_end(struct callback_session *session)
{
    naast_free(session->items);
    session->items = NULL;
}

/* ---- asking ---- */

static const struct callback_list *callback_of(naast_store *store, const char *pipeline, const char *check)
{
    const struct callback_list *own = *link_of(store, pipeline, check);
    return own != NULL ? own : *link_of(store, "", check);
}

static const struct fact_item *item_of(const struct facts *facts, int32_t n)
{
    for (size_t k = 0; k < facts->item_count; k++)
        if (facts->items[k].n == n)
            return &facts->items[k];
    return NULL;
}

static int take_items(struct env *env, void *memory, const struct facts *facts, const naast_callback_answer *said,
                      struct gate_answer *answer)
{
    if (said->item_count > facts->item_count || (said->items == NULL && said->item_count > 0))
        return GATE_UNANSWERED;
    answer->items = result_alloc(env, memory, said->item_count, sizeof *answer->items);
    if (answer->items == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < said->item_count; k++)
        if ((answer->items[answer->item_count++] = item_of(facts, said->items[k])) == NULL)
            return GATE_UNANSWERED;
    return 0;
}

static int take_text(naast_store *store, void *memory, const char *said, struct gate_answer *answer)
{
    struct env *env = &store->env;
    const struct failure before = env->failure;
    char *clean = NULL;
    int status = field_clean(store, MSG_FIELD_CALLBACK_TEXT, said, TEXT_BYTES, TEXT_LINE, &clean);
    if (status == 0 && clean != NULL && (answer->text = result_text(env, memory, clean)) == NULL)
        status = NAAST_NO_MEMORY;
    mem_free(env, clean);
    if (status == 0 || status == NAAST_NO_MEMORY)
        return status;
    env->failure = before;
    return GATE_UNANSWERED;
}

/* An answer that cannot be is none. */
static int take_answer(naast_store *store, void *memory, const struct facts *facts, const naast_callback_answer *said,
                       struct gate_answer *answer)
{
    struct env *env = &store->env;
    if (said->code != NULL && !text_is_code(said->code))
        return GATE_UNANSWERED;
    int status = take_items(env, memory, facts, said, answer);
    if (status == 0)
        status = take_text(store, memory, said->text, answer);
    if (status == 0)
        answer->code = said->code != NULL ? result_text(env, memory, said->code) : NULL;
    if (status == 0 && said->code != NULL && answer->code == NULL)
        status = NAAST_NO_MEMORY;
    answer->verdict = said->verdict;
    return status;
}

static naast_callback_question question_of(const struct callback_session *session, const struct facts *facts,
                                           const naast_check *check)
{
    size_t stage = 0;
    (void)pipeline_check_of(facts->pipeline, check->code, &stage);
    return (naast_callback_question){
        .size = sizeof(naast_callback_question),
        .revision = facts->pipeline->revision,
        .deal = facts->deal,
        .check = check->code,
        .gate = facts->pipeline->stages[stage].gate.code,
        .stage = facts->pipeline->stages[facts->stage].code,
        .pipeline = facts->pipeline->code,
        .today = facts->today,
        .amount = facts->amount,
        .items = session->items,
    };
}

int callback_ask(void *context, void *memory, const struct facts *facts, const naast_check *check,
                 struct gate_answer *answer)
{
    struct callback_session *session = context;
    naast_store *store = session->store;
    const struct callback_list *found = callback_of(store, facts->pipeline->code, check->code);
    naast_callback_answer said = {.size = sizeof said, .verdict = NAAST_VERDICT_MISSING};
    answer->code = "callback_missing";
    if (found == NULL)
        return GATE_UNANSWERED;
    int status = session->items == NULL ? items_read(store, facts, &session->items) : 0;
    if (status != 0)
        return status;
    const naast_callback_question question = question_of(session, facts, check);
    answer->code = "callback_failed";
    const struct failure before = store->env.failure;
    store->asking = 1;
    status = found->callback(found->context, &question, &said) == 0 ? 0 : GATE_UNANSWERED;
    store->asking = 0;
    store->env.failure = before; /* what it tried with this store is its own affair */
    if (status == 0)
        status = take_answer(store, memory, facts, &said, answer);
    if (status == GATE_UNANSWERED)
        answer->code = "callback_failed";
    return status;
}
