/* pipeline_write.c: writes a pipeline as JSON that can be read again. */
#include <stdbool.h>
#include <stdint.h>

#include "naast.h"
#include "base/context.h"
#include "formats/pipeline_read.h"
#include "output/json.h"
#include "words/words.h"

static void print_words(struct json *json, const char *key, const naast_label *words_there)
{
    if (words_there->en == NULL && words_there->nl == NULL)
        return;
    json_open_object(json, key);
    if (words_there->en != NULL)
        json_text(json, "en", words_there->en);
    if (words_there->nl != NULL)
        json_text(json, "nl", words_there->nl);
    json_close_object(json);
}

/* A stage or gate: its code as `name`, or as `code` where it has words, which are the name then. */
static void print_name(struct json *json, const char *code, const naast_label *words_there)
{
    bool named = words_there->en != NULL || words_there->nl != NULL;
    json_text(json, named ? "code" : "name", code);
    print_words(json, "name", words_there);
}

static void print_codes(struct json *json, const char *key, naast_codes codes)
{
    if (codes == NULL)
        return;
    json_open_array(json, key);
    for (; *codes != NULL; codes++)
        json_text(json, NULL, *codes);
    json_close_array(json);
}

static void print_flag(struct json *json, const char *key, int flag)
{
    if (flag)
        json_bool(json, key, true);
}

static void print_number(struct json *json, const char *key, int32_t number)
{
    if (number != 0)
        json_int(json, key, number);
}

static void print_text(struct json *json, const char *key, const char *text)
{
    if (text != NULL)
        json_text(json, key, text);
}

static const char *side_code(naast_side side)
{
    return side == NAAST_NO_SIDE ? NULL : side == NAAST_US ? "us" : "customer";
}

static void print_kind(struct json *json, const naast_kind *kind)
{
    json_open_object(json, kind->code);
    print_words(json, "name", &kind->name);
    print_flag(json, "latest", kind->latest);
    print_flag(json, "sided", kind->sided);
    print_flag(json, "theirs", kind->theirs);
    print_flag(json, "person", kind->person);
    print_flag(json, "by_speaking", kind->by_speaking);
    print_text(json, "owed", side_code(kind->owed));
    print_codes(json, "about", kind->about);
    print_codes(json, "values", kind->values);
    print_codes(json, "no", kind->no);
    print_codes(json, "life", kind->life);
    print_codes(json, "covers", kind->covers);
    json_close_object(json);
}

/* One code is written as such, several as a list. */
static void print_kinds_of(struct json *json, naast_codes kinds)
{
    if (kinds != NULL && kinds[0] != NULL && kinds[1] == NULL)
        json_text(json, "kind", kinds[0]);
    else
        print_codes(json, "kind", kinds);
}

static void print_check(struct json *json, const naast_check *check)
{
    static const char *const rules[] = {NULL, "some", "every", "callback"};
    static const char *const words_wanted[] = {NULL, "us", "customer", "both"};
    json_open_object(json, NULL);
    json_text(json, "id", check->id);
    print_words(json, "name", &check->name);
    print_words(json, "ask", &check->ask);
    print_words(json, "ask_us", &check->ask_us);
    print_flag(json, "telling", check->telling);
    print_text(json, "rule", rules[check->rule]);
    print_kinds_of(json, check->kinds);
    print_text(json, "side", side_code(check->side));
    print_codes(json, "value", check->value);
    print_number(json, "n", check->n);
    print_codes(json, "has", check->has);
    print_text(json, "word", words_wanted[check->word]);
    print_text(json, "by", check->by);
    print_flag(json, "closed", check->closed);
    print_flag(json, "none_ok", check->none_ok);
    print_number(json, "fresh_days", check->fresh_days);
    print_flag(json, "advisory", check->advisory);
    print_flag(json, "waivable", check->waivable);
    json_close_object(json);
}

static void print_stage(struct json *json, const naast_stage *stage)
{
    json_open_object(json, NULL);
    print_name(json, stage->code, &stage->name);
    print_flag(json, "won", stage->won);
    print_number(json, "sleeps_days", stage->sleeps_days);
    if (stage->gate.code != NULL) {
        json_open_object(json, "gate");
        print_name(json, stage->gate.code, &stage->gate.name);
        json_open_array(json, "checks");
        for (size_t i = 0; i < stage->gate.check_count; i++)
            print_check(json, &stage->gate.checks[i]);
        json_close_array(json);
        json_close_object(json);
    }
    json_close_object(json);
}

void pipeline_to_json(struct cli *cli, const naast_pipeline *pipeline)
{
    struct json json;
    json_begin(&json, cli->out);
    json_text(&json, "name", pipeline->name);
    json_int(&json, "revision", pipeline->revision);
    json_open_object(&json, "kinds");
    for (size_t i = 0; i < pipeline->kind_count; i++)
        print_kind(&json, &pipeline->kinds[i]);
    json_close_object(&json);
    json_open_array(&json, "stages");
    for (size_t i = 0; i < pipeline->stage_count; i++)
        print_stage(&json, &pipeline->stages[i]);
    json_close_array(&json);
    json_end(&json);
}
