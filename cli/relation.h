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

/* When there was something between us: a conversation, or what they said. */
struct relation_contact {
    naast_date on;
    naast_id deal;                  /* 0: it was about none */
    const naast_activity *activity; /* NULL: what they said, */
    const naast_item *item;         /* this among it */
};
enum { RELATION_CONTACTS = 5 };

/* Why the next moment is one. */
enum moment { MOMENT_NONE, MOMENT_TASK, MOMENT_PROMISE, MOMENT_ANSWER, MOMENT_DECISION, MOMENT_TELL };

struct relation {
    struct relation_deal *deals; /* newest first; kept by cli */
    size_t count;
    bool more;                    /* there are older ones */
    naast_activities *activities; /* noted for them, whatever the deal */
    naast_tasks *tasks;
    naast_id person;                                     /* of whom this is; 0: of an organisation */
    const char *called;                                  /* their first name */
    bool leave_alone;                                    /* they asked not to be contacted: the moment is theirs */
    struct relation_contact contacts[RELATION_CONTACTS]; /* the last ones, newest first */
    size_t contact_count;
    enum moment moment;
    naast_date on;                  /* of the moment */
    const struct relation_deal *in; /* NULL: a task of no deal */
    const naast_item *item;         /* of a promise or an answer; NULL: none */
    const naast_task *task;         /* of a task */
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
/* Whether a task or an activity of that deal (0: of none) is told apart from the deals. */
bool relation_is_own(const struct relation *relation, naast_id deal);
/* The move that ended it; NULL: it is open. */
const naast_transition *relation_end(const struct relation_deal *deal);
const char *moment_code(enum moment moment); /* "task", "promise", … */

#endif
