/* gate_text.c: the screen that says "not yet", what comes first, and what to do about it. */
#include "view/gate_text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "view/gate_commands.h"
#include "view/reason.h"
#include "view/verdict.h"
#include "words/words.h"

enum { ITEMS_SHOWN = 4, NAME_COLUMNS = 21, NAME_COLUMNS_MOST = 40 };

int verdicts_read(struct cli *cli, const naast_evaluation *evaluation, struct verdicts *out)
{
    *out = (struct verdicts){.evaluation = evaluation};
    int status = subject_read(cli, evaluation->deal, &out->subject);
    if (status == 0)
        status = cli_check(cli, naast_item_list(cli->store, evaluation->deal, &out->items));
    return status;
}

void verdicts_free(struct verdicts *verdicts)
{
    subject_free(&verdicts->subject);
    naast_free(verdicts->items);
    *verdicts = (struct verdicts){0};
}

void deal_header(struct cli *cli, FILE *out, const struct subject *subject)
{
    const naast_deal *deal = subject->deal;
    const char *left = cli_printf(cli, "%s  %s", text_id(cli, 'D', deal->id), text_safe(cli, deal->title));
    if (*deal->org_name != '\0')
        left = cli_printf(cli, "%s %s %s", left, glyph(cli, GLYPH_DOT), text_safe(cli, deal->org_name));
    const char *right = *deal->outcome != '\0' ? outcome_words(cli, deal->outcome)
                                               : words(cli, W_STAGE_DAY, text_safe(cli, deal->stage_name),
                                                       cli_printf(cli, "%d", subject_day(cli, subject)));
    int room = cli->width - text_width(right) - 2;
    left = text_cut(cli, left, room > 20 ? room : 20);
    colour_on(cli, out, STRONG);
    text_pad(out, left, room > 20 ? room + 2 : 22);
    colour_off(cli, out);
    fprintf(out, "%s\n", right);
}

/* ●───○───○    next: Match */
static void stage_line(struct cli *cli, FILE *out, const struct verdicts *verdicts)
{
    const struct subject *subject = &verdicts->subject;
    int here = subject_stage(subject, subject->deal->stage);
    fputs("    ", out);
    for (size_t k = 0; k < subject->pipeline->stage_count; k++) {
        for (int line = 0; k > 0 && line < 3; line++)
            fputs(glyph(cli, GLYPH_LINE), out);
        fputs(glyph(cli, (int)k <= here ? GLYPH_HERE : GLYPH_AHEAD), out);
    }
    int to = subject_stage(subject, verdicts->evaluation->to);
    if (to > here)
        fprintf(out, "    %s",
                words(cli, to == here + 1 ? W_NEXT_STAGE : W_UP_TO_STAGE,
                      stage_words(cli, subject, verdicts->evaluation->to)));
    fputs("\n", out);
}

static const char *count_words(struct cli *cli, int count)
{
    static const enum word small[] = {W_NONE,        W_ONE_THING,  W_TWO_THINGS,   W_THREE_THINGS, W_FOUR_THINGS,
                                      W_FIVE_THINGS, W_SIX_THINGS, W_SEVEN_THINGS, W_EIGHT_THINGS, W_NINE_THINGS};
    if (count > 0 && count < (int)(sizeof(small) / sizeof(small[0])))
        return word(cli, small[count]);
    return words(cli, W_N_THINGS, cli_printf(cli, "%d", count));
}

/* It is clear as long as what it rests on stays as it is, and that is still open. */
static bool comes_after(const naast_check_result *check) { return !check->blocks && check->rests_on_count > 0; }

static int count_after(const naast_evaluation *evaluation)
{
    int count = 0;
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t c = 0; c < evaluation->gates[g].check_count; c++)
            count += comes_after(&evaluation->gates[g].checks[c]);
    return count;
}

static void summary_line(struct cli *cli, FILE *out, const naast_evaluation *evaluation)
{
    const int clear = evaluation->clear - count_after(evaluation);
    if (evaluation->open) {
        colour_on(cli, out, GOOD);
        fputs(word(cli, *evaluation->to == '\0' ? W_NOTHING_AHEAD : W_WAY_IS_CLEAR), out);
    } else {
        colour_on(cli, out, WAITING);
        enum word rest = clear == 0 ? W_NOT_YET_ONLY : clear == 1 ? W_NOT_YET_OTHER : W_NOT_YET_REST;
        fputs(words(cli, rest, count_words(cli, evaluation->left)), out);
    }
    colour_off(cli, out);
    fputs("\n", out);
}

const char *item_line(struct cli *cli, const naast_item *item)
{
    const char *value = *item->value == '\0' ? "" : cli_printf(cli, " %s", value_words(cli, item->value));
    const char *text = text_cut(cli, text_safe(cli, item->text), cli->width > 100 ? cli->width - 48 : 52);
    if (*text != '\0')
        text = cli_printf(cli, " \"%s\"", text);
    return cli_printf(cli, "%s%s%s (%s, %s)", text_item(cli, item->deal, item->n), value, text,
                      speaker_words(cli, item->from, item->from_name, item->from_org), text_date(cli, item->on));
}

/* The newest word that no longer covers all; one of the customer rather than ours. */
static const naast_word *latest_agreement(const naast_item *item)
{
    const naast_word *latest = NULL;
    for (size_t k = 0; k < item->word_count; k++) {
        const naast_word *said = &item->words[k];
        bool stale = !said->fresh && is_last_word(item, k);
        if (stale && (latest == NULL || said->by.side >= latest->by.side))
            latest = said;
    }
    return latest;
}

/* Whoever said it first spoke of an earlier wording. */
static bool was_reworded(const naast_item *item)
{
    for (size_t k = 0; k < item->word_count; k++)
        if (item->words[k].by.side == item->from.side && item->words[k].by.person == item->from.person)
            return item->words[k].seen < item->content_rev;
    return false;
}

/* Whether a word on an item of a kind counts for another item too: "win", "win:customer", or a newer one of its kind.
 */
static bool counts_for(struct cli *cli, const naast_kind *kind, const naast_item *other)
{
    const char *side = other->from.side == NAAST_SIDE_US ? "us" : "customer";
    return codes_include(kind->covers, other->kind) ||
           codes_include(kind->covers, cli_printf(cli, "%s:%s", other->kind, side)) ||
           (kind->latest && strcmp(kind->code, other->kind) == 0);
}

const char *stale_line(struct cli *cli, const struct verdicts *verdicts, const naast_item *item)
{
    const naast_word *agreed = latest_agreement(item);
    const naast_kind *kind = naast_pipeline_kind(verdicts->subject.pipeline, item->kind);
    if (agreed == NULL)
        return item_line(cli, item);
    const char *id = text_item(cli, item->deal, item->n), *on = text_date(cli, agreed->on);
    const char *line = agreed->by.side == NAAST_SIDE_US
                           ? words(cli, W_OUR_WORD, id, on)
                           : words(cli, W_AGREED_WITH, id, person_words(cli, agreed->name, agreed->org_name), on);
    int told = 0;
    for (size_t k = 0; k < verdicts->items->count && told < ITEMS_SHOWN; k++) {
        const naast_item *other = &verdicts->items->items[k];
        bool covered = other == item || (kind != NULL && counts_for(cli, kind, other));
        if (!covered || other->content_rev <= agreed->seen)
            continue;
        enum word changed = other->retracted ? W_ITEM_RETRACTED : was_reworded(other) ? W_ITEM_REWORDED : W_ITEM_CAME;
        line = words(cli, changed, line, text_item(cli, other->deal, other->n), text_date(cli, other->on));
        told++;
    }
    return told > 0 ? line : words(cli, W_ITEM_UNDONE, line); /* what is no longer there to be named */
}

static void lead(struct cli *cli, FILE *out, enum word label, const char *text)
{
    fputs("       ", out);
    colour_on(cli, out, FAINT);
    text_pad(out, word(cli, label), 6);
    colour_off(cli, out);
    text_wrap(cli, out, text, 13, 13);
}

/* The items at fault; for what changed since it was agreed, what came after. */
static void fault_lines(struct cli *cli, FILE *out, const struct verdicts *verdicts, const naast_check_result *check)
{
    size_t shown = 0;
    for (size_t k = 0; k < check->item_count; k++) {
        const naast_item *item = item_by_number(verdicts->items, check->items[k].n);
        if (item == NULL || (check->verdict != NAAST_VERDICT_MET && check->items[k].verdict == NAAST_VERDICT_MET))
            continue;
        if (++shown > ITEMS_SHOWN)
            continue;
        const char *line =
            strcmp(check->items[k].code, "changed_since") == 0 ? stale_line(cli, verdicts, item) : item_line(cli, item);
        fputs("       ", out);
        text_wrap(cli, out, line, 7, 7);
    }
    if (shown > ITEMS_SHOWN)
        fprintf(out, "       %s\n", words(cli, W_AND_MORE, cli_printf(cli, "%zu", shown - ITEMS_SHOWN)));
}

static const char *check_name(struct cli *cli, const naast_check_result *check)
{
    return capital(cli, text_safe(cli, check->name));
}

/* The check of an id, among those on the screen; NULL: none. */
static const naast_check_result *check_shown(const struct verdicts *verdicts, const char *id)
{
    const naast_evaluation *evaluation = verdicts->evaluation;
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t c = 0; c < evaluation->gates[g].check_count; c++)
            if (strcmp(evaluation->gates[g].checks[c].check, id) == 0)
                return &evaluation->gates[g].checks[c];
    return NULL;
}

/* "after: need (and 2 more)": what comes before it. */
static const char *after_words(struct cli *cli, const struct verdicts *verdicts, const naast_check_result *check)
{
    const naast_check_result *first = check_shown(verdicts, check->rests_on[0]);
    const char *name = text_safe(cli, first != NULL ? first->name : check->rests_on[0]);
    if (check->rests_on_count == 1)
        return words(cli, W_AFTER, name);
    return words(cli, W_AFTER_MORE, name, cli_printf(cli, "%zu", check->rests_on_count - 1));
}

static void verdict_line(struct cli *cli, FILE *out, const struct verdicts *verdicts, const naast_check_result *check,
                         int columns)
{
    const naast_verdict shown =
        comes_after(check) && check->verdict == NAAST_VERDICT_MET ? NAAST_VERDICT_MISSING : check->verdict;
    colour_on(cli, out, verdict_colour(shown));
    fprintf(out, "  %s  ", verdict_glyph(cli, shown));
    colour_off(cli, out);
    text_pad(out, check_name(cli, check), columns);
    fputs("  ", out);
    text_wrap(cli, out,
              shown != check->verdict ? after_words(cli, verdicts, check) : reason_words(cli, verdicts, check),
              columns + 7, columns + 7);
}

/* An ended deal: nothing can be typed about a check before it is open again, as the end of the screen says. */
static bool has_ended(const struct verdicts *verdicts) { return verdicts->subject.deal->status == NAAST_DEAL_ENDED; }

static void type_line(struct cli *cli, FILE *out, const struct verdicts *verdicts, const naast_check_result *check)
{
    struct fix fix = {0};
    if (!has_ended(verdicts))
        check_commands(cli, verdicts, check, true, &fix);
    const char *command = fix_text(cli, &fix, true);
    if (*command != '\0') {
        /* Never wrapped: it must paste as it is. */
        fputs("       ", out);
        colour_on(cli, out, FAINT);
        text_pad(out, word(cli, W_LABEL_TYPE), 6);
        colour_off(cli, out);
        fprintf(out, "%s\n", command);
    } else if (check->remedy->action == NAAST_DO_CALLBACK) {
        lead(cli, out, W_LABEL_TYPE, word(cli, W_CALLBACK_KNOWS));
    }
}

static void open_check(struct cli *cli, FILE *out, const struct verdicts *verdicts, const naast_check_result *check,
                       int columns)
{
    verdict_line(cli, out, verdicts, check, columns);
    fault_lines(cli, out, verdicts, check);
    if (*check->ask != '\0')
        lead(cli, out,
             check->stated    ? W_LABEL_SAY
             : check->asks_us ? W_LABEL_US
                              : W_LABEL_ASK,
             dotted(cli, text_safe(cli, check->ask)));
    type_line(cli, out, verdicts, check);
    fputs("\n", out);
}

static bool shows_gate(const naast_gate_result *gate, bool every)
{
    return every || (!gate->open && (gate->enforced || gate->unproven));
}

static void gate_title(struct cli *cli, FILE *out, const naast_gate_result *gate)
{
    colour_on(cli, out, STRONG);
    fputs(text_safe(cli, gate->name), out);
    colour_off(cli, out);
    fprintf(out, "  %s%s\n", word(cli, gate->open ? W_GATE_OPEN : W_GATE_CLOSED),
            gate->unproven   ? word(cli, W_GATE_UNPROVEN)
            : gate->enforced ? ""
                             : word(cli, W_GATE_BEHIND));
}

static void gate_checks(struct cli *cli, FILE *out, const struct verdicts *verdicts, const naast_gate_result *gate,
                        bool every, int columns)
{
    for (size_t k = 0; k < gate->check_count; k++)
        if (gate->checks[k].blocks)
            open_check(cli, out, verdicts, &gate->checks[k], columns);
    bool any = false;
    for (size_t k = 0; every && k < gate->check_count; k++)
        if (!gate->checks[k].blocks && (!gate->checks[k].advisory || gate->checks[k].verdict == NAAST_VERDICT_MET)) {
            verdict_line(cli, out, verdicts, &gate->checks[k], columns);
            any = true;
        }
    for (size_t k = 0; every && k < gate->check_count; k++)
        if (gate->checks[k].advisory && gate->checks[k].verdict != NAAST_VERDICT_MET) {
            fprintf(out, "  %s  ", verdict_glyph(cli, gate->checks[k].verdict));
            text_pad(out, check_name(cli, &gate->checks[k]), columns);
            fprintf(out, "  %s\n", word(cli, W_IF_IT_COMES_UP));
            any = true;
        }
    if (any)
        fputs("\n", out);
}

/* As wide as the longest name that is shown, so that the verdicts are below each other. */
static int name_columns(struct cli *cli, const naast_evaluation *evaluation, bool every)
{
    int columns = NAME_COLUMNS;
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t c = 0; shows_gate(&evaluation->gates[g], every) && c < evaluation->gates[g].check_count; c++) {
            const naast_check_result *check = &evaluation->gates[g].checks[c];
            int width = every || check->blocks ? text_width(check_name(cli, check)) : 0;
            columns = width > columns ? width : columns;
        }
    return columns < NAME_COLUMNS_MOST ? columns : NAME_COLUMNS_MOST;
}

static size_t gates_shown(const naast_evaluation *evaluation, bool every)
{
    size_t shown = 0;
    for (size_t k = 0; k < evaluation->gate_count; k++)
        shown += shows_gate(&evaluation->gates[k], every);
    return shown;
}

void gate_screen(struct cli *cli, FILE *out, const struct verdicts *verdicts, bool every)
{
    const naast_evaluation *evaluation = verdicts->evaluation;
    const char *deal = text_id(cli, 'D', evaluation->deal);
    deal_header(cli, out, &verdicts->subject);
    stage_line(cli, out, verdicts);
    fputs("\n", out);
    summary_line(cli, out, evaluation);
    fputs("\n", out);
    int columns = name_columns(cli, evaluation, every);
    bool titles = gates_shown(evaluation, every) > 1;
    for (size_t k = 0; k < evaluation->gate_count; k++) {
        if (!shows_gate(&evaluation->gates[k], every))
            continue;
        if (titles)
            gate_title(cli, out, &evaluation->gates[k]);
        gate_checks(cli, out, verdicts, &evaluation->gates[k], every, columns);
    }
    if (has_ended(verdicts)) {
        fprintf(out, "%s\n", dotted(cli, words(cli, W_TO_GO_ON, deal)));
    } else if (!evaluation->open) {
        fprintf(out, "%s\n", words(cli, W_BEFORE_YOU_CALL, deal));
        if (*verdicts->subject.deal->outcome == '\0')
            fprintf(out, "%s\n", dotted(cli, words(cli, W_NOT_FOR_US, deal)));
    }
}

void gate_verdicts(struct cli *cli, FILE *out, const struct verdicts *verdicts)
{
    const naast_evaluation *evaluation = verdicts->evaluation;
    int columns = name_columns(cli, evaluation, true);
    for (size_t g = 0; g < evaluation->gate_count; g++) {
        fputs("\n", out);
        gate_title(cli, out, &evaluation->gates[g]);
        for (size_t c = 0; c < evaluation->gates[g].check_count; c++)
            verdict_line(cli, out, verdicts, &evaluation->gates[g].checks[c], columns);
    }
}
