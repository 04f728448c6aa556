/* share_document.c: the customer's page, section by section, in words. */
#include <stdbool.h>
#include <string.h>

#include "naast-share.h"
#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/share.h"
#include "output/document.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "view/verdict.h"
#include "words/words.h"

/* A section of the page, and the shape of its lines. */
static const struct {
    enum word title;
    enum part_type shape;
    enum word empty; /* what is said where nothing is in it; W_NONE: it is left out */
    bool can_wait;   /* and told among what is still to be talked about */
} sections[NAAST_SHARE_SECTIONS] = {
    [NAAST_SHARE_PURPOSE] = {W_SHARE_PURPOSE, PART_PARAGRAPH, W_NONE, true},
    [NAAST_SHARE_NEEDS] = {W_SHARE_NEEDS, PART_QUOTE, W_NONE, true},
    [NAAST_SHARE_SUMMARY] = {W_SHARE_SUMMARY, PART_PARAGRAPH, W_NONE, true},
    [NAAST_SHARE_OFFER] = {W_SHARE_OFFER, PART_FACT, W_NONE, true},
    [NAAST_SHARE_MATCH] = {W_SHARE_MATCH, PART_PARAGRAPH, W_NONE, true},
    [NAAST_SHARE_FRAME] = {W_SHARE_FRAME, PART_FACT, W_NONE, true},
    [NAAST_SHARE_MILESTONES] = {W_SHARE_MILESTONES, PART_MOMENT, W_NONE, true},
    [NAAST_SHARE_WINS] = {W_SHARE_WINS, PART_FACT, W_NONE, true},
    [NAAST_SHARE_WHOLE] = {W_SHARE_WHOLE, PART_PARAGRAPH, W_NONE, true},
    [NAAST_SHARE_RISKS] = {W_SHARE_RISKS, PART_POINT, W_SHARE_NO_RISKS, false},
    [NAAST_SHARE_CONDITIONS] = {W_SHARE_CONDITIONS, PART_POINT, W_NONE, true},
    [NAAST_SHARE_PROMISES] = {W_SHARE_PROMISES, PART_POINT, W_SHARE_NO_PROMISES, false},
    [NAAST_SHARE_DECISION] = {W_SHARE_DECISION, PART_FACT, W_NONE, false},
    [NAAST_SHARE_FURTHER] = {W_SHARE_FURTHER, PART_FACT, W_NONE, false},
    [NAAST_SHARE_TO_YOU] = {W_SHARE_TO_YOU, PART_FACT, W_NONE, false},
};

/* A page being put into words. */
struct wording {
    struct cli *cli;
    const naast_share *share;
    struct document *document;
};

const char *share_number(struct cli *cli, const char *head)
{
    return cli_printf(cli, "%.*s", (int)strcspn(head, ":") + 9, head);
}

static void part(const struct wording *wording, enum part_type type, const char *label, const char *text,
                 const char *note)
{
    document_add(wording->document, (struct part){.type = type, .label = label, .text = text, .note = note});
}

/* "yes. It fits", "EUR 24,000, in two parts", or that there is none. */
static const char *line_text(struct cli *cli, const naast_share_line *line)
{
    if (line->unspoken)
        return word(cli, W_SHARE_UNSPOKEN);
    const char *text = line->text;
    if (line->none)
        return cli_printf(cli, "%s: %s", word(cli, W_NONE_OF_IT), text);
    const char *list = *line->value == '\0' ? "" : capital(cli, value_words(cli, line->value));
    list = listed(cli, list, line->about);
    list = listed(cli, list, text_money(cli, line->amount));
    const char *between = *list == '\0' || *text == '\0' ? "" : *line->value == '\0' ? ", " : ": ";
    text = cli_printf(cli, "%s%s%s", list, between, text);
    return *line->url == '\0' ? text : cli_printf(cli, "%s (%s)", text, line->url);
}

static const char *line_label(const struct wording *wording, const naast_share_line *line)
{
    struct cli *cli = wording->cli;
    if (line->section == NAAST_SHARE_MILESTONES)
        return line->due == 0 ? "" : text_date(cli, line->due);
    if (line->section == NAAST_SHARE_WINS && line->side != NAAST_NO_SIDE)
        return word(cli, line->side == NAAST_US ? W_SHARE_FOR_US : W_SHARE_FOR_YOU);
    return capital(cli, text_safe(cli, line->name));
}

/* What a line below another one is: said before it, since nothing else tells. */
static const char *beneath_text(struct cli *cli, const naast_share_line *line, const char *text)
{
    enum word what = line->section == NAAST_SHARE_RISKS ? W_SHARE_SOURCE : W_SHARE_UNDERNEATH;
    return line->beneath ? cli_printf(cli, "%s: %s", word(cli, what), text) : text;
}

static void write_line(const struct wording *wording, const naast_share_line *line)
{
    struct cli *cli = wording->cli;
    struct part written = {.type = sections[line->section].shape, .beneath = line->beneath};
    written.text = beneath_text(cli, line, line_text(cli, line));
    written.note = line->unspoken ? "" : share_note(cli, wording->share, line, &written.tone);
    bool labelled = written.type == PART_FACT || written.type == PART_MOMENT;
    written.label = labelled ? line_label(wording, line) : "";
    written.past = line->due != 0 && line->due < wording->share->today;
    document_add(wording->document, written);
}

/* Promises of one side. */
static void promises_of(const struct wording *wording, naast_side side, enum word heading)
{
    bool any = false;
    for (size_t k = 0; k < wording->share->count; k++) {
        const naast_share_line *line = &wording->share->items[k];
        if (line->section != NAAST_SHARE_PROMISES || line->promised_by != side)
            continue;
        if (!any)
            part(wording, PART_HEADING, word(wording->cli, heading), "", "");
        any = true;
        write_line(wording, line);
    }
}

static bool was_spoken_of(const naast_share *share, naast_share_section section)
{
    for (size_t k = 0; k < share->count; k++)
        if (share->items[k].section == section && !share->items[k].unspoken)
            return true;
    return false;
}

static bool has_ended(const naast_share *share)
{
    return *share->outcome != '\0' && strcmp(share->outcome, "won") != 0;
}

static void write_section(const struct wording *wording, naast_share_section section)
{
    struct cli *cli = wording->cli;
    bool spoken = was_spoken_of(wording->share, section);
    if ((wording->share->sections >> section & 1) == 0 || (!spoken && sections[section].empty == W_NONE))
        return;
    part(wording, PART_SECTION, word(cli, sections[section].title), "", "");
    if (!spoken)
        part(wording, PART_PARAGRAPH, "", word(cli, sections[section].empty), "");
    if (section == NAAST_SHARE_PROMISES) {
        promises_of(wording, NAAST_US, W_SHARE_OUR_PROMISES);
        promises_of(wording, NAAST_CUSTOMER, W_SHARE_YOUR_PROMISES);
        return;
    }
    for (size_t k = 0; k < wording->share->count; k++)
        if (wording->share->items[k].section == section &&
            !(wording->share->items[k].unspoken && has_ended(wording->share)))
            write_line(wording, &wording->share->items[k]);
}

/* What nobody spoke of yet: whole sections by their title, the frame part by part. */
static void still_to_come(const struct wording *wording)
{
    struct cli *cli = wording->cli;
    bool any = false;
    for (int section = 0; section < NAAST_SHARE_SECTIONS; section++) {
        bool there = (wording->share->sections >> section & 1) != 0;
        if (!there || !sections[section].can_wait || was_spoken_of(wording->share, (naast_share_section)section))
            continue;
        if (!any)
            part(wording, PART_SECTION, word(cli, W_SHARE_TO_COME), "", "");
        any = true;
        struct grown names = {0};
        for (size_t k = 0; k < wording->share->count; k++)
            if (wording->share->items[k].section == (naast_share_section)section)
                cli_list(cli, &names, ", ", line_label(wording, &wording->share->items[k]));
        bool frame = section == NAAST_SHARE_FRAME && names.length > 0;
        part(wording, PART_POINT, "", frame ? cli_grown(&names) : word(cli, sections[section].title), "");
    }
}

/* Whether a line above, in its section, waits for a word already: a section is pointed at once. */
static bool is_pointed_at(const naast_share *share, size_t index)
{
    const naast_share_line *line = &share->items[index];
    for (size_t k = 0; k < index; k++)
        if (share->items[k].section == line->section && share->items[k].open_at == NAAST_CUSTOMER &&
            strcmp(share->items[k].state, "open") != 0)
            return true;
    return false;
}

/*
 * What is open at one side: what it promised, and (theirs) what waits for their word. Where this page has nothing of
 * it, nothing is said: something that may not stand here can be open all the same.
 */
static void open_at(const struct wording *wording, naast_side side, enum word heading)
{
    struct cli *cli = wording->cli;
    bool any = false;
    for (size_t k = 0; k < wording->share->count; k++) {
        const naast_share_line *line = &wording->share->items[k];
        enum part_tone tone = TONE_PLAIN;
        bool lives = strcmp(line->state, "open") == 0;
        if (line->open_at != side || (!lives && is_pointed_at(wording->share, k)))
            continue;
        if (!any)
            part(wording, PART_HEADING, word(cli, heading), "", "");
        any = true;
        const char *title = word(cli, sections[line->section].title);
        const char *text = lives ? line_text(cli, line) : words(cli, W_SHARE_LOOK_AT, title);
        const char *note = lives ? share_life_note(cli, line, &tone) : "";
        document_add(wording->document, (struct part){.type = PART_POINT, .text = text, .note = note, .tone = tone});
    }
}

static void next_moment(const struct wording *wording)
{
    struct cli *cli = wording->cli;
    const naast_share_line *next = wording->share->upcoming;
    part(wording, PART_HEADING, word(cli, W_SHARE_NEXT), "", "");
    part(wording, PART_PARAGRAPH, "",
         next == NULL ? word(cli, W_SHARE_NO_NEXT)
                      : cli_printf(cli, "%s: %s", text_date(cli, next->due), line_text(cli, next)),
         "");
}

static void ending(const struct wording *wording)
{
    static const struct {
        const char *outcome;
        enum word sentence;
    } endings[] = {{"declined", W_SHARE_DECLINED},       {"no_match", W_SHARE_NO_MATCH},
                   {"rejected", W_SHARE_REJECTED},       {"lost", W_SHARE_LOST},
                   {"no_decision", W_SHARE_NO_DECISION}, {"withdrawn", W_SHARE_WITHDRAWN}};
    struct cli *cli = wording->cli;
    const naast_share *share = wording->share;
    part(wording, PART_SECTION, word(cli, W_SHARE_ENDED), "", "");
    for (size_t k = 0; k < sizeof(endings) / sizeof(endings[0]); k++)
        if (strcmp(endings[k].outcome, share->outcome) == 0)
            part(wording, PART_PARAGRAPH, "", words(cli, endings[k].sentence, share->because),
                 text_date(cli, share->ended));
    if (*share->refer != '\0')
        part(wording, PART_PARAGRAPH, "", words(cli, W_SHARE_REFER, share->refer), "");
}

/* How they answer: no is an answer while it is asked, and after the yes what rubs is one. */
static const char *how_to_answer(const struct wording *wording)
{
    const naast_share *share = wording->share;
    bool alone = *share->reader != '\0';
    if (has_ended(share))
        return word(wording->cli, alone ? W_SHARE_SEE_IT_OTHERWISE : W_SHARE_ALL_SEE_IT_OTHERWISE);
    return word(wording->cli, *share->outcome == '\0' ? W_SHARE_NO_IS_FINE : W_SHARE_IF_IT_RUBS);
}

static void where_we_are(const struct wording *wording)
{
    struct cli *cli = wording->cli;
    document_add(wording->document, (struct part){.type = PART_SECTION, .label = word(cli, W_SHARE_NOW), .card = true});
    open_at(wording, NAAST_US, W_SHARE_OPEN_OURS);
    open_at(wording, NAAST_CUSTOMER, W_SHARE_OPEN_YOURS);
    if (!has_ended(wording->share))
        next_moment(wording);
    part(wording, PART_PARAGRAPH, "", how_to_answer(wording), "");
}

/* "Karim Ali, Waterdam" */
static const char *addressee(struct cli *cli, const naast_share *share)
{
    const char *both = listed(cli, share->reader, share->org);
    return *both == '\0' ? "" : words(cli, W_SHARE_FOR, both);
}

void share_document(struct cli *cli, const naast_share *share, const char *from, struct document *out)
{
    struct wording wording = {cli, share, out};
    const char *number = share_number(cli, share->head);
    const char *today = text_full_date(cli, share->today);
    *out = (struct document){.cli = cli, .title = share->title};
    out->over = addressee(cli, share);
    out->under = words(cli, W_SHARE_FROM, from, today);
    out->foot = words(cli, W_SHARE_FOOT, today, number);
    if (has_ended(share))
        ending(&wording);
    else
        part(&wording, PART_PARAGRAPH, "", word(cli, W_SHARE_LEAD), "");
    for (int section = 0; section < NAAST_SHARE_SECTIONS; section++)
        write_section(&wording, (naast_share_section)section);
    if (!has_ended(share))
        still_to_come(&wording);
    where_we_are(&wording);
    bool alone = *share->reader != '\0';
    part(&wording, PART_SECTION, word(cli, alone ? W_SHARE_KEEPING : W_SHARE_KEEPING_ALL), "", "");
    part(&wording, PART_PARAGRAPH, "", word(cli, alone ? W_SHARE_DATA : W_SHARE_DATA_ALL), "");
}
