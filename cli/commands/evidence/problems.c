/* problems.c: what is wrong with a conversation, held back until all of it is known. */
#include "commands/evidence/problems.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/context.h"
#include "input/values.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "words/words.h"

enum { TOLD_AT_MOST = 10 };

void problem_begin(struct problems *problems)
{
    FILE *memory = open_memstream(&problems->text, &problems->size);
    problems->told_to = problems->cli->err;
    if (memory != NULL)
        problems->cli->err = memory;
}

static void add(struct problems *problems, int line, int status, const char *text)
{
    struct cli *cli = problems->cli;
    for (size_t k = 0; k < problems->count; k++) /* of "decides, signs" there are two items, with one fault */
        if (problems->items[k].line == line && strcmp(problems->items[k].text, text) == 0)
            return;
    problems->items = cli_room(cli, problems->items, problems->count, sizeof *problems->items, &problems->room);
    problems->items[problems->count++] = (struct problem){line, status, cli_keep_text(cli, text)};
}

void problem_end(struct problems *problems, int line, int status)
{
    struct cli *cli = problems->cli;
    if (cli->err == problems->told_to)
        return;
    fclose(cli->err);
    cli->err = problems->told_to;
    cli->said = false;
    if (status != 0)
        add(problems, line, status, problems->text);
    free(problems->text);
    problems->text = NULL;
}

/* Somebody who is not there can be added, unless it was an id. */
static bool could_be_added(const naast_conversation_fault *fault)
{
    const bool may_be_new = fault->field == NAAST_IN_WITH || fault->field == NAAST_IN_PERSON;
    const bool unfound = fault->status == NAAST_NOT_FOUND || (may_be_new && fault->status == NAAST_AMBIGUOUS);
    return unfound && *fault->name != '\0' && !cli_is_reference(fault->name);
}

void problem_fault(struct problems *problems, int line, const naast_conversation_fault *fault)
{
    struct cli *cli = problems->cli;
    const char *text = cli_printf(cli, "naast: %s\n", text_safe_lines(cli, fault->text));
    if (could_be_added(fault) && !cli->quiet)
        text = cli_printf(cli, "%s%s\n", text, words(cli, W_ADD_PERSON, text_shell(cli, fault->name)));
    add(problems, line, fault->status, text);
}

/* By line, and of one line in the order in which they were found. */
static void sort(struct problems *problems)
{
    for (size_t k = 1; k < problems->count; k++)
        for (size_t at = k; at > 0 && problems->items[at - 1].line > problems->items[at].line; at--) {
            const struct problem later = problems->items[at - 1];
            problems->items[at - 1] = problems->items[at];
            problems->items[at] = later;
        }
}

int problems_tell(struct problems *problems)
{
    struct cli *cli = problems->cli;
    if (problems->count == 0)
        return NAAST_OK;
    sort(problems);
    fflush(cli->out);
    for (size_t k = 0; k < problems->count && k < TOLD_AT_MOST; k++) {
        const struct problem *problem = &problems->items[k];
        fputs(problem->text, cli->err);
        if (problem->line > 0)
            fprintf(cli->err, "%s\n", words(cli, W_SHEET_AT_LINE, cli_printf(cli, "%d", problem->line)));
    }
    cli->said = true;
    return problems->items[0].status;
}

void names_tell(struct cli *cli, const naast_conversation_result *result)
{
    for (size_t k = 0; k < result->name_count; k++) {
        const naast_conversation_name *name = &result->names[k];
        const naast_resolved found = {.id = name->person,
                                      .fit = name->fit,
                                      .name = name->name,
                                      .passed_over = name->passed_over,
                                      .passed_name = name->passed_name};
        if (name->is_new)
            cli_note(cli, W_IS_NEW, text_id(cli, 'P', name->person), name->typed);
        else
            cli_tell_whom(cli, NAAST_ROOT_PERSON, name->typed, &found);
    }
}
