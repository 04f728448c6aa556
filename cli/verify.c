/* verify.c: checks the history, and every row against it. */
#include "cli.h"

static void print_json(struct cli *cli, const naast_verification *found)
{
    struct json json;
    json_begin(&json, cli->out);
    json_bool(&json, "ok", found->ok);
    json_text(&json, "head", found->head);
    json_int(&json, "entries", found->entries);
    json_int(&json, "rows", found->rows);
    json_open_array(&json, "findings");
    for (size_t i = 0; i < found->finding_count; i++) {
        const naast_finding *finding = &found->findings[i];
        json_open_object(&json, NULL);
        json_text(&json, "kind", finding->kind);
        json_text(&json, "code", finding->code);
        json_int(&json, "seq", finding->seq);
        json_text_or_null(&json, "table", finding->table);
        json_int(&json, "row", finding->row);
        json_text(&json, "text", finding->text);
        json_close_object(&json);
    }
    json_close_array(&json);
    json_end(&json);
}

static void print_text(struct cli *cli, const naast_verification *found)
{
    if (found->ok) {
        cli_print(cli, W_VERIFIED, text_count(cli, found->entries), text_count(cli, found->rows), found->head);
        return;
    }
    for (size_t i = 0; i < found->finding_count; i++)
        text_wrap(cli, cli->out, text_safe(cli, found->findings[i].text), 0, 2);
}

static int run(struct cli *cli, const struct args *args)
{
    (void)args;
    naast_verification *found;
    int status = naast_store_verify(cli->store, &found);
    if (status != NAAST_OK && status != NAAST_UNVERIFIED)
        return cli_check(cli, status);
    if (cli->output == OUTPUT_JSON)
        print_json(cli, found);
    else
        print_text(cli, found);
    if (status == NAAST_UNVERIFIED)
        cli_failed(cli, status, W_NOT_VERIFIED, text_count(cli, (int64_t)found->finding_count));
    naast_free(found);
    return status;
}

const struct command command_verify = {
    .name = "verify",
    .needs = NEEDS_READ,
    .summary = W_DO_VERIFY,
    .example = "naast verify\nnaast verify --json\n",
    .writes = WRITES_JSON,
    .run = run,
};
