/* journal_read.c: the questions about the journal that others ask: its head, a root's last entry, what a column was. */
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/values/hash.h"
#include "engine/schema/table.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/record/journal_body.h"
#include "store/record/journal_rows.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int journal_unreadable(naast_store *store, int64_t seq)
{
    char number[24];
    snprintf(number, sizeof number, "%" PRId64, seq);
    return FAIL(&store->env, MSG_JOURNAL_UNREADABLE, number);
}

int journal_head_read(naast_store *store, struct journal_head *out)
{
    struct query query;
    struct journal_head head = {0};
    char hex[HASH_HEX];
    size_t len = 0, uuid_len = 0;
    int status = query_open(&query, store, "SELECT seq, hash, uuid FROM naast_head WHERE id = 1", "");
    if (status == 0)
        status = query_next(&query);
    if (status >= 0) {
        const void *hash = status == 1 ? query_blob(&query, 1, &len) : NULL;
        const void *uuid = status == 1 ? query_blob(&query, 2, &uuid_len) : NULL;
        head.seq = status == 1 ? query_int(&query, 0) : 0;
        status = len == HASH_BYTES ? 0 : journal_unreadable(store, head.seq);
        if (status == 0)
            memcpy(head.hash, hash, HASH_BYTES);
        if (uuid_len == sizeof head.uuid)
            memcpy(head.uuid, uuid, sizeof head.uuid);
    }
    query_close(&query);
    if (status != 0)
        return status;
    hash_hex(head.hash, hex);
    snprintf(head.text, sizeof head.text, "%" PRId64 ":%s", head.seq, hex);
    *out = head;
    return 0;
}

const void *query_blob_of(struct query *query, int column, size_t wanted)
{
    size_t len = 0;
    const void *data = query_blob(query, column, &len);
    return len == wanted ? data : NULL;
}

int journal_core_read(struct query *query, struct journal_core *core)
{
    const uint8_t *commitment = query_blob_of(query, 10, HASH_BYTES);
    const int64_t most[] = {UINT8_MAX, UINT8_MAX, UINT8_MAX, UINT8_MAX, UINT32_MAX, UINT32_MAX};
    int64_t small[6];
    for (int k = 0; k < 6; k++) {
        small[k] = query_int(query, k + 1);
        if (small[k] < 0 || small[k] > most[k])
            return 0;
    }
    *core = (struct journal_core){.version = (uint8_t)small[0],
                                  .op = (uint8_t)small[1],
                                  .root_kind = (uint8_t)small[2],
                                  .flags = (uint8_t)small[3],
                                  .actor = (uint32_t)small[4],
                                  .pipeline = (uint32_t)small[5],
                                  .seq = query_int(query, ENTRY_SEQ),
                                  .first = query_int(query, 7),
                                  .at = query_int(query, 8),
                                  .root_id = query_int(query, 9)};
    if (commitment != NULL)
        memcpy(core->commitment, commitment, HASH_BYTES);
    return commitment != NULL;
}

int journal_uuid_read(naast_store *store, uint8_t uuid[16])
{
    struct query query;
    int status = query_open(&query, store, "SELECT uuid FROM naast_head WHERE id = 1", "");
    if (status == 0)
        status = query_next(&query);
    if (status >= 0) {
        const void *found = status == 1 ? query_blob_of(&query, 0, 16) : NULL;
        status = found != NULL ? 0 : journal_unreadable(store, 0);
        if (found != NULL)
            memcpy(uuid, found, 16);
    }
    query_close(&query);
    return status;
}

int journal_root_rev(naast_store *store, naast_root kind, int64_t id, int64_t *out)
{
    int64_t rev = 0;
    int status = sql_int(store, &rev,
                         "SELECT seq FROM naast_journal WHERE root_kind = ?1 AND root_id = ?2 "
                         "ORDER BY root_kind DESC, root_id DESC, seq DESC LIMIT 1",
                         "ii", (int64_t)kind, id);
    if (status == 0)
        *out = rev;
    return status;
}

enum { HEAD_HEX_LEAST = 8 };

size_t journal_head_parse(const char *text, int64_t *seq, char hex[HASH_HEX])
{
    size_t len = 0;
    int64_t number = 0;
    for (; isdigit((unsigned char)*text) && number <= INT64_MAX / 10 - 1; text++)
        number = number * 10 + (*text - '0');
    if (number == 0 || *text++ != ':')
        return 0;
    for (; len < HASH_HEX - 1 && isxdigit((unsigned char)text[len]); len++)
        hex[len] = (char)tolower((unsigned char)text[len]);
    hex[len] = '\0';
    *seq = number;
    return text[len] == '\0' && len >= HEAD_HEX_LEAST ? len : 0;
}

int journal_entry_hash(naast_store *store, int64_t seq, uint8_t out[HASH_BYTES])
{
    struct query query;
    size_t len = 0;
    int found = 0;
    int status = query_open(&query, store, "SELECT h FROM naast_journal WHERE seq = ?1", "i", seq);
    if (status == 0)
        status = query_next(&query);
    if (status == 1) {
        const void *hash = query_blob(&query, 0, &len);
        found = len == HASH_BYTES;
        if (found)
            memcpy(out, hash, HASH_BYTES);
    }
    query_close(&query);
    return status < 0 ? status : found;
}

int journal_head_known(naast_store *store, int64_t seq, const char *hex)
{
    uint8_t hash[HASH_BYTES];
    char there[HASH_HEX] = "";
    const int found = journal_entry_hash(store, seq, hash);
    if (found < 0)
        return found;
    if (found)
        hash_hex(hash, there);
    return strncmp(there, hex, strlen(hex)) == 0;
}

int journal_head_check(naast_store *store, const char *text, int64_t *seq)
{
    char hex[HASH_HEX];
    int64_t number = 0;
    if (journal_head_parse(text != NULL ? text : "", &number, hex) == 0)
        return FAIL(&store->env, MSG_HEAD_FORM, text != NULL ? text : "");
    const int known = journal_head_known(store, number, hex);
    if (known < 0)
        return known;
    if (!known)
        return FAIL(&store->env, MSG_HEAD_UNKNOWN, text);
    *seq = number;
    return 0;
}

/* The last value that a part gives the column: 1, or 0 when it gives none, or -1 when it cannot be read. */
static int column_in_part(const void *bytes, size_t len, const struct rec_table *table, int64_t id, uint8_t column_id,
                          int64_t *out)
{
    struct reader in = {bytes, (const uint8_t *)bytes + len, 0};
    struct body_record record;
    struct rec_value value;
    int found = 0, next, column = 0, more;
    while ((next = body_next_record(&in, &record)) == 1) {
        const int wanted = record.table == table && record.row == id;
        while ((more = body_next_value(&in, record.table, &column, &value)) == 1) {
            if (!wanted || table->column[column].id != column_id)
                continue;
            *out = value.i;
            found = 1;
        }
        if (more < 0)
            return -1;
    }
    return next < 0 ? -1 : found;
}

int journal_column_at(naast_store *store, const struct rec_table *table, int64_t id, uint8_t column_id, int64_t seq,
                      int64_t *out)
{
    const struct root root = row_root(table, id, NULL);
    struct query query;
    int64_t value = 0;
    int found = 0;
    size_t len = 0;
    int status =
        query_open(&query, store,
                   "SELECT j.seq, b.bytes FROM naast_journal j LEFT JOIN naast_body b ON b.id = j.seq" SQL_FIRST_PART
                   "WHERE j.root_kind = ?1 AND j.root_id = ?2 AND j.seq <= ?3 "
                   "ORDER BY j.root_kind DESC, j.root_id DESC, j.seq DESC",
                   "iii", (int64_t)root.kind, root.id, seq);
    while (status == 0 && found == 0 && (status = query_next(&query)) == 1) {
        const void *bytes = query_blob(&query, 1, &len);
        found = bytes != NULL ? column_in_part(bytes, len, table, id, column_id, &value) : -1;
        status = found < 0 ? journal_unreadable(store, query_int(&query, 0)) : 0;
    }
    query_close(&query);
    if (status == 0)
        *out = found ? value : 0;
    return status;
}
