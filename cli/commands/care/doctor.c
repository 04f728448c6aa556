/* doctor.c: whether the store is well, and the command to type where it is not. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast-checkup.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "output/json.h"
#include "session/store_path.h"
#include "term/copy_progress.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/verdict.h"
#include "words/words.h"

enum { NAME_COLUMNS = 14, TEXT_AT = 3 + NAME_COLUMNS };

static const struct {
    const char *what;
    enum word name;
} names[] = {
    {"store", W_CHECK_STORE},     {"schema", W_CHECK_SCHEMA},       {"settings", W_CHECK_SETTINGS},
    {"disk", W_CHECK_DISK},       {"integrity", W_CHECK_INTEGRITY}, {"permissions", W_CHECK_PERMISSIONS},
    {"log", W_CHECK_LOG},         {"leftovers", W_CHECK_LEFTOVERS}, {"backup", W_CHECK_BACKUP},
    {"witness", W_CHECK_WITNESS}, {"erasure", W_CHECK_ERASURE},     {"clock", W_CHECK_CLOCK},
    {"version", W_CHECK_VERSION},
};

/* What to type, by what was found; %s: the file or folder that it is about. */
static const struct {
    const char *code, *type;
} fixes[] = {
    {"empty", "rm %s && naast init %s"},
    {"unreadable", "naast backup list && naast restore latest"},
    {"schema_differs", "naast backup list && naast restore latest"},
    {"older", "naast migrate"},
    {"setting", "naast verify"},
    {"damaged", "naast verify"},
    {"unverified", "naast verify"},
    {"readable", "chmod go= %s"},
    {"folder_writable", "chmod go-w %s"},
    {"log_large", "naast next"},
    {"left", "rm -f %s %s-wal %s-shm %s-journal %s-queue"},
    {"aside", "ls -l %s"},
    {"backup_none", "naast backup"},
    {"backup_old", "naast backup"},
    {"witness_against", "naast verify"},
    {"witness_unreadable", "naast verify --trust"},
};

static const char *name_of(struct cli *cli, const char *what)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i].what, what) == 0)
            return word(cli, names[i].name);
    }
    return what;
}

/* With every %s filled in; NULL: there is nothing to type. */
static const char *fix_of(struct cli *cli, const naast_checkup_finding *item, const char *store)
{
    const char *path = text_shell(cli, item->path[0] != '\0' ? item->path : store), *type = NULL;
    for (size_t i = 0; i < sizeof fixes / sizeof fixes[0]; i++) {
        if (strcmp(fixes[i].code, item->code) == 0)
            type = fixes[i].type;
    }
    if (type == NULL || item->severity == NAAST_SEVERITY_IN_ORDER)
        return NULL;
    const char *fix = "";
    for (const char *hole; (hole = strstr(type, "%s")) != NULL; type = hole + 2)
        fix = cli_printf(cli, "%s%.*s%s", fix, (int)(hole - type), type, path);
    return cli_printf(cli, "%s%s", fix, type);
}

static const char *condition_code(naast_severity condition)
{
    static const char *const codes[] = {"ok", "attention", "fault"};
    return codes[condition];
}

/* A witness that contradicts the store says what can be done, and its command is to look first: so what does it is
 * added. */
static const char *text_of(struct cli *cli, const naast_checkup_finding *item)
{
    const bool against = strcmp(item->code, "witness_against") == 0;
    return against ? cli_printf(cli, "%s; %s", item->text, word(cli, W_HINT_TRUST)) : item->text;
}

static void print_json(struct cli *cli, const naast_checkup *found, const char *store)
{
    struct json json;
    json_begin(&json, cli);
    json_text(&json, "state", condition_code(found->worst));
    json_text(&json, "store", store);
    json_open_array(&json, "checks");
    for (size_t i = 0; i < found->count; i++) {
        const naast_checkup_finding *item = &found->items[i];
        json_open_object(&json, NULL);
        json_text(&json, "check", item->what);
        json_text(&json, "state", condition_code(item->severity));
        json_text(&json, "code", item->code);
        json_text(&json, "text", text_of(cli, item));
        json_text_or_null(&json, "path", item->path);
        json_text(&json, "fix", fix_of(cli, item, store));
        json_close_object(&json);
    }
    json_close_array(&json);
    json_end(&json);
}

static void print_item(struct cli *cli, const naast_checkup_finding *item, const char *store)
{
    static const naast_verdict verdicts[] = {NAAST_VERDICT_MET, NAAST_VERDICT_MISSING, NAAST_VERDICT_REFUSED};
    static const enum word says[] = {W_AS_IS, W_DOCTOR_ATTENTION, W_DOCTOR_FAULT};
    const naast_verdict verdict = verdicts[item->severity];
    const char *fix = fix_of(cli, item, store);
    colour_on(cli, cli->out, verdict_colour(verdict));
    fputs(verdict_glyph(cli, verdict), cli->out);
    colour_off(cli, cli->out);
    fputs("  ", cli->out);
    text_pad(cli->out, name_of(cli, item->what), NAME_COLUMNS);
    text_wrap(cli, cli->out, words(cli, says[item->severity], text_of(cli, item)), TEXT_AT, TEXT_AT);
    if (fix != NULL)
        fprintf(cli->out, "%*s%s  %s\n", TEXT_AT, "", word(cli, W_DOCTOR_TYPE), text_safe(cli, fix));
}

static int tell(struct cli *cli, const naast_checkup *found, const char *store)
{
    int64_t wanting = 0;
    for (size_t i = 0; i < found->count; i++)
        wanting += found->items[i].severity != NAAST_SEVERITY_IN_ORDER;
    if (cli->output == OUTPUT_JSON)
        print_json(cli, found, store);
    for (size_t i = 0; cli->output != OUTPUT_JSON && i < found->count; i++)
        print_item(cli, &found->items[i], store);
    if (wanting > 0)
        return cli_failed(cli, NAAST_FAILURE, W_DOCTOR_SOME, text_count(cli, wanting));
    if (cli->output != OUTPUT_JSON)
        cli_note(cli, W_DOCTOR_WELL);
    return NAAST_OK;
}

static int run(struct cli *cli, const struct args *args)
{
    naast_checkup_spec spec = NAAST_CHECKUP_SPEC_INIT;
    naast_checkup *found;
    struct copying copying;
    const char *path = store_path(cli, false);
    if (path == NULL)
        return cli_failed(cli, NAAST_NOT_FOUND, W_NO_STORE);
    copying_begin(cli, &copying);
    spec.full = args_has(args, "full");
    spec.progress = copying_progress;
    spec.context = &copying;
    int status = copying_end(&copying, naast_store_checkup(cli->store, path, &spec, &found));
    if (status != NAAST_OK)
        return status;
    status = tell(cli, found, path);
    naast_free(found);
    return status;
}

static const struct option options[] = {{"full", NULL, W_OPT_DOCTOR_FULL, 0}, OPTIONS_END};

const struct command command_doctor = {
    .name = "doctor",
    .needs = NEEDS_CREATE, /* also of a store that does not open */
    .summary = W_DO_DOCTOR,
    .options = options,
    .example = "naast doctor\nnaast doctor --full --json\n",
    .more = W_MORE_DOCTOR,
    .writes = WRITES_JSON,
    .run = run,
};
