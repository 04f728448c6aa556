/* evidence.c: naast record, confirm, amend, settle, retract: one item at a time. */
#include "recording.h"

#include <string.h>

enum { ITEMS_MAX = 64 };

/* On a terminal the number and what it is; in a pipe the number, and what it is on stderr. */
static void say_item(struct cli *cli, const char *item, const char *what)
{
    if (cli->terminal) {
        fprintf(cli->out, "%s  %s\n", item, what);
        return;
    }
    fprintf(cli->out, "%s\n", item);
    cli_note(cli, W_AS_IT_IS, what);
}

static void say_recorded(struct cli *cli, const struct subject *subject, const naast_item *item)
{
    const char *kind = kind_words(cli, subject, item->kind);
    if (*item->value != '\0')
        kind = cli_printf(cli, "%s: %s", kind, value_words(cli, item->value));
    if (strcmp(item->state, "none") == 0)
        kind = cli_printf(cli, "%s: %s", kind, state_words(cli, "none"));
    say_item(cli, text_item(cli, item->deal, item->n),
             words(cli, W_SAID_BY, kind, party_words(cli, item->from, item->from_name)));
}

static void items_json(struct cli *cli, naast_id deal, const int32_t *numbers, size_t count)
{
    struct json json;
    json_begin(&json, cli->out);
    json_open_array(&json, "items");
    for (size_t k = 0; k < count; k++)
        json_text(&json, NULL, text_item(cli, deal, numbers[k]));
    json_close_array(&json);
    json_end(&json);
}

static int say_items(struct cli *cli, const struct subject *subject, const int32_t *numbers, size_t count)
{
    naast_items *items = NULL;
    if (cli->output == OUTPUT_JSON) {
        items_json(cli, subject->deal->id, numbers, count);
        return NAAST_OK;
    }
    int status = cli_check(cli, naast_item_list(cli->store, subject->deal->id, &items));
    for (size_t k = 0; status == 0 && k < count; k++)
        say_recorded(cli, subject, item_by_number(items, numbers[k]));
    naast_free(items);
    return status;
}

static int typed_read(struct cli *cli, const struct args *args, naast_id deal, struct typed_item *typed)
{
    *typed = (struct typed_item){.from = args_value(args, "from"),
                                 .person = args_value(args, "person"),
                                 .due = args_value(args, "due"),
                                 .amount = args_value(args, "amount"),
                                 .currency = args_value(args, "currency"),
                                 .url = args_value(args, "url"),
                                 .file = args_value(args, "file"),
                                 .on = args_value(args, "on"),
                                 .how = args_value(args, "how"),
                                 .in_confidence = args_has(args, "in-confidence")};
    int status = cli_text(cli, args_value(args, "because"), &typed->none);
    if (status == 0 && typed->none != NULL && !args_has(args, "none"))
        return cli_wrong(cli, W_BECAUSE_OF_NONE);
    if (args_has(args, "none") && typed->none == NULL)
        typed->none = "";
    naast_id found = deal;
    if (status == 0 && args_value(args, "about") != NULL)
        status = cli_check(cli, naast_item_resolve(cli->store, deal, args_value(args, "about"), &found, &typed->about));
    if (status == 0 && found != deal)
        status = cli_wrong(cli, W_ABOUT_OTHER_DEAL, args_value(args, "about"));
    return status;
}

/* DEAL KIND [VALUE] [TEXT]: for kinds with values the first word is the value. */
static int operands_read(struct cli *cli, const struct args *args, const struct subject *subject,
                         struct typed_item *typed)
{
    size_t next = 2;
    typed->kind = args_operand(args, 1);
    const naast_kind *kind = subject_kind(subject, typed->kind);
    if (kind != NULL && kind->values != NULL && typed->none == NULL)
        typed->values = args_operand(args, next++);
    const char *text = args_operand(args, next);
    int status = cli_text(cli, text, &typed->text);
    if (status == 0 && args_operand(args, text == NULL ? next : next + 1) != NULL)
        status = cli_wrong(cli, W_TEXT_IN_QUOTES, args_operand(args, next + 1));
    return status;
}

/* A further item about one that was just made: --why, --promise, --basis. */
static int record_about(struct cli *cli, const struct subject *subject, const char *kind, const char *text,
                        const char *from, const char *due, int32_t about, int32_t *numbers, size_t *count)
{
    struct typed_item further = {.kind = kind, .from = from, .due = due, .about = about};
    size_t made = 0;
    int status = cli_text(cli, text, &further.text);
    if (status == 0 && text != NULL)
        status = record_typed(cli, subject, &further, 0, &numbers[*count], ITEMS_MAX - *count, &made);
    *count += made;
    return status;
}

static int record_all(struct cli *cli, const struct args *args, const struct subject *subject, struct typed_item *typed,
                      int32_t *numbers, size_t *count)
{
    const char *promise = args_value(args, "promise");
    const char *due = typed->due;
    if (promise != NULL)
        typed->due = NULL;
    int status = record_typed(cli, subject, typed, 0, numbers, ITEMS_MAX - 3, count);
    int32_t item = status == 0 ? numbers[0] : 0;
    if (status == 0)
        status = record_about(cli, subject, "why", args_value(args, "why"), typed->from, NULL, item, numbers, count);
    int32_t promised = item;
    if (status == 0 && promise != NULL) {
        promised = 0;
        size_t before = *count;
        status = record_about(cli, subject, "promise", promise, "us", due, item, numbers, count);
        promised = status == 0 ? numbers[before] : 0;
    }
    if (status == 0)
        status = record_about(cli, subject, "basis", args_value(args, "basis"), "us", NULL, promised, numbers, count);
    return status;
}

static int record_run(struct cli *cli, const struct args *args)
{
    struct subject subject = {0};
    struct typed_item typed;
    int32_t numbers[ITEMS_MAX];
    size_t count = 0;
    naast_id deal = 0;
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == 0)
        status = subject_read(cli, deal, &subject);
    if (status == 0)
        status = typed_read(cli, args, deal, &typed);
    if (status == 0)
        status = operands_read(cli, args, &subject, &typed);
    if (status == 0) {
        status = cli_check(cli, naast_operation_begin(cli->store, "record"));
        if (status == 0) {
            status = record_all(cli, args, &subject, &typed, numbers, &count);
            status = cli->said ? naast_operation_end(cli->store, status)
                               : cli_check(cli, naast_operation_end(cli->store, status));
        }
    }
    if (status == 0)
        status = say_items(cli, &subject, numbers, count);
    subject_free(&subject);
    return status;
}

/* "D1.7", or "D1 summary", or "D1" with --seen. */
static int confirm_target(struct cli *cli, const struct args *args, naast_id *deal, int32_t *item)
{
    const char *first = args_operand(args, 0), *kind = args_operand(args, 1);
    if (kind == NULL && args_value(args, "seen") == NULL)
        return cli_check(cli, naast_item_resolve(cli->store, 0, first, deal, item));
    int status = cli_deal(cli, first, deal);
    if (status == 0 && kind != NULL)
        status = cli_check(cli, naast_item_resolve(cli->store, *deal, kind, deal, item));
    return status;
}

static int say_confirmed(struct cli *cli, naast_id deal, const naast_items_touched *touched, naast_party by)
{
    struct subject subject;
    naast_items *items = NULL;
    naast_person *person = NULL;
    const char *list = "";
    int status = subject_read(cli, deal, &subject);
    if (status == 0)
        status = cli_check(cli, naast_item_list(cli->store, deal, &items));
    if (status == 0 && by.person != 0)
        status = cli_check(cli, naast_person_get(cli->store, by.person, &person));
    for (size_t k = 0; status == 0 && k < touched->count; k++) {
        const naast_item *item = item_by_number(items, touched->items[k]);
        list = cli_printf(cli, "%s%s%s %s", list, *list == '\0' ? "" : ", ", text_item(cli, deal, touched->items[k]),
                          item == NULL ? "" : kind_words(cli, &subject, item->kind));
    }
    if (status == 0)
        cli_print(cli, W_CONFIRMED, list, party_words(cli, by, person == NULL ? "" : person->name));
    naast_free(person);
    naast_free(items);
    subject_free(&subject);
    return status;
}

static int confirm_run(struct cli *cli, const struct args *args)
{
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    naast_items_touched *touched = NULL;
    naast_id deal = 0;
    spec.seen = args_value(args, "seen");
    spec.how = args_value(args, "how");
    int status = confirm_target(cli, args, &deal, &spec.item);
    if (status == 0)
        status = want(cli, args_value(args, "by"), "--by");
    if (status == 0)
        status = cli_party(cli, args_value(args, "by"), deal, &spec.by);
    if (status == 0)
        status = cli_date(cli, "--on", args_value(args, "on"), &spec.on);
    if (status == 0)
        status = cli_check(cli, naast_item_confirm(cli->store, deal, &spec, &touched));
    if (status == 0 && cli->output == OUTPUT_JSON)
        items_json(cli, deal, touched->items, touched->count);
    else if (status == 0)
        status = say_confirmed(cli, deal, touched, spec.by);
    naast_free(touched);
    return status;
}

static int say_amended(struct cli *cli, naast_id deal, int32_t n, const naast_item *before)
{
    struct subject subject;
    naast_items *items = NULL;
    int status = subject_read(cli, deal, &subject);
    if (status == 0)
        status = cli_check(cli, naast_item_list(cli->store, deal, &items));
    if (status == 0) {
        const naast_item *now = item_by_number(items, n);
        const char *what = kind_words(cli, &subject, now->kind);
        if (before->due != now->due)
            what = cli_printf(cli, "%s: %s %s %s%s", what, text_date(cli, before->due), glyph(cli, GLYPH_ARROW),
                              text_date(cli, now->due),
                              now->reagreed > before->reagreed ? word(cli, W_REAGREED_IN_TIME) : "");
        fprintf(cli->out, "%s  %s\n", text_item(cli, deal, n), what);
    }
    naast_free(items);
    subject_free(&subject);
    return status;
}

static int amend_read(struct cli *cli, const struct args *args, naast_id deal, naast_amend_spec *spec)
{
    spec->value = args_value(args, "value");
    spec->url = args_value(args, "url");
    spec->how = args_value(args, "how");
    spec->typo = args_has(args, "typo");
    int status = cli_text(cli, args_operand(args, 1), &spec->text);
    if (status == 0)
        status = cli_text(cli, args_value(args, "because"), &spec->because);
    if (status == 0)
        status = cli_party(cli, args_value(args, "from"), deal, &spec->from);
    if (status == 0)
        status = cli_party(cli, args_value(args, "agreed"), deal, &spec->agreed);
    if (status == 0)
        status = cli_date(cli, "--due", args_value(args, "due"), &spec->due);
    if (status == 0)
        status = cli_date(cli, "--on", args_value(args, "on"), &spec->on);
    if (status == 0 && args_value(args, "person") != NULL)
        status = cli_person_or_new(cli, args_value(args, "person"), deal, 0, &spec->person);
    if (status == 0 && args_value(args, "amount") != NULL)
        status = cli_money(cli, args_value(args, "amount"), args_value(args, "currency"), NULL, &spec->amount);
    return status;
}

static int amend_run(struct cli *cli, const struct args *args)
{
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    naast_items *before = NULL;
    naast_id deal = 0;
    int32_t item = 0;
    int status = cli_check(cli, naast_item_resolve(cli->store, 0, args_operand(args, 0), &deal, &item));
    if (status == 0)
        status = cli_check(cli, naast_operation_begin(cli->store, "amend"));
    if (status != 0)
        return status;
    status = amend_read(cli, args, deal, &spec);
    if (status == 0)
        status = cli_check(cli, naast_item_list(cli->store, deal, &before));
    if (status == 0)
        status = cli_check(cli, naast_item_amend(cli->store, deal, item, &spec));
    int ended = naast_operation_end(cli->store, status);
    status = status == 0 ? cli_check(cli, ended) : status;
    if (status == 0)
        status = say_amended(cli, deal, item, item_by_number(before, item));
    naast_free(before);
    return status;
}

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

static int say_states(struct cli *cli, naast_id deal, const int32_t *numbers, size_t count)
{
    struct subject subject;
    naast_items *items = NULL;
    int status = subject_read(cli, deal, &subject);
    if (status == 0)
        status = cli_check(cli, naast_item_list(cli->store, deal, &items));
    for (size_t k = 0; status == 0 && k < count; k++) {
        const naast_item *item = item_by_number(items, numbers[k]);
        const char *state = item->retracted ? "retracted" : item->late ? "kept_late" : item->state;
        const char *said = strcmp(state, "released") == 0
                               ? words(cli, W_RELEASED_BY, party_words(cli, item->settled_by, item->settled_name))
                               : state_words(cli, state);
        fprintf(cli->out, "%s  %s: %s\n", text_item(cli, deal, item->n), kind_words(cli, &subject, item->kind), said);
    }
    naast_free(items);
    subject_free(&subject);
    return status;
}

static int settle_run(struct cli *cli, const struct args *args)
{
    int32_t numbers[ITEMS_MAX];
    size_t count = 0;
    naast_id deal = 0;
    int status = want(cli, args_value(args, "as"), "--as");
    if (status == 0)
        status = want(cli, args_value(args, "by"), "--by");
    if (status == 0)
        status = typed_items(cli, args_operand(args, 0), 0, &deal, numbers, ITEMS_MAX, &count);
    if (status == 0)
        status = cli_check(cli, naast_operation_begin(cli->store, "settle"));
    if (status != 0)
        return status;
    status = settle_each(cli, args, deal, numbers, count);
    int ended = naast_operation_end(cli->store, status);
    status = status == 0 ? cli_check(cli, ended) : status;
    return status == 0 ? say_states(cli, deal, numbers, count) : status;
}

static int retract_run(struct cli *cli, const struct args *args)
{
    naast_id deal = 0;
    int32_t item = 0;
    const char *because = NULL;
    int status = cli_check(cli, naast_item_resolve(cli->store, 0, args_operand(args, 0), &deal, &item));
    if (status == 0)
        status = want(cli, args_value(args, "because"), "--because");
    if (status == 0)
        status = cli_text(cli, args_value(args, "because"), &because);
    if (status == 0)
        status = cli_check(cli, naast_item_retract(cli->store, deal, item, because));
    return status == 0 ? say_states(cli, deal, &item, 1) : status;
}

static const struct option record_options[] = {{"from", "P|us", W_OPTION_FROM, 0},
                                               {"about", "N", W_OPTION_ABOUT, 0},
                                               {"person", "P", W_OPTION_PERSON, 0},
                                               {"due", "DATE", W_OPTION_DUE, 0},
                                               {"amount", "N", W_OPTION_AMOUNT, 0},
                                               {"currency", "C", W_OPTION_CURRENCY, 0},
                                               {"url", "U", W_OPTION_URL, 0},
                                               {"file", "F", W_OPTION_FILE, 0},
                                               {"none", NULL, W_OPTION_NONE, 0},
                                               {"because", "T", W_OPTION_BECAUSE, 0},
                                               {"on", "DATE", W_OPTION_ON, 0},
                                               {"how", "T", W_OPTION_HOW, 0},
                                               {"why", "T", W_OPTION_WHY, 0},
                                               {"promise", "T", W_OPTION_PROMISE, 0},
                                               {"basis", "T", W_OPTION_BASIS, 0},
                                               {"in-confidence", NULL, W_OPTION_IN_CONFIDENCE, 0},
                                               OPTIONS_END};
const struct command command_record = {
    .name = "record",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_RECORD,
    .operands = "DEAL KIND [VALUE] [TEXT]",
    .options = record_options,
    .example = "naast record D1 need \"staff look for policies by hand\" --why \"they act on old versions\"\n"
               "naast record D1 authority decides,signs --person \"Karim Ali\"\n"
               "naast record D1 costs --none --because \"it runs on what they have\"\n",
    .more = W_MORE_RECORD,
    .writes = WRITES_JSON,
    .run = record_run,
};

static const struct option confirm_options[] = {{"by", "P|us", W_OPTION_BY, 0},
                                                {"seen", "SEQ:HASH", W_OPTION_SEEN, 0},
                                                {"how", "T", W_OPTION_HOW, 0},
                                                {"on", "DATE", W_OPTION_ON, 0},
                                                OPTIONS_END};
const struct command command_confirm = {
    .name = "confirm",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_CONFIRM,
    .operands = "ITEM|DEAL [KIND]",
    .options = confirm_options,
    .example = "naast confirm D1.4 --by Sanne --how \"mail 3 Nov\"\nnaast confirm D1 match --by us\n",
    .more = W_MORE_CONFIRM,
    .writes = WRITES_JSON,
    .run = confirm_run,
};

static const struct option amend_options[] = {{"due", "DATE", W_OPTION_DUE, 0},
                                              {"agreed", "P|us", W_OPTION_AGREED, 0},
                                              {"value", "VALUE", W_OPTION_VALUE, 0},
                                              {"amount", "N", W_OPTION_AMOUNT, 0},
                                              {"currency", "C", W_OPTION_CURRENCY, 0},
                                              {"person", "P", W_OPTION_PERSON, 0},
                                              {"url", "U", W_OPTION_URL, 0},
                                              {"from", "P|us", W_OPTION_FROM, 0},
                                              {"because", "T", W_OPTION_BECAUSE, 0},
                                              {"how", "T", W_OPTION_HOW, 0},
                                              {"on", "DATE", W_OPTION_ON, 0},
                                              {"typo", NULL, W_OPTION_TYPO, 0},
                                              OPTIONS_END};
const struct command command_amend = {
    .name = "amend",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_AMEND,
    .operands = "ITEM [TEXT]",
    .options = amend_options,
    .example = "naast amend D1.4 \"staff need one place to look\" --from Sanne\n"
               "naast amend D1.21 --due 27nov --agreed Sanne --because \"test server late\"\n",
    .run = amend_run,
};

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
    .run = retract_run,
};
