/* callbacks.c: the checks that a C program answers itself: who answers which, and asking them. */
#include "domain/gate/callbacks.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "domain/evidence/facts.h"
#include "domain/evidence/item_write.h"
#include "domain/gate/gate.h"
#include "store/handle/handle.h"

#include <stdio.h>
#include <string.h>

struct callback_list {
    struct callback_list *next;
    char check[41];
    naast_callback *callback;
    void *context;
};

/* The link that holds the callback of a check, or the last one, which holds NULL. */
static struct callback_list **link_of(naast_store *store, const char *check)
{
    struct callback_list **link = &store->callbacks;
    while (*link != NULL && strcmp((*link)->check, check) != 0)
        link = &(*link)->next;
    return link;
}

static int callback_set(naast_store *store, const char *check, naast_callback *callback, void *context)
{
    struct callback_list **link = link_of(store, check);
    if (*link == NULL) {
        *link = mem_zero(&store->env, 1, sizeof **link);
        if (*link == NULL)
            return NAAST_NO_MEMORY;
        snprintf((*link)->check, sizeof(*link)->check, "%s", check);
    }
    (*link)->callback = callback;
    (*link)->context = context;
    return 0;
}

static void callback_unset(naast_store *store, const char *check)
{
    struct callback_list **link = link_of(store, check), *gone = *link;
    if (gone == NULL)
        return;
    *link = gone->next;
    mem_free(&store->env, gone);
}

int naast_callback_register(naast_store *store, const char *check, naast_callback *callback, void *context)
{
    env_clear_failure(&store->env);
    if (check == NULL || !text_is_code(check))
        return FAIL(&store->env, MSG_CALLBACK_CHECK, check ? check : "");
    if (callback != NULL)
        return callback_set(store, check, callback, context);
    callback_unset(store, check);
    return 0;
}

void callbacks_forget(naast_store *store)
{
    while (store->callbacks != NULL)
        callback_unset(store, store->callbacks->check);
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

int callback_ask(void *context, const struct facts *facts, const naast_check *check, naast_verdict *verdict,
                 const char **code)
{
    struct callback_session *session = context;
    const struct callback_list *found = *link_of(session->store, check->id);
    *code = "callback_missing";
    if (found == NULL)
        return GATE_UNANSWERED;
    int status = session->items == NULL ? items_read(session->store, facts, &session->items) : 0;
    if (status != 0)
        return status;
    const naast_callback_question question = {
        .deal = facts->deal,
        .check = check->id,
        .today = facts->today,
        .amount = facts->amount,
        .items = session->items,
    };
    *code = "callback_failed";
    return found->callback(found->context, &question, verdict) == 0 ? 0 : GATE_UNANSWERED;
}
