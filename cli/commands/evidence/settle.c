/* settle.c: naast settle, naast retract: what became of an item. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/record_item.h"
#include "input/file_evidence.h"
#include "input/party.h"
#include "input/required.h"
#include "input/values.h"
#include "term/message.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

enum { NUMBERS_MAX = 64 };

static int settle_each(struct cli *cli, const struct args *args, naast_id deal, const int32_t *numbers, size_t count)
{
    naast_settle_spec spec = NAAST_SETTLE_SPEC_INIT;
    spec.state = args_value(args, "as");
    int status = cli_party(cli, args_value(args, "by"), deal, &spec.by);
    if (status == 0)
        status = cli_text(cli, args_value(args, "because"), &spec.because);
    if (status == 0)
        status = cli_date(cli, "--on", args_value(args, "on"), &spec.on);
    if (status == 0 && args_value(args, "file") != NULL)
        status = file_evidence(cli, args_value(args, "file"), &spec.file_name, &spec.file_sha256);
    for (size_t k = 0; status == 0 && k < count; k++)
        status = cli_check(cli, naast_item_settle(cli->store, deal, numbers[k], &spec));
    return status;
}

static const char *standing(struct cli *cli, const naast_item *item)
{
    const char *state = item_state_words(cli, item);
    bool late = item->late && !item->retracted;
    return late ? cli_printf(cli, "%s%s", state, words(cli, W_WAS_DUE, text_date(cli, item->due))) : state;
}

/* "D1.21  promise: kept" */
static int say_states(struct cli *cli, naast_id deal, const int32_t *numbers, size_t count)
{
    struct subject subject;
    naast_items *items = NULL;
    if (cli->output == OUTPUT_JSON) {
        numbers_json(cli, deal, numbers, count);
        return NAAST_OK;
    }
    int status = subject_find(cli, deal, &subject);
    if (status == 0)
        status = naast_item_list(cli->store, deal, &items);
    for (size_t k = 0; k < count; k++) {
        const naast_item *item = item_by_number(items, numbers[k]);
        const char *what = item == NULL
                               ? unread_words(cli, status)
                               : cli_printf(cli, "%s: %s", kind_words(cli, &subject, item->kind), standing(cli, item));
        fprintf(cli->out, "%s  %s\n", text_item(cli, deal, numbers[k]), what);
    }
    read_back(cli, status);
    naast_free(items);
    subject_free(&subject);
    return NAAST_OK;
}

static int settle_run(struct cli *cli, const struct args *args)
{
    int32_t numbers[NUMBERS_MAX];
    size_t count = 0;
    naast_id deal = 0;
    int status = want(cli, args_value(args, "as"), "--as");
    if (status == 0)
        status = want(cli, args_value(args, "by"), "--by");
    if (status == 0)
        status = typed_items(cli, args_operand(args, 0), &deal, numbers, NUMBERS_MAX, &count);
    if (status == 0)
        status = cli_check(cli, naast_operation_begin(
                                    cli->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_SETTLE)));
    if (status == 0)
        status = operation_done(cli, settle_each(cli, args, deal, numbers, count));
    return status == 0 ? say_states(cli, deal, numbers, count) : status;
}

static int retract_run(struct cli *cli, const struct args *args)
{
    naast_id deal = 0;
    int32_t item = 0;
    naast_retract_spec spec = NAAST_RETRACT_SPEC_INIT;
    int status = cli_check(cli, naast_item_resolve(cli->store, 0, args_operand(args, 0), &deal, &item));
    if (status == 0)
        status = want_text(cli, args, "because", &spec.because);
    if (status == 0)
        status = cli_check(cli, naast_item_retract(cli->store, deal, item, &spec));
    return status == 0 ? say_states(cli, deal, &item, 1) : status;
}

static const struct option settle_options[] = {{"as", "STATE", W_OPTION_AS, 0},       {"by", "P|us", W_OPTION_BY, 0},
                                               {"on", "DATE", W_OPTION_ON, 0},        {"file", "F", W_OPTION_FILE, 0},
                                               {"because", "T", W_OPTION_BECAUSE, 0}, OPTIONS_END};
const struct command command_settle = {
    .name = "settle",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_SETTLE,
    .operands = "ITEM[,N]",
    .options = settle_options,
    .example = "naast settle D1.21,23,31 --as kept --by Sanne\n",
    .more = W_MORE_SETTLE,
    .writes = WRITES_JSON,
    .run = settle_run,
};

static const struct option retract_options[] = {{"because", "T", W_OPTION_BECAUSE, 0}, OPTIONS_END};
const struct command command_retract = {
    .name = "retract",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_RETRACT,
    .operands = "ITEM",
    .options = retract_options,
    .example = "naast retract D1.6 --because \"it was about another department\"\n",
    .writes = WRITES_JSON,
    .run = retract_run,
};
