/*
 * forgery_kinds.h: the ways to tamper with a store. Each does one at random on the outsider's connection, says in
 * world->what what it did, and returns whether it did anything.
 */
#ifndef FORGERY_KINDS_H
#define FORGERY_KINDS_H

#include "forgery_chain.h"

#define SAY(world, ...) snprintf((world)->what, sizeof(world)->what, __VA_ARGS__)

/* ---- rows and values ---- */

static inline const char *some_state_table(struct world *world)
{
    return told_table((int)below(world, state_tables()));
}

static inline int64_t some_row(struct world *world, const char *table)
{
    char sql[120];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM naast_%s", table);
    const int64_t count = number(world, sql);
    if (count <= 0)
        return 0;
    snprintf(sql, sizeof sql, "SELECT rowid FROM naast_%s ORDER BY rowid LIMIT 1 OFFSET %lld", table,
             (long long)below(world, count));
    return number(world, sql);
}

/* The name of a column but the first; NULL where there is no other. */
static inline const char *some_column(struct world *world, const char *table, char out[64])
{
    char sql[120];
    snprintf(sql, sizeof sql, "SELECT * FROM naast_%s", table);
    sqlite3_stmt *stmt = prepare(world, sql);
    const int count = sqlite3_column_count(stmt);
    snprintf(out, 64, "%s", sqlite3_column_name(stmt, 1 + (int)below(world, count - 1)));
    sqlite3_finalize(stmt);
    return out;
}

static inline void bind_other_text(struct world *world, sqlite3_stmt *to, const char *text, size_t len)
{
    char other[4096] = "";
    len = len < sizeof other - 2 ? len : sizeof other - 2;
    memcpy(other, text, len);
    switch (below(world, 4)) {
    case 0:
        other[len++] = (char)('a' + below(world, 26));
        break;
    case 1:
        len -= len > 0;
        break;
    case 2:
        other[below(world, (int64_t)len)] ^= (char)(1 << below(world, 5));
        len += len == 0;
        break;
    default:
        len = (size_t)snprintf(other, sizeof other, "forged %lld", (long long)below(world, 1000));
    }
    sqlite3_bind_text(to, 1, other, (int)len, SQLITE_TRANSIENT);
}

static inline void bind_other_blob(struct world *world, sqlite3_stmt *to, const void *blob, size_t len)
{
    unsigned char other[4096] = {0};
    len = len < sizeof other - 1 ? len : sizeof other - 1;
    if (len > 0)
        memcpy(other, blob, len);
    if (below(world, 4) == 0)
        len += below(world, 2) == 0 || len == 0 ? 1 : (size_t)-1;
    else
        other[below(world, (int64_t)len)] ^= (unsigned char)(1 << below(world, 8));
    sqlite3_bind_blob(to, 1, other, (int)len, SQLITE_TRANSIENT);
}

static inline int64_t other_number(struct world *world, int64_t value)
{
    const int64_t others[] = {value + 1,  value - 1,   value ^ (int64_t)1 << below(world, 62),
                              -value - 1, value + 256, below(world, 20)};
    return others[below(world, sizeof others / sizeof others[0])];
}

/* Binds, as ?1, another value than the one in this column. */
static inline void bind_other(struct world *world, sqlite3_stmt *to, sqlite3_stmt *from, int column)
{
    const int type = sqlite3_column_type(from, column);
    const size_t len = (size_t)sqlite3_column_bytes(from, column);
    if (type != SQLITE_NULL && below(world, 6) == 0)
        sqlite3_bind_null(to, 1);
    else if (type == SQLITE_INTEGER)
        sqlite3_bind_int64(to, 1, other_number(world, sqlite3_column_int64(from, column)));
    else if (type == SQLITE_TEXT)
        bind_other_text(world, to, (const char *)sqlite3_column_text(from, column), len);
    else if (type == SQLITE_BLOB)
        bind_other_blob(world, to, sqlite3_column_blob(from, column), len);
    else if (below(world, 2) == 0)
        sqlite3_bind_int64(to, 1, below(world, 5));
    else
        sqlite3_bind_text(to, 1, "forged", -1, SQLITE_STATIC);
}

static inline int edit(struct world *world, const char *table, int64_t row, const char *column)
{
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT %s FROM naast_%s WHERE rowid = %lld", column, table, (long long)row);
    sqlite3_stmt *from = prepare(world, sql);
    snprintf(sql, sizeof sql, "UPDATE naast_%s SET %s = ?1 WHERE rowid = %lld", table, column, (long long)row);
    sqlite3_stmt *to = prepare(world, sql);
    SAY(world, "%s of row %lld of %s", column, (long long)row, table);
    if (sqlite3_step(from) == SQLITE_ROW)
        bind_other(world, to, from, 0);
    sqlite3_finalize(from);
    return finish(world, to);
}

static inline int edit_row(struct world *world)
{
    char column[64];
    const char *table = some_state_table(world);
    return edit(world, table, some_row(world, table), some_column(world, table, column));
}

static inline int delete_row(struct world *world)
{
    const char *table = some_state_table(world);
    const int64_t row = some_row(world, table);
    char sql[120];
    SAY(world, "row %lld of %s", (long long)row, table);
    snprintf(sql, sizeof sql, "DELETE FROM naast_%s WHERE rowid = %lld", table, (long long)row);
    return finish(world, prepare(world, sql));
}

/* The names of all columns but the first, each after a comma. */
static inline void other_columns(struct world *world, const char *table, char *out, size_t size)
{
    char sql[120];
    snprintf(sql, sizeof sql, "SELECT * FROM naast_%s", table);
    sqlite3_stmt *stmt = prepare(world, sql);
    *out = '\0';
    for (int k = 1; k < sqlite3_column_count(stmt); k++)
        snprintf(out + strlen(out), size - strlen(out), ", %s", sqlite3_column_name(stmt, k));
    sqlite3_finalize(stmt);
}

/* A UUID is nobody else's, so a copy gets one of its own. It is the second column, where there is one. */
static inline int copy_row(struct world *world)
{
    const char *table = some_state_table(world);
    const int64_t row = some_row(world, table), to = row + 1 + below(world, 40);
    char columns[800], sql[2000];
    other_columns(world, table, columns, sizeof columns);
    const int has_uuid = strncmp(columns, ", uuid", 6) == 0;
    SAY(world, "row %lld of %s copied to %lld", (long long)row, table, (long long)to);
    snprintf(sql, sizeof sql, "INSERT INTO naast_%s(id%s) SELECT %lld%s%s FROM naast_%s WHERE id = %lld", table,
             columns, (long long)to, has_uuid ? ", x'00112233445566778899aabbccddeeff'" : "",
             columns + (has_uuid ? 6 : 0), table, (long long)row);
    return finish(world, prepare(world, sql));
}

/* Two rows of a table trade places, with all they hold. */
static inline int exchange(struct world *world, const char *table, int64_t one, int64_t other)
{
    char sql[400];
    if (one == other)
        return 0;
    SAY(world, "rows %lld and %lld of %s", (long long)one, (long long)other, table);
    snprintf(sql, sizeof sql,
             "UPDATE naast_%s SET rowid = -7 WHERE rowid = %lld; UPDATE naast_%s SET rowid = %lld WHERE rowid = %lld;"
             "UPDATE naast_%s SET rowid = %lld WHERE rowid = -7",
             table, (long long)one, table, (long long)one, (long long)other, table, (long long)other);
    return run(world, sql);
}

static inline int exchange_rows(struct world *world)
{
    const char *table = some_state_table(world);
    const int64_t one = some_row(world, table);
    return exchange(world, table, one, some_row(world, table));
}

/* An item of one deal is said to be another's, a task of one person another's. */
static inline int move_row(struct world *world)
{
    static const char *const moves[] = {
        "UPDATE naast_evidence SET id = (2 << 20) + 500 + (id & 1048575) WHERE id = %lld:evidence",
        "UPDATE naast_word SET id = (2 << 20) + 500 + (id & 1048575) WHERE id = %lld:word",
        "UPDATE naast_transition SET id = (2 << 20) + 500 + n, deal = 2 WHERE id = %lld:transition",
        "UPDATE naast_task SET deal = 2, person = NULL WHERE id = %lld:task",
        "UPDATE naast_task SET org = 1, deal = NULL, person = NULL WHERE id = %lld:task",
        "UPDATE naast_activity SET deal = 3 - deal WHERE id = %lld:activity",
        "UPDATE naast_person SET org = CASE org WHEN 1 THEN 2 ELSE 1 END WHERE id = %lld:person",
        "UPDATE naast_deal SET org = 2, contact = 2 WHERE id = %lld:deal",
        "UPDATE naast_revision SET id = id + (1 << 20) WHERE id = %lld:revision"};
    char sql[200], format[200];
    snprintf(format, sizeof format, "%s", moves[below(world, sizeof moves / sizeof moves[0])]);
    char *table = strchr(format, ':');
    *table++ = '\0';
    const int64_t row = some_row(world, table);
    const char *place = strstr(format, "%lld");
    snprintf(sql, sizeof sql, "%.*s%lld", (int)(place - format), format, (long long)row);
    SAY(world, "%s", sql);
    return finish(world, prepare(world, sql));
}

static inline int edit_funnel(struct world *world)
{
    static const char *const edits[] = {
        "UPDATE naast_funnel SET deals = deals + 1 WHERE stage = (SELECT max(stage) FROM naast_funnel)",
        "UPDATE naast_funnel SET minor = minor - 100",
        "DELETE FROM naast_funnel WHERE deals > 0",
        "INSERT INTO naast_funnel VALUES (1, 'value', '', 'EUR', 1, 100)",
        "UPDATE naast_funnel SET stage = 'terms' WHERE deals > 0",
        "UPDATE naast_funnel SET currency = 'USD' WHERE currency = 'EUR'",
        "UPDATE naast_funnel SET pipeline = pipeline + 1"};
    const char *sql = edits[below(world, sizeof edits / sizeof edits[0])];
    SAY(world, "%s", sql);
    return finish(world, prepare(world, sql));
}

/* ---- the journal ---- */

static inline int64_t last_entry(struct world *world) { return number(world, "SELECT max(seq) FROM naast_journal"); }
static inline int64_t some_entry(struct world *world) { return 1 + below(world, last_entry(world)); }

static inline int edit_entry(struct world *world)
{
    char column[64];
    return edit(world, "journal", some_entry(world), some_column(world, "journal", column));
}

static inline int delete_entry(struct world *world)
{
    char sql[200];
    const int64_t seq = some_entry(world);
    const int bodies = below(world, 3) > 0;
    SAY(world, "entry %lld, its bodies %s", (long long)seq, bodies ? "too" : "left");
    snprintf(sql, sizeof sql, "DELETE FROM naast_journal WHERE seq = %lld; DELETE FROM naast_body WHERE id >> 8 = %lld",
             (long long)seq, bodies ? (long long)seq : -1);
    return run(world, sql);
}

static inline int exchange_entries(struct world *world)
{
    const int64_t one = some_entry(world), other = some_entry(world);
    if (!exchange(world, "journal", one, other))
        return 0;
    if (below(world, 2) == 0) /* with their bodies, as far as both have them */
        for (int k = 0; k < 4; k++)
            (void)exchange(world, "body", body_key(one, k), body_key(other, k));
    return 1;
}

static inline int insert_entry(struct world *world)
{
    char sql[600];
    const int64_t seq = some_entry(world), from = below(world, 2) == 0 ? seq : last_entry(world) + 1;
    SAY(world, "a copy of entry %lld put in at %lld", (long long)seq, (long long)from);
    snprintf(
        sql, sizeof sql,
        "UPDATE naast_journal SET seq = -seq - 1 WHERE seq >= %lld; UPDATE naast_journal SET seq = -seq WHERE seq < 0;"
        "INSERT INTO naast_journal SELECT %lld, version, op, root_kind, flags, root_id, at + 1, actor, first, "
        "pipeline, commitment, h FROM naast_journal WHERE seq = %lld;"
        "UPDATE naast_head SET seq = (SELECT max(seq) FROM naast_journal)",
        (long long)from, (long long)from, (long long)(from <= seq ? seq + 1 : seq));
    return run(world, sql);
}

/* The last entries go, with or without their bodies, and the head comes after. The rows stay. */
static inline int cut_tail(struct world *world)
{
    char sql[400];
    const int64_t left = below(world, last_entry(world));
    const int64_t way = below(world, 4);
    SAY(world, "all after entry %lld%s", (long long)left,
        way == 0   ? ", not the bodies"
        : way == 1 ? ", not the head"
                   : "");
    snprintf(sql, sizeof sql,
             "DELETE FROM naast_journal WHERE seq > %lld; DELETE FROM naast_body WHERE id >> 8 > %lld;%s",
             (long long)left, way == 0 ? INT64_MAX : (long long)left,
             way == 1 ? ""
                      : "UPDATE naast_head SET seq = coalesce((SELECT max(seq) FROM naast_journal), 0), "
                        "hash = coalesce((SELECT h FROM naast_journal ORDER BY seq DESC LIMIT 1), hash)");
    return run(world, sql);
}

static inline int edit_body(struct world *world)
{
    static const char *const columns[] = {"bytes", "bytes", "salt", "gone", "id"};
    return edit(world, "body", some_row(world, "body"), columns[below(world, 5)]);
}

static inline int delete_body(struct world *world)
{
    char sql[120];
    const int64_t id = some_row(world, "body");
    SAY(world, "part %lld of entry %lld", (long long)(id & 255), (long long)(id >> 8));
    snprintf(sql, sizeof sql, "DELETE FROM naast_body WHERE id = %lld", (long long)id);
    return finish(world, prepare(world, sql));
}

static inline int exchange_bodies(struct world *world)
{
    const int64_t one = some_row(world, "body");
    return exchange(world, "body", one, some_row(world, "body"));
}

static inline int replace_body(struct world *world)
{
    char sql[400];
    const int64_t one = some_row(world, "body"), other = some_row(world, "body");
    SAY(world, "body %lld by %lld", (long long)one, (long long)other);
    snprintf(sql, sizeof sql,
             "UPDATE naast_body SET salt = b.salt, bytes = b.bytes, gone = b.gone FROM naast_body b "
             "WHERE b.id = %lld AND naast_body.id = %lld",
             (long long)other, (long long)one);
    return finish(world, prepare(world, sql));
}

static inline int insert_body(struct world *world)
{
    char sql[200];
    const int64_t seq = below(world, last_entry(world) + 3), part = below(world, 256);
    SAY(world, "a part %lld of entry %lld", (long long)part, (long long)seq);
    snprintf(sql, sizeof sql, "INSERT INTO naast_body(id, salt, bytes) VALUES (%lld, zeroblob(16), x'')",
             (long long)(seq << 8 | part));
    return finish(world, prepare(world, sql));
}

/* As erasing would, with the right hash left behind, but no entry says so; the row's words too, or not. */
static inline int erase_silently(struct world *world)
{
    uint8_t hash[HASH_BYTES];
    const int64_t id = some_row(world, "body");
    sqlite3_stmt *stmt = prepare(world, "SELECT salt, bytes FROM naast_body WHERE id = ?1"),
                 *write = prepare(world, "UPDATE naast_body SET gone = ?1, salt = NULL, bytes = NULL WHERE id = ?2");
    sqlite3_bind_int64(stmt, 1, id);
    if (sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_bytes(stmt, 0) == SALT_BYTES)
        part_hash(sqlite3_column_blob(stmt, 0), sqlite3_column_blob(stmt, 1), (size_t)sqlite3_column_bytes(stmt, 1),
                  hash);
    sqlite3_finalize(stmt);
    sqlite3_bind_blob(write, 1, hash, HASH_BYTES, SQLITE_STATIC);
    sqlite3_bind_int64(write, 2, id);
    SAY(world, "body %lld", (long long)id);
    if (below(world, 2) == 0)
        (void)run(world, "UPDATE naast_evidence SET text = NULL; UPDATE naast_person SET name = NULL, folded = NULL");
    return finish(world, write);
}

static inline int edit_head(struct world *world)
{
    static const char *const columns[] = {"seq", "hash", "uuid"};
    if (below(world, 6) > 0)
        return edit(world, "head", 1, columns[below(world, 3)]);
    SAY(world, "the head is gone");
    return run(world, "DELETE FROM naast_head");
}

/* ---- histories that agree with themselves ---- */

static inline int change_core(struct world *world)
{
    static const char *const changes[] = {"at = at - 86400000000", "actor = actor + 1", "op = op % 20 + 1",
                                          "pipeline = pipeline + 1", "at = at + 1"};
    char sql[120];
    snprintf(sql, sizeof sql, "UPDATE naast_journal SET %s WHERE seq = %lld", changes[below(world, 5)],
             (long long)some_entry(world));
    SAY(world, "%s, and every hash", sql);
    return finish(world, prepare(world, sql));
}

/* Words changed where they were written down and where they stand, so that nothing in the store contradicts; in their
 * order, which is all the same to the full text. */
static inline int change_words(struct world *world)
{
    static const char *const words[][2] = {{"Nobody can", "can Nobody"},
                                           {"fixed, three parts", "three, fixed parts"},
                                           {"a test server", "test a server"},
                                           {"you need an app", "need you an app"},
                                           {"much better", "better much"}};
    const int64_t k = below(world, 5);
    char sql[900];
    SAY(world, "\"%s\" became \"%s\" everywhere, and every hash", words[k][0], words[k][1]);
    snprintf(sql, sizeof sql,
             "UPDATE naast_body SET bytes = CAST(replace(bytes, '%s', '%s') AS BLOB) WHERE instr(bytes, CAST('%s' AS "
             "BLOB)) > 0;"
             "UPDATE naast_evidence SET text = replace(text, '%s', '%s'); "
             "UPDATE naast_transition SET because = replace(because, '%s', '%s')",
             words[k][0], words[k][1], words[k][0], words[k][0], words[k][1], words[k][0], words[k][1]);
    return run(world, sql) && is_changed(world);
}

static inline int write_anew(struct world *world)
{
    if (below(world, 2) == 0 ? !change_core(world) : !change_words(world))
        return 0;
    chain_anew(world);
    return 1;
}

static inline int write_anew_as_another(struct world *world)
{
    if (below(world, 3) > 0)
        (void)change_words(world);
    if (!run(world, "UPDATE naast_head SET uuid = CAST(x'0198' || substr(uuid, 3) AS BLOB)"))
        return 0;
    chain_anew(world);
    strncat(world->what, ", under another uuid", sizeof world->what - strlen(world->what) - 1);
    return 1;
}

static inline int put_back_older(struct world *world)
{
    go_out(world);
    put_down(world->path, &world->older);
    come_in(world);
    SAY(world, "an older copy");
    return 1;
}

/* An older copy in which somebody works on, with naast itself. */
static inline int work_on_older(struct world *world)
{
    const int64_t times = 1 + below(world, 60);
    go_out(world);
    put_down(world->path, &world->older);
    naast_store *store = world_handle(world, NULL);
    must(store, naast_store_open(store, world->path, NULL), "the older store");
    must(store, naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)),
         "an operation");
    for (int64_t k = 0; k < times; k++) {
        naast_org_spec org = NAAST_ORG_SPEC_INIT;
        naast_id id;
        org.name = "Forged";
        must(store, naast_org_add(store, &org, &id), "an organisation");
    }
    must(store, naast_operation_end(store, NAAST_OK), "an operation");
    naast_store_free(store);
    come_in(world);
    SAY(world, "an older copy, with %lld entries of its own", (long long)times);
    return 1;
}

/* ---- the schema ---- */

/* The name of a trigger, and its text. */
static inline int some_trigger(struct world *world, char name[100], char sql[2000])
{
    char query[160];
    snprintf(query, sizeof query,
             "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name LIMIT 1 OFFSET %lld",
             (long long)below(world, number(world, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")));
    sqlite3_stmt *stmt = prepare(world, query);
    const int there = sqlite3_step(stmt) == SQLITE_ROW;
    if (there) {
        snprintf(name, 100, "%s", (const char *)sqlite3_column_text(stmt, 0));
        snprintf(sql, 2000, "%s", (const char *)sqlite3_column_text(stmt, 1));
    }
    sqlite3_finalize(stmt);
    return there;
}

static inline int drop_trigger(struct world *world)
{
    char name[100], text[2000], sql[200];
    if (!some_trigger(world, name, text))
        return 0;
    SAY(world, "%s", name);
    snprintf(sql, sizeof sql, "DROP TRIGGER %s", name);
    return run(world, sql);
}

/* Under its name, and it lets everything pass. */
static inline int soften_trigger(struct world *world)
{
    char name[100], text[2000], sql[2600];
    if (!some_trigger(world, name, text))
        return 0;
    char *raise = strstr(text, "RAISE(ABORT");
    if (raise == NULL)
        return 0;
    memcpy(raise, "RAISE(IGNORE", 12);
    const char *end = strchr(raise, ')');
    snprintf(sql, sizeof sql, "DROP TRIGGER %s; %.*sRAISE(IGNORE%s", name, (int)(raise - text), text, end);
    SAY(world, "%s", name);
    return run(world, sql);
}

static inline int add_trigger(struct world *world)
{
    static const char *const triggers[] = {
        "CREATE TRIGGER naast_deal_helps AFTER UPDATE ON naast_deal BEGIN UPDATE naast_evidence SET state = 'met'; END",
        "CREATE TRIGGER helpful AFTER INSERT ON naast_word BEGIN UPDATE naast_word SET seen = 1000; END",
        "CREATE TRIGGER quiet BEFORE INSERT ON naast_journal WHEN NEW.op = 17 BEGIN SELECT RAISE(IGNORE); END"};
    const char *sql = triggers[below(world, 3)];
    SAY(world, "%s", sql);
    return run(world, sql);
}

/* For a moment the schema says something else: then rows are not in an index, or a number is kept as a text. */
static inline int with_schema(struct world *world, const char *where, const char *other, const char *sql)
{
    char change[1200], back[400];
    snprintf(change, sizeof change,
             "PRAGMA writable_schema = ON; CREATE TEMP TABLE kept AS SELECT rowid AS r, sql AS s FROM sqlite_master "
             "WHERE %s;"
             "UPDATE sqlite_master SET sql = %s WHERE %s; PRAGMA writable_schema = RESET",
             where, other, where);
    snprintf(back, sizeof back,
             "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = (SELECT s FROM kept) WHERE rowid = "
             "(SELECT r FROM kept); PRAGMA writable_schema = RESET");
    return run(world, change) && run(world, sql) && run(world, back);
}

/* Of an index of ours that holds every row. */
static inline int some_index(struct world *world, char name[100])
{
    static const char where[] = "FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%' AND sql NOT LIKE "
                                "'% WHERE %' AND tbl_name IN ('naast_journal', 'naast_deal', 'naast_evidence')";
    char sql[300];
    snprintf(sql, sizeof sql, "SELECT count(*) %s", where);
    const int64_t count = number(world, sql);
    snprintf(sql, sizeof sql, "SELECT name %s ORDER BY name LIMIT 1 OFFSET %lld", where,
             (long long)below(world, count));
    sqlite3_stmt *stmt = prepare(world, sql);
    const int there = sqlite3_step(stmt) == SQLITE_ROW;
    if (there)
        snprintf(name, 100, "%s", (const char *)sqlite3_column_text(stmt, 0));
    sqlite3_finalize(stmt);
    return there;
}

static inline int hide_from_index(struct world *world)
{
    char name[100], where[130], sql[130];
    if (!some_index(world, name))
        return 0;
    SAY(world, "rows are not in %s", name);
    snprintf(where, sizeof where, "name = '%s'", name);
    snprintf(sql, sizeof sql, "REINDEX %s", name);
    return with_schema(world, where, "sql || ' WHERE rowid < 0'", sql);
}

static inline int another_type(struct world *world)
{
    static const char *const changes[][2] = {
        {"naast_deal", "UPDATE naast_deal SET amount = CAST(amount AS TEXT) || '' WHERE amount IS NOT NULL"},
        {"naast_evidence", "UPDATE naast_evidence SET crev = CAST(crev AS TEXT)"},
        {"naast_evidence", "UPDATE naast_evidence SET text = CAST(text AS BLOB) WHERE text IS NOT NULL"},
        {"naast_journal", "UPDATE naast_journal SET at = CAST(at AS TEXT)"},
        {"naast_word", "UPDATE naast_word SET seen = CAST(seen AS TEXT) || ' or more'"}};
    const int64_t k = below(world, 5);
    char where[100];
    SAY(world, "%s", changes[k][1]);
    snprintf(where, sizeof where, "name = '%s'", changes[k][0]);
    return with_schema(
        world, where,
        "replace(replace(replace(replace(replace(sql, ' STRICT', ''), ' INTEGER PRIMARY', ' IPK'), ' INTEGER', "
        "''), ' TEXT', ''), ' IPK', ' INTEGER PRIMARY')",
        changes[k][1]);
}

/* What is found by its words. */
static inline int edit_search(struct world *world)
{
    static const char *const edits[] = {"INSERT INTO naast_text(rowid, words) VALUES (5, 'forged words')",
                                        "INSERT INTO naast_text(naast_text) VALUES ('delete-all')",
                                        "INSERT INTO naast_text(rowid, words) VALUES (77 << 23, 'nobody')",
                                        "DELETE FROM naast_text_data WHERE id > 10",
                                        "UPDATE naast_text_data SET block = zeroblob(length(block)) WHERE id > 10"};
    const char *sql = edits[below(world, sizeof edits / sizeof edits[0])];
    SAY(world, "%s", sql);
    return run(world, sql);
}

static inline int change_version(struct world *world)
{
    SAY(world, "naast_meta");
    return run(world, below(world, 2) == 0 ? "UPDATE naast_meta SET value = 77 WHERE key = 'schema'"
                                           : "DELETE FROM naast_meta WHERE key = 'schema'");
}

/* ---- all of them ---- */

struct kind {
    const char *name;
    int (*run)(struct world *world);
    int beside; /* what it changes does not stand in the rows */
};

static const struct kind kinds[] = {
    {"a value in a row", edit_row, 0},
    {"a row deleted", delete_row, 0},
    {"a row copied", copy_row, 0},
    {"two rows exchanged", exchange_rows, 0},
    {"a row under another root", move_row, 0},
    {"the funnel", edit_funnel, 0},
    {"a value in an entry", edit_entry, 0},
    {"an entry deleted", delete_entry, 0},
    {"two entries exchanged", exchange_entries, 0},
    {"an entry put in", insert_entry, 0},
    {"the tail cut off", cut_tail, 0},
    {"a value in a body", edit_body, 0},
    {"a body deleted", delete_body, 0},
    {"two bodies exchanged", exchange_bodies, 0},
    {"a body replaced by another's", replace_body, 0},
    {"a body put in", insert_body, 0},
    {"a body erased silently", erase_silently, 0},
    {"the head", edit_head, 0},
    {"the history written anew", write_anew, 0},
    {"and under another uuid", write_anew_as_another, 0},
    {"an older copy put back", put_back_older, 0},
    {"an older copy worked on", work_on_older, 0},
    {"a trigger dropped", drop_trigger, 0},
    {"a trigger softened", soften_trigger, 0},
    {"a trigger added", add_trigger, 0},
    {"rows hidden from an index", hide_from_index, 1},
    {"values of another type", another_type, 0},
    {"the full text", edit_search, 1},
    {"the schema's version", change_version, 0},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* What changes nothing that the store says. */
static const char *const neutral[] = {
    "SELECT 1",
    "VACUUM",
    "ANALYZE",
    "REINDEX",
    "PRAGMA page_size = 8192; PRAGMA journal_mode = DELETE; VACUUM",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA auto_vacuum = FULL; VACUUM",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "UPDATE naast_deal SET title = title, amount = amount",
    "UPDATE naast_journal SET at = at",
    "CREATE TABLE theirs(a); INSERT INTO theirs VALUES (1)",
    ("UPDATE naast_org SET note = 'x'; UPDATE naast_org SET note = NULL WHERE id = 1; "
     "UPDATE naast_org SET note = name WHERE id > 1")};
enum { NEUTRAL = sizeof neutral / sizeof neutral[0] };

#endif
