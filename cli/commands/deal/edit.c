/* edit.c: deals: add and edit. */
#include <stdbool.h>
#include <stdint.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/context.h"
#include "input/resolve_or_add.h"
#include "input/values.h"
#include "output/table.h"
#include "term/message.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

/* What "" takes off a deal, as it does of a text. */
static const struct clearing {
    const char *option;
    naast_clear bit;
} clearings[] = {{"org", NAAST_CLEAR_ORG},
                 {"contact", NAAST_CLEAR_CONTACT},
                 {"amount", NAAST_CLEAR_AMOUNT},
                 {"expect", NAAST_CLEAR_EXPECTED},
                 {"follows", NAAST_CLEAR_FOLLOWS}};

static uint32_t clears(const struct args *args)
{
    uint32_t clear = 0;
    for (size_t i = 0; i < sizeof clearings / sizeof clearings[0]; i++) {
        const char *value = args_value(args, clearings[i].option);
        if (value != NULL && *value == '\0')
            clear |= clearings[i].bit;
    }
    return clear;
}

/* The value of an option, unless the edit clears it. */
static const char *value_unless(const struct args *args, const char *option, uint32_t cleared)
{
    return cleared != 0 ? NULL : args_value(args, option);
}

/* The fields that adding and editing share. */
static int read_fields(struct cli *cli, const struct args *args, const char *usual, naast_deal_spec *spec)
{
    spec->owner = cli_owner(cli, args_value(args, "owner"));
    spec->source = args_value(args, "source");
    spec->external_id = args_value(args, "external-id");
    int status = cli_text(cli, args_value(args, "note"), &spec->note);
    if (status == NAAST_OK)
        status = cli_date(cli, "--expect", value_unless(args, "expect", spec->clear & NAAST_CLEAR_EXPECTED),
                          &spec->expected);
    if (status == NAAST_OK)
        status = cli_deal(cli, value_unless(args, "follows", spec->clear & NAAST_CLEAR_FOLLOWS), &spec->follows);
    if (status == NAAST_OK)
        status = cli_money(cli, value_unless(args, "amount", spec->clear & NAAST_CLEAR_AMOUNT),
                           args_value(args, "currency"), usual, &spec->amount);
    return status;
}

static int record_purpose(struct cli *cli, naast_id deal, const char *purpose)
{
    naast_item_spec item = NAAST_ITEM_SPEC_INIT;
    int32_t n;
    item.kind = "purpose";
    item.text = purpose;
    return purpose == NULL ? NAAST_OK : cli_check(cli, naast_item_record(cli->store, deal, &item, &n));
}

/* Inside the operation: who is new, the deal, and why we are here. */
static int add_all(struct cli *cli, const struct args *args, naast_id *deal)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    const char *purpose = NULL;
    spec.title = args_operand(args, 0);
    spec.pipeline = args_value(args, "pipeline");
    int status = read_fields(cli, args, NULL, &spec);
    if (status == NAAST_OK)
        status = cli_text(cli, args_value(args, "purpose"), &purpose);
    if (status == NAAST_OK)
        status = cli_org_or_new(cli, args_value(args, "org"), &spec.org);
    if (status == NAAST_OK)
        status = cli_person_or_new(cli, args_value(args, "contact"), 0, spec.org, &spec.contact);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_deal_add(cli->store, &spec, deal));
    return status == NAAST_OK ? record_purpose(cli, *deal, purpose) : status;
}

static int add(struct cli *cli, const struct args *args)
{
    naast_id deal = 0;
    int status = cli_check(cli, naast_operation_begin(cli->store, NAAST_SPEC(naast_operation_spec,
                                                                             .operation = NAAST_OPERATION_DEAL_ADD)));
    if (status != NAAST_OK)
        return status;
    status = add_all(cli, args, &deal);
    status = cli_check(cli, naast_operation_end(cli->store, status));
    return status == NAAST_OK ? id_print(cli, 'D', deal) : status;
}

static bool edits_fields(const struct args *args)
{
    return args->typed_count >
           (size_t)(args_has(args, "pipeline") + args_has(args, "revision") + args_has(args, "because"));
}

static int edit_fields(struct cli *cli, const struct args *args, naast_id deal)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_deal *now;
    if (!edits_fields(args))
        return NAAST_OK;
    int status = cli_check(cli, naast_deal_get(cli->store, deal, &now));
    if (status != NAAST_OK)
        return status;
    spec.title = args_value(args, "title");
    spec.clear = clears(args);
    status = read_fields(cli, args, now->amount.currency, &spec);
    if (status == NAAST_OK)
        status = cli_org_or_new(cli, value_unless(args, "org", spec.clear & NAAST_CLEAR_ORG), &spec.org);
    const naast_id kept = (spec.clear & NAAST_CLEAR_ORG) != 0 ? 0 : now->org;
    const naast_id org = spec.org != 0 ? spec.org : kept;
    if (status == NAAST_OK)
        status = cli_person_or_new(cli, value_unless(args, "contact", spec.clear & NAAST_CLEAR_CONTACT), deal, org,
                                   &spec.contact);
    naast_free(now);
    return status == NAAST_OK ? cli_check(cli, naast_deal_edit(cli->store, deal, &spec)) : status;
}

static int change_pipeline(struct cli *cli, const struct args *args, naast_id deal)
{
    naast_change_pipeline_spec spec = NAAST_CHANGE_PIPELINE_SPEC_INIT;
    int64_t revision = 0;
    spec.pipeline = args_value(args, "pipeline");
    spec.because = args_value(args, "because");
    if (spec.pipeline == NULL)
        return NAAST_OK;
    int status = cli_number(cli, "--revision", args_value(args, "revision"), 1, INT32_MAX, &revision);
    spec.revision = (int32_t)revision;
    return status == NAAST_OK ? cli_check(cli, naast_deal_change_pipeline(cli->store, deal, &spec)) : status;
}

static void tell_pipeline(struct cli *cli, naast_id id)
{
    naast_deal *deal = NULL;
    const int status = naast_deal_get(cli->store, id, &deal);
    if (status == NAAST_OK)
        cli_note(cli, W_MOVED_PIPELINE, text_id(cli, 'D', id), deal->pipeline, deal->stage_name);
    read_back(cli, status);
    naast_free(deal);
}

static int edit(struct cli *cli, const struct args *args)
{
    naast_id deal;
    bool moves = args_has(args, "pipeline");
    if (!moves && (args_has(args, "revision") || args_has(args, "because")))
        return cli_wrong(cli, W_ONLY_WITH, args_has(args, "because") ? "--because" : "--revision", "--pipeline");
    if (args->typed_count == 0)
        return cli_wrong(cli, W_NOTHING_TO_CHANGE);
    if (moves && !args_has(args, "because"))
        return cli_wrong(cli, W_BECAUSE_MISSING);
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == NAAST_OK)
        status = cli_check(
            cli, naast_operation_begin(
                     cli->store, NAAST_SPEC(naast_operation_spec, .operation = moves ? NAAST_OPERATION_CHANGE_PIPELINE
                                                                                     : NAAST_OPERATION_DEAL_EDIT)));
    if (status != NAAST_OK)
        return status;
    status = edit_fields(cli, args, deal);
    if (status == NAAST_OK)
        status = change_pipeline(cli, args, deal);
    status = cli_check(cli, naast_operation_end(cli->store, status));
    if (status == NAAST_OK && moves)
        tell_pipeline(cli, deal);
    return status == NAAST_OK ? changed_print(cli, 'D', deal) : status;
}

static const struct option add_options[] = {{"org", "ORG", W_OPT_ORG_OR_NEW, 0},
                                            {"contact", "PERSON", W_OPT_CONTACT_OR_NEW, 0},
                                            {"purpose", "TEXT|-", W_OPT_PURPOSE, 0},
                                            {"amount", "AMOUNT", W_OPT_AMOUNT, 0},
                                            {"currency", "CODE", W_OPT_CURRENCY, 0},
                                            {"expect", "DATE", W_OPT_EXPECT, 0},
                                            {"owner", "NAME", W_OPT_OWNER, 0},
                                            {"follows", "DEAL", W_OPT_FOLLOWS, 0},
                                            {"source", "TEXT", W_OPT_SOURCE, 0},
                                            {"note", "TEXT|-", W_OPT_NOTE, 0},
                                            {"external-id", "ID", W_OPT_EXTERNAL_ID, 0},
                                            {"pipeline", "NAME", W_OPT_PIPELINE, 0},
                                            OPTIONS_END};
static const struct option edit_options[] = {{"title", "TITLE", W_OPT_TITLE, 0},
                                             {"org", "ORG", W_OPT_ORG_OR_NEW, 0},
                                             {"contact", "PERSON", W_OPT_CONTACT_OR_NEW, 0},
                                             {"amount", "AMOUNT", W_OPT_AMOUNT, 0},
                                             {"currency", "CODE", W_OPT_CURRENCY, 0},
                                             {"expect", "DATE", W_OPT_EXPECT, 0},
                                             {"owner", "NAME", W_OPT_OWNER, 0},
                                             {"follows", "DEAL", W_OPT_FOLLOWS, 0},
                                             {"source", "TEXT", W_OPT_SOURCE, 0},
                                             {"note", "TEXT|-", W_OPT_NOTE, 0},
                                             {"external-id", "ID", W_OPT_EXTERNAL_ID, 0},
                                             {"pipeline", "NAME", W_OPT_PIPELINE, 0},
                                             {"revision", "N", W_OPT_REVISION, 0},
                                             {"because", "TEXT", W_OPT_BECAUSE_PIPELINE, 0},
                                             OPTIONS_END};

const struct command command_deal_add = {
    .name = "deal",
    .verb = "add",
    .needs = NEEDS_WRITE,
    .summary = W_DO_DEAL_ADD,
    .operands = "TITLE",
    .options = add_options,
    .example = "naast deal add \"Findable policy\" --org Waterdam --contact \"Sanne de Wit\" --amount 25000\n",
    .writes = WRITES_JSON,
    .run = add,
};
const struct command command_deal_edit = {
    .name = "deal",
    .verb = "edit",
    .needs = NEEDS_WRITE,
    .summary = W_DO_DEAL_EDIT,
    .operands = "DEAL",
    .options = edit_options,
    .example = "naast deal edit D1 --amount 27500 --expect 15dec\nnaast deal edit D1 --pipeline bant --because \"a "
               "small one\"\n",
    .more = W_MORE_EDIT,
    .writes = WRITES_JSON,
    .run = edit,
};
