/* show.c: naast show: the whole story of a deal; one item; a person or an organisation. */
#include "deal.h"
#include "gate_screen.h"

#include <string.h>

static void party_json(struct json *json, const char *key, naast_party party, const char *name)
{
    if (party.side == NAAST_NO_SIDE) {
        json_put_null(json, key);
        return;
    }
    json_open_object(json, key);
    json_text(json, "side", party.side == NAAST_US ? "us" : "customer");
    json_id(json, "person", 'P', party.person);
    json_text_or_null(json, "name", name);
    json_close_object(json);
}

static void words_json(struct json *json, const naast_item *item)
{
    json_open_array(json, "words");
    for (size_t k = 0; k < item->word_count; k++) {
        const naast_word *said = &item->words[k];
        json_open_object(json, NULL);
        party_json(json, "by", said->by, said->name);
        json_bool(json, "fresh", said->fresh != 0);
        json_int(json, "seen", said->seen);
        json_date(json, "on", said->on);
        json_text_or_null(json, "how", said->how);
        json_close_object(json);
    }
    json_close_array(json);
}

static void item_members(struct cli *cli, struct json *json, const naast_item *item)
{
    json_text(json, "id", text_item(cli, item->deal, item->n));
    json_text(json, "kind", item->kind);
    json_text_or_null(json, "value", item->value);
    json_text_or_null(json, "text", item->text);
    json_text(json, "state", item->state);
    json_bool(json, "retracted", item->retracted != 0);
    json_bool(json, "in_confidence", item->in_confidence != 0);
    party_json(json, "from", item->from, item->from_name);
    if (item->about == 0)
        json_put_null(json, "about");
    else
        json_text(json, "about", text_item(cli, item->deal, item->about));
    json_id(json, "person", 'P', item->person);
    json_money(json, item->amount);
    json_date(json, "due", item->due);
    json_text_or_null(json, "url", item->url);
    json_text_or_null(json, "file", item->file_name);
    json_bool(json, "late", item->late != 0);
    json_int(json, "reagreed", item->reagreed);
    json_date(json, "settled_on", item->settled_on);
    party_json(json, "settled_by", item->settled_by, item->settled_name);
    json_text_or_null(json, "because", item->because);
    json_int(json, "crev", item->crev);
    json_date(json, "on", item->on);
    words_json(json, item);
}

static void items_json(struct cli *cli, struct json *json, const naast_items *items)
{
    json_open_array(json, "items");
    for (size_t k = 0; k < items->count; k++) {
        json_open_object(json, NULL);
        item_members(cli, json, &items->items[k]);
        json_close_object(json);
    }
    json_close_array(json);
}

static void receipt_json(struct cli *cli, struct json *json, naast_id deal, const naast_transition *transition)
{
    json_open_array(json, "receipt");
    for (size_t k = 0; k < transition->receipt_count; k++) {
        const naast_receipt_line *line = &transition->receipt[k];
        json_open_object(json, NULL);
        json_text(json, "gate", line->gate);
        json_text(json, "check", line->check);
        json_text(json, "verdict", line->verdict);
        json_text(json, "code", line->code);
        json_open_array(json, "items");
        for (size_t i = 0; i < line->item_count; i++) {
            json_open_object(json, NULL);
            json_text(json, "item", text_item(cli, deal, line->items[i]));
            json_int(json, "crev", line->crevs[i]);
            json_close_object(json);
        }
        json_close_array(json);
        json_close_object(json);
    }
    json_close_array(json);
}

static void transitions_json(struct cli *cli, struct json *json, naast_id deal, const naast_transitions *transitions)
{
    json_open_array(json, "transitions");
    for (size_t k = 0; k < transitions->count; k++) {
        const naast_transition *transition = &transitions->items[k];
        json_open_object(json, NULL);
        json_int(json, "n", transition->n);
        json_text(json, "kind", transition->kind);
        json_text_or_null(json, "from", transition->from_stage);
        json_text(json, "to", transition->to_stage);
        json_text_or_null(json, "outcome", transition->to_outcome);
        json_text(json, "pipeline", transition->pipeline);
        json_int(json, "pipeline_revision", transition->pipeline_revision);
        json_time(json, "at", transition->at);
        json_text(json, "actor", transition->actor);
        json_text_or_null(json, "because", transition->because);
        receipt_json(cli, json, deal, transition);
        json_close_object(json);
    }
    json_close_array(json);
}

static const char *word_said(struct cli *cli, const naast_word *said)
{
    return words(cli, said->fresh ? W_WORD_FRESH : W_WORD_STALE, party_words(cli, said->by, said->name),
                 text_date(cli, said->on));
}

/* What is worth saying about an item after its text: state, due date, amount, whose words are on it. */
static const char *item_standing(struct cli *cli, const naast_item *item)
{
    const char *line = "";
    if (item->retracted)
        line = state_words(cli, "retracted");
    else if (strcmp(item->state, "given") != 0)
        line = strcmp(item->state, "released") == 0
                   ? words(cli, W_RELEASED_BY, party_words(cli, item->settled_by, item->settled_name))
                   : state_words(cli, item->late ? "kept_late" : item->state);
    if (item->due != 0)
        line = cli_printf(cli, "%s%s%s", line, *line == '\0' ? "" : ", ", words(cli, W_DUE, text_date(cli, item->due)));
    if (item->reagreed > 0)
        line = cli_printf(cli, "%s%s", line, word(cli, W_REAGREED_IN_TIME));
    if (*item->amount.currency != '\0')
        line = cli_printf(cli, "%s%s%s", line, *line == '\0' ? "" : ", ", text_money(cli, item->amount));
    if (item->in_confidence)
        line = cli_printf(cli, "%s%s%s", line, *line == '\0' ? "" : ", ", word(cli, W_IN_CONFIDENCE));
    /* Whoever said it stands by it; only further words tell something. */
    for (size_t k = 0; k < item->word_count; k++) {
        const naast_word *said = &item->words[k];
        bool own = said->by.side == item->from.side && said->by.person == item->from.person;
        if (!own || !said->fresh)
            line = cli_printf(cli, "%s%s%s", line, *line == '\0' ? "" : ", ", word_said(cli, said));
    }
    return line;
}

static void item_screen(struct cli *cli, const struct subject *subject, const naast_item *item)
{
    FILE *out = cli->out;
    const char *id = text_item(cli, item->deal, item->n);
    colour_on(cli, out, item->retracted ? FAINT : PLAIN);
    text_pad(out, id, 7);
    const char *kind = kind_words(cli, subject, item->kind);
    if (*item->value != '\0')
        kind = cli_printf(cli, "%s: %s", kind, value_words(cli, item->value));
    if (*item->person_name != '\0')
        kind = cli_printf(cli, "%s, %s", kind, text_safe(cli, item->person_name));
    if (item->about != 0)
        kind = cli_printf(cli, "%s, %s", kind, words(cli, W_ABOUT, text_item(cli, item->deal, item->about)));
    fprintf(out, "  %s (%s, %s)\n", kind, party_words(cli, item->from, item->from_name), text_date(cli, item->on));
    colour_off(cli, out);
    if (*item->text != '\0') {
        fputs("         ", out);
        text_wrap(cli, out, text_safe(cli, item->text), 9, 9);
    }
    const char *standing = item_standing(cli, item);
    if (*standing != '\0') {
        fputs("         ", out);
        text_wrap(cli, out, standing, 9, 9);
    }
}

static const char *transition_words(struct cli *cli, const struct subject *subject, const naast_transition *transition)
{
    const char *to = stage_words(cli, subject, transition->to_stage);
    if (strcmp(transition->kind, "import") == 0)
        return words(cli, W_MOVE_IMPORTED, to);
    if (strcmp(transition->kind, "open") == 0)
        return words(cli, W_MOVE_OPENED, to);
    if (strcmp(transition->kind, "end") == 0)
        return outcome_words(cli, transition->to_outcome);
    if (strcmp(transition->kind, "reopen") == 0)
        return words(cli, W_MOVE_REOPENED, to);
    if (strcmp(transition->kind, "pipeline") == 0)
        return words(cli, W_MOVE_PIPELINE, text_safe(cli, transition->pipeline),
                     cli_printf(cli, "%d", (int)transition->pipeline_revision));
    return cli_printf(cli, "%s %s %s", stage_words(cli, subject, transition->from_stage), glyph(cli, GLYPH_ARROW), to);
}

static void moves_screen(struct cli *cli, const struct subject *subject, const naast_transitions *transitions)
{
    FILE *out = cli->out;
    fprintf(out, "\n%s\n", word(cli, W_HEAD_MOVES));
    for (size_t k = 0; k < transitions->count; k++) {
        const naast_transition *transition = &transitions->items[k];
        fputs("  ", out);
        text_pad(out, text_date(cli, naast_date_of(transition->at)), 12);
        fprintf(out, " %s (%s)\n", transition_words(cli, subject, transition), text_safe(cli, transition->actor));
        if (*transition->because != '\0') {
            fputs("               ", out);
            text_wrap(cli, out, text_safe(cli, transition->because), 15, 15);
        }
        if (transition->receipt_count > 0) {
            int items = 0;
            for (size_t r = 0; r < transition->receipt_count; r++)
                items += (int)transition->receipt[r].item_count;
            fprintf(
                out, "               %s\n",
                words(cli, W_RECEIPT, cli_printf(cli, "%zu", transition->receipt_count), cli_printf(cli, "%d", items)));
        }
    }
}

static void facts_screen(struct cli *cli, const struct subject *subject)
{
    const naast_deal *deal = subject->deal;
    const struct {
        enum word label;
        const char *text;
    } lines[] = {{W_HEAD_CONTACT, deal->contact_name},
                 {W_HEAD_OWNER, deal->owner},
                 {W_HEAD_AMOUNT, text_money(cli, deal->amount)},
                 {W_HEAD_EXPECTED, text_date(cli, deal->expected)},
                 {W_HEAD_SOURCE, deal->source},
                 {W_HEAD_FOLLOWS, text_id(cli, 'D', deal->follows)},
                 {W_HEAD_NOTE, deal->note}};
    for (size_t k = 0; k < sizeof(lines) / sizeof(lines[0]); k++) {
        if (*lines[k].text == '\0')
            continue;
        fputs("  ", cli->out);
        text_pad(cli->out, word(cli, lines[k].label), 18);
        text_wrap(cli, cli->out, text_safe(cli, lines[k].text), 20, 20);
    }
    if (deal->unverified)
        fprintf(cli->out, "  %s\n", word(cli, W_UNVERIFIED));
}

static void deal_screen(struct cli *cli, const struct subject *subject, const naast_items *items,
                        const naast_transitions *transitions)
{
    deal_header(cli, cli->out, subject);
    facts_screen(cli, subject);
    if (items->count > 0)
        fputs("\n", cli->out);
    for (size_t k = 0; k < items->count; k++)
        item_screen(cli, subject, &items->items[k]);
    moves_screen(cli, subject, transitions);
}

static int deal_json(struct cli *cli, const struct subject *subject, const naast_items *items,
                     const naast_transitions *transitions)
{
    struct cell cells[DEAL_COLUMNS];
    struct json json;
    deal_cells(cli, subject->deal, cells);
    int status = record_print(cli, "deal", subject->deal->rev, deal_columns, cells, DEAL_COLUMNS, &json);
    if (status == 0) {
        items_json(cli, &json, items);
        transitions_json(cli, &json, subject->deal->id, transitions);
        json_end(&json);
    }
    return status;
}

static int show_deal(struct cli *cli, naast_id deal, int32_t item)
{
    struct subject subject;
    naast_items *items = NULL;
    naast_transitions *transitions = NULL;
    struct json json;
    int status = subject_read(cli, deal, &subject);
    if (status == 0)
        status = cli_check(cli, naast_item_list(cli->store, deal, &items));
    if (status == 0)
        status = cli_check(cli, naast_transition_list(cli->store, deal, &transitions));
    if (status == 0 && item != 0 && cli->output == OUTPUT_JSON) {
        json_begin(&json, cli->out);
        json_open_object(&json, "item");
        item_members(cli, &json, item_by_number(items, item));
        json_close_object(&json);
        json_end(&json);
    } else if (status == 0 && item != 0) {
        item_screen(cli, &subject, item_by_number(items, item));
    } else if (status == 0 && cli->output == OUTPUT_JSON) {
        status = deal_json(cli, &subject, items, transitions);
    } else if (status == 0) {
        deal_screen(cli, &subject, items, transitions);
    }
    naast_free(transitions);
    naast_free(items);
    subject_free(&subject);
    return status;
}

/* An id says what it is of by its letter. */
static bool has_letter(const char *typed, char letter)
{
    return (typed[0] == letter || typed[0] == letter + ('a' - 'A')) && typed[1] >= '0' && typed[1] <= '9';
}

static int show_other(struct cli *cli, const struct command *command, const struct args *args)
{
    struct args other = *args;
    other.command = command;
    return command->run(cli, &other);
}

static int show_run(struct cli *cli, const struct args *args)
{
    const char *typed = args_operand(args, 0);
    naast_id deal = 0;
    int32_t item = 0;
    if (has_letter(typed, 'P'))
        return show_other(cli, command_find("person", "show"), args);
    if (has_letter(typed, 'O'))
        return show_other(cli, command_find("org", "show"), args);
    int status = has_letter(typed, 'D') && strchr(typed, '.') != NULL
                     ? cli_check(cli, naast_item_resolve(cli->store, 0, typed, &deal, &item))
                     : cli_deal(cli, typed, &deal);
    return status == 0 ? show_deal(cli, deal, item) : status;
}

const struct command command_show = {
    .name = "show",
    .needs = NEEDS_READ,
    .summary = W_SUMMARY_SHOW,
    .operands = "ID",
    .example = "naast show D1\nnaast show D1.7\nnaast show P2 --json\n",
    .more = W_MORE_SHOW,
    .writes = WRITES_JSON | PAGED,
    .run = show_run,
};
