/* table.h: how a table is described, and what follows from that alone. */
#ifndef ENGINE_SCHEMA_TABLE_H
#define ENGINE_SCHEMA_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum rec_type { REC_INT = 1, REC_TEXT = 2, REC_BLOB = 3 };

enum {
    COL_NOT_NULL = 1,
    COL_PERSONAL = 2, /* may name or describe a person: lives in a body part of its own, can be erased */
    COL_CONTENT = 4,  /* of evidence: a change takes the deal's next content count */
    COL_COUNTER = 8,  /* never goes back */
    COL_FIXED = 16,   /* never updated */
    COL_FOLLOWS = 32  /* with FIXED, and a reference: follows when what it refers to is merged into another */
};

struct rec_value {
    enum rec_type type; /* 0: NULL */
    int64_t i;
    const void *data; /* text or blob; borrowed */
    size_t len;
};

static inline struct rec_value rec_null(void) { return (struct rec_value){0}; }

static inline struct rec_value rec_int(int64_t i) { return (struct rec_value){.type = REC_INT, .i = i}; }

static inline struct rec_value rec_int_or_null(int64_t i) { return i ? rec_int(i) : rec_null(); }

struct rec_value rec_text(const char *text); /* NULL and "" become NULL */
int rec_equal(const struct rec_value *a, const struct rec_value *b);

static inline struct rec_value rec_blob(const void *data, size_t len)
{
    return data ? (struct rec_value){.type = REC_BLOB, .data = data, .len = len} : rec_null();
}

struct rec_column {
    uint8_t id; /* permanent: journal bodies refer to it */
    const char *name;
    enum rec_type type;
    uint16_t flags;
    uint8_t refs; /* table id of a foreign key; 0: none */
};

enum { REC_KEY_SERIAL = 0, REC_KEY_PACKED = 1, REC_COLUMNS_MAX = 40 };

/* Whose journal entry a change lands in: the first column (index) that is not NULL gives the root's id. */
struct rec_root {
    uint8_t kind; /* naast_root */
    int8_t column;
};

struct rec_table {
    uint8_t id;                      /* permanent */
    uint8_t root_kind;               /* the row itself, or its packed parent, is a root of this kind; 0: see roots */
    struct rec_root roots[4];        /* for tables whose rows belong to one of several roots; else the store */
    const char *name;                /* "naast_deal" */
    const struct rec_column *column; /* column[0] is the key */
    uint8_t columns;
    uint8_t key; /* REC_KEY_... */
    int append_only;
    const char *check_sql;   /* table constraints; NULL: none */
    const char *indices_sql; /* NULL: none */
};

/* "deal" for naast_deal. */
const char *rec_plain_name(const struct rec_table *table);

/* The columns that may name or describe a person, a bit for each. */
uint64_t rec_personal_columns(const struct rec_table *table);

/* The column that says that a row was taken back; -1: rows of this table never are. */
int rec_void_column(const struct rec_table *table);

/* Whose entry has a row's changes. */
struct root {
    uint8_t kind; /* naast_root */
    int64_t id;   /* 0 for the store */
};

/* row: its values; only read for tables whose rows belong to one of several roots. */
struct root row_root(const struct rec_table *table, int64_t id, const struct rec_value row[]);

#endif
