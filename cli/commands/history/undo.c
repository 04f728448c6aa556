/* undo.c: naast undo: an operation taken back, by further entries. */
#include <stdbool.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/context.h"
#include "input/values.h"
#include "output/json.h"
#include "term/message.h"
#include "term/values.h"
#include "view/verdict.h"
#include "words/words.h"

/* "D1", "O3", "P7"; "" for the store and pipelines. */
static const char *undone_root(struct cli *cli, const naast_undone *undone)
{
    static const char letters[] = {[NAAST_ROOT_DEAL] = 'D', [NAAST_ROOT_ORG] = 'O', [NAAST_ROOT_PERSON] = 'P'};
    if (undone->root < NAAST_ROOT_DEAL || undone->root > NAAST_ROOT_PERSON)
        return "";
    return text_id(cli, letters[undone->root], undone->id);
}

static void print_json(struct cli *cli, const naast_undone *undone, bool dry_run)
{
    struct json json;
    json_begin(&json, cli);
    json_id(&json, "operation", 'J', undone->operation);
    json_text(&json, "name", undone->operation_name);
    json_time(&json, "at", undone->at);
    json_text(&json, "actor", undone->actor);
    json_text_or_null(&json, "on", undone_root(cli, undone));
    json_int(&json, "entries", undone->entries);
    json_id(&json, "undone_by", 'J', dry_run ? 0 : naast_operation_last(cli->store));
    json_bool(&json, "dry_run", dry_run);
    json_end(&json);
}

/* "recorded on D1 (anna, 3 Nov)" */
static const char *what(struct cli *cli, const naast_undone *undone)
{
    const char *root = undone_root(cli, undone), *did = operation_words(cli, undone->operation_name);
    const char *day = text_date(cli, naast_date_of(undone->at));
    if (*root == '\0')
        return words(cli, W_UNDONE_WHAT, did, undone->actor, day);
    return words(cli, W_UNDONE_WHAT_ON, did, root, undone->actor, day);
}

static void print_text(struct cli *cli, const naast_undone *undone, bool dry_run)
{
    const char *operation = text_id(cli, 'J', undone->operation);
    if (dry_run)
        cli_print(cli, W_UNDO_WOULD, operation, what(cli, undone));
    else
        cli_print(cli, W_UNDONE, operation, what(cli, undone), text_id(cli, 'J', naast_operation_last(cli->store)));
}

static int run(struct cli *cli, const struct args *args)
{
    const char *typed = args_operand(args, 0);
    naast_undo_spec spec = NAAST_UNDO_SPEC_INIT;
    naast_undone *undone = NULL;
    spec.dry_run = args_has(args, "dry-run");
    spec.operation = typed != NULL ? id_read(typed, 'J') : 0;
    if (typed != NULL && spec.operation == 0)
        return cli_wrong(cli, W_UNDO_NOT_AN_OPERATION, typed);
    int status = cli_text(cli, args_value(args, "because"), &spec.because);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_operation_undo(cli->store, &spec, &undone));
    if (status != NAAST_OK)
        return status;
    if (cli->output == OUTPUT_JSON)
        print_json(cli, undone, spec.dry_run);
    else
        print_text(cli, undone, spec.dry_run);
    naast_free(undone);
    return NAAST_OK;
}

static const struct option options[] = {
    {"because", "T", W_OPTION_BECAUSE, 0}, {"dry-run", NULL, W_OPT_UNDO_DRY, 0}, OPTIONS_END};

const struct command command_undo = {
    .name = "undo",
    .needs = NEEDS_WRITE,
    .summary = W_DO_UNDO,
    .operands = "[J812]",
    .options = options,
    .example = "naast undo\nnaast undo J12 --because \"that was another deal\"\n",
    .more = W_MORE_UNDO,
    .writes = WRITES_JSON,
    .run = run,
};
