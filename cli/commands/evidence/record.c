/* record.c: naast record: one answer, and what was said about it in the same go. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "args/nearest.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/record_item.h"
#include "input/ask.h"
#include "input/required.h"
#include "input/values.h"
#include "term/message.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

enum { ITEMS_MAX = 64 };

/* The items of one command: one conversation, so that the order in which they are said makes no word stale. */
struct recording {
    struct cli *cli;
    const struct subject *subject;
    naast_item_spec specs[ITEMS_MAX];
    naast_conversation_entry entries[ITEMS_MAX];
    int32_t numbers[ITEMS_MAX];
    size_t count;
};

/* On a terminal the number and what it is; in a pipe the number, and what it is on stderr. */
static void say_item(struct cli *cli, const char *item, const char *what)
{
    if (cli->terminal) {
        fprintf(cli->out, "%s  %s\n", item, what);
        return;
    }
    fprintf(cli->out, "%s\n", item);
    fflush(cli->out);
    cli_note(cli, W_AS_IS, what);
}

static int say_recorded(const struct recording *recording)
{
    struct cli *cli = recording->cli;
    naast_items *items = NULL;
    if (cli->output == OUTPUT_JSON) {
        numbers_json(cli, recording->subject->deal->id, recording->numbers, recording->count);
        return NAAST_OK;
    }
    const naast_id deal = recording->subject->deal->id;
    const int status = naast_item_list(cli->store, deal, &items);
    for (size_t k = 0; k < recording->count; k++) {
        const naast_item *item = item_by_number(items, recording->numbers[k]);
        say_item(cli, text_item(cli, deal, recording->numbers[k]),
                 item == NULL ? unread_words(cli, status)
                              : words(cli, W_SAID_BY, item_words(cli, recording->subject, item),
                                      speaker_words(cli, item->from, item->from_name, item->from_org)));
    }
    read_back(cli, status);
    naast_free(items);
    return NAAST_OK;
}

static int about_read(struct cli *cli, const char *about, naast_id deal, struct typed_item *typed)
{
    naast_id found = deal;
    if (about == NULL)
        return NAAST_OK;
    int status = cli_check(cli, naast_item_resolve(cli->store, deal, about, &found, &typed->about));
    return status == 0 && found != deal ? cli_wrong(cli, W_ABOUT_OTHER_DEAL, about) : status;
}

static int options_read(struct cli *cli, const struct args *args, naast_id deal, struct typed_item *typed)
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
    return status == 0 ? about_read(cli, args_value(args, "about"), deal, typed) : status;
}

/* All the kinds that there are, with the nearest. */
static int no_kind(struct cli *cli, const struct subject *subject, const char *typed)
{
    const naast_pipeline *pipeline = subject->pipeline;
    const char **codes = cli_keep(cli, (pipeline->kind_count + 1) * sizeof *codes), *list = "";
    for (size_t k = 0; k < pipeline->kind_count; k++)
        list = listed(cli, list, codes[k] = pipeline->kinds[k].code);
    const char *nearest = args_nearest(typed, codes, pipeline->kind_count);
    const char *said = words(cli, W_NO_KIND, pipeline->code, typed, list);
    if (nearest == NULL)
        return cli_wrong(cli, W_AS_IS, said);
    return cli_wrong(cli, W_DID_YOU_MEAN, said, nearest);
}

/* DEAL KIND [VALUE] [TEXT]: for kinds with values the first word is the value. */
static int operands_read(struct cli *cli, const struct args *args, const struct subject *subject,
                         struct typed_item *typed)
{
    size_t next = 2;
    typed->kind = args_operand(args, 1);
    const naast_kind *kind = naast_pipeline_kind(subject->pipeline, typed->kind);
    if (kind == NULL)
        return no_kind(cli, subject, typed->kind);
    if (kind != NULL && kind->values != NULL && typed->none == NULL)
        typed->values = args_operand(args, next++);
    const char *text = args_operand(args, next);
    if (text != NULL && args_operand(args, next + 1) != NULL)
        return cli_wrong(cli, W_TEXT_IN_QUOTES, args_operand(args, next + 1));
    if (text != NULL && typed->none != NULL && *typed->none != '\0')
        return cli_wrong(cli, W_NONE_AND_TEXT);
    return cli_text(cli, text, &typed->text);
}

static bool has_values(struct cli *cli, const naast_kind *kind, const char *typed)
{
    char *rest = cli_keep_text(cli, typed), *value;
    while ((value = strsep(&rest, ",")) != NULL)
        if (!codes_include(kind->values, value + strspn(value, " \t")))
            return false;
    return true;
}

/* Whether an answer is what is left to give. A value is one too, but for a kind whose answer may be no. */
static bool lacks_answer(struct cli *cli, const struct typed_item *typed, const naast_kind *kind)
{
    if (typed->text != NULL || typed->none != NULL || (kind->person && typed->person == NULL))
        return false;
    if (kind->values != NULL)
        return typed->values == NULL || (kind->no != NULL && has_values(cli, kind, typed->values));
    return typed->due == NULL && typed->amount == NULL && typed->url == NULL && typed->file == NULL &&
           typed->person == NULL;
}

/* What there is to choose from, where a value is still wanted: "green / amber / red". */
static const char *choice_words(struct cli *cli, const struct typed_item *typed, const naast_kind *kind)
{
    struct grown line = {0};
    if (typed->values != NULL)
        return "";
    for (size_t k = 0; kind->values != NULL && kind->values[k] != NULL; k++)
        cli_list(cli, &line, " / ", kind->values[k]);
    return cli_grown(&line);
}

/*
 * An answer that was left out is asked for at a terminal. Before that, what was typed is looked at, so that nobody
 * answers in vain. A value is wanted first: "green it goes well".
 */
static int ask_for_it(struct cli *cli, const struct subject *subject, struct typed_item *typed)
{
    const naast_kind *kind = naast_pipeline_kind(subject->pipeline, typed->kind);
    naast_side side = NAAST_SIDE_NONE;
    if (subject->deal->status == NAAST_DEAL_ENDED || !lacks_answer(cli, typed, kind) || !cli_may_ask(cli))
        return NAAST_OK;
    int status = typed_check(cli, subject, typed, &side);
    if (status != 0)
        return status;
    const char *ask = naast_pipeline_question(cli->store, subject->pipeline, kind->code, typed->values, side);
    status = cli_ask(cli, *ask != '\0' ? ask : kind_words(cli, subject, kind->code), choice_words(cli, typed, kind),
                     &typed->text);
    if (status == 0 && typed->values == NULL)
        status = split_values(cli, subject, kind->code, &typed->text, &typed->values);
    return status;
}

/* An item for each of its values, about the entry at a place from 1; 0: as typed. */
static int add_items(struct recording *recording, const struct typed_item *typed, int32_t about)
{
    struct cli *cli = recording->cli;
    char *values = typed->values == NULL ? NULL : cli_keep_text(cli, typed->values);
    naast_item_spec spec;
    int status = item_spec_read(cli, recording->subject, typed, &spec);
    while (status == 0) {
        if (values != NULL)
            values = value_next(values, &spec.value);
        if (recording->count == ITEMS_MAX)
            return cli_wrong(cli, W_TOO_MANY_VALUES, typed->kind);
        naast_item_spec *own = &recording->specs[recording->count];
        *own = spec;
        recording->entries[recording->count++] =
            (naast_conversation_entry){.about = about, .on = spec.on, .record = own, .how = typed->how};
        if (values == NULL)
            break;
    }
    return status;
}

/* --why, --promise, --basis: a further item about an entry, said on the same occasion. */
static int add_further(struct recording *recording, const struct typed_item *said, const char *text,
                       struct typed_item further, int32_t about)
{
    further.on = said->on;
    further.how = said->how;
    further.in_confidence = said->in_confidence;
    if (text == NULL)
        return NAAST_OK;
    int status = cli_text(recording->cli, text, &further.text);
    return status == 0 ? add_items(recording, &further, about) : status;
}

static int read_items(struct recording *recording, const struct args *args, const struct typed_item *typed)
{
    struct typed_item main_item = *typed;
    const char *promise = args_value(args, "promise");
    if (promise != NULL)
        main_item.due = NULL;
    int status = add_items(recording, &main_item, 0);
    if (status == 0)
        status = add_further(recording, typed, args_value(args, "why"),
                             (struct typed_item){.kind = "why", .from = typed->from}, 1);
    if (status == 0)
        status = add_further(recording, typed, promise,
                             (struct typed_item){.kind = "promise", .from = "us", .due = typed->due}, 1);
    const int32_t promised = promise != NULL ? (int32_t)recording->count : 1;
    return status == 0 ? add_further(recording, typed, args_value(args, "basis"),
                                     (struct typed_item){.kind = "basis", .from = "us"}, promised)
                       : status;
}

static int record_all(struct recording *recording, const struct args *args, const struct typed_item *typed)
{
    naast_conversation_spec spec = NAAST_CONVERSATION_SPEC_INIT;
    naast_conversation_result *result = NULL;
    int status = read_items(recording, args, typed);
    if (status != 0)
        return status;
    spec.items_only = 1;
    spec.entries = recording->entries;
    spec.entry_count = recording->count;
    status = cli_check(recording->cli,
                       naast_conversation_record(recording->cli->store, recording->subject->deal->id, &spec, &result));
    for (size_t k = 0; status == 0 && k < recording->count; k++)
        recording->numbers[k] = result->items[k].n;
    naast_free(result);
    return status;
}

static int record_run(struct cli *cli, const struct args *args)
{
    struct subject subject = {0};
    struct recording recording = {.cli = cli, .subject = &subject};
    struct typed_item typed;
    naast_id deal = 0;
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status == 0)
        status = subject_read(cli, deal, &subject);
    if (status == 0)
        status = options_read(cli, args, deal, &typed);
    if (status == 0)
        status = operands_read(cli, args, &subject, &typed);
    if (status == 0)
        status = ask_for_it(cli, &subject, &typed);
    if (status == 0)
        status = cli_check(cli, naast_operation_begin(
                                    cli->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_RECORD)));
    if (status == 0)
        status = operation_done(cli, record_all(&recording, args, &typed));
    if (status == 0)
        status = say_recorded(&recording);
    subject_free(&subject);
    return status;
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
