/* log_values.c: the columns of a change, before and after, as text. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/history/log.h"
#include "engine/schema/table.h"
#include "store/handle/handle.h"
#include "store/history/history.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct valuing {
    naast_store *store;
    naast_log *log;
    naast_change *changes;
    size_t count;
};

static const char *hexadecimal(struct env *env, void *result, const struct rec_value *value)
{
    static const char digits[] = "0123456789abcdef";
    const uint8_t *bytes = value->data;
    char *text = result_alloc(env, result, value->len * 2 + 1, 1);
    for (size_t k = 0; text != NULL && k < value->len; k++) {
        text[2 * k] = digits[bytes[k] >> 4];
        text[2 * k + 1] = digits[bytes[k] & 15];
    }
    return text;
}

int log_value_text(struct env *env, void *memory, const struct rec_value *value, const char **out)
{
    char number[24];
    char *text = NULL;
    *out = NULL;
    switch (value->type) {
    case REC_INT:
        snprintf(number, sizeof number, "%" PRId64, value->i);
        *out = result_text(env, memory, number);
        break;
    case REC_TEXT:
        *out = text = result_alloc(env, memory, value->len + 1, 1);
        if (text != NULL && value->len > 0)
            memcpy(text, value->data, value->len);
        break;
    case REC_BLOB:
        *out = hexadecimal(env, memory, value);
        break;
    default:
        return 0;
    }
    return *out != NULL ? 0 : NAAST_NO_MEMORY;
}

static int row_values(const struct valuing *valuing, const struct history_row *row, naast_change *change)
{
    const size_t columns = row->table->columns;
    naast_change_value *values = result_alloc(&valuing->store->env, valuing->log, columns, sizeof *values);
    int status = values != NULL ? 0 : NAAST_NO_MEMORY;
    size_t count = 0;
    for (size_t k = 1; status == 0 && k < columns; k++) {
        if (!(row->written >> k & 1))
            continue;
        naast_change_value *value = &values[count++];
        value->column = row->table->column[k].name;
        if (!row->inserted)
            status = log_value_text(&valuing->store->env, valuing->log, &row->before[k], &value->before);
        if (status == 0)
            status = log_value_text(&valuing->store->env, valuing->log, &row->after[k], &value->after);
    }
    change->values = values;
    change->value_count = count;
    change->value_size = sizeof *values;
    return status;
}

static int root_values(void *context, const struct history *history)
{
    const struct valuing *valuing = context;
    int status = 0;
    for (size_t k = 0; status == 0 && k < history->count; k++) {
        const struct history_row *row = &history->rows[k];
        const char *table = rec_plain_name(row->table);
        for (size_t c = 0; c < valuing->count; c++)
            if (valuing->changes[c].row == row->id && strcmp(valuing->changes[c].table, table) == 0) {
                status = row_values(valuing, row, &valuing->changes[c]);
                break;
            }
    }
    return status;
}

int log_values_add(naast_store *store, naast_log *log, const naast_log_entry *entry, naast_change *changes,
                   size_t count)
{
    struct valuing valuing = {store, log, changes, count};
    const struct operation_span span = {.first = entry->seq, .last = entry->seq};
    const struct root root = {(uint8_t)entry->root, entry->id};
    return history_of_root(store, &span, root, root_values, &valuing);
}
