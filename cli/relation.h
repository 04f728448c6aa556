/* relation.h: all that there is between us and an organisation, or a person. */
#ifndef CLI_RELATION_H
#define CLI_RELATION_H

#include "said.h"

/* A deal of theirs with what was said, done and decided in it. */
struct relation_deal {
    struct subject subject;
    naast_items *items;
    naast_transitions *moves;
    naast_activities *activities;
    naast_tasks *tasks;
};

/* Why the next moment is one. */
enum moment { MOMENT_NONE, MOMENT_TASK, MOMENT_PROMISE, MOMENT_ANSWER, MOMENT_DECISION, MOMENT_TELL };

struct relation {
    struct relation_deal *deals; /* newest first; kept by cli */
    size_t count;
    bool more;               /* there are older ones */
    bool leave_alone;        /* they asked not to be contacted: there is no moment for us to choose */
    naast_date last_contact; /* the newest thing said by them, or noted; 0: none */
    enum moment moment;
    naast_date on; /* of the moment */
    const struct relation_deal *in;
    const naast_item *item; /* of a promise or an answer; NULL: none */
    const naast_task *task; /* of a task */
};

/* Of an organisation, or (0) of a person. Release with relation_free, also when it failed. */
int relation_read(struct cli *cli, naast_id org, const naast_person *person, struct relation *out);
void relation_free(struct relation *relation);

/* Deals and noes, promises both ways, what is to do, the last contact and the next moment. person: whose roles are
 * told; 0: nobody's. */
void relation_screen(struct cli *cli, const struct relation *relation, naast_id person);
void relation_json(struct json *json, const struct relation *relation, naast_id person);

/* An item that is a promise to somebody: one with a life, and a day or a side that owes it. */
bool relation_is_promise(const struct relation_deal *deal, const naast_item *item);
/* The move that ended it; NULL: it is open. */
const naast_transition *relation_end(const struct relation_deal *deal);
const char *moment_code(enum moment moment); /* "task", "promise", … */

#endif
