/* text_fields.c: the fields of a definition, in the order in which they are written. */
#include "domain/pipeline/text_fields.h"

#include "naast.h"

#include <stddef.h>
#include <stdint.h>

#define FIELD(of, name, type, member)                                                                                  \
    {                                                                                                                  \
        name, type, USE_RULE, offsetof(of, member)                                                                     \
    }
#define SHOWN(of, name, type, member)                                                                                  \
    {                                                                                                                  \
        name, type, USE_SHOWN, offsetof(of, member)                                                                    \
    }

static const struct field kind_fields[] = {
    FIELD(naast_kind, "code", FIELD_TEXT, code),      SHOWN(naast_kind, "en", FIELD_TEXT, label.en),
    SHOWN(naast_kind, "nl", FIELD_TEXT, label.nl),    FIELD(naast_kind, "latest", FIELD_FLAG, latest),
    FIELD(naast_kind, "sided", FIELD_FLAG, sided),    FIELD(naast_kind, "theirs", FIELD_FLAG, theirs),
    FIELD(naast_kind, "person", FIELD_FLAG, person),  FIELD(naast_kind, "by_speaking", FIELD_FLAG, by_speaking),
    FIELD(naast_kind, "owed", FIELD_NUMBER, owed),    FIELD(naast_kind, "about", FIELD_CODES, about),
    FIELD(naast_kind, "values", FIELD_CODES, values), FIELD(naast_kind, "no", FIELD_CODES, no),
    FIELD(naast_kind, "life", FIELD_CODES, life),     FIELD(naast_kind, "covers", FIELD_CODES, covers),
};
static const struct field label_fields[] = {
    SHOWN(naast_label, "en", FIELD_TEXT, en),
    SHOWN(naast_label, "nl", FIELD_TEXT, nl),
};
static const struct field stage_fields[] = {
    FIELD(naast_stage, "code", FIELD_TEXT, code),
    SHOWN(naast_stage, "en", FIELD_TEXT, label.en),
    SHOWN(naast_stage, "nl", FIELD_TEXT, label.nl),
    FIELD(naast_stage, "won", FIELD_FLAG, won),
    SHOWN(naast_stage, "sleeps_days", FIELD_NUMBER, sleeps_days),
};
static const struct field gate_fields[] = {
    FIELD(naast_gate, "code", FIELD_TEXT, code),
    SHOWN(naast_gate, "en", FIELD_TEXT, label.en),
    SHOWN(naast_gate, "nl", FIELD_TEXT, label.nl),
};
static const struct field check_fields[] = {
    FIELD(naast_check, "id", FIELD_TEXT, code),
    SHOWN(naast_check, "en", FIELD_TEXT, label.en),
    SHOWN(naast_check, "nl", FIELD_TEXT, label.nl),
    SHOWN(naast_check, "ask.en", FIELD_TEXT, ask.en),
    SHOWN(naast_check, "ask.nl", FIELD_TEXT, ask.nl),
    SHOWN(naast_check, "ask_us.en", FIELD_TEXT, ask_us.en),
    SHOWN(naast_check, "ask_us.nl", FIELD_TEXT, ask_us.nl),
    SHOWN(naast_check, "telling", FIELD_FLAG, stated),
    FIELD(naast_check, "rule", FIELD_NUMBER, rule),
    FIELD(naast_check, "kind", FIELD_CODES, kinds),
    FIELD(naast_check, "side", FIELD_NUMBER, side),
    FIELD(naast_check, "value", FIELD_CODES, value),
    FIELD(naast_check, "n", FIELD_NUMBER, n),
    FIELD(naast_check, "has", FIELD_CODES, has),
    FIELD(naast_check, "word", FIELD_NUMBER, word),
    FIELD(naast_check, "by", FIELD_TEXT, by),
    FIELD(naast_check, "closed", FIELD_FLAG, closed),
    FIELD(naast_check, "none_ok", FIELD_FLAG, none_ok),
    FIELD(naast_check, "fresh_days", FIELD_NUMBER, fresh_days),
    FIELD(naast_check, "advisory", FIELD_FLAG, advisory),
    FIELD(naast_check, "waivable", FIELD_FLAG, waivable),
};

/* Numbers, enumerations and flags are all of one size, and read and written alike. */
_Static_assert(sizeof(int32_t) == sizeof(int) && sizeof(naast_side) == sizeof(int) &&
                   sizeof(naast_rule) == sizeof(int) && sizeof(naast_word_wanted) == sizeof(int),
               "the fields of a definition that are numbers");

#define LINE(name, fields)                                                                                             \
    {                                                                                                                  \
        name, fields, sizeof(fields) / sizeof((fields)[0])                                                             \
    }
const struct line_type line_types[LINE_TYPES] = {
    LINE("label", label_fields), LINE("kind", kind_fields),   LINE("stage", stage_fields),
    LINE("gate", gate_fields),   LINE("check", check_fields),
};

const char definition_first_line[] = "naast pipeline 1";
