/* gate_commands.c: what to type about a check that is not met yet; each line runs once each place to fill in ("…") is.
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
    const char *deal;  /* "D1" */
    const char *blank; /* "…" in double quotes: what people fill in */
    bool for_people;
};

static const char *person_typed(const struct fixing *fixing, naast_id person)
{
    return typed_person_of(fixing->cli, fixing->of->id, person, fixing->for_people);
}

static const char *party_typed(const struct fixing *fixing, naast_party party)
{
    if (party.side == NAAST_US)
        return "us";
    return party.person == 0 ? fixing->blank : person_typed(fixing, party.person);
}

static bool same_party(naast_party a, naast_party b) { return a.side == b.side && a.person == b.person; }

static const naast_kind *kind_of(const struct fixing *fixing)
{
    return naast_pipeline_kind(fixing->of->pipeline, fixing->remedy->kind);
}

static const char *confirmations(const struct fixing *fixing, const char *command, const char *item, naast_party said)
{
    for (size_t k = 0; k < fixing->remedy->by_count; k++)
        if (!same_party(fixing->remedy->by[k], said))
            command = cli_printf(fixing->cli, "%s%snaast confirm %s --by %s", command, *command == '\0' ? "" : " && ",
                                 item, party_typed(fixing, fixing->remedy->by[k]));
    return command;
}

static const char *from_option(const struct fixing *fixing)
{
    naast_party from = fixing->remedy->from;
    naast_id contact = fixing->of->contact;
    const naast_kind *kind = kind_of(fixing);
    bool theirs = kind != NULL && kind->theirs;
    bool said_by_default = theirs ? from.person == contact : from.side == NAAST_US;
    if (from.side == NAAST_NO_SIDE || (from.side == NAAST_CUSTOMER && from.person == 0 && theirs))
        return "";
    return fixing->for_people && said_by_default ? ""
                                                 : cli_printf(fixing->cli, " --from %s", party_typed(fixing, from));
}

static const char *fix_record(const struct fixing *fixing)
{
    struct cli *cli = fixing->cli;
    const naast_remedy *remedy = fixing->remedy;
    const naast_kind *kind = kind_of(fixing);
    const char *value = *remedy->value == '\0' ? "" : cli_printf(cli, " %s", remedy->value);
    const char *about = remedy->about == 0 ? "" : cli_printf(cli, " --about %d", (int)remedy->about);
    const char *person = "";
    if (kind != NULL && kind->person)
        person = cli_printf(cli, " --person %s",
                            remedy->about_person == 0 ? fixing->blank : person_typed(fixing, remedy->about_person));
    const char *command = cli_printf(cli, "naast record %s %s%s %s%s%s%s", fixing->deal, remedy->kind, value,
                                     fixing->blank, about, person, from_option(fixing));
    const char *item = cli_printf(cli, "%s %s", fixing->deal, remedy->kind);
    return confirmations(fixing, command, item, remedy->from);
}

static const char *fix_decide(const struct fixing *fixing)
{
    if (strcmp(fixing->of->outcome, "won") == 0 && fixing->remedy->item != 0 && *fixing->remedy->value != '\0')
        return fix_record(fixing);
    return cli_printf(fixing->cli, "naast decline %s --because %s", fixing->deal, fixing->blank);
}

static const char *fix_of(const struct fixing *fixing)
{
    struct cli *cli = fixing->cli;
    const naast_remedy *remedy = fixing->remedy;
    const char *item = text_item(cli, fixing->of->id, remedy->item);
    switch (remedy->action) {
    case NAAST_DO_RECORD:
        return fix_record(fixing);
    case NAAST_DO_CONFIRM:
        return confirmations(fixing, "", item, (naast_party){NAAST_NO_SIDE, 0});
    case NAAST_DO_AMEND:
        return confirmations(fixing, cli_printf(cli, "naast amend %s %s", item, fixing->blank), item,
                             (naast_party){NAAST_US, 0});
    case NAAST_DO_SETTLE:
        return cli_printf(cli, "naast settle %s --as %s --by %s", item, remedy->value,
                          party_typed(fixing, remedy->by[0]));
    case NAAST_DO_DECIDE:
        return fix_decide(fixing);
    case NAAST_DO_NOTHING:
    case NAAST_DO_CALLBACK:
        break;
    }
    return "";
}

const char *fix_command(struct cli *cli, const struct fix_deal *deal, const naast_remedy *remedy, bool for_people)
{
    const char *ellipsis = for_people ? glyph(cli, GLYPH_ELLIPSIS) : "…";
    struct fixing fixing = {.cli = cli,
                            .of = deal,
                            .remedy = remedy,
                            .deal = text_id(cli, 'D', deal->id),
                            .blank = cli_printf(cli, "\"%s\"", ellipsis),
                            .for_people = for_people};
    if (remedy->reopen)
        return cli_printf(cli, "naast reopen %s --because %s", fixing.deal, fixing.blank);
    const char *command = fix_of(&fixing);
    if (*command == '\0' || !remedy->needs_contact)
        return command;
    return cli_printf(cli, "naast deal edit %s --contact %s && %s", fixing.deal, fixing.blank, command);
}

const char *check_command(struct cli *cli, const struct verdicts *verdicts, const naast_check_result *check,
                          bool for_people)
{
    const struct subject *subject = &verdicts->subject;
    if (subject->deal == NULL) /* gone by the time it was read */
        return "";
    const struct fix_deal deal = {subject->deal->id, subject->deal->contact, subject->deal->outcome, subject->pipeline};
    return fix_command(cli, &deal, check->remedy, for_people);
}
