/* deal.c: deals: list and show. */
#include "deal.h"
#include "paging.h"

const struct column deal_columns[DEAL_COLUMNS] = {
    {"id", W_HEAD_ID, 0},
    {"title", W_HEAD_TITLE, COLUMN_WIDE},
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
        cell_time(deal->since),
        cell_date(deal->expected),
        cell_text(deal->owner),
        cell_time(deal->created),
        cell_date(deal->closed),
        flag(cli, deal->told),
        flag(cli, deal->unverified),
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

/* One page after another, until `limit` deals fit; those looked at here, and many, come in larger pages. */
struct listing {
    struct deal_filter filter;
    struct paging paging;
    struct table *table;
    size_t shown;
    naast_id last;
    bool more;
};

static void show_page(struct cli *cli, struct listing *listing, const naast_deals *deals)
{
    for (size_t i = 0; i < deals->count && !listing->more; i++) {
        const naast_deal *deal = &deals->items[i];
        listing->filter.asked.after = deal->id;
        if (!deal_filter_fits(cli, &listing->filter, deal))
            continue;
        if (listing->shown == listing->paging.limit) {
            listing->more = true;
            return;
        }
        struct cell cells[DEAL_COLUMNS];
        deal_cells(cli, deal, cells);
        table_row(listing->table, cells);
        listing->shown++;
        listing->last = deal->id;
    }
}

static int show_pages(struct cli *cli, struct listing *listing)
{
    int further = 1;
    while (further && !listing->more) {
        naast_deals *deals;
        int status = cli_check(cli, naast_deal_list(cli->store, &listing->filter.asked, &deals));
        if (status != NAAST_OK)
            return status;
        show_page(cli, listing, deals);
        further = deals->more;
        naast_free(deals);
    }
    return NAAST_OK;
}

enum { LARGEST_PAGE = 1000 };

static int list(struct cli *cli, const struct args *args)
{
    struct listing listing = {0};
    int status = paging_read(cli, args, 'D', &listing.paging);
    if (status == NAAST_OK)
        status = deal_filter_read(cli, args, &listing.filter);
    if (status != NAAST_OK)
        return status;
    listing.filter.asked.after = listing.paging.after;
    bool many = listing.filter.looks || listing.paging.limit > LARGEST_PAGE;
    listing.filter.asked.limit = many ? LARGEST_PAGE : listing.paging.limit + 1;
    listing.table =
        table_begin(cli, "deals", deal_columns, DEAL_COLUMNS, args->count > 0 ? W_NO_DEAL_FITS : W_NO_DEALS);
    status = show_pages(cli, &listing);
    int ended = paging_end(cli, listing.table, listing.more, 'D', listing.last);
    return status != NAAST_OK ? status : ended;
}

static void json_receipt(struct json *json, naast_id deal, const naast_receipt_line *line)
{
    json_open_object(json, NULL);
    json_text(json, "gate", line->gate);
    json_text(json, "check", line->check);
    json_text(json, "verdict", line->verdict);
    json_text(json, "code", line->code);
    json_open_array(json, "items");
    for (size_t i = 0; i < line->item_count; i++) {
        json_open_object(json, NULL);
        json_item(json, "item", deal, line->items[i]);
        json_int(json, "crev", line->crevs[i]);
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
    json_id(json, "told", 'P', move->told.person);
    json_id(json, "refer", move->refer_root == NAAST_ORG ? 'O' : 'P', move->refer);
    json_open_array(json, "receipt");
    for (size_t i = 0; i < move->receipt_count; i++)
        json_receipt(json, deal, &move->receipt[i]);
    json_close_array(json);
    json_close_object(json);
}

void transitions_json(struct json *json, naast_id deal, const naast_transitions *moves)
{
    json_open_array(json, "transitions");
    for (size_t i = 0; i < moves->count; i++)
        json_transition(json, deal, &moves->items[i]);
    json_close_array(json);
}

/* The deal, and in JSON every move with its receipt. */
static int show_deal(struct cli *cli, const naast_deal *deal)
{
    struct cell cells[DEAL_COLUMNS];
    deal_cells(cli, deal, cells);
    if (cli->output != OUTPUT_JSON)
        return record_print(cli, "deal", deal->rev, deal_columns, cells, DEAL_COLUMNS, NULL);
    naast_transitions *moves;
    struct json json;
    int status = cli_check(cli, naast_transition_list(cli->store, deal->id, &moves));
    if (status != NAAST_OK)
        return status;
    status = record_print(cli, "deal", deal->rev, deal_columns, cells, DEAL_COLUMNS, &json);
    transitions_json(&json, deal->id, moves);
    json_end(&json);
    naast_free(moves);
    return status;
}

static int show(struct cli *cli, const struct args *args)
{
    naast_id id;
    naast_deal *deal;
    int status = cli_deal(cli, args_operand(args, 0), &id);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_deal_get(cli->store, id, &deal));
    if (status != NAAST_OK)
        return status;
    status = show_deal(cli, deal);
    naast_free(deal);
    return status;
}

static const struct option list_options[] = {
    {"limit", "N", W_OPT_LIMIT, 0}, {"after", "D1", W_OPT_AFTER, 0}, OPTIONS_END};

const struct command command_deal_list = {
    .name = "deal",
    .verb = "list",
    .needs = NEEDS_READ,
    .summary = W_DO_DEAL_LIST,
    .operands = "[FILTER...]",
    .options = list_options,
    .example = "naast deal list stage:match owner:me\nnaast deal list amount:10000.. --csv\n",
    .more = W_MORE_DEAL_LIST,
    .writes = WRITES_JSON | WRITES_RECORDS | PAGED,
    .run = list,
};
const struct command command_deal_show = {
    .name = "deal",
    .verb = "show",
    .needs = NEEDS_READ,
    .summary = W_DO_DEAL_SHOW,
    .operands = "DEAL",
    .example = "naast deal show D1\nnaast deal show D1 --json\n",
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = show,
};
