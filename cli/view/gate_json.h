/* gate_json.h: what a gate says, for machines. */
#ifndef CLI_VIEW_GATE_JSON_H
#define CLI_VIEW_GATE_JSON_H

struct cli;
struct json;
struct verdicts;

/* The whole evaluation, in the shape that scripts rely on. */
void gate_json(struct cli *cli, const struct verdicts *verdicts);

/* Its gates as a member "gates", for a document of another's. */
void gates_json(struct cli *cli, struct json *json, const struct verdicts *verdicts);

#endif
