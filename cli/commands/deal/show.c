/* show.c: naast show: the whole story of a deal; one item; a person or an organisation. */
#include "commands/deal/show.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "input/values.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "view/gate_text.h"
#include "view/verdict.h"
#include "words/words.h"

static const char *word_said(struct cli *cli, const naast_word *said)
{
    const char *on = text_date(cli, said->on);
    if (said->by.side == NAAST_SIDE_US)
        return words(cli, said->fresh ? W_OUR_WORD_FRESH : W_OUR_WORD_STALE, on);
    const char *name = person_words(cli, said->name, said->org_name);
    if (said->given_as != 0 && *said->given_as_name != '\0')
        name = words(cli, W_WORD_BEFORE_MERGE, name, text_safe(cli, said->given_as_name));
    return words(cli, said->fresh ? W_WORD_FRESH : W_WORD_STALE, name, on);
}

/* The side that phrased it is shown with it; of others only the last words matter. */
static bool is_worth_saying(const naast_item *item, size_t index)
{
    const naast_word *said = &item->words[index];
    bool own = said->by.side == item->phrased_by.side && said->by.person == item->phrased_by.person;
    return is_last_word(item, index) && !(own && said->fresh);
}

/* What is worth saying about an item after its text: state, due date, amount, whose words are on it. */
static const char *item_standing(struct cli *cli, const naast_item *item)
{
    const char *parts[6] = {item_state_words(cli, item), "", "", "", "", ""};
    struct grown line = {0};
    if (item->due != 0)
        parts[1] = cli_printf(cli, "%s%s", words(cli, W_DUE, text_date(cli, item->due)),
                              item->reagreed > 0 ? word(cli, W_REAGREED_IN_TIME) : "");
    parts[2] = text_money(cli, item->amount);
    parts[3] = text_safe(cli, item->url);
    parts[4] = item->in_confidence ? word(cli, W_IN_CONFIDENCE) : "";
    parts[5] = item->respelled ? word(cli, W_SPELLING_ONLY) : "";
    for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]); k++)
        cli_list(cli, &line, ", ", parts[k]);
    for (size_t k = 0; k < item->word_count; k++)
        if (!item->retracted && is_worth_saying(item, k))
            cli_list(cli, &line, ", ", word_said(cli, &item->words[k]));
    return cli_grown(&line);
}

static void indented(struct cli *cli, const char *text, int indent)
{
    if (*text == '\0')
        return;
    fprintf(cli->out, "%*s", indent, "");
    text_wrap(cli, cli->out, text, indent, indent);
}

static const char *said_or_redacted(struct cli *cli, const naast_item *item)
{
    bool gone = item->redacted && *item->text == '\0';
    return gone ? word(cli, W_REDACTED) : text_safe_lines(cli, item->text);
}

static void item_screen(struct cli *cli, const struct subject *subject, const naast_item *item)
{
    enum { INDENT = 9 };
    const char *what = item_words(cli, subject, item);
    if (item->about != 0)
        what = listed(cli, what, words(cli, W_ABOUT, text_item(cli, item->deal, item->about)));
    colour_on(cli, cli->out, item->retracted ? FAINT : PLAIN);
    text_pad(cli->out, text_item(cli, item->deal, item->n), INDENT - 2);
    fprintf(cli->out, "  %s (%s, %s)\n", what, speaker_words(cli, item->from, item->from_name, item->from_org),
            text_date(cli, item->on));
    colour_off(cli, cli->out);
    indented(cli, said_or_redacted(cli, item), INDENT);
    indented(cli, item_standing(cli, item), INDENT);
    if (strcmp(item->because, item->text) != 0)
        indented(cli, text_safe_lines(cli, item->because), INDENT);
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
    if (strcmp(transition->kind, "undo") == 0)
        return words(cli, W_MOVE_UNDONE, to);
    return cli_printf(cli, "%s %s %s", stage_words(cli, subject, transition->from_stage), glyph(cli, GLYPH_ARROW), to);
}

static void move_screen(struct cli *cli, const struct subject *subject, const naast_transition *transition)
{
    enum { INDENT = 15 };
    size_t items = 0;
    fputs("  ", cli->out);
    text_pad(cli->out, text_date(cli, naast_date_of(transition->at)), INDENT - 3);
    fprintf(cli->out, " %s (%s)\n", transition_words(cli, subject, transition), text_safe(cli, transition->actor));
    indented(cli, text_safe_lines(cli, transition->because), INDENT);
    if (transition->informed.person != 0)
        indented(cli, words(cli, W_TOLD, first_name(cli, transition->informed_name)), INDENT);
    if (transition->refer_root != 0)
        indented(cli, words(cli, W_REFERRED, text_safe(cli, transition->refer_name)), INDENT);
    for (size_t k = 0; k < transition->receipt_count; k++)
        items += transition->receipt[k].item_count;
    if (transition->receipt_count > 0)
        indented(
            cli,
            words(cli, W_RECEIPT, cli_printf(cli, "%zu", transition->receipt_count), cli_printf(cli, "%zu", items)),
            INDENT);
}

/* The stages of a move have their names from the pipeline that the deal had then. */
static void move_of_its_time(struct cli *cli, const struct subject *subject, const naast_transition *transition)
{
    struct subject then = *subject;
    naast_pipeline *pipeline = NULL;
    bool other = strcmp(transition->pipeline, subject->pipeline->code) != 0 ||
                 transition->pipeline_revision != subject->pipeline->revision;
    if (other && naast_pipeline_get(cli->store, transition->pipeline, transition->pipeline_revision, &pipeline) == 0)
        then.pipeline = pipeline;
    move_screen(cli, &then, transition);
    naast_free(pipeline);
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
        fprintf(cli->out, "  %s\n", word(cli, W_HEAD_UNVERIFIED));
    if (deal->unproven)
        fprintf(cli->out, "  %s\n", word(cli, W_HEAD_UNPROVEN));
}

static void deal_screen(struct cli *cli, const struct subject *subject, const naast_items *items,
                        const naast_transitions *transitions, const struct diary *diary)
{
    deal_header(cli, cli->out, subject);
    facts_screen(cli, subject);
    if (items->count > 0)
        fputs("\n", cli->out);
    for (size_t k = 0; k < items->count; k++)
        item_screen(cli, subject, &items->items[k]);
    diary_screen(cli, diary);
    fprintf(cli->out, "\n%s\n", word(cli, W_HEAD_MOVES));
    for (size_t k = 0; k < transitions->count; k++)
        move_of_its_time(cli, subject, &transitions->items[k]);
}

static int show_item(struct cli *cli, const struct subject *subject, const naast_item *item)
{
    if (cli->output == OUTPUT_JSON)
        return item_json(cli, item);
    item_screen(cli, subject, item);
    return NAAST_OK;
}

/* A deal as it is shown: with its gates where it is one of the past, whose gates can no longer be asked. */
struct story {
    struct subject subject;
    naast_items *items;
    naast_transitions *transitions;
    struct diary diary;
    naast_evaluation *evaluation;
    struct verdicts gates;
};

static int story_read(struct cli *cli, naast_id deal, bool gates, struct story *out)
{
    *out = (struct story){0};
    int status = subject_read(cli, deal, &out->subject);
    if (status == 0)
        status = cli_check(cli, naast_item_list(cli->store, deal, &out->items));
    if (status == 0)
        status = cli_check(cli, naast_transition_list(cli->store, deal, &out->transitions));
    if (status == 0)
        status = diary_read(cli, deal, &out->diary);
    if (status == 0 && gates)
        status = cli_check(cli, naast_gate_evaluate(cli->store, deal, NULL, &out->evaluation));
    return status == 0 && gates ? verdicts_read(cli, out->evaluation, &out->gates) : status;
}

static void story_free(struct story *story)
{
    verdicts_free(&story->gates);
    naast_free(story->evaluation);
    diary_free(&story->diary);
    naast_free(story->transitions);
    naast_free(story->items);
    subject_free(&story->subject);
}

/* It was there when it was asked for. */
static int item_gone(struct cli *cli, naast_id deal, int32_t item)
{
    return cli_failed(cli, NAAST_NOT_FOUND, W_AS_IS,
                      cli_printf(cli, "%s  %s", text_item(cli, deal, item), unread_words(cli, NAAST_NOT_FOUND)));
}

/* The whole deal, or one item of it. */
static int show_deal(struct cli *cli, naast_id deal, int32_t item, bool gates)
{
    struct story story;
    int status = story_read(cli, deal, gates && item == 0, &story);
    const naast_item *found = item_by_number(story.items, item);
    if (status == 0 && item != 0)
        status = found != NULL ? show_item(cli, &story.subject, found) : item_gone(cli, deal, item);
    else if (status == 0 && cli->output == OUTPUT_JSON)
        status = deal_json(cli, story.subject.deal, story.items, story.transitions, &story.diary,
                           gates ? &story.gates : NULL);
    else if (status == 0)
        deal_screen(cli, &story.subject, story.items, story.transitions, &story.diary);
    if (status == 0 && gates && item == 0 && cli->output == OUTPUT_TEXT)
        gate_verdicts(cli, cli->out, &story.gates);
    story_free(&story);
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

/* What was typed, in the store that is at hand: the one of today, or one of the past. */
static int show_typed(struct cli *cli, const struct args *args, bool past)
{
    const char *typed = args_operand(args, 0);
    naast_id deal = 0;
    int32_t item = 0;
    if (has_letter(typed, 'P'))
        return show_other(cli, command_named(cli, "person", "show"), args);
    if (has_letter(typed, 'O'))
        return show_other(cli, command_named(cli, "org", "show"), args);
    int status = has_letter(typed, 'D') && strchr(typed, '.') != NULL
                     ? cli_check(cli, naast_item_resolve(cli->store, 0, typed, &deal, &item))
                     : cli_deal(cli, typed, &deal);
    return status == 0 ? show_deal(cli, deal, item, past) : status;
}

/* Which root it is, by the names of today. */
static int find_root(struct cli *cli, const char *typed, naast_root *root, naast_id *id)
{
    int32_t item = 0;
    *root = has_letter(typed, 'P') ? NAAST_ROOT_PERSON : has_letter(typed, 'O') ? NAAST_ROOT_ORG : NAAST_ROOT_DEAL;
    if (*root == NAAST_ROOT_PERSON)
        return cli_person(cli, typed, 0, id);
    if (*root == NAAST_ROOT_ORG)
        return cli_org(cli, typed, id);
    if (has_letter(typed, 'D') && strchr(typed, '.') != NULL)
        return cli_check(cli, naast_item_resolve(cli->store, 0, typed, id, &item));
    return cli_deal(cli, typed, id);
}

/* A number says itself which root it is, whether it is there today or not. */
static int root_then(struct cli *cli, const char *typed, naast_root *root, naast_id *id)
{
    static const char letters[] = {[NAAST_ROOT_DEAL] = 'D', [NAAST_ROOT_ORG] = 'O', [NAAST_ROOT_PERSON] = 'P'};
    for (*root = NAAST_ROOT_DEAL; *root <= NAAST_ROOT_PERSON; (*root)++)
        if (has_letter(typed, letters[*root]) && (*id = id_read(typed, letters[*root])) != 0)
            return NAAST_OK;
    return find_root(cli, typed, root, id);
}

/* The past is a store of its own: everything that shows can show it. */
static int show_past(struct cli *cli, const struct args *args)
{
    naast_store *today = cli->store, *past = NULL;
    naast_time at = 0;
    naast_root root;
    naast_id id = 0;
    int status = cli_moment(cli, "--at", args_value(args, "at"), true, &at);
    if (status == 0 && at > cli_now(cli) && naast_date_of(at) == cli_today(cli))
        at = cli_now(cli); /* of today there is no more than till now */
    if (status == 0)
        status = root_then(cli, args_operand(args, 0), &root, &id);
    if (status == 0)
        status = cli_check(
            cli, naast_store_past(today, NAAST_SPEC(naast_past_spec, .root = root, .id = id, .at = at), &past));
    if (status != 0)
        return status;
    cli_note(cli, W_SHOW_AT, text_iso_time(cli, at));
    cli->store = past;
    status = show_typed(cli, args, root == NAAST_ROOT_DEAL);
    cli->store = today;
    naast_store_free(past);
    return status;
}

static int show_run(struct cli *cli, const struct args *args)
{
    return args_has(args, "at") ? show_past(cli, args) : show_typed(cli, args, false);
}

static const struct option options[] = {{"at", "TIME", W_OPT_SHOW_AT, 0}, OPTIONS_END};

const struct command command_show = {
    .name = "show",
    .needs = NEEDS_READ,
    .summary = W_SUMMARY_SHOW,
    .operands = "ID",
    .options = options,
    .example = "naast show D1\nnaast show D1.7\nnaast show P2 --json\nnaast show D1 --at 2026-11-01\n",
    .more = W_MORE_SHOW,
    .writes = WRITES_JSON | PAGED,
    .run = show_run,
};
