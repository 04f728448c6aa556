/* verify.c: checks the history, and every row against it. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "base/signals.h"
#include "input/values.h"
#include "output/json.h"
#include "term/message.h"
#include "term/progress.h"
#include "term/read_file.h"
#include "term/text.h"
#include "term/values.h"
#include "words/words.h"

enum { THREADS_MOST = 16 };

struct verifying {
    const char **heads; /* that somebody kept */
    size_t head_count;
    bool trust;
    bool trusted;
    size_t findings; /* those that count */
    struct progress progress;
};

/* --- the heads that somebody kept --- */

static void add_head(struct cli *cli, struct verifying *verifying, const char *head)
{
    size_t count = verifying->head_count;
    if ((count & (count - 1)) == 0) { /* full: at each power of two, from none on */
        const char **heads = cli_keep(cli, sizeof *heads * (count == 0 ? 1 : count * 2));
        if (count > 0)
            memcpy(heads, verifying->heads, sizeof *heads * count);
        verifying->heads = heads;
    }
    verifying->heads[verifying->head_count++] = head;
}

static bool is_head(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    size_t hash = text[digits] == ':' ? strspn(text + digits + 1, "0123456789abcdefABCDEF") : 0;
    return digits > 0 && hash >= 8 && hash <= 64 && text[digits + 1 + hash] == '\0';
}

/* One head a line, whatever follows it; lines that are empty or begin with # are none. */
static int read_heads(struct cli *cli, const char *path, struct verifying *verifying)
{
    char *text, *end = NULL;
    int line = 0;
    int status = strcmp(path, "-") == 0 ? cli_read_all(cli, cli->in, "-", &text) : cli_read_file(cli, path, &text);
    for (char *at = text; status == NAAST_OK && at != NULL; at = end) {
        end = strchr(at, '\n');
        if (end != NULL)
            *end++ = '\0';
        line++;
        at += strspn(at, " \t\r");
        at[strcspn(at, " \t\r")] = '\0';
        if (at[0] == '\0' || at[0] == '#')
            continue;
        if (!is_head(at))
            status = cli_failed(cli, NAAST_INVALID, W_HEADS_LINE, path, text_count(cli, line), at);
        else
            add_head(cli, verifying, at);
    }
    return status;
}

static int gather_heads(struct cli *cli, const struct args *args, struct verifying *verifying)
{
    const char *file = args_value(args, "heads");
    size_t at = 0;
    for (const char *head; (head = args_next(args, "head", &at)) != NULL;)
        add_head(cli, verifying, head);
    return file != NULL ? read_heads(cli, file, verifying) : NAAST_OK;
}

/* --- what was found --- */

/* Who trusts the store as it is knows what its witness says. */
static bool counts(const struct verifying *verifying, const naast_verify_finding *finding)
{
    return !verifying->trust || strcmp(finding->kind, "witness") != 0;
}

static void print_finding(struct json *json, const naast_verify_finding *finding)
{
    json_open_object(json, NULL);
    json_text(json, "kind", finding->kind);
    json_text(json, "code", finding->code);
    json_int(json, "seq", finding->seq);
    json_text_or_null(json, "table", finding->table);
    json_int(json, "row", finding->row);
    json_text(json, "text", finding->text);
    json_close_object(json);
}

static void print_witness(struct cli *cli, struct json *json)
{
    naast_witness *witness;
    if (naast_store_witness(cli->store, &witness) != NAAST_OK)
        return;
    json_open_object(json, "witness");
    json_text(json, "state", witness->code);
    json_text_or_null(json, "seen", witness->seen);
    json_text_or_null(json, "file", witness->file);
    json_close_object(json);
    naast_free(witness);
}

static void print_json(struct cli *cli, const struct verifying *verifying, const naast_verification *found)
{
    struct json json;
    json_begin(&json, cli);
    json_bool(&json, "ok", verifying->findings == 0);
    json_text(&json, "head", found->head);
    json_int(&json, "from", found->from);
    json_int(&json, "entries", found->entries);
    json_int(&json, "rows", found->rows);
    json_int(&json, "heads", (int64_t)verifying->head_count);
    if (verifying->trust)
        json_bool(&json, "trusted", verifying->trusted);
    print_witness(cli, &json);
    json_open_array(&json, "findings");
    for (size_t i = 0; i < found->finding_count; i++) {
        if (counts(verifying, &found->findings[i]))
            print_finding(&json, &found->findings[i]);
    }
    json_close_array(&json);
    json_end(&json);
}

static void print_text(struct cli *cli, const struct verifying *verifying, const naast_verification *found)
{
    for (size_t i = 0; i < found->finding_count; i++) {
        if (counts(verifying, &found->findings[i]))
            text_wrap(cli, cli->out, text_safe(cli, found->findings[i].text), 0, 2);
    }
    if (verifying->findings > 0)
        return;
    if (found->from > 1)
        cli_print(cli, W_VERIFIED_SINCE, text_count(cli, found->from), text_count(cli, found->entries),
                  text_count(cli, found->rows), found->head);
    else
        cli_print(cli, W_VERIFIED, text_count(cli, found->entries), text_count(cli, found->rows), found->head);
    if (verifying->head_count > 0)
        cli_print(cli, W_VERIFIED_HEADS, text_count(cli, (int64_t)verifying->head_count));
    if (verifying->trusted)
        cli_print(cli, W_TRUSTED, cli_printf(cli, "%.*s", (int)strcspn(found->head, ":"), found->head));
}

/* What was found counts, and then what becomes of it. */
static int judge(struct cli *cli, struct verifying *verifying, const naast_verification *found)
{
    int status = NAAST_OK;
    for (size_t i = 0; i < found->finding_count; i++)
        verifying->findings += counts(verifying, &found->findings[i]);
    if (verifying->trust && verifying->findings == 0) {
        status = cli_check(cli, naast_store_trust(cli->store));
        verifying->trusted = status == NAAST_OK;
    }
    if (status != NAAST_OK)
        return status;
    if (cli->output == OUTPUT_JSON)
        print_json(cli, verifying, found);
    else
        print_text(cli, verifying, found);
    if (verifying->findings == 0)
        return NAAST_OK;
    return cli_failed(cli, NAAST_UNVERIFIED, verifying->trust ? W_NOT_TRUSTED : W_NOT_VERIFIED,
                      text_count(cli, (int64_t)verifying->findings));
}

static int on_the_way(void *context, int64_t done, int64_t total)
{
    struct progress *progress = context;
    progress->total = total;
    progress_step(progress, done, done / 2); /* each entry is looked at twice */
    return interrupted();
}

static int verify(struct cli *cli, const struct args *args, struct verifying *verifying, naast_verification **found)
{
    naast_verify_spec spec = NAAST_VERIFY_SPEC_INIT;
    int64_t threads = 0;
    int status = cli_number(cli, "--threads", args_value(args, "threads"), 1, THREADS_MOST, &threads);
    if (status != NAAST_OK)
        return status;
    spec.heads = verifying->heads;
    spec.head_count = verifying->head_count;
    spec.since_last = args_has(args, "since-last");
    spec.threads = (uint32_t)threads;
    spec.progress = on_the_way;
    spec.context = &verifying->progress;
    progress_begin(cli, 0, &verifying->progress);
    interrupt_watch();
    status = naast_store_verify(cli->store, &spec, found);
    progress_clear(&verifying->progress);
    interrupt_obey();
    return status;
}

/* What is not opened at all has one finding: why. */
static int judge_refused(struct cli *cli, struct verifying *verifying)
{
    const char *code = naast_store_code(cli->store);
    const bool damaged = strcmp(code, "store_damaged") == 0;
    const naast_verify_finding finding = {.kind = damaged ? "file" : "schema",
                                          .code = cli_printf(cli, "%s", code),
                                          .table = "",
                                          .text = cli_printf(cli, "%s", naast_store_message(cli->store))};
    const naast_verification found = {.findings = &finding, .finding_count = 1, .from = 1};
    return judge(cli, verifying, &found);
}

static int run(struct cli *cli, const struct args *args)
{
    struct verifying verifying = {.trust = args_has(args, "trust")};
    naast_verification *found = NULL;
    int status = gather_heads(cli, args, &verifying);
    if (status == NAAST_OK && verifying.trust && args_has(args, "since-last"))
        status = cli_wrong(cli, W_TRUST_WANTS_ALL);
    if (status != NAAST_OK)
        return status;
    if (cli->refused)
        return judge_refused(cli, &verifying);
    status = verify(cli, args, &verifying, &found);
    if (found == NULL)
        return cli_check(cli, status);
    status = judge(cli, &verifying, found);
    naast_free(found);
    return status;
}

static const struct option options[] = {
    {"head", "SEQ:HASH", W_OPT_HEAD, OPTION_MANY},
    {"heads", "FILE", W_OPT_HEADS, 0},
    {"since-last", NULL, W_OPT_SINCE_LAST, 0},
    {"trust", NULL, W_OPT_TRUST, 0},
    {"threads", "N", W_OPT_THREADS, 0},
    OPTIONS_END,
};

const struct command command_verify = {
    .name = "verify",
    .needs = NEEDS_LOOK,
    .summary = W_DO_VERIFY,
    .options = options,
    .example = "naast verify\nnaast verify --head 41:9c1e07d2\nnaast verify --json\n",
    .more = W_MORE_VERIFY,
    .writes = WRITES_JSON,
    .run = run,
};
