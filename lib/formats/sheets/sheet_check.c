/* sheet_check.c: what the lines of a sheet mean together, and what of it does not go together. */
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pages/text.h"
#include "formats/sheets/faults.h"
#include "formats/sheets/parts.h"
#include "formats/sheets/sheet.h"

bool sheet_amends(const struct sheet_entry *entry)
{
    return entry->type == SHEET_EXISTING &&
           (entry->amend != NULL || entry->agreed != NULL || entry->from != NULL || entry->due != NULL ||
            entry->person != NULL || entry->amount != NULL || entry->url != NULL);
}

static bool entry_says(const struct sheet_entry *entry)
{
    const bool something = entry->text != NULL || entry->none != NULL || entry->due != NULL || entry->amount != NULL ||
                           entry->url != NULL || entry->file != NULL;
    return something || entry->confirmed_count > 0 || entry->as != NULL || entry->by != NULL || entry->amend != NULL ||
           sheet_amends(entry);
}

/* ---- what answers are about ---- */

/* A kind that is nothing by itself: it is the one answer to what is asked about others (a why, of a need). */
static bool only_answers(const naast_pipeline *pipeline, const naast_kind *kind)
{
    bool answers = false;
    for (size_t s = 0; s < pipeline->stage_count; s++)
        for (size_t c = 0; c < stage_at(pipeline, s)->gate.check_count; c++) {
            const naast_check *check = check_at(pipeline, stage_at(pipeline, s), c);
            if (codes_include(check->kinds, kind->code))
                return false;
            answers = answers || (codes_include(check->has, kind->code) && check->has[1] == NULL);
        }
    return answers && kind->about != NULL;
}

/* Whether an entry, which is as far in as another, is what that one could be about. */
static bool may_answer(const struct sheet_entry *about, const naast_kind *kind, int indent)
{
    return about->indent == indent && (about->type == SHEET_EXISTING || codes_include(kind->about, about->kind));
}

/* What an answer that was not put further in is about: the one right above it, unless there is another right above
 * that. -1: nobody knows. */
static int answered(const struct sheet *sheet, size_t index, const naast_kind *kind)
{
    const struct sheet_entry *entry = &sheet->entries[index];
    size_t k = index;
    while (k > 0 && sheet->entries[k - 1].kind != NULL && strcmp(sheet->entries[k - 1].kind, kind->code) == 0)
        k--;
    if (k == 0 || !may_answer(&sheet->entries[k - 1], kind, entry->indent))
        return -1;
    const bool another = k > 1 && may_answer(&sheet->entries[k - 2], kind, entry->indent);
    return another ? -1 : (int)k - 1;
}

static const char *line_text(struct faults *faults, const struct sheet_entry *entry)
{
    return arena_printf(&faults->words->arena, "%" PRId64, entry->place.line);
}

/* Where a why was not put further in, it would be about nothing, and the gate would go on asking. */
static void find_answered(const struct sheet_subject *subject, struct sheet *sheet, struct faults *faults)
{
    for (size_t k = 0; k < sheet->count; k++) {
        struct sheet_entry *entry = &sheet->entries[k];
        if (entry->type != SHEET_NEW || entry->about >= 0 || !entry_says(entry))
            continue;
        const naast_kind *kind = naast_pipeline_kind(subject->pipeline, entry->kind);
        if (kind == NULL || !only_answers(subject->pipeline, kind))
            continue;
        entry->about = answered(sheet, k, kind);
        if (entry->about < 0)
            FAULT(faults, entry->place, FMT_SHEET_ANSWERS, kind->code);
        else
            FAULT(faults, entry->place, FMT_SHEET_TAKEN_ABOUT, line_text(faults, entry), kind->code,
                  line_text(faults, &sheet->entries[entry->about]));
    }
}

/* ---- what was left empty ---- */

static bool is_spoken_about(const struct sheet *sheet, size_t index)
{
    for (size_t k = index + 1; k < sheet->count; k++)
        if (!sheet->entries[k].silent && sheet->entries[k].about == (int)index)
            return true;
    return false;
}

/* Questions that stayed without an answer are no entries; what is around an answer stays, as that is about it. */
static void drop_silent(struct sheet *sheet, struct faults *faults)
{
    for (size_t k = sheet->count; k > 0 && faults->wrong == 0; k--) {
        struct sheet_entry *entry = &sheet->entries[k - 1];
        const bool spoken_about = is_spoken_about(sheet, k - 1);
        if (entry_says(entry) || (entry->type == SHEET_EXISTING && spoken_about))
            continue;
        entry->silent = true;
        if (spoken_about)
            FAULT(faults, entry->place, FMT_SHEET_EMPTY_SUBJECT, entry->kind);
    }
}

/* ---- what does not go together ---- */

/* What is said about an item that cannot be said of it. NULL: nothing. */
static const char *misplaced(const struct sheet_entry *entry)
{
    if (entry->by != NULL && entry->as == NULL)
        return "by";
    if (entry->type == SHEET_EXISTING)
        return entry->none != NULL                        ? "none"
               : entry->in_confidence                     ? "in-confidence"
               : entry->file != NULL && entry->as == NULL ? "file"
                                                          : NULL;
    return entry->amend != NULL                          ? "amend"
           : entry->agreed != NULL                       ? "agreed"
           : entry->because != NULL && entry->as == NULL ? "because"
                                                         : NULL;
}

static void check_entries(const struct sheet *sheet, struct faults *faults)
{
    for (size_t k = 0; k < sheet->count && faults->wrong == 0; k++) {
        const struct sheet_entry *entry = &sheet->entries[k];
        if (!entry->silent && misplaced(entry) != NULL)
            FAULT(faults, entry->place, FMT_SHEET_MISPLACED, misplaced(entry));
        else if (!entry->silent && entry->as != NULL && entry->by == NULL)
            FAULT(faults, entry->place, FMT_SHEET_SETTLED_BY, "");
    }
}

/* A page with headings, on which nothing is filled in: every line of it would be the note. */
static bool is_page(const struct sheet *sheet, const char *text)
{
    bool heading = false;
    for (const char *at = text; !heading && at != NULL; at = strchr(at, '\n')) {
        at += *at == '\n';
        heading = strncmp(at, "## ", 3) == 0 || strncmp(at, "### ", 4) == 0;
    }
    return heading && sheet->count == 0;
}

static bool says_nothing(const struct sheet *sheet)
{
    for (size_t k = 0; k < sheet->count; k++)
        if (!sheet->entries[k].silent)
            return false;
    return *sheet->note == '\0';
}

void sheet_check(const struct sheet_subject *subject, const char *text, struct sheet *sheet, struct faults *faults)
{
    const struct sheet_place whole = {0, 0};
    if (is_page(sheet, text))
        FAULT(faults, whole, FMT_SHEET_IS_PAGE, "");
    else
        find_answered(subject, sheet, faults);
    if (faults->wrong == 0)
        drop_silent(sheet, faults);
    if (faults->wrong == 0)
        check_entries(sheet, faults);
    if (faults->wrong == 0 && says_nothing(sheet))
        FAULT(faults, whole, FMT_SHEET_EMPTY, "");
}
