/* callbacks.h: the checks that a C program answers itself. */
#ifndef DOMAIN_GATE_CALLBACKS_H
#define DOMAIN_GATE_CALLBACKS_H

#include "naast.h"

#include "base/env/env.h"

struct facts;
struct gate_answer;

/* The callbacks of a handle, asked during one evaluation. Release with callback_session_end. */
struct callback_session {
    naast_store *store;
    naast_items *items; /* read when the first callback is asked */
};

void callback_session_begin(naast_store *store, struct callback_session *session);
void callback_session_end(struct callback_session *session);

/* For struct gate_callbacks; context: a callback_session. */
int callback_ask(void *context, void *memory, const struct facts *facts, const naast_check *check,
                 struct gate_answer *answer);

/* Forgets every callback of the handle. */
void callbacks_forget(naast_store *store);

#endif
