/* gate_json.c: what the gates say, in the shape that scripts rely on. */
#include "view/gate_json.h"

#include <stdbool.h>

#include "naast.h"
#include "base/context.h"
#include "output/json.h"
#include "view/gate_commands.h"
#include "view/gate_text.h"

/* A place to fill in is null among the words, and `fill` says what belongs there. */
static void fill_json(struct json *json, size_t at, const struct fix_word *word)
{
    json_open_object(json, NULL);
    json_int(json, "at", (int64_t)at);
    json_text(json, "what", word->fill);
    if (word->values != NULL) {
        json_open_array(json, "values");
        for (size_t k = 0; word->values[k] != NULL; k++)
            json_text(json, NULL, word->values[k]);
        json_close_array(json);
    }
    json_close_object(json);
}

static void command_json(struct json *json, const struct fix_line *line)
{
    json_open_object(json, NULL);
    json_open_array(json, "argv");
    for (size_t k = 0; k < line->count; k++)
        json_text(json, NULL, line->words[k].text); /* null where it is to be filled in */
    json_close_array(json);
    json_open_array(json, "fill");
    for (size_t k = 0; k < line->count; k++)
        if (line->words[k].fill != NULL)
            fill_json(json, k, &line->words[k]);
    json_close_array(json);
    json_close_object(json);
}

static void fix_json(struct cli *cli, struct json *json, const struct verdicts *verdicts,
                     const naast_check_result *check)
{
    struct fix fix = {0};
    if (check->verdict != NAAST_VERDICT_MET)
        check_commands(cli, verdicts, check, false, &fix);
    json_text(json, "fix", fix_text(cli, &fix, false));
    json_open_array(json, "commands");
    for (size_t k = 0; k < fix.count; k++)
        command_json(json, &fix.lines[k]);
    json_close_array(json);
}

static void check_json(struct cli *cli, struct json *json, const struct verdicts *verdicts,
                       const naast_check_result *check)
{
    json_open_object(json, NULL);
    json_text(json, "check", check->check);
    json_text(json, "verdict", naast_verdict_code(check->verdict));
    json_text(json, "code", check->code);
    json_bool(json, "advisory", check->advisory != 0);
    json_bool(json, "waivable", check->waivable != 0);
    if (check->verdict == NAAST_VERDICT_WAIVED) {
        json_text(json, "under", naast_verdict_code(check->under));
        json_date(json, "waived_until", check->waived_until);
    }
    if (check->waiver_expired)
        json_bool(json, "waiver_expired", true);
    json_open_array(json, "items");
    for (size_t k = 0; k < check->item_count; k++)
        json_item(json, NULL, verdicts->evaluation->deal, check->items[k].n);
    json_close_array(json);
    json_text(json, "ask", check->ask);
    json_open_array(json, "rests_on");
    for (size_t k = 0; k < check->rests_on_count; k++)
        json_text(json, NULL, check->rests_on[k]);
    json_close_array(json);
    fix_json(cli, json, verdicts, check);
    json_close_object(json);
}

static void checks_json(struct cli *cli, struct json *json, const struct verdicts *verdicts,
                        const naast_gate_result *gate)
{
    json_open_object(json, NULL);
    json_text(json, "gate", gate->gate);
    json_text(json, "stage", gate->stage);
    json_text(json, "to", gate->to);
    json_bool(json, "open", gate->open != 0);
    json_bool(json, "enforced", gate->enforced != 0);
    json_bool(json, "unproven", gate->unproven != 0);
    json_open_array(json, "checks");
    for (size_t k = 0; k < gate->check_count; k++)
        check_json(cli, json, verdicts, &gate->checks[k]);
    json_close_array(json);
    json_close_object(json);
}

void gates_json(struct cli *cli, struct json *json, const struct verdicts *verdicts)
{
    const naast_evaluation *evaluation = verdicts->evaluation;
    json_open_array(json, "gates");
    for (size_t k = 0; k < evaluation->gate_count; k++)
        checks_json(cli, json, verdicts, &evaluation->gates[k]);
    json_close_array(json);
}

void gate_json(struct cli *cli, const struct verdicts *verdicts)
{
    const naast_evaluation *evaluation = verdicts->evaluation;
    struct json json;
    json_begin(&json, cli);
    json_int(&json, "rev", evaluation->rev);
    json_id(&json, "deal", 'D', evaluation->deal);
    json_text(&json, "stage", evaluation->stage);
    json_text_or_null(&json, "to", evaluation->to);
    json_bool(&json, "open", evaluation->open != 0);
    json_int(&json, "left", evaluation->left);
    json_bool(&json, "moved", evaluation->moved != 0);
    if (evaluation->moved) {
        json_text(&json, "from", evaluation->from);
        json_id(&json, "operation", 'J', evaluation->operation);
    }
    gates_json(cli, &json, verdicts);
    json_end(&json);
}
