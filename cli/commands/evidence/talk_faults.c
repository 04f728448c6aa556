/* talk_faults.c: what is wrong with a sheet, printed with its lines. */
#include "commands/evidence/talk_faults.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "words/words.h"

enum { PRINTED_AT_MOST = 10 };

static const char *line_of(struct cli *cli, const naast_sheet_fault *fault)
{
    return cli_printf(cli, "%lld", (long long)fault->line);
}

static void print_line(struct cli *cli, naast_id deal, const naast_sheet_fault *fault)
{
    if (fault->line > 0)
        cli_failed(cli, fault->status, W_SHEET_LINE, line_of(cli, fault), fault->text);
    else if (strcmp(fault->code, "sheet_page") == 0)
        cli_failed(cli, fault->status, W_SHEET_IS_PAGE, text_id(cli, 'D', deal));
    else
        cli_failed(cli, fault->status, strcmp(fault->code, "sheet_empty") == 0 ? W_SHEET_EMPTY : W_FAULT, fault->text);
}

void talk_print_lines(struct cli *cli, naast_id deal, const naast_sheet *sheet)
{
    size_t printed = 0;
    for (size_t k = 0; k < sheet->fault_count; k++) {
        const naast_sheet_fault *fault = &sheet->faults[k];
        if (fault->status == NAAST_OK && !cli->quiet)
            fprintf(cli->err, "%s\n", text_safe(cli, fault->text));
        else if (fault->status != NAAST_OK && sheet->spec == NULL && printed++ < PRINTED_AT_MOST)
            print_line(cli, deal, fault);
    }
}

/* Somebody who is not there can be added, unless it was an id. */
static bool could_be_added(const naast_sheet_fault *fault)
{
    const bool may_be_new = fault->field == NAAST_IN_WITH || fault->field == NAAST_IN_PERSON;
    const bool unfound = fault->status == NAAST_NOT_FOUND || (may_be_new && fault->status == NAAST_AMBIGUOUS);
    return unfound && *fault->name != '\0' && !cli_is_reference(fault->name);
}

static void print_fault(struct cli *cli, const naast_sheet_fault *fault)
{
    fprintf(cli->err, "naast: %s\n", text_safe_lines(cli, fault->text));
    if (!fault->recorded && fault->status == NAAST_INVALID)
        fprintf(cli->err, "%s\n", words(cli, W_SEE_HELP, cli->title));
    if (could_be_added(fault) && !cli->quiet)
        fprintf(cli->err, "%s\n", words(cli, W_ADD_PERSON, text_shell(cli, fault->name)));
    if (fault->line > 0)
        fprintf(cli->err, "%s\n", words(cli, W_SHEET_AT_LINE, line_of(cli, fault)));
}

int talk_print_faults(struct cli *cli, const naast_sheet *sheet)
{
    size_t printed = 0;
    int status = NAAST_OK;
    fflush(cli->out);
    for (size_t k = 0; k < sheet->fault_count && printed < PRINTED_AT_MOST; k++) {
        const naast_sheet_fault *fault = &sheet->faults[k];
        if (fault->status == NAAST_OK)
            continue;
        print_fault(cli, fault);
        status = printed++ == 0 ? fault->status : status;
        cli->said = true;
    }
    return status;
}
