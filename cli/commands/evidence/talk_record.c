/* talk_record.c: hands a sheet to the library as one conversation, and says what came of it. */
#include "commands/evidence/talk_record.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/problems.h"
#include "commands/evidence/record_item.h"
#include "commands/evidence/sheet.h"
#include "commands/evidence/talk_spec.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

/* A conversation that was recorded. */
struct talking {
    struct cli *cli;
    const struct subject *subject;
    const struct sheet *sheet;
    naast_id deal;
    int32_t *made; /* the new items */
    size_t made_count;
};

/* "us, Sanne": everybody who stands by an item. */
static const char *voices(struct cli *cli, const naast_item *item)
{
    struct grown line = {0};
    for (size_t k = 0; k < item->word_count; k++)
        if (is_last_word(item, k))
            cli_list(cli, &line, ", ",
                     speaker_words(cli, item->words[k].by, item->words[k].name, item->words[k].org_name));
    return cli_grown(&line);
}

/* "D1.2 need, D1.3 underlying question (Sanne); D1.4 summary (us)" */
static const char *made_words(const struct talking *talking, const naast_items *items, int status)
{
    struct cli *cli = talking->cli;
    const char *before = NULL;
    struct grown line = {0};
    for (size_t k = 0; k < talking->made_count; k++) {
        const naast_item *item = item_by_number(items, talking->made[k]);
        const char *now = item != NULL ? voices(cli, item) : unread_words(cli, status);
        const char *what = text_item(cli, talking->deal, talking->made[k]);
        if (item != NULL)
            what = cli_printf(cli, "%s %s", what, kind_words(cli, talking->subject, item->kind));
        if (before != NULL && strcmp(before, now) != 0)
            cli_grow(cli, &line, " (%s); %s", before, what);
        else
            cli_list(cli, &line, ", ", what);
        before = now;
    }
    if (before != NULL)
        cli_grow(cli, &line, " (%s)", before);
    return cli_grown(&line);
}

/* "D1.25 in order; D1.4 confirmed": what became of items that were there. */
static const char *touched_words(const struct talking *talking, const naast_items *items, int status)
{
    struct cli *cli = talking->cli;
    struct grown line = {0};
    for (size_t k = 0; k < talking->sheet->count; k++) {
        const struct sheet_entry *entry = &talking->sheet->entries[k];
        const naast_item *item = item_by_number(items, entry->item);
        if (entry->line == 0 || entry->type != SHEET_EXISTING)
            continue;
        const char *what = item == NULL                 ? unread_words(cli, status)
                           : entry->as != NULL          ? item_state_words(cli, item)
                           : sheet_amends(entry)        ? word(cli, W_ITEM_AMENDED)
                           : entry->confirmed_count > 0 ? word(cli, W_ITEM_CONFIRMED)
                                                        : "";
        if (*what != '\0')
            cli_list(cli, &line, "; ", cli_printf(cli, "%s %s", text_item(cli, talking->deal, entry->item), what));
    }
    return cli_grown(&line);
}

static int say_talked(const struct talking *talking)
{
    struct cli *cli = talking->cli;
    naast_items *items = NULL;
    if (cli->output == OUTPUT_JSON) {
        numbers_json(cli, talking->deal, talking->made, talking->made_count);
        return NAAST_OK;
    }
    const int status = naast_item_list(cli->store, talking->deal, &items);
    const char *touched = touched_words(talking, items, status), *made = made_words(talking, items, status);
    const char *line = cli_printf(cli, "%s%s%s", touched, *touched == '\0' || *made == '\0' ? "" : "; ", made);
    if (*line == '\0')
        cli_print(cli, W_NOTED, text_id(cli, 'D', talking->deal));
    else
        text_wrap(cli, cli->out, line, 0, 0);
    read_back(cli, status);
    naast_free(items);
    return NAAST_OK;
}

static void keep_made(struct talking *talking, const naast_conversation_result *result)
{
    talking->made = cli_keep(talking->cli, (result->item_count + 1) * sizeof *talking->made);
    for (size_t k = 0; k < result->item_count; k++)
        if (result->items[k].is_new)
            talking->made[talking->made_count++] = result->items[k].n;
}

/* With something wrong on the sheet already, only to find out what else is. */
static int record(struct talking *talking, struct problems *problems)
{
    struct cli *cli = talking->cli;
    naast_conversation_result *result = NULL;
    struct talk_spec talk;
    talk_spec_read(cli, talking->subject, talking->sheet, problems, &talk);
    talk.spec.dry_run = problems->count > 0;
    int status = naast_conversation_record(cli->store, talking->deal, &talk.spec, &result);
    if (result == NULL && status != 0 && problems->count == 0)
        return cli_check(cli, status);
    if (result != NULL)
        talk_faults(talking->sheet, &talk, result, problems);
    status = problems_tell(problems);
    if (status == 0 && result != NULL) {
        names_tell(cli, result);
        keep_made(talking, result);
    }
    naast_free(result);
    /* The command itself was right: what is wrong stands on the sheet. */
    return status == NAAST_INVALID ? NAAST_BAD_DATA : status;
}

int talking_record(struct cli *cli, const struct subject *subject, const struct sheet *sheet)
{
    struct talking talking = {.cli = cli, .subject = subject, .sheet = sheet, .deal = subject->deal->id};
    struct problems problems = {.cli = cli};
    int status = record(&talking, &problems);
    return status == 0 ? say_talked(&talking) : status;
}
