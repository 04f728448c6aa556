/* rests.h: which checks rest on which: doing what answers the one may move the other. */
#ifndef DOMAIN_PIPELINE_RESTS_H
#define DOMAIN_PIPELINE_RESTS_H

#include "naast.h"

#include <stddef.h>
#include <stdint.h>

/* Kinds of a pipeline, each side of a kind a bit. A checked definition has at most 200 kinds. */
enum { REST_KINDS = 200, REST_WORDS = (REST_KINDS * 2 + 63) / 64 };
struct rest_set {
    uint64_t bits[REST_WORDS];
};

/* What a check has to do with others. */
struct check_rest {
    struct rest_set moved;   /* kinds that move it when they are recorded */
    struct rest_set covers;  /* of those, the kinds that move it when they are worded again too */
    struct rest_set records; /* kinds that answer it */
    struct rest_set judges;  /* kinds of the items that it judges */
    struct rest_set amends;  /* of those, the kinds that are worded again when what they cover has changed */
    const char *by;          /* whose word it asks for; NULL: anybody's */
    naast_codes names;       /* what it says of people, where authority answers it; NULL: any */
    int names_people;
};

void check_rest_of(const naast_pipeline *pipeline, const naast_check *check, struct check_rest *out);

/* Whether the one rests on the other; `earlier`: the other is asked before it. */
int check_rests_on(const struct check_rest *check, const struct check_rest *other, int earlier);

/* Two checks that rest on each other, directly or not: one of them, and the one that it rests on; NULL: none do. */
struct rest_circle {
    const naast_check *check, *on;
};
struct env;
int rest_circle_find(struct env *env, const naast_pipeline *pipeline, struct rest_circle *out);

#endif
