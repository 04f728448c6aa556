/* schema_disguises.h: what somebody can do to a schema so that what is read or written through it is not what it seems.
 */
#ifndef SCHEMA_DISGUISES_H
#define SCHEMA_DISGUISES_H

/* An endless table expression, for what would never end. */
#define ENDLESS "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
#define REWRITE(table, from, to)                                                                                       \
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '" from "', '" to                        \
    "') WHERE name = '" table "'; PRAGMA writable_schema = RESET"

static const struct disguise {
    const char *name, *sql, *codes; /* of verify, in any order; the first is that of opening */
    const char *object;             /* that is named */
} disguises[] = {
    {"a column of another type", REWRITE("naast_task", "void INTEGER NOT NULL", "void ANY NOT NULL"), "schema_differs ",
     "naast_task"},
    {"a table made anew without its types",
     "CREATE TABLE n(id INTEGER PRIMARY KEY, text, deal, person, org, due, owner, done, void NOT NULL);"
     "INSERT INTO n SELECT * FROM naast_task; DROP TABLE naast_task; ALTER TABLE n RENAME TO naast_task",
     "schema_differs trigger_missing ", "naast_task"},
    {"a table that is gone", "DROP TABLE naast_task", "schema_differs ", "naast_task"},
    {"the table of the store itself that is gone", "DROP TABLE naast_meta", "schema_differs ", "naast_meta"},
    {"the head's table that is gone", "DROP TABLE naast_head", "schema_differs ", "naast_head"},
    {"full text that is gone", "DROP TABLE naast_text", "schema_differs ", "naast_text"},
    {"a column of another name", "ALTER TABLE naast_task RENAME COLUMN owner TO keeper", "schema_differs ",
     "naast_task"},
    {"a column that is gone", "ALTER TABLE naast_task DROP COLUMN owner", "schema_differs ", "naast_task"},
    {"a column more", "ALTER TABLE naast_task ADD COLUMN more TEXT", "schema_differs ", "naast_task"},
    {"a column that is computed", "ALTER TABLE naast_task ADD COLUMN more TEXT AS (text || owner)", "schema_differs ",
     "naast_task"},
    {"an endless view in a table's place",
     "ALTER TABLE naast_undo RENAME TO theirs; CREATE VIEW naast_undo AS " ENDLESS "SELECT theirs.* FROM theirs, r",
     "schema_differs ", "naast_undo"},
    {"the same in the place of a table of the full text",
     "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET type = 'view', rootpage = 0, sql = "
     "'CREATE VIEW naast_text_data AS " ENDLESS "SELECT n AS id, n AS block FROM r' WHERE name = 'naast_text_data';"
     "PRAGMA writable_schema = RESET",
     "schema_differs ", "naast_text_data"},
    {"a view that leaves a deal out",
     "DROP VIEW naast_standing_move; CREATE VIEW naast_standing_move AS SELECT * FROM naast_transition WHERE deal <> 1",
     "schema_differs ", "naast_standing_move"},
    {"a view that is gone", "DROP VIEW naast_standing_move", "schema_differs ", "naast_standing_move"},
    {"an index that is gone", "DROP INDEX naast_deal_org", "schema_differs ", "naast_deal_org"},
    {"an index of others that keeps rows out", "CREATE UNIQUE INDEX theirs ON naast_deal(stage)", "schema_differs ",
     "theirs"},
    {"an index of others on the full text", "CREATE INDEX theirs ON naast_text_data(length(block))", "schema_differs ",
     "theirs"},
    {"a table of others under a name of ours", "CREATE TABLE Naast_More(a)", "schema_differs ", "Naast_More"},
    {"a view of others under a name of ours", "CREATE VIEW NAAST_MORE AS SELECT 1", "schema_differs ", "NAAST_MORE"},
    {"a key of others that follows the full text",
     "CREATE TABLE theirs(a REFERENCES Naast_Text_Data(id) ON DELETE CASCADE);"
     "INSERT INTO theirs SELECT id FROM naast_text_data;"
     "CREATE TRIGGER evil AFTER DELETE ON theirs BEGIN INSERT INTO naast_setting(name) VALUES (random()); END",
     "schema_differs ", "theirs"},
    {"a trigger that is gone", "DROP TRIGGER naast_deal_moves", "trigger_missing ", "naast_deal_moves"},
    {"a trigger that was replaced",
     "DROP TRIGGER naast_head_stays; CREATE TRIGGER naast_head_stays BEFORE DELETE ON naast_head "
     "WHEN 0 BEGIN SELECT RAISE(ABORT, 'naast: nothing is deleted'); END",
     "trigger_missing ", "naast_head_stays"},
    {"a trigger of others, the table named otherwise",
     "CREATE TRIGGER evil BEFORE INSERT ON NAAST_TASK BEGIN SELECT RAISE(IGNORE); END", "trigger_unknown ", "evil"},
    {"a trigger on the full text",
     "CREATE TRIGGER evil AFTER INSERT ON naast_text_data BEGIN INSERT INTO naast_setting(name) VALUES (random()); END",
     "trigger_unknown ", "evil"},
    {"a trigger in the place of the view",
     "CREATE TRIGGER evil INSTEAD OF DELETE ON naast_standing_move BEGIN SELECT 1; END", "trigger_unknown ", "evil"},
};
enum { DISGUISES = sizeof disguises / sizeof disguises[0] };

/* What others may have in the same file. */
static const char *const beside[] = {
    "CREATE TABLE theirs(a); CREATE INDEX theirs_a ON theirs(a); CREATE VIEW v AS SELECT * FROM theirs",
    "ANALYZE",
    "VACUUM",
    "CREATE TABLE theirs(deal INTEGER REFERENCES naast_deal(id) ON DELETE CASCADE)",
    "CREATE VIEW v AS SELECT title FROM naast_deal",
    "CREATE TABLE theirs(a); CREATE TRIGGER theirs_a AFTER INSERT ON theirs BEGIN UPDATE theirs SET a = 1; END",
};
enum { BESIDE = sizeof beside / sizeof beside[0] };

#endif
