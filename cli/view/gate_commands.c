/*
 * gate_commands.c: what to type about a check that is not met yet.
 *
 * No command holds an answer. What is a person's to say is a place to fill in, written as one word that is refused as
 * it is ("…", "green / amber / red"); so whoever types what is printed, or a program that does, answers nothing by it.
 */
#include "view/gate_commands.h"

#include <stdbool.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/glyph.h"
#include "term/values.h"
#include "view/deal.h"
#include "view/gate_text.h"

struct fixing {
    struct cli *cli;
    const struct fix_deal *of;
    const naast_remedy *remedy;
    const char *deal; /* "D1" */
    bool for_people;
    struct fix *fix;
};

/* ---- words ---- */

static void add_word(const struct fixing *fixing, struct fix_word word)
{
    struct fix_line *line = &fixing->fix->lines[fixing->fix->count - 1];
    line->words = cli_room(fixing->cli, line->words, line->count, sizeof *line->words, &line->room);
    line->words[line->count++] = word;
}

static void given(const struct fixing *fixing, const char *text) { add_word(fixing, (struct fix_word){.text = text}); }

static void to_fill(const struct fixing *fixing, const char *what, naast_codes values)
{
    add_word(fixing, (struct fix_word){.fill = what, .values = values});
}

static void option(const struct fixing *fixing, const char *name, const char *what)
{
    given(fixing, name);
    to_fill(fixing, what, NULL);
}

/* "naast VERB [NOUN]" */
static void begin(const struct fixing *fixing, const char *verb)
{
    struct fix *fix = fixing->fix;
    fix->lines = cli_room(fixing->cli, fix->lines, fix->count, sizeof *fix->lines, &fix->room);
    fix->lines[fix->count++] = (struct fix_line){0};
    given(fixing, "naast");
    given(fixing, verb);
}

static void person(const struct fixing *fixing, naast_id id)
{
    if (id == 0)
        to_fill(fixing, "person", NULL);
    else
        given(fixing, typed_person_of(fixing->cli, fixing->of->id, id, fixing->for_people));
}

static void party(const struct fixing *fixing, naast_party who)
{
    if (who.side == NAAST_SIDE_US)
        given(fixing, "us");
    else
        person(fixing, who.person);
}

/* ---- commands ---- */

static bool same_party(naast_party a, naast_party b) { return a.side == b.side && a.person == b.person; }

static const naast_kind *kind_of(const struct fixing *fixing)
{
    return naast_pipeline_kind(fixing->of->pipeline, fixing->remedy->kind);
}

/* A customer's word wants how we know of it. kind NULL: `item` says it all. */
static void confirmations(const struct fixing *fixing, const char *item, const char *kind, naast_party said)
{
    for (size_t k = 0; k < fixing->remedy->by_count; k++) {
        const naast_party by = fixing->remedy->by[k];
        if (same_party(by, said))
            continue;
        begin(fixing, "confirm");
        given(fixing, item);
        if (kind != NULL)
            given(fixing, kind);
        given(fixing, "--by");
        party(fixing, by);
        if (by.side == NAAST_SIDE_CUSTOMER)
            option(fixing, "--how", "how");
    }
}

static void from_option(const struct fixing *fixing, const naast_kind *kind)
{
    const naast_party from = fixing->remedy->from;
    const bool theirs = kind != NULL && kind->theirs;
    const bool said_by_default = theirs ? from.person == fixing->of->contact : from.side == NAAST_SIDE_US;
    if (from.side == NAAST_SIDE_NONE || (from.side == NAAST_SIDE_CUSTOMER && from.person == 0 && theirs))
        return;
    if (fixing->for_people && said_by_default)
        return;
    given(fixing, "--from");
    party(fixing, from);
}

/* Which of several values it is, is the answer; of whom it is said, where the kind is about a person. */
static void value(const struct fixing *fixing, const naast_kind *kind)
{
    const bool several = kind != NULL && kind->values != NULL && kind->values[0] != NULL && kind->values[1] != NULL;
    if (several && !kind->person)
        to_fill(fixing, "value", kind->values);
    else if (*fixing->remedy->value != '\0')
        given(fixing, fixing->remedy->value);
}

/* What can be typed along with an item, of what it is to have about it. */
static void along(const struct fixing *fixing)
{
    static const char *const options[][2] = {{"why", "--why"}, {"basis", "--basis"}, {"promise", "--promise"}};
    for (size_t k = 0; k < fixing->remedy->along_count; k++)
        for (size_t o = 0; o < sizeof options / sizeof options[0]; o++)
            if (strcmp(options[o][0], fixing->remedy->along[k]) == 0)
                option(fixing, options[o][1], "text");
}

static void fix_record(const struct fixing *fixing)
{
    const naast_remedy *remedy = fixing->remedy;
    const naast_kind *kind = kind_of(fixing);
    begin(fixing, "record");
    given(fixing, fixing->deal);
    given(fixing, remedy->kind);
    value(fixing, kind);
    if (kind == NULL || !kind->person || kind->values == NULL)
        to_fill(fixing, "text", NULL);
    if (remedy->about != 0) {
        given(fixing, "--about");
        given(fixing, cli_printf(fixing->cli, "%d", (int)remedy->about));
    }
    if (kind != NULL && kind->person) {
        given(fixing, "--person");
        person(fixing, remedy->about_person);
    }
    from_option(fixing, kind);
    along(fixing);
    confirmations(fixing, fixing->deal, remedy->kind, remedy->from);
}

/* What was broken can only be let go, which wants a reason; of anything else, what became of it is the answer. */
static void fix_settle(const struct fixing *fixing, const char *item)
{
    const naast_kind *kind = kind_of(fixing);
    const bool broken = strcmp(fixing->remedy->value, "released") == 0;
    begin(fixing, "settle");
    given(fixing, item);
    given(fixing, "--as");
    if (broken || kind == NULL)
        given(fixing, fixing->remedy->value);
    else
        to_fill(fixing, "value", kind->life);
    given(fixing, "--by");
    party(fixing, fixing->remedy->by[0]);
    if (broken || kind == NULL || kind->life == NULL || kind->life[1] == NULL)
        option(fixing, "--because", "because");
}

static void fix_decide(const struct fixing *fixing)
{
    if (strcmp(fixing->of->outcome, "won") == 0 && fixing->remedy->item != 0 && *fixing->remedy->value != '\0') {
        fix_record(fixing);
        return;
    }
    begin(fixing, "decline");
    given(fixing, fixing->deal);
    option(fixing, "--because", "because");
}

static void fix_amend(const struct fixing *fixing, const char *item)
{
    begin(fixing, "amend");
    given(fixing, item);
    to_fill(fixing, "text", NULL);
    confirmations(fixing, item, NULL, (naast_party){NAAST_SIDE_US, 0});
}

static void fix_of(const struct fixing *fixing)
{
    const char *item = text_item(fixing->cli, fixing->of->id, fixing->remedy->item);
    switch (fixing->remedy->action) {
    case NAAST_DO_RECORD:
        fix_record(fixing);
        break;
    case NAAST_DO_CONFIRM:
        confirmations(fixing, item, NULL, (naast_party){NAAST_SIDE_NONE, 0});
        break;
    case NAAST_DO_AMEND:
        fix_amend(fixing, item);
        break;
    case NAAST_DO_SETTLE:
        fix_settle(fixing, item);
        break;
    case NAAST_DO_DECIDE:
        fix_decide(fixing);
        break;
    case NAAST_DO_NOTHING:
    case NAAST_DO_CALLBACK:
        break;
    }
}

static bool can_be_typed(const naast_remedy *remedy)
{
    return remedy->action != NAAST_DO_NOTHING && remedy->action != NAAST_DO_CALLBACK;
}

void fix_commands(struct cli *cli, const struct fix_deal *deal, const naast_remedy *remedy, bool for_people,
                  struct fix *out)
{
    const struct fixing fixing = {.cli = cli,
                                  .of = deal,
                                  .remedy = remedy,
                                  .deal = text_id(cli, 'D', deal->id),
                                  .for_people = for_people,
                                  .fix = out};
    *out = (struct fix){0};
    if (remedy->reopen) {
        begin(&fixing, "reopen");
        given(&fixing, fixing.deal);
        option(&fixing, "--because", "because");
        return;
    }
    if (remedy->needs_contact && can_be_typed(remedy)) {
        begin(&fixing, "deal");
        given(&fixing, "edit");
        given(&fixing, fixing.deal);
        option(&fixing, "--contact", "person");
    }
    fix_of(&fixing);
}

/* ---- as text ---- */

/* "kept / broken / released"; no bar between them, which would be a pipe to a shell. */
static void grow_values(struct cli *cli, struct grown *line, naast_codes values)
{
    for (size_t k = 0; values[k] != NULL; k++)
        cli_grow(cli, line, "%s%s", k == 0 ? "" : " / ", values[k]);
}

static void grow_word(struct cli *cli, struct grown *line, const struct fix_word *word, bool for_people)
{
    if (word->fill == NULL) {
        cli_grow(cli, line, "%s", word->text);
        return;
    }
    cli_grow(cli, line, "\"");
    if (word->values != NULL)
        grow_values(cli, line, word->values);
    else
        cli_grow(cli, line, "%s", for_people ? glyph(cli, GLYPH_ELLIPSIS) : "…");
    cli_grow(cli, line, "\"");
}

const char *fix_text(struct cli *cli, const struct fix *fix, bool for_people)
{
    struct grown line = {0};
    for (size_t k = 0; k < fix->count; k++)
        for (size_t w = 0; w < fix->lines[k].count; w++) {
            cli_grow(cli, &line, "%s", w > 0 ? " " : k > 0 ? " && " : "");
            grow_word(cli, &line, &fix->lines[k].words[w], for_people);
        }
    return cli_grown(&line);
}

const char *fix_command(struct cli *cli, const struct fix_deal *deal, const naast_remedy *remedy, bool for_people)
{
    struct fix fix;
    fix_commands(cli, deal, remedy, for_people, &fix);
    return fix_text(cli, &fix, for_people);
}

void check_commands(struct cli *cli, const struct verdicts *verdicts, const naast_check_result *check, bool for_people,
                    struct fix *out)
{
    const struct subject *subject = &verdicts->subject;
    *out = (struct fix){0};
    if (subject->deal == NULL) /* gone by the time it was read */
        return;
    const struct fix_deal deal = {subject->deal->id, subject->deal->contact, subject->deal->outcome, subject->pipeline};
    fix_commands(cli, &deal, check->remedy, for_people, out);
}
