/* clang-format off */
/* tables.c: the tables. A column id is permanent: journal bodies refer to it. New columns go at the end, with the next id. */
#include "engine/schema/tables.h"

#include "naast.h"

#include "engine/schema/table.h"

#include <stddef.h>

#define COUNT(array) ((uint8_t)(sizeof(array) / sizeof((array)[0])))

static const struct rec_column actor_columns[ACTOR_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "name", REC_TEXT, COL_PERSONAL, 0},
};
const struct rec_table table_actor = {
    .id = 1, .root_kind = 0, .name = "naast_actor",
    .column = actor_columns, .columns = COUNT(actor_columns), .key = REC_KEY_SERIAL,
};

static const struct rec_column setting_columns[SETTING_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "name", REC_TEXT, COL_NOT_NULL | COL_FIXED, 0},
    {3, "value", REC_TEXT, 0, 0},
};
const struct rec_table table_setting = {
    .id = 2, .root_kind = 0, .name = "naast_setting",
    .column = setting_columns, .columns = COUNT(setting_columns), .key = REC_KEY_SERIAL,
    .indices_sql =
        "CREATE UNIQUE INDEX naast_setting_name ON naast_setting(name);",
};

static const struct rec_column org_columns[ORG_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "uuid", REC_BLOB, COL_NOT_NULL | COL_FIXED, 0},
    {3, "name", REC_TEXT, COL_PERSONAL, 0},
    {4, "folded", REC_TEXT, COL_PERSONAL, 0},
    {5, "note", REC_TEXT, COL_PERSONAL, 0},
    {6, "void", REC_INT, COL_NOT_NULL, 0},
    {7, "merged", REC_INT, 0, 3},
};
const struct rec_table table_org = {
    .id = 3, .root_kind = NAAST_ROOT_ORG, .name = "naast_org",
    .column = org_columns, .columns = COUNT(org_columns), .key = REC_KEY_SERIAL,
    .indices_sql =
        "CREATE UNIQUE INDEX naast_org_uuid ON naast_org(uuid);"
        "CREATE INDEX naast_org_folded ON naast_org(folded) WHERE void = 0;",
};

static const struct rec_column person_columns[PERSON_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "uuid", REC_BLOB, COL_NOT_NULL | COL_FIXED, 0},
    {3, "name", REC_TEXT, COL_PERSONAL, 0},
    {4, "folded", REC_TEXT, COL_PERSONAL, 0},
    {5, "email", REC_TEXT, COL_PERSONAL, 0},
    {6, "email_folded", REC_TEXT, COL_PERSONAL, 0},
    {7, "note", REC_TEXT, COL_PERSONAL, 0},
    {8, "org", REC_INT, 0, 3},
    {9, "no_contact", REC_INT, COL_NOT_NULL, 0},
    {10, "void", REC_INT, COL_NOT_NULL, 0},
    {11, "merged", REC_INT, 0, 4},
};
const struct rec_table table_person = {
    .id = 4, .root_kind = NAAST_ROOT_PERSON, .name = "naast_person",
    .column = person_columns, .columns = COUNT(person_columns), .key = REC_KEY_SERIAL,
    .indices_sql =
        "CREATE UNIQUE INDEX naast_person_uuid ON naast_person(uuid);"
        "CREATE INDEX naast_person_folded ON naast_person(folded) WHERE void = 0;"
        "CREATE INDEX naast_person_email ON naast_person(email_folded) WHERE email_folded IS NOT NULL AND void = 0;"
        "CREATE INDEX naast_person_org ON naast_person(org) WHERE org IS NOT NULL;",
};

static const struct rec_column pipeline_columns[PIPELINE_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "uuid", REC_BLOB, COL_NOT_NULL | COL_FIXED, 0},
    {3, "name", REC_TEXT, COL_NOT_NULL | COL_FIXED, 0},
    {4, "void", REC_INT, COL_NOT_NULL, 0},
};
const struct rec_table table_pipeline = {
    .id = 5, .root_kind = NAAST_ROOT_PIPELINE, .name = "naast_pipeline",
    .column = pipeline_columns, .columns = COUNT(pipeline_columns), .key = REC_KEY_SERIAL,
    .indices_sql =
        "CREATE UNIQUE INDEX naast_pipeline_name ON naast_pipeline(name) WHERE void = 0;",
};

static const struct rec_column revision_columns[REVISION_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "definition", REC_TEXT, COL_NOT_NULL | COL_FIXED, 0},
    {3, "void", REC_INT, COL_NOT_NULL, 0},
};
const struct rec_table table_revision = {
    .id = 6, .root_kind = NAAST_ROOT_PIPELINE, .name = "naast_revision",
    .column = revision_columns, .columns = COUNT(revision_columns), .key = REC_KEY_PACKED,
};

static const struct rec_column deal_columns[DEAL_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "uuid", REC_BLOB, COL_NOT_NULL | COL_FIXED, 0},
    {3, "title", REC_TEXT, COL_PERSONAL, 0},
    {4, "folded", REC_TEXT, COL_PERSONAL, 0},
    {5, "org", REC_INT, 0, 3},
    {6, "contact", REC_INT, 0, 4},
    {7, "owner", REC_INT, 0, 1},
    {8, "amount", REC_INT, 0, 0},
    {9, "currency", REC_TEXT, 0, 0},
    {10, "expected", REC_INT, 0, 0},
    {11, "source", REC_TEXT, COL_PERSONAL, 0},
    {12, "external_id", REC_TEXT, 0, 0},
    {13, "note", REC_TEXT, COL_PERSONAL, 0},
    {14, "follows", REC_INT, 0, 7},
    {15, "pipeline", REC_INT, COL_NOT_NULL, 6},
    {16, "stage", REC_TEXT, COL_NOT_NULL, 0},
    {17, "outcome", REC_TEXT, 0, 0},
    {18, "moves", REC_INT, COL_NOT_NULL | COL_COUNTER, 0},
    {19, "since", REC_INT, COL_NOT_NULL, 0},
    {20, "created", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {21, "closed", REC_INT, 0, 0},
    {22, "unverified", REC_INT, COL_NOT_NULL, 0},
    {23, "crev", REC_INT, COL_NOT_NULL | COL_COUNTER, 0},
    {24, "told", REC_INT, 0, 4},
    {25, "void", REC_INT, COL_NOT_NULL, 0},
    {26, "unproven", REC_INT, 0, 0}, /* 1: it came past a gate that it has not passed as that gate is now */
};
const struct rec_table table_deal = {
    .id = 7, .root_kind = NAAST_ROOT_DEAL, .name = "naast_deal",
    .column = deal_columns, .columns = COUNT(deal_columns), .key = REC_KEY_SERIAL,
    .check_sql = "CHECK ((amount IS NULL) = (currency IS NULL))",
    .indices_sql =
        "CREATE UNIQUE INDEX naast_deal_uuid ON naast_deal(uuid);"
        "CREATE UNIQUE INDEX naast_deal_external ON naast_deal(external_id) WHERE external_id IS NOT NULL AND void = 0;"
        "CREATE INDEX naast_deal_stage ON naast_deal(stage);" /* and so by number: a page of a stage needs no sorting */
        "CREATE INDEX naast_deal_org ON naast_deal(org, outcome, void) WHERE org IS NOT NULL;" /* counted without the rows */
        "CREATE INDEX naast_deal_folded ON naast_deal(folded) WHERE void = 0;"
        "CREATE INDEX naast_deal_contact ON naast_deal(contact) WHERE contact IS NOT NULL;"
        "CREATE INDEX naast_deal_untold ON naast_deal(closed) "
        "WHERE outcome IN ('declined', 'no_match') AND told IS NULL AND void = 0;" /* whom we owe an answer */
        /* the longest there first, and how many are imports, whosever they are: without their rows */
        "CREATE INDEX naast_deal_open ON naast_deal(unverified, since, id, owner) WHERE outcome IS NULL AND void = 0;"
        "CREATE INDEX naast_deal_expected ON naast_deal(expected) "
        "WHERE expected IS NOT NULL AND outcome IS NULL AND void = 0;"
        "CREATE INDEX naast_deal_unproven ON naast_deal(since) WHERE unproven = 1 AND void = 0;",
};

/*
 * deal is no foreign key: the first transition is written before its deal, and while a key waits for one SQLite looks, when the
 * deal comes, through all that refers to deals (transitions, deals, tasks, activities): a scan for each deal opened. The packed
 * id says the same, and the triggers hold the two together.
 */
static const struct rec_column transition_columns[TRANSITION_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "deal", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {3, "n", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {4, "kind", REC_TEXT, COL_NOT_NULL | COL_FIXED, 0},
    {5, "from_stage", REC_TEXT, COL_FIXED, 0},
    {6, "to_stage", REC_TEXT, COL_NOT_NULL | COL_FIXED, 0},
    {7, "from_outcome", REC_TEXT, COL_FIXED, 0},
    {8, "to_outcome", REC_TEXT, COL_FIXED, 0},
    {9, "pipeline", REC_INT, COL_NOT_NULL | COL_FIXED, 6},
    {10, "at", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {11, "actor", REC_INT, COL_NOT_NULL | COL_FIXED, 1},
    {12, "because", REC_TEXT, COL_PERSONAL | COL_FIXED, 0},
    {13, "receipt", REC_TEXT, COL_FIXED, 0},
    {14, "told", REC_INT, COL_FIXED, 4},
    {15, "refer_person", REC_INT, COL_FIXED, 4},
    {16, "refer_org", REC_INT, COL_FIXED, 3},
    {17, "undoes", REC_INT, COL_FIXED, 0}, /* of a move that undoes: n of the first that it takes back */
};
const struct rec_table table_transition = {
    .id = 8, .root_kind = NAAST_ROOT_DEAL, .name = "naast_transition",
    .column = transition_columns, .columns = COUNT(transition_columns), .key = REC_KEY_PACKED,
    .append_only = 1,
};

static const struct rec_column evidence_columns[EVIDENCE_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "kind", REC_TEXT, COL_NOT_NULL | COL_FIXED, 0},
    {3, "text", REC_TEXT, COL_PERSONAL | COL_CONTENT, 0},
    {4, "side", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {5, "said_by", REC_INT, COL_FIXED | COL_FOLLOWS, 4},
    {6, "word_side", REC_INT, COL_NOT_NULL, 0},
    {7, "word_by", REC_INT, 0, 4},
    {8, "about", REC_INT, COL_CONTENT, 0},
    {9, "person", REC_INT, COL_CONTENT, 4},
    {10, "value", REC_TEXT, COL_CONTENT, 0},
    {11, "amount", REC_INT, COL_CONTENT, 0},
    {12, "currency", REC_TEXT, COL_CONTENT, 0},
    {13, "due", REC_INT, COL_CONTENT, 0},
    {14, "url", REC_TEXT, COL_PERSONAL | COL_CONTENT, 0},
    {15, "file_name", REC_TEXT, COL_PERSONAL, 0},
    {16, "file_sha", REC_BLOB, COL_PERSONAL | COL_CONTENT, 0},
    {17, "state", REC_TEXT, COL_NOT_NULL, 0},
    {18, "retracted", REC_INT, COL_NOT_NULL | COL_CONTENT, 0},
    {19, "in_confidence", REC_INT, COL_NOT_NULL, 0},
    {20, "crev", REC_INT, COL_NOT_NULL | COL_COUNTER, 0},
    {21, "day", REC_INT, COL_NOT_NULL, 0},
    {22, "settled_on", REC_INT, 0, 0},
    {23, "settled_side", REC_INT, 0, 0},
    {24, "settled_by", REC_INT, 0, 4},
    {25, "because", REC_TEXT, COL_PERSONAL, 0},
    {26, "reagreed", REC_INT, COL_NOT_NULL | COL_COUNTER, 0},
    {27, "void", REC_INT, COL_NOT_NULL, 0},
    {28, "redacted", REC_INT, 0, 0},
    /* who the three people of it were when it was written, once a merge has made somebody else of them */
    {29, "said_as", REC_INT, 0, 4},
    {30, "word_as", REC_INT, 0, 4},
    {31, "person_as", REC_INT, 0, 4},
    {32, "spelled_from", REC_TEXT, COL_PERSONAL, 0}, /* the wording that crev counts, once its spelling was mended */
};
const struct rec_table table_evidence = {
    .id = 9, .root_kind = NAAST_ROOT_DEAL, .name = "naast_evidence",
    .column = evidence_columns, .columns = COUNT(evidence_columns), .key = REC_KEY_PACKED,
    .check_sql = "CHECK ((amount IS NULL) = (currency IS NULL))",
    .indices_sql =
        "CREATE INDEX naast_evidence_said ON naast_evidence(said_by) WHERE said_by IS NOT NULL;"
        "CREATE INDEX naast_evidence_person ON naast_evidence(person) WHERE person IS NOT NULL;"
        "CREATE INDEX naast_evidence_due ON naast_evidence(due) "
        "WHERE due IS NOT NULL AND state = 'open' AND retracted = 0 AND void = 0;", /* open promises */
};

static const struct rec_column word_columns[WORD_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "item", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {3, "side", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {4, "person", REC_INT, COL_FIXED | COL_FOLLOWS, 4},
    {5, "seen", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {6, "day", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {7, "how", REC_TEXT, COL_PERSONAL, 0},
    {8, "void", REC_INT, COL_NOT_NULL, 0},
    {9, "given_as", REC_INT, 0, 4},        /* who gave it, once a merge has made somebody else of them */
    {10, "page", REC_INT, COL_FIXED, 0}, /* the journal entry on the page that they had before them */
};
const struct rec_table table_word = {
    .id = 10, .root_kind = NAAST_ROOT_DEAL, .name = "naast_word",
    .column = word_columns, .columns = COUNT(word_columns), .key = REC_KEY_PACKED,
};

static const struct rec_column waiver_columns[WAIVER_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "check_id", REC_TEXT, COL_NOT_NULL | COL_FIXED, 0},
    {3, "because", REC_TEXT, COL_PERSONAL, 0},
    {4, "approver", REC_INT, COL_NOT_NULL | COL_FIXED, 1},
    {5, "until", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {6, "at", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {7, "void", REC_INT, COL_NOT_NULL, 0},
};
const struct rec_table table_waiver = {
    .id = 11, .root_kind = NAAST_ROOT_DEAL, .name = "naast_waiver",
    .column = waiver_columns, .columns = COUNT(waiver_columns), .key = REC_KEY_PACKED,
};

static const struct rec_column task_columns[TASK_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "text", REC_TEXT, COL_PERSONAL, 0},
    {3, "deal", REC_INT, COL_FIXED, 7},
    {4, "person", REC_INT, COL_FIXED, 4},
    {5, "org", REC_INT, COL_FIXED, 3},
    {6, "due", REC_INT, 0, 0},
    {7, "owner", REC_INT, 0, 1},
    {8, "done", REC_INT, 0, 0},
    {9, "void", REC_INT, COL_NOT_NULL, 0},
};
const struct rec_table table_task = {
    .id = 12, .root_kind = 0, .name = "naast_task",
    .roots = {{NAAST_ROOT_DEAL, TASK_DEAL}, {NAAST_ROOT_PERSON, TASK_PERSON}, {NAAST_ROOT_ORG, TASK_ORG}},
    .column = task_columns, .columns = COUNT(task_columns), .key = REC_KEY_SERIAL,
    .indices_sql =
        "CREATE INDEX naast_task_deal ON naast_task(deal) WHERE deal IS NOT NULL;"
        "CREATE INDEX naast_task_due ON naast_task(due) WHERE done IS NULL AND void = 0;",
};

static const struct rec_column activity_columns[ACTIVITY_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "kind", REC_TEXT, COL_NOT_NULL | COL_FIXED, 0},
    {3, "text", REC_TEXT, COL_PERSONAL, 0},
    {4, "participants", REC_TEXT, COL_PERSONAL, 0},
    {5, "how", REC_TEXT, COL_PERSONAL, 0},
    {6, "deal", REC_INT, COL_FIXED, 7},
    {7, "person", REC_INT, COL_FIXED, 4},
    {8, "org", REC_INT, COL_FIXED, 3},
    {9, "day", REC_INT, COL_NOT_NULL, 0},
    {10, "void", REC_INT, COL_NOT_NULL, 0},
};
const struct rec_table table_activity = {
    .id = 13, .root_kind = 0, .name = "naast_activity",
    .roots = {{NAAST_ROOT_DEAL, ACTIVITY_DEAL}, {NAAST_ROOT_PERSON, ACTIVITY_PERSON}, {NAAST_ROOT_ORG, ACTIVITY_ORG}},
    .column = activity_columns, .columns = COUNT(activity_columns), .key = REC_KEY_SERIAL,
    .indices_sql =
        "CREATE INDEX naast_activity_deal ON naast_activity(deal) WHERE deal IS NOT NULL;",
};

/* Which operation undid which: whether an operation is in effect follows from the last row that names it. */
static const struct rec_column undo_columns[UNDO_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "operation", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {3, "undoes", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {4, "because", REC_TEXT, COL_PERSONAL | COL_FIXED, 0},
};
const struct rec_table table_undo = {
    .id = 14, .root_kind = 0, .name = "naast_undo",
    .column = undo_columns, .columns = COUNT(undo_columns), .key = REC_KEY_SERIAL,
    .append_only = 1,
    .indices_sql =
        "CREATE UNIQUE INDEX naast_undo_operation ON naast_undo(operation);"
        "CREATE INDEX naast_undo_undoes ON naast_undo(undoes);",
};

/* What was taken out, of whom or what, and why. The numbers of subjects are those of their rows, in every copy of the store. */
static const struct rec_column erasure_columns[ERASURE_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "operation", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {3, "whole", REC_INT, COL_NOT_NULL | COL_FIXED, 0}, /* a person, with all that is theirs; else what one thing says */
    {4, "subject_table", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {5, "subject_row", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {6, "because", REC_TEXT, COL_PERSONAL | COL_FIXED, 0},
};
const struct rec_table table_erasure = {
    .id = 15, .root_kind = 0, .name = "naast_erasure",
    .column = erasure_columns, .columns = COUNT(erasure_columns), .key = REC_KEY_SERIAL,
    .append_only = 1,
};

/* Every part of the journal that is gone, by its key in naast_body. */
static const struct rec_column erased_columns[ERASED_COLUMNS] = {
    {1, "id", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
    {2, "erasure", REC_INT, COL_NOT_NULL | COL_FIXED, 15},
    {3, "part", REC_INT, COL_NOT_NULL | COL_FIXED, 0},
};
const struct rec_table table_erased = {
    .id = 16, .root_kind = 0, .name = "naast_erased",
    .column = erased_columns, .columns = COUNT(erased_columns), .key = REC_KEY_SERIAL,
    .append_only = 1,
    .indices_sql =
        "CREATE UNIQUE INDEX naast_erased_part ON naast_erased(part);",
};

const struct rec_table *const all_tables[] = {
    &table_actor, &table_setting, &table_org, &table_person, &table_pipeline, &table_revision, &table_deal,
    &table_transition, &table_evidence, &table_word, &table_waiver, &table_task, &table_activity,
    &table_undo, &table_erasure, &table_erased, NULL,
};

const struct rec_table *table_by_id(uint8_t id)
{
    for (const struct rec_table *const *table = all_tables; *table != NULL; table++)
        if ((*table)->id == id)
            return *table;
    return NULL;
}

