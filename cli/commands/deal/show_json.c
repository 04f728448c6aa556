/* show_json.c: naast show in JSON: items with every word on them, every move with its receipt, and the diary. */
#include "naast.h"
#include "base/context.h"
#include "commands/deal/show.h"
#include "output/cell.h"
#include "output/json.h"
#include "output/table.h"
#include "view/deal_cells.h"
#include "view/gate_json.h"
#include "view/gate_text.h"

static void party_json(struct json *json, const char *key, naast_party party, const char *name, const char *org)
{
    if (party.side == NAAST_SIDE_NONE) {
        json_put_null(json, key);
        return;
    }
    json_open_object(json, key);
    json_text(json, "side", party.side == NAAST_SIDE_US ? "us" : "customer");
    json_id(json, "person", 'P', party.person);
    json_text_or_null(json, "name", name);
    if (*org != '\0')
        json_text(json, "org_name", org);
    json_close_object(json);
}

static const char *backing_code(naast_backing backed)
{
    return backed == NAAST_BACKED_BY_PAGE ? "page" : backed == NAAST_BACKED_BY_MESSAGE ? "message" : "said";
}

static void words_json(struct json *json, const naast_item *item)
{
    json_open_array(json, "words");
    for (size_t k = 0; k < item->word_count; k++) {
        const naast_word *said = &item->words[k];
        json_open_object(json, NULL);
        party_json(json, "by", said->by, said->name, said->org_name);
        json_bool(json, "fresh", said->fresh != 0);
        json_int(json, "seen", said->seen);
        json_date(json, "on", said->on);
        json_text_or_null(json, "how", said->how);
        if (said->by.side == NAAST_SIDE_CUSTOMER)
            json_text(json, "backed", backing_code(said->backed));
        if (said->given_as != 0)
            party_json(json, "given_as", (naast_party){NAAST_SIDE_CUSTOMER, said->given_as}, said->given_as_name, "");
        json_close_object(json);
    }
    json_close_array(json);
}

static void item_members(struct json *json, const naast_item *item)
{
    json_item(json, "id", item->deal, item->n);
    json_text(json, "kind", item->kind);
    json_text_or_null(json, "value", item->value);
    json_text_or_null(json, "text", item->text);
    json_text(json, "state", item->state);
    json_bool(json, "retracted", item->retracted != 0);
    json_bool(json, "in_confidence", item->in_confidence != 0);
    party_json(json, "from", item->from, item->from_name, item->from_org);
    json_item(json, "about", item->deal, item->about);
    json_id(json, "person", 'P', item->person);
    json_money(json, item->amount);
    json_date(json, "due", item->due);
    json_text_or_null(json, "url", item->url);
    json_text_or_null(json, "file", item->file_name);
    json_bool(json, "late", item->late != 0);
    json_bool(json, "redacted", item->redacted != 0);
    json_int(json, "reagreed", item->reagreed);
    json_date(json, "settled_on", item->settled_on);
    party_json(json, "settled_by", item->settled_by, item->settled_name, item->settled_org);
    json_text_or_null(json, "because", item->because);
    json_int(json, "crev", item->content_rev);
    json_date(json, "on", item->on);
    words_json(json, item);
}

static void all_items_json(struct json *json, const naast_items *items)
{
    json_open_array(json, "items");
    for (size_t k = 0; k < items->count; k++) {
        json_open_object(json, NULL);
        item_members(json, &items->items[k]);
        json_close_object(json);
    }
    json_close_array(json);
}

int item_json(struct cli *cli, const naast_item *item)
{
    struct json json;
    json_begin(&json, cli);
    json_open_object(&json, "item");
    item_members(&json, item);
    json_close_object(&json);
    json_end(&json);
    return NAAST_OK;
}

int deal_json(struct cli *cli, const naast_deal *deal, const naast_items *items, const naast_transitions *transitions,
              const struct diary *diary, const struct verdicts *gates)
{
    struct cell cells[DEAL_COLUMNS];
    struct json json;
    deal_cells(cli, deal, cells);
    int status = record_print(cli, "deal", deal->rev, deal_columns, cells, DEAL_COLUMNS, &json);
    if (status == 0) {
        all_items_json(&json, items);
        transitions_json(&json, deal->id, transitions);
        diary_json(&json, diary);
        if (gates != NULL)
            gates_json(cli, &json, gates);
        json_end(&json);
    }
    return status;
}
