/* talk.c: naast talk: one conversation, one command, one operation. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/sheet.h"
#include "commands/evidence/talk_record.h"
#include "input/values.h"
#include "term/message.h"
#include "term/read_file.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

/* Twice the longest note. */
static const struct most largest_sheet = {128 << 10, W_SHEET_TOO_LARGE};

static bool says_nothing(const struct sheet *sheet)
{
    for (size_t k = 0; k < sheet->count; k++)
        if (sheet->entries[k].line != 0)
            return false;
    return *sheet->note == '\0';
}

/* A new file that only we can read, for the sheet. *out: kept. */
static int sheet_file(struct cli *cli, naast_id deal, const char *text, char **out)
{
    const char *folder = getenv("TMPDIR");
    char *path = cli_printf(cli, "%s/naast-talk-%s-XXXXXX", folder == NULL || *folder == '\0' ? "/tmp" : folder,
                            text_id(cli, 'D', deal));
    int descriptor = mkstemp(path);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    bool broken = file == NULL || fputs(text, file) == EOF;
    broken = (file != NULL && fclose(file) != 0) || broken;
    if (broken)
        return cli_failed(cli, NAAST_IO, W_FILE_UNWRITABLE, path, strerror(errno));
    *out = path;
    return NAAST_OK;
}

static int run_editor(struct cli *cli, const char *path)
{
    const char *editor = getenv("VISUAL");
    if (editor == NULL || *editor == '\0')
        editor = getenv("EDITOR");
    if (editor == NULL || *editor == '\0')
        editor = "vi";
    const char *command = cli_printf(cli, "%s %s", editor, text_shell(cli, path));
    int ended = system(command);
    if (ended != 0)
        return cli_failed(cli, NAAST_FAILURE, W_EDITOR_LEFT, editor, path);
    return NAAST_OK;
}

static int sheet_blank(struct cli *cli, naast_id deal, char **out)
{
    char *blank = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&blank, &size);
    int status = memory == NULL ? NAAST_NO_MEMORY : sheet_write(cli, memory, deal);
    if (memory != NULL && fclose(memory) != 0 && status == 0)
        status = NAAST_NO_MEMORY;
    if (status == 0)
        *out = cli_keep_text(cli, blank);
    free(blank);
    return status;
}

/* A sheet that came from a file is there still; anything else would be lost with what was wrong in it. */
static void keep_sheet(struct cli *cli, naast_id deal, const char *text, char *path)
{
    struct stat in;
    bool in_file = fstat(STDIN_FILENO, &in) == 0 && S_ISREG(in.st_mode) && in.st_nlink > 0;
    if (path == NULL && (in_file || *text == '\0' || sheet_file(cli, deal, text, &path) != NAAST_OK))
        return;
    fprintf(cli->err, "%s\n", words(cli, W_SHEET_KEPT, text_shell(cli, path), text_id(cli, 'D', deal)));
}

static int talk_from(struct cli *cli, naast_id deal, const char *text)
{
    struct subject subject;
    struct sheet sheet;
    int status = subject_read(cli, deal, &subject);
    if (status == 0)
        status = sheet_read(cli, &subject, text, &sheet);
    if (status == 0 && says_nothing(&sheet))
        status = cli_failed(cli, NAAST_BAD_DATA, W_SHEET_EMPTY);
    if (status == 0)
        status = talking_record(cli, &subject, &sheet);
    subject_free(&subject);
    return status;
}

static int talk_from_input(struct cli *cli, naast_id deal)
{
    char *text = NULL;
    int status = cli_read_most(cli, cli->in, word(cli, W_STANDARD_INPUT), largest_sheet, &text);
    if (status != 0)
        return status;
    status = talk_from(cli, deal, text);
    if (status != 0)
        keep_sheet(cli, deal, text, NULL);
    return status;
}

static int talk_from_editor(struct cli *cli, naast_id deal)
{
    char *blank = NULL, *text = NULL, *path = NULL;
    int status = sheet_blank(cli, deal, &blank);
    if (status == 0)
        status = sheet_file(cli, deal, blank, &path);
    if (status == 0)
        status = run_editor(cli, path);
    if (status != 0)
        return status;
    status = cli_read_file_most(cli, path, largest_sheet, &text);
    if (status != 0) {
        keep_sheet(cli, deal, "", path);
        return status;
    }
    if (strcmp(text, blank) == 0) {
        unlink(path);
        cli_note(cli, W_SHEET_UNCHANGED);
        return NAAST_OK;
    }
    status = talk_from(cli, deal, text);
    if (status != 0)
        keep_sheet(cli, deal, text, path);
    else
        unlink(path);
    return status;
}

static int talk_run(struct cli *cli, const struct args *args)
{
    naast_id deal = 0;
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status != 0)
        return status;
    return isatty(STDIN_FILENO) ? talk_from_editor(cli, deal) : talk_from_input(cli, deal);
}

const struct command command_talk = {
    .name = "talk",
    .needs = NEEDS_WRITE,
    .summary = W_SUMMARY_TALK,
    .operands = "DEAL",
    .example = "naast talk D1\nnaast talk D1 < call-1.txt\n",
    .more = W_MORE_TALK,
    .writes = WRITES_JSON,
    .run = talk_run,
};
