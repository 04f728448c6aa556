/* sheet_read.c: a sheet from its text to a conversation, with all that is wrong with it. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/base/spec.h"
#include "formats/pages/text.h"
#include "formats/sheets/conversation.h"
#include "formats/sheets/faults.h"
#include "formats/sheets/sheet.h"

/* Twice the longest note. */
enum { LARGEST_SHEET = 128 << 10 };

/* What naast_sheet_read gives, with all that it is made of. */
struct read_sheet {
    naast_sheet public;
    naast_formats *formats;
    struct wording words;
    struct faults faults;
    struct sheet lines;
    struct conversation talk;
};

static struct read_sheet *whole(naast_sheet *sheet)
{
    return (struct read_sheet *)(void *)((char *)sheet - offsetof(struct read_sheet, public));
}

static int make_sheet(naast_formats *formats, const naast_sheet_read_spec *spec, struct read_sheet **out)
{
    struct read_sheet *sheet = memory_resize(&formats->allocator, NULL, sizeof *sheet);
    if (sheet == NULL)
        return formats_no_memory(formats);
    memset(sheet, 0, sizeof *sheet);
    sheet->formats = formats;
    sheet->words = (struct wording){.formats = formats, .ascii = spec->ascii != 0};
    sheet->words.arena.allocator = formats->allocator;
    sheet->faults.words = &sheet->words;
    *out = sheet;
    return NAAST_OK;
}

void naast_sheet_free(naast_sheet *sheet)
{
    if (sheet == NULL)
        return;
    struct read_sheet *read = whole(sheet);
    const naast_allocator allocator = read->words.arena.allocator;
    arena_free(&read->words.arena);
    memory_free(&allocator, read);
}

/* What was found, for the caller; the first fault is that of the handle. */
static int give_faults(struct read_sheet *sheet)
{
    const naast_sheet_fault *first = faults_first(&sheet->faults);
    sheet->public.faults = sheet->faults.items;
    sheet->public.fault_count = sheet->faults.count;
    sheet->public.fault_size = sizeof *sheet->faults.items;
    if (first == NULL)
        return NAAST_OK;
    return formats_fail_with(sheet->formats, (struct fault_place){.line = first->line, .column = first->column},
                             first->status, first->code, first->text);
}

static void read_text(struct read_sheet *sheet, naast_store *store, const struct sheet_subject *subject,
                      const naast_sheet_read_spec *spec)
{
    const struct conversation_terms terms = {sheet->formats, store, subject, spec->no_files != 0};
    if (strlen(spec->text) > LARGEST_SHEET) {
        FAULT(&sheet->faults, ((struct sheet_place){0, 0}), FMT_SHEET_TOO_LARGE, "");
        return;
    }
    sheet_lines_read(subject, spec->text, &sheet->faults, &sheet->lines);
    if (sheet->faults.wrong == 0 && arena_status(&sheet->words.arena) == NAAST_OK)
        sheet_check(subject, spec->text, &sheet->lines, &sheet->faults);
    if (sheet->faults.wrong > 0 || arena_status(&sheet->words.arena) != NAAST_OK)
        return;
    conversation_read(&terms, &sheet->lines, &sheet->faults, &sheet->talk);
    faults_sort(&sheet->faults);
    sheet->public.spec = &sheet->talk.spec;
    sheet->public.places = sheet->talk.places;
    sheet->public.place_count = sheet->talk.count;
    sheet->public.place_size = sizeof *sheet->talk.places;
}

/* Nothing of the deal and its pipeline stays in the sheet. */
static int read_of_deal(struct read_sheet *sheet, naast_store *store, naast_id deal, const naast_sheet_read_spec *spec)
{
    naast_deal *found = NULL;
    naast_pipeline *pipeline = NULL;
    int status = naast_deal_get(store, deal, &found);
    if (status == NAAST_OK)
        status = naast_pipeline_get(store, found->pipeline, found->pipeline_revision, &pipeline);
    if (status == NAAST_OK)
        read_text(sheet, store, &(struct sheet_subject){found, pipeline}, spec);
    else
        formats_fail_as(sheet->formats, store, status);
    naast_free(pipeline);
    naast_free(found);
    if (status == NAAST_OK && arena_status(&sheet->words.arena) != NAAST_OK)
        status = formats_no_memory(sheet->formats);
    return status;
}

int naast_sheet_read(naast_formats *formats, naast_store *store, naast_id deal, const naast_sheet_read_spec *spec,
                     naast_sheet **out)
{
    naast_sheet_read_spec own = NAAST_SHEET_READ_SPEC_INIT;
    struct read_sheet *sheet = NULL;
    if (formats == NULL)
        return NAAST_INVALID;
    formats_clear_fault(formats);
    if (store == NULL || spec == NULL || out == NULL)
        return FAIL(formats, FMT_NOT_GIVEN, store == NULL ? "store" : spec == NULL ? "spec" : "out");
    if (SPEC_TAKE(naast_sheet_read_spec, &own, spec) != NAAST_OK)
        return FAIL(formats, FMT_SPEC_SIZE);
    if (own.text == NULL)
        return FAIL(formats, FMT_NOT_GIVEN, "text");
    int status = make_sheet(formats, &own, &sheet);
    if (status == NAAST_OK)
        status = read_of_deal(sheet, store, deal, &own);
    if (status != NAAST_OK) {
        naast_sheet_free(sheet != NULL ? &sheet->public : NULL);
        return status;
    }
    *out = &sheet->public;
    return give_faults(sheet);
}

int naast_sheet_add_faults(naast_sheet *sheet, const naast_conversation_result *result)
{
    if (sheet == NULL)
        return NAAST_INVALID;
    struct read_sheet *read = whole(sheet);
    formats_clear_fault(read->formats);
    if (result == NULL)
        return FAIL(read->formats, FMT_NOT_GIVEN, "result");
    if (sheet->spec == NULL)
        return FAIL(read->formats, FMT_SHEET_NO_SPEC);
    const struct faults before = read->faults;
    store_faults(&read->lines, &read->talk, result, &read->faults);
    if (arena_status(&read->words.arena) != NAAST_OK) {
        read->faults = before;
        read->words.arena.failed = false;
        return formats_no_memory(read->formats);
    }
    faults_sort(&read->faults);
    return give_faults(read);
}
