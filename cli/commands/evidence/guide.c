/* guide.c: naast guide: what to ask next, as the sheet that naast talk reads back, or as a page to read and print. */
#include "commands/evidence/guide.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "commands/evidence/sheet.h"
#include "input/values.h"
#include "output/page.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "view/gate_text.h"
#include "words/words.h"

/* ---- reading ---- */

static int read_evaluations(struct guide *guide, naast_id deal)
{
    struct cli *cli = guide->cli;
    int status = cli_check(cli, naast_gate_evaluate(cli->store, deal, NULL, &guide->evaluation));
    if (status == 0)
        status = verdicts_read(cli, guide->evaluation, &guide->verdicts);
    if (status != 0)
        return status;
    if (guide->verdicts.subject.deal->status == NAAST_DEAL_ENDED)
        return cli_failed(cli, NAAST_CONFLICT, W_GUIDE_ENDED, text_id(cli, 'D', deal));
    const naast_pipeline *pipeline = guide->verdicts.subject.pipeline;
    const char *last = pipeline->stages[pipeline->stage_count - 1].code;
    return cli_check(cli,
                     naast_gate_evaluate(cli->store, deal, NAAST_SPEC(naast_evaluate_spec, .to = last), &guide->ahead));
}

/* Somebody who does not want to hear from us is not called for our questions. */
static int notice_no_contact(struct guide *guide)
{
    struct cli *cli = guide->cli;
    const naast_deal *deal = guide->verdicts.subject.deal;
    naast_person *contact = NULL;
    if (deal->contact == 0)
        return NAAST_OK;
    int status = cli_check(cli, naast_person_get(cli->store, deal->contact, &contact));
    if (status == 0 && contact->no_contact)
        guide_add(guide, (struct guide_line){.type = GUIDE_NOTICE,
                                             .text = words(cli, W_GUIDE_NO_CONTACT, first_name(cli, contact->name))});
    naast_free(contact);
    return status;
}

static void head(struct guide *guide)
{
    struct cli *cli = guide->cli;
    const naast_deal *deal = guide->verdicts.subject.deal;
    const char *contact = deal->contact == 0 ? "" : guide_person(guide, deal->contact, deal->contact_name);
    guide_add(guide, (struct guide_line){
                         .type = GUIDE_FIELD, .label = "with", .name = word(cli, W_GUIDE_WITH), .text = contact});
    guide_add(guide, (struct guide_line){.type = GUIDE_FIELD, .label = "how", .name = word(cli, W_GUIDE_BY_WHICH)});
    guide_add(guide, (struct guide_line){.type = GUIDE_FIELD,
                                         .label = "on",
                                         .name = word(cli, W_GUIDE_ON),
                                         .text = text_iso_date(cli, cli_today(cli))});
    if (guide->evaluation->open && *guide->evaluation->to != '\0')
        guide_add(guide, (struct guide_line){.type = GUIDE_NOTICE,
                                             .text = words(cli, W_GUIDE_OPEN, text_id(cli, 'D', deal->id))});
}

int guide_read(struct cli *cli, naast_id deal, struct guide *out)
{
    *out = (struct guide){.cli = cli};
    int status = read_evaluations(out, deal);
    if (status == 0)
        status = notice_no_contact(out);
    if (status == 0) {
        head(out);
        guide_known(out);
        guide_questions(out);
    }
    return status;
}

void guide_free(struct guide *guide)
{
    verdicts_free(&guide->verdicts);
    naast_free(guide->evaluation);
    naast_free(guide->ahead);
}

/* "Findable policy · Waterdam" */
static const char *guide_title(const struct guide *guide)
{
    struct cli *cli = guide->cli;
    const naast_deal *deal = guide->verdicts.subject.deal;
    const char *org = *deal->org_name == '\0' ? "" : cli_printf(cli, " · %s", text_safe(cli, deal->org_name));
    return cli_printf(cli, "%s%s", text_safe(cli, deal->title), org);
}

/* ---- as a sheet ---- */

static void sheet_line(const struct guide *guide, FILE *out, const struct guide_line *line)
{
    struct cli *cli = guide->cli;
    switch (line->type) {
    case GUIDE_GAP:
        fputs("\n", out);
        break;
    case GUIDE_KNOWN:
        fprintf(out, "#   %s%s%s%s\n", line->label, *line->text == '\0' ? "" : ": ", text_cut(cli, line->text, 72),
                *line->note == '\0' ? "" : cli_printf(cli, " (%s)", line->note));
        break;
    case GUIDE_QUESTION:
        fprintf(out, "# %s%s%s\n", line->label, *line->label == '\0' ? "" : ": ", line->text);
        break;
    case GUIDE_FIELD:
        fprintf(out, "%s%s:%s%s\n", line->indent, line->label, *line->text == '\0' ? "" : " ", line->text);
        break;
    case GUIDE_NOTICE:
    case GUIDE_PART:
    case GUIDE_ITEM:
    case GUIDE_CHOICE:
        fprintf(out, "# %s\n", line->text);
        break;
    }
}

int sheet_write(struct cli *cli, FILE *out, naast_id deal)
{
    struct guide guide;
    int status = guide_read(cli, deal, &guide);
    if (status == 0) {
        fprintf(out, "# %s  %s\n# %s\n", text_id(cli, 'D', deal), guide_title(&guide), word(cli, W_GUIDE_HOW));
        for (size_t k = 0; k < guide.count; k++)
            sheet_line(&guide, out, &guide.lines[k]);
        fprintf(out, "\n# %s\n", word(cli, W_GUIDE_NOTE));
    }
    guide_free(&guide);
    return status;
}

/* ---- as a document ---- */

/* A document that grows part by part; what they point to is kept by cli. */
struct pages {
    struct cli *cli;
    naast_document_part *parts;
    size_t count, room;
};

static void add_part(struct pages *pages, naast_document_part part)
{
    pages->parts = cli_room(pages->cli, pages->parts, pages->count, sizeof *pages->parts, &pages->room);
    pages->parts[pages->count++] = part;
}

/* Commands are for the sheet, which is filled in at a keyboard; a page is filled in by hand. */
static void document_line(struct pages *pages, const struct guide_line *line)
{
    struct cli *cli = pages->cli;
    naast_document_part part = {.text = line->text};
    switch (line->type) {
    case GUIDE_PART:
        part = (naast_document_part){.type = NAAST_PART_SECTION, .label = line->text};
        break;
    case GUIDE_NOTICE:
        part.type = NAAST_PART_PARAGRAPH;
        break;
    case GUIDE_KNOWN:
        part.type = NAAST_PART_FACT;
        part.label = line->label;
        part.text = *line->note == '\0'   ? line->text
                    : *line->text == '\0' ? line->note
                                          : cli_printf(cli, "%s (%s)", line->text, line->note);
        break;
    case GUIDE_QUESTION:
        part = (naast_document_part){.type = NAAST_PART_HEADING, .label = line->text};
        break;
    case GUIDE_ITEM:
        part.type = NAAST_PART_PARAGRAPH;
        break;
    case GUIDE_CHOICE:
        part = (naast_document_part){.type = NAAST_PART_PARAGRAPH, .note = words(cli, W_GUIDE_CHOICE, line->name)};
        break;
    case GUIDE_FIELD:
        part = (naast_document_part){.type = NAAST_PART_BLANK,
                                     .label = capital(cli, line->name),
                                     .text = line->text,
                                     .beneath = *line->indent != '\0'};
        break;
    case GUIDE_GAP:
        return;
    }
    if (line->type != GUIDE_FIELD || *line->name != '\0')
        add_part(pages, part);
}

static naast_document guide_document(const struct guide *guide)
{
    struct cli *cli = guide->cli;
    struct pages pages = {.cli = cli};
    naast_document document = NAAST_DOCUMENT_INIT;
    for (size_t k = 0; k < guide->count; k++)
        document_line(&pages, &guide->lines[k]);
    add_part(&pages, (naast_document_part){.type = NAAST_PART_SECTION, .label = word(cli, W_GUIDE_FURTHER)});
    for (int k = 0; k < 4; k++)
        add_part(&pages, (naast_document_part){.type = NAAST_PART_BLANK});
    document.over = word(cli, W_GUIDE_FOR_US);
    document.title = guide_title(guide);
    document.foot =
        cli_printf(cli, "%s · %s", text_id(cli, 'D', guide->evaluation->deal), text_iso_date(cli, cli_today(cli)));
    document.part_size = sizeof *pages.parts;
    document.parts = pages.parts;
    document.part_count = pages.count;
    return document;
}

static int document_write(struct cli *cli, naast_id deal, naast_document_format format)
{
    struct guide guide;
    cli->ascii = false; /* it is read elsewhere */
    int status = guide_read(cli, deal, &guide);
    if (status == 0) {
        const naast_document document = guide_document(&guide);
        status = page_document(cli, &document, format);
    }
    guide_free(&guide);
    return status;
}

static int guide_run(struct cli *cli, const struct args *args)
{
    naast_id deal = 0;
    bool html = args_has(args, "html"), markdown = args_has(args, "markdown");
    if (html && markdown)
        return cli_wrong(cli, W_GUIDE_ONE_FORM);
    int status = cli_deal(cli, args_operand(args, 0), &deal);
    if (status != 0)
        return status;
    if (!html && !markdown)
        return sheet_write(cli, cli->out, deal);
    return document_write(cli, deal, html ? NAAST_DOCUMENT_HTML : NAAST_DOCUMENT_MARKDOWN);
}

static const struct option guide_options[] = {
    {"markdown", NULL, W_OPTION_GUIDE_MARKDOWN, 0}, {"html", NULL, W_OPTION_HTML, 0}, OPTIONS_END};
const struct command command_guide = {
    .name = "guide",
    .needs = NEEDS_READ,
    .summary = W_SUMMARY_GUIDE,
    .operands = "DEAL",
    .options = guide_options,
    .example = "naast guide D1\nnaast guide D1 > call.txt; $EDITOR call.txt; naast talk D1 < call.txt\n"
               "naast guide D1 --html --lang nl > gesprek.html\n",
    .more = W_MORE_GUIDE,
    .run = guide_run,
};
