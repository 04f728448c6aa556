/* relation.h: all that there is between us and an organisation, or a person. */
#ifndef CLI_COMMANDS_PEOPLE_RELATION_H
#define CLI_COMMANDS_PEOPLE_RELATION_H

#include <stdbool.h>
#include <stddef.h>

#include "naast-agenda.h"
#include "naast.h"
#include "view/deal.h"

struct cli;
struct json;

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
    naast_agenda *agenda;
    const naast_agenda_line *next; /* the next moment to be in touch, of the agenda; NULL: none has a day */
};

/* Of an organisation, or (0) of a person. Release with relation_free, also when it failed. */
int relation_read(struct cli *cli, naast_id org, const naast_person *person, struct relation *out);
void relation_free(struct relation *relation);

/* "  D1.3   text", wrapped at the indent; of all the lines of a screen as wide as its longest id asks. */
void relation_line(struct cli *cli, int indent, const char *id, const char *text);
int relation_indent(struct cli *cli, const struct relation *relation);
/* As wide as that id needs, and no narrower than before. */
int indent_for(int indent, const char *id);

/* Deals and noes, promises both ways, what is to do, the last contact and the next moment. person: whose roles are
 * told; 0: nobody's. */
void relation_screen(struct cli *cli, const struct relation *relation, naast_id person, int indent);
void relation_json(struct json *json, const struct relation *relation, naast_id person);

/* An item that one side owes the other: one of a kind with a life, so a condition and an introduction too. */
bool relation_is_promise(const struct relation_deal *deal, const naast_item *item);
naast_side relation_owes(const struct relation_deal *deal, const naast_item *item);
/* Whether a task or an activity of that deal (0: of none) is shown apart from the deals. */
bool relation_is_own(const struct relation *relation, naast_id deal);
/* The move that ended it; NULL: it is open. */
const naast_transition *relation_end(const struct relation_deal *deal);

#endif
