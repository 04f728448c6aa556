/* board_json.c: the board for programs. */
#include "base/context.h"
#include "commands/overview/board.h"
#include "output/json.h"

static void json_tally(struct json *json, const struct tally *tally)
{
    json_int(json, "deals", tally->deals);
    json_open_array(json, "totals");
    for (size_t i = 0; i < tally->total_count; i++) {
        json_open_object(json, NULL);
        json_money(json, tally->totals[i]);
        json_close_object(json);
    }
    json_close_array(json);
}

static void json_card(struct cli *cli, struct json *json, const struct card *card)
{
    json_open_object(json, NULL);
    json_id(json, "id", 'D', card->id);
    json_text(json, "title", card->title);
    json_id(json, "org", 'O', card->org);
    json_text_or_null(json, "org_name", card->org_name);
    json_text_or_null(json, "owner", card->owner);
    json_money(json, card->amount);
    if (card->since_known) {
        json_int(json, "day", board_day(cli, card));
        json_time(json, "since", card->since);
    } else {
        json_put_null(json, "day");
        json_put_null(json, "since");
    }
    json_bool(json, "asleep", card->asleep);
    json_bool(json, "unverified", card->unverified);
    if (card->gated)
        json_bool(json, "gate_open", card->open);
    else
        json_put_null(json, "gate_open");
    json_int(json, "blockers", card->blockers);
    json_close_object(json);
}

static void json_stage(struct cli *cli, struct json *json, const struct board_stage *stage)
{
    json_open_object(json, NULL);
    json_text(json, "stage", stage->code);
    json_text(json, "name", stage->name);
    json_tally(json, &stage->tally);
    json_open_array(json, "cards");
    for (size_t i = 0; i < stage->card_count; i++)
        json_card(cli, json, &stage->cards[i]);
    json_close_array(json);
    json_close_object(json);
}

void board_json(struct cli *cli, const struct board *board)
{
    struct json json;
    json_begin(&json, cli);
    json_text(&json, "pipeline", board->pipeline);
    json_open_object(&json, "open");
    json_tally(&json, &board->open);
    json_close_object(&json);
    json_open_array(&json, "stages");
    for (size_t i = 0; i < board->stage_count; i++)
        json_stage(cli, &json, &board->stages[i]);
    json_close_array(&json);
    json_end(&json);
}
