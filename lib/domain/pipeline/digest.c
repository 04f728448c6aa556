/*
 * digest.c: what a gate asks, as a digest.
 *
 * A gate that was passed counts as passed while it asks the same, in whatever pipeline and under whatever name it does;
 * so the digest is of what decides a verdict, and of nothing that is only shown.
 */
#include "domain/pipeline/digest.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/hash.h"
#include "domain/common/codes.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/text_fields.h"
#include "domain/pipeline/text_write.h"

#include <stdint.h>
#include <string.h>

/* ---- what checks ask ---- */

static int covered_by(const naast_pipeline *pipeline, naast_codes codes, const naast_kind *kind)
{
    for (; codes != NULL && *codes != NULL; codes++) {
        const naast_kind *covering = pipeline_kind(pipeline, *codes);
        if (covering != NULL && kind_covers(covering, kind->code, NAAST_SIDE_NONE))
            return 1;
    }
    return 0;
}

static int goes_by(const naast_pipeline *pipeline, const naast_check *check, const naast_kind *kind)
{
    const int names = check->by != NULL && *check->by != '\0' && strcmp(kind->code, "authority") == 0;
    return names || codes_have(check->kinds, kind->code) || codes_have(check->has, kind->code) ||
           covered_by(pipeline, check->kinds, kind) || covered_by(pipeline, check->has, kind);
}

/* The lines of the kinds that any of the checks goes by, in the order of the pipeline. */
static int write_kinds(struct buffer *text, const naast_pipeline *pipeline, const naast_check *checks, size_t count)
{
    int status = 0;
    for (size_t k = 0; status == 0 && k < pipeline->kind_count; k++) {
        int wanted = 0;
        for (size_t c = 0; !wanted && c < count; c++)
            wanted = goes_by(pipeline, &checks[c], &pipeline->kinds[k]);
        if (wanted)
            status = definition_write_rules(text, LINE_KIND, &pipeline->kinds[k]);
    }
    return status;
}

static int write_checks(struct buffer *text, const naast_pipeline *pipeline, const naast_check *checks, size_t count)
{
    int status = 0;
    for (size_t c = 0; status == 0 && c < count; c++)
        status = definition_write_rules(text, LINE_CHECK, &checks[c]);
    if (status == 0)
        status = write_kinds(text, pipeline, checks, count);
    return status == 0 ? text->status : status;
}

/* ---- one gate ---- */

int gate_digest(struct env *env, const naast_pipeline *pipeline, size_t stage, char digest[GATE_DIGEST_SIZE])
{
    const naast_gate *gate = &pipeline->stages[stage].gate;
    uint8_t bytes[HASH_BYTES];
    char hex[HASH_HEX];
    struct buffer text;
    struct hash hash;
    buffer_init(&text, env);
    int status = write_checks(&text, pipeline, gate->checks, gate->check_count);
    if (status == 0) {
        hash_begin(&hash, 'G');
        if (text.len > 0)
            hash_add(&hash, text.data, text.len);
        hash_end(&hash, bytes);
        hash_hex(bytes, hex);
        memcpy(digest, hex, GATE_DIGEST_SIZE - 1);
        digest[GATE_DIGEST_SIZE - 1] = '\0';
    }
    buffer_free(&text);
    return status;
}

/* ---- two definitions ---- */

/* The check numbered `n` of the gates up to the won stage; NULL: there are no more. */
static const naast_check *check_until_won(const naast_pipeline *pipeline, size_t n)
{
    const size_t won = (size_t)pipeline_won(pipeline);
    for (size_t s = 0; s < won; s++) {
        const naast_gate *gate = &pipeline->stages[s].gate;
        if (n < gate->check_count)
            return &gate->checks[n];
        n -= gate->check_count;
    }
    return NULL;
}

/* Whether one of them asks exactly this. */
static int asks(struct env *env, const naast_pipeline *pipeline, const struct buffer *asked, int *found)
{
    const naast_check *check;
    struct buffer text;
    int status = 0;
    *found = 0;
    buffer_init(&text, env);
    for (size_t n = 0; status == 0 && !*found && (check = check_until_won(pipeline, n)) != NULL; n++) {
        buffer_clear(&text);
        status = write_checks(&text, pipeline, check, 1);
        *found = status == 0 && text.len == asked->len && memcmp(text.data, asked->data, text.len) == 0;
    }
    buffer_free(&text);
    return status;
}

int gates_ask_more(struct env *env, const naast_pipeline *pipeline, const naast_pipeline *other, int *more)
{
    const naast_check *check;
    struct buffer text;
    int status = 0, found = 1;
    buffer_init(&text, env);
    for (size_t n = 0; status == 0 && found && (check = check_until_won(pipeline, n)) != NULL; n++) {
        if (check->advisory)
            continue;
        buffer_clear(&text);
        status = write_checks(&text, pipeline, check, 1);
        if (status == 0)
            status = asks(env, other, &text, &found);
    }
    buffer_free(&text);
    *more = !found;
    return status;
}
