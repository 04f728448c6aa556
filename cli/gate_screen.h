/* gate_screen.h: what the gates say, as the screen of a move that cannot be made yet and as JSON; and what to type. */
#ifndef CLI_GATE_SCREEN_H
#define CLI_GATE_SCREEN_H

#include "said.h"

/* Everything a screen of the gates speaks of. Release with verdicts_free. */
struct verdicts {
    struct subject subject;
    naast_items *items;
    const naast_evaluation *evaluation; /* borrowed */
};
int verdicts_read(struct cli *cli, const naast_evaluation *evaluation, struct verdicts *out);
void verdicts_free(struct verdicts *verdicts);

/* The command line that answers a check, "" when only a program can. for_people: names rather than ids, defaults left
 * out. */
const char *fix_command(struct cli *cli, const struct verdicts *verdicts, const naast_check_result *check,
                        bool for_people);

/* The header, what comes first, and what to do about it. every: also the checks that are clear. */
void gate_screen(struct cli *cli, FILE *out, const struct verdicts *verdicts, bool every);

/* The whole evaluation, in the shape that scripts rely on. */
void gate_json(struct cli *cli, const struct verdicts *verdicts);

/* Its gates as a member "gates", for a document of another's. */
void gates_json(struct cli *cli, struct json *json, const struct verdicts *verdicts);

/* The verdict on every check, gate by gate, and nothing to do about it: for what is past. */
void gate_verdicts(struct cli *cli, FILE *out, const struct verdicts *verdicts);

/* "D1  Findable policy · Waterdam        Getting to know, day 9". */
void deal_header(struct cli *cli, FILE *out, const struct subject *subject);

/* D1.6 "staff also follow old versions" (Sanne, 7 Nov). Kept by cli. */
const char *item_line(struct cli *cli, const naast_item *item);

/* Why an agreed item has to be looked at again: "D1.4, agreed with Sanne on 4 Nov; D1.6 came on 7 Nov". Kept by cli. */
const char *stale_line(struct cli *cli, const struct verdicts *verdicts, const naast_item *item);

#endif
