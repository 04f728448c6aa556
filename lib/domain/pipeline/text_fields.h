/* text_fields.h: the stored form of a definition: a line for each thing, its fields tab separated as name=value, what
 * is zero left out. Writing and reading go by these tables. */
#ifndef DOMAIN_PIPELINE_TEXT_FIELDS_H
#define DOMAIN_PIPELINE_TEXT_FIELDS_H

#include <stddef.h>

enum field_type { FIELD_TEXT, FIELD_CODES, FIELD_FLAG, FIELD_NUMBER };
/* What a field is for: one that is only shown, as names and questions are, changes no verdict. */
enum field_use { USE_RULE, USE_SHOWN };
enum { DEFINITION_TEXT_BYTES = 4096, DEFINITION_LIST_MAX = 100 };

struct field {
    const char *name;
    enum field_type type;
    enum field_use use;
    size_t offset;
};

struct line_type {
    const char *name;
    const struct field *fields;
    size_t field_count;
};

enum { LINE_LABEL, LINE_KIND, LINE_STAGE, LINE_GATE, LINE_CHECK, LINE_TYPES };
extern const struct line_type line_types[LINE_TYPES];

/* How a stored definition begins, before a tab and its name. */
extern const char definition_first_line[];

#endif
