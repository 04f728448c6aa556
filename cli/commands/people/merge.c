/* merge.c: two organisations or two people that are one. */
#include <ctype.h>
#include <stdbool.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "output/json.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

/* By their ids, since names that are alike are why one merges: people, or organisations. */
static int read_ids(struct cli *cli, const struct args *args, naast_root *root, naast_id ids[2])
{
    const char *first = args_operand(args, 0);
    const char letter = (char)toupper((unsigned char)first[0]);
    if (letter != 'P' && letter != 'O')
        return cli_wrong(cli, W_MERGE_IDS, first);
    for (size_t i = 0; i < 2; i++) {
        const char *typed = args_operand(args, i);
        ids[i] = toupper((unsigned char)typed[0]) == letter ? id_read(typed, letter) : 0;
        if (ids[i] == 0)
            return cli_wrong(cli, W_MERGE_IDS, typed);
    }
    *root = letter == 'P' ? NAAST_ROOT_PERSON : NAAST_ROOT_ORG;
    return NAAST_OK;
}

/* One that went before is named together with whom it went into. */
static int check_there(struct cli *cli, naast_root root, const naast_id ids[2])
{
    const char letter = root == NAAST_ROOT_PERSON ? 'P' : 'O';
    for (size_t i = 0; i < 2; i++) {
        naast_id found = 0;
        const char *typed = text_id(cli, letter, ids[i]);
        int status = cli_check(cli, naast_resolve(cli->store, root, typed, 0, &found));
        if (status != NAAST_OK)
            return status;
        if (found != ids[i])
            return cli_failed(cli, NAAST_CONFLICT, W_MERGED_EARLIER, typed, text_id(cli, letter, found));
    }
    return NAAST_OK;
}

static int name_of(struct cli *cli, naast_root root, naast_id id, const char **out)
{
    naast_person *person = NULL;
    naast_org *org = NULL;
    int status =
        root == NAAST_ROOT_PERSON ? naast_person_get(cli->store, id, &person) : naast_org_get(cli->store, id, &org);
    if (cli_check(cli, status) == NAAST_OK)
        *out = cli_keep_text(cli, person != NULL ? person->name : org->name);
    naast_free(person);
    naast_free(org);
    return status;
}

static void tell(struct cli *cli, char letter, const naast_id ids[2], const char *const names[2],
                 const naast_merged *merged, bool dry)
{
    if (cli->output == OUTPUT_JSON) {
        struct json json;
        json_begin(&json, cli);
        json_id(&json, "from", letter, ids[0]);
        json_id(&json, "into", letter, ids[1]);
        json_bool(&json, "dry_run", dry);
        json_int(&json, "deals", merged->deals);
        json_int(&json, "items", merged->items);
        json_int(&json, "words", merged->words);
        json_int(&json, "people", merged->people);
        json_bool(&json, "orgs_differ", merged->orgs_differ != 0);
        json_end(&json);
        return;
    }
    cli_print(cli, dry ? W_WOULD_MERGE : W_MERGED_INTO, text_id(cli, letter, ids[0]), names[0],
              text_id(cli, letter, ids[1]), names[1]);
    if (letter == 'O')
        cli_print(cli, W_MERGED_ORG, text_count(cli, merged->deals), text_count(cli, merged->people));
    else
        cli_print(cli, W_MERGED_PERSON, text_count(cli, merged->deals), text_count(cli, merged->items),
                  text_count(cli, merged->words));
    if (merged->orgs_differ)
        cli_note(cli, W_MERGED_ORGS_DIFFER);
}

static int run(struct cli *cli, const struct args *args)
{
    naast_root root = NAAST_ROOT_PERSON;
    naast_id ids[2] = {0, 0};
    naast_merge_spec spec = NAAST_MERGE_SPEC_INIT;
    const char *names[2] = {"", ""};
    naast_merged *merged = NULL;
    bool dry = args_has(args, "dry-run");
    int status = read_ids(cli, args, &root, ids);
    if (status == NAAST_OK)
        status = check_there(cli, root, ids);
    for (size_t i = 0; i < 2 && status == NAAST_OK; i++)
        status = name_of(cli, root, ids[i], &names[i]);
    spec.root = root;
    spec.from = ids[0];
    spec.into = ids[1];
    spec.dry_run = dry;
    if (status == NAAST_OK)
        status = cli_check(cli, naast_merge(cli->store, &spec, &merged));
    if (status == NAAST_OK)
        tell(cli, root == NAAST_ROOT_PERSON ? 'P' : 'O', ids, names, merged, dry);
    naast_free(merged);
    return status;
}

static const struct option options[] = {{"dry-run", NULL, W_OPT_MERGE_DRY, 0}, OPTIONS_END};

const struct command command_merge = {
    .name = "merge",
    .needs = NEEDS_WRITE,
    .summary = W_DO_MERGE,
    .operands = "ID INTO",
    .options = options,
    .example = "naast merge P9 P7 --dry-run\nnaast merge O2 O1\n",
    .more = W_MORE_MERGE,
    .writes = WRITES_JSON,
    .run = run,
};
