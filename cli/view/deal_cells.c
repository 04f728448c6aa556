/* deal_cells.c: a deal as a row, for lists and records; its moves in JSON. */
#include "view/deal_cells.h"

#include "naast.h"
#include "base/context.h"
#include "output/cell.h"
#include "output/json.h"
#include "view/verdict.h"
#include "words/words.h"

const struct column deal_columns[DEAL_COLUMNS] = {
    {"id", W_HEAD_ID, 0},
    {"title", W_HEAD_TITLE, COLUMN_WIDE | COLUMN_KEPT},
    {"org", W_HEAD_ORG, COLUMN_HIDDEN},
    {"org_name", W_HEAD_ORG, COLUMN_WIDE},
    {"contact", W_HEAD_CONTACT, COLUMN_HIDDEN},
    {"contact_name", W_HEAD_CONTACT, COLUMN_RECORD},
    {"amount", W_HEAD_AMOUNT, COLUMN_RIGHT},
    {"currency", W_HEAD_CURRENCY, COLUMN_HIDDEN},
    {"pipeline", W_HEAD_PIPELINE, COLUMN_RECORD},
    {"revision", W_HEAD_REVISION, COLUMN_RECORD},
    {"stage", W_HEAD_STAGE, COLUMN_WIDE},
    {"outcome", W_HEAD_OUTCOME, COLUMN_WIDE},
    {"since", W_HEAD_SINCE, 0},
    {"expected", W_HEAD_EXPECTED, COLUMN_RECORD},
    {"owner", W_HEAD_OWNER, COLUMN_RECORD},
    {"created", W_HEAD_CREATED, COLUMN_RECORD},
    {"closed", W_HEAD_CLOSED, COLUMN_RECORD},
    {"told", W_HEAD_TOLD, COLUMN_RECORD},
    {"unverified", W_HEAD_UNVERIFIED, COLUMN_RECORD},
    {"unproven", W_HEAD_UNPROVEN, COLUMN_RECORD},
    {"source", W_HEAD_SOURCE, COLUMN_RECORD},
    {"follows", W_HEAD_FOLLOWS, COLUMN_RECORD},
    {"external_id", W_HEAD_EXTERNAL_ID, COLUMN_RECORD},
    {"note", W_HEAD_NOTE, COLUMN_RECORD},
    {"rev", W_HEAD_REV, COLUMN_RECORD},
    {"uuid", W_HEAD_UUID, COLUMN_RECORD},
};

/* A flag that people read only when it is set. */
static struct cell flag(const struct cli *cli, int set)
{
    return cli->output == OUTPUT_TEXT && !set ? cell_none() : cell_bool(set);
}

void deal_cells(struct cli *cli, const naast_deal *deal, struct cell cells[DEAL_COLUMNS])
{
    const struct cell values[DEAL_COLUMNS] = {
        cell_id('D', deal->id),
        cell_text(deal->title),
        cell_id('O', deal->org),
        cell_text(deal->org_name),
        cell_id('P', deal->contact),
        cell_text(deal->contact_name),
        cell_amount(deal->amount),
        cell_currency(deal->amount),
        cell_text(deal->pipeline),
        cell_int(deal->pipeline_revision),
        cell_named(deal->stage, deal->stage_name),
        cell_named(deal->outcome, outcome_words(cli, deal->outcome)),
        deal->since_known ? cell_time(deal->since) : cell_none(),
        cell_date(deal->expected),
        cell_text(deal->owner),
        cell_time(deal->created),
        cell_date(deal->closed),
        flag(cli, deal->informed),
        flag(cli, deal->unverified),
        flag(cli, deal->unproven),
        cell_text(deal->source),
        cell_id('D', deal->follows),
        cell_text(deal->external_id),
        cell_text(deal->note),
        cell_int(deal->rev),
        cell_text(deal->uuid),
    };
    for (size_t i = 0; i < DEAL_COLUMNS; i++)
        cells[i] = values[i];
}

static void json_receipt(struct json *json, naast_id deal, const naast_receipt_line *line)
{
    json_open_object(json, NULL);
    json_text(json, "gate", line->gate);
    json_text_or_null(json, "digest", line->digest);
    json_text(json, "check", line->check);
    json_text(json, "verdict", line->verdict);
    json_text(json, "code", line->code);
    json_open_array(json, "items");
    for (size_t i = 0; i < line->item_count; i++) {
        json_open_object(json, NULL);
        const naast_receipt_item *item = NAAST_AT(naast_receipt_item, line->items, line->item_size, i);
        json_item(json, "item", deal, item->n);
        json_int(json, "crev", item->content_rev);
        json_bool(json, "respelled", item->respelled != 0);
        json_close_object(json);
    }
    json_close_array(json);
    json_close_object(json);
}

static void json_transition(struct json *json, naast_id deal, const naast_transition *move)
{
    json_open_object(json, NULL);
    json_int(json, "n", move->n);
    json_text(json, "kind", move->kind);
    json_text_or_null(json, "from_stage", move->from_stage);
    json_text(json, "to_stage", move->to_stage);
    json_text_or_null(json, "from_outcome", move->from_outcome);
    json_text_or_null(json, "to_outcome", move->to_outcome);
    json_text(json, "pipeline", move->pipeline);
    json_int(json, "revision", move->pipeline_revision);
    json_time(json, "at", move->at);
    json_text(json, "actor", move->actor);
    json_text_or_null(json, "because", move->because);
    json_id(json, "told", 'P', move->informed.person);
    json_id(json, "refer", move->refer_root == NAAST_ROOT_ORG ? 'O' : 'P', move->refer);
    json_open_array(json, "receipt");
    for (size_t i = 0; i < move->receipt_count; i++)
        json_receipt(json, deal, &move->receipt[i]);
    json_close_array(json);
    json_bool(json, "stands", move->counts);
    json_close_object(json);
}

void transitions_json(struct json *json, naast_id deal, const naast_transitions *moves)
{
    json_open_array(json, "transitions");
    for (size_t i = 0; i < moves->count; i++)
        json_transition(json, deal, &moves->items[i]);
    json_close_array(json);
}
