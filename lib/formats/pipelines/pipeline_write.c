/* pipeline_write.c: writes a pipeline as JSON that can be read again. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/formats.h"
#include "formats/pipelines/parts.h"
#include "formats/write/sink.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

enum { JSON_SCHEMA = 1 };

static void put_words(naast_json *json, const char *key, const naast_label *words_there)
{
    if (words_there->en == NULL && words_there->nl == NULL)
        return;
    naast_json_open_object(json, key);
    if (words_there->en != NULL)
        naast_json_text(json, "en", words_there->en);
    if (words_there->nl != NULL)
        naast_json_text(json, "nl", words_there->nl);
    naast_json_close_object(json);
}

/* A stage or gate: its code as `name`, or as `code` where it has words, which are the name then. */
static void put_name(naast_json *json, const char *code, const naast_label *words_there)
{
    bool named = words_there->en != NULL || words_there->nl != NULL;
    naast_json_text(json, named ? "code" : "name", code);
    put_words(json, "name", words_there);
}

static void put_codes(naast_json *json, const char *key, naast_codes codes)
{
    if (codes == NULL)
        return;
    naast_json_open_array(json, key);
    for (; *codes != NULL; codes++)
        naast_json_text(json, NULL, *codes);
    naast_json_close_array(json);
}

static void put_flag(naast_json *json, const char *key, int flag)
{
    if (flag)
        naast_json_bool(json, key, true);
}

static void put_number(naast_json *json, const char *key, int32_t number)
{
    if (number != 0)
        naast_json_int(json, key, number);
}

static void put_text(naast_json *json, const char *key, const char *text)
{
    if (text != NULL)
        naast_json_text(json, key, text);
}

static const char *side_code(naast_side side)
{
    return side == NAAST_SIDE_NONE ? NULL : side == NAAST_SIDE_US ? "us" : "customer";
}

static void put_kind(naast_json *json, const naast_kind *kind)
{
    naast_json_open_object(json, kind->code);
    put_words(json, "name", &kind->label);
    put_flag(json, "latest", kind->latest);
    put_flag(json, "sided", kind->sided);
    put_flag(json, "theirs", kind->theirs);
    put_flag(json, "person", kind->person);
    put_flag(json, "by_speaking", kind->by_speaking);
    put_text(json, "owed", side_code(kind->owed));
    put_codes(json, "about", kind->about);
    put_codes(json, "values", kind->values);
    put_codes(json, "no", kind->no);
    put_codes(json, "life", kind->life);
    put_codes(json, "covers", kind->covers);
    naast_json_close_object(json);
}

/* One code is written as such, several as a list. */
static void put_kinds_of(naast_json *json, naast_codes kinds)
{
    if (kinds != NULL && kinds[0] != NULL && kinds[1] == NULL)
        naast_json_text(json, "kind", kinds[0]);
    else
        put_codes(json, "kind", kinds);
}

static void put_check(naast_json *json, const naast_check *check)
{
    static const char *const rules[] = {NULL, "some", "every", "callback"};
    static const char *const words_wanted[] = {NULL, "us", "customer", "both"};
    const size_t rule = (size_t)check->rule, wanted = (size_t)check->word;
    naast_json_open_object(json, NULL);
    naast_json_text(json, "id", check->code);
    put_words(json, "name", &check->label);
    put_words(json, "ask", &check->ask);
    put_words(json, "ask_us", &check->ask_us);
    put_flag(json, "telling", check->stated);
    put_text(json, "rule", rule < COUNT_OF(rules) ? rules[rule] : NULL);
    put_kinds_of(json, check->kinds);
    put_text(json, "side", side_code(check->side));
    put_codes(json, "value", check->value);
    put_number(json, "n", check->n);
    put_codes(json, "has", check->has);
    put_text(json, "word", wanted < COUNT_OF(words_wanted) ? words_wanted[wanted] : NULL);
    put_text(json, "by", check->by);
    put_flag(json, "closed", check->closed);
    put_flag(json, "none_ok", check->none_ok);
    put_number(json, "fresh_days", check->fresh_days);
    put_flag(json, "advisory", check->advisory);
    put_flag(json, "waivable", check->waivable);
    naast_json_close_object(json);
}

static void put_stage(naast_json *json, const naast_stage *stage)
{
    naast_json_open_object(json, NULL);
    put_name(json, stage->code, &stage->label);
    put_flag(json, "won", stage->won);
    put_number(json, "sleeps_days", stage->sleeps_days);
    if (stage->gate.code != NULL) {
        naast_json_open_object(json, "gate");
        put_name(json, stage->gate.code, &stage->gate.label);
        naast_json_open_array(json, "checks");
        for (size_t i = 0; i < stage->gate.check_count; i++)
            put_check(json, check_at(&stage->gate, i));
        naast_json_close_array(json);
        naast_json_close_object(json);
    }
    naast_json_close_object(json);
}

static void put_pipeline(naast_json *json, const naast_pipeline *pipeline)
{
    naast_json_open_object(json, NULL);
    naast_json_int(json, "schema", JSON_SCHEMA);
    naast_json_text(json, "name", pipeline->code);
    put_words(json, "label", &pipeline->label);
    naast_json_int(json, "revision", pipeline->revision);
    naast_json_open_object(json, "kinds");
    for (size_t i = 0; i < pipeline->kind_count; i++)
        put_kind(json, kind_at(pipeline, i));
    naast_json_close_object(json);
    naast_json_open_array(json, "stages");
    for (size_t i = 0; i < pipeline->stage_count; i++)
        put_stage(json, stage_at(pipeline, i));
    naast_json_close_array(json);
    naast_json_close_object(json);
    naast_json_end(json);
}

int naast_pipeline_write(naast_formats *formats, const naast_pipeline *pipeline, const naast_writer *writer)
{
    struct sink sink;
    naast_json json = NAAST_JSON_INIT;
    if (formats == NULL)
        return NAAST_INVALID;
    formats_clear_fault(formats);
    if (pipeline == NULL)
        return FAIL(formats, FMT_NOT_GIVEN, "pipeline");
    int status = sink_begin(&sink, formats, writer);
    if (status != NAAST_OK)
        return status;
    json.writer = &sink.in;
    put_pipeline(&json, pipeline);
    return sink_flush(&sink);
}
