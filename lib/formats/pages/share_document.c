/* share_document.c: the customer's page, section by section, in words. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "naast-formats.h"
#include "naast-share.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pages/document.h"
#include "formats/pages/safe.h"
#include "formats/pages/share.h"
#include "formats/pages/text.h"

/* A section of the page, and the shape of its lines. */
static const struct {
    enum fmt_message title;
    naast_part_type shape;
    enum fmt_message empty; /* what is said where nothing is in it; FMT_NONE: it is left out */
    bool can_wait;          /* and named among what is still to be talked about */
} sections[NAAST_SHARE_SECTIONS] = {
    [NAAST_SECTION_PURPOSE] = {FMT_SHARE_PURPOSE, NAAST_PART_PARAGRAPH, FMT_NONE, true},
    [NAAST_SECTION_NEEDS] = {FMT_SHARE_NEEDS, NAAST_PART_QUOTE, FMT_NONE, true},
    [NAAST_SECTION_SUMMARY] = {FMT_SHARE_SUMMARY, NAAST_PART_PARAGRAPH, FMT_NONE, true},
    [NAAST_SECTION_OFFER] = {FMT_SHARE_OFFER, NAAST_PART_FACT, FMT_NONE, true},
    [NAAST_SECTION_MATCH] = {FMT_SHARE_MATCH, NAAST_PART_PARAGRAPH, FMT_NONE, true},
    [NAAST_SECTION_FRAME] = {FMT_SHARE_FRAME, NAAST_PART_FACT, FMT_NONE, true},
    [NAAST_SECTION_MILESTONES] = {FMT_SHARE_MILESTONES, NAAST_PART_MOMENT, FMT_NONE, true},
    [NAAST_SECTION_WINS] = {FMT_SHARE_WINS, NAAST_PART_FACT, FMT_NONE, true},
    [NAAST_SECTION_WHOLE] = {FMT_SHARE_WHOLE, NAAST_PART_PARAGRAPH, FMT_NONE, true},
    [NAAST_SECTION_RISKS] = {FMT_SHARE_RISKS, NAAST_PART_POINT, FMT_SHARE_NO_RISKS, false},
    [NAAST_SECTION_CONDITIONS] = {FMT_SHARE_CONDITIONS, NAAST_PART_POINT, FMT_NONE, true},
    [NAAST_SECTION_PROMISES] = {FMT_SHARE_PROMISES, NAAST_PART_POINT, FMT_SHARE_NO_PROMISES, false},
    [NAAST_SECTION_DECISION] = {FMT_SHARE_DECISION, NAAST_PART_FACT, FMT_NONE, false},
    [NAAST_SECTION_FURTHER] = {FMT_SHARE_FURTHER, NAAST_PART_FACT, FMT_NONE, false},
    [NAAST_SECTION_TO_YOU] = {FMT_SHARE_TO_YOU, NAAST_PART_FACT, FMT_NONE, false},
};

/* A line of the page; NULL: of a section that only a later version of the library has. */
static const naast_share_line *line_at(const naast_share *share, size_t index)
{
    const naast_share_line *line = NAAST_AT(naast_share_line, share->items, share->item_size, index);
    return (size_t)line->section < NAAST_SHARE_SECTIONS ? line : NULL;
}

static bool is_in(const naast_share_line *line, naast_share_section section)
{
    return line != NULL && line->section == section;
}

static void part(struct share_page *page, naast_part_type type, const char *label, const char *text, const char *note)
{
    parts_add(&page->parts, (naast_document_part){.type = type, .label = label, .text = text, .note = note});
}

static const char *listed(struct wording *words, const char *list, const char *part)
{
    return text_joined(words, list, ", ", part);
}

/* "yes. It fits", "EUR 24,000, in two parts", or that there is none. */
static const char *line_text(struct wording *words, const naast_share_line *line)
{
    if (line->unspoken)
        return text_of(words, FMT_SHARE_UNSPOKEN);
    const char *text = line->text;
    if (line->none)
        return arena_printf(&words->arena, "%s: %s", text_of(words, FMT_SHARE_NONE), text);
    const char *list = *line->value == '\0' ? "" : text_capital(words, text_value(words, line->value));
    list = listed(words, list, line->about);
    list = listed(words, list, text_money(words, line->amount));
    const char *between = *list == '\0' || *text == '\0' ? "" : *line->value == '\0' ? ", " : ": ";
    text = arena_printf(&words->arena, "%s%s%s", list, between, text);
    return *line->url == '\0' ? text : arena_printf(&words->arena, "%s (%s)", text, line->url);
}

static const char *line_label(struct wording *words, const naast_share_line *line)
{
    if (line->section == NAAST_SECTION_MILESTONES)
        return line->due == 0 ? "" : text_date(words, line->due);
    if (line->section == NAAST_SECTION_WINS && line->side != NAAST_SIDE_NONE)
        return text_of(words, line->side == NAAST_SIDE_US ? FMT_SHARE_FOR_US : FMT_SHARE_FOR_YOU);
    return text_capital(words, safe_text(&words->arena, line->name, false));
}

/* What a line below another one is: said before it, since nothing else shows it. */
static const char *beneath_text(struct wording *words, const naast_share_line *line, const char *text)
{
    enum fmt_message what = line->section == NAAST_SECTION_RISKS ? FMT_SHARE_SOURCE : FMT_SHARE_UNDERNEATH;
    return line->beneath ? arena_printf(&words->arena, "%s: %s", text_of(words, what), text) : text;
}

static void write_line(struct share_page *page, const naast_share_line *line)
{
    struct wording *words = &page->words;
    naast_document_part written = {.type = sections[line->section].shape, .beneath = line->beneath};
    written.text = beneath_text(words, line, line_text(words, line));
    written.note = line->unspoken ? "" : share_note(words, page->share, line, &written.tone);
    bool labelled = written.type == NAAST_PART_FACT || written.type == NAAST_PART_MOMENT;
    written.label = labelled ? line_label(words, line) : "";
    written.past = line->due != 0 && line->due < page->share->today;
    parts_add(&page->parts, written);
}

/* Promises of one side. */
static void promises_of(struct share_page *page, naast_side side, enum fmt_message heading)
{
    struct wording *words = &page->words;
    bool any = false;
    for (size_t k = 0; k < page->share->count; k++) {
        const naast_share_line *line = line_at(page->share, k);
        if (!is_in(line, NAAST_SECTION_PROMISES) || line->promised_by != side)
            continue;
        if (!any)
            part(page, NAAST_PART_HEADING, text_of(words, heading), "", "");
        any = true;
        write_line(page, line);
    }
}

static bool was_spoken_of(const naast_share *share, naast_share_section section)
{
    for (size_t k = 0; k < share->count; k++)
        if (is_in(line_at(share, k), section) && !line_at(share, k)->unspoken)
            return true;
    return false;
}

static bool has_ended(const naast_share *share)
{
    return *share->outcome != '\0' && strcmp(share->outcome, "won") != 0;
}

static void write_section(struct share_page *page, naast_share_section section)
{
    struct wording *words = &page->words;
    bool spoken = was_spoken_of(page->share, section);
    if ((page->share->sections >> section & 1) == 0 || (!spoken && sections[section].empty == FMT_NONE))
        return;
    part(page, NAAST_PART_SECTION, text_of(words, sections[section].title), "", "");
    if (!spoken)
        part(page, NAAST_PART_PARAGRAPH, "", text_of(words, sections[section].empty), "");
    if (section == NAAST_SECTION_PROMISES) {
        promises_of(page, NAAST_SIDE_US, FMT_SHARE_OUR_PROMISES);
        promises_of(page, NAAST_SIDE_CUSTOMER, FMT_SHARE_YOUR_PROMISES);
        return;
    }
    for (size_t k = 0; k < page->share->count; k++) {
        const naast_share_line *line = line_at(page->share, k);
        if (is_in(line, section) && !(line->unspoken && has_ended(page->share)))
            write_line(page, line);
    }
}

static const char *frame_names(struct share_page *page)
{
    struct wording *words = &page->words;
    const char *names = "";
    for (size_t k = 0; k < page->share->count; k++)
        if (is_in(line_at(page->share, k), NAAST_SECTION_FRAME))
            names = listed(words, names, line_label(words, line_at(page->share, k)));
    return names;
}

/* What nobody spoke of yet: whole sections by their title, the frame part by part. */
static void still_to_come(struct share_page *page)
{
    struct wording *words = &page->words;
    bool any = false;
    for (int section = 0; section < NAAST_SHARE_SECTIONS; section++) {
        bool there = (page->share->sections >> section & 1) != 0;
        if (!there || !sections[section].can_wait || was_spoken_of(page->share, (naast_share_section)section))
            continue;
        if (!any)
            part(page, NAAST_PART_SECTION, text_of(words, FMT_SHARE_TO_COME), "", "");
        any = true;
        const char *names = section == NAAST_SECTION_FRAME ? frame_names(page) : "";
        part(page, NAAST_PART_POINT, "", *names != '\0' ? names : text_of(words, sections[section].title), "");
    }
}

/* Whether a line above, in its section, waits for a word already: a section is pointed at once. */
static bool is_pointed_at(const naast_share *share, size_t index)
{
    for (size_t k = 0; k < index; k++) {
        const naast_share_line *line = line_at(share, k);
        if (is_in(line, line_at(share, index)->section) && line->open_at == NAAST_SIDE_CUSTOMER &&
            strcmp(line->state, "open") != 0)
            return true;
    }
    return false;
}

/*
 * What is open at one side: what it promised, and (theirs) what waits for their word. Where this page has nothing of
 * it, nothing is said: something that may not be here can be open all the same.
 */
static void open_at(struct share_page *page, naast_side side, enum fmt_message heading)
{
    struct wording *words = &page->words;
    bool any = false;
    for (size_t k = 0; k < page->share->count; k++) {
        const naast_share_line *line = line_at(page->share, k);
        naast_tone tone = NAAST_TONE_PLAIN;
        bool lives = line != NULL && strcmp(line->state, "open") == 0;
        if (line == NULL || line->open_at != side || (!lives && is_pointed_at(page->share, k)))
            continue;
        if (!any)
            part(page, NAAST_PART_HEADING, text_of(words, heading), "", "");
        any = true;
        const char *title = text_of(words, sections[line->section].title);
        const char *text = lives ? line_text(words, line) : TEXT(words, FMT_SHARE_LOOK_AT, title);
        const char *note = lives ? share_life_note(words, line, &tone) : "";
        parts_add(&page->parts,
                  (naast_document_part){.type = NAAST_PART_POINT, .text = text, .note = note, .tone = tone});
    }
}

static void next_moment(struct share_page *page)
{
    struct wording *words = &page->words;
    const naast_share_line *next = page->share->upcoming;
    part(page, NAAST_PART_HEADING, text_of(words, FMT_SHARE_NEXT), "", "");
    part(page, NAAST_PART_PARAGRAPH, "",
         next == NULL ? text_of(words, FMT_SHARE_NO_NEXT)
                      : arena_printf(&words->arena, "%s: %s", text_date(words, next->due), line_text(words, next)),
         "");
}

static void ending(struct share_page *page)
{
    static const struct {
        const char *outcome;
        enum fmt_message sentence;
    } endings[] = {{"declined", FMT_SHARE_DECLINED},       {"no_match", FMT_SHARE_NO_MATCH},
                   {"rejected", FMT_SHARE_REJECTED},       {"lost", FMT_SHARE_LOST},
                   {"no_decision", FMT_SHARE_NO_DECISION}, {"withdrawn", FMT_SHARE_WITHDRAWN}};
    struct wording *words = &page->words;
    const naast_share *share = page->share;
    part(page, NAAST_PART_SECTION, text_of(words, FMT_SHARE_ENDED), "", "");
    for (size_t k = 0; k < sizeof(endings) / sizeof(endings[0]); k++)
        if (strcmp(endings[k].outcome, share->outcome) == 0)
            part(page, NAAST_PART_PARAGRAPH, "", TEXT(words, endings[k].sentence, share->because),
                 text_date(words, share->ended));
    if (*share->refer != '\0')
        part(page, NAAST_PART_PARAGRAPH, "", TEXT(words, FMT_SHARE_REFER, share->refer), "");
}

/* How they answer: no is an answer while it is asked, and after the yes what rubs is one. */
static const char *how_to_answer(struct share_page *page)
{
    struct wording *words = &page->words;
    const naast_share *share = page->share;
    bool alone = *share->reader != '\0';
    if (has_ended(share))
        return text_of(words, alone ? FMT_SHARE_SEE_IT_OTHERWISE : FMT_SHARE_ALL_SEE_IT_OTHERWISE);
    return text_of(words, *share->outcome == '\0' ? FMT_SHARE_NO_IS_FINE : FMT_SHARE_IF_IT_RUBS);
}

static void where_we_are(struct share_page *page)
{
    struct wording *words = &page->words;
    part(page, NAAST_PART_CARD, text_of(words, FMT_SHARE_NOW), "", "");
    open_at(page, NAAST_SIDE_US, FMT_SHARE_OPEN_OURS);
    open_at(page, NAAST_SIDE_CUSTOMER, FMT_SHARE_OPEN_YOURS);
    if (!has_ended(page->share))
        next_moment(page);
    part(page, NAAST_PART_PARAGRAPH, "", how_to_answer(page), "");
}

/* "Karim Ali, Waterdam" */
static const char *addressee(struct wording *words, const naast_share *share)
{
    const char *both = listed(words, share->reader, share->org);
    return *both == '\0' ? "" : TEXT(words, FMT_SHARE_FOR, both);
}

static void write_parts(struct share_page *page)
{
    struct wording *words = &page->words;
    const bool alone = *page->share->reader != '\0', ended = has_ended(page->share);
    if (ended)
        ending(page);
    else
        part(page, NAAST_PART_PARAGRAPH, "", text_of(words, FMT_SHARE_LEAD), "");
    for (int section = 0; section < NAAST_SHARE_SECTIONS; section++)
        write_section(page, (naast_share_section)section);
    if (!ended)
        still_to_come(page);
    where_we_are(page);
    part(page, NAAST_PART_SECTION, text_of(words, alone ? FMT_SHARE_KEEPING : FMT_SHARE_KEEPING_ALL), "", "");
    part(page, NAAST_PART_PARAGRAPH, "", text_of(words, alone ? FMT_SHARE_DATA : FMT_SHARE_DATA_ALL), "");
}

enum { HASH_SHOWN = 8 };

void share_document(struct share_page *page, const char *from, naast_document *out)
{
    struct wording *words = &page->words;
    const char *head = page->share->head, *today = text_full_date(words, page->share->today);
    const char *number = arena_printf(&words->arena, "%.*s", (int)strcspn(head, ":") + 1 + HASH_SHOWN, head);
    write_parts(page);
    *out = (naast_document)NAAST_DOCUMENT_INIT;
    out->title = page->share->title;
    out->over = addressee(words, page->share);
    out->under = TEXT(words, FMT_SHARE_FROM, from, today);
    out->foot = TEXT(words, FMT_SHARE_FOOT, today, number);
    out->part_size = sizeof(naast_document_part);
    out->parts = page->parts.items;
    out->part_count = page->parts.count;
}
