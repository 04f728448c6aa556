/* journal_body.c: the bytes of the journal: encoding and decoding of records, cores and commitments. */
#include "store/record/journal_body.h"

#include "base/env/buffer.h"
#include "base/values/hash.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"

#include <string.h>

/* The first byte of everything that is hashed says what it is, so that one never passes for another. */
enum hash_domain { HASH_ENTRY = 1, HASH_PART = 2, HASH_COMMITMENT = 3 };

enum value_tag { VALUE_NULL = 0, VALUE_INT = 1, VALUE_TEXT = 2, VALUE_BLOB = 3 };

enum { RECORD_END = 0, CASE_BIT = 'a' - 'A' };

static uint8_t *put_u32(uint8_t *at, uint32_t value)
{
    for (int k = 0; k < 4; k++)
        *at++ = (uint8_t)(value >> (8 * k));
    return at;
}

static uint8_t *put_u64(uint8_t *at, uint64_t value)
{
    for (int k = 0; k < 8; k++)
        *at++ = (uint8_t)(value >> (8 * k));
    return at;
}

void core_bytes(const struct journal_core *core, uint8_t out[CORE_BYTES])
{
    uint8_t *at = out;
    *at++ = core->version;
    *at++ = core->op;
    *at++ = core->root_kind;
    *at++ = core->flags;
    at = put_u32(at, core->pipeline);
    at = put_u64(at, (uint64_t)core->seq);
    at = put_u64(at, (uint64_t)core->first);
    at = put_u64(at, (uint64_t)core->at);
    at = put_u64(at, (uint64_t)core->root_id);
    at = put_u32(at, core->actor);
    memcpy(at, core->commitment, HASH_BYTES);
}

void core_hash(const uint8_t previous[HASH_BYTES], const struct journal_core *core, uint8_t out[HASH_BYTES])
{
    uint8_t bytes[CORE_BYTES];
    struct hash hash;
    core_bytes(core, bytes);
    hash_begin(&hash, HASH_ENTRY);
    hash_add(&hash, previous, HASH_BYTES);
    hash_add(&hash, bytes, sizeof bytes);
    hash_end(&hash, out);
}

void part_hash(const uint8_t salt[SALT_BYTES], const void *bytes, size_t len, uint8_t out[HASH_BYTES])
{
    struct hash hash;
    hash_begin(&hash, HASH_PART);
    hash_add(&hash, salt, SALT_BYTES);
    hash_add(&hash, bytes, len);
    hash_end(&hash, out);
}

void parts_commitment(const uint8_t (*part)[HASH_BYTES], size_t count, uint8_t out[HASH_BYTES])
{
    struct hash hash;
    const uint8_t number = (uint8_t)count;
    hash_begin(&hash, HASH_COMMITMENT);
    hash_add(&hash, &number, 1);
    for (size_t k = 0; k < count; k++) {
        const uint8_t at = (uint8_t)k;
        hash_add(&hash, &at, 1);
        hash_add(&hash, part[k], HASH_BYTES);
    }
    hash_end(&hash, out);
}

void body_record_begin(struct buffer *out, const struct body_record *record)
{
    const int letter = record->inserted ? 'I' : 'U';
    buffer_byte(out, record->table->id);
    buffer_varint(out, (uint64_t)record->row);
    buffer_byte(out, (uint8_t)(record->has_personal ? letter : letter + CASE_BIT));
}

void body_record_end(struct buffer *out) { buffer_byte(out, RECORD_END); }

static uint64_t zigzag(int64_t value) { return (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0); }

static int64_t unzigzag(uint64_t value) { return (int64_t)(value >> 1 ^ (value & 1 ? UINT64_MAX : 0)); }

void body_value(struct buffer *out, const struct rec_column *column, const struct rec_value *value)
{
    buffer_byte(out, column->id);
    if (value->type == REC_INT) {
        buffer_byte(out, VALUE_INT);
        buffer_varint(out, zigzag(value->i));
    } else if (value->type == REC_TEXT || value->type == REC_BLOB) {
        buffer_byte(out, value->type == REC_TEXT ? VALUE_TEXT : VALUE_BLOB);
        buffer_varint(out, value->len);
        buffer_add(out, value->data, value->len);
    } else {
        buffer_byte(out, VALUE_NULL);
    }
}

int body_next_record(struct reader *in, struct body_record *record)
{
    if (in->at == in->end && !in->bad)
        return 0;
    const struct rec_table *table = table_by_id(read_byte(in));
    const uint64_t row = read_varint(in);
    const int letter = read_byte(in);
    const int upper = letter & ~CASE_BIT;
    if (in->bad || table == NULL || row > INT64_MAX || (upper != 'I' && upper != 'U'))
        return -1;
    *record = (struct body_record){table, (int64_t)row, upper == 'I', letter == upper};
    return 1;
}

void part_rows_note(struct part_rows *rows, const struct body_record *record)
{
    if (!record->has_personal || rows->count == PARTS_MAX)
        return;
    for (size_t k = 0; k < rows->count; k++)
        if (rows->row[k].table == record->table && rows->row[k].id == record->row)
            return;
    rows->row[rows->count].table = record->table;
    rows->row[rows->count++].id = record->row;
}

static int column_by_id(const struct rec_table *table, uint8_t id)
{
    if (id >= 1 && id <= table->columns && table->column[id - 1].id == id)
        return id - 1;
    for (int k = 0; k < table->columns; k++)
        if (table->column[k].id == id)
            return k;
    return -1;
}

static int read_value(struct reader *in, struct rec_value *value)
{
    const uint8_t tag = read_byte(in);
    if (tag == VALUE_INT) {
        *value = rec_int(unzigzag(read_varint(in)));
    } else if (tag == VALUE_TEXT || tag == VALUE_BLOB) {
        const uint64_t len = read_varint(in);
        if (len > (uint64_t)(in->end - in->at))
            return -1;
        *value = (struct rec_value){.type = tag == VALUE_TEXT ? REC_TEXT : REC_BLOB, .len = (size_t)len};
        value->data = read_bytes(in, (size_t)len);
    } else {
        *value = rec_null();
    }
    return in->bad || tag > VALUE_BLOB ? -1 : 0;
}

int body_next_value(struct reader *in, const struct rec_table *table, int *column, struct rec_value *value)
{
    const uint8_t id = read_byte(in);
    if (in->bad)
        return -1;
    if (id == RECORD_END)
        return 0;
    *column = column_by_id(table, id);
    if (*column < 0 || read_value(in, value) != 0)
        return -1;
    return value->type == 0 || value->type == table->column[*column].type ? 1 : -1;
}
