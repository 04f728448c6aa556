/* guide.c: reads what to ask and to tell next. */
#include "formats/sheets/guide.h"

#include <stdbool.h>
#include <stddef.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pages/text.h"
#include "formats/sheets/guide_lines.h"
#include "formats/sheets/guide_text.h"
#include "formats/sheets/parts.h"

static int read_store(struct guide *guide, naast_id deal)
{
    int status = naast_gate_evaluate(guide->store, deal, NULL, &guide->evaluation);
    if (status == NAAST_OK)
        status = naast_deal_get(guide->store, deal, &guide->deal);
    if (status == NAAST_OK)
        status =
            naast_pipeline_get(guide->store, guide->deal->pipeline, guide->deal->pipeline_revision, &guide->pipeline);
    if (status == NAAST_OK)
        status = naast_item_list(guide->store, deal, &guide->items);
    return status == NAAST_OK ? NAAST_OK : formats_fail_as(guide->formats, guide->store, status);
}

static int read_ahead(struct guide *guide)
{
    naast_evaluate_spec spec = NAAST_EVALUATE_SPEC_INIT;
    if (guide->deal->status == NAAST_DEAL_ENDED)
        return FAIL(guide->formats, FMT_SHEET_ENDED, guide_deal_id(guide));
    spec.to = stage_at(guide->pipeline, guide->pipeline->stage_count - 1)->code;
    const int status = naast_gate_evaluate(guide->store, guide->deal->id, &spec, &guide->ahead);
    return status == NAAST_OK ? NAAST_OK : formats_fail_as(guide->formats, guide->store, status);
}

/* Somebody who does not want to hear from us is not called for our questions. */
static int notice_no_contact(struct guide *guide)
{
    naast_person *contact = NULL;
    if (guide->deal->contact == 0)
        return NAAST_OK;
    const int status = naast_person_get(guide->store, guide->deal->contact, &contact);
    if (status != NAAST_OK)
        return formats_fail_as(guide->formats, guide->store, status);
    if (contact->no_contact)
        guide_notice(guide, TEXT(&guide->words, FMT_SHEET_NO_CONTACT, text_first_name(&guide->words, contact->name)));
    naast_free(contact);
    return NAAST_OK;
}

static void head(struct guide *guide)
{
    struct wording *words = &guide->words;
    const naast_deal *deal = guide->deal;
    const char *contact = deal->contact == 0 ? "" : guide_person(guide, deal->contact, deal->contact_name);
    char today[NAAST_DATE_SIZE];
    guide_field(guide, "", "with", text_of(words, FMT_SHEET_WITH), contact);
    guide_field(guide, "", "how", text_of(words, FMT_SHEET_BY_WHICH), "");
    guide_field(guide, "", "on", text_of(words, FMT_SHEET_ON),
                arena_text(&words->arena, naast_date_format(words->today, today)));
    if (!guide->evaluation->open || *guide->evaluation->to == '\0')
        return;
    guide_notice(guide, guide->spec->advance == NULL ? text_of(words, FMT_SHEET_OPEN)
                                                     : TEXT(words, FMT_SHEET_OPEN_TO, guide->spec->advance));
}

int guide_read(struct guide *guide, naast_id deal)
{
    int status = read_store(guide, deal);
    if (status == NAAST_OK)
        status = read_ahead(guide);
    if (status == NAAST_OK)
        status = notice_no_contact(guide);
    if (status == NAAST_OK) {
        head(guide);
        guide_known(guide);
        guide_questions(guide);
    }
    return status;
}

void guide_free(struct guide *guide)
{
    naast_free(guide->deal);
    naast_free(guide->pipeline);
    naast_free(guide->items);
    naast_free(guide->evaluation);
    naast_free(guide->ahead);
    arena_free(&guide->words.arena);
}
