/* table.c: what follows from a table's description alone. */
#include "engine/schema/table.h"

#include "naast.h"

#include "base/values/ids.h"

#include <string.h>

struct rec_value rec_text(const char *text)
{
    if (text == NULL || *text == '\0')
        return rec_null();
    return (struct rec_value){.type = REC_TEXT, .data = text, .len = strlen(text)};
}

int rec_equal(const struct rec_value *a, const struct rec_value *b)
{
    if (a->type != b->type)
        return 0;
    if (a->type == REC_INT)
        return a->i == b->i;
    if (a->type == REC_TEXT || a->type == REC_BLOB)
        return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
    return 1;
}

struct root row_root(const struct rec_table *table, int64_t id, const struct rec_value row[])
{
    if (table->root_kind != 0)
        return (struct root){table->root_kind, table->key == REC_KEY_PACKED ? child_parent(id) : id};
    for (size_t k = 0; k < sizeof table->roots / sizeof table->roots[0] && table->roots[k].kind != 0; k++)
        if (row[table->roots[k].column].type == REC_INT)
            return (struct root){table->roots[k].kind, row[table->roots[k].column].i};
    return (struct root){NAAST_ROOT_STORE, 0};
}

const char *rec_plain_name(const struct rec_table *table) { return table->name + strlen("naast_"); }

uint64_t rec_personal_columns(const struct rec_table *table)
{
    uint64_t mask = 0;
    for (int k = 0; k < table->columns; k++)
        if (table->column[k].flags & COL_PERSONAL)
            mask |= UINT64_C(1) << k;
    return mask;
}

int rec_void_column(const struct rec_table *table)
{
    for (int k = 0; k < table->columns; k++)
        if (strcmp(table->column[k].name, "void") == 0)
            return k;
    return -1;
}
