/*
 * schema_check.c: whether the tables of a file are those that naast made. A view in a table's place, a trigger or an
 * index on one of ours, may do anything to whoever reads or writes through it, so it is looked at before that.
 */
#include "engine/sqlite/schema_check.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/values/hash.h"
#include "engine/engine.h"
#include "engine/sqlite/ddl.h"
#include "engine/sqlite/sqlite.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define NAMED_OURS(column) "lower(substr(" column ", 1, 6)) = 'naast_'"
/* Of these rows go: a key of another's table that follows them makes what goes run statements of theirs. */
#define FOLLOWS_OURS                                                                                                   \
    "CAST(type AS TEXT) = 'table' AND (instr(lower(sql), 'naast_text') OR instr(lower(sql), 'naast_gone_move') "       \
    "OR instr(lower(sql), 'naast_meta'))"
#define STANDS_ON_OURS "(" NAMED_OURS("name") " OR " NAMED_OURS("tbl_name") " OR (" FOLLOWS_OURS "))"

enum { O_TYPE, O_NAME, O_TABLE, O_SQL, O_TEXTS };

/* ---- quickly: to the letter ---- */

/* SHA-256 of 20 kB would take as long as a tenth of a short command does where the processor has no help for it, so the
 * text itself is compared, which is exact besides. */
struct object {
    const char *text[O_TEXTS];
    unsigned short len[O_TEXTS];
};
#define LENGTH(literal) (sizeof(literal) - 1)
#define OBJECT(type, name, table, sql)                                                                                 \
    {{type, name, table, sql}, {LENGTH(type), LENGTH(name), LENGTH(table), LENGTH(sql)}},
static const struct object objects[] = {
#include "engine/sqlite/schema_objects.def"
};
enum { OBJECTS = sizeof objects / sizeof objects[0] };

static const char all_rows[] = "SELECT type, name, tbl_name, sql FROM main.sqlite_schema";

/* One row, as bytes: a text with an end inside is another text. */
struct row {
    const char *text[O_TEXTS];
    size_t len[O_TEXTS];
};

static struct row read_row(struct engine_stmt *stmt)
{
    struct row row;
    for (int k = 0; k < O_TEXTS; k++) {
        row.text[k] = stmt->engine->ops->column_blob(stmt, k, &row.len[k]);
        if (row.text[k] == NULL)
            row.text[k] = "";
    }
    return row;
}

static int is_same(const struct row *row, const struct object *object)
{
    for (int k = 0; k < O_TEXTS; k++)
        if (row->len[k] != object->len[k] || memcmp(row->text[k], object->text[k], row->len[k]) != 0)
            return 0;
    return 1;
}

static int mentions(const struct row *row, const char *name)
{
    const size_t len = strlen(name);
    for (size_t at = 0; at + len <= row->len[O_SQL]; at++)
        if (strncasecmp(row->text[O_SQL] + at, name, len) == 0)
            return 1;
    return 0;
}

static int is_named_ours(const struct row *row, int column)
{
    return row->len[column] >= 6 && strncasecmp(row->text[column], "naast_", 6) == 0;
}

static int stands_on_ours(const struct row *row)
{
    if (is_named_ours(row, O_NAME) || is_named_ours(row, O_TABLE))
        return 1;
    return row->len[O_TYPE] == 5 && memcmp(row->text[O_TYPE], "table", 5) == 0 &&
           (mentions(row, "naast_text") || mentions(row, "naast_gone_move") || mentions(row, "naast_meta"));
}

/* SQLite reads the type without regard to case and the text up to its first NUL; whoever writes such a row means to be
 * read one way here and another way there. */
static int is_odd(const struct row *row)
{
    static const char *const types[] = {"table", "index", "view", "trigger"};
    int known = 0;
    for (size_t k = 0; k < sizeof types / sizeof types[0]; k++)
        known |= row->len[O_TYPE] == strlen(types[k]) && memcmp(row->text[O_TYPE], types[k], row->len[O_TYPE]) == 0;
    for (int k = 0; known && k < O_TEXTS; k++)
        known = memchr(row->text[k], '\0', row->len[k]) == NULL;
    return !known;
}

/* Each in its turn, mostly: the search begins behind the one that was found last. */
static int find_same(const struct row *row, size_t *next, unsigned char met[OBJECTS])
{
    for (size_t k = 0; k < OBJECTS; k++) {
        const size_t at = (*next + k) % OBJECTS;
        if (met[at] || !is_same(row, &objects[at]))
            continue;
        met[at] = 1;
        *next = at + 1;
        return 1;
    }
    return 0;
}

static int is_as_made(struct engine *engine, int *same)
{
    struct engine_stmt *stmt = NULL;
    unsigned char met[OBJECTS] = {0};
    size_t next = 0, count = 0;
    int status = engine->ops->prepare(engine, all_rows, &stmt);
    *same = 1;
    while (status == 0 && *same && (status = engine->ops->step(stmt)) == ENGINE_ROW) {
        const struct row row = read_row(stmt);
        const int found = find_same(&row, &next, met);
        *same = found || (!stands_on_ours(&row) && !is_odd(&row));
        count += (size_t)found;
        status = 0;
    }
    if (stmt != NULL)
        engine->ops->finalize(stmt);
    *same = *same && count == OBJECTS;
    return status;
}

/* ---- wholly: against an empty store made now ---- */

static const char all_objects[] = "SELECT type, name, tbl_name, sql FROM main.sqlite_schema "
                                  "WHERE (?1 OR type <> 'trigger') AND " STANDS_ON_OURS " ORDER BY name";
static const char same_object[] = "SELECT count(*) FROM main.sqlite_schema WHERE type = ?1 AND name = ?2 "
                                  "AND tbl_name = ?3 AND coalesce(sql, '') = ?4";

/* Whether `there` has the object of the present row of `stmt`, to the letter. */
static int has_object(struct engine_stmt *stmt, struct engine_stmt *there, int *found)
{
    const struct engine_ops *ops = there->engine->ops, *from = stmt->engine->ops;
    int status = 0;
    for (int k = O_TYPE; status == 0 && k <= O_SQL; k++) {
        const char *text = from->column_text(stmt, k);
        status = text != NULL ? ops->bind_text(there, k + 1, text) : NAAST_NO_MEMORY;
    }
    if (status == 0)
        status = ops->step(there);
    if (status == ENGINE_ROW)
        *found = ops->column_int(there, 0) == 1;
    ops->reset(there);
    return status < 0 ? status : 0;
}

/* The first object of `from` that `in` does not have; name stays as it is when it has them all. */
static int find_object(struct engine *from, struct engine *in, int triggers, char *name, size_t size)
{
    struct engine_stmt *stmt = NULL, *there = NULL;
    int more = 0, found = 1;
    int status = from->ops->prepare(from, all_objects, &stmt);
    if (status == 0)
        status = from->ops->bind_int(stmt, 1, triggers);
    if (status == 0)
        status = in->ops->prepare(in, same_object, &there);
    while (status == 0 && found && (more = from->ops->step(stmt)) == ENGINE_ROW) {
        status = has_object(stmt, there, &found);
        const char *text = from->ops->column_text(stmt, O_NAME);
        if (!found && text != NULL)
            snprintf(name, size, "%s", *text != '\0' ? text : "\"\"");
    }
    if (stmt != NULL)
        from->ops->finalize(stmt);
    if (there != NULL)
        in->ops->finalize(there);
    return status == 0 && more < 0 ? more : status;
}

static int compare_objects(struct engine *engine, int triggers, char *name, size_t size)
{
    struct engine *model = NULL;
    int status = sqlite_memory(engine->env, engine->ops, &model);
    if (status != 0)
        return status;
    status = ddl_create_all(model);
    if (status == 0)
        status = find_object(model, engine, triggers, name, size);
    if (status == 0 && *name == '\0')
        status = find_object(engine, model, triggers, name, size);
    model->ops->close(model);
    return status;
}

/* The first row that is odd; name stays as it is where there is none. */
static int find_odd(struct engine *engine, char *name, size_t size)
{
    struct engine_stmt *stmt = NULL;
    int status = engine->ops->prepare(engine, all_rows, &stmt);
    while (status == 0 && *name == '\0' && (status = engine->ops->step(stmt)) == ENGINE_ROW) {
        const struct row row = read_row(stmt);
        if (is_odd(&row))
            snprintf(name, size, "%.*s", (int)row.len[O_NAME], row.text[O_NAME]);
        if (is_odd(&row) && *name == '\0')
            snprintf(name, size, "\"\"");
        status = 0;
    }
    if (stmt != NULL)
        engine->ops->finalize(stmt);
    return status;
}

/* Triggers have findings of their own, by their text; where there are none, a trigger whose row differs all the same
 * (in its name, or the table that it names) is an object like the others. */
int schema_compare(struct engine *engine, struct schema_differences *out)
{
    *out = (struct schema_differences){.object = ""};
    int status = find_odd(engine, out->object, sizeof out->object);
    if (status == 0)
        status = engine->ops->find_missing_trigger(engine, out->trigger_missing, sizeof out->trigger_missing);
    if (status == 0)
        status = engine->ops->find_unknown_trigger(engine, out->trigger_unknown, sizeof out->trigger_unknown);
    if (strcmp(out->trigger_unknown, out->trigger_missing) == 0) /* one that was replaced */
        out->trigger_unknown[0] = '\0';
    const int triggers = *out->trigger_missing == '\0' && *out->trigger_unknown == '\0';
    if (status == 0 && *out->object == '\0')
        status = compare_objects(engine, triggers, out->object, sizeof out->object);
    return status;
}

/* ---- an earlier version ---- */

/* What was released stays as it was: SHA-256 over all that is on our tables, by type and name. */
static const struct {
    int64_t version;
    const char *hash;
} earlier[] = {{1, "ed5e9beeb11779c9e9d57222afeb30a7b04f5db8e61d73c71f2eb99956809e01"},
               {2, "eb554e5793948064ac1a07ed9cce27052004db943779b1e4161eac16236e7210"}};

static int hash_rows(struct engine *engine, char hex[HASH_HEX])
{
    struct engine_stmt *stmt = NULL;
    struct hash hash;
    uint8_t bytes[HASH_BYTES];
    int status = engine->ops->prepare(
        engine, "SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE " STANDS_ON_OURS " ORDER BY type, name",
        &stmt);
    hash_begin(&hash, 'S');
    while (status == 0 && (status = engine->ops->step(stmt)) == ENGINE_ROW) {
        const struct row row = read_row(stmt);
        for (int k = 0; k < O_TEXTS; k++) {
            hash_add(&hash, row.text[k], row.len[k]);
            hash_add(&hash, "", 1);
        }
        status = 0;
    }
    if (stmt != NULL)
        engine->ops->finalize(stmt);
    hash_end(&hash, bytes);
    hash_hex(bytes, hex);
    return status;
}

static int check_earlier(struct engine *engine, int64_t version, const char *path)
{
    char hex[HASH_HEX], number[24], odd[160] = "";
    int status = find_odd(engine, odd, sizeof odd);
    if (status == 0 && *odd != '\0')
        return FAIL(engine->env, MSG_STORE_SCHEMA_DIFFERS, path, odd);
    if (status == 0)
        status = hash_rows(engine, hex);
    for (size_t k = 0; status == 0 && k < sizeof earlier / sizeof earlier[0]; k++)
        if (earlier[k].version == version && strcmp(earlier[k].hash, hex) == 0)
            return 0;
    snprintf(number, sizeof number, "%lld", (long long)version);
    return status == 0 ? FAIL(engine->env, MSG_STORE_SCHEMA_OLDER, path, number) : status;
}

/* ---- refusing ---- */

/* Where nothing is found, all is as this SQLite makes it, which may write a table otherwise than the list has it. */
static int check_this(struct engine *engine, const char *path)
{
    struct schema_differences found;
    int same = 0;
    int status = is_as_made(engine, &same);
    if (status != 0 || same)
        return status;
    status = schema_compare(engine, &found);
    if (status != 0)
        return status;
    if (*found.object != '\0')
        return FAIL(engine->env, MSG_STORE_SCHEMA_DIFFERS, path, found.object);
    if (*found.trigger_missing != '\0')
        return FAIL(engine->env, MSG_STORE_TRIGGER_MISSING, path, found.trigger_missing);
    return *found.trigger_unknown != '\0' ? FAIL(engine->env, MSG_STORE_TRIGGER_UNKNOWN, path, found.trigger_unknown)
                                          : 0;
}

int schema_check(struct engine *engine, int64_t version, const char *path)
{
    return version == SCHEMA_VERSION ? check_this(engine, path) : check_earlier(engine, version, path);
}

/* ---- what else is in the file ---- */

int schema_others(struct engine *engine, int64_t *count, char *names, size_t size)
{
    struct engine_stmt *stmt = NULL;
    size_t len = 0;
    int status = engine->ops->prepare(engine,
                                      "SELECT name FROM main.sqlite_schema WHERE NOT " STANDS_ON_OURS
                                      " AND lower(substr(name, 1, 7)) <> 'sqlite_' ORDER BY name",
                                      &stmt);
    *count = 0;
    *names = '\0';
    while (status == 0 && (status = engine->ops->step(stmt)) == ENGINE_ROW) {
        const char *name = engine->ops->column_text(stmt, 0);
        status = name != NULL ? 0 : NAAST_NO_MEMORY;
        ++*count;
        if (name != NULL && *count <= 3 && len + strlen(name) + 3 < size)
            len += (size_t)snprintf(names + len, size - len, "%s%s", len > 0 ? ", " : "", name);
    }
    if (stmt != NULL)
        engine->ops->finalize(stmt);
    return status;
}
