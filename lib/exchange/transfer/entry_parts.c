/* entry_parts.c: parts of journal entries, from their bytes to typed records and back to the same bytes. */
#include "exchange/transfer/entry_parts.h"

#include "naast-exchange.h"
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/record/journal_body.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

_Static_assert((int)NAAST_VALUE_INT == (int)REC_INT && (int)NAAST_VALUE_TEXT == (int)REC_TEXT &&
                   (int)NAAST_VALUE_BYTES == (int)REC_BLOB,
               "as the record layer has them");

/* ---- from bytes ---- */

struct part_size {
    size_t records, values;
};

/* The columns of a record come in their order, each once. */
static int measure(const void *bytes, size_t len, struct part_size *out)
{
    struct reader in = {bytes, (const uint8_t *)bytes + len, 0};
    struct body_record record;
    struct rec_value value;
    int next, more = 0, column = 0;
    *out = (struct part_size){0};
    while (more == 0 && (next = body_next_record(&in, &record)) == 1) {
        int last = 0;
        out->records++;
        while ((more = body_next_value(&in, record.table, &column, &value)) == 1 && column > last) {
            last = column;
            out->values++;
        }
    }
    return more == 0 && next == 0 ? 0 : NAAST_UNVERIFIED;
}

static int keep_value(struct env *env, void *memory, const struct rec_column *column, const struct rec_value *value,
                      naast_entry_value *out)
{
    *out = (naast_entry_value){.column = column->name,
                               .type = (naast_value_type)value->type,
                               .number = value->i,
                               .bytes = "",
                               .length = value->len};
    if (value->len == 0)
        return 0;
    char *copy = result_alloc(env, memory, value->len + 1, 1);
    if (copy == NULL)
        return NAAST_NO_MEMORY;
    memcpy(copy, value->data, value->len);
    out->bytes = copy;
    return 0;
}

/* All records of a part that was measured. */
static int fill(struct env *env, void *memory, struct reader *in, naast_entry_record *records,
                naast_entry_value *values)
{
    struct body_record record;
    struct rec_value value;
    int status = 0, column = 0;
    while (status == 0 && body_next_record(in, &record) == 1) {
        naast_entry_record *to = records++;
        *to = (naast_entry_record){.table = rec_plain_name(record.table),
                                   .row = record.row,
                                   .inserted = record.inserted,
                                   .personal = record.has_personal,
                                   .values = values};
        while (status == 0 && body_next_value(in, record.table, &column, &value) == 1) {
            status = keep_value(env, memory, &record.table->column[column], &value, values++);
            to->value_count++;
        }
    }
    return status;
}

/* There is one way to write a part, and it is this one. */
static int check_same(struct env *env, const naast_entry_part *part, const void *bytes, size_t len)
{
    struct buffer again;
    buffer_init(&again, env);
    int status = entry_encode(env, 0, part, &again);
    if (status == 0 && (again.len != len || (len > 0 && memcmp(again.data, bytes, len) != 0)))
        status = NAAST_UNVERIFIED;
    buffer_free(&again);
    return status;
}

int entry_decode(struct env *env, void *memory, const void *bytes, size_t len, naast_entry_part *part)
{
    struct reader in = {bytes, (const uint8_t *)bytes + len, 0};
    struct part_size size;
    int status = measure(bytes, len, &size);
    if (status != 0)
        return status;
    naast_entry_record *records = result_alloc(env, memory, size.records + 1, sizeof *records);
    naast_entry_value *values = result_alloc(env, memory, size.values + 1, sizeof *values);
    if (records == NULL || values == NULL)
        return NAAST_NO_MEMORY;
    status = fill(env, memory, &in, records, values);
    part->records = records;
    part->record_count = size.records;
    return status == 0 ? check_same(env, part, bytes, len) : status;
}

/* ---- to bytes ---- */

static int fail_name(struct env *env, int64_t seq, const char *name)
{
    char number[24];
    snprintf(number, sizeof number, "%" PRId64, seq);
    return FAIL(env, MSG_RESTORE_NAME, number, name != NULL ? name : "");
}

static int fail_value(struct env *env, int64_t seq, const char *table, const char *column)
{
    char number[24], name[128];
    snprintf(number, sizeof number, "%" PRId64, seq);
    snprintf(name, sizeof name, "%s.%s", table, column);
    return FAIL(env, MSG_RESTORE_VALUE, number, name);
}

static const struct rec_table *find_table(const char *name)
{
    for (const struct rec_table *const *table = all_tables; name != NULL && *table != NULL; table++)
        if (strcmp(rec_plain_name(*table), name) == 0)
            return *table;
    return NULL;
}

/* The key has no column in a record: it is the row. */
static const struct rec_column *find_column(const struct rec_table *table, const char *name)
{
    for (int k = 1; name != NULL && k < table->columns; k++)
        if (strcmp(table->column[k].name, name) == 0)
            return &table->column[k];
    return NULL;
}

static int encode_value(struct env *env, int64_t seq, const struct rec_table *table, const naast_entry_value *value,
                        struct buffer *out)
{
    const struct rec_column *column = find_column(table, value->column);
    const struct rec_value raw = {
        .type = (enum rec_type)value->type, .i = value->number, .data = value->bytes, .len = value->length};
    if (column == NULL)
        return fail_name(env, seq, value->column);
    if (value->type != NAAST_VALUE_NULL && raw.type != column->type)
        return fail_value(env, seq, rec_plain_name(table), column->name);
    body_value(out, column, &raw);
    return out->status;
}

static int encode_record(struct env *env, int64_t seq, const naast_entry_record *record, struct buffer *out)
{
    const struct rec_table *table = find_table(record->table);
    if (table == NULL)
        return fail_name(env, seq, record->table);
    if (record->row < 0)
        return fail_value(env, seq, rec_plain_name(table), table->column[0].name);
    const struct body_record head = {table, record->row, record->inserted, record->personal};
    int status = 0;
    body_record_begin(out, &head);
    for (size_t k = 0; status == 0 && k < record->value_count; k++)
        status = encode_value(env, seq, table, &record->values[k], out);
    body_record_end(out);
    return status == 0 ? out->status : status;
}

int entry_encode(struct env *env, int64_t seq, const naast_entry_part *part, struct buffer *out)
{
    int status = 0;
    for (size_t k = 0; status == 0 && k < part->record_count; k++)
        status = encode_record(env, seq, &part->records[k], out);
    return status;
}
