/* receipt.c: writing and reading what a move was made on. */
#include "domain/deal/receipt.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void write_check(struct buffer *text, const naast_check_result *check)
{
    buffer_format(text, "%s %s %s", check->check, naast_verdict_code(check->verdict), check->code);
    for (size_t k = 0; k < check->item_count; k++)
        buffer_format(text, " %" PRId32 ":%" PRId64 "%s", check->items[k].n, check->items[k].content_rev,
                      check->items[k].respelled ? ":spelled" : "");
    buffer_byte(text, '\n');
}

int receipt_write(struct env *env, const naast_evaluation *evaluation, const char *const digests[], size_t count,
                  char **text)
{
    struct buffer buffer;
    buffer_init(&buffer, env);
    for (size_t g = 0; g < count; g++) {
        const naast_gate_result *gate = &evaluation->gates[g];
        if (digests[g] == NULL)
            continue;
        buffer_format(&buffer, "[%s %s]\n", gate->gate, digests[g]);
        for (size_t k = 0; k < gate->check_count; k++)
            write_check(&buffer, &gate->checks[k]);
    }
    if (buffer.status != 0) {
        buffer_free(&buffer);
        return NAAST_NO_MEMORY;
    }
    *text = buffer.data; /* the caller's now */
    return 0;
}

/* ---- reading ---- */

static int fail_damaged(struct env *env, const char *line) { return FAIL(env, MSG_RECEIPT_DAMAGED, line); }

/* How many bytes of `text` come before `stop`, as a count of that byte in it. */
static size_t count_byte(const char *text, char byte)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += *text == byte;
    return count;
}

/* Cuts the next field off the line; NULL: there is none. */
static char *next_field(char **line)
{
    char *field = strsep(line, " ");
    return field != NULL && *field != '\0' ? field : NULL;
}

static int read_number(const char *at, int64_t most, int64_t *out)
{
    char *end;
    if (*at < '0' || *at > '9')
        return 0;
    *out = strtoll(at, &end, 10);
    return *end == '\0' && *out <= most;
}

/* "N:CREV", or "N:CREV:spelled". */
static int read_item(char *field, naast_receipt_item *item)
{
    char *parts = field;
    const char *number = strsep(&parts, ":"), *revision = strsep(&parts, ":");
    int64_t n = 0;
    if (revision == NULL || !read_number(number, INT32_MAX, &n) ||
        !read_number(revision, INT64_MAX, &item->content_rev))
        return 0;
    item->n = (int32_t)n;
    item->respelled = parts != NULL;
    return parts == NULL || strcmp(parts, "spelled") == 0;
}

static int read_items(struct env *env, void *result, char *fields, naast_receipt_line *line)
{
    naast_receipt_item *items = result_alloc(env, result, count_byte(fields, ' ') + 1, sizeof *items);
    if (items == NULL)
        return NAAST_NO_MEMORY;
    line->items = items;
    line->item_size = sizeof *items;
    while (fields != NULL) {
        char *field = strsep(&fields, " ");
        if (!read_item(field, &items[line->item_count++]))
            return fail_damaged(env, field);
    }
    return 0;
}

struct gate_line {
    const char *gate, *digest;
};

static int read_check(struct env *env, void *result, const struct gate_line *of, char *fields, naast_receipt_line *line)
{
    *line = (naast_receipt_line){.gate = of->gate, .digest = of->digest, .check = next_field(&fields)};
    line->verdict = line->check ? next_field(&fields) : NULL;
    line->code = line->verdict ? next_field(&fields) : NULL;
    if (of->gate == NULL || line->code == NULL)
        return fail_damaged(env, line->check ? line->check : "");
    return fields != NULL ? read_items(env, result, fields, line) : 0;
}

/* "[GATE DIGEST]", or "[GATE]". */
static int is_gate_line(char *line, struct gate_line *out)
{
    const size_t len = strlen(line);
    if (len < 3 || line[0] != '[' || line[len - 1] != ']')
        return 0;
    line[len - 1] = '\0';
    char *fields = line + 1;
    out->gate = next_field(&fields);
    out->digest = fields != NULL ? next_field(&fields) : "";
    return out->gate != NULL && out->digest != NULL && fields == NULL;
}

int receipt_read(struct env *env, void *result, const char *text, const naast_receipt_line **lines, size_t *count)
{
    const size_t len = text ? strlen(text) : 0;
    struct gate_line gate = {0};
    size_t found = 0;
    int status = 0;
    if (len == 0)
        return 0;
    char *own = result_alloc(env, result, len + 1, 1); /* fields are cut off in place, and stay */
    naast_receipt_line *own_lines = result_alloc(env, result, count_byte(text, '\n') + 1, sizeof *own_lines);
    if (own == NULL || own_lines == NULL)
        return NAAST_NO_MEMORY;
    memcpy(own, text, len);
    for (char *line; status == 0 && (line = strsep(&own, "\n")) != NULL;) {
        if (!is_gate_line(line, &gate) && *line != '\0')
            status = read_check(env, result, &gate, line, &own_lines[found++]);
    }
    if (status != 0)
        return status;
    *lines = own_lines;
    *count = found;
    return 0;
}
